// SPDX-License-Identifier: MIT
// pose_record.c: a pose as bytes, and back.
#include "play/pose_record.h"

#include "base/bytes.h"

#define WORLD_1_UNIT_M 0.0001f
#define IMAGE_LIMIT    4000000  // steps: 40,000 px; a float holds them all
#define WORLD_LIMIT    32767

static bool vec3_is_finite(Vec3 v)
{
    return isfinite(v.x) && isfinite(v.y) && isfinite(v.z);
}

static bool pose_is_finite(const Pose *pose)
{
    bool finite = isfinite(pose->presence) && isfinite(pose->scale_px);
    for (int i = 0; i < LANDMARK_COUNT; i++)
        finite = finite && vec3_is_finite(pose->image[i]) && vec3_is_finite(pose->world_m[i]) &&
                 isfinite(pose->visibility[i]);
    return finite;
}

static void put_share(Bytes *to, float share)
{
    bytes_put(to, (uint64_t)lrintf(clampf(share, 0, 1) * POSE_SHARES), 1);
}

static float get_share(Bytes *from, float shares)
{
    return (float)bytes_get(from, 1) / shares;
}

static void put_steps(Bytes *to, float value, double per_unit, double limit, size_t size)
{
    double steps = (double)value * per_unit;
    steps = steps < -limit ? -limit : steps > limit ? limit : steps;
    bytes_put(to, (uint64_t)lrint(steps), size);
}

static float get_steps(Bytes *from, double per_unit, size_t size)
{
    uint64_t bits = bytes_get(from, size);
    int64_t steps = size == 2 ? (int16_t)(uint16_t)bits : (int32_t)(uint32_t)bits;
    return (float)((double)steps / per_unit);
}

// Steps to a whole picture; one without a size counts as one px.
static void image_steps(const Pose *pose, double steps[3])
{
    double width = pose->width ? pose->width : 1, height = pose->height ? pose->height : 1;
    steps[0] = POSE_STEPS_X * width;
    steps[1] = POSE_STEPS_Y * height;
    steps[2] = POSE_STEPS_Z * width;
}

static void put_landmarks(Bytes *to, const Pose *pose)
{
    double steps[3];
    image_steps(pose, steps);
    put_share(to, pose->presence);
    put_steps(to, pose->scale_px, POSE_STEPS_Z, IMAGE_LIMIT, 4);
    for (int i = 0; i < LANDMARK_COUNT; i++) put_share(to, pose->visibility[i]);
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        put_steps(to, pose->image[i].x, steps[0], IMAGE_LIMIT, 4);
        put_steps(to, pose->image[i].y, steps[1], IMAGE_LIMIT, 4);
        put_steps(to, pose->image[i].z, steps[2], IMAGE_LIMIT, 4);
    }
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        put_steps(to, pose->world_m[i].x, POSE_STEPS_WX, WORLD_LIMIT, 2);
        put_steps(to, pose->world_m[i].y, POSE_STEPS_WY, WORLD_LIMIT, 2);
        put_steps(to, pose->world_m[i].z, POSE_STEPS_WZ, WORLD_LIMIT, 2);
    }
}

static void get_landmarks(Bytes *from, Pose *pose)
{
    double steps[3];
    image_steps(pose, steps);
    pose->presence = get_share(from, POSE_SHARES);
    pose->scale_px = get_steps(from, POSE_STEPS_Z, 4);
    for (int i = 0; i < LANDMARK_COUNT; i++) pose->visibility[i] = get_share(from, POSE_SHARES);
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        pose->image[i].x = get_steps(from, steps[0], 4);
        pose->image[i].y = get_steps(from, steps[1], 4);
        pose->image[i].z = get_steps(from, steps[2], 4);
    }
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        pose->world_m[i].x = get_steps(from, POSE_STEPS_WX, 2);
        pose->world_m[i].y = get_steps(from, POSE_STEPS_WY, 2);
        pose->world_m[i].z = get_steps(from, POSE_STEPS_WZ, 2);
    }
}

