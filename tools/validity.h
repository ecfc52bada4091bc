// SPDX-License-Identifier: MIT
// validity.h: how well measures of tracked landmarks agree with those of the true ones: trials with
// known movement, values by the product's own formulas, statistics of agreement.
#pragma once

#include "body/calibrate.h"
#include "demo/demo.h"
#include "measure/measure.h"
#include "vision/tracker.h"
#include <stdio.h>

#define HEIGHT_CM                                                                                  \
    120.0  // of the drawn child; typed by the therapist, so the tracker's side knows it
#define STILL_S     3.0  // at the start of each session, for the calibration
#define WINDOWS_MAX 64
#define SCRIPT_MAX  16384
#define VALUES_MAX  4096

// What is done in a window of time, and so what is measured in it.
typedef enum Family {
    FAMILY_STILL,  // nothing moves at all
    FAMILY_QUIET,
    FAMILY_SWAY,
    FAMILY_STANCE,
    FAMILY_LEAN,
    FAMILY_STRETCH,
    FAMILY_ABDUCT,  // two in a row, right and left, make a symmetry index
    FAMILY_DRUM,
    FAMILY_SQUAT,
    FAMILY_REACH,
    FAMILY_MOCAP,
} Family;

typedef struct Window {
    Family family;
    Side side;        // of the limb that moves (of a stance: that is lifted)
    double from, to;  // s
    Vec2 target;      // of a reach: child's heights from the middle and the floor
} Window;

typedef struct Session {
    const char *name;
    char script[SCRIPT_MAX];
    DemoOptions child;
    int window_count;
    Window window[WINDOWS_MAX];
    double seconds;
} Session;

// The sessions of the campaign, short or long. Recordings of real children are looked for in
// `media`, for the long ones.
int sessions_make(Session *sessions, int max, bool brief, bool full, const char *media);

// ---- one camera, one model ----

typedef struct Condition {
    Model model;
    int width, height, fps;
    int drop_percent;  // of the frames, by chance
    bool main;         // the one that the targets are for
} Condition;

// One side of the comparison: landmarks and the size of the child that they gave.
typedef struct Track {
    const char *what;
    int count;
    Pose *pose;
    bool calibrated;
    double cm_per_px, arm_px[SIDE_COUNT], leg_px, shoulder_px, hip_y_px, ankle_y_px[SIDE_COUNT];
} Track;

#define REACH_RADIUS_H 0.045  // radius of a reach's target, child's heights

// ---- rows of the table ----

// How far a row may be off at the median. X(name, text)
typedef enum Limit { LIMIT_NONE, LIMIT_ABSOLUTE, LIMIT_PERCENT, LIMIT_FRAMES } Limit;

