// SPDX-License-Identifier: MIT
// tflite.c: the flatbuffer reader. Field numbers are those of the public TensorFlow Lite schema,
// version 3.
#include "vision/tflite.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_SIZE_MAX    (256u << 20)
#define TENSORS_MAX      8192
#define OPERATORS_MAX    8192
#define ELEMENTS_MAX     (32u << 20)  // of one tensor
#define OPTION_MAX       4096         // stride, block and their like
#define DIMENSION_DENSE  0
#define DIMENSION_SPARSE 1

// ---- bytes -----------------------------------------------------------------------------------

// Positions are byte offsets from the start of the file; 0 stands for "not there". The first read
// outside the file sets `bad`, and every read after it gives 0.
typedef struct Reader {
    const uint8_t *bytes;
    size_t size;
    bool bad;
} Reader;

typedef struct Vector {
    size_t at;  // of the first item
    uint32_t count;
} Vector;

static bool inside(Reader *r, size_t at, size_t length)
{
    if (r->bad || at > r->size || length > r->size - at) r->bad = true;
    return !r->bad;
}

static uint32_t read_u8(Reader *r, size_t at)
{
    return inside(r, at, 1) ? r->bytes[at] : 0;
}

static uint32_t read_u16(Reader *r, size_t at)
{
    return inside(r, at, 2) ? (uint32_t)(r->bytes[at] | r->bytes[at + 1] << 8) : 0;
}

static uint32_t read_u32(Reader *r, size_t at)
{
    uint32_t low = read_u16(r, at), high = read_u16(r, at + 2);
    return low | high << 16;
}

static size_t follow(Reader *r, size_t at)
{
    if (at == 0) return 0;
    size_t to = at + read_u32(r, at);
    return inside(r, to, 4) ? to : 0;
}

// Where the field lies in the table, or 0 if the table leaves it out.
static size_t field(Reader *r, size_t table, int number)
{
    if (table == 0) return 0;
    int64_t fields = (int64_t)table - (int32_t)read_u32(r, table);
    if (fields < 0 || !inside(r, (size_t)fields, 4)) {
        r->bad = true;
        return 0;
    }
    uint32_t entry = 4 + 2 * (uint32_t)number;
    if (entry + 2 > read_u16(r, (size_t)fields)) return 0;
    uint32_t offset = read_u16(r, (size_t)fields + entry);
    return offset ? table + offset : 0;
}

static uint32_t field_u8(Reader *r, size_t table, int number)
{
    size_t at = field(r, table, number);
    return at ? read_u8(r, at) : 0;
}

static uint32_t field_u32(Reader *r, size_t table, int number)
{
    size_t at = field(r, table, number);
    return at ? read_u32(r, at) : 0;
}

static size_t field_table(Reader *r, size_t table, int number)
{
    return follow(r, field(r, table, number));
}

static Vector field_vector(Reader *r, size_t table, int number, size_t item_size)
{
    size_t at = field_table(r, table, number);
    if (at == 0) return (Vector){ 0 };
    Vector vector = { at + 4, read_u32(r, at) };
    return inside(r, vector.at, vector.count * item_size) ? vector : (Vector){ 0 };
}

static size_t vector_table(Reader *r, Vector vector, uint32_t index)
{
    if (index >= vector.count) {
        r->bad = true;
        return 0;
    }
    return follow(r, vector.at + 4 * index);
}

// A small count of an option: 0..OPTION_MAX, or the file is bad.
static int option(Reader *r, size_t table, int number)
{
    uint32_t value = field_u32(r, table, number);
    if (value > OPTION_MAX) r->bad = true;
    return r->bad ? 0 : (int)value;
}

// ---- tensors ---------------------------------------------------------------------------------

// The vector of one sparse dimension, in the integer width that the file chose. NULL: none or bad.
static uint32_t *read_indices(Reader *r, size_t dimension, int type_field, uint32_t *count)
{
    static const size_t widths[4] = { 0, 4, 2, 1 };  // by the union's tag
    uint32_t tag = field_u8(r, dimension, type_field);
    size_t width = tag < 4 ? widths[tag] : 0;
    if (width == 0) return NULL;
    Vector items = field_vector(r, field_table(r, dimension, type_field + 1), 0, width);
    uint32_t *out = items.count > 0 ? calloc(items.count, sizeof *out) : NULL;
    for (uint32_t i = 0; out && i < items.count; i++) {
        size_t at = items.at + i * width;
        out[i] = width == 4 ? read_u32(r, at) : width == 2 ? read_u16(r, at) : read_u8(r, at);
    }
    *count = items.count;
    return out;
}

