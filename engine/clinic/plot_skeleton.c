// SPDX-License-Identifier: MIT
// plot_skeleton.c: from trusted landmarks to a trunk, a head and four limbs.
#include "clinic/plot_skeleton.h"

#include <math.h>

#define HEIGHT    100.0
#define FRAME_TOP -112.0
#define NEAR_S    1.0

void skeleton_places(const Kinematics *t, size_t pose, double x[LANDMARK_COUNT],
                     double y[LANDMARK_COUNT])
{
    const Calibration *size = &t->size;
    const Body *b = &t->body[pose];
    double scale = size->height > 0 ? HEIGHT / (double)size->height : 0;
    // Whoever sits has no measured feet: the seat stands at half the height.
    double floor = size->seated ? (double)size->hip.y - HEIGHT / 2 / fmax(scale, 1e-9)
                                : (double)(size->ankle_y[0] + size->ankle_y[1]) / 2;
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        bool good = b->seen && b->trust[i] >= BODY_TRUST_MIN;
        x[i] = good ? ((double)(b->joint[i].x - size->hip.x)) * scale : (double)NAN;
        y[i] = good ? ((double)b->joint[i].y - floor) * scale : (double)NAN;
    }
}

bool skeleton_near(const Kinematics *t, double s, size_t *pose)
{
    double best = NEAR_S;
    for (size_t i = 0; i < t->count; i++) {
        double off = fabs(t->time_s[i] - s);
        if (!t->body[i].seen || off >= best) continue;
        best = off;
        *pose = i;
    }
    return best < NEAR_S;
}

typedef struct Bones {
    Plot plot;
    double x[LANDMARK_COUNT], y[LANDMARK_COUNT];  // y of the frame, down
} Bones;

static void bone(Bones *b, const char *look, const Landmark *joint, size_t count)
{
    double x[8], y[8];
    for (size_t i = 0; i < count; i++) {
        x[i] = b->x[joint[i]];
        y[i] = b->y[joint[i]];
    }
    plot_path(&b->plot, look, x, y, count);
}

static void draw_side(Bones *b, int side, const char *look)
{
    const Landmark arm[] = { LANDMARK_SHOULDER_LEFT + side, LANDMARK_ELBOW_LEFT + side,
                             LANDMARK_WRIST_LEFT + side, LANDMARK_INDEX_LEFT + side };
    const Landmark leg[] = { LANDMARK_HIP_LEFT + side, LANDMARK_KNEE_LEFT + side,
                             LANDMARK_ANKLE_LEFT + side, LANDMARK_FOOT_INDEX_LEFT + side };
    bone(b, look, arm, 4);
    bone(b, look, leg, 4);
}

static void draw_head(Bones *b)
{
    double left = b->x[LANDMARK_EAR_LEFT], right = b->x[LANDMARK_EAR_RIGHT];
    double x = b->x[LANDMARK_NOSE], y = b->y[LANDMARK_NOSE];
    if (!isfinite(x) || !isfinite(y) || !b->plot.to) return;
    double r = isfinite(left) && isfinite(right) ? fmax(4, fmin(8, 0.75 * fabs(left - right))) : 6;
    fprintf(b->plot.to, "<circle class=\"bone\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x, y, r);
}

void plot_skeleton(JsonOut *json, const char *name, const Kinematics *t, size_t pose,
                   const char *what)
{
    static const Landmark trunk[] = { LANDMARK_SHOULDER_LEFT, LANDMARK_SHOULDER_RIGHT,
                                      LANDMARK_HIP_RIGHT, LANDMARK_HIP_LEFT,
                                      LANDMARK_SHOULDER_LEFT };
    Bones b = { .plot = plot_frame(-60, FRAME_TOP, 120, 122, what) };
    skeleton_places(t, pose, b.x, b.y);
    for (int i = 0; i < LANDMARK_COUNT; i++) b.y[i] = -b.y[i];
    plot_mark(&b.plot, "<path class=\"ghost\" d=\"M-54 0H54M0 -110V4\"/>");
    bone(&b, "bone", trunk, 5);
    draw_head(&b);
    draw_side(&b, SIDE_LEFT, "bone L");
    draw_side(&b, SIDE_RIGHT, "bone R");
    plot_put(&b.plot, json, name);
}
