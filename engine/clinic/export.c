// SPDX-License-Identifier: MIT
// export.c: each table by one list of columns, which is also its part of the dictionary.
#include "clinic/export.h"

#include "base/whole_file.h"
#include "clinic/completeness.h"
#include "clinic/csv.h"
#include "clinic/export_lists.h"
#include "clinic/report.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Column {
    const char *name, *unit, *meaning;
} Column;

#define X(name, unit, meaning) { name, unit, meaning },
static const Column session_columns[] = { SESSION_COLUMNS(X) };
static const Column landmark_columns[] = { LANDMARK_COLUMNS(X) };
static const Column event_columns[] = { EVENT_COLUMNS(X) };
static const Column trial_columns[] = { TRIAL_COLUMNS(X) };
static const Column reach_columns[] = { REACH_COLUMNS(X) };
static const Column result_columns[] = { RESULT_COLUMNS(X) };
static const Column history_columns[] = { HISTORY_COLUMNS(X) };
static const Column score_columns[] = { SCORE_COLUMNS(X) };
static const Column play_columns[] = { PLAY_COLUMNS(X) };
static const Column dictionary_columns[] = { DICTIONARY_COLUMNS(X) };
#undef X
#define COUNT(list) (int)(sizeof(list) / sizeof(list)[0])

static void write_header(Csv *csv, const Column *columns, int count)
{
    for (int i = 0; i < count; i++) csv_text(csv, columns[i].name);
}

static void session_pair(Csv *csv, const char *name, const char *value)
{
    csv_text(csv, name);
    csv_text(csv, value);
    csv_row(csv);
}

static void session_number(Csv *csv, const char *name, double value)
{
    csv_text(csv, name);
    csv_number(csv, value);
    csv_row(csv);
}

static void write_session(const ClinicSession *s, Csv *csv)
{
    const SessionInfo *info = &s->recording.info;
    const SessionDesc *d = &info->desc;
    const Calibration *c = &info->summary.calibration;
    write_header(csv, session_columns, COUNT(session_columns));
    csv_row(csv);
    session_pair(csv, "uuid", info->uuid);
    session_pair(csv, "child", d->plan.child);
    session_pair(csv, "game", info->game_id);
    session_number(csv, "game_version", info->game_version);
    session_number(csv, "started_utc_ms", (double)info->started_utc_ms);
    session_number(csv, "zone_minutes", info->zone_minutes);
    session_pair(csv, "status", completeness_status(s));
    session_number(csv, "age_months", d->plan.age_months ? d->plan.age_months : (double)NAN);
    session_number(csv, "level", d->plan.play.setup.level);
    session_pair(csv, "hand", hand_rule_name(d->plan.play.setup.profile.hand));
    session_pair(csv, "posture", posture_name(d->plan.play.setup.profile.posture));
    session_pair(csv, "model", d->model);
    session_pair(csv, "camera", d->camera_name);
    session_number(csv, "camera_fps", d->camera_fps);
    session_pair(csv, "build", d->build);
    session_number(csv, "height_cm", c->height_cm > 0 ? (double)c->height_cm : (double)NAN);
    session_number(csv, "stage_height", (double)c->height);
    session_number(csv, "stage_per_px", (double)c->stage_per_px);
    session_number(csv, "stage_origin_x", (double)c->origin.x);
    session_number(csv, "stage_origin_y", (double)c->origin.y);
    session_number(csv, "picture_origin_x_px", (double)c->origin_px.x);
    session_number(csv, "picture_origin_y_px", (double)c->origin_px.y);
    session_number(csv, "stage_arm_left", (double)c->arm[SIDE_LEFT]);
    session_number(csv, "stage_arm_right", (double)c->arm[SIDE_RIGHT]);
    session_number(csv, "stage_leg_left", (double)c->leg[SIDE_LEFT]);
    session_number(csv, "stage_leg_right", (double)c->leg[SIDE_RIGHT]);
}

