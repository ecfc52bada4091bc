// SPDX-License-Identifier: MIT
// network.c: opens a network's file, and the engine that runs it.
#include "vision/network.h"

#include "vision/network_engine.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define SPARE_BYTES 128  // engines may read past the end of what they are given

// What opening and running take at most, as tried: of the file's size (halves become floats, which
// the engine copies), for kernels and pictures, and for each thread's stack.
#define ROOM_OF_FILE 6
#define ROOM_FIXED   ((size_t)80 << 20)
#define ROOM_THREAD  ((size_t)10 << 20)

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

static Result no_memory(const char *path)
{
    return fail(RESULT_FULL, "not enough memory for the pose model %s: close other programs", path);
}

// The engines, and what reads the camera beside them, die where memory is refused in their midst:
// so room for all of it is asked for before.
static Result ask_for_room(const char *path, int threads)
{
    struct stat is;
    if (stat(path, &is) != 0 || is.st_size < 0) return RESULT_OK;  // opening tells it
    size_t bytes = ROOM_OF_FILE * (size_t)is.st_size + ROOM_FIXED + (size_t)threads * ROOM_THREAD;
    void *room = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED) return no_memory(path);
    munmap(room, bytes);
    return RESULT_OK;
}

// Tries the engines from `first` to `last`. UNAVAILABLE or MALFORMED is the last one's answer.
static Result open_range(Network **network, const char *path, const int *wanted, int wanted_count,
                         int first, int last, int threads)
{
    REQUIRE(network && wanted_count <= NETWORK_OUTPUTS_MAX && threads > 0);
    *network = NULL;
    Network *n = calloc(1, sizeof *n);
    if (!n) return no_memory(path);
    Result result = ask_for_room(path, threads);
    if (!result) result = graph_open(&n->graph, path, wanted, wanted_count);
    if (result) {
        free(n);
        return result;
    }
    bool fits = allocate_ends(n);
    errno = 0;
    result = fits ? RESULT_MALFORMED : RESULT_FULL;
    for (int i = first; fits && result && i <= last; i++) {
        n->engine = engines[i];
        result = n->engine->open(&n->built, &n->graph, n->input, n->output, threads);
    }
    bool full = result == RESULT_FULL || (result == RESULT_MALFORMED && errno == ENOMEM);
    if (!result && n->engine->copies_weights) graph_drop_weights(&n->graph);
    if (result) network_close(&n);
    *network = n;
    if (full) return no_memory(path);
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
