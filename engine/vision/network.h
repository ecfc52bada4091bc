// SPDX-License-Identifier: MIT
// network.h: a neural network from a .tflite file, run by XNNPACK on the calling thread. Only what
// the wanted outputs need is built. Nothing is allocated after opening.
#pragma once

#include "tiptoe/base.h"

#define NETWORK_OUTPUTS_MAX 8

typedef struct Network Network;

// Builds the network for the `wanted` of the model's outputs, named by their place in the file's
// list. The model must have one input. NOT_FOUND: no such file. MALFORMED: damaged, or not a pose
// model. UNAVAILABLE: XNNPACK cannot run on this machine.
Result network_open(Network **network, const char *path, const int *wanted, int wanted_count);

// The picture to fill before network_run(): float32, rows of pixels of channels. `count` values.
float *network_input(Network *network);
size_t network_input_count(const Network *network);

// LOST: XNNPACK failed, which it does not in a machine that is well.
Result network_run(Network *network);

// The result of the last run for the `index`th of the wanted outputs.
const float *network_output(const Network *network, int index);
size_t network_output_count(const Network *network, int index);

void network_close(Network **network);  // *network becomes NULL; NULL is allowed
