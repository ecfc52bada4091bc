// SPDX-License-Identifier: MIT
// check.h: what the self-test found, judged: green, amber or red, each with what to do. Pure
// functions.
#pragma once

#include "base/histogram.h"
#include "play/play_box.h"
#include "selftest/check_screen.h"
#include "vision/vision.h"

// X(name, stored name, title, picture)
#define CHECK_LIST(X)                                                                              \
    X(CAMERA, "camera", "Camera", "icon_camera")                                                   \
    X(RATE, "rate", "Pictures a second", "icon_minutes")                                           \
    X(LIGHT, "light", "Light", "icon_light")                                                       \
    X(BODY, "whole_body", "Whole body", "child_standing")                                          \
    X(DISTANCE, "distance", "Distance", "icon_home")                                               \
    X(ALONE, "alone", "Other people", "icon_person_2")                                             \
    X(SPEED, "model_time", "Speed", "icon_level")                                                  \
    X(SOUND, "sound", "Sound", "icon_sound")                                                       \
    X(DISK, "disk", "Disk", "icon_disk")                                                           \
    X(STORE, "store", "Records", "icon_check")                                                     \
    X(BOX, "play_box", "Play box", "icon_flag")

typedef enum Check {
#define X(name, stored, title, picture) CHECK_AT_##name,
    CHECK_LIST(X)
#undef X
        CHECK_COUNT
} Check;

const char *check_name(Check check);  // as printed in JSON

// All that the self-test gathers. Zeroed: nothing yet.
typedef struct CheckFacts {
    Result camera;      // of opening it, and while it runs
    char trouble[160];  // what to do about the camera
    CameraInfo info;
    bool rehearsal;   // no real camera: the demo's pictures stand in
    float fps, luma;  // as VisionHealth, and the next
    double fps_most;
    uint32_t pictures, dropped;
    bool seated;                   // legs are not asked for
    uint32_t poses, found, whole;  // poses; with somebody; with all that is needed in the picture
    Histogram height_permil;       // of the body, of the picture's height
    int people_most;
    Model model;        // makes the poses
    bool fell_back;     // that is lite, since full is too slow here
    Histogram pose_us;  // from picture to pose, with somebody found
    bool sound;
    char sound_name[64];
    uint64_t disk_free_mb;
    Result disk, store;
    char store_trouble[160];
    PlayBox box;  // of this room; not set: none is kept
} CheckFacts;

// One more pose.
void check_pose(CheckFacts *facts, const Pose *pose, int64_t took_us);

// `done`: the time is up. Before, what is not known yet waits.
void check_judge(const CheckFacts *facts, bool done, CheckRow rows[CHECK_COUNT]);

// The number behind a row and its unit, for JSON; NaN if there is none.
double check_value(const CheckFacts *facts, Check check, const char **unit);
