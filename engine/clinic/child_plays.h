// SPDX-License-Identifier: MIT
// child_plays.h: a child's latest plays as a page over time tells them: rows, traces, senses,
// ratings. Nothing of a track is read. Inside this room only.
#pragma once

#include "session/hour_log.h"
#include "session/play_trace.h"
#include "session/session_list.h"

typedef struct ChildPlay {
    SessionRow row;
    PlayTrace trace;
    Sensory sensory;
    Rating rating;  // 0: not answered
} ChildPlay;

typedef struct ChildPlays {
    ChildPlay *play;  // newest first
    int count;
    bool more;  // there are older ones
} ChildPlays;

#define CHILD_PLAYS_MAX SESSION_PAGE_MAX

// BUSY, LOST, FULL. To be freed by child_plays_free().
Result child_plays_load(ChildPlays *plays, Store *store, const char *child);
void child_plays_free(ChildPlays *plays);  // leaves it zeroed

// Minutes of play of the day that is `ago` days before today there.
double child_plays_minutes(const ChildPlays *plays, int64_t now_utc_ms, int ago, bool *checkup);
