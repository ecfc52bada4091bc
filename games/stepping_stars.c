// stepping_stars.c: stars light up on the floor; the child steps on each and back, at higher levels
// in a remembered order. Trains stepping, motor planning and foot-eye coordination. Seated the
// stars lie on a tray and are touched by hand.
#include "tiptoe/game.h"

enum { KNOB_RADIUS, KNOB_TIME, KNOB_DISTANCE, KNOB_DIRECTIONS, KNOB_SPAN, KNOB_ALTERNATE };
enum { MEASURE_REACTION, MEASURE_LENGTH, MEASURE_TRAY_LENGTH, MEASURE_SPAN, MEASURE_STEPS };

#define DIRECTIONS    8
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
#define SKY_STARS     14

typedef enum Phase { PHASE_HOME, PHASE_SHOW, PHASE_STEP, PHASE_JOY, PHASE_AWAY } Phase;

typedef struct Direction {
    Side limb;
    float x, away;  // x outwards from that side; away: from the camera
} Direction;

// In the order in which a level brings them: to the side, to the front, to the back, across.
static const Direction direction[DIRECTIONS] = {
    { SIDE_LEFT, 1, 0 },         { SIDE_RIGHT, 1, 0 },      { SIDE_LEFT, 0.8f, -0.6f },
    { SIDE_RIGHT, 0.8f, -0.6f }, { SIDE_LEFT, 0.8f, 0.6f }, { SIDE_RIGHT, 0.8f, 0.6f },
    { SIDE_LEFT, -1, -0.2f },    { SIDE_RIGHT, -1, -0.2f },
};

typedef struct Stars {
    Rng rng;
    int32_t phase, id, ids, length, current, wrong, last_limb, easy, streak;
    int32_t sequence[SPAN_MAX];
    uint32_t since_step, window_steps, dwell, wrong_dwell, left_step;
    Vec2 home[SIDE_COUNT];   // of the feet (or hands)
    Vec2 at, from;           // of the star that is lit; of its limb when it was lit
    float radius, distance;  // stage units; limb lengths
    int32_t sky;
} Stars;

static float limb_length(const GameInput *in, int side)
{
    return in->size->seated ? in->size->arm[side] : in->size->leg[side];
}

// As far as the limb goes: on a tray, within the hand's reach.
static float way_length(const GameInput *in, int side)
{
    return limb_length(in, side) * (in->size->seated ? fminf(in->reach[side], 1) : 1);
}

static Vec2 limb_at(const GameInput *in, int side)
{
    return in->size->seated ? in->body->hand[side] : in->body->foot[side];
}

static bool limb_seen(const GameInput *in, int side)
{
    const Body *b = in->body;
    float trust = in->size->seated ? b->hand_trust[side] : b->foot_trust[side];
    return b->seen && trust >= BODY_TRUST_MIN;
}

static Vec2 usual_home(const GameInput *in, int side)
{
    const Calibration *c = in->size;
    Vec2 shoulder = c->shoulder[side], tray = vec2(shoulder.x, c->hip.y + 0.25f * c->trunk);
    if (c->seated) return vec2_mix(shoulder, tray, fminf(in->reach[side], 1));
    return vec2(c->hip.x + game_outward(side) * 0.42f * c->shoulder_width,
                c->ankle_y[side] - 0.03f * c->height);
}

// Where the star of direction `d` lies, kept on the stage and in the camera's view.
static Vec2 star_at(const Stars *s, const GameInput *in, int d)
{
    const Calibration *c = in->size;
    const Direction *way = &direction[d];
    float length = s->distance * way_length(in, way->limb);
    float depth = c->seated ? -TRAY_DEPTH : DEPTH;  // on a tray, to the front is up
    Vec2 at = vec2_add(s->home[way->limb],
                       vec2(game_outward(way->limb) * way->x * length, way->away * depth * length));
    if (c->seated) at = game_in_reach(in, 1u << way->limb, at, -0.05f);
    float left = fmaxf(c->view_low.x, 0) + 0.6f, right = fminf(c->view_high.x, STAGE_WIDTH) - 0.6f;
    at.x = clampf(at.x, fminf(left, right), fmaxf(left, right));
    at.y = clampf(at.y, fmaxf(c->view_low.y, 0) + 0.32f, STAGE_HEIGHT - 0.6f);
    return at;
}

