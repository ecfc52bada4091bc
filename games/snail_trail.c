// SPDX-License-Identifier: MIT
// snail_trail.c: a firefly leads a snail along a trail of pebbles; the hand goes with it, slow and
// smooth. Trains visual-motor control and slow, smooth movement of a hand, or of the head over the
// trunk.
#include "games/arcs/snail_trail_arc.h"

enum { MEASURE_LENGTH, MEASURE_ERROR, MEASURE_LAG, MEASURE_ON, MEASURE_PEAKS };
enum { SHAPE_LINE, SHAPE_ARCH, SHAPE_WAVE, SHAPE_WAVES, SHAPE_SPIRAL, SHAPE_COUNT };

#define FINE            256
#define REST_STEPS      45
#define JOY_STEPS       80
#define AWAY_STEPS      50
#define START_RADIUS_AL 0.12f  // to set off, at least this near to the trail's start
#define BEHIND_S        0.35f  // a follower may be late by so much of the firefly's way
#define EXTENT_AL       0.36f  // half of a trail's breadth at most: within reach
// The trail's middle from the shoulder, beside the body: before trunk and face, and on an arm that
// is folded at the shoulder, a camera loses the hand.
#define OUT_AL       0.62f
#define BELOW_AL     0.4f
#define BOTH_ROOM    1.4f   // two hands need more room
#define TRUNK_AL     0.35f  // the shoulders may go this far sideways with the hand
#define FAST_SHARE   2.5f   // a hand faster than this share of the firefly's speed ...
#define FAST_AL_S    0.5f   // ... and this does not go along, it sweeps
#define RIM          0.1f   // stage units kept free at the rim, beside what all games keep
#define NOSE_DEG_MAX 18.0f  // lean of the trunk for a trail of the nose
#define NOSE_DEG_MIN 8.0f
#define NOSE_SHARE   0.6f   // of width and speed: a head goes less far than a hand
#define ROOM_AL      0.03f  // added to half the width: the camera's error, a broad palm
#define NOSE_HALF    0.4f   // of the way to one side: with more, standing upright would do
#define HIPS_AL      0.15f  // the hips may go this far sideways with the nose
#define EASE         0.1f   // of the firefly as it stops and goes
#define PEAK_AL_S    0.15f  // a dip and rise of the hand's speed that is smaller is noise
#define PEAK_SHARE   0.2f   // ... and one that is smaller than this share of the last top

typedef enum Phase { PHASE_REST, PHASE_OFFERED, PHASE_LEAD, PHASE_JOY, PHASE_AWAY } Phase;

// The shapes in a box of about -1..1, u from 0 to 1.
static Vec2 shape_at(int shape, float u)
{
    float x = 2 * u - 1, turn = 2 * PI_F * u;
    switch (shape) {
    case SHAPE_LINE: return vec2(x, 0.12f * x);
    case SHAPE_ARCH: return vec2(-exact_cos(PI_F * u), 0.8f * exact_sin(PI_F * u) - 0.4f);
    case SHAPE_WAVE: return vec2(x, 0.45f * exact_sin(turn));
    case SHAPE_WAVES: return vec2(x, 0.45f * exact_sin(2 * turn));
    default:
        return vec2_scale(vec2(-exact_cos(1.6f * turn), exact_sin(1.6f * turn)), 1 - 0.75f * u);
    }
}

// Even steps along the fine points, however the shape runs through them.
static float space_evenly(const Vec2 fine[FINE + 1], Vec2 point[POINTS])
{
    float gone[FINE + 1] = { 0 };
    for (int i = 0; i < FINE; i++) gone[i + 1] = gone[i] + vec2_distance(fine[i], fine[i + 1]);
    for (int next = 0, i = 0; next < POINTS - 1; next++) {
        float wanted = gone[FINE] * (float)next / (POINTS - 1);
        while (i < FINE - 1 && wanted > gone[i + 1]) i++;
        float piece = fmaxf(vec2_distance(fine[i], fine[i + 1]), 1e-6f);
        point[next] = vec2_mix(fine[i], fine[i + 1], (wanted - gone[i]) / piece);
    }
    point[POINTS - 1] = fine[FINE];
    return gone[FINE];
}

