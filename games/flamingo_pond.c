// flamingo_pond.c: the child lifts a foot like a flamingo; while it is held the flamingo sleeps.
// Trains single-leg balance. Seated a knee is lifted; in a wheelchair an arm is spread like a wing.
#include "tiptoe/game.h"

enum { KNOB_HOLD, KNOB_HEIGHT, KNOB_ARMS, KNOB_FROGS };
enum {
    MEASURE_HOLD_BEST,
    MEASURE_HOLD_MEAN,
    MEASURE_TRUNK,
    MEASURE_SWAY,
    MEASURE_SYMMETRY,
    MEASURE_LOOKS
};
enum { ARMS_ANY, ARMS_FREE, ARMS_CROSSED };  // FREE: the picture shows them spread; not judged

#define REST_STEPS      90     // between tries: both feet down
#define JOY_STEPS       120    // the flamingo sleeps on after a success
#define LIFT_S          6.0f   // time to get the foot up, beside twice the hold
#define TOUCHES_MAX     2      // the foot may come down once within a try
#define DOWN_SHARE      0.6f   // of the height asked: below, the foot is down again (no chatter)
#define DOWN_STEPS      8      // and for so long: one bad picture is not a touch
#define SHIFT_LL        0.10f  // a standing ankle that moves farther has hopped or stepped
#define TRUNK_MAX_DEG   20.0f  // leaning over farther stops the clock (it does not end the try)
#define WING_TRUNK_DEG  12.0f  // of the trunk while an arm is the wing
#define CHEST_SW        0.75f  // hands this near to the chest's middle are crossed arms
#define KNEE_PER_HEIGHT 1.6f   // seated: trunk lengths of knee lift per leg length of foot lift
#define FROG_STEPS      150    // how long a frog stays to be looked at
#define LOOK_SHARE      0.10f  // the nose that far off the ears' middle, in shoulder widths
#define SLEEPERS_MAX    6

typedef enum Phase { PHASE_REST, PHASE_OFFERED, PHASE_JOY, PHASE_AWAY } Phase;
typedef enum Raise { RAISE_FOOT, RAISE_KNEE, RAISE_WING } Raise;

typedef struct Pond {
    Rng rng;
    int32_t phase, limb, side, id, ids, arms_id, tries, touches, up, low_steps, easy;
    uint32_t since_step, window_steps, held_steps, wanted_steps, stance_steps;
    float height, rest_knees;        // as asked; difference of the knees at rest, stage units
    Vec2 stance_at;                  // the standing ankle when the foot went up
    float sum_x, sum_xx, trunk_sum;  // of this stance
    float last_hold[SIDE_COUNT];     // s, by the leg that stood; 0 none yet
    int32_t last_side, sleepers, frog, frog_seen, frog_done;
    uint32_t frog_step;
    int32_t streak;
} Pond;

static Side allowed_side(Pond *p, const GameInput *in)
{
    unsigned sides = p->limb == RAISE_WING ? in->hands : in->feet;
    if (sides == 1u << SIDE_LEFT) return SIDE_LEFT;
    if (sides == 1u << SIDE_RIGHT) return SIDE_RIGHT;
    // Two feet cannot be up together: "both" takes them (and wings, too) in turn.
    if (in->setup->profile.hand == HAND_BOTH)
        return p->last_side == SIDE_LEFT ? SIDE_RIGHT : SIDE_LEFT;
    return game_side(in, &p->rng);
}

static bool trusted(const GameInput *in, int landmark)
{
    return in->body->seen && in->body->trust[landmark] >= BODY_TRUST_MIN;
}

static float knees_apart(const Body *b, int side)
{
    return b->joint[LANDMARK_KNEE_LEFT + side].y - b->joint[LANDMARK_KNEE_LEFT + !side].y;
}

static Raise limb_for(const GameInput *in)
{
    // Where a leg is left out nobody is asked to stand on it, nor to lift the only one.
    if (!in->size->seated) return game_both_legs(in) ? RAISE_FOOT : RAISE_WING;
    bool knees = trusted(in, LANDMARK_KNEE_LEFT) && trusted(in, LANDMARK_KNEE_RIGHT);
    bool chair = in->setup->profile.posture == POSTURE_WHEELCHAIR;
    return knees && !chair ? RAISE_KNEE : RAISE_WING;
}

