// SPDX-License-Identifier: MIT
// puppet.c: how the made-up player chooses, moves and stands.
#include "puppet.h"

#include "body/body_update.h"
#include "play/try_watch.h"

#include <stdlib.h>
#include <string.h>

#define PICTURE_WIDTH  650  // px; with puppet_child() the picture shows x 1.5-14.5, y 0-9
#define PICTURE_HEIGHT 450
#define LOOK_STEPS     24     // how often the eye corrects the aim of a hand
#define STEP_STEPS     50     // how often a foot is set anew
#define PALM_AL        0.12f  // middle of the palm beyond the wrist
#define FALL_STEPS     60     // how long a lost balance lasts
#define STEP_LIFT_LL   0.12f  // how high a stepping foot is carried
#define REACH_AL       1.05f  // farther from the shoulder than this, the trunk helps

static float outward(int side)
{
    return side == SIDE_RIGHT ? 1.0f : -1.0f;
}

PuppetSkill puppet_skill(float skill)
{
    return (PuppetSkill){ .reaction_steps = (uint32_t)mixf(40, 14, skill),
                          .lapses = clampf(mixf(0.3f, -0.035f, skill), 0, 1),
                          .speed = mixf(1.0f, 3.2f, skill),
                          .noise = mixf(0.22f, 0.04f, skill),
                          .timing_noise = mixf(16, 4, skill),
                          .sway = mixf(0.04f, 0.01f, skill),
                          .falls_per_s = mixf(0.20f, 0.01f, skill) };
}

Calibration puppet_child(bool seated)
{
    Calibration c = { .done = true,
                      .seated = seated,
                      .height = 6,
                      .arm = { 2, 2 },
                      .reach = { 1, 1 },
                      .shoulder_width = 1.2f,
                      .trunk = 1.8f,
                      .shoulder = { { 7.4f, 5 }, { 8.6f, 5 } },
                      .hip = { 8, 3.2f },
                      .stage_per_px = 0.02f,
                      .origin_px = { PICTURE_WIDTH / 2.0f, 412.5f },
                      .origin = { 8, 0.75f },
                      .view_low = { 1.5f, 0 },
                      .view_high = { 14.5f, 9 },
                      .noise = 0.01f };
    for (int side = 0; side < SIDE_COUNT; side++) {
        c.leg[side] = seated ? 0 : 2.5f;
        c.ankle_y[side] = seated ? 0 : 0.75f;
    }
    return c;
}

static float leg_length(const Puppet *p, int side)
{
    return p->size.leg[side] > 0 ? p->size.leg[side] : 0.4f * p->size.height;
}

// The middle joint of a two-bone limb from a to b, bent by `bend` of what it would be in the plane.
static Vec2 middle_joint(Vec2 a, Vec2 b, float first, float second, Vec2 toward, float bend)
{
    Vec2 along = vec2_sub(b, a);
    float far = clampf(vec2_length(along), fabsf(first - second) + 1e-3f, first + second);
    float share = (first * first - second * second + far * far) / (2 * far);
    float height = sqrtf(fmaxf(0, first * first - share * share));
    Vec2 unit = vec2_scale(along, 1 / fmaxf(vec2_length(along), 1e-3f));
    Vec2 normal = vec2(-unit.y, unit.x);
    if (vec2_dot(normal, toward) < 0) normal = vec2_scale(normal, -1);
    return vec2_add(vec2_add(a, vec2_scale(unit, share)), vec2_scale(normal, height * bend));
}

static Vec2 mid_shoulder(const Puppet *p, const PuppetPose *pose)
{
    float turn = pose->trunk_deg * (PI_F / 180);
    return vec2_add(pose->hips,
                    vec2(exact_sin(turn) * p->size.trunk, exact_cos(turn) * p->size.trunk));
}

static Vec2 shoulder_at(const Puppet *p, const PuppetPose *pose, int side)
{
    float turn = pose->trunk_deg * (PI_F / 180), half = outward(side) * p->size.shoulder_width / 2;
    return vec2_add(mid_shoulder(p, pose), vec2(exact_cos(turn) * half, -exact_sin(turn) * half));
}

