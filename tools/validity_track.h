// SPDX-License-Identifier: MIT
// validity_track.h: what is kept of a run: the tracker's poses, the true joints and the events, so
// that other formulas can score it anew without the hour that tracking takes.
#pragma once

#include "body/body_update.h"
#include "demo/demo.h"
#include "play/play.h"
#include "validity_checkup.h"

#define CHECKUP_FPS 30

typedef struct TrackPose {
    uint32_t step;
    Pose seen;
    Vec3 joint[LANDMARK_COUNT];  // as demo_landmarks()
} TrackPose;

typedef struct TrackEvent {
    uint32_t step;
    Vec2 place;  // where the child saw it, m in its own frontal plane
    GameEvent event;
} TrackEvent;

struct Track {
    uint32_t count, event_count, steps, room;
    float m_per_px;    // in the child's plane, at the picture's middle
    double seconds;    // of processor time
    Calibration size;  // as play found it
    TrackPose *pose;
    TrackEvent *event;
};

Result track_open(Track *track, uint32_t room);
void track_add(Track *track, uint32_t step, const Pose *seen, const Vec3 joint[LANDMARK_COUNT]);
void track_event(Track *track, uint32_t step, const GameEvent *event, Vec2 place);

// The true joints, flat in the child's own frontal plane. Its times are not set.
void track_true_pose(const CheckupRun *run, const Vec3 joint[LANDMARK_COUNT], Pose *pose);
// A point of that flat picture (fractions), m.
Vec2 track_true_place(const CheckupRun *run, Vec2 image);

bool checkup_is_seated(const CheckupRun *run);
PlaySetup checkup_setup(const CheckupRun *run);

// Whoever presses START beside the child: what is told is skipped, a trial begins at once.
typedef struct Presser {
    bool told;
    uint32_t at;  // step of the next press; 0: none
} Presser;
void presser_press(Presser *presser, const Play *play, PlayInput *in);
void presser_hear(Presser *presser, const PlayOutput *out, uint32_t step);
