// SPDX-License-Identifier: MIT
// tightrope_town.c: the child stands on a rope above the town and carries a pole without tilting
// it. Trains standing on a narrow base, feet together to tandem. Seated: sitting tall on a stool.
#include "games/arcs/tightrope_town_arc.h"

enum { KNOB_STANCE, KNOB_HOLD, KNOB_TILT, KNOB_GUST, KNOB_BIRDS };
enum { MEASURE_BEST, MEASURE_MEAN, MEASURE_SWAY, MEASURE_ARMS, MEASURE_CORRECTIONS, MEASURE_LOOKS };
enum { STANCES = 4 };

#define REST_STEPS    80
#define JOY_STEPS     120
#define PLACE_S       10.0f  // to get onto the rope, beside twice the hold
#define BREAKS_MAX    3      // times that the feet may leave the rope within a try
#define SETTLE_STEPS  15     // the feet must be on the rope for so long before the clock starts
#define BREAK_STEPS   6      // and off it for so long to end a stance: one bad picture does not
#define SHIFT_LL      0.12f  // an ankle that moves farther has stepped
#define FOOT_UP_LL    0.10f  // a foot higher than this above the other has left the rope
#define KEEP_SHARE    1.2f   // once it stands the base may be so much wider
#define TRUNK_MAX_DEG 20.0f  // leaning over farther stops the clock
#define TALL_SHARE    0.88f  // seated: of the trunk's length at rest
#define ARM_MOVE_AL   0.15f  // a hand this far from its mean place has moved
#define CORRECT_SW    0.03f  // hips this far from their mean place have been corrected
#define MEAN_SHARE    0.02f  // share of the new place in each step: a mean over 0.8 s
#define UNEVEN_REACH  0.2f   // of the two hands, arm lengths
#define BIRD_STEPS    160
#define LANTERNS      8
#define LINE_WIDE     5.0f  // of the lanterns, to each side
#define LINE_LOW      7.6f

typedef enum Phase { PHASE_REST, PHASE_PLACE, PHASE_HOLD, PHASE_JOY, PHASE_AWAY } Phase;

// Distance of the ankles in shoulder widths. One camera in front cannot see which foot is ahead of
// the other, so semi-tandem and tandem are told by how nearly the ankles line up.
typedef struct Base {
    float least, wish, most;
} Base;
static const Base base[STANCES] = {
    { 0.50f, 0.85f, 1.6f }, { 0, 0.36f, 0.54f }, { 0, 0.24f, 0.42f }, { 0, 0.12f, 0.32f }
};

typedef struct Rope {
    GameTries tries;
    GameTry try;
    GamePhase phase;
    int32_t stance, breaks;
    uint32_t wanted_steps;
    float tilt_max, tilt;  // deg
    Passer bird;           // flies by; the child may turn the head to it
    uint32_t gust_step;    // when the gust that blows now has passed
    float gust_from;       // -1 from the left, 1 from the right
    // Of this stance:
    uint32_t settled, held_steps, broken;
    int32_t tilted;
    Vec2 ankle[SIDE_COUNT];  // when it began
    Vec2 hand_mean[SIDE_COUNT];
    float middle_mean;  // of the hips; seated of the shoulders
    int32_t hand_out[SIDE_COUNT], middle_out, hand_moves, corrections;
    Spread sway;
} Rope;

// Standing on both legs the base is judged, and cannot be while a foot is out of sight. Where a leg
// is left out there is none: the child stands where it stands.
static bool base_seen(const GameInput *in)
{
    return !game_both_legs(in) || body_sees_pair(in->body, LANDMARK_ANKLE_LEFT);
}

