// SPDX-License-Identifier: MIT
// challenge.c: how hard the game is now: the therapist's level, the just-right challenge, and the
// easing of a game that does not succeed. Every turn of a knob is told with its cause.
#include "play/play_parts.h"

#include <string.h>

static float clamp_knob(const Knob *knob, float value)
{
    return value == value ? clampf(value, knob->low, knob->high) : knob->usual;
}

static void turn_knobs(Play *play)
{
    PlayState *s = &play->s;
    for (int k = 0; k < play->game->knob_count; k++) s->knob[k] = s->setup.knob[k];
    if (s->setup.success > 0)
        staircase_knobs(&s->staircase, play->game, s->setup.level, play->knobs_set, s->knob);
}

static float knob_of_level(const Play *play, int level, int k)
{
    bool own = play->knobs_set & 1u << k;
    float value = own ? play->asked[k] : play->game->level[level - 1][k];
    return clamp_knob(&play->game->knobs[k], value);
}

unsigned play_missing(const Play *play, int level)
{
    REQUIRE(level >= 1 && level <= GAME_LEVELS);
    float knob[GAME_KNOBS_MAX] = { 0 };
    for (int k = 0; k < play->game->knob_count; k++) knob[k] = knob_of_level(play, level, k);
    unsigned asked = game_care(play->game, &play->s.setup.profile, knob);
    return care_missing(asked, play->spotter, play->jumps);
}

void challenge_level_is(Play *play, int level)
{
    const Game *game = play->game;
    level = level < 1 ? 1 : level > GAME_LEVELS ? GAME_LEVELS : level;
    while (level > 1 && play_missing(play, level)) level--;
    play->s.setup.level = level;
    for (int k = 0; k < game->knob_count; k++)
        play->s.setup.knob[k] = knob_of_level(play, level, k);
    turn_knobs(play);
}

// The difficulty ledger: every knob that turned, with its cause.
static void note_knobs(const Play *play, const float was[GAME_KNOBS_MAX], DifficultyCause cause,
                       PlayOutput *out)
{
    const PlayState *s = &play->s;
    for (int k = 0; k < play->game->knob_count; k++) {
        if (s->knob[k] == was[k]) continue;
        GameEvent *told = play_note(out, EVENT_DIFFICULTY, s->knob[k]);
        told->knob = k;
        told->cause = (int32_t)cause;
        told->position = s->staircase.position;
    }
}

void challenge_level(Play *play, float value, PlayOutput *out)
{
    float was[GAME_KNOBS_MAX];
    if (value != value) return;  // a recording may hold any number
    int level = (int)clampf(value, 1, GAME_LEVELS);
    memcpy(was, play->s.knob, sizeof was);
    play->s.staircase.position = 0;
    play->s.ease = (Ease){ 0 };
    challenge_level_is(play, level);
    play_note(out, EVENT_LEVEL, 0)->level = play->s.setup.level;
    note_knobs(play, was, DIFFICULTY_THERAPIST, out);
}

// The just-right challenge: each answer moves the staircase, and the staircase the knobs.
static void adapt(Play *play, const GameOutput *game, PlayOutput *out)
{
    float was[GAME_KNOBS_MAX];
    memcpy(was, play->s.knob, sizeof was);
    DifficultyCause cause = DIFFICULTY_SUCCESS;
    for (int i = 0; i < game->event_count; i++) {
        Event event = game->event[i].event;
        if (event != EVENT_HIT && event != EVENT_MISS) continue;
        // What was reached with help never makes the next one harder.
        if (event == EVENT_HIT && try_watch_helped(&play->s.tries, game->event[i].target))
            staircase_helped(&play->s.staircase);
        else
            staircase_answer(&play->s.staircase, event == EVENT_HIT);
        cause = event == EVENT_HIT ? DIFFICULTY_SUCCESS : DIFFICULTY_MISS;
    }
    turn_knobs(play);
    note_knobs(play, was, cause, out);
}

// A level down; the staircase stays where the failed tries have brought it. A level that the
// therapist holds stays too.
static void ease_level(Play *play, PlayOutput *out)
{
    PlayState *s = &play->s;
    float was[GAME_KNOBS_MAX];
    if (s->setup.level <= 1 || s->staircase.locked || !(s->setup.success > 0)) return;
    memcpy(was, s->knob, sizeof was);
    challenge_level_is(play, s->setup.level - 1);
    play_note(out, EVENT_LEVEL, 0)->level = s->setup.level;
    note_knobs(play, was, DIFFICULTY_EASE, out);
}

// Where no try succeeds, the game eases by itself, and at last its time is over.
static void ease(Play *play, const GameOutput *game, PlayOutput *out)
{
    PlayState *s = &play->s;
    int hits = 0, misses = 0;
    for (int i = 0; i < game->event_count; i++) {
        hits += game->event[i].event == EVENT_HIT;
        misses += game->event[i].event == EVENT_MISS;
    }
    EaseKind kind = play_steps_left(s) > 1 ? ease_step(&s->ease, hits, misses) : EASE_COUNT;
    if (kind == EASE_COUNT) return;
    play_note(out, EVENT_EASE, 0)->easing = (int32_t)kind;
    if (kind == EASE_LEVEL) ease_level(play, out);
    if (kind == EASE_END)
        s->end_step = s->game_step + 1;
    else
        try_watch_key(&s->tries, GAME_ASSIST);
}

void challenge_step(Play *play, const GameOutput *game, PlayOutput *out)
{
    adapt(play, game, out);
    if (play->s.is_game) ease(play, game, out);
}
