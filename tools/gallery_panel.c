// SPDX-License-Identifier: MIT
// gallery_panel.c: the therapist's own window beside a play, in its moments, and the child's window
// at the same time.
#include "gym/live_panel.h"
#include "tests/staged.h"
#include "tests/staged_hour.h"
#include "tools/gallery.h"

#include "gym/live.h"

#include <stdio.h>
#include <stdlib.h>

static Live live;
static Staged staged;
static Render *panel;
static Canvas canvas;

static void keep(Render *render, const char *name)
{
    Image shot = gallery_shot(render);
    gallery_write(name, &shot);
    free(shot.bgr);
}

static void show(Render *render, const char *name)
{
    live.run = staged.run;
    live.screen = staged.screen;
    live.screen.buttons.count = 0;
    live.screen.apart = staged.screen.apart = true;
    staged_draw(&staged);
    render_present(render);
    canvas_clear(&canvas);
    live.panel.paint(live.panel.self, &canvas);
    render_begin(panel);
    render_canvas(panel, &canvas);
    if (live.panel.view_room.x > 0)
        render_view(panel, render, live.panel.view, live.panel.view_room);
    keep(panel, name);
}

static Settings settings_of_play(void)
{
    Settings s = settings_default();
    s.plan.play.game = game_find("bubble_garden");
    s.plan.play.setup.level = 2;
    s.plan.play.setup.seconds = 120;
    s.plan.play.setup.success = 0.8f;
    s.machine.panel = PANEL_OFF;  // no window of the system's
    snprintf(s.plan.child, sizeof s.plan.child, "BLUE-FOX-27");
    settings_settle(&s);
    return s;
}

static void show_play(Render *render)
{
    static HourCourse course;
    staged_course(&course);
    staged_step(&staged, 25 * GAME_STEPS_PER_SECOND);
    show(render, "panel_quick");
    hour_course_say(&course, HOUR_GO_ON);
    hour_course_say(&course, HOUR_GO_ON);
    hour_course_say(&course, HOUR_FIRST);
    live.course = &course;
    staged.run.support = 1u << SUPPORT_ORTHOSIS;
    snprintf(staged.screen.told, sizeof staged.screen.told, "Marked: that was good");
    staged.screen.told_until = UINT32_MAX;
    staged.screen.too_slow = true;
    show(render, "panel_hour");
    staged.screen.help = true;
    show(render, "panel_keys");
    staged.screen.help = false;
    staged.screen.panel = true;
    show(render, "panel_figures");
    staged.screen.panel = false;
    run_command(&staged.run, COMMAND_STOP, 0);
    staged_step(&staged, 3);
    staged.screen.stopped = true;
    show(render, "panel_stopped");
    notes_open(&staged.screen.notes, staged.run.step);
    notes_key(&staged.screen.notes, &staged.run, 't');
    letters_page_type(&staged.screen.notes.letters, "Both hands at the drum");
    show(render, "panel_note");
    notes_close(&staged.screen.notes);
    keep(render, "panel_child");
    live.playing = false;
    course.at = HOUR_AT_BREAK;
    show(render, "panel_between");
}

void gallery_panel(Render *render)
{
    const RenderOptions options = {
        .headless = true, .ungoverned = true, .asset_folder = TIPTOE_BUILT_ASSETS, .beside = render
    };
    live.settings = settings_of_play();
    live.render = render;
    REQUIRE(render_open(&panel, &options) == RESULT_OK);
    live_panel_begin(&live);
    live.panel.render = panel;
    live.playing = true;
    staged_open(&staged, render, &live.settings, "still 1, play 60");
    live.week.goals.reps[LIMB_ARM_LEFT] = 300;
    live.week.dose.reps[LIMB_ARM_LEFT] = 142;
    show_play(render);
    staged_close(&staged);
    render_close(&panel);
}
