// kites.c: what a newcomer writes by the README's six lines: catch the kite and it soars.
#include "tiptoe/game.h"

typedef struct Kites {
    Rng rng;
    Vec2 at;
    float radius;
    int32_t id, flying, caught;
    uint32_t since_step, stay_steps;
} Kites;

static void fly(Kites *k, const GameInput *in, GameOutput *out)
{
    Side side = in->hands == 3u ? game_side(in, &k->rng) : (Side)(in->hands >> 1);
    float arm = in->size->arm[side], turn = rng_between(&k->rng, 0.2f, 1.2f);
    Vec2 away =
        vec2((side == SIDE_RIGHT ? 0.8f : -0.8f) * arm * cosf(turn), 0.8f * arm * sinf(turn));
    k->at = vec2_add(in->size->shoulder[side], away);
    k->radius = in->knob[0] * arm * (in->sure ? 1.3f : 1);
    k->flying = ++k->id;
    k->since_step = in->step;
    k->stay_steps = (uint32_t)(in->knob[1] * GAME_STEPS_PER_SECOND);
    game_event(out, EVENT_OFFER, k->id, -1, k->at, in->knob[1]);
}

static void start(void *state, const GameInput *first)
{
    ((Kites *)state)->rng = rng_seed(first->setup->seed);
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Kites *k = state;
    if (!k->flying && in->step - k->since_step >= GAME_STEPS_PER_SECOND) fly(k, in, out);
    unsigned hands = k->flying ? game_touch(in, k->at, k->radius) : 0;
    bool away = k->flying && !hands && in->step - k->since_step >= k->stay_steps;
    if (hands) game_event(out, EVENT_HIT, k->id, in->both ? -1 : hands == 2u, k->at, 0);
    if (hands) game_cue(out, CUE_SUCCESS, k->at, k->caught++ % 5);
    if (away) game_event(out, EVENT_MISS, k->id, -1, k->at, 0);
    if (hands || away) k->since_step = in->step;
    if (hands || away) k->flying = 0;
    GameTarget kite = { k->id, TARGET_HAND, k->at, k->radius, 0, in->hands, in->both, 0 };
    if (k->flying) game_target(out, kite);
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Kites *k = state;
    canvas_background(canvas, "sky");
    if (k->flying) canvas_image(canvas, "star", k->at, 1, (float)in->step * 0.01f, COLOR_WHITE);
}

const Game game_kites = {
    // clang-format off
    .id = "kites", .title = "Kites", .trains = "reaching up", .invite = "Catch the kite",
    .version = 1, .state_size = sizeof(Kites), .knob_count = 2, .ladder_count = 2,
    .ladder = { 0, 1 },
    .knobs = { { "radius", "AL", "size", 0.1f, 0.5f, 0.25f }, { "stay", "s", "time", 1, 10, 4 } },
    .level = { { 0.35f, 6 }, { 0.3f, 5 }, { 0.25f, 4 }, { 0.2f, 3 }, { 0.15f, 2 } },
    .start = start, .step = step, .draw = draw,  // clang-format on
};
