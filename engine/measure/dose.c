// SPDX-License-Identifier: MIT
// dose.c: amounts of movement and the quality of the record.
#include "measure/dose.h"

#include "measure/signal.h"

#include <math.h>

double dose_time_above(const double *speed, size_t count, double rate_hz, double threshold)
{
    size_t above = 0;
    for (size_t i = 0; i < count; i++) above += speed[i] > threshold;
    return rate_hz > 0 ? (double)above / rate_hz : NAN;
}

double dose_engagement(double moving_s, double scheduled_s)
{
    return scheduled_s > 0 ? 100 * fmin(moving_s / scheduled_s, 1) : NAN;
}

double dose_midline_crossing(const double *target_x, const double *asked, const double *touched,
                             size_t count)
{
    size_t across = 0, offered = 0;
    for (size_t i = 0; i < count; i++) {
        if (!(target_x[i] * asked[i] < 0)) continue;
        offered++;
        across += touched[i] * asked[i] > 0;
    }
    return offered > 0 ? 100 * (double)across / (double)offered : NAN;
}

DoseQuality dose_quality(const double *time_s, size_t count, size_t offered, double *work)
{
    REQUIRE(count <= offered);
    DoseQuality q = { NAN, NAN, NAN };
    if (offered > 0) q.valid = 100 * (double)count / (double)offered;
    double step = signal_median_step(time_s, count, work);
    if (!(step > 0)) return q;
    q.rate_hz = 1 / step;
    double expected = (time_s[count - 1] - time_s[0]) / step + 1;
    q.dropped = 100 * fmax(1 - (double)count / expected, 0);
    return q;
}
