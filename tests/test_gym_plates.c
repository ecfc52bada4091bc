// SPDX-License-Identifier: MIT
// test_gym_plates.c: every word on every page, card and play, in windows of many shapes and sizes:
// whole, on its plate, in the picture, not on or under anything else, and dark or light enough.
#include "gym/live.h"
#include "gym/live_buttons.h"
#include "plates.h"
#include "selftest/check.h"
#include "staged.h"
#include "staged_hour.h"
#include "test.h"
#include "therapist/panel.h"
#include "therapist/start_parts.h"
#include "therapist/sticker_book.h"

#include <stdio.h>
#include <string.h>

#define PLAY_S      36
#define LOOK_STEPS  (2 * (int)GAME_STEPS_PER_SECOND)
#define REPORT_SIZE 65536
#define KNOWN_MAX   4096

// The first two are drawn in, calm and lively; in the others the words are measured.
static const struct {
    int width, height;
} windows[] = {
    { 640, 360 },  { 640, 360 },   { 640, 480 },   { 1024, 768 },  { 1280, 720 },
    { 1280, 800 }, { 1920, 1080 }, { 2560, 1080 }, { 3840, 2160 },
};
#define WINDOWS ((int)(sizeof windows / sizeof windows[0]))

static Render *window[WINDOWS], *drawn_in;
static Plates plates;
static enum { GATHER, WITHOUT_WORDS } drawing;
static uint8_t pixels[3 * 640 * 360];
static char report[REPORT_SIZE];
static int frames;

void __real_render_canvas(Render *render, const Canvas *canvas);
void __wrap_render_canvas(Render *render, const Canvas *canvas)
{
    static Canvas silent;
    if (drawing == GATHER) {
        plates_add(&plates, canvas);
        return;
    }
    silent.background = canvas->background;
    silent.item_count = 0;
    for (int i = 0; i < canvas->item_count; i++)
        if (canvas->item[i].kind != CANVAS_TEXT) silent.item[silent.item_count++] = canvas->item[i];
    __real_render_canvas(render, &silent);
}

static int open_windows(void **state)
{
    (void)state;
    for (int i = 0; i < WINDOWS; i++) {
        RenderOptions options = { .width = windows[i].width,
                                  .height = windows[i].height,
                                  .headless = true,
                                  .ungoverned = true,
                                  .asset_folder = TIPTOE_BUILT_ASSETS };
        if (render_open(&window[i], &options) != RESULT_OK) return -1;
        Sensory senses = sensory_preset(i ? SENSORY_LIVELY : SENSORY_CALM);
        render_limits(window[i], &senses);
    }
    drawn_in = window[0];
    return 0;
}

static int close_windows(void **state)
{
    (void)state;
    for (int i = 0; i < WINDOWS; i++) render_close(&window[i]);
    return 0;
}

// Adds what is not in the report yet.
static int note(const char *page, int w, const char *told, int at)
{
    char line[512];
    for (const char *from = told; *from; from += strcspn(from, "\n"), from += *from == '\n') {
        snprintf(line, sizeof line, "%.*s", (int)strcspn(from, "\n"), from);
        char *place = strstr(line, " (");
        size_t words = place ? (size_t)(place - line) : strlen(line);
        char known[512];
        snprintf(known, sizeof known, "%.*s", (int)words, line);
        if (strstr(report, known)) continue;
        at += snprintf(report + at, sizeof report - (size_t)at, "%s: %s in %dx%d\n", page, line,
                       windows[w].width, windows[w].height);
    }
    return at;
}

typedef void Draw(void *self);

