// SPDX-License-Identifier: MIT
// body_update.c: from a pose to the body on the stage.
#include "body/body_update.h"

#include <string.h>

// The picture that the child was measured in had the size of what the camera sees of the stage.
StagePlace stage_place(const Calibration *c, int width, int height)
{
    StagePlace place = { c->origin_px, c->stage_per_px };
    if (!(c->stage_per_px > 0)) return place;
    float wide = roundf((c->view_high.x - c->view_low.x) / c->stage_per_px);
    float high = roundf((c->view_high.y - c->view_low.y) / c->stage_per_px);
    bool same = wide == (float)width && high == (float)height;
    if (same || wide <= 0 || high <= 0 || width <= 0 || height <= 0) return place;
    float larger = (float)height / high;
    place.stage_per_px = c->stage_per_px / larger;
    place.origin_px.x = (float)width / 2 + (c->origin_px.x - wide / 2) * larger;
    place.origin_px.y = c->origin_px.y * larger;
    return place;
}

Vec2 stage_from_image(const Calibration *c, const Pose *pose, Vec2 image)
{
    StagePlace place = stage_place(c, pose->width, pose->height);
    float x_px = image.x * pose->width - place.origin_px.x;
    float y_px = image.y * pose->height - place.origin_px.y;
    return vec2(c->origin.x - x_px * place.stage_per_px, c->origin.y - y_px * place.stage_per_px);
}

Vec2 image_from_stage(const Calibration *c, int width, int height, Vec2 stage)
{
    StagePlace place = stage_place(c, width, height);
    float x_px = place.origin_px.x - (stage.x - c->origin.x) / place.stage_per_px;
    float y_px = place.origin_px.y - (stage.y - c->origin.y) / place.stage_per_px;
    return vec2(x_px / (float)width, y_px / (float)height);
}

static float least(float a, float b)
{
    return a < b ? a : b;
}

static float degrees_between(Vec2 a, Vec2 b)
{
    float lengths = vec2_length(a) * vec2_length(b);
    if (lengths <= 0) return 0;
    return exact_acos(clampf(vec2_dot(a, b) / lengths, -1, 1)) * (180.0f / PI_F);
}

static void put(Body *body, BodyValue value, float number, float trust)
{
    body->value_trust[value] = trust;
    if (trust >= BODY_TRUST_MIN) body->value[value] = number;
}

static void update_limbs(Body *body, const Calibration *c, Side side)
{
    const Vec2 *j = body->joint;
    const float *t = body->trust;
    Vec2 shoulder = j[LANDMARK_SHOULDER_LEFT + side], elbow = j[LANDMARK_ELBOW_LEFT + side];
    Vec2 wrist = j[LANDMARK_WRIST_LEFT + side];
    Vec2 hip = j[LANDMARK_HIP_LEFT + side], knee = j[LANDMARK_KNEE_LEFT + side];
    Vec2 ankle = j[LANDMARK_ANKLE_LEFT + side];
    Vec2 upper = vec2_sub(elbow, shoulder), fore = vec2_sub(wrist, elbow);
    Vec2 thigh = vec2_sub(knee, hip), shank = vec2_sub(ankle, knee);
    Vec2 down = vec2_sub(body->hips, body->shoulders);

    float elbow_trust = least(t[LANDMARK_SHOULDER_LEFT + side], t[LANDMARK_ELBOW_LEFT + side]);
    float wrist_trust = least(elbow_trust, t[LANDMARK_WRIST_LEFT + side]);
    float knee_trust = least(t[LANDMARK_HIP_LEFT + side], t[LANDMARK_KNEE_LEFT + side]);
    float ankle_trust = least(knee_trust, t[LANDMARK_ANKLE_LEFT + side]);
    if (c->seated) knee_trust = ankle_trust = 0;

    put(body, BODY_ARM_RAISE_LEFT + side, degrees_between(upper, down), elbow_trust);
    put(body, BODY_ELBOW_BEND_LEFT + side, degrees_between(upper, fore), wrist_trust);
    put(body, BODY_KNEE_BEND_LEFT + side, degrees_between(thigh, shank), ankle_trust);
    if (c->done && c->leg[side] > 0)
        put(body, BODY_FOOT_LIFT_LEFT + side, (ankle.y - c->ankle_y[side]) / c->leg[side],
            ankle_trust);

    body->hand[side] = vec2_scale(
        vec2_add(wrist, vec2_add(j[LANDMARK_INDEX_LEFT + side], j[LANDMARK_PINKY_LEFT + side])),
        1.0f / 3);
    body->hand_trust[side] = t[LANDMARK_WRIST_LEFT + side];
    body->foot[side] = vec2_scale(
        vec2_add(ankle, vec2_add(j[LANDMARK_HEEL_LEFT + side], j[LANDMARK_FOOT_INDEX_LEFT + side])),
        1.0f / 3);
    body->foot_trust[side] = c->seated ? 0 : t[LANDMARK_ANKLE_LEFT + side];
}