static void write_landmarks(const ClinicSession *s, Csv *csv)
{
    static const char *const parts[] = {
#define X(suffix, unit, meaning) suffix,
        PART_LIST(X)
#undef X
    };
    char name[64];
    write_header(csv, landmark_columns, COUNT(landmark_columns));
    for (int l = 0; l < LANDMARK_COUNT; l++)
        for (int p = 0; p < COUNT(parts); p++) {
            snprintf(name, sizeof name, "%s_%s", landmark_name((Landmark)l), parts[p]);
            csv_text(csv, name);
        }
    csv_row(csv);
    for (uint32_t i = 0; i < s->recording.input_count; i++) {
        const PlayInput *in = &s->recording.input[i];
        const Pose *pose = &in->pose;
        if (!in->has_pose) continue;
        csv_whole(csv, pose->number);
        csv_millionths(csv, (double)pose->captured_us * 1e-6);
        csv_millionths(csv, (double)in->taken_us * 1e-6);
        csv_whole(csv, in->step);
        csv_whole(csv, pose->found);
        csv_millionths(csv, pose->found ? (double)pose->presence : (double)NAN);
        csv_text(csv, player_state_name((PlayerState)pose->state));
        csv_whole(csv, pose->width);
        csv_whole(csv, pose->height);
        for (int l = 0; l < LANDMARK_COUNT; l++) {
            const Vec3 *at = &pose->image[l], *world = &pose->world_m[l];
            const float part[] = { at->x,    at->y,    at->z,   pose->visibility[l],
                                   world->x, world->y, world->z };
            _Static_assert(COUNT(part) == COUNT(parts), "PART_LIST names them");
            for (int p = 0; p < COUNT(part); p++)
                csv_millionths(csv, pose->found ? (double)part[p] : (double)NAN);
        }
        csv_row(csv);
    }
}

static const char *const event_fields_told[] = {
#define X(name, unit, meaning) name,
    EVENT_FIELD_COLUMNS(X)
#undef X
};

static void write_event_field(Csv *csv, const GameEvent *event, const char *name)
{
    int count;
    char support[64];
    const EventField *field = event_fields(event->event, &count);
    while (count > 0 && strcmp(field->name, name) != 0) count--, field++;
    if (count == 0) {
        csv_text(csv, "");
    } else if (field->value == EVENT_VALUE_REAL) {
        csv_number(csv, (double)event_real(event, field));
    } else if (field->value == EVENT_VALUE_SUPPORTS) {
        clinic_support((unsigned)event_whole(event, field), support, sizeof support);
        csv_text(csv, support);
    } else if (event_value_names(field->value)) {
        csv_text(csv, event_value_name(field->value, event_whole(event, field)));
    } else {
        csv_whole(csv, event_whole(event, field));
    }
}

static void write_events(const ClinicSession *s, Csv *csv)
{
    write_header(csv, event_columns, COUNT(event_columns));
    csv_row(csv);
    for (uint32_t i = 0; i < s->recording.event_count; i++) {
        const RecordedEvent *r = &s->recording.event[i];
        csv_whole(csv, r->step);
        csv_number(csv, s->measured ? kinematics_step_s(&s->kinematics, r->step)
                                    : (double)r->step / GAME_STEPS_PER_SECOND);
        const GameEvent *event = &r->event;
        csv_text(csv, event_name(event->event));
        csv_whole(csv, event->target);
        csv_text(csv, clinic_side(event->side));
        csv_number(csv, (double)event->at.x);
        csv_number(csv, (double)event->at.y);
        csv_number(csv, (double)event->value);
        for (int f = 0; f < COUNT(event_fields_told); f++)
            write_event_field(csv, event, event_fields_told[f]);
        csv_row(csv);
    }
}

static void write_trials(const ClinicSession *s, Csv *csv)
{
    static const char *const voids[CHECKUP_VOID_COUNT + 1] = {
#define X(name, stored, text) stored,
        CHECKUP_VOID_LIST(X)
#undef X
            "cut_off"
    };
    write_header(csv, trial_columns, COUNT(trial_columns));
    csv_row(csv);
    for (int i = 0; i < s->kinematics.item_count; i++) {
        const CheckupItem *t = &s->kinematics.item[i];
        char support[64];
        clinic_support(t->support, support, sizeof support);
        csv_whole(csv, t->number);
        csv_text(csv, checkup_name(t->kind));
        csv_text(csv, clinic_side(t->side));
        csv_whole(csv, t->attempt);
        csv_number(csv, t->begin_s);
        csv_number(csv, t->end_s);
        csv_whole(csv, t->done && t->attempt > 0);
        csv_text(csv, t->done ? "" : voids[t->why]);
        csv_whole(csv, t->by_therapist);
        csv_text(csv, support);
        csv_row(csv);
    }
}

