// SPDX-License-Identifier: MIT
// tries.c: the life of a try, as the games tell it.
#include "tiptoe/game.h"

void game_tries_start(GameTries *tries, const GameInput *first)
{
    tries->rng = tries->dice = rng_seed(first->setup->seed);
}

void game_dice(const GameInput *in, GameTries *tries)
{
    if (in->again)
        tries->rng = tries->dice;
    else
        tries->dice = tries->rng;
}

void game_offer(const GameInput *in, GameOutput *out, GameTries *tries, GameTry *offered, int side,
                Vec2 at, float seconds)
{
    REQUIRE(!offered->open && seconds > 0);
    offered->id = ++tries->ids;
    offered->open = 1;
    offered->rested = 0;
    offered->offer_step = in->step;
    offered->stay_steps = game_steps(seconds);
    game_event(out, EVENT_OFFER, offered->id, side, at, seconds);
    if (!offered->silent) game_cue(out, CUE_APPEAR, at, 0);
}

void game_hit(GameOutput *out, GameTries *tries, GameTry *reached, int side, Vec2 at, float value)
{
    REQUIRE(reached->open);
    reached->open = 0;
    game_event(out, EVENT_HIT, reached->id, side, at, value);
    if (!reached->silent) game_cue(out, CUE_SUCCESS, at, game_scale(tries->streak));
    tries->streak++;
    tries->hits++;
}

void game_miss(GameOutput *out, GameTries *tries, GameTry *missed, Vec2 at)
{
    REQUIRE(missed->open);
    missed->open = 0;
    game_event(out, EVENT_MISS, missed->id, -1, at, 0);
    if (!missed->silent) game_cue(out, CUE_AWAY, at, 0);
    tries->streak = 0;
    tries->misses++;
}

void game_end(GameOutput *out, GameTries *tries, GameTry *ended, bool hit, int side, Vec2 at,
              float value)
{
    if (hit)
        game_hit(out, tries, ended, side, at, value);
    else
        game_miss(out, tries, ended, at);
}

bool game_withdrawn(const GameInput *in, GameTry *open)
{
    bool withdrawn = in->withdraw && open->open;
    if (withdrawn) open->open = 0;
    return withdrawn;
}

void game_rested(GameOutput *out, GameTry *open, int side, Vec2 at)
{
    if (open->rested) return;
    open->rested = 1;
    game_event(out, EVENT_RESTING_HAND, open->id, side, at, 0);
}

void game_watch_resting(const GameInput *in, GameOutput *out, GameTry *open, Vec2 at, float radius)
{
    unsigned resting = open->rested ? 0 : game_touch_resting(in, at, radius);
    if (resting) game_rested(out, open, game_only_side(resting, SIDE_LEFT), at);
}

void game_praise(GameOutput *out, Vec2 at, const char *line)
{
    game_cue(out, CUE_PRAISE, at, 0);
    if (line) out->say = line;
}

bool game_try_over(const GameInput *in, const GameTry *open)
{
    return in->step - open->offer_step >= open->stay_steps;
}

float game_try_seconds(const GameInput *in, const GameTry *open)
{
    return game_seconds(in->step - open->offer_step);
}