// Shifted as a whole to where the camera sees it and the stage shows it.
static void into_view(const GameInput *in, Vec2 fine[FINE + 1])
{
    Vec2 low = fine[0], high = fine[0];
    for (int i = 1; i <= FINE; i++) {
        low = vec2(fminf(low.x, fine[i].x), fminf(low.y, fine[i].y));
        high = vec2(fmaxf(high.x, fine[i].x), fmaxf(high.y, fine[i].y));
    }
    Vec2 by = vec2_add(vec2_sub(game_in_view(in, low, RIM), low),
                       vec2_sub(game_in_view(in, high, RIM), high));
    for (int i = 0; i <= FINE; i++) fine[i] = game_on_stage(vec2_add(fine[i], by), 0.1f);
}

static void lay_for_hand(Trail *t, const GameInput *in, float length_al, Vec2 fine[FINE + 1])
{
    const Calibration *c = in->size;
    t->side = (int32_t)game_only_side(in->hands, (Side)t->side);
    float arm = c->arm[t->side] * clampf(in->reach[t->side], 0.3f, 1);
    unsigned hands = in->both ? in->hands : 1u << t->side;
    if (in->both) arm = fminf(arm, c->arm[!t->side] * clampf(in->reach[!t->side], 0.3f, 1));
    float out = game_outward(t->side);
    Vec2 middle =
        vec2(c->shoulder[t->side].x + out * OUT_AL * arm, c->shoulder[t->side].y - BELOW_AL * arm);
    if (in->both) middle.x = game_neck(in).x;

    int shape = game_choice(in, KNOB_SHAPE);
    float flip = rng_below(&t->tries.rng, 2) ? 1.0f : -1.0f;
    float tilt = rng_between(&t->tries.rng, -0.2f, 0.2f);
    // Whoever may choose takes the hand that is nearer: it starts outside, so that this hand can
    // stay.
    if (in->hands == 3u && !in->both) flip = -out;
    float length = 0;
    for (int i = 0; i <= FINE; i++) {
        fine[i] = shape_at(shape, (float)i / FINE);
        fine[i].x *= flip;
        if (i > 0) length += vec2_distance(fine[i - 1], fine[i]);
    }
    float scale = fminf(length_al / length, EXTENT_AL) * arm;
    Vec2 turn = vec2(exact_cos(tilt), exact_sin(tilt));
    for (int i = 0; i <= FINE; i++) {
        Vec2 p = fine[i];
        Vec2 turned = vec2(p.x * turn.x - p.y * turn.y, p.x * turn.y + p.y * turn.x);
        fine[i] = vec2_add(middle, vec2_scale(turned, scale));
    }
    into_view(in, fine);
    for (int i = 0; i <= FINE; i++) fine[i] = game_in_reach(in, hands, fine[i], 0);
}

// The nose goes as the trunk leans: along an arc round the hips, to one side, the other and back.
static void lay_for_nose(Trail *t, const GameInput *in, float length_al, Vec2 fine[FINE + 1])
{
    float trunk = in->size->trunk, most = length_al * game_arm(in) / (4 * trunk);
    most = clampf(most, NOSE_DEG_MIN * RADIANS, NOSE_DEG_MAX * RADIANS);
    t->half = fminf(t->half, NOSE_HALF * trunk * exact_sin(most));
    if (t->side == SIDE_LEFT) most = -most;
    Vec2 home = vec2(in->size->hip.x, in->body->head.y);
    for (int i = 0; i <= FINE; i++) {
        float turn = most * exact_sin(2 * PI_F * (float)i / FINE);
        fine[i] = vec2(home.x + trunk * exact_sin(turn), home.y - trunk * (1 - exact_cos(turn)));
    }
    into_view(in, fine);
}

static Vec2 point_at(const Trail *t, float index)
{
    index = clampf(index, 0, POINTS - 1);
    int i = (int)index;
    if (i >= POINTS - 1) return t->point[POINTS - 1];
    return vec2_mix(t->point[i], t->point[i + 1], index - (float)i);
}

