// SPDX-License-Identifier: MIT
// unkept.h: what was said in an hour and the store did not take: answers, notes, the hour itself,
// what is for the next time. It waits here, is tried again by itself, and until then the
// therapist's page says what to do. All of an hour's writes go through it. Main thread.
#pragma once

#include "play/plan.h"
#include "session/child_record.h"
#include "session/hour_log.h"
#include "session/marks.h"

#define UNKEPT_MAX       64       // answers and notes that can wait ...
#define UNKEPT_HOURS     4        // ... and hours, and children's pages
#define UNKEPT_EVERY_US  3000000  // so often it is tried again
#define UNKEPT_WORDS_MAX 80

typedef struct UnkeptItem {
    char child[PLAN_CHILD_MAX + 1];
    char session[HOUR_SESSION_MAX];  // "": it is a note
    Rating rating;
    int64_t id;  // of the note's session
    Mark mark;
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
    Result why;        // of the last refusal
    int64_t tried_us;  // when it was last tried
} Unkept;

// Each takes the place of what was kept of the same before, and is tried at once, after what waits.
// `store` as given.
void unkept_rating(Unkept *unkept, const char *store, const char *child, const char *session,
                   const Rating *rating);
void unkept_mark(Unkept *unkept, const char *store, int64_t id, const Mark *mark);
void unkept_hour(Unkept *unkept, const char *store, const HourLog *log);
void unkept_page(Unkept *unkept, const char *store, const PlayPlan *own, const char *note);

void unkept_try(Unkept *unkept, const char *store);
// Once a frame of a page: again, when it is time.
void unkept_tick(Unkept *unkept, const char *store, int64_t now_us);

bool unkept_waits(const Unkept *unkept);
// What the therapist is told; "": nothing waits.
const char *unkept_advice(Result why);  // what to do about it
void unkept_words(const Unkept *unkept, char words[UNKEPT_WORDS_MAX]);

// The hour ends: how much waits still, in the log. Never its words: no erasing reaches a log.
void unkept_tell(const Unkept *unkept);