static int allowed_limb(Stars *s, const GameInput *in, int before)
{
    unsigned sides = in->size->seated ? in->hands : in->feet;
    if (sides == 1u << SIDE_LEFT || sides == 1u << SIDE_RIGHT) {
        int only = sides == 1u << SIDE_LEFT ? SIDE_LEFT : SIDE_RIGHT;
        unsigned left_out =
            (in->size->seated ? LIMBS_ARMS : LIMBS_LEGS) & in->setup->profile.without;
        bool in_turn = in->setup->profile.hand == HAND_ALTERNATE && before >= 0 && !left_out;
        return in_turn ? !before : only;
    }
    // One star is for one foot: "both" takes the feet in turn.
    bool in_turn = in->setup->profile.hand == HAND_BOTH || in->knob[KNOB_ALTERNATE] >= 0.5f;
    if (in_turn) return !(before >= 0 ? before : s->last_limb);
    return (int)game_side(in, &s->rng);
}

static void plan(Stars *s, const GameInput *in)
{
    int count = (int)in->knob[KNOB_DIRECTIONS], span = (int)in->knob[KNOB_SPAN];
    s->length = in->sure || s->easy ? 1 : span > SPAN_MAX ? SPAN_MAX : span;
    s->current = 0;
    int limb = -1;
    for (int i = 0; i < s->length; i++) {
        limb = allowed_limb(s, in, limb);
        int pairs = count / 2 > 1 ? count / 2 : 1;
        s->sequence[i] = 2 * rng_below(&s->rng, pairs) + limb;
    }
    s->distance = in->knob[KNOB_DISTANCE] * (in->sure || s->easy ? 0.7f : 1);
    // Home lies outside every star.
    float radius = in->knob[KNOB_RADIUS] * (in->sure || s->easy ? 1.3f : 1);
    float most = 0.55f * s->distance * way_length(in, limb);
    s->radius = fminf(radius * limb_length(in, limb), most);
    s->phase = s->length > 1 ? PHASE_SHOW : PHASE_STEP;
    s->since_step = in->step;
}

static void settle_home(Stars *s, const GameInput *in, float share)
{
    if (in->size->seated) return;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!limb_seen(in, side)) continue;
        Vec2 usual = usual_home(in, side);
        float room = 0.5f * in->size->leg[side];
        Vec2 foot = limb_at(in, side);
        foot.x = clampf(foot.x, usual.x - room, usual.x + room);
        foot.y = clampf(foot.y, usual.y - 0.3f * room, usual.y + 0.3f * room);
        s->home[side] = vec2_mix(s->home[side], foot, share);
    }
}

static void light(Stars *s, const GameInput *in, GameOutput *out)
{
    float seconds =
        in->knob[KNOB_TIME] * (in->sure || s->easy ? 1.5f : 1) / in->setup->profile.sensory.pace;
    int d = s->sequence[s->current];
    settle_home(s, in, 1);
    s->phase = PHASE_STEP;
    s->since_step = in->step;
    s->window_steps = (uint32_t)(seconds * GAME_STEPS_PER_SECOND);
    s->at = star_at(s, in, d);
    s->id = ++s->ids;
    s->dwell = s->wrong_dwell = s->left_step = 0;
    s->wrong = 0;
    s->last_limb = direction[d].limb;
    s->from = limb_at(in, s->last_limb);
    game_event(out, EVENT_OFFER, s->id, s->last_limb, s->at, seconds);
    game_cue(out, CUE_APPEAR, s->at, 0);
    if (s->ids == 1 || s->easy) out->say = in->size->seated ? "star_touch" : "star_step";
}

static bool on_star(const Stars *s, const GameInput *in, int side)
{
    if (!limb_seen(in, side)) return false;
    Vec2 off = vec2_sub(limb_at(in, side), s->at);
    return vec2_length(vec2(off.x, off.y * DEPTH_TRUST)) <= s->radius;
}

