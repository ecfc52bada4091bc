// SPDX-License-Identifier: MIT
// flamingo_pond.c: the child lifts a foot like a flamingo; while it is held the flamingo sleeps.
// Trains single-leg balance. Seated a knee is lifted; in a wheelchair an arm is spread like a wing.
#include "games/arcs/flamingo_pond_arc.h"
#include "tiptoe/game.h"

enum { KNOB_HOLD, KNOB_HEIGHT, KNOB_ARMS, KNOB_FROGS };
enum { MEASURE_BEST, MEASURE_MEAN, MEASURE_TRUNK, MEASURE_SWAY, MEASURE_SYMMETRY, MEASURE_LOOKS };
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
#define SLEEPERS_MAX    6

typedef enum Phase { PHASE_REST, PHASE_OFFERED, PHASE_JOY, PHASE_AWAY } Phase;

typedef struct Pond {
    GameTries tries;
    GameTry try;
    GamePhase phase;
    int32_t limb, side, arms_id;
    int32_t up, touches, low_steps;  // the limb is up; times it came down; steps it has been low
    uint32_t held_steps, wanted_steps;
    float height, rest_knees;  // as asked; difference of the knees at rest, stage units
    Vec2 stance_at;            // the standing ankle when the foot went up
    Spread sway;               // of this stance, like the next
    float trunk_sum;
    float last_hold[SIDE_COUNT];  // s, by the leg that stood; 0 none yet
    Passer frog;  // comes up to be looked at: turning the head unsettles the balance
} Pond;

static Side choose_side(Pond *p, const GameInput *in)
{
    unsigned sides = p->limb == RAISE_WING ? in->hands : in->feet;
    Side only = game_only_side(sides, SIDE_COUNT);
    if (only != SIDE_COUNT) return only;
    // Two feet cannot be up together: "both" takes them (and wings, too) in turn.
    if (in->setup->profile.hand == HAND_BOTH) return (Side)(in->again ? p->side : !p->side);
    return game_side(in, &p->tries.rng);
}

static float knees_apart(const Body *b, int side)
{
    return b->joint[LANDMARK_KNEE_LEFT + side].y - b->joint[LANDMARK_KNEE_LEFT + !side].y;
}

Raise pond_raise(const GameInput *in)
{
    // Where a leg is left out nobody is asked to stand on it, nor to lift the only one.
    if (!in->size->seated) return game_both_legs(in) ? RAISE_FOOT : RAISE_WING;
    bool knees = body_sees_pair(in->body, LANDMARK_KNEE_LEFT);
    bool chair = in->setup->profile.posture == POSTURE_WHEELCHAIR;
    return knees && !chair ? RAISE_KNEE : RAISE_WING;
}

static Vec2 wing_at(const GameInput *in, int side)
{
    float out = game_outward(side), arm = in->size->arm[side];
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
        if (!body_sees_hand(b, side)) return -1;
        float off = vec2_distance(b->hand[side], wing_at(in, side));
        return clampf(2 - off / wing_radius(in), 0, 1.5f);
    }
    if (p->limb == RAISE_KNEE) {
        if (!body_sees_pair(b, LANDMARK_KNEE_LEFT)) return -1;
        // Cheat: rocking back or bouncing on the seat. It moves both knees, so they are compared.
        float lift = (knees_apart(b, side) - p->rest_knees) / in->size->trunk;
        return clampf(lift / (p->height * KNEE_PER_HEIGHT), 0, 1.5f);
    }
    if (!body_knows(b, BODY_FOOT_LIFT_LEFT) || !body_knows(b, BODY_FOOT_LIFT_RIGHT)) return -1;
    // Cheat: a jump, or a step back from the camera. Both raise both feet; one foot must stay down.
    return clampf(body_foot_above(b, side) / p->height, 0, 1.5f);
}

static bool crosses_arms(const Pond *p, const GameInput *in)
{
    return (int)(in->knob[KNOB_ARMS] + 0.5f) == ARMS_CROSSED && p->limb != RAISE_WING;
}

static Vec2 chest_of(const Body *b)
{
    return vec2_mix(b->shoulders, b->hips, 0.3f);
}

