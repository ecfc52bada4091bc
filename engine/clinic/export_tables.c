// SPDX-License-Identifier: MIT
// export_tables.c: what of a session stands in each table, in the order of its columns.
#include "clinic/export_tables.h"

#include "clinic/completeness.h"
#include "clinic/report.h"

#include <math.h>
#include <string.h>

#define X(name, kind, unit, meaning) { name, CELL_##kind, unit, meaning },
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
#define X(suffix, kind, unit, meaning)                                                             \
    snprintf(name, sizeof name, "%s_%s", landmark_name((Landmark)l), suffix);                      \
    tell(with, &(ExportColumn){ name, CELL_##kind, unit, meaning });
        PART_LIST(X)
#undef X
    }
}

static void reach_names(ExportName tell, void *with)
{
    char name[64];
    for (int f = 0; f < REACH_FIELD_COUNT; f++)
        tell(with, &(ExportColumn){ reach_field_name((ReachField)f), CELL_NUMBER,
                                    reach_field_unit((ReachField)f),
                                    "as measured while playing; empty: see ..._missing" });
    for (int f = 0; f < REACH_FIELD_COUNT; f++) {
        snprintf(name, sizeof name, "%s_missing", reach_field_name((ReachField)f));
        tell(with, &(ExportColumn){ name, CELL_TEXT, "", "why there is no value" });
    }
}

