// SPDX-License-Identifier: MIT
// files.h: the style sheet, scripts and letters that pages ask for: a fixed table, read once when
// the server starts. No part of a path that somebody asks for ever comes near open().
#pragma once

#include "tiptoe/base.h"

#include <stddef.h>

typedef struct WebFile {
    const char *path;  // as a page asks for it
    const char *type;  // media type
    char *bytes;
    size_t size;
    const char *font;  // its name in the system's folder of Andika; NULL: it lies in assets/web
} WebFile;

// Reads them all. NOT_FOUND: one is not installed; without the letters pages take others. FULL:
// memory.
Result files_open(void);
void files_close(void);
const WebFile *files_find(const char *path);  // NULL: it is none of them
