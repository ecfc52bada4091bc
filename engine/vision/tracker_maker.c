// SPDX-License-Identifier: MIT
// tracker_maker.c: the tracker as the maker of poses, with the networks that suit this machine.
#include "vision/vision.h"

#include "base/clock.h"
#include "base/log.h"
#include "vision/pace.h"
#include "vision/tuner.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define RUNS       3  // of a network whose speed is not known, at the start
#define MEASURE_US 200000

typedef struct Maker {
    Tracker *tracker;
    Tuner *tuner;  // NULL: nothing to tune
} Maker;

static void make(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    Maker *m = self;
    for (int i = 0; m->tuner && i < MODEL_COUNT; i++) {
        LandmarkFinder *opened = tuner_take(m->tuner, (Model)i);
        if (opened) tracker_give(m->tracker, (Model)i, opened);
    }
    tracker_next(m->tracker, image, captured_us, pose);
}

static TrackerTimes took(const void *self)
{
    return tracker_times(((const Maker *)self)->tracker);
}

static bool use(void *self, Model model)
{
    return tracker_use(((Maker *)self)->tracker, model);
}

static bool cut_out(const void *self, TrackerMask *mask)
{
    return tracker_mask(((const Maker *)self)->tracker, mask);
}

static void look_around(void *self, const Image *image)
{
    tracker_look_around(((Maker *)self)->tracker, image);
}

static void choose_next(void *self)
{
    tracker_choose_next(((Maker *)self)->tracker);
}

static void end(void *self)
{
    Maker *m = self;
    tuner_stop(&m->tuner);
    tracker_close(&m->tracker);
    free(m);
}

// What is known of this machine's speed, and what follows from it.
typedef struct Fit {
    Speed speed[MODEL_COUNT];
    Model timed;  // the model whose speed decides on the threads and the camera's rate
    Model model;  // makes the poses at first
    bool known;   // from a start before
    int cores;
} Fit;

static void recall(Fit *fit)
{
    char path[PATH_MAX], key[SPEED_KEY_MAX];
    fit->cores = speed_cores();
    speed_key(key, fit->cores);
    if (model_cache_path(path, sizeof path, SPEED_FILE) == RESULT_OK)
        speed_recall(fit->speed, path, key);
    fit->known = fit->speed[fit->timed].us > 0;
}

static double rate_of(const CameraRequest *camera)
{
    return camera->fps > 0 ? camera->fps : camera->fps_most;
}

// The rate to ask for, and with it the model to begin with.
static void choose_rate(Fit *fit, CameraRequest *camera, VisionChoice choice)
{
    int64_t us = fit->speed[fit->timed].us;
    camera->fps_most = pace_camera_fps(us);
    if (choice == VISION_CHOOSE) fit->model = pace_first(us, rate_of(camera));
    if (choice == VISION_CHOOSE_ONCE) fit->model = pace_first(us, VISION_POSES_LEAST);
}

static Result open_tracker(Fit *fit, TrackerOptions *options, CameraRequest *camera,
                           VisionChoice choice, Tracker **tracker)
{
    Speed *speed = &fit->speed[fit->timed];
    if (fit->known) choose_rate(fit, camera, choice);
    options->model = fit->model;
    options->threads = fit->known ? speed->threads : 1;
    Result result = tracker_open(tracker, options);
    if (result || fit->known) return result;
    *speed = (Speed){ 1, tracker_cost(*tracker, RUNS, clock_us() + MEASURE_US).own_us };
    choose_rate(fit, camera, choice);
    if (fit->model == options->model) return result;
    tracker_close(tracker);
    options->model = fit->model;
    return tracker_open(tracker, options);
}

static Tuner *start_tuner(const Fit *fit, const TrackerOptions *options, bool may_choose)
{
    TunerOptions tuner = { .model_folder = options->model_folder,
                           .mask = options->mask,
                           .timed = fit->timed,
                           .measure = !fit->known,
                           .cores = fit->cores };
    memcpy(tuner.speed, fit->speed, sizeof tuner.speed);
    tuner.open_on[fit->model] = options->threads;
    tuner.wanted[fit->model] = true;
    tuner.wanted[MODEL_LITE] |= may_choose;
    tuner.wanted[MODEL_FULL] |= may_choose;
    return tuner_start(&tuner);
}

Result vision_start(Vision **vision, const CameraRequest *camera, const TrackerOptions *tracker,
                    VisionChoice choice)
{
    bool may_choose = choice == VISION_CHOOSE;
    *vision = NULL;
    CameraRequest request = *camera;
    TrackerOptions options = *tracker;
    Fit fit = { .timed = choice != VISION_KEEP ? MODEL_FULL : options.model };
    fit.model = fit.timed;
    recall(&fit);
    Maker *m = calloc(1, sizeof *m);
    if (!m) return fail(RESULT_FULL, "no memory for the pose tracker: close other programs");
    Result result = open_tracker(&fit, &options, &request, choice, &m->tracker);
    if (result != RESULT_OK) {
        free(m);
        return result;
    }
    log_info("start part=networks");
    m->tuner = start_tuner(&fit, &options, may_choose);
    PoseMaker maker = { .self = m,
                        .next = make,
                        .times = took,
                        .close = end,
                        .use = may_choose ? use : NULL,
                        .model = fit.model,
                        .look_around = look_around,
                        .choose_next = choose_next,
                        .mask = options.mask ? cut_out : NULL };
    return vision_start_with(vision, &request, maker);
}
