// SPDX-License-Identifier: MIT
// picture_file.h: pictures in files, and the compressed pictures of cameras. Prints nothing. One
// thread at a time.
#pragma once

#include "base/image.h"
#include "tiptoe/base.h"
#include <stdbool.h>
#include <stddef.h>

// Turns bytes into a picture that it owns, valid until the next call; memory is reused.
typedef struct PictureFile PictureFile;

PictureFile *picture_file_open(void);  // NULL: no memory

// JPEG, PNG, BMP, PPM and PGM, WebP, TIFF, known by their first bytes.
bool picture_file_begins_like_one(const uint8_t *bytes, size_t size);

// Loads what reads pictures of this kind, JPEG needs nothing. The errors of film_load().
Result picture_file_prepare(PictureFile *file, const uint8_t *bytes, size_t size);

// `upright`: of a file, which is turned as its own mark says, has square pixels, and is not cut
// off; a camera's is as it comes. False: damaged, or nothing of the above.
bool picture_file_decode(PictureFile *file, const uint8_t *bytes, size_t size, bool upright,
                         Image *image);
void picture_file_close(PictureFile *file);  // NULL is allowed
