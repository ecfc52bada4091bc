// SPDX-License-Identifier: MIT
// test_gym_pages.c: the pages over and around a play in the windows that clinics have: alarm,
// schedule, wardrobe, self-test, where to stand, the measuring, stop and the child's no, a note,
// the panel. And that no kind of page is left out of that look.
#include "gym/hour_pages.h"
#include "gym/live.h"
#include "gym/live_buttons.h"
#include "gym/live_panel.h"
#include "gym/planning.h"
#include "gym/wardrobe.h"
#include "selftest/check.h"
#include "sizes.h"
#include "staged.h"
#include "staged_hour.h"
#include "test.h"
#include "therapist/panel.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

static Canvas frame;  // all that a page draws, in one; its curves bear no words
static bool gathers;
static Staged staged;
static Live live;

void __real_render_canvas(Render *render, const Canvas *canvas);
void __wrap_render_canvas(Render *render, const Canvas *canvas);
void __wrap_render_canvas(Render *render, const Canvas *canvas)
{
    if (!gathers) {
        __real_render_canvas(render, canvas);
        return;
    }
    if (canvas->background) canvas_background(&frame, canvas->background);
    frame.grown_ups |= canvas->grown_ups;
    for (int i = 0; i < canvas->item_count; i++) {
        const CanvasItem *item = &canvas->item[i];
        if (item->kind == CANVAS_CURVE || item->kind == CANVAS_WAY) continue;
        REQUIRE(frame.item_count < CANVAS_ITEMS_MAX);
        frame.item[frame.item_count++] = *item;
    }
}

static void begin_frame(void)
{
    canvas_clear(&frame);
    gathers = true;
}

static void look(PageKind kind, const char *page)
{
    gathers = false;
    assert_above(frame.item_count, 0);
    sizes_look(kind, page, &frame);
}

// ---- a play, and what lies over it --------------------------------------------------------------

static void open_play(const char *script, Posture posture, PlayBox box)
{
    Settings settings = settings_default();
    GameSetup *setup = &settings.plan.play.setup;
    settings.plan.play.game = game_find("bubble_garden");
    settings.plan.play.box = box;
    settings.plan.play.ask_reach = 1;
    setup->seconds = 90;
    setup->seed = 3;
    setup->profile.posture = posture;
    settings_settle(&settings);
    staged_open(&staged, sizes_window(), &settings, script);
}

// The buttons that a mouse brings are shown.
static void add_buttons(void)
{
    live.settings = staged.settings;
    live.run = staged.run;
    live.screen = staged.screen;
    live.buttons_until = UINT32_MAX;
    live_buttons_lay_out(&live);
    staged.screen.buttons = live.screen.buttons;
}

static void look_at_frame(PageKind kind, const char *page)
{
    begin_frame();
    staged_draw(&staged);
    look(kind, page);
}

static void look_at_play(PageKind kind, const char *page)
{
    add_buttons();
    look_at_frame(kind, page);
}

static void step_while(bool (*same)(const Play *play))
{
    for (int i = 0; i < 3000 && same(staged.run.play); i++) staged_step(&staged, 1);
    assert_false(same(staged.run.play));
}

static bool asks_nothing(const Play *play)
{
    return play_asks(play) == ALARM_COUNT;
}

static bool waits_for_nothing(const Play *play)
{
    return play_waits_for(play) == ALARM_COUNT;
}

static bool is_here(const Play *play)
{
    return !play_is_away(play);
}

static bool says_yes(const Play *play)
{
    return !play_is_paused_by_child(play);
}

static bool is_before_play(const Play *play)
{
    return play_phase(play) < PHASE_PLAY;
}

static void test_alarm(void **state)
{
    (void)state;
    const PlayBox box = {
        .corner = { { 0.19f, 0.81f }, { 0.81f, 0.81f }, { 0.81f, 0.96f }, { 0.19f, 0.96f } },
        .width_m = 1.6f,
        .depth_m = 2.2f
    };
    open_play("still 8, crouch 60", POSTURE_STANDING, (PlayBox){ 0 });
    step_while(asks_nothing);
    AlarmCard *card = &staged.screen.alarm;
    for (int i = 0; i < 4; i++) {
        card->rest_steps = i == 1 ? 30 * GAME_STEPS_PER_SECOND : 0;
        card->rested = i == 2;
        card->answer = i == 3 ? 2 : 0;
        look_at_play(PAGE_KIND_ALARM, "are you all right?");
    }
    staged_close(&staged);
    open_play("still 8, stray left 100cm 60", POSTURE_STANDING, box);
    step_while(waits_for_nothing);
    look_at_play(PAGE_KIND_ALARM, "the way back");
    staged_close(&staged);
    open_play("still 60; visitor front", POSTURE_STANDING, (PlayBox){ 0 });
    step_while(waits_for_nothing);
    look_at_play(PAGE_KIND_ALARM, "somebody else is near");
    staged_close(&staged);
    sizes_check();
}

