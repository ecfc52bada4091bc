// SPDX-License-Identifier: MIT
// validity_design.c: which conditions the n-th run has.
#include "validity_checkup.h"

#include <math.h>

// A permutation of `count` levels for each block of as many runs.
static int level(int factor, int number, int count)
{
    int order[16];
    REQUIRE(count > 0 && count <= 16);
    Rng rng = rng_seed((uint64_t)factor * 1000003u + (uint64_t)(number / count));
    for (int i = 0; i < count; i++) order[i] = i;
    for (int i = count - 1; i > 0; i--) {
        int other = (int)(rng_next(&rng) % (uint32_t)(i + 1)), kept = order[i];
        order[i] = order[other];
        order[other] = kept;
    }
    return order[number % count];
}

enum {
    AGE,
    BUILD,
    OUTFIT,
    AID,
    TURN,
    ROOM,
    DISTANCE,
    TILT,
    LENS,
    SHUTTER,
    ASIDE,
    SIZE,
    JPEG,
    ARMS,
    SEX
};

CheckupRun checkup_design(int number, Model model)
{
    static const float turns[] = { 0, 10, -20, 30, -10, 20, -30 }, asides[] = { 0, 0.14f, -0.14f };
    static const float arms[] = { 0, 15, 30 };
    static const int quality[] = { 0, 75, 45 };
    int half = number & 1, own = number / 2;
    CheckupRun run = { .number = number, .model = model, .seed = 1000 + (uint64_t)number };
    Rng rng = rng_seed(run.seed * 7919);
    Rng bent = rng_seed(run.seed * 104729);  // its own, so that the rest stays as it was
    DemoRig *rig = &run.rig;
    rig->age_years = 4 + (float)level(AGE, number, 13) * 12.0f / 13 + rng_between(&rng, 0, 0.9f);
    rig->girl = level(SEX, number, 2);
    rig->stature = clampf(rng_normal(&rng), -1.88f, 1.88f);  // 3rd to 97th centile
    rig->build = (RigBuild)level(BUILD, number, RIG_BUILD_COUNT);
    rig->aid = (RigAid)level(AID, number, RIG_AID_COUNT);
    // Even runs have three rooms and outfits, odd ones the others.
    rig->room = (RigRoom)(half ? 1 + 2 * level(ROOM, own, 2) : 2 * level(ROOM, own, 3));
    rig->outfit = half + 2 * level(OUTFIT, own, RIG_OUTFITS / 2);
    rig->turn_deg = turns[level(TURN, number, 7)];
    rig->distance = (RigDistance)level(DISTANCE, number, RIG_DISTANCE_COUNT);
    rig->tilt = (RigTilt)level(TILT, number, RIG_TILT_COUNT);
    rig->lens = (RigLens)level(LENS, number, RIG_LENS_COUNT);
    rig->shutter = (RigShutter)level(SHUTTER, number, RIG_SHUTTER_COUNT);
    rig->aside = asides[level(ASIDE, number, 3)];
    rig->forward_deg = arms[level(ARMS, number, 3)];
    // Between children sway varies by 35 % [ours, from the spread of standing tests].
    rig->sway = clampf((float)exp(0.35 * (double)rng_normal(&rng)), 0.4f, 2.5f);
    // A reach's way over the straight one: 1.33 to 1.75 where children of 5-9 years raise a hand
    // (Kinder-Gator), and straighter up to 12 (Kuhtz-Buschbeck 1998); of a reach to a mark none was
    // found, so all from nearly straight to that is swept [ours].
    rig->bow = rig_bow(rng_between(&bent, 1.02f, 1.75f));
    bool large = level(SIZE, number, 2);
    run.width = large ? 1280 : 640;
    run.height = large ? 720 : 480;
    run.jpeg = quality[level(JPEG, number, 3)];
    // Reaction to sound 465 ms at 5 and 190 ms at 15 years, straight on logarithmic axes (1984);
    // to a picture 40 ms more [ours].
    run.reaction_ms = 40 + 465 * exact_pow(rig->age_years / 5, -0.815f);
    run.skill =
        clampf(0.35f + 0.04f * (rig->age_years - 4) + rng_between(&rng, -0.1f, 0.1f), 0.2f, 0.95f);
    return run;
}
