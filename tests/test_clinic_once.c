// SPDX-License-Identifier: MIT
// test_clinic_once.c: whatever is told of a session, it is loaded once and its bodies are computed
// once. The program is linked with these two functions wrapped.
#include "clinic_fixture.h"

#include "clinic/export.h"
#include "clinic/page.h"
#include "clinic/report.h"

static int loads, tracks;

Result __real_recording_load(Recording *recording, Store *store, int64_t id);
Result __wrap_recording_load(Recording *recording, Store *store, int64_t id)
{
    loads++;
    return __real_recording_load(recording, store, id);
}

Result __real_kinematics_open(Kinematics *kinematics, const Recording *recording);
Result __wrap_kinematics_open(Kinematics *kinematics, const Recording *recording)
{
    tracks++;
    return __real_kinematics_open(kinematics, recording);
}

static FILE *nowhere;

static void expect_once(const char *what)
{
    print_message("%s: %d load, %d track\n", what, loads, tracks);
    assert_int_equal(loads, 1);
    assert_int_equal(tracks, 1);
    loads = tracks = 0;
}

static void tell_all(int64_t id)
{
    ClinicSession session;
    char text[24], folder[160], path[200];
    snprintf(text, sizeof text, "%lld", (long long)id);
    for (int json = 0; json < 2; json++) {
        assert_int_equal(report_session(clinic_store, text, json, nowhere), RESULT_OK);
        expect_once(json ? "JSON" : "text");
    }
    clinic_read(id, &session);
    assert_int_equal(page_session_write(nowhere, TIPTOE_BUILT_ASSETS, &session), RESULT_OK);
    clinic_close(&session);
    expect_once("page");

    snprintf(folder, sizeof folder, "%s-csv", clinic_store);
    clinic_read(id, &session);
    assert_int_equal(export_csv(&session, folder), RESULT_OK);
    clinic_close(&session);
    expect_once("tables");
    static const char *const files[] = { "sessions", "landmarks", "events",         "trials",
                                         "reaches",  "results",   "history",        "scores",
                                         "plays",    "analysis",  "data_dictionary" };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s/%s.csv", folder, files[i]);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(rmdir(folder), 0);
}

static void test_a_play(void **state)
{
    (void)state;
    ClinicPlan plan = { .game = "bubble_garden", .seed = 2, .seconds = 60, .height_cm = 120 };
    tell_all(clinic_play(&plan));
}

static void test_a_checkup(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 5, .from = 5, .count = 2, .height_cm = 120 };
    int64_t id = clinic_play(&plan);
    tell_all(id);  // nothing was kept: computed now
    assert_int_equal(clinic_keep(clinic_store, id), RESULT_OK);
    expect_once("what is kept");
    tell_all(id);
    ClinicSession session;
    clinic_read(id, &session);
    assert_true(session.checkup.stored);
    assert_int_equal(report_recomputed(&session, false, nowhere), RESULT_OK);
    clinic_close(&session);
    expect_once("kept beside today's");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = { TEST(test_a_play), TEST(test_a_checkup) };
    nowhere = fopen("/dev/null", "w");
    return nowhere ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
