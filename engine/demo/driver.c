// SPDX-License-Identifier: MIT
// driver.c: the drawn child's acts, each a stance as a function of its own time.
#include "driver.h"

#include <string.h>

#define BLEND_S 0.6f  // from one act into the next
#define GRAVITY 9.81f

static float wave(double now, float hz, float phase)
{
    double turns = now * hz;
    return exact_sin((float)(turns - floor(turns)) * 2 * PI_F + phase);
}

// 0 to 1 between `from` and `to`, minimum-jerk.
static float ease(float t, float from, float to)
{
    return minimum_jerk((t - from) / (to - from));
}

// Up at `up`, down at `down`, `seconds` for each way.
static float bump(float t, float up, float down, float seconds)
{
    return ease(t, up, up + seconds) - ease(t, down, down + seconds);
}

static Stance base(const Driver *d)
{
    return d->seated ? figure_sit(d->figure) : figure_stand(d->figure);
}

// Leans the whole body as an inverted pendulum so that mid-hip moves by `x`; a seated child leans
// on the seat.
static void pivot(const Driver *d, Stance *s, float x)
{
    if (d->seated) {
        s->trunk += x / d->figure->trunk;
        return;
    }
    float arm = s->pelvis.y - d->figure->ankle;
    s->pelvis.x += x;
    s->pelvis.y -= arm - sqrtf(fmaxf(arm * arm - x * x, 0));
    s->trunk += exact_asin(clampf(x / arm, -1, 1));
}

// Nobody sits like a stone: the pelvis rolls on the seat, by a part of what the trunk does.
#define SEAT_ROLL 0.3f

// A child's quiet sway, about 3 mm RMS at the hip of one who stands.
static float quiet_sway(const Driver *d, double now)
{
    if (d->rigged) return rig_sway_at(&d->side, now);
    return 0.0027f * wave(now, 0.13f, d->sway_phase[0]) +
           0.0026f * wave(now, 0.31f, d->sway_phase[1]) +
           0.0014f * wave(now, 0.57f, d->sway_phase[2]);
}

static void sway_forward(const Driver *d, double now, Stance *s)
{
    float z = rig_sway_at(&d->front, now), arm = s->pelvis.y - d->figure->ankle;
    if (!d->seated) s->pelvis_z += z;
    s->bow += z / (d->seated ? d->figure->trunk : arm);
}

static float arm_length(const Figure *f)
{
    return f->upper_arm + f->forearm + f->palm;
}

// The hand of a nearly straight arm, raised by `degrees` from hanging, sideways.
static Vec2 arm_at(const Figure *f, Side side, float degrees, float stretch)
{
    float angle = degrees * PI_F / 180, reach = stretch * arm_length(f);
    return vec2(figure_sign(side) * reach * exact_sin(angle), -reach * exact_cos(angle));
}

static void one_leg(const Driver *d, const ScriptStep *step, float t, double now, Stance *s)
{
    const Figure *f = d->figure;
    Side stand = step->side[SIDE_LEFT] ? SIDE_LEFT : SIDE_RIGHT;
    Side lift = stand == SIDE_LEFT ? SIDE_RIGHT : SIDE_LEFT;
    float shift = bump(t, 0.2f, step->seconds - 0.8f, 0.7f);
    float up = bump(t, 0.7f, step->seconds - 1.3f, 0.6f);
    float wobble = up * (3 * quiet_sway(d, 2.3 * now) + 0.004f * wave(now, 1.1f, 0));
    s->pelvis.x += shift * figure_sign(stand) * f->hip * 1.05f;
    s->trunk += up * figure_sign(stand) * 0.05f;
    pivot(d, s, wobble);
    s->ankle[lift].y += up * 0.13f * f->height;
    s->ankle[lift].x -= up * figure_sign(lift) * 0.25f * f->hip;
    s->ankle[lift].z += up * 0.02f * f->height;
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        s->hand[side] = vec2_mix(s->hand[side], arm_at(f, side, 58 + 200 * wobble, 0.93f), up);
}

static void squat(const Driver *d, float t, Stance *s)
{
    const Figure *f = d->figure;
    float deep = bump(fmodf(t, 2.4f), 0.2f, 1.3f, 0.85f);
    s->pelvis.y -= deep * 0.16f * f->height;
    s->pelvis_z -= deep * 0.12f * f->height;
    s->bow += deep * 0.60f;
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        s->hand[side] = vec2_mix(s->hand[side], arm_at(f, side, 62, 0.75f), deep);
}

