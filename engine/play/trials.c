// SPDX-License-Identifier: MIT
// trials.c: from targets and raw hands to one row of reach measures per target and hand.
#include "play/trials.h"

#include <string.h>

#define BEFORE_S     0.3  // before the offer: keeps the filter's edge out of the reaction
#define SETTLE_STEPS 24u  // after the end: smoothness needs the end of the movement

void trials_pose(Trials *trials, const Body *raw, double captured_s)
{
    TrialSample *sample = &trials->sample[trials->written++ % PLAY_HISTORY];
    float trunk_trust =
        fminf(raw->trust[LANDMARK_SHOULDER_LEFT], raw->trust[LANDMARK_SHOULDER_RIGHT]);
    sample->at_s = captured_s;
    sample->trunk = raw->shoulders;
    sample->valid = 0;
    for (int side = 0; side < SIDE_COUNT; side++) {
        sample->hand[side] = raw->hand[side];
        bool valid = raw->seen && fminf(trunk_trust, raw->hand_trust[side]) >= BODY_TRUST_MIN;
        if (valid) sample->valid |= 1u << side;
    }
    for (int i = 0; i < TRIALS_OPEN_MAX; i++) {
        OpenTrial *open = &trials->open[i];
        if (!open->target || open->ended) continue;
        for (int side = 0; side < SIDE_COUNT; side++)
            if (open->entry_s[side] == 0 && (sample->valid & 1u << side) &&
                captured_s >= open->offer_s &&
                vec2_distance(sample->hand[side], open->real[side]) <= open->real_radius[side])
                open->entry_s[side] = captured_s;
    }
}

static OpenTrial *find(Trials *trials, int target)
{
    for (int i = 0; i < TRIALS_OPEN_MAX; i++)
        if (trials->open[i].target == target) return &trials->open[i];
    return NULL;
}

static void follow(Trials *trials, const GameInput *in, double now_s, const TryWatch *tries,
                   const Gain *gain, const GameTarget *target)
{
    OpenTrial *open = find(trials, target->id);
    if (!open) {
        open = find(trials, 0);
        if (!open) return;  // more targets at once than any game may have
        memset(open, 0, sizeof *open);
        open->target = target->id;
        open->offer_step = in->step;
        open->offer_s = now_s;
        open->both = target->both;
        open->helped = try_watch_helped(tries, target->id);
        for (int side = 0; side < SIDE_COUNT; side++)
            open->distance[side] =
                vec2_distance(in->body->hand[side], gain_real(gain, side, target->at));
    }
    for (int side = 0; side < SIDE_COUNT; side++) {
        open->real[side] = gain_real(gain, side, target->at);
        open->real_radius[side] = target->radius / gain_factor(gain, side);
    }
    open->at = target->at;
    open->radius = target->radius;
}

// Copies the samples from a little before the offer until now into `window`.
static size_t window_of(const Trials *trials, const OpenTrial *open, int side, float arm,
                        ReachSample *window)
{
    uint32_t held = trials->written < PLAY_HISTORY ? trials->written : PLAY_HISTORY;
    size_t count = 0;
    for (uint32_t i = trials->written - held; i != trials->written; i++) {
        const TrialSample *s = &trials->sample[i % PLAY_HISTORY];
        if (s->at_s < open->offer_s - BEFORE_S || count == REACH_SAMPLES_MAX) continue;
        window[count++] = (ReachSample){
            .time_s = s->at_s,
            .hand_x = s->hand[side].x / arm,
            .hand_y = s->hand[side].y / arm,
            .trunk_x = s->trunk.x / arm,
            .trunk_y = s->trunk.y / arm,
            .valid = s->valid & 1u << side,
        };
    }
    return count;
}

static void close_hand(const Trials *trials, const OpenTrial *open, int side,
                       const Calibration *size, PlayOutput *out)
{
    if (out->trial_count == PLAY_TRIALS_MAX) return;
    ReachSample window[REACH_SAMPLES_MAX];
    float arm = size->arm[side];
    ReachWindow reach = {
        .sample = window,
        .count = window_of(trials, open, side, arm, window),
        .stimulus_s = open->offer_s,
        .entry_s = open->hit && open->entry_s[side] > 0 ? open->entry_s[side] : NAN,
        .noise = size->noise / arm,
    };
    Trial *trial = &out->trial[out->trial_count++];
    *trial = (Trial){ .target = open->target,
                      .side = open->hit ? side : -1,
                      .offer_step = open->offer_step,
                      .end_step = open->end_step,
                      .hit = open->hit,
                      .helped = open->helped,
                      .at = open->at,
                      .radius_al = open->real_radius[side] / arm,
                      .distance_al = open->distance[side] / arm };
    trial->reach = reach_measure(&reach);
}

static void close_trial(Trials *trials, OpenTrial *open, const Calibration *size, PlayOutput *out)
{
    if (open->hit && open->both) {
        close_hand(trials, open, SIDE_LEFT, size, out);
        close_hand(trials, open, SIDE_RIGHT, size, out);
    } else {
        // A miss belongs to no hand; the nearer one shows whether the child set off at all.
        int nearer = open->distance[SIDE_RIGHT] < open->distance[SIDE_LEFT];
        close_hand(trials, open, open->hit && open->side >= 0 ? open->side : nearer, size, out);
    }
    open->target = 0;
}

// Targets that are no longer offered and never ended were only hints (one limb of a pose, say).
static void forget_withdrawn(Trials *trials, const GameOutput *game)
{
    for (int i = 0; i < TRIALS_OPEN_MAX; i++) {
        OpenTrial *open = &trials->open[i];
        bool offered = open->target == 0 || open->ended;
        for (int t = 0; t < game->target_count && !offered; t++)
            offered = game->target[t].id == open->target;
        if (!offered) open->target = 0;
    }
}

void trials_step(Trials *trials, const GameInput *in, double now_s, const GameOutput *game,
                 const TryWatch *tries, const Gain *gain, PlayOutput *out)
{
    for (int i = 0; i < game->target_count; i++)
        if (game->target[i].kind == TARGET_HAND)
            follow(trials, in, now_s, tries, gain, &game->target[i]);
    for (int i = 0; i < game->event_count; i++) {
        const GameEvent *e = &game->event[i];
        if (e->event != EVENT_HIT && e->event != EVENT_MISS) continue;
        OpenTrial *open = e->target ? find(trials, e->target) : NULL;
        if (!open) continue;
        open->ended = 1;
        open->hit = e->event == EVENT_HIT;
        open->side = e->side;
        open->end_step = in->step;
    }
    forget_withdrawn(trials, game);
    for (int i = 0; i < TRIALS_OPEN_MAX; i++) {
        OpenTrial *open = &trials->open[i];
        if (open->target && open->ended && in->step - open->end_step >= SETTLE_STEPS)
            close_trial(trials, open, in->size, out);
    }
}

bool trials_open(const Trials *trials)
{
    for (int i = 0; i < TRIALS_OPEN_MAX; i++)
        if (trials->open[i].target) return true;
    return false;
}

void trials_flush(Trials *trials, const Calibration *size, PlayOutput *out)
{
    for (int i = 0; i < TRIALS_OPEN_MAX; i++)
        if (trials->open[i].target && trials->open[i].ended)
            close_trial(trials, &trials->open[i], size, out);
}
