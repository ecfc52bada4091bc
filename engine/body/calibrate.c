// SPDX-License-Identifier: MIT
// calibrate.c: medians over a still stretch become the child's size and place.
#include "body/calibrate.h"

#include "body/body_update.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define STILL_US      1500000  // how long to be still
#define GIVE_UP_US    6000000  // then the best that there is must do; with the reach 10 s in all
#define SAMPLE_US     14000    // a fast camera's poses are thinned to fit the memory
#define SAMPLES_MIN   8        // a median of fewer is worth little
#define STILL_SHARE   0.08f  // the hips (or shoulders) may wander this share of the trunk's length
#define STAND_HEIGHT  6.0f   // stage units from crown to sole, so that arms fit above
#define STAND_FLOOR   0.75f  // where the ankles stand
#define SEAT_SHOULDER 5.0f   // where the shoulders of a seated child are
// Share of the height between nose and ankle where the age is not known: that of 7 years.
#define NOSE_TO_ANKLE 0.84f
#define KNOWN_TRUNK   0.05f  // share of its length: as far as play's own drift is told
#define KNOWN_PLACE   0.5f   // stage units: a twelfth of the child's height
#define TRUNK_SHARE   0.30f  // mid-shoulder to mid-hip as a share of the height
#define ARM_SHARE     0.33f  // shoulder to wrist, share of the height, where it is not seen

typedef struct CalibrationSample Sample;

static Vec2 at_px(const Pose *pose, int landmark)
{
    return vec2(pose->image[landmark].x * pose->width, pose->image[landmark].y * pose->height);
}

static bool visible(const Pose *pose, int landmark)
{
    Vec3 at = pose->image[landmark];
    return pose->visibility[landmark] > 0.5f && at.x > 0 && at.x < 1 && at.y > 0 && at.y < 1;
}

static bool usable(const Pose *pose, bool seated, unsigned without)
{
    bool left = without & 1u << LIMB_LEG_LEFT || visible(pose, LANDMARK_ANKLE_LEFT);
    bool right = without & 1u << LIMB_LEG_RIGHT || visible(pose, LANDMARK_ANKLE_RIGHT);
    bool upper = visible(pose, LANDMARK_NOSE) && visible(pose, LANDMARK_SHOULDER_LEFT) &&
                 visible(pose, LANDMARK_SHOULDER_RIGHT);
    bool lower = visible(pose, LANDMARK_HIP_LEFT) && visible(pose, LANDMARK_HIP_RIGHT) && left &&
                 right && (without & LIMBS_LEGS) != LIMBS_LEGS;
    return pose->found && upper && (seated || lower);
}

static float chain(const Pose *pose, int a, int b, int c)
{
    Vec2 start = at_px(pose, a), middle = at_px(pose, b), end = at_px(pose, c);
    return vec2_distance(start, middle) + vec2_distance(middle, end);
}

static Sample sample_of(const Pose *pose)
{
    Sample s = { .nose = at_px(pose, LANDMARK_NOSE) };
    for (int side = 0; side < SIDE_COUNT; side++) {
        s.shoulder[side] = at_px(pose, LANDMARK_SHOULDER_LEFT + side);
        s.hip[side] = at_px(pose, LANDMARK_HIP_LEFT + side);
        s.ankle[side] = at_px(pose, LANDMARK_ANKLE_LEFT + side);
        s.arm[side] = chain(pose, LANDMARK_SHOULDER_LEFT + side, LANDMARK_ELBOW_LEFT + side,
                            LANDMARK_WRIST_LEFT + side);
        s.leg[side] = chain(pose, LANDMARK_HIP_LEFT + side, LANDMARK_KNEE_LEFT + side,
                            LANDMARK_ANKLE_LEFT + side);
    }
    return s;
}

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

// The median of the float that lies `offset` bytes into every sample.
static float median(const Calibrator *k, size_t offset)
{
    float values[CALIBRATE_POSES_MAX];
    REQUIRE(k->count > 0 && k->count <= CALIBRATE_POSES_MAX);
    for (int i = 0; i < k->count; i++)
        memcpy(&values[i], (const char *)&k->sample[i] + offset, sizeof values[i]);
    qsort(values, (size_t)k->count, sizeof values[0], by_value);
    return values[k->count / 2];
}

