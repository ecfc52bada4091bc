// SPDX-License-Identifier: MIT
// cmd_play.c: `tiptoe play`: a child plays one game, in a window or headless, live or from a clip.
#include "base/clock.h"
#include "cli/cli.h"
#include "clinic/report.h"
#include "gym/known.h"
#include "gym/rounds.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

static volatile sig_atomic_t asked_to_end;

static void on_signal(int signal)
{
    asked_to_end = signal;
}

// Whoever ends the program, or closes its terminal, ends the play: it is stored as stopped. A
// terminal or pipe that is gone takes no more words, which is no reason to lose a session.
static void watch_signals(void)
{
    static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
    struct sigaction action = { .sa_handler = on_signal }, before;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        sigaction(ends[i], NULL, &before);
        bool nohup = ends[i] == SIGHUP && before.sa_handler == SIG_IGN;
        if (!nohup) sigaction(ends[i], &action, NULL);
    }
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
}

// ------------------------------------------------------------------------------------------------
// As fast as it goes: a clip or the demo, frame by frame, with the same result each time.

static uint32_t step_limit(const Live *live)
{
    return (live->settings.plan.play.setup.seconds + RUN_PATIENCE_S) * GAME_STEPS_PER_SECOND;
}

static bool fast_over(const Live *live)
{
    return run_done(&live->run) || asked_to_end || live->run.step >= step_limit(live);
}

typedef struct Damage {
    uint32_t count;   // of pictures that were passed over
    char first[320];  // what is wrong with the first of them
} Damage;

static void note_damage(Damage *damage)
{
    if (damage->count++ == 0) snprintf(damage->first, sizeof damage->first, "%s", fail_text());
}

static void tell_damage(const Damage *damage)
{
    if (damage->count)
        fprintf(stderr, "tiptoe play: passed over what could not be read (%u in all): %s\n",
                damage->count, damage->first);
}

static Result fast_frames(Live *live, Camera *camera, Tracker *tracker, Damage *damage)
{
    Run *run = &live->run;
    while (!fast_over(live)) {
        DemoAim aim = run_aim(run);
        demo_link_aim(&live->demo, &aim);
        Frame frame = { 0 };
        Result result = camera_read(camera, &frame);
        if (result == RESULT_NOT_FOUND) break;  // the clip has ended
        if (result == RESULT_MALFORMED) note_damage(damage);
        if (result == RESULT_MALFORMED) continue;  // the next may be well
        if (result) return result;
        Pose pose = { 0 };
        tracker_next(tracker, &frame.image, frame.captured_us, &pose);
        pose.number = frame.number;
        pose.captured_us = pose.ready_us = frame.captured_us;
        uint32_t at = (uint32_t)((frame.captured_us * GAME_STEPS_PER_SECOND + 999999) / 1000000);
        while (run->step < at && !fast_over(live)) run_step(run, NULL, 0);
        if (!fast_over(live))
            run_step(run, &pose, (int64_t)run->step * 1000000 / GAME_STEPS_PER_SECOND);
    }
    return RESULT_OK;
}

static Result play_fast(Live *live)
{
    Settings *s = &live->settings;
    const Machine *m = &s->machine;
    Camera *camera = NULL;
    Tracker *tracker = NULL;
    Result result = known_apply(s);
    if (!result) result = camera_open(&camera, live_camera(live));
    TrackerOptions options = { .model = m->model, .choose = m->choose, .smaller = s->plan.smaller };
    if (!result) result = tracker_open(&tracker, &options);
    if (!result) {
        CameraInfo info = camera_info(camera);
        result = run_open(&live->run, s, &info);
    }
    Damage damage = { 0 };
    if (!result) result = fast_frames(live, camera, tracker, &damage);
    tell_damage(&damage);
    if (!result && !run_done(&live->run)) {
        bool nobody = live->run.step >= step_limit(live);
        run_end(&live->run, asked_to_end ? PLAY_END_PROGRAM
                            : nobody     ? PLAY_END_NOBODY
                                         : PLAY_END_CAMERA);
        run_step(&live->run, NULL, 0);
    }
    tracker_close(&tracker);
    camera_close(&camera);
    return result;
}

