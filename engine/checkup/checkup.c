// SPDX-License-Identifier: MIT
// checkup.c: the five-minute check-up: the same steps for every child, never adapted, each
// marked in the recording so that its measures can be computed from it, today and later.
#include "checkup/checkup_parts.h"

enum { KNOB_FROM, KNOB_COUNT };

#define SHOW_STEPS      132  // picture and voice, before the first trial of a kind
#define SHOW_MORE_STEPS 40   // before another of the same
#define READY_STEPS     60
#define REST_STEPS      36
#define THERAPIST_STEPS (30 * GAME_STEPS_PER_SECOND)  // how long eyes closed waits for its start
#define ARM_OUT_STEPS   (6 * GAME_STEPS_PER_SECOND)   // to bring the arm to its start, at most
#define LIFT_STEPS      (10 * GAME_STEPS_PER_SECOND)  // to get the foot off the ground, at most
#define TAIL_STEPS      36     // a trial goes on a little: filters and smoothness need the end
#define DOWN_STEPS      8      // a foot is down after so many: one bad picture is not a touch
#define FOOT_OFF_LL     0.10f  // as in the measures (balance.h)
#define FOOT_DOWN_LL    0.05f
#define LIFT_LL         0.20f  // how high the picture asks for
#define FAR_AL          1.65f  // farther than anybody reaches
#define LEAN_DEG        24.0f
#define SQUAT_LL        0.25f
#define SQUAT_DOWN_LL   0.12f
#define SQUAT_UP_LL     0.05f
#define NEST_STEPS      (5 * GAME_STEPS_PER_SECOND)  // for coming home to the nest, at most
#define REACH_STEPS     (4 * GAME_STEPS_PER_SECOND)  // for a reach or a squat's way down, at most
#define COUNT_IN        2
#define BEATS           ((20 * GAME_STEPS_PER_SECOND + BEAT_STEPS - 1) / BEAT_STEPS)
#define BEAT_WINDOW     18
#define ATTEMPTS_MAX    64

// A hand that may not play (pain, an operation) is left out, and so is what an absent limb would
// have to do; "both" and "in turn" are for play only.
static bool allowed(const Item *item, const GameInput *in)
{
    const Profile *profile = &in->setup->profile;
    bool legs = item->kind == CHECKUP_ONE_LEG || item->kind == CHECKUP_SQUAT;
    if (legs) return !(profile->without & LIMBS_LEGS);
    if (!checkup_with_hands(item->kind)) return true;
    if (profile->hand == HAND_LEFT || profile->hand == HAND_RIGHT || profile->without & LIMBS_ARMS)
        return item->side >= 0 && profile_hands(profile, 0) == 1u << item->side;
    return true;
}

// ---- from step to step ----

static void enter(Checkup *c, Phase phase, const GameInput *in)
{
    c->phase = (int32_t)phase;
    c->since_step = in->step;
    c->stage = c->good = 0;
    c->stage_step = in->step;
}

static void show(Checkup *c, const GameInput *in, GameOutput *out)
{
    enter(c, PHASE_SHOW, in);
    out->say = checkup_words(checkup_current(c, in)).say;
}

static void next_item(Checkup *c, const GameInput *in, GameOutput *out)
{
    int count = 0;
    const Item *list = checkup_items(in, &count);
    do {
        c->item++;
        c->count--;
    } while (c->item < count && !allowed(&list[c->item], in));
    if (c->item >= count || c->count <= 0) {
        c->item = count - 1;
        out->finished = true;
        out->say = "finished";
        return;
    }
    show(c, in, out);
}

static void void_trial(Checkup *c, const GameInput *in, GameOutput *out, CheckupVoid why)
{
    const Item *item = checkup_current(c, in);
    GameEvent *told = game_event(out, EVENT_TRIAL_VOID, c->trial, item->side, vec2(0, 0), 0);
    told->item = (int32_t)item->kind;
    told->attempt = item->attempt;
    told->why = (int32_t)why;
    // What was offered and not reached is closed for the engine's own list of reaches.
    if (c->target && !c->done) game_event(out, EVENT_MISS, c->target, -1, c->at, 0);
    for (int side = 0; side < SIDE_COUNT; side++)
        if (c->beat[side].id) game_event(out, EVENT_MISS, c->beat[side].id, -1, c->at, 0);
    c->target = c->beat[0].id = c->beat[1].id = 0;
}

