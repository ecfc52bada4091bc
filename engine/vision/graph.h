// SPDX-License-Identifier: MIT
// graph.h: a pose network as a list of few kinds of operation, from which every engine is built.
// What the file spells out is fused here: activations, padding, residual sums; views and unpacked
// constants are gone, and so is what no wanted output needs.
#pragma once

#include "tiptoe/base.h"

#define GRAPH_PARTS_MAX 32  // of all outputs together
#define GRAPH_NONE      (-1)

// A value is one picture: rows of pixels of channels. Value 0 is the network's input.
typedef struct GraphValue {
    int height, width, channels;
    int last_use;  // the last operation that reads it; the count of operations: an output part
} GraphValue;

typedef enum GraphKind {
    GRAPH_CONVOLUTION,     // weights: [channels out][filter_h][filter_w][channels in]
    GRAPH_DEPTHWISE,       // weights: [filter_h][filter_w][channels], each channel by itself
    GRAPH_ADD,             // input + second
    GRAPH_RESIZE,          // bilinear, to twice the size, pixels being squares (half-pixel centres)
    GRAPH_MAX_POOL,        // a window of 2 by 2, in steps of 2
    GRAPH_PAD,             // channels of zeros behind those that are there
    GRAPH_LOGISTIC,        // 1 / (1 + exp(-x))
    GRAPH_DEPTH_TO_SPACE,  // four channels become two by two pixels
} GraphKind;

// output = activation(kind(input) + second)
typedef struct GraphOperation {
    GraphKind kind;
    int input, output, second;  // values; second: GRAPH_NONE but for a sum
    bool relu6;
    int filter_h, filter_w, stride_h, stride_w;
    int top, bottom, left, right;  // zeros around the input
    const float *weights, *bias;   // of a convolution of either kind, never NULL there
} GraphOperation;

// A wanted output is made of the numbers of one value or more, side by side.
typedef struct GraphPart {
    int value, output;
    size_t offset;
} GraphPart;

typedef struct Graph {
    GraphValue *value;
    GraphOperation *operation;  // in an order in which they can run
    int value_count, operation_count, part_count, output_count;
    GraphPart part[GRAPH_PARTS_MAX];
    size_t output_size[GRAPH_PARTS_MAX];
    float *weights;
} Graph;

// Reads the part of a .tflite file that the `wanted` of its outputs need. NOT_FOUND: no such file.
// MALFORMED: damaged, or not a pose model. A failed open leaves nothing to close.
Result graph_open(Graph *graph, const char *path, const int *wanted, int wanted_count);

size_t graph_size(const GraphValue *value);  // how many numbers it has

// Frees the constants; what else is in the graph stays.
void graph_drop_weights(Graph *graph);

void graph_close(Graph *graph);  // zeroes it