#define MEDIAN(k, field)  median(k, offsetof(Sample, field))
#define MEDIAN2(k, field) vec2(MEDIAN(k, field.x), MEDIAN(k, field.y))

static Vec2 anchor(const Sample *s, bool seated)
{
    const Vec2 *pair = seated ? s->shoulder : s->hip;
    return vec2_mix(pair[SIDE_LEFT], pair[SIDE_RIGHT], 0.5f);
}

static Vec2 to_stage(const Calibration *c, Vec2 px)
{
    return vec2(c->origin.x - (px.x - c->origin_px.x) * c->stage_per_px,
                c->origin.y - (px.y - c->origin_px.y) * c->stage_per_px);
}

// Standard deviation of the anchor's sideways place, px.
static float wander_px(const Calibrator *k, bool seated)
{
    float sum = 0, squares = 0;
    for (int i = 0; i < k->count; i++) sum += anchor(&k->sample[i], seated).x;
    float mean = sum / (float)k->count;
    for (int i = 0; i < k->count; i++) {
        float off = anchor(&k->sample[i], seated).x - mean;
        squares += off * off;
    }
    return sqrtf(squares / (float)k->count);
}

void calibration_view(Calibration *c, int width, int height)
{
    Vec2 one = to_stage(c, vec2(0, 0)), other = to_stage(c, vec2((float)width, (float)height));
    c->view_low = vec2(fminf(one.x, other.x), fminf(one.y, other.y));
    c->view_high = vec2(fmaxf(one.x, other.x), fmaxf(one.y, other.y));
}

// The ear's tragion lies so far below the crown at 4, 6 ... 16 years (Snyder 1977, 3,900 children,
// share of the height). Nose below tragion and ankle above the floor are 2.2 and 5.6 cm of 122 at 7
// years, and are taken for the same share at every age.
float calibration_nose_to_ankle(unsigned age_months)
{
    static const float ear[] = { 0.114f, 0.102f, 0.093f, 0.087f, 0.083f, 0.077f, 0.075f };
    const int last = (int)(sizeof ear / sizeof *ear) - 1;
    if (age_months == 0) return NOSE_TO_ANKLE;
    float at = clampf(((float)age_months / 12 - 4) / 2, 0, (float)last);
    int from = at < (float)last ? (int)at : last - 1;
    float below = ear[from] + (at - (float)from) * (ear[from + 1] - ear[from]);
    return 1 - below - (2.2f + 5.6f) / 122;
}

float calibration_taller(const Calibration *c, unsigned age_months)
{
    return c->seated ? 1 : NOSE_TO_ANKLE / calibration_nose_to_ankle(age_months);
}

bool calibration_fits(const Calibration *known, const Pose *pose, unsigned without)
{
    bool seated = known->seated;
    bool whole = known->done && known->arm[SIDE_LEFT] > 0 && known->arm[SIDE_RIGHT] > 0;
    if (!whole || !usable(pose, seated, without)) return false;
    Sample s = sample_of(pose);
    Vec2 shoulders = anchor(&s, true), hips = anchor(&s, false);
    Vec2 ankles = vec2_mix(s.ankle[SIDE_LEFT], s.ankle[SIDE_RIGHT], 0.5f);
    float trunk = vec2_distance(shoulders, hips) * known->stage_per_px;
    Vec2 origin = to_stage(known, seated ? shoulders : ankles);
    return fabsf(trunk - known->trunk) <= KNOWN_TRUNK * known->trunk &&
           vec2_distance(origin, known->origin) <= KNOWN_PLACE;
}

