// SPDX-License-Identifier: MIT
// arc_scene.h: a moment of a game's opening, sign or ending as a picture: what stands behind the
// child, the child as it stands there now, what stands before it. Main thread.
#pragma once

#include "avatar/avatar.h"
#include "play/play.h"

#define ARC_KEPT_STEPS 64  // of the child's places

// The child's places of the last second, for who copies it late and smoothly. Zeroed: none yet.
typedef struct ArcTrail {
    Body late;
    uint32_t steps;
    Body kept[ARC_KEPT_STEPS];
} ArcTrail;

// After each step; `calm` copies later still.
void arc_trail_step(ArcTrail *trail, const Body *body, bool calm);

// Of this play, for a child that is where the play has it now. `at` as in ArcMoment.
ArcMoment arc_moment(const Play *play, const ArcTrail *trail, ArcPart part, float at);

// Seconds of the timeline after that many steps.
float arc_seconds(uint32_t steps, bool calm);
uint32_t arc_steps(float seconds, bool calm);

// Two canvases with this child between them.
ArcStage arc_stage(const Avatar *child, Canvas *back, Canvas *front);

// Paints what is behind the child and before it onto two empty canvases, the game's background with
// it.
ArcStage arc_paint(const Play *play, const ArcMoment *moment, const Avatar *child, Canvas *back,
                   Canvas *front);
// What the sign adds: to `back` before the child is drawn, to `front` after the game's own picture.
void arc_paint_sign(const Play *play, const ArcMoment *moment, const Avatar *child, Canvas *back,
                    Canvas *front);

// The child where the stage shows it.
void arc_move_child(const ArcStage *stage, Body *body, Calibration *size);
