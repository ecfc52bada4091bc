// SPDX-License-Identifier: MIT
// rocket_squat.c: squatting fills a rocket with fuel, standing up launches it. Trains squat,
// sit-to-stand and graded leg force. Seated: the arms push up, or the child stands up by a knob.
#include "games/arcs/rocket_squat_arc.h"

enum { KNOB_DEPTH, KNOB_HOLD, KNOB_LINE, KNOB_STAY, KNOB_CHAIR };
enum {
    MEASURE_DEPTH,
    MEASURE_DEPTH_BEST,
    MEASURE_RISE,
    MEASURE_SYMMETRY,
    MEASURE_PEAKS,
    MEASURE_RISE_TIME,
    MEASURE_RATE
};
enum { CHAIR_PUSH_UP, CHAIR_STAND_UP };

#define REST_STEPS      60     // between tries, standing (or sitting) at ease
#define FLIGHT_STEPS    110    // a launched rocket is seen for so long
#define NAP_STEPS       60     // and one that was not filled
#define STAND_STEPS     240    // to stand up once it is full, whatever is left of the time
#define LEAVE_STEPS     60     // when the time is up: to come back to the line once left
#define FULL_STEPS_MIN  10     // at the asked depth, even with no hold
#define AT_REST_LL      0.07f  // hips this near to their standing height: standing
#define TALL_SHARE      0.3f   // of the asked depth: less than that is stood up again
#define TOLERANCE_LL    0.02f  // of the asked depth
#define TRUNK_LEFT      0.65f  // of the trunk must still be seen: bent 50 deg at most
#define TRUNK_SIDE_DEG  12.0f  // sideways
#define KNEE_SHARE      0.6f   // of the hips' way that hip and ankle must come nearer to each other
#define REST_DRIFT_LL   0.10f  // standing height is found again for every try, within this
#define PUSH_SHARE      0.4f   // of the depth, as the rise of a push-up: arms lift less
#define STAND_UP_LL     0.25f  // rise of standing up from a chair, and half of the depth more
#define HAND_LOW        0.5f  // pushing hands are lower than this share of the trunk below the neck
#define STEP_LL         0.25f  // a foot that moves so far sideways has stepped ...
#define STEP_STEPS      8      // ... if it stays there for so long
#define SPEED_SMOOTH    0.15f  // share of the new speed in each step: 110 ms
#define SPEED_PEAK_LL_S 0.12f  // a dip and rise of the speed that is smaller is noise
#define TROPHIES_MAX    8

typedef enum Phase { PHASE_REST, PHASE_SQUAT, PHASE_STAND, PHASE_FLIGHT, PHASE_NAP } Phase;

typedef struct Station {
    GameTries tries;
    GameTry try;
    GamePhase phase;
    int32_t press_id[SIDE_COUNT], moving_up;
    uint32_t until_step, full_steps, fuel_steps, stood_step, risen_step, launch_step;
    float depth, low, high;      // of this try: asked, and the band that fills, LL
    float pad_x, last_pad_x;     // where the rocket stands; where that of the last try stood
    float rest_hip, rest_trunk;  // at ease, stage units
    float stance_x[SIDE_COUNT];  // of the ankles when the tank began to fill
    float rest_leg[SIDE_COUNT];  // hip to ankle, stage units
    float amount;                // how deep (standing) or how high (seated) now, LL
    float deepest, left_bend, right_bend;
    float speed;  // upwards, LL a second
    PeakCounter rise;
    int32_t sound, filling, astray_steps;
} Station;

static bool leg_seen(const Body *b, int side)
{
    return body_sees(b, LANDMARK_HIP_LEFT + side) && body_sees(b, LANDMARK_ANKLE_LEFT + side);
}

static float hip_to_ankle(const Body *b, int side)
{
    return vec2_distance(b->joint[LANDMARK_HIP_LEFT + side], b->joint[LANDMARK_ANKLE_LEFT + side]);
}

