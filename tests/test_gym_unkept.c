// SPDX-License-Identifier: MIT
// test_gym_unkept.c: a store that refuses: what was said waits, is told, tried again, and is kept
// once the store can be written.
#include "base/clock.h"
#include "gym/unkept.h"
#include "session/session.h"
#include "session/session_list.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHILD "BLUE-FOX-27"

static char folder[64], place[96], store[128];
static Unkept unkept;

// Where the store's folder should be stands a file.
static int open_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "%s/tiptoe-unkept-XXXXXX", P_tmpdir);
    if (!mkdtemp(folder)) return -1;
    snprintf(place, sizeof place, "%s/here", folder);
    snprintf(store, sizeof store, "%s/s.db", place);
    FILE *file = fopen(place, "w");
    return file ? fclose(file) : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);  // NOLINT: of its own making
}

static void make_the_store(char uuid[37])
{
    SessionDesc desc = { .plan = plan_default(), .model = "full", .camera_kind = "demo" };
    Session *session = NULL;
    Store *opened = NULL;
    SessionInfo info;
    assert_int_equal(unlink(place), 0);
    assert_int_equal(mkdir(place, 0700), 0);
    snprintf(desc.plan.child, sizeof desc.plan.child, CHILD);
    desc.plan.play.game = game_list[0];
    desc.plan.play.setup.success = 0;
    assert_int_equal(session_open(&session, store, &desc), RESULT_OK);
    assert_int_equal(session_close(&session), RESULT_OK);
    assert_int_equal(store_open_given(&opened, store, STORE_READ), RESULT_OK);
    assert_int_equal(session_info(opened, 1, &info), RESULT_OK);
    snprintf(uuid, 37, "%s", info.uuid);
    store_close(&opened);
}

static void say_all(void)
{
    static HourCourse course;
    PlayPlan own = plan_default();
    const Rating first = { .fun = 1 }, last = { .fun = 4, .hard = 2, .support = 1 };
    const HourLog log = { .child = CHILD, .started_utc_ms = 5000, .course = &course };
    HourPlan plan = hour_plan_empty();
    plan.step[plan.count++] = hour_step_of(game_list[0]);
    hour_course_start(&course, &plan, 0);
    hour_course_say(&course, HOUR_SKIP);
    snprintf(own.child, sizeof own.child, CHILD);
    unkept_rating(&unkept, store, CHILD, "its uuid", &first);
    unkept_rating(&unkept, store, CHILD, "its uuid", &last);
    unkept_mark(&unkept, store, 1, &(Mark){ 700, "left hand first" });
    unkept_mark(&unkept, store, 1, &(Mark){ 701, "both at the drum" });
    unkept_page(&unkept, store, &own, "drums again");
    unkept_page(&unkept, store, &own, NULL);  // the note stays
    unkept_hour(&unkept, store, &log);
    unkept_hour(&unkept, store, &log);  // the same one
}

static void check_all(const char *uuid)
{
    Store *opened = NULL;
    Rating rating;
    ChildRecord record;
    Mark *marks = NULL;
    uint32_t count = 0;
    int64_t hour_ms = 0;
    assert_int_equal(store_open_given(&opened, store, STORE_READ), RESULT_OK);
    assert_int_equal(rating_load(opened, CHILD, "its uuid", &rating), RESULT_OK);
    assert_int_equal(rating.fun, 4);
    assert_int_equal(rating.hard, 2);
    assert_int_equal(marks_load(opened, uuid, &marks, &count), RESULT_OK);
    assert_int_equal(count, 2);
    assert_string_equal(marks[0].text, "left hand first");
    assert_string_equal(marks[1].text, "both at the drum");
    free(marks);
    assert_int_equal(child_record_load(opened, CHILD, &record), RESULT_OK);
    assert_string_equal(record.notes, "drums again");
    assert_int_equal(hour_log_newest(opened, &hour_ms), RESULT_OK);
    assert_above(hour_ms, 0);
    store_close(&opened);
}

static void what_is_refused_waits_and_is_kept_later(void **state)
{
    (void)state;
    char words[UNKEPT_WORDS_MAX], uuid[37];
    unkept_words(&unkept, words);
    assert_string_equal(words, "");
    say_all();
    assert_int_equal(unkept.items, 3);
    assert_int_equal(unkept.pages, 1);
    assert_int_equal(unkept.hours, 1);
    unkept_words(&unkept, words);
    assert_non_null(strstr(words, "Not kept yet"));
    make_the_store(uuid);
    int64_t tried_us = unkept.tried_us;
    unkept_tick(&unkept, store, tried_us + UNKEPT_EVERY_US - 1);
    assert_true(unkept_waits(&unkept));  // not yet
    unkept_tick(&unkept, store, tried_us + UNKEPT_EVERY_US);
    assert_false(unkept_waits(&unkept));
    unkept_words(&unkept, words);
    assert_string_equal(words, "");
    check_all(uuid);
}

static void what_to_do_is_said_for_each_reason(void **state)
{
    (void)state;
    static const struct {
        Result why;
        const char *says;
    } reasons[] = { { RESULT_FULL, "make room on the disk" },
                    { RESULT_BUSY, "another program" },
                    { RESULT_NOT_PERMITTED, "cannot be written" } };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        char words[UNKEPT_WORDS_MAX];
        unkept.items = 1;
        unkept.why = reasons[i].why;
        unkept_words(&unkept, words);
        assert_non_null(strstr(words, reasons[i].says));
        assert_below(strlen(words), UNKEPT_WORDS_MAX - 1);
        unkept.items = 0;
    }
}

static void go_nowhere(char nowhere[128])
{
    snprintf(nowhere, 128, "%s/s.db/not", place);
    unkept = (Unkept){ 0 };
}

