// SPDX-License-Identifier: MIT
// pose_record.h: a pose as bytes: what is stored, and therefore what is stepped.
//
// Version 2, little-endian, POSE_RECORD_MAX bytes at most:
//   u8   version, 2
//   u8   1: found, 0: nobody
//   u32  number
//   u16  width, u16 height          px
//   i64  captured_us, i64 ready_us  from the session's start
//   u16  player, u8 state, u8 people
// and, only if found, whole numbers of the steps below:
//   u8   presence                   in 1/63
//   i32  scale                      in the steps of z
//   33 x u8 visibility              in 1/63
//   33 x { i32 x, i32 y, i32 z }    of the picture
//   33 x { i16 x, i16 y, i16 z }    world
//
// Version 1 was written until store schema 4 and is read for ever: the same head, then
//   u8 presence in 1/255, f32 scale_px, 33 x { f32 x, y, z; u8 visibility in 1/255 },
//   33 x { i16 x, y, z } of the world in 0.1 mm
#pragma once

#include "tiptoe/base.h"
#include "tiptoe/pose.h"

#define POSE_RECORD_VERSION 2
#define POSE_RECORD_MAX     (30 + 5 + LANDMARK_COUNT * (1 + 12 + 6))

// Steps to a pixel of the picture, and to a metre of the world. Against the raw noise of the
// quietest landmark of a child who stands still, from picture to picture, of every model, on the
// smallest child that is tracked (60 px tall): x and y are at most a quarter of it, z and the world
// at most the noise itself. test_vision_noise measures it. Presence and
// visibility are judged against one half, which lies between two steps as their number is odd.
#define POSE_SHARES   63
#define POSE_STEPS_X  105
#define POSE_STEPS_Y  80
#define POSE_STEPS_Z  7
#define POSE_STEPS_WX 3000
#define POSE_STEPS_WY 2600
#define POSE_STEPS_WZ 1500

// Writes `pose` to `bytes` and gives the number of bytes used. A pose with a number that is not
// finite is written as nobody.
size_t pose_pack(const Pose *pose, unsigned char bytes[POSE_RECORD_MAX]);

// Reads one pose of either version from the first of `size` bytes; `*used` tells how many it took.
// All of `*pose` is written, what has no meaning is 0. MALFORMED: cut short or out of range;
// VERSION: a later record.
Result pose_unpack(Pose *pose, const unsigned char *bytes, size_t size, size_t *used);

// Likewise a pose as stores of schema 1 have it: version 1 without player, state and people.
Result pose_unpack_first(Pose *pose, const unsigned char *bytes, size_t size, size_t *used);

// A pose as it is stored: packed once, by whoever takes it from the camera.
typedef struct PoseRecord {
    size_t size;
    unsigned char bytes[POSE_RECORD_MAX];
} PoseRecord;

// Packs `pose` into `record`, and makes it what comes back from there: so what is stepped is what
// is stored. Doing it twice changes nothing more.
void pose_quantise(Pose *pose, PoseRecord *record);