// At ease the body's own measure is taken again, so that a step towards the camera does no harm.
static void take_rest(Station *s, const GameInput *in)
{
    const Calibration *c = in->size;
    const Body *b = in->body;
    float drift = REST_DRIFT_LL * game_leg(in);
    if (body_sees_pair(b, LANDMARK_HIP_LEFT))
        s->rest_hip = clampf(b->hips.y, c->hip.y - drift, c->hip.y + drift);
    if (body_sees_pair(b, LANDMARK_SHOULDER_LEFT) && body_sees_pair(b, LANDMARK_HIP_LEFT))
        s->rest_trunk =
            clampf(vec2_distance(b->shoulders, b->hips), 0.85f * c->trunk, 1.15f * c->trunk);
    for (int side = 0; side < SIDE_COUNT && !c->seated; side++) {
        float usual = c->hip.y - c->ankle_y[side];
        if (leg_seen(b, side))
            s->rest_leg[side] = clampf(hip_to_ankle(b, side), usual - drift, usual + drift);
    }
}

// How far the hips are lowered by bending the legs, LL. Negative: cannot be judged now.
static float squat_depth(Station *s, const GameInput *in)
{
    const Body *b = in->body;
    if (!b->seen || !body_sees_pair(b, LANDMARK_HIP_LEFT)) return -1;
    float leg = game_leg(in);
    float drop = fmaxf(0, (s->rest_hip - b->hips.y) / leg);
    // Cheat: a straddle with straight legs, or walking back from the camera. Both lower the hips in
    // the picture, but only bent knees bring hip and ankle nearer to each other.
    float bend[SIDE_COUNT], sum = 0;
    int seen = 0;
    for (int side = 0; side < SIDE_COUNT; side++) {
        bend[side] = leg_seen(b, side) ? (s->rest_leg[side] - hip_to_ankle(b, side)) / leg : 0;
        sum += bend[side];
        seen += leg_seen(b, side);
    }
    if (seen > 0) drop = fminf(drop, fmaxf(0, sum / (float)seen) / KNEE_SHARE);
    if (seen == SIDE_COUNT && drop > s->deepest) {
        s->left_bend = bend[SIDE_LEFT];
        s->right_bend = bend[SIDE_RIGHT];
    }
    return drop;
}

// How far arms or legs lift the body from the seat, LL. Negative: cannot be judged now.
static float seat_rise(const Station *s, const GameInput *in)
{
    const Body *b = in->body;
    if (!b->seen || !body_sees_pair(b, LANDMARK_SHOULDER_LEFT)) return -1;
    float rise = b->shoulders.y - game_neck(in).y;
    // Cheat: a shrug, raised arms or sitting up taller. All lift the shoulders; so must the hips.
    if (body_sees_pair(b, LANDMARK_HIP_LEFT)) rise = fminf(rise, b->hips.y - s->rest_hip);
    return fmaxf(0, rise / game_leg(in));
}

static bool stands_up(const GameInput *in)
{
    bool wheelchair = in->setup->profile.posture == POSTURE_WHEELCHAIR;
    return !wheelchair && game_choice(in, KNOB_CHAIR) == CHAIR_STAND_UP;
}

// Whether fuel flows. It stops, and nothing is lost at once, while the form is not as asked.
static bool in_form(const Station *s, const GameInput *in)
{
    const Body *b = in->body;
    // Cheat: hanging over to the better leg.
    if (game_leans_over(in, TRUNK_SIDE_DEG)) return false;
    if (!in->size->seated) {
        // Cheat: bending the trunk forward. It is seen as a short trunk.
        return !body_sees_pair(b, LANDMARK_SHOULDER_LEFT) ||
               b->shoulders.y - b->hips.y >= TRUNK_LEFT * s->rest_trunk;
    }
    if (stands_up(in)) return true;
    // Cheat: rocking up with the arms in the air. The hands that play push on seat or arm rests.
    for (int side = 0; side < SIDE_COUNT; side++) {
        bool plays = (in->hands & 1u << side) && body_sees_hand(b, side);
        float low = fminf(HAND_LOW * in->size->trunk, 0.8f * in->reach[side] * in->size->arm[side]);
        if (plays && b->hand[side].y > b->shoulders.y - low) return false;
    }
    return true;
}