static void update_trunk(Body *body, const Calibration *c)
{
    const Vec2 *j = body->joint;
    const float *t = body->trust;
    float shoulder_trust = least(t[LANDMARK_SHOULDER_LEFT], t[LANDMARK_SHOULDER_RIGHT]);
    float hip_trust = least(t[LANDMARK_HIP_LEFT], t[LANDMARK_HIP_RIGHT]);
    float ankle_trust = least(t[LANDMARK_ANKLE_LEFT], t[LANDMARK_ANKLE_RIGHT]);

    Vec2 up = vec2_sub(body->shoulders, body->hips);
    put(body, BODY_TRUNK_LEAN, exact_atan2(up.x, up.y) * (180.0f / PI_F),
        least(shoulder_trust, hip_trust));
    if (c->seated) {
        put(body, BODY_LEAN, 0, 0);
        put(body, BODY_HIP_DROP, 0, 0);
        return;
    }
    float middle = (j[LANDMARK_ANKLE_LEFT].x + j[LANDMARK_ANKLE_RIGHT].x) / 2;
    float half_base = fabsf(j[LANDMARK_ANKLE_RIGHT].x - j[LANDMARK_ANKLE_LEFT].x) / 2;
    // Feet together make the base, and so the quotient, meaningless: at least half a shoulder
    // width.
    half_base = fmaxf(half_base, c->shoulder_width / 4);
    if (half_base > 0)
        put(body, BODY_LEAN, (body->hips.x - middle) / half_base, least(hip_trust, ankle_trust));
    float leg = (c->leg[SIDE_LEFT] + c->leg[SIDE_RIGHT]) / 2;
    if (c->done && leg > 0) put(body, BODY_HIP_DROP, (c->hip.y - body->hips.y) / leg, hip_trust);
}

void body_derive(Body *body, const Calibration *c)
{
    const Vec2 *j = body->joint;
    body->head = j[LANDMARK_NOSE];
    body->shoulders = vec2_mix(j[LANDMARK_SHOULDER_LEFT], j[LANDMARK_SHOULDER_RIGHT], 0.5f);
    body->hips = vec2_mix(j[LANDMARK_HIP_LEFT], j[LANDMARK_HIP_RIGHT], 0.5f);
    for (int side = 0; side < SIDE_COUNT; side++) update_limbs(body, c, (Side)side);
    update_trunk(body, c);
}

void body_update(Body *body, const Pose *pose, const float trust[LANDMARK_COUNT],
                 const Calibration *c)
{
    body->seen = pose->found;
    if (!pose->found) {
        memset(body->trust, 0, sizeof body->trust);
        memset(body->hand_trust, 0, sizeof body->hand_trust);
        memset(body->foot_trust, 0, sizeof body->foot_trust);
        memset(body->value_trust, 0, sizeof body->value_trust);
        return;
    }
    body->pose_number = pose->number;
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        body->joint[i] = stage_from_image(c, pose, vec2(pose->image[i].x, pose->image[i].y));
        body->trust[i] = trust[i];
    }
    body_derive(body, c);
}
