// SPDX-License-Identifier: MIT
// paper_boats.c: what a newcomer writes by the README's six lines: touch the boat and it sails on.
#include "tiptoe/game.h"

typedef struct Boats {
    GameTries tries;
    GameTry boat;
    Vec2 at;
    float radius;
    uint32_t next_step;
} Boats;

static void launch(Boats *b, const GameInput *in, GameOutput *out)
{
    game_dice(in, &b->tries);
    Side side = in->hands == 3u ? game_side(in, &b->tries.rng) : (Side)(in->hands >> 1);
    float arm = in->size->arm[side], turn = rng_between(&b->tries.rng, 0.2f, 1.2f);
    Vec2 away = vec2(0.8f * arm * game_outward(side) * cosf(turn), 0.8f * arm * sinf(turn));
    unsigned hands = in->both ? in->hands : 1u << side;
    b->at = game_in_reach(in, hands, vec2_add(in->size->shoulder[side], away), 0);
    b->radius = in->knob[0] * arm * game_ease(in, 1, 2);
    game_offer(in, out, &b->tries, &b->boat, -1, b->at, in->knob[1] * game_ease(in, 1, 2));
}

static void start(void *state, const GameInput *first)
{
    game_tries_start(&((Boats *)state)->tries, first);
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Boats *b = state;
    if (!b->boat.open && in->step >= b->next_step) launch(b, in, out);
    if (!b->boat.open) return;
    unsigned hands = game_touch(in, b->at, b->radius);
    game_withdrawn(in, &b->boat);
    if (b->boat.open && hands)
        game_hit(out, &b->tries, &b->boat, in->both ? -1 : hands == 2u, b->at, 0);
    else if (b->boat.open && game_try_over(in, &b->boat))
        game_miss(out, &b->tries, &b->boat, b->at);
    if (hands && !b->boat.open && b->tries.hits % 10 == 9) game_praise(out, b->at, "long_reach");
    if (!b->boat.open) b->next_step = in->step + GAME_STEPS_PER_SECOND;
    GameTarget boat = { b->boat.id, TARGET_HAND, b->at, b->radius, 0, in->hands, in->both, 0 };
    if (b->boat.open) game_target(out, boat);
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Boats *b = state;
    canvas_background(canvas, "sky");
    if (b->boat.open) canvas_image(canvas, "star", b->at, 1, (float)in->step * 0.01f, COLOR_WHITE);
}

const Game game_paper_boats = {
    // clang-format off
    .id = "paper_boats", .title = "Paper Boats", .trains = "reaching up",
    .invite = "Send the boat on", .version = 1, .state_size = sizeof(Boats), .knob_count = 2,
    .ladder_count = 2, .ladder = { 0, 1 },
    .knobs = { { "radius", "AL", "size", 0.1f, 0.5f, 0.25f }, { "stay", "s", "time", 1, 10, 4 } },
    .level = { { 0.35f, 6 }, { 0.3f, 5 }, { 0.25f, 4 }, { 0.2f, 3 }, { 0.15f, 2 } },
    .praise = { "long_reach" }, .start = start, .step = step, .draw = draw,  // clang-format on
};
