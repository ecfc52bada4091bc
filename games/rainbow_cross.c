// SPDX-License-Identifier: MIT
// rainbow_cross.c: each hand has a colour and fetches drops of it, mostly from the other side of
// the body. Trains midline crossing and laterality. Every crossing paints a piece of the rainbow.
#include "games/arcs/rainbow_cross_arc.h"

enum { KNOB_RADIUS, KNOB_STAY, KNOB_PAST, KNOB_FAR, KNOB_DISTRACT, KNOB_ALTERNATE };
enum { MEASURE_CROSSING, MEASURE_FAR, MEASURE_NEAR, MEASURE_COST, MEASURE_SWITCH, MEASURE_TURN };

#define PAUSE_STEPS  40     // between a drop and the next
#define FADE_STEPS   45     // how long a fetched or fallen drop is still drawn
#define CLEAR_AL     0.3f   // a drop appears no nearer to its hand than this and its radius
#define CROSS_SHARE  0.85f  // of its reach that a hand goes across
#define PLACES_TRIED 14
#define TURN_MAX_DEG 45.0f  // a trunk turned farther than this carries the arm across by itself

typedef enum DropState { DROP_NONE, DROP_WAITING, DROP_FETCHED, DROP_AWAY } DropState;

static bool both_shoulders(const GameInput *in)
{
    return in->body->seen && body_sees_pair(in->body, LANDMARK_SHOULDER_LEFT);
}

// The child's own middle, wherever the child stands or leans.
static float midline(const GameInput *in)
{
    return both_shoulders(in) ? in->body->shoulders.x : game_neck(in).x;
}

// How far the trunk is turned away from the screen: turned shoulders look narrower. Degrees.
static float trunk_turn(const GameInput *in)
{
    if (!both_shoulders(in) || in->size->shoulder_width <= 0) return 0;
    const Vec2 *j = in->body->joint;
    float width = vec2_distance(j[LANDMARK_SHOULDER_LEFT], j[LANDMARK_SHOULDER_RIGHT]);
    return exact_acos(clampf(width / in->size->shoulder_width, 0, 1)) * DEGREES;
}

// How far past the middle of the body this hand comes at most.
static float farthest_past(const GameInput *in, int hand)
{
    float reach = fminf(in->reach[hand], 1) * in->size->arm[hand];
    return CROSS_SHARE * reach - in->size->shoulder_width / 2;
}

static Vec2 place(Cross *g, const GameInput *in, const Drop *d)
{
    const Calibration *c = in->size;
    Rng *rng = &g->tries.rng;
    float arm = c->arm[d->hand], out = game_outward(d->hand);
    float middle = midline(in), height = c->shoulder[d->hand].y;
    Vec2 shoulder = vec2(middle + out * c->shoulder_width / 2, height);
    // Near the middle it hangs before the chest, so that the face stays free.
    float highest = d->far ? fminf(0.05f + d->past / arm, 0.4f) : 0.4f;
    float y = height + rng_between(rng, c->seated ? -0.15f : -0.35f, highest) * arm;
    float beyond = d->past + 0.5f * d->radius + rng_between(rng, 0.05f, 0.2f) * arm;
    Vec2 at = d->far ? vec2(middle - out * beyond, y)
                     : vec2(shoulder.x + out * rng_between(rng, 0.35f, 0.65f) * arm, y);
    // Never farther than this hand comes: rather less high or low than less far across.
    float reach = fminf(in->reach[d->hand], 1) * arm;
    at.x = clampf(at.x, shoulder.x - reach, shoulder.x + reach);
    float across = at.x - shoulder.x, room = sqrtf(fmaxf(0, reach * reach - across * across));
    at.y = clampf(at.y, height - room, height + room);
    return game_in_view(in, at, d->radius);
}

static void hang(Cross *g, const GameInput *in, Drop *d, int hand, bool far)
{
    float arm = in->size->arm[hand];
    *d = (Drop){ .phase = { DROP_WAITING, in->step }, .hand = hand };
    d->far = far && farthest_past(in, hand) > 0;
    d->radius = in->knob[KNOB_RADIUS] * arm * game_ease(in, 1, 1.4f);
    d->past = in->sure ? 0 : fminf(in->knob[KNOB_PAST] * arm, farthest_past(in, hand));
    for (int i = 0; i < PLACES_TRIED; i++) {
        d->at = place(g, in, d);
        const Drop *other = &g->drop[!hand];
        bool apart = other->phase.now != DROP_WAITING ||
                     vec2_distance(other->at, d->at) > 1.2f * (other->radius + d->radius);
        if (apart && game_hands_off(in, 1u << hand, d->at, d->radius + CLEAR_AL * arm)) break;
    }
}

