// SPDX-License-Identifier: MIT
// validity_checkup.h: whole check-ups of drawn children under the rig's conditions, measured by the
// tracker and by the true joints through the same code; one JSON line a run.
#pragma once

#include "clinic/assess.h"
#include "demo/demo_rig.h"
#include "validity_rule.h"
#include "vision/tracker.h"
#include <jansson.h>
#include <stdio.h>

// One run. Halves share no body, no room and no outfit.
typedef struct CheckupRun {
    int number;
    Model model;
    DemoRig rig;
    int width, height, jpeg;  // px; quality, 0: none
    float skill, reaction_ms;
    uint64_t seed;
} CheckupRun;

// The n-th of the design: within as many runs as a factor has levels each level comes once, in an
// order of its own (a Latin design); the halves are the even and the odd numbers.
CheckupRun checkup_design(int number, Model model);

// What is kept of one (validity_track.h).
typedef struct Track Track;
Track *track_new(void);
void track_close(Track *track);
// Beside the lines' file. NOT_FOUND: none, or of another build; CANNOT_CREATE.
Result track_save(const Track *track, const char *lines, int number, const char *model);
Result track_load(Track *track, const char *lines, int number, const char *model);

// Plays it. `scale`: a planted error, by which the tracker's picture is stretched sideways; 1:
// none. `tracks` false: no picture and no tracker, the play has the true joints. NOT_FOUND: it did
// not come to its end, or no model's file; FULL. track_close() it in any case.
Result checkup_play(const CheckupRun *run, double scale, bool tracks, Track *track);

// A child that does what `script` says (demo.h) is only watched. The errors of checkup_play().
Result checkup_record(const CheckupRun *run, const char *script, double seconds, Track *track);

// Runs from this number on are recorded children: their movement, bodies of their own proportions,
// the design's room, camera and outfit.
#define RECORDED_FIRST 1000
int recorded_count(void);
// Changes `run` to the child's body. `media`: where the recordings lie. NOT_FOUND: none of it.
Result recorded_play(CheckupRun *run, const char *media, Track *track);

// Both sides measured by today's formulas. `*line` is the caller's, json_decref() it.
Result checkup_score(const CheckupRun *run, const Track *track, json_t **line);

// Plays it again from the tracker's poses into the store at `path`: a check-up like any other. The
// errors of session_open(); DIFFERS: its poses are of another version of the check-up.
Result checkup_keep(const CheckupRun *run, const Track *track, const char *path);

// Mid-hip and half the hips' difference in the still stand or seat, cm, below SWAY_CUTOFF_HZ.
#define FLOOR_POSES_MAX 2000
typedef struct FloorSeries {
    double middle[FLOOR_POSES_MAX], half[FLOOR_POSES_MAX];
    size_t count;  // 0: the item was not done
} FloorSeries;
void floor_take(FloorSeries *series, const Kinematics *kinematics);
// What tracking did to RMS and velocity there, and what half the difference tells of it; null: not
// both were still. The caller's.
json_t *floor_json(const FloorSeries *truth, const FloorSeries *tracked);

// The same child `repeats` times by its true joints alone: a table of how much its values vary.
Result checkup_repeat(const CheckupRun *run, int repeats, FILE *file);

// ---- what a campaign has done ----

#define CHECKUP_RUNS_MAX 400

typedef struct Campaign {
    json_t *line[CHECKUP_RUNS_MAX];
    int count;
} Campaign;

// Reads what is there; a line that was cut off is passed over. NOT there yet is no error.
void campaign_read(Campaign *campaign, const char *path);
bool campaign_has(const Campaign *campaign, int number, const char *model);
void campaign_free(Campaign *campaign);
ErrorNetwork campaign_network(const json_t *line);  // ERROR_NETWORK_COUNT: none that has rows

// ---- the proof ----

// Of how many that hold.
typedef struct Coverage {
    int held, count;
    double low, high;  // 95 %
} Coverage;

#define PROOF_PAIRS_MAX (CHECKUP_RUNS_MAX * 80)

const char *proof_group(Measure measure);  // NULL: it tells of the camera, not of the child
// The values of the runs with that network.
int proof_pairs(const Campaign *campaign, ErrorNetwork network, Pair *pair, int room);
Coverage coverage_of(int held, int count);

// The model of the error that the even or the odd runs of `learn` teach (rule_fit()), held against
// the other half of `prove`, both ways. Of `group`; if that is NULL of `measure`; MEASURE_COUNT:
// all.
Coverage proof_cover(const Pair *learn, int learn_count, const Pair *prove, int count,
                     Measure measure, const char *group);

// What the product's own list (error_model.h) holds of these.
Coverage proof_listed(const Pair *pair, int count);

void floor_markdown(const Campaign *campaign, ErrorNetwork network, FILE *file);
void campaign_markdown(const Campaign *campaign, const char *command, FILE *file);
Result campaign_json(const Campaign *campaign, const char *command, const char *path);
