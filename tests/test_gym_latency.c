// SPDX-License-Identifier: MIT
// test_gym_latency.c: from the camera's picture to what is presented, end to end: what the screen
// shows is read back and known by its barcode. No absolute time is asserted, as a machine may be
// slow; but nothing may queue up, nothing may be mixed up, and the stored figures must be those
// that were seen.
#include "latency_rig.h"
#include "test.h"

#include "session/session_list.h"

#include <stdio.h>
#include <unistd.h>

#define SECONDS      3.0
#define JITTER_SEED  29    // seven pictures held up for 100 ms, and in the middle one for a second
#define TOLERANCE_MS 25.0  // of a machine on which others work too

static char store[64];

static Rig *run(RigPlan plan)
{
    Rig *rig = calloc(1, sizeof *rig);
    assert_non_null(rig);
    if (plan.seconds <= 0) plan.seconds = SECONDS;
    plan.model = MODEL_LITE;
    plan.window_width = 640;
    plan.window_height = 360;
    plan.read_every = 1;
    plan.store = store;
    Result result = rig_run(rig, &plan);
    if (result) fail_msg("%s", fail_text());
    return rig;
}

static void close_rig(Rig *rig)
{
    assert_int_equal(rig->fake.open_files, 0);
    assert_int_equal(rig->fake.maps, 0);
    assert_int_equal(rig->fake.queue_errors, 0);
    rig_free(rig);
    free(rig);
}

// What was on the screen is the pose of the picture that the stamps name, and it never goes back.
static void check_identity(const Rig *rig)
{
    assert_above(rig->reads, 10);
    assert_int_equal(rig->unreadable, 0);
    assert_int_equal(rig->disagreeing, 0);
    assert_int_equal(rig->backwards, 0);
    assert_int_equal(rig->damaged_codes, 0);
    assert_int_equal(rig->wrong_stamps, 0);
    assert_above(rig->shown, 0);
    assert_at_most(rig->shown, (uint32_t)rig->fake.frame);
}

static double ms(const Rig *rig, Latency span, double share)
{
    return latency_ms(&rig->live.run.latency, span, share);
}

// However slow the pose, what is shown does not grow older with time, nor by what was late before:
// a queue of pictures in front of it would be seconds long by the end (at 60 fps a pose of 50 ms
// falls two pictures behind each time). The bounds are medians with room for a busy machine; the
// figures themselves belong to the bench.
static void check_no_queue(const Rig *rig, const Histogram *later)
{
    double frame_ms = 1000.0 / rig->plan.fps;
    double slack = TOLERANCE_MS + ms(rig, LATENCY_FRAME, 0.95);
    double pose_ms = ms(rig, LATENCY_POSE, 0.5);
    double first_ms = histogram_ms(&rig->first_age, 0.5);
    double early_ms = histogram_ms(&rig->early, 0.5), late_ms = histogram_ms(later, 0.5);
    print_message(
        "%2d fps: pose %5.1f ms, shown first at %5.1f, age early %5.1f, later %5.1f (p50), %u "
        "pictures, %u dropped\n",
        rig->plan.fps, pose_ms, first_ms, early_ms, late_ms, rig->live.screen.health.captured,
        rig->live.screen.health.dropped);
    assert_at_most(first_ms, 2 * pose_ms + 4 * frame_ms + slack);
    assert_at_most(late_ms, 2 * early_ms + 10 * frame_ms + slack);
}

static void check_stored(const Rig *rig)
{
    Store *opened = NULL;
    SessionInfo info;
    assert_int_equal(store_open(&opened, store, STORE_READ), RESULT_OK);
    assert_int_equal(session_info(opened, rig->live.run.id, &info), RESULT_OK);
    const SessionSummary *s = &info.summary;
    assert_int_equal(s->presents, rig->live.run.latency.presents);
    assert_int_equal(s->presents_missed, rig->live.run.latency.presents_missed);
    for (int i = 0; i < LATENCY_COUNT; i++) {
        const LatencyFigures *f = &s->latency[i];
        assert_at_most(f->p50_ms, f->p95_ms);
        assert_at_most(f->p95_ms, f->p99_ms);
        assert_below(fabs((double)f->p95_ms - ms(rig, (Latency)i, 0.95)), 1e-3);
    }
    // The spans of a pose's way are parts of its whole way.
    assert_at_least(s->latency[LATENCY_SOFTWARE].p50_ms, s->latency[LATENCY_POSE].p50_ms);
    assert_at_least(s->latency[LATENCY_AGE].p50_ms, s->latency[LATENCY_POSE].p50_ms);
    store_close(&opened);
}

static void stubs_of_any_length_queue_nothing(void **state)
{
    (void)state;
    static const int stubs_ms[] = { 25, 35, 50 };
    for (int i = 0; i < 3; i++) {
        Rig *rig = run((RigPlan){ .fps = i == 2 ? 60 : 30, .stub_us = stubs_ms[i] * 1000 });
        check_identity(rig);
        check_no_queue(rig, &rig->late);
        check_stored(rig);
        close_rig(rig);
    }
}

static void with_the_network_at_30_and_60_fps(void **state)
{
    (void)state;
    static const int rates[] = { 30, 60 };
    for (int i = 0; i < 2; i++) {
        Rig *rig = run((RigPlan){ .fps = rates[i] });
        check_identity(rig);
        check_no_queue(rig, &rig->late);
        const PlayQuality *quality = &rig->live.run.summary.quality;
        assert_above(quality->poses, 5);
        assert_above(quality->found * 2, quality->poses);
        close_rig(rig);
    }
}

// Arrivals late by chance, pictures held up, and once the camera is lost for a while: what is shown
// is as old as the picture is late, and as fresh as before soon after.
static void late_arrivals_leave_nothing_behind(void **state)
{
    (void)state;
    static const int rates[] = { 30, 60 };
    for (int i = 0; i < 2; i++) {
        FakeJitter jitter = rig_jitter;
        jitter.stall[0].share = 0.04f;
        jitter.stall[1].share = 0.01f;
        jitter.seed = JITTER_SEED;
        Rig *rig = run((RigPlan){ .fps = rates[i], .seconds = 2 * SECONDS, .jitter = jitter });
        check_identity(rig);
        print_message("held up %d and %d, lost %d, opened %d times, age at most %.1f\n",
                      rig->fake.stalls[0], rig->fake.stalls[1], rig->fake.stall_losses,
                      rig->fake.opened, (double)rig->age.largest / 1000);
        assert_above(rig->fake.stalls[0], 0);
        assert_above(rig->fake.stalls[1], 0);
        assert_above(rig->fake.opened, 1);
        assert_above(rig->again.count, 0);
        assert_above(rig->age.largest, jitter.stall[1].us / 2);  // counted from when it was due
        check_no_queue(rig, &rig->again);
        close_rig(rig);
    }
}

static int make_store(void **state)
{
    (void)state;
    snprintf(store, sizeof store, "%s/tiptoe-test-%d.db", P_tmpdir, (int)getpid());
    return 0;
}

static int remove_store(void **state)
{
    (void)state;
    return unlink(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stubs_of_any_length_queue_nothing),
        cmocka_unit_test(with_the_network_at_30_and_60_fps),
        cmocka_unit_test(late_arrivals_leave_nothing_behind),
    };
    return cmocka_run_group_tests(tests, make_store, remove_store);
}
