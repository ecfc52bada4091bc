// SPDX-License-Identifier: MIT
// monster_mirror.c: a friendly monster strikes a pose; the child copies it with arms, trunk and
// legs. Trains praxis, imitation and range of motion. A pose not found is followed by another.
#include "games/arcs/monster_mirror_arc.h"

enum { KNOB_JOINTS, KNOB_TOLERANCE, KNOB_STAY, KNOB_HOLD, KNOB_MEMORY, KNOB_MIRROR };
enum { MEASURE_MATCH, MEASURE_ERROR, MEASURE_TIME, MEASURE_RAISE };

#define JOY_STEPS      80     // after a pose: time to be pleased
#define LOOK_STEPS     180    // how long a pose is shown before it has to be remembered
#define PALM_AL        0.12f  // middle of the palm beyond the wrist
#define ELBOW_SHARE    1.4f   // of the tolerance
#define TRUNK_SHARE    0.67f
#define SHORT_ARM      0.22f  // a straight upper arm is 0.5 AL; shorter points at us
#define FOOT_NOISE_LL  0.05f  // a foot that rose less than this stands on the ground
#define SURE_JOINTS    2
#define TOLERANCE_MAX  40  // degrees; more, and hanging arms would do for a penguin
#define UPPER_MAX_AL   0.68f
#define POSES_TRIED    24
#define STRAIGHT_REACH 1.05f  // of the arm: where the hands are invited to
#define BENT_REACH     0.92f
#define STRAIGHT_MIN   0.85f  // a hand with a shorter reach is not asked for a straight arm
#define HANDS_NEED     4      // poses up to here are made by the arms alone
#define IDS_PER_TRY    6      // the try and its targets: two hands, lean, lift, squat

// The joints that a pose may ask for, in the order in which levels add them.
typedef enum Joint {
    JOINT_SHOULDER_LEFT,
    JOINT_SHOULDER_RIGHT,
    JOINT_ELBOW_LEFT,
    JOINT_ELBOW_RIGHT,
    JOINT_TRUNK,
    JOINT_LEG_LEFT,
    JOINT_LEG_RIGHT,
    JOINT_KNEES,
    JOINT_COUNT
} Joint;

// Degrees. Shoulder 0 hangs, 90 points out, 180 up; an elbow bends on in that turn, or back if
// negative. Written for a lead on the right; a pose led by the left is its mirror image.
typedef struct MonsterPose {
    int need;  // so many joints it takes to tell this pose from another
    float shoulder_lead, shoulder_other, elbow_lead, elbow_other;
    float lean;         // of the trunk, + to the lead side
    float lift, squat;  // of the lead foot and of the hips, leg lengths
} MonsterPose;

static const MonsterPose pose_list[] = {
    { 2, 90, 90, 0, 0, 0, 0, 0 },         // wide like a scarecrow
    { 2, 135, 135, 0, 0, 0, 0, 0 },       // hooray
    { 2, 165, 90, 0, 0, 0, 0, 0 },        // one up, one out
    { 2, 135, 45, 0, 0, 0, 0, 0 },        // aeroplane
    { 2, 60, 60, 0, 0, 0, 0, 0 },         // penguin
    { 3, 90, 90, 90, 0, 0, 0, 0 },        // waving
    { 3, 50, 130, -95, 0, 0, 0, 0 },      // teapot
    { 4, 90, 90, 90, 90, 0, 0, 0 },       // cactus
    { 4, 130, 130, 90, 90, 0, 0, 0 },     // hands on the head
    { 4, 50, 50, -95, -95, 0, 0, 0 },     // hands on the hips
    { 4, 50, 90, -95, 90, 0, 0, 0 },      // one on the hip, one up
    { 5, 120, 50, 0, 0, 15, 0, 0 },       // leaning aeroplane
    { 5, 140, 50, 0, -95, 12, 0, 0 },     // leaning teapot
    { 6, 90, 90, 0, 0, 0, 0.15f, 0 },     // stork
    { 6, 135, 90, 0, 90, 0, 0.15f, 0 },   // dancing cactus
    { 8, 90, 90, 90, 90, 0, 0, 0.12f },   // strong frog
    { 8, 130, 50, 0, -95, 0, 0, 0.12f },  // archer frog
};
#define POSES ((int)(sizeof pose_list / sizeof *pose_list))