static bool on_rope(const Rope *r, const GameInput *in, float share)
{
    const Vec2 *j = in->body->joint;
    float apart = fabsf(j[LANDMARK_ANKLE_RIGHT].x - j[LANDMARK_ANKLE_LEFT].x);
    apart /= in->size->shoulder_width;
    const Base *b = &base[r->stance];
    // Cheat: standing with the feet apart. The base itself is measured, not how still one stands.
    if (apart < b->least / share || apart > b->most * share) return false;
    // Cheat: one foot in the air has no width at all. Both stand.
    return fabsf(body_foot_above(in->body, SIDE_LEFT)) <= FOOT_UP_LL;
}

static bool has_stepped(const Rope *r, const GameInput *in)
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        Landmark ankle = LANDMARK_ANKLE_LEFT + side;
        float way = vec2_distance(in->body->joint[ankle], r->ankle[side]);
        if (body_sees(in->body, ankle) && way > SHIFT_LL * in->size->leg[side]) return true;
    }
    return false;
}

// The pole lies in both hands; where one rests by the rule, is not seen, or where one arm stays
// bent and would hold it askew, across the shoulders.
static float pole_tilt(const GameInput *in, Vec2 *left, Vec2 *right)
{
    const Body *b = in->body;
    bool hands = in->hands == 3 || in->setup->profile.hand == HAND_ALTERNATE;
    if (!body_sees_hand(b, SIDE_LEFT) || !body_sees_hand(b, SIDE_RIGHT)) hands = false;
    if (fabsf(in->reach[SIDE_LEFT] - in->reach[SIDE_RIGHT]) > UNEVEN_REACH) hands = false;
    *left = hands ? b->hand[SIDE_LEFT] : b->joint[LANDMARK_SHOULDER_LEFT];
    *right = hands ? b->hand[SIDE_RIGHT] : b->joint[LANDMARK_SHOULDER_RIGHT];
    // Hands held close would make the tilt of nothing: at least a shoulder's width.
    float wide = fmaxf(fabsf(right->x - left->x), in->size->shoulder_width);
    return exact_atan2(right->y - left->y, wide) * DEGREES;
}

// Whether the clock runs; it waits, and nothing is lost, while the form is not as asked.
static bool in_form(Rope *r, const GameInput *in)
{
    const Body *b = in->body;
    r->tilted = fabsf(r->tilt) > r->tilt_max;
    if (r->tilted || !body_knows(b, BODY_TRUNK_LEAN)) return false;
    if (!in->size->seated) return !game_leans_over(in, TRUNK_MAX_DEG);
    // Cheat: slumping, or hanging over to one side: that is sitting, not sitting tall.
    bool tall = b->shoulders.y - b->hips.y >= TALL_SHARE * in->size->trunk;
    return tall && !game_leans_over(in, fmaxf(5, 0.6f * r->tilt_max));
}

static void offer(Rope *r, const GameInput *in, GameOutput *out)
{
    static const char *const words[STANCES] = { "rope_apart", "rope_together", "rope_semi",
                                                "rope_tandem" };
    // Where it must surely be held: half as long and a wider tilt.
    float hold_s = fmaxf(2, in->knob[KNOB_HOLD] * game_ease(in, 1, 0.5f));
    game_enter(in, &r->phase, PHASE_PLACE);
    r->stance = (int32_t)clampf(in->knob[KNOB_STANCE] + 0.5f, 0, STANCES - 1);
    r->tilt_max = in->knob[KNOB_TILT] * game_ease(in, 1, 1.5f);
    r->wanted_steps = game_steps(hold_s);
    r->breaks = 0;
    r->settled = r->held_steps = 0;
    passer_start(&r->bird);
    const char *word = game_both_legs(in) ? words[r->stance] : "rope_stand";
    if (r->try.id == 0 || in->sure) out->say = in->size->seated ? "rope_tall" : word;
    r->tries.ids += SIDE_COUNT;  // the feet's places have the two numbers below the try's
    game_offer(in, out, &r->tries, &r->try, -1, vec2(in->size->hip.x, 0.8f),
               2 * hold_s + PLACE_S / game_pace(in));
}

