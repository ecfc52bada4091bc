// SPDX-License-Identifier: MIT
// image_bridge.h: what is needed of OpenCV, as C. Nothing here throws, prints or keeps a thread of
// its own.
#pragma once

#include "base/image.h"
#include "vision/region.h"
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum CropBorder {
    CROP_BLACK,    // outside the picture is black
    CROP_REPEATED  // outside the picture, its edge goes on
} CropBorder;

typedef struct CropStyle {
    int size;  // px of the result, which is square
    CropBorder border;
    float black, white;  // what a byte of 0 and of 255 become
} CropStyle;

// Cuts `region` out of the picture by bilinear sampling at the middle of each pixel of the result
// and writes size * size * 3 floats, R, G, B. `scratch` has room for as many bytes.
void image_crop(const Image *image, Region region, CropStyle style, uint8_t *scratch, float *out);

// Pictures as cameras send them without compression.
typedef enum RawFormat {
    RAW_YUYV,
    RAW_NV12,
    RAW_GREY,
} RawFormat;

// Fills `image`, whose width, height and memory are the caller's. False: fewer bytes than these and
// `stride` (bytes from row to row, of the first plane) promise.
bool image_from_raw(RawFormat format, const uint8_t *bytes, size_t size, int stride,
                    const Image *image);

#ifdef __cplusplus
}
#endif
