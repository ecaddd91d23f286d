/*
 * rehearsal: a stranger's PDF is read by a child process first.  A file of
 * some kilobytes can keep a library busy for hours (streams packed in streams)
 * or bring it down; the child then is what is lost.
 */
#ifndef VANBAN_READER_REHEARSAL_H
#define VANBAN_READER_REHEARSAL_H

#include "vanban/diag.h"

/* CPU seconds; a table of 50,000 rows is read in two. */
#define REHEARSAL_SECONDS 10

/*
 * Runs work(argument) in a child; what it does to memory is forgotten, so it
 * may report to d.  True when it came to its end, however it went.  Otherwise
 * READER_TOO_LARGE when it took more than the seconds, READER_DAMAGED when it
 * crashed, at the place that names path.
 */
bool rehearsal_ends(diags *d, str path, span at, unsigned seconds,
		    void (*work)(void *argument), void *argument);

#endif
