// SPDX-License-Identifier: MIT
// image_bridge.cpp: the only place that meets OpenCV: the warp of what the networks see, and the
// colours of cameras.
#include "vision/image_bridge.h"

extern "C" {
#include "base/module.h"
}

#include <cmath>
#include <new>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>

namespace
{

// Each vision thread is one thread: OpenCV's pool would only compete with it.
void keep_to_one_thread()
{
    static const bool done = [] {
        cv::setNumThreads(1);
        return true;
    }();
    (void)done;
}

// The libraries' memory that is not there would be an exception, which C cannot catch: the program
// would abort. What was recorded until then is safe.
const bool watched = [] {
    std::set_new_handler(module_no_memory);
    return true;
}();

}  // namespace

// One warp, then bytes to floats and B, G, R to R, G, B in one pass.
void image_crop(const Image *image, Region region, CropStyle style, uint8_t *scratch, float *out)
{
    keep_to_one_thread();
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

bool image_from_raw(RawFormat format, const uint8_t *bytes, size_t size, int stride,
                    const Image *image)
{
    keep_to_one_thread();
    const int width = image->width, height = image->height;
    if (width <= 0 || height <= 0 || stride < 0) return false;
    const size_t row = static_cast<size_t>(width) * (format == RAW_YUYV ? 2 : 1);
    const size_t rows = static_cast<size_t>(height) * (format == RAW_NV12 ? 3 : 2) / 2;
    const size_t step = static_cast<size_t>(stride);
    if (step < row || size < step * (rows - 1) + row) return false;
    const int type = format == RAW_YUYV ? CV_8UC2 : CV_8UC1;
    const int code = format == RAW_YUYV   ? cv::COLOR_YUV2BGR_YUYV
                     : format == RAW_NV12 ? cv::COLOR_YUV2BGR_NV12
                                          : cv::COLOR_GRAY2BGR;
    try {
        const cv::Mat data(static_cast<int>(rows), width, type, const_cast<uint8_t *>(bytes), step);
        cv::Mat picture(height, width, CV_8UC3, image->bgr, static_cast<size_t>(image->stride));
        cv::cvtColor(data, picture, code);
        return picture.data == image->bgr;
    } catch (const std::exception &) {
        return false;
    }
}
