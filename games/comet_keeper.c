// SPDX-License-Identifier: MIT
// comet_keeper.c: comets fly to rings of light around the body; a hand in the ring at the right
// moment catches them. Trains interception, timing and catching. A comet that is not caught flies
// on.
#include "games/arcs/comet_keeper_arc.h"

enum {
    KNOB_RADIUS,
    KNOB_FLIGHT,
    KNOB_DISTANCE,
    KNOB_OCCLUSION,
    KNOB_ZONES,
    KNOB_TWO,
    KNOB_COUNT,
    KNOB_HINT,
    KNOB_LATE
};
enum { MEASURE_CATCH, MEASURE_CONSTANT, MEASURE_ABSOLUTE, MEASURE_VARIABLE };

#define COMETS_MAX          2
#define PAUSE_STEPS         40     // between a catch and the next comet
#define FADE_STEPS          50     // how long a caught or passed comet is still drawn
#define DWELL_STEPS         10     // so long a hand must be in the ring: to catch, not to swipe
#define CLEAR_AL            0.35f  // a ring opens no nearer to an allowed hand than this
#define CLEAR_LEAST_AL      0.1f   // the same, where hands are before every usual ring
#define BLOCK               8      // errors of which the spread is taken
#define SEATED_DISTANCE_MAX 0.9f
#define SURE_DISTANCE       0.6f  // when the next one must be caught
#define PLACES_TRIED        16
#define KEPT_MAX            30  // caught comets that shine in the sky

typedef enum CometState { COMET_NONE, COMET_FLYING, COMET_CAUGHT, COMET_PASSED } CometState;

typedef struct Comet {
    GameTry try;
    GamePhase phase;  // a CometState
    int32_t both;     // it takes both hands
    uint32_t hands;   // who may catch it
    uint32_t hint_step, due_step;
    int32_t side, kind;   // of its zone; which picture
    Vec2 from, bend, at;  // flies from `from` to the ring at `at`
    float radius, occlusion_steps;
    uint32_t inside[SIDE_COUNT];  // steps that this hand has been in the ring without a break
    float entered[SIDE_COUNT];    // when it came in
} Comet;

typedef struct Keeper {
    GameTries tries;
    Comet comet[COMETS_MAX];
    uint32_t next_step;
    int32_t errors, blocked, pair;  // blocked: no room for a ring; pair: the owed come together
    uint32_t owed, sent;            // bits 1 << Side: where a comet is to come next, came last
    float error[BLOCK];
} Keeper;

// Body zones: degrees above the shoulder's height, and the share of the distance.
typedef struct Zone {
    float elevation, share;
} Zone;
static const Zone zone_list[] = { { 35, 1 },     { 5, 1 },      { 62, 1 },
                                  { -35, 0.9f }, { 80, 0.95f }, { 20, 0.6f } };
#define ZONES ((int)(sizeof zone_list / sizeof *zone_list))

// A ring on `side` of the body, within the reach of the hand that may catch there.
static Vec2 place(Keeper *k, const GameInput *in, const Comet *c, float distance, int zones)
{
    const Calibration *size = in->size;
    Rng *rng = &k->tries.rng;
    Zone zone = zone_list[rng_below(rng, zones < ZONES ? zones : ZONES)];
    if (size->seated && zone.elevation < 0) zone.elevation = 0;
    float out = game_outward(c->side);
    if (c->both) {
        // Block: both hands meet before the chest or over the head, never before the face.
        float arm = game_arm(in), across = out * rng_between(rng, 0, 0.25f) * distance;
        bool high = distance > 0.75f * arm && rng_below(rng, 2);
        float up = high ? 0.88f : -rng_between(rng, 0.2f, 0.45f);
        Vec2 at = game_in_view(in, vec2_add(game_neck(in), vec2(across, up * arm)), c->radius);
        return game_in_reach(in, c->hands, at, 0);
    }
    int hand = (int)game_only_side(c->hands, (Side)c->side);
    distance = fminf(distance, in->reach[hand] * size->arm[hand]) * zone.share;
    if (hand != c->side) distance *= 0.75f;  // across the body an arm reaches less far
    Vec2 away = vec2_polar(zone.elevation * RADIANS, distance);
    away.x *= out;
    return game_in_view(in, vec2_add(size->shoulder[hand], away), c->radius);
}