static bool carries(const GameInput *in, int side)
{
    const Body *b = in->body;
    if (in->size->seated) {
        // Cheat: bending the trunk over the tray instead of reaching with the arm.
        return b->value_trust[BODY_TRUNK_LEAN] < BODY_TRUST_MIN ||
               fabsf(b->value[BODY_TRUNK_LEAN]) <= TRUNK_MAX_DEG;
    }
    if (!game_both_legs(in)) return true;  // what it stands on cannot be seen
    // Cheat: leaning over, or a foot that only hangs over the star. Leaning brings no foot there,
    // and over a hanging foot the hips stay above the other one: a step brings them along.
    float stance = b->foot[!side].x, way = b->foot[side].x - stance;
    if (fabsf(way) < 0.15f * in->size->shoulder_width)
        return true;  // crossed in passing: no telling
    return (b->hips.x - stance) / way >= WEIGHT_MIN;
}

static void end(Stars *s, const GameInput *in, GameOutput *out, bool hit)
{
    int limb = s->last_limb;
    if (hit) {
        float length = vec2_distance(limb_at(in, limb), s->home[limb]) / limb_length(in, limb);
        float seconds = (float)(in->step - s->since_step) / GAME_STEPS_PER_SECOND;
        game_event(out, EVENT_HIT, s->id, limb, s->at, seconds);
        game_cue(out, CUE_SUCCESS, s->at, game_scale(s->streak));
        if (s->left_step > 0) {
            float reaction = (float)(s->left_step - s->since_step) / GAME_STEPS_PER_SECOND;
            game_measure(out, MEASURE_REACTION, limb, reaction);
        }
        game_measure(out, in->size->seated ? MEASURE_TRAY_LENGTH : MEASURE_LENGTH, limb, length);
        game_measure(out, MEASURE_STEPS, limb, 1);
        s->streak++;
        s->current++;
        s->sky++;
        if (s->current == s->length) {
            game_measure(out, MEASURE_SPAN, -1, (float)s->length);
            if (s->length > 1) game_cue(out, CUE_PRAISE, s->at, 0);
            if (s->length > 1 && s->sky % 3 == 0) out->say = "star_row";
            bool alone = s->length == 1 && s->sky % PRAISE_EVERY == 0;
            if (alone) game_cue(out, CUE_PRAISE, s->at, 0);
            if (alone) out->say = in->size->seated ? "long_reach" : "star_home";
        }
    } else {
        game_event(out, EVENT_MISS, s->id, -1, s->at, 0);
        game_cue(out, CUE_AWAY, s->at, 0);
        s->streak = 0;
        s->length = 0;  // a new row of stars comes; nobody counts the broken one
        s->current = 0;
    }
    s->easy = 0;
    s->phase = hit ? PHASE_JOY : PHASE_AWAY;
    s->since_step = in->step;
}

static void watch(Stars *s, const GameInput *in, GameOutput *out)
{
    int limb = s->last_limb;
    if (limb_seen(in, limb)) {
        float off = vec2_distance(limb_at(in, limb), s->from);
        if (!s->left_step && off > LEAVE_LL * limb_length(in, limb)) s->left_step = in->step;
        // Cheat: a foot that was there before. It must have set off since the star was lit.
        bool steps = s->left_step && on_star(s, in, limb) && carries(in, limb);
        s->dwell = steps ? s->dwell + 1 : 0;
    }
    s->wrong_dwell = on_star(s, in, !limb) ? s->wrong_dwell + 1 : 0;
    if (s->dwell >= DWELL_STEPS) {
        end(s, in, out, true);
        return;
    }
    // Cheat: the other foot, which stands nearer. It is gently told, once, and scores nothing.
    if (s->wrong_dwell >= DWELL_STEPS && !s->wrong) {
        s->wrong = 1;
        game_event(out, EVENT_RESTING_HAND, s->id, !limb, s->at, 0);
    }
    // The star waits for a child who is out of sight.
    if (in->body->seen && in->step - s->since_step >= s->window_steps) end(s, in, out, false);
}

static bool both_home(const Stars *s, const GameInput *in)
{
    if (in->size->seated) {  // a hand is back when it has left the star
        int limb = s->last_limb;
        return !limb_seen(in, limb) || !s->id ||
               vec2_distance(limb_at(in, limb), s->at) > 1.2f * s->radius;
    }
    for (int side = 0; side < SIDE_COUNT; side++)
        if (limb_seen(in, side) &&
            vec2_distance(limb_at(in, side), s->home[side]) > HOME_LL * in->size->leg[side])
            return false;
    return true;
}

