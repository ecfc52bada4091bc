// checkup_script.h: the check-up's steps in their order, their words, their places and its state.
#pragma once

#include "tiptoe/checkup.h"
#include "tiptoe/game.h"

#define ARM_OUT_AL     0.95f
#define BEAT_STEPS     (60 * GAME_STEPS_PER_SECOND / CHECKUP_BPM)
#define DRUM_RADIUS_AL 0.22f

typedef struct Item {
    CheckupKind kind;
    int side;     // the leg that stands, the hand that reaches; -1 none
    int attempt;  // 0: practice
} Item;

// The battery. X(kind, side, attempt)
#define NO_SIDE                          (-1)
#define RIGHT_AND_LEFT(X, kind, attempt) X(kind, SIDE_RIGHT, attempt) X(kind, SIDE_LEFT, attempt)
#define SIDEWAYS(X)                                                                                \
    RIGHT_AND_LEFT(X, REACH_SIDE, 1)                                                               \
    RIGHT_AND_LEFT(X, REACH_SIDE, 2)                                                               \
    RIGHT_AND_LEFT(X, LEAN_SIDE, 1)                                                                \
    RIGHT_AND_LEFT(X, LEAN_SIDE, 2)
#define HANDS(X)                                                                                   \
    RIGHT_AND_LEFT(X, REACH_LARGE, 1)                                                              \
    RIGHT_AND_LEFT(X, REACH_SMALL, 1)                                                              \
    X(DRUM_TOGETHER, NO_SIDE, 1)                                                                   \
    X(DRUM_ALTERNATE, NO_SIDE, 1)
#define STANDING_ITEMS(X)                                                                          \
    X(STAND_OPEN, NO_SIDE, 1)                                                                      \
    X(STAND_OPEN, NO_SIDE, 2)                                                                      \
    X(STAND_OPEN, NO_SIDE, 3)                                                                      \
    X(STAND_CLOSED, NO_SIDE, 1)                                                                    \
    RIGHT_AND_LEFT(X, ONE_LEG, 0)                                                                  \
    RIGHT_AND_LEFT(X, ONE_LEG, 1)                                                                  \
    RIGHT_AND_LEFT(X, ONE_LEG, 2)                                                                  \
    SIDEWAYS(X)                                                                                    \
    HANDS(X)                                                                                       \
    X(SQUAT, NO_SIDE, 1)
#define SEATED_ITEMS(X) X(SIT_STILL, NO_SIDE, 1) X(SIT_STILL, NO_SIDE, 2) SIDEWAYS(X) HANDS(X)

#define ITEM(kind, side, attempt) { CHECKUP_##kind, side, attempt },
static const Item standing_items[] = { STANDING_ITEMS(ITEM) };
static const Item seated_items[] = { SEATED_ITEMS(ITEM) };
#undef ITEM

static bool with_hands(CheckupKind kind)
{
    return kind == CHECKUP_REACH_LARGE || kind == CHECKUP_REACH_SMALL ||
           kind == CHECKUP_REACH_SIDE || kind == CHECKUP_DRUM_TOGETHER ||
           kind == CHECKUP_DRUM_ALTERNATE;
}

static float outward(int side)
{
    return side == SIDE_RIGHT ? 1.0f : -1.0f;
}

static Vec2 on_stage(Vec2 at)
{
    return vec2(clampf(at.x, 0.4f, STAGE_WIDTH - 0.4f), clampf(at.y, 0.4f, STAGE_HEIGHT - 0.4f));
}

static Vec2 from_shoulder(const GameInput *in, int side, float out_al, float up_al)
{
    float arm = in->size->arm[side];
    Vec2 by = vec2(outward(side) * out_al * arm, up_al * arm);
    return on_stage(vec2_add(in->size->shoulder[side], by));
}

static Vec2 nest_at(const GameInput *in, int side)
{
    return from_shoulder(in, side, 0.25f, in->size->seated ? -0.62f : -0.80f);
}

static Vec2 drum_at(const GameInput *in, int side)
{
    return from_shoulder(in, side, 0.32f, in->size->seated ? -0.45f : -0.55f);
}

static bool touches(const GameInput *in, int side, Vec2 at, float radius)
{
    GameInput one = *in;
    one.hands = 1u << side;
    one.both = false;
    return game_touch(&one, at, radius) != 0;
}

typedef struct Words {
    const char *card, *say;
} Words;

static Words words(const Item *item)
{
    bool right = item->side == SIDE_RIGHT;
    switch (item->kind) {
    case CHECKUP_STAND_OPEN: return (Words){ "Feet together, stand still", "checkup_stand" };
    case CHECKUP_STAND_CLOSED: return (Words){ "Feet together, eyes closed", "checkup_closed" };
    case CHECKUP_SIT_STILL: return (Words){ "Sit tall and still", "checkup_sit" };
    case CHECKUP_ONE_LEG:
        return right ? (Words){ "Stand on your right leg", "checkup_right_leg" }
                     : (Words){ "Stand on your left leg", "checkup_left_leg" };
    case CHECKUP_REACH_SIDE:
        return right ? (Words){ "Reach far to your right", "checkup_reach_right" }
                     : (Words){ "Reach far to your left", "checkup_reach_left" };
    case CHECKUP_LEAN_SIDE:
        return right ? (Words){ "Lean to your right and stay", "checkup_lean_right" }
                     : (Words){ "Lean to your left and stay", "checkup_lean_left" };
    case CHECKUP_REACH_LARGE:
    case CHECKUP_REACH_SMALL:
        return right ? (Words){ "Touch with your right hand", "checkup_right_hand" }
                     : (Words){ "Touch with your left hand", "checkup_left_hand" };
    case CHECKUP_DRUM_TOGETHER: return (Words){ "Drum with both hands", "checkup_drum" };
    case CHECKUP_DRUM_ALTERNATE: return (Words){ "Drum left, right, left, right", "checkup_turns" };
    default: return (Words){ "Three knee bends", "checkup_squat" };
    }
}

typedef enum Phase { PHASE_SHOW, PHASE_READY, PHASE_RUN, PHASE_REST } Phase;

typedef struct Beat {
    int32_t id, hit;  // id 0: none
    uint32_t due;
} Beat;

typedef struct Checkup {
    Rng rng;
    int32_t item, last, phase, count;  // count: items to do
    int32_t trial, ids;
    uint32_t since_step, begun_step;  // of the phase; of the trial
    int32_t target, stage;            // of the step that runs; stage: how far it is
    uint32_t stage_step;
    int32_t good, done, low_steps;  // good: it has worked (encouragement only)
    int32_t nest[SIDE_COUNT];       // targets of the nests
    Vec2 at;                        // of the target
    uint32_t wait_steps;
    Beat beat[SIDE_COUNT];
    int32_t beats_made[SIDE_COUNT];
    uint32_t unused;
} Checkup;

static const Item *items(const GameInput *in, int *count)
{
    bool seated = in->size->seated;
    *count = seated ? (int)(sizeof seated_items / sizeof *seated_items)
                    : (int)(sizeof standing_items / sizeof *standing_items);
    return seated ? seated_items : standing_items;
}

static const Item *current(const Checkup *c, const GameInput *in)
{
    int count = 0;
    const Item *list = items(in, &count);
    return &list[c->item < count ? c->item : count - 1];
}

static bool is_guarded(const Item *item)
{
    return item->kind == CHECKUP_STAND_CLOSED;
}
