// SPDX-License-Identifier: MIT
// test_session_presets.c: presets and weekly goals that a therapist keeps, and the dose ledger.
#include "session_fixture.h"

#include "session/child_look.h"
#include "session/dose_ledger.h"
#include "session/presets.h"
#include "session/sql.h"
#include "session/verify.h"

#define DAY_MS (24 * 3600 * 1000LL)

static Store *open_store(void)
{
    Store *store = NULL;
    assert_int_equal(store_open(&store, fixture_store, STORE_WRITE), RESULT_OK);
    return store;
}

static PlayPlan plan_of(const char *child, unsigned knobs_set, float first, float second)
{
    PlayPlan plan = { .play = { .game = &fixture_game, .knobs_set = knobs_set } };
    snprintf(plan.child, sizeof plan.child, "%s", child);
    plan.play.setup.knob[0] = first;
    plan.play.setup.knob[1] = second;
    return plan;
}

static void test_a_preset_comes_back(void **state)
{
    (void)state;
    Store *store = open_store();
    PlayPlan first = plan_of("FOX-1", 2, 9, 0.25f), other = plan_of("OWL-2", 1, 2, 0);
    PlayPlan back = plan_of("FOX-1", 3, 5, 5);
    assert_int_equal(preset_save(store, &first, "low and slow"), RESULT_OK);
    assert_int_equal(preset_save(store, &other, "low and slow"), RESULT_OK);
    assert_int_equal(preset_load(store, &back, "low and slow"), RESULT_OK);
    assert_int_equal(back.play.knobs_set, 2);
    assert_float_equal(back.play.setup.knob[1], 0.25f, 0);
    assert_float_equal(back.play.setup.knob[0], 0, 0);  // not the therapist's own, so not kept
    other = plan_of("FOX-1", 1, 2, 0);
    assert_int_equal(preset_save(store, &other, "low and slow"), RESULT_OK);
    assert_int_equal(preset_load(store, &back, "low and slow"), RESULT_OK);
    assert_int_equal(back.play.knobs_set, 1);
    assert_int_equal(preset_load(store, &back, "1"), RESULT_NOT_FOUND);
    other = plan_of("Ann Smith", 1, 2, 0);
    assert_int_equal(preset_save(store, &other, "1"), RESULT_USAGE);
    assert_int_equal(preset_save(store, &first, ""), RESULT_USAGE);
    assert_int_equal(preset_save(store, &first, "a\nb"), RESULT_USAGE);
    store_close(&store);
}

static void test_a_look_comes_back(void **state)
{
    (void)state;
    Store *store = open_store();
    VerifyReport report;
    ChildLook back, first = { "fox", "" }, then = { "tan-ink-hijab-plum+glasses", "cutout" };
    assert_int_equal(child_look_load(store, "FOX-1", &back), RESULT_NOT_FOUND);
    assert_string_equal(back.look, "");
    assert_int_equal(child_look_save(store, "FOX-1", &first), RESULT_OK);
    assert_int_equal(child_look_save(store, "OWL-2", &first), RESULT_OK);
    assert_int_equal(child_look_save(store, "FOX-1", &then), RESULT_OK);
    assert_int_equal(child_look_save(store, "Ann Smith", &then), RESULT_USAGE);
    assert_int_equal(child_look_load(store, "FOX-1", &back), RESULT_OK);
    assert_memory_equal(&back, &then, sizeof back);
    assert_int_equal(child_look_load(store, "OWL-2", &back), RESULT_OK);
    assert_string_equal(back.look, "fox");
    assert_int_equal(verify_store(store, 0, NULL, NULL, &report), RESULT_OK);
    assert_int_equal(report.looks, 2);
    store_close(&store);
}

// Whoever changed the file by hand, or an older game, harms nothing.
static void test_a_strange_preset_is_tamed(void **state)
{
    (void)state;
    Store *store = open_store();
    PlayPlan plan = plan_of("F", 1, 0.5f, 0);
    PlayPlan before;
    memcpy(&before, &plan, sizeof before);  // the gaps as well
    assert_int_equal(sql_run(store,
                             "INSERT INTO preset VALUES"
                             "('1','s','gym',0,NULL,'F','kites','far','{\"size\":99,"
                             "\"gone\":1}',''),"
                             "('2','s','gym',0,NULL,'F','kites','bad','{\"size\":\"x\"}',''),"
                             "('3','s','gym',0,NULL,'F','kites','cut','{\"size\"','')"),
                     RESULT_OK);
    assert_int_equal(preset_load(store, &plan, "bad"), RESULT_MALFORMED);
    assert_int_equal(preset_load(store, &plan, "cut"), RESULT_MALFORMED);
    assert_memory_equal(&plan, &before, sizeof plan);
    assert_int_equal(preset_load(store, &plan, "far"), RESULT_OK);
    assert_int_equal(plan.play.knobs_set, 2);
    assert_float_equal(plan.play.setup.knob[1], 1, 0);
    store_close(&store);
}

