// SPDX-License-Identifier: MIT
// stepping_stars.c: stars light up on the floor; the child steps on each and back, at higher levels
// in a remembered order. Trains stepping, motor planning and foot-eye coordination. Seated the
// stars lie on a tray and are touched by hand.
#include "games/arcs/stepping_stars_arc.h"
#include "tiptoe/game.h"

enum { KNOB_RADIUS, KNOB_TIME, KNOB_DISTANCE, KNOB_DIRECTIONS, KNOB_SPAN, KNOB_ALTERNATE };
enum { MEASURE_REACTION, MEASURE_LENGTH, MEASURE_TRAY_LENGTH, MEASURE_SPAN, MEASURE_STEPS };

#define SPAN_MAX      7
#define DEPTH         0.4f   // a step to or from the camera is seen up and down, so much shorter
#define TRAY_DEPTH    0.6f   // the same for hands on a tray
#define DEPTH_TRUST   0.5f   // and is judged by half: one camera guesses depth
#define DWELL_STEPS   10     // the foot must rest on the star: a swing through it is no step
#define WEIGHT_MIN    0.28f  // share of the way from the standing foot that the mid-hip has come
#define LEAVE_LL      0.10f  // a foot this far from home has set off
#define HOME_LL       0.30f  // a foot nearer than this is back home
#define HOME_STEPS    150    // a child who does not come back makes a new home
#define REST_STEPS    30
#define SHOW_STEPS    45  // each star of a sequence is shown for so long
#define JOY_STEPS     40
#define TRUNK_MAX_DEG 18.0f  // seated: a bent trunk is not a reach
#define PRAISE_EVERY  8      // stars, where none has to be remembered

typedef enum Phase { PHASE_HOME, PHASE_SHOW, PHASE_STEP, PHASE_JOY, PHASE_AWAY } Phase;

// Where stars lie, in the order in which a level brings them: to the side, to the front, to the
// back, across. x: outwards from the limb's side; y: away from the camera. Star number n is for the
// limb n % 2, in direction n / 2.
enum { DIRECTIONS = 4 };
static const Vec2 direction[DIRECTIONS] = {
    { 1, 0 }, { 0.8f, -0.6f }, { 0.8f, 0.6f }, { -1, -0.2f }
};

typedef struct Stars {
    GameTries tries;
    GameTry try;
    GamePhase phase;
    int32_t star, limb;           // the latest star: its number, and its limb
    int32_t sequence[SPAN_MAX];   // the row: numbers of stars
    int32_t length, lit;          // stars of the row; how many of them have been lit
    uint32_t dwell, wrong_dwell;  // steps on the star: of its limb, of the other one
    uint32_t left_step;           // its limb set off; 0 not yet
    Vec2 home[SIDE_COUNT];        // of the feet (or hands)
    Vec2 at, from;                // of the star that is lit; of its limb when it was lit
    float radius, distance;       // stage units; limb lengths
} Stars;

// The limb that steps: a foot; seated, on the tray, a hand.
typedef struct Stepper {
    Vec2 at;
    float length, reach;  // stage units; the share of its length that it comes
    int32_t seen;
} Stepper;

static Stepper limb_of(const GameInput *in, int side)
{
    const Body *b = in->body;
    const Calibration *c = in->size;
    if (!c->seated)
        return (Stepper){ b->foot[side], c->leg[side], 1, b->seen && body_sees_foot(b, side) };
    return (Stepper){ b->hand[side], c->arm[side], fminf(in->reach[side], 1),
                      b->seen && body_sees_hand(b, side) };
}

static Vec2 usual_home(const GameInput *in, int side)
{
    const Calibration *c = in->size;
    Vec2 shoulder = c->shoulder[side], tray = vec2(shoulder.x, c->hip.y + 0.25f * c->trunk);
    if (c->seated) return vec2_mix(shoulder, tray, fminf(in->reach[side], 1));
    return vec2(c->hip.x + game_outward(side) * 0.42f * c->shoulder_width,
                c->ankle_y[side] - 0.03f * c->height);
}

// Where a star lies, kept on the stage and in the camera's view.
static Vec2 star_at(const Stars *s, const GameInput *in, int star)
{
    const Calibration *c = in->size;
    Side side = star % 2 ? SIDE_RIGHT : SIDE_LEFT;
    Stepper limb = limb_of(in, side);
    Vec2 way = direction[star / 2];
    float length = s->distance * (limb.length * limb.reach);
    float depth = c->seated ? -TRAY_DEPTH : DEPTH;  // on a tray, to the front is up
    Vec2 off = vec2(game_outward(side) * way.x * length, way.y * depth * length);
    Vec2 at = vec2_add(s->home[side], off);
    if (c->seated) at = game_in_reach(in, 1u << side, at, -0.05f);
    float left = fmaxf(c->view_low.x, 0) + 0.6f, right = fminf(c->view_high.x, STAGE_WIDTH) - 0.6f;
    at.x = clampf(at.x, fminf(left, right), fmaxf(left, right));
    at.y = clampf(at.y, fmaxf(c->view_low.y, 0) + 0.32f, STAGE_HEIGHT - 0.6f);
    return at;
}