static void place_arm(const Puppet *p, int side, Vec2 joint[LANDMARK_COUNT])
{
    float arm = p->size.arm[side], longest = 1.11f * arm;
    float reach = p->skill.reach[side];
    if (reach > 0 && reach < 1) longest = reach * arm;
    Vec2 shoulder = joint[LANDMARK_SHOULDER_LEFT + side], palm = p->pose.hand[side];
    Vec2 out = vec2_sub(palm, shoulder);
    if (vec2_length(out) > longest)
        palm = vec2_add(shoulder, vec2_scale(out, longest / vec2_length(out)));
    Vec2 elbow = middle_joint(shoulder, palm, 0.5f * arm, (0.5f + PALM_AL) * arm,
                              vec2(outward(side) * 0.3f, -1), 1);
    Vec2 fore = vec2_scale(vec2_sub(palm, elbow), 1 / fmaxf(vec2_distance(palm, elbow), 1e-3f));
    Vec2 across = vec2(-fore.y, fore.x);
    Vec2 knuckles = vec2_add(palm, vec2_scale(fore, PALM_AL * arm / 2));
    joint[LANDMARK_ELBOW_LEFT + side] = elbow;
    joint[LANDMARK_WRIST_LEFT + side] = vec2_sub(palm, vec2_scale(fore, PALM_AL * arm));
    joint[LANDMARK_INDEX_LEFT + side] = vec2_add(knuckles, vec2_scale(across, 0.03f * arm));
    joint[LANDMARK_PINKY_LEFT + side] = vec2_sub(knuckles, vec2_scale(across, 0.03f * arm));
    joint[LANDMARK_THUMB_LEFT + side] = vec2_add(palm, vec2_scale(across, 0.05f * arm));
}

static void place_leg(const Puppet *p, int side, Vec2 joint[LANDMARK_COUNT])
{
    float leg = leg_length(p, side), out = outward(side);
    Vec2 hip = joint[LANDMARK_HIP_LEFT + side], ankle = p->pose.ankle[side], knee;
    if (p->size.seated) {
        // The thigh points at the camera: the knee is seen a little below the hip.
        float lift = p->pose.knee[side] * p->size.trunk;
        knee = vec2(hip.x + out * 0.15f, p->home.hips.y - 0.25f + lift);
        ankle = vec2(knee.x, knee.y - leg / 2);
    } else {
        // Knees bend forwards mostly: half of the bend is seen.
        knee = middle_joint(hip, ankle, leg / 2, leg / 2, vec2(out, 0.2f), 0.5f);
    }
    joint[LANDMARK_KNEE_LEFT + side] = knee;
    joint[LANDMARK_ANKLE_LEFT + side] = ankle;
    joint[LANDMARK_HEEL_LEFT + side] =
        vec2(ankle.x - out * 0.005f * p->size.height, ankle.y - 0.035f * p->size.height);
    joint[LANDMARK_FOOT_INDEX_LEFT + side] =
        vec2(ankle.x + out * 0.025f * p->size.height, ankle.y - 0.05f * p->size.height);
}

static void place_head(const Puppet *p, Vec2 joint[LANDMARK_COUNT])
{
    float h = p->size.height;
    Vec2 neck = mid_shoulder(p, &p->pose);
    for (int i = LANDMARK_NOSE; i <= LANDMARK_MOUTH_RIGHT; i++)
        joint[i] = vec2(neck.x, neck.y + 0.13f * h);
    for (int s = 0; s < SIDE_COUNT; s++) {
        float out = outward(s);
        for (int i = 0; i < 3; i++)
            joint[(s ? LANDMARK_EYE_INNER_RIGHT : LANDMARK_EYE_INNER_LEFT) + i] =
                vec2(neck.x + out * (0.012f + 0.01f * (float)i) * h, neck.y + 0.145f * h);
        joint[LANDMARK_EAR_LEFT + s] = vec2(neck.x + out * 0.06f * h, neck.y + 0.135f * h);
        joint[LANDMARK_MOUTH_LEFT + s] = vec2(neck.x + out * 0.018f * h, neck.y + 0.105f * h);
    }
}

