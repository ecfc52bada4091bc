// SPDX-License-Identifier: MIT
// fuzz_tflite.c: a model file with any bytes: read, or refused.
#include "vision/tflite.h"

#include <stdlib.h>
#include <string.h>

#define COUNT_MAX (1 << 16)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static float out[COUNT_MAX];
    Tflite model;
    uint8_t *own = malloc(size + 1);
    if (!own) return 0;
    memcpy(own, bytes, size);
    if (tflite_parse(&model, own, size, "a model") != RESULT_OK) return 0;
    for (int i = 0; i < model.tensor_count; i++) {
        const TfliteTensor *t = &model.tensor[i];
        bool number = t->type == TFLITE_FLOAT32 || t->type == TFLITE_FLOAT16;
        if (t->data && number && t->count <= COUNT_MAX) tflite_unpack(t, out);
    }
    tflite_close(&model);
    return 0;
}