// Cheat: arms held out and still. No ring opens where an allowed hand already is.
static bool is_clear(const Keeper *k, const GameInput *in, const Comet *c, float clear)
{
    const Comet *other = &k->comet[c == &k->comet[0]];
    bool apart = other->phase.now != COMET_FLYING ||
                 vec2_distance(other->at, c->at) >= other->radius + c->radius;
    return apart && game_hands_off(in, c->hands, c->at, c->radius + clear);
}

// False: there is no room for its ring.
static bool open_ring(Keeper *k, Comet *c, const GameInput *in)
{
    float arm = game_arm(in), distance = in->knob[KNOB_DISTANCE];
    if (in->size->seated) distance = fminf(distance, SEATED_DISTANCE_MAX);
    if (in->sure) distance = fminf(distance, SURE_DISTANCE);
    int zones = in->sure ? 1 : game_choice(in, KNOB_ZONES);
    c->radius = in->knob[KNOB_RADIUS] * arm * game_ease(in, 1, 1.4f) * (c->both ? 1.4f : 1);
    for (int i = 0; i < PLACES_TRIED; i++) {
        // Where hands are held before every usual ring, it opens anywhere around the body.
        bool anywhere = i >= PLACES_TRIED / 2;
        c->at = place(k, in, c, distance * arm, anywhere ? ZONES : zones);
        if (is_clear(k, in, c, (anywhere ? CLEAR_LEAST_AL : CLEAR_AL) * arm)) return true;
    }
    return false;
}

// False: there is no room; it comes when the hands are down.
static bool launch(Keeper *k, Comet *c, const GameInput *in, GameOutput *out, int side)
{
    int surprise = in->setup->profile.sensory.surprise;
    Rng *rng = &k->tries.rng;
    bool may_two = in->hands == 3u && !k->pair && !in->sure;
    *c = (Comet){ .side = side, .hands = k->pair ? 1u << side : in->hands };
    c->both = in->both || (may_two && rng_between(rng, 0, 1) < in->knob[KNOB_TWO]);
    k->blocked = !open_ring(k, c, in);
    if (k->blocked) {
        k->next_step = in->step + PAUSE_STEPS;
        return false;
    }
    // Without surprise a comet falls straight down its own lane; with it, from anywhere, on a bow.
    float spread = surprise > 0 ? 4.5f : 0.5f, bow = surprise > 1 ? 1.6f : 0;
    float x = c->at.x + rng_between(rng, -spread, spread);
    c->from = vec2(clampf(x, 0.8f, STAGE_WIDTH - 0.8f), STAGE_HEIGHT + 0.3f);
    c->bend = vec2(rng_between(rng, -bow, bow), 0);
    c->kind = rng_below(rng, 3);
    game_enter(in, &c->phase, COMET_FLYING);
    float flight_s = in->knob[KNOB_FLIGHT] / game_pace(in) * game_ease(in, 1, 1.4f);
    game_offer(in, out, &k->tries, &c->try, -1, c->at, flight_s);

    c->due_step = in->step + c->try.stay_steps;
    uint32_t hint = game_steps(in->knob[KNOB_HINT] / game_pace(in));
    c->hint_step = in->sure || hint >= c->try.stay_steps ? in->step : c->due_step - hint;
    c->occlusion_steps = in->sure ? 0 : in->knob[KNOB_OCCLUSION] * GAME_STEPS_PER_SECOND / 1000;
    return true;
}

static Vec2 comet_at(const Comet *c, uint32_t step)
{
    float share = game_part(step - c->try.offer_step, c->try.stay_steps);
    Vec2 at = vec2_mix(c->from, c->at, share);
    return vec2_add(at, vec2_scale(c->bend, exact_sin(PI_F * share)));
}

static void note_error(Keeper *k, GameOutput *out, int side, float error_ms)
{
    game_measure(out, MEASURE_CONSTANT, side, error_ms);
    game_measure(out, MEASURE_ABSOLUTE, side, fabsf(error_ms));
    k->error[k->errors++] = error_ms;
    if (k->errors < BLOCK) return;
    float mean = 0, sum = 0;
    for (int i = 0; i < BLOCK; i++) mean += k->error[i] / BLOCK;
    for (int i = 0; i < BLOCK; i++) sum += (k->error[i] - mean) * (k->error[i] - mean);
    game_measure(out, MEASURE_VARIABLE, -1, sqrtf(sum / (BLOCK - 1)));
    k->errors = 0;
}

static void end(Keeper *k, Comet *c, const GameInput *in, CometState state)
{
    game_enter(in, &c->phase, state);
    k->next_step = in->step + PAUSE_STEPS;
}