// Sparse as the pose detector is: in the order of the dimensions, no blocks, only the last sparse.
static bool read_sparsity(Reader *r, TfliteTensor *tensor, size_t table, size_t stored)
{
    Vector order = field_vector(r, table, 0, 4), blocks = field_vector(r, table, 1, 4);
    Vector dimensions = field_vector(r, table, 2, 4);
    int last = tensor->dim_count - 1;
    if (last < 0 || blocks.count > 0 || order.count != (uint32_t)tensor->dim_count ||
        dimensions.count != order.count)
        return false;
    size_t rows = 1;
    for (int i = 0; i < last; i++) {
        size_t dimension = vector_table(r, dimensions, (uint32_t)i);
        if (read_u32(r, order.at + 4 * (size_t)i) != (uint32_t)i ||
            field_u8(r, dimension, 0) != DIMENSION_DENSE ||
            field_u32(r, dimension, 1) != (uint32_t)tensor->dim[i])
            return false;
        rows *= (size_t)tensor->dim[i];
    }
    size_t dimension = vector_table(r, dimensions, (uint32_t)last);
    if (field_u8(r, dimension, 0) != DIMENSION_SPARSE) return false;
    uint32_t segments = 0, columns = 0;
    tensor->segment = read_indices(r, dimension, 2, &segments);
    tensor->column = read_indices(r, dimension, 4, &columns);
    if (!tensor->segment || !tensor->column || segments != rows + 1) return false;
    if (tensor->segment[0] != 0 || tensor->segment[rows] != columns || columns > stored)
        return false;
    for (size_t i = 0; i < rows; i++)
        if (tensor->segment[i] > tensor->segment[i + 1]) return false;
    for (uint32_t i = 0; i < columns; i++)
        if (tensor->column[i] >= (uint32_t)tensor->dim[last]) return false;
    return true;
}

static size_t element_size(TfliteType type)
{
    return type == TFLITE_FLOAT16 ? 2 : 4;
}

static bool read_tensor(Reader *r, TfliteTensor *tensor, size_t table, Vector buffers)
{
    Vector shape = field_vector(r, table, 0, 4);
    uint32_t type = field_u8(r, table, 1);
    if (shape.count > TFLITE_DIMS_MAX || type > TFLITE_INT32) return false;
    tensor->type = (TfliteType)type;
    tensor->dim_count = (int)shape.count;
    tensor->count = 1;
    for (uint32_t i = 0; i < shape.count; i++) {
        uint32_t size = read_u32(r, shape.at + 4 * i);
        if (size == 0 || size > ELEMENTS_MAX || tensor->count > ELEMENTS_MAX / size) return false;
        tensor->dim[i] = (int)size;
        tensor->count *= size;
    }
    size_t buffer = vector_table(r, buffers, field_u32(r, table, 2));
    Vector data = field_vector(r, buffer, 0, 1);
    if (data.count == 0) return !r->bad;
    tensor->data = r->bytes + data.at;
    size_t stored = data.count / element_size(tensor->type), sparsity = field_table(r, table, 6);
    return sparsity ? read_sparsity(r, tensor, sparsity, stored) : stored >= tensor->count;
}

// ---- operators -------------------------------------------------------------------------------

static bool known_code(uint32_t code)
{
    switch (code) {
#define X(name, number) case number:
        TFLITE_OPERATOR_LIST(X)
#undef X
        return true;
    }
    return false;
}