static void test_spot_and_measuring(void **state)
{
    (void)state;
    static const float zooms[] = { 0, 0.45f, 2.4f };
    for (int i = 0; i < 6; i++) {
        open_play("still 60", i % 2 ? POSTURE_SEATED : POSTURE_STANDING, (PlayBox){ 0 });
        look_at_play(PAGE_KIND_SPOT, "nobody is there");
        staged.zoom = zooms[i / 2];
        for (int k = 0; k < 8; k++) {
            staged_step(&staged, 50);
            SpotPage page = staged.screen.spot.page;
            if (!is_before_play(staged.run.play)) break;
            look_at_play(page < SPOT_STILL ? PAGE_KIND_SPOT : PAGE_KIND_CALIBRATION,
                         spot_words(&staged.screen.spot));
        }
        staged_close(&staged);
    }
    sizes_check();
}

static void test_play_and_its_cards(void **state)
{
    (void)state;
    Screen *s = &staged.screen;
    open_play("still 1, play 26, leave 60", POSTURE_STANDING, (PlayBox){ 0 });
    step_while(is_before_play);
    staged_step(&staged, 300);
    s->muted = true;
    snprintf(s->told, sizeof s->told, "Support: bar, hand held, walker, orthosis, shoes");
    s->told_until = UINT32_MAX;
    look_at_play(PAGE_KIND_PLAY, "all is told");
    s->storing.result = RESULT_FULL;
    look_at_play(PAGE_KIND_PLAY, "the disk is full");
    notes_open(&s->notes, staged.run.step);
    look_at_play(PAGE_KIND_PLAY, "ten notes");
    notes_key(&s->notes, &staged.run, 't');
    letters_page_type(&s->notes.letters, "Both hands at the drum, the left one alone");
    canvas_clear(&frame);
    notes_draw(&s->notes, &frame);
    look(PAGE_KIND_NOTES, "a note is written");
    notes_close(&s->notes);
    s->panel = true;
    look_at_play(PAGE_KIND_FIGURES, "over a play");
    s->panel = false;
    s->stopped = true;
    look_at_play(PAGE_KIND_STOP, "stopped");
    s->stopped = false;
    run_command(&staged.run, COMMAND_PAUSE, 0);
    staged_step(&staged, 2);
    look_at_play(PAGE_KIND_STOP, "paused");
    run_command(&staged.run, COMMAND_RESUME, 0);
    step_while(is_here);
    look_at_play(PAGE_KIND_AWAY, "where are you?");
    staged_close(&staged);
    open_play("still 1, play 12, cross 9", POSTURE_STANDING, (PlayBox){ 0 });
    step_while(says_yes);
    staged_step(&staged, 60);
    look_at_play(PAGE_KIND_SIGN, "the child said no");
    staged_close(&staged);
    sizes_check();
}

static void test_beside_the_demonstration(void **state)
{
    (void)state;
    Demonstration d = { 0 };
    open_play("still 60", POSTURE_STANDING, (PlayBox){ 0 });
    assert_true(demonstration_open(&d, &staged.settings.plan));
    staged.screen.demonstration = &d;
    for (int i = 0; i < 8; i++) {
        if (i == 6) run_command(&staged.run, COMMAND_PAUSE, 0);
        live_buttons_stop(&staged.screen.buttons);
        look_at_frame(PAGE_KIND_ASIDE, "the demonstration");
        staged_step(&staged, GAME_STEPS_PER_SECOND);
    }
    demonstration_close(&d);
    staged_close(&staged);
    sizes_check();
}

// ---- pages that stand in the window by themselves -----------------------------------------------

static PageKind shown_kind;

// Each of them as it comes, with the buttons that a mouse brings, and held.
void __wrap_window_run(const Window *window, const Page *page);
void __wrap_window_run(const Window *window, const Page *page)
{
    static const RenderEvent events[] = { { .kind = RENDER_MOVE },
                                          { .kind = RENDER_KEY, .key = ' ' },
                                          { .kind = RENDER_QUIT } };
    (void)window;
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        for (int64_t ms = 1; ms < 3; ms++) {
            begin_frame();
            page->draw(page->self, 1000 * ms);
        }
        look(shown_kind, i == 0 ? "as it comes" : i == 1 ? "with the mouse" : "held");
        page->event(page->self, &events[i]);
    }
    assert_true(page->over(page->self));
}

static void open_live(void)
{
    memset(&live, 0, sizeof live);
    live.settings = settings_default();
    live.settings.machine.store = ":none:";
    live.render = sizes_window();
    snprintf(live.settings.plan.child, sizeof live.settings.plan.child, "WHITE-HARE-60");
}

