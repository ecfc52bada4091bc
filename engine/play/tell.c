// SPDX-License-Identifier: MIT
// tell.c: what the child is told. Before play each phase has its words and waits for their end,
// or for the therapist's key; in play the game's own lines go by their importance.
#include "play/play_parts.h"

#include <string.h>

// Of a game's opening, the first time.
static uint32_t opening_steps(const PlayState *s)
{
    bool calm = sensory_preset_of(&s->setup.profile.sensory) == SENSORY_CALM;
    return (uint32_t)(ARC_OPENING_S * GAME_STEPS_PER_SECOND * (calm ? ARC_CALM_FACTOR : 1));
}

bool tell_waits(const Play *play)
{
    const Tell *t = &play->tell;
    const PlayState *s = &play->s;
    if (!play->tells || t->skipped) return false;
    bool opens = play->tells >= TELLS_NEW_ONE && s->is_game && s->phase == PHASE_TELL;
    if (opens && s->tell_step < opening_steps(s)) return true;
    return t->phase != (int)play->s.phase || !voice_is_quiet(&t->voice);
}

bool tell_holds_game(const Play *play)
{
    bool assessment = play->game->role == ROLE_ASSESSMENT;
    return play->tells && assessment && play->tell.voice.waiting[VOICE_RULE].line;
}

void tell_skip(Play *play)
{
    play->tell.skipped = true;
}

void tell_stop(Play *play)
{
    play->tell.voice = (Voice){ .rate = play->tell.voice.rate };
    if (play->s.phase < PHASE_PLAY) play->tell.phase = TELL_NOTHING;  // said anew
}

void tell_sign(Play *play)
{
    tell_stop(play);
    voice_add(&play->tell.voice, VOICE_SAFETY, "we_stop");
}

void tell_ask(Play *play)
{
    tell_stop(play);
    voice_add(&play->tell.voice, VOICE_SAFETY, "all_right");
}

static bool is_praise(const Game *game, const char *line)
{
    for (int i = 0; i < GAME_PRAISE_MAX; i++)
        if (game->praise[i] && !strcmp(game->praise[i], line)) return true;
    return false;
}

void tell_game(Play *play, const char *line)
{
    VoiceRank rank = VOICE_HINT;
    if (is_praise(play->game, line)) {
        rank = VOICE_PRAISE;
        line = spoken_form(line, play->tell.praises++);
    }
    if (play->game->role == ROLE_ASSESSMENT) rank = VOICE_RULE;  // it is measured by them
    voice_add(&play->tell.voice, rank, line);
}

// Why a play stands still.
static const char *lost_words(const Play *play)
{
    static const char *const words[] = { [FROZEN_AWAY] = "where_are_you",
                                         [FROZEN_OUTSIDE] = "way_back",
                                         [FROZEN_SOMEBODY] = "one_player" };
    return words[play->s.frozen_by];
}

// The words of a phase that has begun.
static void tell_phase(Play *play)
{
    Tell *t = &play->tell;
    const PlayState *s = &play->s;
    bool seated = profile_is_seated(&s->setup.profile), told_before = t->phase > PHASE_WAIT;
    // Where nobody can be told what to do before play, the rule is said while it goes on.
    bool rule_late = !play->tells && t->phase < PHASE_PLAY && play->game->role == ROLE_PLAY;
    const char *line = NULL;
    VoiceRank rank = VOICE_PHASE;
    switch (s->phase) {
    case PHASE_WAIT: line = seated ? "sit_here" : "stand_here"; break;
    case PHASE_CALIBRATE:
        line = play->known.done ? NULL : seated ? "sit_still" : "hold_still";
        break;
    case PHASE_REACH: line = "arms_out"; break;
    case PHASE_TELL: line = play->game->id; break;
    case PHASE_PLAY: line = rule_late ? play->game->id : NULL; break;
    case PHASE_LOST: line = lost_words(play); break;
    case PHASE_COUNT_IN: line = t->phase == PHASE_LOST ? "found_you" : NULL; break;
    case PHASE_DONE: break;
    }
    if (s->phase == PHASE_TELL || s->phase == PHASE_PLAY) rank = VOICE_RULE;
    if (s->phase == PHASE_WAIT && told_before) line = "where_are_you";
    if (s->phase == PHASE_LOST || (s->phase == PHASE_WAIT && told_before)) rank = VOICE_SAFETY;
    voice_drop(&t->voice, VOICE_PHASE);
    voice_drop(&t->voice, VOICE_SAFETY);
    if (line && (play->tells || s->phase >= PHASE_PLAY)) voice_add(&t->voice, rank, line);
    t->phase = (int)s->phase;
    t->skipped = false;
}

// No step comes after this one: who plays the sound says it after what is being said.
static const char *last_words(const Play *play)
{
    const char *own = play->tell.voice.waiting[VOICE_RULE].line;
    return play->game->role == ROLE_ASSESSMENT && own ? own : "well_done";
}

// The end does not come as a surprise. Said where it does not come upon other words.
static void tell_ending(Play *play)
{
    const PlayState *s = &play->s;
    Tell *t = &play->tell;
    uint32_t left = play_steps_left(s), from = PLAY_LAST_ONE_S * GAME_STEPS_PER_SECOND;
    bool due = s->is_game && s->phase == PHASE_PLAY && left <= from && left > from / 3;
    bool is_short = s->setup.seconds < 2 * PLAY_LAST_ONE_S;
    if (!due || is_short || t->ending || !voice_is_quiet(&t->voice)) return;
    t->ending = true;
    voice_add(&t->voice, VOICE_HINT, "last_one");
}

void tell_step(Play *play, PlayOutput *out)
{
    Tell *t = &play->tell;
    bool speaks = play_is_paused_by_child(play) || play_asks(play) != ALARM_COUNT;
    if (speaks && play->s.phase != PHASE_DONE) {
        out->say = voice_step(&t->voice);  // that the sign was understood; or it is asked
        return;
    }
    if (play->s.paused && play->s.phase != PHASE_DONE) return;  // what is being said is held
    if (t->phase == PHASE_DONE) return;
    if (play->s.phase == PHASE_DONE) {
        out->say = last_words(play);
        t->phase = PHASE_DONE;
        return;
    }
    if (t->phase != (int)play->s.phase) tell_phase(play);
    if (play->s.phase == PHASE_TELL) play->s.tell_step++;
    tell_ending(play);
    out->say = voice_step(&t->voice);
}
