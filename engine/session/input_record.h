// SPDX-License-Identifier: MIT
// input_record.h: the inputs of play_step() as bytes: step records, one after the other, which the
// digest of a track is made of and its pages hold packed (track_page.h).
//
// Little-endian, of each step:
//   u8   bit 0: a pose follows; bit 1: a step number follows; bit 2: a time follows;
//        bits 4-6: number of commands
//   u32  step          only after lost steps: if it is not the one after the step before, 0 at
//   first i64  taken_us      only if not 0 pose               pose_record.h commands           u8
//   command, f32 value
#pragma once

#include "base/bytes.h"
#include "play/play.h"
#include "play/pose_record.h"

#define INPUT_RECORD_MAX (1 + 4 + 8 + POSE_RECORD_MAX + 5 * PLAY_COMMANDS_MAX)

// Of the first byte.
enum {
    INPUT_HAS_POSE = 1,
    INPUT_HAS_STEP = 2,
    INPUT_HAS_TIME = 4,
    INPUT_KEYS_SHIFT = 4,
    INPUT_KNOWN_BITS = 0x77
};

// Writes one step. `pose`: that of `in`, as pose_quantise() left it; NULL if it has none. `next` is
// the number that goes without saying: that of the step before plus one.
void input_pack(Bytes *to, const PlayInput *in, const PoseRecord *pose, uint32_t next);

// The number of the step that comes next in `from`, or `next` if none does.
uint32_t input_number(const Bytes *from, uint32_t next);

// Reads one step; everything in `*in` is written. MALFORMED, VERSION.
Result input_unpack(Bytes *from, PlayInput *in, uint32_t next);

// Likewise with the poses of schema 1 (pose_unpack_first).
Result input_unpack_first(Bytes *from, PlayInput *in, uint32_t next);