static void start(void *state, const GameInput *first)
{
    Stars *s = state;
    s->rng = rng_seed(first->setup->seed);
    s->last_limb = rng_below(&s->rng, SIDE_COUNT);
    for (int side = 0; side < SIDE_COUNT; side++) s->home[side] = usual_home(first, side);
    settle_home(s, first, 1);
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Stars *s = state;
    uint32_t age = in->step - s->since_step;
    if (in->commands & (1u << GAME_SKIP | 1u << GAME_ASSIST)) {
        s->phase = PHASE_HOME;  // a star that was skipped is neither hit nor miss
        s->since_step = in->step;
        s->length = s->current = 0;
        s->easy = in->commands & 1u << GAME_ASSIST ? 1 : 0;
        age = 0;
    }
    switch ((Phase)s->phase) {
    case PHASE_HOME:
        if (both_home(s, in)) settle_home(s, in, 0.03f);
        if (age >= HOME_STEPS) settle_home(s, in, 1);
        if (!in->body->seen || age < REST_STEPS || (!both_home(s, in) && age < HOME_STEPS)) break;
        if (s->current < s->length) {
            light(s, in, out);
        } else {
            plan(s, in);
            if (s->phase == PHASE_STEP) light(s, in, out);
        }
        break;
    case PHASE_SHOW:
        if (age % SHOW_STEPS == 1 && age / SHOW_STEPS < (uint32_t)s->length) {
            int shown = (int)(age / SHOW_STEPS);
            game_cue(out, CUE_TOUCH, star_at(s, in, s->sequence[shown]), 2 * shown);
        }
        if (age >= SHOW_STEPS * (uint32_t)s->length) light(s, in, out);
        break;
    case PHASE_STEP: watch(s, in, out); break;
    case PHASE_JOY:
    case PHASE_AWAY:
        if (age < JOY_STEPS) break;
        s->phase = PHASE_HOME;
        s->since_step = in->step;
        break;
    }
    if (s->phase != PHASE_STEP) return;
    game_target(out, (GameTarget){ .id = s->id,
                                   .kind = in->size->seated ? TARGET_HAND : TARGET_FOOT,
                                   .at = s->at,
                                   .radius = s->radius,
                                   .sides = 1u << s->last_limb });
}

// ---- the picture ----

// Each step lights one more star of a picture in the sky.
static const Vec2 sky[SKY_STARS] = {
    { 1.6f, 7.4f },  { 2.7f, 8.1f },  { 3.9f, 7.6f },  { 4.6f, 6.6f },  { 3.6f, 5.8f },
    { 2.4f, 6.1f },  { 2.0f, 5.0f },  { 11.4f, 6.9f }, { 12.3f, 7.8f }, { 13.5f, 8.0f },
    { 14.4f, 7.1f }, { 13.7f, 6.1f }, { 12.5f, 5.9f }, { 13.0f, 4.9f },
};

static void draw_sky(const Stars *s, const GameInput *in, Canvas *canvas)
{
    int lit = s->sky < SKY_STARS ? s->sky : SKY_STARS;
    for (int i = 1; i < lit; i++)
        if (i != 7)
            canvas_limb(canvas, sky[i - 1], sky[i], 0.05f, 0.05f,
                        (Color){ 1, 0.95f, 0.75f, 0.45f });
    for (int i = 0; i < lit; i++) {
        float lively = 0.02f * (float)in->setup->profile.sensory.background_motion;
        float size = 0.62f * (1 + lively * exact_sin((float)in->step * 0.03f + (float)i * 1.9f));
        canvas_image(canvas, "star", sky[i], size, 0, COLOR_WHITE);
    }
}

static void draw_tile(const Stars *s, const GameInput *in, Vec2 at, float bright, Canvas *canvas)
{
    float flat = in->size->seated ? 1 : 0.55f;
    float size = fmaxf(0.7f, 2.1f * s->radius);
    if (bright > 0)
        canvas_glow(canvas, at, size * (0.75f + 0.1f * bright),
                    (Color){ 1, 0.93f, 0.6f, 0.6f * bright });
    canvas_image(canvas, "star_tile", at, size * flat, 0,
                 (Color){ 1, 1, 1, 0.35f + 0.65f * bright });
}

static void draw_limb_sign(int side, Vec2 at, float alpha, bool seated, Canvas *canvas)
{
    const char *foot = side == SIDE_LEFT ? "shoe_left" : "shoe_right";
    const char *hand = side == SIDE_LEFT ? "hand_left" : "hand_right";
    canvas_image(canvas, seated ? hand : foot, at, 0.62f, 0, (Color){ 1, 1, 1, alpha });
}

