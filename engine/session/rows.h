// SPDX-License-Identifier: MIT
// rows.h: events and trials as rows of the store, each by one list of columns for writing and
// reading. Inside this module only.
#pragma once

#include "session/sql.h"

#include "session/recording.h"

#define EVENT_COLUMNS "seq, step, event, target, side, at_x, at_y, value"
#define TRIAL_COLUMNS                                                                              \
    "seq, target, side, offer_step, end_step, hit, at_x, at_y, radius_al, distance_al, "           \
    "onset_s, track_share, helped, "                                                               \
    "reaction_s, movement_s, path_efficiency, peak_speed_al_s, time_to_peak, "                     \
    "trunk_displacement_al, velocity_peaks, sparc, "                                               \
    "reaction_s_missing, movement_s_missing, path_efficiency_missing, peak_speed_al_s_missing, "   \
    "time_to_peak_missing, trunk_displacement_al_missing, velocity_peaks_missing, sparc_missing"

#define EVENT_INSERT                                                                               \
    "INSERT OR REPLACE INTO event(session_id, " EVENT_COLUMNS ") "                                 \
    "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)"
#define TRIAL_INSERT                                                                               \
    "INSERT OR REPLACE INTO trial(session_id, " TRIAL_COLUMNS ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,"  \
    "?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,?30)"
#define EVENT_SELECT "SELECT " EVENT_COLUMNS " FROM event WHERE session_id=?1 ORDER BY seq"
#define TRIAL_SELECT "SELECT " TRIAL_COLUMNS " FROM trial WHERE session_id=?1 ORDER BY seq"

void event_bind(sqlite3_stmt *insert, int64_t session, int64_t seq, const RecordedEvent *event);
void trial_bind(sqlite3_stmt *insert, int64_t session, int64_t seq, const Trial *trial);

// False: a value is outside its list.
bool event_read(sqlite3_stmt *row, RecordedEvent *event);
bool trial_read(sqlite3_stmt *row, Trial *trial);

// A whole number of a column if it lies within the limits, else `*good` becomes false.
int64_t whole_read(sqlite3_stmt *row, int column, int64_t low, int64_t high, bool *good);

// Makes room for one more in an array that doubles. FULL.
Result rows_grow(void **array, uint32_t count, size_t size);
#define GROW(array, count) rows_grow((void **)&(array), (count), sizeof(array)[0])