static Vec2 rocket_at(const Station *s)
{
    return vec2(s->pad_x, 2.6f);
}

static void offer(Station *s, const GameInput *in, GameOutput *out)
{
    float depth = in->knob[KNOB_DEPTH] * game_ease(in, 1, 0.6f);
    float hold_s = in->knob[KNOB_HOLD] * game_ease(in, 1, 0.5f);
    float line = game_ease(in, in->knob[KNOB_LINE], 1);
    float stay_s = in->knob[KNOB_STAY] / game_pace(in) * game_ease(in, 1, 1.5f);
    if (in->size->seated) {
        depth = stands_up(in) ? STAND_UP_LL + depth / 2 : depth * PUSH_SHARE;
        line = 1;
    }
    if (in->again) s->pad_x = s->last_pad_x;
    s->last_pad_x = s->pad_x;
    game_enter(in, &s->phase, PHASE_SQUAT);
    s->depth = depth;
    s->low = depth - fminf(TOLERANCE_LL, 0.25f * depth);
    s->high = s->low + line;
    s->full_steps = game_steps(hold_s);
    if (s->full_steps < FULL_STEPS_MIN) s->full_steps = FULL_STEPS_MIN;
    s->fuel_steps = 0;
    s->until_step = in->step + game_steps(stay_s);
    s->deepest = s->left_bend = s->right_bend = 0;
    s->rise = (PeakCounter){ 0 };
    s->sound = -1;
    s->moving_up = s->filling = s->astray_steps = 0;
    const char *words = stands_up(in) ? "rocket_stand_up" : "rocket_push_up";
    if (s->try.id == 0 || in->sure) out->say = in->size->seated ? words : "rocket_squat_down";
    game_offer(in, out, &s->tries, &s->try, -1, rocket_at(s), stay_s + hold_s);
}

// Counts the peaks of the speed upwards: one is a smooth rise.
static void watch_rise(Station *s, float amount_before, const GameInput *in)
{
    float up = in->size->seated ? s->amount - amount_before : amount_before - s->amount;
    s->speed = mixf(s->speed, up * GAME_STEPS_PER_SECOND, SPEED_SMOOTH);
    if (s->moving_up) peaks_add(&s->rise, s->speed, SPEED_PEAK_LL_S, 0.3f);
}

// What the try was worth, whether or not the rocket flew.
static void tell(Station *s, const GameInput *in, GameOutput *out, bool hit)
{
    bool seated = in->size->seated;
    if (seated && s->deepest > 0) {
        game_measure(out, MEASURE_RISE, -1, 100 * s->deepest * game_leg(in) / in->size->height);
    } else if (s->deepest > 0) {
        game_measure(out, MEASURE_DEPTH, -1, 100 * s->deepest);
        game_measure(out, MEASURE_DEPTH_BEST, -1, 100 * s->deepest);
    }
    if (!seated && s->left_bend > 0.01f && s->right_bend > 0.01f)
        game_measure(out, MEASURE_SYMMETRY, -1, game_symmetry(s->left_bend, s->right_bend));
    if (!hit) return;
    game_measure(out, MEASURE_PEAKS, -1, fmaxf(1, (float)peaks_count(&s->rise)));
    game_measure(out, MEASURE_RISE_TIME, -1, game_seconds(s->risen_step - s->stood_step));
    if (s->launch_step > 0)
        game_measure(out, MEASURE_RATE, -1,
                     60.0f * GAME_STEPS_PER_SECOND / (float)(in->step - s->launch_step));
    s->launch_step = in->step;
}