static void finish(const Calibrator *k, const Pose *pose, bool seated, Calibration *c)
{
    Vec2 nose = MEDIAN2(k, nose);
    Vec2 shoulder[] = { MEDIAN2(k, shoulder[SIDE_LEFT]), MEDIAN2(k, shoulder[SIDE_RIGHT]) };
    Vec2 hip[] = { MEDIAN2(k, hip[SIDE_LEFT]), MEDIAN2(k, hip[SIDE_RIGHT]) };
    Vec2 ankle[] = { MEDIAN2(k, ankle[SIDE_LEFT]), MEDIAN2(k, ankle[SIDE_RIGHT]) };
    Vec2 mid_shoulder = vec2_mix(shoulder[0], shoulder[1], 0.5f);
    Vec2 mid_hip = vec2_mix(hip[0], hip[1], 0.5f), mid_ankle = vec2_mix(ankle[0], ankle[1], 0.5f);
    float trunk_px = fmaxf(vec2_distance(mid_shoulder, mid_hip), 1);
    float height_px =
        seated ? trunk_px / TRUNK_SHARE : fmaxf((mid_ankle.y - nose.y) / NOSE_TO_ANKLE, 1);

    *c = (Calibration){ .done = true, .seated = seated };
    c->stage_per_px = STAND_HEIGHT / height_px;
    c->origin_px = seated ? mid_shoulder : mid_ankle;
    c->origin = vec2(STAGE_WIDTH / 2, seated ? SEAT_SHOULDER : STAND_FLOOR);
    c->height = STAND_HEIGHT;
    c->trunk = trunk_px * c->stage_per_px;
    c->shoulder_width = vec2_distance(shoulder[0], shoulder[1]) * c->stage_per_px;
    c->hip = to_stage(c, mid_hip);
    c->noise = wander_px(k, seated) * c->stage_per_px;
    c->reach[SIDE_LEFT] = c->reach[SIDE_RIGHT] = 1;
    float arms[] = { MEDIAN(k, arm[SIDE_LEFT]), MEDIAN(k, arm[SIDE_RIGHT]) };
    float legs[] = { MEDIAN(k, leg[SIDE_LEFT]), MEDIAN(k, leg[SIDE_RIGHT]) };
    for (int side = 0; side < SIDE_COUNT; side++) {
        float usual = ARM_SHARE * c->height;
        float arm = arms[side] * c->stage_per_px;
        // An arm folded or hidden during calibration looks short: the other one, or the usual
        // share.
        arm = fmaxf(arm, fminf(arms[!side] * c->stage_per_px, usual));
        c->arm[side] = clampf(arm, 0.75f * usual, 1.3f * usual);
        c->leg[side] = seated ? 0 : legs[side] * c->stage_per_px;
        c->shoulder[side] = to_stage(c, shoulder[side]);
        c->ankle_y[side] = seated ? 0 : to_stage(c, ankle[side]).y;
    }
    calibration_view(c, pose->width, pose->height);
}

bool calibrator_add(Calibrator *k, const Pose *pose, bool seated, unsigned without,
                    Calibration *calibration)
{
    if (!usable(pose, seated, without)) return false;
    if (k->picture != pose_picture(pose)) k->count = 0, k->still_us = 0;
    k->picture = pose_picture(pose);
    int64_t since_us = k->count > 0 ? body_time_us(k->last_us, pose->captured_us) : 0;
    if (k->count > 0 && since_us < SAMPLE_US) return false;
    Sample sample = sample_of(pose);
    k->last_us = pose->captured_us;
    k->tried_us += since_us;
    k->still_us += since_us;

    Vec2 trunk[2] = { anchor(&sample, true), anchor(&sample, false) };
    float allowed = STILL_SHARE * vec2_distance(trunk[0], trunk[1]);
    bool patient = k->tried_us < GIVE_UP_US;
    bool moved = k->count > 0 &&
                 vec2_distance(anchor(&k->sample[0], seated), anchor(&sample, seated)) > allowed;
    if (moved && patient) k->count = 0, k->still_us = 0;
    if (k->count == CALIBRATE_POSES_MAX) {
        memmove(k->sample, k->sample + 1, sizeof k->sample - sizeof k->sample[0]);
        k->count--;
    }
    k->sample[k->count++] = sample;

    bool enough = k->still_us >= STILL_US || !patient;
    if (!enough || k->count < SAMPLES_MIN) return false;
    finish(k, pose, seated, calibration);
    return true;
}

float calibrator_progress(const Calibrator *k)
{
    return clampf((float)k->still_us / STILL_US, 0, 1);
}

Calibration calibration_provisional(int width, int height)
{
    Calibration c = { .origin = { STAGE_WIDTH / 2, STAGE_HEIGHT / 2 }, .reach = { 1, 1 } };
    c.stage_per_px = STAGE_HEIGHT / (float)(height > 0 ? height : 480);
    c.origin_px = vec2((float)width / 2, (float)height / 2);
    float half_width = (float)width / 2 * c.stage_per_px;
    c.view_low = vec2(STAGE_WIDTH / 2 - half_width, 0);
    c.view_high = vec2(STAGE_WIDTH / 2 + half_width, STAGE_HEIGHT);
    return c;
}
