// SPDX-License-Identifier: MIT
// behaviour.c: the canonical form 1 of what a play did.
//
// The form names every value itself, by its stored name where it has one, so that neither the order
// of an enum nor the layout of a struct can change a digest. It must stay computable: what later
// versions add to events, trials or scores is not part of form 1.
#include "play/behaviour.h"

#include "base/bytes.h"
#include "play/play.h"

#include <string.h>

static void add_whole(uint64_t *digest, int64_t value)
{
    unsigned char bytes[8];
    Bytes to = bytes_over(bytes, sizeof bytes);
    bytes_put(&to, (uint64_t)value, sizeof bytes);
    *digest = bytes_hash(*digest, bytes, sizeof bytes);
}

// As a 32-bit float: one NaN, no negative zero, and no trace of a double's last bits, which a
// library's sine may choose differently.
static void add_real(uint64_t *digest, double value)
{
    unsigned char bytes[4];
    Bytes to = bytes_over(bytes, sizeof bytes);
    float rounded = (float)value + 0.0f;
    if (rounded != rounded)
        bytes_put(&to, 0x7fc00000u, sizeof bytes);
    else
        bytes_put_float(&to, rounded);
    *digest = bytes_hash(*digest, bytes, sizeof bytes);
}

static void add_point(uint64_t *digest, Vec2 point)
{
    add_real(digest, point.x);
    add_real(digest, point.y);
}

static void add_text(uint64_t *digest, const char *text)
{
    size_t length = text ? strlen(text) : 0;
    add_whole(digest, (int64_t)length);
    *digest = bytes_hash(*digest, text ? text : "", length);
}

static void add_event(uint64_t *digest, uint32_t step, const GameEvent *event)
{
    GameEvent flat = event_to_form1(event);
    add_text(digest, event_name(flat.event));
    add_whole(digest, step);
    add_whole(digest, flat.target);
    add_whole(digest, flat.side);
    add_point(digest, flat.at);
    add_real(digest, flat.value);
}

static void add_trial(uint64_t *digest, uint32_t step, const Trial *trial)
{
    add_text(digest, "trial");
    add_whole(digest, step);
    add_whole(digest, trial->target);
    add_whole(digest, trial->side);
    add_whole(digest, trial->offer_step);
    add_whole(digest, trial->end_step);
    add_whole(digest, trial->hit);
    add_point(digest, trial->at);
    add_real(digest, trial->radius_al);
    add_real(digest, trial->distance_al);
    for (int i = 0; i < REACH_FIELD_COUNT; i++) {
        ReachReason reason = trial->reach.reason[i];
        add_real(digest, reach_field(&trial->reach, (ReachField)i));
        add_text(digest, reason == REACH_NONE ? "" : reach_reason_name(reason));
    }
    add_real(digest, trial->reach.onset_s);
    add_real(digest, trial->reach.quality);
}

static void add_counts(uint64_t *digest, const PlayScore *score)
{
    add_whole(digest, score->offered);
    add_whole(digest, score->hits);
    add_whole(digest, score->misses);
    add_whole(digest, score->resting_touches);
    add_whole(digest, score->streak);
}

static void add_score(uint64_t *digest, const PlayScore *score)
{
    add_text(digest, "score");
    add_counts(digest, score);
    add_whole(digest, score->best_streak);
    for (int side = 0; side < SIDE_COUNT; side++) {
        add_whole(digest, score->hits_by_side[side]);
        add_whole(digest, score->hand_steps[side]);
        add_whole(digest, score->foot_steps[side]);
    }
    for (int limb = 0; limb < LIMB_COUNT; limb++) add_whole(digest, score->reps[limb]);
}

static void add_target(uint64_t *digest, const GameTarget *target)
{
    add_text(digest, target_kind_name(target->kind));
    add_whole(digest, target->id);
    add_point(digest, target->at);
    add_real(digest, target->radius);
    add_real(digest, target->value);
    add_whole(digest, target->sides);
    add_whole(digest, target->both);
    add_whole(digest, target->due_step);
}

Behaviour behaviour_start(void)
{
    Behaviour start = { BYTES_HASH_START, BYTES_HASH_START };
    add_text(&start.stored, "tiptoe stored");
    add_whole(&start.stored, BEHAVIOUR_FORM);
    add_text(&start.shown, "tiptoe shown");
    add_whole(&start.shown, BEHAVIOUR_FORM);
    return start;
}

void behaviour_step(Behaviour *behaviour, uint32_t step, const PlayOutput *out,
                    const PlayScore *score)
{
    for (int i = 0; i < out->event_count; i++) add_event(&behaviour->stored, step, &out->event[i]);
    for (int i = 0; i < out->trial_count; i++) add_trial(&behaviour->stored, step, &out->trial[i]);

    uint64_t *shown = &behaviour->shown;
    add_whole(shown, step);
    for (int i = 0; i < out->cue_count; i++) {
        add_text(shown, cue_name(out->cue[i].cue));
        add_real(shown, out->cue[i].pan);
        add_whole(shown, out->cue[i].pitch);
    }
    for (int i = 0; i < out->target_count; i++) add_target(shown, &out->target[i]);
    add_text(shown, out->say);
    add_whole(shown, out->mute);
    add_counts(shown, score);
}

uint64_t behaviour_mark(Behaviour behaviour)
{
    uint64_t mark = behaviour.stored;
    add_whole(&mark, (int64_t)behaviour.shown);
    return mark;
}

void behaviour_end(Behaviour *behaviour, const PlayScore *score)
{
    add_score(&behaviour->stored, score);
}
