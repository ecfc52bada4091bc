// SPDX-License-Identifier: MIT
// reach.h: what one reach to one target was like: reaction, time, path, speed, smoothness, trunk.
#pragma once

#include "tiptoe/base.h"

#define REACH_SAMPLES_MAX 1024  // poses in the window: 34 s of a 30 Hz camera, 17 s at 60
#define REACH_RATE_HZ     60.0  // everything is measured on a track of this rate
// Hand speed keeps its shape: a minimum-jerk reach of 0.4 s or longer has over 99 % of its power
// below 6 Hz, the usual cutoff for the kinematics of human movement (Winter, Biomechanics, ch. 3).
#define REACH_CUTOFF_HZ      6.0
#define REACH_RATE_MIN_HZ    15.0  // of the poses: twice the cutoff and room for the filter [ours]
#define REACH_MOVEMENT_MAX_S 17.0  // longer than this is no reach: no smoothness is given

// One new pose. Positions in arm lengths (AL) of the reaching side, origin anywhere, y up or down.
typedef struct ReachSample {
    double time_s;  // of capture
    double hand_x, hand_y;
    double trunk_x, trunk_y;  // mid-shoulder
    bool valid;               // the hand and both shoulders were seen and trusted
} ReachSample;

// The window: some samples (0.3 s, say) before the stimulus keep the filter's edge out of the
// reaction time; samples after the entry let smoothness see the movement's end. Repeated and
// backward time stamps are passed over.
typedef struct ReachWindow {
    const ReachSample *sample;
    size_t count;       // at most REACH_SAMPLES_MAX; the ones beyond are not read
    double stimulus_s;  // when the target could be seen, display lag included; clock of time_s
    double entry_s;     // first entry into the target; NaN if it was missed
    double noise;       // standard deviation of the hand's position at rest, AL; 0 or NaN unknown
    double sparc_cutoff_hz;  // 0: SMOOTH_SPARC_CAMERA_CUTOFF_HZ
} ReachWindow;

// Why a value is NaN. Stored: append only. X(name, stored name, text for the therapist)
#define REACH_REASON_LIST(X)                                                                       \
    X(NONE, "none", "measured")                                                                    \
    X(NO_TRACK, "no_track", "the hand was hardly seen")                                            \
    X(GAP, "gap", "the hand was lost for more than 0.1 s")                                         \
    X(NO_MOVEMENT, "no_movement", "the hand did not set off")                                      \
    X(MOVING, "moving", "the hand was already moving when the target appeared")                    \
    X(MISSED, "missed", "the target was not reached")                                              \
    X(TOO_SHORT, "too_short", "too few samples between setting off and arriving")                  \
    X(TOO_LONG, "too_long", "longer than a reach can be")                                          \
    X(TOO_SLOW, "too_slow", "too few pictures a second")                                           \
    X(AT_CAMERA, "at_camera", "the arm pointed at the camera")

typedef enum ReachReason {
#define X(name, stored, text) REACH_##name,
    REACH_REASON_LIST(X)
#undef X
        REACH_REASON_COUNT
} ReachReason;

// The values, in this order everywhere. X(field, unit)
#define REACH_FIELD_LIST(X)                                                                        \
    X(reaction_s, "s")          /* stimulus to onset */                                            \
    X(movement_s, "s")          /* onset to first entry */                                         \
    X(path_efficiency, "1")     /* straight line over path, onset to entry; 1 is straight */       \
    X(peak_speed, "AL/s")       /* highest hand speed, onset to entry (or window's end) */         \
    X(time_to_peak, "1")        /* share of the movement time at which that peak lies */           \
    X(trunk_displacement, "AL") /* farthest mid-shoulder from its place at onset */                \
    X(velocity_peaks, "1")      /* movement units, onset to the movement's end */                  \
    X(sparc, "1")               /* spectral arc length of the same stretch */

typedef enum ReachField {
#define X(field, unit) REACH_AT_##field,
    REACH_FIELD_LIST(X)
#undef X
        REACH_FIELD_COUNT
} ReachField;

typedef struct ReachMeasures {
#define X(field, unit) double field;  // NaN if unknown, with reason[REACH_AT_field]
    REACH_FIELD_LIST(X)
#undef X
    ReachReason reason[REACH_FIELD_COUNT];
    double onset_s;  // when the hand set off, same clock; NaN if unknown
    double quality;  // share of the poses from stimulus to entry (or window's end) that are valid
} ReachMeasures;

// Any thread; takes no memory (about 0.4 MB of stack). Onset: the first 67 ms in a row (two frames
// at 30 Hz) after the stimulus above max(10 % of the peak speed, three standard deviations of the
// speed's noise), traced back to where the rising speed was zero: the bare threshold is late by
// 0.04-0.11 s, the slower the reach the later; traced back, made-up reaches come out within 0.03 s.
// Noise is the larger of `noise` and what the low-pass took away. A hand that moves at the stimulus
// has no reaction time; its onset is the next start from rest, if any.
ReachMeasures reach_measure(const ReachWindow *window);

const char *reach_field_name(ReachField field);
const char *reach_field_unit(ReachField field);
double reach_field(const ReachMeasures *measures, ReachField field);
const char *reach_reason_name(ReachReason reason);
const char *reach_reason_text(ReachReason reason);