static int choose_limb(Stars *s, const GameInput *in, int before)
{
    const Profile *profile = &in->setup->profile;
    unsigned sides = in->size->seated ? in->hands : in->feet;
    unsigned left_out = (in->size->seated ? LIMBS_ARMS : LIMBS_LEGS) & profile->without;
    Side only = game_only_side(sides, SIDE_COUNT);
    if (only != SIDE_COUNT)
        return profile->hand == HAND_ALTERNATE && before >= 0 && !left_out ? !before : (int)only;
    // One star is for one foot: "both" takes the feet in turn.
    bool in_turn = profile->hand == HAND_BOTH || in->knob[KNOB_ALTERNATE] >= 0.5f;
    if (in_turn) return !(before >= 0 ? before : s->limb);
    return (int)game_side(in, &s->tries.rng);
}

// How far away and how large the stars are, for this limb.
static void size_stars(Stars *s, const GameInput *in, int side)
{
    Stepper limb = limb_of(in, side);
    s->distance = in->knob[KNOB_DISTANCE] * game_ease(in, 1, 0.7f);
    // Home lies outside every star.
    float most = 0.55f * s->distance * (limb.length * limb.reach);
    s->radius = fminf(in->knob[KNOB_RADIUS] * game_ease(in, 1, 1.3f) * limb.length, most);
}

static void plan_row(Stars *s, const GameInput *in)
{
    int directions = (int)in->knob[KNOB_DIRECTIONS] / 2, span = (int)in->knob[KNOB_SPAN];
    int limb = -1;
    s->length = in->sure ? 1 : span > SPAN_MAX ? SPAN_MAX : span;
    s->lit = 0;
    for (int i = 0; i < s->length; i++) {
        limb = choose_limb(s, in, limb);
        s->sequence[i] = 2 * rng_below(&s->tries.rng, directions > 1 ? directions : 1) + limb;
    }
    size_stars(s, in, limb);
}

static void settle_home(Stars *s, const GameInput *in, float share)
{
    if (in->size->seated) return;
    for (int side = 0; side < SIDE_COUNT; side++) {
        Stepper foot = limb_of(in, side);
        Vec2 usual = usual_home(in, side);
        float room = 0.5f * foot.length;
        if (!foot.seen) continue;
        foot.at.x = clampf(foot.at.x, usual.x - room, usual.x + room);
        foot.at.y = clampf(foot.at.y, usual.y - 0.3f * room, usual.y + 0.3f * room);
        s->home[side] = vec2_mix(s->home[side], foot.at, share);
    }
}

// The next star of the row; or, alone, the last one again where it was.
static void light(Stars *s, const GameInput *in, GameOutput *out)
{
    float seconds = in->knob[KNOB_TIME] * game_ease(in, 1, 1.5f) / game_pace(in);
    if (s->try.id == 0 || in->sure) out->say = in->size->seated ? "star_touch" : "star_step";
    if (in->again) {
        size_stars(s, in, s->limb);
        s->length = s->lit = 1;
    } else {
        settle_home(s, in, 1);
        s->star = s->sequence[s->lit++];
        s->limb = s->star % 2;
    }
    game_enter(in, &s->phase, PHASE_STEP);
    s->at = star_at(s, in, s->star);
    s->from = limb_of(in, s->limb).at;
    s->dwell = s->wrong_dwell = s->left_step = 0;
    game_offer(in, out, &s->tries, &s->try, s->limb, s->at, seconds);
}

static bool on_star(const Stars *s, const GameInput *in, int side)
{
    Stepper limb = limb_of(in, side);
    Vec2 off = vec2_sub(limb.at, s->at);
    return limb.seen && vec2_length(vec2(off.x, off.y * DEPTH_TRUST)) <= s->radius;
}

