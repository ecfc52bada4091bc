// SPDX-License-Identifier: MIT
// arc.c: the times and dice of openings and endings.
#include "tiptoe/arc.h"

#include "tiptoe/base.h"

#define GROUPS      3
#define GROUP_LASTS 1.0f      // of the ending's seconds, each group's slow ramp
#define BACK        1.70158f  // of out-back: a tenth too far, and home

float arc_linear(float at, float from, float lasts)
{
    return lasts > 0 ? clampf((at - from) / lasts, 0, 1) : (float)(at >= from);
}

float arc_in_out(float at, float from, float lasts)
{
    return 0.5f - 0.5f * exact_cos(PI_F * arc_linear(at, from, lasts));
}

float arc_out(float at, float from, float lasts)
{
    float left = 1 - arc_linear(at, from, lasts);
    return 1 - left * left * left;
}

float arc_back(const ArcMoment *m, float from, float lasts)
{
    if (m->calm) return arc_in_out(m->at, from, lasts);
    float left = arc_linear(m->at, from, lasts) - 1;
    return 1 + left * left * ((BACK + 1) * left + BACK);
}

float arc_one_by_one(const ArcMoment *m, int i, float from, float each, float lasts)
{
    if (!m->calm) return arc_back(m, from + each * (float)i, lasts);
    int things = m->things > 0 ? m->things : 1;
    float all = each * (float)things, group = (float)(i * GROUPS / things);
    return arc_in_out(m->at, from + group * fmaxf(all / GROUPS, lasts), fmaxf(lasts, GROUP_LASTS));
}

float arc_dice(const ArcMoment *m, int i)
{
    Rng rng = rng_seed(((uint64_t)m->luck << 32) + (uint64_t)(uint32_t)i);
    return rng_between(&rng, 0, 1);
}