static bool left_out(unsigned without, int landmark)
{
    if (landmark < LANDMARK_ELBOW_LEFT || landmark == LANDMARK_HIP_LEFT ||
        landmark == LANDMARK_HIP_RIGHT)
        return false;
    int side = (landmark - LANDMARK_ELBOW_LEFT) % 2;
    int limb = (landmark < LANDMARK_HIP_LEFT ? LIMB_ARM_LEFT : LIMB_LEG_LEFT) + side;
    return without & 1u << limb;
}

void puppet_pose(const Puppet *p, uint32_t step, Pose *out, float trust[LANDMARK_COUNT])
{
    Vec2 joint[LANDMARK_COUNT];
    place_head(p, joint);
    for (int side = 0; side < SIDE_COUNT; side++) {
        float half = 0.5f * 0.7f * p->size.shoulder_width;
        joint[LANDMARK_SHOULDER_LEFT + side] = shoulder_at(p, &p->pose, side);
        joint[LANDMARK_HIP_LEFT + side] =
            vec2(p->pose.hips.x + outward(side) * half, p->pose.hips.y);
        place_arm(p, side, joint);
        place_leg(p, side, joint);
    }
    *out = (Pose){ .number = step + 1,
                   .width = PICTURE_WIDTH,
                   .height = PICTURE_HEIGHT,
                   .found = true,
                   .presence = 1 };
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        Vec2 at = image_from_stage(&p->size, PICTURE_WIDTH, PICTURE_HEIGHT, joint[i]);
        out->image[i] = (Vec3){ at.x, at.y, 0 };
        out->visibility[i] = 1;
        trust[i] = at.x > 0 && at.x < 1 && at.y > 0 && at.y < 1 && !left_out(p->without, i);
    }
}

void puppet_body(const Puppet *p, uint32_t step, Body *out)
{
    Pose pose;
    float trust[LANDMARK_COUNT];
    puppet_pose(p, step, &pose, trust);
    body_update(out, &pose, trust, &p->size);
}

void puppet_start(Puppet *p, const Calibration *size, PuppetSkill skill, uint64_t seed)
{
    memset(p, 0, sizeof *p);
    p->size = *size;
    p->skill = skill;
    p->rng = rng_seed(seed);
    p->home.hips = size->hip;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float out = outward(side);
        p->home.hand[side] = vec2(size->shoulder[side].x + out * 0.15f * size->arm[side],
                                  size->shoulder[side].y - 1.08f * size->arm[side]);
        p->home.ankle[side] =
            vec2(size->hip.x + out * 0.42f * size->shoulder_width, size->ankle_y[side]);
    }
    p->pose = p->home;
    Body body = { 0 };
    puppet_body(p, 0, &body);
    for (int side = 0; side < SIDE_COUNT; side++)
        p->foot_from_ankle[side] = vec2_sub(body.foot[side], p->home.ankle[side]);
}

static float spread(Puppet *p)
{
    return clampf(rng_normal(&p->rng), -2.5f, 2.5f);
}

static PuppetMemory *remember(Puppet *p, const GameTarget *t, uint32_t step)
{
    for (int i = 0; i < PUPPET_MEMORY_MAX; i++) {
        PuppetMemory *m = &p->memory[i];
        if (m->id == t->id && m->kind == t->kind && m->sides == t->sides && m->seen_step + 2 > step)
            return m;
    }
    PuppetMemory *m = &p->memory[p->memory_next++ % PUPPET_MEMORY_MAX];
    float late = 1 + 0.17f * spread(p), waits = (float)p->skill.reaction_steps * late;
    if (p->skill.lapses > 0 && rng_between(&p->rng, 0, 1) < p->skill.lapses)
        waits += rng_between(&p->rng, 40, 160);
    float right = spread(p), up = spread(p), timing = spread(p), sense = spread(p);
    *m = (PuppetMemory){ .id = t->id,
                         .kind = t->kind,
                         .sides = t->sides,
                         .ready_step = step + (uint32_t)waits,
                         .look_step = step,
                         .error = { right, up },
                         .late = p->skill.timing_noise * timing,
                         .sense = sense,
                         .side = -1 };
    return m;
}

