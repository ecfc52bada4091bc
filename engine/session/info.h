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

// A number written as 16 hexadecimal digits, else `*good` becomes false.
uint64_t hex_read(const char *text, bool *good);
