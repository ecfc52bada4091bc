// SPDX-License-Identifier: MIT
// rows.h: events and trials as rows of the store, each by one list of columns for writing and
// reading. Inside this module only.
#pragma once

#include "session/sql.h"

#include "session/recording.h"

#define EVENT_COLUMNS "seq, step, event, target, side, at_x, at_y, value, detail"
#define TRIAL_COLUMNS                                                                              \
    "seq, target, side, offer_step, end_step, hit, at_x, at_y, radius_al, distance_al, "           \
    "onset_s, track_share, helped, "                                                               \
    "reaction_s, movement_s, path_efficiency, peak_speed_al_s, time_to_peak, "                     \
    "trunk_displacement_al, velocity_peaks, sparc, "                                               \
    "reaction_s_missing, movement_s_missing, path_efficiency_missing, peak_speed_al_s_missing, "   \
    "time_to_peak_missing, trunk_displacement_al_missing, velocity_peaks_missing, sparc_missing, " \
    "step"

#define RESULT_COLUMNS                                                                             \
    "trial, kind, side, attempt, statistic, measure, version, unit, value, error, quality, "       \
    "reason, support, count"
#define RESULT_INTERVALS "measure_low, measure_high, value_low, value_high, interval"

// What lists need of a session's outcome, as columns. X(column, member of SessionSummary)
#define LISTED_LIST(X)                                                                             \
    X(offered, score.offered)                                                                      \
    X(hits, score.hits)                                                                            \
    X(reps_arm_left, score.reps[LIMB_ARM_LEFT])                                                    \
    X(reps_arm_right, score.reps[LIMB_ARM_RIGHT])                                                  \
    X(reps_leg_left, score.reps[LIMB_LEG_LEFT])                                                    \
    X(reps_leg_right, score.reps[LIMB_LEG_RIGHT])                                                  \
    X(hand_steps_left, score.hand_steps[SIDE_LEFT])                                                \
    X(hand_steps_right, score.hand_steps[SIDE_RIGHT])                                              \
    X(foot_steps_left, score.foot_steps[SIDE_LEFT])                                                \
    X(foot_steps_right, score.foot_steps[SIDE_RIGHT])                                              \
    X(steps_played, quality.steps)                                                                 \
    X(poses, quality.poses)                                                                        \
    X(poses_found, quality.found)
#define LISTED_COLUMNS                                                                             \
    "offered, hits, reps_arm_left, reps_arm_right, reps_leg_left, reps_leg_right, "                \
    "hand_steps_left, hand_steps_right, foot_steps_left, foot_steps_right, steps_played, poses, "  \
    "poses_found"
#define LISTED_UPDATE                                                                              \
    "UPDATE session SET offered=?2, hits=?3, reps_arm_left=?4, reps_arm_right=?5, "                \
    "reps_leg_left=?6, reps_leg_right=?7, hand_steps_left=?8, hand_steps_right=?9, "               \
    "foot_steps_left=?10, foot_steps_right=?11, steps_played=?12, poses=?13, poses_found=?14 "     \
    "WHERE id=?1"

#define EVENT_INSERT                                                                               \
    "INSERT OR REPLACE INTO event(session_id, " EVENT_COLUMNS ") "                                 \
    "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)"
#define TRIAL_INSERT                                                                               \
    "INSERT OR REPLACE INTO trial(session_id, " TRIAL_COLUMNS ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,"  \
    "?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,?30,?31)"
#define EVENT_SELECT "SELECT " EVENT_COLUMNS " FROM event WHERE session_id=?1 ORDER BY seq"
#define TRIAL_SELECT "SELECT " TRIAL_COLUMNS " FROM trial WHERE session_id=?1 ORDER BY seq"

// Bind a row's values; the caller runs the statement. `step`: that gave this trial. FULL.
SQL_MUST_USE Result event_bind(Store *store, sqlite3_stmt *insert, int64_t session, int64_t seq,
                               const RecordedEvent *event);
SQL_MUST_USE Result trial_bind(Store *store, sqlite3_stmt *insert, int64_t session, int64_t seq,
                               uint32_t step, const Trial *trial);

// Binds LISTED_UPDATE.
SQL_MUST_USE Result listed_bind(Store *store, sqlite3_stmt *update, int64_t session,
                                const SessionSummary *summary);

// MALFORMED: a value is outside its list; FULL: no memory.
SQL_MUST_USE Result event_read(sqlite3_stmt *row, RecordedEvent *event);
// False: a value is outside its list.
bool trial_read(sqlite3_stmt *row, Trial *trial);

// A whole number of a column if it lies within the limits, else `*good` becomes false.
int64_t whole_read(sqlite3_stmt *row, int column, int64_t low, int64_t high, bool *good);

// Makes room for one more in an array that doubles. FULL.
Result rows_grow(void **array, uint32_t count, size_t size);
#define GROW(array, count) rows_grow((void **)&(array), (count), sizeof(array)[0])
