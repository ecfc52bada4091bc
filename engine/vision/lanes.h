// SPDX-License-Identifier: MIT
// lanes.h: what of a graph is no convolution, as loops over values that lie in blocks of channels.
#pragma once

#include "vision/graph.h"

#define LANE_CHANNELS 4  // that the loops move at once: every processor can

typedef float Lane __attribute__((vector_size(LANE_CHANNELS * sizeof(float))));

// A value in blocks: [channels / block][height][width][block], the last block filled up with zeros.
typedef struct LaneBlocks {
    int height, width, channels;
    int lanes, block_lanes;  // of the whole value and of a block
    Lane *data;
} LaneBlocks;

// Runs an operation that is no convolution. `second`: NULL but for a sum. What moves channels takes
// whole lanes of them.
void lanes_run(const GraphOperation *op, const LaneBlocks *in, const LaneBlocks *second,
               const LaneBlocks *out);