// Side steps: after `steps` of them the child is `steps` strides to the right (left if negative).
static void walk(const Driver *d, float steps, float stride, Stance *s)
{
    float sign = steps < 0 ? -1.0f : 1.0f, done = floorf(fabsf(steps));
    float share = fabsf(steps) - done;
    Side lead = steps < 0 ? SIDE_RIGHT : SIDE_LEFT;
    Side trail = lead == SIDE_LEFT ? SIDE_RIGHT : SIDE_LEFT;
    float first = clampf(2 * share, 0, 1), second = clampf(2 * share - 1, 0, 1);
    s->ankle[lead].x += sign * stride * (done + minimum_jerk(first));
    s->ankle[trail].x += sign * stride * (done + minimum_jerk(second));
    s->ankle[lead].y += 0.045f * d->figure->height * exact_sin(PI_F * first);
    s->ankle[trail].y += 0.045f * d->figure->height * exact_sin(PI_F * second);
    s->pelvis.x = 0.5f * (s->ankle[lead].x + s->ankle[trail].x);
    s->pelvis.y -= 0.02f * d->figure->height * exact_sin(PI_F * share);
    float swing = exact_sin(PI_F * share);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        s->hand[side] = vec2_mix(s->hand[side], arm_at(d->figure, side, 26, 0.95f), swing);
}

static void side_steps(const Driver *d, float t, Stance *s)
{
    t = fmodf(t, 4.8f);
    float place =
        ease(t, 0.1f, 1.1f) - ease(t, 1.3f, 2.3f) - ease(t, 2.5f, 3.5f) + ease(t, 3.7f, 4.7f);
    walk(d, place, 0.18f * d->figure->height, s);
}

static void jump(const Driver *d, float t, Stance *s)
{
    const Figure *f = d->figure;
    const float take_off = 0.72f, high = 0.10f * f->height;
    const float speed = sqrtf(2 * GRAVITY * high), land = take_off + 2 * speed / GRAVITY;
    t = fmodf(t, 2.0f);
    float crouch =
        0.09f * f->height * (ease(t, 0.1f, 0.5f) - ease(t, 0.52f, take_off)) +
        0.07f * f->height * (ease(t, land, land + 0.14f) - ease(t, land + 0.14f, land + 0.6f));
    float flight = clampf(t - take_off, 0, land - take_off);
    float up = flight * (speed - 0.5f * GRAVITY * flight);
    float arms = ease(t, 0.5f, take_off + 0.1f) - ease(t, land - 0.05f, land + 0.6f);
    s->pelvis.y += up - crouch;
    s->pelvis_z -= 0.4f * crouch;
    s->bow += 2.5f * crouch;
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        s->ankle[side].y += up + 0.2f * up;
        s->tiptoe[side] = fminf(0.05f * f->height, 0.6f * up);
        s->hand[side] = vec2_mix(s->hand[side], arm_at(f, side, 118, 0.90f), arms);
    }
}

static void reach(const Driver *d, const ScriptStep *step, float t, Stance *s)
{
    static const float degrees[] = { 92, 138, 170 };
    int number = (int)(t / 2.6f) % 3;
    float out = bump(t - 2.6f * floorf(t / 2.6f), 0.3f, 1.5f, 0.8f);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        if (!step->side[side]) continue;
        Vec2 goal = arm_at(d->figure, side, degrees[number], 0.96f);
        s->hand[side] = vec2_mix(s->hand[side], goal, out);
        s->head_turn += 0.22f * figure_sign(side) * out;
    }
    s->head_nod += 0.10f * out * (float)number;
}

static void raise_arms(const Driver *d, const ScriptStep *step, float t, Stance *s)
{
    float third = step->seconds / 3, way = fminf(1.0f, 0.8f * third);
    float degrees = 14 + 76 * ease(t, 0.1f, 0.1f + way) + 80 * ease(t, third, third + way) -
                    156 * ease(t, 2 * third, 2 * third + way);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        s->hand[side] = arm_at(d->figure, side, degrees, 0.97f);
}

static void wave_hands(const Driver *d, const ScriptStep *step, float t, Stance *s)
{
    float up = bump(t, 0, step->seconds - 0.9f, 0.9f);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        float degrees = 142 + 14 * wave(t, 1.2f, side == SIDE_LEFT ? 0 : PI_F);
        s->hand[side] = vec2_mix(s->hand[side], arm_at(d->figure, side, degrees, 0.90f), up);
    }
    s->smile = 0.5f + 0.5f * up;
}

