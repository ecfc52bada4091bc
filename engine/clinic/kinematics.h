// SPDX-License-Identifier: MIT
// kinematics.h: a recorded session as the items of its check-up and as the raw body over time.
#pragma once

#include "measure/measure.h"
#include "session/recording.h"
#include "tiptoe/checkup.h"

#define CHECKUP_ITEMS_MAX 128

typedef struct CheckupItem {
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
} CheckupItem;

typedef struct Kinematics {
    const Recording *recording;
    Calibration size;
    CheckupItem item[CHECKUP_ITEMS_MAX];
    int item_count;
    size_t count;    // poses
    double *time_s;  // of capture, session time
    Body *body;      // raw, [count]
    double *step_s;  // session time of each step, [step_count]
    uint32_t step_count;
} Kinematics;

// Whether the child was calibrated, and the session came to its end.
bool kinematics_possible(const Recording *recording);

// Of a recording for which it is possible, and which outlives them. FULL (memory).
Result kinematics_open(Kinematics *kinematics, const Recording *recording);
void kinematics_close(Kinematics *kinematics);

double kinematics_step_s(const Kinematics *kinematics,
                         uint32_t step);  // session time of a recorded step

// The poses captured within [from_s, to_s]: [*first, *last).
void kinematics_window(const Kinematics *kinematics, double from_s, double to_s, size_t *first,
                       size_t *last);