static bool carries(const GameInput *in, int side)
{
    const Body *b = in->body;
    // Cheat: bending the trunk over the tray instead of reaching with the arm.
    if (in->size->seated) return !game_leans_over(in, TRUNK_MAX_DEG);
    if (!game_both_legs(in)) return true;  // what it stands on cannot be seen
    // Cheat: leaning over, or a foot that only hangs over the star. Leaning brings no foot there,
    // and over a hanging foot the hips stay above the other one: a step brings them along.
    float stance = b->foot[!side].x, way = b->foot[side].x - stance;
    // Crossed in passing there is no telling.
    if (fabsf(way) < 0.15f * in->size->shoulder_width) return true;
    return (b->hips.x - stance) / way >= WEIGHT_MIN;
}

static void reach(Stars *s, const GameInput *in, GameOutput *out)
{
    Stepper limb = limb_of(in, s->limb);
    bool seated = in->size->seated;
    game_hit(out, &s->tries, &s->try, s->limb, s->at, game_try_seconds(in, &s->try));
    if (s->left_step > 0)
        game_measure(out, MEASURE_REACTION, s->limb,
                     game_seconds(s->left_step - s->phase.since_step));
    game_measure(out, seated ? MEASURE_TRAY_LENGTH : MEASURE_LENGTH, s->limb,
                 vec2_distance(limb.at, s->home[s->limb]) / limb.length);
    game_measure(out, MEASURE_STEPS, s->limb, 1);
    game_enter(in, &s->phase, PHASE_JOY);
    if (s->lit < s->length) return;
    game_measure(out, MEASURE_SPAN, -1, (float)s->length);
    if (s->length > 1)
        game_praise(out, s->at, s->tries.hits % 3 == 0 ? "star_row" : NULL);
    else if (s->tries.hits % PRAISE_EVERY == 0)
        game_praise(out, s->at, seated ? "long_reach" : "star_home");
}

static void watch(Stars *s, const GameInput *in, GameOutput *out)
{
    Stepper limb = limb_of(in, s->limb);
    if (limb.seen) {
        if (!s->left_step && vec2_distance(limb.at, s->from) > LEAVE_LL * limb.length)
            s->left_step = in->step;
        // Cheat: a foot that was there before. It must have set off since the star was lit.
        bool steps = s->left_step && on_star(s, in, s->limb) && carries(in, s->limb);
        s->dwell = steps ? s->dwell + 1 : 0;
    }
    s->wrong_dwell = on_star(s, in, !s->limb) ? s->wrong_dwell + 1 : 0;
    if (s->dwell >= DWELL_STEPS) {
        reach(s, in, out);
        return;
    }
    // Cheat: the other foot, which stands nearer. It is gently told, once, and scores nothing.
    if (s->wrong_dwell >= DWELL_STEPS) game_rested(out, &s->try, !s->limb, s->at);
    // The star waits for a child who is out of sight.
    if (in->body->seen && game_try_over(in, &s->try)) {
        game_miss(out, &s->tries, &s->try, s->at);
        s->lit = s->length;  // a new row comes; nobody counts the broken one
        game_enter(in, &s->phase, PHASE_AWAY);
    }
}

static bool is_home(const Stars *s, const GameInput *in)
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        Stepper limb = limb_of(in, side);
        if (!limb.seen) continue;
        if (!in->size->seated && vec2_distance(limb.at, s->home[side]) > HOME_LL * limb.length)
            return false;
        // A hand is back when it has left the star.
        bool asked = in->size->seated && s->try.id && side == s->limb;
        if (asked && vec2_distance(limb.at, s->at) <= 1.2f * s->radius) return false;
    }
    return true;
}

static void start(void *state, const GameInput *first)
{
    Stars *s = state;
    game_tries_start(&s->tries, first);
    s->limb = rng_below(&s->tries.rng, SIDE_COUNT);
    for (int side = 0; side < SIDE_COUNT; side++) s->home[side] = usual_home(first, side);
    settle_home(s, first, 1);
}

// The child is back: on with the row, or the next one. What the therapist's keys asked for comes
// first.
static void go_on(Stars *s, const GameInput *in, GameOutput *out)
{
    bool new_row = !in->again && (in->sure || s->lit == s->length);
    if (new_row) plan_row(s, in);
    if (new_row && s->length > 1)
        game_enter(in, &s->phase, PHASE_SHOW);
    else
        light(s, in, out);
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Stars *s = state;
    if (game_withdrawn(in, &s->try)) {
        s->lit = s->length;
        game_enter(in, &s->phase, PHASE_HOME);
    }
    uint32_t age = game_since(in, s->phase.since_step), shown = age / SHOW_STEPS;
    switch ((Phase)s->phase.now) {
    case PHASE_HOME:
        if (is_home(s, in)) settle_home(s, in, 0.03f);
        if (age >= HOME_STEPS) settle_home(s, in, 1);
        if (in->body->seen && age >= REST_STEPS && (is_home(s, in) || age >= HOME_STEPS))
            go_on(s, in, out);
        break;
    case PHASE_SHOW:
        if (in->again || in->sure)
            game_enter(in, &s->phase, PHASE_HOME);
        else if (shown >= (uint32_t)s->length)
            light(s, in, out);
        else if (age % SHOW_STEPS == 1)
            game_cue(out, CUE_TOUCH, star_at(s, in, s->sequence[shown]), 2 * (int)shown);
        break;
    case PHASE_STEP: watch(s, in, out); break;
    case PHASE_JOY:
    case PHASE_AWAY: game_then(in, &s->phase, JOY_STEPS, PHASE_HOME); break;
    }
    if (s->try.open)
        game_invite(out, s->try.id, in->size->seated ? TARGET_HAND : TARGET_FOOT, s->at, s->radius,
                    1u << s->limb);
}