static void test_weekly_goals_come_back(void **state)
{
    (void)state;
    Store *store = open_store();
    WeeklyGoals goals = { { 300, 0, 40, 0 } }, back;
    assert_int_equal(goals_load(store, "FOX-1", &back), RESULT_OK);
    assert_int_equal(back.reps[LIMB_ARM_LEFT], 0);
    assert_int_equal(goals_save(store, "FOX-1", &goals), RESULT_OK);
    goals.reps[LIMB_LEG_LEFT] = 0;
    assert_int_equal(goals_save(store, "FOX-1", &goals), RESULT_OK);
    assert_int_equal(goals_load(store, "FOX-1", &back), RESULT_OK);
    assert_int_equal(back.reps[LIMB_ARM_LEFT], 300);
    assert_int_equal(back.reps[LIMB_LEG_LEFT], 0);
    goals.reps[LIMB_ARM_RIGHT] = WEEKLY_GOAL_MAX + 1;
    assert_int_equal(goals_save(store, "FOX-1", &goals), RESULT_USAGE);
    assert_int_equal(goals_save(store, "", &back), RESULT_USAGE);
    store_close(&store);
}

// ---- the ledger ----

static SessionRow played(int64_t id, const char *child, int64_t utc_ms, uint32_t hits)
{
    SessionRow row = { .id = id,
                       .started_utc_ms = utc_ms,
                       .has_summary = true,
                       .game_id = "kites",
                       .hits = hits,
                       .steps_played = 600 };
    snprintf(row.child, sizeof row.child, "%s", child);
    row.reps[LIMB_ARM_LEFT] = hits;
    row.hand_steps[SIDE_LEFT] = 60;
    row.foot_steps[SIDE_RIGHT] = 120;
    return row;
}

static void test_weeks_begin_on_monday_of_the_place(void **state)
{
    (void)state;
    const int64_t monday = 1795392000000;  // 2026-11-23 00:00 UTC
    SessionRow list[] = {
        played(5, "A", monday + 3 * DAY_MS, 10),
        played(4, "A", monday, 20),
        played(3, "B", monday, 1000),
        played(2, "A", monday - 1, 3),  // Sunday night in London ...
        played(1, "A", monday - 8 * DAY_MS, 4),
    };
    DoseWeek week[3];
    dose_weeks(list, 5, "A", monday + 4 * DAY_MS, 0, week, 3);
    assert_string_equal(week[0].monday, "2026-11-23");
    assert_string_equal(week[1].monday, "2026-11-16");
    assert_int_equal(week[0].sessions, 2);
    assert_int_equal(week[0].reps[LIMB_ARM_LEFT], 30);
    assert_int_equal(week[1].reps[LIMB_ARM_LEFT], 3);
    assert_int_equal(week[2].reps[LIMB_ARM_LEFT], 4);
    assert_float_equal(week[0].active_s[LIMB_ARM_LEFT], 2, 1e-9);
    assert_float_equal(week[0].active_s[LIMB_LEG_RIGHT], 4, 1e-9);
    assert_float_equal(week[0].play_s, 20, 1e-9);
    list[3].zone_minutes = 60;  // ... but Monday in Paris
    list[4].has_summary = false;
    dose_weeks(list, 5, "A", monday + 4 * DAY_MS, 60, week, 3);
    assert_int_equal(week[0].reps[LIMB_ARM_LEFT], 33);
    assert_int_equal(week[2].sessions, 0);
}

// As a recorder leaves it, without what lists do not read.
static void store_row(Store *store, const SessionRow *row, int level, int seconds)
{
    char text[600];
    snprintf(text, sizeof text,
             "INSERT INTO session(id, uuid, started_utc_ms, zone_minutes, child, game, "
             "game_version, level, seconds, seed, settings, status, signed_by, offered, hits, "
             "reps_arm_left, reps_arm_right, reps_leg_left, reps_leg_right, hand_steps_left, "
             "hand_steps_right, foot_steps_left, foot_steps_right, steps_played, poses, "
             "poses_found) VALUES(%d,'u%d',%lld,%d,'%s','kites',3,%d,%d,0,'{}','complete','writer',"
             "%u,%u,%u,0,0,0,60,0,0,120,600,9,9)",
             (int)row->id, (int)row->id, (long long)row->started_utc_ms, row->zone_minutes,
             row->child, level, seconds, row->hits, row->hits, row->reps[LIMB_ARM_LEFT]);
    assert_int_equal(sql_run(store, text), RESULT_OK);
}

static uint32_t best(Store *store, int64_t id)
{
    uint32_t hits = 99;
    assert_int_equal(session_best(store, id, &hits), RESULT_OK);
    return hits;
}

static void test_the_best_is_of_plays_alike(void **state)
{
    (void)state;
    Store *store = open_store();
    const SessionRow rows[] = { played(5, "A", 5, 12), played(4, "A", 4, 30), played(3, "A", 3, 11),
                                played(2, "B", 2, 50), played(1, "A", 1, 9) };
    for (int i = 0; i < 5; i++)
        store_row(store, &rows[i], i == 1 ? 1 : 2, 180);  // one easier: not to be compared
    assert_int_equal(best(store, 5), 11);
    assert_int_equal(best(store, 3), 9);
    assert_int_equal(best(store, 1), 0);  // the first one
    assert_int_equal(sql_run(store, "UPDATE session SET seconds=600 WHERE id=3"), RESULT_OK);
    assert_int_equal(best(store, 5), 9);
    store_close(&store);
}