static void read_options(Reader *r, TfliteOperator *op, size_t table)
{
    switch (op->code) {
    case TFLITE_CONV_2D:
    case TFLITE_DEPTHWISE_CONV_2D: {
        int depthwise = op->code == TFLITE_DEPTHWISE_CONV_2D;  // has the multiplier in between
        op->multiplier = depthwise ? option(r, table, 3) : 0;
        op->activation = (TfliteActivation)field_u8(r, table, 3 + depthwise);
        // The schema's default of a dilation is 1.
        op->dilation_w = field(r, table, 4 + depthwise) ? option(r, table, 4 + depthwise) : 1;
        op->dilation_h = field(r, table, 5 + depthwise) ? option(r, table, 5 + depthwise) : 1;
        break;
    }
    case TFLITE_MAX_POOL_2D:
        op->filter_w = option(r, table, 3);
        op->filter_h = option(r, table, 4);
        op->activation = (TfliteActivation)field_u8(r, table, 5);
        break;
    case TFLITE_ADD: op->activation = (TfliteActivation)field_u8(r, table, 0); return;
    case TFLITE_CONCATENATION: op->axis = option(r, table, 0); return;
    case TFLITE_DEPTH_TO_SPACE: op->block = option(r, table, 0); return;
    case TFLITE_RESIZE_BILINEAR:
        op->align_corners = field_u8(r, table, 2);
        op->half_pixel_centers = field_u8(r, table, 3);
        return;
    default: return;
    }
    op->padding = field_u8(r, table, 0) ? TFLITE_VALID : TFLITE_SAME;
    op->stride_w = option(r, table, 1);
    op->stride_h = option(r, table, 2);
}

static bool read_operator(Reader *r, TfliteOperator *op, size_t table, Vector codes, int tensors)
{
    size_t code = vector_table(r, codes, field_u32(r, table, 0));
    uint32_t old = field_u8(r, code, 0), number = field_u32(r, code, 3);
    if (number < old) number = old;  // small codes once lived in a byte
    Vector inputs = field_vector(r, table, 1, 4), outputs = field_vector(r, table, 2, 4);
    if (r->bad || !known_code(number) || inputs.count < 1 || inputs.count > TFLITE_INPUTS_MAX ||
        outputs.count != 1)
        return false;
    op->code = (TfliteCode)number;
    op->input_count = (int)inputs.count;
    for (int i = 0; i < op->input_count; i++) {
        op->input[i] = (int)read_u32(r, inputs.at + 4 * (size_t)i);
        if (op->input[i] < (i == 0 ? 0 : -1) || op->input[i] >= tensors) return false;
    }
    op->output = (int)read_u32(r, outputs.at);
    if (op->output < 0 || op->output >= tensors) return false;
    read_options(r, op, field_table(r, table, 4));
    return !r->bad && (op->activation == TFLITE_NONE || op->activation == TFLITE_RELU6);
}

// Every tensor is written once, and before it is read.
static bool runs_in_order(const Tflite *model)
{
    bool *ready = calloc((size_t)model->tensor_count, sizeof *ready), well = ready != NULL;
    for (int i = 0; well && i < model->tensor_count; i++) ready[i] = model->tensor[i].data != NULL;
    for (int i = 0; well && i < model->input_count; i++) ready[model->input[i]] = true;
    for (int i = 0; well && i < model->operation_count; i++) {
        const TfliteOperator *op = &model->operation[i];
        for (int k = 0; k < op->input_count; k++) well &= op->input[k] < 0 || ready[op->input[k]];
        well &= !ready[op->output];
        ready[op->output] = true;
    }
    for (int i = 0; well && i < model->output_count; i++) well = ready[model->output[i]];
    free(ready);
    return well;
}

// ---- the model -------------------------------------------------------------------------------

static bool read_ends(Reader *r, size_t graph, int number, int tensors, int *ends, int *count)
{
    Vector items = field_vector(r, graph, number, 4);
    if (items.count < 1 || items.count > TFLITE_ENDS_MAX) return false;
    *count = (int)items.count;
    for (int i = 0; i < *count; i++) {
        ends[i] = (int)read_u32(r, items.at + 4 * (size_t)i);
        if (ends[i] < 0 || ends[i] >= tensors) return false;
    }
    return true;
}

static bool read_model(Reader *r, Tflite *model)
{
    if (!inside(r, 0, 8) || memcmp(r->bytes + 4, "TFL3", 4) != 0) return false;
    size_t root = read_u32(r, 0);
    Vector codes = field_vector(r, root, 1, 4), graphs = field_vector(r, root, 2, 4);
    Vector buffers = field_vector(r, root, 4, 4);
    if (graphs.count != 1) return false;
    size_t graph = vector_table(r, graphs, 0);
    Vector tensors = field_vector(r, graph, 0, 4), operations = field_vector(r, graph, 3, 4);
    if (r->bad || tensors.count < 1 || tensors.count > TENSORS_MAX || operations.count < 1 ||
        operations.count > OPERATORS_MAX)
        return false;
    model->tensor = calloc(tensors.count, sizeof *model->tensor);
    model->operation = calloc(operations.count, sizeof *model->operation);
    if (!model->tensor || !model->operation) return false;
    model->tensor_count = (int)tensors.count;
    model->operation_count = (int)operations.count;
    for (uint32_t i = 0; i < tensors.count; i++)
        if (!read_tensor(r, &model->tensor[i], vector_table(r, tensors, i), buffers)) return false;
    for (uint32_t i = 0; i < operations.count; i++)
        if (!read_operator(r, &model->operation[i], vector_table(r, operations, i), codes,
                           model->tensor_count))
            return false;
    return read_ends(r, graph, 1, model->tensor_count, model->input, &model->input_count) &&
           read_ends(r, graph, 2, model->tensor_count, model->output, &model->output_count) &&
           runs_in_order(model) && !r->bad;
}

