// SPDX-License-Identifier: MIT
// trust.c: how far each landmark can be believed.
#include "body/trust.h"

#include "body/body_update.h"

#include <string.h>

#define EDGE           0.01f  // of the picture: a landmark there is a guess about what lies outside
#define PRESENCE_MIN   0.5f
#define SPEED_MAX      4.5f    // heights a second; a child's fastest throw is about 2.5
#define SPEED_GAP_US   200000  // after a longer gap a landmark may be anywhere
#define JUMPS_BELIEVED 2u      // poses in a row at the new place: then it really is there
#define BONE_LONG      1.5f    // a bone can look shorter than it is, but hardly longer
#define TWIN_NEAR      0.012f  // heights: left and right on one spot are one joint seen twice
#define DOUBT          0.3f    // what is left of the trust of a landmark that fails a test

LandmarkGroup landmark_group(Landmark l)
{
    REQUIRE((unsigned)l < LANDMARK_COUNT);
    bool right = (l - LANDMARK_SHOULDER_LEFT) % 2 != 0;
    if (l < LANDMARK_SHOULDER_LEFT) return GROUP_HEAD;
    if (l <= LANDMARK_SHOULDER_RIGHT || l == LANDMARK_HIP_LEFT || l == LANDMARK_HIP_RIGHT)
        return GROUP_TRUNK;
    if (l < LANDMARK_HIP_LEFT) return right ? GROUP_ARM_RIGHT : GROUP_ARM_LEFT;
    return right ? GROUP_LEG_RIGHT : GROUP_LEG_LEFT;
}

static Vec2 at_px(const Pose *pose, int landmark)
{
    return vec2(pose->image[landmark].x * pose->width, pose->image[landmark].y * pose->height);
}

// Picture, visibility, presence.
static float seen(const Pose *raw, int landmark)
{
    Vec3 at = raw->image[landmark];
    bool inside = at.x > EDGE && at.x < 1 - EDGE && at.y > EDGE && at.y < 1 - EDGE;
    return inside && raw->presence >= PRESENCE_MIN ? raw->visibility[landmark] : 0;
}

static void judge_speed(TrustWatch *watch, const Pose *raw, float height_px,
                        float trust[LANDMARK_COUNT])
{
    int64_t gap_us = raw->captured_us - watch->last_us;
    uint32_t picture = pose_picture(raw);  // px of another one say nothing
    bool known = watch->picture == picture && gap_us > 0 && gap_us <= SPEED_GAP_US;
    float far = SPEED_MAX * height_px * (float)gap_us * 1e-6f;
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        Vec2 now = at_px(raw, i);
        bool jump = known && height_px > 0 && vec2_distance(now, watch->last[i]) > far;
        watch->jumped[i] = jump && watch->jumped[i] < JUMPS_BELIEVED ? watch->jumped[i] + 1 : 0;
        if (watch->jumped[i])
            trust[i] *= DOUBT;  // and the next pose is compared with the old place
        else
            watch->last[i] = now;
    }
    watch->last_us = raw->captured_us;
    watch->picture = picture;
}

static void judge_bone(const Pose *raw, int from, int to, float length_px,
                       float trust[LANDMARK_COUNT])
{
    if (length_px <= 0) return;
    if (vec2_distance(at_px(raw, from), at_px(raw, to)) > BONE_LONG * length_px) trust[to] *= DOUBT;
}

// Shares of arm and leg that are upper arm and thigh, from figures of children.
static void judge_bones(const Pose *raw, const Calibration *size, float stage_per_px,
                        float trust[LANDMARK_COUNT])
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        float arm = size->arm[side] / stage_per_px;
        float leg = size->leg[side] / stage_per_px;
        judge_bone(raw, LANDMARK_SHOULDER_LEFT + side, LANDMARK_ELBOW_LEFT + side, 0.55f * arm,
                   trust);
        judge_bone(raw, LANDMARK_ELBOW_LEFT + side, LANDMARK_WRIST_LEFT + side, 0.5f * arm, trust);
        judge_bone(raw, LANDMARK_HIP_LEFT + side, LANDMARK_KNEE_LEFT + side, 0.53f * leg, trust);
        judge_bone(raw, LANDMARK_KNEE_LEFT + side, LANDMARK_ANKLE_LEFT + side, 0.52f * leg, trust);
    }
}

// Wrists, knees and ankles. Hands may fold and feet stand together, but never on one pixel.
static void judge_twins(const Pose *raw, float height_px, float trust[LANDMARK_COUNT])
{
    static const int pairs[] = { LANDMARK_ELBOW_LEFT, LANDMARK_KNEE_LEFT, LANDMARK_ANKLE_LEFT };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        int left = pairs[i], right = left + 1;
        if (vec2_distance(at_px(raw, left), at_px(raw, right)) > TWIN_NEAR * height_px) continue;
        trust[left] *= DOUBT;
        trust[right] *= DOUBT;
    }
    // Shoulders and hips that face opposite ways: the network has swapped a side.
    float shoulders = at_px(raw, LANDMARK_SHOULDER_LEFT).x - at_px(raw, LANDMARK_SHOULDER_RIGHT).x;
    float hips = at_px(raw, LANDMARK_HIP_LEFT).x - at_px(raw, LANDMARK_HIP_RIGHT).x;
    bool swapped = shoulders * hips < 0 && fabsf(shoulders) > 0.06f * height_px &&
                   fabsf(hips) > 0.04f * height_px;
    for (int i = LANDMARK_SHOULDER_LEFT; swapped && i < LANDMARK_COUNT; i++) trust[i] *= DOUBT;
}

static void leave_out(unsigned without, const Calibration *size, float trust[LANDMARK_COUNT])
{
    static const LandmarkGroup limbs[LIMB_COUNT] = { GROUP_ARM_LEFT, GROUP_ARM_RIGHT,
                                                     GROUP_LEG_LEFT, GROUP_LEG_RIGHT };
    if (size->seated) without |= LIMBS_LEGS;
    for (int i = 0; i < LANDMARK_COUNT; i++)
        for (int limb = 0; limb < LIMB_COUNT; limb++)
            if ((without & 1u << limb) && landmark_group((Landmark)i) == limbs[limb]) trust[i] = 0;
}

void trust_update(TrustWatch *watch, const Pose *raw, const Calibration *size, unsigned without,
                  float trust[LANDMARK_COUNT])
{
    memset(trust, 0, LANDMARK_COUNT * sizeof trust[0]);
    if (!raw->found) {
        watch->picture = 0;
        return;
    }
    for (int i = 0; i < LANDMARK_COUNT; i++) trust[i] = seen(raw, i);
    float stage_per_px = stage_place(size, raw->width, raw->height).stage_per_px;
    float height_px = size->done ? size->height / stage_per_px : 0;
    judge_speed(watch, raw, height_px, trust);
    if (size->done) {
        judge_bones(raw, size, stage_per_px, trust);
        judge_twins(raw, height_px, trust);
    }
    leave_out(without, size, trust);
}

float trust_of_group(const float trust[LANDMARK_COUNT], LandmarkGroup group)
{
    int members = 0, trusted = 0;
    REQUIRE((unsigned)group < GROUP_COUNT);
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        if (landmark_group((Landmark)i) != group) continue;
        members++;
        trusted += trust[i] >= BODY_TRUST_MIN;
    }
    return (float)trusted / (float)members;
}
