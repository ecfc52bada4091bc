// SPDX-License-Identifier: MIT
// assess.h: a recorded check-up becomes measures: each with unit, error band, quality, formula
// version, and an honest reason where there is no value.
#pragma once

#include "clinic/kinematics.h"
#include "measure/reach.h"
#include "session/findings.h"

#define ASSESS_FINDINGS_MAX 1024
#define ASSESS_REACHES_MAX  128
#define ASSESS_VALID_MIN    0.80  // share of valid frames below which no number is given [ours]

// One reach of a check-up, from raw landmarks.
typedef struct AssessReach {
    int item;  // index in Kinematics.item
    int side;
    CheckupKind kind;
    bool hit, crosses;      // reached; the target lies beyond the body's middle
    double offer_s, end_s;  // session time
    Vec2 at;                // stage
    double radius_al, distance_al;
    ReachMeasures measures;
} AssessReach;

// All reaches of the items that count. Returns how many.
int assess_reaches(const Kinematics *kinematics, AssessReach *reach, int room);

// Samples of one reach around [offer_s, end_s], arm lengths; at most REACH_SAMPLES_MAX.
size_t assess_reach_samples(const Kinematics *kinematics, const AssessReach *reach,
                            ReachSample *sample);

// The formulas and recipes of today as one word: what another set computed is computed anew before
// it is compared. ASSESS_SET is raised with each change of what is taken of which item.
#define ASSESS_SET 3
void assess_formulas(char set[FINDING_FORMULAS_MAX]);

// Fills `list` (ASSESS_FINDINGS_MAX) with the findings of each item and, with item 0, those over
// the counted items: what is trended. FULL (memory).
Result assess(const Kinematics *kinematics, Finding *list, int *count);

// The finding over items, or NULL.
const Finding *assess_find(const Finding *list, int count, CheckupKind kind, int side,
                           Measure measure);

// The part of a single-leg item in which the child stood on one leg; false: never.
bool assess_stance(const Kinematics *kinematics, const CheckupItem *item, double *from_s,
                   double *to_s);

// Inside this module: adds a finding, and the findings of the reaches.
typedef struct Assess {
    const Kinematics *kinematics;
    Finding *list;
    int count;
} Assess;
Finding *assess_add(Assess *assess, Finding finding);
void assess_add_reaches(Assess *assess);
// 95 % half-width of a median from the spread of its values.
double assess_median_error(const double *value, size_t count);
