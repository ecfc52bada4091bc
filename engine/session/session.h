// SPDX-License-Identifier: MIT
// session.h: one play of one game, written as it happens. Main thread calls, a thread of its own
// writes.
//
// What is recorded is what play_step() was given, and beside it the events and trials that came of
// it. Pictures are never written. Killed at any moment, a session loses at most its last half
// second; earlier sessions lose nothing. A full or failing disk does not stop the game: steps wait
// in memory, the store's reserve of disk is given up for them, and what finds no room at all is
// counted.
#pragma once

#include "play/plan.h"
#include "play/pose_record.h"
#include "session/store.h"

// How a session ended, or has not. Names are stored: never rename. X(name, stored name)
#define SESSION_STATUS_LIST(X)                                                                     \
    X(RECORDING, "recording")                                                                      \
    X(COMPLETE, "complete")       /* played to its end */                                          \
    X(STOPPED, "stopped")         /* ended early by a person */                                    \
    X(INTERRUPTED, "interrupted") /* the program or the machine went away */                       \
    X(INCOMPLETE, "incomplete")   /* steps were lost: no room, or the disk failed */

typedef enum SessionStatus {
#define X(name, stored) SESSION_##name,
    SESSION_STATUS_LIST(X)
#undef X
        SESSION_STATUS_COUNT
} SessionStatus;

const char *session_status_name(SessionStatus status);

#define SESSION_DIGEST_STEPS 60  // the state's digest is kept after every so many steps

// What is known before the first step. All text UTF-8.
typedef struct SessionDesc {
    PlayPlan plan;
    char model[16];                   // "lite", "full", "heavy"
    char camera_kind[16];             // "device", "file", "picture", "demo"
    char camera_name[128];            // never a path with a person's name: the file's own name
    double camera_fps;                // as the source says
    int camera_width, camera_height;  // px
    char build[64];                   // of the program that records
    bool may_block;  // session_record() may wait for the writer: headless play faster than time
} SessionDesc;

// Where the time goes from the camera to the screen. Stored with its p50, p95 and p99 in ms: never
// rename. X(name, stored name, meaning)
#define LATENCY_LIST(X)                                                                            \
    X(CAMERA, "camera", "from the capture until the picture is dequeued")                          \
    X(DECODE, "decode", "until it is decoded")                                                     \
    X(WAIT, "wait", "until the pose thread takes it")                                              \
    X(POSE, "pose", "until the pose is ready")                                                     \
    X(LATCH, "latch", "until a step takes the pose")                                               \
    X(STEP, "step", "until all steps that are due are done")                                       \
    X(DRAW, "draw", "until everything is drawn and submitted")                                     \
    X(PRESENT, "present", "until the present has returned")                                        \
    X(SOFTWARE, "software", "dequeued until presented, of each pose's first present")              \
    X(AGE, "pose_age", "from the capture of the pose on the screen, at each present")              \
    X(FRAME, "frame", "from present to present")

typedef enum Latency {
#define X(name, stored, meaning) LATENCY_##name,
    LATENCY_LIST(X)
#undef X
        LATENCY_COUNT
} Latency;

typedef struct LatencyFigures {
    float p50_ms, p95_ms, p99_ms;
} LatencyFigures;

// What is known after the last step.
typedef struct SessionSummary {
    Calibration calibration;
    PlayScore score;
    PlayQuality quality;
    double pose_fps;                        // poses per second of the session
    uint32_t frames_dropped;                // camera frames that no step ever saw
    uint32_t steps_late;                    // steps that were caught up or given up by the loop
    uint32_t presents;                      // 0: not played in real time, `latency` means nothing
    uint32_t presents_missed;               // refreshes at which no new picture was ready
    LatencyFigures latency[LATENCY_COUNT];  // camera exposure and the screen itself not included
    char behaviour[17];   // of the play as it is kept, form 1 (play_behaviour_text); "": not kept
    char model_used[16];  // at the end; another than asked for if the machine could not keep up
} SessionSummary;

typedef struct SessionHealth {
    Result result;  // OK; FULL, LOST, BUSY: writing fails just now, it is tried again
    uint32_t steps_recorded, steps_stored;  // given to session_record(); safe on the disk
    uint32_t steps_lost;                    // found no room: the session will be INCOMPLETE
} SessionHealth;

typedef struct Session Session;

// Opens the store at `path` (made if missing), notes the session and starts the writer thread.
// USAGE: the child's code, or a number that is not finite. Errors of store_open().
Result session_open(Session **session, const char *path, const SessionDesc *desc);

int64_t session_id(const Session *session);  // its number in the store

// Copies one step, its pose as pose_quantise() left it (NULL if the step has none) and what came of
// it. Never blocks (unless `may_block`), allocates nothing; holds 17 s when the disk stalls. `mark`
// (behaviour_mark) is kept when the number of steps done,
// `in->step` + 1, is a multiple of SESSION_DIGEST_STEPS; it is ignored at other steps.
void session_record(Session *session, const PlayInput *in, const PoseRecord *pose,
                    const PlayOutput *out, uint64_t mark);

// How the writing goes. Any thread. Costs nothing: ask every step if you like.
SessionHealth session_health(const Session *session);

// The play is over: notes how, and lets the writer end. Returns at once. COMPLETE or STOPPED; it
// becomes INCOMPLETE if steps were lost.
void session_finish(Session *session, SessionStatus status, const SessionSummary *summary);

// Waits until all is written, at most a few seconds when the disk fails; `*session` becomes NULL.
// Not finished before: the session is INTERRUPTED. FULL, LOST or BUSY if anything was not stored.
Result session_close(Session **session);
