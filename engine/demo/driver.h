// SPDX-License-Identifier: MIT
// driver.h: what the drawn child does: one stance for every instant, by the script.
#pragma once

#include "actor.h"
#include "demo_rig.h"
#include "mocap.h"
#include "script.h"

typedef struct Driver {
    const Figure *figure;
    View view;
    bool seated;
    Script script;
    Actor actor;
    float sway_phase[3], breath_phase;
    bool rigged;
    RigSway side, front;  // with a rig: its sway
    double blink_s;       // when the next blink starts
    Rng rng;              // of the blinks
    int step;             // of the script; -1 before the first
    double step_start;    // s
    double step_end;
    Mocap *clip[SCRIPT_STEPS_MAX];  // of the steps that have one
    Stance last;                    // as returned
    Stance from;                    // the last one of the step before
    FigureJoints last_joints, from_joints;
    bool recorded, from_recorded;  // the joints come from a clip, not from the stance
} Driver;

// The errors of mocap_open().
Result driver_open(Driver *driver, const Figure *figure, const View *view,
                   const DemoOptions *options, const Script *script);

// `now` in seconds from the start, never falling.
void driver_step(Driver *driver, double now, const DemoAim *aim, Stance *stance,
                 FigureJoints *joints);
void driver_close(Driver *driver);
