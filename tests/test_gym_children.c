// SPDX-License-Identifier: MIT
// test_gym_children.c: the pages of the children in a real window with a store behind them, their
// words in windows of many shapes, and a play whose track the child's page does not allow.
#include "base/clock.h"
#include "gym/children.h"
#include "gym/known.h"
#include "session/sql.h"
#include "session/verify.h"
#include "sizes.h"
#include "test.h"
#include "therapist/child_page.h"
#include "therapist/children_page.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define GIVE_UP_FRAMES 900

static char folder[64], path[96];
static Live live;

// ---- through the window -------------------------------------------------------------------------

// A key a frame; '>' is the right arrow, '^' Esc, '\n' Enter.
typedef struct Typist {
    const char *keys;
    int frames;
    bool stuck;
} Typist;

static void push(SDL_Keycode key)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN } };
    event.key.keysym.sym = key;
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void type_one(void *watcher, Live *of)
{
    Typist *t = watcher;
    t->stuck |= ++t->frames > GIVE_UP_FRAMES;
    if (t->stuck) of->leave = true;
    if (!*t->keys) return;
    char key = *t->keys++;
    push(key == '>' ? SDLK_RIGHT : key == '^' ? SDLK_ESCAPE : key == '\n' ? SDLK_RETURN : key);
}

static ChildrenEnd show(const char *keys, char child[PLAN_CHILD_MAX + 1])
{
    const PlayPlan usual = plan_default();
    Typist typist = { .keys = keys };
    live.frame = type_one;
    live.watcher = &typist;
    ChildrenEnd end = children_show(&live, &usual, child);
    assert_false(typist.stuck);
    assert_int_equal(*typist.keys, 0);
    return end;
}

static Result load(const char *child, ChildRecord *record)
{
    Store *store = NULL;
    assert_int_equal(store_open(&store, path, STORE_READ), RESULT_OK);
    Result result = child_record_load(store, child, record);
    store_close(&store);
    return result;
}

static void test_a_new_child_and_its_second_visit(void **state)
{
    (void)state;
    char child[PLAN_CHILD_MAX + 1] = "", again[PLAN_CHILD_MAX + 1] = "";
    ChildRecord record;
    // 11 inputs to its hour; there Enter begins it.
    assert_int_equal(show("n64116    \n", child), CHILDREN_END_HOUR);
    assert_true(plan_child_is_valid(child));
    assert_int_equal(load(child, &record), RESULT_OK);
    assert_int_equal(child_record_age(&record, clock_utc_ms()), 76);
    assert_true(record.height_cm == 116);
    assert_true(child_record_is_asked(&record, clock_utc_ms()));
    assert_false(record.keep_track);
    assert_int_equal(show("1", again), CHILDREN_END_HOUR);  // one input
    assert_string_equal(again, child);
    assert_int_equal(show("q", again), CHILDREN_END_QUICK);
    assert_int_equal(show("^", again), CHILDREN_END_LEAVE);
    assert_false(live.leave);
}

// Who was not asked for long is asked first, whatever opens the hour.
static void test_an_old_answer_opens_the_page(void **state)
{
    (void)state;
    char child[PLAN_CHILD_MAX + 1] = "";
    ChildRecord record = child_record_new("PINK-OWL-52", &(PlayPlan){ 0 });
    Store *store = NULL;
    int64_t now = clock_utc_ms();
    for (int q = 0; q < QUESTION_COUNT; q++)
        child_record_answer(&record, (ChildQuestion)q, false, now - 40 * INT64_C(86400000));
    assert_int_equal(store_open(&store, path, STORE_WRITE), RESULT_OK);
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    store_close(&store);
    assert_int_equal(show("1    \n", child), CHILDREN_END_HOUR);
    assert_int_equal(load(child, &record), RESULT_OK);
    assert_true(record.asked_utc_ms >= now);
}

static void test_archived_brought_back_and_deleted(void **state)
{
    (void)state;
    char child[PLAN_CHILD_MAX + 1] = "";
    ChildRecord record;
    VerifyReport report;
    Store *store = NULL;
    assert_int_equal(show("n512    ^^", child), CHILDREN_END_LEAVE);  // stored without a button
    char code[PLAN_CHILD_MAX + 1];
    memcpy(code, child, sizeof code);
    assert_int_equal(show("a^", child), CHILDREN_END_LEAVE);
    assert_int_equal(load(code, &record), RESULT_OK);
    assert_true(record.archived);
    assert_int_equal(show("ra^^", child), CHILDREN_END_LEAVE);
    assert_int_equal(load(code, &record), RESULT_OK);
    assert_false(record.archived);
    memcpy(child, code, sizeof code);
    assert_int_equal(show("au^", child), CHILDREN_END_LEAVE);
    assert_int_equal(load(code, &record), RESULT_OK);
    assert_false(record.archived);
    memcpy(child, code, sizeof code);
    assert_int_equal(show("ard> ^^", child), CHILDREN_END_LEAVE);
    assert_int_equal(load(code, &record), RESULT_NOT_FOUND);
    assert_int_equal(store_open(&store, path, STORE_WRITE), RESULT_OK);
    assert_int_equal(verify_store(store, 0, NULL, NULL, &report), RESULT_OK);
    store_close(&store);
}