// Whose sway is watched: the hips'; of a child who sits on them, the shoulders'.
static float middle_x(const GameInput *in)
{
    return in->size->seated ? in->body->shoulders.x : in->body->hips.x;
}

static void begin_stance(Rope *r, const GameInput *in)
{
    const Body *b = in->body;
    game_enter(in, &r->phase, PHASE_HOLD);
    r->held_steps = r->broken = 0;
    r->hand_moves = r->corrections = r->middle_out = 0;
    r->sway = (Spread){ 0 };
    r->middle_mean = middle_x(in);
    for (int side = 0; side < SIDE_COUNT; side++) {
        r->ankle[side] = b->joint[LANDMARK_ANKLE_LEFT + side];
        r->hand_mean[side] = b->hand[side];
        r->hand_out[side] = 0;
    }
    passer_wait(&r->bird, in->step + GAME_STEPS_PER_SECOND);
}

static void tell_stance(const Rope *r, const GameInput *in, GameOutput *out)
{
    float seconds = game_seconds(r->held_steps);
    if (r->held_steps < GAME_STEPS_PER_SECOND / 2) return;
    game_measure(out, MEASURE_BEST, -1, seconds);
    game_measure(out, MEASURE_MEAN, -1, seconds);
    game_measure(out, MEASURE_SWAY, -1, 100 * spread_rms(&r->sway) / in->size->height);
    game_measure(out, MEASURE_ARMS, -1, (float)r->hand_moves * 60 / seconds);
    game_measure(out, MEASURE_CORRECTIONS, -1, (float)r->corrections * 60 / seconds);
}

static void finish(Rope *r, const GameInput *in, GameOutput *out, bool hit)
{
    Vec2 at = vec2(in->size->hip.x, 1);
    tell_stance(r, in, out);
    passer_tell(&r->bird, out, MEASURE_LOOKS);
    game_end(out, &r->tries, &r->try, hit, -1, at, game_try_seconds(in, &r->try));
    if (hit && r->tries.hits % 3 == 0)
        game_praise(out, at, in->size->seated ? "sat_tall" : "tall_giraffe");
    game_enter(in, &r->phase, hit ? PHASE_JOY : PHASE_AWAY);
}

static void count_moves(Rope *r, const GameInput *in)
{
    const Body *b = in->body;
    float x = middle_x(in);
    r->middle_mean = mixf(r->middle_mean, x, MEAN_SHARE);
    float off = (x - r->middle_mean) / in->size->shoulder_width;
    bool out = fabsf(off) > CORRECT_SW;
    r->corrections += !out && r->middle_out;
    r->middle_out = out;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!body_sees_hand(b, side)) continue;
        r->hand_mean[side] = vec2_mix(r->hand_mean[side], b->hand[side], MEAN_SHARE);
        float far = vec2_distance(b->hand[side], r->hand_mean[side]) / in->size->arm[side];
        r->hand_moves += far > ARM_MOVE_AL && !r->hand_out[side];
        r->hand_out[side] = far > ARM_MOVE_AL || (r->hand_out[side] && far > ARM_MOVE_AL / 2);
    }
    spread_add(&r->sway, x - in->size->hip.x);
}

static void hold(Rope *r, const GameInput *in, GameOutput *out)
{
    if (!in->body->seen || !base_seen(in)) return;
    bool off = game_both_legs(in) && !on_rope(r, in, KEEP_SHARE);
    off |= !in->size->seated && has_stepped(r, in);
    r->broken = off ? r->broken + 1 : 0;
    if (r->broken >= BREAK_STEPS) {
        tell_stance(r, in, out);
        game_enter(in, &r->phase, PHASE_PLACE);
        r->settled = r->held_steps = 0;
        r->bird.side = -1;
        if (++r->breaks >= BREAKS_MAX) finish(r, in, out, false);
        return;
    }
    passer_step(&r->bird, in, &r->tries.rng, (int)in->knob[KNOB_BIRDS], BIRD_STEPS);
    if (off || !in_form(r, in)) return;
    count_moves(r, in);
    if (++r->held_steps >= r->wanted_steps) finish(r, in, out, true);
}

