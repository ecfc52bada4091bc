// rules.c: what a game may ask and say: touches by the hand rule, the side of the next target,
// outputs.
#include "tiptoe/game.h"

#include <string.h>

void game_event(GameOutput *out, Event event, int target, int side, Vec2 at, float value)
{
    REQUIRE(out->event_count < GAME_EVENTS_MAX);
    out->event[out->event_count++] =
        (GameEvent){ .event = event, .target = target, .side = side, .at = at, .value = value };
}

void game_cue(GameOutput *out, Cue cue, Vec2 where, int pitch)
{
    if (out->cue_count == GAME_CUES_MAX) return;  // one sound more would not be heard
    float pan = clampf(where.x / (STAGE_WIDTH / 2) - 1, -1, 1);
    out->cue[out->cue_count++] = (GameCue){ .cue = cue, .pan = pan, .pitch = pitch };
}

void game_target(GameOutput *out, GameTarget target)
{
    REQUIRE(out->target_count < GAME_TARGETS_MAX);
    out->target[out->target_count++] = target;
}

void game_measure(GameOutput *out, int measure, int side, float value)
{
    game_event(out, EVENT_MEASURE, measure, side, vec2(0, 0), value);
}

// The path of the hand since the step before, so that a fast hand does not jump over a small
// target.
static bool touches(const GameInput *in, int side, Vec2 at, float radius)
{
    const Body *now = in->body, *before = in->body_before;
    if (!now->seen || now->hand_trust[side] < BODY_TRUST_MIN) return false;
    bool path = before->seen && before->hand_trust[side] >= BODY_TRUST_MIN;
    Vec2 from = path ? before->hand[side] : now->hand[side];
    return segment_distance(at, from, now->hand[side]) <= radius;
}

static unsigned touching(const GameInput *in, Vec2 at, float radius, unsigned hands)
{
    unsigned found = 0;
    for (int side = 0; side < SIDE_COUNT; side++)
        if ((hands & 1u << side) && touches(in, side, at, radius)) found |= 1u << side;
    return found;
}

unsigned game_touch(const GameInput *in, Vec2 at, float radius)
{
    unsigned found = touching(in, at, radius, in->hands);
    return in->both && found != in->hands ? 0 : found;
}

unsigned game_touch_resting(const GameInput *in, Vec2 at, float radius)
{
    return touching(in, at, radius, ~in->hands & 3u);
}

Side game_side(const GameInput *in, Rng *rng)
{
    return rng_between(rng, 0, 1) < in->setup->profile.side_bias ? SIDE_RIGHT : SIDE_LEFT;
}

const Game *game_find(const char *id)
{
    for (int i = 0; i < game_count; i++)
        if (!strcmp(game_list[i]->id, id)) return game_list[i];
    return NULL;
}