static Vec2 wing_at(const GameInput *in, int side)
{
    float out = side == SIDE_RIGHT ? 1.0f : -1.0f, arm = in->size->arm[side];
    return vec2_add(in->size->shoulder[side],
                    vec2(out * 0.85f * arm * fminf(in->reach[side], 1), 0.05f * arm));
}

static float wing_radius(const GameInput *in)
{
    return 0.4f * in->size->arm[SIDE_LEFT];
}

// How far the limb is up, 1 being as asked; negative: cannot be judged now.
static float raised(const Pond *p, const GameInput *in)
{
    const Body *b = in->body;
    int side = p->side;
    if (!b->seen) return -1;
    if (p->limb == RAISE_WING) {
        if (b->hand_trust[side] < BODY_TRUST_MIN) return -1;
        float off = vec2_distance(b->hand[side], wing_at(in, side));
        return clampf(2 - off / wing_radius(in), 0, 1.5f);
    }
    if (p->limb == RAISE_KNEE) {
        if (!trusted(in, LANDMARK_KNEE_LEFT) || !trusted(in, LANDMARK_KNEE_RIGHT)) return -1;
        // Cheat: rocking back or bouncing on the seat. It moves both knees, so they are compared.
        float lift = (knees_apart(b, side) - p->rest_knees) / in->size->trunk;
        return clampf(lift / (p->height * KNEE_PER_HEIGHT), 0, 1.5f);
    }
    if (fminf(b->value_trust[BODY_FOOT_LIFT_LEFT], b->value_trust[BODY_FOOT_LIFT_RIGHT]) <
        BODY_TRUST_MIN)
        return -1;
    // Cheat: a jump, or a step back from the camera. Both raise both feet; one foot must stay down.
    float lift = b->value[BODY_FOOT_LIFT_LEFT + side] - b->value[BODY_FOOT_LIFT_LEFT + !side];
    return clampf(lift / p->height, 0, 1.5f);
}

static bool arms_crossed(const GameInput *in)
{
    const Body *b = in->body;
    Vec2 chest = vec2_mix(b->shoulders, b->hips, 0.3f);
    for (int side = 0; side < SIDE_COUNT; side++) {
        // A hand that rests by the rule, or that the arms hide, is not held against the child.
        if (!(in->hands & 1u << side) || b->hand_trust[side] < BODY_TRUST_MIN) continue;
        if (vec2_distance(b->hand[side], chest) > CHEST_SW * in->size->shoulder_width) return false;
    }
    return true;
}

// Whether the clock runs. It stops, and nothing is lost, while the form is not as asked.
static bool in_form(const Pond *p, const GameInput *in)
{
    const Body *b = in->body;
    // Cheat: hanging the trunk over to one side instead of balancing (or, as a wing, reaching).
    float most = p->limb == RAISE_WING ? WING_TRUNK_DEG : TRUNK_MAX_DEG;
    bool lean_known = b->value_trust[BODY_TRUNK_LEAN] >= BODY_TRUST_MIN;
    if (lean_known && fabsf(b->value[BODY_TRUNK_LEAN]) > most) return false;
    bool crossed = (int)(in->knob[KNOB_ARMS] + 0.5f) == ARMS_CROSSED && p->limb != RAISE_WING;
    return !crossed || arms_crossed(in);
}

static bool has_hopped(const Pond *p, const GameInput *in)
{
    if (p->limb != RAISE_FOOT) return false;
    int ankle = LANDMARK_ANKLE_LEFT + !p->side;
    if (!trusted(in, ankle)) return false;
    float leg = in->size->leg[!p->side];
    return vec2_distance(in->body->joint[ankle], p->stance_at) > SHIFT_LL * leg;
}

static Vec2 lift_at(const Pond *p, const GameInput *in)
{
    const Calibration *c = in->size;
    if (p->limb == RAISE_WING) return wing_at(in, p->side);
    float out = game_outward(p->side);
    float x = c->hip.x + out * 0.42f * c->shoulder_width;
    float y = p->limb == RAISE_KNEE ? c->hip.y : c->ankle_y[p->side] + p->height * c->leg[p->side];
    return vec2(clampf(x, 0.5f, STAGE_WIDTH - 0.5f), clampf(y, 0.4f, STAGE_HEIGHT - 0.5f));
}

