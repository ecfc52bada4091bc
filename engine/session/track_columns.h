// SPDX-License-Identifier: MIT
// track_columns.h: the numbers of the poses of one page, column by column: each is foretold from
// what stands before it, and only what is left is kept. Inside this module only.
//
// A column is one number of a pose, a row one pose in which somebody was found, in the order of
// pose_record.h: presence, scale, 33 of visibility, 33 x (x, y, z) of the picture, 33 x (x, y, z)
// of the world. docs/recording.md says the same for strangers.
#pragma once

#include "base/bytes.h"
#include "tiptoe/pose.h"

#define TRACK_STEPS_MAX 1800                  // of one page: 30 s
#define TRACK_PLAIN     (2 + LANDMARK_COUNT)  // columns that are not foretold by others
#define TRACK_COLUMNS   (TRACK_PLAIN + 6 * LANDMARK_COUNT)
#define TRACK_TAPS_MAX  9

typedef struct TrackColumns {
    uint32_t rows;
    int32_t value[TRACK_COLUMNS][TRACK_STEPS_MAX];
    int16_t weight[TRACK_COLUMNS][TRACK_TAPS_MAX];  // of what foretells it, in 1/256
} TrackColumns;

// One pose's numbers from its bytes after the head, or to them. False: they are not all there, or
// one does not fit.
bool columns_take(TrackColumns *columns, uint32_t row, Bytes *from);
bool columns_give(const TrackColumns *columns, uint32_t row, Bytes *to);

// Finds the weights by which the columns foretell each other best. Of a short page there are none.
void columns_fit(TrackColumns *columns);

// Weights and first row; then for each column what is left, its upper part to `to`, its lower bits
// to `bits`. `plain_end`, if not NULL, tells where in `to` the columns of TRACK_PLAIN end.
void columns_write(const TrackColumns *columns, Bytes *to, Bytes *bits, size_t *plain_end);

// The way back. False: damaged.
bool columns_read(TrackColumns *columns, uint32_t rows, Bytes *from, Bytes *bits);

// A whole number in groups of seven bits, the lowest first; the top bit says that more follow.
// Signed: 0, -1, 1, -2, 2 ... become 0, 1, 2, 3, 4.
void varint_put(Bytes *to, uint64_t value);
uint64_t varint_get(Bytes *from);
static inline uint64_t zigzag(int64_t value)
{
    return ((uint64_t)value << 1) ^ (value < 0 ? UINT64_MAX : 0);
}
static inline int64_t zagzig(uint64_t value)
{
    return (int64_t)(value >> 1 ^ (value & 1 ? UINT64_MAX : 0));
}