static void leave(const Driver *d, const ScriptStep *step, float t, Stance *s)
{
    float stride = 0.20f * d->figure->height;
    float outside = 0.5f * (float)d->view.width / d->view.px_per_m + 0.5f * d->figure->height;
    float steps = ceilf(outside / stride), way = 0.42f * step->seconds;
    float there = clampf(t / way, 0, 1), back = clampf((t - step->seconds + way) / way, 0, 1);
    walk(d, steps * (there - back), stride, s);
    s->head_turn += 0.35f * (bump(t, 0, way - 0.3f, 0.3f) -
                             bump(t, step->seconds - way, step->seconds - 0.3f, 0.3f));
}

static Side step_side(const ScriptStep *step)
{
    return step->side[SIDE_LEFT] ? SIDE_LEFT : SIDE_RIGHT;
}

static void stray(const Driver *d, const ScriptStep *step, float t, Stance *s)
{
    float way = fminf(2.5f, 0.3f * step->seconds), stride = 0.18f * d->figure->height;
    float there = bump(t, 0.1f, step->seconds - way - 0.1f, way);
    walk(d, figure_sign(step_side(step)) * there * step->sway_m / stride, stride, s);
}

static void come_near(const ScriptStep *step, float t, Stance *s)
{
    float way = fminf(2.5f, 0.3f * step->seconds);
    float z = bump(t, 0.1f, step->seconds - way - 0.1f, way) * step->sway_m;
    s->pelvis_z += z;
    for (int side = 0; side < SIDE_COUNT; side++) s->ankle[side].z += z;
}

// Down at once, up slowly.
static float down(const ScriptStep *step, float t)
{
    return ease(t, 0.2f, 1.0f) - ease(t, step->seconds - 1.6f, step->seconds - 0.2f);
}

static void crouch(const Driver *d, const ScriptStep *step, float t, Stance *s)
{
    float share = down(step, t), h = d->figure->height;
    s->pelvis.y -= share * (d->seated ? 0.6f * d->figure->trunk : 0.31f * h);
    s->pelvis_z -= share * 0.10f * h;
    s->bow += share * 0.35f;
}

static void bow(const ScriptStep *step, float t, Stance *s)
{
    float share = down(step, t);
    s->bow += share * 1.9f;
    s->pelvis_z -= share * 0.08f;
}

// On its left side: the trunk one way, the legs the other.
static void lie(const Driver *d, const ScriptStep *step, float t, Stance *s)
{
    const Figure *f = d->figure;
    Stance lying = *s;
    lying.pelvis.y = 0.11f * f->height;
    lying.pelvis_z = 0;
    lying.trunk = 1.45f;
    lying.head_tilt = 0.5f;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float low = side == SIDE_LEFT ? 0.05f : 0.13f;
        lying.ankle[side] =
            (Vec3){ lying.pelvis.x - 0.93f * (f->thigh + f->shank), low * f->height, 0.05f };
    }
    *s = stance_mix(s, &lying, down(step, t));
}

// Weight over one side: mid-hip goes so far, upright, is held and comes back.
static void lean(const Driver *d, const ScriptStep *step, float t, Stance *s)
{
    float way = fminf(1.0f, 0.25f * step->seconds);
    float out = bump(t, 0.2f, step->seconds - way - 0.2f, way);
    s->pelvis.x += figure_sign(step->side[SIDE_LEFT] ? SIDE_LEFT : SIDE_RIGHT) * step->sway_m * out;
    actor_keep_feet_down(d->figure, s);
}

// The lateral reach test: the arm is held out at 90 degrees, then the fingertips go farther by
// leaning.
static void stretch(const Driver *d, const ScriptStep *step, float t, Stance *s)
{
    const Figure *f = d->figure;
    Side side = step->side[SIDE_LEFT] ? SIDE_LEFT : SIDE_RIGHT;
    float sign = figure_sign(side), arm = bump(t, 0.1f, step->seconds - 0.9f, 0.8f);
    float out = bump(t, 2.0f, step->seconds - 2.0f, 1.0f) * step->sway_m;
    float hips = d->seated ? 0 : 0.35f * out;
    s->hand[side] = vec2_mix(s->hand[side], arm_at(f, side, 90, 0.98f), arm);
    s->pelvis.x += sign * hips;
    s->trunk += sign * exact_asin(clampf((out - hips) / f->trunk, -0.6f, 0.6f));
    // The shoulder comes down with the lean, the arm stays level.
    actor_keep_feet_down(f, s);
}

