// SPDX-License-Identifier: MIT
// bench_stages.c: the demo child plays Bubble Garden, frame by frame as fast as it goes; every
// stage of each frame is timed.
#include "tools/bench.h"

#include "base/assets.h"
#include "base/clock.h"
#include "cli/cli.h"
#include "demo/demo.h"
#include "gym/screen.h"
#include "vision/camera.h"
#include "vision/detector.h"
#include "vision/models.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FRAMES      360  // 12 s at 30 a second: standing still, then playing
#define DETECTIONS  60
#define TRIAL_LIMIT 1.15  // times the trial's ratio, for what differs from run to run

// What oneDNN took on a processor with AVX-512, whose peak is the harder to reach, in multiples of
// the time at the peak; detector first.
static const double trial_ratio[1 + MODEL_COUNT] = { 1.72, 2.55, 1.83, 1.40 };

typedef struct Stages {
    Settings settings;
    Run run;
    DemoLink demo;
    Screen screen;
    Camera *camera;
    Tracker *tracker;
    Histogram detect, crop, network, decode, step, draw, total;
    char store[64];
} Stages;

static Result open_stages(Stages *s, Model model)
{
    s->settings = settings_default();
    Machine *m = &s->settings.machine;
    GameSetup *setup = &s->settings.plan.play.setup;
    snprintf(s->settings.plan.child, sizeof s->settings.plan.child, "bench");
    setup->seed = 1;
    setup->success = STAIRCASE_SUCCESS_USUAL;
    m->model = model;
    m->headless = true;
    camera_register(&demo_camera_source);
    demo_link_init(&s->demo);
    m->camera.source = "demo";
    m->camera.link = &s->demo;
    snprintf(s->store, sizeof s->store, "%s/tiptoe-bench-%d.db", P_tmpdir, (int)getpid());
    m->store = s->store;
    TrackerOptions tracker = { .model = model };
    RenderOptions window = { .title = "bench", .headless = true, .asset_folder = assets_folder() };
    Result result = settings_finish(&s->settings);
    if (!result) result = camera_open(&s->camera, &m->camera);
    if (!result) result = tracker_open(&s->tracker, &tracker);
    if (!result) result = render_open(&s->screen.render, &window);
    if (result) return result;
    CameraInfo info = camera_info(s->camera);
    render_limits(s->screen.render, &setup->profile.sensory);
    return run_open(&s->run, &s->settings, &info);
}

static void close_stages(Stages *s)
{
    (void)run_close(&s->run);  // measured, not kept
    run_free(&s->run);
    render_close(&s->screen.render);
    tracker_close(&s->tracker);
    camera_close(&s->camera);
    if (s->store[0]) unlink(s->store);
}

static Result time_frame(Stages *s, Pose *pose, Frame *frame)
{
    DemoAim aim = run_aim(&s->run);
    demo_link_aim(&s->demo, &aim);
    Result result = camera_read(s->camera, frame);
    if (result) return result;
    *pose = (Pose){ .number = frame->number };
    int64_t start = clock_us();
    tracker_next(s->tracker, &frame->image, frame->captured_us, pose);
    int64_t posed = clock_us();
    pose->number = frame->number;
    pose->ready_us = frame->captured_us;
    run_step(&s->run, pose, (int64_t)s->run.step * RUN_STEP_US);
    int64_t stepped = clock_us();
    screen_step(&s->screen, &s->run);
    screen_draw(&s->screen, &s->run, &s->settings);
    render_present(s->screen.render);
    int64_t drawn = clock_us();
    run_step(&s->run, NULL, 0);

    TrackerTimes times = tracker_times(s->tracker);
    if (times.network_us) {
        histogram_add(&s->crop, times.crop_us);
        histogram_add(&s->network, times.network_us);
        histogram_add(&s->decode, times.decode_us);
    }
    histogram_add(&s->step, stepped - posed);
    histogram_add(&s->draw, drawn - stepped);
    histogram_add(&s->total, drawn - start);
    return RESULT_OK;
}

// A tracked child needs no detector: one look at a whole picture with somebody in it is timed
// apart.
static Result time_detector(Stages *s)
{
    char path[4096];
    Frame frame;
    Detector *detector = NULL;
    Person people[DETECTOR_PEOPLE_MAX];
    Result result = camera_read(s->camera, &frame);
    if (!result) result = model_path(path, sizeof path, NULL, MODEL_DETECTOR_FILE);
    if (!result) result = detector_open(&detector, path, 1);
    for (int i = 0; i < DETECTIONS && !result; i++) {
        int64_t start = clock_us();
        detector_find(detector, &frame.image,
                      region_of_picture(frame.image.width, frame.image.height), people);
        histogram_add(&s->detect, clock_us() - start);
    }
    detector_close(&detector);
    return result;
}

static Result print_ratio(const char *name, const char *file, const int *wanted, int wanted_count,
                          const Histogram *times, int trial)
{
    char path[4096];
    const char *kind;
    double mmacs = 0, gmacs = bench_peak_gmacs(false, &kind);
    Result result = model_path(path, sizeof path, NULL, file);
    if (!result) result = bench_macs(path, wanted, wanted_count, &mmacs);
    if (result) return result;
    double least_ms = mmacs / gmacs, ratio = histogram_ms(times, 0.5) / least_ms;
    bool good = ratio <= trial_ratio[trial] * TRIAL_LIMIT;
    printf("  %s network: %.1f million multiply-adds, %.2f ms at the peak of %.0f a ns (%s);\n"
           "    p50 is %.2f times that, the fastest tenth %.2f (trial's p50 %.2f)%s\n",
           name, mmacs, least_ms, gmacs, kind, ratio, histogram_ms(times, 0.1) / least_ms,
           trial_ratio[trial], good ? "" : "  SLOWER THAN THE TRIAL");
    return RESULT_OK;
}

static Result print_stages(const Stages *s, Model model)
{
    static const int pose_outputs[] = { 0, 1, 3, 4 }, detector_outputs[] = { 0, 1 };
    char title[48];
    snprintf(title, sizeof title, "%s model, ms per frame of 640x480", model_name(model));
    bench_heading(title);
    bench_row("detector, one view", &s->detect);
    bench_row("crop", &s->crop);
    bench_row("network", &s->network);
    bench_row("decode", &s->decode);
    bench_row("smooth, body, play, record", &s->step);
    bench_row("draw at 1280x720 and submit", &s->draw);
    bench_row("all of it", &s->total);
    Result result = print_ratio(model_name(model), model_file(model), pose_outputs, 4, &s->network,
                                1 + (int)model);
    if (!result && model == MODEL_FULL)
        result = print_ratio("detector", MODEL_DETECTOR_FILE, detector_outputs, 2, &s->detect, 0);
    return result;
}

Result bench_stages(bool heavy)
{
    Stages *s = calloc(1, sizeof *s);
    REQUIRE(s);
    Result result = RESULT_OK;
    for (int model = 0; model <= (heavy ? MODEL_HEAVY : MODEL_FULL) && !result; model++) {
        Frame frame;
        Pose pose;
        *s = (Stages){ 0 };
        BenchLoad load = bench_load_start();
        result = open_stages(s, (Model)model);
        for (int i = 0; i < FRAMES && !result; i++) result = time_frame(s, &pose, &frame);
        if (!result) result = time_detector(s);
        if (!result) result = print_stages(s, (Model)model);
        if (!result) bench_load_end(load);
        close_stages(s);
    }
    free(s);
    return result;
}