static void finish(Station *s, const GameInput *in, GameOutput *out, bool hit)
{
    tell(s, in, out, hit);
    game_end(out, &s->tries, &s->try, hit, -1, rocket_at(s), game_try_seconds(in, &s->try));
    if (hit && s->tries.hits % 4 == 0) game_praise(out, rocket_at(s), "rocket_strong");
    game_enter(in, &s->phase, hit ? PHASE_FLIGHT : PHASE_NAP);
}

// Cheat: stepping about instead of keeping the balance down there. Only long fills ask it.
static bool has_stepped(Station *s, const GameInput *in)
{
    const Body *b = in->body;
    if (in->size->seated || s->full_steps <= FULL_STEPS_MIN) return false;
    bool away = false;
    for (int side = 0; side < SIDE_COUNT; side++) {
        int ankle = LANDMARK_ANKLE_LEFT + side;
        if (!body_sees(b, ankle)) continue;
        if (s->fuel_steps == 0) s->stance_x[side] = b->joint[ankle].x;
        away |= fabsf(b->joint[ankle].x - s->stance_x[side]) > STEP_LL * game_leg(in);
    }
    s->astray_steps = away ? s->astray_steps + 1 : 0;
    return s->astray_steps >= STEP_STEPS;
}

static void wait_until(Station *s, uint32_t step)
{
    if (s->until_step < step) s->until_step = step;
}

// Each quarter of the tank sounds a step higher.
static void fuel(Station *s, const GameInput *in, GameOutput *out)
{
    bool fills = s->amount >= s->low && s->amount <= s->high && in_form(s, in);
    s->filling = fills;
    if (fills) {
        wait_until(s, in->step + LEAVE_STEPS);
        s->fuel_steps++;
    } else if (s->fuel_steps > 0) {
        s->fuel_steps--;  // it drips out as it came in: softly
    }
    int quarter = (int)(4 * s->fuel_steps / s->full_steps);
    if (quarter > s->sound && fills && quarter < 4) {
        s->sound = quarter;
        game_cue(out, CUE_TOUCH, rocket_at(s), game_scale(quarter));
    }
}

static void squat(Station *s, const GameInput *in, GameOutput *out)
{
    s->deepest = fmaxf(s->deepest, in_form(s, in) ? s->amount : 0);
    if (in->size->seated && s->amount < TALL_SHARE * s->depth) {
        // The rise is timed from the last moment near the seat.
        s->moving_up = 1;
        s->rise.peaks = 0;
        s->stood_step = in->step;
    }
    if (s->amount < s->low)
        s->risen_step = in->step;
    else if (in->size->seated && s->fuel_steps > FULL_STEPS_MIN / 2)
        s->moving_up = 0;
    if (has_stepped(s, in)) {
        finish(s, in, out, false);
        return;
    }
    fuel(s, in, out);
    if (s->fuel_steps < s->full_steps) return;
    if (in->size->seated) {
        finish(s, in, out, true);
        return;
    }
    game_enter(in, &s->phase, PHASE_STAND);
    s->filling = 0;
    s->moving_up = 1;
    s->stood_step = in->step;
    s->rise.low = s->speed;
    wait_until(s, in->step + STAND_STEPS);
    game_cue(out, CUE_READY, rocket_at(s), 0);
}

static void stand(Station *s, const GameInput *in, GameOutput *out)
{
    // The rise is timed from when the hips leave the depth at which the tank was full.
    if (s->amount >= s->low) s->stood_step = in->step;
    s->risen_step = in->step;
    s->deepest = fmaxf(s->deepest, s->amount);
    // Cheat: standing up halfway. The launch is at the full height, the trunk upright.
    if (s->amount <= fmaxf(0.03f, TALL_SHARE * s->depth) && in_form(s, in))
        finish(s, in, out, true);
}

