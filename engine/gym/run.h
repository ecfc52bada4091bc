// SPDX-License-Identifier: MIT
// run.h: one play under way: steps it, records it, and keeps what the screen and the demo child
// need.
#pragma once

#include "demo/demo_camera.h"
#include "gym/latency.h"
#include "gym/settings.h"
#include "session/session.h"

#define RUN_STEP_US    (1000000 / GAME_STEPS_PER_SECOND)
#define RUN_PATIENCE_S 60u  // that long headless play waits for somebody, beyond its own time

typedef struct Run {
    Play *play;
    Session *session;
    SessionSummary summary;
    int64_t id;         // of the session in the store
    const char *store;  // as given by --store; NULL: the usual one
    unsigned support;   // what holds the child now: a set of SUPPORT_LIST
    uint32_t step;      // the next one
    int picture_width, picture_height;
    PlayCommand command[PLAY_COMMANDS_MAX];  // for the next step
    int command_count;
    PlayOutput out;  // of the last step
    LatencyMeter latency;
    PlayEnd ended;  // by whom or what
    bool finished;
    Result note_lost;  // why the words of a note were not stored
} Run;

// USAGE, and the errors of session_open().
Result run_open(Run *run, const Settings *settings, const CameraInfo *camera);

// The machine chose another model: recorded, and told at the end.
void run_note_model(Run *run, Model model);

// Queues what the therapist did for the next step; a full queue drops the oldest.
void run_command(Run *run, Command command, float value);

// A note in the therapist's own words about the next step: a command there, and its words beside it
// at once. What could not be stored is told at the end, as of steps.
void run_write_note(Run *run, const char *text);

// Queues the end of the play.
void run_end(Run *run, PlayEnd end);

// One step; `pose` is NULL if no new one came. Times of `pose` count from the session's start.
void run_step(Run *run, const Pose *pose, int64_t taken_us);

bool run_done(const Run *run);

// Where the game's targets lie in the camera's picture, for the demo child.
DemoAim run_aim(const Run *run);

// The play is over: notes how, and lets the session be written to its end. Once.
void run_finish(Run *run);

// Ends and closes the session; the play and the summary stay to be looked at. FULL, LOST, BUSY if
// not everything was stored.
Result run_close(Run *run);
void run_free(Run *run);
