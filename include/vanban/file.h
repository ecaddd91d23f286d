/*
 * file: reading whole, writing whole.
 *
 * An output is at every moment the old file or the whole new one: temporary
 * in the same folder, written, flushed, fsynced, renamed.
 */
#ifndef VANBAN_FILE_H
#define VANBAN_FILE_H

#include "vanban/diag.h"

/*
 * Reads a regular file (or "-", standard input) into the arena. Reports
 * FILE_UNREADABLE or FILE_TOO_LARGE at `at` and returns false otherwise.
 * Limit: 256 MiB.
 */
bool file_read(arena *, diags *, str path, span at, str *bytes);

/*
 * Replaces path by bytes ("-": standard output); a symbolic link stays, the
 * file it points at is replaced. Reports OUTPUT_UNWRITABLE
 * with the reason and returns false; the old file is then untouched
 * and no temporary is left, nor by SIGHUP, SIGINT, SIGQUIT or SIGTERM: they
 * wait until the file is in its place.
 */
bool file_write_atomically(diags *, str path, str bytes);

/*
 * What writing a file whole is made of, for those that write many: all bytes
 * to an open file (false with errno), and the permissions of what takes the
 * place of name: those that it has, else those of a new file.
 */
bool file_write_all(int fd, str bytes);
unsigned file_mode_for(const char *name);

/*
 * file_reason: what an errno means to a clerk; rare ones as the system says.
 * file_refuse: reports code for path with the system's reason (errno) as {1} in
 * Vietnamese and {2} in English, and returns false.
 */
str file_reason(int error, diag_language);
bool file_refuse(diags *, diag_code, span at, str path, int error);

/*
 * Makes the folder and those above it that lack; one that is there is well.
 * Reports OUTPUT_UNWRITABLE and returns false.
 */
bool file_make_folder(diags *, str path);

/* Whether both paths name the same existing file (device and inode). */
bool file_is_same(str a, str b);
/* Which file a path names, however it is written. */
typedef struct file_identity {
	uint64_t device, inode;
} file_identity;
/* false when there is no such file. */
bool file_identify(str path, file_identity *out);
/* A total order. */
int file_identity_compare(const file_identity *, const file_identity *);
bool file_exists(str path);
bool file_is_directory(str path);

/* "a/b/c.xml" -> "a/b"; "c.xml" -> "." */
str path_folder(str path);
/* folder + "/" + name, or name if it is absolute or folder is "." */
str path_join(arena *, str folder, str name);
/*
 * Removes "." and "x/.." by name. The result may begin with "..", then the
 * path leaves the folder it is relative to.
 */
str path_normalise(arena *, str path);
/*
 * Whether path, symbolic links resolved, lies in folder or below it. A path
 * that does not exist is judged by its nearest existing ancestor.
 */
bool path_is_inside(str folder, str path);

#endif
