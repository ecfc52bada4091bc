// SPDX-License-Identifier: MIT
// change.c: reliable change by the minimal detectable difference.
#include "measure/change.h"

#include <math.h>

static const char *const names[] = {
#define X(name, stored, text) stored,
    CHANGE_LIST(X)
#undef X
};
static const char *const texts[] = {
#define X(name, stored, text) text,
    CHANGE_LIST(X)
#undef X
};

const char *change_name(Change change)
{
    REQUIRE(change < CHANGE_COUNT);
    return names[change];
}

const char *change_text(Change change)
{
    REQUIRE(change < CHANGE_COUNT);
    return texts[change];
}

double change_sem(double sd, double icc)
{
    return sd >= 0 && icc >= 0 && icc <= 1 ? sd * sqrt(1 - icc) : NAN;
}

double change_mdc95(double sem)
{
    return 1.96 * M_SQRT2 * sem;
}

ChangeReport change_judge(const double *earlier, size_t count, double today, double resolution)
{
    double sum = 0, squares = 0;
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(earlier[i])) continue;
        sum += earlier[i];
        known++;
    }
    double mean = known > 0 ? sum / (double)known : NAN;
    ChangeReport report = { CHANGE_CANNOT_SAY, today - mean, NAN, NAN };
    if (known < CHANGE_CHECKUPS_MIN || !isfinite(today)) return report;
    for (size_t i = 0; i < count; i++) {
        if (isfinite(earlier[i])) squares += (earlier[i] - mean) * (earlier[i] - mean);
    }
    report.sem = change_sem(sqrt(squares / (double)(known - 1)), 0);
    report.mdc95 = fmax(change_mdc95(report.sem), resolution > 0 ? resolution : 0);
    bool real = fabs(report.difference) > report.mdc95;
    report.change = real ? CHANGE_REAL : CHANGE_WITHIN_NOISE;
    return report;
}
