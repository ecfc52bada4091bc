// SPDX-License-Identifier: MIT
// figure.c: proportions, inverse kinematics and landmarks of the drawn child.
#include "figure.h"

// Where the face's landmarks lie, in head heights from the centre of the skull; right is the
// picture's.
static const struct {
    Landmark landmark;
    float right, up, front;
} face_points[] = {
    { LANDMARK_NOSE, 0, FIGURE_NOSE, 0.47f },
    { LANDMARK_EYE_INNER_LEFT, 0.095f, FIGURE_EYES, 0.40f },
    { LANDMARK_EYE_LEFT, 0.155f, FIGURE_EYES, 0.38f },
    { LANDMARK_EYE_OUTER_LEFT, 0.215f, FIGURE_EYES, 0.34f },
    { LANDMARK_EYE_INNER_RIGHT, -0.095f, FIGURE_EYES, 0.40f },
    { LANDMARK_EYE_RIGHT, -0.155f, FIGURE_EYES, 0.38f },
    { LANDMARK_EYE_OUTER_RIGHT, -0.215f, FIGURE_EYES, 0.34f },
    { LANDMARK_EAR_LEFT, 0.33f, -0.08f, 0.02f },
    { LANDMARK_EAR_RIGHT, -0.33f, -0.08f, 0.02f },
    { LANDMARK_MOUTH_LEFT, 0.105f, -0.265f, 0.38f },
    { LANDMARK_MOUTH_RIGHT, -0.105f, -0.265f, 0.38f },
};

static Vec3 vec3(float x, float y, float z)
{
    return (Vec3){ x, y, z };
}
static Vec3 add(Vec3 a, Vec3 b)
{
    return vec3(a.x + b.x, a.y + b.y, a.z + b.z);
}
static Vec3 sub(Vec3 a, Vec3 b)
{
    return vec3(a.x - b.x, a.y - b.y, a.z - b.z);
}
static Vec3 scale(Vec3 a, float k)
{
    return vec3(a.x * k, a.y * k, a.z * k);
}
static float dot(Vec3 a, Vec3 b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
static float length(Vec3 a)
{
    return sqrtf(dot(a, a));
}
static Vec3 along(Vec3 from, Vec3 direction, float by)
{
    return add(from, scale(direction, by));
}

static Vec3 unit(Vec3 a)
{
    float l = length(a);
    return l > 1e-9f ? scale(a, 1 / l) : vec3(0, -1, 0);
}

Figure figure_of(float height_m)
{
    REQUIRE(height_m > 0);
    // Shares of the height, about those of a seven-year-old; younger children have larger heads.
    float h = height_m;
    float head = clampf(0.175f - 0.04f * (h - 1.2f), 0.150f, 0.190f) * h;
    Figure f = { .height = h, .head = head };
    f.ankle = 0.052f * h;
    f.shank = 0.237f * h;
    f.thigh = 0.208f * h;
    f.trunk = 0.290f * h;
    f.neck = h - head - (f.ankle + f.shank + f.thigh + f.trunk) * 0.998f;
    f.shoulder = 0.090f * h;
    f.hip = 0.058f * h;
    f.upper_arm = 0.165f * h;
    f.forearm = 0.140f * h;
    f.palm = 0.055f * h;
    f.foot = 0.150f * h;
    f.girth_trunk = f.girth_limbs = 1;
    return f;
}

Vec2 figure_hand_rest(const Figure *f, Side side)
{
    REQUIRE(side == SIDE_LEFT || side == SIDE_RIGHT);
    float arm = f->upper_arm + f->forearm + f->palm;
    return vec2(figure_sign(side) * 0.17f * arm, -0.965f * arm);
}

Stance figure_stand(const Figure *f)
{
    Stance s = { .pelvis = { 0, f->ankle + 0.997f * (f->thigh + f->shank) }, .smile = 0.5f };
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        s.hand[side] = figure_hand_rest(f, side);
        s.ankle[side] = vec3(figure_sign(side) * f->hip * 1.25f, f->ankle, 0);
    }
    return s;
}

Stance figure_sit(const Figure *f)
{
    Stance s = figure_stand(f);
    // A rather high seat: the thighs slope down to the knees, as on a therapy bench.
    s.pelvis.y = f->ankle + f->shank + 0.42f * f->thigh;
    s.pelvis_z = -0.80f * f->thigh;
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        float sign = figure_sign(side);
        s.ankle[side].x = sign * f->hip * 1.55f;
        s.ankle[side].z = 0.12f * f->thigh;
        s.hand[side] = vec2(sign * 0.035f * f->height, -0.255f * f->height);
    }
    return s;
}

Stance stance_mix(const Stance *a, const Stance *b, float t)
{
    static_assert(sizeof(Stance) % sizeof(float) == 0, "floats only");
    enum { COUNT = sizeof(Stance) / sizeof(float) };
    Stance s;
    const float *from = (const float *)a, *to = (const float *)b;
    float *mix = (float *)&s;
    for (int i = 0; i < COUNT; i++) mix[i] = mixf(from[i], to[i], t);
    return s;
}