Result tflite_refused(const char *name)
{
    if (errno == ENOMEM)
        return fail(RESULT_FULL, "not enough memory for the pose model %s: close other programs",
                    name);
    return fail(RESULT_MALFORMED,
                "%s is not a pose model that this program knows: delete it and run tools/setup",
                name);
}

Result tflite_parse(Tflite *model, uint8_t *bytes, size_t size, const char *name)
{
    REQUIRE(model && bytes && name);
    errno = 0;
    *model = (Tflite){ .bytes = bytes, .size = size };
    Reader reader = { bytes, size, false };
    if (read_model(&reader, model)) return RESULT_OK;
    tflite_close(model);
    return tflite_refused(name);
}

Result tflite_open(Tflite *model, const char *path)
{
    REQUIRE(model && path);
    FILE *file = fopen(path, "rb");
    if (!file) {
        Result why = errno == EACCES ? RESULT_NOT_PERMITTED : RESULT_NOT_FOUND;
        return fail(why, "cannot open the pose model %s (%s): run tools/setup once", path,
                    strerror(errno));
    }
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    rewind(file);
    uint8_t *bytes = size > 0 && size <= FILE_SIZE_MAX ? malloc((size_t)size) : NULL;
    bool whole = bytes && fread(bytes, 1, (size_t)size, file) == (size_t)size;
    fclose(file);
    if (whole) return tflite_parse(model, bytes, (size_t)size, path);
    if (size > 0 && size <= FILE_SIZE_MAX && !bytes) return tflite_refused(path);
    free(bytes);
    return fail(RESULT_MALFORMED, "cannot read the pose model %s: delete it and run tools/setup",
                path);
}

void tflite_close(Tflite *model)
{
    for (int i = 0; i < model->tensor_count; i++) {
        free(model->tensor[i].segment);
        free(model->tensor[i].column);
    }
    free(model->tensor);
    free(model->operation);
    free(model->bytes);
    *model = (Tflite){ 0 };
}

// ---- numbers ---------------------------------------------------------------------------------

// IEEE 754 half to single. Weights may be subnormal, and matter.
static float half_to_float(uint32_t half)
{
    uint32_t sign = (half & 0x8000u) << 16, exponent = half >> 10 & 31, mantissa = half & 0x3ffu;
    if (exponent == 0) return (sign ? -0x1p-24f : 0x1p-24f) * (float)mantissa;
    uint32_t widened = exponent == 31 ? 255 : exponent + 127 - 15;  // 31: infinity or not a number
    uint32_t bits = sign | widened << 23 | mantissa << 13;
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static float element(const TfliteTensor *tensor, size_t index)
{
    if (tensor->type == TFLITE_FLOAT16) {
        const uint8_t *at = tensor->data + 2 * index;
        return half_to_float((uint32_t)(at[0] | at[1] << 8));
    }
    float value;
    memcpy(&value, tensor->data + 4 * index, sizeof value);
    return value;
}

void tflite_unpack(const TfliteTensor *tensor, float *out)
{
    REQUIRE(tensor->data && tensor->type != TFLITE_INT32);
    if (!tensor->segment) {
        for (size_t i = 0; i < tensor->count; i++) out[i] = element(tensor, i);
        return;
    }
    size_t width = (size_t)tensor->dim[tensor->dim_count - 1], rows = tensor->count / width;
    memset(out, 0, tensor->count * sizeof *out);
    for (size_t row = 0; row < rows; row++)
        for (uint32_t i = tensor->segment[row]; i < tensor->segment[row + 1]; i++)
            out[row * width + tensor->column[i]] = element(tensor, i);
}
