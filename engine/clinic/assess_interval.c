// SPDX-License-Identifier: MIT
// assess_interval.c: the two intervals of a finding.
#include "clinic/assess.h"

#include "measure/error_model.h"

#include <math.h>
#include <string.h>

void assess_no_interval(Finding *f)
{
    f->error = f->measure_low = f->measure_high = f->value_low = f->value_high = NAN;
    f->interval = FINDING_NO_INTERVAL;
}

// How much of the finding's unit is one of the model's: a length's is 1 %H.
static double one_of_model(const Kinematics *t, Measure measure)
{
    bool length = !strncmp(measure_info(measure)->unit, "cm", 2);
    return length && t->size.height_cm > 0 ? (double)t->size.height_cm / 100 : 1;
}

// The model of the network that saw this check-up, at its end: a check-up keeps its network.
static const ErrorModel *model_of(const Kinematics *t, Measure measure)
{
    const SessionInfo *info = &t->recording->info;
    const char *used = info->summary.model_used;
    return error_model_find(measure, *used ? used : info->desc.model);
}

void assess_interval(const Assess *a, Finding *f, Interval spread, FindingInterval how)
{
    const ErrorModel *model = model_of(a->kinematics, f->measure);
    assess_no_interval(f);
    bool known = isfinite(spread.low) && isfinite(spread.high);
    if (known) {
        f->value_low = spread.low;
        f->value_high = spread.high;
        f->interval = how;
        f->error = (spread.high - spread.low) / 2;
    }
    if (!model) return;
    TrackError e = error_model_at(model, f->value, one_of_model(a->kinematics, f->measure));
    f->measure_low = f->value - e.bias - 1.96 * e.sd;
    f->measure_high = f->value - e.bias + 1.96 * e.sd;
    if (known) {
        Interval both = interval_add(spread, f->value, e.bias, e.sd);
        f->value_low = both.low;
        f->value_high = both.high;
    }
    f->error = known ? (f->value_high - f->value_low) / 2 : 1.96 * e.sd;
}
