// SPDX-License-Identifier: MIT
// loader.h: pictures are read from their files by a thread of their own, in the order in which they
// are asked for. The functions are the main thread's.
#pragma once

#include "render/raster.h"
#include "render/tones.h"
#include "tiptoe/base.h"

#define PICTURE_NAME_MAX 40
#define PICTURE_LEVELS   5

typedef struct LoaderAsk {
    char name[PICTURE_NAME_MAX];
    int width, height;  // px, of the file
    // A background is wanted in this size alone, px; 0: a picture, with its smaller levels.
    int backdrop_width, backdrop_height;
    Tones tones;  // the ceilings
} LoaderAsk;

// Pixels are malloced and the taker's.
typedef struct LoaderAnswer {
    LoaderAsk ask;
    int levels;  // 0: the file is damaged
    Pixels level[PICTURE_LEVELS];
} LoaderAnswer;

typedef struct Loader Loader;

// UNAVAILABLE, FULL: the system gives no more threads or memory. Reads <folder>/<name>.png.
Result loader_open(Loader **loader, const char *folder);

// False: too many are waiting; some must be taken first.
bool loader_ask(Loader *loader, const LoaderAsk *ask);

// The next answer. False: there is none yet, or, if it may wait for one, nothing was asked for.
bool loader_take(Loader *loader, LoaderAnswer *answer, bool wait);

void loader_close(Loader **loader);  // *loader becomes NULL; NULL is allowed

// Any thread. The file's pixels, BGRA, malloced; NULL: damaged, or of another size.
uint8_t *loader_read(const char *folder, const char *name, int width, int height);
