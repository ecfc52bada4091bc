// SPDX-License-Identifier: MIT
// report_play.c: scores, dose, difficulty ledger, trust.
#include "clinic/report_play.h"

#include "clinic/easing.h"
#include "clinic/report.h"
#include "clinic/timeline.h"

#include <math.h>

static const char *const group_names[GROUP_COUNT] = {
#define X(name, stored) stored,
    LANDMARK_GROUP_LIST(X)
#undef X
};

static double seconds(uint32_t steps)
{
    return (double)steps / GAME_STEPS_PER_SECOND;
}

static double trusted(const PlayQuality *q, int group)
{
    return q->judged ? (double)q->trusted[group] / q->judged : 0;
}

typedef struct Ledger {
    uint32_t turns[DIFFICULTY_CAUSE_COUNT];
    float position;  // the staircase's last, levels from the chosen one
} Ledger;

static Ledger ledger_of(const Recording *r)
{
    Ledger ledger = { 0 };
    for (uint32_t i = 0; i < r->event_count; i++) {
        const GameEvent *e = &r->event[i].event;
        if (e->event != EVENT_DIFFICULTY) continue;
        ledger.turns[e->cause]++;
        ledger.position = e->position;
    }
    return ledger;
}

static void score_text(const Scores *s, const PlayValue *v, FILE *to)
{
    const GameMeasure *measure = &s->game->measures[v->measure];
    char over[24];
    snprintf(over, sizeof over, "%s %s", scores_statistic(s, v), clinic_side(v->side));
    fprintf(to, "%-20s %-9s %9.3f %4u  %-12s", measure->name, measure->unit, v->value, v->count,
            over);
    if (v->earlier)
        fprintf(to, " %4d %9.3f %9.3f", v->earlier, v->median, v->last);
    else
        fprintf(to, " %4d %9s %9s", 0, "-", "-");
    fputc('\n', to);
}

static void difficulty_line(const Difficulty *d, int level, FILE *to)
{
    char text[160];
    difficulty_text(d, level, text, sizeof text);
    fprintf(to, "%s\n", text);
}

static void scores_text(const Scores *s, int level, FILE *to)
{
    const Difficulty *d = &s->difficulty;
    if (!s->game) return;
    if (s->count)
        fprintf(to, "\n%-20s %-9s %9s %4s  %-12s %4s %9s %9s   (play; beside %d earlier alike)\n",
                "score", "unit", "value", "n", "over", "of", "median", "last", s->earlier_count);
    for (int i = 0; i < s->count; i++) score_text(s, &s->value[i], to);
    fprintf(to, "\ndifficulty reached (play, at this level): ");
    difficulty_line(d, level, to);
    if (!d->why)
        fprintf(to, "  there it reaches %.0f %% of the targets; from %d tries, %d reached\n",
                100 * d->share, d->tries, d->hits);
    if (s->earlier_count) fprintf(to, "  earlier plays alike:\n");
    for (int i = 0; i < s->earlier_count; i++) {
        const EarlierPlay *play = &s->earlier[i];
        char when[24];
        report_when(play->started_utc_ms, play->zone_minutes, when);
        fprintf(to, "  %s  session %-5lld ", when, (long long)play->id);
        difficulty_line(&play->difficulty, level, to);
    }
    if (s->others)
        fprintf(to, "  not beside them: %d of another level, setting or version\n", s->others);
}

void report_play_text(const ClinicSession *session, FILE *to)
{
    const Recording *r = &session->recording;
    const PlayScore *score = &r->info.summary.score;
    const PlayQuality *q = &r->info.summary.quality;
    scores_text(&session->scores, r->info.desc.plan.play.setup.level, to);
    fprintf(to,
            "\ndose: left hand %u targets, %.0f s active; right hand %u targets, %.0f s active;"
            " feet %.0f and %.0f s\n",
            score->hits_by_side[SIDE_LEFT], seconds(score->hand_steps[SIDE_LEFT]),
            score->hits_by_side[SIDE_RIGHT], seconds(score->hand_steps[SIDE_RIGHT]),
            seconds(score->foot_steps[SIDE_LEFT]), seconds(score->foot_steps[SIDE_RIGHT]));
    fprintf(to, "repetitions:");
    for (int limb = 0; limb < LIMB_COUNT; limb++)
        fprintf(to, " %s %u%s", limb_name((Limb)limb), score->reps[limb],
                limb + 1 < LIMB_COUNT ? "," : "\n");
    Ledger ledger = ledger_of(r);
    fprintf(to,
            "difficulty: %u turns harder or easier after successes, %u after misses, %u by the "
            "therapist, %u by itself; ended %+.2f levels from the chosen one\n",
            ledger.turns[DIFFICULTY_SUCCESS], ledger.turns[DIFFICULTY_MISS],
            ledger.turns[DIFFICULTY_THERAPIST], ledger.turns[DIFFICULTY_EASE],
            (double)ledger.position);
    easing_print(r, to);
    fprintf(to, "trusted:");
    for (int g = 0; g < GROUP_COUNT; g++)
        fprintf(to, " %s %.0f %%", group_names[g], 100 * trusted(q, g));
    fprintf(to, "; somebody else in view in %.0f %%; scale drift at most %.0f %%\n",
            q->judged ? 100.0 * q->other_people / q->judged : 0, 100 * (double)q->drift_max);
    timeline_text(r, to);
}

