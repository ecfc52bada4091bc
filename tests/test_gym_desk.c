// SPDX-License-Identifier: MIT
// test_gym_desk.c: the therapist's pages of an hour with two real windows: after a game, the plan,
// the question of who stands by, the end. They stand in the therapist's own, where they are
// pressed; the child's shows its way, without a word, and a touch there presses nothing. Once the
// panel is closed the page is in the one window.
#include "base/clock.h"
#include "demo/demo_camera.h"
#include "gym/hour.h"
#include "gym/planning.h"
#include "session/hour_log.h"
#include "session/session_list.h"
#include "standing.h"

#include "test.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WIDTH      320  // of the child's window
#define HEIGHT     180
#define PATIENCE_S 240
#define REST       12  // frames between two deeds
#define CHILD      "BLUE-FOX-27"

typedef enum Deed { OPEN, PAUSE, END, APART, TOUCH_CHILD, RATE, CLOSE, TOGETHER, LAST, DEEDS } Deed;

static char store[64];
static Live live;
static int next, frames;
static uint32_t presents;
static int64_t give_up_us;

static bool says(const Canvas *page, const char *words, Vec2 *at)
{
    for (int i = 0; i < page->item_count; i++) {
        if (page->item[i].kind != CANVAS_TEXT || strcmp(page->item[i].text, words) != 0) continue;
        *at = page->item[i].at;
        return true;
    }
    return false;
}

static int words_of(const Canvas *page)
{
    int count = 0;
    for (int i = 0; i < page->item_count; i++)
        count += page->item[i].kind == CANVAS_TEXT && page->item[i].text[0];
    return count;
}

static void press_key(SDL_Keycode key)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN } };
    event.key.keysym.sym = key;
    SDL_PushEvent(&event);
}

static Uint32 id_of(bool panel)
{
    for (Uint32 id = 1; id < 64; id++) {
        SDL_Window *window = SDL_GetWindowFromID(id);
        if (window && (strstr(SDL_GetWindowTitle(window), "panel") != NULL) == panel) return id;
    }
    return 0;
}

static void touch(Vec2 at, bool panel)
{
    SDL_Event event = { .tfinger = { .type = SDL_FINGERDOWN, .touchId = 7 } };
    event.tfinger.windowID = id_of(panel);
    event.tfinger.x = at.x / STAGE_WIDTH;
    event.tfinger.y = 1 - at.y / STAGE_HEIGHT;
    SDL_PushEvent(&event);
}

// On the page after the game, with a whole picture of the panel since the deed before.
static bool is_after(void)
{
    bool painted = !live.panel.render || live.panel.presents >= presents + 2;
    return !live.playing && live.course && live.course->at == HOUR_AT_AFTER && live.desk && painted;
}

static bool is_time(Deed deed)
{
    bool play = live.playing && live.run.play && !run_done(&live.run) && live.run.step > 10;
    switch (deed) {
    case OPEN:
    case PAUSE: return play;
    case END: return play && play_paused(live.run.play);
    case LAST: return live.course && live.course->at == HOUR_AT_END;
    default: return is_after();
    }
}

static void do_deed(Deed deed)
{
    Vec2 at;
    const Canvas *childs = &live.screen.canvas, *panels = &live.panel.canvas;
    switch (deed) {
    case OPEN: press_key(SDLK_F4); break;
    case PAUSE:
        assert_non_null(live.panel.render);
        press_key(SDLK_q);
        break;
    case END: press_key(SDLK_q); break;
    case APART:
        assert_true(says(panels, "Was that fun?", &at) && says(panels, "Stop", &at));
        assert_int_equal(words_of(childs), 0);
        break;
    case TOUCH_CHILD:
        assert_true(says(panels, "End", &at));
        touch(at, false);
        break;
    case RATE:
        assert_true(says(panels, "great fun", &at));
        touch(at, true);
        break;
    case CLOSE: press_key(SDLK_F4); break;
    case TOGETHER:
        assert_null(live.panel.render);
        assert_true(says(childs, "Was that fun?", &at) && says(childs, "End", &at));
        touch(at, false);
        break;
    default: press_key(SDLK_RETURN);
    }
    presents = live.panel.presents;
}

// ---- every page of the hour ---------------------------------------------------------------------

// What stands on each page, and what leads to the next. All is in the panel.
static const struct {
    const char *there, *press;
} pages[] = {
    { "Was that fun?", "Plan" },           { "This step", "Go on" },
    { "Was that fun?", "Stepping Stars" }, { "Was that fun?", "Flamingo Pond" },
    { "Yes: it may begin", "Skip" },       { "Next time", "Next child" },
};
enum { PAGES = sizeof pages / sizeof *pages };

typedef struct Walk {
    int at, rest;
    bool touched;  // the child's window, where the button lies in the other
} Walk;

