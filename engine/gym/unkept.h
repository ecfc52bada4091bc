// SPDX-License-Identifier: MIT
// unkept.h: what was said and the store did not take: answers, notes, the hour itself, what is for
// the next time, a week's goals, presets, a child's look. It waits here, is tried again by itself,
// and until then the therapist's page says what to do. Where no more can wait, what comes is
// refused and told: nothing that waits is lost for it. Main thread.
#pragma once

#include "avatar/looks.h"
#include "play/plan.h"
#include "session/child_look.h"
#include "session/child_record.h"
#include "session/hour_log.h"
#include "session/marks.h"
#include "session/presets.h"

#define UNKEPT_MAX       64       // answers, notes, choices that can wait ...
#define UNKEPT_HOURS     4        // ... and hours, and children's pages
#define UNKEPT_EVERY_US  3000000  // so often it is tried again
#define UNKEPT_WORDS_MAX 80

typedef enum UnkeptKind {
    UNKEPT_RATING,
    UNKEPT_MARK,
    UNKEPT_GOALS,
    UNKEPT_PRESET,
    UNKEPT_LOOK,
    UNKEPT_PICTURE,
    UNKEPT_CHILD,  // its page
    UNKEPT_NEWS,   // that nothing is new with the child
} UnkeptKind;

typedef struct UnkeptItem {
    UnkeptKind kind;
    char child[PLAN_CHILD_MAX + 1];  // "": a note's
    char name[HOUR_SESSION_MAX];     // the rated session, or the preset, with its game ...
    const Game *game;                // ... else NULL
    union {
        Rating rating;
        struct {
            int64_t id;  // of its session
            Mark mark;
        } note;
        WeeklyGoals goals;
        PlayPlan plan;
        char look[CHILD_LOOK_TEXT_MAX];  // or the picture
        ChildRecord record;
        int64_t asked_utc_ms;
    };
} UnkeptItem;

// What of an hour is the child's own. `noted`: its note too.
typedef struct UnkeptPage {
    PlayPlan own;
    bool noted;
    char note[CHILD_NOTES_MAX];
} UnkeptPage;

typedef struct UnkeptHour {
    HourCourse course;
    char child[PLAN_CHILD_MAX + 1];
    int64_t started_utc_ms, ended_utc_ms;
} UnkeptHour;

// Zeroed: nothing waits.
typedef struct Unkept {
    UnkeptItem item[UNKEPT_MAX];
    UnkeptPage page[UNKEPT_HOURS];
    UnkeptHour hour[UNKEPT_HOURS];
    int items, pages, hours;
    int refused;       // there was no room for them; told until all is kept and the hour ends
    Result why;        // of the last refusal
    int64_t tried_us;  // when it was last tried
} Unkept;

// Each takes the place of what was kept of the same before, and is tried at once, after what waits.
// `store` as given.
void unkept_rating(Unkept *unkept, const char *store, const char *child, const char *session,
                   const Rating *rating);
void unkept_mark(Unkept *unkept, const char *store, int64_t id, const Mark *mark);
void unkept_goals(Unkept *unkept, const char *store, const char *child, const WeeklyGoals *goals);
void unkept_preset(Unkept *unkept, const char *store, const char *name, const PlayPlan *plan);
void unkept_look(Unkept *unkept, const char *store, const char *child, const Look *look);
void unkept_picture(Unkept *unkept, const char *store, const char *child, const char *picture);
void unkept_child(Unkept *unkept, const char *store, const ChildRecord *record);
void unkept_news(Unkept *unkept, const char *store, const char *child, int64_t asked_utc_ms);
void unkept_hour(Unkept *unkept, const char *store, const HourLog *log);
void unkept_page(Unkept *unkept, const char *store, const PlayPlan *own, const char *note);

// What waits of that kind is newer than the store's; NULL: nothing does. `name`, `game` as in it.
const UnkeptItem *unkept_find(const Unkept *unkept, UnkeptKind kind, const char *child,
                              const char *name, const Game *game);

// What waits of a child that is erased is not kept after it.
void unkept_forget(Unkept *unkept, const char *child);

void unkept_try(Unkept *unkept, const char *store);
// Once a frame of a page: again, when it is time.
void unkept_tick(Unkept *unkept, const char *store, int64_t now_us);

bool unkept_waits(const Unkept *unkept);
// What the therapist is told; "": nothing waits.
const char *unkept_advice(Result why);  // what to do about it
void unkept_words(const Unkept *unkept, char words[UNKEPT_WORDS_MAX]);

// The hour ends: how much waits still or was refused, in the log. Never its words: no erasing
// reaches a log.
void unkept_tell(Unkept *unkept);
