// SPDX-License-Identifier: MIT
// network.c: opens a network's file, and the engine that runs it.
#include "vision/network.h"

#include "vision/network_engine.h"
#include <stdio.h>
#include <stdlib.h>

#define SPARE_BYTES 128  // engines may read past the end of what they are given

struct Network {
    Graph graph;
    const NetworkEngine *engine;
    void *built;
    float *input, *output[NETWORK_OUTPUTS_MAX];
};

static const NetworkEngine *const engines[] = {
    [NETWORK_ONEDNN] = &network_onednn, [NETWORK_XNNPACK] = &network_xnnpack
};

const char *network_engine_name(NetworkEngineId engine)
{
    static const char *const names[] = {
#define X(name, stored) stored,
        NETWORK_ENGINE_LIST(X)
#undef X
    };
    REQUIRE((int)engine >= 0 && engine < NETWORK_ENGINE_COUNT);
    return names[engine];
}

void network_engines_text(char *text, size_t size)
{
    size_t used = 0;
    for (int i = 0; i < NETWORK_ENGINE_COUNT; i++) {
        char version[32] = "";
        if (engines[i]->version) engines[i]->version(version, sizeof version);
        int length =
            snprintf(text + used, size - used, "%s%s%s%s", i ? ", " : "",
                     network_engine_name((NetworkEngineId)i), *version ? " " : "", version);
        REQUIRE(length > 0 && used + (size_t)length < size);
        used += (size_t)length;
    }
}

static bool allocate_ends(Network *n)
{
    n->input = calloc(1, network_input_count(n) * sizeof(float) + SPARE_BYTES);
    bool well = n->input != NULL;
    for (int i = 0; well && i < n->graph.output_count; i++) {
        n->output[i] = calloc(1, n->graph.output_size[i] * sizeof(float) + SPARE_BYTES);
        well = n->output[i] != NULL;
    }
    return well;
}

// Tries the engines from `first` to `last`. UNAVAILABLE or MALFORMED is the last one's answer.
static Result open_range(Network **network, const char *path, const int *wanted, int wanted_count,
                         int first, int last, int threads)
{
    REQUIRE(network && wanted_count <= NETWORK_OUTPUTS_MAX && threads > 0);
    *network = NULL;
    Graph graph;
    Result result = graph_open(&graph, path, wanted, wanted_count);
    if (result) return result;
    Network *n = calloc(1, sizeof *n);
    REQUIRE(n);
    n->graph = graph;
    bool fits = allocate_ends(n);
    result = RESULT_MALFORMED;
    for (int i = first; fits && result && i <= last; i++) {
        n->engine = engines[i];
        result = n->engine->open(&n->built, &n->graph, n->input, n->output, threads);
    }
    if (!result && n->engine->copies_weights) graph_drop_weights(&n->graph);
    if (result) network_close(&n);
    *network = n;
    if (result == RESULT_UNAVAILABLE)
        return fail(result, "the pose networks cannot run here: they need a processor with SSE2 or "
                            "NEON, and a readable /proc/cpuinfo");
    if (result == RESULT_MALFORMED)
        return fail(result, "%s cannot be run: delete it and run tools/setup", path);
    return result;
}

Result network_open(Network **network, const char *path, const int *wanted, int wanted_count,
                    int threads)
{
    return open_range(network, path, wanted, wanted_count, 0, NETWORK_ENGINE_COUNT - 1, threads);
}

Result network_open_by(Network **network, const char *path, const int *wanted, int wanted_count,
                       NetworkEngineId engine, int threads)
{
    REQUIRE((int)engine >= 0 && engine < NETWORK_ENGINE_COUNT);
    return open_range(network, path, wanted, wanted_count, (int)engine, (int)engine, threads);
}

float *network_input(Network *network)
{
    return network->input;
}

size_t network_input_count(const Network *network)
{
    return graph_size(&network->graph.value[0]);
}

const float *network_output(const Network *network, int index)
{
    REQUIRE(index >= 0 && index < network->graph.output_count);
    return network->output[index];
}

size_t network_output_count(const Network *network, int index)
{
    REQUIRE(index >= 0 && index < network->graph.output_count);
    return network->graph.output_size[index];
}

Result network_run(Network *network)
{
    if (network->engine->run(network->built)) return RESULT_OK;
    return fail(RESULT_LOST, "the pose network stopped working: start the program again");
}

void network_close(Network **network)
{
    Network *n = *network;
    if (!n) return;
    if (n->built) n->engine->close(n->built);
    graph_close(&n->graph);
    free(n->input);
    for (int i = 0; i < NETWORK_OUTPUTS_MAX; i++) free(n->output[i]);
    free(n);
    *network = NULL;
}
