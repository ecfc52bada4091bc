// SPDX-License-Identifier: MIT
// network.c: turns the operators of a .tflite file into an XNNPACK subgraph.
//
// Four operators of the file never run. DEQUANTIZE and DENSIFY of constants are done while loading;
// RESHAPE only renames; a spatial PAD becomes the padding of the convolution behind it.
// CONCATENATION of an output is done by letting its parts write side by side.
#include "vision/network.h"

#include "vision/tensor_shapes.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <xnnpack.h>

#define SPARE_BYTES   128  // XNNPACK reads past the end of what it is given
#define EXTERNALS_MAX (1 + NETWORK_OUTPUTS_MAX * TFLITE_INPUTS_MAX)

struct Network {
    xnn_runtime_t runtime;
    float *input, *output[NETWORK_OUTPUTS_MAX];
    size_t input_count, output_count[NETWORK_OUTPUTS_MAX];
    float *weights;  // XNNPACK keeps pointing into them
};

// What became of a tensor of the file.
typedef struct Place {
    int root;     // the tensor that holds its numbers: itself, or the one that it is a view of
    int pad[4];   // zeros around those numbers: top, bottom, left, right
    bool padded;  // readable only by an operator that pads for itself
    bool needed;  // a wanted output depends on it
    const TfliteOperator *maker;  // NULL: an input or a constant
    uint32_t value;               // in the subgraph, once defined
    uint32_t flags;               // XNN_VALUE_FLAG_EXTERNAL_*
    uint32_t external;            // its number among the external values, or XNN_INVALID_VALUE_ID
} Place;

typedef struct Builder {
    const Tflite *model;
    Network *network;
    Place *place;  // one a tensor
    xnn_subgraph_t graph;
    size_t weights_used;
    struct xnn_external_value external[EXTERNALS_MAX];
    uint32_t external_count;
} Builder;

static const TfliteTensor *tensor_of(const Builder *b, int tensor)
{
    return &b->model->tensor[tensor];
}

static bool is_view(const TfliteOperator *op)
{
    return op->code == TFLITE_RESHAPE || op->code == TFLITE_DEQUANTIZE ||
           op->code == TFLITE_DENSIFY;
}

// The constant of a PAD: before and after, for each of four dimensions.
static bool read_paddings(const Builder *b, const TfliteOperator *op, int32_t paddings[4][2])
{
    if (op->input_count != 2 || op->input[1] < 0) return false;
    const TfliteTensor *constant = tensor_of(b, op->input[1]);
    if (!constant->data || constant->type != TFLITE_INT32 || constant->count != 8) return false;
    memcpy(paddings, constant->data, 8 * sizeof(int32_t));
    const TfliteTensor *in = tensor_of(b, op->input[0]), *out = tensor_of(b, op->output);
    if (in->dim_count != 4 || out->dim_count != 4) return false;
    for (int i = 0; i < 4; i++) {
        int32_t before = paddings[i][0], after = paddings[i][1];
        if (before < 0 || after < 0 || before > out->dim[i] || after > out->dim[i] ||
            in->dim[i] + before + after != out->dim[i])
            return false;
    }
    return true;
}

// A PAD is folded if it pads height and width only and nobody but VALID convolutions reads it.
static bool folds_away(const Builder *b, const TfliteOperator *pad, int32_t paddings[4][2])
{
    if (paddings[0][0] || paddings[0][1] || paddings[3][0] || paddings[3][1]) return false;
    for (int i = 0; i < b->model->output_count; i++)
        if (b->model->output[i] == pad->output) return false;
    for (int i = 0; i < b->model->operation_count; i++) {
        const TfliteOperator *op = &b->model->operation[i];
        bool convolution = op->code == TFLITE_CONV_2D || op->code == TFLITE_DEPTHWISE_CONV_2D;
        for (int k = 0; k < op->input_count; k++)
            if (op->input[k] == pad->output &&
                !(convolution && k == 0 && op->padding == TFLITE_VALID))
                return false;
    }
    return true;
}

static bool find_places(Builder *b)
{
    for (int i = 0; i < b->model->tensor_count; i++)
        b->place[i] =
            (Place){ .root = i, .value = XNN_INVALID_VALUE_ID, .external = XNN_INVALID_VALUE_ID };
    for (int i = 0; i < b->model->operation_count; i++) {
        const TfliteOperator *op = &b->model->operation[i];
        Place *to = &b->place[op->output];
        const Place *from = &b->place[op->input[0]];
        to->maker = op;
        if (!shapes_agree(b->model, op)) return false;
        if (is_view(op)) {
            if (from->padded) return false;
            to->root = from->root;
        } else if (op->code == TFLITE_PAD) {
            int32_t paddings[4][2];
            if (!read_paddings(b, op, paddings)) return false;
            if (from->root != op->input[0] || !folds_away(b, op, paddings)) continue;
            to->root = from->root;
            to->padded = true;
            memcpy(to->pad, paddings[1], sizeof to->pad);
        }
    }
    return true;
}

