// SPDX-License-Identifier: MIT
// image.h: a view of a picture in memory: 8-bit B, G, R, rows from the top. Owns nothing.
#pragma once

#include <stdint.h>

typedef struct Image {
    int width, height;  // px
    int stride;         // bytes from row to row
    uint8_t *bgr;
} Image;
