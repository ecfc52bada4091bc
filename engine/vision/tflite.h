// SPDX-License-Identifier: MIT
// tflite.h: reads a .tflite model file (a flatbuffer) into plain arrays of tensors and operators.
// The file is not trusted: every offset and count is checked against its size before it is used.
#pragma once

#include "tiptoe/base.h"

#define TFLITE_DIMS_MAX   4
#define TFLITE_INPUTS_MAX 4
#define TFLITE_ENDS_MAX   8  // inputs or outputs of a whole model

// The operators that the pose models are made of. X(name, code in the schema)
#define TFLITE_OPERATOR_LIST(X)                                                                    \
    X(ADD, 0)                                                                                      \
    X(CONCATENATION, 2)                                                                            \
    X(CONV_2D, 3)                                                                                  \
    X(DEPTHWISE_CONV_2D, 4)                                                                        \
    X(DEPTH_TO_SPACE, 5)                                                                           \
    X(DEQUANTIZE, 6)                                                                               \
    X(LOGISTIC, 14)                                                                                \
    X(MAX_POOL_2D, 17)                                                                             \
    X(RESHAPE, 22)                                                                                 \
    X(RESIZE_BILINEAR, 23)                                                                         \
    X(PAD, 34)                                                                                     \
    X(DENSIFY, 124)

typedef enum TfliteCode {
#define X(name, code) TFLITE_##name = code,
    TFLITE_OPERATOR_LIST(X)
#undef X
} TfliteCode;

typedef enum TfliteType { TFLITE_FLOAT32 = 0, TFLITE_FLOAT16 = 1, TFLITE_INT32 = 2 } TfliteType;
typedef enum TflitePadding { TFLITE_SAME = 0, TFLITE_VALID = 1 } TflitePadding;
typedef enum TfliteActivation { TFLITE_NONE = 0, TFLITE_RELU6 = 3 } TfliteActivation;

typedef struct TfliteTensor {
    TfliteType type;
    int dim_count, dim[TFLITE_DIMS_MAX];
    size_t count;         // of elements, the product of the dimensions
    const uint8_t *data;  // little-endian, maybe not aligned; NULL: computed, not constant
    // A sparse constant keeps, of each row along the last dimension, only the elements that are not
    // zero: row r is data[segment[r]] to data[segment[r + 1]], in the columns that `column` names.
    uint32_t *segment, *column;  // NULL: dense
} TfliteTensor;

typedef struct TfliteOperator {
    TfliteCode code;
    int input_count, input[TFLITE_INPUTS_MAX];  // tensors; -1: left out
    int output;
    TflitePadding padding;  // what follows is 0 where the operator knows no such option
    TfliteActivation activation;
    int stride_h, stride_w, dilation_h, dilation_w, filter_h, filter_w, multiplier;
    int axis, block;
    bool align_corners, half_pixel_centers;
} TfliteOperator;

typedef struct Tflite {
    uint8_t *bytes;  // the whole file; tensors point into it
    size_t size;
    TfliteTensor *tensor;
    TfliteOperator *operation;  // in an order in which they can run
    int tensor_count, operation_count;
    int input_count, input[TFLITE_ENDS_MAX];
    int output_count, output[TFLITE_ENDS_MAX];
} Tflite;

// NOT_FOUND: no such file. MALFORMED: not a model, or one with parts we do not know. FULL: out of
// memory. A failed open leaves nothing to close.
Result tflite_open(Tflite *model, const char *path);

// The same from memory; takes over `bytes` (of malloc) whether it succeeds or not. `name` is for
// the line that fail() notes.
Result tflite_parse(Tflite *model, uint8_t *bytes, size_t size, const char *name);

// Notes why a model could not be read, by errno: FULL if memory was refused, else MALFORMED.
Result tflite_refused(const char *name);

// Writes the `count` elements of a constant float tensor, sparse or dense, as float32.
void tflite_unpack(const TfliteTensor *tensor, float *out);

void tflite_close(Tflite *model);  // zeroes it