// Walks back from the wanted outputs.
static void mark_needed(Builder *b, const int *wanted, int wanted_count)
{
    for (int i = 0; i < wanted_count; i++) b->place[b->model->output[wanted[i]]].needed = true;
    for (int i = b->model->operation_count - 1; i >= 0; i--) {
        const TfliteOperator *op = &b->model->operation[i];
        if (!b->place[op->output].needed) continue;
        for (int k = 0; k < op->input_count; k++)
            if (op->input[k] >= 0) b->place[op->input[k]].needed = true;
    }
}

// ---- values ----------------------------------------------------------------------------------

// The numbers of an output are wanted at `data`. A concatenation's parts write there side by side.
static bool place_output(Builder *b, int tensor, float *data)
{
    const Place *place = &b->place[tensor];
    int parts[TFLITE_INPUTS_MAX] = { tensor }, part_count = 1;
    if (place->maker && place->maker->code == TFLITE_CONCATENATION) {
        const TfliteOperator *op = place->maker;
        size_t sum = 0;
        for (int i = 0; i < op->axis; i++)
            if (op->axis >= TFLITE_DIMS_MAX || tensor_of(b, tensor)->dim[i] != 1) return false;
        for (int i = 0; i < op->input_count; i++) {
            if (op->input[i] < 0) return false;
            parts[i] = op->input[i];
            sum += tensor_of(b, op->input[i])->count;
        }
        part_count = op->input_count;
        if (sum != tensor_of(b, tensor)->count) return false;
    }
    for (int i = 0; i < part_count; i++) {
        Place *root = &b->place[b->place[parts[i]].root];
        if (!root->maker || root->maker->code == TFLITE_CONCATENATION ||
            root->external != XNN_INVALID_VALUE_ID)
            return false;
        root->flags = XNN_VALUE_FLAG_EXTERNAL_OUTPUT;
        root->external = b->external_count++;
        b->external[root->external] = (struct xnn_external_value){ root->external, data };
        data += tensor_of(b, parts[i])->count;
    }
    return true;
}

static bool define_value(Builder *b, int tensor, const void *data)
{
    const TfliteTensor *shape = tensor_of(b, tensor);
    Place *place = &b->place[tensor];
    size_t dims[TFLITE_DIMS_MAX];
    if (shape->dim_count == 0) return false;
    for (int i = 0; i < shape->dim_count; i++) dims[i] = (size_t)shape->dim[i];
    return xnn_define_tensor_value(b->graph, xnn_datatype_fp32, (size_t)shape->dim_count, dims,
                                   data, place->external, place->flags,
                                   &place->value) == xnn_status_success;
}

// The value that an operator may read as `tensor`, unpacked if it is a constant not yet met.
// XNN_INVALID_VALUE_ID: it cannot be read as what the operator takes it for.
static uint32_t readable(Builder *b, int tensor)
{
    if (tensor < 0) return XNN_INVALID_VALUE_ID;
    const Place *place = &b->place[tensor];
    Place *root = &b->place[place->root];
    const TfliteTensor *seen = tensor_of(b, tensor), *held = tensor_of(b, place->root);
    if (seen->dim_count != held->dim_count || seen->type != TFLITE_FLOAT32)
        return XNN_INVALID_VALUE_ID;
    for (int i = 0; i < seen->dim_count; i++) {
        int pad = i == 1   ? place->pad[0] + place->pad[1]
                  : i == 2 ? place->pad[2] + place->pad[3]
                           : 0;
        if (seen->dim[i] != held->dim[i] + pad) return XNN_INVALID_VALUE_ID;
    }
    if (root->value == XNN_INVALID_VALUE_ID && held->data && held->type != TFLITE_INT32) {
        float *weights = b->network->weights + b->weights_used;
        b->weights_used += held->count;
        tflite_unpack(held, weights);
        if (!define_value(b, place->root, weights)) return XNN_INVALID_VALUE_ID;
    }
    return root->value;
}

// ---- operators -------------------------------------------------------------------------------

typedef struct Range {
    float low, high;
} Range;

static Range range_of(const TfliteOperator *op)
{
    return op->activation == TFLITE_RELU6 ? (Range){ 0, 6 } : (Range){ -INFINITY, INFINITY };
}

