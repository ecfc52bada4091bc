// SPDX-License-Identifier: MIT
// test_gym_panel.c: the therapist's own window beside the child's, both real: what is in which,
// what is pressed in it by mouse, finger and key, and that closing it closes nothing else. And its
// words: whole, large and dark enough, in windows of four shapes.
#include "base/clock.h"
#include "demo/demo_camera.h"
#include "gym/live.h"
#include "gym/live_keys.h"
#include "gym/live_panel.h"
#include "plates.h"
#include "session/recording.h"
#include "staged.h"
#include "staged_hour.h"
#include "therapist/panel_page.h"

#include "test.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <string.h>

#define CHILD_W    640  // px of the child's window
#define CHILD_H    360
#define PATIENCE_S 180
#define LEAST      (28.0f / 120)  // letters: 28 px at 1080 lines, of 9 units
#define TROUBLE    "Not comparable"
#define TOLD       "Support: bar"

static char store[64];
static Live live;
static Demo *standing;

// ---- what is in the child's window --------------------------------------------------------------

static Plates childs, panels;
static bool gathers;  // what the panel's canvas says; nothing is drawn

void __real_render_begin(Render *render);
void __wrap_render_begin(Render *render);
void __wrap_render_begin(Render *render)
{
    if (render == live.render) plates_begin(&childs, render);
    __real_render_begin(render);
}

void __real_render_canvas(Render *render, const Canvas *canvas);
void __wrap_render_canvas(Render *render, const Canvas *canvas);
void __wrap_render_canvas(Render *render, const Canvas *canvas)
{
    if (render == live.render && !gathers) plates_add(&childs, canvas);
    __real_render_canvas(render, canvas);
}

static bool child_sees(const char *words)
{
    for (int i = 0; i < childs.count; i++)
        if (childs.item[i].kind == CANVAS_TEXT && strstr(childs.item[i].text, words)) return true;
    return false;
}

// whole: the words alone, as a button says them; a "4" stands in many a number.
static bool panel_says(const char *words, bool whole, Vec2 *at)
{
    const Canvas *canvas = &live.panel.canvas;
    for (int i = 0; i < canvas->item_count; i++) {
        if (canvas->item[i].kind != CANVAS_TEXT) continue;
        const char *said = canvas->item[i].text;
        if (whole ? strcmp(said, words) : !strstr(said, words)) continue;
        *at = canvas->item[i].at;
        return true;
    }
    return false;
}

// Every word of the therapist's that there is, but for those of the child's own cards of a stop and
// a pause, as a machine that was away shows it.
static int of_the_therapist(void)
{
    static const char *const others[] = { TROUBLE, TOLD,   "shown pose's age", "sound is off",
                                          "gain",  "STOP", "Stand still" };
    int count = live.screen.buttons.count;
    for (int i = 0; i < live_key_count; i++) {
        const KeyRow *row = &live_key_rows[i];
        bool card = row->key == ' ' || row->key == RENDER_KEY_ESCAPE;
        count += !card && row->button && child_sees(row->button);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) count += child_sees(others[i]);
    return count;
}

// ---- what is pressed ----------------------------------------------------------------------------

static Uint32 id_of(bool panel)
{
    for (Uint32 id = 1; id < 64; id++) {
        SDL_Window *window = SDL_GetWindowFromID(id);
        if (window && (strstr(SDL_GetWindowTitle(window), "panel") != NULL) == panel) return id;
    }
    return 0;
}

static void press_key(SDL_Keycode key, bool panel)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN, .windowID = id_of(panel) } };
    event.key.keysym.sym = key;
    SDL_PushEvent(&event);
}

