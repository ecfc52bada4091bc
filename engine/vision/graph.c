// SPDX-License-Identifier: MIT
// graph.c: turns the operators of a .tflite file into the few that engines know.
//
// DEQUANTIZE and DENSIFY of constants are done here; RESHAPE only renames; a spatial PAD becomes
// the padding of the convolution behind it; an ADD becomes part of what made one of its operands.
// CONCATENATION of an output is done by letting its parts lie side by side.
#include "vision/graph.h"

#include "vision/tensor_shapes.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define SPARE_FLOATS 32  // engines may read past the end of what they are given

// What became of a tensor of the file.
typedef struct Place {
    int root;                     // the tensor that holds its numbers: itself, or what it views
    int pad[4];                   // zeros around those numbers: top, bottom, left, right
    bool padded;                  // readable only by an operator that pads for itself
    bool needed;                  // a wanted output depends on it
    int reader_count;             // of a root: needed operators and outputs
    const TfliteOperator *maker;  // NULL: an input or a constant
    int value;                    // of a root, once made: its number in the graph
    const float *constant;        // of a root, once unpacked
} Place;

typedef struct Builder {
    const Tflite *model;
    Graph *graph;
    Place *place;  // one a tensor
    size_t weights_used;
} Builder;

static const TfliteTensor *tensor_of(const Builder *b, int tensor)
{
    return &b->model->tensor[tensor];
}

static Place *root_of(const Builder *b, int tensor)
{
    return &b->place[b->place[tensor].root];
}

static bool is_view(const TfliteOperator *op)
{
    return op->code == TFLITE_RESHAPE || op->code == TFLITE_DEQUANTIZE ||
           op->code == TFLITE_DENSIFY;
}

static bool is_convolution(const TfliteOperator *op)
{
    return op->code == TFLITE_CONV_2D || op->code == TFLITE_DEPTHWISE_CONV_2D;
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
        for (int k = 0; k < op->input_count; k++)
            if (op->input[k] == pad->output &&
                !(is_convolution(op) && k == 0 && op->padding == TFLITE_VALID))
                return false;
    }
    return true;
}

static bool find_places(Builder *b)
{
    for (int i = 0; i < b->model->tensor_count; i++)
        b->place[i] = (Place){ .root = i, .value = GRAPH_NONE };
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
        const Place *out = &b->place[op->output];
        if (!out->needed) continue;
        for (int k = 0; k < op->input_count; k++) {
            if (op->input[k] < 0) continue;
            b->place[op->input[k]].needed = true;
            if (out->root == op->output) root_of(b, op->input[k])->reader_count++;
        }
    }
}

// ---- operations --------------------------------------------------------------------------------

static int make_value(Builder *b, int tensor)
{
    const TfliteTensor *shape = tensor_of(b, tensor);
    Graph *g = b->graph;
    if (shape->dim_count != 4 || shape->dim[0] != 1 || shape->type != TFLITE_FLOAT32 ||
        shape->data || shape->count == 0)
        return GRAPH_NONE;
    g->value[g->value_count] = (GraphValue){ .height = shape->dim[1],
                                             .width = shape->dim[2],
                                             .channels = shape->dim[3],
                                             .last_use = GRAPH_NONE };
    b->place[tensor].value = g->value_count;
    return g->value_count++;
}

// The value that an operator may read as `tensor`; GRAPH_NONE: not as what it takes it for.
static int readable(const Builder *b, int tensor)
{
    if (tensor < 0) return GRAPH_NONE;
    const Place *place = &b->place[tensor];
    const TfliteTensor *seen = tensor_of(b, tensor), *held = tensor_of(b, place->root);
    if (seen->dim_count != 4 || held->dim_count != 4) return GRAPH_NONE;
    int across = place->pad[2] + place->pad[3], down = place->pad[0] + place->pad[1];
    bool same = seen->dim[0] == held->dim[0] && seen->dim[1] == held->dim[1] + down &&
                seen->dim[2] == held->dim[2] + across && seen->dim[3] == held->dim[3];
    return same ? root_of(b, tensor)->value : GRAPH_NONE;
}

// The numbers of a constant, unpacked if it is not yet met.
static const float *constant_of(Builder *b, int tensor)
{
    if (tensor < 0) return NULL;
    Place *root = root_of(b, tensor);
    const TfliteTensor *held = tensor_of(b, b->place[tensor].root);
    if (!held->data || held->type == TFLITE_INT32 || tensor_of(b, tensor)->count != held->count)
        return NULL;
    if (!root->constant) {
        float *weights = b->graph->weights + b->weights_used;
        b->weights_used += held->count;
        tflite_unpack(held, weights);
        root->constant = weights;
    }
    return root->constant;
}

// Zeros before and after a line of `in` that SAME asks for.
static void same_padding(int in, int out, int filter, int stride, int *before, int *after)
{
    int64_t all = (int64_t)(out - 1) * stride + filter - in;
    *before = all > 0 ? (int)(all / 2) : 0;
    *after = all > 0 ? (int)(all - all / 2) : 0;
}