typedef enum Phase { PHASE_REST, PHASE_LOOK, PHASE_HIDE, PHASE_COPY, PHASE_JOY } Phase;

typedef struct Mirror {
    GameTries tries;
    GameTry try;
    GamePhase phase;
    int32_t pose, lead, last_pose;
    uint32_t hold_steps, matched_since;  // how long to hold it; when the hold began
    uint32_t hands, active, matched;     // bits 1 << Side; 1 << Joint: asked for; matching now
    float held, tolerance;               // steps; degrees
    float best_share, best_error;
    float raise[SIDE_COUNT], bend[SIDE_COUNT];  // bend: of the elbow at least, for a short reach
    int32_t remember;
    float upper[SIDE_COUNT];  // the longest upper arm seen: the calibrated arm is often too short
    int32_t fresh;            //  since it was shown the child was not in this pose
} Mirror;

static float shoulder_goal(const Mirror *m, int side)
{
    const MonsterPose *p = &pose_list[m->pose];
    return side == m->lead ? p->shoulder_lead : p->shoulder_other;
}

// The least bend at which the palm is as near to its shoulder as this hand's reach asks for.
static float least_bend(float reach)
{
    const float fore = 0.5f + PALM_AL;
    float far = reach * (0.5f + fore);
    if (reach >= STRAIGHT_MIN) return 0;
    return DEGREES * exact_acos(clampf((far * far - 0.25f - fore * fore) / fore, -1, 1));
}

static float elbow_goal(const Mirror *m, int side)
{
    const MonsterPose *p = &pose_list[m->pose];
    float goal = side == m->lead ? p->elbow_lead : p->elbow_other;
    return fabsf(goal) >= m->bend[side] ? goal : goal < 0 ? -m->bend[side] : m->bend[side];
}

static float lean_goal(const Mirror *m)
{
    bool leans = m->active & 1u << JOINT_TRUNK;
    return leans ? game_outward(m->lead) * pose_list[m->pose].lean : 0;
}

// How far a limb has turned outwards from hanging along the trunk, -180..180 degrees.
static float turned_out(Vec2 limb, Vec2 up, int side)
{
    float along = -vec2_dot(limb, up);
    float across = vec2_dot(limb, vec2(up.y, -up.x)) * game_outward(side);
    return DEGREES * exact_atan2(across, along);
}

static float arm_error(const Mirror *m, const GameInput *in, int side, bool elbow)
{
    const Body *b = in->body;
    Vec2 shoulder = b->joint[LANDMARK_SHOULDER_LEFT + side];
    Vec2 joint = b->joint[LANDMARK_ELBOW_LEFT + side];
    Vec2 upper = vec2_sub(joint, shoulder);
    Vec2 fore = vec2_sub(b->joint[LANDMARK_WRIST_LEFT + side], joint);
    Vec2 up = vec2_sub(b->shoulders, b->hips);
    float trust = b->value_trust[(elbow ? BODY_ELBOW_BEND_LEFT : BODY_ARM_RAISE_LEFT) + side];
    // Cheat: an arm that points at the camera has any angle one likes in the picture.
    if (trust < BODY_TRUST_MIN || vec2_length(upper) < SHORT_ARM * in->size->arm[side]) return 180;
    // Cheat: leaning the trunk instead of raising the arm. The arm is measured from the trunk.
    float raised = turned_out(upper, up, side);
    if (!elbow) return fabsf(remainderf(raised - shoulder_goal(m, side), 360));
    float bend = remainderf(turned_out(fore, up, side) - raised, 360);
    return fabsf(remainderf(bend - elbow_goal(m, side), 360));
}