// None that waits is given up for a newer one, which is refused and told.
static void what_has_no_room_is_refused_and_told(void **state)
{
    (void)state;
    static HourCourse course;
    char nowhere[128], words[UNKEPT_WORDS_MAX];
    PlayPlan own = plan_default();
    go_nowhere(nowhere);
    for (uint32_t i = 0; i < UNKEPT_MAX; i++)
        unkept_mark(&unkept, nowhere, 1, &(Mark){ .step = i, .text = "note" });
    unkept_words(&unkept, words);
    assert_null(strstr(words, "No more"));
    unkept_mark(&unkept, nowhere, 1, &(Mark){ .step = 999, .text = "note" });
    assert_int_equal(unkept.items, UNKEPT_MAX);
    assert_int_equal(unkept.item[0].note.mark.step, 0);
    assert_int_equal(unkept.item[UNKEPT_MAX - 1].note.mark.step, UNKEPT_MAX - 1);
    assert_int_equal(unkept.refused, 1);
    unkept_words(&unkept, words);
    assert_non_null(strstr(words, "No more can wait"));
    assert_below(strlen(words), UNKEPT_WORDS_MAX - 1);
    for (int i = 0; i <= UNKEPT_HOURS; i++) {
        const HourLog log = { .child = CHILD, .started_utc_ms = 5000 + i, .course = &course };
        snprintf(own.child, sizeof own.child, "BLUE-FOX-%d", 30 + i);
        unkept_hour(&unkept, nowhere, &log);
        unkept_page(&unkept, nowhere, &own, NULL);
    }
    assert_int_equal(unkept.refused, 3);
    assert_int_equal(unkept.hour[0].started_utc_ms, 5000);
    assert_string_equal(unkept.page[0].own.child, "BLUE-FOX-30");
    unkept.items = unkept.pages = unkept.hours = 0;
    unkept_words(&unkept, words);
    assert_non_null(strstr(words, "not the last 3"));
    unkept_tell(&unkept);
    unkept_words(&unkept, words);
    assert_string_equal(words, "");
}

static const char *const other = "PINK-OWL-52";

static void choose_all(const char *given)
{
    PlayPlan plan = plan_default();
    ChildRecord record;
    const Look fox = look_ready(10);
    WeeklyGoals goals = { .reps = { 30 } };
    snprintf(plan.child, sizeof plan.child, "%s", other);
    plan.play.game = game_list[0];
    record = child_record_new(other, &plan);
    for (int q = 0; q < QUESTION_COUNT; q++)
        child_record_answer(&record, (ChildQuestion)q, false, 6000);
    snprintf(record.notes, sizeof record.notes, "likes drums");
    unkept_child(&unkept, given, &record);
    unkept_goals(&unkept, given, other, &goals);
    goals.reps[0] = 40;
    unkept_goals(&unkept, given, other, &goals);
    unkept_preset(&unkept, given, "1", &plan);
    unkept_preset(&unkept, given, "2", &plan);
    unkept_look(&unkept, given, other, &fox);
    unkept_look(&unkept, given, PLAN_GUEST, &fox);  // has nothing kept
    unkept_picture(&unkept, given, other, "shadow");
    unkept_news(&unkept, given, other, 7000);
}

// Goals, presets, look, picture, the child's page, that nothing is new: once each, and then kept.
static void what_is_chosen_waits_too(void **state)
{
    (void)state;
    char nowhere[128];
    Store *opened = NULL;
    WeeklyGoals goals;
    ChildLook look;
    ChildRecord record;
    PlayPlan plan = plan_default();
    go_nowhere(nowhere);
    choose_all(nowhere);
    assert_int_equal(unkept.items, 7);
    assert_int_equal(unkept_find(&unkept, UNKEPT_GOALS, other, "", NULL)->goals.reps[0], 40);
    assert_non_null(unkept_find(&unkept, UNKEPT_PRESET, other, "2", game_list[0]));
    assert_null(unkept_find(&unkept, UNKEPT_PRESET, other, "3", game_list[0]));
    unkept_try(&unkept, store);
    assert_false(unkept_waits(&unkept));
    assert_int_equal(store_open_given(&opened, store, STORE_READ), RESULT_OK);
    assert_int_equal(goals_load(opened, other, &goals), RESULT_OK);
    assert_int_equal(goals.reps[0], 40);
    assert_int_equal(child_look_load(opened, other, &look), RESULT_OK);
    assert_string_equal(look.picture, "shadow");
    assert_true(look.look[0]);
    assert_int_equal(child_record_load(opened, other, &record), RESULT_OK);
    assert_string_equal(record.notes, "likes drums");
    assert_int_equal(record.asked_utc_ms, 7000);
    snprintf(plan.child, sizeof plan.child, "%s", other);
    plan.play.game = game_list[0];
    assert_int_equal(preset_load(opened, &plan, "2"), RESULT_OK);
    store_close(&opened);
}

static void an_erased_child_has_nothing_that_waits(void **state)
{
    (void)state;
    char nowhere[128];
    go_nowhere(nowhere);
    choose_all(nowhere);
    unkept_goals(&unkept, nowhere, CHILD, &(WeeklyGoals){ .reps = { 5 } });
    unkept_forget(&unkept, other);
    assert_int_equal(unkept.items, 1);
    assert_string_equal(unkept.item[0].child, CHILD);
    unkept = (Unkept){ 0 };
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_refused_waits_and_is_kept_later),
        cmocka_unit_test(what_to_do_is_said_for_each_reason),
        cmocka_unit_test(what_has_no_room_is_refused_and_told),
        cmocka_unit_test(what_is_chosen_waits_too),
        cmocka_unit_test(an_erased_child_has_nothing_that_waits),
    };
    return cmocka_run_group_tests(tests, open_folder, remove_folder);
}