static void caught(Keeper *k, Comet *c, const GameInput *in, GameOutput *out, unsigned hands)
{
    const float *entered = c->entered;
    Side first = entered[SIDE_RIGHT] < entered[SIDE_LEFT] ? SIDE_RIGHT : SIDE_LEFT;
    int side = c->both ? -1 : (int)game_only_side(hands, first);
    // With both hands the later one decides when the catch was ready.
    float ready = c->both ? fmaxf(entered[SIDE_LEFT], entered[SIDE_RIGHT]) : entered[side];
    float error_ms = (ready - (float)c->due_step) * 1000 / GAME_STEPS_PER_SECOND;
    note_error(k, out, side, clampf(error_ms, -1500, 1500));
    game_hit(out, &k->tries, &c->try, side, c->at, error_ms);
    if (k->tries.hits % 10 == 5) game_praise(out, c->at, "comet_home");
    game_measure(out, MEASURE_CATCH, c->side, 100);
    end(k, c, in, COMET_CAUGHT);
}

// Follows each allowed hand into and out of the ring; true when it may be caught now.
static unsigned holding(Comet *c, const GameInput *in)
{
    unsigned found = 0;
    for (int side = 0; side < SIDE_COUNT; side++) {
        bool in_ring = (c->hands & in->hands & 1u << side) && in->body->seen &&
                       body_sees_hand(in->body, side) &&
                       vec2_distance(in->body->hand[side], c->at) <= c->radius;
        if (in_ring && c->inside[side] == 0) c->entered[side] = game_seen_step(in);
        c->inside[side] = in_ring ? c->inside[side] + 1 : 0;
        // Cheat: arms that sweep round and round. A hand that only passes through catches nothing.
        if (c->inside[side] >= DWELL_STEPS) found |= 1u << side;
    }
    return c->both && found != 3u ? 0 : found;
}

static void fly(Keeper *k, Comet *c, const GameInput *in, GameOutput *out)
{
    float late = in->knob[KNOB_LATE] * GAME_STEPS_PER_SECOND / 1000 * game_ease(in, 1, 1.5f);
    unsigned hands = holding(c, in);
    if (game_withdrawn(in, &c->try)) {
        end(k, c, in, COMET_PASSED);
    } else if (hands && (float)in->step >= (float)c->due_step - 4) {
        // A hand that waits in the ring catches the comet when it comes, not before.
        caught(k, c, in, out, hands);
    } else if (game_seen_step(in) > (float)c->due_step + late + DWELL_STEPS) {
        game_miss(out, &k->tries, &c->try, c->at);
        if (k->tries.misses % 5 == 0) out->say = "comet_wait";
        game_measure(out, MEASURE_CATCH, c->side, 0);
        end(k, c, in, COMET_PASSED);
    } else {
        game_watch_resting(in, out, &c->try, c->at, c->radius);
    }
}

// Two at once come to both sides, each for the hand of its side. They come so often that the rest,
// all on the favoured side, make up the side bias.
static void choose_sides(Keeper *k, const GameInput *in)
{
    bool room = in->setup->profile.sensory.things_max >= 2 && in->hands == 3u && !in->both;
    bool two = game_choice(in, KNOB_COUNT) > 1 && room && !in->sure;
    float bias = in->setup->profile.side_bias, fewer = fminf(bias, 1 - bias);
    k->pair = two && rng_between(&k->tries.rng, 0, 1) < fewer / (1 - fewer);
    int side = two ? bias > 0.5f : (int)game_side(in, &k->tries.rng);
    k->owed = k->pair ? 3u : 1u << side;
}

// A side that is owed a comet keeps its turn until there is room for the ring: else hands that
// often lie before one side's rings would spoil the bias.
static void send(Keeper *k, const GameInput *in, GameOutput *out)
{
    uint32_t sent = 0;
    if (in->again)
        k->owed = k->sent;
    else if (!k->owed)
        choose_sides(k, in);
    if (in->sure || in->hands != 3u) k->pair = 0;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!(k->owed & 1u << side) || (sent && !k->pair)) continue;
        if (!sent) game_dice(in, &k->tries);
        if (launch(k, &k->comet[sent != 0], in, out, side)) sent |= 1u << side;
    }
    k->owed &= ~sent;
    if (sent) k->sent = sent;
}

