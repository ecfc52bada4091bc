// SPDX-License-Identifier: MIT
// bench_macs.c: counts the multiply-adds of a network from its file.
#include "tools/bench.h"

#include "vision/tflite.h"

#include <stdlib.h>

// Of one operator; those without weights count nothing.
static double macs_of(const Tflite *model, const TfliteOperator *op)
{
    if (op->code != TFLITE_CONV_2D && op->code != TFLITE_DEPTHWISE_CONV_2D) return 0;
    const TfliteTensor *out = &model->tensor[op->output], *filter = &model->tensor[op->input[1]];
    double each = (double)filter->dim[1] * filter->dim[2];
    if (op->code == TFLITE_CONV_2D) each *= filter->dim[3];
    return (double)out->count * each;
}

Result bench_macs(const char *path, const int *wanted, int wanted_count, double *mmacs)
{
    Tflite model;
    Result result = tflite_open(&model, path);
    if (result) return result;
    bool *needed = calloc((size_t)model.tensor_count, sizeof *needed);
    REQUIRE(needed);
    for (int i = 0; i < wanted_count; i++) needed[model.output[wanted[i]]] = true;
    *mmacs = 0;
    for (int i = model.operation_count - 1; i >= 0; i--) {
        const TfliteOperator *op = &model.operation[i];
        if (!needed[op->output]) continue;
        *mmacs += macs_of(&model, op) / 1e6;
        for (int k = 0; k < op->input_count; k++)
            if (op->input[k] >= 0) needed[op->input[k]] = true;
    }
    free(needed);
    tflite_close(&model);
    return RESULT_OK;
}
