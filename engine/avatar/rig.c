// SPDX-License-Identifier: MIT
// rig.c: the joints of the drawn child.
#include "avatar/rig.h"

#define AGES          4
#define YEARS_UNKNOWN 8
#define SURE_FORE     90  // thousandths: seen shorter than that, a forearm ...
#define SURE_HAND     60  // ... and a hand with a part of it point at the camera, more or less

static const float ages[AGES] = { 4, 8, 12, 16 };

// clang-format off
static const Proportions drawn[AGES] = {
    { 368, 1.09f, 1.00f, -0.20f, 722, 376, 168, 108, 140, 122, 86, 196, 52,
      40, 34, 29, 62, 49, 41, 132, 118, 34, 146 },
    { 318, 1.05f, 0.97f, -0.15f, 744, 412, 168, 104, 148, 130, 80, 214, 50,
      36, 31, 26, 55, 43, 36, 117, 105, 31, 142 },
    { 272, 1.00f, 0.92f, -0.10f, 770, 444, 180, 104, 156, 138, 74, 234, 48,
      34, 29, 24, 52, 40, 32, 107, 98, 30, 140 },
    { 232, 0.95f, 0.86f, -0.06f, 788, 470, 196, 108, 162, 144, 68, 256, 46,
      33, 28, 23, 51, 39, 30, 103, 97, 30, 138 },
};
// clang-format on

// How real children are built, where the calibration does not tell: mid-hip and ankles above the
// floor, the hips' width.
typedef struct Real {
    float hip, hip_w, ankle;
} Real;

static const Real real[AGES] = {
    { 460, 112, 50 }, { 490, 112, 50 }, { 505, 115, 48 }, { 515, 118, 46 }
};

static const float side_sign[SIDE_COUNT] = { -1, 1 };  // the child is seen in a mirror

// The row before the age, and how far the age is on the way to the next.
static int age_row(float years, float *share)
{
    years = clampf(years > 0 ? years : YEARS_UNKNOWN, ages[0], ages[AGES - 1]);
    int row = (int)((years - ages[0]) / 4);
    if (row > AGES - 2) row = AGES - 2;
    *share = (years - ages[row]) / 4;
    return row;
}

static void mix_floats(float *to, const float *a, const float *b, size_t count, float share)
{
    for (size_t i = 0; i < count; i++) to[i] = a[i] + (b[i] - a[i]) * share;
}

Proportions rig_proportions(float years)
{
    float share;
    int row = age_row(years, &share);
    Proportions p;
    mix_floats(&p.head, &drawn[row].head, &drawn[row + 1].head, sizeof p / sizeof(float), share);
    return p;
}

static Real real_at(float years)
{
    float share;
    int row = age_row(years, &share);
    Real r;
    mix_floats(&r.hip, &real[row].hip, &real[row + 1].hip, sizeof r / sizeof(float), share);
    return r;
}

// What the rig knows of the child while it works.
typedef struct Rigging {
    const Body *body;
    const Calibration *size;
    Figure *f;
    Real real;        // this child's own, where the calibration tells
    float trunk;      // mid-hip to mid-shoulder
    float shoulders;  // their width
} Rigging;

static Point local(const Figure *f, Vec2 at)
{
    return (point(at.x, -at.y) - point(crealf(f->origin), -cimagf(f->origin))) / f->scale;
}

static Point joint(const Rigging *r, int landmark, int side)
{
    return local(r->f, r->body->joint[landmark + side]);
}

// A seen elbow or knee goes along with its two ends (`w`: the share of the first bone). It is
// linear in the pose, so that nothing pops; direction and straightness stay.
static Point carried(Point root, Point end, Point root0, Point mid0, Point end0, float w)
{
    return mid0 + (root - root0) * (1 - w) + (end - end0) * w;
}