static void measures_json(JsonOut *j, const Scores *s)
{
    json_list(j, "game_measures");
    for (int i = 0; i < s->count; i++) {
        const PlayValue *v = &s->value[i];
        const GameMeasure *measure = &s->game->measures[v->measure];
        json_begin(j, NULL);
        json_text(j, "measure", measure->name);
        json_text(j, "unit", measure->unit);
        json_text(j, "statistic", scores_statistic(s, v));
        json_text(j, "side", v->side < 0 ? NULL : clinic_side(v->side));
        json_number(j, "value", v->value);
        json_whole(j, "n", v->count);
        json_begin(j, "earlier");
        json_whole(j, "n", v->earlier);
        json_number(j, "median", v->median);
        json_number(j, "last", v->last);
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

static void difficulty_json(JsonOut *j, const Difficulty *d)
{
    json_begin(j, "difficulty_reached");
    json_text(j, "cannot_say", d->why ? difficulty_why_name(d->why) : NULL);
    json_number(j, "levels", d->reached.position);
    json_number(j, "low", d->reached.low);
    json_number(j, "high", d->reached.high);
    json_number(j, "success", d->why ? (double)NAN : d->share);
    json_whole(j, "tries", d->tries);
    json_whole(j, "hits", d->hits);
    json_whole(j, "made_easy", d->easy);
    json_whole(j, "helped", d->helped);
    json_whole(j, "again", d->again);
    json_end(j);
}

static void scores_json(JsonOut *j, const Scores *s)
{
    json_text(j, "kind", "play");
    measures_json(j, s);
    difficulty_json(j, &s->difficulty);
    json_list(j, "earlier_alike");
    for (int i = 0; i < s->earlier_count; i++) {
        const EarlierPlay *play = &s->earlier[i];
        char when[24];
        report_when(play->started_utc_ms, play->zone_minutes, when);
        json_begin(j, NULL);
        json_whole(j, "id", play->id);
        json_text(j, "uuid", play->uuid);
        json_text(j, "started", when);
        difficulty_json(j, &play->difficulty);
        json_end(j);
    }
    json_end(j);
    json_whole(j, "earlier_of_another_kind", s->others);
}

static void ledger_json(JsonOut *j, const Recording *r, const Game *game)
{
    json_list(j, "difficulty_ledger");
    for (uint32_t i = 0; i < r->event_count; i++) {
        const GameEvent *e = &r->event[i].event;
        if (e->event != EVENT_DIFFICULTY) continue;
        bool known = game && e->knob < game->knob_count;
        json_begin(j, NULL);
        json_number(j, "t_s", seconds(r->event[i].step));
        json_text(j, "knob", known ? game->knobs[e->knob].name : "?");
        json_number(j, "value", (double)e->value);
        json_text(j, "cause", event_value_name(EVENT_VALUE_CAUSE, e->cause));
        json_number(j, "levels", (double)e->position);
        json_end(j);
    }
    json_end(j);
}

static void dose_json(JsonOut *j, const PlayScore *score)
{
    json_begin(j, "dose");
    for (int side = 0; side < SIDE_COUNT; side++) {
        json_begin(j, clinic_side(side));
        json_whole(j, "targets", score->hits_by_side[side]);
        json_whole(j, "arm_repetitions", score->reps[LIMB_ARM_LEFT + side]);
        json_whole(j, "leg_repetitions", score->reps[LIMB_LEG_LEFT + side]);
        json_number(j, "hand_active_s", seconds(score->hand_steps[side]));
        json_number(j, "foot_active_s", seconds(score->foot_steps[side]));
        json_end(j);
    }
    json_end(j);
}

void report_play_json(JsonOut *j, const char *name, const ClinicSession *session)
{
    const Recording *r = &session->recording;
    const Game *game = game_find(r->info.game_id);
    const PlayQuality *q = &r->info.summary.quality;
    json_begin(j, name);
    if (session->scores.game) scores_json(j, &session->scores);
    dose_json(j, &r->info.summary.score);
    ledger_json(j, r, game);
    easing_json(j, "eased", r);
    timeline_json(j, r);
    json_begin(j, "trusted_share");
    for (int g = 0; g < GROUP_COUNT; g++) json_number(j, group_names[g], trusted(q, g));
    json_end(j);
    json_number(j, "other_people_share", q->judged ? (double)q->other_people / q->judged : 0.0);
    json_number(j, "scale_drift_max", (double)q->drift_max);
    json_end(j);
}
