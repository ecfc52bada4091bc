// SPDX-License-Identifier: MIT
// bgr.c: a decoded frame of libav's, of any pixel format, as B, G, R.
#include "film/bgr.h"

#include "vision/camera_kinds.h"
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
#include <math.h>
#include <stdlib.h>

#define ASPECT_LEAST 0.01  // of difference; what is nearer to square is rounding
#define ASPECT_MOST  4.0   // beyond it is damage

static void free_picture(Bgr *bgr)
{
    av_frame_free(&bgr->frame);
    free(bgr->line);
    bgr->line = NULL;
}

static bool fit(Bgr *bgr, int width, int height)
{
    if (bgr->frame && bgr->frame->data[0] && bgr->frame->width == width &&
        bgr->frame->height == height)
        return true;
    free_picture(bgr);
    bgr->frame = av_frame_alloc();
    bgr->line = calloc((size_t)width, sizeof *bgr->line);
    if (!bgr->frame || !bgr->line) return false;
    bgr->frame->width = width;
    bgr->frame->height = height;
    bgr->frame->format = AV_PIX_FMT_BGR24;
    return av_frame_get_buffer(bgr->frame, 0) == 0;
}

// libswscale takes what is not RGB of 8 bits through YUV, which costs a step or two of each value.
// Grey, palettes and deeper RGB are read here instead, their uppermost 8 bits.
static bool is_read_exactly(const AVPixFmtDescriptor *is)
{
    if (is->flags & AV_PIX_FMT_FLAG_PAL) return true;
    if (is->nb_components <= 2) return true;
    return (is->flags & AV_PIX_FMT_FLAG_RGB) && is->comp[0].depth > 8;
}

static void read_exactly(Bgr *bgr, const AVFrame *from, const AVPixFmtDescriptor *is)
{
    bool indexed = is->flags & AV_PIX_FMT_FLAG_PAL, grey = !indexed && is->nb_components <= 2;
    const uint32_t *palette = (const uint32_t *)(const void *)from->data[1];  // A, R, G, B
    uint16_t *line = bgr->line;
    for (int y = 0; y < from->height; y++) {
        uint8_t *row = bgr->frame->data[0] + (ptrdiff_t)y * bgr->frame->linesize[0];
        for (int part = 0; part < 3; part++) {
            int component = grey || indexed ? 0 : 2 - part, depth = is->comp[component].depth;
            av_read_image_line2(line, (const uint8_t **)from->data, from->linesize, is, 0, y,
                                component, from->width, 0, sizeof *line);
            for (int x = 0; x < from->width; x++)
                row[3 * x + part] = (uint8_t)(indexed      ? palette[line[x] & 0xFF] >> 8 * part
                                              : depth >= 8 ? (uint32_t)line[x] >> (depth - 8)
                                                           : line[x] * 255u / ((1u << depth) - 1));
        }
    }
}

// The way that OpenCV reads clips, so that a clip has the same pixels as ever.
static bool scale(Bgr *bgr, const AVFrame *from)
{
    bgr->scaler = sws_getCachedContext(bgr->scaler, from->width, from->height, from->format,
                                       bgr->frame->width, bgr->frame->height, AV_PIX_FMT_BGR24,
                                       SWS_BICUBIC, NULL, NULL, NULL);
    return bgr->scaler &&
           sws_scale(bgr->scaler, (const uint8_t *const *)from->data, from->linesize, 0,
                     from->height, bgr->frame->data, bgr->frame->linesize) == bgr->frame->height;
}

// The size with square pixels: nothing of the picture is lost, unless it would be too large.
static void square(AVRational aspect, int *width, int *height)
{
    double ratio = aspect.num > 0 && aspect.den > 0 ? av_q2d(aspect) : 1;
    if (ratio > ASPECT_MOST || ratio < 1 / ASPECT_MOST || fabs(ratio - 1) < ASPECT_LEAST) return;
    double wide = *width * ratio, high = *height / ratio;
    if (ratio > 1 ? wide <= CAMERA_SIDE_MAX : high > CAMERA_SIDE_MAX)
        *width = (int)lround(wide);
    else
        *height = (int)lround(high);
}

bool bgr_of_frame(Bgr *bgr, const AVFrame *from, AVRational aspect, Image *image)
{
    const AVPixFmtDescriptor *is = av_pix_fmt_desc_get(from->format);
    if (!is || from->width <= 0 || from->height <= 0) return false;
    int width = from->width, height = from->height;
    square(aspect, &width, &height);
    if (width < 1 || height < 1 || !fit(bgr, width, height)) return false;
    if (is_read_exactly(is) && width == from->width && height == from->height)
        read_exactly(bgr, from, is);
    else if (!scale(bgr, from))
        return false;
    *image = (Image){ width, height, bgr->frame->linesize[0], bgr->frame->data[0] };
    return true;
}

void bgr_free(Bgr *bgr)
{
    sws_freeContext(bgr->scaler);
    free_picture(bgr);
    *bgr = (Bgr){ 0 };
}