static void take_place(Rope *r, const GameInput *in)
{
    if (!in->body->seen || !base_seen(in)) return;
    bool ready = game_both_legs(in) ? on_rope(r, in, 1) : in_form(r, in);
    r->settled = ready ? r->settled + 1 : 0;
    if (r->settled >= SETTLE_STEPS) begin_stance(r, in);
}

static float ankle_wish(const Rope *r, const GameInput *in, int side)
{
    float half = base[r->stance].wish * in->size->shoulder_width / 2;
    return in->size->hip.x + game_outward(side) * half;
}

static void invite(const Rope *r, const GameInput *in, GameOutput *out)
{
    const Body *b = in->body;
    const Calibration *c = in->size;
    float middle_y = clampf(c->hip.y, 0.5f, STAGE_HEIGHT - 0.5f);
    if (r->phase.now == PHASE_HOLD || !game_both_legs(in))
        game_invite(out, r->try.id, TARGET_STILL, vec2(c->hip.x, middle_y),
                    0.5f * c->shoulder_width, 3);
    for (int side = 0; side < SIDE_COUNT && game_both_legs(in); side++) {
        float offset = b->foot[side].x - b->joint[LANDMARK_ANKLE_LEFT + side].x;
        float x = ankle_wish(r, in, side) + clampf(offset, -0.5f, 0.5f);
        Vec2 at = vec2(clampf(x, 0.3f, STAGE_WIDTH - 0.3f), c->ankle_y[side] - 0.03f * c->height);
        game_invite(out, r->try.id - SIDE_COUNT + side, TARGET_FOOT, at, 0.1f * c->shoulder_width,
                    1u << side);
    }
}

static void start(void *state, const GameInput *first)
{
    Rope *r = state;
    game_tries_start(&r->tries, first);
    passer_start(&r->bird);
}

static void blow(Rope *r, const GameInput *in)
{
    if (in->step < r->gust_step) return;
    r->gust_step = in->step + (uint32_t)rng_between(&r->tries.rng, 240, 480);
    r->gust_from = game_outward(rng_below(&r->tries.rng, SIDE_COUNT));
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Rope *r = state;
    Vec2 left, right;
    if (game_withdrawn(in, &r->try)) game_enter(in, &r->phase, PHASE_REST);
    if (in->body->seen) r->tilt = mixf(r->tilt, pole_tilt(in, &left, &right), 0.2f);
    blow(r, in);
    switch ((Phase)r->phase.now) {
    case PHASE_REST:
        if (in->body->seen && game_lasted(in, &r->phase, REST_STEPS)) offer(r, in, out);
        break;
    case PHASE_PLACE: take_place(r, in); break;
    case PHASE_HOLD: hold(r, in, out); break;
    case PHASE_JOY: game_then(in, &r->phase, JOY_STEPS, PHASE_REST); break;
    case PHASE_AWAY: game_then(in, &r->phase, REST_STEPS, PHASE_REST); break;
    }
    if (r->try.open && game_try_over(in, &r->try)) finish(r, in, out, false);
    if (r->try.open) invite(r, in, out);
}

// ---- the picture ----

static void draw_lanterns(const Rope *r, Canvas *canvas)
{
    tightrope_draw_line(canvas, LINE_WIDE, LINE_LOW, 1);
    for (int i = 0; i < LANTERNS; i++)
        tightrope_draw_lantern(canvas,
                               tightrope_hook(LINE_WIDE, LINE_LOW, (float)i / (LANTERNS - 1)),
                               0.75f, i < r->tries.hits ? 1 : 0, 1);
}