static float get_metres_1(Bytes *from)
{
    return (float)(int16_t)(uint16_t)bytes_get(from, 2) * WORLD_1_UNIT_M;
}

static void get_landmarks_1(Bytes *from, Pose *pose)
{
    pose->presence = get_share(from, 255);
    pose->scale_px = bytes_get_float(from);
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        pose->image[i].x = bytes_get_float(from);
        pose->image[i].y = bytes_get_float(from);
        pose->image[i].z = bytes_get_float(from);
        pose->visibility[i] = get_share(from, 255);
    }
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        pose->world_m[i].x = get_metres_1(from);
        pose->world_m[i].y = get_metres_1(from);
        pose->world_m[i].z = get_metres_1(from);
    }
}

size_t pose_pack(const Pose *pose, unsigned char bytes[POSE_RECORD_MAX])
{
    Bytes to = bytes_over(bytes, POSE_RECORD_MAX);
    bool found = pose->found && pose_is_finite(pose);
    bytes_put(&to, POSE_RECORD_VERSION, 1);
    bytes_put(&to, found, 1);
    bytes_put(&to, pose->number, 4);
    bytes_put(&to, pose->width, 2);
    bytes_put(&to, pose->height, 2);
    bytes_put(&to, (uint64_t)pose->captured_us, 8);
    bytes_put(&to, (uint64_t)pose->ready_us, 8);
    bytes_put(&to, pose->player, 2);
    bytes_put(&to, pose->state, 1);
    bytes_put(&to, pose->people, 1);
    if (found) put_landmarks(&to, pose);
    REQUIRE(to.good);
    return POSE_RECORD_MAX - to.left;
}

static Result unpack(Pose *pose, const unsigned char *bytes, size_t size, size_t *used, bool first)
{
    Bytes from = bytes_over((void *)bytes, size);
    memset(pose, 0, sizeof *pose);
    unsigned version = (unsigned)bytes_get(&from, 1);
    if (version > POSE_RECORD_VERSION)
        return fail(RESULT_VERSION,
                    "a stored pose has version %u, this program knows %d: update it", version,
                    POSE_RECORD_VERSION);
    unsigned found = (unsigned)bytes_get(&from, 1);
    pose->number = (uint32_t)bytes_get(&from, 4);
    pose->width = (uint16_t)bytes_get(&from, 2);
    pose->height = (uint16_t)bytes_get(&from, 2);
    pose->captured_us = (int64_t)bytes_get(&from, 8);
    pose->ready_us = (int64_t)bytes_get(&from, 8);
    if (first) {
        pose->player = pose->people = found == 1;
        pose->state = found == 1 ? PLAYER_LOCKED : PLAYER_SEARCHING;
    } else {
        pose->player = (uint16_t)bytes_get(&from, 2);
        pose->state = (uint8_t)bytes_get(&from, 1);
        pose->people = (uint8_t)bytes_get(&from, 1);
    }
    pose->found = found == 1;
    if (pose->found && version == 1) get_landmarks_1(&from, pose);
    if (pose->found && version != 1) get_landmarks(&from, pose);
    *used = size - from.left;
    if (!from.good || version == 0 || (first && version != 1) || found > 1 ||
        pose->state >= PLAYER_STATE_COUNT || !pose_is_finite(pose)) {
        memset(pose, 0, sizeof *pose);
        return fail(RESULT_MALFORMED, "a stored pose is damaged");
    }
    return RESULT_OK;
}

Result pose_unpack(Pose *pose, const unsigned char *bytes, size_t size, size_t *used)
{
    return unpack(pose, bytes, size, used, false);
}

Result pose_unpack_first(Pose *pose, const unsigned char *bytes, size_t size, size_t *used)
{
    return unpack(pose, bytes, size, used, true);
}

void pose_quantise(Pose *pose, PoseRecord *record)
{
    size_t used;
    record->size = pose_pack(pose, record->bytes);
    REQUIRE(pose_unpack(pose, record->bytes, record->size, &used) == RESULT_OK);
}