// A target for the engine and the child; `seconds`: how long it stays.
static void offer(Checkup *c, const GameInput *in, GameOutput *out, Vec2 at, float seconds)
{
    c->target = ++c->ids;
    c->at = at;
    c->done = 0;
    c->stage_step = in->step;
    game_event(out, EVENT_OFFER, c->target, checkup_current(c, in)->side, at, seconds);
}

static void settle(Checkup *c, GameOutput *out, bool hit, int side, float value)
{
    if (!c->target || c->done) return;
    game_event(out, hit ? EVENT_HIT : EVENT_MISS, c->target, hit ? side : -1, c->at, value);
    if (hit) game_cue(out, CUE_SUCCESS, c->at, 0);
    c->done = 1;
}

static void begin(Checkup *c, const GameInput *in, GameOutput *out)
{
    const Item *item = checkup_current(c, in);
    enter(c, PHASE_RUN, in);
    c->begun_step = in->step;
    c->low_steps = 0;
    c->target = 0;
    c->done = 0;
    GameEvent *told = game_event(out, EVENT_TRIAL_BEGIN, ++c->trial, item->side, vec2(0, 0), 0);
    told->item = (int32_t)item->kind;
    told->attempt = item->attempt;
    for (int side = 0; side < SIDE_COUNT; side++) {
        c->beat[side] = (Beat){ 0 };
        c->beats_made[side] = 0;
    }
}

static float running_s(const Checkup *c, const GameInput *in)
{
    return (float)(in->step - c->begun_step) / GAME_STEPS_PER_SECOND;
}

static void end(Checkup *c, const GameInput *in, GameOutput *out, bool by_therapist)
{
    const Item *item = checkup_current(c, in);
    settle(c, out, c->good, -1, 0);
    for (int side = 0; side < SIDE_COUNT; side++)
        if (c->beat[side].id) game_event(out, EVENT_MISS, c->beat[side].id, -1, c->at, 0);
    game_event(out, EVENT_TRIAL_END, c->trial, item->side, vec2(0, 0), running_s(c, in))
        ->by_therapist = by_therapist;
    game_cue(out, CUE_PRAISE, in->body->hips, 0);
    c->target = c->beat[0].id = c->beat[1].id = 0;
    c->last = c->item;
    enter(c, PHASE_REST, in);
}

// Invites the body; `id` is the target's.
static void invite(GameOutput *out, int id, TargetKind kind, Vec2 at, float radius, float value,
                   unsigned sides)
{
    game_target(
        out,
        (GameTarget){
            .id = id, .kind = kind, .at = at, .radius = radius, .value = value, .sides = sides });
}

// ---- the steps that run: each returns true when its trial is over ----

static bool run_still(Checkup *c, const GameInput *in, GameOutput *out)
{
    if (!c->target) offer(c, in, out, game_on_stage(in->body->hips, 0.4f), 20);
    game_target(
        out, (GameTarget){
                 .id = c->target, .kind = TARGET_STILL, .at = c->at, .radius = 0.3f, .sides = 3 });
    c->good = 1;
    // Where the child stood: so that the events of two trials tell them apart.
    if (running_s(c, in) < 20) return false;
    c->at = game_on_stage(in->body->hips, 0.4f);
    return true;
}