// One frame of a page. Words that stood the same on the same plates before are not looked at again.
static void look(const char *page, Draw *draw, void *self)
{
    static uint64_t known[KNOWN_MAX];
    static int known_count;
    char told[8192];
    Image image = { .width = 640, .height = 360, .stride = 3 * 640, .bgr = pixels };
    plates_begin(&plates, drawn_in);
    drawing = GATHER;
    draw(self);
    uint64_t mark = plates_mark(&plates);
    for (int i = 0; i < known_count; i++)
        if (known[i] == mark) return;
    assert_below(known_count, KNOWN_MAX);
    known[known_count++] = mark;
    drawing = WITHOUT_WORDS;
    draw(self);
    render_present(drawn_in);
    assert_int_equal(render_read(drawn_in, &image), RESULT_OK);
    for (int i = 0; i < WINDOWS; i++) {
        plates.render = window[i];
        if (i < 2 && window[i] != drawn_in) continue;
        if (!plates_faults(&plates, i < 2 ? &image : NULL, told, sizeof told)) continue;
        int at = (int)strlen(report);
        if (at < REPORT_SIZE - 1024) note(page, i, told, at);
    }
    frames++;
}

static void assert_clean(void)
{
    print_message("%d different frames\n", frames);
    fputs(report, stderr);
    bool clean = !report[0];
    report[0] = '\0';
    assert_true(clean);
}

static void set_senses(int number)
{
    drawn_in = window[number % 2];
}

static Settings settings_for(const Game *game, int level, Posture posture)
{
    Settings s = settings_default();
    s.plan.play.game = game;
    s.plan.play.setup.level = level;
    s.plan.play.setup.seconds = PLAY_S;
    s.plan.play.setup.seed = 11;
    s.plan.play.setup.profile.posture = posture;
    settings_settle(&s);
    return s;
}

// ---- a tool that finds nothing proves nothing ---------------------------------------------------

static Canvas planted;

static void draw_planted(void *self)
{
    (void)self;
    render_begin(drawn_in);
    render_canvas(drawn_in, &planted);
}

// What is said of a plate with these words on it.
static void plant(const char *expected, Vec2 at, float size, Color color, const char *words)
{
    const Color paper = { 1, 0.99f, 0.95f, 1 }, ink = { 0.13f, 0.2f, 0.3f, 1 };
    canvas_clear(&planted);
    canvas_box(&planted, vec2(8, 4.5f), 20, 12, paper);
    canvas_box(&planted, vec2(8, 4.5f), 6, 1, paper);
    canvas_text(&planted, vec2(8, 4.5f), 0.3f, ink, "here");
    canvas_box(&planted, vec2(8, 1.5f), 3, 0.8f, (Color){ 0.04f, 0.4f, 0.3f, 1 });
    canvas_text(&planted, at, size, color, "%s", words);
    canvas_disc(&planted, vec2(2, 2), 0.5f, ink);
    report[0] = '\0';
    look("planted", draw_planted, NULL);
    if (!expected) assert_string_equal(report, "");
    if (expected && !strstr(report, expected)) fail_msg("not \"%s\": %s", expected, report);
    report[0] = '\0';
}