static void point_at(const char *words, bool finger)
{
    Vec2 at = { 0, 0 };
    int width, height;
    if (!panel_says(words, true, &at)) fail_msg("the panel has no \"%s\"", words);
    SDL_GetWindowSize(SDL_GetWindowFromID(id_of(true)), &width, &height);
    SDL_Event event = { .button = { .type = SDL_MOUSEBUTTONDOWN, .windowID = id_of(true) } };
    event.button.x = (int)(at.x / STAGE_WIDTH * (float)width);
    event.button.y = (int)((1 - at.y / STAGE_HEIGHT) * (float)height);
    if (finger)
        event.tfinger = (SDL_TouchFingerEvent){ .type = SDL_FINGERDOWN,
                                                .touchId = 7,
                                                .windowID = id_of(true),
                                                .x = at.x / STAGE_WIDTH,
                                                .y = 1 - at.y / STAGE_HEIGHT };
    SDL_PushEvent(&event);
}

static void tell_window(Uint8 what, bool panel)
{
    SDL_Event event = { .window = { .type = SDL_WINDOWEVENT, .windowID = id_of(panel) } };
    event.window.event = what;
    SDL_PushEvent(&event);
}

// ---- a play with two windows --------------------------------------------------------------------

// One after the other; each waits until what the one before asked for has come.
typedef enum Deed {
    LOOK_BEFORE,
    OPEN,
    LOOK_APART,
    STOP,
    GO_ON,
    NOTE,
    LEVEL,
    CHANGE_WINDOW,
    NEXT,
    CLOSE,
    LOOK_AFTER,
    LEAVE,
    DEEDS
} Deed;

static Deed next;
static uint32_t pressed_step, stopped_step, presents, steps_since, late;
static int64_t give_up_us;
static bool refocused;

static bool is_shown(void)
{
    return live_panel_is_open(&live) && live.panel.presents >= presents + 2;
}

static bool is_done(Deed before)
{
    switch (before) {
    case LOOK_BEFORE: return true;
    case OPEN:
    case LOOK_APART: return is_shown();
    case STOP: return live.screen.stopped;
    case GO_ON: return !live.screen.stopped && is_shown();
    case LEVEL: return play_setup(live.run.play)->level == 4;
    case CLOSE: return !live_panel_is_open(&live);
    default: return true;
    }
}

// All that can be wrong, and all that a key may tell.
static void make_trouble(void)
{
    live.screen.too_slow = live.screen.muted = live.screen.panel = true;
    snprintf(live.screen.told, sizeof live.screen.told, "%s", TOLD);
    live.screen.told_until = UINT32_MAX;
}

static void look_apart(void)
{
    Vec2 at;
    if (of_the_therapist())
        fail_msg("the child's window has %d things of the therapist's", of_the_therapist());
    assert_true(panel_says(TROUBLE, false, &at) && panel_says(TOLD, false, &at));
    assert_true(panel_says("shown pose's age", false, &at) && panel_says("STOP", false, &at));
    live.screen.panel = false;
}

static void do_deed(Deed deed)
{
    presents = live.panel.presents;
    switch (deed) {
    case LOOK_BEFORE:
        assert_true(child_sees("Stop") && of_the_therapist() > 0);
        make_trouble();
        break;
    case OPEN:
        assert_true(of_the_therapist() > 3);
        press_key(SDLK_F4, false);
        break;
    case LOOK_APART: look_apart(); break;
    case STOP:
        pressed_step = live.run.step;
        point_at("STOP", false);
        break;
    case GO_ON:
        stopped_step = live.run.step;
        assert_int_equal(of_the_therapist(), 0);
        press_key(SDLK_RETURN, true);
        break;
    case NOTE: point_at("Tired", true); break;
    case LEVEL: point_at("4", false); break;
    case CHANGE_WINDOW:
        tell_window(SDL_WINDOWEVENT_FOCUS_LOST, false);
        refocused = SDL_GetKeyboardFocus() != NULL;
        late = live.run.summary.steps_late;
        break;
    case NEXT:
        if (!refocused) assert_true(live_is_paused(&live));
        if (refocused && late == live.run.summary.steps_late) assert_false(live_is_paused(&live));
        press_key(SDLK_F10, true);  // no hour: nothing ends
        break;
    case CLOSE: tell_window(SDL_WINDOWEVENT_CLOSE, true); break;
    case LOOK_AFTER: assert_true(child_sees("Stop")); break;
    default: tell_window(SDL_WINDOWEVENT_CLOSE, false); SDL_PushEvent(&(SDL_Event){ SDL_QUIT });
    }
}

