// SPDX-License-Identifier: MIT
// bubble_garden.c: bubbles rise within reach; a touch with the right hand makes a flower bloom.
// Trains reach accuracy and weight shift. Misses float away, and nothing is ever lost.
#include "games/arcs/bubble_garden_arc.h"
#include "tiptoe/game.h"

enum { KNOB_RADIUS, KNOB_DISTANCE, KNOB_STAY, KNOB_COUNT, KNOB_RISE, KNOB_LOW, KNOB_HIGH };

#define PAUSE_STEPS         36    // between a touch and the next bubble: time to enjoy the flower
#define FADE_STEPS          45    // how long a popped or missed bubble is still drawn
#define PRAISE_EVERY        12    // flowers
#define HAND_CLEAR_AL       0.3f  // a bubble never appears nearer to an allowed hand than this
#define SEATED_DISTANCE_MAX 0.9f  // arm lengths: no leaning out of a chair
#define PLACES_TRIED        12
#define SURE_DISTANCE       0.6f  // after two misses: nearer, larger, longer
#define SURE_RADIUS         1.3f
#define SURE_STAY           1.6f

typedef enum BubbleState { BUBBLE_NONE, BUBBLE_RISING, BUBBLE_POPPED, BUBBLE_AWAY } BubbleState;

static Vec2 bubble_at(const Bubble *b, uint32_t step)
{
    float share = (float)(step - b->phase.since_step) / (float)b->try.stay_steps;
    return vec2(b->middle.x, b->middle.y + b->rise * (share - 0.5f));
}

static bool is_free(const Garden *g, const GameInput *in, const Bubble *b, float arm)
{
    for (int i = 0; i < GARDEN_BUBBLES_MAX; i++) {
        const Bubble *other = &g->bubble[i];
        if (other->phase.now == BUBBLE_RISING &&
            vec2_distance(other->middle, b->middle) < 2.2f * (other->radius + b->radius))
            return false;
    }
    return game_hands_off(in, in->hands, bubble_at(b, in->step), b->radius + HAND_CLEAR_AL * arm);
}

// A place at the wished distance from the shoulder of the hand that is meant, towards `side`.
static Vec2 place(Garden *g, const GameInput *in, Side side, float distance)
{
    const Calibration *c = in->size;
    Vec2 from = c->shoulder[game_only_side(in->hands, side)];
    float low = c->seated ? fmaxf(0, in->knob[KNOB_LOW]) : in->knob[KNOB_LOW];
    float elevation = rng_between(&g->tries.rng, low, fmaxf(low, in->knob[KNOB_HIGH])) * RADIANS;
    if (in->both) {
        // Both hands meet in the middle, so it lies before the chest rather than out at the side.
        elevation = rng_between(&g->tries.rng, 60, 120) * RADIANS;
        return vec2_add(game_neck(in), vec2_scale(vec2_polar(elevation, distance), 0.6f));
    }
    Vec2 away = vec2_polar(elevation, distance);
    return vec2_add(from, vec2(game_outward(side) * away.x, away.y));
}

// All of its way lies where its hands come: within their reach, and the lean on top of it that a
// distance beyond the arm asks for.
static Vec2 reachable(const Bubble *b, const GameInput *in, Side side, float lean)
{
    unsigned hands = in->both ? in->hands : 1u << game_only_side(in->hands, side);
    Vec2 middle = b->middle;
    for (int i = 0; i < 4; i++) {
        Vec2 end = vec2(middle.x, middle.y + (i % 2 ? -b->rise : b->rise) / 2);
        middle = vec2_add(middle, vec2_sub(game_in_reach(in, hands, end, lean), end));
    }
    return middle;
}

static void blow(Garden *g, Bubble *b, const GameInput *in, GameOutput *out)
{
    const Calibration *c = in->size;
    float arm = game_arm(in), distance = in->knob[KNOB_DISTANCE];
    game_dice(in, &g->tries);
    Side side = game_side(in, &g->tries.rng);
    if (c->seated) distance = fminf(distance, SEATED_DISTANCE_MAX);
    float lean = fmaxf(0, distance - 1);
    distance = fminf(distance - lean, in->reach[game_only_side(in->hands, side)]) + lean;
    distance *= game_ease(in, 1, SURE_DISTANCE);

    *b = (Bubble){ .phase = { BUBBLE_RISING, in->step }, .hands = in->hands };
    b->radius = in->knob[KNOB_RADIUS] * arm * (in->both ? 1.3f : 1.0f);
    b->radius *= game_ease(in, 1, SURE_RADIUS);
    b->rise = in->knob[KNOB_RISE] * arm;
    float stay_s = in->knob[KNOB_STAY] / game_pace(in) * game_ease(in, 1, SURE_STAY);
    b->try.stay_steps = game_steps(stay_s);  // its place depends on them before it is offered
    for (int i = 0; i < PLACES_TRIED; i++) {
        b->middle = game_in_view(in, place(g, in, side, distance * arm), b->radius + b->rise / 2);
        b->middle = reachable(b, in, side, game_ease(in, lean, 0));
        if (is_free(g, in, b, arm)) break;
    }
    b->flower = rng_below(&g->tries.rng, GARDEN_KINDS);
    game_offer(in, out, &g->tries, &b->try, -1, bubble_at(b, in->step), stay_s);
}