static void invite(const Station *s, const GameInput *in, GameOutput *out)
{
    const Calibration *c = in->size;
    float value = s->phase.now == PHASE_STAND ? 0 : s->depth;
    if (s->phase.now == PHASE_SQUAT) value += fminf(TOLERANCE_LL, 0.5f * (s->high - s->low));
    if (c->seated) value = -value;
    Vec2 at = game_in_view(in, vec2(c->hip.x, s->rest_hip - value * game_leg(in)), 0);
    float radius = fmaxf(0.05f, TOLERANCE_LL * game_leg(in));
    game_invite(out, s->try.id, TARGET_SQUAT, at, radius, 3)->value = value;
    if (s->phase.now == PHASE_SQUAT && s->full_steps > FULL_STEPS_MIN)
        game_invite(out, s->try.id, TARGET_STILL, at, radius, 3)->value = value;
    if (!c->seated || stands_up(in)) return;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!(in->hands & 1u << side)) continue;
        float out_x = game_outward(side) * 0.25f * c->shoulder_width;
        Vec2 seat = vec2(c->shoulder[side].x + out_x, s->rest_hip - 0.1f * c->trunk);
        // The seat, or as near to it as this hand comes: the arm rest.
        game_invite(out, s->press_id[side], TARGET_HAND,
                    game_in_reach(in, 1u << side, game_in_view(in, seat, 0), 0),
                    0.4f * c->shoulder_width, 1u << side);
    }
}

static void new_rocket(Station *s, const GameInput *in)
{
    game_enter(in, &s->phase, PHASE_REST);
    float off = rng_between(&s->tries.rng, 3.9f, 5.2f);
    s->pad_x = STAGE_WIDTH / 2 + (game_side(in, &s->tries.rng) == SIDE_RIGHT ? off : -off);
}

static void start(void *state, const GameInput *first)
{
    Station *s = state;
    const Calibration *c = first->size;
    game_tries_start(&s->tries, first);
    for (int side = 0; side < SIDE_COUNT; side++) {
        s->press_id[side] = ++s->tries.ids;
        s->rest_leg[side] = c->hip.y - c->ankle_y[side];
    }
    s->rest_hip = c->hip.y;
    s->rest_trunk = c->trunk;
    new_rocket(s, first);
}

// Between tries: the next rocket comes when the child stands (or sits) at ease again.
static void rest(Station *s, const GameInput *in, GameOutput *out)
{
    const Body *b = in->body;
    bool ease = !body_sees_pair(b, LANDMARK_HIP_LEFT) ||
                fabsf(b->hips.y - in->size->hip.y) <= AT_REST_LL * game_leg(in);
    if (!b->seen || !game_lasted(in, &s->phase, ease ? REST_STEPS : 4 * REST_STEPS)) return;
    take_rest(s, in);
    offer(s, in, out);
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Station *s = state;
    float before = s->amount, now = in->size->seated ? seat_rise(s, in) : squat_depth(s, in);
    if (now >= 0) {
        s->amount = now;
        watch_rise(s, before, in);
    }
    if (game_withdrawn(in, &s->try)) game_enter(in, &s->phase, PHASE_NAP);
    switch ((Phase)s->phase.now) {
    case PHASE_REST: rest(s, in, out); break;
    case PHASE_SQUAT:
    case PHASE_STAND:
        if (now < 0) {
            s->until_step++;  // out of sight: the time waits too
        } else if (s->phase.now == PHASE_SQUAT) {
            squat(s, in, out);
        } else {
            stand(s, in, out);
        }
        // Nobody is stopped while the tank fills.
        if (s->try.open && in->step >= s->until_step && !s->filling) finish(s, in, out, false);
        break;
    case PHASE_FLIGHT:
    case PHASE_NAP:
        if (game_lasted(in, &s->phase, s->phase.now == PHASE_NAP ? NAP_STEPS : FLIGHT_STEPS))
            new_rocket(s, in);
        break;
    }
    if (s->try.open) invite(s, in, out);
}

// ---- the picture ----

