// SPDX-License-Identifier: MIT
// norms.h: published values of typical children, for the few measures that have any; each with
// source.
#pragma once

#include "session/findings.h"

typedef struct Norm {
    CheckupKind kind;
    Measure measure;
    bool seated;
    int from_months, to_months;  // age, both included
    double value;
    double sd;         // NaN: none is published, or it was measured otherwise than here
    double between;    // SD between children as it was published; NaN: none
    const char *text;  // what the value is
    const char *source;
} Norm;

// The norm for a finding over items, in its unit. NULL: none is published for this age, posture,
// unit or support; then the child's own earlier check-ups are all there is. `age_months` 0:
// unknown.
const Norm *norm_find(const Finding *finding, unsigned age_months, bool seated);

// The smallest worthwhile change by the field's rule where no study of children has asked them: 0.2
// of the SD between children (Hopkins 2004), which holds though the mean was measured otherwise. In
// the norm's unit; NaN: no spread is published.
double norm_worthwhile(const Norm *norm);
