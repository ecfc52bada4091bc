// SPDX-License-Identifier: MIT
// cmd_track.c: `tiptoe track`: the pose of every frame of a source as one JSON object a line.
#include "base/clock.h"
#include "base/number.h"
#include "base/whole_file.h"
#include "body/pose_smooth.h"
#include "cli/cli.h"
#include "demo/demo_camera.h"
#include "demo/traits.h"
#include "gym/settings.h"
#include "session/json_out.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct TrackOptions {
    CameraRequest camera;
    Model model;
    Choose choose;
    bool raw, smaller;
    const char *json, *truth;
    uint32_t frames;  // 0: all; the demo camera has no end
} TrackOptions;

enum {
    OPT_CAMERA = 0x100,
    OPT_MODEL,
    OPT_CHOOSE,
    OPT_SMALLER,
    OPT_RAW,
    OPT_JSON,
    OPT_TRUTH,
    OPT_FPS,
    OPT_SIZE,
    OPT_FRAMES,
    OPT_TURN,
    OPT_MIRROR,
    OPT_SEED,
    OPT_SEATED,
    OPT_HEIGHT_CM
};

static const struct argp_option options[] = {
    { "camera", OPT_CAMERA, "SOURCE", 0,
      "A clip, a picture, frames/%06d.png, demo, demo:SCRIPT, "
      "or a camera",
      0 },
    { "model", OPT_MODEL, "M", 0, "lite, full or heavy (default: full)", 0 },
    { "choose", OPT_CHOOSE, "WHO", 0,
      "The player, in the first frame with somebody in it: spot (nearest to the middle of the "
      "lower "
      "third, the default), left, right, centre, largest or smallest",
      0 },
    { "smaller", OPT_SMALLER, 0, 0, "Of several people on the spot, the smaller one", 0 },
    { "raw", OPT_RAW, 0, 0, "Landmarks as the network gives them, without smoothing", 0 },
    { "json", OPT_JSON, "FILE", 0, "Where the lines go; - is the standard output", 0 },
    { "truth", OPT_TRUTH, "FILE", 0, "The demo child's true landmarks, in the same form", 0 },
    { "fps", OPT_FPS, "F", 0, "Replaces a file's own rate", 0 },
    { "size", OPT_SIZE, "WxH", 0, "Size of the demo's or camera's picture", 0 },
    SETTINGS_MOUNT_OPTIONS(OPT_TURN, OPT_MIRROR),
    { "frames", OPT_FRAMES, "N", 0, "Stop after N frames (the demo's default: 300)", 0 },
    { "seed", OPT_SEED, "K", 0, "Of the demo camera", 0 },
    { "seated", OPT_SEATED, 0, 0, "The demo child sits", 0 },
    { "height", OPT_HEIGHT_CM, "CM", 0, "Of the demo child (default: 120)", 0 },
    { 0 },
};

