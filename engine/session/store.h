// SPDX-License-Identifier: MIT
// store.h: the file that holds every session: an SQLite database with numbered schema versions.
// Several processes may use it at once: one writes at a time, readers wait their turn.
#pragma once

#include "tiptoe/base.h"

#define STORE_PATH_MAX 4096

typedef enum StoreMode {
    STORE_READ,   // must exist; nothing is changed
    STORE_WRITE,  // made if missing, brought up to date, crashed sessions marked
} StoreMode;

typedef struct Store Store;

// The path to use: `given` (--store), or $XDG_DATA_HOME/tiptoe/tiptoe.db, or
// ~/.local/share/tiptoe/tiptoe.db; a relative XDG_DATA_HOME is ignored, as its specification says.
// With `make`, missing folders of the default path are made, mode 0700. USAGE: no HOME, no file, or
// too long. NOT_PERMITTED, CANNOT_CREATE.
Result store_path(char path[STORE_PATH_MAX], const char *given, bool make);

// Opens and checks. One thread per Store.
// NOT_FOUND (reading): no such file. NOT_PERMITTED, CANNOT_CREATE, FULL, BUSY, LOST.
// MALFORMED: not a database, not ours, or damaged: the file is left as it is. VERSION: written by a
// newer Tiptoe, or (reading) by an older one whose store was not brought up to date yet.
Result store_open(Store **store, const char *path, StoreMode mode);

// The store at store_path(given): folders are made if it is opened for writing. Errors of both.
Result store_open_given(Store **store, const char *given, StoreMode mode);

// All that is written from here on, by whatever function, is one change: store_release() keeps it
// whole, or with a failure none of it; that failure, or BUSY, FULL, LOST. Nothing is locked before
// the first write. A store is not made anew within (child_forget()).
void store_hold(Store *store);
Result store_release(Store *store, Result result);

// All that is read from here until store_release() is of one moment, and the file is looked at for
// others' changes once instead of at each query. What others write waits meanwhile: for a page, not
// for drawing. BUSY, LOST.
Result store_hold_reading(Store *store);

void store_close(Store **store);  // NULL is allowed
