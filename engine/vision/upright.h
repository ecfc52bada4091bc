// SPDX-License-Identifier: MIT
// upright.h: turns and mirrors pictures.
#pragma once

#include "base/image.h"
#include <stdbool.h>
#include <stddef.h>

// Memory for the turned picture, used again for the next; begins as zeros.
typedef struct Upright {
    uint8_t *bgr;
    size_t capacity;
} Upright;

// Makes `image`, taken with this orientation (exif.h), upright; what stands upright is left where
// it is, else the picture lies in `upright` until the next call. False: no memory.
bool upright_turn(Upright *upright, int orientation, Image *image);
void upright_free(Upright *upright);