static void hang_clouds(Cross *g, const GameInput *in, int things)
{
    int wanted = in->sure ? 0 : game_choice(in, KNOB_DISTRACT);
    int room = in->setup->profile.sensory.things_max - things;
    g->cloud_count = wanted < room ? wanted : room < 0 ? 0 : room;
    float arm = game_arm(in);
    for (int i = 0; i < g->cloud_count; i++) {
        float out = i % 2 ? -game_outward(g->hand) : game_outward(g->hand);
        for (int k = 0; k < PLACES_TRIED; k++) {
            float up = rng_between(&g->tries.rng, -0.3f, 0.8f),
                  aside = rng_between(&g->tries.rng, 0.6f, 1.1f);
            Vec2 at = vec2(midline(in) + out * aside * arm, in->size->shoulder[0].y + up * arm);
            g->cloud[i] = game_in_view(in, at, 0.5f);
            const Drop *d = &g->drop[g->hand];
            if (vec2_distance(g->cloud[i], d->at) > 2 * d->radius + 0.8f) break;
        }
    }
}

// Where it lies follows the side bias; which hand must come follows from far or near. A hand rule
// or strict turns say which hand, and then far or near says the side.
static int hand_for(const Cross *g, const GameInput *in, Side lies, bool far)
{
    if (in->hands != 3u) return (int)game_only_side(in->hands, SIDE_LEFT);
    if (in->knob[KNOB_ALTERNATE] >= 0.5f) return in->again ? g->hand : !g->hand;
    return far ? !lies : (int)lies;
}

static void offer(Cross *g, const GameInput *in, GameOutput *out)
{
    game_dice(in, &g->tries);
    bool far = rng_between(&g->tries.rng, 0, 100) < in->knob[KNOB_FAR] && !in->sure;
    if (in->again && !g->drop[g->hand].far) far = false;
    Side lies = game_side(in, &g->tries.rng);
    // A hand that does not come to the middle of the body is not asked to cross it.
    if (farthest_past(in, hand_for(g, in, lies, far)) <= 0) far = false;
    g->hand = hand_for(g, in, lies, far);
    for (int side = 0; side < SIDE_COUNT; side++) g->drop[side].phase.now = DROP_NONE;
    for (int side = 0; side < SIDE_COUNT; side++)
        if (in->both || side == g->hand) hang(g, in, &g->drop[side], side, far);
    hang_clouds(g, in, in->both ? 2 : 1);

    Vec2 at = g->drop[g->hand].at;
    float stay_s = in->knob[KNOB_STAY] / game_pace(in) * game_ease(in, 1, 1.5f);
    g->try.silent = 1;  // each hand's drop has a note of its own
    game_offer(in, out, &g->tries, &g->try, -1, at, stay_s);
    game_cue(out, CUE_APPEAR, at, g->hand == SIDE_RIGHT ? 5 : 0);
    g->try.silent = 0;
    for (int side = 0; side < SIDE_COUNT; side++)
        g->drop[side].target = in->both ? ++g->tries.ids : g->try.id;
}

// Its own hand is on the drop, as it should be.
static bool fetched(const Drop *d, const GameInput *in)
{
    // Cheat: the near hand takes it. Only the hand of its colour counts.
    bool may = in->hands & 1u << d->hand;
    if (!may || !game_hand_touches(in, d->hand, d->at, d->radius)) return false;
    if (!d->far) return true;
    // Cheat: turning the belly to the side, so that the arm goes straight ahead.
    if (!both_shoulders(in) || trunk_turn(in) > TURN_MAX_DEG) return false;
    // Cheat: leaning or stepping over, so that the drop hangs before the hand's own side. It is the
    // hand that must cross the middle of the body as it is now.
    float across = (in->body->hand[d->hand].x - midline(in)) * -game_outward(d->hand);
    return across >= 0.8f * d->past - 0.03f * in->size->arm[d->hand];
}

static void keep_times(Cross *g, const GameInput *in, GameOutput *out, const Drop *d, float seconds)
{
    if (!d->far) {
        game_measure(out, MEASURE_NEAR, d->hand, seconds);
        g->near_s[g->near_count++ % TIMES_KEPT] = seconds;
        return;
    }
    game_measure(out, MEASURE_FAR, d->hand, seconds);
    game_measure(out, MEASURE_TURN, d->hand, trunk_turn(in));
    int count = g->near_count < TIMES_KEPT ? g->near_count : TIMES_KEPT;
    if (!count) return;
    float mean = 0;
    for (int i = 0; i < count; i++) mean += g->near_s[i] / (float)count;
    game_measure(out, MEASURE_COST, d->hand, seconds - mean);
}

