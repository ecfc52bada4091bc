// SPDX-License-Identifier: MIT
// capture_bridge.cpp: the only place where clips and compressed camera pictures meet OpenCV.
#include "vision/capture_bridge.h"

#include <cstdlib>
#include <cstring>
#include <new>
#include <opencv2/core/utility.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

struct CaptureClip {
    cv::VideoCapture capture;
    cv::Mat picture;
};

struct CaptureDecoder {
    cv::Mat picture;
};

namespace
{

// The engine says in one line of its own what is wrong with a file, so the libraries below keep
// quiet; and each vision thread is one thread: OpenCV's pool would only compete with it.
void quieten()
{
    static const bool done = [] {
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
        setenv("OPENCV_FFMPEG_LOGLEVEL", "-8", 0);
        cv::setNumThreads(1);
        return true;
    }();
    (void)done;
}

Image view(cv::Mat &picture)
{
    return Image{ picture.cols, picture.rows, static_cast<int>(picture.step), picture.data };
}

}  // namespace

CaptureClip *capture_clip_open(const char *path)
{
    quieten();
    CaptureClip *clip = new (std::nothrow) CaptureClip;
    if (!clip) return nullptr;
    try {
        if (clip->capture.open(path, cv::CAP_FFMPEG)) return clip;
    } catch (const std::exception &) {
        // Not a clip: the caller says so.
    }
    delete clip;
    return nullptr;
}

double capture_clip_fps(const CaptureClip *clip)
{
    return clip->capture.get(cv::CAP_PROP_FPS);
}

double capture_clip_frames(const CaptureClip *clip)
{
    return clip->capture.get(cv::CAP_PROP_FRAME_COUNT);
}

bool capture_clip_read(CaptureClip *clip, Image *image)
{
    try {
        if (!clip->capture.read(clip->picture) || clip->picture.type() != CV_8UC3) return false;
    } catch (const std::exception &) {
        return false;
    }
    *image = view(clip->picture);
    return true;
}

void capture_clip_close(CaptureClip *clip)
{
    delete clip;
}

CaptureDecoder *capture_decoder_open(void)
{
    quieten();
    return new (std::nothrow) CaptureDecoder;
}

bool capture_decode_file(CaptureDecoder *decoder, const uint8_t *bytes, size_t size, bool upright,
                         Image *image)
{
    if (size == 0 || size > INT32_MAX) return false;
    int flags = cv::IMREAD_COLOR | (upright ? 0 : cv::IMREAD_IGNORE_ORIENTATION);
    cv::Mat &picture = decoder->picture;
    // When it fails, imdecode() hands back the picture before as if it were the new one (OpenCV
    // 4.6). A mark in the old picture's first bytes tells: a decoder that ran has overwritten it.
    static const uint8_t mark[] = { 0xA7, 0x13, 0xE9, 0x5C, 0x02, 0xD4, 0x6B, 0xF8,
                                    0x31, 0x8E, 0xC5, 0x77, 0x1A, 0xB0, 0x4F, 0x96 };
    const uint8_t *before = picture.data;
    if (picture.total() * 3 >= sizeof mark) std::memcpy(picture.data, mark, sizeof mark);
    try {
        cv::Mat data(1, static_cast<int>(size), CV_8UC1, const_cast<uint8_t *>(bytes));
        cv::imdecode(data, flags, &picture);
    } catch (const std::exception &) {
        return false;
    }
    if (picture.empty() || picture.type() != CV_8UC3 || picture.total() * 3 < sizeof mark)
        return false;
    if (picture.data == before && std::memcmp(picture.data, mark, sizeof mark) == 0) return false;
    *image = view(picture);
    return true;
}

bool capture_decode_raw(CaptureDecoder *decoder, CaptureFormat format, const uint8_t *bytes,
                        size_t size, int width, int height, int stride, Image *image)
{
    size_t row = static_cast<size_t>(width) * (format == CAPTURE_YUYV ? 2 : 1);
    size_t rows = static_cast<size_t>(height) * (format == CAPTURE_NV12 ? 3 : 2) / 2;
    if (width <= 0 || height <= 0 || stride < 0 || static_cast<size_t>(stride) < row) return false;
    if (size < static_cast<size_t>(stride) * (rows - 1) + row) return false;
    int type = format == CAPTURE_YUYV ? CV_8UC2 : CV_8UC1;
    int code = format == CAPTURE_YUYV   ? cv::COLOR_YUV2BGR_YUYV
               : format == CAPTURE_NV12 ? cv::COLOR_YUV2BGR_NV12
                                        : cv::COLOR_GRAY2BGR;
    try {
        cv::Mat data(static_cast<int>(rows), width, type, const_cast<uint8_t *>(bytes),
                     static_cast<size_t>(stride));
        cv::cvtColor(data, decoder->picture, code);
    } catch (const std::exception &) {
        return false;
    }
    *image = view(decoder->picture);
    return true;
}

void capture_decoder_close(CaptureDecoder *decoder)
{
    delete decoder;
}
