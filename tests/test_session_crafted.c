// SPDX-License-Identifier: MIT
// test_session_crafted.c: rows as nobody writes them, signed by somebody who knows how, or not at
// all: each is told or read within its limits, quickly; nothing stops the program.
#include "crafted_rows.h"
#include "session_fixture.h"

#include "base/clock.h"
#include "session/presets.h"
#include "session/proof.h"
#include "session/session_list.h"
#include "session/track.h"
#include "session/verify.h"

#define LIMIT_US 5000000

static void ignore(void *with, const VerifyFault *fault)
{
    (void)with, (void)fault;
}

static void make_store(void)
{
    SessionDesc desc = fixture_desc();
    SessionSummary summary = { .pose_fps = 30, .score = { .offered = 9, .hits = 7 } };
    WeeklyGoals goals = { { 300, 0, 40, 0 } };
    Session *session = NULL;
    Store *store = NULL;
    summary.calibration = (Calibration){ .done = true, .height = 5, .arm = { 2, 2 } };
    desc.may_block = true;
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_OK);
    for (uint32_t step = 0; step < 120; step++) fixture_record(session, step);
    session_finish(session, SESSION_COMPLETE, &summary);
    assert_int_equal(session_close(&session), RESULT_OK);
    assert_int_equal(store_open(&store, fixture_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(preset_save(store, &desc.plan, "slow"), RESULT_OK);
    assert_int_equal(goals_save(store, desc.plan.child, &goals), RESULT_OK);
    store_close(&store);
}

static unsigned char good[1 << 20];

static size_t read_good(void)
{
    FILE *file = fopen(fixture_store, "rb");
    assert_non_null(file);
    size_t size = fread(good, 1, sizeof good, file);
    assert_int_equal(fclose(file), 0);
    assert_below(size, sizeof good);
    return size;
}

static void write_good(size_t size)
{
    FILE *file = fopen(fixture_store, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(good, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

// Signs what is there now, as the writer would.
static void sign(Store *store)
{
    char track[SEAL_TEXT];
    int64_t page = 0;
    if (track_read(store, 1, NULL, NULL, track, &page) == RESULT_OK)
        assert_int_equal(proof_sign(store, 1, "writer", track), RESULT_OK);
}

static void use_everything(Store *store)
{
    SessionRow rows[4];
    Recording recording;
    VerifyReport report;
    WeeklyGoals goals;
    PlayPlan plan = fixture_desc().plan;
    uint32_t count = 0;
    Result result = session_page(store, NULL, NULL, 4, rows, &count);
    assert_true(result == RESULT_OK || result == RESULT_MALFORMED);
    result = recording_load(&recording, store, 1);
    if (result == RESULT_OK) recording_free(&recording);
    assert_true(result == RESULT_OK || result == RESULT_MALFORMED || result == RESULT_VERSION);
    result = verify_store(store, 0, ignore, NULL, &report);
    assert_true(result == RESULT_OK || result == RESULT_DIFFERS);
    result = preset_load(store, &plan, "slow");
    assert_true(result == RESULT_OK || result == RESULT_MALFORMED || result == RESULT_NOT_FOUND);
    assert_int_equal(goals_load(store, plan.child, &goals), RESULT_OK);
    assert_at_most(goals.reps[LIMB_ARM_LEFT], WEEKLY_GOAL_MAX);
}

static void test_each_kind_is_told_or_tamed(void **state)
{
    (void)state;
    make_store();
    size_t size = read_good();
    for (size_t i = 0; i < (size_t)CRAFTED_ROWS; i++)
        for (int is_signed = 0; is_signed < 2; is_signed++) {
            Store *store = NULL;
            int64_t from_us = clock_us();
            assert_int_equal(store_open(&store, fixture_store, STORE_WRITE), RESULT_OK);
            assert_int_equal(sql_run(store, "BEGIN; PRAGMA defer_foreign_keys=ON"), RESULT_OK);
            if (sqlite3_exec(store->db, crafted_rows[i], NULL, NULL, NULL) != SQLITE_OK)
                fail_msg("%s: %s", crafted_rows[i], sqlite3_errmsg(store->db));
            if (is_signed) sign(store);
            assert_int_equal(sql_run(store, "COMMIT"), RESULT_OK);
            use_everything(store);
            store_close(&store);
            if (clock_us() - from_us > LIMIT_US) fail_msg("%s: takes too long", crafted_rows[i]);
            write_good(size);
        }
    print_message("%d kinds\n", CRAFTED_ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_kind_is_told_or_tamed, fixture_open,
                                        fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