static void start(void *state, const GameInput *first)
{
    Keeper *k = state;
    game_tries_start(&k->tries, first);
    k->next_step = GAME_STEPS_PER_SECOND;
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Keeper *k = state;
    int busy = 0;
    for (int i = 0; i < COMETS_MAX; i++) {
        Comet *c = &k->comet[i];
        if (c->phase.now == COMET_FLYING)
            fly(k, c, in, out);
        else
            game_then(in, &c->phase, FADE_STEPS, COMET_NONE);
        busy += c->phase.now == COMET_FLYING;
    }
    if (!busy && !in->last && in->step >= k->next_step) send(k, in, out);
    for (int i = 0; i < COMETS_MAX; i++) {
        const Comet *c = &k->comet[i];
        // Until the ring is shown the comet's way alone tells where to.
        if (c->phase.now != COMET_FLYING || in->step < c->hint_step) continue;
        GameTarget *t = game_invite(out, c->try.id, TARGET_HAND, c->at, c->radius, c->hands);
        t->both = c->both;
        t->due_step = c->due_step;
    }
}

// ---- drawing ----

static const char *const comet_image[] = { "comet_1", "comet_2", "comet_3" };
static const Color light = { 1, 0.93f, 0.66f, 1 };

// The comets that were kept shine as stars and twinkle as much as the child likes.
static void draw_sky(const Keeper *k, const GameInput *in, Canvas *canvas)
{
    for (int i = 0; i < k->tries.hits && i < KEPT_MAX; i++) {
        // Two columns at the sides, from the ground up, so that the child stays in sight.
        Vec2 at = game_row(i, vec2((i / 2 % 3) * 0.55f + 0.5f, 0.6f), vec2(0, 0.42f));
        float glow = 0.85f + 0.15f * game_wave(in, 0.03f, (float)i);
        canvas_image(canvas, "star", at, 0.6f, 0.3f * (float)(i % 5), COLOR_LIGHT(glow));
    }
}

static void draw_ring(const Comet *c, const GameInput *in, Canvas *canvas)
{
    if (in->step < c->hint_step) return;
    float shown = game_share(in, c->hint_step, (float)(c->due_step - c->hint_step));
    float radius = c->radius * game_share(in, c->hint_step, 20);
    canvas_glow(canvas, c->at, 1.3f * radius, COLOR_LIGHT(0.22f));
    canvas_ring(canvas, c->at, radius, 0.09f, COLOR_WHITE);
    if (c->both) canvas_ring(canvas, c->at, 0.72f * radius, 0.07f, COLOR_WHITE);
    // Fills as the comet comes near: when it is whole, the comet is there.
    canvas_arc(canvas, c->at, radius, 0.16f, shown, light);
    for (int side = 0; side < SIDE_COUNT && c->both; side++) {
        Vec2 at = vec2(c->at.x + game_outward(side) * 0.4f * c->radius, c->at.y);
        game_draw_hand(canvas, side, at, 0.7f * c->radius, 0.8f);
    }
}

static void draw_flying(const Comet *c, const GameInput *in, Canvas *canvas)
{
    float left = (float)c->due_step - (float)in->step;
    uint32_t age = game_since(in, c->try.offer_step);
    Vec2 at = comet_at(c, in->step), before = comet_at(c, in->step - (age < 8 ? age : 8));
    Vec2 way = vec2_sub(at, before);
    float far = vec2_length(way);
    float turn = far > 0 ? exact_atan2(way.x, -way.y) : 0;  // the picture flies straight down
    if (left > c->occlusion_steps || left <= 0) {
        if (far > 0)
            canvas_limb(canvas, at, vec2_sub(at, vec2_scale(way, 1.6f / far)), 1.1f * c->radius,
                        0.05f, (Color){ 1, 0.9f, 0.6f, 0.35f });
        canvas_image(canvas, comet_image[c->kind], at, fmaxf(2.1f * c->radius, 0.95f), turn,
                     COLOR_WHITE);
    }
    // The mist in which it hides: where it will be in the last part of its way.
    if (c->occlusion_steps >= 1) {
        Vec2 mist = comet_at(c, c->due_step - (uint32_t)(0.7f * c->occlusion_steps));
        canvas_picture(canvas, "nebula", mist, 1.6f * c->radius + 0.7f, 0.95f);
    }
    draw_ring(c, in, canvas);
}

