// SPDX-License-Identifier: MIT
// change.h: is a difference to the child's own earlier check-ups real, or within noise?
#pragma once

#include "tiptoe/base.h"

#define CHANGE_CHECKUPS_MIN 3

// X(name, stored name, text)
#define CHANGE_LIST(X)                                                                             \
    X(CANNOT_SAY, "cannot_say", "cannot say yet: fewer than three earlier check-ups")              \
    X(WITHIN_NOISE, "within_noise", "within this child's day-to-day noise")                        \
    X(REAL, "real", "a real change")

typedef enum Change {
#define X(name, stored, text) CHANGE_##name,
    CHANGE_LIST(X)
#undef X
        CHANGE_COUNT
} Change;

typedef struct ChangeReport {
    Change change;
    double difference;  // today less the mean of the earlier ones
    double sem;         // standard error of measurement; NaN if it cannot be said
    double mdc95;       // 1.96 sqrt 2 sem, and not below the resolution
} ChangeReport;

// SEM = SD sqrt(1 - ICC). Over one child's own repeated check-ups all spread is error: pass icc 0.
double change_sem(double sd, double icc);
double change_mdc95(double sem);

// `earlier`: the child's earlier check-ups, values that are not finite are left out. `resolution`:
// the least step that the measure can show (a frame, the noise floor), so that three equal values
// do not make a trifle real.
ChangeReport change_judge(const double *earlier, size_t count, double today, double resolution);

const char *change_name(Change change);
const char *change_text(Change change);