static bool run_one_leg(Checkup *c, const GameInput *in, GameOutput *out)
{
    enum { WAITING, UP, DOWN };
    const Calibration *size = in->size;
    const Body *b = in->body;
    int foot = !checkup_current(c, in)->side;
    Vec2 at = vec2(size->hip.x + game_outward(foot) * 0.3f * size->shoulder_width,
                   size->ankle_y[foot] + LIFT_LL * size->leg[foot]);
    if (!c->target) offer(c, in, out, game_on_stage(at, 0.4f), CHECKUP_CAP_S);
    if (c->stage != DOWN) invite(out, c->target, TARGET_LIFT, c->at, 0.2f, LIFT_LL, 1u << foot);
    uint32_t age = in->step - c->stage_step;
    float lift = b->value[BODY_FOOT_LIFT_LEFT + foot] - b->value[BODY_FOOT_LIFT_LEFT + !foot];
    bool known = b->seen && b->value_trust[BODY_FOOT_LIFT_LEFT + foot] >= BODY_TRUST_MIN;
    switch (c->stage) {
    case WAITING:
        if (known && lift > FOOT_OFF_LL) {
            c->stage = UP;
            c->stage_step = in->step;
        }
        return age >= LIFT_STEPS;
    case UP:
        c->good = age >= GAME_STEPS_PER_SECOND;
        if (known) c->low_steps = lift <= FOOT_DOWN_LL ? c->low_steps + 1 : 0;
        if (c->low_steps < DOWN_STEPS && age < (CHECKUP_CAP_S + 1) * GAME_STEPS_PER_SECOND)
            return false;
        settle(c, out, c->good, -1, (float)age / GAME_STEPS_PER_SECOND);
        c->stage = DOWN;
        c->stage_step = in->step;
        return false;
    default: return age >= TAIL_STEPS;
    }
}

static void invite_hand(GameOutput *out, int id, int side, Vec2 at, float radius)
{
    invite(out, id, TARGET_HAND, at, radius, 0, 1u << side);
}

static bool run_reach_side(Checkup *c, const GameInput *in, GameOutput *out)
{
    int side = checkup_current(c, in)->side;
    float arm = in->size->arm[side];
    Vec2 start = checkup_from_shoulder(in, side, ARM_OUT_AL, 0);
    if (!c->target) {
        invite_hand(out, c->nest[side], side, start, 0.3f * arm);
        if (running_s(c, in) < CHECKUP_START_S) return false;
        offer(c, in, out, checkup_from_shoulder(in, side, FAR_AL, 0), 5);
        game_cue(out, CUE_APPEAR, c->at, 0);
    }
    // Wherever the target is, the child is to reach on: it asks for more than anybody can.
    invite_hand(out, c->target, side, c->at, 0.05f * arm);
    if (in->body->seen && game_outward(side) * (in->body->hand[side].x - start.x) > 0.1f * arm)
        c->good = 1;
    return running_s(c, in) >= 7;
}

static bool run_lean_side(Checkup *c, const GameInput *in, GameOutput *out)
{
    int side = checkup_current(c, in)->side;
    if (running_s(c, in) < CHECKUP_START_S) {
        invite(out, c->nest[side], TARGET_STILL, game_on_stage(in->size->hip, 0.4f), 0.3f, 0, 3);
        return false;
    }
    if (!c->target) {
        Vec2 by =
            vec2(game_outward(side) * 2.6f * in->size->shoulder_width, 1.1f * in->size->trunk);
        Vec2 at = vec2_add(in->size->hip, by);
        offer(c, in, out, game_on_stage(at, 0.4f), 6);
        game_cue(out, CUE_APPEAR, c->at, 0);
    }
    invite(out, c->target, TARGET_LEAN, c->at, 0.3f, game_outward(side) * LEAN_DEG, 3);
    if (game_outward(side) * in->body->value[BODY_TRUNK_LEAN] > 8) c->good = 1;
    return running_s(c, in) >= 7;
}

// Six directions from the nest, in an order by chance; two of them lead across the body's middle.
static Vec2 reach_at(Checkup *c, const GameInput *in, int side)
{
    static const float degrees[CHECKUP_REACH_COUNT] = { 48, 66, 84, 102, 120, 136 };
    if (c->low_steps == 0 || c->low_steps == (1 << CHECKUP_REACH_COUNT) - 1) c->low_steps = 0;
    int pick = rng_below(&c->rng, CHECKUP_REACH_COUNT);
    while (c->low_steps & 1 << pick) pick = (pick + 1) % CHECKUP_REACH_COUNT;
    c->low_steps |= 1 << pick;  // here: which directions were asked for
    float turn = degrees[pick] * (PI_F / 180);
    float far = checkup_amplitude_al(in->size->seated) * in->size->arm[side];
    return game_on_stage(
        vec2_add(checkup_nest_at(in, side),
                 vec2(game_outward(side) * exact_cos(turn) * far, exact_sin(turn) * far)),
        0.4f);
}