static void offer(Trail *t, const GameInput *in, GameOutput *out)
{
    // Eased: wider, slower, shorter, and more time.
    float arm = game_arm(in), pace = game_pace(in), width = in->knob[KNOB_WIDTH];
    width = game_ease(in, width, fmaxf(0.25f, 1.6f * width));
    float speed = in->knob[KNOB_SPEED] * pace * game_ease(in, 1, 0.6f);
    float length_al = in->knob[KNOB_LENGTH] * game_ease(in, 1, 0.6f);
    float stay_s = in->knob[KNOB_STAY] / pace * game_ease(in, 1, 2);
    game_dice(in, &t->tries);
    t->nose = game_choice(in, KNOB_GUIDE) == GUIDE_NOSE;
    t->side = (int32_t)game_side(in, &t->tries.rng);
    t->follower = t->side;
    t->half = width / 2 * arm;
    t->half = (t->nose ? NOSE_SHARE * t->half : t->half) + ROOM_AL * arm;
    if (in->both && !t->nose) t->half *= BOTH_ROOM;
    Vec2 fine[FINE + 1];
    (t->nose ? lay_for_nose : lay_for_hand)(t, in, length_al, fine);
    t->length = fmaxf(space_evenly(fine, t->point), 0.01f);
    t->speed = speed * arm * (t->nose ? NOSE_SHARE : 1);
    t->at = t->going = 0;
    t->error_sum = t->lag_sum = t->inside = 0;
    t->on_steps = t->lead_steps = t->lag_steps = 0;
    t->peaks = (PeakCounter){ 0 };
    game_enter(in, &t->phase, PHASE_OFFERED);
    game_offer(in, out, &t->tries, &t->try, -1, t->point[0], stay_s + t->length / t->speed);
    if (t->try.id == 1 || in->sure) out->say = t->nose ? "snail_nose" : "snail_follow";
}

// What goes along: the nose, or the hand on that side.
static Vec2 follower_at(const Trail *t, const Body *b, int side)
{
    return t->nose ? b->head : b->hand[side];
}

static bool follower_seen(const Trail *t, const Body *b, int side)
{
    return b->seen && (t->nose ? body_sees(b, LANDMARK_NOSE) : body_sees_hand(b, side));
}

// Distance of `p` from the piece of trail about the firefly that counts as going along with it:
// from a little behind to just ahead. `behind` tells by how much of the way it is late, stage
// units.
static float tunnel_distance(const Trail *t, Vec2 p, float *behind)
{
    float per_point = t->length / (POINTS - 1), best = 1e9f;
    int low = (int)fmaxf(0, t->at - BEHIND_S * t->speed / per_point);
    int high = (int)fminf(POINTS - 1, t->at + 1);
    *behind = 0;
    for (int i = low; i < high; i++) {
        float d = segment_distance(p, t->point[i], t->point[i + 1]);
        if (d >= best) continue;
        best = d;
        *behind = fmaxf(0, (t->at - (float)i - 0.5f) * per_point);
    }
    if (low >= high) best = vec2_distance(p, point_at(t, t->at));
    return best;
}

static bool goes_along(const Trail *t, const GameInput *in, int side, float *behind)
{
    const Body *b = in->body;
    float half = t->half;
    if (t->phase.now == PHASE_OFFERED) half = fmaxf(half, START_RADIUS_AL * game_arm(in));
    if (!follower_seen(t, b, side)) return false;
    if (tunnel_distance(t, follower_at(t, b, side), behind) > half) return false;
    if (t->nose)  // Cheat: stepping or shifting to the side. The trunk leans over hips that stay.
        return !body_sees_pair(b, LANDMARK_HIP_LEFT) ||
               fabsf(b->hips.x - in->size->hip.x) <= HIPS_AL * game_arm(in);
    // Cheat: sweeping to and fro over the trail. The hand goes along or it does not count.
    float fastest = FAST_SHARE * t->speed + FAST_AL_S * in->size->arm[side];
    if (t->phase.now == PHASE_LEAD && t->hand_speed[side] > fastest) return false;
    // Cheat: carrying a stiff arm along by leaning or stepping.
    return !body_sees_pair(b, LANDMARK_SHOULDER_LEFT) ||
           fabsf(b->shoulders.x - game_neck(in).x) <= TRUNK_AL * in->size->arm[side];
}

