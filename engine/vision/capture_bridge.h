// SPDX-License-Identifier: MIT
// capture_bridge.h: OpenCV's decoders behind a thin C door: clips, compressed pictures, raw camera
// formats. Nothing here throws, prints or keeps a thread of its own. One thread at a time.
#pragma once

#include "base/image.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A video file, decoded frame by frame; turned upright by its own rotation mark.
typedef struct CaptureClip CaptureClip;

CaptureClip *capture_clip_open(const char *path);         // NULL: OpenCV cannot read it
double capture_clip_fps(const CaptureClip *clip);         // as the file says; may be nonsense
double capture_clip_frames(const CaptureClip *clip);      // as the file says; may be nonsense
bool capture_clip_read(CaptureClip *clip, Image *image);  // false: no more; valid until the next
void capture_clip_close(CaptureClip *clip);               // NULL is allowed

// Turns bytes into a picture that it owns, valid until the next call; memory is reused.
typedef struct CaptureDecoder CaptureDecoder;

typedef enum CaptureFormat {
    CAPTURE_YUYV,
    CAPTURE_NV12,
    CAPTURE_GREY,
} CaptureFormat;

CaptureDecoder *capture_decoder_open(void);  // NULL: no memory
// JPEG, PNG, BMP, PPM, WebP, TIFF. `upright`: turn it as its EXIF mark says. False: damaged.
bool capture_decode_file(CaptureDecoder *decoder, const uint8_t *bytes, size_t size, bool upright,
                         Image *image);
// False: fewer bytes than width, height and stride (bytes per row, of the first plane) promise.
bool capture_decode_raw(CaptureDecoder *decoder, CaptureFormat format, const uint8_t *bytes,
                        size_t size, int width, int height, int stride, Image *image);
void capture_decoder_close(CaptureDecoder *decoder);  // NULL is allowed

#ifdef __cplusplus
}
#endif
