// SPDX-License-Identifier: MIT
// report_play.c: game measures, dose, difficulty ledger, trust.
#include "clinic/report_play.h"

#include "clinic/clinic.h"
#include "measure/signal.h"

#include <math.h>

static const char *const statistic_names[STAT_SUM + 1] = { "median", "mean", "best", "sum" };
static const char *const group_names[GROUP_COUNT] = {
#define X(name, stored) stored,
    LANDMARK_GROUP_LIST(X)
#undef X
};

static double statistic(Statistic kind, double *values, uint32_t count)
{
    double sum = 0, best = -INFINITY;
    REQUIRE((unsigned)kind <= STAT_SUM);
    for (uint32_t i = 0; i < count; i++) {
        sum += values[i];
        best = fmax(best, values[i]);
    }
    if (count == 0) return NAN;
    if (kind == STAT_SUM) return sum;
    if (kind == STAT_MEAN) return sum / count;
    if (kind == STAT_BEST) return best;
    return signal_median(values, count);
}

// One value of one measure and side (-1: none) from its events. `values` has room for all events.
static double game_value(const Recording *r, const Game *game, int measure, int side,
                         double *values, uint32_t *count)
{
    REQUIRE(measure >= 0 && measure < game->measure_count);
    *count = 0;
    for (uint32_t i = 0; i < r->event_count; i++) {
        const GameEvent *e = &r->event[i].event;
        if (e->event == EVENT_MEASURE && e->measure == measure && e->side == side)
            values[(*count)++] = (double)e->value;
    }
    return statistic(game->measures[measure].statistic, values, *count);
}

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

void report_play_text(const Recording *r, double *work, FILE *to)
{
    const Game *game = game_find(r->info.game_id);
    const PlayScore *score = &r->info.summary.score;
    const PlayQuality *q = &r->info.summary.quality;
    for (int m = 0; game && m < game->measure_count; m++)
        for (int side = -1; side < SIDE_COUNT; side++) {
            uint32_t count = 0;
            double value = game_value(r, game, m, side, work, &count);
            if (count)
                fprintf(to, "%-20s %-5s %9.3f %4u  %s %s\n", game->measures[m].name,
                        game->measures[m].unit, value, count,
                        statistic_names[game->measures[m].statistic], clinic_side(side));
        }
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
            "therapist; ended %+.2f levels from the chosen one\n",
            ledger.turns[DIFFICULTY_SUCCESS], ledger.turns[DIFFICULTY_MISS],
            ledger.turns[DIFFICULTY_THERAPIST], (double)ledger.position);
    fprintf(to, "trusted:");
    for (int g = 0; g < GROUP_COUNT; g++)
        fprintf(to, " %s %.0f %%", group_names[g], 100 * trusted(q, g));
    fprintf(to, "; somebody else in view in %.0f %%; scale drift at most %.0f %%\n",
            q->judged ? 100.0 * q->other_people / q->judged : 0, 100 * (double)q->drift_max);
}

static void measures_json(JsonOut *j, const Recording *r, const Game *game, double *work)
{
    json_list(j, "game_measures");
    for (int m = 0; game && m < game->measure_count; m++)
        for (int side = -1; side < SIDE_COUNT; side++) {
            uint32_t count = 0;
            double value = game_value(r, game, m, side, work, &count);
            if (!count || !isfinite(value)) continue;
            const GameMeasure *measure = &game->measures[m];
            json_begin(j, NULL);
            json_text(j, "measure", measure->name);
            json_text(j, "unit", measure->unit);
            json_text(j, "statistic", statistic_names[measure->statistic]);
            json_text(j, "side", side < 0 ? NULL : clinic_side(side));
            json_number(j, "value", value);
            json_whole(j, "n", count);
            json_end(j);
        }
    json_end(j);
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

void report_play_json(JsonOut *j, const char *name, const Recording *r, double *work)
{
    const Game *game = game_find(r->info.game_id);
    const PlayQuality *q = &r->info.summary.quality;
    json_begin(j, name);
    measures_json(j, r, game, work);
    dose_json(j, &r->info.summary.score);
    ledger_json(j, r, game);
    json_begin(j, "trusted_share");
    for (int g = 0; g < GROUP_COUNT; g++) json_number(j, group_names[g], trusted(q, g));
    json_end(j);
    json_number(j, "other_people_share", q->judged ? (double)q->other_people / q->judged : 0.0);
    json_number(j, "scale_drift_max", (double)q->drift_max);
    json_end(j);
}
