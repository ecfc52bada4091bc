// SPDX-License-Identifier: MIT
// session_fixture.h: made-up plays to record, for the tests of the store.
#pragma once

#include "base/bytes.h"
#include "play/pose_record.h"
#include "session/recording.h"
#include "session/session.h"
#include "test.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const Game fixture_game = {
    .id = "kites",
    .version = 3,
    .state_size = 16,
    .knob_count = 2,
    .knobs = { { "speed", "AL/s", "of the kite", 0, 2, 1 }, { "size", "AL", "of it", 0, 1, 0.5f } },
};

// The program's only game.
const Game *const game_list[] = { &fixture_game };
const int game_count = 1;

static char fixture_folder[64], fixture_store[128];

static inline int fixture_remove(const char *path, const struct stat *info, int type,
                                 struct FTW *at)
{
    (void)info, (void)type, (void)at;
    return remove(path);
}

static inline int fixture_open(void **state)
{
    (void)state;
    const char *root = getenv("TMPDIR");
    snprintf(fixture_folder, sizeof fixture_folder, "%s/tiptoe-session-XXXXXX",
             root ? root : "/tmp");
    if (!mkdtemp(fixture_folder)) return -1;
    snprintf(fixture_store, sizeof fixture_store, "%s/s.db", fixture_folder);
    return 0;
}

static inline int fixture_close(void **state)
{
    (void)state;
    return nftw(fixture_folder, fixture_remove, 8, FTW_DEPTH | FTW_PHYS);
}

static inline SessionDesc fixture_desc(void)
{
    SessionDesc desc = { .plan = { .child = "BLUE-FOX_27" },
                         .model = "full",
                         .camera_kind = "demo",
                         .camera_name = "drawn child \xc3\xa9",
                         .camera_fps = 29.97,
                         .camera_width = 640,
                         .camera_height = 480,
                         .build = "0.1.0-test" };
    desc.plan.play = (PlaySetup){ .game = &fixture_game, .knobs_set = 2, .height_cm = 121.5f };
    desc.plan.play.setup = (GameSetup){ .seed = 0xfedcba9876543210u, .level = 4, .seconds = 90 };
    desc.plan.play.setup.knob[0] = 0.1f;
    desc.plan.play.setup.knob[1] = 1.0f / 3;
    desc.plan.play.setup.profile = (Profile){ .hand = HAND_ALTERNATE,
                                              .side_bias = 0.7f,
                                              .posture = POSTURE_WHEELCHAIR,
                                              .sensory = sensory_preset(SENSORY_CALM) };
    return desc;
}

static inline float fixture_number(uint32_t seed)
{
    return (float)(seed * 2654435761u >> 8) / 16777216.0f;
}

static inline Pose fixture_pose(uint32_t number)
{
    Pose pose = { .number = number, .width = 640, .height = 480 };
    pose.captured_us = (int64_t)number * 33333;
    pose.ready_us = pose.captured_us + 9000;
    pose.found = number % 7 != 0;
    pose.player = (uint16_t)(1 + number % 3);
    pose.state = pose.found ? PLAYER_LOCKED : PLAYER_LOST;
    pose.people = (uint8_t)(number % 4);
    pose.presence = fixture_number(number);
    pose.scale_px = 300 + fixture_number(number + 1);
    for (uint32_t i = 0; i < LANDMARK_COUNT; i++) {
        uint32_t s = number * 1000 + i * 10;
        pose.image[i] = (Vec3){ fixture_number(s), fixture_number(s + 1), -fixture_number(s + 2) };
        pose.world_m[i] =
            (Vec3){ fixture_number(s + 3), -fixture_number(s + 4), fixture_number(s + 5) };
        pose.visibility[i] = fixture_number(s + 6);
    }
    pose_quantise(&pose, &(PoseRecord){ 0 });
    return pose;
}

static inline void fixture_input(PlayInput *in, uint32_t step)
{
    memset(in, 0, sizeof *in);
    in->step = step;
    in->has_pose = step % 2 == 0;
    in->taken_us = step % 2 == 0 ? (int64_t)step * 16667 : 0;
    if (in->has_pose) in->pose = fixture_pose(step / 2 + 1);
    if (step % 50 == 10) {
        in->command_count = 2;
        in->command[0] = (PlayCommand){ COMMAND_LEVEL, 3 };
        in->command[1] = (PlayCommand){ COMMAND_PAUSE, 0.25f };
    }
}

// The pose of an input as it is stored.
static inline PoseRecord fixture_packed(const PlayInput *in)
{
    PoseRecord record = { 0 };
    record.size = pose_pack(&in->pose, record.bytes);
    return record;
}

static inline void fixture_output(PlayOutput *out, uint32_t step)
{
    memset(out, 0, sizeof *out);
    if (step % 20 == 0) {
        out->event_count = 2;
        out->event[0] = (GameEvent){ .event = EVENT_OFFER,
                                     .target = (int)step,
                                     .side = -1,
                                     .at = { 1.5f, -0.0f },
                                     .value = 6.1f };
        out->event[1] = (GameEvent){ .event = EVENT_HIT,
                                     .target = (int)step,
                                     .side = SIDE_RIGHT,
                                     .at = { 0.1f, 8 },
                                     .value = NAN };
    }
    if (step % 60 == 30) {
        Trial *trial = &out->trial[out->trial_count++];
        *trial = (Trial){ .target = (int32_t)step,
                          .side = SIDE_LEFT,
                          .offer_step = step - 20,
                          .end_step = step,
                          .hit = true,
                          .helped = step % 120 == 30,
                          .at = vec2(3.3f, 4.4f),
                          .radius_al = 0.2f,
                          .distance_al = 0.9f };
        trial->reach.reaction_s = 0.31;
        trial->reach.movement_s = 0.7;
        trial->reach.peak_speed = 2.5;
        trial->reach.sparc = (double)NAN;
        trial->reach.reason[REACH_AT_sparc] = REACH_TOO_SHORT;
        trial->reach.onset_s = step / 60.0;
        trial->reach.quality = 0.97;
    }
}

static inline uint64_t fixture_digest(uint32_t step)
{
    return bytes_hash(BYTES_HASH_START, &step, sizeof step);
}

static inline void fixture_record(Session *session, uint32_t step)
{
    PlayInput in;
    PlayOutput out;
    fixture_input(&in, step);
    fixture_output(&out, step);
    PoseRecord pose = fixture_packed(&in);
    session_record(session, &in, in.has_pose ? &pose : NULL, &out, fixture_digest(step));
}

// Every input, event and digest up to the last input is as it was made.
static inline void fixture_verify(const Recording *recording)
{
    uint32_t event = 0, digest = 0;
    for (uint32_t i = 0; i < recording->input_count; i++) {
        PlayInput in;
        PlayOutput out;
        fixture_input(&in, i);
        fixture_output(&out, i);
        assert_memory_equal(&in, &recording->input[i], sizeof in);
        for (int k = 0; k < out.event_count; k++, event++) {
            assert_below(event, recording->event_count);
            assert_int_equal(recording->event[event].step, i);
            assert_true(recording_event_same(&recording->event[event].event, &out.event[k]));
        }
        if ((i + 1) % SESSION_DIGEST_STEPS == 0) {
            assert_below(digest, recording->digest_count);
            assert_int_equal(recording->digest[digest].step, i);
            assert_int_equal(recording->digest[digest++].digest, fixture_digest(i));
        }
    }
    assert_int_equal(event, recording->event_count);
    assert_int_equal(digest, recording->digest_count);
    assert_int_equal(recording->info.step_count, recording->input_count);
}