static void abduct(const Driver *d, const ScriptStep *step, float t, Stance *s)
{
    float way = fminf(1.2f, 0.3f * step->seconds);
    float up = bump(t, 0.1f, step->seconds - way - 0.1f, way);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        if (step->side[side])
            s->hand[side] = arm_at(d->figure, side, mixf(10, step->degrees, up), 0.975f);
}

// Both arms go up and down between 25 and 85 degrees; the left is `degrees` of the cycle ahead.
static void drum(const Driver *d, const ScriptStep *step, float t, Stance *s)
{
    float begin = ease(t, 0, 0.8f);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        float phase = side == SIDE_LEFT ? step->degrees * PI_F / 180 : 0;
        Vec2 at = arm_at(d->figure, side, 55 + 30 * wave(t, step->sway_hz, phase), 0.95f);
        s->hand[side] = vec2_mix(s->hand[side], at, begin);
    }
}

// The child says no: each hand at the other upper arm, held, and down again.
static void cross_arms(const Driver *d, const ScriptStep *step, float t, Stance *s)
{
    const Figure *f = d->figure;
    float over = bump(t, 0.1f, step->seconds - 0.9f, 0.7f);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        Vec2 there = vec2(-figure_sign(side) * 2.1f * f->shoulder, -0.33f * arm_length(f));
        s->hand[side] = vec2_mix(s->hand[side], there, over);
    }
    s->smile -= 0.3f * over;
}

// Whole turns, small steps on the spot; the arms fly a little.
static void spin(const Driver *d, const ScriptStep *step, float t, Stance *s)
{
    float turns = fmaxf(1, roundf(step->seconds / 1.5f));
    float turned = turns * ease(t, 0.1f, step->seconds - 0.1f);
    float off = turned - roundf(turned), fly = bump(t, 0.1f, step->seconds - 0.7f, 0.5f);
    s->spin = off * 2 * PI_F;
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        s->hand[side] = vec2_mix(s->hand[side], arm_at(d->figure, side, 48, 0.95f), fly);
        s->ankle[side].y += fly * 0.02f * d->figure->height *
                            fmaxf(0, exact_sin(s->spin + (side == SIDE_LEFT ? 0 : PI_F)));
    }
}

static void act(Driver *d, const ScriptStep *step, float t, double now, const DemoAim *aim,
                Stance *s)
{
    // Prescribed sway is a pendulum and nothing else, as a phantom in a laboratory is.
    if (step->act != ACT_SWAY) {
        pivot(d, s, quiet_sway(d, now));
        if (d->seated) s->pelvis.x += SEAT_ROLL * quiet_sway(d, now);
        if (d->rigged) sway_forward(d, now, s);
        s->shrug += 0.0025f * (1 + wave(now, 0.28f, d->breath_phase));
        s->head_tilt += 0.025f * wave(now, 0.09f, d->sway_phase[1]);
        s->head_turn += 0.05f * wave(now, 0.07f, d->sway_phase[2]);
    }
    Act what = d->seated && script_needs_legs(step->act) ? ACT_STILL : step->act;
    switch (what) {
    case ACT_PLAY: actor_step(&d->actor, now, aim, s); break;
    case ACT_SWAY: pivot(d, s, step->sway_m * wave(t, step->sway_hz, 0)); break;
    case ACT_ONELEG: one_leg(d, step, t, now, s); break;
    case ACT_SQUAT: squat(d, t, s); break;
    case ACT_STEP: side_steps(d, t, s); break;
    case ACT_JUMP: jump(d, t, s); break;
    case ACT_REACH: reach(d, step, t, s); break;
    case ACT_RAISE: raise_arms(d, step, t, s); break;
    case ACT_WAVE: wave_hands(d, step, t, s); break;
    case ACT_LEAVE: leave(d, step, t, s); break;
    case ACT_LEAN: lean(d, step, t, s); break;
    case ACT_STRETCH: stretch(d, step, t, s); break;
    case ACT_ABDUCT: abduct(d, step, t, s); break;
    case ACT_DRUM: drum(d, step, t, s); break;
    case ACT_CROSS: cross_arms(d, step, t, s); break;
    case ACT_SPIN: spin(d, step, t, s); break;
    case ACT_AWAY: s->spin = PI_F * bump(t, 0.1f, step->seconds - 0.9f, 0.8f); break;
    case ACT_HIDE: s->cover = bump(t, 0.1f, step->seconds - 0.4f, 0.3f); break;
    case ACT_STRAY: stray(d, step, t, s); break;
    case ACT_NEAR: come_near(step, t, s); break;
    case ACT_CROUCH: crouch(d, step, t, s); break;
    case ACT_BOW: bow(step, t, s); break;
    case ACT_LIE: lie(d, step, t, s); break;
    case ACT_MOCAP:
    case ACT_STILL:
    case ACT_COUNT: break;
    }
}