static bool read_convolution(Builder *b, const TfliteOperator *op, GraphOperation *to)
{
    const TfliteTensor *in = tensor_of(b, op->input[0]), *out = tensor_of(b, op->output);
    const TfliteTensor *filter = tensor_of(b, op->input[1]);
    const int *pad = b->place[op->input[0]].pad;
    bool depthwise = op->code == TFLITE_DEPTHWISE_CONV_2D;
    if (op->dilation_h != 1 || op->dilation_w != 1) return false;
    if (depthwise && op->multiplier != 1) return false;
    to->kind = depthwise ? GRAPH_DEPTHWISE : GRAPH_CONVOLUTION;
    to->filter_h = filter->dim[1];
    to->filter_w = filter->dim[2];
    to->stride_h = op->stride_h;
    to->stride_w = op->stride_w;
    to->top = pad[0];
    to->bottom = pad[1];
    to->left = pad[2];
    to->right = pad[3];
    if (op->padding == TFLITE_SAME) {
        same_padding(in->dim[1], out->dim[1], to->filter_h, to->stride_h, &to->top, &to->bottom);
        same_padding(in->dim[2], out->dim[2], to->filter_w, to->stride_w, &to->left, &to->right);
    }
    to->weights = constant_of(b, op->input[1]);
    to->bias = op->input_count > 2 ? constant_of(b, op->input[2]) : NULL;
    return to->weights && to->bias;
}

// What the networks have no other form of is not known to the engines either.
static bool read_kind(Builder *b, const TfliteOperator *op, GraphOperation *to)
{
    const TfliteTensor *in = tensor_of(b, op->input[0]), *out = tensor_of(b, op->output);
    int32_t pad[4][2];
    switch (op->code) {
    case TFLITE_CONV_2D:
    case TFLITE_DEPTHWISE_CONV_2D: return read_convolution(b, op, to);
    case TFLITE_RESIZE_BILINEAR:
        to->kind = GRAPH_RESIZE;
        return op->half_pixel_centers && !op->align_corners && out->dim[1] == 2 * in->dim[1] &&
               out->dim[2] == 2 * in->dim[2];
    case TFLITE_PAD:
        to->kind = GRAPH_PAD;
        return read_paddings(b, op, pad) && !pad[0][0] && !pad[0][1] && !pad[1][0] && !pad[1][1] &&
               !pad[2][0] && !pad[2][1] && !pad[3][0];
    case TFLITE_LOGISTIC: to->kind = GRAPH_LOGISTIC; return true;
    case TFLITE_DEPTH_TO_SPACE: to->kind = GRAPH_DEPTH_TO_SPACE; return op->block == 2;
    case TFLITE_MAX_POOL_2D:
        to->kind = GRAPH_MAX_POOL;
        return op->filter_h == 2 && op->filter_w == 2 && op->stride_h == 2 && op->stride_w == 2 &&
               in->dim[1] % 2 == 0 && in->dim[2] % 2 == 0 && !to->relu6;
    case TFLITE_ADD:
        to->kind = GRAPH_ADD;
        to->second = readable(b, op->input[1]);
        return to->second != GRAPH_NONE;
    default: return false;
    }
}

// Makes a sum part of the operation that made one of its operands, if nobody else wants that
// operand. The operation moves to the end, where the other operand is there for sure.
static bool fuse_sum(Builder *b, const TfliteOperator *op)
{
    Graph *g = b->graph;
    int chosen = GRAPH_NONE, other = GRAPH_NONE;
    for (int k = 0; k < 2; k++) {
        int value = readable(b, op->input[k]);
        if (value == GRAPH_NONE || root_of(b, op->input[k])->reader_count != 1) continue;
        for (int i = 0; i < g->operation_count; i++) {
            const GraphOperation *maker = &g->operation[i];
            bool convolution = maker->kind == GRAPH_CONVOLUTION || maker->kind == GRAPH_DEPTHWISE;
            bool fits = maker->kind == GRAPH_RESIZE || maker->kind == GRAPH_PAD || convolution;
            if (maker->output != value || !fits || maker->relu6 || maker->second != GRAPH_NONE)
                continue;
            if (chosen != GRAPH_NONE && !convolution) continue;
            chosen = i;
            other = readable(b, op->input[1 - k]);
        }
    }
    if (chosen == GRAPH_NONE || other == GRAPH_NONE) return false;
    GraphOperation moved = g->operation[chosen];
    moved.second = other;
    moved.relu6 = op->activation == TFLITE_RELU6;
    b->place[op->output].value = moved.output;
    memmove(&g->operation[chosen], &g->operation[chosen + 1],
            (size_t)(g->operation_count - 1 - chosen) * sizeof moved);
    g->operation[g->operation_count - 1] = moved;
    return true;
}

static bool add_operation(Builder *b, const TfliteOperator *op)
{
    Graph *g = b->graph;
    if (op->code == TFLITE_ADD && fuse_sum(b, op)) return true;
    GraphOperation to = { .input = readable(b, op->input[0]),
                          .second = GRAPH_NONE,
                          .relu6 = op->activation == TFLITE_RELU6 };
    if (to.input == GRAPH_NONE || !read_kind(b, op, &to)) return false;
    to.output = make_value(b, op->output);
    g->operation[g->operation_count++] = to;
    return to.output != GRAPH_NONE;
}

