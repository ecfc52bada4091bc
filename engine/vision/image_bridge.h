// SPDX-License-Identifier: MIT
// image_bridge.h: what the pose networks need of OpenCV, as C.
#pragma once

#include "base/image.h"
#include "vision/region.h"

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

#ifdef __cplusplus
}
#endif
