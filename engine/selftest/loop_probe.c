// SPDX-License-Identifier: MIT
// loop_probe.c: how long it takes from a present until the camera's picture of it is in hand.
#include "selftest/loop_probe.h"

static void next_flip(LoopProbe *t, int64_t now_us)
{
    int64_t due_us = t->flipped_us + LOOP_HOLD_US;
    t->waiting = t->shown = false;
    t->next_us = (now_us > due_us ? now_us : due_us) + rng_below(&t->rng, LOOP_JITTER_US);
    if (t->seen + t->missed >= t->wanted) t->stage = LOOP_DONE;
}

// Black and white have been looked at for long enough.
static void next_stage(LoopProbe *t, int64_t now_us)
{
    t->stage_us = 0;
    if (t->stage == LOOP_BLACK) {
        t->stage = LOOP_WHITE;
        t->white = true;
    } else if (t->bright - t->dark < LOOP_CONTRAST) {
        t->stage = LOOP_BLIND;
    } else {
        t->stage = LOOP_FLIP;
        t->flipped_us = now_us;
        next_flip(t, now_us);
    }
}

bool loop_probe_white(LoopProbe *t, int64_t now_us)
{
    if (t->stage < LOOP_FLIP && t->stage_us && now_us - t->stage_us > LOOP_SETTLE_US)
        next_stage(t, now_us);
    if (t->stage != LOOP_FLIP) return t->white;
    if (t->waiting && t->shown && now_us - t->flipped_us > LOOP_PATIENCE_US) {
        t->missed++;
        next_flip(t, now_us);
    }
    // After a missed flip the camera must have caught up, or the old colour passes for the new one.
    bool caught_up = t->seen_white == t->white;
    if (!t->waiting && !caught_up && now_us - t->flipped_us > LOOP_BLIND_US) t->stage = LOOP_BLIND;
    if (!t->waiting && caught_up && t->stage == LOOP_FLIP && now_us >= t->next_us) {
        t->white = !t->white;
        t->waiting = true;
    }
    return t->white;
}

void loop_probe_presented(LoopProbe *t, int64_t presented_us)
{
    if (t->stage < LOOP_FLIP && t->stage_us == 0) t->stage_us = presented_us;
    if (!t->waiting || t->shown) return;
    t->shown = true;
    t->flipped_us = presented_us;
}

void loop_probe_picture(LoopProbe *t, float luma, int64_t arrived_us)
{
    // The last picture of each colour counts: the camera has settled by then.
    if (t->stage == LOOP_BLACK) t->dark = luma;
    if (t->stage == LOOP_WHITE) t->bright = luma;
    t->seen_white = luma > (t->dark + t->bright) / 2;
    if (t->stage != LOOP_FLIP || !t->shown || arrived_us <= t->flipped_us) return;
    if (t->seen_white != t->white) return;
    histogram_add(&t->times, arrived_us - t->flipped_us);
    t->seen++;
    next_flip(t, arrived_us);
}

bool loop_probe_over(const LoopProbe *t)
{
    return t->stage == LOOP_DONE || t->stage == LOOP_BLIND;
}