// Looks again now and then: the error of the aim halves.
static Vec2 aim_error(Puppet *p, PuppetMemory *m, int side, uint32_t step)
{
    uint32_t every = m->kind == TARGET_FOOT ? STEP_STEPS : LOOK_STEPS;
    if (step >= m->ready_step && step - m->look_step >= every) {
        m->look_step = step;
        m->error = vec2_scale(m->error, 0.5f);
    }
    float size = p->skill.noise * p->size.arm[side] * (1 + p->skill.weakness[side]);
    return vec2_scale(m->error, size);
}

static float speed_of(const Puppet *p, int side)
{
    return p->skill.speed * p->size.arm[side] / GAME_STEPS_PER_SECOND /
           (1 + p->skill.weakness[side]);
}

static Vec2 towards(Vec2 from, Vec2 to, float fastest)
{
    Vec2 way = vec2_scale(vec2_sub(to, from), 0.22f);
    float length = vec2_length(way);
    if (length > fastest) way = vec2_scale(way, fastest / length);
    return vec2_add(from, way);
}

// Wishes of this step.
typedef struct Wish {
    PuppetPose goal;
    bool hand_taken[SIDE_COUNT], foot_taken[SIDE_COUNT], lifting[SIDE_COUNT];
    bool hips_taken, trunk_taken, still, balancing;
} Wish;

static void wish_hand(Puppet *p, Wish *w, const GameTarget *t, PuppetMemory *m, int side,
                      uint32_t step)
{
    Vec2 goal = vec2_add(t->at, aim_error(p, m, side, step));
    if (t->both) goal.x += outward(side) * 0.3f * t->radius;
    if (t->due_step) {
        // Waits just above, and comes down so as to be there in time.
        float far = vec2_distance(p->pose.hand[side], goal);
        float needs = far / speed_of(p, side) + 6;
        if ((float)step + needs < (float)t->due_step + m->late)
            goal = vec2(t->at.x, t->at.y + t->radius + 0.25f * p->size.arm[side]);
    }
    w->goal.hand[side] = goal;
    w->hand_taken[side] = true;
    // What the arm cannot reach, trunk and hips help with.
    Vec2 shoulder = shoulder_at(p, &p->home, side);
    float excess = vec2_distance(shoulder, goal) - REACH_AL * p->size.arm[side];
    if (excess <= 0 || w->trunk_taken) return;
    float to = goal.x > shoulder.x ? 1.0f : -1.0f;
    float lean = clampf(excess / p->size.trunk * (180 / PI_F) * 1.5f, 0, 28);
    if (fabsf(lean) > fabsf(w->goal.trunk_deg)) w->goal.trunk_deg = to * lean;
    if (!p->size.seated && !w->hips_taken) w->goal.hips.x = p->home.hips.x + to * 0.3f * excess;
}

static int choose_side(const Puppet *p, const GameTarget *t, const PuppetMemory *m,
                       const bool taken[SIDE_COUNT], const Vec2 limb[SIDE_COUNT])
{
    if (m->side >= 0 && !taken[m->side]) return m->side;
    int best = -1;
    float least = 1e9f;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!(t->sides & 1u << side) || taken[side]) continue;
        float cost = vec2_distance(limb[side], t->at) * (1 + p->skill.weakness[side]);
        if (cost >= least) continue;
        least = cost;
        best = side;
    }
    return best;
}