static void test_planted_faults_are_found(void **state)
{
    (void)state;
    const Color ink = { 0.13f, 0.2f, 0.3f, 1 }, grey = { 0.6f, 0.6f, 0.6f, 1 };
    char endless[CANVAS_TEXT_MAX + 8];
    memset(endless, 'n', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    plant(NULL, vec2(8, 1.5f), 0.4f, COLOR_WHITE, "Play");
    plant("leaves its plate", vec2(8, 1.5f), 0.4f, COLOR_WHITE, "one step forward onto the spot");
    plant("leaves the picture", vec2(1, 7), 0.4f, ink, "one step forward onto the spot");
    plant("lies on other words", vec2(8.3f, 4.6f), 0.3f, ink, "there");
    plant("is covered in part", vec2(2.2f, 2), 0.5f, ink, "under a disc");
    plant("is too faint", vec2(8, 7), 0.3f, grey, "hard to read");
    plant(NULL, vec2(8, 7), 0.6f, (Color){ 0.5f, 0.5f, 0.5f, 1 }, "large letters");
    plant("is too small", vec2(8, 7), 0.12f, ink, "the small print");
    plant("longer than a canvas keeps", vec2(8, 7), 0.1f, ink, endless);
}

static const char longest_code[PLAN_CHILD_MAX + 1] = "Nursery-school-north-2/child-017";

// ---- the therapist's pages ----------------------------------------------------------------------

static StartWeek full_week(void *self, const char *child)
{
    (void)self;
    (void)child;
    StartWeek week = { .minutes = 1234 };
    for (int limb = 0; limb < LIMB_COUNT; limb++) week.reps[limb] = week.goal[limb] = 1000;
    return week;
}

static void draw_start(void *self)
{
    static Canvas canvas;
    canvas_clear(&canvas);
    start_draw(self, &canvas);
    render_begin(drawn_in);
    render_canvas(drawn_in, &canvas);
}

static void look_at_start(StartScreen *s, const Game *game)
{
    char page[64];
    for (int at = 0; at < PAGE_COUNT; at++) {
        s->page = (StartPage)at;
        for (int i = 0; i < POSTURE_COUNT * SENSORY_PRESET_COUNT; i++) {
            s->plan.play.game = game;
            s->plan.play.setup.profile.posture = (Posture)(i % POSTURE_COUNT);
            s->plan.play.setup.profile.hand = (HandRule)(i % HAND_RULE_COUNT);
            s->plan.play.setup.profile.side_bias = i % 2 ? 1 : 0.25f;
            s->plan.play.setup.profile.sensory =
                sensory_preset((SensoryPreset)(i % SENSORY_PRESET_COUNT));
            if (at == PAGE_SENSES)
                sense_set(&s->plan.play.setup.profile.sensory, SENSE_PACE, 0.51f);
            s->typing = i % 3 == 0;
            s->keeping = i % 2;
            s->focus = (Row)(i % ROW_COUNT);
            s->plan.age_months = 12 * 9 + 6;
            set_senses(i);
            snprintf(page, sizeof page, "start %d %s", at, game->id);
            if (i < 4 || game == game_list[0]) look(page, draw_start, s);
        }
    }
}

static void test_start_screen(void **state)
{
    (void)state;
    static char children[START_CHILDREN_MAX][PLAN_CHILD_MAX + 1];
    for (int i = 0; i < START_CHILDREN_MAX; i++)
        snprintf(children[i], sizeof children[i], "%s", i % 2 ? "AB12" : longest_code);
    PlayPlan usual = plan_default();
    usual.play.game = game_list[0];
    StartScreen *s = start_open((const char(*)[PLAN_CHILD_MAX + 1]) children, START_CHILDREN_MAX,
                                &usual, (StartMemory){ .week = full_week }, 5);
    s->week = full_week(NULL, "");
    for (int i = 0; i < game_count; i++) look_at_start(s, game_list[i]);
    start_close(&s);
    assert_clean();
}

static void draw_summary(void *self)
{
    static Canvas canvas;
    summary_draw(self, &canvas);
    render_begin(drawn_in);
    render_canvas(drawn_in, &canvas);
}

static void test_summary(void **state)
{
    (void)state;
    for (int i = 0; i < 6 * HAND_RULE_COUNT; i++) {
        Summary s = { .child = i % 2 ? longest_code : "AB12", .token = "star", .level = 5 };
        s.hand = (HandRule)(i % HAND_RULE_COUNT);
        s.score.hits = i % 3 == 0 ? 0 : i % 3 == 1 ? 7 : 1234;
        s.score.offered = 2345;
        s.score.hits_by_side[0] = s.score.hits_by_side[1] = s.score.hits / 2;
        s.best_before = i % 4 ? 5 : 0;
        s.week.play_s = 60 * 1234;
        s.quality.poses = s.quality.found = 1000;
        s.quality.steps_slow = i % 5 == 3 ? 1234 * GAME_STEPS_PER_SECOND : 0;
        s.quality.signs = i % 5 == 4 ? 12 : 0;
        s.pose_fps = 2.4;
        for (int limb = 0; limb < LIMB_COUNT; limb++) {
            s.week.reps[limb] = 1234;
            s.goals.reps[limb] = limb <= i % LIMB_COUNT ? 1000 : 0;
        }
        set_senses(i);
        look("summary", draw_summary, &s);
    }
    assert_clean();
}

static Canvas hour_page;

static void draw_hour(void *self)
{
    (void)self;
    render_begin(drawn_in);
    render_canvas(drawn_in, &hour_page);
}

static void test_hour(void **state)
{
    (void)state;
    static HourCourse course;
    AfterPage after;
    HourEnd end;
    HourEndPage last;
    CarePage care;
    staged_course(&course);
    for (int i = 0; i < 8; i++) {
        set_senses(i);
        staged_after(&course, i % 2 ? 48 : 100, &after);
        after_draw(&after, &hour_page);
        look("after", draw_hour, NULL);
        after_key(&after, i % 3 ? 't' : ' ');
        after_draw(&after, &hour_page);
        look("after, a note or a stop", draw_hour, NULL);
        staged_hour_end(&course, i % 2, &end);
        hour_end_open(&last, &end);
        for (int k = 0; k < i / 2; k++) hour_end_key(&last, 'm');
        if (i > 5) hour_end_key(&last, 'e');
        hour_end_draw(&last, &hour_page);
        look("end of an hour", draw_hour, NULL);
        care_open(&care, game_list[i % game_count], 1u + (unsigned)i);
        care_draw(&care, &hour_page);
        look("who stands by", draw_hour, NULL);
    }
    assert_clean();
}

static void draw_book(void *self)
{
    static Canvas canvas;
    canvas_clear(&canvas);
    sticker_draw(self, &canvas);
    render_begin(drawn_in);
    render_canvas(drawn_in, &canvas);
}

static void test_book(void **state)
{
    (void)state;
    for (int i = 0; i < 6; i++) {
        StickerBook book;
        uint32_t plays[STICKER_GAMES_MAX] = { 0 };
        for (int g = 0; g < game_count; g++) plays[g] = i > 3;
        sticker_open(&book, i % 2 ? longest_code : "AB12", plays, NULL, i % 2);
        set_senses(i);
        look("book", draw_book, &book);
    }
    assert_clean();
}

static CheckFacts worst_facts(int i)
{
    CheckFacts f = { .fps = 29.97f, .fps_most = 60, .luma = 123, .pictures = 1000 };
    f.poses = f.found = f.whole = 300;
    f.info = (CameraInfo){ .width = 1920, .height = 1080, .fps = 30 };
    snprintf(f.info.name, sizeof f.info.name, "%s", "WWW High Definition Conference Camera 1080p");
    snprintf(f.sound_name, sizeof f.sound_name, "%s",
             "Family 17h/19h HD Audio Controller Analogue Stereo Output");
    f.sound = i % 2;
    f.rehearsal = i % 5 == 4;
    f.seated = i % 3 == 1;
    f.fell_back = i % 2;
    f.disk_free_mb = i % 2 ? 12345678 : 12;
    f.luma = i % 4 == 1 ? 12 : i % 4 == 2 ? 250 : 120;
    f.people_most = i % 4;
    f.found = i % 5 == 1 ? 0 : 300;
    f.whole = i % 5 == 2 ? 10 : 300;
    for (int n = 0; n < 300; n++) {
        histogram_add(&f.height_permil, i % 3 == 0 ? 900 : i % 3 == 1 ? 300 : 600);
        histogram_add(&f.pose_us, i % 2 ? 123456 : 12345);
    }
    if (i % 4 == 3) f.camera = RESULT_LOST, f.fps = 0;
    if (i % 6 == 5) f.store = f.disk = RESULT_UNAVAILABLE;
    snprintf(
        f.trouble, sizeof f.trouble, "%s",
        "the camera /dev/video12 does not answer any more: is its plug in? Put it into another "
        "socket, then try again");
    snprintf(f.store_trouble, sizeof f.store_trouble, "%s",
             "/home/somebody/.local/share/tiptoe/sessions.db cannot be opened: the disk is full");
    return f;
}

typedef struct CheckPage {
    CheckRow rows[CHECK_COUNT];
    float progress;
} CheckPage;

static void draw_check(void *self)
{
    static Canvas canvas;
    CheckPage *page = self;
    canvas_clear(&canvas);
    check_draw_back(&canvas);
    render_begin(drawn_in);
    render_canvas(drawn_in, &canvas);
    canvas_clear(&canvas);
    check_draw(&canvas, page->rows, CHECK_COUNT, page->progress);
    render_canvas(drawn_in, &canvas);
}

static void test_self_test(void **state)
{
    (void)state;
    for (int i = 0; i < 60; i++) {
        CheckFacts facts = worst_facts(i);
        CheckPage page = { .progress = i % 7 ? 1 : 0.4f };
        check_judge(&facts, page.progress >= 1, page.rows);
        set_senses(i);
        look("self-test", draw_check, &page);
    }
    assert_clean();
}

static void draw_panel(void *self)
{
    static Canvas canvas;
    canvas_clear(&canvas);
    canvas_background(&canvas, "garden");
    (void)panel_draw(drawn_in, &canvas, self);
    render_begin(drawn_in);
    render_canvas(drawn_in, &canvas);
}

static void test_panel(void **state)
{
    (void)state;
    for (int i = 0; i < 8; i++) {
        Panel panel = {
            .left = 0.3f, .replayed = i % 2, .model = "heavy", .fps = 29.97f, .dropped = 123456
        };
        panel.pose_us = panel.network_us = 123456;
        panel.presents_missed = panel.steps_late = 123456;
        panel.dark = i % 4 > 1;
        panel.storing = i % 4 > 1 ? RESULT_FULL : RESULT_OK;
        for (int l = 0; l < LATENCY_COUNT; l++)
            panel.latency[l] = (LatencyFigures){ .p50_ms = 1234, .p95_ms = 2345, .p99_ms = 3456 };
        set_senses(i / 4);
        look("panel", draw_panel, &panel);
    }
    assert_clean();
}

// ---- a play -------------------------------------------------------------------------------------

static void draw_staged(void *self)
{
    staged_draw(self);
}

// Those that a mouse brings, as live.c lays them out.
static void add_buttons(Staged *g)
{
    static Live live;
    live.settings = g->settings;
    live.settings.machine.headless = false;
    live.run = g->run;
    live.screen.help = g->screen.help;
    live.screen.stopped = g->screen.stopped;
    live.buttons_until = UINT32_MAX;
    live_buttons_lay_out(&live);
    g->screen.buttons = live.screen.buttons;
}

// The same frame with all that can lie over it.
static void look_at_overlays(Staged *g, const char *page)
{
    Screen *s = &g->screen;
    char name[96];
    for (int i = 0; i < 8; i++) {
        s->panel = i == 1 || i == 6;
        s->help = i == 2;
        s->stopped = i == 3;
        s->muted = i == 4 || i == 6;
        s->too_slow = i == 5;
        s->model_until = i == 6 || i == 7 ? UINT32_MAX : 0;
        s->health.model = i == 6 ? MODEL_LITE : MODEL_FULL;
        s->storing.result = i == 4 ? RESULT_FULL : RESULT_OK;
        s->health.camera = i == 3 ? RESULT_LOST : RESULT_OK;
        snprintf(s->health.trouble, sizeof s->health.trouble, "%s",
                 i == 3 ? worst_facts(0).trouble : "");
        s->health.fps = 29.97f;
        s->health.dropped = 123456;
        s->times.total_us = s->times.network_us = 123456;
        g->run.latency.presents_missed = g->run.summary.steps_late = 123456;
        add_buttons(g);
        snprintf(name, sizeof name, "%s over %d", page, i);
        look(name, draw_staged, g);
    }
    s->panel = s->help = s->stopped = s->muted = s->too_slow = false;
    s->buttons.count = 0;
    s->model_until = 0;
    s->storing.result = s->health.camera = RESULT_OK;
}

// From the waiting child to the end; the child walks away once.
static void watch_play(const Game *game, int level, Posture posture)
{
    static Staged staged;
    Settings settings = settings_for(game, level, posture);
    static bool seen[PHASE_DONE + 1];
    char page[64];
    snprintf(page, sizeof page, "%s %d %s", game->id, level, posture_name(posture));
    memset(seen, 0, sizeof seen);
    set_senses(level);
    staged_open(&staged, drawn_in, &settings, "still 1, play 26, leave 7");
    look(page, draw_staged, &staged);
    for (int i = 0; i < 60 && play_phase(staged.run.play) != PHASE_DONE; i++) {
        staged_step(&staged, LOOK_STEPS);
        look(page, draw_staged, &staged);
        PlayPhase phase = play_phase(staged.run.play);
        if (!seen[phase] && level == 3) look_at_overlays(&staged, page);
        seen[phase] = true;
    }
    assert_true(seen[PHASE_PLAY]);
    staged_close(&staged);
}

static void test_every_game(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++) {
        watch_play(game_list[i], 3, POSTURE_STANDING);
        watch_play(game_list[i], 5, POSTURE_STANDING);
        watch_play(game_list[i], 1, game_list[i]->needs_legs ? POSTURE_SUPPORTED : POSTURE_SEATED);
    }
    assert_clean();
}

