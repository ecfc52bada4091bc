// paper_boats.c: what a newcomer writes by the README's six lines: touch the boat and it sails on.
#include "tiptoe/game.h"

typedef struct Boats {
    Rng rng;
    Vec2 at;
    float radius;
    int32_t id, afloat, sailed;
    uint32_t since_step, stay_steps;
} Boats;

static void launch(Boats *b, const GameInput *in, GameOutput *out)
{
    Side side = in->hands == 3u ? game_side(in, &b->rng) : (Side)(in->hands >> 1);
    float arm = in->size->arm[side], turn = rng_between(&b->rng, 0.2f, 1.2f);
    Vec2 away =
        vec2((side == SIDE_RIGHT ? 0.8f : -0.8f) * arm * cosf(turn), 0.8f * arm * sinf(turn));
    b->at = vec2_add(in->size->shoulder[side], away);
    b->radius = in->knob[0] * arm * (in->sure ? 1.3f : 1);
    b->afloat = ++b->id;
    b->since_step = in->step;
    b->stay_steps = (uint32_t)(in->knob[1] * GAME_STEPS_PER_SECOND);
    game_event(out, EVENT_OFFER, b->id, -1, b->at, in->knob[1]);
}

static void start(void *state, const GameInput *first)
{
    ((Boats *)state)->rng = rng_seed(first->setup->seed);
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Boats *b = state;
    if (!b->afloat && in->step - b->since_step >= GAME_STEPS_PER_SECOND) launch(b, in, out);
    unsigned hands = b->afloat ? game_touch(in, b->at, b->radius) : 0;
    bool away = b->afloat && !hands && in->step - b->since_step >= b->stay_steps;
    if (hands) game_event(out, EVENT_HIT, b->id, in->both ? -1 : hands == 2u, b->at, 0);
    if (hands) game_cue(out, CUE_SUCCESS, b->at, b->sailed++ % 5);
    if (away) game_event(out, EVENT_MISS, b->id, -1, b->at, 0);
    if (hands || away) b->since_step = in->step;
    if (hands || away) b->afloat = 0;
    GameTarget boat = { b->id, TARGET_HAND, b->at, b->radius, 0, in->hands, in->both, 0 };
    if (b->afloat) game_target(out, boat);
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Boats *b = state;
    canvas_background(canvas, "sky");
    if (b->afloat) canvas_image(canvas, "star", b->at, 1, (float)in->step * 0.01f, COLOR_WHITE);
}

const Game game_paper_boats = {
    // clang-format off
    .id = "paper_boats", .title = "Paper Boats", .trains = "reaching up",
    .invite = "Send the boat on", .version = 1, .state_size = sizeof(Boats), .knob_count = 2,
    .ladder_count = 2, .ladder = { 0, 1 },
    .knobs = { { "radius", "AL", "size", 0.1f, 0.5f, 0.25f }, { "stay", "s", "time", 1, 10, 4 } },
    .level = { { 0.35f, 6 }, { 0.3f, 5 }, { 0.25f, 4 }, { 0.2f, 3 }, { 0.15f, 2 } },
    .start = start, .step = step, .draw = draw,  // clang-format on
};