// ------------------------------------------------------------------------------------------------

static uint64_t fresh_seed(void)
{
    uint64_t seed = 1;
    if (getrandom(&seed, sizeof seed, 0) != (ssize_t)sizeof seed) seed = (uint64_t)clock_us();
    return seed & 0xFFFFFFFF;  // short enough to be typed again
}

// Where it is kept, and what may be typed next.
static Result tell_next(const Live *live)
{
    char path[STORE_PATH_MAX];
    const char *store = live->settings.machine.store, *program = program_invocation_name;
    Result result = store_path(path, store, false);
    if (result) return result;
    char with[STORE_PATH_MAX + 16] = "";
    if (store) snprintf(with, sizeof with, " --store '%s'", store);
    printf("\nThis is session %" PRId64 ", kept in %s\n"
           "  a page to read and print:  %s report --session %" PRId64 "%s --html session.html\n"
           "  to watch it once more:     %s replay %" PRId64 "%s\n"
           "  all sessions:              %s sessions%s\n",
           live->run.id, path, program, live->run.id, with, program, live->run.id, with, program,
           with);
    return RESULT_OK;
}

static Result tell_session(const Live *live)
{
    char id[24];
    const Machine *m = &live->settings.machine;
    snprintf(id, sizeof id, "%lld", (long long)live->run.id);
    Result result = report_session(m->store, id, m->json, stdout);
    return result || m->json ? result : tell_next(live);
}

static Result play(Live *live)
{
    Settings *s = &live->settings;
    const Machine *m = &s->machine;
    if (!settings_given(s, PLAN_seed) && !m->fast) s->plan.play.setup.seed = fresh_seed();
    Result result = settings_finish(s);
    if (result) return result;
    if (!settings_given(s, SETTINGS_CAMERA) && !strcmp(m->camera.source, "demo"))
        fprintf(stderr, "tiptoe play: no camera here, so the demo camera's child plays\n");
    watch_signals();
    result = m->fast ? play_fast(live) : rounds_run(live, live_begin);
    Result closed = run_close(&live->run);
    if (!result) result = closed;
    if (live->run.play) {
        Result told = tell_session(live);
        if (!result) result = told;
    } else if (!result) {
        fprintf(stderr, "tiptoe play: nothing was played, so nothing is kept\n");
    }
    run_free(&live->run);
    return result;
}

static int play_with(const char *name, const char *doc, Settings settings, int argc, char **argv)
{
    static const struct argp_child children[] = { { &settings_argp, 0, 0, 0 }, { 0 } };
    const struct argp argp = { .children = children, .doc = doc };
    Live *live = calloc(1, sizeof *live);
    if (!live) return cli_fault(name, fail(RESULT_FULL, "out of memory: close other programs"));
    live->settings = settings;
    live->asked_to_end = &asked_to_end;
    int status = cli_parse(name, &argp, argc, argv, &live->settings);
    Result result = status ? RESULT_OK : play(live);
    free(live);
    if (result) return cli_fault(name, result);
    if (status) return status;
    return asked_to_end ? 128 + asked_to_end : 0;
}

int cmd_play(int argc, char **argv)
{
    return play_with("play", "A child plays one game.", settings_default(), argc, argv);
}

int cmd_checkup(int argc, char **argv)
{
    Settings settings = settings_default();
    settings_checkup(&settings);
    settings.given = 1u << PLAN_game;
    settings.plan.play.setup.success = 0;  // nothing adapts
    return play_with(
        "checkup",
        "The check-up, 8 minutes standing, 6 seated: the same steps each time, never adapted.",
        settings, argc, argv);
}