// A lift beside the hips: the line to reach, and two lamps that go up and down with the child.
static void draw_lift(const Station *s, const GameInput *in, Canvas *canvas)
{
    float leg = game_leg(in), way = in->size->seated ? 1.0f : -1.0f;
    float band = fminf(s->high, s->low + 0.12f) - s->low;
    float line_y = s->rest_hip + way * (s->low + band / 2) * leg;
    float run = (float)(in->step % 120) / 60;
    bool stands = s->phase.now == PHASE_STAND;
    bool there = s->amount >= s->low && s->amount <= s->high;
    Color line = there ? (Color){ 0.62f, 0.93f, 0.62f, 0.65f } : (Color){ 1, 0.93f, 0.6f, 0.55f };
    for (int side = 0; side < SIDE_COUNT; side++) {
        float x = in->body->hips.x + 1.75f * game_outward(side);
        Vec2 rest = vec2(x, s->rest_hip), goal = vec2(x, line_y);
        Vec2 now = vec2(x, s->rest_hip + way * s->amount * leg);
        canvas_limb(canvas, rest, goal, 0.1f, 0.1f, COLOR_LIGHT(0.35f));
        canvas_box(canvas, stands ? rest : goal, 1.1f, stands ? 0.16f : fmaxf(0.16f, band * leg),
                   line);
        canvas_glow(canvas, now, 0.42f, (Color){ 1, 1, 0.85f, 0.7f });
        canvas_disc(canvas, now, 0.2f, COLOR_WHITE);
        Vec2 beside = vec2(x + game_outward(side), (line_y + s->rest_hip) / 2);
        if (!there || stands) game_chevrons(canvas, beside, stands ? 1 : way, run);
    }
}

static void draw_smoke(Vec2 pad, float share, Canvas *canvas)
{
    for (int i = 0; i < 7; i++) {
        float out = (float)(i - 3) / 3, grown = fminf(1, 2 * share);
        Vec2 at = vec2(pad.x + out * (0.5f + 1.3f * grown), pad.y + 0.25f * exact_cos(out * 1.5f));
        canvas_glow(canvas, at, 0.5f + 0.6f * grown, COLOR_LIGHT(0.8f * (1 - share)));
    }
}

static void draw_rocket(const Station *s, const GameInput *in, Canvas *canvas)
{
    int phase = s->phase.now;
    float alpha = 1, share = phase == PHASE_STAND ? 1 : game_part(s->fuel_steps, s->full_steps);
    Vec2 at = rocket_at(s);
    if (phase == PHASE_REST) {
        float above = 1 - game_phase_share(in, &s->phase, REST_STEPS);
        at.y += 1.6f * above * above;
        alpha = game_phase_share(in, &s->phase, 20);
    } else if (phase == PHASE_NAP) {
        alpha = 1 - game_phase_share(in, &s->phase, NAP_STEPS);
    } else if (phase == PHASE_FLIGHT) {
        float t = game_phase_share(in, &s->phase, FLIGHT_STEPS);
        at.y += 9.5f * t * t;
        draw_smoke(vec2(s->pad_x, 0.75f), t, canvas);
    }
    if (phase == PHASE_FLIGHT || share > 0.5f) {
        float size = phase == PHASE_FLIGHT ? 1.5f : phase == PHASE_STAND ? 0.8f : 0.45f;
        float flutter = 1 + 0.05f * exact_sin((float)in->step * 0.25f);
        Vec2 flame = vec2(at.x, at.y - 1.6f - 0.4f * size);
        canvas_glow(canvas, flame, 0.9f * size, (Color){ 1, 0.75f, 0.4f, 0.5f });
        canvas_picture(canvas, "rocket_flame", flame, size * flutter, 1);
    }
    canvas_picture(canvas, "rocket", at, 3.4f, alpha);
    if (s->try.open) game_gauge(canvas, "star", vec2(at.x, at.y + 2.5f), 0.72f, share);
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    static const char *const trophy[] = { "planet_1", "planet_2", "planet_3", "planet_4" };
    const Station *s = state;
    canvas_background(canvas, "launch_pad");
    int count = s->tries.hits - (s->phase.now == PHASE_FLIGHT);  // the last is on its way
    for (int i = 0; i < count && i < TROPHIES_MAX; i++)
        canvas_picture(canvas, trophy[i % 4], game_row(i, vec2(3.2f, 8.15f), vec2(0.85f, -0.1f)),
                       0.75f, 1);
    draw_rocket(s, in, canvas);
    if (!s->try.open) return;
    draw_lift(s, in, canvas);
    bool up = s->phase.now == PHASE_STAND || in->size->seated;
    bool hold = s->phase.now == PHASE_SQUAT && s->fuel_steps > 0 && s->full_steps > FULL_STEPS_MIN;
    const char *word = hold ? "Hold" : up ? "Up" : "Down";
    canvas_text(canvas, vec2(STAGE_WIDTH / 2, 8.3f), 0.62f, COLOR_WHITE, "%s", word);
}