// Wind is only seen: leaves cross the picture, never more than the child's sensory limits allow.
static void draw_wind(const Rope *r, const GameInput *in, Canvas *canvas)
{
    const Sensory *limits = &in->setup->profile.sensory;
    int strength = (int)fminf(in->knob[KNOB_GUST], (float)limits->background_motion);
    if (r->gust_step <= in->step) return;
    float until = (float)(r->gust_step - in->step);
    for (int i = 0; i < 2 * strength && i < limits->things_max; i++) {
        float share = 1 - (until - 20 * (float)i) / 240;
        if (share < 0 || share > 1) continue;
        float x = STAGE_WIDTH / 2 - r->gust_from * (share - 0.5f) * -(STAGE_WIDTH + 2);
        float y = 2.2f + 0.8f * (float)i + 0.5f * exact_sin(share * 7 + (float)i);
        canvas_image(canvas, "leaf", vec2(x, y), 0.5f, share * 6 + (float)i, COLOR_WHITE);
    }
}

static void draw_pole(const Rope *r, const GameInput *in, Canvas *canvas)
{
    Vec2 left, right;
    pole_tilt(in, &left, &right);
    Vec2 middle = vec2_mix(left, right, 0.5f);
    Vec2 along = vec2_polar(r->tilt * RADIANS, 0.5f * fabsf(right.x - left.x) + 1.3f);
    Vec2 ends[] = { vec2_sub(middle, along), vec2_add(middle, along) };
    bool held = r->phase.now == PHASE_HOLD && r->tilted;
    Color wood = held ? (Color){ 0.95f, 0.70f, 0.25f, 1 } : (Color){ 0.62f, 0.42f, 0.25f, 1 };
    canvas_limb(canvas, ends[0], ends[1], 0.14f, 0.14f, wood);
    for (int side = 0; side < SIDE_COUNT; side++) {
        Vec2 bucket = vec2(ends[side].x, ends[side].y - 0.57f);
        canvas_limb(canvas, ends[side], bucket, 0.05f, 0.05f, wood);
        // Tilted: a ring shows which end hangs low.
        bool low = held && (side == SIDE_LEFT ? r->tilt > 0 : r->tilt < 0);
        if (low) canvas_ring(canvas, bucket, 0.55f, 0.08f, COLOR_WHITE);
        canvas_picture(canvas, "bucket", bucket, 0.7f, 1);
    }
}

static void draw_place(const Rope *r, const GameInput *in, Canvas *canvas)
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        // In semi-tandem and tandem one print lies before the other.
        float ahead = side == SIDE_RIGHT ? -0.16f * (float)(r->stance > 1 ? r->stance - 1 : 0) : 0;
        float y = fmaxf(0.35f, in->size->ankle_y[side] - 0.3f + ahead);
        Vec2 at = vec2(ankle_wish(r, in, side), y);
        canvas_glow(canvas, at, 0.7f, (Color){ 1, 1, 0.8f, 0.6f });
        canvas_picture(canvas, side == SIDE_LEFT ? "shoe_left" : "shoe_right", at, 0.66f, 1);
    }
}

static void draw_bird(const Passer *bird, const GameInput *in, Canvas *canvas)
{
    float y = 5.2f + 0.1f * exact_sin((float)in->step * 0.08f);
    Vec2 at = vec2(bird->side == SIDE_RIGHT ? 14.3f : 4.0f, y);
    canvas_picture(canvas, "bird", at, 1.1f, passer_shown(bird, in, BIRD_STEPS));
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Rope *r = state;
    canvas_background(canvas, "town");
    draw_lanterns(r, canvas);
    tightrope_draw_rope(in, canvas, in->size->hip.x);
    if (r->phase.now == PHASE_PLACE && game_both_legs(in)) draw_place(r, in, canvas);
    bool joy = r->phase.now == PHASE_JOY;
    if (r->try.open || joy) {
        // The balloon climbs to the star while the child stands.
        float share = joy ? 1 : game_part(r->held_steps, r->wanted_steps);
        Vec2 balloon = vec2(2.0f, mixf(2.2f, 6.3f, share));
        canvas_limb(canvas, vec2(2, 1.4f), vec2(2, 7), 0.07f, 0.07f, COLOR_LIGHT(0.35f));
        canvas_picture(canvas, "star", vec2(2, 7.3f), 0.9f, joy ? 1 : 0.6f);
        canvas_picture(canvas, "balloon", balloon, 1.7f, 1);
    }
    if (joy) canvas_glow(canvas, vec2(2, 7.0f), 1.5f, (Color){ 1, 0.93f, 0.6f, 0.5f });
    draw_wind(r, in, canvas);
    draw_bird(&r->bird, in, canvas);
    draw_pole(r, in, canvas);
}

