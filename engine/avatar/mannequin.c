// SPDX-License-Identifier: MIT
// mannequin.c: from a posture in angles to the joints of a tracked child.
#include "avatar/mannequin.h"

#include "avatar/avatar_parts.h"

#define EARS_WIDE 150  // thousandths of the stature
#define EARS_HIGH 190  // above the shoulders
#define SEAT_HIGH 288  // the hips of who sits, above the floor
#define GLOW      1.9f

static const Color sun = { 0.95f, 0.62f, 0.10f, 0.9f };

// A child at work: thousandths of the stature, y up from the floor.
typedef struct Making {
    const CanvasFigure *how;
    Proportions p;
    Body *body;
    float scale;
} Making;

static Vec2 swing(const Making *m, Vec2 from, float length, float degrees, int side)
{
    float sign = side == SIDE_LEFT ? -1 : 1, turn = degrees * (PI_F / 180);
    length *= m->scale;
    return vec2_add(from, vec2(sign * sinf(turn) * length, -cosf(turn) * length));
}

static void put(const Making *m, int landmark, Vec2 at)
{
    m->body->joint[landmark] = at;
    m->body->trust[landmark] = 1;
}

// The foot that is lower carries.
static float hips_above_ankles(const Making *m)
{
    const CanvasFigure *how = m->how;
    float high = 0;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float thigh = how->thigh[side] * (PI_F / 180), shank = how->shank[side] * (PI_F / 180);
        high = fmaxf(high, (m->p.hip_y - m->p.knee_y) * cosf(thigh) +
                               (m->p.knee_y - m->p.ankle_y) * cosf(shank));
    }
    return high;
}

static void make_trunk(const Making *m)
{
    const CanvasFigure *how = m->how;
    float trunk = m->p.shoulder_y - m->p.hip_y, lean = how->lean * (PI_F / 180);
    float high = how->seated ? SEAT_HIGH : m->p.ankle_y + hips_above_ankles(m);
    Vec2 hips = vec2(how->feet.x, how->feet.y + high * m->scale);
    Vec2 up = vec2(sinf(lean), cosf(lean)), across = vec2(up.y, -up.x);
    Vec2 shoulders = vec2_add(hips, vec2_scale(up, trunk * m->scale));
    Vec2 ears = vec2_add(shoulders, vec2_scale(up, EARS_HIGH * m->scale));
    for (int side = 0; side < SIDE_COUNT; side++) {
        float sign = (side == SIDE_LEFT ? -0.5f : 0.5f) * m->scale;
        put(m, LANDMARK_HIP_LEFT + side, vec2_add(hips, vec2(sign * m->p.hip_w, 0)));
        put(m, LANDMARK_SHOULDER_LEFT + side,
            vec2_add(shoulders, vec2_scale(across, sign * m->p.shoulder_w)));
        put(m, LANDMARK_EAR_LEFT + side, vec2_add(ears, vec2_scale(across, sign * EARS_WIDE)));
    }
    put(m, LANDMARK_NOSE, ears);
    m->body->head = ears;
    m->body->shoulders = shoulders;
    m->body->hips = hips;
}

static void make_limbs(const Making *m)
{
    const CanvasFigure *how = m->how;
    Body *b = m->body;
    for (int side = 0; side < SIDE_COUNT; side++) {
        Vec2 shoulder = b->joint[LANDMARK_SHOULDER_LEFT + side];
        Vec2 elbow = swing(m, shoulder, m->p.upper, how->upper[side], side);
        Vec2 wrist = swing(m, elbow, m->p.fore, how->fore[side], side);
        Vec2 knee = swing(m, b->joint[LANDMARK_HIP_LEFT + side], m->p.hip_y - m->p.knee_y,
                          how->thigh[side], side);
        Vec2 ankle = swing(m, knee, m->p.knee_y - m->p.ankle_y, how->shank[side], side);
        put(m, LANDMARK_ELBOW_LEFT + side, elbow);
        put(m, LANDMARK_WRIST_LEFT + side, wrist);
        put(m, LANDMARK_KNEE_LEFT + side, knee);
        put(m, LANDMARK_ANKLE_LEFT + side, ankle);
        b->hand[side] = swing(m, wrist, m->p.hand / 2, how->fore[side], side);
        b->hand_trust[side] = b->foot_trust[side] = 1;
        b->foot[side] = ankle;
    }
}

