// SPDX-License-Identifier: MIT
// lanes.c: short loops, since the library's own are slow on values in blocks.
#include "vision/lanes.h"

#include <math.h>

// The lanes of the pixels of one row, `block_lanes` apart.
static Lane *row(const LaneBlocks *blocks, int at, int y)
{
    size_t plane = (size_t)(at / blocks->block_lanes) * (size_t)blocks->height + (size_t)y;
    return blocks->data + plane * (size_t)blocks->width * (size_t)blocks->block_lanes +
           at % blocks->block_lanes;
}

// For each channel a > b ? a : b, which C does not know of vectors.
static Lane greater(Lane a, Lane b)
{
    for (int i = 0; i < LANE_CHANNELS; i++) a[i] = a[i] > b[i] ? a[i] : b[i];
    return a;
}

static Lane lesser(Lane a, Lane b)
{
    for (int i = 0; i < LANE_CHANNELS; i++) a[i] = a[i] < b[i] ? a[i] : b[i];
    return a;
}

static Lane finish(Lane sum, bool relu6)
{
    if (!relu6) return sum;
    const Lane zero = { 0 };
    return lesser(greater(sum, zero), zero + 6);
}

static void add(const LaneBlocks *a, const LaneBlocks *b, const LaneBlocks *out, bool relu6)
{
    size_t count = (size_t)(out->lanes * out->height * out->width);
    for (size_t i = 0; i < count; i++) out->data[i] = finish(a->data[i] + b->data[i], relu6);
}

// A row of twice the pixels, between two rows of the input: every pixel becomes two, a quarter of
// the way to its neighbours.
static void resize_row(const Lane *a, const Lane *b, const Lane *more, Lane *to, int width,
                       int step, bool relu6)
{
    Lane before = a[0] * 0.75f + b[0] * 0.25f, here = before;
    for (int x = 0; x < width; x++) {
        int next = (x + 1 < width ? x + 1 : x) * step;
        Lane after = a[next] * 0.75f + b[next] * 0.25f;
        Lane left = here * 0.75f + before * 0.25f, right = here * 0.75f + after * 0.25f;
        if (more) {
            left += more[2 * x * step];
            right += more[(2 * x + 1) * step];
        }
        to[2 * x * step] = finish(left, relu6);
        to[(2 * x + 1) * step] = finish(right, relu6);
        before = here;
        here = after;
    }
}

static void resize(const LaneBlocks *in, const LaneBlocks *second, const LaneBlocks *out,
                   bool relu6)
{
    for (int at = 0; at < out->lanes; at++) {
        for (int y = 0; y < out->height; y++) {
            int near = y / 2, far = y % 2 ? near + 1 : near - 1;
            far = far < 0 ? 0 : far >= in->height ? in->height - 1 : far;
            resize_row(row(in, at, near), row(in, at, far), second ? row(second, at, y) : NULL,
                       row(out, at, y), in->width, in->block_lanes, relu6);
        }
    }
}

static void max_pool(const LaneBlocks *in, const LaneBlocks *out)
{
    int step = in->block_lanes;
    for (int at = 0; at < out->lanes; at++) {
        for (int y = 0; y < out->height; y++) {
            const Lane *a = row(in, at, 2 * y), *b = row(in, at, 2 * y + 1);
            Lane *to = row(out, at, y);
            for (int x = 0; x < out->width; x++) {
                int left = 2 * x * step, right = left + step;
                to[x * step] = greater(greater(a[left], a[right]), greater(b[left], b[right]));
            }
        }
    }
}

static void pad(const LaneBlocks *in, const LaneBlocks *second, const LaneBlocks *out, bool relu6)
{
    int step = out->block_lanes;
    for (int at = 0; at < out->lanes; at++) {
        for (int y = 0; y < out->height; y++) {
            const Lane *from = at < in->lanes ? row(in, at, y) : NULL;
            const Lane *more = second ? row(second, at, y) : NULL;
            Lane *to = row(out, at, y);
            for (int x = 0; x < out->width; x++) {
                Lane sum = { 0 };
                if (from) sum = from[x * step];
                if (more) sum += more[x * step];
                to[x * step] = finish(sum, relu6);
            }
        }
    }
}

static void depth_to_space(const LaneBlocks *in, const LaneBlocks *out)
{
    const Lane zero = { 0 };
    int step = in->block_lanes, lanes = out->channels / LANE_CHANNELS;
    for (int at = 0; at < out->lanes; at++) {
        for (int y = 0; y < out->height; y++) {
            Lane *to = row(out, at, y);
            for (int x = 0; x < out->width; x++) {
                int part = y % 2 * 2 + x % 2;
                to[x * step] = at < lanes ? row(in, part * lanes + at, y / 2)[x / 2 * step] : zero;
            }
        }
    }
}

static void logistic(const LaneBlocks *in, const LaneBlocks *out)
{
    size_t count = (size_t)(out->lanes * out->height * out->width * LANE_CHANNELS);
    const float *from = (const float *)in->data;
    float *to = (float *)out->data;
    for (size_t i = 0; i < count; i++) to[i] = 1 / (1 + expf(-from[i]));
}

void lanes_run(const GraphOperation *op, const LaneBlocks *in, const LaneBlocks *second,
               const LaneBlocks *out)
{
    switch (op->kind) {
    case GRAPH_ADD: add(in, second, out, op->relu6); return;
    case GRAPH_RESIZE: resize(in, second, out, op->relu6); return;
    case GRAPH_MAX_POOL: max_pool(in, out); return;
    case GRAPH_PAD: pad(in, second, out, op->relu6); return;
    case GRAPH_LOGISTIC: logistic(in, out); return;
    case GRAPH_DEPTH_TO_SPACE: depth_to_space(in, out); return;
    case GRAPH_CONVOLUTION:
    case GRAPH_DEPTHWISE: return;  // never a loop
    }
}