// Levels: depth and hold as in the therapy table; at level 5 the hips hover at a line. `line` is
// how far below the asked depth they may be, so a large one means any depth.
const Game game_rocket_squat = {
    .id = "rocket_squat",
    .title = "Rocket Squat",
    .card = { .feet = { -0.21f, -0.42f },
              .height = 0.62f,
              .upper = { 30, 30 },
              .fore = { 100, 100 },
              .thigh = { 62, 62 },
              .shank = { -12, -12 } },
    .trains = "squat, sit-to-stand and graded force; seated: push-up in the chair with the arms",
    .invite = "Squat to fill the rocket, stand up to launch it",
    .version = 3,
    .state_size = sizeof(Station),
    .knob_count = 5,
    .knobs = { [KNOB_DEPTH] = { "depth", "LL", "how far the hips go down", 0.06f, 0.45f, 0.2f },
               [KNOB_HOLD] = { "hold", "s", "how long to stay down", 0, 5, 1 },
               [KNOB_LINE] = { "line", "LL", "line to hover at; 0.5 is any depth", 0.04f, 0.5f,
                               0.5f },
               [KNOB_STAY] = { "stay", "s", "time to come down to the depth", 0.8f, 12, 5 },
               [KNOB_CHAIR] = { "chair", "", "seated: 0 push up on the arms, 1 stand up", 0, 1,
                                0 } },
    .level = { { 0.10f, 0, 0.5f, 8, 0 },
               { 0.15f, 0, 0.5f, 6.5f, 0 },
               { 0.20f, 1, 0.5f, 5, 0 },
               { 0.28f, 2, 0.5f, 3.5f, 0 },
               { 0.35f, 2, 0.10f, 2.4f, 0 } },
    .ladder_count = 4,
    .ladder = { KNOB_LINE, KNOB_STAY, KNOB_HOLD, KNOB_DEPTH },
    .measure_count = 7,
    .measures = { [MEASURE_DEPTH] = { "squat_depth", "%LL", "how far the hips went down",
                                      STAT_MEDIAN },
                  [MEASURE_DEPTH_BEST] = { "squat_depth_best", "%LL", "deepest squat", STAT_BEST },
                  [MEASURE_RISE] = { "seat_rise", "%H", "highest push-up (or rise) from the seat",
                                     STAT_BEST },
                  [MEASURE_SYMMETRY] = { "squat_symmetry", "%",
                                         "100 (R - L) / (0.5 (R + L)) of how much nearer hip and "
                                         "ankle came at the deepest point",
                                         STAT_MEAN },
                  [MEASURE_PEAKS] = { "rise_peaks", "1",
                                      "peaks of the speed while rising; 1 is smooth", STAT_MEDIAN },
                  [MEASURE_RISE_TIME] = { "rise_time", "s", "from the lowest hold to standing",
                                          STAT_MEDIAN },
                  [MEASURE_RATE] = { "launches_per_minute", "1/min", "pace of the launches",
                                     STAT_MEDIAN } },
    .praise = { "rocket_strong" },
    .sides = SIDES_NONE,
    .goes_low = true,
    .start = start,
    .step = step,
    .draw = draw,
    .arc = &rocket_squat_arc,
};