// The child says no, is counted in again, and then the machine makes no poses.
static void test_play_that_waits(void **state)
{
    (void)state;
    static Staged staged;
    bool said_no = false, counted = false;
    Settings settings = settings_for(game_find("bubble_garden"), 2, POSTURE_STANDING);
    Run *run = &staged.run;
    staged_open(&staged, drawn_in, &settings, "still 1, play 12, cross 9");
    for (int i = 0; i < 80 && !counted; i++) {
        set_senses(i);
        staged.screen.render = drawn_in;
        staged_step(&staged, 20);
        look("waits", draw_staged, &staged);
        counted = play_count_in(run->play) > 2.5f;
        if (!play_is_paused_by_child(run->play)) continue;
        said_no = true;
        run_command(run, COMMAND_RESUME, 0);
    }
    assert_true(said_no && counted);
    for (int i = 0; i < 4 * GAME_STEPS_PER_SECOND; i++)
        play_step(run->play, &(PlayInput){ .step = run->step++ }, &run->out);
    assert_true(play_is_slow(run->play));
    look("too slow", draw_staged, &staged);
    staged_close(&staged);
    assert_clean();
}

static void test_demonstration_and_movement(void **state)
{
    (void)state;
    static Staged staged;
    Settings settings = settings_for(game_find("bubble_garden"), 2, POSTURE_STANDING);
    Demonstration d = { 0 };
    assert_true(demonstration_open(&d, &settings.plan));
    staged_open(&staged, drawn_in, &settings, "play");
    for (int i = 0; i < 12; i++) {
        staged.screen.demonstration = i < 8 ? &d : NULL;
        staged.screen.movement_only =
            i < 8 ? NULL : "recorded by version 12.34, which plays differently";
        staged_step(&staged, GAME_STEPS_PER_SECOND);
        demonstration_step(&d, GAME_STEPS_PER_SECOND);
        look(i < 8 ? "demonstration" : "movement", draw_staged, &staged);
    }
    demonstration_close(&d);
    staged_close(&staged);
    assert_clean();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_planted_faults_are_found),
        cmocka_unit_test(test_start_screen),
        cmocka_unit_test(test_summary),
        cmocka_unit_test(test_book),
        cmocka_unit_test(test_hour),
        cmocka_unit_test(test_self_test),
        cmocka_unit_test(test_panel),
        cmocka_unit_test(test_every_game),
        cmocka_unit_test(test_play_that_waits),
        cmocka_unit_test(test_demonstration_and_movement),
    };
    return cmocka_run_group_tests(tests, open_windows, close_windows);
}
