// SPDX-License-Identifier: MIT
// network.h: the one door to the neural networks: one from a .tflite file, run on the calling
// thread by the engine that is fastest for it here. Only what the wanted outputs need is built.
// Nothing is allocated after opening.
#pragma once

#include "tiptoe/base.h"

#define NETWORK_OUTPUTS_MAX 8

typedef struct Network Network;

// The table of engines: a network is run by the first of these that can run it here, and the order
// is what was measured (tools/bench --networks): oneDNN needs a fifth to two thirds less time than
// XNNPACK for every one of the networks where it has kernels (AVX2, AVX-512). XNNPACK runs on the
// other processors, and is what oneDNN is compared with. X(name, stored name)
#define NETWORK_ENGINE_LIST(X)                                                                     \
    X(ONEDNN, "onednn")                                                                            \
    X(XNNPACK, "xnnpack")

typedef enum NetworkEngineId {
#define X(name, stored) NETWORK_##name,
    NETWORK_ENGINE_LIST(X)
#undef X
        NETWORK_ENGINE_COUNT
} NetworkEngineId;

const char *network_engine_name(NetworkEngineId engine);

// The engines of this build with their versions, where they tell: "onednn 2.6.3, xnnpack".
void network_engines_text(char *text, size_t size);

// Builds the network for the `wanted` of the model's outputs, named by their place in the file's
// list. The model must have one input. It is run by one thread at a time, which need not be the
// one that opens it, with the help of `threads - 1` more; the answer is the same with any number.
// NOT_FOUND: no such file. MALFORMED: damaged, or not a pose model. UNAVAILABLE: no engine can run
// on this machine. FULL: there is not the memory to open and run it.
Result network_open(Network **network, const char *path, const int *wanted, int wanted_count,
                    int threads);

// The same by one engine: for measuring. UNAVAILABLE: that one cannot run here.
Result network_open_by(Network **network, const char *path, const int *wanted, int wanted_count,
                       NetworkEngineId engine, int threads);

// The picture to fill before network_run(): float32, rows of pixels of channels. `count` values.
float *network_input(Network *network);
size_t network_input_count(const Network *network);

// LOST: the engine failed, which it does not in a machine that is well.
Result network_run(Network *network);

// The result of the last run for the `index`th of the wanted outputs.
const float *network_output(const Network *network, int index);
size_t network_output_count(const Network *network, int index);

void network_close(Network **network);  // *network becomes NULL; NULL is allowed
