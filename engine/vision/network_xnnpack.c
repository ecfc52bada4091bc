// SPDX-License-Identifier: MIT
// network_xnnpack.c: a graph as an XNNPACK subgraph. It runs on every processor.
#include "vision/network_engine.h"

#include <math.h>
#include <pthreadpool.h>
#include <stdlib.h>
#include <xnnpack.h>

typedef struct Built {
    xnn_runtime_t runtime;
    pthreadpool_t pool;  // NULL: the calling thread alone
} Built;

typedef struct Builder {
    const Graph *graph;
    xnn_subgraph_t subgraph;
    uint32_t *value;  // XNNPACK's number of each of the graph's values
    struct xnn_external_value external[1 + GRAPH_PARTS_MAX];
} Builder;

typedef struct Range {
    float low, high;
} Range;

static Range range_of(bool relu6)
{
    return relu6 ? (Range){ 0, 6 } : (Range){ -INFINITY, INFINITY };
}

static bool define_tensor(Builder *b, size_t dim_count, const size_t *dims, const float *data,
                          uint32_t external, uint32_t flags, uint32_t *number)
{
    return xnn_define_tensor_value(b->subgraph, xnn_datatype_fp32, dim_count, dims, data, external,
                                   flags, number) == xnn_status_success;
}

// `external`: the number that the value goes by outside, or XNN_INVALID_VALUE_ID.
static bool define_value(Builder *b, int value, uint32_t external, uint32_t flags, uint32_t *number)
{
    const GraphValue *v = &b->graph->value[value];
    size_t dims[] = { 1, (size_t)v->height, (size_t)v->width, (size_t)v->channels };
    return define_tensor(b, 4, dims, NULL, external, flags, number);
}

static bool define_convolution(Builder *b, const GraphOperation *op, Range range, uint32_t output)
{
    size_t channels = (size_t)b->graph->value[op->input].channels;
    size_t made = (size_t)b->graph->value[op->output].channels;
    size_t high = (size_t)op->filter_h, wide = (size_t)op->filter_w;
    bool depthwise = op->kind == GRAPH_DEPTHWISE;
    size_t filter[] = { depthwise ? 1 : made, high, wide, channels };
    uint32_t weights, bias, input = b->value[op->input];
    if (!define_tensor(b, 4, filter, op->weights, XNN_INVALID_VALUE_ID, 0, &weights) ||
        !define_tensor(b, 1, &made, op->bias, XNN_INVALID_VALUE_ID, 0, &bias))
        return false;
    uint32_t top = (uint32_t)op->top, bottom = (uint32_t)op->bottom;
    uint32_t left = (uint32_t)op->left, right = (uint32_t)op->right;
    uint32_t step_h = (uint32_t)op->stride_h, step_w = (uint32_t)op->stride_w;
    if (depthwise)
        return xnn_define_depthwise_convolution_2d(b->subgraph, top, right, bottom, left,
                                                   (uint32_t)high, (uint32_t)wide, step_h, step_w,
                                                   1, 1, 1, channels, range.low, range.high, input,
                                                   weights, bias, output, 0) == xnn_status_success;
    return xnn_define_convolution_2d(b->subgraph, top, right, bottom, left, (uint32_t)high,
                                     (uint32_t)wide, step_h, step_w, 1, 1, 1, channels, made,
                                     range.low, range.high, input, weights, bias, output,
                                     0) == xnn_status_success;
}

static enum xnn_status define_kind(Builder *b, const GraphOperation *op, Range range,
                                   uint32_t output)
{
    const GraphValue *in = &b->graph->value[op->input], *out = &b->graph->value[op->output];
    uint32_t input = b->value[op->input];
    size_t before[4] = { 0 }, after[4] = { 0, 0, 0, (size_t)(out->channels - in->channels) };
    switch (op->kind) {
    case GRAPH_CONVOLUTION:
    case GRAPH_DEPTHWISE:
        return define_convolution(b, op, range, output) ? xnn_status_success
                                                        : xnn_status_invalid_parameter;
    case GRAPH_RESIZE:
        return xnn_define_static_resize_bilinear_2d(b->subgraph, (size_t)out->height,
                                                    (size_t)out->width, input, output, 0);
    case GRAPH_MAX_POOL:
        return xnn_define_max_pooling_2d(b->subgraph, 0, 0, 0, 0, 2, 2, 2, 2, 1, 1, range.low,
                                         range.high, input, output, 0);
    case GRAPH_PAD:
        return xnn_define_static_constant_pad(b->subgraph, before, after, 0, input, output, 0);
    case GRAPH_LOGISTIC: return xnn_define_sigmoid(b->subgraph, input, output, 0);
    case GRAPH_DEPTH_TO_SPACE: return xnn_define_depth_to_space(b->subgraph, input, output, 2, 0);
    case GRAPH_ADD:
        return xnn_define_add2(b->subgraph, range.low, range.high, input, b->value[op->second],
                               output, 0);
    }
    return xnn_status_unsupported_parameter;
}