// Whether the clock runs. It stops, and nothing is lost, while the form is not as asked.
static bool in_form(const Pond *p, const GameInput *in)
{
    const Body *b = in->body;
    // Cheat: hanging the trunk over to one side instead of balancing (or, as a wing, reaching).
    if (game_leans_over(in, p->limb == RAISE_WING ? WING_TRUNK_DEG : TRUNK_MAX_DEG)) return false;
    for (int side = 0; side < SIDE_COUNT && crosses_arms(p, in); side++) {
        // A hand that rests by the rule, or that the arms hide, is not held against the child.
        if (!(in->hands & 1u << side) || !body_sees_hand(b, side)) continue;
        float off = vec2_distance(b->hand[side], chest_of(b));
        if (off > CHEST_SW * in->size->shoulder_width) return false;
    }
    return true;
}

static bool has_hopped(const Pond *p, const GameInput *in)
{
    if (p->limb != RAISE_FOOT) return false;
    Landmark ankle = LANDMARK_ANKLE_LEFT + !p->side;
    if (!body_sees(in->body, ankle)) return false;
    float leg = in->size->leg[!p->side];
    return vec2_distance(in->body->joint[ankle], p->stance_at) > SHIFT_LL * leg;
}

static Vec2 lift_at(const Pond *p, const GameInput *in)
{
    const Calibration *c = in->size;
    if (p->limb == RAISE_WING) return wing_at(in, p->side);
    float x = c->hip.x + game_outward(p->side) * 0.42f * c->shoulder_width;
    float y = p->limb == RAISE_KNEE ? c->hip.y : c->ankle_y[p->side] + p->height * c->leg[p->side];
    return vec2(clampf(x, 0.5f, STAGE_WIDTH - 0.5f), clampf(y, 0.4f, STAGE_HEIGHT - 0.5f));
}

static void offer(Pond *p, const GameInput *in, GameOutput *out)
{
    static const char *const words[] = { "flamingo_lift", "flamingo_knee", "flamingo_wing" };
    // Where it must surely be held: half the time and a lower foot.
    float hold_s = fmaxf(1, in->knob[KNOB_HOLD] * game_ease(in, 1, 0.5f));
    game_dice(in, &p->tries);
    game_enter(in, &p->phase, PHASE_OFFERED);
    p->limb = pond_raise(in);
    p->side = choose_side(p, in);
    p->height = in->knob[KNOB_HEIGHT] * game_ease(in, 1, 0.7f);
    p->rest_knees = knees_apart(in->body, p->side);
    p->wanted_steps = game_steps(hold_s);
    p->touches = p->up = 0;
    p->held_steps = 0;
    passer_start(&p->frog);
    if (p->try.id == 0 || in->sure) out->say = words[p->limb];
    game_offer(in, out, &p->tries, &p->try, p->side, lift_at(p, in),
               2 * hold_s + LIFT_S / game_pace(in));
}

// One stance has ended: what it was worth, by the leg that stood.
static void tell_stance(Pond *p, const GameInput *in, GameOutput *out)
{
    int leg = p->limb == RAISE_FOOT ? !p->side : p->side;
    float seconds = game_seconds(p->held_steps);
    if (p->held_steps < GAME_STEPS_PER_SECOND / 4) return;
    game_measure(out, MEASURE_BEST, leg, seconds);
    game_measure(out, MEASURE_MEAN, leg, seconds);
    game_measure(out, MEASURE_TRUNK, leg, p->trunk_sum / p->sway.count);
    game_measure(out, MEASURE_SWAY, leg, 100 * spread_rms(&p->sway) / in->size->height);
    p->last_hold[leg] = seconds;
    const float *last = p->last_hold;
    if (last[SIDE_LEFT] > 0 && last[SIDE_RIGHT] > 0)
        game_measure(out, MEASURE_SYMMETRY, -1, game_symmetry(last[SIDE_LEFT], last[SIDE_RIGHT]));
}

static void finish(Pond *p, const GameInput *in, GameOutput *out, bool hit)
{
    Vec2 at = lift_at(p, in);
    if (p->up) tell_stance(p, in, out);
    game_end(out, &p->tries, &p->try, hit, p->side, at, game_try_seconds(in, &p->try));
    if (hit && p->tries.hits % 3 == 0)
        game_praise(out, at, in->size->seated ? "sat_tall" : "tall_giraffe");
    passer_tell(&p->frog, out, MEASURE_LOOKS);
    game_enter(in, &p->phase, hit ? PHASE_JOY : PHASE_AWAY);
}