static bool run_reach(Checkup *c, const GameInput *in, GameOutput *out)
{
    enum { HOMING, NESTED, OFFERED };
    const Item *item = checkup_current(c, in);
    int side = item->side;
    float arm = in->size->arm[side];
    float radius = checkup_radius_al(item->kind, in->size->seated) * arm;
    uint32_t age = in->step - c->stage_step;
    if (c->stage == OFFERED) {
        bool hit = game_hand_touches(in, side, c->at, radius);
        if (!hit && age < REACH_STEPS) {
            invite_hand(out, c->target, side, c->at, radius);
            return false;
        }
        settle(c, out, hit, side, (float)age / GAME_STEPS_PER_SECOND);
        c->good++;
        c->stage = HOMING;
        c->stage_step = in->step;
        return false;
    }
    bool finished = c->good >= CHECKUP_REACH_COUNT;
    if (finished) return age >= TAIL_STEPS;
    invite_hand(out, c->nest[side], side, checkup_nest_at(in, side), CHECKUP_HOME_AL * arm);
    bool home = game_hand_touches(in, side, checkup_nest_at(in, side), CHECKUP_HOME_AL * arm);
    if (c->stage == HOMING && age >= TAIL_STEPS && (home || age >= NEST_STEPS)) {
        c->stage = NESTED;
        c->stage_step = in->step;
        c->wait_steps = 54 + (uint32_t)rng_below(&c->rng, 48);  // nobody can know when
    } else if (c->stage == NESTED && age >= c->wait_steps) {
        Vec2 at = reach_at(c, in, side);
        offer(c, in, out, at, (float)REACH_STEPS / GAME_STEPS_PER_SECOND);
        game_cue(out, CUE_APPEAR, at, 0);
        out->target_count = 0;
        invite_hand(out, c->target, side, at, radius);
        c->stage = OFFERED;
    } else if (c->stage == NESTED && !home && age < c->wait_steps) {
        c->stage = HOMING;  // it left too early
        c->stage_step = in->step - TAIL_STEPS;
    }
    return false;
}

static void next_beat(Checkup *c, const GameInput *in, GameOutput *out, int side)
{
    bool turns = checkup_current(c, in)->kind == CHECKUP_DRUM_ALTERNATE;
    int number = c->beats_made[side] * (turns ? 2 : 1) + (turns && side == SIDE_RIGHT);
    if (number >= BEATS) return;
    c->beats_made[side]++;
    c->beat[side] =
        (Beat){ .id = ++c->ids, .due = c->begun_step + (uint32_t)(number + 1) * BEAT_STEPS };
    float wait_s = (float)(c->beat[side].due - in->step) / GAME_STEPS_PER_SECOND;
    game_event(out, EVENT_OFFER, c->beat[side].id, side, checkup_drum_at(in, side), wait_s);
}

static bool run_drum(Checkup *c, const GameInput *in, GameOutput *out)
{
    uint32_t age = in->step - c->begun_step;
    for (int side = 0; side < SIDE_COUNT; side++) {
        Beat *beat = &c->beat[side];
        float radius = DRUM_RADIUS_AL * in->size->arm[side];
        Vec2 at = checkup_drum_at(in, side);
        if (!beat->id) next_beat(c, in, out, side);
        if (!beat->id) continue;
        bool near = in->step + BEAT_WINDOW >= beat->due;
        if (near && game_hand_touches(in, side, at, radius)) beat->hit = 1;
        if (in->step == beat->due)
            game_cue(out, side == SIDE_RIGHT ? CUE_DRUM_HIGH : CUE_DRUM_LOW, at, 0);
        if (in->step >= beat->due + BEAT_WINDOW) {
            game_event(out, beat->hit ? EVENT_HIT : EVENT_MISS, beat->id, beat->hit ? side : -1, at,
                       0);
            beat->id = 0;
            continue;
        }
        game_target(out, (GameTarget){ .id = beat->id,
                                       .kind = TARGET_HAND,
                                       .at = at,
                                       .radius = radius,
                                       .sides = 1u << side,
                                       .due_step = beat->due });
    }
    c->good = 1;
    return age >= (BEATS + 1) * BEAT_STEPS - BEAT_STEPS / 2;
}

