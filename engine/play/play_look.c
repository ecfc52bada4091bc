// SPDX-License-Identifier: MIT
// play_look.c: what others may see of a play.
#include "play/play_parts.h"

#include "base/bytes.h"

#include <stdio.h>

float play_drift(const Play *play)
{
    return play->s.drift_told ? play->s.drift : 0;
}

bool play_is_paused_by_child(const Play *play)
{
    return play->s.paused && play->s.by_sign;
}

HandRule play_hand_rule(const Play *play)
{
    const PlayState *s = &play->s;
    return s->hand_asked ? (HandRule)(s->hand_asked - 1) : s->setup.profile.hand;
}

float play_count_in(const Play *play)
{
    const PlayState *s = &play->s;
    return s->phase == PHASE_COUNT_IN ? (float)s->count_step / PLAY_BEAT_STEPS : -1;
}

bool play_is_slow(const Play *play)
{
    return play->s.too_slow;
}

bool play_is_away(const Play *play)
{
    const PlayState *s = &play->s;
    return s->phase == PHASE_LOST ? s->frozen_by == FROZEN_AWAY
                                  : !s->body.seen && s->taken_us > s->seen_us;
}

Alarm play_asks(const Play *play)
{
    return play->s.paused && play->s.asks ? (Alarm)(play->s.asks - 1) : ALARM_COUNT;
}

Alarm play_waits_for(const Play *play)
{
    const PlayState *s = &play->s;
    if (s->phase != PHASE_LOST) return ALARM_COUNT;
    return s->frozen_by == FROZEN_OUTSIDE    ? ALARM_OUTSIDE
           : s->frozen_by == FROZEN_SOMEBODY ? ALARM_SOMEBODY
                                             : ALARM_COUNT;
}

const PlayBox *play_box(const Play *play)
{
    return &play->box;
}

Vec2 play_place(const Play *play)
{
    return play->s.safety.place;
}

bool play_was_too_slow(const PlayQuality *q)
{
    return q->steps == 0 && 2 * q->steps_slow > q->steps_waited;
}

const Staircase *play_staircase(const Play *play)
{
    return &play->s.staircase;
}

PlayPhase play_phase(const Play *play)
{
    return play->s.phase;
}
uint32_t play_words_left(const Play *play)
{
    return play->tell.voice.left;
}
uint32_t play_tell_step(const Play *play)
{
    return play->s.tell_step;
}
uint32_t play_game_step(const Play *play)
{
    return play->s.game_step;
}

bool play_between_trials(const Play *play, const PlayOutput *last)
{
    const PlayState *s = &play->s;
    if (play->game->role == ROLE_ASSESSMENT) return false;  // one trial from its first look
    if (s->phase == PHASE_WAIT) return true;
    return s->phase == PHASE_PLAY && !s->paused && last->target_count == 0 &&
           !trials_open(&s->trials);
}

bool play_paused(const Play *play)
{
    return play->s.paused;
}
const Body *play_body(const Play *play)
{
    return gain_is_on(&play->s.gain) ? &play->s.wide : &play->s.body;
}
const Gain *play_gain(const Play *play)
{
    return &play->s.gain;
}
const Calibration *play_calibration(const Play *play)
{
    return &play->s.size;
}
const PlayScore *play_score(const Play *play)
{
    return &play->s.score;
}
const PlayQuality *play_quality(const Play *play)
{
    return &play->s.quality;
}
const GameSetup *play_setup(const Play *play)
{
    return &play->s.setup;
}
const Game *play_game(const Play *play)
{
    return play->game;
}

float play_progress(const Play *play)
{
    const PlayState *s = &play->s;
    if (s->phase == PHASE_WAIT) return 0;
    if (s->phase == PHASE_CALIBRATE) return calibrator_progress(&s->calibrator);
    if (s->phase == PHASE_REACH)
        return s->paused ? 0 : clampf((float)s->reach.spent_us / ARM_REACH_US, 0, 1);
    return clampf((float)s->game_step / (float)s->end_step, 0, 1);
}

uint32_t play_seconds_left(const Play *play)
{
    return (play_steps_left(&play->s) + GAME_STEPS_PER_SECOND - 1) / GAME_STEPS_PER_SECOND;
}

Behaviour play_behaviour(const Play *play)
{
    return play->behaviour;
}

void play_behaviour_text(const Play *play, char text[17])
{
    Behaviour all = play->behaviour;
    if (play->s.phase != PHASE_DONE) behaviour_end(&all, &play->s.score);
    snprintf(text, 17, "%016llx", (unsigned long long)all.stored);
}

uint64_t play_digest(const Play *play)
{
    uint64_t digest = bytes_hash(BYTES_HASH_START, &play->s, sizeof play->s);
    return bytes_hash(digest, play->game_state, play->game->state_size);
}
