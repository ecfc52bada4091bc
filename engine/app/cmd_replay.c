// cmd_replay.c: `tiptoe replay ID`: plays a session again in the window, or verifies it headless.
#include "app/app.h"
#include "app/screen.h"
#include "base/clock.h"

#include "session/recording.h"

#include <argp.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct ReplayOptions {
    const char *store, *id;
    bool verify;
} ReplayOptions;

enum { OPT_STORE = 0x100, OPT_VERIFY };

static const struct argp_option options[] = {
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { "verify", OPT_VERIFY, 0, 0, "Step it without a window and compare every event and state", 0 },
    { 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    ReplayOptions *o = state->input;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_VERIFY: o->verify = true; break;
    case ARGP_KEY_ARG:
        if (o->id) argp_error(state, "\"%s\" is one word too many", arg);
        o->id = arg;
        break;
    case ARGP_KEY_END:
        if (!o->id)
            argp_error(state, "which session? Its number from `tiptoe sessions`, or \"last\"");
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static Result load(const ReplayOptions *o, Recording *recording)
{
    char path[STORE_PATH_MAX];
    Store *store = NULL;
    int64_t id = 0;
    Result result = store_path(path, o->store, false);
    if (!result) result = store_open(&store, path, STORE_READ);
    if (!result) result = recording_find(store, o->id, &id);
    if (!result) result = recording_load(recording, store, id);
    store_close(&store);
    if (result) return result;
    SessionInfo *info = &recording->info;
    info->desc.plan.play.game = game_find(info->game_id);
    if (!info->desc.plan.play.game)
        return fail(RESULT_NOT_FOUND,
                    "session %" PRId64 " played \"%s\", which this program does "
                    "not have",
                    info->id, info->game_id);
    if (info->desc.plan.play.game->version != info->game_version)
        return fail(RESULT_VERSION,
                    "session %" PRId64 " was played with version %d of %s and this program has %d: "
                    "replay it with the program that recorded it (%s)",
                    info->id, info->game_version, info->game_id, info->desc.plan.play.game->version,
                    info->desc.build);
    return RESULT_OK;
}

// ------------------------------------------------------------------------------------------------

static bool same_event(const GameEvent *a, const GameEvent *b)
{
    return a->event == b->event && a->target == b->target && a->side == b->side &&
           a->at.x == b->at.x && a->at.y == b->at.y && a->value == b->value;
}

static Result differs(uint32_t step, const char *what)
{
    return fail(RESULT_DIFFERS, "step %u (%.2f s) differs from the recording: %s", step,
                (double)step / GAME_STEPS_PER_SECOND, what);
}

// Steps the play through the recording and compares as it goes.
static Result verify(const Recording *r)
{
    Play *play = play_open(&r->info.desc.plan.play);
    PlayOutput *out = calloc(1, sizeof *out);
    REQUIRE(out);
    Result result = RESULT_OK;
    uint32_t events = 0, digests = 0;
    for (uint32_t i = 0; i < r->input_count && !result; i++) {
        uint32_t step = r->input[i].step;
        play_step(play, &r->input[i], out);
        for (int e = 0; e < out->event_count && !result; e++, events++) {
            const RecordedEvent *was = &r->event[events];
            if (events >= r->event_count || was->step != step ||
                !same_event(&was->event, &out->event[e]))
                result = differs(step, event_name(out->event[e].event));
        }
        if (!result && events < r->event_count && r->event[events].step <= step)
            result = differs(step, "an event that was recorded did not come");
        if (!result && digests < r->digest_count && r->digest[digests].step == step &&
            r->digest[digests++].digest != play_digest(play))
            result = differs(step, "the state");
    }
    if (!result && events < r->event_count)
        result = differs(r->event[events].step, "an event that was recorded did not come");
    free(out);
    play_close(&play);
    if (!result)
        printf("session %" PRId64 ": %u steps, %u events and %u states came out as recorded "
               "(%016" PRIx64 "-%016" PRIx64 ")\n",
               r->info.id, r->input_count, events, digests, r->info.input_digest,
               r->info.event_digest);
    return result;
}

// ------------------------------------------------------------------------------------------------

typedef struct Replay {
    Run run;  // only its play and what the screen shows; nothing is recorded
    Screen screen;
    Settings settings;
    bool paused, leave;
} Replay;

static void take_events(Replay *replay)
{
    RenderEvent event;
    while (render_event(replay->screen.render, &event)) {
        if (event.kind == RENDER_QUIT) replay->leave = true;
        if (event.kind != RENDER_KEY) continue;
        if (event.key == RENDER_KEY_ESCAPE || event.key == 'q') replay->leave = true;
        if (event.key == ' ') replay->paused = !replay->paused;
        if (event.key == RENDER_KEY_F1 + 2) replay->screen.panel = !replay->screen.panel;
    }
}

static void watch(Replay *replay, const Recording *r)
{
    int64_t due = clock_us();
    for (uint32_t i = 0; i < r->input_count && !replay->leave;) {
        take_events(replay);
        while (due <= clock_us() && i < r->input_count) {
            if (!replay->paused) {
                play_step(replay->run.play, &r->input[i], &replay->run.out);
                replay->run.step = r->input[i++].step;
            }
            due += 1000000 / GAME_STEPS_PER_SECOND;
        }
        screen_draw(&replay->screen, &replay->run, &replay->settings);
        render_present(replay->screen.render);
        if (!render_has_vsync(replay->screen.render)) clock_sleep_until(due);
    }
    replay->run.summary = r->info.summary;
    KnownNews news = known_news(replay->settings.store, r->info.desc.plan.child, r->info.id);
    while (!replay->leave) {
        take_events(replay);
        screen_draw_summary(&replay->screen, &replay->run, &replay->settings, &news);
        clock_sleep_until(clock_us() + 16667);
    }
}

static Result play_again(const Recording *r, const char *store)
{
    Replay *replay = calloc(1, sizeof *replay);
    REQUIRE(replay);
    RenderOptions window = { .title = "Tiptoe: replay", .asset_folder = app_assets() };
    Result result = render_open(&replay->screen.render, &window);
    if (result == RESULT_UNAVAILABLE)
        result = fail(result, "no display to replay on: use `tiptoe replay --verify`, or show");
    if (!result) {
        render_limits(replay->screen.render, &r->info.desc.plan.play.setup.profile.sensory);
        replay->settings = settings_default();
        replay->settings.profile = r->info.desc.plan.play.setup.profile;
        replay->settings.child = r->info.desc.plan.child;
        replay->settings.store = store;
        replay->run.play = play_open(&r->info.desc.plan.play);
        watch(replay, r);
    }
    play_close(&replay->run.play);
    render_close(&replay->screen.render);
    free(replay);
    return result;
}

int cmd_replay(int argc, char **argv)
{
    static const struct argp argp = { .options = options,
                                      .parser = parse,
                                      .args_doc = "ID",
                                      .doc = "Plays a session again: its number, the start of its "
                                             "uuid, or \"last\". Space halts it, Esc leaves." };
    ReplayOptions o = { 0 };
    if (argp_parse(&argp, argc, argv, 0, NULL, &o)) return result_exit_status(RESULT_USAGE);
    Recording recording = { 0 };
    Result result = load(&o, &recording);
    if (!result) result = o.verify ? verify(&recording) : play_again(&recording, o.store);
    recording_free(&recording);
    return result ? app_fault("replay", result) : 0;
}