static enum xnn_status define_convolution(Builder *b, const TfliteOperator *op)
{
    bool depthwise = op->code == TFLITE_DEPTHWISE_CONV_2D;
    const TfliteTensor *in = tensor_of(b, op->input[0]), *filter = tensor_of(b, op->input[1]);
    const TfliteTensor *out = tensor_of(b, op->output);
    int bias_tensor = op->input_count > 2 ? op->input[2] : -1;
    uint32_t input = readable(b, op->input[0]), weights = readable(b, op->input[1]);
    uint32_t bias = readable(b, bias_tensor), output = b->place[op->output].value;
    if (bias_tensor >= 0 && bias == XNN_INVALID_VALUE_ID) return xnn_status_invalid_parameter;
    const int *pad = b->place[op->input[0]].pad;
    uint32_t top = (uint32_t)pad[0], bottom = (uint32_t)pad[1];
    uint32_t left = (uint32_t)pad[2], right = (uint32_t)pad[3];
    uint32_t high = (uint32_t)filter->dim[1], wide = (uint32_t)filter->dim[2];
    uint32_t step_h = (uint32_t)op->stride_h, step_w = (uint32_t)op->stride_w;
    uint32_t spread_h = (uint32_t)op->dilation_h, spread_w = (uint32_t)op->dilation_w;
    uint32_t flags = op->padding == TFLITE_SAME ? XNN_FLAG_TENSORFLOW_SAME_PADDING : 0;
    Range range = range_of(op);
    if (depthwise)
        return xnn_define_depthwise_convolution_2d(
            b->graph, top, right, bottom, left, high, wide, step_h, step_w, spread_h, spread_w,
            (uint32_t)op->multiplier, (size_t)in->dim[3], range.low, range.high, input, weights,
            bias, output, flags);
    return xnn_define_convolution_2d(b->graph, top, right, bottom, left, high, wide, step_h, step_w,
                                     spread_h, spread_w, 1, (size_t)in->dim[3], (size_t)out->dim[3],
                                     range.low, range.high, input, weights, bias, output, flags);
}

static enum xnn_status define_resize(Builder *b, const TfliteOperator *op)
{
    const TfliteTensor *out = tensor_of(b, op->output);
    uint32_t flags = op->align_corners        ? XNN_FLAG_ALIGN_CORNERS
                     : op->half_pixel_centers ? 0
                                              : XNN_FLAG_TENSORFLOW_LEGACY_MODE;
    return xnn_define_static_resize_bilinear_2d(b->graph, (size_t)out->dim[1], (size_t)out->dim[2],
                                                readable(b, op->input[0]),
                                                b->place[op->output].value, flags);
}

static enum xnn_status define_pad(Builder *b, const TfliteOperator *op)
{
    int32_t paddings[4][2];
    if (!read_paddings(b, op, paddings)) return xnn_status_invalid_parameter;
    size_t before[4], after[4];
    for (int i = 0; i < 4; i++) {
        before[i] = (size_t)paddings[i][0];
        after[i] = (size_t)paddings[i][1];
    }
    return xnn_define_static_constant_pad(b->graph, before, after, 0, readable(b, op->input[0]),
                                          b->place[op->output].value, 0);
}

static enum xnn_status define_operator(Builder *b, const TfliteOperator *op)
{
    uint32_t output = b->place[op->output].value;
    Range range = range_of(op);
    switch (op->code) {
    case TFLITE_CONV_2D:
    case TFLITE_DEPTHWISE_CONV_2D: return define_convolution(b, op);
    case TFLITE_RESIZE_BILINEAR: return define_resize(b, op);
    case TFLITE_PAD: return define_pad(b, op);
    case TFLITE_LOGISTIC: return xnn_define_sigmoid(b->graph, readable(b, op->input[0]), output, 0);
    case TFLITE_DEPTH_TO_SPACE:
        return xnn_define_depth_to_space(b->graph, readable(b, op->input[0]), output,
                                         (uint32_t)op->block, 0);
    case TFLITE_MAX_POOL_2D:
        return xnn_define_max_pooling_2d(
            b->graph, 0, 0, 0, 0, (uint32_t)op->filter_h, (uint32_t)op->filter_w,
            (uint32_t)op->stride_h, (uint32_t)op->stride_w, 1, 1, range.low, range.high,
            readable(b, op->input[0]), output,
            op->padding == TFLITE_SAME ? XNN_FLAG_TENSORFLOW_SAME_PADDING : 0);
    case TFLITE_ADD: {
        uint32_t second = readable(b, op->input[1]), first = readable(b, op->input[0]);
        return xnn_define_add2(b->graph, range.low, range.high, first, second, output, 0);
    }
    default: return xnn_status_unsupported_parameter;
    }
}

// ---- building --------------------------------------------------------------------------------

static float *floats(size_t count)
{
    return calloc(1, count * sizeof(float) + SPARE_BYTES);
}