static void wish_limb(Puppet *p, Wish *w, const GameTarget *t, PuppetMemory *m, uint32_t step)
{
    if (t->kind == TARGET_HAND && t->both) {
        for (int side = 0; side < SIDE_COUNT; side++)
            if (!w->hand_taken[side]) wish_hand(p, w, t, m, side, step);
        return;
    }
    bool foot = t->kind != TARGET_HAND;
    m->side = choose_side(p, t, m, foot ? w->foot_taken : w->hand_taken,
                          foot ? p->pose.ankle : p->pose.hand);
    if (m->side < 0) return;
    int side = m->side;
    if (t->kind == TARGET_HAND) {
        wish_hand(p, w, t, m, side, step);
    } else if (t->kind == TARGET_FOOT) {
        Vec2 at = vec2_add(t->at, vec2_scale(aim_error(p, m, side, step), 1.5f));
        w->goal.ankle[side] = vec2_sub(at, p->foot_from_ankle[side]);
        // Only a foot that has landed is set anew.
        float off = fabsf(w->goal.ankle[side].x - p->pose.ankle[side].x);
        if (off > 0.05f * leg_length(p, side)) m->look_step = step;
        w->foot_taken[side] = true;
    } else {
        float lift = t->value + 0.04f;
        w->goal.ankle[side].y += lift * leg_length(p, side);
        w->goal.knee[side] = lift;
        w->foot_taken[side] = w->lifting[side] = true;
        w->balancing = true;
    }
}

static void wish(Puppet *p, Wish *w, const GameTarget *t, uint32_t step)
{
    PuppetMemory *m = remember(p, t, step);
    m->seen_step = step;
    if (step < m->ready_step || p->skill.refuse & 1u << t->kind) return;
    Vec2 error = aim_error(p, m, SIDE_LEFT, step);
    // How far the whole body leans is felt, not seen: that error stays.
    float misjudged = 2 * p->skill.noise * m->sense;
    switch (t->kind) {
    case TARGET_HAND:
    case TARGET_FOOT:
    case TARGET_LIFT: wish_limb(p, w, t, m, step); break;
    case TARGET_HIPS:
        w->goal.hips.x = t->at.x + 0.3f * error.x + misjudged * (t->at.x - p->home.hips.x);
        w->hips_taken = true;
        break;
    case TARGET_LEAN:
        w->goal.trunk_deg = t->value * (1 + misjudged) + 8 * error.x / p->size.trunk;
        w->trunk_taken = true;
        break;
    case TARGET_SQUAT:
        w->goal.hips.y = p->home.hips.y - t->value * leg_length(p, 0) + 0.3f * error.y;
        break;
    case TARGET_STILL: w->still = w->balancing = true; break;
    default: break;
    }
}

// Now and then the balance is lost: the foot goes down, or a small step to the side is made.
static void lose_balance(Puppet *p, Wish *w, uint32_t step)
{
    // The wider the feet stand, the safer.
    float wide = fabsf(p->pose.ankle[SIDE_RIGHT].x - p->pose.ankle[SIDE_LEFT].x);
    float risk = clampf(1.1f - 1.1f * wide / p->size.shoulder_width, 0.15f, 1);
    for (int side = 0; side < SIDE_COUNT; side++)
        if (w->lifting[side]) risk = 1;
    float chance = risk * p->skill.falls_per_s / GAME_STEPS_PER_SECOND;
    if (w->balancing && step >= p->fall_until && rng_between(&p->rng, 0, 1) < chance) {
        p->fall_until = step + FALL_STEPS;
        p->fall_side = rng_below(&p->rng, SIDE_COUNT);
    }
    if (step >= p->fall_until) return;
    for (int side = 0; side < SIDE_COUNT; side++)
        if (w->lifting[side]) {
            w->goal.ankle[side] = p->home.ankle[side];
            w->goal.knee[side] = 0;
        }
    if (w->still) {
        float out = outward(p->fall_side);
        w->goal.ankle[p->fall_side].x += out * 0.3f * leg_length(p, p->fall_side);
        w->goal.hips.x += out * 0.15f * leg_length(p, p->fall_side);
        w->goal.hand[p->fall_side].y += 0.4f * p->size.arm[p->fall_side];
        w->goal.trunk_deg += out * 15;
        w->still = false;
    }
}