static void offer(Pond *p, const GameInput *in, GameOutput *out)
{
    // After two misses half the time and a lower foot: surely held.
    bool easy = in->sure || p->easy;
    float ease = easy ? 0.5f : 1.0f, pace = in->setup->profile.sensory.pace;
    float hold_s = fmaxf(1, in->knob[KNOB_HOLD] * ease);
    p->phase = PHASE_OFFERED;
    p->limb = limb_for(in);
    p->side = (int32_t)allowed_side(p, in);
    p->last_side = p->side;
    p->id = ++p->ids;
    p->height = in->knob[KNOB_HEIGHT] * (easy ? 0.7f : 1.0f);
    p->easy = 0;
    p->rest_knees = knees_apart(in->body, p->side);
    p->since_step = in->step;
    p->wanted_steps = (uint32_t)(hold_s * GAME_STEPS_PER_SECOND);
    float window_s = 2 * hold_s + LIFT_S / pace;
    p->window_steps = (uint32_t)(window_s * GAME_STEPS_PER_SECOND);
    p->touches = p->up = p->low_steps = 0;
    p->held_steps = 0;
    p->frog_done = p->frog_seen = 0;
    p->frog = -1;
    game_event(out, EVENT_OFFER, p->id, p->side, lift_at(p, in), window_s);
    game_cue(out, CUE_APPEAR, lift_at(p, in), 0);
    static const char *const words[] = { "flamingo_lift", "flamingo_knee", "flamingo_wing" };
    if (p->tries++ == 0 || easy) out->say = words[p->limb];
}

// One stance has ended: what it was worth, by the leg that stood.
static void tell_stance(Pond *p, const GameInput *in, GameOutput *out)
{
    int leg = p->limb == RAISE_FOOT ? !p->side : p->side;
    float seconds = (float)p->held_steps / GAME_STEPS_PER_SECOND;
    if (p->held_steps < GAME_STEPS_PER_SECOND / 4 || p->stance_steps == 0) return;
    float n = (float)p->stance_steps, mean = p->sum_x / n;
    game_measure(out, MEASURE_HOLD_BEST, leg, seconds);
    game_measure(out, MEASURE_HOLD_MEAN, leg, seconds);
    game_measure(out, MEASURE_TRUNK, leg, p->trunk_sum / n);
    float sway = sqrtf(fmaxf(0, p->sum_xx / n - mean * mean));
    game_measure(out, MEASURE_SWAY, leg, 100 * sway / in->size->height);
    p->last_hold[leg] = seconds;
    float left = p->last_hold[SIDE_LEFT], right = p->last_hold[SIDE_RIGHT];
    if (left > 0 && right > 0)
        game_measure(out, MEASURE_SYMMETRY, -1, 100 * (right - left) / (0.5f * (right + left)));
}

static void finish(Pond *p, const GameInput *in, GameOutput *out, bool hit)
{
    Vec2 at = lift_at(p, in);
    if (hit) {
        float seconds = (float)(in->step - p->since_step) / GAME_STEPS_PER_SECOND;
        game_event(out, EVENT_HIT, p->id, p->side, at, seconds);
        game_cue(out, CUE_SUCCESS, at, game_scale(p->streak++));
        p->sleepers++;
        if (p->sleepers % 3 == 0) {
            game_cue(out, CUE_PRAISE, at, 0);
            out->say = in->size->seated ? "sat_tall" : "tall_giraffe";
        }
    } else {
        game_event(out, EVENT_MISS, p->id, -1, at, 0);
        p->streak = 0;
        game_cue(out, CUE_AWAY, at, 0);
    }
    if (p->frog_done > 0)
        game_measure(out, MEASURE_LOOKS, -1, 100 * (float)p->frog_seen / (float)p->frog_done);
    p->phase = hit ? PHASE_JOY : PHASE_AWAY;
    p->since_step = in->step;
}

static void foot_down(Pond *p, const GameInput *in, GameOutput *out)
{
    tell_stance(p, in, out);
    p->up = p->low_steps = 0;
    p->held_steps = 0;
    if (++p->touches >= TOUCHES_MAX) finish(p, in, out, false);
}

static void foot_up(Pond *p, const GameInput *in, GameOutput *out)
{
    p->up = 1;
    p->low_steps = 0;
    p->held_steps = p->stance_steps = 0;
    p->sum_x = p->sum_xx = p->trunk_sum = 0;
    p->stance_at = in->body->joint[LANDMARK_ANKLE_LEFT + !p->side];
    p->frog_step = in->step + GAME_STEPS_PER_SECOND;
    game_cue(out, CUE_TOUCH, lift_at(p, in), 0);
}