static void draw_home(const Stars *s, const GameInput *in, Canvas *canvas)
{
    if (in->size->seated) {
        Vec2 tray = vec2(in->size->hip.x, in->size->hip.y + 0.2f);
        canvas_box(canvas, tray, 2.6f * in->size->arm[SIDE_LEFT], 0.14f,
                   (Color){ 0.55f, 0.40f, 0.28f, 0.85f });
        return;
    }
    bool go_home = s->phase == PHASE_HOME || s->phase == PHASE_SHOW;
    for (int side = 0; side < SIDE_COUNT; side++) {
        Vec2 at = vec2(s->home[side].x, fmaxf(0.3f, s->home[side].y - 0.15f));
        if (go_home) canvas_glow(canvas, at, 0.6f, (Color){ 0.7f, 0.9f, 1, 0.45f });
        canvas_ring(canvas, at, 0.34f, 0.05f, (Color){ 0.75f, 0.9f, 1, go_home ? 0.8f : 0.35f });
    }
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Stars *s = state;
    canvas_background(canvas, "sky");
    draw_sky(s, in, canvas);
    draw_home(s, in, canvas);
    uint32_t age = in->step - s->since_step;
    if (s->phase == PHASE_SHOW && s->length > 0) {
        uint32_t shown = age / SHOW_STEPS;
        if (shown >= (uint32_t)s->length) shown = (uint32_t)s->length - 1;
        float share = (float)(age % SHOW_STEPS) / SHOW_STEPS;
        Vec2 at = star_at(s, in, s->sequence[shown]);
        draw_tile(s, in, at, exact_sin(share * PI_F), canvas);
        canvas_text(canvas, vec2(at.x, at.y + 0.75f), 0.6f, COLOR_WHITE, "%u", shown + 1);
    }
    if (s->phase == PHASE_STEP) {
        float shown = clampf((float)age / 12, 0, 1);
        draw_tile(s, in, s->at, shown, canvas);
        draw_limb_sign(s->last_limb, s->at, shown, in->size->seated, canvas);
        float left = 1 - (float)age / (float)(s->window_steps ? s->window_steps : 1);
        canvas_arc(canvas, vec2(s->at.x, s->at.y), fmaxf(0.5f, s->radius) + 0.16f, 0.08f,
                   clampf(left, 0, 1), (Color){ 1, 1, 1, 0.6f });
    }
    if (s->phase == PHASE_JOY || s->phase == PHASE_AWAY) {
        float share = clampf((float)age / JOY_STEPS, 0, 1);
        Vec2 at = s->at;
        if (s->phase == PHASE_AWAY) {
            canvas_image(canvas, "star_tile", at, 1.1f * s->radius, 0,
                         (Color){ 1, 1, 1, 0.7f * (1 - share) });
            return;
        }
        // The star flies up to its place in the sky.
        Vec2 to = sky[(s->sky + SKY_STARS - 1) % SKY_STARS];
        float t = share * share * (3 - 2 * share);
        canvas_glow(canvas, at, 1.4f * s->radius * (1 + share),
                    (Color){ 1, 0.93f, 0.6f, 0.5f * (1 - share) });
        canvas_image(canvas, "star", vec2_mix(at, to, t), 0.9f, 2 * share, COLOR_WHITE);
    }
}

// Levels as in the therapy table; radius falls with them. Distances in leg lengths (seated: of the
// arm).
const Game game_stepping_stars = {
    .id = "stepping_stars",
    .title = "Stepping Stars",
    .trains = "stepping, motor planning, memory for a row of steps; seated: hands on a tray",
    .invite = "Step on the star and come back home",
    .version = 2,
    .state_size = sizeof(Stars),
    .knob_count = 6,
    .knobs = { [KNOB_RADIUS] = { "radius", "LL", "size of a star", 0.1f, 0.4f, 0.22f },
               [KNOB_TIME] = { "time", "s", "how long a star waits", 1, 10, 3 },
               [KNOB_DISTANCE] = { "distance", "LL", "from home to a star", 0.3f, 1, 0.6f },
               [KNOB_DIRECTIONS] = { "directions", "", "2 sides, 4 front, 6 back, 8 across", 2,
                                     DIRECTIONS, 4 },
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
};
