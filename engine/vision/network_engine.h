// SPDX-License-Identifier: MIT
// network_engine.h: what stands behind the one door network.h: libraries that run a graph.
#pragma once

#include "vision/graph.h"

typedef struct NetworkEngine {
    // Builds what runs `graph`, which outlives it, from `input` to the `output`s, on the calling
    // thread and `threads - 1` more. UNAVAILABLE: not on this machine. MALFORMED: not this graph.
    // Neither is noted by fail(): another engine may do.
    Result (*open)(void **built, const Graph *graph, float *input, float *const *output,
                   int threads);
    void (*version)(char *text, size_t size);  // appends to its name; NULL: it does not tell
    bool copies_weights;                       // those of the graph need not outlive open()
    bool (*run)(void *built);                  // false: it failed. Allocates nothing.
    void (*close)(void *built);
} NetworkEngine;

extern const NetworkEngine network_xnnpack, network_onednn;