// Frogs come up on the left and the right to be looked at; turning the head unsettles the balance.
static void frogs(Pond *p, const GameInput *in)
{
    int count = (int)in->knob[KNOB_FROGS];
    if (in->setup->profile.sensory.things_max < 2) count = 0;
    if (count == 0 || in->step < p->frog_step) return;
    if (p->frog < 0) {
        p->frog = rng_below(&p->rng, SIDE_COUNT);
        p->frog_step = in->step;
        p->frog_done++;
        return;
    }
    const Vec2 *j = in->body->joint;
    Vec2 ears = vec2_mix(j[LANDMARK_EAR_LEFT], j[LANDMARK_EAR_RIGHT], 0.5f);
    float turn = (in->body->head.x - ears.x) / in->size->shoulder_width;
    bool looks = p->frog == SIDE_RIGHT ? turn > LOOK_SHARE : turn < -LOOK_SHARE;
    if (!looks && in->step - p->frog_step < FROG_STEPS) return;
    p->frog_seen += looks;
    p->frog = -1;
    p->frog_step = in->step + (uint32_t)(GAME_STEPS_PER_SECOND * 2 / count);
}

static void hold(Pond *p, const GameInput *in, GameOutput *out)
{
    float up = raised(p, in);
    if (up < 0) return;  // out of sight: nothing runs, nothing is lost
    if (!p->up) {
        if (up >= 1) foot_up(p, in, out);
        return;
    }
    p->low_steps = up < DOWN_SHARE ? p->low_steps + 1 : 0;
    if (p->low_steps >= DOWN_STEPS || has_hopped(p, in)) {
        foot_down(p, in, out);
        return;
    }
    frogs(p, in);
    if (up < DOWN_SHARE || !in_form(p, in)) return;
    float x = in->body->hips.x - in->size->hip.x;
    p->sum_x += x;
    p->sum_xx += x * x;
    p->trunk_sum += fabsf(in->body->value[BODY_TRUNK_LEAN]);
    p->stance_steps++;
    if (++p->held_steps < p->wanted_steps) return;
    tell_stance(p, in, out);
    finish(p, in, out, true);
}

static void invite(const Pond *p, const GameInput *in, GameOutput *out)
{
    const Calibration *c = in->size;
    bool wing = p->limb == RAISE_WING;
    float value = p->limb == RAISE_KNEE ? p->height * KNEE_PER_HEIGHT : p->height;
    game_target(out, (GameTarget){ .id = p->id,
                                   .kind = wing ? TARGET_HAND : TARGET_LIFT,
                                   .at = lift_at(p, in),
                                   .radius = wing ? wing_radius(in) : 0.2f * c->shoulder_width,
                                   .value = value,
                                   .sides = 1u << p->side });
    if ((int)(in->knob[KNOB_ARMS] + 0.5f) != ARMS_CROSSED || wing) return;
    Vec2 chest = vec2_mix(in->body->shoulders, in->body->hips, 0.3f);
    game_target(out, (GameTarget){ .id = p->arms_id,
                                   .kind = TARGET_HAND,
                                   .at = vec2(clampf(chest.x, 1, STAGE_WIDTH - 1),
                                              clampf(chest.y, 1, STAGE_HEIGHT - 1)),
                                   .radius = CHEST_SW * c->shoulder_width,
                                   .sides = in->hands,
                                   .both = in->hands == 3u });
}

static void start(void *state, const GameInput *first)
{
    Pond *p = state;
    p->rng = rng_seed(first->setup->seed);
    p->last_side = rng_below(&p->rng, SIDE_COUNT);
    p->arms_id = ++p->ids;
    p->frog = -1;
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Pond *p = state;
    uint32_t age = in->step - p->since_step;
    if (in->commands & 1u << GAME_ASSIST) p->easy = 1;
    if (in->commands & (1u << GAME_SKIP | 1u << GAME_ASSIST) && p->phase == PHASE_OFFERED) {
        p->phase = PHASE_REST;  // a try that was skipped is neither hit nor miss
        p->since_step = in->step;
        age = 0;
    }
    switch ((Phase)p->phase) {
    case PHASE_REST: {
        bool down = p->limb != RAISE_FOOT || in->size->seated ||
                    fabsf(in->body->value[BODY_FOOT_LIFT_LEFT] -
                          in->body->value[BODY_FOOT_LIFT_RIGHT]) < 0.05f;
        // A foot that stays up does not make the child wait for ever.
        if (in->body->seen && age >= REST_STEPS && (down || age >= 4 * REST_STEPS))
            offer(p, in, out);
        break;
    }
    case PHASE_OFFERED:
        hold(p, in, out);
        if (p->phase == PHASE_OFFERED && age >= p->window_steps) {
            if (p->up) tell_stance(p, in, out);
            finish(p, in, out, false);
        }
        break;
    case PHASE_JOY:
    case PHASE_AWAY:
        if (age < (p->phase == PHASE_JOY ? JOY_STEPS : REST_STEPS)) break;
        p->phase = PHASE_REST;
        p->since_step = in->step;
        break;
    }
    if (p->phase == PHASE_OFFERED) invite(p, in, out);
}

