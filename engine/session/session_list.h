// SPDX-License-Identifier: MIT
// session_list.h: sessions as lists need them, from columns and indexes alone: a page of a list
// costs the same whether the store holds ten sessions or a hundred thousand.
#pragma once

#include "session/recording.h"

// Where a page begins: after the session that started then, as the store has it.
typedef struct SessionKey {
    int64_t started_utc_ms, id;
} SessionKey;

// Numbers are 0 until the session has ended (`has_summary`).
typedef struct SessionRow {
    int64_t id;
    SessionKey key;
    char uuid[37];
    int64_t started_utc_ms;
    int zone_minutes;
    SessionStatus status;  // RECORDING only while its program really runs
    char child[PLAN_CHILD_MAX + 1], game_id[33];
    int level;
    uint32_t seconds;
    bool has_summary;
    uint32_t offered, hits;
    uint32_t reps[LIMB_COUNT];
    uint32_t hand_steps[SIDE_COUNT], foot_steps[SIDE_COUNT];
    uint32_t steps_played, poses, poses_found;
    bool damaged;  // a column is outside its list or limits: it reads as 0, or empty
} SessionRow;

#define SESSION_PAGE_MAX 256

// At most `limit` (1 to SESSION_PAGE_MAX) sessions, newest first: those of `child`, or all if NULL,
// that started before `before`, or from the newest on if NULL. Erased ones are not among them.
// MALFORMED, BUSY, LOST, FULL.
Result session_page(Store *store, const char *child, const SessionKey *before, uint32_t limit,
                    SessionRow *rows, uint32_t *count);

// The children of the store, the one who played last first: at most `room`. As session_page().
Result session_children(Store *store, char (*children)[PLAN_CHILD_MAX + 1], int room, int *count);

// The most successes of the same child in an earlier play of the same game, level and length. 0:
// there was none, so nothing can be compared. As session_page().
Result session_best(Store *store, int64_t id, uint32_t *hits);

// How often `child` has played each game of game_list: plays that came to play itself, whatever was
// reached in them and however they ended; and `ends` of these that nobody stopped. `room`: of both;
// a game beyond it is not counted. What was erased does not count any more. As session_page().
Result session_plays(Store *store, const char *child, uint32_t *plays, uint32_t *ends, int room);

// All of one session's row. NOT_FOUND, MALFORMED (damaged), BUSY, LOST, FULL.
Result session_info(Store *store, int64_t id, SessionInfo *info);
