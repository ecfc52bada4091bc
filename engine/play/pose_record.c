// SPDX-License-Identifier: MIT
// pose_record.c: a pose as bytes, and back.
#include "play/pose_record.h"

#include "base/bytes.h"

#define WORLD_UNIT_M 0.0001f
#define WORLD_LIMIT  32767.0f

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
    bytes_put(to, (uint64_t)lrintf(clampf(share, 0, 1) * 255.0f), 1);
}

static float get_share(Bytes *from)
{
    return (float)bytes_get(from, 1) / 255.0f;
}

static void put_metres(Bytes *to, float metres)
{
    long units = lrintf(clampf(metres / WORLD_UNIT_M, -WORLD_LIMIT, WORLD_LIMIT));
    bytes_put(to, (uint16_t)units, 2);
}

static float get_metres(Bytes *from)
{
    return (float)(int16_t)(uint16_t)bytes_get(from, 2) * WORLD_UNIT_M;
}

static void put_landmarks(Bytes *to, const Pose *pose)
{
    put_share(to, pose->presence);
    bytes_put_float(to, pose->scale_px);
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        bytes_put_float(to, pose->image[i].x);
        bytes_put_float(to, pose->image[i].y);
        bytes_put_float(to, pose->image[i].z);
        put_share(to, pose->visibility[i]);
    }
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        put_metres(to, pose->world_m[i].x);
        put_metres(to, pose->world_m[i].y);
        put_metres(to, pose->world_m[i].z);
    }
}

static void get_landmarks(Bytes *from, Pose *pose)
{
    pose->presence = get_share(from);
    pose->scale_px = bytes_get_float(from);
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        pose->image[i].x = bytes_get_float(from);
        pose->image[i].y = bytes_get_float(from);
        pose->image[i].z = bytes_get_float(from);
        pose->visibility[i] = get_share(from);
    }
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        pose->world_m[i].x = get_metres(from);
        pose->world_m[i].y = get_metres(from);
        pose->world_m[i].z = get_metres(from);
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

Result pose_unpack(Pose *pose, const unsigned char *bytes, size_t size, size_t *used)
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
    pose->player = (uint16_t)bytes_get(&from, 2);
    pose->state = (uint8_t)bytes_get(&from, 1);
    pose->people = (uint8_t)bytes_get(&from, 1);
    pose->found = found == 1;
    if (pose->found) get_landmarks(&from, pose);
    *used = size - from.left;
    if (!from.good || version != POSE_RECORD_VERSION || found > 1 ||
        pose->state >= PLAYER_STATE_COUNT || !pose_is_finite(pose)) {
        memset(pose, 0, sizeof *pose);
        return fail(RESULT_MALFORMED, "a stored pose is damaged");
    }
    return RESULT_OK;
}

void pose_quantise(Pose *pose, PoseRecord *record)
{
    size_t used;
    record->size = pose_pack(pose, record->bytes);
    REQUIRE(pose_unpack(pose, record->bytes, record->size, &used) == RESULT_OK);
}
