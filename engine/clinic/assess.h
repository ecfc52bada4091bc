// SPDX-License-Identifier: MIT
// assess.h: a recorded check-up becomes measures: each with unit, intervals, quality, formula
// version, and an honest reason where there is no value.
#pragma once

#include "clinic/kinematics.h"
#include "measure/interval.h"
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
#define ASSESS_SET 6
void assess_formulas(char set[FINDING_FORMULAS_MAX]);

// Fills `list` (ASSESS_FINDINGS_MAX) with the findings of each item and, with item 0, those over
// the counted items: what is trended. FULL (memory).
Result assess(const Kinematics *kinematics, Finding *list, int *count);

// The finding over items, or NULL.
const Finding *assess_find(const Finding *list, int count, CheckupKind kind, int side,
                           Measure measure);

// Whether it is of the tracking, not of the child; and the noise floor of a measure of sway that
// was taken in the same step, with what both hips share (sway.h); NaN: there is none.
bool assess_is_noise(Measure measure);
double assess_floor(const Finding *list, int count, const Finding *sway);

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
// Fills the intervals of a finding that has a value: what tracking leaves open, by error_model.h,
// and `spread`, the interval that the trials alone give, with that in it.
void assess_interval(const Assess *assess, Finding *finding, Interval spread, FindingInterval how);
void assess_no_interval(Finding *finding);