// Whether those that ought to go along do. Sets the follower, the nearer hand of several.
static bool all_along(Trail *t, const GameInput *in, float *behind)
{
    if (t->nose) return goes_along(t, in, SIDE_LEFT, behind);
    unsigned along = 0;
    float late[SIDE_COUNT] = { 0, 0 };
    for (int side = 0; side < SIDE_COUNT; side++)
        if ((in->hands & 1u << side) && goes_along(t, in, side, &late[side])) along |= 1u << side;
    if (!along || (in->both && along != in->hands)) return false;
    t->follower = (int32_t)game_nearer_hand(in, along, point_at(t, t->at));
    *behind = late[t->follower];
    return true;
}

static void watch_hands(Trail *t, const GameInput *in)
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        Vec2 from = follower_at(t, in->body_before, side), to = follower_at(t, in->body, side);
        float speed = vec2_distance(from, to) * GAME_STEPS_PER_SECOND;
        t->hand_speed[side] = mixf(t->hand_speed[side], fminf(speed, 100), 0.12f);
    }
}

static void tell(const Trail *t, const GameInput *in, GameOutput *out, int side)
{
    float arm = game_arm(in), leading = (float)t->lead_steps;
    if (t->lead_steps < GAME_STEPS_PER_SECOND / 2) return;
    game_measure(out, MEASURE_LENGTH, side, t->inside / arm);
    game_measure(out, MEASURE_ERROR, side, sqrtf(t->error_sum / leading) / arm);
    if (t->lag_steps > 0)
        game_measure(out, MEASURE_LAG, side, 1000 * t->lag_sum / (float)t->lag_steps);
    game_measure(out, MEASURE_ON, side, 100 * (float)t->on_steps / leading);
    game_measure(out, MEASURE_PEAKS, side,
                 (float)peaks_count(&t->peaks) * GAME_STEPS_PER_SECOND / leading);
}

static void finish(Trail *t, const GameInput *in, GameOutput *out, bool hit)
{
    Vec2 at = point_at(t, t->at);
    int side = t->nose ? -1 : t->follower;
    tell(t, in, out, side);
    game_enter(in, &t->phase, hit ? PHASE_JOY : PHASE_AWAY);
    game_end(out, &t->tries, &t->try, hit, side, at, game_try_seconds(in, &t->try));
    if (hit && t->tries.hits % 4 == 0) game_praise(out, at, "slowly");
}

// The firefly waits at the start until the hand is there.
static void await(Trail *t, const GameInput *in, GameOutput *out)
{
    float behind = 0;
    if (!all_along(t, in, &behind)) return;
    game_enter(in, &t->phase, PHASE_LEAD);
    game_cue(out, CUE_TOUCH, t->point[0], 0);
}

static void lead(Trail *t, const GameInput *in, GameOutput *out)
{
    float behind = 0, before = t->at;
    if (!follower_seen(t, in->body, t->follower)) {
        t->going *= 1 - EASE;
        return;
    }
    bool along = all_along(t, in, &behind);
    float error = vec2_distance(follower_at(t, in->body, t->follower), point_at(t, t->at));
    t->error_sum += error * error;
    t->lead_steps++;
    t->on_steps += along;
    peaks_add(&t->peaks, t->hand_speed[t->follower] / game_arm(in), PEAK_AL_S, PEAK_SHARE);
    if (along && t->going > 0.8f) {
        t->lag_sum += behind / t->speed;
        t->lag_steps++;
    }
    // It is patient: who leaves the trail is waited for.
    t->going = mixf(t->going, along ? 1 : 0, EASE);
    float way = t->going * t->speed / GAME_STEPS_PER_SECOND;
    if (along) t->inside += way;
    t->at += way / t->length * (POINTS - 1);
    int fifth = (int)(t->at * 5 / (POINTS - 1));
    if (fifth > (int)(before * 5 / (POINTS - 1)) && fifth < 5)
        game_cue(out, CUE_TOUCH, point_at(t, t->at), game_scale(fifth));
    if (t->at >= POINTS - 1) finish(t, in, out, true);
}

static void invite(const Trail *t, const GameInput *in, GameOutput *out)
{
    Vec2 at = point_at(t, t->at);
    float radius = fmaxf(t->half, 0.05f), sine = (at.x - in->size->hip.x) / in->size->trunk;
    if (t->nose)
        game_invite(out, t->try.id, TARGET_LEAN, at, radius, 3u)->value =
            exact_asin(clampf(sine, -0.5f, 0.5f)) * DEGREES;
    else
        game_invite(out, t->try.id, TARGET_HAND, at, radius, in->hands)->both = in->both;
}