// ---- the picture ----

static float wave(const GameInput *in, float speed, float offset)
{
    float lively = (float)in->setup->profile.sensory.background_motion / 3;
    return lively * exact_sin((float)in->step * speed + offset);
}

static void draw_water(const GameInput *in, Canvas *canvas)
{
    for (int i = 0; i < 6; i++) {
        float left = i < 3 ? 1.2f : 5.4f;  // not across the child
        float x = left + 1.7f * (float)i + 0.25f * wave(in, 0.012f, (float)i * 2);
        float y = 0.5f + 0.5f * (float)(i * 5 % 4);
        canvas_limb(canvas, vec2(x - 0.7f, y), vec2(x + 0.7f, y), 0.05f, 0.05f,
                    (Color){ 1, 1, 1, 0.3f });
    }
}

static void draw_sleepers(const Pond *p, const GameInput *in, Canvas *canvas)
{
    int count = p->sleepers < SLEEPERS_MAX ? p->sleepers : SLEEPERS_MAX;
    for (int i = 0; i < count; i++) {
        float x = i % 2 ? 15.0f - 0.8f * (float)(i / 2) : 1.0f + 0.8f * (float)(i / 2);
        float y = 4.25f - 0.3f * (float)(i / 2);
        canvas_image(canvas, "flamingo_asleep", vec2(x, y + 0.02f * wave(in, 0.02f, (float)i)),
                     1.3f, 0, COLOR_WHITE);
    }
}

// The limb that is asked for: a lily pad glows under it and three chevrons rise.
static void draw_ask(const Pond *p, const GameInput *in, Canvas *canvas)
{
    Vec2 at = lift_at(p, in);
    Color glow = { 1, 0.93f, 0.55f, 0.55f };
    if (p->limb == RAISE_WING) {
        canvas_glow(canvas, at, 1.5f * wing_radius(in), glow);
        canvas_ring(canvas, at, wing_radius(in), 0.09f, (Color){ 1, 1, 1, 0.9f });
        canvas_image(canvas, "wing", at, 1.1f, 0, COLOR_WHITE);
        return;
    }
    canvas_glow(canvas, at, 1.0f, glow);
    if (p->up) return;
    float run = (float)(in->step - p->since_step) * 0.02f;
    for (int i = 0; i < 3; i++) {
        float share = fmodf(run + (float)i / 3, 1);
        Vec2 tip = vec2(at.x, at.y + 0.2f + 0.9f * share);
        Color light = { 1, 1, 1, 0.9f * exact_sin(share * PI_F) };
        canvas_limb(canvas, vec2(tip.x - 0.3f, tip.y - 0.22f), tip, 0.13f, 0.13f, light);
        canvas_limb(canvas, vec2(tip.x + 0.3f, tip.y - 0.22f), tip, 0.13f, 0.13f, light);
    }
}

