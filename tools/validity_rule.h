// SPDX-License-Identifier: MIT
// validity_rule.h: from pairs (true, tracked) to the two tables that the product reads: what
// tracking does to a measure, and the trust class that it has earned. No row is kept by hand.
#pragma once

#include "measure/error_model.h"

// One value of one check-up: by the true joints and by the tracker. Values in cm are given in %H.
typedef struct Pair {
    Measure measure;
    ErrorNetwork network;
    double truth, tracked;  // NaN: tracking could not measure it
    int run;                // the check-up that it is of: its errors hang together
    double scale;           // of a length: the tracker's over the true one; else 1
} Pair;

// The class that is listed is of the `full` network's pairs; see docs/clinical.md for the rule.
typedef struct Proof {
    int count, runs;   // the pairs of one child hang together: r's bound counts children
    double low, high;  // of the truths
    double r_low, r;   // r's lower 95 % bound (Fisher); NaN: the truth hardly varies
    double bias, sd;   // of tracked - true
    double seen;       // mean of the tracked
    double reach;      // |bias| + 1.96 sd
    double half;       // half-width of the interval that the product then tells, at the mean value
    double matters;    // the change that matters; NaN: not known
    double from, to;   // the published range of children; NaN: none
    char trust;        // A to D
    const char *why;   // what keeps it from the next better one
} Proof;
#define RULE_PAIRS_MAX 32000  // that rule_write() takes

// What the product is told of a measure's error, from these pairs. Without two runs sd is NaN.
ErrorModel rule_fit(Measure measure, ErrorNetwork network, const Pair *pair, int count);

Proof rule_proof(Measure measure, ErrorNetwork network, const Pair *pair, int count);

// Writes engine/measure/error_model_list.h and engine/measure/earned_list.h. `of`: what gave the
// pairs, for their heads. A path that is NULL: not that one. CANNOT_CREATE, FULL.
Result rule_write(const Pair *pair, int count, const char *of, const char *errors_path,
                  const char *earned_path);