// ---- the picture ----

// Each step lights one more star of a picture in the sky.
// Clear of the clock and the count.
const Vec2 stars_sky[SKY_STARS] = {
    { 2.4f, 7.4f },  { 3.4f, 8.1f },  { 4.6f, 7.6f },  { 5.2f, 6.6f },  { 4.2f, 5.8f },
    { 3.0f, 6.1f },  { 2.6f, 5.0f },  { 10.9f, 6.9f }, { 11.7f, 7.8f }, { 12.9f, 7.3f },
    { 14.2f, 6.7f }, { 13.4f, 5.8f }, { 12.1f, 5.6f }, { 12.7f, 4.6f },
};

int stars_found(const void *state)
{
    const Stars *s = state;
    return s->tries.hits < SKY_STARS ? s->tries.hits : SKY_STARS;
}

static void draw_sky(const Stars *s, const GameInput *in, Canvas *canvas)
{
    Color thread = { 1, 0.95f, 0.75f, 0.45f };
    for (int i = stars_found(s) - 1; i >= 0;
         i--) {  // a star lies over both threads that meet at it
        if (i % 7 > 0) canvas_limb(canvas, stars_sky[i - 1], stars_sky[i], 0.05f, 0.05f, thread);
        float size = 0.62f * (1 + 0.06f * game_wave(in, 0.03f, (float)i * 1.9f));
        canvas_picture(canvas, "star", stars_sky[i], size, 1);
    }
}

static void draw_tile(const Stars *s, const GameInput *in, Vec2 at, float bright, Canvas *canvas)
{
    float flat = in->size->seated ? 1 : 0.55f, size = fmaxf(0.7f, 2.1f * s->radius);
    canvas_glow(canvas, at, size * (0.75f + 0.1f * bright),
                (Color){ 1, 0.93f, 0.6f, 0.6f * bright });
    canvas_picture(canvas, "star_tile", at, size * flat, 0.35f + 0.65f * bright);
}

static void draw_home(const Stars *s, const GameInput *in, Canvas *canvas)
{
    if (in->size->seated) {
        Vec2 tray = vec2(in->size->hip.x, in->size->hip.y + 0.2f);
        canvas_box(canvas, tray, 2.6f * in->size->arm[SIDE_LEFT], 0.14f,
                   (Color){ 0.55f, 0.40f, 0.28f, 0.85f });
        return;
    }
    bool go_home = s->phase.now == PHASE_HOME || s->phase.now == PHASE_SHOW;
    for (int side = 0; side < SIDE_COUNT; side++) {
        Vec2 at = vec2(s->home[side].x, fmaxf(0.3f, s->home[side].y - 0.15f));
        if (go_home) canvas_glow(canvas, at, 0.6f, (Color){ 0.7f, 0.9f, 1, 0.45f });
        canvas_ring(canvas, at, 0.34f, 0.05f, (Color){ 0.75f, 0.9f, 1, go_home ? 0.8f : 0.35f });
    }
}

// The star of the row that is shown now, and its number.
static void draw_row(const Stars *s, const GameInput *in, Canvas *canvas)
{
    uint32_t age = game_since(in, s->phase.since_step), shown = age / SHOW_STEPS;
    if (shown >= (uint32_t)s->length) return;
    float share = (float)(age % SHOW_STEPS) / SHOW_STEPS;
    Vec2 at = star_at(s, in, s->sequence[shown]);
    draw_tile(s, in, at, exact_sin(share * PI_F), canvas);
    canvas_text(canvas, vec2(at.x, at.y + 0.75f), 0.6f, COLOR_WHITE, "%u", shown + 1);
}