// The thigh's angle when the foot rises, or the hips drop, by so many leg lengths: half of the leg.
static float thigh_angle(float share, float thigh)
{
    return share < FOOT_NOISE_LL ? 0 : DEGREES * exact_acos(clampf(1 - share / thigh, -1, 1));
}

static float joint_error(const Mirror *m, const GameInput *in, Joint joint)
{
    const Body *b = in->body;
    const MonsterPose *p = &pose_list[m->pose];
    if (joint <= JOINT_ELBOW_RIGHT) return arm_error(m, in, joint % 2, joint >= JOINT_ELBOW_LEFT);
    int leg = joint == JOINT_LEG_RIGHT ? SIDE_RIGHT : SIDE_LEFT;
    BodyValue which = joint == JOINT_TRUNK   ? BODY_TRUNK_LEAN
                      : joint == JOINT_KNEES ? BODY_HIP_DROP
                                             : BODY_FOOT_LIFT_LEFT + leg;
    float value = b->value[which];
    if (!body_knows(b, which)) return 180;
    if (joint == JOINT_TRUNK) return fabsf(value - lean_goal(m));
    if (joint == JOINT_KNEES) return fabsf(thigh_angle(value, 1) - thigh_angle(p->squat, 1));
    return fabsf(thigh_angle(value, 0.5f) - thigh_angle(leg == m->lead ? p->lift : 0, 0.5f));
}

// Whether this child's posture, limbs and hand rule allow it. Where the elbow must bend for a short
// reach, how far is not judged; where a leg is left out, nobody stands on the other one alone.
static bool may_ask(const Mirror *m, const GameInput *in, int joint)
{
    if (joint <= JOINT_SHOULDER_RIGHT) return m->hands & 1u << joint;
    if (joint <= JOINT_ELBOW_RIGHT) return (m->hands & 1u << joint % 2) && m->bend[joint % 2] <= 0;
    return joint == JOINT_LEG_LEFT || joint == JOINT_LEG_RIGHT ? game_both_legs(in)
                                                               : !in->size->seated;
}

// The first `count` joints that may be asked for.
static uint32_t active_joints(const Mirror *m, const GameInput *in, int count)
{
    uint32_t active = 0;
    for (int i = 0, found = 0; i < JOINT_COUNT && found < count; i++) {
        // The shoulders first; of elbows and legs the lead's first.
        int joint = i;
        bool elbow = i == JOINT_ELBOW_LEFT || i == JOINT_ELBOW_RIGHT;
        bool leg = i == JOINT_LEG_LEFT || i == JOINT_LEG_RIGHT;
        if (m->lead && elbow) joint = JOINT_ELBOW_LEFT + JOINT_ELBOW_RIGHT - i;
        if (m->lead && leg) joint = JOINT_LEG_LEFT + JOINT_LEG_RIGHT - i;
        if (!may_ask(m, in, joint)) continue;
        active |= 1u << joint;
        found++;
    }
    return active;
}

// Which joints match now.
static void judge(Mirror *m, const GameInput *in)
{
    int count = 0, matched = 0;
    float sum = 0;
    m->matched = 0;
    for (int j = 0; j < JOINT_COUNT; j++) {
        if (!(m->active & 1u << j)) continue;
        float error = in->body->seen ? joint_error(m, in, (Joint)j) : 180;
        count++;
        sum += fminf(error, 90);
        // Elbows bend towards the camera too, so the picture shows them half as exactly; trunks
        // move less.
        bool elbow = j == JOINT_ELBOW_LEFT || j == JOINT_ELBOW_RIGHT;
        float share = elbow ? ELBOW_SHARE : j == JOINT_TRUNK ? TRUNK_SHARE : 1;
        if (error > share * m->tolerance) continue;
        matched++;
        m->matched |= 1u << j;
    }
    // Cheat: keeping the pose from behind the curtain instead of remembering it. It must be left.
    if (in->body->seen && m->matched != m->active) m->fresh = 1;
    if (m->phase.now != PHASE_COPY || !m->fresh) return;
    m->best_share = fmaxf(m->best_share, (float)matched / (float)count);
    m->best_error = fminf(m->best_error, sum / (float)count);
}

