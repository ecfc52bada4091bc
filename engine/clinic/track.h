// track.h: a recorded session as trials and as signals over time, from raw landmarks, in the
// child's own units: what measures and curves are made of.
#pragma once

#include "measure/measure.h"
#include "session/recording.h"
#include "tiptoe/checkup.h"

#define TRACK_TRIALS_MAX 128

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
    TrackTrial trial[TRACK_TRIALS_MAX];
    int trial_count;
    size_t count;    // poses
    double *time_s;  // of capture, session time
    Body *body;      // raw, [count]
    double *step_s;  // session time of each step, [step_count]
    uint32_t step_count;
} Track;

// Whether the child was calibrated, and the session came to its end.
bool track_possible(const Recording *recording);

// Of a recording for which it is possible, and which outlives the track. FULL (memory).
Result track_open(Track *track, const Recording *recording);
void track_close(Track *track);

double track_step_s(const Track *track, uint32_t step);  // session time of a recorded step

// The poses captured within [from_s, to_s]: [*first, *last).
void track_window(const Track *track, double from_s, double to_s, size_t *first, size_t *last);