FigureJoints joints_mix(const FigureJoints *a, const FigureJoints *b, float t)
{
    static_assert(sizeof(FigureJoints) % sizeof(float) == 0, "floats only");
    FigureJoints j;
    const float *from = (const float *)a, *to = (const float *)b;
    float *mix = (float *)&j;
    for (size_t i = 0; i < sizeof j / sizeof *mix; i++) mix[i] = mixf(from[i], to[i], t);
    return j;
}

Vec2 figure_shoulder(const Figure *f, const Stance *s, Side side)
{
    REQUIRE(side == SIDE_LEFT || side == SIDE_RIGHT);
    float sign = figure_sign(side), up = f->trunk * exact_cos(s->bow);
    // The shoulder girdle turns a little less than the trunk.
    float girdle = 0.85f * s->trunk;
    return vec2(s->pelvis.x + up * exact_sin(s->trunk) + sign * f->shoulder * exact_cos(girdle),
                s->pelvis.y + up * exact_cos(s->trunk) + s->shrug -
                    sign * f->shoulder * exact_sin(girdle));
}

// Places `middle` and `end` of a two-bone chain that starts at `from` and points to `to`, bent
// towards `pole`.
static void two_bones(Vec3 from, Vec3 to, float first, float second, Vec3 pole, Vec3 *middle,
                      Vec3 *end)
{
    Vec3 way = unit(sub(to, from));
    float reach =
        clampf(length(sub(to, from)), fabsf(first - second) + 1e-4f, (first + second) * 0.9995f);
    float share = (reach * reach + first * first - second * second) / (2 * reach);
    float height = sqrtf(fmaxf(0, first * first - share * share));
    Vec3 side = unit(along(pole, way, -dot(pole, way)));
    *middle = along(along(from, way, share), side, height);
    *end = along(from, way, reach);
}

static void solve_arm(const Figure *f, const Stance *s, Side side, FigureJoints *j)
{
    float sign = figure_sign(side);
    Vec2 shoulder = figure_shoulder(f, s, side);
    float forearm = f->forearm + f->palm, arm = f->upper_arm + forearm;
    j->shoulder[side] = vec3(shoulder.x, shoulder.y, s->pelvis_z + f->trunk * exact_sin(s->bow));
    // A hand that is near the body in the picture is really held in front of it.
    float near = clampf(vec2_length(s->hand[side]) / (0.85f * arm), 0, 1);
    float front = 0.80f * arm * (1 - near * near) * (1 - s->flat[side]);
    Vec3 hand = vec3(s->hand[side].x, s->hand[side].y, front);
    // Who reaches far has the arm straight, and no length left to be before the body.
    float out = vec2_length(s->hand[side]), left = sqrtf(fmaxf(0.98f * arm * arm - out * out, 0));
    hand.z += fminf(f->forward * fmaxf(sign * hand.x, 0), fmaxf(left - hand.z, 0));
    // The elbow of a hanging arm points back and out, of a raised one out.
    float raised = clampf(0.5f + hand.y / arm, 0, 1);
    Vec3 palm, pole = vec3(sign * (0.5f + raised), -0.6f, 0.5f * raised - 0.5f);
    two_bones(j->shoulder[side], add(j->shoulder[side], hand), f->upper_arm, forearm, pole,
              &j->elbow[side], &palm);
    j->palm[side] = palm;
    j->wrist[side] = along(j->elbow[side], unit(sub(palm, j->elbow[side])), f->forearm);
}

static void solve_leg(const Figure *f, const Stance *s, Side side, FigureJoints *j)
{
    float sign = figure_sign(side);
    j->hip[side] = vec3(s->pelvis.x + sign * f->hip, s->pelvis.y - sign * 0.15f * f->hip * s->trunk,
                        s->pelvis_z);
    Vec3 pole = vec3(sign * 0.22f, 0.05f, 1);
    two_bones(j->hip[side], s->ankle[side], f->thigh, f->shank, pole, &j->knee[side],
              &j->ankle[side]);
}

void figure_feet(const Figure *f, const float tiptoe[SIDE_COUNT], FigureJoints *j)
{
    // Toes point to the camera and a little outwards. On tiptoe they stay while the heel rises.
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        Vec3 a = j->ankle[side];
        float sign = figure_sign(side), sole = a.y - f->ankle, up = tiptoe[side];
        j->heel[side] =
            vec3(a.x - sign * 0.012f * f->height, sole + 0.028f * f->height, a.z - 0.25f * f->foot);
        j->toe[side] = vec3(a.x + sign * 0.13f * f->foot, sole - up + 0.024f * f->height,
                            a.z + (0.70f * f->foot) - 0.5f * up);
    }
}