// The challenge adds or drops joints of the arms alone, by chance one more for a knob in between.
static int joints_asked(Mirror *m, const GameInput *in)
{
    float chosen = in->setup->knob[KNOB_JOINTS], now = fminf(in->knob[KNOB_JOINTS], HANDS_NEED);
    if (in->sure) return SURE_JOINTS;
    if (chosen > HANDS_NEED) now = chosen;
    return (int)now + (rng_between(&m->tries.rng, 0, 1) < now - floorf(now));
}

// Whether this pose can be asked for now. It becomes the one that is judged.
static bool suits(Mirror *m, const GameInput *in, int need, int pose)
{
    const MonsterPose *p = &pose_list[pose];
    bool fits = p->need <= need && (in->sure || p->need >= need / 2);
    bool stands = p->lift <= 0 || game_both_legs(in);
    // "Both together" means both arms do the same.
    bool alike = p->shoulder_lead == p->shoulder_other && p->elbow_lead == p->elbow_other;
    if (!fits || !stands || (in->both && !alike) || pose == m->last_pose) return false;
    // Cheat: standing in one pose until it comes. It never comes to one who is in it already.
    m->pose = pose;
    judge(m, in);
    return m->matched != m->active;
}

static void choose_pose(Mirror *m, const GameInput *in, int joints)
{
    int need = in->size->seated && joints > HANDS_NEED ? HANDS_NEED : joints;
    for (int i = 0; i < POSES_TRIED; i++)
        if (suits(m, in, need, rng_below(&m->tries.rng, POSES))) return;
    for (int pose = 0; pose < POSES; pose++)
        if (suits(m, in, need, pose)) return;
}

static void offer(Mirror *m, const GameInput *in, GameOutput *out)
{
    game_dice(in, &m->tries);
    int joints = joints_asked(m, in);
    m->hands = in->hands;
    m->lead = (int32_t)game_only_side(in->hands, game_side(in, &m->tries.rng));
    for (int side = 0; side < SIDE_COUNT; side++) m->bend[side] = least_bend(in->reach[side]);
    m->active = active_joints(m, in, joints);
    m->tolerance = fminf(in->knob[KNOB_TOLERANCE] * game_ease(in, 1, 1.3f), TOLERANCE_MAX);
    if (!in->again) choose_pose(m, in, joints);
    m->last_pose = m->pose;
    float stay_s = in->knob[KNOB_STAY] / game_pace(in) * game_ease(in, 1, 1.5f);
    float hold_s = fmaxf(0.4f, game_ease(in, in->knob[KNOB_HOLD], 0.4f));
    m->hold_steps = game_steps(hold_s);
    m->remember = in->knob[KNOB_MEMORY] > 0.05f && !in->sure;
    m->fresh = !m->remember;
    game_enter(in, &m->phase, m->remember ? PHASE_LOOK : PHASE_COPY);
    m->matched = 0;
    m->held = m->best_share = 0;
    m->best_error = 180;
    m->raise[SIDE_LEFT] = m->raise[SIDE_RIGHT] = 0;
    game_offer(in, out, &m->tries, &m->try, -1, in->body->shoulders, stay_s + hold_s);
    m->tries.ids += IDS_PER_TRY - 1;
    if (m->remember) out->say = "monster_look";
}

static void watch(Mirror *m, const GameInput *in)
{
    judge(m, in);
    for (int side = 0; side < SIDE_COUNT; side++)
        if ((m->hands & 1u << side) && body_knows(in->body, BODY_ARM_RAISE_LEFT + side))
            m->raise[side] = fmaxf(m->raise[side], in->body->value[BODY_ARM_RAISE_LEFT + side]);
    // Cheat: waving the arms through every pose. It must be held; a tremble takes a little back.
    if (m->matched == m->active && m->fresh) {
        if (m->held <= 0) m->matched_since = in->step;
        m->held += 1;
    } else {
        m->held = fmaxf(0, m->held - 2);
    }
}

