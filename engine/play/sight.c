// SPDX-License-Identifier: MIT
// sight.c: whether the child is seen, and whether poses come. A child who left is one thing, a
// machine that makes no poses another: nothing is held against the child for the second.
#include "play/play_parts.h"

#define UNSEEN_US     400000   // without a trusted sight of the child: play freezes
#define GONE_US       3000000  // poses without the child for so long: who comes is measured anew
#define SILENT_US     2000000  // no pose for so long: the machine is too slow
#define STUTTER_STEPS (2 * GAME_STEPS_PER_SECOND)  // frozen for longer, a game is counted in
#define RATE_STEPS    (3 * GAME_STEPS_PER_SECOND)
#define RATE_SETTLE   GAME_STEPS_PER_SECOND  // the first poses come while all is being opened

// Poses of the last seconds against what a game needs.
static void watch_rate(PlayState *s)
{
    PlayQuality *q = &s->quality;
    if (s->phase == PHASE_DONE) return;
    if (s->rate_step == 0 && q->poses > 0) {
        s->rate_step = s->step + RATE_SETTLE;
        s->rate_poses = q->poses;
    }
    if (s->step == s->rate_step) s->rate_poses = q->poses;
    if (s->rate_step && s->step >= s->rate_step + RATE_STEPS) {
        uint32_t came = q->poses - s->rate_poses;
        s->too_slow = came * GAME_STEPS_PER_SECOND < PLAY_POSES_LEAST * RATE_STEPS;
        s->rate_step = s->step;
        s->rate_poses = q->poses;
    }
    if (q->poses > 0 && play_step_us(s) - s->taken_us > SILENT_US) s->too_slow = 1;
    q->steps_waited += s->phase < PHASE_PLAY;
    q->steps_slow += s->too_slow != 0;
}

void sight_freeze(PlayState *s, Frozen by)
{
    s->phase = PHASE_LOST;
    s->frozen_by = (int32_t)by;
    s->frozen_step = s->step;
}

static void freeze(PlayState *s, bool stalled, PlayOutput *out)
{
    sight_freeze(s, stalled ? FROZEN_STALLED : FROZEN_AWAY);
    s->quality.stalls += stalled;
    s->quality.losses += !stalled;
    play_note(out, stalled ? EVENT_STALL : EVENT_LOST, 0);
}

void sight_go_on(PlayState *s)
{
    s->phase = PHASE_PLAY;
    s->wide_before = s->wide;
    s->before = s->body;  // no path across the gap
}

void sight_count_in(PlayState *s)
{
    if (!s->is_game) {
        sight_go_on(s);
        return;
    }
    s->phase = PHASE_COUNT_IN;
    s->count_step = 0;
}

// A beat waits for the child as play does.
static void count(PlayState *s, PlayOutput *out)
{
    if (s->paused || !s->body.seen) return;
    if (s->count_step == PLAY_BEATS * PLAY_BEAT_STEPS) {
        sight_go_on(s);
        return;
    }
    if (s->count_step++ % PLAY_BEAT_STEPS == 0) play_cue(out, CUE_BEAT);
}

// A machine that stutters goes on at once: the child stood there all the time.
static void come_back(PlayState *s, PlayOutput *out)
{
    uint32_t frozen = s->step - s->frozen_step;
    play_note(out, EVENT_SEEN, 0);
    if (s->frozen_by == FROZEN_STALLED && frozen < STUTTER_STEPS)
        sight_go_on(s);
    else
        sight_count_in(s);
}

// Who is out of the picture for long may come back as somebody else, at another place.
void sight_measure_anew(PlayState *s)
{
    s->phase = PHASE_WAIT;
    s->calibrator = (Calibrator){ 0 };
    s->reach = (ArmReach){ 0 };
    s->size.done = false;
    gain_start(&s->gain, s->gain.asked);
}

void sight_step(Play *play, PlayOutput *out)
{
    PlayState *s = &play->s;
    int64_t absent_us = s->taken_us - s->seen_us;  // as the poses tell; 0: in the newest one
    int64_t silent_us = play_step_us(s) - s->taken_us;
    bool unseen = play_step_us(s) - s->seen_us > UNSEEN_US;
    switch (s->phase) {
    case PHASE_WAIT:
        if (!s->body.seen) break;
        s->phase = PHASE_CALIBRATE;
        play_note(out, EVENT_SEEN, 0);
        break;
    case PHASE_CALIBRATE:
    case PHASE_REACH:
    case PHASE_TELL:
        if (absent_us > GONE_US) sight_measure_anew(s);
        break;
    case PHASE_PLAY:
        if (unseen) freeze(s, absent_us == 0, out);
        break;
    case PHASE_LOST:
        if (s->frozen_by != FROZEN_AWAY && unseen && absent_us > 0) freeze(s, false, out);
        if (!s->body.seen || unseen || guard_holds(play)) break;
        come_back(s, out);
        break;
    case PHASE_COUNT_IN:
        if (unseen && (absent_us > 0 || silent_us > SILENT_US)) freeze(s, absent_us == 0, out);
        break;
    case PHASE_DONE: break;
    }
    if (unseen) s->body.seen = false;
    if (s->phase == PHASE_COUNT_IN) count(s, out);
    watch_rate(s);
}