// Nobody is there yet, and it is dark.
static void look_through_the_camera(HourCheck *check)
{
    const CameraInfo info = { .width = 640, .height = 480, .fps = 30, .name = "webcam" };
    hour_check_start(check, ":none:", false);
    hour_check_camera(check, RESULT_OK, "", &info);
    check->facts.fps = 30;
    check->facts.luma = 30;
    check->facts.pictures = 300;
    for (int64_t now_us = 1; !check->done; now_us += 16667)
        hour_check_frame(check, NULL, NULL, now_us);
}

static void show_hour(const HourCourse *from, HourAt at, int next, PageKind kind)
{
    HourCourse course = *from;
    Calibration known = { 0 };
    course.at = at;
    course.next = next;
    course.break_s = 60;
    shown_kind = kind;
    live.leave = false;
    hour_page_show(&live, &course, &known, true);
    assert_true(live.leave);
}

static void test_schedule(void **state)
{
    (void)state;
    static HourCourse course, first;
    staged_course(&course);
    hour_course_start(&first, &course.plan, 0);
    for (int posture = 0; posture < POSTURE_COUNT; posture++) {
        open_live();
        live.settings.plan.play.setup.profile.posture = (Posture)posture;
        if (posture % 2) look_through_the_camera(&live.check);
        show_hour(&first, HOUR_AT_SCHEDULE, 0, PAGE_KIND_SCHEDULE);
        show_hour(&course, HOUR_AT_SCHEDULE, 4, PAGE_KIND_SCHEDULE);
        show_hour(&course, HOUR_AT_CHOICE, 4, PAGE_KIND_CHOICE);
        show_hour(&course, HOUR_AT_BREAK, 5, PAGE_KIND_BREAK);
        show_hour(&course, HOUR_AT_BREAK, 6, PAGE_KIND_BREATHING);
        show_hour(&course, HOUR_AT_GOODBYE, 7, PAGE_KIND_GOODBYE);
    }
    sizes_check();
}

static void test_wardrobe(void **state)
{
    (void)state;
    open_live();
    live.ahead.beside = true;  // no camera is opened
    shown_kind = PAGE_KIND_WARDROBE;
    wardrobe_open(&live, &live.settings);
    sizes_check();
}

// In its head the child's code, the lights of the self-test, and who watches.
static void test_plan_with_lights(void **state)
{
    (void)state;
    static const char *const codes[] = { "WHITE-HARE-60", "GREEN-MOUSE-42", "AB12",
                                         "Nursery-school-north-2/child-017" };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        HourPlan plan = hour_plan_empty();
        open_live();
        look_through_the_camera(&live.check);
        shown_kind = PAGE_KIND_PLAN;
        (void)planning_show(&live, codes[i], &plan, 0);
    }
    sizes_check();
}

// ---- the self-test ------------------------------------------------------------------------------

static CheckFacts facts_of(int i)
{
    CheckFacts f = { .fps = i % 4 == 3 ? 0 : 29.97f, .fps_most = 60, .pictures = 1000 };
    f.poses = 300;
    f.found = i % 5 == 1 ? 0 : 300;
    f.whole = i % 5 == 2 ? 10 : 300;
    f.luma = i % 3 == 1 ? 12 : i % 3 == 2 ? 250 : 120;
    f.info = (CameraInfo){ .width = 1920, .height = 1080, .fps = 30 };
    snprintf(f.info.name, sizeof f.info.name, "HD Webcam C920");
    snprintf(f.sound_name, sizeof f.sound_name, "Built-in Audio Analogue Stereo");
    f.sound = i % 2;
    f.seated = i % 3 == 1;
    f.fell_back = i % 2;
    f.disk_free_mb = i % 2 ? 123456 : 12;
    f.people_most = i % 4;
    for (int n = 0; n < 300; n++) {
        histogram_add(&f.height_permil, i % 3 == 0 ? 900 : i % 3 == 1 ? 300 : 600);
        histogram_add(&f.pose_us, i % 2 ? 123456 : 12345);
    }
    if (i % 4 == 3) f.camera = RESULT_LOST;
    if (i % 6 == 5) f.store = f.disk = RESULT_UNAVAILABLE;
    snprintf(f.trouble, sizeof f.trouble,
             "the camera /dev/video0 does not answer any more: is its plug in?");
    snprintf(f.store_trouble, sizeof f.store_trouble, "the store cannot be opened: disk full");
    return f;
}

static void test_self_test(void **state)
{
    (void)state;
    static Canvas back;
    for (int i = 0; i < 24; i++) {
        const CheckFacts facts = facts_of(i);
        const float progress = i % 7 ? 1 : 0.4f;
        CheckRow rows[CHECK_COUNT];
        check_judge(&facts, progress >= 1, rows);
        canvas_clear(&back);
        check_draw_back(&back);
        canvas_clear(&frame);
        check_draw(&frame, rows, CHECK_COUNT, progress);
        sizes_look_over(PAGE_KIND_SELF_TEST, "self-test", &back, &frame);
    }
    sizes_check();
}

