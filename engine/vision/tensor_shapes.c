// SPDX-License-Identifier: MIT
// tensor_shapes.c: the size rules of the operators that the pose models use.
#include "vision/tensor_shapes.h"

static bool is_picture(const TfliteTensor *tensor)
{
    return tensor->dim_count == 4 && tensor->dim[0] == 1;
}

// The height or width that a window makes of `in` pixels; -1: it does not fit.
static int window_output(const TfliteOperator *op, int in, int filter, int stride, int dilation)
{
    if (filter < 1 || stride < 1 || dilation < 1) return -1;
    if (op->padding == TFLITE_SAME) return (in + stride - 1) / stride;
    int64_t reach = (int64_t)(filter - 1) * dilation + 1;
    return in < reach ? -1 : (int)((in - reach) / stride) + 1;
}

static bool window_agrees(const TfliteOperator *op, const TfliteTensor *in, const TfliteTensor *out,
                          int filter_h, int filter_w, int dilation_h, int dilation_w)
{
    return out->dim[1] == window_output(op, in->dim[1], filter_h, op->stride_h, dilation_h) &&
           out->dim[2] == window_output(op, in->dim[2], filter_w, op->stride_w, dilation_w);
}

static bool convolution_agrees(const Tflite *model, const TfliteOperator *op,
                               const TfliteTensor *in, const TfliteTensor *out)
{
    bool depthwise = op->code == TFLITE_DEPTHWISE_CONV_2D;
    if (op->input_count < 2 || op->input[1] < 0) return false;
    const TfliteTensor *filter = &model->tensor[op->input[1]];
    if (filter->dim_count != 4) return false;
    if (op->input_count > 2 && op->input[2] >= 0 &&
        model->tensor[op->input[2]].count != (size_t)out->dim[3])
        return false;
    bool channels = depthwise ? filter->dim[0] == 1 && filter->dim[3] == out->dim[3] &&
                                    (int64_t)in->dim[3] * op->multiplier == out->dim[3]
                              : filter->dim[3] == in->dim[3] && filter->dim[0] == out->dim[3];
    return channels && window_agrees(op, in, out, filter->dim[1], filter->dim[2], op->dilation_h,
                                     op->dilation_w);
}

static bool same_size(const TfliteTensor *a, const TfliteTensor *b)
{
    bool same = a->dim_count == b->dim_count;
    for (int i = 0; same && i < a->dim_count; i++) same = a->dim[i] == b->dim[i];
    return same;
}

bool shapes_agree(const Tflite *model, const TfliteOperator *op)
{
    const TfliteTensor *in = &model->tensor[op->input[0]], *out = &model->tensor[op->output];
    switch (op->code) {
    case TFLITE_ADD:
        return op->input_count == 2 && op->input[1] >= 0 && same_size(in, out) &&
               same_size(in, &model->tensor[op->input[1]]);
    case TFLITE_LOGISTIC: return same_size(in, out);
    case TFLITE_RESHAPE:
    case TFLITE_DEQUANTIZE:
    case TFLITE_DENSIFY: return in->count == out->count;
    case TFLITE_CONCATENATION: return true;  // never runs; its parts are counted when it is placed
    case TFLITE_CONV_2D:
    case TFLITE_DEPTHWISE_CONV_2D:
    case TFLITE_DEPTH_TO_SPACE:
    case TFLITE_MAX_POOL_2D:
    case TFLITE_RESIZE_BILINEAR:
    case TFLITE_PAD: break;
    }
    if (!is_picture(in) || !is_picture(out)) return false;
    switch (op->code) {
    case TFLITE_DEPTH_TO_SPACE:
        return op->block >= 1 && out->dim[1] == (int64_t)in->dim[1] * op->block &&
               out->dim[2] == (int64_t)in->dim[2] * op->block &&
               in->dim[3] == (int64_t)out->dim[3] * op->block * op->block;
    case TFLITE_MAX_POOL_2D:
        return out->dim[3] == in->dim[3] &&
               window_agrees(op, in, out, op->filter_h, op->filter_w, 1, 1);
    case TFLITE_RESIZE_BILINEAR: return out->dim[3] == in->dim[3];
    case TFLITE_PAD: return true;
    default: return convolution_agrees(model, op, in, out);
    }
}