static void foot_down(Pond *p, const GameInput *in, GameOutput *out)
{
    tell_stance(p, in, out);
    p->up = 0;
    p->held_steps = 0;
    if (++p->touches >= TOUCHES_MAX) finish(p, in, out, false);
}

static void foot_up(Pond *p, const GameInput *in, GameOutput *out)
{
    p->up = 1;
    p->low_steps = 0;
    p->sway = (Spread){ 0 };
    p->trunk_sum = 0;
    p->stance_at = in->body->joint[LANDMARK_ANKLE_LEFT + !p->side];
    passer_wait(&p->frog, in->step + GAME_STEPS_PER_SECOND);
    game_cue(out, CUE_TOUCH, lift_at(p, in), 0);
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
    passer_step(&p->frog, in, &p->tries.rng, (int)in->knob[KNOB_FROGS], FROG_STEPS);
    if (up < DOWN_SHARE || !in_form(p, in)) return;
    spread_add(&p->sway, in->body->hips.x - in->size->hip.x);
    p->trunk_sum += fabsf(in->body->value[BODY_TRUNK_LEAN]);
    if (++p->held_steps >= p->wanted_steps) finish(p, in, out, true);
}

static void invite(const Pond *p, const GameInput *in, GameOutput *out)
{
    const Calibration *c = in->size;
    bool wing = p->limb == RAISE_WING;
    float value = p->limb == RAISE_KNEE ? p->height * KNEE_PER_HEIGHT : p->height;
    game_target(out, (GameTarget){ .id = p->try.id,
                                   .kind = wing ? TARGET_HAND : TARGET_LIFT,
                                   .at = lift_at(p, in),
                                   .radius = wing ? wing_radius(in) : 0.2f * c->shoulder_width,
                                   .value = value,
                                   .sides = 1u << p->side });
    if (!crosses_arms(p, in)) return;
    game_target(out, (GameTarget){ .id = p->arms_id,
                                   .kind = TARGET_HAND,
                                   .at = game_on_stage(chest_of(in->body), 1),
                                   .radius = CHEST_SW * c->shoulder_width,
                                   .sides = in->hands,
                                   .both = in->hands == 3u });
}

static void start(void *state, const GameInput *first)
{
    Pond *p = state;
    game_tries_start(&p->tries, first);
    p->side = rng_below(&p->tries.rng, SIDE_COUNT);
    p->arms_id = ++p->tries.ids;
    passer_start(&p->frog);
}

static bool is_down(const Pond *p, const GameInput *in)
{
    return p->limb != RAISE_FOOT || in->size->seated ||
           fabsf(body_foot_above(in->body, SIDE_LEFT)) < 0.05f;
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Pond *p = state;
    if (game_withdrawn(in, &p->try)) game_enter(in, &p->phase, PHASE_REST);
    switch ((Phase)p->phase.now) {
    case PHASE_REST:
        // A foot that stays up does not make the child wait for ever.
        if (in->body->seen &&
            game_lasted(in, &p->phase, is_down(p, in) ? REST_STEPS : 4 * REST_STEPS))
            offer(p, in, out);
        break;
    case PHASE_OFFERED:
        hold(p, in, out);
        if (p->try.open && game_try_over(in, &p->try)) finish(p, in, out, false);
        break;
    case PHASE_JOY: game_then(in, &p->phase, JOY_STEPS, PHASE_REST); break;
    case PHASE_AWAY: game_then(in, &p->phase, REST_STEPS, PHASE_REST); break;
    }
    if (p->try.open) invite(p, in, out);
}

// ---- the picture ----

static void draw_water(const GameInput *in, Canvas *canvas)
{
    for (int i = 0; i < 6; i++) {
        float left = i < 3 ? 1.2f : 5.4f;  // not across the child
        float x = left + 1.7f * (float)i + 0.25f * game_wave(in, 0.012f, (float)i * 2);
        float y = 0.5f + 0.5f * (float)(i * 5 % 4);
        canvas_limb(canvas, vec2(x - 0.7f, y), vec2(x + 0.7f, y), 0.05f, 0.05f, COLOR_LIGHT(0.3f));
    }
}

static void draw_sleepers(const Pond *p, const GameInput *in, Canvas *canvas)
{
    for (int i = 0; i < p->tries.hits && i < SLEEPERS_MAX; i++) {
        Vec2 at = game_row(i, vec2(1, 4.25f), vec2(0.8f, -0.3f));
        at.y += 0.02f * game_wave(in, 0.02f, (float)i);
        canvas_picture(canvas, "flamingo_asleep", at, 1.3f, 1);
    }
}