static void want(struct argp_state *state, bool good, const char *what)
{
    if (!good) argp_error(state, "%s", what);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    TrackOptions *o = state->input;
    double value = 0;
    switch (key) {
    case OPT_CAMERA: o->camera.source = arg; break;
    case OPT_MODEL:
        o->model = model_find(arg);
        want(state, o->model != MODEL_COUNT, "--model must be lite, full or heavy");
        break;
    case OPT_CHOOSE:
        o->choose = choose_find(arg);
        want(state, o->choose != CHOOSE_COUNT,
             "--choose must be spot, left, right, centre, largest or smallest");
        break;
    case OPT_SMALLER: o->smaller = true; break;
    case OPT_RAW: o->raw = true; break;
    case OPT_JSON: o->json = arg; break;
    case OPT_TRUTH: o->truth = arg; break;
    case OPT_FPS:
        want(state, number_read(arg, 1, 240, &o->camera.fps), "--fps must be 1 to 240");
        break;
    case OPT_SIZE:
        want(state, number_read_size(arg, &o->camera.width, &o->camera.height),
             "--size must be WIDTHxHEIGHT, such as 1280x720");
        break;
    case OPT_TURN:
        want(state, settings_turn(&o->camera, arg), "--turn must be 0, 90, 180 or 270");
        break;
    case OPT_MIRROR: settings_mirror(&o->camera); break;
    case OPT_FRAMES:
        want(state, number_read_whole(arg, 1, 1e9, &value),
             "--frames must be a whole number from 1");
        o->frames = (uint32_t)value;
        break;
    case OPT_SEED:
        want(state, number_read_whole(arg, 0, 9007199254740992.0, &value),
             "--seed must be a whole number");
        o->camera.seed = (uint64_t)value;
        break;
    case OPT_SEATED: o->camera.seated = true; break;
    case OPT_HEIGHT_CM:
        want(state, number_read(arg, 50, 220, &value), "--height must be 50 to 220 cm");
        o->camera.height_cm = (float)value;
        break;
    case ARGP_KEY_END:
        want(state, o->camera.source, "--camera SOURCE is missing");
        want(state, o->json, "--json FILE is missing (- is the standard output)");
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static void numbers(JsonOut *j, const char *name, const float *values, int count)
{
    json_list(j, name);
    for (int i = 0; i < count; i++) json_number(j, NULL, (double)values[i]);
    json_end(j);
}

// [{"box": [left, top, width, height] in fractions of the picture, "score": 0..1}, ...]
static void people_seen(JsonOut *j, const TrackerPeople *people)
{
    json_list(j, "people");
    for (int i = 0; i < people->count; i++) {
        const TrackerPerson *p = &people->person[i];
        const float box[] = { p->low.x, p->low.y, p->high.x - p->low.x, p->high.y - p->low.y };
        json_begin(j, NULL);
        numbers(j, "box", box, 4);
        json_number(j, "score", (double)p->score);
        json_end(j);
    }
    json_end(j);
}

static void landmarks(JsonOut *j, const Pose *pose)
{
    int count = pose->found ? LANDMARK_COUNT : 0;
    json_list(j, "landmarks");
    for (int i = 0; i < count; i++) {
        Vec3 at = pose->image[i];
        numbers(j, NULL, (float[]){ at.x, at.y, at.z, pose->visibility[i] }, 4);
    }
    json_end(j);
    json_list(j, "world");
    for (int i = 0; i < count; i++) {
        Vec3 metres = pose->world_m[i];
        numbers(j, NULL, (float[]){ metres.x, metres.y, metres.z }, 3);
    }
    json_end(j);
}

// `people` is NULL where the detector did not look, and of the truth.
static Result write_pose(const WholeFile *file, const Pose *pose, const TrackerPeople *people)
{
    JsonOut j = json_out(file->to, 9, false);
    json_begin(&j, NULL);
    json_whole(&j, "frame", (int64_t)pose->number - 1);
    json_number(&j, "t_ms", (double)pose->captured_us / 1000);
    json_flag(&j, "found", pose->found);
    json_text(&j, "state", player_state_name((PlayerState)pose->state));
    if (pose->player)
        json_whole(&j, "player", pose->player);
    else
        json_none(&j, "player");
    if (people)
        people_seen(&j, people);
    else
        json_none(&j, "people");
    json_number(&j, "presence", (double)pose->presence);
    landmarks(&j, pose);
    json_end(&j);
    Result result = json_finish(&j);
    if (!result && fputc('\n', file->to) != EOF) return RESULT_OK;
    return fail(RESULT_FULL, "%s could not be written: make room there", file->path);
}

enum { LINES, TRUTH, FILES };

typedef struct Tracking {
    Camera *camera;
    Tracker *tracker;
    DemoLink demo;
    WholeFile file[FILES];
    PoseSmoother smoother;
    uint32_t frames, found, damaged;
    char damage[320];  // of the last picture; "": it was well
} Tracking;

#define DAMAGE_TOLD 3  // pictures; the rest is counted
#define DAMAGE_MAX  100

static Result tracking_frame(Tracking *t, const TrackOptions *o, const Frame *frame)
{
    Pose pose = { 0 };
    tracker_next(t->tracker, &frame->image, frame->captured_us, &pose);
    tracker_look_around(t->tracker, &frame->image);
    const TrackerPeople *people = tracker_people(t->tracker);
    pose.number = frame->number;
    if (!o->raw) pose_smooth(&t->smoother, &pose);
    t->frames++;
    t->found += pose.found;
    Result result = write_pose(&t->file[LINES], &pose,
                               people->captured_us == frame->captured_us ? people : NULL);
    if (result || !t->file[TRUTH].to) return result;
    Pose truth = t->demo.truth;
    truth.captured_us = frame->captured_us;
    return write_pose(&t->file[TRUTH], &truth, NULL);
}

// A camera has no end: who stops it keeps the lines that there are.
static volatile sig_atomic_t asked_to_end;

static void on_signal(int signal)
{
    asked_to_end = signal;
}

static void watch_signals(void)
{
    struct sigaction action = { .sa_handler = on_signal };
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

static void tell_damage(Tracking *t)
{
    if (t->damage[0] && t->damaged <= DAMAGE_TOLD) fprintf(stderr, "tiptoe track: %s\n", t->damage);
    t->damage[0] = '\0';
}

static Result tracking_all(Tracking *t, const TrackOptions *o)
{
    while (!asked_to_end) {
        Frame frame = { 0 };
        Result result = camera_read(t->camera, &frame);
        if (result == RESULT_NOT_FOUND) return RESULT_OK;  // the clip has ended
        tell_damage(t);
        if (result == RESULT_MALFORMED && t->damaged++ < DAMAGE_MAX) {
            snprintf(t->damage, sizeof t->damage, "%s", fail_text());
            continue;
        }
        if (!result) result = tracking_frame(t, o, &frame);
        if (result) return result;
        if (o->frames && t->frames >= o->frames) return RESULT_OK;
    }
    return RESULT_OK;
}

static Result tracking_open(Tracking *t, TrackOptions *o)
{
    const char *kind = settings_camera_kind(o->camera.source);
    if (!o->frames && !strcmp(kind, "demo")) o->frames = 300;
    if (o->truth && strcmp(kind, "demo") != 0)
        return fail(RESULT_USAGE,
                    "--truth needs --camera demo: only the drawn child is known exactly");
    demo_link_init(&t->demo);
    o->camera.link = &t->demo;
    Result result = camera_open(&t->camera, &o->camera);
    TrackerOptions tracker = {
        .model = o->model, .choose = o->choose, .smaller = o->smaller, .renew = true
    };
    if (!result) result = tracker_open(&t->tracker, &tracker);
    if (!result) result = whole_file_open(&t->file[LINES], o->json);
    if (!result && o->truth) result = whole_file_open(&t->file[TRUTH], o->truth);
    return result;
}

int cmd_track(int argc, char **argv)
{
    static const struct argp argp = { .options = options,
                                      .parser = parse,
                                      .doc = "Tracks every frame of a source.\v" TRAITS_HELP };
    TrackOptions o = { .model = MODEL_FULL };
    int status = cli_parse("track", &argp, argc, argv, &o);
    if (status) return status;

    Tracking *t = calloc(1, sizeof *t);
    if (!t) return cli_fault("track", fail(RESULT_FULL, "out of memory: close other programs"));
    int64_t began = clock_us();
    watch_signals();
    Result result = tracking_open(t, &o);
    if (!result) result = tracking_all(t, &o);
    if (!result && t->frames == 0)
        result = t->damage[0] ? fail(RESULT_MALFORMED, "%s", t->damage)
                              : fail(RESULT_MALFORMED, "%s holds no frame that can be read",
                                     o.camera.source);
    result = whole_files_close(t->file, FILES, result);
    if (!result) {
        double seconds = (double)(clock_us() - began) * 1e-6;
        fprintf(stderr, "%u frames, somebody found in %u, %u damaged, %.1f frames/s\n", t->frames,
                t->found, t->damaged, seconds > 0 ? t->frames / seconds : 0);
        // What breaks off gives all that came before, and its last words.
        if (t->damage[0]) result = fail(RESULT_MALFORMED, "%s", t->damage);
    }
    tracker_close(&t->tracker);
    camera_close(&t->camera);
    free(t);
    return result ? cli_fault("track", result) : 0;
}