static void draw_frog(const Pond *p, const GameInput *in, Canvas *canvas)
{
    if (p->frog < 0 || in->step < p->frog_step) return;
    float age = (float)(in->step - p->frog_step);
    float shown = clampf(fminf(age, FROG_STEPS - age) / 30, 0, 1);
    Vec2 at = vec2(p->frog == SIDE_RIGHT ? 14.2f : 1.8f, 1.3f);
    canvas_image(canvas, "frog", vec2(at.x, at.y - 0.3f * (1 - shown)), 1.2f, 0,
                 (Color){ 1, 1, 1, shown });
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Pond *p = state;
    canvas_background(canvas, "pond");
    draw_water(in, canvas);
    draw_sleepers(p, in, canvas);
    Vec2 bird = vec2(12.6f, 3.0f);
    bool sleeps = p->phase == PHASE_JOY || (p->phase == PHASE_OFFERED && p->up);
    float share = p->wanted_steps ? (float)p->held_steps / (float)p->wanted_steps : 0;
    if (p->phase == PHASE_OFFERED) draw_ask(p, in, canvas);
    canvas_image(canvas, "lily_pad", vec2(bird.x, bird.y - 1.75f), 0.6f, 0, COLOR_WHITE);
    canvas_image(canvas, sleeps ? "flamingo_asleep" : "flamingo_awake", bird, 3.6f,
                 0.02f * wave(in, 0.02f, 0), COLOR_WHITE);
    if (p->phase == PHASE_OFFERED) {
        // The moon fills while the flamingo sleeps.
        Vec2 moon = vec2(12.6f, 6.3f);
        canvas_disc(canvas, moon, 0.8f, (Color){ 0.16f, 0.22f, 0.42f, 0.55f });
        canvas_arc(canvas, moon, 0.72f, 0.24f, clampf(share, 0, 1), (Color){ 1, 0.93f, 0.6f, 1 });
        canvas_image(canvas, "moon", moon, 0.95f, 0, COLOR_WHITE);
    }
    if (sleeps) {
        float rise = fmodf((float)in->step * 0.008f, 1);
        for (int i = 0; i < 2; i++) {
            float t = fmodf(rise + 0.5f * (float)i, 1);
            canvas_text(canvas, vec2(bird.x + 0.9f + 0.5f * t, bird.y + 1.2f + 0.9f * t),
                        0.42f + 0.2f * t, (Color){ 0.25f, 0.25f, 0.5f, exact_sin(t * PI_F) }, "z");
        }
    }
    if (p->phase == PHASE_JOY) canvas_glow(canvas, bird, 2.6f, (Color){ 1, 0.9f, 0.6f, 0.3f });
    draw_frog(p, in, canvas);
}

// Levels: hold and arms as in the therapy table; the height starts at a toe that only just leaves
// the ground. The support (bar or free) is the session's posture; no ladder touches it, nor the
// height or the arms.
const Game game_flamingo_pond = {
    .id = "flamingo_pond",
    .title = "Flamingo Pond",
    .trains = "single-leg balance; seated: lifting a knee, in a wheelchair: spreading an arm",
    .invite = "Stand on one leg and let the flamingo sleep",
    .version = 2,
    .state_size = sizeof(Pond),
    .knob_count = 4,
    .knobs = { [KNOB_HOLD] = { "hold", "s", "how long the foot is held up", 1, 30, 6 },
               [KNOB_HEIGHT] = { "height", "LL", "how high the foot is lifted", 0.05f, 0.35f,
                                 0.12f },
               [KNOB_ARMS] = { "arms", "", "0 any, 1 free, 2 crossed on the chest", 0, 2, 1 },
               [KNOB_FROGS] = { "frogs", "", "frogs to look at while standing", 0, 3, 0 } },
    .level = { { 2, 0.06f, 0, 0 },
               { 4, 0.10f, 0, 0 },
               { 6, 0.12f, 1, 0 },
               { 10, 0.14f, 1, 1 },
               { 15, 0.16f, 2, 1 } },
    .ladder_count = 2,
    .ladder = { KNOB_HOLD, KNOB_FROGS },
    .measure_count = 6,
    .measures = { [MEASURE_HOLD_BEST] = { "stance_best", "s", "longest stance on this leg",
                                          STAT_BEST },
                  [MEASURE_HOLD_MEAN] = { "stance_mean", "s", "mean stance on this leg",
                                          STAT_MEAN },
                  [MEASURE_TRUNK] = { "stance_trunk_lean", "deg", "mean size of the trunk's lean",
                                      STAT_MEAN },
                  [MEASURE_SWAY] = { "stance_sway", "%H",
                                     "RMS of the mid-hip sideways while standing on this leg, of "
                                     "smoothed landmarks",
                                     STAT_MEDIAN },
                  [MEASURE_SYMMETRY] = { "stance_symmetry", "%",
                                         "100 (R - L) / (0.5 (R + L)) of the latest stances",
                                         STAT_MEAN },
                  [MEASURE_LOOKS] = { "frogs_looked_at", "%", "frogs the head turned to",
                                      STAT_MEAN } },
    .praise = { "tall_giraffe", "sat_tall" },
    .start = start,
    .step = step,
    .draw = draw,
};