static void follow(Trail *t, const GameInput *in, GameOutput *out)
{
    if (game_withdrawn(in, &t->try))
        game_enter(in, &t->phase, PHASE_AWAY);
    else if (!in->body->seen)
        t->try.stay_steps++;  // the time waits too
    else if (t->phase.now == PHASE_OFFERED)
        await(t, in, out);
    else
        lead(t, in, out);
    if (!t->try.open) return;
    if (!t->nose) game_watch_resting(in, out, &t->try, point_at(t, t->at), t->half);
    if (game_try_over(in, &t->try)) finish(t, in, out, false);
}

static void start(void *state, const GameInput *first)
{
    Trail *t = state;
    game_tries_start(&t->tries, first);
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Trail *t = state;
    watch_hands(t, in);
    switch ((Phase)t->phase.now) {
    case PHASE_REST:
        if (game_lasted(in, &t->phase, REST_STEPS) && in->body->seen) offer(t, in, out);
        break;
    case PHASE_OFFERED:
    case PHASE_LEAD: follow(t, in, out); break;
    case PHASE_JOY: game_then(in, &t->phase, JOY_STEPS, PHASE_REST); break;
    case PHASE_AWAY: game_then(in, &t->phase, AWAY_STEPS, PHASE_REST); break;
    }
    if (t->try.open) invite(t, in, out);
}

// ---- the picture ----

// Pebbles as broad as the tunnel; those that the snail has passed shine.
static void draw_pebbles(const Trail *t, float alpha, Canvas *canvas)
{
    float radius = fmaxf(t->half, 0.08f), apart = fmaxf(2.15f * radius, t->length / 70);
    int count = (int)(t->length / apart) + 1;
    for (int i = 0; i <= count; i++) {
        float index = (float)i * (POINTS - 1) / (float)count;
        Color stone = index <= t->at ? (Color){ 0.66f, 0.90f, 0.62f, 0.92f * alpha }
                                     : (Color){ 0.98f, 0.93f, 0.82f, 0.85f * alpha };
        Vec2 at = point_at(t, index);
        canvas_disc(canvas, at, radius, stone);
        canvas_ring(canvas, at, radius, 0.07f, (Color){ 0.45f, 0.38f, 0.45f, alpha });
    }
}

static void draw_meadow(const Trail *t, const GameInput *in, Canvas *canvas)
{
    snail_salads(t->tries.hits, canvas);
    // Far fireflies, as many as this child likes to have about.
    const Sensory *sensory = &in->setup->profile.sensory;
    for (int i = 0; i < sensory->background_motion && i < sensory->things_max - 1; i++) {
        float time = (float)in->step * 0.006f + (float)i * 2.1f, x = 3 + 5 * (float)i;
        Vec2 at = vec2(x + 1.2f * exact_sin(time), 7.2f + 0.5f * exact_sin(1.7f * time));
        canvas_glow(canvas, at, 0.35f, (Color){ 1, 0.95f, 0.6f, 0.4f });
    }
}

static void draw_snail(const Trail *t, const GameInput *in, float alpha, Canvas *canvas)
{
    float index = t->at - 0.42f * game_arm(in) * (POINTS - 1) / t->length;
    Vec2 at = point_at(t, index);
    if (index < 0)  // it waits before the start
        at = vec2_add(at, vec2_scale(vec2_sub(t->point[1], t->point[0]), index));
    canvas_picture(canvas, "snail", vec2(at.x, at.y + 0.12f), 0.85f, alpha);
}