// What the page of a child says waits where the store refuses, and stands on the page that is
// opened anew.
static void test_a_page_that_is_refused_waits(void **state)
{
    (void)state;
    char child[PLAN_CHILD_MAX + 1] = "", code[PLAN_CHILD_MAX + 1], nowhere[128];
    ChildRecord record;
    FILE *file;
    snprintf(nowhere, sizeof nowhere, "%s/file", folder);
    file = fopen(nowhere, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    snprintf(nowhere, sizeof nowhere, "%s/file/s.db", folder);
    live.settings.machine.store = nowhere;
    assert_int_equal(show("n64116    ^^", child), CHILDREN_END_LEAVE);
    memcpy(code, child, sizeof code);
    live.settings.machine.store = path;
    assert_true(unkept_waits(&live.unkept));
    assert_non_null(unkept_find(&live.unkept, UNKEPT_CHILD, code, "", NULL));
    unkept_try(&live.unkept, path);
    assert_false(unkept_waits(&live.unkept));
    assert_int_equal(load(code, &record), RESULT_OK);
    assert_true(child_record_is_asked(&record, clock_utc_ms()));
    snprintf(nowhere, sizeof nowhere, "%s/file", folder);
    assert_int_equal(unlink(nowhere), 0);
}

// ---- a play -------------------------------------------------------------------------------------

static int64_t tracks(void)
{
    Store *store = NULL;
    int64_t count = -1;
    assert_int_equal(store_open(&store, path, STORE_READ), RESULT_OK);
    assert_int_equal(sql_number(store, "SELECT count(DISTINCT session_id) FROM track", &count),
                     RESULT_OK);
    store_close(&store);
    return count;
}

static void play_of(const char *child)
{
    static Run run;
    const CameraInfo camera = { .width = 640, .height = 480, .fps = 30, .name = "test" };
    Settings s = settings_default();
    s.machine.store = path;
    s.machine.camera.source = "demo";
    snprintf(s.plan.child, sizeof s.plan.child, "%s", child);
    s.plan.play.game = game_find("bubble_garden");
    s.plan.play.setup.success = 0.75f;
    settings_settle(&s);
    run = (Run){ 0 };
    assert_int_equal(run_open(&run, &s, &camera), RESULT_OK);
    for (int i = 0; i < 90; i++) run_step(&run, NULL, 0);
    assert_int_equal(run_close(&run), RESULT_OK);
    run_free(&run);
}

static void test_a_track_that_may_not_be_kept_goes(void **state)
{
    (void)state;
    ChildRecord record = child_record_new("GREY-SEAL-73", &(PlayPlan){ 0 });
    Store *store = NULL;
    play_of("NO-PAGE");
    assert_int_equal(tracks(), 1);
    assert_int_equal(store_open(&store, path, STORE_WRITE), RESULT_OK);
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    play_of(record.child);
    assert_int_equal(tracks(), 1);
    record.keep_track = true;
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    play_of(record.child);
    assert_int_equal(tracks(), 2);
    record.keep_until_utc_ms = 1;  // long ago
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    known_purge_tracks(path);  // as at the start
    assert_int_equal(tracks(), 1);
    Known known;
    known_load(&known, path);
    assert_int_equal(known_record(&known, "NO-PAGE", &(PlayPlan){ 0 }, &record), RESULT_OK);
    assert_true(record.keep_track);  // as it was, until somebody says otherwise
    known_free(&known);
    assert_int_equal(child_record_delete(store, "GREY-SEAL-73"), RESULT_OK);
    int64_t left = -1;
    assert_int_equal(
        sql_number(store, "SELECT count(*) FROM session WHERE child='GREY-SEAL-73'", &left),
        RESULT_OK);
    assert_int_equal(left, 0);
    store_close(&store);
}

// ---- words --------------------------------------------------------------------------------------

static int list_many(void *self, bool archived, char (*to)[PLAN_CHILD_MAX + 1], int *today)
{
    (void)self, (void)archived;
    for (int i = 0; i < 30; i++)
        snprintf(to[i], PLAN_CHILD_MAX + 1, i % 3 ? "WHITE-HARE-%d" : "Nursery-nth-%d", i);
    *today = 4;
    return 30;
}

static void look_up_long(void *self, const char *child, ChildGlance *glance)
{
    (void)self, (void)child;
    *glance = (ChildGlance){ .hour = "Planning and imitation, 29 min",
                             .last = "24 Nov 2026",
                             .due = "page damaged",
                             .who = "16 y 11 m, 116 cm",
                             .body = "wheelchair, alternate hand",
                             .must_ask = true };
    snprintf(glance->asked, sizeof glance->asked, "%s",
             "All no on 24 Nov 2026. Start says: nothing new");
    snprintf(glance->notes, sizeof glance->notes, "%s",
             "Left hand first. Loves the drums. Keep the sound low. Sits best near the wall.");
}

static bool do_nothing(void *self, const char *child, bool archived)
{
    (void)self, (void)child, (void)archived;
    return true;
}

static void test_words_of_the_list(void **state)
{
    (void)state;
    static Canvas canvas;
    static const char *const keys[] = { "", "+", "a", "r", "rd", "ffox", "fwhite" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        static ChildrenPage page;
        children_page_open(&page,
                           (ChildrenMemory){ NULL, list_many, look_up_long, do_nothing, NULL },
                           "24 Nov 2026");
        for (const char *k = keys[i]; *k; k++) children_page_key(&page, *k);
        children_page_tick(&page, 7000000);
        canvas_clear(&canvas);
        children_page_draw(&page, &canvas);
        sizes_look(PAGE_KIND_CHILDREN, keys[i], &canvas);
    }
    sizes_check();
}

static void test_words_of_a_child(void **state)
{
    (void)state;
    static Canvas canvas;
    static const char *const keys[] = { "", "k", "    ", "e", "a" };
    const PlayPlan usual = plan_default();
    for (int i = 0; i < 12; i++) {
        ChildPage page;
        ChildRecord record = child_record_new(i % 2 ? "WHITE-HARE-60" : "AB12", &usual);
        const int64_t now = INT64_C(1796120000000);
        child_record_set_age(&record, 203, now);
        record.height_cm = 178;
        record.posture = (Posture)(i % POSTURE_COUNT);
        record.hand = (HandRule)(i % HAND_RULE_COUNT);
        record.keep_track = i % 2;
        record.keep_until_utc_ms = i % 3 ? 0 : now + (i - 3) * INT64_C(86400000) * 90;
        record.gain = i % 2 ? 2.5f : 0;
        record.success = i % 3 ? 0.75f : 0;
        for (int q = 0; q < QUESTION_COUNT && i % 2; q++)
            child_record_answer(&record, (ChildQuestion)q, false, now - 86400000);
        for (int k = 0; k < 5; k++)
            strcat(record.notes, "Left hand first. Loves the drums. Keep the sound low. ");
        child_page_open(&page, &record, i >= 10, now, 60);
        for (const char *k = i < 10 ? keys[i % 5] : i == 10 ? "" : "64"; *k; k++)
            child_page_key(&page, *k);
        canvas_clear(&canvas);
        child_page_draw(&page, &canvas);
        sizes_look(PAGE_KIND_CHILD, "child", &canvas);
    }
    sizes_check();
}

static void test_no_page_is_left_out(void **state)
{
    (void)state;
    sizes_check_kinds(PAGE_KINDS_OF_CHILDREN);
}

// ---- the fixture --------------------------------------------------------------------------------

static int open_all(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/tiptoe-children-XXXXXX");
    if (!mkdtemp(folder)) return -1;
    snprintf(path, sizeof path, "%s/s.db", folder);
    live.settings = settings_default();
    live.settings.machine.store = path;
    live.settings.machine.headless = true;
    live.settings.machine.window_width = 1280;
    live.settings.machine.window_height = 720;
    if (live_open_window(&live)) return -1;
    sizes_open();
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    char command[128];
    sizes_close();
    live_close(&live);
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

static int empty(void **state)
{
    (void)state;
    static const char *const ends[] = { "", "-wal", "-shm" };
    char file[128];
    for (int i = 0; i < 3; i++) {
        snprintf(file, sizeof file, "%s%s", path, ends[i]);
        unlink(file);
    }
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_a_new_child_and_its_second_visit, empty),
        cmocka_unit_test_setup(test_an_old_answer_opens_the_page, empty),
        cmocka_unit_test_setup(test_archived_brought_back_and_deleted, empty),
        cmocka_unit_test_setup(test_a_page_that_is_refused_waits, empty),
        cmocka_unit_test_setup(test_a_track_that_may_not_be_kept_goes, empty),
        cmocka_unit_test(test_words_of_the_list),
        cmocka_unit_test(test_words_of_a_child),
        cmocka_unit_test(test_no_page_is_left_out),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