// XNNPACK knows no sum behind another operation: it is one of its own there.
static bool define_operation(Builder *b, const GraphOperation *op)
{
    uint32_t output = b->value[op->output], before;
    Range range = range_of(op->relu6);
    if (op->kind == GRAPH_ADD || op->second == GRAPH_NONE)
        return define_kind(b, op, range, output) == xnn_status_success;
    return define_value(b, op->output, XNN_INVALID_VALUE_ID, 0, &before) &&
           define_kind(b, op, range_of(false), before) == xnn_status_success &&
           xnn_define_add2(b->subgraph, range.low, range.high, before, b->value[op->second], output,
                           0) == xnn_status_success;
}

static bool define_all(Builder *b, float *input, float *const *output)
{
    const Graph *g = b->graph;
    for (int i = 0; i < g->value_count; i++) b->value[i] = XNN_INVALID_VALUE_ID;
    b->external[0] = (struct xnn_external_value){ 0, input };
    if (!define_value(b, 0, 0, XNN_VALUE_FLAG_EXTERNAL_INPUT, &b->value[0])) return false;
    for (int i = 0; i < g->part_count; i++) {
        const GraphPart *part = &g->part[i];
        uint32_t external = (uint32_t)i + 1;
        b->external[external] =
            (struct xnn_external_value){ external, output[part->output] + part->offset };
        if (b->value[part->value] != XNN_INVALID_VALUE_ID ||  // XNNPACK writes it once
            !define_value(b, part->value, external, XNN_VALUE_FLAG_EXTERNAL_OUTPUT,
                          &b->value[part->value]))
            return false;
    }
    for (int i = 0; i < g->operation_count; i++) {
        const GraphOperation *op = &g->operation[i];
        uint32_t *made = &b->value[op->output];
        if (*made == XNN_INVALID_VALUE_ID &&
            !define_value(b, op->output, XNN_INVALID_VALUE_ID, 0, made))
            return false;
        if (!define_operation(b, op)) return false;
    }
    return true;
}

static void close_built(void *built)
{
    Built *x = built;
    if (!x) return;
    if (x->runtime) xnn_delete_runtime(x->runtime);
    if (x->pool) pthreadpool_destroy(x->pool);
    free(x);
}

static bool build(Builder *b, Built *x, float *input, float *const *output)
{
    uint32_t externals = (uint32_t)b->graph->part_count + 1;
    return xnn_create_subgraph(externals, 0, &b->subgraph) == xnn_status_success &&
           define_all(b, input, output) &&
           xnn_create_runtime_v2(b->subgraph, x->pool, 0, &x->runtime) == xnn_status_success &&
           xnn_setup_runtime(x->runtime, externals, b->external) == xnn_status_success;
}

static Result open_built(void **built, const Graph *graph, float *input, float *const *output,
                         int threads)
{
    *built = NULL;
    if (xnn_initialize(NULL) != xnn_status_success)
        return RESULT_UNAVAILABLE;  // without SSE2 or NEON, or a readable /proc/cpuinfo
    Builder b = { .graph = graph, .value = calloc((size_t)graph->value_count, sizeof *b.value) };
    Built *x = calloc(1, sizeof *x);
    if (x && threads > 1) x->pool = pthreadpool_create((size_t)threads);
    bool well = b.value && x && build(&b, x, input, output);
    if (b.subgraph) xnn_delete_subgraph(b.subgraph);
    free(b.value);
    if (well)
        *built = x;
    else
        close_built(x);
    return well ? RESULT_OK : RESULT_MALFORMED;
}

static bool run_built(void *built)
{
    const Built *x = built;
    return xnn_invoke_runtime(x->runtime) == xnn_status_success;
}

const NetworkEngine network_xnnpack = { .open = open_built,
                                        .run = run_built,
                                        .close = close_built };
