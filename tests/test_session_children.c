// SPDX-License-Identifier: MIT
// test_session_children.c: the page of a child: kept whole, put into a plan, and obeyed.
#include "session_fixture.h"

#include "base/clock.h"
#include "session/child_look.h"
#include "session/child_record.h"
#include "session/documents.h"
#include "session/presets.h"
#include "session/session_list.h"
#include "session/sql.h"
#include "session/verify.h"

#define DAY_MS (INT64_C(86400000))
#define NOW_MS (INT64_C(1800000000000))

static Store *open_store(void)
{
    Store *store = NULL;
    assert_int_equal(store_open(&store, fixture_store, STORE_WRITE), RESULT_OK);
    return store;
}

static ChildRecord full_record(const char *child)
{
    PlayPlan usual = { .play.setup.profile = { .hand = HAND_EITHER,
                                               .sensory = sensory_preset(SENSORY_CALM) } };
    ChildRecord record = child_record_new(child, &usual);
    child_record_set_age(&record, 76, NOW_MS);
    record.height_cm = 116;
    record.posture = POSTURE_WHEELCHAIR;
    record.support = 1u << SUPPORT_ORTHOSIS;
    record.affected = AFFECTED_LEFT;
    record.hand = HAND_LEFT;
    record.without = LIMBS_LEGS;
    record.sensory.pace = 0.7f;
    record.success = 0.8f;
    record.gain = 2.5f;
    record.speech_rate = 85;
    record.hold_s = 2;
    record.keep_until_utc_ms = NOW_MS + 200 * DAY_MS;
    record.keep_track = true;
    snprintf(record.notes, sizeof record.notes, "left hand first; loves \"drums\" \xc3\xa9");
    for (int q = 0; q < QUESTION_COUNT; q++)
        child_record_answer(&record, (ChildQuestion)q, q == QUESTION_PAIN, NOW_MS);
    return record;
}

static void test_a_page_comes_back(void **state)
{
    (void)state;
    Store *store = open_store();
    ChildRecord record = full_record("BLUE-FOX-27"), back;
    assert_int_equal(child_record_load(store, record.child, &back), RESULT_NOT_FOUND);
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    assert_int_equal(child_record_load(store, record.child, &back), RESULT_OK);
    assert_string_equal(back.child, record.child);
    assert_int_equal(back.age_months, 76);
    assert_int_equal(back.age_utc_ms, NOW_MS);
    assert_true(back.height_cm == 116 && back.success == 0.8f && back.gain == 2.5f);
    assert_int_equal(back.speech_rate, 85);
    assert_true(back.hold_s == 2);
    assert_int_equal(back.posture, POSTURE_WHEELCHAIR);
    assert_int_equal(back.support, 1u << SUPPORT_ORTHOSIS);
    assert_int_equal(back.affected, AFFECTED_LEFT);
    assert_int_equal(back.hand, HAND_LEFT);
    assert_int_equal(back.without, LIMBS_LEGS);
    assert_memory_equal(&back.sensory, &record.sensory, sizeof back.sensory);
    assert_int_equal(back.answered, QUESTIONS_ALL);
    assert_int_equal(back.yes, 1u << QUESTION_PAIN);
    assert_int_equal(back.asked_utc_ms, NOW_MS);
    assert_true(back.keep_track && !back.archived);
    assert_int_equal(back.keep_until_utc_ms, record.keep_until_utc_ms);
    assert_string_equal(back.notes, record.notes);
    snprintf(record.child, sizeof record.child, "%s", PLAN_GUEST);
    assert_int_equal(child_record_save(store, &record), RESULT_USAGE);
    store_close(&store);
}

// The text of a page with `from` put in place of `to`.
static void assert_damaged(Store *store, const char *body, const char *from, const char *to)
{
    static char changed[8192];
    const DocumentKey key = { DOCUMENT_CHILD, "FOX-1", "", "" };
    ChildRecord record = full_record("UNTOUCHED");
    const char *at = strstr(body, from);
    assert_non_null(at);
    snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - body), body, to, at + strlen(from));
    assert_int_equal(document_save(store, key, changed), RESULT_OK);
    Result expected = strcmp(from, to) ? RESULT_MALFORMED : RESULT_OK;
    assert_int_equal(child_record_load(store, "FOX-1", &record), expected);
    assert_string_equal(record.child, expected ? "UNTOUCHED" : "FOX-1");
}

