// SPDX-License-Identifier: MIT
// test_session_events.c: every kind of event comes back from the store with its typed fields, which
// stand there by their names.
#include "session_fixture.h"

#include "session/event_detail.h"
#include "session/store.h"

#include <sqlite3.h>

// An event of that kind in which every field has a value.
static GameEvent full_event(Event kind)
{
    GameEvent event = { .event = kind, .target = 7, .side = SIDE_LEFT, .at = { 3, 4 }, .value = 5 };
    int count;
    const EventField *field = event_fields(kind, &count);
    for (int i = 0; i < count; i++) {
        bool set = field[i].value == EVENT_VALUE_SUPPORTS;
        if (field[i].value == EVENT_VALUE_REAL)
            event_set_real(&event, &field[i], -1.25f);
        else
            assert_true(event_set_whole(&event, &field[i], set ? 5 : 1));
    }
    return event;
}

static void record_all(void)
{
    Session *session = NULL;
    SessionDesc desc = fixture_desc();
    desc.may_block = true;
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_OK);
    for (uint32_t step = 0; step < EVENT_COUNT; step++) {
        PlayInput in = { .step = step };
        PlayOutput out = { .event_count = 1 };
        out.event[0] = full_event((Event)step);
        session_record(session, &in, NULL, &out, 0);
    }
    SessionSummary summary = { .model_used = "full" };
    session_finish(session, SESSION_COMPLETE, &summary);
    assert_int_equal(session_close(&session), RESULT_OK);
}

static void assert_detail(sqlite3 *db, const char *event, const char *expected)
{
    sqlite3_stmt *query = NULL;
    sqlite3_prepare_v2(db, "SELECT detail FROM event WHERE event=?1", -1, &query, NULL);
    sqlite3_bind_text(query, 1, event, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(query), SQLITE_ROW);
    const char *detail = (const char *)sqlite3_column_text(query, 0);
    if (expected)
        assert_string_equal(detail ? detail : "nothing", expected);
    else
        assert_null(detail);
    sqlite3_finalize(query);
}

static void test_every_kind_comes_back(void **state)
{
    (void)state;
    record_all();
    Store *store = NULL;
    Recording recording;
    assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_OK);
    assert_int_equal(recording_load(&recording, store, 1), RESULT_OK);
    assert_int_equal(recording.event_count, EVENT_COUNT);
    for (uint32_t i = 0; i < recording.event_count; i++) {
        GameEvent expected = full_event((Event)i);
        assert_memory_equal(&recording.event[i].event, &expected, sizeof expected);
        assert_int_equal(recording.event[i].step, i);
    }
    recording_free(&recording);
    store_close(&store);

    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(fixture_store, &db), SQLITE_OK);
    assert_detail(db, "offer", NULL);
    assert_detail(db, "support", "{\"supports\":[\"bar\",\"walker\"]}");
    assert_detail(db, "trial_void",
                  "{\"item\":\"stand_eyes_closed\",\"why\":\"skipped\",\"attempt\":1}");
    assert_detail(db, "difficulty", "{\"knob\":1,\"cause\":\"miss\",\"position\":-1.25}");
    assert_detail(db, "trial_end", "{\"by_therapist\":true}");
    assert_detail(db, "model", "{\"model\":\"full\"}");
    assert_detail(db, "skip", "{\"key\":\"redo\"}");
    sqlite3_close(db);
}

static void test_details_that_cannot_be(void **state)
{
    (void)state;
    static const struct {
        Event event;
        const char *detail;
    } bad[] = {
        { EVENT_LEVEL, "{}" },
        { EVENT_LEVEL, "{\"level\":\"3\"}" },
        { EVENT_LEVEL, "{\"level\":-1}" },
        { EVENT_LEVEL, "{\"level\":1e300}" },
        { EVENT_LEVEL, "{\"level\":99999999999}" },
        { EVENT_LEVEL, "{\"level\":3,\"more\":1}" },
        { EVENT_LEVEL, "[3]" },
        { EVENT_LEVEL, "" },
        { EVENT_MODEL, "{\"model\":\"huge\"}" },
        { EVENT_MODEL, "{\"model\":1}" },
        { EVENT_TRIAL_END, "{\"by_therapist\":1}" },
        { EVENT_SUPPORT, "{\"supports\":[\"bar\",\"broom\"]}" },
        { EVENT_SUPPORT, "{\"supports\":3}" },
        { EVENT_DIFFICULTY, "{\"knob\":1,\"cause\":\"miss\",\"position\":1e300}" },
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        GameEvent event = { .event = bad[i].event };
        assert_int_equal(event_detail_read(&event, bad[i].detail), RESULT_MALFORMED);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_kind_comes_back),
        cmocka_unit_test(test_details_that_cannot_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