static unsigned care(const Profile *profile, const float knob[GAME_KNOBS_MAX])
{
    bool tandem = (int)(knob[KNOB_STANCE] + 0.5f) == STANCES - 1;
    return tandem && !profile_is_seated(profile) ? 1u << CARE_TANDEM : 0;
}

// Levels as in the therapy table. The stance is the therapist's: no ladder touches it.
const Game game_tightrope_town = {
    .id = "tightrope_town",
    .title = "Tightrope Town",
    .card = { .feet = { 0, -0.42f },
              .height = 0.66f,
              .upper = { 62, 62 },
              .fore = { 96, 96 },
              .thigh = { 3, 3 },
              .shank = { -2, -2 } },
    .trains = "standing on a narrow base, up to tandem; seated: sitting tall",
    .invite = "Stand on the rope and keep the pole level",
    .version = 3,
    .state_size = sizeof(Rope),
    .knob_count = 5,
    .knobs = { [KNOB_STANCE] = { "stance", "", "0 apart, 1 together, 2 semi-tandem, 3 tandem", 0,
                                 STANCES - 1, 1 },
               [KNOB_HOLD] = { "hold", "s", "how long to stand on the rope", 3, 60, 15 },
               [KNOB_TILT] = { "tilt", "deg", "how far the pole may tilt", 6, 45, 20 },
               [KNOB_GUST] = { "gust", "", "wind that is seen", 0, 3, 0 },
               [KNOB_BIRDS] = { "birds", "", "birds to turn the head to", 0, 3, 0 } },
    .level = { { 0, 10, 30, 0, 0 },
               { 1, 15, 26, 0, 0 },
               { 2, 15, 22, 0, 0 },
               { 3, 15, 18, 1, 0 },
               { 3, 20, 15, 3, 1 } },
    .ladder_count = 4,
    .ladder = { KNOB_TILT, KNOB_HOLD, KNOB_GUST, KNOB_BIRDS },
    .measure_count = 6,
    .measures = { [MEASURE_BEST] = { "rope_best", "s", "longest stand", STAT_BEST },
                  [MEASURE_MEAN] = { "rope_mean", "s", "mean stand", STAT_MEAN },
                  [MEASURE_SWAY] = { "rope_sway", "%H",
                                     "RMS of the mid-hip (seated: mid-shoulder) sideways, of "
                                     "smoothed landmarks",
                                     STAT_MEDIAN },
                  [MEASURE_ARMS] = { "rope_arm_moves", "1/min",
                                     "times a hand left its place by 0.15 arm lengths", STAT_MEAN },
                  [MEASURE_CORRECTIONS] = { "rope_corrections", "1/min",
                                            "times the hips left their mean place by 0.03 shoulder "
                                            "widths and came back",
                                            STAT_MEAN },
                  [MEASURE_LOOKS] = { "birds_looked_at", "%", "birds the head turned to",
                                      STAT_MEAN } },
    .praise = { "tall_giraffe", "sat_tall" },
    .sides = SIDES_NONE,
    .care = care,
    .start = start,
    .step = step,
    .draw = draw,
    .arc = &tightrope_town_arc,
};