// One that is not seen: two bones bent outwards; where the end is too far both stretch.
static Point two_bones(Point root, Point end, float first, float second, float sign)
{
    float distance = fmaxf(point_length(end - root), 1);
    float k = fmaxf(1, distance / (first + second)), a = first * k, b = second * k;
    float x = clampf((a * a - b * b + distance * distance) / (2 * distance), -a, a);
    return root + point_unit(end - root) * point(x, sign * sqrtf(fmaxf(a * a - x * x, 0)));
}

static void place_trunk(Rigging *r)
{
    Figure *f = r->f;
    const Proportions *p = &f->p;
    Point hips = local(f, r->body->hips), chest = local(f, r->body->shoulders);
    f->hips = f->seated ? point(crealf(hips), cimagf(chest) + (p->shoulder_y - p->hip_y) + 18)
                        : point(crealf(hips), cimagf(hips) * (p->hip_y / r->real.hip));
    Point spine = chest - hips;
    f->chest = f->hips + spine * ((p->shoulder_y - p->hip_y) / r->trunk);
    // Directions lean on the rest pose, so that short lines do not spin.
    f->up = point_unit(spine - 0.35f * r->trunk * IM);
    Point across = joint(r, LANDMARK_SHOULDER_LEFT, 1) - joint(r, LANDMARK_SHOULDER_LEFT, 0);
    f->across = point_unit(across + 0.5f * r->shoulders);
    Point hip_across = joint(r, LANDMARK_HIP_LEFT, 1) - joint(r, LANDMARK_HIP_LEFT, 0);
    f->hip_across = f->seated ? 1 : point_unit(hip_across + r->real.hip_w);
}

static void place_head(Rigging *r)
{
    Figure *f = r->f;
    Point left = joint(r, LANDMARK_EAR_LEFT, 0), right = joint(r, LANDMARK_EAR_LEFT, 1);
    Point ears = (left + right) / 2, chest = local(f, r->body->shoulders);
    float nod = clampf(degrees_of(point_unit(ears - chest) * IM), -28, 28);
    float wide = point_length(right - left);
    // In profile the ears lie one behind the other and say nothing of the head's roll.
    float sure = clampf(wide / (0.4f * r->shoulders), 0, 1);
    f->roll = sure * clampf(degrees_of(point_unit(right - left)), -32, 32);
    f->head = f->chest - IM * turned(nod) * (f->p.head * 0.5f + 12);
    Point nose = local(f, r->body->head);
    float half = fmaxf(wide * 0.5f, 20);
    f->yaw = clampf(point_dot(nose - ears, point_unit(right - left)) / half, -1, 1);
}

Point rig_walker_grip(const Figure *f, int side)
{
    return f->hips + point(side_sign[side] * 178, -40);
}

static Point resting_hand(const Figure *f, int side, bool walker)
{
    float sign = side_sign[side];
    if (f->seated) return f->hips + point(sign * 62, 4);
    if (walker) return rig_walker_grip(f, side);
    return f->hips + point(sign * (f->p.hem + 34), -4);
}

// The face keeps clear of elbows.
static Point clear_of_face(const Figure *f, Point elbow, float sign)
{
    float rx = f->p.head * 0.5f * f->p.wide + f->p.arm_mid * 0.8f;
    float ry = f->p.head * 0.5f + f->p.arm_mid * 0.8f;
    Point off = elbow - f->head;
    float q = hypotf(crealf(off) / rx, cimagf(off) / ry);
    if (q >= 1) return elbow;
    return elbow + sign * fminf((1 - q) * rx * 0.8f, 60) * ease(sign * crealf(off), -70, 100);
}