static void end(Cross *g, const GameInput *in, DropState state)
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        GamePhase *phase = &g->drop[side].phase;
        if (phase->now == DROP_WAITING) game_enter(in, phase, state);
    }
    g->cloud_count = 0;
    g->next_step = in->step + PAUSE_STEPS;
}

static void finish(Cross *g, const GameInput *in, GameOutput *out, bool hit)
{
    Vec2 at = g->drop[g->hand].at;
    float seconds = game_try_seconds(in, &g->try);
    for (int side = 0; side < SIDE_COUNT; side++) {
        const Drop *d = &g->drop[side];
        if (d->phase.now != DROP_WAITING) continue;
        if (d->far) game_measure(out, MEASURE_CROSSING, side, hit ? 100 : 0);
        if (hit) keep_times(g, in, out, d, seconds);
    }
    end(g, in, hit ? DROP_FETCHED : DROP_AWAY);
    game_end(out, &g->tries, &g->try, hit, in->both ? -1 : g->hand, at, seconds);
    bool band = g->tries.hits % RAINBOW_BANDS == 0,
         line = g->tries.hits % (2 * RAINBOW_BANDS) == RAINBOW_BANDS;
    if (hit && band) game_praise(out, vec2(8, 8), line ? "rainbow_grows" : NULL);
}

// A hand of the other colour: the drop shakes its head, nothing else happens.
static void notice_other(Cross *g, Drop *d, const GameInput *in, GameOutput *out)
{
    int other = !d->hand;
    if (d->told_step || !game_hand_touches(in, other, d->at, d->radius)) return;
    d->told_step = in->step;
    if (!(in->hands & 1u << other)) {
        game_rested(out, &g->try, other, d->at);
        return;
    }
    game_measure(out, MEASURE_SWITCH, other, 1);
    out->say = d->hand == SIDE_RIGHT ? "rainbow_orange" : "rainbow_blue";
}

static void start(void *state, const GameInput *first)
{
    Cross *g = state;
    game_tries_start(&g->tries, first);
    g->hand = game_side(first, &g->tries.rng);
    g->next_step = GAME_STEPS_PER_SECOND / 2;
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Cross *g = state;
    bool all = true;
    for (int side = 0; side < SIDE_COUNT; side++) {
        Drop *d = &g->drop[side];
        if (d->phase.now == DROP_WAITING) {
            all &= fetched(d, in);
            if (!in->both) notice_other(g, d, in, out);
        } else {
            game_then(in, &d->phase, FADE_STEPS, DROP_NONE);
        }
    }
    if (game_withdrawn(in, &g->try))
        end(g, in, DROP_AWAY);
    else if (g->try.open && (all || game_try_over(in, &g->try)))
        finish(g, in, out, all);
    else if (!g->try.open && in->step >= g->next_step)
        offer(g, in, out);
    for (int side = 0; side < SIDE_COUNT; side++) {
        const Drop *d = &g->drop[side];
        if (d->phase.now == DROP_WAITING)
            game_invite(out, d->target, TARGET_HAND, d->at, d->radius, 1u << side);
    }
}

// ---- drawing ----

static const char *const drop_image[SIDE_COUNT] = { "drop_blue", "drop_orange" };

static void draw_waiting(const Cross *g, const Drop *d, const GameInput *in, Canvas *canvas)
{
    float grown = game_phase_share(in, &d->phase, 18), radius = d->radius * grown, shake = 0;
    float left = 1 - game_phase_share(in, &d->phase, (float)g->try.stay_steps);
    if (d->told_step && game_since(in, d->told_step) < 40)
        shake = 0.12f * exact_sin((float)game_since(in, d->told_step) * 0.5f);
    Vec2 at = vec2(d->at.x + shake, d->at.y);
    canvas_glow(canvas, at, 1.6f * d->radius, COLOR_LIGHT(0.45f));
    canvas_picture(canvas, drop_image[d->hand], at, 2.1f * radius, 1);
    game_draw_side_ring(canvas, at, radius, 0.09f, d->hand, 1);
    canvas_arc(canvas, at, radius + 0.30f, 0.07f, left, COLOR_LIGHT(0.7f));
    if (!d->far) return;
    // Steps of light from the hand's own side to the drop show the way across.
    Color light = game_side_color(d->hand, 0.55f * grown);
    Vec2 from = in->body->seen ? in->body->hand[d->hand] : in->size->shoulder[d->hand];
    for (int i = 1; i <= 4; i++) {
        float along = (float)i / 5;
        canvas_disc(canvas, vec2_mix(from, at, along), 0.06f + 0.05f * along, light);
    }
}

