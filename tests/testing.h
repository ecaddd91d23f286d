/*
 * testing: one table, one row = one named test.
 *
 *   static const struct row { const char *name; … } rows[] = { … };
 *   static void check(void **state) { const struct row *r = *state; … }
 *   int main(void)
 *   {
 *           TEST_TABLE(numbers, rows, check);
 *           return TEST_RUN(numbers);
 *   }
 */
#ifndef VANBAN_TESTING_H
#define VANBAN_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "vanban/str.h"

#define TEST_COUNT(rows_) (sizeof(rows_) / sizeof *(rows_))

/* Declares an array of tests, one for each row; rows_[i].name names it. */
#define TEST_TABLE(tests_, rows_, function_)                                   \
	struct CMUnitTest tests_[TEST_COUNT(rows_)];                           \
	for (size_t i_ = 0; i_ < TEST_COUNT(rows_); i_++)                      \
		tests_[i_] = (struct CMUnitTest)                               \
		{                                                              \
			.name = (rows_)[i_].name, .test_func = (function_),    \
			.initial_state = (void *)(uintptr_t) & (rows_)[i_],    \
		}

#define TEST_RUN(tests_)                                                       \
	_cmocka_run_group_tests(#tests_, (tests_), TEST_COUNT(tests_), NULL,   \
				NULL)

/* assert_string_equal for a str. */
#define assert_str_equal(actual_, expected_)                                   \
	do {                                                                   \
		str s_ = (actual_);                                            \
		char *copy_ = strndup(s_.data ? s_.data : "", s_.length);      \
		assert_string_equal(copy_, (expected_));                       \
		free(copy_);                                                   \
	} while (0)

#include <stdlib.h>

#endif