void figure_head(const Figure *f, const Stance *s, FigureJoints *j)
{
    float tilt = 0.5f * s->trunk + s->head_tilt, turn = s->head_turn, nod = s->head_nod;
    Vec3 up = vec3(exact_sin(tilt), exact_cos(tilt), 0),
         right = vec3(exact_cos(tilt), -exact_sin(tilt), 0);
    Vec3 front = vec3(0, 0, 1);
    j->neck = scale(add(j->shoulder[SIDE_LEFT], j->shoulder[SIDE_RIGHT]), 0.5f);
    j->head = along(along(j->neck, up, f->neck + 0.5f * f->head - 0.6f * s->shrug), front,
                    0.05f * f->head);
    j->head_front =
        unit(add(add(scale(front, exact_cos(turn) * exact_cos(nod)), scale(right, exact_sin(turn))),
                 scale(up, exact_sin(nod))));
    j->head_right = unit(along(right, j->head_front, -dot(right, j->head_front)));
    j->head_up = vec3(j->head_front.y * j->head_right.z - j->head_front.z * j->head_right.y,
                      j->head_front.z * j->head_right.x - j->head_front.x * j->head_right.z,
                      j->head_front.x * j->head_right.y - j->head_front.y * j->head_right.x);
}

static void turn(Vec3 *v, Vec3 about, float c, float s)
{
    float x = v->x - about.x, z = v->z - about.z;
    v->x = about.x + c * x + s * z;
    v->z = about.z - s * x + c * z;
}

static void spin(const Stance *s, FigureJoints *j)
{
    static_assert(sizeof *j % sizeof(Vec3) == 0, "places, then the directions of the head");
    enum { ALL = sizeof *j / sizeof(Vec3), DIRECTIONS = 3 };
    float c = exact_cos(s->spin), sine = exact_sin(s->spin);
    Vec3 about = { s->pelvis.x, 0, s->pelvis_z }, *v = (Vec3 *)(void *)j;
    for (int i = 0; i < ALL; i++) turn(&v[i], i < ALL - DIRECTIONS ? about : (Vec3){ 0 }, c, sine);
}

void figure_solve(const Figure *f, const Stance *s, FigureJoints *j)
{
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        solve_arm(f, s, side, j);
        solve_leg(f, s, side, j);
    }
    figure_feet(f, s->tiptoe, j);
    figure_head(f, s, j);
    if (s->spin < 0 || s->spin > 0) spin(s, j);
}

Vec3 figure_face(const Figure *f, const FigureJoints *j, float right, float up, float front)
{
    Vec3 p = along(j->head, j->head_right, right * f->head);
    return along(along(p, j->head_up, up * f->head), j->head_front, front * f->head);
}

static void hand_landmarks(const Figure *f, const FigureJoints *j, Side side, Vec3 *out)
{
    Vec3 way = unit(sub(j->palm[side], j->wrist[side]));
    // The thumb's side of the hand: forwards on a hanging arm, upwards beside, inwards overhead.
    float raised = 0.5f + 0.5f * way.y, sign = figure_sign(side);
    Vec3 across = unit(vec3(-way.y * sign * raised, way.x * sign * raised, 1.02f - raised));
    float knuckles = 0.060f * f->height, wide = 0.020f * f->height;
    Vec3 index = along(along(j->wrist[side], way, knuckles), across, wide);
    Vec3 pinky = along(along(j->wrist[side], way, 0.92f * knuckles), across, -wide);
    Vec3 thumb = along(along(j->wrist[side], way, 0.60f * knuckles), across, 1.4f * wide);
    out[LANDMARK_INDEX_LEFT + (int)side] = index;
    out[LANDMARK_PINKY_LEFT + (int)side] = pinky;
    out[LANDMARK_THUMB_LEFT + (int)side] = thumb;
}

void figure_landmarks(const Figure *f, const FigureJoints *j, Vec3 out[LANDMARK_COUNT])
{
    for (unsigned i = 0; i < sizeof face_points / sizeof face_points[0]; i++)
        out[face_points[i].landmark] = figure_face(
            f, j, face_points[i].right, face_points[i].up + f->face, face_points[i].front);
    out[LANDMARK_NOSE] = figure_face(f, j, face_points[0].right,
                                     face_points[0].up + f->face + f->nose, face_points[0].front);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        int s = (int)side;
        out[LANDMARK_SHOULDER_LEFT + s] = j->shoulder[side];
        out[LANDMARK_ELBOW_LEFT + s] = j->elbow[side];
        out[LANDMARK_WRIST_LEFT + s] = j->wrist[side];
        out[LANDMARK_HIP_LEFT + s] = j->hip[side];
        out[LANDMARK_KNEE_LEFT + s] = j->knee[side];
        out[LANDMARK_ANKLE_LEFT + s] = j->ankle[side];
        out[LANDMARK_HEEL_LEFT + s] = j->heel[side];
        out[LANDMARK_FOOT_INDEX_LEFT + s] = j->toe[side];
        hand_landmarks(f, j, side, out);
    }
}
