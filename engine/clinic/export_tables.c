// SPDX-License-Identifier: MIT
// export_tables.c: what of a session stands in each table, in the order of its columns.
#include "clinic/export_tables.h"

#include "clinic/completeness.h"
#include "clinic/report.h"

#include <math.h>
#include <string.h>

#define X(name, unit, meaning) { name, unit, meaning },
static const ExportColumn session_columns[] = { SESSION_COLUMNS(X) };
static const ExportColumn landmark_columns[] = { LANDMARK_COLUMNS(X) };
static const ExportColumn event_columns[] = { EVENT_COLUMNS(X) };
static const ExportColumn trial_columns[] = { TRIAL_COLUMNS(X) };
static const ExportColumn reach_columns[] = { REACH_COLUMNS(X) };
static const ExportColumn result_columns[] = { RESULT_COLUMNS(X) };
static const ExportColumn history_columns[] = { HISTORY_COLUMNS(X) };
static const ExportColumn score_columns[] = { SCORE_COLUMNS(X) };
static const ExportColumn play_columns[] = { PLAY_COLUMNS(X) };
#undef X
#define EXPORT_LIST(table) table##_columns, EXPORT_COUNT(table##_columns)

// ---- columns that are made of lists -------------------------------------------------------------

static void landmark_names(ExportName tell, void *with)
{
    char name[64];
    for (int l = 0; l < LANDMARK_COUNT; l++) {
#define X(suffix, unit, meaning)                                                                   \
    snprintf(name, sizeof name, "%s_%s", landmark_name((Landmark)l), suffix);                      \
    tell(with, name, unit, meaning);
        PART_LIST(X)
#undef X
    }
}

static void reach_names(ExportName tell, void *with)
{
    char name[64];
    for (int f = 0; f < REACH_FIELD_COUNT; f++)
        tell(with, reach_field_name((ReachField)f), reach_field_unit((ReachField)f),
             "as measured while playing; empty: see ..._missing");
    for (int f = 0; f < REACH_FIELD_COUNT; f++) {
        snprintf(name, sizeof name, "%s_missing", reach_field_name((ReachField)f));
        tell(with, name, "", "why there is no value");
    }
}

// ---- rows ---------------------------------------------------------------------------------------

static double share(uint32_t part, uint32_t of)
{
    return of ? (double)part / of : (double)NAN;
}

static double minutes_played(const SessionInfo *info)
{
    const uint32_t steps = info->summary.quality.steps;
    return info->has_summary ? steps / (60.0 * GAME_STEPS_PER_SECOND) : (double)NAN;
}

static void write_start(const SessionInfo *info, Csv *csv)
{
    char when[32];
    report_iso(info->started_utc_ms, info->zone_minutes, when);
    csv_text(csv, when);
}

static void write_supports(unsigned supports, Csv *csv)
{
    char support[64];
    clinic_support(supports, support, sizeof support);
    csv_text(csv, support);
}

static void write_calibration(const Calibration *c, Csv *csv)
{
    const float values[] = { c->height,         c->stage_per_px,    c->origin.x,
                             c->origin.y,       c->origin_px.x,     c->origin_px.y,
                             c->arm[SIDE_LEFT], c->arm[SIDE_RIGHT], c->leg[SIDE_LEFT],
                             c->leg[SIDE_RIGHT] };
    for (int i = 0; i < EXPORT_COUNT(values); i++) csv_float(csv, values[i]);
}

static void write_session(const ClinicSession *s, Csv *csv)
{
    const SessionInfo *info = &s->recording.info;
    const PlayPlan *plan = &info->desc.plan;
    const PlayScore *score = &info->summary.score;
    const Calibration *c = &info->summary.calibration;
    write_start(info, csv);
    csv_text(csv, completeness_status(s));
    csv_text(csv, info->game_id);
    csv_whole(csv, info->game_version);
    csv_whole(csv, plan->play.setup.level);
    csv_number(csv, plan->age_months ? plan->age_months : (double)NAN);
    csv_float(csv, c->height_cm > 0 ? c->height_cm : NAN);
    csv_text(csv, posture_name(plan->play.setup.profile.posture));
    write_supports(plan->support, csv);
    csv_text(csv, hand_rule_name(plan->play.setup.profile.hand));
    csv_number(csv, minutes_played(info));
    csv_number(csv, info->has_summary ? score->offered : (double)NAN);
    csv_number(csv, info->has_summary ? score->hits : (double)NAN);
    for (int limb = 0; limb < LIMB_COUNT; limb++)
        csv_number(csv, info->has_summary ? score->reps[limb] : (double)NAN);
    csv_number(csv, share(info->summary.quality.found, info->summary.quality.poses));
    csv_text(csv, info->desc.model);
    csv_text(csv, info->desc.camera_name);
    csv_number(csv, info->desc.camera_fps);
    csv_text(csv, info->desc.build);
    write_calibration(c, csv);
}

static void end_session(const ClinicSession *s, Csv *csv)
{
    write_session(s, csv);
    csv_row(csv);
}