static void finish(Mirror *m, const GameInput *in, GameOutput *out, bool hit)
{
    int side = m->hands != 3u ? m->lead : -1;
    game_measure(out, MEASURE_MATCH, side, 100 * (hit ? 1 : m->best_share));
    if (m->best_error < 90) game_measure(out, MEASURE_ERROR, side, m->best_error);
    for (int s = 0; s < SIDE_COUNT; s++)
        if (m->hands & 1u << s) game_measure(out, MEASURE_RAISE, s, m->raise[s]);
    if (hit) {
        float seconds = game_seconds(m->matched_since - m->phase.since_step);
        game_measure(out, MEASURE_TIME, side, seconds);
        game_hit(out, &m->tries, &m->try, side, in->body->shoulders, seconds);
        if (m->tries.streak % 4 == 1) out->say = "monster_same";
    } else {
        game_miss(out, &m->tries, &m->try, in->body->shoulders);
        if (m->tries.misses % 3 == 1) out->say = "wonderful_try";
    }
    game_enter(in, &m->phase, hit ? PHASE_JOY : PHASE_REST);
}

// ---- where the limbs of a pose lie ----

typedef struct Frame {
    Vec2 hips, up;  // of the trunk, unit
    float trunk, half_width, arm;
} Frame;

static Vec2 turned(const Frame *f, int side, float angle, float length)
{
    float a = angle * RADIANS;
    float out = game_outward(side) * exact_sin(a) * length;
    return vec2_add(vec2(f->up.y * out, -f->up.x * out), vec2_scale(f->up, -exact_cos(a) * length));
}

// The pose of the child's arm on `own` side, as the arm on `side` of the frame.
static void arm_of(const Mirror *m, const Frame *f, int own, int side, Vec2 at[3])
{
    float upper = shoulder_goal(m, own), fore = upper + elbow_goal(m, own);
    Vec2 neck = vec2_add(f->hips, vec2_scale(f->up, f->trunk));
    at[0] = vec2_add(neck, turned(f, side, 90, f->half_width));
    at[1] = vec2_add(at[0], turned(f, side, upper, 0.5f * f->arm));
    at[2] = vec2_add(at[1], turned(f, side, fore, (0.5f + PALM_AL) * f->arm));
}

// The pose over the place where the child is now.
static Frame child_frame(const Mirror *m, const GameInput *in)
{
    const Calibration *c = in->size;
    bool seen = in->body->seen && body_sees_pair(in->body, LANDMARK_HIP_LEFT);
    float lean = lean_goal(m) * RADIANS;
    return (Frame){ .hips = seen ? in->body->hips : c->hip,
                    .up = vec2(exact_sin(lean), exact_cos(lean)),
                    .trunk = c->trunk,
                    .half_width = c->shoulder_width / 2,
                    .arm = m->upper[SIDE_LEFT] + m->upper[SIDE_RIGHT] };
}

static void invite_body(const GameInput *in, GameOutput *out, int id, TargetKind kind, Vec2 at,
                        float value, unsigned sides)
{
    game_invite(out, id, kind, game_in_view(in, at, 0), 0.3f, sides)->value = value;
}

static void invite(const Mirror *m, const GameInput *in, GameOutput *out)
{
    const MonsterPose *p = &pose_list[m->pose];
    const Body *b = in->body;
    Frame f = child_frame(m, in);
    // First how the trunk should be, also where it is not judged: then nobody bends for a long arm.
    invite_body(in, out, m->try.id + 3, TARGET_LEAN, b->shoulders, lean_goal(m), 3u);
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!(m->hands & 1u << side)) continue;
        Vec2 at[3];
        arm_of(m, &f, side, side, at);
        // A straight arm is asked a little farther than it is long; a bent one looks shorter.
        float stretch = fabsf(elbow_goal(m, side)) < 10 ? STRAIGHT_REACH : BENT_REACH;
        float radius = f.arm * exact_sin(m->tolerance * RADIANS);
        float far = vec2_distance(at[2], at[0]), most = in->reach[side] * f.arm + radius;
        stretch = fminf(stretch, most / far);
        at[2] = vec2_add(at[0], vec2_scale(vec2_sub(at[2], at[0]), stretch));
        game_invite(out, m->try.id + 1 + side, TARGET_HAND, game_in_view(in, at[2], 0), radius,
                    1u << side);
    }
    if (p->lift > 0 && (m->active & 1u << (JOINT_LEG_LEFT + m->lead)))
        invite_body(in, out, m->try.id + 4, TARGET_LIFT, b->foot[m->lead], p->lift, 1u << m->lead);
    if (p->squat > 0 && (m->active & 1u << JOINT_KNEES))
        invite_body(in, out, m->try.id + 5, TARGET_SQUAT, b->hips, p->squat, 3u);
}