static bool run_squat(Checkup *c, const GameInput *in, GameOutput *out)
{
    enum { STANDING, DOWN, RISING };
    uint32_t age = in->step - c->stage_step;
    float drop = in->body->value[BODY_HIP_DROP];
    Vec2 low = vec2(in->size->hip.x, in->size->hip.y - SQUAT_LL * in->size->leg[SIDE_LEFT]);
    if (c->stage == STANDING) {
        if (c->good >= CHECKUP_SQUATS) return age >= TAIL_STEPS;
        if (age < 2 * TAIL_STEPS) return false;
        offer(c, in, out, game_on_stage(low, 0.4f), 4);
        game_cue(out, CUE_APPEAR, c->at, 0);
        c->stage = DOWN;
    }
    if (c->stage == DOWN) {
        invite(out, c->target, TARGET_SQUAT, c->at, 0.3f, SQUAT_LL, 3);
        bool low_enough = drop > SQUAT_DOWN_LL;
        if (low_enough) c->low_steps++;
        // Held for a moment: the way down comes to its own end.
        if (c->low_steps < TAIL_STEPS && age < REACH_STEPS) return false;
        settle(c, out, low_enough, -1, drop);
        c->low_steps = 0;
        c->stage = RISING;
        c->stage_step = in->step;
    } else if (c->stage == RISING && (drop < SQUAT_UP_LL || age >= REACH_STEPS)) {
        c->good++;
        c->stage = STANDING;
        c->stage_step = in->step;
    }
    return false;
}

static bool run(Checkup *c, const GameInput *in, GameOutput *out)
{
    switch (checkup_current(c, in)->kind) {
    case CHECKUP_ONE_LEG: return run_one_leg(c, in, out);
    case CHECKUP_REACH_SIDE: return run_reach_side(c, in, out);
    case CHECKUP_LEAN_SIDE: return run_lean_side(c, in, out);
    case CHECKUP_REACH_LARGE:
    case CHECKUP_REACH_SMALL: return run_reach(c, in, out);
    case CHECKUP_DRUM_TOGETHER:
    case CHECKUP_DRUM_ALTERNATE: return run_drum(c, in, out);
    case CHECKUP_SQUAT: return run_squat(c, in, out);
    default: return run_still(c, in, out);
    }
}

// ---- before a trial ----

// Whether the child is where the trial starts; shows the way there.
static bool in_place(Checkup *c, const GameInput *in, GameOutput *out)
{
    const Item *item = checkup_current(c, in);
    if (!in->body->seen) return false;
    if (item->kind != CHECKUP_REACH_SIDE) return true;
    Vec2 at = checkup_from_shoulder(in, item->side, ARM_OUT_AL, 0);
    float arm = in->size->arm[item->side];
    invite(out, c->nest[item->side], TARGET_HAND, at, 0.3f * arm, 0, 1u << item->side);
    return game_hand_touches(in, item->side, at, 0.3f * arm) ||
           in->step - c->since_step >= ARM_OUT_STEPS;
}

static void count_in(const Checkup *c, const GameInput *in, GameOutput *out)
{
    uint32_t age = in->step - c->since_step;
    if (age % BEAT_STEPS == 0) {
        game_cue(out, CUE_DRUM_LOW, checkup_drum_at(in, SIDE_LEFT), 0);
        game_cue(out, CUE_DRUM_HIGH, checkup_drum_at(in, SIDE_RIGHT), 0);
    }
}

