// SPDX-License-Identifier: MIT
// bench_macs.c: counts the multiply-adds of a network from its file.
#include "tools/bench.h"

#include "vision/graph.h"

Result bench_macs(const char *path, const int *wanted, int wanted_count, double *mmacs)
{
    Graph graph;
    Result result = graph_open(&graph, path, wanted, wanted_count);
    if (result) return result;
    *mmacs = 0;
    for (int i = 0; i < graph.operation_count; i++) {
        const GraphOperation *op = &graph.operation[i];
        double each = (double)op->filter_h * op->filter_w;  // 0 for those without weights
        if (op->kind == GRAPH_CONVOLUTION) each *= graph.value[op->input].channels;
        *mmacs += (double)graph_size(&graph.value[op->output]) * each / 1e6;
    }
    graph_close(&graph);
    return RESULT_OK;
}