static void test_a_bad_page_is_refused(void **state)
{
    (void)state;
    Store *store = open_store();
    ChildRecord record = full_record("FOX-1");
    char *body = NULL;
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    assert_int_equal(document_load(store, (DocumentKey){ DOCUMENT_CHILD, "FOX-1", "", "" }, &body),
                     RESULT_OK);
    static const char *const bad[][2] = {
        { "\"hand\":\"left\"", "\"hand\":\"left\"" },  // as it was: this one is good
        { "\"hand\":\"left\"", "\"hand\":\"lift\"" },
        { "\"posture\":\"wheelchair\"", "\"posture\":7" },
        { "\"affected\":\"left\"", "\"afflicted\":\"left\"" },
        { "\"height_cm\":116", "\"height_cm\":1160" },
        { "\"height_cm\":116", "\"height_cm\":null" },
        { "\"age_months\":76", "\"age_months\":-1" },
        { "\"age_months\":76", "\"age_months\":301" },
        { "\"without_limbs\":12", "\"without_limbs\":3" },  // both arms
        { "\"support\":8", "\"support\":32" },
        { "\"answered\":15", "\"answered\":1" },  // a yes that nobody gave
        { "\"gain\":2.5", "\"gain\":0.5" },
        { "\"speech_rate\":85", "\"speech_rate\":30" },
        { "\"keep_track\":true", "\"keep_track\":1" },
        { "\"asked_utc_ms\":1800000000000", "\"asked_utc_ms\":1e300" },
        { "\"sensory\":{", "\"sensory\":{\"pace\":1," },  // twice
        { "\"notes\":", "\"notes\":[],\"more\":" },
        { "{", "[" },
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_damaged(store, body, bad[i][0], bad[i][1]);
    free(body);
    store_close(&store);
}

static void test_a_page_becomes_a_plan(void **state)
{
    (void)state;
    ChildRecord record = full_record("FOX-1");
    PlayPlan plan = { .play = { .game = &fixture_game } };
    plan.play.setup.level = 4;
    plan.play.setup.seconds = 90;
    child_record_apply(&record, NOW_MS + 370 * DAY_MS, &plan);
    assert_string_equal(plan.child, "FOX-1");
    assert_int_equal(plan.age_months, 76 + 12);
    assert_true(plan.play.height_cm == 116);
    assert_int_equal(plan.support, record.support);
    assert_int_equal(plan.play.setup.profile.hand, HAND_LEFT);
    assert_int_equal(plan.play.setup.profile.posture, POSTURE_WHEELCHAIR);
    assert_int_equal(plan.play.setup.profile.without, LIMBS_LEGS);
    assert_true(plan.play.setup.profile.sensory.pace == 0.7f);
    assert_true(plan.play.setup.success == 0.8f);
    assert_true(plan.play.gain == 2.5f && plan.hold_s == 2);
    assert_int_equal(plan.play.speech_rate, 85);
    record.speech_rate = 0;
    plan.play.speech_rate = 120;  // the machine's
    child_record_apply(&record, NOW_MS, &plan);
    assert_int_equal(plan.play.speech_rate, 120);
    assert_int_equal(plan.play.setup.level, 4);
    assert_int_equal(plan.play.setup.seconds, 90);
    assert_ptr_equal(plan.play.game, &fixture_game);
    child_record_apply(&record, NOW_MS - 40 * DAY_MS, &plan);
    assert_int_equal(plan.age_months, 76);  // nobody grows younger
    ChildRecord again = child_record_of_plan(&plan, NOW_MS);
    assert_string_equal(again.child, "FOX-1");
    assert_int_equal(again.posture, POSTURE_WHEELCHAIR);
    assert_int_equal(again.age_months, 76);
    assert_true(again.keep_track);
}

static void test_what_is_asked_before_play(void **state)
{
    (void)state;
    ChildRecord record = child_record_new("FOX-1", &(PlayPlan){ 0 });
    for (int q = 0; q < QUESTION_COUNT; q++) {
        assert_true(child_record_must_ask(&record, NOW_MS));  // new, and not all of them yet
        child_record_answer(&record, (ChildQuestion)q, false, NOW_MS);
    }
    assert_true(child_record_is_asked(&record, NOW_MS));
    assert_false(child_record_is_asked(&record, NOW_MS + DAY_MS));
    assert_false(child_record_must_ask(&record, NOW_MS + 30 * DAY_MS));
    assert_true(child_record_must_ask(&record, NOW_MS + 31 * DAY_MS));
    assert_true(child_record_must_ask(&record, NOW_MS - 1));  // the clock was wrong once
    child_record_nothing_new(&record, NOW_MS + 30 * DAY_MS);
    assert_true(child_record_is_asked(&record, NOW_MS + 30 * DAY_MS));
    assert_false(child_record_must_ask(&record, NOW_MS + 60 * DAY_MS));
    int64_t visit = NOW_MS + 60 * DAY_MS;
    child_record_answer(&record, QUESTION_PAIN, true, visit);
    assert_int_equal(record.answered, 1u << QUESTION_PAIN);  // a new asking
    for (int q = 0; q < QUESTION_COUNT; q++)
        if (q != QUESTION_PAIN) child_record_answer(&record, (ChildQuestion)q, false, visit);
    assert_false(child_record_must_ask(&record, visit));  // it was asked, and somebody knows
    assert_true(child_record_must_ask(&record, visit + DAY_MS));  // a yes of the last time
}

// A play of `child` that ended; its number.
static int64_t play(const char *child)
{
    SessionDesc desc = fixture_desc();
    SessionSummary summary = { .pose_fps = 30, .score = { .offered = 9, .hits = 7 } };
    Session *session = NULL;
    SessionRow row;
    uint32_t count;
    snprintf(desc.plan.child, sizeof desc.plan.child, "%s", child);
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_OK);
    for (uint32_t step = 0; step < 120; step++) fixture_record(session, step);
    session_finish(session, SESSION_COMPLETE, &summary);
    assert_int_equal(session_close(&session), RESULT_OK);
    Store *store = open_store();
    assert_int_equal(session_page(store, child, NULL, 1, &row, &count), RESULT_OK);
    assert_int_equal(count, 1);
    store_close(&store);
    return row.id;
}

