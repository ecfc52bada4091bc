// SPDX-License-Identifier: MIT
// upright.c: turns and mirrors pictures.
#include "vision/upright.h"

#include "vision/exif.h"
#include <stdlib.h>

bool upright_turn(Upright *upright, int orientation, Image *image)
{
    if (orientation <= EXIF_UPRIGHT || orientation > EXIF_COUNTER) return true;
    const Image from = *image;
    bool exchanged = orientation >= 5;  // rows are columns
    // Where the first pixel of a result's row is taken from: the far end of the picture's axis?
    bool far_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    bool far_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    int width = exchanged ? from.height : from.width;
    int height = exchanged ? from.width : from.height;
    size_t size = (size_t)width * (size_t)height * 3;
    if (size > upright->capacity) {
        uint8_t *bgr = realloc(upright->bgr, size);
        if (!bgr) return false;
        upright->bgr = bgr;
        upright->capacity = size;
    }
    const ptrdiff_t step_x = far_x ? -3 : 3, step_y = far_y ? -from.stride : from.stride;
    const ptrdiff_t along = exchanged ? step_y : step_x, down = exchanged ? step_x : step_y;
    const uint8_t *row = from.bgr + (far_x ? (ptrdiff_t)(from.width - 1) * 3 : 0) +
                         (far_y ? (ptrdiff_t)(from.height - 1) * from.stride : 0);
    uint8_t *to = upright->bgr;
    for (int y = 0; y < height; y++, row += down) {
        const uint8_t *pixel = row;
        for (int x = 0; x < width; x++, pixel += along, to += 3) {
            to[0] = pixel[0];
            to[1] = pixel[1];
            to[2] = pixel[2];
        }
    }
    *image = (Image){ width, height, 3 * width, upright->bgr };
    return true;
}

void upright_free(Upright *upright)
{
    free(upright->bgr);
    *upright = (Upright){ 0 };
}
