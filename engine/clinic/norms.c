// SPDX-License-Identifier: MIT
// norms.c: the table of published norms.
#include "clinic/norms.h"

#include <math.h>
#include <string.h>

#define MILESTONE "milestone test as quoted by mosaicrehabmt.com; 50 % of children, trunk < 20 deg"
#define ALOTAIBI  "Alotaibi 2024, n = 251, 6-11 years"

// A camera sees the fingertip's way from the arm's start, which is more than a ruler at the wall
// tells: a child of average build would stand at +4.8 SD.
#define OTHERWISE "by a ruler at the wall: measured otherwise, so not to be set in SD beside it;"

static const Norm norms[] = {
    { CHECKUP_ONE_LEG, MEASURE_SINGLE_LEG_STANCE, false, 36, 41, 3, NAN, NAN,
      "half of the children hold", MILESTONE },
    { CHECKUP_ONE_LEG, MEASURE_SINGLE_LEG_STANCE, false, 42, 53, 5, NAN, NAN,
      "half of the children hold", MILESTONE },
    { CHECKUP_ONE_LEG, MEASURE_SINGLE_LEG_STANCE, false, 54, 59, 6, NAN, NAN,
      "half of the children hold", MILESTONE },
    { CHECKUP_ONE_LEG, MEASURE_SINGLE_LEG_STANCE, false, 60, 71, 10, NAN, NAN,
      "half of the children hold", MILESTONE },
    { CHECKUP_REACH_SIDE, MEASURE_LATERAL_REACH, false, 72, 143, 13.42, NAN, 3.38,
      "mean, " OTHERWISE, ALOTAIBI },
    { CHECKUP_REACH_SIDE, MEASURE_LATERAL_REACH, true, 72, 143, 14.64, NAN, 3.66,
      "mean, seated, " OTHERWISE, ALOTAIBI },
};

const Norm *norm_find(const Finding *f, unsigned age_months, bool seated)
{
    // Typical children stood free: an orthosis or a hand makes it another task. Shoes do not.
    unsigned helped = f->support & ~(1u << SUPPORT_SHOES);
    bool length = f->measure == MEASURE_LATERAL_REACH;
    if (f->item != 0 || f->side < 0 || helped || (length && strcmp(f->unit, "cm") != 0))
        return NULL;
    for (size_t i = 0; i < sizeof norms / sizeof *norms; i++) {
        const Norm *n = &norms[i];
        bool old_enough = (int)age_months >= n->from_months && (int)age_months <= n->to_months;
        if (n->kind == f->kind && n->measure == f->measure && n->seated == seated && old_enough)
            return n;
    }
    return NULL;
}

double norm_worthwhile(const Norm *norm)
{
    return 0.2 * norm->between;
}