// X(row, measure, what was done, how its limit is meant, limit)
#define ROW_LIST(X)                                                                                \
    X(NOISE, SWAY_RMS, "a pendulum at rest: noise floor", ABSOLUTE, 0.05)                          \
    X(NOISE_VELOCITY, SWAY_VELOCITY, "a pendulum at rest: noise floor", NONE, 0)                   \
    X(QUIET, SWAY_RMS, "standing, breathing, head moving, a child's own sway", PERCENT, 15)        \
    X(SWAY_RMS, SWAY_RMS, "sine sway, RMS 0.3-2.1 cm, 0.1-1 Hz", PERCENT, 15)                      \
    X(SWAY_RANGE, SWAY_RANGE, "the same", PERCENT, 15)                                             \
    X(SWAY_VELOCITY, SWAY_VELOCITY, "the same", PERCENT, 15)                                       \
    X(STANCE, SINGLE_LEG_STANCE, "stances of 1-8 s", ABSOLUTE, 0.1)                                \
    X(LEAN, LEAN_LIMIT_RIGHT, "weight shifts of 3-8 cm, both sides", PERCENT, 5)                   \
    X(LEAN_COM, LEAN, "the same", ABSOLUTE, 0.1)                                                   \
    X(REACH_FAR, LATERAL_REACH, "lateral reaches of 5-14 cm, fingertip", PERCENT, 5)               \
    X(REACH_WRIST, LATERAL_REACH, "the same, by the wrist for the fingertip", PERCENT, 5)          \
    X(TRUNK, TRUNK_LEAN_MAX, "the same", ABSOLUTE, 3)                                              \
    X(COMPENSATION, COMPENSATION_INDEX, "the same", ABSOLUTE, 0.1)                                 \
    X(ABDUCTION, ROM_ABDUCTION, "arms raised sideways to 50-165 deg", ABSOLUTE, 7)                 \
    X(SYMMETRY, SYMMETRY_INDEX, "of those, equal and unequal sides", ABSOLUTE, 7)                  \
    X(PHASE, RELATIVE_PHASE, "arms up and down, phase -45..180 deg", ABSOLUTE, 10)                 \
    X(LOCKING, PHASE_LOCKING, "the same", ABSOLUTE, 0.05)                                          \
    X(MIRROR, MIRROR_INDEX, "the same", ABSOLUTE, 0.05)                                            \
    X(SQUAT, SQUAT_DEPTH, "squats", PERCENT, 10)                                                   \
    X(KNEE, ROM_KNEE, "squats (knees bend towards the camera)", ABSOLUTE, 10)                      \
    X(REACTION, REACTION_TIME, "reaches, reaction 0.3-0.6 s, two skills", FRAMES, 2)               \
    X(MOVEMENT, MOVEMENT_TIME, "the same", FRAMES, 3)                                              \
    X(PEAK, PEAK_VELOCITY, "the same", PERCENT, 10)                                                \
    X(TO_PEAK, TIME_TO_PEAK, "the same", ABSOLUTE, 0.1)                                            \
    X(PATH, PATH_EFFICIENCY, "the same", ABSOLUTE, 0.05)                                           \
    X(DISPLACEMENT, TRUNK_DISPLACEMENT, "the same", ABSOLUTE, 0.05)                                \
    X(PEAKS, VELOCITY_PEAKS, "the same", ABSOLUTE, 0.5)                                            \
    X(SPARC, REACH_SPARC, "the same", ABSOLUTE, 0.1)                                               \
    X(JERK, LDJ, "the same", ABSOLUTE, 0.5)                                                        \
    X(REAL_ABDUCTION, ROM_ABDUCTION, "recorded children", ABSOLUTE, 7)                             \
    X(REAL_ELBOW, ROM_ELBOW, "recorded children", ABSOLUTE, 10)                                    \
    X(REAL_TRUNK, TRUNK_LEAN_MAX, "recorded children", ABSOLUTE, 3)                                \
    X(REAL_HIPS, SWAY_RANGE, "recorded children: mid-hip", PERCENT, 15)                            \
    X(REAL_PATH, DOSE_DISTANCE, "recorded children: hand", PERCENT, 10)

typedef enum RowName {
#define X(row, ...) ROW_##row,
    ROW_LIST(X)
#undef X
        ROW_COUNT
} RowName;

typedef struct Value {
    RowName row;
    double value;  // NaN: could not be measured
} Value;

typedef struct Values {
    int count;
    Value value[VALUES_MAX];
} Values;

// All values of one session. The same windows give the same rows in the same order.
void track_measure(const Track *track, const Session *session, Values *values);

// ---- agreement ----

typedef struct Agreement {
    int count, missing;   // pairs; those that tracking could not measure
    double low, high;     // of the truth
    double bias, limits;  // mean of tracked - true; 1.96 standard deviations of it
    double correlation;   // NaN: the truth does not vary
    double error;         // median of |tracked - true|
    double percent;       // median of that over the truth
    char trust;           // the class that this row allows
    bool kept;            // within its limit
} Agreement;

Agreement agreement_of(RowName row, const Values *truth, const Values *tracked, int fps);

typedef struct Report {
    int condition_count;
    Condition condition[8];
    Agreement cell[8][ROW_COUNT];
    double seconds[8];  // of movement
    const char *command;
} Report;

void report_markdown(const Report *report, FILE *file);
Result report_json(const Report *report, const char *path);
const char *condition_text(const Condition *condition, char *text, size_t size);