static void write_reaches(const ClinicSession *s, Csv *csv)
{
    write_header(csv, reach_columns, COUNT(reach_columns));
    for (int f = 0; f < REACH_FIELD_COUNT; f++) csv_text(csv, reach_field_name((ReachField)f));
    for (int f = 0; f < REACH_FIELD_COUNT; f++) {
        char name[48];
        snprintf(name, sizeof name, "%s_missing", reach_field_name((ReachField)f));
        csv_text(csv, name);
    }
    csv_row(csv);
    for (uint32_t i = 0; i < s->recording.trial_count; i++) {
        const Trial *t = &s->recording.trial[i];
        csv_whole(csv, t->target);
        csv_text(csv, clinic_side(t->side));
        csv_whole(csv, t->hit);
        csv_whole(csv, t->helped);
        csv_number(csv, (double)t->offer_step / GAME_STEPS_PER_SECOND);
        csv_number(csv, (double)t->end_step / GAME_STEPS_PER_SECOND);
        csv_number(csv, (double)t->at.x);
        csv_number(csv, (double)t->at.y);
        csv_number(csv, (double)t->radius_al);
        csv_number(csv, (double)t->distance_al);
        csv_number(csv, t->reach.quality);
        for (int f = 0; f < REACH_FIELD_COUNT; f++)
            csv_number(csv, reach_field(&t->reach, (ReachField)f));
        for (int f = 0; f < REACH_FIELD_COUNT; f++)
            csv_text(csv, t->reach.reason[f] ? reach_reason_name(t->reach.reason[f]) : "");
        csv_row(csv);
    }
}

static void write_change(const Judgement *j, bool judged, Csv *csv)
{
    const KeptVerdict *said = judged && j->course ? &j->course->said : NULL;
    const ChangeVerdict *v = said ? &said->verdict : NULL;
    csv_text(csv, v ? change_name(v->change) : judged ? "exploratory" : "");
    csv_text(csv, v ? change_unknown_name(v->why) : "");
    csv_number(csv, v ? v->toward : (double)NAN);
    csv_text(csv, judged ? j->unit : "");
    csv_number(csv, v ? v->difference : judged ? j->difference : (double)NAN);
    csv_number(csv, v ? v->low : (double)NAN);
    csv_number(csv, v ? v->high : (double)NAN);
    csv_number(csv, v ? v->least : (double)NAN);
    csv_number(csv, said ? said->worthwhile : (double)NAN);
    csv_number(csv, v ? v->nap : (double)NAN);
    csv_number(csv, v ? v->tau : (double)NAN);
    csv_number(csv, said ? said->pool.df : (double)NAN);
}

static void write_history(const ClinicSession *s, Csv *csv)
{
    const Judged *judged = &s->checkup.judged;
    write_header(csv, history_columns, COUNT(history_columns));
    csv_row(csv);
    for (int i = 0; i < judged->history.count; i++)
        for (int k = 0; k < judged->count; k++) {
            const Visit *visit = &judged->history.visit[i];
            const Course *c = &judged->course[k];
            char when[24];
            report_when(visit->started_utc_ms, visit->zone_minutes, when);
            csv_whole(csv, visit->id);
            csv_text(csv, when);
            csv_text(csv, checkup_name(c->said.key.kind));
            csv_text(csv, clinic_side(c->said.key.side));
            csv_text(csv, measure_info(c->said.key.measure)->name);
            csv_number(csv, c->point[i].value);
            csv_text(csv, c->said.unit);
            csv_whole(csv, c->point[i].baseline);
            csv_text(csv, left_out_name(c->point[i].left_out));
            csv_row(csv);
        }
}