// The limb that is asked for: a lily pad glows under it and three chevrons rise.
static void draw_ask(const Pond *p, const GameInput *in, Canvas *canvas)
{
    Vec2 at = lift_at(p, in);
    Color glow = { 1, 0.93f, 0.55f, 0.55f };
    if (p->limb == RAISE_WING) {
        canvas_glow(canvas, at, 1.5f * wing_radius(in), glow);
        game_draw_rim(canvas, at, wing_radius(in), 1);
        canvas_picture(canvas, "wing", at, 1.1f, 1);
        return;
    }
    canvas_glow(canvas, at, 1.0f, glow);
    float run = (float)game_since(in, p->phase.since_step) * 0.02f;
    if (!p->up) game_chevrons(canvas, vec2(at.x, at.y + 0.65f), 1, run);
}

static void draw_frog(const Passer *frog, const GameInput *in, Canvas *canvas)
{
    float shown = passer_shown(frog, in, FROG_STEPS);
    Vec2 at = vec2(frog->side == SIDE_RIGHT ? 14.2f : 1.8f, 1.3f - 0.3f * (1 - shown));
    canvas_picture(canvas, "frog", at, 1.2f, shown);
}

void pond_draw_scene(const void *state, const GameInput *in, Canvas *canvas)
{
    canvas_background(canvas, "pond");
    draw_water(in, canvas);
    draw_sleepers(state, in, canvas);
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Pond *p = state;
    pond_draw_scene(p, in, canvas);
    Vec2 bird = vec2(12.6f, 3.0f);
    bool sleeps = p->phase.now == PHASE_JOY || (p->try.open && p->up);
    if (p->try.open) draw_ask(p, in, canvas);
    canvas_picture(canvas, "lily_pad", vec2(bird.x, bird.y - 1.75f), 0.6f, 1);
    canvas_image(canvas, sleeps ? "flamingo_asleep" : "flamingo_awake", bird, 3.6f,
                 0.02f * game_wave(in, 0.02f, 0), COLOR_WHITE);
    // The moon fills while the flamingo sleeps.
    if (p->try.open)
        game_gauge(canvas, "moon", vec2(12.6f, 6.3f), 0.8f,
                   game_part(p->held_steps, p->wanted_steps));
    for (int i = 0; i < 2 && sleeps; i++) {
        float t = fmodf((float)in->step * 0.008f + 0.5f * (float)i, 1);
        canvas_text(canvas, vec2(bird.x + 0.9f + 0.5f * t, bird.y + 1.2f + 0.9f * t),
                    0.42f + 0.2f * t, (Color){ 0.25f, 0.25f, 0.5f, exact_sin(t * PI_F) }, "z");
    }
    if (p->phase.now == PHASE_JOY) canvas_glow(canvas, bird, 2.6f, (Color){ 1, 0.9f, 0.6f, 0.3f });
    draw_frog(&p->frog, in, canvas);
}

static unsigned care(const Profile *profile, const float knob[GAME_KNOBS_MAX])
{
    (void)knob;
    bool stands = !profile_is_seated(profile) && !(profile->without & LIMBS_LEGS);
    return stands ? 1u << CARE_ONE_LEG : 0;
}

// Levels: hold and arms as in the therapy table; the height starts at a toe that only just leaves
// the ground. The support (bar or free) is the session's posture; no ladder touches it, nor the
// height or the arms.
const Game game_flamingo_pond = {
    .id = "flamingo_pond",
    .title = "Flamingo Pond",
    .card = { .feet = { -0.22f, -0.36f },
              .height = 0.60f,
              .upper = { 84, 84 },
              .fore = { 92, 92 },
              .thigh = { 3, 52 },
              .shank = { -2, -34 } },
    .trains = "single-leg balance; seated: lifting a knee, in a wheelchair: spreading an arm",
    .invite = "Stand on one leg and let the flamingo sleep",
    .version = 3,
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
    .measures = { [MEASURE_BEST] = { "stance_best", "s", "longest stance on this leg", STAT_BEST },
                  [MEASURE_MEAN] = { "stance_mean", "s", "mean stance on this leg", STAT_MEAN },
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
    .care = care,
    .start = start,
    .step = step,
    .draw = draw,
    .arc = &flamingo_pond_arc,
};
