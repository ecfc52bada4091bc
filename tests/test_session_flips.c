// SPDX-License-Identifier: MIT
// test_session_flips.c: a byte of the store is changed, whichever: verify finds it, or nothing that
// is read of the store is another. 1,000 bytes in tools/soak.
#include "session_fixture.h"

#include "session/findings.h"
#include "session/presets.h"
#include "session/session_list.h"
#include "session/verify.h"

enum { SESSIONS = 2, STEPS = 240, ROOM = 1 << 20 };

// Everything that a command prints comes from these.
typedef struct Read {
    Result result;
    SessionRow rows[SESSIONS + 1];
    uint32_t count;
    uint64_t recordings;  // hash over all that was loaded
    Finding finding;
    int findings;
    PlayPlan plan;
    WeeklyGoals goals;
} Read;

static void make_store(void)
{
    SessionDesc desc = fixture_desc();
    SessionSummary summary = { .pose_fps = 30, .score = { .offered = 9, .hits = 7 } };
    WeeklyGoals goals = { { 300, 0, 40, 0 } };
    Finding finding = { .kind = CHECKUP_SQUAT,
                        .side = -1,
                        .measure = MEASURE_SWAY_RMS,
                        .unit = "mm",
                        .value = 5.25,
                        .error = 0.5,
                        .quality = 1 };
    Store *store = NULL;
    desc.may_block = true;
    for (int i = 0; i < SESSIONS; i++) {
        Session *session = NULL;
        assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_OK);
        for (uint32_t step = 0; step < STEPS; step++) fixture_record(session, step);
        session_finish(session, SESSION_COMPLETE, &summary);
        assert_int_equal(session_close(&session), RESULT_OK);
    }
    assert_int_equal(store_open(&store, fixture_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(preset_save(store, &desc.plan, "slow"), RESULT_OK);
    assert_int_equal(goals_save(store, desc.plan.child, &goals), RESULT_OK);
    assert_int_equal(findings_save(store, 1, "", &finding, 1), RESULT_OK);
    store_close(&store);
}

static uint64_t hash_recording(uint64_t hash, const Recording *r)
{
    hash = bytes_hash(hash, &r->info, sizeof r->info);
    hash = bytes_hash(hash, r->input, r->input_count * sizeof *r->input);
    for (uint32_t i = 0; i < r->event_count; i++) {
        const GameEvent flat = event_to_form1(&r->event[i].event);
        hash = bytes_hash(hash, &r->event[i].step, sizeof r->event[i].step);
        hash = bytes_hash(hash, &flat.event, sizeof flat.event);
        hash = bytes_hash(hash, &flat.at, sizeof flat.at);
    }
    hash = bytes_hash(hash, r->trial, r->trial_count * sizeof *r->trial);
    for (uint32_t i = 0; i < r->digest_count; i++) {  // without the gaps between members
        hash = bytes_hash(hash, &r->digest[i].step, sizeof r->digest[i].step);
        hash = bytes_hash(hash, &r->digest[i].digest, sizeof r->digest[i].digest);
    }
    return hash;
}

static void ignore(void *with, const VerifyFault *fault)
{
    (void)with, (void)fault;
}

static void read_all(Store *store, Read *read)
{
    memset(read, 0, sizeof *read);
    read->plan = fixture_desc().plan;
    read->recordings = BYTES_HASH_START;
    read->result = session_page(store, NULL, NULL, SESSIONS + 1, read->rows, &read->count);
    for (uint32_t i = 0; i < read->count && !read->result; i++) {
        Recording recording;
        read->result = recording_load(&recording, store, read->rows[i].id);
        if (read->result) break;
        read->recordings = hash_recording(read->recordings, &recording);
        recording_free(&recording);
    }
    Finding *list = NULL;
    if (!read->result) read->result = findings_load(store, 1, &list, &read->findings);
    if (list) read->finding = list[0];
    free(list);
    if (!read->result) read->result = preset_load(store, &read->plan, "slow");
    if (!read->result) read->result = goals_load(store, read->plan.child, &read->goals);
}

static void write_bytes(const unsigned char *bytes, size_t size)
{
    FILE *file = fopen(fixture_store, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void test_a_changed_byte_is_found_or_changes_nothing(void **state)
{
    (void)state;
    static unsigned char bytes[ROOM];
    static Read before, after;
    Store *store = NULL;
    VerifyReport report;
    make_store();
    FILE *file = fopen(fixture_store, "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    assert_below(size, sizeof bytes);
    fclose(file);
    assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_OK);
    assert_int_equal(verify_store(store, 0, ignore, NULL, &report), RESULT_OK);
    read_all(store, &before);
    assert_int_equal(before.result, RESULT_OK);
    store_close(&store);
    int rounds = getenv("TIPTOE_SOAK") ? 1000 : 60, found = 0;
    Rng rng = rng_seed(23);
    for (int round = 0; round < rounds; round++) {
        size_t at = (size_t)rng_below(&rng, (int)size);
        unsigned char was = bytes[at], now = (unsigned char)(1 + rng_below(&rng, 255));
        bytes[at] = (unsigned char)(was ^ now);
        write_bytes(bytes, size);
        bytes[at] = was;
        Result result = store_open(&store, fixture_store, STORE_READ);
        if (!result) result = verify_store(store, 0, ignore, NULL, &report);
        found += result != RESULT_OK;
        if (!result) {
            read_all(store, &after);
            if (memcmp(&before, &after, sizeof before) != 0)
                fail_msg("byte %zu, %02x to %02x: not found, and read otherwise", at, was,
                         was ^ now);
        }
        store_close(&store);
    }
    print_message("%d bytes changed, %d found; the rest changed nothing\n", rounds, found);
    assert_above(found, rounds / 4);  // the rest lies in room that no row takes
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_changed_byte_is_found_or_changes_nothing,
                                        fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