static void place_arm(Rigging *r, int side, float rest, bool walker)
{
    Figure *f = r->f;
    const Proportions *p = &f->p;
    float sign = side_sign[side];
    Point shoulder0 = joint(r, LANDMARK_SHOULDER_LEFT, side);
    Point elbow0 = joint(r, LANDMARK_ELBOW_LEFT, side),
          wrist0 = joint(r, LANDMARK_WRIST_LEFT, side);
    Point tracked = local(f, r->body->hand[side]), still = resting_hand(f, side, walker);
    Point hand = point_mix(tracked, still, rest);
    float seen =
        point_length(joint(r, LANDMARK_SHOULDER_LEFT, 1) - joint(r, LANDMARK_SHOULDER_LEFT, 0));
    float turn = clampf(seen / r->shoulders, 0.58f, 1);
    Point shoulder = f->chest + sign * p->shoulder_w / 2 * turn * f->across;
    // When hand and forearm point at the camera their ways turn at once: there the hand is short.
    Point fore = (wrist0 - elbow0) / fmaxf(point_length(wrist0 - elbow0), SURE_FORE);
    Point way = tracked - wrist0 + fore * 34;
    way /= fmaxf(point_length(way), SURE_HAND);
    way = point_mix(way, point_unit(point(sign * 6, 50)), rest);
    Point wrist = hand - way * p->hand * 0.5f;
    float raised = ease(fabsf(degrees_of(point_unit(hand - shoulder) / -f->up)), 70, 165);
    shoulder += f->up * 30 * raised - sign * f->across * 8 * raised;
    Point seen_elbow = carried(shoulder, point_mix(wrist, tracked - way * p->hand * 0.5f, rest),
                               shoulder0, elbow0, wrist0, p->upper / (p->upper + p->fore));
    Point free_elbow = two_bones(shoulder, wrist, p->upper, p->fore, -sign);
    f->elbow[side] = clear_of_face(f, point_mix(seen_elbow, free_elbow, rest), sign);
    f->shoulder[side] = shoulder;
    f->wrist[side] = wrist;
    f->hand[side] = hand;
}

static void place_leg(Rigging *r, int side, float rest)
{
    Figure *f = r->f;
    const Proportions *p = &f->p;
    float sign = side_sign[side];
    Point hip = f->hips + sign * p->hip_w / 2 * f->hip_across;
    f->hip[side] = hip;
    if (f->seated) {  // its legs are not tracked
        f->knee[side] = f->hips + point(sign * 66, 44);
        f->ankle[side] = f->knee[side] + point(sign * 4, 176);
        return;
    }
    Point tracked = joint(r, LANDMARK_ANKLE_LEFT, side);
    Point still = point(crealf(f->hips) + sign * 62, -p->ankle_y);
    Point ankle = point_mix(tracked, still, rest);
    float share = (p->hip_y - p->knee_y) / (p->hip_y - p->ankle_y);
    Point knee = carried(hip, tracked, joint(r, LANDMARK_HIP_LEFT, side),
                         joint(r, LANDMARK_KNEE_LEFT, side), tracked, share);
    f->knee[side] = point_mix(knee, point_mix(hip, ankle, share) + sign * 4, rest);
    f->ankle[side] = ankle;
}

static void measure_child(Rigging *r, float years)
{
    const Calibration *size = r->size;
    Figure *f = r->f;
    r->real = real_at(years);
    f->scale = size->height / 1000;
    float ankle = 0.5f * (size->ankle_y[SIDE_LEFT] + size->ankle_y[SIDE_RIGHT]);
    float floor = ankle - r->real.ankle * f->scale;
    if (f->seated) floor = size->hip.y - 0.30f * size->height;
    f->origin = point(size->hip.x, floor);
    r->trunk = size->trunk / f->scale;
    r->shoulders = size->shoulder_width / f->scale;
    if (!f->seated) r->real.hip = (size->hip.y - floor) / f->scale;
}

void rig_solve(Figure *f, const Body *body, const Calibration *size, float years,
               const RigRest *rest)
{
    Rigging r = { .body = body, .size = size, .f = f };
    *f = (Figure){ .p = rig_proportions(years), .seated = size->seated };
    measure_child(&r, years);
    place_trunk(&r);
    place_head(&r);
    for (int side = 0; side < SIDE_COUNT; side++) {
        place_arm(&r, side, rest->arm[side], rest->walker);
        place_leg(&r, side, rest->leg[side]);
    }
}