static void each_frame(void *watcher, Live *of)
{
    (void)watcher;
    if (clock_us() > give_up_us) of->leave = true, SDL_PushEvent(&(SDL_Event){ SDL_QUIT });
    if (next == DEEDS || !of->run.play || of->run.step < 20 || run_done(&of->run)) return;
    if (steps_since++ < 4) return;
    if (next > 0 && !is_done((Deed)(next - 1))) return;
    steps_since = 0;
    do_deed(next++);
}

static void next_pose(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    (void)self;
    (void)image;
    demo_move(standing, NULL, pose);
    pose->captured_us = captured_us;
}

static void expect_recorded(void)
{
    static Recording recording;
    Store *opened = NULL;
    int stops = 0, notes = 0;
    assert_int_equal(store_open_given(&opened, store, STORE_READ), RESULT_OK);
    assert_int_equal(recording_load(&recording, opened, live.run.id), RESULT_OK);
    for (uint32_t i = 0; i < recording.event_count; i++) {
        const RecordedEvent *e = &recording.event[i];
        stops += e->event.event == EVENT_STOP;
        notes += e->event.event == EVENT_NOTE && e->event.note == NOTE_TIRED;
        if (e->event.event == EVENT_STOP) assert_at_most(e->step, pressed_step + 6);
    }
    assert_int_equal(stops, 1);
    assert_int_equal(notes, 1);
    recording_free(&recording);
    store_close(&opened);
}

static void test_two_windows(void **state)
{
    (void)state;
    DemoOptions options = {
        .script = "still 600", .width = 320, .height = 240, .fps = 30, .seed = 1
    };
    assert_int_equal(demo_open(&standing, &options), RESULT_OK);
    memset(&live, 0, sizeof live);
    live.settings = settings_default();
    live.settings.machine.store = store;
    live.settings.machine.camera.source = "demo:still";
    live.settings.machine.window_width = CHILD_W;
    live.settings.machine.window_height = CHILD_H;
    live.settings.plan.play.game = game_find("bubble_garden");
    live.settings.plan.play.setup.success = STAIRCASE_SUCCESS_USUAL;
    settings_settle(&live.settings);
    live.frame = each_frame;
    give_up_us = clock_us() + PATIENCE_S * 1000000LL;
    if (live_open_with(&live, (PoseMaker){ .next = next_pose })) fail_msg("%s", fail_text());
    assert_false(live_panel_is_open(&live));  // one display
    if (live_play(&live)) fail_msg("%s", fail_text());
    if (next != DEEDS) fail_msg("deed %d did nothing", (int)next - 1);
    assert_int_equal(live.run.ended, PLAY_END_WINDOW);
    assert_at_most(stopped_step, pressed_step + 60);
    expect_recorded();
    run_free(&live.run);
    live_close(&live);
    demo_close(&standing);
}

// ---- its words ----------------------------------------------------------------------------------

static const struct {
    int width, height;
} shapes[] = { { 1024, 768 }, { 1280, 720 }, { 1920, 1080 }, { 2560, 1080 } };
enum { SHAPES = sizeof shapes / sizeof *shapes };

static Render *window[SHAPES];
static uint8_t pixels[3 * 1280 * 720];

static void open_windows(void)
{
    for (int i = 0; i < SHAPES; i++) {
        const RenderOptions options = { .width = shapes[i].width,
                                        .height = shapes[i].height,
                                        .headless = true,
                                        .ungoverned = true,
                                        .asset_folder = TIPTOE_BUILT_ASSETS };
        assert_int_equal(render_open(&window[i], &options), RESULT_OK);
    }
}

