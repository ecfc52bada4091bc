// SPDX-License-Identifier: MIT
// demo_rig.c: bodies in published proportions, and cameras.
#include "demo_rig.h"

#define AGE_FIRST 4

// Median stature, cm, and SD over it: WHO 2007 (4 and 5 years: WHO 2006), boys and girls, by year.
static const float stature_cm[2][13] = { { 103.3f, 110.0f, 116.0f, 121.7f, 127.3f, 132.6f, 137.8f,
                                           143.1f, 149.1f, 156.0f, 163.2f, 169.0f, 172.9f },
                                         { 102.7f, 109.4f, 115.1f, 120.8f, 126.6f, 132.5f, 138.6f,
                                           145.0f, 151.2f, 156.4f, 159.8f, 161.7f, 162.5f } };
static const float stature_sd[2][13] = {
    { .041f, .042f, .042f, .043f, .044f, .045f, .046f, .047f, .048f, .048f, .047f, .046f, .045f },
    { .042f, .043f, .044f, .045f, .046f, .046f, .046f, .046f, .045f, .044f, .043f, .043f, .042f }
};

// Shares of the stature, %, at 4, 6, ... 16 years: Snyder 1977 (US children, individual records),
// medians of both sexes. X(field, ...)
#define SHARE_LIST(X)                                                                              \
    X(head, 17.5f, 16.0f, 14.9f, 14.1f, 13.5f, 12.9f, 12.6f)       /* vertex to chin */            \
    X(eye, 89.7f, 90.2f, 91.2f, 91.7f, 92.3f, 92.8f, 92.9f)        /* height of the eye */         \
    X(biacromial, 22.8f, 22.4f, 22.0f, 21.8f, 21.7f, 21.6f, 21.9f) /* shoulders */                 \
    X(bispinous, 14.9f, 14.1f, 13.8f, 13.5f, 13.4f, 13.6f, 13.8f)  /* front of the pelvis */       \
    X(upper_arm, 17.7f, 17.9f, 18.2f, 18.4f, 18.7f, 18.8f, 18.7f)  /* acromion to radiale */       \
    X(forearm, 14.3f, 14.6f, 14.6f, 14.7f, 14.8f, 15.0f, 14.9f)    /* radiale to stylion */        \
    X(hand, 11.3f, 11.0f, 10.9f, 10.9f, 10.9f, 10.9f, 10.7f)       /* its length */                \
    X(notch, 77.4f, 78.3f, 79.5f, 80.6f, 81.0f, 81.0f, 81.1f)      /* suprasternal, height */      \
    X(trochanter, 46.4f, 48.7f, 49.8f, 51.2f, 51.7f, 51.8f, 51.1f) /* height */                    \
    X(thigh, 22.5f, 23.7f, 24.1f, 25.0f, 25.1f, 25.5f, 25.0f)      /* trochanter to tibiale */     \
    X(shank, 20.0f, 20.9f, 21.7f, 22.5f, 22.7f, 22.3f, 22.1f)      /* tibiale to ankle */          \
    X(foot, 15.8f, 15.6f, 15.6f, 15.6f, 15.6f, 15.4f, 14.9f)       /* its length */

#define X(field, ...) static const float share_##field[7] = { __VA_ARGS__ };
SHARE_LIST(X)
#undef X

// From the marks of an anthropometer to centres of joints; no source was found, so [ours],
// bracketed by the Kinect's joints of ten children (shoulders 23.7, hips 10.6 % of the
// head-to-ankle height):
#define SHOULDER_IN    1.3f   // % of the stature that a shoulder joint lies inside its acromion
#define SHOULDER_LOW   1.0f   // ... and below the suprasternal notch
#define HIP_SHARE      0.72f  // distance of the hip joints over the bispinous breadth (Bell 1990)
#define NOSE_BELOW_EYE 2.5f   // % of the stature: Snyder's nose is 2.8-3.2 % long and begins there

static float at_year(const float *by_year, float age)
{
    float after = clampf(age - AGE_FIRST, 0, 12);
    int year = after < 12 ? (int)after : 11;
    return mixf(by_year[year], by_year[year + 1], after - (float)year);
}

// Of a share at 4, 6, ... 16 years.
static float share_at(const float share[7], float age)
{
    float after = clampf((age - AGE_FIRST) / 2, 0, 6);
    int row = after < 6 ? (int)after : 5;
    return mixf(share[row], share[row + 1], after - (float)row) / 100;
}

