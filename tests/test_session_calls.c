// SPDX-License-Identifier: MIT
// test_session_calls.c: every n-th call to the disk fails, once or from then on, while a session is
// recorded: earlier sessions stay whole, and the new one is whole, or its loss is told.
#include "base/clock.h"
#include "disk_vfs.h"
#include "session_fixture.h"

#include "session/store.h"

static struct {
    int64_t calls, fail_at;  // 0: none fails
    bool stays;              // and every later one
    int code;
    bool slow;
} failing;

static int fail_nth(DiskCall call, int file, int64_t offset, int64_t size, const void *bytes)
{
    (void)file, (void)offset, (void)size, (void)bytes;
    if (call == DISK_SYNCED) return SQLITE_OK;
    failing.calls++;
    bool now = failing.fail_at && (failing.stays ? failing.calls >= failing.fail_at
                                                 : failing.calls == failing.fail_at);
    if (!now) return SQLITE_OK;
    if (call == DISK_OPEN) return SQLITE_CANTOPEN;
    return call == DISK_WRITE ? failing.code : SQLITE_IOERR;
}

// Gives what was told: of opening, or of closing.
static Result record(const char *child, uint32_t steps, bool *opened)
{
    Session *session = NULL;
    SessionDesc desc = fixture_desc();
    snprintf(desc.plan.child, sizeof desc.plan.child, "%s", child);
    Result result = session_open(&session, fixture_store, &desc);
    *opened = session != NULL;
    if (result != RESULT_OK) return result;
    for (uint32_t step = 0; step < steps; step++) {
        if (failing.slow) clock_sleep_until(clock_us() + 5000);  // time for several commits
        fixture_record(session, step);
    }
    SessionSummary summary = { .model_used = "full" };
    session_finish(session, SESSION_COMPLETE, &summary);
    return session_close(&session);
}

static void check_earlier(Store *store)
{
    Recording recording;
    if (recording_load(&recording, store, 1) != RESULT_OK) fail_msg("%s", fail_text());
    assert_int_equal(recording.input_count, 120);
    fixture_verify(&recording);
    recording_free(&recording);
}

// What was told is what is there.
static void check_new(Store *store, uint32_t steps, Result told)
{
    Recording recording;
    int64_t id = 0;
    if (recording_find(store, "last", &id) != RESULT_OK || id == 1) {
        assert_int_not_equal(told, RESULT_OK);
        return;
    }
    if (recording_load(&recording, store, id) != RESULT_OK) fail_msg("%s", fail_text());
    fixture_verify(&recording);
    assert_at_most(recording.input_count, steps);
    if (told == RESULT_OK) {
        assert_int_equal(recording.input_count, steps);
        assert_int_equal(recording.info.status, SESSION_COMPLETE);
    }
    recording_free(&recording);
}

static void test_every_call_to_the_disk_fails(void **state)
{
    (void)state;
    const char *soak = getenv("TIPTOE_SOAK");
    const uint32_t steps = 150;
    bool opened = false;
    int told = 0, recovered = 0, runs = 0;
    assert_int_equal(record("EARLIER", 120, &opened), RESULT_OK);
    assert_int_equal(disk_vfs_install(), SQLITE_OK);
    disk_vfs.hook = fail_nth;
    failing.slow = soak != NULL;
    failing.calls = failing.fail_at = 0;
    assert_int_equal(record("WHOLE", steps, &opened), RESULT_OK);
    int64_t calls = failing.calls;
    assert_at_least(calls, 100);
    for (int stays = 0; stays < (soak ? 2 : 1); stays++) {
        for (int64_t n = 1; n <= calls; n += soak ? 1 : calls / 50) {
            failing.calls = 0;
            failing.fail_at = n;
            failing.stays = stays;
            failing.code = n % 2 ? SQLITE_FULL : SQLITE_IOERR_WRITE;
            Result result = record("FAILS", steps, &opened);
            failing.fail_at = 0;
            told += result != RESULT_OK;
            recovered += result == RESULT_OK;
            runs++;
            Store *store = NULL;
            if (store_open(&store, fixture_store, STORE_WRITE) != RESULT_OK)
                fail_msg("after call %d: %s", (int)n, fail_text());
            check_earlier(store);
            if (opened) check_new(store, steps, result);
            store_close(&store);
        }
    }
    disk_vfs_remove();
    print_message("%d runs of %d calls to the disk: %d went on, %d told\n", runs, (int)calls,
                  recovered, told);
    assert_above(recovered, 0);
    assert_above(told, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_call_to_the_disk_fails, fixture_open,
                                        fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