static void bloom(Garden *g, const Bubble *b, const GameInput *in)
{
    // The meadow fills from the sides, so that the child in the middle stays in sight.
    Rng *rng = &g->tries.rng;
    float from = b->middle.x < STAGE_WIDTH / 2 ? 0.6f : 10, x = rng_between(rng, from, from + 5.4f);
    float y = rng_between(rng, 0.35f, 1.7f), size = rng_between(rng, 1.0f, 1.5f);
    g->flower[(g->tries.hits - 1) % GARDEN_FLOWERS_MAX] =
        (Flower){ vec2(x, y), size, b->flower, in->step };
}

// It stops where it is, and fades there.
static void end(Garden *g, Bubble *b, const GameInput *in, BubbleState state, uint32_t pause)
{
    b->middle = bubble_at(b, in->step);
    b->rise = 0;
    game_enter(in, &b->phase, state);
    g->next_step = in->step + pause;
}

// A bubble whose turn it is: touched, over or withdrawn.
static void rise(Garden *g, Bubble *b, const GameInput *in, GameOutput *out)
{
    Vec2 at = bubble_at(b, in->step);
    unsigned hands = game_touch(in, at, b->radius);
    if (game_withdrawn(in, &b->try)) {
        end(g, b, in, BUBBLE_AWAY, PAUSE_STEPS / 2);
    } else if (hands) {
        Side side = game_nearer_hand(in, hands, at);
        game_hit(out, &g->tries, &b->try, (int)side, at,
                 game_seconds(in->step - b->phase.since_step));
        bloom(g, b, in);
        if (g->tries.hits % PRAISE_EVERY == 0) game_praise(out, at, "long_reach");
        end(g, b, in, BUBBLE_POPPED, PAUSE_STEPS);
    } else if (game_lasted(in, &b->phase, b->try.stay_steps)) {
        game_miss(out, &g->tries, &b->try, at);
        end(g, b, in, BUBBLE_AWAY, PAUSE_STEPS / 2);
    } else {
        game_watch_resting(in, out, &b->try, at, b->radius);
    }
}

static void start(void *state, const GameInput *first)
{
    Garden *g = state;
    game_tries_start(&g->tries, first);
    g->next_step = GAME_STEPS_PER_SECOND / 2;
}

// Whether there is room for one more, of `wanted`. There always is where none is for the hands
// whose turn it is.
static bool may_blow(const Garden *g, const GameInput *in, int wanted)
{
    int rising = 0, in_turn = 0;
    for (int i = 0; i < GARDEN_BUBBLES_MAX; i++) {
        bool one = g->bubble[i].phase.now == BUBBLE_RISING;
        rising += one;
        in_turn += one && g->bubble[i].hands == in->hands;
    }
    return !in->last && in->step >= g->next_step && (rising < wanted || in_turn == 0);
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Garden *g = state;
    int wanted = (int)in->knob[KNOB_COUNT], most = in->setup->profile.sensory.things_max;
    if (wanted > most) wanted = most;
    for (int i = 0; i < GARDEN_BUBBLES_MAX; i++) {
        Bubble *b = &g->bubble[i];
        // In turn: the other hand's bubble waits for its turn.
        bool waits = b->phase.now == BUBBLE_RISING && b->hands != in->hands;
        b->phase.since_step += waits;
        if (b->phase.now != BUBBLE_RISING)
            game_then(in, &b->phase, FADE_STEPS, BUBBLE_NONE);
        else if (!waits || in->withdraw)
            rise(g, b, in, out);
        if (b->phase.now == BUBBLE_NONE && may_blow(g, in, wanted)) {
            blow(g, b, in, out);
            g->next_step = in->step + PAUSE_STEPS / 2;
        }
        if (b->phase.now == BUBBLE_RISING && b->hands == in->hands)
            game_invite(out, b->try.id, TARGET_HAND, bubble_at(b, in->step), b->radius, in->hands)
                ->both = in->both;
    }
}

const char *const garden_flower[GARDEN_KINDS] = { "flower_1", "flower_2", "flower_3", "flower_4",
                                                  "flower_5" };

