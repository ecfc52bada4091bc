// SPDX-License-Identifier: MIT
// gallery_hour.c: the pages of a therapy hour: the child's between the games, the therapist's after
// a game and at the end.
#include "gym/body_choice.h"
#include "gym/demonstration.h"
#include "gym/dress.h"
#include "gym/hour_check.h"
#include "tests/staged_hour.h"
#include "tools/gallery.h"

#include <stdlib.h>

static Canvas canvas, figures;
static HourCourse course;

static void keep(Render *render, const char *name, bool night)
{
    render_begin(render);
    dress_show(&(Avatar){ .look = look_ready(1), .night = night }, render, &canvas, &figures);
    Image shot = gallery_shot(render);
    gallery_write(name, &shot);
    free(shot.bgr);
}

// The child holds its right hand where it chooses.
static void show_body_choice(Render *render, const char *name, HandRule hand, bool seated)
{
    enum { WIDTH = 640, HEIGHT = 480, STEPS = 130 };
    static BodyChoice choice;
    Demo *child = NULL;
    Pose pose;
    PlayPlan plan = plan_default();
    DemoOptions options = { .width = WIDTH, .height = HEIGHT, .fps = 30, .seated = seated };
    if (demo_open(&child, &options) != RESULT_OK) return;
    plan.play.setup.profile.hand = hand;
    if (seated) plan.play.setup.profile.posture = POSTURE_SEATED;
    body_choice_start(&choice, &plan, &(Calibration){ 0 });
    Avatar avatar = { .look = look_ready(1), .seat = seated ? SEAT_STOOL : SEAT_NONE };
    for (int step = 0; step < STEPS; step++) {
        GameTarget target[HOLD_PLACES_MAX];
        int count = body_choice_targets(&choice, target);
        DemoAim aim = demo_aim(target, count ? 1 : 0, 0, &choice.child.size, WIDTH, HEIGHT);
        demo_move(child, &aim, &pose);
        body_choice_step(&choice, &pose, 1.0f / 30, true);
    }
    demo_close(&child);
    const ScheduleView view = {
        .course = &course, .focus = -1, .taken = -1, .hold = &choice.hold, .there = true
    };
    schedule_draw_choice(&view, &canvas);
    render_begin(render);
    dress_show(&avatar, render, &canvas, &figures);
    canvas_clear(&canvas);
    avatar_hands(&avatar, &canvas, &choice.child.body, &choice.child.size, choice.hold.hands);
    avatar_draw(&avatar, &canvas, &choice.child.body, &choice.child.size);
    render_canvas(render, &canvas);
    Image shot = gallery_shot(render);
    gallery_write(name, &shot);
    free(shot.bgr);
}

static void show_schedule(Render *render)
{
    ScheduleView view = {
        .course = &course, .now_s = 3.2f, .left = 0.6f, .focus = -1, .taken = -1
    };
    schedule_draw_break(&view, &canvas);
    keep(render, "hour_break", false);
    hour_course_say(&course, HOUR_GO_ON);
    hour_course_say(&course, HOUR_GO_ON);
    schedule_draw(&view, &canvas);
    keep(render, "hour_schedule", false);
    hour_course_say(&course, HOUR_GO_ON);
    view.focus = 0;
    schedule_draw_choice(&view, &canvas);
    keep(render, "hour_choice", false);
    show_body_choice(render, "hour_choice_body", HAND_EITHER, false);
    show_body_choice(render, "hour_choice_one_hand", HAND_RIGHT, false);
    show_body_choice(render, "hour_choice_seated", HAND_LEFT, true);
    view.taken = view.focus = 1;
    schedule_draw_choice(&view, &canvas);
    keep(render, "hour_chosen", false);
    view.now_s = 33;
    schedule_draw_breathing(&view, &canvas);
    keep(render, "hour_breathe", true);
    view.now_s = 0.3f;
    schedule_draw_goodbye(&view, &canvas);
    keep(render, "hour_goodbye", true);
}

// The first page of an hour while everything is looked at: nobody is there yet, and it is dark.
static void show_first(Render *render)
{
    static HourCheck check;
    HourCourse first;
    const CameraInfo info = { .width = 640, .height = 480, .fps = 30, .name = "webcam" };
    hour_course_start(&first, &course.plan, 0);
    const ScheduleView view = { .course = &first, .now_s = 2, .focus = -1, .taken = -1 };
    hour_check_start(&check, ":none:", false);
    hour_check_camera(&check, RESULT_OK, "", &info);
    check.facts.fps = 30;
    check.facts.luma = 30;
    check.facts.pictures = 300;
    for (int64_t now_us = 1; !check.done; now_us += 16667)
        hour_check_frame(&check, NULL, NULL, now_us);
    schedule_draw(&view, &canvas);
    hour_check_draw(&check, vec2(9.6f, 8.5f), &canvas);
    keep(render, "hour_first", false);
}

// What explains a game to a child who is held by something.
static void show_demonstration(Render *render, const char *name, Support support)
{
    Demonstration shown = { 0 };
    PlayPlan plan = plan_default();
    plan.play.setup.profile.posture = POSTURE_SUPPORTED;
    plan.support = 1u << support;
    if (!demonstration_open(&shown, &plan)) return;
    demonstration_step(&shown, 140);
    render_begin(render);
    Look look = look_ready(1);
    demonstration_draw(&shown, &look, render, &canvas);
    Image shot = gallery_shot(render);
    gallery_write(name, &shot);
    free(shot.bgr);
    demonstration_close(&shown);
}

void gallery_hour(Render *render)
{
    AfterPage after;
    HourEnd end;
    HourEndPage page;
    staged_course(&course);
    staged_after(&course, 100, &after);
    after_draw(&after, &canvas);
    keep(render, "hour_after", false);
    after_key(&after, 't');
    after_draw(&after, &canvas);
    keep(render, "hour_after_note", false);
    after_key(&after, 't');
    after_draw(&after, &canvas);
    keep(render, "hour_after_letters", false);
    after_stop(&after);
    after_draw(&after, &canvas);
    keep(render, "hour_after_stopped", false);
    for (int full = 0; full < 2; full++) {
        staged_hour_end(&course, full, &end);
        hour_end_open(&page, &end);
        hour_end_draw(&page, &canvas);
        keep(render, full ? "hour_end_full" : "hour_end", false);
    }
    CarePage care;
    care_open(&care, game_find("flamingo_pond"), 1u << CARE_ONE_LEG | 1u << CARE_JUMP);
    care_draw(&care, &canvas);
    keep(render, "hour_care", false);
    show_first(render);
    show_schedule(render);
    show_demonstration(render, "demonstration_walker", SUPPORT_WALKER);
    show_demonstration(render, "demonstration_bar", SUPPORT_BAR);
}
