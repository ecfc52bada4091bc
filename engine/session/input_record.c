// SPDX-License-Identifier: MIT
// input_record.c: the inputs of play_step() as bytes, and back.
#include "session/input_record.h"

void input_pack(Bytes *to, const PlayInput *in, const PoseRecord *pose, uint32_t next)
{
    REQUIRE(in->command_count >= 0 && in->command_count <= PLAY_COMMANDS_MAX);
    REQUIRE(!in->has_pose || (pose && pose->size > 0 && pose->size <= POSE_RECORD_MAX));
    unsigned flags = (unsigned)in->command_count << INPUT_KEYS_SHIFT;
    if (in->has_pose) flags |= INPUT_HAS_POSE;
    if (in->step != next) flags |= INPUT_HAS_STEP;
    if (in->taken_us != 0) flags |= INPUT_HAS_TIME;
    bytes_put(to, flags, 1);
    if (flags & INPUT_HAS_STEP) bytes_put(to, in->step, 4);
    if (flags & INPUT_HAS_TIME) bytes_put(to, (uint64_t)in->taken_us, 8);
    if (in->has_pose) {
        unsigned char *room = bytes_next(to, pose->size);
        if (room) memcpy(room, pose->bytes, pose->size);
    }
    for (int i = 0; i < in->command_count; i++) {
        bytes_put(to, (uint64_t)in->command[i].command, 1);
        bytes_put_float(to, in->command[i].value);
    }
}

uint32_t input_number(const Bytes *from, uint32_t next)
{
    Bytes look = *from;
    return look.left && bytes_get(&look, 1) & INPUT_HAS_STEP ? (uint32_t)bytes_get(&look, 4) : next;
}

static Result damaged(const char *what)
{
    return fail(RESULT_MALFORMED, "a recorded step is damaged: %s", what);
}

static Result unpack(Bytes *from, PlayInput *in, uint32_t next, bool first)
{
    memset(in, 0, sizeof *in);
    unsigned flags = (unsigned)bytes_get(from, 1);
    if (flags & ~(unsigned)INPUT_KNOWN_BITS) return damaged("unknown marks");
    in->step = flags & INPUT_HAS_STEP ? (uint32_t)bytes_get(from, 4) : next;
    if (flags & INPUT_HAS_TIME) in->taken_us = (int64_t)bytes_get(from, 8);
    in->has_pose = flags & INPUT_HAS_POSE;
    in->command_count = (int)(flags >> INPUT_KEYS_SHIFT);
    if (in->command_count > PLAY_COMMANDS_MAX) return damaged("too many commands");
    if (in->has_pose && from->good) {
        size_t used = 0;
        Result result = first ? pose_unpack_first(&in->pose, from->at, from->left, &used)
                              : pose_unpack(&in->pose, from->at, from->left, &used);
        if (result != RESULT_OK) return result;
        bytes_next(from, used);
    }
    for (int i = 0; i < in->command_count; i++) {
        unsigned command = (unsigned)bytes_get(from, 1);
        in->command[i].value = bytes_get_float(from);
        if (command >= COMMAND_COUNT) return damaged("an unknown command");
        in->command[i].command = (Command)command;
    }
    return from->good ? RESULT_OK : damaged("cut short");
}

Result input_unpack(Bytes *from, PlayInput *in, uint32_t next)
{
    return unpack(from, in, next, false);
}

Result input_unpack_first(Bytes *from, PlayInput *in, uint32_t next)
{
    return unpack(from, in, next, true);
}