// ---- the therapist's own window -----------------------------------------------------------------

static void look_at_panel(const char *page)
{
    live.run = staged.run;
    live.screen = staged.screen;
    canvas_clear(&frame);
    live.panel.paint(live.panel.self, &frame);
    sizes_look(PAGE_KIND_PANEL, page, &frame);
}

static void test_panel(void **state)
{
    (void)state;
    static HourCourse course;
    staged_course(&course);
    open_play("still 1, play 60", POSTURE_STANDING, (PlayBox){ 0 });
    open_live();
    live.settings = staged.settings;
    live.settings.machine.panel = PANEL_OFF;  // no window of the system's
    live_panel_begin(&live);
    live.playing = true;
    look_at_panel("before play");
    step_while(is_before_play);
    staged_step(&staged, 300);
    look_at_panel("at play");
    live.course = &course;
    staged.screen.too_slow = true;
    look_at_panel("in an hour");
    staged.screen.stopped = true;
    look_at_panel("stopped");
    live.playing = false;
    look_at_panel("between the games");
    staged_close(&staged);
    sizes_check();
}

// ---- none is left out ---------------------------------------------------------------------------

static const char *const told[] = {
#define X(name, draws, whose) #draws,
    PAGE_KIND_LIST(X)
#undef X
#define X(part) #part,
        PAGE_PART_LIST(X)
#undef X
};
enum { TOLD = sizeof told / sizeof *told };

// 1 + the place in the lists of what a line of a header names; 0: it names nothing that draws; -1:
// it does, and stands in no list.
static int told_of(const char *line)
{
    char name[64];
    const char *paren = strchr(line, '('), *from = paren;
    if (line[0] == '/' || line[0] == ' ' || !paren) return 0;
    while (from > line && (from[-1] == '_' || strspn(from - 1, "abcdefghijklmnopqrstuvwxyz")))
        from--;
    snprintf(name, sizeof name, "%.*s", (int)(paren - from), from);
    for (int i = 0; i < TOLD; i++)
        if (!strcmp(told[i], name)) return 1 + i;
    return strstr(name, "_draw") ? -1 : 0;
}

static void test_a_page_that_nobody_looks_at_is_found(void **state)
{
    (void)state;
    assert_int_equal(told_of("void start_draw(const StartScreen *screen, Canvas *canvas);"), 1);
    assert_int_equal(told_of("void planted_draw(Canvas *canvas);"), -1);
    assert_int_equal(told_of("bool planted_draw_back(Canvas *canvas);"), -1);
    assert_int_equal(told_of("// void planted_draw(Canvas *canvas);"), 0);
    assert_int_equal(told_of("void button_say(Button *button, const char *words);"), 0);
}

static void test_every_page_is_in_a_list(void **state)
{
    (void)state;
    static const char *const rooms[] = { "therapist", "gym", "selftest" };
    bool found[1 + TOLD] = { false };
    glob_t headers = { 0 };
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        char pattern[64];
        snprintf(pattern, sizeof pattern, "engine/%s/*.h", rooms[i]);
        assert_int_equal(glob(pattern, i ? GLOB_APPEND : 0, NULL, &headers), 0);
    }
    for (size_t i = 0; i < headers.gl_pathc; i++) {
        char line[256];
        FILE *file = fopen(headers.gl_pathv[i], "r");
        assert_non_null(file);
        while (fgets(line, sizeof line, file)) {
            int place = told_of(line);
            if (place < 0)
                fail_msg("%s: stands in no list of tests/page_kinds.h: %s", headers.gl_pathv[i],
                         line);
            found[place] = true;
        }
        fclose(file);
    }
    globfree(&headers);
    for (int i = 0; i < TOLD; i++)
        if (!found[1 + i]) fail_msg("%s() is in tests/page_kinds.h and in no header", told[i]);
    sizes_check_kinds(PAGE_KINDS_OF_PAGES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alarm),
        cmocka_unit_test(test_spot_and_measuring),
        cmocka_unit_test(test_play_and_its_cards),
        cmocka_unit_test(test_beside_the_demonstration),
        cmocka_unit_test(test_schedule),
        cmocka_unit_test(test_wardrobe),
        cmocka_unit_test(test_plan_with_lights),
        cmocka_unit_test(test_self_test),
        cmocka_unit_test(test_panel),
        cmocka_unit_test(test_a_page_that_nobody_looks_at_is_found),
        cmocka_unit_test(test_every_page_is_in_a_list),
    };
    return cmocka_run_group_tests(tests, sizes_open_group, sizes_close_group);
}
