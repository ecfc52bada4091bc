// SPDX-License-Identifier: MIT
// error_model.c: the table that the campaign of tools/validity writes, looked up.
#include "measure/error_model.h"

#include "measure/error_model_list.h"

#include <math.h>
#include <string.h>

static const ErrorModel rows[] = {
#define X(measure, network, bias, sd, share, pairs)                                                \
    { MEASURE_##measure, ERROR_NETWORK_##network, bias, sd, share, pairs },
    ERROR_MODEL_LIST(X)
#undef X
};

static const char *const words[] = {
#define X(name, word) word,
    ERROR_NETWORK_LIST(X)
#undef X
};

const ErrorModel *error_model_find(Measure measure, const char *network)
{
    REQUIRE((unsigned)measure < MEASURE_COUNT && network);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].measure == measure && !strcmp(words[rows[i].network], network)) return &rows[i];
    return NULL;
}

TrackError error_model_at(const ErrorModel *model, double value, double per)
{
    REQUIRE(per > 0);
    return (TrackError){ model->bias * per, hypot(model->sd * per, model->share * value) };
}

double error_model_reach(TrackError error)
{
    return fabs(error.bias) + 1.96 * error.sd;
}

Interval error_model_whole(Measure measure, Interval interval)
{
    if (measure != MEASURE_VELOCITY_PEAKS) return interval;
    return (Interval){ floor(interval.low), ceil(interval.high) };
}

Interval error_model_interval(Measure measure, TrackError error, double value)
{
    double middle = value - error.bias, half = 1.96 * error.sd;
    return error_model_whole(measure, (Interval){ middle - half, middle + half });
}
