// SPDX-License-Identifier: MIT
// validity_main.c: runs the campaign: the demo child is painted, tracked and measured beside the
// truth.
#include "validity.h"

#include "validity_checkup.h"
#include "validity_still.h"

#include "base/clock.h"
#include <argp.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SESSIONS_MAX 16

typedef struct Options {
    bool full, quick, tables;
    const char *media, *markdown, *json, *only, *checkup, *store;
    Model model;
    int runs, from, repeats;
    bool rescore, recorded, still;
} Options;

static const struct argp_option options[] = {
    { "full", 'f', 0, 0,
      "All conditions with all movements: about 40 minutes of processor time (without options: 6)",
      0 },
    { "quick", 'q', 0, 0, "The main condition with few movements: about a minute", 0 },
    { "tables", 't', 0, 0,
      "With --checkup: write what the product reads, engine/measure/{error_model,earned}_list.h",
      0 },
    { "only", 'o', "NAME", 0, "One session: sway, stance, lean, arms, reach or recorded", 0 },
    { "media", 'm', "DIR", 0,
      "Recordings of real children (default: ../shared/media/mocap/kinder-gator)", 0 },
    { "markdown", 'M', "FILE", 0, "Where the table goes (default: standard output)", 0 },
    { "json", 'j', "FILE", 0, "The same as JSON", 0 },
    { "checkup", 'c', "FILE", 0,
      "Whole check-ups under the rig's conditions instead; each run is a line of FILE, and one "
      "that "
      "is there is not done again",
      0 },
    { "model", 'n', "lite|full", 0, "Of these runs (default: full)", 0 },
    { "runs", 'r', "N", 0, "So many runs (default: 32); 0: only the tables", 0 },
    { "from", 'F', "N", 0, "The first one (default: 0)", 0 },
    { "repeats", 'R', "N", 0,
      "Instead: N check-ups of one child (that of run --from) by its true joints; a table of their "
      "spread goes to standard output",
      0 },
    { "rescore", 's', 0, 0, "Of runs whose tracks lie beside FILE; nothing is tracked", 0 },
    { "keep", 'k', "STORE", 0,
      "Of run --from, whose track lies beside FILE: its check-up goes into this store, to look at",
      0 },
    { "recorded", 'c' + 256, 0, 0, "Instead of drawn ones the recorded children of --media", 0 },
    { "still", 't' + 256, 0, 0,
      "Instead: still stretches of the clips of --media (default then: ../shared/media)", 0 },
    { 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    Options *o = state->input;
    switch (key) {
    case 'f': o->full = true; break;
    case 'q': o->quick = true; break;
    case 't': o->tables = true; break;
    case 'o': o->only = arg; break;
    case 'm': o->media = arg; break;
    case 't' + 256: o->still = true; break;
    case 'M': o->markdown = arg; break;
    case 'j': o->json = arg; break;
    case 'c': o->checkup = arg; break;
    case 'n':
        o->model = model_find(arg);
        if (o->model == MODEL_COUNT) argp_error(state, "there is no model %s", arg);
        break;
    case 'r': o->runs = atoi(arg); break;
    case 'F': o->from = atoi(arg); break;
    case 'R': o->repeats = atoi(arg); break;
    case 'k': o->store = arg; break;
    case 's': o->rescore = true; break;
    case 'c' + 256: o->recorded = true; break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const Condition conditions[] = {
    { MODEL_FULL, 1280, 720, 30, 0, true },  { MODEL_FULL, 1280, 720, 60, 0, false },
    { MODEL_LITE, 1280, 720, 30, 0, false }, { MODEL_FULL, 640, 480, 30, 0, false },
    { MODEL_LITE, 640, 480, 30, 0, false },  { MODEL_FULL, 1280, 720, 30, 10, false },
};
#define CONDITIONS ((int)(sizeof conditions / sizeof conditions[0]))

// The size of the child as its own still seconds show it; the truth also knows the scale.
static void take_size(Track *t, bool knows_scale)
{
    Calibrator *calibrator = calloc(1, sizeof *calibrator);
    Calibration c = { 0 };
    REQUIRE(calibrator);
    for (int i = 0; i < t->count && !t->calibrated; i++) {
        if (!t->pose[i].found) continue;
        Pose pose = t->pose[i];
        pose.captured_us++;  // a calibration takes time 0 for "not yet"
        t->calibrated = calibrator_add(calibrator, &pose, false, 0, &c);
    }
    free(calibrator);
    if (!t->calibrated) return;
    double px = 1 / (double)c.stage_per_px;
    t->cm_per_px = HEIGHT_CM / ((double)c.height * px);
    if (knows_scale) t->cm_per_px = HEIGHT_CM / (0.625 * t->pose[0].height);
    t->leg_px = 0.5 * (double)(c.leg[0] + c.leg[1]) * px;
    t->shoulder_px = (double)c.shoulder_width * px;
    t->hip_y_px = -((double)c.origin_px.y - (double)(c.hip.y - c.origin.y) * px);
    for (int side = 0; side < SIDE_COUNT; side++) {
        t->arm_px[side] = (double)c.arm[side] * px;
        t->ankle_y_px[side] =
            -((double)c.origin_px.y - (double)(c.ankle_y[side] - c.origin.y) * px);
    }
}

// What the child can see now.
static DemoAim aim_at(const Session *s, const Condition *c, double now, int *hit)
{
    DemoAim aim = { 0 };
    for (int i = 0; i < s->window_count; i++) {
        const Window *w = &s->window[i];
        bool shown = w->family == FAMILY_REACH && now >= w->from && now < w->to - 0.9;
        if (!shown || *hit == i) continue;
        float per_x = 0.625f * (float)c->height / (float)c->width;
        aim.target[aim.count++] =
            (DemoTarget){ .id = i + 1,
                          .kind = TARGET_HAND,
                          .at = { 0.5f + w->target.x * per_x, 0.885f - w->target.y * 0.625f },
                          .radius = (float)REACH_RADIUS_H * 0.625f,
                          .sides = 1u << w->side };
    }
    return aim;
}

// A reached target goes away a little later, as in a game.
static void note_hit(const Session *s, const Pose *p, double now, int *hit)
{
    for (int i = 0; i < s->window_count; i++) {
        const Window *w = &s->window[i];
        if (w->family != FAMILY_REACH || now < w->from || now > w->to) continue;
        double per = 0.625 * p->height, x = 0, y = 0;
        static const int part[] = { LANDMARK_WRIST_LEFT, LANDMARK_INDEX_LEFT, LANDMARK_PINKY_LEFT };
        for (int k = 0; k < 3; k++) {
            x += (double)p->image[part[k] + (int)w->side].x * p->width / 3;
            y += (double)p->image[part[k] + (int)w->side].y * p->height / 3;
        }
        x -= 0.5 * p->width + (double)w->target.x * per;
        y -= 0.885 * p->height - (double)w->target.y * per;
        if (hypot(x, y) < 0.5 * REACH_RADIUS_H * per) *hit = i;
    }
}

static Result run(const Session *s, const Condition *c, Track *truth, Track *tracked)
{
    DemoOptions child = s->child;
    TrackerOptions choice = { .model = c->model };
    Demo *demo = NULL;
    Tracker *tracker = NULL;
    int frames = (int)(s->seconds * c->fps), hit = -1;
    Rng rng = rng_seed(99);
    uint8_t *bgr = malloc((size_t)(c->width * c->height * 3));
    Image image = { c->width, c->height, c->width * 3, bgr };
    child.script = s->script;
    child.width = c->width;
    child.height = c->height;
    child.fps = c->fps;
    child.height_cm = (float)HEIGHT_CM;
    truth->pose = calloc((size_t)frames, sizeof *truth->pose);
    tracked->pose = calloc((size_t)frames, sizeof *tracked->pose);
    REQUIRE(bgr && truth->pose && tracked->pose);
    Result result = demo_open(&demo, &child);
    if (result == RESULT_OK) result = tracker_open(&tracker, &choice);
    for (int i = 0; result == RESULT_OK && i < frames; i++) {
        Pose *p = &truth->pose[truth->count++];
        DemoAim aim = aim_at(s, c, (double)i / c->fps, &hit);
        bool dropped = rng_below(&rng, 100) < c->drop_percent;
        if (dropped) {
            demo_move(demo, &aim, p);
        } else {
            demo_frame(demo, &aim, &image, p);
            Pose *seen = &tracked->pose[tracked->count++];
            tracker_next(tracker, &image, p->captured_us, seen);
            seen->captured_us = p->captured_us;
        }
        note_hit(s, p, (double)i / c->fps, &hit);
    }
    demo_close(&demo);
    tracker_close(&tracker);
    free(bgr);
    return result;
}

static Result run_condition(const Options *o, Report *report, int at)
{
    static Session sessions[SESSIONS_MAX];
    static Values truth_values, tracked_values;
    const Condition *c = &report->condition[at];
    bool brief = o->quick || (!c->main && !o->full);
    int count = sessions_make(sessions, SESSIONS_MAX, brief, o->full, o->media);
    Result result = RESULT_OK;
    truth_values.count = tracked_values.count = 0;
    for (int i = 0; i < count && result == RESULT_OK; i++) {
        const Session *s = &sessions[i];
        if (o->only && strcmp(o->only, s->name) != 0) continue;
        Track truth = { .what = "truth" }, tracked = { .what = "tracked" };
        char text[96];
        fprintf(stderr, "%s: %s, %.0f s\n", condition_text(c, text, sizeof text), s->name,
                s->seconds);
        result = run(s, c, &truth, &tracked);
        if (result == RESULT_OK) {
            take_size(&truth, true);
            take_size(&tracked, false);
            if (!tracked.calibrated)
                result = fail(RESULT_DIFFERS, "the child was not found in %s", s->name);
        }
        if (result == RESULT_OK) {
            fprintf(stderr, "  scale found: %.1f %% of the true one\n",
                    100 * tracked.cm_per_px / truth.cm_per_px);
            track_measure(&truth, s, &truth_values);
            track_measure(&tracked, s, &tracked_values);
            report->seconds[at] += s->seconds;
        }
        free(truth.pose);
        free(tracked.pose);
    }
    for (RowName row = 0; result == RESULT_OK && row < ROW_COUNT; row++)
        report->cell[at][row] = agreement_of(row, &truth_values, &tracked_values, c->fps);
    return result;
}

static Result write_all(const Options *o, const Report *report)
{
    FILE *file = o->markdown ? fopen(o->markdown, "w") : stdout;
    if (!file) return fail(RESULT_CANNOT_CREATE, "cannot write %s", o->markdown);
    report_markdown(report, file);
    if (o->markdown) fclose(file);
    return o->json ? report_json(report, o->json) : RESULT_OK;
}

static Result append(const char *path, json_t *line)
{
    FILE *file = fopen(path, "a");
    if (!file) return fail(RESULT_CANNOT_CREATE, "cannot write %s", path);
    json_dumpf(line, file, JSON_COMPACT | JSON_REAL_PRECISION(7));
    fputc('\n', file);
    fclose(file);
    return RESULT_OK;
}

// One run; a child that was lost on the way is told in its line.
static Result run_checkup(const Options *o, Track *track, int number)
{
    CheckupRun run = checkup_design(number, o->model);
    const char *model = model_name(o->model);
    json_t *line = NULL;
    bool recorded = number >= RECORDED_FIRST;
    Result result = recorded     ? recorded_play(&run, o->media, track)
                    : o->rescore ? track_load(track, o->checkup, number, model)
                                 : checkup_play(&run, 1, true, track);
    if (result == RESULT_OK && !o->rescore && !recorded)
        result = track_save(track, o->checkup, number, model);
    if (result == RESULT_OK) result = checkup_score(&run, track, &line);
    track_close(track);
    if (result == RESULT_NOT_FOUND && o->rescore) return RESULT_OK;
    if (result == RESULT_NOT_FOUND) {
        fprintf(stderr, "validity: %s\n", fail_text());
        line = json_pack("{s:i, s:s, s:s}", "run", number, "model", model, "lost", fail_text());
        result = RESULT_OK;
    }
    if (result == RESULT_OK) result = append(o->checkup, line);
    json_decref(line);
    fprintf(stderr, "run %d, %s: done\n", number, model);
    return result;
}

#define CLASS_RUNS 12  // each of nearly all levels once: before it no class is given or taken

// What the product reads.
static Result write_lists(const Campaign *campaign)
{
    static Pair of_runs[PROOF_PAIRS_MAX];
    int count = 0, full = 0;
    for (int n = 0; n < ERROR_NETWORK_COUNT; n++)
        count += proof_pairs(campaign, (ErrorNetwork)n, of_runs + count, PROOF_PAIRS_MAX - count);
    for (int i = 0; i < campaign->count; i++)
        full += campaign_network(campaign->line[i]) == ERROR_NETWORK_FULL;
    return rule_write(of_runs, count, "tools/validity --checkup --tables",
                      "engine/measure/error_model_list.h",
                      full >= CLASS_RUNS ? "engine/measure/earned_list.h" : NULL);
}

// The tables of all lines that are there, where they are asked for.
static Result write_campaign(const Options *o)
{
    static const char command[] = "tools/validity --checkup";
    static Campaign campaign;
    Result result = RESULT_OK;
    campaign_read(&campaign, o->checkup);
    FILE *file = o->markdown ? fopen(o->markdown, "w") : NULL;
    if (o->markdown && !file) result = fail(RESULT_CANNOT_CREATE, "cannot write %s", o->markdown);
    if (file) {
        campaign_markdown(&campaign, command, file);
        fclose(file);
    }
    if (result == RESULT_OK && o->json) result = campaign_json(&campaign, command, o->json);
    if (result == RESULT_OK && o->tables) result = write_lists(&campaign);
    campaign_free(&campaign);
    return result;
}

static Result keep(const Options *o)
{
    CheckupRun run = checkup_design(o->from, o->model);
    Track *track = track_new();
    Result result = track ? track_load(track, o->checkup, o->from, model_name(o->model))
                          : fail(RESULT_FULL, "no memory for a check-up");
    if (!result) result = checkup_keep(&run, track, o->store);
    if (track) track_close(track);
    free(track);
    return result;
}

// The runs that are not there yet, each appended as it is done.
static Result run_checkups(const Options *o)
{
    static Campaign campaign;
    Track *track = track_new();
    Result result = track ? RESULT_OK : fail(RESULT_FULL, "no memory for a check-up");
    campaign_read(&campaign, o->checkup);
    int from = o->recorded ? RECORDED_FIRST : o->from;
    int to = from + (o->recorded ? recorded_count() : o->runs);
    for (int i = from; i < to && result == RESULT_OK; i++)
        if (!campaign_has(&campaign, i, model_name(o->model))) result = run_checkup(o, track, i);
    campaign_free(&campaign);
    free(track);
    return result == RESULT_OK ? write_campaign(o) : result;
}

static Result write_still(const Options *o)
{
    FILE *file = o->markdown ? fopen(o->markdown, "w") : stdout;
    if (!file) return fail(RESULT_CANNOT_CREATE, "cannot write %s", o->markdown);
    Result result = still_markdown(o->media ? o->media : "../shared/media", file);
    if (o->markdown) fclose(file);
    return result;
}

int main(int argc, char **argv)
{
    static const struct argp argp = { options,
                                      parse,
                                      NULL,
                                      "Measures the demo child's known movement through camera, "
                                      "model and formulas, and tells how well "
                                      "that agrees with the truth.",
                                      NULL,
                                      NULL,
                                      NULL };
    static Report report;
    Options o = { .model = MODEL_FULL, .runs = 32 };
    argp_parse(&argp, argc, argv, 0, NULL, &o);
    if (!o.media && !o.still) o.media = "../shared/media/mocap/kinder-gator";
    if (o.still) {
        Result done = write_still(&o);
        if (done != RESULT_OK) fprintf(stderr, "validity: %s\n", fail_text());
        return result_exit_status(done);
    }
    if (o.checkup || o.repeats) {
        CheckupRun run = checkup_design(o.from, o.model);
        Result done = o.repeats ? checkup_repeat(&run, o.repeats, stdout)
                      : o.store ? keep(&o)
                                : run_checkups(&o);
        if (done != RESULT_OK) fprintf(stderr, "validity: %s\n", fail_text());
        return result_exit_status(done);
    }
    report.command = o.full    ? "tools/validity --full"
                     : o.quick ? "tools/validity --quick"
                               : "tools/validity";
    Result result = RESULT_OK;
    int conditions_wanted = o.quick ? 1 : CONDITIONS;
    for (int i = 0; i < conditions_wanted && result == RESULT_OK; i++) {
        report.condition[report.condition_count++] = conditions[i];
        result = run_condition(&o, &report, report.condition_count - 1);
        // To files what there is so far, for the impatient.
        bool last = i + 1 == conditions_wanted;
        if (result == RESULT_OK && (last || o.markdown)) result = write_all(&o, &report);
    }
    if (result != RESULT_OK) fprintf(stderr, "validity: %s\n", fail_text());
    return result_exit_status(result);
}