void export_columns(const ExportTable *table, ExportName tell, void *with)
{
    for (int i = 0; i < table->columns; i++) tell(with, &table->column[i]);
    if (table->more) table->more(tell, with);
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

static void write_start(const SessionInfo *info, Cells *cells)
{
    char when[32];
    report_iso(info->started_utc_ms, info->zone_minutes, when);
    cells_text(cells, when);
}

static void write_supports(unsigned supports, Cells *cells)
{
    char support[64];
    clinic_support(supports, support, sizeof support);
    cells_text(cells, support);
}

static void write_calibration(const Calibration *c, Cells *cells)
{
    const float values[] = { c->height,         c->stage_per_px,    c->origin.x,
                             c->origin.y,       c->origin_px.x,     c->origin_px.y,
                             c->arm[SIDE_LEFT], c->arm[SIDE_RIGHT], c->leg[SIDE_LEFT],
                             c->leg[SIDE_RIGHT] };
    for (int i = 0; i < EXPORT_COUNT(values); i++) cells_float(cells, values[i]);
}

void export_session(const ClinicSession *s, Cells *cells)
{
    const SessionInfo *info = &s->recording.info;
    const PlayPlan *plan = &info->desc.plan;
    const PlayScore *score = &info->summary.score;
    const Calibration *c = &info->summary.calibration;
    write_start(info, cells);
    cells_text(cells, completeness_status(s));
    cells_text(cells, info->game_id);
    cells_whole(cells, info->game_version);
    cells_whole(cells, plan->play.setup.level);
    cells_number(cells, plan->age_months ? plan->age_months : (double)NAN);
    cells_float(cells, c->height_cm > 0 ? c->height_cm : NAN);
    cells_text(cells, posture_name(plan->play.setup.profile.posture));
    write_supports(plan->support, cells);
    cells_text(cells, hand_rule_name(plan->play.setup.profile.hand));
    cells_number(cells, minutes_played(info));
    cells_number(cells, info->has_summary ? score->offered : (double)NAN);
    cells_number(cells, info->has_summary ? score->hits : (double)NAN);
    for (int limb = 0; limb < LIMB_COUNT; limb++)
        cells_number(cells, info->has_summary ? score->reps[limb] : (double)NAN);
    cells_number(cells, share(info->summary.quality.found, info->summary.quality.poses));
    cells_text(cells, info->desc.model);
    cells_text(cells, info->desc.camera_name);
    cells_number(cells, info->desc.camera_fps);
    cells_text(cells, info->desc.build);
    write_calibration(c, cells);
}

static void end_session(const ClinicSession *s, Cells *cells)
{
    export_session(s, cells);
    cells_row(cells);
}

void export_analysis(const ClinicSession *s, Cells *cells)
{
    const SessionInfo *info = &s->recording.info;
    const PlayPlan *plan = &info->desc.plan;
    const Difficulty *d = &s->scores.difficulty;
    write_start(info, cells);
    cells_text(cells, info->game_id);
    cells_whole(cells, plan->play.setup.level);
    cells_text(cells, posture_name(plan->play.setup.profile.posture));
    write_supports(plan->support, cells);
    cells_number(cells, minutes_played(info));
    cells_number(cells, share(info->summary.score.hits, info->summary.score.offered));
    bool reached = s->scores.game && !d->why;
    cells_number(cells, reached ? d->reached.position : (double)NAN);
    cells_number(cells, reached ? d->reached.low : (double)NAN);
    cells_number(cells, reached ? d->reached.high : (double)NAN);
    cells_number(cells, share(info->summary.quality.found, info->summary.quality.poses));
}

static void write_landmarks(const ClinicSession *s, Cells *cells)
{
    for (uint32_t i = 0; i < s->recording.input_count; i++) {
        const PlayInput *in = &s->recording.input[i];
        const Pose *pose = &in->pose;
        if (!in->has_pose) continue;
        cells_whole(cells, pose->number);
        cells_millionths(cells, (double)pose->captured_us * 1e-6);
        cells_millionths(cells, (double)in->taken_us * 1e-6);
        cells_whole(cells, in->step);
        cells_whole(cells, pose->found);
        cells_millionths(cells, pose->found ? (double)pose->presence : (double)NAN);
        cells_text(cells, player_state_name((PlayerState)pose->state));
        cells_whole(cells, pose->width);
        cells_whole(cells, pose->height);
        for (int l = 0; l < LANDMARK_COUNT; l++) {
            const Vec3 *at = &pose->image[l], *world = &pose->world_m[l];
            const float part[] = { at->x,    at->y,    at->z,   pose->visibility[l],
                                   world->x, world->y, world->z };
            _Static_assert(EXPORT_COUNT(part) == EXPORT_PARTS, "PART_LIST names them");
            for (int p = 0; p < EXPORT_PARTS; p++)
                cells_millionths(cells, pose->found ? (double)part[p] : (double)NAN);
        }
        cells_row(cells);
    }
}

static const char *const event_fields_told[] = {
#define X(name, kind, unit, meaning) name,
    EVENT_FIELD_COLUMNS(X)
#undef X
};

static void write_event_field(Cells *cells, const GameEvent *event, const char *name)
{
    int count;
    char support[64];
    const EventField *field = event_fields(event->event, &count);
    while (count > 0 && strcmp(field->name, name) != 0) count--, field++;
    if (count == 0) {
        cells_text(cells, "");
    } else if (field->value == EVENT_VALUE_REAL) {
        cells_float(cells, event_real(event, field));
    } else if (field->value == EVENT_VALUE_SUPPORTS) {
        clinic_support((unsigned)event_whole(event, field), support, sizeof support);
        cells_text(cells, support);
    } else if (event_value_names(field->value)) {
        cells_text(cells, event_value_name(field->value, event_whole(event, field)));
    } else {
        cells_whole(cells, event_whole(event, field));
    }
}

static void write_events(const ClinicSession *s, Cells *cells)
{
    for (uint32_t i = 0; i < s->recording.event_count; i++) {
        const RecordedEvent *r = &s->recording.event[i];
        cells_whole(cells, r->step);
        cells_number(cells, s->measured ? kinematics_step_s(&s->kinematics, r->step)
                                        : (double)r->step / GAME_STEPS_PER_SECOND);
        const GameEvent *event = &r->event;
        cells_text(cells, event_name(event->event));
        cells_whole(cells, event->target);
        cells_text(cells, clinic_side(event->side));
        cells_float(cells, event->at.x);
        cells_float(cells, event->at.y);
        cells_float(cells, event->value);
        for (int f = 0; f < EXPORT_COUNT(event_fields_told); f++)
            write_event_field(cells, event, event_fields_told[f]);
        cells_row(cells);
    }
}

static void write_trials(const ClinicSession *s, Cells *cells)
{
    static const char *const voids[CHECKUP_VOID_COUNT + 1] = {
#define X(name, stored, text) stored,
        CHECKUP_VOID_LIST(X)
#undef X
            "cut_off"
    };
    for (int i = 0; i < s->kinematics.item_count; i++) {
        const CheckupItem *t = &s->kinematics.item[i];
        cells_whole(cells, t->number);
        cells_text(cells, checkup_name(t->kind));
        cells_text(cells, clinic_side(t->side));
        cells_whole(cells, t->attempt);
        cells_number(cells, t->begin_s);
        cells_number(cells, t->end_s);
        cells_whole(cells, t->done && t->attempt > 0);
        cells_text(cells, t->done ? "" : voids[t->why]);
        cells_whole(cells, t->by_therapist);
        write_supports(t->support, cells);
        cells_row(cells);
    }
}

static void write_reaches(const ClinicSession *s, Cells *cells)
{
    for (uint32_t i = 0; i < s->recording.trial_count; i++) {
        const Trial *t = &s->recording.trial[i];
        cells_whole(cells, t->target);
        cells_text(cells, clinic_side(t->side));
        cells_whole(cells, t->hit);
        cells_whole(cells, t->helped);
        cells_number(cells, (double)t->offer_step / GAME_STEPS_PER_SECOND);
        cells_number(cells, (double)t->end_step / GAME_STEPS_PER_SECOND);
        cells_float(cells, t->at.x);
        cells_float(cells, t->at.y);
        cells_float(cells, t->radius_al);
        cells_float(cells, t->distance_al);
        cells_number(cells, t->reach.quality);
        for (int f = 0; f < REACH_FIELD_COUNT; f++)
            cells_number(cells, reach_field(&t->reach, (ReachField)f));
        for (int f = 0; f < REACH_FIELD_COUNT; f++)
            cells_text(cells, t->reach.reason[f] ? reach_reason_name(t->reach.reason[f]) : "");
        cells_row(cells);
    }
}

static void write_change(const Judgement *j, bool judged, Cells *cells)
{
    const KeptVerdict *said = judged && j->course ? &j->course->said : NULL;
    const ChangeVerdict *v = said ? &said->verdict : NULL;
    cells_text(cells, v ? change_name(v->change) : judged ? "exploratory" : "");
    cells_text(cells, v ? change_unknown_name(v->why) : "");
    cells_number(cells, v ? v->toward : (double)NAN);
    cells_text(cells, judged ? j->unit : "");
    cells_number(cells, v ? v->difference : judged ? j->difference : (double)NAN);
    cells_number(cells, v ? v->low : (double)NAN);
    cells_number(cells, v ? v->high : (double)NAN);
    cells_number(cells, v ? v->least : (double)NAN);
    cells_number(cells, said ? said->worthwhile : (double)NAN);
    cells_number(cells, v ? v->nap : (double)NAN);
    cells_number(cells, v ? v->tau : (double)NAN);
    cells_number(cells, said ? said->pool.df : (double)NAN);
}

static void write_history(const ClinicSession *s, Cells *cells)
{
    const Judged *judged = &s->checkup.judged;
    for (int i = 0; i < judged->history.count; i++)
        for (int k = 0; k < judged->count; k++) {
            const Visit *visit = &judged->history.visit[i];
            const Course *c = &judged->course[k];
            char when[32];
            report_iso(visit->started_utc_ms, visit->zone_minutes, when);
            cells_whole(cells, visit->id);
            cells_text(cells, when);
            cells_text(cells, checkup_name(c->said.key.kind));
            cells_text(cells, clinic_side(c->said.key.side));
            cells_text(cells, measure_info(c->said.key.measure)->name);
            cells_number(cells, c->point[i].value);
            cells_text(cells, c->said.unit);
            cells_whole(cells, c->point[i].baseline);
            cells_text(cells, left_out_name(c->point[i].left_out));
            cells_row(cells);
        }
}

static void write_results(const ClinicSession *s, Cells *cells)
{
    for (int i = 0; i < s->checkup.count; i++) {
        const Finding *f = &s->checkup.finding[i];
        const Judgement *j = &s->checkup.judgement[i];
        char trust[2] = { measure_info(f->measure)->trust, '\0' };
        bool judged = j->trended && f->reason == FINDING_NONE;
        cells_whole(cells, f->item);
        cells_text(cells, checkup_name(f->kind));
        cells_text(cells, clinic_side(f->side));
        cells_whole(cells, f->attempt);
        cells_text(cells, finding_statistic_name(f->statistic));
        cells_text(cells, measure_info(f->measure)->name);
        cells_whole(cells, f->version);
        cells_text(cells, f->reason == FINDING_NONE ? trust : "");
        cells_number(cells, f->value);
        cells_text(cells, f->unit);
        cells_number(cells, f->error);
        cells_number(cells, f->measure_low);
        cells_number(cells, f->measure_high);
        cells_number(cells, f->value_low);
        cells_number(cells, f->value_high);
        cells_text(cells, finding_interval_name(f->interval));
        cells_number(cells, f->quality);
        cells_text(cells, f->reason ? finding_reason_name(f->reason) : "");
        cells_whole(cells, f->count);
        write_supports(f->support, cells);
        write_change(j, judged, cells);
        cells_row(cells);
    }
}

static void write_scores(const ClinicSession *s, Cells *cells)
{
    for (int i = 0; i < s->scores.count; i++) {
        const PlayValue *v = &s->scores.value[i];
        const GameMeasure *measure = &s->scores.game->measures[v->measure];
        cells_text(cells, "play");
        cells_text(cells, measure->name);
        cells_text(cells, clinic_side(v->side));
        cells_text(cells, scores_statistic(&s->scores, v));
        cells_number(cells, v->value);
        cells_text(cells, measure->unit);
        cells_whole(cells, v->count);
        cells_whole(cells, v->earlier);
        cells_number(cells, v->median);
        cells_number(cells, v->last);
        cells_text(cells, measure->meaning);
        cells_row(cells);
    }
}

static void write_play(const SessionInfo *info, int64_t id, const char *when, const Difficulty *d,
                       Cells *cells)
{
    cells_text(cells, "play");
    cells_whole(cells, id);
    cells_text(cells, when);
    cells_whole(cells, info->desc.plan.play.setup.level);
    cells_number(cells, d->reached.position);
    cells_number(cells, d->reached.low);
    cells_number(cells, d->reached.high);
    cells_number(cells, d->why ? (double)NAN : d->share);
    cells_whole(cells, d->tries);
    cells_whole(cells, d->hits);
    cells_text(cells, difficulty_why_name(d->why));
    cells_row(cells);
}

static void write_plays(const ClinicSession *s, Cells *cells)
{
    const SessionInfo *info = &s->recording.info;
    char when[32];
    for (int i = 0; i < s->scores.earlier_count; i++) {
        const EarlierPlay *play = &s->scores.earlier[i];
        report_iso(play->started_utc_ms, play->zone_minutes, when);
        write_play(info, play->id, when, &play->difficulty, cells);
    }
    report_iso(info->started_utc_ms, info->zone_minutes, when);
    if (s->scores.game) write_play(info, info->id, when, &s->scores.difficulty, cells);
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
