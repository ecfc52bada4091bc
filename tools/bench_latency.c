// SPDX-License-Identifier: MIT
// bench_latency.c: the whole loop in real time before a scripted camera: times between presents,
// and the way from the camera's picture to the screen, read back from what was presented.
#include "tools/bench.h"

#include "tests/latency_rig.h"
#include "therapist/limits.h"

#include <stdio.h>
#include <unistd.h>

#define WINDOW_WIDTH  1280
#define WINDOW_HEIGHT 720
#define READ_EVERY    30  // presents: reading back costs time of its own

// Limits of the software's share, from the picture dequeued to its present returned: p50, p95, p99.
static const double limit_ms[3] = { LIMIT_SOFTWARE_P50_MS, LIMIT_SOFTWARE_P95_MS,
                                    LIMIT_SOFTWARE_P99_MS };
#define MISSED_LIMIT 0.005

static Result run_rig(Rig *rig, RigPlan plan)
{
    char store[64];
    snprintf(store, sizeof store, "%s/tiptoe-bench-%d.db", P_tmpdir, (int)getpid());
    plan.store = store;
    plan.window_width = WINDOW_WIDTH;
    plan.window_height = WINDOW_HEIGHT;
    plan.read_every = READ_EVERY;
    Result result = rig_run(rig, &plan);
    unlink(store);
    return result;
}

static double missed_share(const LatencyMeter *meter)
{
    return (double)meter->presents_missed / (meter->presents + meter->presents_missed);
}

static void print_presents(const Rig *rig)
{
    const LatencyMeter *meter = &rig->live.run.latency;
    const uint32_t *late = rig->late_by;
    bench_row("from present to present", &meter->span[LATENCY_FRAME]);
    double missed = missed_share(meter);
    printf("  presents missed: %u of %u, %.2f %% (limit %.1f %%)%s\n", meter->presents_missed,
           meter->presents + meter->presents_missed, 100 * missed, 100 * MISSED_LIMIT,
           missed > MISSED_LIMIT ? "  ABOVE" : "");
    bench_row("a frame's own processor time", &rig->own);
    printf("  frames that take longer by themselves than a frame lasts: %u\n", rig->too_long);
    printf("  late ones by what took longest: %u woken late, %u steps, %u drawing, %u presenting\n",
           late[RIG_WAKE], late[RIG_STEPS], late[RIG_DRAW], late[RIG_PRESENT]);
}

static void print_spans(const LatencyMeter *meter)
{
    static const char *const names[] = {
#define X(name, stored, meaning) stored,
        LATENCY_LIST(X)
#undef X
    };
    for (int i = 0; i < LATENCY_FRAME; i++) bench_row(names[i], &meter->span[i]);
}

static void print_legend(void)
{
#define X(name, stored, meaning) printf("  %-10s %s\n", stored, meaning);
    LATENCY_LIST(X)
#undef X
}

static void print_limits(const LatencyMeter *meter)
{
    static const double shares[3] = { 0.5, 0.95, 0.99 };
    printf("  software's share:");
    for (int i = 0; i < 3; i++) {
        double ms = latency_ms(meter, LATENCY_SOFTWARE, shares[i]);
        printf("  p%.0f %.1f ms (limit %.0f)%s", 100 * shares[i], ms, limit_ms[i],
               ms > limit_ms[i] ? " ABOVE" : "");
    }
    printf("\n");
}

static void print_rig(const Rig *rig)
{
    const VisionHealth *health = &rig->live.screen.health;
    print_spans(&rig->live.run.latency);
    bench_row("shown, at each present, from due", &rig->age);
    bench_row("shown first, from due", &rig->first_age);
    print_presents(rig);
    if (!rig->plan.stub_us) print_limits(&rig->live.run.latency);
    printf(
        "  read back %u presents: %u unreadable, %u with another number than the play's, %u "
        "went backwards;\n  camera's pictures: %u, dropped %u, %d with a damaged code, %d with a "
        "wrong stamp\n",
        rig->reads, rig->unreadable, rig->disagreeing, rig->backwards, health->captured,
        health->dropped, rig->damaged_codes, rig->wrong_stamps);
}

static Result one_latency(const char *title, RigPlan plan)
{
    Rig *rig = calloc(1, sizeof *rig);
    REQUIRE(rig);
    BenchLoad load = bench_load_start();
    Result result = run_rig(rig, plan);
    if (!result) {
        bench_heading(title);
        print_rig(rig);
        bench_load_end(load);
    }
    rig_free(rig);
    free(rig);
    return result;
}

Result bench_latency(double seconds)
{
    puts("\nFrom a scripted camera (640x480 YUYV) to the present at 1280x720; a real camera's "
         "exposure and\ntransfer, and the screen's own delay, are not included: `tiptoe check "
         "--latency` measures those. Where arrivals are jittered they are late by N(0, 4 ms), 1 % "
         "by "
         "100 ms\nmore, 0.1 % by 1 s; every age counts from when the picture was due.");
    print_legend();
    RigPlan plan = { .seconds = seconds, .model = MODEL_FULL };
    plan.fps = 30;
    Result result = one_latency("full at 30 fps, ms", plan);
    plan.window = bench_has_display();
    if (!result && plan.window) result = one_latency("full at 30 fps in a window, ms", plan);
    plan.window = false;
    plan.fps = 60;
    if (!result) result = one_latency("full at 60 fps, ms", plan);
    static const int rates[] = { 30, 60 };
    plan.jitter = rig_jitter;
    for (int i = 0; i < 2 && !result; i++) {
        char title[64];
        snprintf(title, sizeof title, "full at %d fps, arrivals jittered, ms", rates[i]);
        plan.fps = rates[i];
        result = one_latency(title, plan);
    }
    plan.jitter = (FakeJitter){ 0 };
    plan.fps = 30;
    static const int stubs_ms[] = { 25, 35, 50 };
    for (int i = 0; i < 3 && !result; i++) {
        char title[64];
        snprintf(title, sizeof title, "a pose of %d ms at 30 fps, ms", stubs_ms[i]);
        plan.stub_us = stubs_ms[i] * 1000;
        result = one_latency(title, plan);
    }
    return result;
}

static Result one_presents(const char *title, RigPlan plan, double *missed)
{
    Rig *rig = calloc(1, sizeof *rig);
    REQUIRE(rig);
    BenchLoad load = bench_load_start();
    Result result = run_rig(rig, plan);
    if (!result) {
        bench_heading(title);
        bench_row("steps", &rig->live.run.latency.span[LATENCY_STEP]);
        bench_row("draw", &rig->live.run.latency.span[LATENCY_DRAW]);
        bench_row("present", &rig->live.run.latency.span[LATENCY_PRESENT]);
        print_presents(rig);
        *missed = missed_share(&rig->live.run.latency);
        bench_load_end(load);
    }
    rig_free(rig);
    free(rig);
    return result;
}

Result bench_presents(double seconds)
{
    RigPlan plan = { .fps = 30, .seconds = seconds, .model = MODEL_FULL };
    double missed = 0;
    Result result = one_presents("the loop, no window, ms", plan, &missed);
    if (result) return result;
    if (!bench_has_display()) {
        puts("\nthe loop in a window: no display here, not measured");
        return RESULT_OK;
    }
    plan.window = true;
    return one_presents("the loop in a window, ms", plan, &missed);
}

Result bench_missed(const char *title, double seconds, double *missed)
{
    const RigPlan plan = {
        .fps = 30, .seconds = seconds, .model = MODEL_FULL, .window = bench_has_display()
    };
    return one_presents(title, plan, missed);
}
