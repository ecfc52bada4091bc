// SPDX-License-Identifier: MIT
// checkup_runs.c: what a child does in each step of the check-up, and when each is over.
#include "checkup/checkup_parts.h"

#define LIFT_STEPS    (10 * GAME_STEPS_PER_SECOND)  // to get the foot off the ground, at most
#define DOWN_STEPS    8      // a foot is down after so many: one bad picture is not a touch
#define FOOT_OFF_LL   0.10f  // as in the measures (balance.h)
#define FOOT_DOWN_LL  0.05f
#define LIFT_LL       0.20f  // how high the picture asks for
#define FAR_AL        1.65f  // farther than anybody reaches
#define HIGH_AL       1.4f   // higher than anybody reaches, and still on the stage
#define LEAN_DEG      24.0f
#define SQUAT_LL      0.25f
#define SQUAT_DOWN_LL 0.12f
#define SQUAT_UP_LL   0.05f
#define NEST_STEPS    (3 * GAME_STEPS_PER_SECOND)      // for coming home to the nest, at most
#define REACH_STEPS   (4 * GAME_STEPS_PER_SECOND)      // for a reach or a squat's way down, at most
#define RAISE_STEPS   (5 * GAME_STEPS_PER_SECOND / 2)  // of a raise: out, and up, at most
#define BEATS         ((16 * GAME_STEPS_PER_SECOND + BEAT_STEPS - 1) / BEAT_STEPS)
#define BEAT_WINDOW   18

void checkup_invite(GameOutput *out, int id, TargetKind kind, Vec2 at, float radius, float value,
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
    if (!c->target) checkup_offer(c, in, out, game_on_stage(in->body->hips, 0.4f), 20);
    game_target(
        out, (GameTarget){
                 .id = c->target, .kind = TARGET_STILL, .at = c->at, .radius = 0.3f, .sides = 3 });
    c->good = 1;
    // Where the child stood: so that the events of two trials tell them apart.
    if (checkup_running_s(c, in) < 20) return false;
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
    bool practice = checkup_current(c, in)->attempt == 0;
    uint32_t longest = practice ? CHECKUP_PRACTICE_S * GAME_STEPS_PER_SECOND
                                : (CHECKUP_CAP_S + 1) * GAME_STEPS_PER_SECOND;
    if (!c->target) checkup_offer(c, in, out, game_on_stage(at, 0.4f), CHECKUP_CAP_S);
    if (c->stage != DOWN)
        checkup_invite(out, c->target, TARGET_LIFT, c->at, 0.2f, LIFT_LL, 1u << foot);
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
        if (c->low_steps < DOWN_STEPS && age < longest) return false;
        if (age >= longest && !practice) c->capped |= 1 << checkup_current(c, in)->side;
        checkup_settle(c, out, c->good, -1, (float)age / GAME_STEPS_PER_SECOND);
        c->stage = DOWN;
        c->stage_step = in->step;
        return false;
    default: return age >= TAIL_STEPS;
    }
}

static void invite_hand(GameOutput *out, int id, int side, Vec2 at, float radius)
{
    checkup_invite(out, id, TARGET_HAND, at, radius, 0, 1u << side);
}

static bool run_reach_side(Checkup *c, const GameInput *in, GameOutput *out)
{
    int side = checkup_current(c, in)->side;
    float arm = in->size->arm[side];
    Vec2 start = checkup_from_shoulder(in, side, ARM_OUT_AL, 0);
    if (!c->target) {
        invite_hand(out, c->nest[side], side, start, 0.3f * arm);
        if (checkup_running_s(c, in) < CHECKUP_START_S) return false;
        checkup_offer(c, in, out, checkup_from_shoulder(in, side, FAR_AL, 0), 5);
        game_cue(out, CUE_APPEAR, c->at, 0);
    }
    // Wherever the target is, the child is to reach on: it asks for more than anybody can.
    invite_hand(out, c->target, side, c->at, 0.05f * arm);
    if (in->body->seen && game_outward(side) * (in->body->hand[side].x - start.x) > 0.1f * arm)
        c->good = 1;
    return checkup_running_s(c, in) >= 6;
}