static int64_t rows_of(Store *store, const char *what, int64_t id)
{
    char query[160];
    int64_t count = -1;
    snprintf(query, sizeof query, "SELECT count(*) FROM %s WHERE session_id=%lld", what,
             (long long)id);
    assert_int_equal(sql_number(store, query, &count), RESULT_OK);
    return count;
}

static void assert_track(Store *store, int64_t id, bool kept)
{
    SessionInfo info;
    assert_int_equal(rows_of(store, "track", id) > 0, kept);
    assert_int_equal(session_info(store, id, &info), RESULT_OK);
    assert_int_equal(info.summary.score.hits, 7);  // scores stay, and events and trials
    assert_true(rows_of(store, "event", id) > 0 && rows_of(store, "trial", id) > 0);
}

static void test_consent_is_obeyed(void **state)
{
    (void)state;
    Store *store = open_store();
    VerifyReport report;
    int64_t none = play("NO-PAGE"), scores = play("SCORES"), keeps = play("KEEPS");
    ChildRecord record = full_record("SCORES");
    record.keep_track = false;
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    record = full_record("KEEPS");
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    assert_int_equal(child_consent_obey(store, none, NOW_MS), RESULT_OK);
    assert_int_equal(child_consent_obey(store, scores, NOW_MS), RESULT_OK);
    assert_int_equal(child_consent_obey(store, keeps, NOW_MS), RESULT_OK);
    assert_track(store, none, true);
    assert_track(store, scores, false);
    assert_track(store, keeps, true);
    int dropped = -1;
    assert_int_equal(child_tracks_purge(store, record.keep_until_utc_ms - 1, &dropped), RESULT_OK);
    assert_int_equal(dropped, 0);
    int64_t second = play("KEEPS");
    assert_int_equal(child_tracks_purge(store, record.keep_until_utc_ms, &dropped), RESULT_OK);
    assert_int_equal(dropped, 2);
    assert_track(store, keeps, false);
    assert_track(store, second, false);
    assert_track(store, none, true);
    assert_int_equal(verify_store(store, 0, NULL, NULL, &report), RESULT_OK);
    assert_int_equal(report.trackless, 3);
    store_close(&store);
}