// In a play: the panel is opened, then the play is left.
static void leave_play(Walk *w)
{
    bool play = live.run.play && !run_done(&live.run) && live.run.step > 10;
    if (!play || ++w->rest < REST) return;
    w->rest = 0;
    press_key(live.panel.render ? SDLK_q : SDLK_F4);
}

static void walk_on(Walk *w)
{
    Vec2 at;
    const Canvas *panels = &live.panel.canvas;
    bool painted = live.panel.render && live.panel.presents >= presents + 2;
    if (live.playing) leave_play(w);
    if (live.playing || !live.desk || w->at == PAGES || !painted || ++w->rest < REST) return;
    if (!says(panels, pages[w->at].there, &at) || !says(panels, pages[w->at].press, &at)) return;
    assert_int_equal(words_of(&live.screen.canvas), 0);
    touch(at, w->touched);
    w->at += w->touched;
    w->touched = !w->touched;
    w->rest = 0;
    presents = live.panel.presents;
}

static void each_frame_of_all(void *watcher, Live *of)
{
    Walk *w = watcher;
    if (clock_us() > give_up_us) of->leave = true, SDL_PushEvent(&(SDL_Event){ SDL_QUIT });
    bool childs = live.course && !live.playing && !live.desk && live.course->at != HOUR_AT_SCHEDULE;
    if (childs && ++frames % REST == 0) press_key(SDLK_RETURN);
    walk_on(w);
}

static void change_plan(Live *of, const char *child, HourPlan *plan, int done)
{
    (void)planning_show(of, child, plan, done);
}

static void each_frame(void *watcher, Live *of)
{
    (void)watcher;
    if (clock_us() > give_up_us) of->leave = true, SDL_PushEvent(&(SDL_Event){ SDL_QUIT });
    if (live.course && live.course->at == HOUR_AT_GOODBYE && ++frames % REST == 0)
        press_key(SDLK_RETURN);
    if (next == DEEDS || ++frames < REST || !is_time((Deed)next)) return;
    frames = 0;
    do_deed((Deed)next++);
}

static void expect_rated(void)
{
    Store *open = NULL;
    SessionRow row;
    Rating rating;
    uint32_t count = 0;
    assert_int_equal(store_open_given(&open, store, STORE_READ), RESULT_OK);
    assert_int_equal(session_page(open, CHILD, NULL, 1, &row, &count), RESULT_OK);
    assert_int_equal(count, 1);
    assert_int_equal(rating_load(open, CHILD, row.uuid, &rating), RESULT_OK);
    assert_int_equal(rating.fun, 5);
    store_close(&open);
}

static void run(const HourPlan *plan, void (*frame)(void *, Live *), void *watcher,
                HourReplan change)
{
    DemoOptions options = {
        .script = "still 600", .width = 320, .height = 240, .fps = 30, .seed = 1
    };
    assert_int_equal(demo_open(&standing, &options), RESULT_OK);
    memset(&live, 0, sizeof live);
    live.settings = settings_default();
    live.settings.machine.store = store;
    live.settings.machine.camera.source = "demo:still";
    live.settings.machine.window_width = WIDTH;
    live.settings.machine.window_height = HEIGHT;
    snprintf(live.settings.plan.child, sizeof live.settings.plan.child, CHILD);
    live.settings.plan.age_months = 100;
    live.frame = frame;
    live.watcher = watcher;
    frames = 0;
    presents = 0;
    give_up_us = clock_us() + PATIENCE_S * 1000000LL;
    assert_int_equal(live_open_window(&live), RESULT_OK);
    if (hour_run(&live, open_standing, plan, change)) fail_msg("%s", fail_text());
    live_close(&live);
    run_free(&live.run);
    demo_close(&standing);
}

static void test_the_page_stands_in_its_window(void **state)
{
    (void)state;
    HourPlan plan = hour_plan_empty();
    plan.count = 1;
    plan.step[0] = hour_step_of(game_find("bubble_garden"));
    run(&plan, each_frame, NULL, NULL);
    if (next != DEEDS) fail_msg("deed %d was never done", next);
    expect_rated();
}

static void test_every_page_stands_there(void **state)
{
    (void)state;
    static const char *const games[] = { "bubble_garden", "stepping_stars", "flamingo_pond" };
    HourPlan plan = hour_plan_empty();
    Walk walk = { 0 };
    for (int i = 0; i < 3; i++) {
        plan.step[plan.count++] = hour_step_of(game_find(games[i]));
        plan.step[i].break_s = 0;
    }
    run(&plan, each_frame_of_all, &walk, change_plan);
    if (walk.at != PAGES) fail_msg("\"%s\" was never there", pages[walk.at].there);
}

int main(void)
{
    snprintf(store, sizeof store, "%s/tiptoe-desk-%d.db", P_tmpdir, (int)getpid());
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_the_page_stands_in_its_window),
                                        cmocka_unit_test(test_every_page_stands_there) };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("ALSOFT_DRIVERS", "null", 1);
    camera_register(&demo_camera_source);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(store);
    return failed;
}