static void measure_arms(Mirror *m, const GameInput *in)
{
    const Body *b = in->body;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float arm = in->size->arm[side];
        Vec2 shoulder = b->joint[LANDMARK_SHOULDER_LEFT + side];
        bool sure = b->seen && body_knows(b, BODY_ARM_RAISE_LEFT + side);
        float length = sure ? vec2_distance(shoulder, b->joint[LANDMARK_ELBOW_LEFT + side]) : 0;
        if (length > m->upper[side]) m->upper[side] = mixf(m->upper[side], length, 0.015f);
        m->upper[side] = clampf(m->upper[side], 0.5f * arm, UPPER_MAX_AL * arm);
    }
}

static void start(void *state, const GameInput *first)
{
    Mirror *m = state;
    game_tries_start(&m->tries, first);
    m->last_pose = -1;
}

static void step(void *state, const GameInput *in, GameOutput *out)
{
    Mirror *m = state;
    measure_arms(m, in);
    if (game_withdrawn(in, &m->try)) game_enter(in, &m->phase, PHASE_REST);
    uint32_t age = game_since(in, m->phase.since_step);
    bool found = false;
    switch ((Phase)m->phase.now) {
    case PHASE_REST:
        if (age >= JOY_STEPS / 2) offer(m, in, out);
        break;
    case PHASE_JOY:
        if (age >= JOY_STEPS) offer(m, in, out);
        break;
    case PHASE_LOOK: game_then(in, &m->phase, LOOK_STEPS, PHASE_HIDE); break;
    case PHASE_HIDE:
        judge(m, in);
        if ((float)age < in->knob[KNOB_MEMORY] * GAME_STEPS_PER_SECOND) break;
        game_enter(in, &m->phase, PHASE_COPY);
        game_cue(out, CUE_READY, vec2(8, 5), 0);
        out->say = "monster_now";
        break;
    case PHASE_COPY:
        watch(m, in);
        found = m->held >= (float)m->hold_steps;
        if (found || age >= m->try.stay_steps) finish(m, in, out, found);
        break;
    }
    if (m->phase.now == PHASE_COPY) invite(m, in, out);
}

// ---- drawing ----

static const Color good = { 0.10f, 0.68f, 0.48f, 0.80f };
static const Color ink = { 0.16f, 0.13f, 0.30f, 1 };
static const Color ghost = { 1, 1, 1, 0.50f };

static void draw_monster(const Mirror *m, const GameInput *in, Canvas *canvas)
{
    const MonsterPose *p = &pose_list[m->pose];
    bool posing = m->phase.now == PHASE_LOOK || (m->phase.now == PHASE_COPY && !m->remember);
    bool joy = m->phase.now == PHASE_JOY;
    // As in a mirror the monster's limb is on the child's own side; turned round, it is the other.
    bool mirrored = in->knob[KNOB_MIRROR] >= 0.5f;
    float bob = 0.09f * game_wave(in, 0.05f, 0);
    Monster f = { .kind = MONSTER_VIOLET, .size = 1, .alpha = 1, .laughs = joy, .floor_y = 0.75f };
    if (posing) f.lean = (mirrored ? 1 : -1) * lean_goal(m) * RADIANS;
    if (posing) f.drop = 2.2f * p->squat;
    f.hips = vec2(3.0f, 2.35f - f.drop + bob);
    for (int side = 0; side < SIDE_COUNT; side++) {
        int own = mirrored ? side : !side;
        float hangs = joy ? 150 + 12 * exact_sin((float)in->step * 0.2f) : 18;
        bool posed = posing && (m->hands & 1u << own);
        float upper = posed ? shoulder_goal(m, own) : hangs;
        monster_arm(&f, side, upper, posed ? upper + elbow_goal(m, own) : hangs);
        if (posing && own == m->lead) f.lift[side] = 3.2f * p->lift;
    }
    monster_draw(canvas, &f);
}