// The star to step on, whose foot it is for, and how long it still waits.
static void draw_star(const Stars *s, const GameInput *in, Canvas *canvas)
{
    static const char *const foot[] = { "shoe_left", "shoe_right" };
    static const char *const hand[] = { "hand_left", "hand_right" };
    float shown = game_phase_share(in, &s->phase, 12);
    float left = 1 - game_phase_share(in, &s->phase, (float)s->try.stay_steps);
    draw_tile(s, in, s->at, shown, canvas);
    canvas_picture(canvas, (in->size->seated ? hand : foot)[s->limb], s->at, 0.62f, shown);
    float rim = fmaxf(0.5f, s->radius);
    game_draw_rim(canvas, s->at, rim, shown);
    canvas_arc(canvas, s->at, rim + 0.2f, 0.08f, left, COLOR_LIGHT(0.6f));
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Stars *s = state;
    float share = game_phase_share(in, &s->phase, JOY_STEPS);
    Vec2 place = stars_sky[(s->tries.hits + SKY_STARS - 1) % SKY_STARS];
    canvas_background(canvas, "sky");
    draw_sky(s, in, canvas);
    draw_home(s, in, canvas);
    switch ((Phase)s->phase.now) {
    case PHASE_HOME: break;
    case PHASE_SHOW: draw_row(s, in, canvas); break;
    case PHASE_STEP: draw_star(s, in, canvas); break;
    case PHASE_JOY:  // the star flies up to its place in the sky
        canvas_glow(canvas, s->at, 1.4f * s->radius * (1 + share),
                    (Color){ 1, 0.93f, 0.6f, 0.5f * (1 - share) });
        canvas_image(canvas, "star", vec2_mix(s->at, place, share * share * (3 - 2 * share)), 0.9f,
                     2 * share, COLOR_WHITE);
        break;
    case PHASE_AWAY:
        canvas_picture(canvas, "star_tile", s->at, 1.1f * s->radius, 0.7f * (1 - share));
        break;
    }
}

// Levels as in the therapy table; radius falls with them. Distances in leg lengths (seated: of the
// arm).
const Game game_stepping_stars = {
    .id = "stepping_stars",
    .title = "Stepping Stars",
    .card = { .feet = { -0.12f, -0.40f },
              .height = 0.62f,
              .upper = { 42, 42 },
              .fore = { 34, 34 },
              .thigh = { 3, 44 },
              .shank = { -2, 8 } },
    .trains = "stepping, motor planning, memory for a row of steps; seated: hands on a tray",
    .invite = "Step on the star and come back home",
    .version = 3,
    .state_size = sizeof(Stars),
    .knob_count = 6,
    .knobs = { [KNOB_RADIUS] = { "radius", "LL", "size of a star", 0.1f, 0.4f, 0.22f },
               [KNOB_TIME] = { "time", "s", "how long a star waits", 1, 10, 3 },
               [KNOB_DISTANCE] = { "distance", "LL", "from home to a star", 0.3f, 1, 0.6f },
               [KNOB_DIRECTIONS] = { "directions", "", "2 sides, 4 front, 6 back, 8 across", 2,
                                     2 * DIRECTIONS, 4 },
               [KNOB_SPAN] = { "span", "", "stars in a row to remember", 1, SPAN_MAX, 1 },
               [KNOB_ALTERNATE] = { "alternate", "", "1: left and right in turn", 0, 1, 0 } },
    .level = { { 0.28f, 4, 0.5f, 2, 1, 0 },
               { 0.26f, 3.5f, 0.5f, 4, 1, 0 },
               { 0.23f, 3, 0.6f, 4, 1, 0 },
               { 0.20f, 2.5f, 0.7f, 6, 3, 0 },
               { 0.17f, 2, 0.8f, 8, 5, 0 } },
    .ladder_count = 5,
    .ladder = { KNOB_RADIUS, KNOB_TIME, KNOB_DISTANCE, KNOB_DIRECTIONS, KNOB_SPAN },
    .measure_count = 5,
    .measures = { [MEASURE_REACTION] = { "step_reaction", "s", "star to the foot setting off",
                                         STAT_MEDIAN },
                  [MEASURE_LENGTH] = { "step_length", "LL", "foot from home when it lands",
                                       STAT_MEDIAN },
                  [MEASURE_TRAY_LENGTH] = { "tray_reach", "AL", "hand from home when it lands",
                                            STAT_MEDIAN },
                  [MEASURE_SPAN] = { "step_span", "", "longest row of stars stepped in order",
                                     STAT_BEST },
                  [MEASURE_STEPS] = { "steps", "", "stars stepped on", STAT_SUM } },
    .praise = { "star_home", "long_reach" },
    .start = start,
    .step = step,
    .draw = draw,
    .arc = &stepping_stars_arc,
};
