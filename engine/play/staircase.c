// SPDX-License-Identifier: MIT
// staircase.c: the just-right challenge.
#include "play/staircase.h"

#define STEP       0.05f  // levels for one success
#define START      -0.5f
#define SURE_AFTER 2  // misses in a row
#define BEYOND     2  // last differences from an end row to where its outer neighbour would lie

float staircase_success(bool first_session, unsigned age_months)
{
    bool young = age_months > 0 && age_months < STAIRCASE_YOUNG_MONTHS;
    return first_session || young ? STAIRCASE_SUCCESS_EASY : STAIRCASE_SUCCESS_USUAL;
}

void staircase_start(Staircase *s, float success)
{
    if (!(success >= STAIRCASE_SUCCESS_LOW)) success = STAIRCASE_SUCCESS_LOW;
    *s = (Staircase){ .success = fminf(success, STAIRCASE_SUCCESS_HIGH),
                      .position = START,
                      .last_knob = -1 };
}

bool staircase_answer(Staircase *s, bool hit)
{
    s->misses = hit ? 0 : s->misses + 1;
    s->sure = s->misses >= SURE_AFTER;
    if (s->locked) return false;
    float before = s->position;
    float move = hit ? STEP : -STEP * s->success / (1 - s->success);
    s->position = clampf(s->position + move, -1, 1);
    return s->position != before;
}

void staircase_helped(Staircase *s)
{
    s->misses = s->sure = 0;
}

// The row of `level`; beyond the ends the last difference goes on. There the way is longer, since
// no further level can be chosen by a child for whom the last one is still too easy (or too hard).
static float row(const Game *game, int level, int knob)
{
    if (level >= 1 && level <= GAME_LEVELS) return game->level[level - 1][knob];
    int end = level < 1 ? 0 : GAME_LEVELS - 1, inner = level < 1 ? 1 : GAME_LEVELS - 2;
    float last = game->level[end][knob];
    return last + BEYOND * (last - game->level[inner][knob]);
}

void staircase_knobs(const Staircase *s, const Game *game, int level, unsigned fixed,
                     float knob[GAME_KNOBS_MAX])
{
    // A whole level is walked knob after knob: the first turns all its way before the second
    // begins.
    float way = fabsf(s->position) * (float)game->ladder_count;
    int to = s->position > 0 ? level + 1 : level - 1;
    for (int i = 0; i < game->ladder_count; i++) {
        int k = game->ladder[i];
        float share = clampf(way - (float)i, 0, 1);
        if (fixed & 1u << k) continue;
        float value = mixf(row(game, level, k), row(game, to, k), share);
        knob[k] = clampf(value, game->knobs[k].low, game->knobs[k].high);
    }
}