static void write_results(const ClinicSession *s, Csv *csv)
{
    write_header(csv, result_columns, COUNT(result_columns));
    csv_row(csv);
    for (int i = 0; i < s->checkup.count; i++) {
        const Finding *f = &s->checkup.finding[i];
        const Judgement *j = &s->checkup.judgement[i];
        char support[64], trust[2] = { measure_info(f->measure)->trust, '\0' };
        bool judged = j->trended && f->reason == FINDING_NONE;
        clinic_support(f->support, support, sizeof support);
        csv_whole(csv, f->item);
        csv_text(csv, checkup_name(f->kind));
        csv_text(csv, clinic_side(f->side));
        csv_whole(csv, f->attempt);
        csv_text(csv, finding_statistic_name(f->statistic));
        csv_text(csv, measure_info(f->measure)->name);
        csv_whole(csv, f->version);
        csv_text(csv, f->reason == FINDING_NONE ? trust : "");
        csv_number(csv, f->value);
        csv_text(csv, f->unit);
        csv_number(csv, f->error);
        csv_number(csv, f->measure_low);
        csv_number(csv, f->measure_high);
        csv_number(csv, f->value_low);
        csv_number(csv, f->value_high);
        csv_text(csv, finding_interval_name(f->interval));
        csv_number(csv, f->quality);
        csv_text(csv, f->reason ? finding_reason_name(f->reason) : "");
        csv_whole(csv, f->count);
        csv_text(csv, support);
        write_change(j, judged, csv);
        csv_row(csv);
    }
}

static void write_scores(const ClinicSession *s, Csv *csv)
{
    write_header(csv, score_columns, COUNT(score_columns));
    csv_row(csv);
    for (int i = 0; i < s->scores.count; i++) {
        const PlayValue *v = &s->scores.value[i];
        const GameMeasure *measure = &s->scores.game->measures[v->measure];
        csv_text(csv, "play");
        csv_text(csv, measure->name);
        csv_text(csv, clinic_side(v->side));
        csv_text(csv, scores_statistic(&s->scores, v));
        csv_number(csv, v->value);
        csv_text(csv, measure->unit);
        csv_whole(csv, v->count);
        csv_whole(csv, v->earlier);
        csv_number(csv, v->median);
        csv_number(csv, v->last);
        csv_text(csv, measure->meaning);
        csv_row(csv);
    }
}

static void write_play(const SessionInfo *info, int64_t id, const char *when, const Difficulty *d,
                       Csv *csv)
{
    csv_text(csv, "play");
    csv_whole(csv, id);
    csv_text(csv, when);
    csv_whole(csv, info->desc.plan.play.setup.level);
    csv_number(csv, d->reached.position);
    csv_number(csv, d->reached.low);
    csv_number(csv, d->reached.high);
    csv_number(csv, d->why ? (double)NAN : d->share);
    csv_whole(csv, d->tries);
    csv_whole(csv, d->hits);
    csv_text(csv, difficulty_why_name(d->why));
    csv_row(csv);
}

static void write_plays(const ClinicSession *s, Csv *csv)
{
    const SessionInfo *info = &s->recording.info;
    char when[24];
    write_header(csv, play_columns, COUNT(play_columns));
    csv_row(csv);
    for (int i = 0; i < s->scores.earlier_count; i++) {
        const EarlierPlay *play = &s->scores.earlier[i];
        report_when(play->started_utc_ms, play->zone_minutes, when);
        write_play(info, play->id, when, &play->difficulty, csv);
    }
    report_time(info, when);
    if (s->scores.game) write_play(info, info->id, when, &s->scores.difficulty, csv);
}

static void dictionary_row(Csv *csv, const char *file, const char *column, const char *unit,
                           const char *meaning)
{
    csv_text(csv, file);
    csv_text(csv, column);
    csv_text(csv, unit);
    csv_text(csv, meaning);
    csv_row(csv);
}

static void dictionary_part(Csv *csv, const char *file, const Column *columns, int count)
{
    for (int i = 0; i < count; i++)
        dictionary_row(csv, file, columns[i].name, columns[i].unit, columns[i].meaning);
}