void garden_draw_flowers(const Garden *g, const GameInput *in, Canvas *canvas)
{
    for (int i = 0; i < g->tries.hits && i < GARDEN_FLOWERS_MAX; i++) {
        const Flower *f = &g->flower[i];
        float grown = game_ease_out(game_share(in, f->born_step, 50));
        float sway = 0.06f * exact_sin((float)in->step * 0.03f + (float)i * 1.7f);
        Vec2 at = vec2(f->at.x, f->at.y + f->size * grown / 2);
        canvas_image(canvas, garden_flower[f->kind], at, f->size * grown, sway, COLOR_WHITE);
    }
}

// A popped bubble turns into petals of light that spread and fade: soft, never a flash.
static void draw_pop(const Bubble *b, float share, Canvas *canvas)
{
    float grown = game_ease_out(share), left = 1 - share;
    canvas_glow(canvas, b->middle, b->radius * (1 + 0.8f * grown),
                (Color){ 1, 0.95f, 0.7f, 0.45f * left });
    game_burst(canvas, b->middle, 8, 0.3f, b->radius * (0.4f + 1.1f * grown), 0.13f * left,
               (Color){ 1, 0.85f, 0.55f, 0.9f * left });
    canvas_picture(canvas, garden_flower[b->flower], b->middle, b->radius * 1.7f * grown, left);
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Garden *g = state;
    canvas_background(canvas, "garden");
    garden_draw_flowers(g, in, canvas);
    for (int i = 0; i < GARDEN_BUBBLES_MAX; i++) {
        const Bubble *b = &g->bubble[i];
        float share = game_phase_share(in, &b->phase, FADE_STEPS);
        if (b->phase.now == BUBBLE_POPPED) draw_pop(b, share, canvas);
        if (b->phase.now == BUBBLE_AWAY)
            canvas_picture(canvas, "bubble", vec2(b->middle.x, b->middle.y + 1.2f * share),
                           2 * b->radius, 0.8f * (1 - share));
        if (b->phase.now != BUBBLE_RISING) continue;
        Vec2 at = bubble_at(b, in->step);
        float size = b->radius * game_ease_out(game_phase_share(in, &b->phase, 18));
        float alpha = b->hands == in->hands ? 1 : 0.4f;
        canvas_glow(canvas, at, b->radius * 1.35f, COLOR_LIGHT(0.25f));
        canvas_picture(canvas, "bubble", at, 2 * size, alpha);
        game_draw_rim(canvas, at, 0.9f * size, alpha);
        canvas_picture(canvas, garden_flower[b->flower], at, 0.9f * size, 0.8f * alpha);
    }
}

// Levels: radius, distance and stay as in the therapy table (Fitts' ID 0.87 to 2.19 bits with W =
// 2r); level 5 lies past the arm's length and asks for a lean.
const Game game_bubble_garden = {
    .id = "bubble_garden",
    .title = "Bubble Garden",
    .card = { .feet = { -0.08f, -0.39f },
              .height = 0.64f,
              .upper = { 35, 128 },
              .fore = { 30, 142 },
              .thigh = { 3, 3 },
              .shank = { -2, -2 } },
    .trains = "reach accuracy and weight shift; one hand, both or in turn",
    .invite = "Touch the bubbles and make the garden bloom",
    .token = "flower_1",
    .version = 3,
    .state_size = sizeof(Garden),
    .knob_count = 7,
    .knobs = { [KNOB_RADIUS] = { "radius", "AL", "size of a bubble", 0.08f, 0.5f, 0.22f },
               [KNOB_DISTANCE] = { "distance", "AL", "from the shoulder", 0.3f, 1.3f, 0.8f },
               [KNOB_STAY] = { "stay", "s", "how long a bubble stays", 1, 12, 4 },
               [KNOB_COUNT] = { "count", "", "bubbles at once", 1, GARDEN_BUBBLES_MAX, 2 },
               [KNOB_RISE] = { "rise", "AL", "how far a bubble rises", 0, 0.8f, 0.35f },
               [KNOB_LOW] = { "low", "deg", "lowest, from shoulder height", -50, 60, -15 },
               [KNOB_HIGH] = { "high", "deg", "highest, from shoulder height", 0, 85, 65 } },
    .level = { { 0.30f, 0.5f, 6, 1, 0.25f, 0, 45 },
               { 0.26f, 0.65f, 5, 1, 0.3f, -10, 55 },
               { 0.22f, 0.8f, 4, 2, 0.35f, -15, 65 },
               { 0.18f, 0.9f, 3, 2, 0.4f, -20, 75 },
               { 0.14f, 1.12f, 2.5f, 3, 0.4f, -25, 80 } },
    .ladder_count = 3,
    .ladder = { KNOB_RADIUS, KNOB_STAY, KNOB_DISTANCE },
    .praise = { "long_reach" },
    .lean = { [4] = 0.12f },
    .start = start,
    .step = step,
    .draw = draw,
    .arc = &bubble_garden_arc,
};