static bool place_ends(Builder *b, const int *wanted, int wanted_count)
{
    Network *n = b->network;
    int input = b->model->input[0];
    n->input_count = tensor_of(b, input)->count;
    n->input = floats(n->input_count);
    if (!n->input) return false;
    b->place[input].flags = XNN_VALUE_FLAG_EXTERNAL_INPUT;
    b->place[input].external = b->external_count++;
    b->external[0] = (struct xnn_external_value){ 0, n->input };
    for (int i = 0; i < wanted_count; i++) {
        int output = b->model->output[wanted[i]];
        n->output_count[i] = tensor_of(b, output)->count;
        n->output[i] = floats(n->output_count[i]);
        if (!n->output[i] || !place_output(b, output, n->output[i])) return false;
    }
    return true;
}

static bool allocate_weights(Builder *b)
{
    size_t count = 0;
    for (int i = 0; i < b->model->tensor_count; i++) {
        const TfliteTensor *tensor = tensor_of(b, i);
        if (b->place[i].needed && tensor->data && tensor->type != TFLITE_INT32)
            count += tensor->count;
    }
    b->network->weights = floats(count);
    return b->network->weights != NULL;
}

static bool define_all(Builder *b)
{
    if (!define_value(b, b->model->input[0], NULL)) return false;
    for (int i = 0; i < b->model->operation_count; i++) {
        const TfliteOperator *op = &b->model->operation[i];
        const Place *place = &b->place[op->output];
        bool absent = place->root != op->output || op->code == TFLITE_CONCATENATION;
        if (!place->needed || absent) continue;
        if (!define_value(b, op->output, NULL)) return false;
        if (define_operator(b, op) != xnn_status_success) return false;
    }
    return true;
}

static bool build(Builder *b, const int *wanted, int wanted_count)
{
    if (b->model->input_count != 1) return false;
    for (int i = 0; i < wanted_count; i++)
        if (wanted[i] < 0 || wanted[i] >= b->model->output_count) return false;
    if (!find_places(b)) return false;
    mark_needed(b, wanted, wanted_count);
    if (!place_ends(b, wanted, wanted_count) || !allocate_weights(b)) return false;
    if (xnn_create_subgraph(b->external_count, 0, &b->graph) != xnn_status_success) return false;
    return define_all(b) &&
           xnn_create_runtime_v2(b->graph, NULL, 0, &b->network->runtime) == xnn_status_success &&
           xnn_setup_runtime(b->network->runtime, b->external_count, b->external) ==
               xnn_status_success;
}

Result network_open(Network **network, const char *path, const int *wanted, int wanted_count)
{
    REQUIRE(path && wanted && wanted_count > 0);
    *network = NULL;
    REQUIRE(wanted_count > 0 && wanted_count <= NETWORK_OUTPUTS_MAX);
    if (xnn_initialize(NULL) != xnn_status_success)
        return fail(RESULT_UNAVAILABLE,
                    "XNNPACK cannot run here: it needs SSE2 or NEON and a readable /proc/cpuinfo");
    Tflite model;
    Result result = tflite_open(&model, path);
    if (result != RESULT_OK) return result;
    Builder b = { .model = &model,
                  .network = calloc(1, sizeof(Network)),
                  .place = calloc((size_t)model.tensor_count, sizeof(Place)) };
    bool built = b.network && b.place && build(&b, wanted, wanted_count);
    if (b.graph) xnn_delete_subgraph(b.graph);
    free(b.place);
    tflite_close(&model);
    if (built) {
        *network = b.network;
        return RESULT_OK;
    }
    network_close(&b.network);
    return fail(RESULT_MALFORMED,
                "%s is not a pose model that this program knows: delete it and run tools/setup",
                path);
}

float *network_input(Network *network)
{
    return network->input;
}
size_t network_input_count(const Network *network)
{
    return network->input_count;
}
const float *network_output(const Network *network, int index)
{
    REQUIRE(index >= 0 && index < NETWORK_OUTPUTS_MAX && network->output[index]);
    return network->output[index];
}

size_t network_output_count(const Network *network, int index)
{
    REQUIRE(index >= 0 && index < NETWORK_OUTPUTS_MAX && network->output[index]);
    return network->output_count[index];
}

Result network_run(Network *network)
{
    if (xnn_invoke_runtime(network->runtime) == xnn_status_success) return RESULT_OK;
    return fail(RESULT_LOST, "the pose network stopped working: start the program again");
}

void network_close(Network **network)
{
    Network *n = *network;
    if (!n) return;
    if (n->runtime) xnn_delete_runtime(n->runtime);
    free(n->input);
    for (int i = 0; i < NETWORK_OUTPUTS_MAX; i++) free(n->output[i]);
    free(n->weights);
    free(n);
    *network = NULL;
}
