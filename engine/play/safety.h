// SPDX-License-Identifier: MIT
// safety.h: what stops a play for the child's sake, watched step by step: a foot outside the play
// box, hips that stay low, a head beside the hips, somebody else who comes near. It sees what the
// camera sees and no more: a skilled adult watches, not the machine. Pure functions.
#pragma once

#include "play/play_box.h"
#include "tiptoe/game.h"

// Steps from what is seen to the alarm.
#define SAFETY_OUTSIDE_STEPS  15u  // a foot beyond the edge: 0.25 s
#define SAFETY_LOW_STEPS      42u  // hips low: 0.7 s (shared clinical practice)
#define SAFETY_HEAD_STEPS     15u
#define SAFETY_SOMEBODY_STEPS 30u  // one look that saw a coat for a person is no alarm

// ... and back to play: so long it must be as it should.
#define SAFETY_INSIDE_STEPS 30u
#define SAFETY_ALONE_STEPS  60u

// What a step's rules stand on beside the body.
typedef struct SafetyRules {
    const PlayBox *box;  // not set: nobody is outside
    Posture posture;
    bool goes_low;  // the game asks for low hips
    bool helper;    // somebody is near because he was announced
} SafetyRules;

STATE_BEGIN

// A plain struct: zeroed is its start.
typedef struct SafetyWatch {
    Vec2 place;       // on the floor, m in the box, as last seen: of the foot farthest outside
    float outside_m;  // so far
    int32_t people, people_known;  // seen in the last pose; whom the therapist accepted
    uint32_t outside, inside;      // steps in a row ...
    uint32_t low, head, somebody, alone;
    uint32_t upright;  // ... with neither hips nor head low
    uint32_t asked;    // low hips were asked about, and the child has not stood up since
    uint32_t unused;
} SafetyWatch;

STATE_END

// The next pose, smoothed, with the trust of its landmarks.
void safety_pose(SafetyWatch *watch, const Pose *pose, const float trust[LANDMARK_COUNT],
                 const Calibration *size, const SafetyRules *rules);

// Where somebody of any size stands: the floor under the middle of both feet, in fractions of the
// picture. False: the feet are not seen.
bool safety_stand(const Pose *pose, Vec2 *picture);

// One step. The alarm that it raises, ALARM_COUNT: none. The body is that of a calibrated child.
Alarm safety_step(SafetyWatch *watch, const Body *body, const Calibration *size,
                  const SafetyRules *rules);

// Whether what froze the play is over.
bool safety_is_over(const SafetyWatch *watch, Alarm alarm, const SafetyRules *rules);

// Those who are there now are no alarm: play begins with them in view, or the therapist goes on.
void safety_accept(SafetyWatch *watch);

// Nothing is under way: a pause, or the child was out of view.
void safety_rest(SafetyWatch *watch);

// Where the feet of a standing child are on the floor, m in the box. False: neither is seen.
bool safety_foot(const Pose *pose, const float trust[LANDMARK_COUNT], const Calibration *size,
                 const PlayBox *box, Vec2 floor_m[SIDE_COUNT], bool seen[SIDE_COUNT]);
