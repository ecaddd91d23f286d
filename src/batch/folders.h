/*
 * folders: how files are named in what leaves this machine.
 */
#ifndef VANBAN_BATCH_FOLDERS_H
#define VANBAN_BATCH_FOLDERS_H

#include "vanban/batch.h"

/* The deepest folder that holds all data, absolute; empty: none. */
str batch_data_folder(const batch_request *, const batch_inputs *, arena *);

/*
 * Fills here and folders: the project folder; the deepest folder that holds
 * template and data, unless that is as good as the whole disk; the one above
 * the template's; the one above the data's.
 */
void batch_find_folders(const batch_request *, arena *, batch_inputs *);

#endif
