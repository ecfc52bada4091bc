// SPDX-License-Identifier: MIT
// error_model.h: what tracking does to each measure, as whole check-ups of drawn bodies showed it
// that were measured by the tracker and by their true joints (tools/validity). Any thread.
#pragma once

#include "measure/interval.h"
#include "measure/measure.h"

// Networks that have rows. X(name, the model's word)
#define ERROR_NETWORK_LIST(X) X(LITE, "lite") X(FULL, "full")

typedef enum ErrorNetwork {
#define X(name, word) ERROR_NETWORK_##name,
    ERROR_NETWORK_LIST(X)
#undef X
        ERROR_NETWORK_COUNT
} ErrorNetwork;

// tracked - true has this mean and the variance sd^2 + (share * value)^2, both of a value over the
// counted trials of a check-up. A measure in cm has bias and sd in %H: px of a small and a large
// child are the same. `share` holds what grows with the value: the scale.
typedef struct ErrorModel {
    Measure measure;
    ErrorNetwork network;
    double bias, sd, share;
    int pairs;  // that it was learned on
} ErrorModel;

// NULL: this measure was not in the campaign with that network ("lite", "full").
const ErrorModel *error_model_find(Measure measure, const char *network);

// The error's mean and SD at this value; `per` units of the value stand for one of the model's
// (1; of a length its size of 1 %H).
typedef struct TrackError {
    double bias, sd;
} TrackError;
TrackError error_model_at(const ErrorModel *model, double value, double per);
// Half of the middle 95 % of that error about its mean, the mean included: |bias| + 1.96 SD.
double error_model_reach(TrackError error);

// Where the value of the same trials lies by true joints, 95 times in 100: value - bias +- 1.96 SD.
Interval error_model_interval(Measure measure, TrackError error, double value);
// An interval of a count ends at whole numbers, outwards: one maximum of speed more or less is all
// that such an error can be, and an SD below 0.5 would never hold it. Others are as they were.
Interval error_model_whole(Measure measure, Interval interval);