static void draw_caught(const Comet *c, float share, Canvas *canvas)
{
    float left = 1 - share;
    canvas_glow(canvas, c->at, c->radius * (1.3f + share),
                (Color){ light.r, light.g, light.b, 0.5f * left });
    canvas_image(canvas, "star", c->at, c->radius * (1.2f + 0.8f * share), 0.8f * share,
                 COLOR_LIGHT(left));
    game_burst(canvas, c->at, 6, 0, c->radius * (0.6f + 1.2f * share), 0.12f * left,
               (Color){ 1, 0.9f, 0.6f, left });
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Keeper *k = state;
    canvas_background(canvas, "space");
    draw_sky(k, in, canvas);
    if (k->blocked) canvas_text(canvas, vec2(8, 8.1f), 0.7f, COLOR_WHITE, "Arms down");
    for (int i = 0; i < COMETS_MAX; i++) {
        const Comet *c = &k->comet[i];
        float share = game_phase_share(in, &c->phase, FADE_STEPS);
        Vec2 on = vec2_add(c->at, vec2(0.4f * share, -1.8f * share));
        switch ((CometState)c->phase.now) {
        case COMET_NONE: break;
        case COMET_FLYING: draw_flying(c, in, canvas); break;
        case COMET_CAUGHT: draw_caught(c, share, canvas); break;
        case COMET_PASSED:
            canvas_picture(canvas, comet_image[c->kind], on, 2 * c->radius, 1 - share);
            break;
        }
    }
}

// Levels: flight time, radius and occlusion as in the therapy table. Zones open one by one: beside
// the head, beside the shoulder, higher, lower, overhead, near the chest.
const Game game_comet_keeper = {
    .id = "comet_keeper",
    .title = "Comet Keeper",
    .card = { .feet = { -0.13f, -0.39f },
              .height = 0.60f,
              .upper = { 95, 112 },
              .fore = { 150, 128 },
              .thigh = { 3, 3 },
              .shank = { -2, -2 } },
    .trains = "interception, timing and catching; one hand or both",
    .invite = "Catch the comets when they reach the ring",
    .version = 3,
    .state_size = sizeof(Keeper),
    .knob_count = 9,
    .knobs = { [KNOB_RADIUS] = { "radius", "AL", "size of a ring", 0.1f, 0.5f, 0.24f },
               [KNOB_FLIGHT] = { "flight", "s", "from sight to arrival", 0.8f, 8, 2.6f },
               [KNOB_DISTANCE] = { "distance", "AL", "rings from the shoulder", 0.4f, 1.1f, 0.8f },
               [KNOB_OCCLUSION] = { "occlusion", "ms", "hidden before it arrives", 0, 800, 0 },
               [KNOB_ZONES] = { "zones", "", "places around the body", 1, 6, 3 },
               [KNOB_TWO] = { "two_hands", "1", "share that both hands must block", 0, 1, 0.2f },
               [KNOB_COUNT] = { "count", "", "comets at once; two come to both sides", 1, 2, 1 },
               [KNOB_HINT] = { "hint", "s", "ring shown before the comet", 0.35f, 8, 2.2f },
               [KNOB_LATE] = { "late", "ms", "a comet stays in the ring", 150, 800, 350 } },
    .level = { { 0.30f, 4, 0.6f, 0, 2, 0, 1, 4, 500 },
               { 0.27f, 3.2f, 0.7f, 0, 3, 0.1f, 1, 3, 420 },
               { 0.24f, 2.6f, 0.8f, 0, 4, 0.2f, 1, 2.1f, 350 },
               { 0.20f, 2.1f, 0.9f, 200, 5, 0.25f, 1, 1.5f, 300 },
               { 0.17f, 1.7f, 1, 400, 6, 0.25f, 2, 1.1f, 250 } },
    .ladder_count = 6,
    .ladder = { KNOB_RADIUS, KNOB_FLIGHT, KNOB_HINT, KNOB_LATE, KNOB_DISTANCE, KNOB_OCCLUSION },
    .measure_count = 4,
    .measures = { [MEASURE_CATCH] = { "catch_rate", "%", "comets caught, by the side they came to",
                                      STAT_MEAN },
                  [MEASURE_CONSTANT] = { "catch_constant_error", "ms",
                                         "hand in the ring after (+) or before the comet",
                                         STAT_MEAN },
                  [MEASURE_ABSOLUTE] = { "catch_absolute_error", "ms", "size of that error",
                                         STAT_MEAN },
                  [MEASURE_VARIABLE] = { "catch_variable_error", "ms",
                                         "standard deviation over eight catches", STAT_MEAN } },
    .praise = { "comet_home" },
    .start = start,
    .step = step,
    .draw = draw,
    .arc = &comet_keeper_arc,
};
