// SPDX-License-Identifier: MIT
// hour_log.h: what is kept of a therapy hour beside its plays: the answers after each game, and the
// hour itself with its plan, its sessions and what was skipped or played again. One document each
// (session/documents.h).
#pragma once

#include "play/hour_course.h"
#include "session/store.h"

#define RATING_FACES 5

// After a game. 0: not answered.
typedef struct Rating {
    int fun, hard;     // 1..RATING_FACES, from not at all to great fun, from very easy to very hard
    bool by_grown_up;  // a child under six is not asked: it is the therapist's own judgement
    unsigned support;  // what held the child: a set of SUPPORT_LIST
} Rating;

// Of the session with that uuid. USAGE: a face that there is not. FULL, BUSY, LOST.
Result rating_save(Store *store, const char *child, const char *session, const Rating *rating);

// NOT_FOUND, without a line: nothing was answered. MALFORMED.
Result rating_load(Store *store, const char *child, const char *session, Rating *rating);

typedef struct HourLog {
    const char *child;  // code
    int64_t started_utc_ms, ended_utc_ms;
    const HourCourse *course;
} HourLog;

// Keeps it in place of what was kept of the hour that started then. FULL, BUSY, LOST.
Result hour_log_save(Store *store, const HourLog *log);

// When an hour was last kept, UTC; 0: never.
Result hour_log_newest(Store *store, int64_t *utc_ms);