static void get_ready(Checkup *c, const GameInput *in, GameOutput *out)
{
    const Item *item = checkup_current(c, in);
    uint32_t age = in->step - c->since_step;
    bool start = in->commands & 1u << GAME_START_STOP;
    bool placed = in_place(c, in, out);
    if (checkup_is_guarded(item)) {
        if (start) {
            begin(c, in, out);
        } else if (age >= THERAPIST_STEPS) {
            c->trial++;
            void_trial(c, in, out, CHECKUP_VOID_NOT_STARTED);
            next_item(c, in, out);
        }
        return;
    }
    bool drum = item->kind == CHECKUP_DRUM_TOGETHER || item->kind == CHECKUP_DRUM_ALTERNATE;
    if (drum) count_in(c, in, out);
    uint32_t wait = drum ? COUNT_IN * BEAT_STEPS : READY_STEPS;
    if (start || (placed && age >= wait)) begin(c, in, out);
}

static void redo(Checkup *c, const GameInput *in, GameOutput *out)
{
    if (c->phase != PHASE_RUN) {
        if (c->last < 0) return;  // nothing was done yet
        c->count += c->item - c->last;
        c->item = c->last;
        c->last = -1;
    }
    void_trial(c, in, out, CHECKUP_VOID_REDONE);
    show(c, in, out);
}

static void skip(Checkup *c, const GameInput *in, GameOutput *out)
{
    if (c->phase == PHASE_REST) return;
    if (c->phase != PHASE_RUN) c->trial++;
    void_trial(c, in, out, CHECKUP_VOID_SKIPPED);
    c->last = -1;
    next_item(c, in, out);
}

static void start(void *state, const GameInput *first)
{
    Checkup *c = state;
    int count = 0;
    const Item *list = checkup_items(first, &count);
    c->rng = rng_seed(first->setup->seed);
    c->item = (int32_t)first->knob[KNOB_FROM] - 1;
    c->count = (int32_t)first->knob[KNOB_COUNT];
    c->last = -1;
    if (c->item >= count) c->item = count - 1;
    while (c->item < count - 1 && !allowed(&list[c->item], first)) c->item++;
    for (int side = 0; side < SIDE_COUNT; side++) c->nest[side] = ++c->ids;
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Checkup *c = state;
    uint32_t age = in->step - c->since_step;
    const Item *item = checkup_current(c, in);
    if (in->commands & 1u << GAME_REDO) {
        redo(c, in, out);
        return;
    }
    if (in->commands & 1u << GAME_SKIP) {
        skip(c, in, out);
        return;
    }
    if (in->commands & 1u << GAME_ASSIST) out->say = checkup_words(item).say;
    switch ((Phase)c->phase) {
    case PHASE_SHOW: {
        if (in->step == 0) out->say = checkup_words(item).say;
        bool same = c->item > 0 && c->last >= 0 && (item - 1)->kind == item->kind;
        if (age >= (same ? SHOW_MORE_STEPS : SHOW_STEPS) && in->body->seen)
            enter(c, PHASE_READY, in);
        break;
    }
    case PHASE_READY: get_ready(c, in, out); break;
    case PHASE_RUN: {
        bool stopped = in->commands & 1u << GAME_START_STOP;
        if (stopped || run(c, in, out)) end(c, in, out, stopped);
        break;
    }
    case PHASE_REST:
        if (age >= REST_STEPS) next_item(c, in, out);
        break;
    }
}

const Game game_checkup = {
    .role = ROLE_ASSESSMENT,
    .id = "checkup",
    .title = "Check-up",
    .trains = "nothing: it measures, the same way each time",
    .invite = "Let us see what you can do today",
    .version = 1,
    .state_size = sizeof(Checkup),
    .knob_count = 2,
    .knobs = { [KNOB_FROM] = { "from", "", "the step to begin with", 1, ATTEMPTS_MAX, 1 },
               [KNOB_COUNT] = { "count", "", "how many steps to do", 1, ATTEMPTS_MAX,
                                ATTEMPTS_MAX } },
    .level = { { 1, ATTEMPTS_MAX },
               { 1, ATTEMPTS_MAX },
               { 1, ATTEMPTS_MAX },
               { 1, ATTEMPTS_MAX },
               { 1, ATTEMPTS_MAX } },
    .start = start,
    .step = step,
    .draw = checkup_draw,
};