static void draw_drop(const Cross *g, const Drop *d, const GameInput *in, Canvas *canvas)
{
    float share = game_phase_share(in, &d->phase, FADE_STEPS), size = 2.1f * d->radius;
    const char *image = drop_image[d->hand];
    if (d->phase.now == DROP_WAITING) draw_waiting(g, d, in, canvas);
    if (d->phase.now == DROP_AWAY)
        canvas_picture(canvas, image, vec2(d->at.x, d->at.y - 1.4f * share), size,
                       0.8f * (1 - share));
    if (d->phase.now != DROP_FETCHED) return;
    // It flies up to the rainbow.
    Vec2 at = vec2_mix(d->at, rainbow_at(d->at.x / STAGE_WIDTH, 6, 0), share * share);
    canvas_glow(canvas, at, d->radius * (1.4f + share),
                game_side_color(d->hand, 0.5f * (1 - share)));
    canvas_image(canvas, image, at, size * (1 - 0.5f * share), 2 * share, COLOR_LIGHT(1 - share));
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Cross *g = state;
    canvas_background(canvas, "rainbow_hill");
    rainbow_draw(g->tries.hits, 0, canvas);
    for (int i = 0; i < 2; i++) {
        float x = 2.2f + 11.6f * (float)i + 0.3f * game_wave(in, 0.008f, (float)i * 2);
        canvas_picture(canvas, i ? "cloud_2" : "cloud_1", vec2(x, 1.6f), 1.7f, 1);
    }
    for (int i = 0; i < g->cloud_count; i++)
        canvas_picture(canvas, "cloud_grey", g->cloud[i], 1,
                       0.9f * game_share(in, g->try.offer_step, 40));
    for (int side = 0; side < SIDE_COUNT; side++) draw_drop(g, &g->drop[side], in, canvas);
}

// Levels: share on the far side, distance past the midline and distractor as in the therapy table.
const Game game_rainbow_cross = {
    .id = "rainbow_cross",
    .title = "Rainbow Cross",
    .card = { .feet = { -0.05f, -0.39f },
              .height = 0.62f,
              .upper = { -34, 18 },
              .fore = { -100, 14 },
              .thigh = { 3, 3 },
              .shank = { -2, -2 } },
    .trains = "midline crossing and laterality; each hand has its colour",
    .invite = "Catch each drop with the hand of its colour",
    .version = 3,
    .state_size = sizeof(Cross),
    .knob_count = 6,
    .knobs = { [KNOB_RADIUS] = { "radius", "AL", "size of a drop", 0.1f, 0.5f, 0.24f },
               [KNOB_STAY] = { "stay", "s", "how long a drop waits", 0.8f, 12, 5 },
               [KNOB_PAST] = { "past", "AL", "beyond the middle of the body", 0, 0.6f, 0.2f },
               [KNOB_FAR] = { "far", "%", "share on the other side", 0, 100, 60 },
               [KNOB_DISTRACT] = { "distractor", "", "grey clouds that are nobody's", 0,
                                   DISTRACTORS_MAX, 0 },
               [KNOB_ALTERNATE] = { "alternate", "", "1: left and right in turn", 0, 1, 0 } },
    .level = { { 0.28f, 5, 0, 30, 0, 0 },
               { 0.25f, 4, 0.1f, 45, 0, 0 },
               { 0.21f, 3.2f, 0.2f, 60, 0, 0 },
               { 0.17f, 2.5f, 0.3f, 75, 1, 0 },
               { 0.14f, 1.9f, 0.4f, 90, 1, 1 } },
    .ladder_count = 4,
    .ladder = { KNOB_RADIUS, KNOB_STAY, KNOB_PAST, KNOB_FAR },
    .measure_count = 6,
    .measures = { [MEASURE_CROSSING] = { "crossing", "%",
                                         "far drops fetched by the hand of their colour",
                                         STAT_MEAN },
                  [MEASURE_FAR] = { "time_far", "s", "to a drop across the middle", STAT_MEDIAN },
                  [MEASURE_NEAR] = { "time_near", "s", "to a drop on its own side", STAT_MEDIAN },
                  [MEASURE_COST] = { "crossing_cost", "s", "far minus near", STAT_MEDIAN },
                  [MEASURE_SWITCH] = { "hand_switch", "", "the other hand came first", STAT_SUM },
                  [MEASURE_TURN] = { "trunk_turn", "deg",
                                     "trunk turned while crossing, by shoulder width",
                                     STAT_MEDIAN } },
    .praise = { "rainbow_grows" },
    .anchor = ANCHOR_SHOULDERS,
    .start = start,
    .step = step,
    .draw = draw,
    .arc = &rainbow_cross_arc,
};