static void move_foot(Puppet *p, const Wish *w, int side)
{
    Vec2 *ankle = &p->pose.ankle[side], goal = w->goal.ankle[side];
    float leg = leg_length(p, side), far = fabsf(goal.x - ankle->x);
    if (!w->lifting[side] && far > 0.06f * leg)
        goal.y = fmaxf(goal.y, p->home.ankle[side].y) + STEP_LIFT_LL * leg;
    *ankle = towards(*ankle, goal, 0.6f * speed_of(p, side));
    // The leg is only so long.
    Vec2 hip =
        vec2(p->pose.hips.x + outward(side) * 0.35f * p->size.shoulder_width, p->pose.hips.y);
    Vec2 out = vec2_sub(*ankle, hip);
    float longest = 1.12f * leg;
    if (!p->size.seated && vec2_length(out) > longest)
        *ankle = vec2_add(hip, vec2_scale(out, longest / vec2_length(out)));
}

static void move(Puppet *p, Wish *w)
{
    p->sway = 0.97f * p->sway + 0.243f * 0.2f * spread(p);
    Vec2 hips = w->goal.hips;
    if (!p->size.seated && !w->hips_taken) {
        // Over the standing foot while the other is up, else between the feet.
        float middle = (p->pose.ankle[SIDE_LEFT].x + p->pose.ankle[SIDE_RIGHT].x) / 2;
        hips.x += middle - p->home.hips.x;
        for (int side = 0; side < SIDE_COUNT; side++)
            if (w->lifting[side]) hips.x = p->pose.ankle[!side].x;
        if (w->still && fabsf(hips.x - middle) < 0.02f) hips.x = middle;
    }
    hips.x += 5 * p->sway * p->skill.sway * p->size.shoulder_width * (w->still ? 0.5f : 1);
    float fastest = 1.2f * p->size.arm[SIDE_LEFT] / GAME_STEPS_PER_SECOND;
    p->pose.hips = towards(p->pose.hips, hips, fastest);
    p->pose.trunk_deg += clampf(0.12f * (w->goal.trunk_deg - p->pose.trunk_deg), -1.2f, 1.2f);
    for (int side = 0; side < SIDE_COUNT; side++) {
        Vec2 carried = vec2_sub(p->pose.hips, p->home.hips);
        Vec2 hand = w->goal.hand[side];
        if (!w->hand_taken[side]) hand = vec2_add(hand, carried);
        p->pose.hand[side] = towards(p->pose.hand[side], hand, speed_of(p, side));
        p->pose.knee[side] +=
            clampf(0.2f * (w->goal.knee[side] - p->pose.knee[side]), -0.03f, 0.03f);
        move_foot(p, w, side);
    }
}

void puppet_step(Puppet *p, const GameOutput *seen, uint32_t step, Body *out)
{
    Wish w = { .goal = p->home };
    for (int i = 0; i < seen->target_count; i++) wish(p, &w, &seen->target[i], step);
    for (int side = 0; side < SIDE_COUNT; side++) {
        // Keeping still is keeping the place where one stands.
        if (w.still && !w.foot_taken[side]) w.goal.ankle[side] = p->pose.ankle[side];
        if (w.still && !w.foot_taken[side]) w.goal.ankle[side].y = p->home.ankle[side].y;
        if (w.still && !w.hand_taken[side])
            w.goal.hand[side] = vec2_sub(p->pose.hand[side], vec2_sub(p->pose.hips, p->home.hips));
        if (seen->target_count || w.hand_taken[side]) continue;
        // Nothing to do: the arms swing a little.
        float swing = exact_sin((float)step * 0.05f + (float)side * 2);
        w.goal.hand[side].x += outward(side) * 0.12f * p->size.arm[side] * (1 + swing);
        w.goal.hand[side].y += 0.1f * p->size.arm[side] * (1 + swing);
    }
    lose_balance(p, &w, step);
    move(p, &w);
    if (out) puppet_body(p, step, out);
}