float rig_stature_m(const DemoRig *rig)
{
    if (rig->own.height > 0) return rig->own.height;
    float median = at_year(stature_cm[rig->girl], rig->age_years);
    return median / 100 * (1 + rig->stature * at_year(stature_sd[rig->girl], rig->age_years));
}

// A parabola's length, turned about: within 1 % of the bow from 1.05 to 1.6.
float rig_bow(float ratio)
{
    float longer = fmaxf(ratio - 1, 0);
    return 0.61f * sqrtf(longer) * (1 + 0.4f * longer);
}

#define GIRTH(name, word, trunk, limbs) { trunk, limbs },
static const float girth[RIG_BUILD_COUNT][2] = { RIG_BUILD_LIST(GIRTH) };

Figure rig_figure(const DemoRig *rig)
{
    REQUIRE(rig->age_years >= 4 && rig->age_years <= 16 && rig->build < RIG_BUILD_COUNT);
    if (rig->own.height > 0) return rig->own;
    float h = rig_stature_m(rig), age = rig->age_years;
#define AT(field) (share_at(share_##field, age) * h)
    Figure f = { .height = h, .head = AT(head) };
    f.thigh = AT(thigh);
    f.shank = AT(shank);
    f.ankle = AT(trochanter) - f.thigh - f.shank;
    float shoulder_up = AT(notch) - SHOULDER_LOW / 100 * h;
    f.trunk = shoulder_up - AT(trochanter);
    f.neck = h - f.head - shoulder_up;
    f.shoulder = 0.5f * AT(biacromial) - SHOULDER_IN / 100 * h;
    f.hip = 0.5f * HIP_SHARE * AT(bispinous);
    f.upper_arm = AT(upper_arm);
    f.forearm = AT(forearm);
    f.palm = 0.5f * AT(hand);
    f.foot = AT(foot);
    f.face = (AT(eye) - h) / f.head + 0.5f - FIGURE_EYES;
    f.nose = -NOSE_BELOW_EYE / 100 * h / f.head - (FIGURE_NOSE - FIGURE_EYES);
#undef AT
    f.girth_trunk = girth[rig->build][0];
    f.girth_limbs = girth[rig->build][1];
    f.forward = exact_sin(rig->forward_deg * PI_F / 180) / exact_cos(rig->forward_deg * PI_F / 180);
    return f;
}

// ---- cameras ----

#define FEET_SHARE 0.9f  // where the feet are in the picture

static Vec3 sum(float a, Vec3 x, float b, Vec3 y)
{
    return (Vec3){ a * x.x + b * y.x, a * x.y + b * y.y, a * x.z + b * y.z };
}

View rig_view(const DemoRig *rig, int width, int height, float child_m)
{
#define SHARE(name, word, share)        share,
#define ANGLES(name, word, pitch, roll) { pitch * PI_F / 180, roll * PI_F / 180 },
#define GLASS(name, word, focal, k1)    { focal, k1 },
    static const float share[] = { RIG_DISTANCE_LIST(SHARE) };
    static const float tilt[][2] = { RIG_TILT_LIST(ANGLES) };
    static const float glass[][2] = { RIG_LENS_LIST(GLASS) };
    float pitch = tilt[rig->tilt][0], roll = tilt[rig->tilt][1], turn = rig->turn_deg * PI_F / 180;
    float focal = glass[rig->lens][0], part = share[rig->distance];
    float far = focal * child_m / part;
    Vec3 away = { exact_sin(turn), 0, exact_cos(turn) }, level = { away.z, 0, -away.x };
    Vec3 top = { 0, 1, 0 };
    Vec3 rise = sum(-exact_sin(pitch), away, exact_cos(pitch), top);
    Lens lens = { .focal_px = focal * (float)height, .k1 = glass[rig->lens][1] };
    lens.at = sum(far, away, -rig->aside * child_m, level);
    lens.at.y = (FEET_SHARE - 0.5f) * child_m / part + far * exact_sin(pitch) / exact_cos(pitch);
    lens.forward = sum(-exact_cos(pitch), away, -exact_sin(pitch), top);
    lens.right = sum(exact_cos(roll), level, exact_sin(roll), rise);
    lens.up = sum(exact_cos(roll), rise, -exact_sin(roll), level);
    Vec3 middle = { -lens.at.x, 0.5f * child_m - lens.at.y, -lens.at.z };
    return (View){ width, height, lens.focal_px / view_dot(middle, lens.forward), lens };
}