// The place to set off from, with the hand that is to come.
static void draw_start(const Trail *t, const GameInput *in, Canvas *canvas)
{
    Vec2 at = t->point[0];
    float radius = fmaxf(t->half, START_RADIUS_AL * game_arm(in));
    float pulse = 0.5f + 0.5f * exact_sin((float)in->step * 0.07f);
    game_draw_rim(canvas, at, radius + 0.12f * pulse, 1);
    if (t->nose || in->hands == 3u) return;
    int side = (int)game_only_side(in->hands, SIDE_RIGHT);
    game_draw_hand(canvas, side, vec2(at.x, at.y - radius - 0.6f), 0.7f, 0.9f);
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Trail *t = state;
    canvas_background(canvas, "snail_meadow");
    draw_meadow(t, in, canvas);
    if (t->phase.now == PHASE_REST) return;
    const GamePhase *phase = &t->phase;
    float joy = phase->now == PHASE_JOY ? game_phase_share(in, phase, JOY_STEPS) : 0;
    float away = phase->now == PHASE_AWAY ? game_phase_share(in, phase, AWAY_STEPS) : 0;
    float alpha = clampf(2.7f * (1 - joy), 0, 1) * (1 - away);
    if (phase->now == PHASE_OFFERED) alpha = game_phase_share(in, phase, 20);
    draw_pebbles(t, alpha, canvas);
    Vec2 end = t->point[POINTS - 1], fly = point_at(t, t->at);
    if (joy > 0) canvas_glow(canvas, end, 1 + joy, (Color){ 1, 0.95f, 0.6f, 0.5f * alpha });
    canvas_picture(canvas, "salad", vec2(end.x, end.y + 0.1f), 0.75f, alpha);
    if (phase->now != PHASE_AWAY) draw_snail(t, in, alpha, canvas);
    if (phase->now == PHASE_OFFERED) draw_start(t, in, canvas);
    fly.y += 0.05f * exact_sin((float)in->step * 0.08f) + 2 * away;
    canvas_glow(canvas, fly, 0.95f, (Color){ 1, 0.95f, 0.55f, 0.6f * alpha });
    game_draw_rim(canvas, fly, 0.42f, alpha);
    canvas_picture(canvas, "firefly", fly, 0.65f, alpha);
}

// Levels: width and speed as in the therapy table; trails grow longer and more curved.
const Game game_snail_trail = {
    .id = "snail_trail",
    .title = "Snail Trail",
    .trains = "visual-motor control; slow, smooth movement of a hand, or of the head",
    .invite = "Go slowly with the firefly and lead the snail home",
    .version = 3,
    .state_size = sizeof(Trail),
    .knob_count = 6,
    .knobs = { [KNOB_WIDTH] = { "width", "AL", "of the trail", 0.05f, 0.5f, 0.2f },
               [KNOB_SPEED] = { "speed", "AL/s", "of the firefly", 0.1f, 1.0f, 0.4f },
               [KNOB_LENGTH] = { "length", "AL", "of a trail, within reach", 0.5f, 3.0f, 1.8f },
               [KNOB_SHAPE] = { "shape", "", "0 line, 1 arch, 2 and 3 waves, 4 spiral", 0,
                                SHAPE_COUNT - 1, 2 },
               [KNOB_STAY] = { "stay", "s", "time beside the firefly's own", 1, 12, 4.5f },
               [KNOB_GUIDE] = { "guide", "", "0 the hand goes along, 1 the nose", 0, 1, 0 } },
    .level = { { 0.30f, 0.25f, 1.1f, SHAPE_LINE, 8, 0 },
               { 0.25f, 0.30f, 1.4f, SHAPE_ARCH, 6, 0 },
               { 0.20f, 0.40f, 1.7f, SHAPE_WAVE, 4.5f, 0 },
               { 0.15f, 0.50f, 2.1f, SHAPE_WAVES, 3.4f, 0 },
               { 0.11f, 0.60f, 3.0f, SHAPE_SPIRAL, 2.4f, 0 } },
    .ladder_count = 4,
    .ladder = { KNOB_WIDTH, KNOB_SPEED, KNOB_STAY, KNOB_LENGTH },
    .measure_count = 5,
    .measures = { [MEASURE_LENGTH] = { "trail_in_tunnel", "AL", "way within the trail", STAT_SUM },
                  [MEASURE_ERROR] = { "trail_error", "AL", "RMS distance to the firefly",
                                      STAT_MEDIAN },
                  [MEASURE_LAG] = { "trail_lag", "ms", "time behind the firefly", STAT_MEDIAN },
                  [MEASURE_ON] = { "trail_on_target", "%", "time within the trail", STAT_MEAN },
                  [MEASURE_PEAKS] = { "trail_speed_peaks", "1/s",
                                      "peaks of the speed; few is smooth", STAT_MEDIAN } },
    .praise = { "slowly" },
    .start = start,
    .step = step,
    .draw = draw,
    .arc = &snail_trail_arc,
};