// Acts that come back to standing by their duration; the others go on for ever if they are alone.
static bool has_an_end(Act what)
{
    return what == ACT_ONELEG || what == ACT_RAISE || what == ACT_WAVE || what >= ACT_LEAVE;
}

static void blink(Driver *d, double now, Stance *s)
{
    if (now > d->blink_s + 0.18) d->blink_s = now + rng_between(&d->rng, 1.5f, 5.0f);
    float t = (float)(now - d->blink_s) / 0.18f;
    s->eyes_shut = t > 0 && t < 1 ? exact_sin(PI_F * t) : 0;
}

static void make_sway(Driver *d, const DemoOptions *options)
{
    const DemoRig *rig = options->rig;
    RigSwayForm form = rig_sway_form(rig->age_years);
    float factor = rig->sway > 0 ? rig->sway : 1;
    Rng rng = rng_seed(options->seed * 2246822519u + 29);
    d->rigged = true;
    rig_sway_make(&d->side, factor * form.side_m, &form, &rng);
    rig_sway_make(&d->front, factor * form.front_m, &form, &rng);
}

Result driver_open(Driver *d, const Figure *figure, const View *view, const DemoOptions *options,
                   const Script *script)
{
    REQUIRE(script->count > 0 && script->count <= SCRIPT_STEPS_MAX);
    memset(d, 0, sizeof *d);
    d->figure = figure;
    d->view = *view;
    d->seated = options->seated || options->wheelchair;
    d->script = *script;
    d->rng = rng_seed(options->seed * 40503u + 5);
    for (int i = 0; i < 3; i++) d->sway_phase[i] = rng_between(&d->rng, 0, 2 * PI_F);
    d->breath_phase = rng_between(&d->rng, 0, 2 * PI_F);
    d->blink_s = rng_between(&d->rng, 1, 4);
    d->step = -1;
    if (options->rig) make_sway(d, options);
    actor_init(&d->actor, figure, view, options, d->seated);
    for (int i = 0; i < script->count; i++) {
        ScriptStep *step = &d->script.step[i];
        if (step->act != ACT_MOCAP) continue;
        Result result = mocap_open(&d->clip[i], step->file);
        if (result != RESULT_OK) return result;
        if (step->seconds <= 0) step->seconds = (float)mocap_seconds(d->clip[i]);
    }
    return RESULT_OK;
}

void driver_close(Driver *d)
{
    for (int i = 0; i < SCRIPT_STEPS_MAX; i++) mocap_close(&d->clip[i]);
}

void driver_step(Driver *d, double now, const DemoAim *aim, Stance *stance, FigureJoints *joints)
{
    REQUIRE(now >= d->step_start);
    bool first = d->step < 0;
    for (int i = 0; i <= d->script.count && (d->step < 0 || now >= d->step_end - 1e-6); i++) {
        d->step_start = d->step < 0 ? 0 : d->step_end;
        d->step = (d->step + 1) % d->script.count;
        const ScriptStep *next = &d->script.step[d->step];
        bool alone = d->script.count == 1 && !has_an_end(next->act);
        d->step_end = alone ? 1e18 : d->step_start + next->seconds;
        d->from = d->last;
        d->from_joints = d->last_joints;
        d->from_recorded = d->recorded;
        actor_rest(&d->actor);
    }
    const ScriptStep *step = &d->script.step[d->step];
    float t = (float)(now - d->step_start);
    Stance s = base(d);
    act(d, step, t, now, aim, &s);
    d->recorded = d->clip[d->step] && !d->seated;
    if (d->recorded) mocap_joints(d->clip[d->step], d->figure, t, &s, joints);
    bool blend = !first && d->step_start > 0 && t < BLEND_S;
    bool any_recorded = d->recorded || d->from_recorded;
    float share = minimum_jerk(t / BLEND_S);
    if (blend) s = stance_mix(&d->from, &s, share);
    if (!d->recorded) figure_solve(d->figure, &s, joints);
    // While a recording begins or ends bones are a little short.
    if (blend && any_recorded) *joints = joints_mix(&d->from_joints, joints, share);
    blink(d, now, &s);
    d->last = s;
    d->last_joints = *joints;
    *stance = s;
}