static void measure(const Making *m, Calibration *size)
{
    float s = m->scale;
    *size = (Calibration){ .done = true,
                           .seated = m->how->seated,
                           .height = m->how->height,
                           .shoulder_width = m->p.shoulder_w * s,
                           .trunk = (m->p.shoulder_y - m->p.hip_y) * s };
    float high = m->how->seated ? SEAT_HIGH : m->p.hip_y;
    size->hip = vec2(m->how->feet.x, m->how->feet.y + high * s);
    for (int side = 0; side < SIDE_COUNT; side++) {
        size->ankle_y[side] = m->how->feet.y + m->p.ankle_y * s;
        size->arm[side] = (m->p.upper + m->p.fore) * s;
        size->leg[side] = m->how->seated ? 0 : (m->p.hip_y - m->p.ankle_y) * s;
    }
}

void mannequin_pose(const CanvasFigure *figure, float years, Body *body, Calibration *size)
{
    Making m = {
        .how = figure, .p = rig_proportions(years), .body = body, .scale = figure->height / 1000
    };
    *body = (Body){ .seen = true, .pose_number = 1 };
    make_trunk(&m);
    make_limbs(&m);
    measure(&m, size);
}

static void draw_light(Canvas *canvas, const Vec2 at[3], float width)
{
    for (int i = 0; i < 2; i++) canvas_limb(canvas, at[i], at[i + 1], width, width, sun);
}

static void draw_lights(Canvas *canvas, const CanvasFigure *figure, const Body *b, float years)
{
    Proportions p = rig_proportions(years);
    float width = GLOW * figure->height / 1000;
    for (int side = 0; side < SIDE_COUNT; side++) {
        const Vec2 arm[] = { b->joint[LANDMARK_SHOULDER_LEFT + side],
                             b->joint[LANDMARK_ELBOW_LEFT + side], b->hand[side] };
        const Vec2 leg[] = { b->joint[LANDMARK_HIP_LEFT + side],
                             b->joint[LANDMARK_KNEE_LEFT + side],
                             b->joint[LANDMARK_ANKLE_LEFT + side] };
        if (figure->arm_acts[side]) draw_light(canvas, arm, 2 * p.arm_top * width);
        if (figure->leg_acts[side]) draw_light(canvas, leg, 2 * p.leg_mid * width);
    }
}

// Nothing of its life but the mood.
static Avatar still_of(const Avatar *a, bool eyes_shut)
{
    return (Avatar){ .look = a->look,
                     .years = a->years,
                     .calm = a->calm,
                     .night = a->night,
                     .seat = a->seat,
                     .mood = a->mood,
                     .step = eyes_shut ? 0 : UINT32_MAX };  // since the last blink
}

void mannequin_draw(const Avatar *avatar, Canvas *canvas, const CanvasFigure *figure)
{
    Body body;
    Calibration size;
    Avatar still = still_of(avatar, figure->eyes_shut);
    if (!figure->seated) still.seat = SEAT_NONE;
    if (figure->seated && still.seat == SEAT_NONE) still.seat = SEAT_STOOL;
    if (figure->wheels) still.seat = SEAT_WHEELCHAIR;
    mannequin_pose(figure, avatar->years, &body, &size);
    draw_lights(canvas, figure, &body, avatar->years);
    avatar_draw(&still, canvas, &body, &size);
}

void mannequin_head(const Avatar *avatar, Canvas *canvas, Vec2 middle, float height)
{
    Avatar still = still_of(avatar, false);
    Figure f = { .p = rig_proportions(avatar->years), .origin = point(middle.x, middle.y) };
    f.scale = height / f.p.head;
    Drawing d = drawing_of(&still, &f, canvas);
    head_draw_back(&d);
    head_draw_front(&d);
}