// ---- a whole play ----

static void take(const GameOutput *out, PuppetResult *r)
{
    for (int i = 0; i < out->event_count; i++) {
        const GameEvent *e = &out->event[i];
        r->offers += e->event == EVENT_OFFER;
        r->hits += e->event == EVENT_HIT;
        r->misses += e->event == EVENT_MISS;
        if (e->event == EVENT_HIT && e->side >= 0) r->hits_by_side[e->side]++;
        if (e->event != EVENT_MEASURE) continue;
        r->measured[e->measure]++;
        r->last[e->measure] = e->value;
    }
}

static void allow(GameInput *in, const Profile *profile, int alternate)
{
    in->hands = profile_hands(profile, alternate);
    in->feet = profile_feet(profile, alternate);
    in->both = profile->hand == HAND_BOTH && in->hands == 3u;
}

PuppetResult puppet_play(const PuppetPlay *play)
{
    const Game *game = play->game;
    GameSetup setup = { .seed = play->seed,
                        .level = play->level,
                        .seconds = play->seconds,
                        .profile = { .hand = play->hand,
                                     .side_bias = play->side_bias > 0 ? play->side_bias : 0.5f,
                                     .posture = play->posture,
                                     .without = play->without,
                                     .sensory = sensory_preset(play->lively ? SENSORY_LIVELY
                                                                            : SENSORY_STANDARD) } };
    for (int k = 0; k < game->knob_count; k++)
        setup.knob[k] = play->knob ? play->knob[k] : game->level[play->level - 1][k];
    Calibration size = puppet_child(profile_is_seated(&setup.profile));
    Puppet puppet;
    puppet_start(&puppet, &size, play->skill, play->seed * 7919 + 3);
    puppet.without = play->without;
    Body now = { 0 }, before;
    puppet_body(&puppet, 0, &now);
    before = now;
    GameOutput out = { 0 };
    GameInput in = {
        .setup = &setup, .size = &size, .body = &now, .body_before = &before, .knob = setup.knob
    };
    for (int side = 0; side < SIDE_COUNT; side++)
        in.reach[side] = play->skill.reach[side] > 0 ? play->skill.reach[side] : 1;
    allow(&in, &setup.profile, 0);
    PuppetResult result = { 0 };
    void *state = calloc(1, game->state_size);
    REQUIRE(state);
    game->start(state, &in);
    int missed = 0, alternate = 0;
    TryWatch tries = { 0 };
    for (uint32_t step = 0; step < play->seconds * GAME_STEPS_PER_SECOND && !out.finished; step++) {
        before = now;
        puppet_step(&puppet, &out, step, &now);
        if (play->cheat) {
            play->cheat(&puppet, &out, step);
            puppet_body(&puppet, step, &now);
        }
        in.step = step;
        bool pressed = play->key_every && step % play->key_every == play->key_every - 1;
        in.commands = pressed ? 1u << play->key : 0;
        if (pressed && game->role == ROLE_PLAY) try_watch_key(&tries, play->key);
        if (tries.again && try_watch_turn(&tries) >= 0) alternate = try_watch_turn(&tries);
        allow(&in, &setup.profile, alternate);
        in.withdraw = tries.withdraw;
        in.again = tries.again;
        in.sure = play->always_sure || (missed >= 2 && !play->lock_sure) || tries.helping;
        memset(&out, 0, sizeof out);
        game->step(state, &in, &out);
        GameEvent told[TRIES_KEPT + 2];
        try_watch_step(&tries, &out, alternate, told);
        if (play->watch) play->watch(play->user, &in, &out);
        if (play->draw) play->draw(play->user, state, &in);
        for (int i = 0; i < out.event_count; i++) {
            if (out.event[i].event == EVENT_MISS) missed++;
            if (out.event[i].event != EVENT_HIT) continue;
            missed = 0;
            if (out.event[i].side >= 0) alternate = !out.event[i].side;
        }
        take(&out, &result);
        result.steps = step + 1;
    }
    free(state);
    return result;
}
