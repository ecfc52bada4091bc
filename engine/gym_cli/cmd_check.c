// SPDX-License-Identifier: MIT
// cmd_check.c: `tiptoe check`: is this room, this camera and this machine fit to play?
#include "base/assets.h"
#include "base/number.h"
#include "cli/cli.h"
#include "demo/traits.h"
#include "gym/settings.h"
#include "selftest/check_run.h"
#include "session/json_out.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPT_CAMERA = 0x100,
    OPT_SIZE,
    OPT_FPS,
    OPT_TURN,
    OPT_MIRROR,
    OPT_MODEL,
    OPT_POSTURE,
    OPT_SECONDS,
    OPT_STORE,
    OPT_HEADLESS,
    OPT_TEXT,
    OPT_JSON,
    OPT_LATENCY,
    OPT_FLIPS
};

static const struct argp_option options[] = {
    { "camera", OPT_CAMERA, "SOURCE", 0, "0 or /dev/video0, a clip or demo (default: the first)",
      0 },
    { "size", OPT_SIZE, "WxH", 0, "Wished-for size of the camera's picture", 0 },
    { "fps", OPT_FPS, "F", 0, "Wished-for rate", 0 },
    SETTINGS_MOUNT_OPTIONS(OPT_TURN, OPT_MIRROR),
    { "model", OPT_MODEL, "M", 0, "lite, full or heavy (default: full)", 0 },
    { "posture", OPT_POSTURE, "P", 0, "seated or wheelchair: the legs need not be seen", 0 },
    { "seconds", OPT_SECONDS, "S", 0, "How long it looks, 2-10 (default: 8)", 0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { "headless", OPT_HEADLESS, 0, 0, "Without a window", 0 },
    SETTINGS_TEXT_OPTION(OPT_TEXT),
    { "json", OPT_JSON, 0, 0, "Print JSON; without a window", 0 },
    { "latency", OPT_LATENCY, 0, 0,
      "Measure from the screen to the camera: it faces the screen, which flips between black and "
      "white for a minute. Nobody who is sensitive to flashes should look",
      0 },
    { "flips", OPT_FLIPS, "N", 0, "With --latency: how many (default: 200)", 0 },
    { 0 },
};

static double number(struct argp_state *state, const char *option, const char *text, double low,
                     double high)
{
    double value = 0;
    if (!number_read(text, low, high, &value))
        argp_error(state, "--%s %s: it must be %g to %g", option, text, low, high);
    return value;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    CheckOptions *o = state->input;
    Posture posture;
    double flips = 0;
    switch (key) {
    case OPT_CAMERA: o->camera.source = arg; break;
    case OPT_SIZE:
        if (!number_read_size(arg, &o->camera.width, &o->camera.height))
            argp_error(state, "--size %s: write WIDTHxHEIGHT, such as 1280x720", arg);
        break;
    case OPT_FPS: o->camera.fps = number(state, "fps", arg, 1, 240); break;
    case OPT_TURN:
        if (!settings_turn(&o->camera, arg))
            argp_error(state, "--turn %s: it must be 0, 90, 180 or 270", arg);
        break;
    case OPT_MIRROR: settings_mirror(&o->camera); break;
    case OPT_MODEL:
        o->model = model_find(arg);
        o->model_given = true;
        if (o->model == MODEL_COUNT)
            argp_error(state, "--model %s: it must be lite, full or heavy", arg);
        break;
    case OPT_POSTURE:
        posture = posture_find(arg);
        if (posture == POSTURE_COUNT)
            argp_error(state, "--posture %s: it must be standing, supported, seated or wheelchair",
                       arg);
        else
            o->seated = o->camera.seated = posture_is_seated(posture);
        break;
    case OPT_SECONDS: o->seconds = number(state, "seconds", arg, 2, 10); break;
    case OPT_STORE: o->store = arg; break;
    case OPT_HEADLESS: o->headless = true; break;
    case OPT_TEXT:
        if (!settings_text(&o->text, arg))
            argp_error(state, "--text-size %s: it must be 100, 125 or 150", arg);
        break;
    case OPT_JSON: o->json = o->headless = true; break;
    case OPT_LATENCY: o->latency = true; break;
    case OPT_FLIPS:
        if (!number_read_whole(arg, 10, 1000, &flips))
            argp_error(state, "--flips %s: it must be a whole number from 10 to 1000", arg);
        o->flips = (int)flips;
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static Result open_window(Render **render, const CheckOptions *o, bool full_screen)
{
    RenderOptions window = { .title = "Tiptoe: check",
                             .text = o->text,
                             .full_screen = full_screen,
                             .asset_folder = assets_folder() };
    return render_open(render, &window);
}

static Result rows_json(const CheckFacts *facts, const CheckRow *rows)
{
    JsonOut j = json_out(stdout, 6, true);
    json_begin(&j, NULL);
    json_list(&j, "checks");
    for (int i = 0; i < CHECK_COUNT; i++) {
        const char *unit;
        double value = check_value(facts, (Check)i, &unit);
        json_begin(&j, NULL);
        json_text(&j, "check", check_name((Check)i));
        json_text(&j, "state", check_state_name(rows[i].state));
        json_text(&j, "finding", rows[i].finding);
        json_text(&j, "advice", rows[i].advice);
        json_number(&j, "value", value);
        json_text(&j, "unit", unit);
        json_end(&j);
    }
    json_end(&j);
    json_text(&j, "model", model_name(facts->model));
    json_end(&j);
    return json_finish(&j);
}

static Result rows_text(const CheckFacts *facts, const CheckRow *rows)
{
    (void)facts;
    for (int i = 0; i < CHECK_COUNT; i++)
        printf("%-6s %-18s %-34s %s\n", check_state_name(rows[i].state), rows[i].title,
               rows[i].finding, rows[i].advice);
    return RESULT_OK;
}

static bool any_red(const CheckRow *rows)
{
    bool red = false;
    for (int i = 0; i < CHECK_COUNT; i++) red |= rows[i].state == CHECK_RED;
    return red;
}

static int check_all(CheckOptions *o)
{
    static CheckFacts facts;
    CheckRow rows[CHECK_COUNT];
    Render *render = NULL;
    bool again = true;
    if (!o->headless && open_window(&render, o, false) != RESULT_OK)
        fprintf(stderr, "tiptoe check: %s; checking without a window\n", fail_text());
    while (again) check_run(o, render, &facts, rows, &again);
    render_close(&render);
    Result result = (o->json ? rows_json : rows_text)(&facts, rows);
    if (result) return cli_fault("check", result);
    return any_red(rows) ? result_exit_status(RESULT_UNAVAILABLE) : 0;
}

static Result loop_json(const LoopProbe *probe, const CameraInfo *info)
{
    JsonOut j = json_out(stdout, 6, true);
    json_begin(&j, NULL);
    json_text(&j, "camera", info->name);
    json_number(&j, "p50_ms", histogram_ms(&probe->times, 0.5));
    json_number(&j, "p95_ms", histogram_ms(&probe->times, 0.95));
    json_number(&j, "p99_ms", histogram_ms(&probe->times, 0.99));
    json_whole(&j, "seen", probe->seen);
    json_whole(&j, "missed", probe->missed);
    json_number(&j, "black_luma", (double)probe->dark);
    json_number(&j, "white_luma", (double)probe->bright);
    json_end(&j);
    return json_finish(&j);
}

static Result loop_text(const LoopProbe *probe, const CameraInfo *info)
{
    printf(
        "From the screen to the camera's picture in hand, %d flips, %s:\n"
        "  p50 %.0f ms   p95 %.0f ms   (%d flips not seen)\n"
        "Screen, exposure, transfer and decoding are in it. What pose and drawing add stands in\n"
        "each session: latency, software.\n",
        probe->seen, info->name, histogram_ms(&probe->times, 0.5),
        histogram_ms(&probe->times, 0.95), probe->missed);
    return RESULT_OK;
}

static int check_latency(const CheckOptions *o)
{
    static LoopProbe probe;
    CameraInfo info;
    Render *render = NULL;
    if (o->camera_missing)
        return cli_fault("check", fail(RESULT_UNAVAILABLE,
                                       "no camera here: plug one in and point it at the screen, or "
                                       "name it with --camera"));
    Result result = open_window(&render, o, true);
    if (!result) result = check_latency_run(o, render, &probe, &info);
    render_close(&render);
    if (!result) result = (o->json ? loop_json : loop_text)(&probe, &info);
    return result ? cli_fault("check", result) : 0;
}

int cmd_check(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .doc = "Looks for some seconds whether camera, room and machine are fit to play; ends with "
               "status 69 if something must be mended first.\v" TRAITS_HELP
    };
    CheckOptions o = {
        .model = MODEL_FULL, .seconds = 8, .flips = LOOP_FLIPS, .assets = assets_folder()
    };
    int status = cli_parse("check", &argp, argc, argv, &o);
    if (status) return status;
    if (!o.camera.source) {
        const char *device = settings_usual_camera(o.store, NULL);
        o.camera_missing = !device;
        o.camera.source = device ? device : "demo:still";
    }
    return o.latency ? check_latency(&o) : check_all(&o);
}