static bool run_lean_side(Checkup *c, const GameInput *in, GameOutput *out)
{
    int side = checkup_current(c, in)->side;
    if (checkup_running_s(c, in) < CHECKUP_START_S) {
        checkup_invite(out, c->nest[side], TARGET_STILL, game_on_stage(in->size->hip, 0.4f), 0.3f,
                       0, 3);
        return false;
    }
    if (!c->target) {
        Vec2 by =
            vec2(game_outward(side) * 2.6f * in->size->shoulder_width, 1.1f * in->size->trunk);
        Vec2 at = vec2_add(in->size->hip, by);
        checkup_offer(c, in, out, game_on_stage(at, 0.4f), 6);
        game_cue(out, CUE_APPEAR, c->at, 0);
    }
    checkup_invite(out, c->target, TARGET_LEAN, c->at, 0.3f, game_outward(side) * LEAN_DEG, 3);
    if (game_outward(side) * in->body->value[BODY_TRUNK_LEAN] > 8) c->good = 1;
    return checkup_running_s(c, in) >= 6;
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

// The target came: it is touched in time, or it goes. True: it is over.
static bool run_offered(Checkup *c, const GameInput *in, GameOutput *out, int side, float radius)
{
    uint32_t age = in->step - c->stage_step;
    bool hit = game_hand_touches(in, side, c->at, radius);
    if (!hit && age < REACH_STEPS) {
        invite_hand(out, c->target, side, c->at, radius);
        return false;
    }
    checkup_settle(c, out, hit, side, (float)age / GAME_STEPS_PER_SECOND);
    c->good++;
    c->stage_step = c->home_since = in->step;
    return true;
}

static bool run_reach(Checkup *c, const GameInput *in, GameOutput *out)
{
    enum { HOMING, NESTED, OFFERED };
    const CheckupStep *step = checkup_current(c, in);
    int side = step->side;
    float arm = in->size->arm[side];
    float radius = checkup_radius_al(step->kind, in->size->seated) * arm;
    if (c->stage == OFFERED) {
        if (run_offered(c, in, out, side, radius)) c->stage = HOMING;
        return false;
    }
    uint32_t age = in->step - c->stage_step;
    if (c->good >= CHECKUP_REACH_COUNT) return age >= TAIL_STEPS;
    invite_hand(out, c->nest[side], side, checkup_nest_at(in, side), CHECKUP_HOME_AL * arm);
    bool home = game_hand_touches(in, side, checkup_nest_at(in, side), CHECKUP_HOME_AL * arm);
    // A hand that cannot come home, or cannot rest there, sets off from where it is.
    bool late = in->step - c->home_since >= NEST_STEPS;
    if (c->stage == HOMING && age >= TAIL_STEPS && (home || late)) {
        c->stage = NESTED;
        c->stage_step = in->step;
        c->wait_steps = 30 + (uint32_t)rng_below(&c->rng, 48);  // nobody can know when
    } else if (c->stage == NESTED && age >= c->wait_steps) {
        Vec2 at = reach_at(c, in, side);
        checkup_offer(c, in, out, at, (float)REACH_STEPS / GAME_STEPS_PER_SECOND);
        game_cue(out, CUE_APPEAR, at, 0);
        out->target_count = 0;
        invite_hand(out, c->target, side, at, radius);
        c->stage = OFFERED;
    } else if (c->stage == NESTED && !home && !late) {
        c->stage = HOMING;  // it left too early
        c->stage_step = in->step - TAIL_STEPS;
    }
    return false;
}

// Sideways and up in the plane of the picture, where the camera sees the angle as it is. The star
// waits beside the child first, and then higher than anybody reaches, so that each arm goes up as
// far as it can.
static bool run_raise(Checkup *c, const GameInput *in, GameOutput *out)
{
    enum { OUT, UP };
    int side = checkup_current(c, in)->side;
    float arm = in->size->arm[side];
    uint32_t age = in->step - c->stage_step;
    if (!c->target) {
        Vec2 at = c->stage == UP ? checkup_from_shoulder(in, side, 0.15f, HIGH_AL)
                                 : checkup_from_shoulder(in, side, ARM_OUT_AL, 0);
        checkup_offer(c, in, out, at, (float)RAISE_STEPS / GAME_STEPS_PER_SECOND);
        game_cue(out, CUE_APPEAR, at, 0);
    }
    invite_hand(out, c->target, side, c->at, 0.3f * arm);
    float up = in->body->hand[side].y - in->size->shoulder[side].y;
    if (c->stage == UP && in->body->seen && up > 0.3f * arm) c->good = 1;
    bool there = c->stage == OUT && game_hand_touches(in, side, c->at, 0.3f * arm);
    if (!there && age < RAISE_STEPS) return false;
    if (c->stage == UP) return true;
    checkup_settle(c, out, there, side, (float)age / GAME_STEPS_PER_SECOND);
    c->target = 0;
    c->stage = UP;
    c->stage_step = in->step;
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
        if (age < TAIL_STEPS) return false;
        checkup_offer(c, in, out, game_on_stage(low, 0.4f), 4);
        game_cue(out, CUE_APPEAR, c->at, 0);
        c->stage = DOWN;
    }
    if (c->stage == DOWN) {
        checkup_invite(out, c->target, TARGET_SQUAT, c->at, 0.3f, SQUAT_LL, 3);
        bool low_enough = drop > SQUAT_DOWN_LL;
        if (low_enough) c->low_steps++;
        // Held for a moment: the way down comes to its own end.
        if (c->low_steps < TAIL_STEPS && age < REACH_STEPS) return false;
        checkup_settle(c, out, low_enough, -1, drop);
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

bool checkup_run(Checkup *c, const GameInput *in, GameOutput *out)
{
    switch (checkup_current(c, in)->kind) {
    case CHECKUP_ONE_LEG: return run_one_leg(c, in, out);
    case CHECKUP_RAISE_SIDE: return run_raise(c, in, out);
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
