// SPDX-License-Identifier: MIT
// image_bridge.cpp: one warp by OpenCV, then bytes to floats and B, G, R to R, G, B in one pass.
#include "vision/image_bridge.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

void image_crop(const Image *image, Region region, CropStyle style, uint8_t *scratch, float *out)
{
    const cv::Mat picture(image->height, image->width, CV_8UC3, image->bgr, (size_t)image->stride);
    cv::Mat square(style.size, style.size, CV_8UC3, scratch);
    // From a pixel of the result to the place in the picture; both count from the middle of pixel
    // 0.
    const double step = region.side / style.size, half = 0.5 * (style.size - 1) * step;
    const double c = std::cos(region.angle), s = std::sin(region.angle);
    const cv::Matx23d back(c * step, -s * step, region.centre.x - 0.5 - (c - s) * half,  //
                           s * step, c * step, region.centre.y - 0.5 - (s + c) * half);
    cv::warpAffine(picture, square, back, square.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                   style.border == CROP_REPEATED ? cv::BORDER_REPLICATE : cv::BORDER_CONSTANT);
    const float scale = (style.white - style.black) / 255.0f;
    const int count = 3 * style.size * style.size;
    for (int i = 0; i < count; i += 3) {
        out[i] = scratch[i + 2] * scale + style.black;
        out[i + 1] = scratch[i + 1] * scale + style.black;
        out[i + 2] = scratch[i] * scale + style.black;
    }
}