// The pose as a pale shape over the child, which fills part by part.
// Where a limb should be: pale with dark sides, green once it is there. The child is seen through.
static void draw_guide(Canvas *canvas, Vec2 from, Vec2 to, float width, float width_to,
                       bool matched)
{
    Vec2 along = vec2_sub(to, from);
    Vec2 out = vec2_scale(vec2(-along.y, along.x), 0.5f / fmaxf(0.01f, vec2_length(along)));
    canvas_limb(canvas, from, to, width, width_to, matched ? good : ghost);
    for (int side = -1; side <= 1; side += 2)
        canvas_limb(canvas, vec2_add(from, vec2_scale(out, (float)side * width)),
                    vec2_add(to, vec2_scale(out, (float)side * width_to)), 0.07f, 0.07f, ink);
}

static void draw_silhouette(const Mirror *m, const GameInput *in, Canvas *canvas)
{
    Frame f = child_frame(m, in);
    bool shown = !m->remember && in->knob[KNOB_MIRROR] >= 0.5f;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (!(m->hands & 1u << side)) continue;
        unsigned shoulder = 1u << (JOINT_SHOULDER_LEFT + side), elbow = shoulder << 2;
        Vec2 at[3];
        arm_of(m, &f, side, side, at);
        for (int part = 0; part < 2; part++) {
            // A forearm that is not asked for goes with its upper arm.
            bool matched = m->matched & (part && m->active & elbow ? elbow : shoulder);
            if (!matched && !shown) continue;
            draw_guide(canvas, at[part], at[part + 1], 0.34f * f.arm, 0.30f * f.arm, matched);
        }
        if (m->matched & shoulder) canvas_picture(canvas, "star", at[2], 0.6f, 1);
    }
    bool upright = m->matched & 1u << JOINT_TRUNK;
    if (m->active & 1u << JOINT_TRUNK && (shown || upright))
        draw_guide(canvas, f.hips, vec2_add(f.hips, vec2_scale(f.up, 0.85f * f.trunk)),
                   0.30f * f.arm, 0.38f * f.arm, upright);
    for (int side = 0; side < SIDE_COUNT; side++) {
        int joint = JOINT_LEG_LEFT + side;
        if (!(m->active & 1u << joint)) continue;
        bool up = side == m->lead && pose_list[m->pose].lift > 0;
        Vec2 foot = in->body->foot[side];
        if (up && shown)
            canvas_picture(canvas, "icon_arrow_up",
                           vec2(foot.x + 0.7f * game_outward(side), foot.y), 0.8f, 1);
        if (m->matched & 1u << joint) canvas_ring(canvas, foot, 0.36f, 0.09f, good);
    }
}

