// track.h: a recorded session as trials and as signals over time, from raw landmarks, in the
// child's own units: what measures and curves are made of.
#pragma once

#include "measure/measure.h"
#include "session/recording.h"
#include "tiptoe/checkup.h"

#define TRACK_TRIALS_MAX 128

// Signals of one instant. "length" is cm if the child's height was typed, else percent of the body
// height. x grows to the player's right, y upwards. X(name, unit, meaning)
#define SIGNAL_LIST(X)                                                                             \
    X(HIP_X, "length", "mid-hip sideways")                                                         \
    X(COM_X, "length", "centre of mass (seated: mid-shoulder) sideways")                           \
    X(ANKLE_LEFT_X, "length", "left ankle sideways")                                               \
    X(ANKLE_RIGHT_X, "length", "right ankle sideways")                                             \
    X(FEET_LEFT_X, "LL", "left ankle sideways")                                                    \
    X(FEET_LEFT_Y, "LL", "left ankle's height")                                                    \
    X(FEET_RIGHT_X, "LL", "right ankle sideways")                                                  \
    X(FEET_RIGHT_Y, "LL", "right ankle's height")                                                  \
    X(SHOULDERS_X, "length", "mid-shoulder sideways")                                              \
    X(SHOULDERS_Y, "length", "mid-shoulder's height")                                              \
    X(HIPS_X, "length", "mid-hip sideways")                                                        \
    X(HIPS_Y, "length", "mid-hip's height")                                                        \
    X(LIFTED, "LL", "lifted ankle above its standing height")                                      \
    X(STANCE_X, "LL", "standing ankle sideways")                                                   \
    X(STANCE_Y, "LL", "standing ankle's height")                                                   \
    X(FINGER_X, "length", "fingertip sideways")                                                    \
    X(FINGER_Y, "length", "fingertip's height")                                                    \
    X(ELBOW_X, "length", "elbow sideways")                                                         \
    X(ELBOW_Y, "length", "elbow's height")                                                         \
    X(SHOULDER_X, "length", "shoulder sideways")                                                   \
    X(SHOULDER_Y, "length", "shoulder's height")                                                   \
    X(HIP_SIDE_X, "length", "hip of that side sideways")                                           \
    X(HIP_SIDE_Y, "length", "hip of that side, height")                                            \
    X(HAND_LEFT_Y, "AL", "left hand above its shoulder at rest")                                   \
    X(HAND_RIGHT_Y, "AL", "right hand above its shoulder at rest")                                 \
    X(HAND_LEFT_X, "AL", "left hand from the body's middle")                                       \
    X(HAND_RIGHT_X, "AL", "right hand from the body's middle")                                     \
    X(HIP_DROP, "%LL", "mid-hip below its standing height")                                        \
    X(ARM_RAISE, "deg", "arm of that side from hanging")

typedef enum Signal {
    SIGNAL_NONE,
#define X(name, unit, meaning) SIGNAL_##name,
    SIGNAL_LIST(X)
#undef X
        SIGNAL_COUNT
} Signal;

typedef struct TrackTrial {
    int number;
    CheckupKind kind;
    int side;     // -1 none
    int attempt;  // 0: practice
    unsigned support;
    uint32_t begin_step, end_step;  // of the session
    double begin_s, end_s;          // session time
    bool by_therapist;              // ended by a key
    bool done;                      // false: voided, see why; or cut off by the session's end
    CheckupVoid why;                // CHECKUP_VOID_COUNT: cut off
} TrackTrial;

typedef struct Track {
    const Recording *recording;
    Calibration size;
    double length;            // of one stage unit
    const char *length_unit;  // "cm" or "%H"
    TrackTrial trial[TRACK_TRIALS_MAX];
    int trial_count;
    size_t count;    // poses
    double *time_s;  // of capture, session time
    Body *body;      // raw, [count]
    double *step_s;  // session time of each step, [step_count]
    uint32_t step_count;
} Track;

// `recording` outlives the track. MALFORMED: the child was never calibrated, or the session was
// interrupted before its end. FULL (memory).
Result track_open(Track *track, const Recording *recording);
void track_close(Track *track);

double track_step_s(const Track *track, uint32_t step);  // session time of a recorded step

// The poses captured within [from_s, to_s]: [*first, *last).
void track_window(const Track *track, double from_s, double to_s, size_t *first, size_t *last);

// NaN where a landmark that is needed was not seen or not trusted. `trial` tells the side; NULL: no
// signal that needs one.
double track_signal(const Track *track, const TrackTrial *trial, Signal signal, size_t pose);

const char *signal_unit(const Track *track, Signal signal);
const char *signal_meaning(Signal signal);
