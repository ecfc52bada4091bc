// SPDX-License-Identifier: MIT
// cmd_replay.c: `tiptoe replay ID`: verifies a session headless, or has the gym show it in its
// window.
#include "cli/cli.h"
#include "cli/gym_module.h"

#include "session/audit.h"
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
    Store *store = NULL;
    int64_t id = 0;
    Result result = store_open_given(&store, o->store, STORE_READ);
    if (!result) result = recording_find(store, o->id, &id);
    if (!result) result = recording_load(recording, store, id);
    if (!result) result = audit_look(store, AUDIT_READ, AUDIT_OF_SESSION, recording->info.uuid);
    store_close(&store);
    if (result) return result;
    SessionInfo *info = &recording->info;
    if (info->track_dropped)
        return fail(RESULT_NOT_COMPARABLE,
                    "session %" PRId64 ": its track was erased: it can no longer be watched or "
                    "stepped again",
                    info->id);
    info->desc.plan.play.game = game_find(info->game_id);
    if (!info->desc.plan.play.game)
        return fail(RESULT_NOT_FOUND,
                    "session %" PRId64 " played \"%s\", which this program does "
                    "not have",
                    info->id, info->game_id);
    return RESULT_OK;
}

// ------------------------------------------------------------------------------------------------

static Result differs(uint32_t step, const char *what)
{
    return fail(RESULT_DIFFERS, "step %u (%.2f s) differs from the recording: %s", step,
                (double)step / GAME_STEPS_PER_SECOND, what);
}

static Result not_comparable(const SessionInfo *info)
{
    return fail(RESULT_NOT_COMPARABLE,
                "session %" PRId64 ": recorded by play %d, game %d: not comparable with this "
                "program's play %d, game %d; `show`, `report` and `replay` read it all the same",
                info->id, info->play_version, info->game_version, PLAY_VERSION,
                info->desc.plan.play.game->version);
}

// Steps the play through the recording and compares as it goes.
static Result verify(const Recording *r)
{
    if (!recording_is_comparable(&r->info)) return not_comparable(&r->info);
    Play *play = play_open(&r->info.desc.plan.play);
    PlayOutput *out = calloc(1, sizeof *out);
    Result result = RESULT_OK;
    if (!play || !out) result = fail(RESULT_FULL, "out of memory: close other programs");
    uint32_t events = 0, digests = 0;
    for (uint32_t i = 0; i < r->input_count && !result; i++) {
        uint32_t step = r->input[i].step;
        play_step(play, &r->input[i], out);
        for (int e = 0; e < out->event_count && !result; e++, events++) {
            const RecordedEvent *was = &r->event[events];
            if (events >= r->event_count || was->step != step ||
                !recording_event_same(&was->event, &out->event[e]))
                result = differs(step, event_name(out->event[e].event));
        }
        if (!result && events < r->event_count && r->event[events].step <= step)
            result = differs(step, "an event that was recorded did not come");
        if (!result && digests < r->digest_count && r->digest[digests].step == step &&
            r->digest[digests++].digest != behaviour_mark(play_behaviour(play)))
            result = differs(step, "what was shown");
    }
    if (!result && events < r->event_count)
        result = differs(r->event[events].step, "an event that was recorded did not come");
    free(out);
    play_close(&play);
    if (!result)
        printf("session %" PRId64 ": %u steps, %u events and %u digests came out as recorded "
               "(%.16s-%.16s)\n",
               r->info.id, r->input_count, events, digests, r->info.track_digest,
               r->info.events_digest);
    return result;
}

// ------------------------------------------------------------------------------------------------

static Result play_again(const Recording *r, const char *store)
{
    const GymModule *gym = NULL;
    Result result = gym_module(&gym);
    return result ? result : gym->watch(r, store);
}

int cmd_replay(int argc, char **argv)
{
    static const struct argp argp = { .options = options,
                                      .parser = parse,
                                      .args_doc = "ID",
                                      .doc = "Plays a session again: its number, the start of its "
                                             "uuid, or \"last\". Space halts it, F3 shows "
                                             "its quality, Esc or Q leaves." };
    ReplayOptions o = { 0 };
    int status = cli_parse("replay", &argp, argc, argv, &o);
    if (status) return status;
    Recording recording = { 0 };
    Result result = load(&o, &recording);
    if (!result) result = o.verify ? verify(&recording) : play_again(&recording, o.store);
    recording_free(&recording);
    return result ? cli_fault("replay", result) : 0;
}
