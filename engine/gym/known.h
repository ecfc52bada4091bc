// SPDX-License-Identifier: MIT
// known.h: what the store knows of the children: their last choices, their best, the week's dose.
// Asked of the store as it is needed. Main thread.
#pragma once

#include "gym/settings.h"
#include "session/child_record.h"
#include "session/dose_ledger.h"
#include "session/presets.h"

typedef struct Known {
    Store *store;       // NULL: there is none yet
    const char *given;  // its name, as for known_load()
} Known;

// A store that is missing or cannot be read knows nobody.
void known_load(Known *known, const char *store);
void known_free(Known *known);

// The newest session of `child`, with `game` or (NULL) with any that still exists. False: none.
bool known_last(const Known *known, const char *child, const Game *game, SessionInfo *info);

// How often `child` played `game` before.
typedef struct KnownVisits {
    uint32_t plays, ends;  // that came to play; of these, played to the end
} KnownVisits;

KnownVisits known_visits(const char *store, const char *child, const Game *game);

// The children, the one who played last first; how many, at most `room`.
int known_children(const Known *known, char (*children)[PLAN_CHILD_MAX + 1], int room);

// The share of successes to aim at where the therapist chose none: higher for the young and in a
// child's first session. A guest is nobody's first.
float known_success(const Known *known, const char *child, unsigned age_months);
float known_success_then(const Known *known, const SessionInfo *info);  // when that was played

// The share of successes of that play, if it was the therapist's own; else PLAN_SUCCESS_FITTING.
float known_own_success(const Known *known, const SessionInfo *info);

// The page of `child`; of one who has none, as in its last plan; of one who is new, as `usual`.
// MALFORMED: its page is damaged, and `record` is as of a new child.
Result known_record(const Known *known, const char *child, const PlayPlan *usual,
                    ChildRecord *record);

// Every track that no child's page keeps any longer goes; what cannot go now is logged by the store
// and goes another time.
void known_purge_tracks(const char *store);

// How the week goes.
typedef struct KnownWeek {
    DoseWeek dose;
    WeeklyGoals goals;
} KnownWeek;

// What is worth telling after a play besides its scores.
typedef struct KnownNews {
    uint32_t best_before;  // the most successes of an earlier play like this one; 0: there was none
    KnownWeek week;        // this play among it
} KnownNews;

KnownNews known_news(const char *store, const char *child, int64_t session);

// How often `child` played each game of game_list, as session_plays(); who is not known: never.
void known_plays(const char *store, const char *child, uint32_t *plays, int room);

KnownWeek known_week(Known *known, const char *child);

// How the child is seen, as it chose before, where the command line leaves it open: the look and
// the picture of the settings.
void known_dress(Settings *settings);

// Keeps what the child chose now; what is NULL stays as it was. The errors of child_look_save().
Result known_put_look(Store *store, const char *child, const char *look, const char *picture);

// What a play's settings leave to the store: --preset is read, --save-preset written, the share of
// successes and the child's look found. NOT_FOUND: no such preset. The errors of store_open().
Result known_apply(Settings *settings);