void export_analysis(const ClinicSession *s, Csv *csv)
{
    const SessionInfo *info = &s->recording.info;
    const PlayPlan *plan = &info->desc.plan;
    const Difficulty *d = &s->scores.difficulty;
    write_start(info, csv);
    csv_text(csv, info->game_id);
    csv_whole(csv, plan->play.setup.level);
    csv_text(csv, posture_name(plan->play.setup.profile.posture));
    write_supports(plan->support, csv);
    csv_number(csv, minutes_played(info));
    csv_number(csv, share(info->summary.score.hits, info->summary.score.offered));
    bool reached = s->scores.game && !d->why;
    csv_number(csv, reached ? d->reached.position : (double)NAN);
    csv_number(csv, reached ? d->reached.low : (double)NAN);
    csv_number(csv, reached ? d->reached.high : (double)NAN);
    csv_number(csv, share(info->summary.quality.found, info->summary.quality.poses));
}

static void write_landmarks(const ClinicSession *s, Csv *csv)
{
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
            _Static_assert(EXPORT_COUNT(part) == EXPORT_PARTS, "PART_LIST names them");
            for (int p = 0; p < EXPORT_PARTS; p++)
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
        csv_float(csv, event_real(event, field));
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
    for (uint32_t i = 0; i < s->recording.event_count; i++) {
        const RecordedEvent *r = &s->recording.event[i];
        csv_whole(csv, r->step);
        csv_number(csv, s->measured ? kinematics_step_s(&s->kinematics, r->step)
                                    : (double)r->step / GAME_STEPS_PER_SECOND);
        const GameEvent *event = &r->event;
        csv_text(csv, event_name(event->event));
        csv_whole(csv, event->target);
        csv_text(csv, clinic_side(event->side));
        csv_float(csv, event->at.x);
        csv_float(csv, event->at.y);
        csv_float(csv, event->value);
        for (int f = 0; f < EXPORT_COUNT(event_fields_told); f++)
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
    for (int i = 0; i < s->kinematics.item_count; i++) {
        const CheckupItem *t = &s->kinematics.item[i];
        csv_whole(csv, t->number);
        csv_text(csv, checkup_name(t->kind));
        csv_text(csv, clinic_side(t->side));
        csv_whole(csv, t->attempt);
        csv_number(csv, t->begin_s);
        csv_number(csv, t->end_s);
        csv_whole(csv, t->done && t->attempt > 0);
        csv_text(csv, t->done ? "" : voids[t->why]);
        csv_whole(csv, t->by_therapist);
        write_supports(t->support, csv);
        csv_row(csv);
    }
}

static void write_reaches(const ClinicSession *s, Csv *csv)
{
    for (uint32_t i = 0; i < s->recording.trial_count; i++) {
        const Trial *t = &s->recording.trial[i];
        csv_whole(csv, t->target);
        csv_text(csv, clinic_side(t->side));
        csv_whole(csv, t->hit);
        csv_whole(csv, t->helped);
        csv_number(csv, (double)t->offer_step / GAME_STEPS_PER_SECOND);
        csv_number(csv, (double)t->end_step / GAME_STEPS_PER_SECOND);
        csv_float(csv, t->at.x);
        csv_float(csv, t->at.y);
        csv_float(csv, t->radius_al);
        csv_float(csv, t->distance_al);
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
    for (int i = 0; i < judged->history.count; i++)
        for (int k = 0; k < judged->count; k++) {
            const Visit *visit = &judged->history.visit[i];
            const Course *c = &judged->course[k];
            char when[32];
            report_iso(visit->started_utc_ms, visit->zone_minutes, when);
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
    for (int i = 0; i < s->checkup.count; i++) {
        const Finding *f = &s->checkup.finding[i];
        const Judgement *j = &s->checkup.judgement[i];
        char trust[2] = { measure_info(f->measure)->trust, '\0' };
        bool judged = j->trended && f->reason == FINDING_NONE;
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
        write_supports(f->support, csv);
        write_change(j, judged, csv);
        csv_row(csv);
    }
}

static void write_scores(const ClinicSession *s, Csv *csv)
{
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
    char when[32];
    for (int i = 0; i < s->scores.earlier_count; i++) {
        const EarlierPlay *play = &s->scores.earlier[i];
        report_iso(play->started_utc_ms, play->zone_minutes, when);
        write_play(info, play->id, when, &play->difficulty, csv);
    }
    report_iso(info->started_utc_ms, info->zone_minutes, when);
    if (s->scores.game) write_play(info, info->id, when, &s->scores.difficulty, csv);
}

const ExportTable export_tables[EXPORT_TABLES] = {
    { "sessions.csv", EXPORT_LIST(session), NULL, end_session, false },
    { "landmarks.csv", EXPORT_LIST(landmark), landmark_names, write_landmarks, false },
    { "events.csv", EXPORT_LIST(event), NULL, write_events, false },
    { "trials.csv", EXPORT_LIST(trial), NULL, write_trials, false },
    { "reaches.csv", EXPORT_LIST(reach), reach_names, write_reaches, false },
    { "results.csv", EXPORT_LIST(result), NULL, write_results, false },
    { "history.csv", EXPORT_LIST(history), NULL, write_history, true },
    { "scores.csv", EXPORT_LIST(score), NULL, write_scores, true },
    { "plays.csv", EXPORT_LIST(play), NULL, write_plays, true },
};
