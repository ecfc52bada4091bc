// SPDX-License-Identifier: MIT
// bounds.h: what a table must be before a formula is asked of it, inside this room.
#pragma once

#include "measure/measure.h"

// One piece of a table without a gap, as it was recorded: before anything is resampled.
typedef struct BoundsTrack {
    const double *column[MEASURE_COLUMN_COUNT];  // the piece's first row; NULL: not used
    size_t count;
    double rate_hz, seconds;  // by the median step; of trials 0
} BoundsTrack;

// MALFORMED, with `*none` and fail_text() saying why: no value can come of this piece.
Result bounds_check(Measure measure, const BoundsTrack *track, const MeasureOptions *options,
                    MeasureNone *none);

// Fails with "NAME: not measurable: ..." and sets `*none`.
Result bounds_none(Measure measure, MeasureNone why, MeasureNone *none, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
