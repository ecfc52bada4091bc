// SPDX-License-Identifier: MIT
// hour_course.h: where a therapy hour is, and what comes next: a state machine without clock,
// window or store. It is told what people chose and what was played, and says what is to be shown.
// Plain data; any thread.
#pragma once

#include "play/hour_plan.h"

#define HOUR_DONE_MAX    32   // games of one hour, those again among them; then it ends
#define HOUR_LEAST_S     30   // less play than that is left: the hour is over
#define HOUR_LONGER_S    60u  // by so much a break becomes longer
#define HOUR_SESSION_MAX 37   // a session's uuid

// What is shown.
typedef enum HourAt {
    HOUR_AT_SCHEDULE,  // the child sees what comes first, and what then
    HOUR_AT_CHOICE,    // ... and chooses one of two
    HOUR_AT_GAME,
    HOUR_AT_AFTER,  // a touch each for fun and effort
    HOUR_AT_BREAK,
    HOUR_AT_GOODBYE,
    HOUR_AT_END,  // the page of the whole hour
    HOUR_AT_CLOSED,
} HourAt;

typedef enum HourWord {
    HOUR_GO_ON,
    HOUR_SKIP,    // what comes next, or the rest of a break
    HOUR_AGAIN,   // the last game once more
    HOUR_LONGER,  // a break, or more of it
    HOUR_FINISH,  // kindly to the end
    HOUR_FIRST,   // of two, the child chose this ...
    HOUR_OTHER,   // ... or that one
} HourWord;

// One step that is over.
typedef struct HourDone {
    HourStep step;
    const Game *game;  // of a choice the chosen one
    bool skipped, again;
    char session[HOUR_SESSION_MAX];  // "" where nothing was stored
    double active_s;                 // of play; pauses and losses not counted
} HourDone;

typedef struct HourCourse {
    HourPlan plan;
    HourAt at;
    int next;          // of the plan's steps, the one that comes next
    HourStep now;      // that is played, or was played last
    bool other;        // ... and of a choice it is the other game
    bool again;        // ... once more
    unsigned break_s;  // of the break under way
    double active_s;   // of play today
    int done_count;
    HourDone done[HOUR_DONE_MAX];
} HourCourse;

// `active_s`: what the child had played today already. A plan without steps is over.
void hour_course_start(HourCourse *course, const HourPlan *plan, double active_s);

// False, and nothing changed: it means nothing here.
bool hour_course_say(HourCourse *course, HourWord word);

// HOUR_AT_GAME is over.
void hour_course_played(HourCourse *course, const char *session, double active_s);

// ... or it may not begin: it is skipped.
void hour_course_give_up(HourCourse *course);

// The plan was changed meanwhile: what was done stays, and so does the place in it.
void hour_course_replan(HourCourse *course, const HourPlan *plan);

// The step that comes next; NULL: none does.
const HourStep *hour_course_next(const HourCourse *course);

// What is to be played; and how long, which is never beyond the end of the day's time.
const Game *hour_course_game(const HourCourse *course);
unsigned hour_course_seconds(const HourCourse *course);

bool hour_course_warns(const HourCourse *course);            // it is time to come to an end
bool hour_course_is_over(const HourCourse *course);          // no time of play is left today
bool hour_course_leaves_time(const HourCourse *course);      // the game under way, for another one
const HourDone *hour_course_last(const HourCourse *course);  // played last; NULL: nothing yet