static bool add_operations(Builder *b)
{
    if (make_value(b, b->model->input[0]) == GRAPH_NONE) return false;
    for (int i = 0; i < b->model->operation_count; i++) {
        const TfliteOperator *op = &b->model->operation[i];
        const Place *place = &b->place[op->output];
        bool absent = place->root != op->output || op->code == TFLITE_CONCATENATION;
        if (place->needed && !absent && !add_operation(b, op)) return false;
    }
    return true;
}

// ---- ends --------------------------------------------------------------------------------------

static bool add_part(Builder *b, int tensor, int output, size_t *offset)
{
    Graph *g = b->graph;
    if (tensor < 0 || g->part_count == GRAPH_PARTS_MAX) return false;
    const Place *root = root_of(b, tensor);
    if (root->value == GRAPH_NONE || root->value == 0 || b->place[tensor].padded) return false;
    g->part[g->part_count++] =
        (GraphPart){ .value = root->value, .output = output, .offset = *offset };
    *offset += tensor_of(b, tensor)->count;
    return true;
}

// A concatenation's parts lie side by side.
static bool add_output(Builder *b, int tensor)
{
    Graph *g = b->graph;
    const TfliteOperator *maker = b->place[tensor].maker;
    size_t offset = 0, count = tensor_of(b, tensor)->count;
    int output = g->output_count++;
    g->output_size[output] = count;
    if (!maker || maker->code != TFLITE_CONCATENATION)
        return add_part(b, tensor, output, &offset) && offset == count;
    if (maker->axis >= TFLITE_DIMS_MAX) return false;
    for (int i = 0; i < maker->axis; i++)
        if (tensor_of(b, tensor)->dim[i] != 1) return false;
    for (int i = 0; i < maker->input_count; i++)
        if (!add_part(b, maker->input[i], output, &offset)) return false;
    return offset == count;
}

static void find_last_uses(Graph *g)
{
    for (int i = 0; i < g->operation_count; i++) {
        g->value[g->operation[i].input].last_use = i;
        if (g->operation[i].second != GRAPH_NONE) g->value[g->operation[i].second].last_use = i;
    }
    for (int i = 0; i < g->part_count; i++)
        g->value[g->part[i].value].last_use = g->operation_count;
}

static bool allocate(Builder *b)
{
    size_t count = SPARE_FLOATS;
    for (int i = 0; i < b->model->tensor_count; i++) {
        const TfliteTensor *tensor = tensor_of(b, i);
        if (b->place[i].needed && tensor->data && tensor->type != TFLITE_INT32)
            count += tensor->count;
    }
    size_t operations = (size_t)b->model->operation_count;
    b->graph->weights = calloc(count, sizeof(float));
    b->graph->value = calloc(operations + 1, sizeof(GraphValue));
    b->graph->operation = calloc(operations + 1, sizeof(GraphOperation));
    return b->graph->weights && b->graph->value && b->graph->operation;
}

static bool build(Builder *b, const int *wanted, int wanted_count)
{
    if (b->model->input_count != 1) return false;
    for (int i = 0; i < wanted_count; i++)
        if (wanted[i] < 0 || wanted[i] >= b->model->output_count) return false;
    if (!find_places(b)) return false;
    mark_needed(b, wanted, wanted_count);
    for (int i = 0; i < wanted_count; i++) root_of(b, b->model->output[wanted[i]])->reader_count++;
    if (!allocate(b) || !add_operations(b)) return false;
    for (int i = 0; i < wanted_count; i++)
        if (!add_output(b, b->model->output[wanted[i]])) return false;
    find_last_uses(b->graph);
    return true;
}

Result graph_open(Graph *graph, const char *path, const int *wanted, int wanted_count)
{
    REQUIRE(graph && path && wanted && wanted_count > 0 && wanted_count <= GRAPH_PARTS_MAX);
    *graph = (Graph){ 0 };
    Tflite model;
    Result result = tflite_open(&model, path);
    if (result != RESULT_OK) return result;
    Builder b = { .model = &model,
                  .graph = graph,
                  .place = calloc((size_t)model.tensor_count, sizeof(Place)) };
    errno = b.place ? 0 : ENOMEM;
    bool built = b.place && build(&b, wanted, wanted_count);
    free(b.place);
    tflite_close(&model);
    if (built) return RESULT_OK;
    graph_close(graph);
    return tflite_refused(path);
}

size_t graph_size(const GraphValue *value)
{
    return (size_t)value->height * (size_t)value->width * (size_t)value->channels;
}

void graph_drop_weights(Graph *graph)
{
    for (int i = 0; i < graph->operation_count; i++)
        graph->operation[i].weights = graph->operation[i].bias = NULL;
    free(graph->weights);
    graph->weights = NULL;
}

void graph_close(Graph *graph)
{
    free(graph->value);
    free(graph->operation);
    free(graph->weights);
    *graph = (Graph){ 0 };
}