static void test_children_are_listed(void **state)
{
    (void)state;
    Store *store = open_store();
    ChildEntry list[8];
    int count = -1;
    assert_int_equal(child_records_list(store, list, 8, &count), RESULT_OK);
    assert_int_equal(count, 0);
    play("OWL-2");
    play(PLAN_GUEST);
    ChildRecord fox = full_record("FOX-1"), bear = full_record("BEAR-3");
    bear.archived = true;
    assert_int_equal(child_record_save(store, &bear), RESULT_OK);
    clock_sleep_until(clock_us() + 3000);
    assert_int_equal(child_record_save(store, &fox), RESULT_OK);
    assert_int_equal(child_records_list(store, list, 8, &count), RESULT_OK);
    assert_int_equal(count, 3);
    static const char *const codes[] = { "FOX-1", "BEAR-3", "OWL-2" };
    for (int i = 0; i < 3; i++) {
        assert_string_equal(list[i].child, codes[i]);
        assert_int_equal(list[i].archived, i == 1);
        assert_int_equal(list[i].has_page, i != 2);
        assert_int_equal(list[i].played_utc_ms > 0, i == 2);
    }
    assert_int_equal(child_records_list(store, list, 2, &count), RESULT_OK);
    assert_int_equal(count, 2);
    store_close(&store);
}

static int64_t number(Store *store, const char *query)
{
    int64_t count = -1;
    assert_int_equal(sql_number(store, query, &count), RESULT_OK);
    return count;
}

// No row names the child any more, the other one's are whole, and all of it verifies.
static void test_a_deleted_child_leaves_nothing(void **state)
{
    (void)state;
    Store *store = open_store();
    static const char *const children[] = { "FOX-1", "OWL-2" };
    for (int i = 0; i < 2; i++) {
        ChildRecord record = full_record(children[i]);
        PlayPlan plan = { .play = { .game = &fixture_game, .knobs_set = 1 } };
        WeeklyGoals goals = { .reps = { 10, 20, 30, 40 } };
        memcpy(plan.child, record.child, sizeof plan.child);
        play(children[i]);
        play(children[i]);
        assert_int_equal(child_record_save(store, &record), RESULT_OK);
        assert_int_equal(child_look_save(store, children[i], &(ChildLook){ "a", "b" }), RESULT_OK);
        assert_int_equal(preset_save(store, &plan, "1"), RESULT_OK);
        assert_int_equal(goals_save(store, children[i], &goals), RESULT_OK);
        assert_int_equal(
            document_save(store, (DocumentKey){ DOCUMENT_PLAN, children[i], "", "x" }, "{}"),
            RESULT_OK);
    }
    assert_int_equal(child_record_delete(store, "FOX-1"), RESULT_OK);
    assert_int_equal(child_record_delete(store, "FOX-1"), RESULT_OK);  // is gone already
    assert_int_equal(child_record_delete(store, PLAN_GUEST), RESULT_USAGE);
    static const char *const tables[] = { "session", "document", "child_look", "preset", "goal" };
    static const int64_t rows[] = { 2, 2, 1, 1, LIMB_COUNT };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char query[160];
        snprintf(query, sizeof query, "SELECT count(*) FROM %s WHERE child='FOX-1'", tables[i]);
        assert_int_equal(number(store, query), 0);
        snprintf(query, sizeof query,
                 "SELECT count(*) FROM %s WHERE child='OWL-2' AND deleted_utc_ms IS NULL",
                 tables[i]);
        assert_int_equal(number(store, query), rows[i]);
    }
    VerifyReport report;
    assert_int_equal(verify_store(store, 0, NULL, NULL, &report), RESULT_OK);
    assert_int_equal(report.erased, 2);
    store_close(&store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_page_comes_back),
        TEST(test_a_bad_page_is_refused),
        TEST(test_a_page_becomes_a_plan),
        TEST(test_what_is_asked_before_play),
        TEST(test_consent_is_obeyed),
        TEST(test_children_are_listed),
        TEST(test_a_deleted_child_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
