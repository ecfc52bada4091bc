// SPDX-License-Identifier: MIT
// gallery_hour.c: the pages of a therapy hour: the child's between the games, the therapist's after
// a game and at the end.
#include "gym/dress.h"
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

void gallery_hour(Render *render)
{
    AfterPage after;
    HourEnd end;
    HourEndPage page;
    staged_course(&course);
    staged_after(&course, 100, &after);
    after_draw(&after, &canvas);
    keep(render, "hour_after", false);
    for (int full = 0; full < 2; full++) {
        staged_hour_end(&course, full, &end);
        hour_end_open(&page, &end);
        if (full) hour_end_key(&page, 'e');
        hour_end_draw(&page, &canvas);
        keep(render, full ? "hour_end_full" : "hour_end", false);
    }
    CarePage care;
    care_open(&care, game_find("flamingo_pond"), 1u << CARE_ONE_LEG | 1u << CARE_JUMP);
    care_draw(&care, &canvas);
    keep(render, "hour_care", false);
    show_schedule(render);
}
