// SPDX-License-Identifier: MIT
// info.h: a session's row, and small things for reading many. Inside this module only.
#pragma once

#include "session/recording.h"
#include "session/rows.h"

#define INFO_SELECT                                                                                \
    "SELECT id, uuid, started_utc_ms, zone_minutes, child, game, game_version, level, seconds, "   \
    "seed, settings, status, step_count, steps_lost, track_digest, events_digest, calibration, "   \
    "scores, quality, play_version, rows_digest, signed_by, track_dropped_utc_ms FROM session "

// Everything of one row of INFO_SELECT; what cannot be read sets `damaged`. FULL: memory is out.
Result info_read(Store *store, sqlite3_stmt *row, SessionInfo *info);

#define ZONE_MAX_MINUTES (24 * 60)
#define STARTED_MAX_MS   253402300799999  // the year 9999

bool text_read(char *to, size_t size, const char *text);  // false: cut short
SessionStatus status_read(Store *store, int64_t id, const char *name, bool *good);

// A number written as 16 hexadecimal digits, else `*good` becomes false.
uint64_t hex_read(const char *text, bool *good);
