// SPDX-License-Identifier: MIT
// earned.h: the trust class that each measure has earned by rule (docs/clinical.md), as the
// campaign of tools/validity found it. The list of measures may say less, never more. Any thread.
#pragma once

#include "measure/measure.h"

typedef struct Earned {
    Measure measure;
    char trust;       // A to D
    int pairs;        // of true and tracked values
    double r_low;     // lower 95 % bound of their correlation; NaN: the truth does not vary
    double reach;     // |bias| + 1.96 SD, in the measure's unit (cm: %H)
    double half;      // half-width of the interval that the product tells, at the mean value
    double matters;   // the change that matters; NaN: not known
    const char *why;  // what keeps it from the next better class
} Earned;

// NULL: it was not in the campaign, and has earned nothing.
const Earned *earned_find(Measure measure);
// The best class that the list of measures may give it. What is counted of the record itself, not
// measured of the child, needs no proof.
char earned_trust(Measure measure);
// "no change that matters is known"
const char *earned_why(Measure measure);
