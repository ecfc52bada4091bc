// SPDX-License-Identifier: MIT
// exif.h: which way up a picture was taken, as its file says.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// EXIF's numbers: 1 as it is, 2 mirrored, 3 half a turn, 4 upside down, 5 to 8 with rows and
// columns exchanged (6: a quarter clockwise makes it upright; 8: counter-clockwise).
#define EXIF_UPRIGHT     1
#define EXIF_MIRRORED    2
#define EXIF_HALF_TURN   3
#define EXIF_FLIPPED     4
#define EXIF_TRANSPOSED  5
#define EXIF_CLOCKWISE   6
#define EXIF_TRANSVERSED 7
#define EXIF_COUNTER     8

// Of a JPEG, PNG or TIFF file. EXIF_UPRIGHT where nothing, or nonsense, is said.
int exif_orientation(const uint8_t *bytes, size_t size);

// Is a TIFF file no more than a wrapper of JPEG?
bool exif_tiff_holds_jpeg(const uint8_t *bytes, size_t size);

// A JPEG file: does it go on to its end mark? One that was cut off shows grey below.
bool exif_jpeg_is_whole(const uint8_t *bytes, size_t size);

// Does a JPEG file say that its pixels are not square? As software writes it; scanners' dots to an
// inch are not meant.
bool exif_jpeg_is_stretched(const uint8_t *bytes, size_t size);