// The frame without its words, in the second window.
static Image bare_of(const Canvas *canvas)
{
    static Canvas silent;
    Image image = { .width = 1280, .height = 720, .stride = 3 * 1280, .bgr = pixels };
    silent = *canvas;
    silent.item_count = 0;
    for (int i = 0; i < canvas->item_count; i++)
        if (canvas->item[i].kind != CANVAS_TEXT) silent.item[silent.item_count++] = canvas->item[i];
    render_begin(window[1]);
    render_canvas(window[1], &silent);
    render_present(window[1]);
    assert_int_equal(render_read(window[1], &image), RESULT_OK);
    return image;
}

static int small_ones(const Canvas *canvas, char *told, size_t size)
{
    int count = 0;
    for (int i = 0; i < canvas->item_count; i++) {
        const CanvasItem *item = &canvas->item[i];
        if (item->kind != CANVAS_TEXT || !item->text[0]) continue;
        float width = render_text_width(window[2], item->size, item->text);
        float shrunk = item->size2 > 0 ? fminf(1, item->size2 / width) : 1;
        if (item->size * shrunk >= LEAST - 1e-4f) continue;
        size_t used = strlen(told);
        if (used + 200 < size)
            snprintf(told + used, size - used, "\"%s\" has letters of %.0f px at 1080 lines\n",
                     item->text, 120.0 * (double)(item->size * shrunk));
        count++;
    }
    return count;
}

static int faults_of(const Canvas *canvas, char *told, size_t size)
{
    const Image bare = bare_of(canvas);
    told[0] = '\0';
    int faults = small_ones(canvas, told, size);
    for (int i = 0; i < SHAPES; i++) {
        static char more[8192];
        plates_begin(&panels, window[i]);
        plates_add(&panels, canvas);
        faults += plates_faults(&panels, i == 1 ? &bare : NULL, more, sizeof more);
        size_t used = strlen(told);
        snprintf(told + used, size - used, "%s", more);
    }
    return faults;
}

static void expect_clean(const char *moment)
{
    static char told[32768];
    static Canvas canvas;
    canvas_clear(&canvas);
    live.panel.paint(live.panel.self, &canvas);
    if (faults_of(&canvas, told, sizeof told)) fail_msg("%s: %s", moment, told);
}

static void test_planted_faults_are_found(void **state)
{
    (void)state;
    static Canvas canvas;
    static char told[8192];
    const Color paper = { 1, 0.99f, 0.95f, 1 }, ink = { 0.13f, 0.2f, 0.3f, 1 };
    const Color grey = { 0.62f, 0.62f, 0.62f, 1 };
    canvas_clear(&canvas);
    canvas_box(&canvas, vec2(8, 4.5f), 18, 10, paper);
    canvas_box(&canvas, vec2(8, 4.5f), 2, 0.7f, paper);
    assert_int_equal(faults_of(&canvas, told, sizeof told), 0);
    canvas_text(&canvas, vec2(8, 4.5f), 0.3f, ink, "a word that is cut off");
    canvas_text_within(&canvas, vec2(8, 7), 0.3f, 1, ink, "a word that is pressed small");
    canvas_text(&canvas, vec2(8, 2), 0.3f, grey, "a faint word");
    faults_of(&canvas, told, sizeof told);
    assert_non_null(strstr(told, "cut off\" leaves its plate"));
    assert_non_null(strstr(told, "pressed small\" has letters of"));
    assert_non_null(strstr(told, "faint word\" is too faint"));
}

static void fill_lamps(bool good)
{
    Screen *s = &live.screen;
    s->health.luma = good ? 120 : 3;
    s->storing.result = good ? RESULT_OK : RESULT_FULL;
    live.run.session = (Session *)&live;  // only asked whether there is one
    Histogram *age = &live.run.latency.span[LATENCY_AGE];
    for (int i = 0; i < 9; i++) histogram_add(age, good ? 84000 : 984000);
}

