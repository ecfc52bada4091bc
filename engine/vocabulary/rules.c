// SPDX-License-Identifier: MIT
// rules.c: what a game may ask and say: touches by the hand rule, the side of the next target,
// outputs.
#include "tiptoe/game.h"

#include <string.h>

#define EDGE 0.35f  // stage units kept free at the rim of stage and picture

GameEvent *game_event(GameOutput *out, Event event, int target, int side, Vec2 at, float value)
{
    REQUIRE(out->event_count < GAME_EVENTS_MAX);
    GameEvent *told = &out->event[out->event_count++];
    *told = (GameEvent){ .event = event, .target = target, .side = side, .at = at, .value = value };
    return told;
}

void game_cue(GameOutput *out, Cue cue, Vec2 where, int pitch)
{
    if (out->cue_count == GAME_CUES_MAX) return;  // one sound more would not be heard
    float pan = clampf(where.x / (STAGE_WIDTH / 2) - 1, -1, 1);
    out->cue[out->cue_count++] = (GameCue){ .cue = cue, .pan = pan, .pitch = pitch };
}

int game_scale(int streak)
{
    static const int pentatonic[] = { 0, 2, 4, 7, 9, 12 };
    return pentatonic[streak < 5 ? streak : 5];
}

void game_target(GameOutput *out, GameTarget target)
{
    REQUIRE(out->target_count < GAME_TARGETS_MAX);
    out->target[out->target_count++] = target;
}

GameTarget *game_invite(GameOutput *out, int id, TargetKind kind, Vec2 at, float radius,
                        unsigned sides)
{
    game_target(out,
                (GameTarget){ .id = id, .kind = kind, .at = at, .radius = radius, .sides = sides });
    return &out->target[out->target_count - 1];
}

void game_measure(GameOutput *out, int measure, int side, float value)
{
    game_event(out, EVENT_MEASURE, 0, side, vec2(0, 0), value)->measure = measure;
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

float game_outward(int side)
{
    return side == SIDE_RIGHT ? 1.0f : -1.0f;
}

float game_arm(const GameInput *in)
{
    return (in->size->arm[SIDE_LEFT] + in->size->arm[SIDE_RIGHT]) / 2;
}

Side game_side(const GameInput *in, Rng *rng)
{
    return rng_between(rng, 0, 1) < in->setup->profile.side_bias ? SIDE_RIGHT : SIDE_LEFT;
}

Vec2 game_in_view(const GameInput *in, Vec2 at, float radius)
{
    const Calibration *c = in->size;
    float margin = radius + EDGE;
    float left = fmaxf(c->view_low.x, 0) + margin,
          right = fminf(c->view_high.x, STAGE_WIDTH) - margin;
    float low = fmaxf(c->view_low.y, 0) + margin,
          high = fminf(c->view_high.y, STAGE_HEIGHT) - margin;
    return vec2(clampf(at.x, fminf(left, right), fmaxf(left, right)),
                clampf(at.y, fminf(low, high), fmaxf(low, high)));
}

// How much of the way from `home` to `at` a hand goes that comes `radius` from its shoulder.
static float share_in_reach(Vec2 home, Vec2 at, Vec2 shoulder, float radius)
{
    Vec2 way = vec2_sub(at, home), off = vec2_sub(home, shoulder);
    float squared = vec2_dot(way, way), half = vec2_dot(off, way);
    float root = half * half - squared * (vec2_dot(off, off) - radius * radius);
    if (squared <= 0) return 1;
    return root > 0 ? clampf((sqrtf(root) - half) / squared, 0, 1) : 0;
}

Vec2 game_in_reach(const GameInput *in, unsigned hands, Vec2 at, float more)
{
    const Calibration *c = in->size;
    Vec2 home = vec2_mix(c->shoulder[SIDE_LEFT], c->shoulder[SIDE_RIGHT], 0.5f);
    if (hands == 1u << SIDE_LEFT) home = c->shoulder[SIDE_LEFT];
    if (hands == 1u << SIDE_RIGHT) home = c->shoulder[SIDE_RIGHT];
    float share = 1;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!(hands & 1u << side)) continue;
        float radius = fmaxf(0, in->reach[side] + more) * c->arm[side];
        share = fminf(share, share_in_reach(home, at, c->shoulder[side], radius));
    }
    if (share < 1) at = vec2_mix(home, at, share);
    // A hand whose movement is widened comes from where it rests, all round.
    for (int side = 0; side < SIDE_COUNT; side++) {
        Vec2 way = vec2_sub(at, in->rest[side]);
        float far = vec2_length(way);
        if ((hands & 1u << side) && in->wide[side] > 0 && far > in->wide[side])
            at = vec2_add(in->rest[side], vec2_scale(way, in->wide[side] / far));
    }
    return at;
}

bool game_both_legs(const GameInput *in)
{
    return !in->size->seated && !(in->setup->profile.without & LIMBS_LEGS);
}

const Game *game_find(const char *id)
{
    for (int i = 0; i < game_count; i++)
        if (!strcmp(game_list[i]->id, id)) return game_list[i];
    return NULL;
}

const Game *game_assessment(void)
{
    for (int i = 0; i < game_count; i++)
        if (game_list[i]->role == ROLE_ASSESSMENT) return game_list[i];
    return NULL;
}

bool game_is_assessment(const char *id)
{
    const Game *game = game_find(id);
    return game && game->role == ROLE_ASSESSMENT;
}