// The sessions are made up, and not signed.
static void tell_look(void *with, const VerifyFault *fault)
{
    (void)with;
    assert_null(strstr(fault->what, "look"));
}

// What is kept for a child goes with its last session, and stays a row that can be verified.
static void test_a_look_goes_with_the_last_session(void **state)
{
    (void)state;
    ChildLook look = { "robot", "mirror" };
    Store *store = open_store();
    const SessionRow rows[] = { played(1, "FOX-1", 1, 9), played(2, "FOX-1", 2, 9) };
    for (int i = 0; i < 2; i++) store_row(store, &rows[i], 1, 60);
    VerifyReport report;
    assert_int_equal(child_look_save(store, "FOX-1", &look), RESULT_OK);
    assert_int_equal(child_look_save(store, "OWL-2", &look), RESULT_OK);
    assert_int_equal(session_erase(store, 1), RESULT_OK);
    assert_int_equal(child_look_load(store, "FOX-1", &look), RESULT_OK);
    assert_int_equal(session_erase(store, 2), RESULT_OK);
    assert_int_equal(child_look_load(store, "FOX-1", &look), RESULT_NOT_FOUND);
    assert_int_equal(child_look_load(store, "OWL-2", &look), RESULT_OK);
    int64_t told = 1;
    assert_int_equal(sql_number(store,
                                "SELECT count(*) FROM child_look WHERE deleted_utc_ms IS NOT NULL "
                                "AND child || look || picture <> ''",
                                &told),
                     RESULT_OK);
    assert_int_equal(told, 0);
    assert_int_equal(verify_store(store, 0, tell_look, NULL, &report), RESULT_DIFFERS);
    assert_int_equal(report.looks, 2);
    store_close(&store);
}

// What a page needs is what the store is asked for: pages of any size give the same, and the weeks.
static void test_pages_go_through_all_of_it(void **state)
{
    (void)state;
    enum { ALL = 300, STEP = 7 };
    Store *store = open_store();
    const int64_t monday = 1795392000000;
    assert_int_equal(sql_run(store, "BEGIN"), RESULT_OK);
    for (int i = 1; i <= ALL; i++) {  // several begin at the same time
        SessionRow row = played(i, i % 3 ? "A" : "B", monday - (i / 4) * (DAY_MS / 4), 1);
        store_row(store, &row, 1, 60);
    }
    assert_int_equal(sql_run(store, "COMMIT"), RESULT_OK);
    static SessionRow all[SESSION_PAGE_MAX], page[STEP];
    uint32_t count = 0, seen = 0;
    SessionKey key = { INT64_MAX, INT64_MAX };
    assert_int_equal(session_page(store, "A", NULL, SESSION_PAGE_MAX, all, &count), RESULT_OK);
    assert_int_equal(count, ALL - ALL / 3);
    do {
        assert_int_equal(session_page(store, "A", &key, STEP, page, &count), RESULT_OK);
        for (uint32_t i = 0; i < count; i++, seen++) {
            assert_int_equal(page[i].id, all[seen].id);
            assert_false(page[i].damaged);
        }
        if (count) key = page[count - 1].key;
    } while (count);
    assert_int_equal(seen, ALL - ALL / 3);
    DoseWeek from_list[8], from_store[8];
    dose_weeks(all, ALL - ALL / 3, "A", monday + DAY_MS, 0, from_list, 8);
    assert_int_equal(dose_read(store, "A", monday + DAY_MS, 0, from_store, 8), RESULT_OK);
    assert_memory_equal(from_list, from_store, sizeof from_list);
    assert_above(from_store[2].sessions, 10);
    // A time that no clock gives is told, and passed over once.
    assert_int_equal(sql_run(store, "UPDATE session SET started_utc_ms=-5 WHERE id=9"), RESULT_OK);
    key = (SessionKey){ 1, 0 };
    assert_int_equal(session_page(store, NULL, &key, STEP, page, &count), RESULT_OK);
    assert_int_equal(count, 1);
    assert_true(page[0].damaged);
    key = page[0].key;
    assert_int_equal(session_page(store, NULL, &key, STEP, page, &count), RESULT_OK);
    assert_int_equal(count, 0);
    char children[3][PLAN_CHILD_MAX + 1];
    int found = 0;
    assert_int_equal(session_children(store, children, 3, &found), RESULT_OK);
    assert_int_equal(found, 2);
    assert_string_equal(children[0], "A");
    store_close(&store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_preset_comes_back),
        TEST(test_a_look_comes_back),
        TEST(test_a_look_goes_with_the_last_session),
        TEST(test_a_strange_preset_is_tamed),
        TEST(test_weekly_goals_come_back),
        TEST(test_weeks_begin_on_monday_of_the_place),
        TEST(test_the_best_is_of_plays_alike),
        TEST(test_pages_go_through_all_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