static void look_at_play(Staged *g, const HourCourse *course)
{
    Screen *s = &live.screen;
    live.course = course;
    expect_clean("before play");
    staged_step(g, 20 * GAME_STEPS_PER_SECOND);
    fill_lamps(true);
    expect_clean("at play");
    fill_lamps(false);
    s->told_until = UINT32_MAX;
    snprintf(s->told, sizeof s->told, "Support: bar, hand held, walker, orthosis, shoes");
    s->too_slow = true;
    for (int limb = 0; limb < LIMB_COUNT; limb++)
        live.week.dose.reps[limb] = live.week.goals.reps[limb] = 12345;
    expect_clean("all at once");
    s->health.camera = RESULT_LOST;
    snprintf(s->health.trouble, sizeof s->health.trouble, "%s",
             "the camera /dev/video0 gives no pictures any more: plug it in again, the play waits");
    expect_clean("the camera is lost");
    s->stopped = true;
    expect_clean("stopped");
    notes_open(&s->notes, live.run.step);
    notes_key(&s->notes, &live.run, 't');
    for (int i = 0; i < 300; i++) letters_page_type(&s->notes.letters, i % 7 ? "n" : " ");
    expect_clean("a note is written");
    live.playing = false;
    expect_clean("between the games");
    live.playing = true;
    s->notes = (Notes){ 0 };
    s->stopped = false;
}

static void test_words_of_the_panel(void **state)
{
    (void)state;
    static Staged staged;
    static HourCourse course;
    memset(&live, 0, sizeof live);
    live.settings = settings_default();
    live.settings.machine.panel = PANEL_OFF;
    live.settings.plan.play.game = game_find("statue_sleepover");
    live.settings.plan.play.setup.success = 0.8f;
    snprintf(live.settings.plan.child, sizeof live.settings.plan.child, "%s",
             "Nursery-school-north-2/child-017");
    settings_settle(&live.settings);
    staged_course(&course);
    for (int i = 0; i < 2; i++) {
        staged_open(&staged, window[1], &live.settings, "still 1, play 26");
        live.run = staged.run;
        live.screen = staged.screen;
        live_panel_begin(&live);
        live.playing = true;
        look_at_play(&staged, i ? &course : NULL);
        staged_close(&staged);
    }
    for (int i = 0; i < SHAPES; i++) render_close(&window[i]);
}

// Whatever a key does can be done by mouse and touch, but for the windows themselves.
static void test_every_key_has_its_button(void **state)
{
    (void)state;
    static Buttons all;
    static HourCourse course;
    staged_course(&course);
    for (int i = 0; i < live_key_count; i++) {
        const KeyRow *row = &live_key_rows[i];
        bool found = row->key == RENDER_KEY_F1 + 3 || row->key == RENDER_KEY_F1 + 10;
        for (PanelPlace place = PANEL_WAITING; place <= PANEL_STOPPED; place++) {
            const PanelNews news = { .place = place,
                                     .child = "",
                                     .course = &course,
                                     .rows = live_key_rows,
                                     .row_count = live_key_count,
                                     .asks = ALARM_COUNT };
            panel_lay_out(&news, &all);
            for (int b = 0; b < all.count; b++) found |= (int)all.list[b].value == row->key;
        }
        if (!found) fail_msg("no button for %s", row->words);
    }
}

int main(void)
{
    snprintf(store, sizeof store, "%s/tiptoe-panel-%d.db", P_tmpdir, (int)getpid());
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("ALSOFT_DRIVERS", "null", 1);
    camera_register(&demo_camera_source);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_windows),
        cmocka_unit_test(test_every_key_has_its_button),
    };
    const struct CMUnitTest words[] = {
        cmocka_unit_test(test_planted_faults_are_found),
        cmocka_unit_test(test_words_of_the_panel),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    open_windows();
    gathers = true;
    failed += cmocka_run_group_tests(words, NULL, NULL);
    unlink(store);
    return failed;
}