static void draw(const void *state, const GameInput *in, Canvas *canvas)
{
    const Mirror *m = state;
    canvas_background(canvas, "monster_room");
    draw_monster(m, in, canvas);
    if (m->phase.now == PHASE_HIDE || (m->phase.now == PHASE_COPY && m->remember)) {
        float closed = m->phase.now == PHASE_HIDE ? game_phase_share(in, &m->phase, 30) : 1;
        canvas_picture(canvas, "curtain", vec2(3.0f, 3.5f + 6.5f * (1 - closed)), 6.4f, 1);
    }
    if (m->phase.now == PHASE_COPY) {
        draw_silhouette(m, in, canvas);
        game_gauge(canvas, "star", vec2(13.4f, 4.6f), 0.9f,
                   game_part((uint32_t)m->held, m->hold_steps));
    }
    const char *word = m->phase.now == PHASE_LOOK   ? "Look!"
                       : m->phase.now == PHASE_HIDE ? "Arms down"
                                                    : "";
    if (m->phase.now == PHASE_COPY && game_since(in, m->phase.since_step) < 90) word = "Now you!";
    if (*word) canvas_text(canvas, vec2(8, 8.1f), 0.7f, ink, "%s", word);
    if (m->phase.now != PHASE_JOY) return;
    for (int i = 0; i < 6; i++) {
        float grown = game_phase_share(in, &m->phase, 40), turn = (float)i * PI_F / 3 + 0.4f;
        Vec2 at = vec2_add(in->body->shoulders,
                           vec2(exact_cos(turn) * 2.6f * grown, exact_sin(turn) * 2.0f * grown));
        Color fading = { 1, 1, 1, 1 - game_phase_share(in, &m->phase, JOY_STEPS) };
        canvas_image(canvas, "star", at, 0.7f, turn, fading);
    }
}

static unsigned care(const Profile *profile, const float knob[GAME_KNOBS_MAX])
{
    bool legs = knob[KNOB_JOINTS] > HANDS_NEED && !(profile->without & LIMBS_LEGS);
    return legs && !profile_is_seated(profile) ? 1u << CARE_ONE_LEG : 0;
}

// Levels: joints and tolerance as in the therapy table. Beyond the arms' four joints the challenge
// adds none: a sixth may ask for a lifted leg, and the base of support is the therapist's.
const Game game_monster_mirror = {
    .id = "monster_mirror",
    .title = "Monster Mirror",
    .card = { .feet = { 0.25f, -0.40f },
              .height = 0.60f,
              .upper = { 80, 80 },
              .fore = { 160, 160 },
              .thigh = { 3, 3 },
              .shank = { -2, -2 } },
    .trains = "praxis, imitation and range of motion; arms, then trunk and legs",
    .invite = "Stand just like the monster",
    .version = 3,
    .state_size = sizeof(Mirror),
    .knob_count = 6,
    .knobs = { [KNOB_JOINTS] = { "joints", "", "joints that must match", 2, 8, 4 },
               [KNOB_TOLERANCE] = { "tolerance", "deg", "how exactly they must match", 8, 40, 20 },
               [KNOB_STAY] = { "stay", "s", "time to find the pose", 2, 20, 9 },
               [KNOB_HOLD] = { "hold", "s", "how long to hold it", 0.4f, 4, 1 },
               [KNOB_MEMORY] = { "memory", "s", "hidden before it is copied; 0 never", 0, 5, 0 },
               [KNOB_MIRROR] = { "mirror", "", "1 as in a mirror, 0 turned round", 0, 1, 1 } },
    .level = { { 2, 30, 8, 0.4f, 0, 1 },
               { 3, 25, 7, 0.6f, 0, 1 },
               { 4, 20, 6, 1, 0, 1 },
               { 6, 17, 5, 2, 0, 1 },
               { 8, 15, 4, 2, 2, 1 } },
    .ladder_count = 4,
    .ladder = { KNOB_TOLERANCE, KNOB_JOINTS, KNOB_STAY, KNOB_HOLD },
    .measure_count = 4,
    .measures = { [MEASURE_MATCH] = { "pose_match", "%", "joints matched at best", STAT_MEAN },
                  [MEASURE_ERROR] = { "joint_error", "deg", "mean of the joints", STAT_MEDIAN },
                  [MEASURE_TIME] = { "time_to_match", "s", "to the held pose", STAT_MEDIAN },
                  [MEASURE_RAISE] = { "rom_arm_raise", "deg", "highest upper arm", STAT_BEST } },
    .praise = { "monster_same" },
    .lean = { [3] = 0.35f, [4] = 0.35f },
    .anchor = ANCHOR_HIPS,
    .sides = SIDES_TOGETHER,
    .care = care,
    .start = start,
    .step = step,
    .draw = draw,
    .arc = &monster_mirror_arc,
};