static void write_dictionary(const ClinicSession *s, Csv *csv)
{
    char text[512];
    (void)s;
    write_header(csv, dictionary_columns, COUNT(dictionary_columns));
    csv_row(csv);
    dictionary_part(csv, "session.csv", session_columns, COUNT(session_columns));
    dictionary_part(csv, "landmarks.csv", landmark_columns, COUNT(landmark_columns));
    for (int l = 0; l < LANDMARK_COUNT; l++) {
#define X(suffix, unit, meaning)                                                                   \
    snprintf(text, sizeof text, "%s_%s", landmark_name((Landmark)l), suffix);                      \
    dictionary_row(csv, "landmarks.csv", text, unit, meaning);
        PART_LIST(X)
#undef X
    }
    dictionary_part(csv, "events.csv", event_columns, COUNT(event_columns));
    dictionary_part(csv, "trials.csv", trial_columns, COUNT(trial_columns));
    dictionary_part(csv, "reaches.csv", reach_columns, COUNT(reach_columns));
    for (int f = 0; f < REACH_FIELD_COUNT; f++)
        dictionary_row(csv, "reaches.csv", reach_field_name((ReachField)f),
                       reach_field_unit((ReachField)f),
                       "as measured while playing; empty: see ..._missing");
    for (int f = 0; f < REACH_FIELD_COUNT; f++) {
        snprintf(text, sizeof text, "%s_missing", reach_field_name((ReachField)f));
        dictionary_row(csv, "reaches.csv", text, "", "why there is no value");
    }
    dictionary_part(csv, "results.csv", result_columns, COUNT(result_columns));
    dictionary_part(csv, "history.csv", history_columns, COUNT(history_columns));
    dictionary_part(csv, "scores.csv", score_columns, COUNT(score_columns));
    dictionary_part(csv, "plays.csv", play_columns, COUNT(play_columns));
    for (int m = 0; m < MEASURE_COUNT; m++) {
        const MeasureInfo *info = measure_info((Measure)m);
        snprintf(text, sizeof text, "version %d, trust %c, better: %s; %s [%s]", info->version,
                 info->trust, measure_better_text(info->better), info->formula, info->source);
        dictionary_row(csv, "measure", info->name, info->unit, text);
    }
}

typedef struct Table {
    const char *file;
    void (*write)(const ClinicSession *, Csv *);
} Table;

static const Table tables[] = {
    { "session.csv", write_session }, { "landmarks.csv", write_landmarks },
    { "events.csv", write_events },   { "trials.csv", write_trials },
    { "reaches.csv", write_reaches }, { "results.csv", write_results },
    { "history.csv", write_history }, { "scores.csv", write_scores },
    { "plays.csv", write_plays },     { "data_dictionary.csv", write_dictionary }
};

static Result write_table(const ClinicSession *s, const char *folder, const Table *table,
                          WholeFile *file)
{
    char path[WHOLE_FILE_PATH_MAX];
    if (snprintf(path, sizeof path, "%s/%s", folder, table->file) >= (int)sizeof path)
        return fail(RESULT_USAGE, "the path of the folder is too long");
    Result result = whole_file_open(file, path);
    Csv csv = { .to = file->to };
    if (!result) table->write(s, &csv);
    return result;
}

Result export_csv(const ClinicSession *s, const char *folder)
{
    WholeFile *file = calloc(COUNT(tables), sizeof *file);
    if (!file) return fail(RESULT_FULL, "out of memory: close other programs");
    bool made = mkdir(folder, 0700) == 0;
    Result result = made || errno == EEXIST ? RESULT_OK : whole_file_fault(folder);
    for (int i = 0; i < COUNT(tables) && !result; i++)
        result = write_table(s, folder, &tables[i], &file[i]);
    result = whole_files_close(file, COUNT(tables), result);
    free(file);
    if (result && made) rmdir(folder);
    return result;
}

static const char *unit_in(const Column *columns, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(columns[i].name, name)) return columns[i].unit;
    return NULL;
}

static const char *part_unit(const char *name)
{
    const char *suffix = strchr(name, '_');
    for (; suffix; suffix = strchr(suffix + 1, '_')) {
#define X(part, unit, meaning)                                                                     \
    if (!strcmp(suffix + 1, part)) return unit;
        PART_LIST(X)
#undef X
    }
    return NULL;
}

const char *export_unit(const char *first, const char *second, const char *name)
{
    if (!strcmp(first, landmark_columns[0].name) && !strcmp(second, landmark_columns[1].name)) {
        const char *unit = unit_in(landmark_columns, COUNT(landmark_columns), name);
        return unit ? unit : part_unit(name);
    }
    if (!strcmp(first, event_columns[0].name) && !strcmp(second, event_columns[1].name))
        return unit_in(event_columns, COUNT(event_columns), name);
    if (!strcmp(first, reach_columns[0].name) && !strcmp(second, reach_columns[1].name))
        return unit_in(reach_columns, COUNT(reach_columns), name);
    return NULL;
}
