// SPDX-License-Identifier: MIT
// bgr.h: a decoded frame of libav's, of any pixel format, as B, G, R.
#pragma once

#include "base/image.h"
#include <libavutil/frame.h>
#include <stdbool.h>

struct SwsContext;

// Begins as zeros; memory is used again from frame to frame.
typedef struct Bgr {
    struct SwsContext *scaler;
    AVFrame *frame;
    uint16_t *line;  // of one component
} Bgr;

// `aspect`: a pixel's width over its height; 0 or nonsense: it is square. The picture has square
// pixels, and is valid until the next call. False: no memory, or a format that nobody can convert.
bool bgr_of_frame(Bgr *bgr, const AVFrame *from, AVRational aspect, Image *image);
void bgr_free(Bgr *bgr);
