// SPDX-License-Identifier: MIT
// visual_schedule.h: the child's pages of an hour: the way home with what comes first and what
// then, a break with its ring of time, breathing with the cloud, one of two to choose, and the
// goodbye. Nothing on them is to be read. Main thread; draws on a canvas and knows no window.
#pragma once

#include "play/hold_choice.h"
#include "play/hour_course.h"
#include "tiptoe/draw.h"

#define SCHEDULE_BREATHS    6
#define SCHEDULE_BREATH_IN  4.0f  // s
#define SCHEDULE_BREATH_OUT 6.0f
#define SCHEDULE_WAVE_S     2.0f  // of each animal, at the goodbye

// What all of them need: the hour, and how long this page is shown.
typedef struct ScheduleView {
    const HourCourse *course;
    float now_s;
    bool speaks;  // the bird
    bool calm;    // at most one thing moves
    bool seated;  // the child; in its wheelchair ...
    bool wheels;
    float left;              // share of the break that is still to come
    int focus;               // of two: 0, 1, or -1: none has it
    int taken;               // of two: chosen, or -1
    const HoldChoice *hold;  // of two by a hand: where they are then; NULL: not known yet
    bool there;              // the child is seen before the camera: the caller draws it
} ScheduleView;

// The stickers of the games that are done, on signs; a large sign for what comes now, its ring the
// share of the hour's play that is still to come; small ones for what comes later; home.
void schedule_draw(const ScheduleView *view, Canvas *canvas);

// The same way, the drink first; its ring is what is left of the break.
void schedule_draw_break(const ScheduleView *view, Canvas *canvas);

// A break before what calms down: the cloud breathes in 4 s and out 6 s.
void schedule_draw_breathing(const ScheduleView *view, Canvas *canvas);

void schedule_draw_choice(const ScheduleView *view, Canvas *canvas);
Vec2 schedule_choice_place(const ScheduleView *view, int which);
int schedule_choice_at(const ScheduleView *view, Vec2 at);  // 0, 1; -1: neither

// Evening at the little house; today's stickers hang on the line.
void schedule_draw_goodbye(const ScheduleView *view, Canvas *canvas);

// How full the cloud is, 0..1, so many seconds after the first breath began.
float schedule_breath(float now_s);
