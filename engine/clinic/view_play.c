// SPDX-License-Identifier: MIT
// view_play.c: a play's scores beside earlier plays alike, the difficulty reached, how each hand
// moved. Of a play: set beside each other for a person to look at, and no word is made of it.
#include "clinic/movement.h"
#include "clinic/page_words.h"
#include "clinic/plot_stairs.h"
#include "clinic/view_session.h"

#include <math.h>
#include <string.h>

static const char *unit_text(const char *unit)
{
    return strcmp(unit, "1") ? unit : "";
}

static void number(JsonOut *j, const char *name, double value)
{
    char text[WORDS_NUMBER_MAX];
    words_number(value, NAN, false, text);
    json_text(j, name, text);
}

static void view_value(JsonOut *j, const Scores *s, const PlayValue *v)
{
    const GameMeasure *measure = &s->game->measures[v->measure];
    char text[96];
    json_begin(j, NULL);
    words_readable(measure->name, true, text, sizeof text);
    json_text(j, "name", text);
    json_text(j, "side", v->side < 0 ? "both" : clinic_side(v->side));
    number(j, "value", v->value);
    json_text(j, "unit", unit_text(measure->unit));
    snprintf(text, sizeof text, "%s of %u", scores_statistic(s, v), v->count);
    json_text(j, "over", text);
    text[0] = '\0';
    if (v->earlier) {
        char median[WORDS_NUMBER_MAX], last[WORDS_NUMBER_MAX];
        words_number(v->median, NAN, false, median);
        words_number(v->last, NAN, false, last);
        snprintf(text, sizeof text, "%s (last %s; %d plays)", median, last, v->earlier);
    }
    json_text(j, "earlier", text[0] ? text : "none alike");
    json_text(j, "what", measure->meaning);
    json_end(j);
}

static void put_stair(JsonOut *j, int64_t utc_ms, int zone, const Difficulty *d, int level)
{
    char text[192];
    json_begin(j, NULL);
    words_day(utc_ms, zone, text);
    json_text(j, "day", text);
    difficulty_text(d, level, text, sizeof text);
    json_text(j, "reached", text);
    snprintf(text, sizeof text, "%d of" NBSP "%d", d->hits, d->tries);
    json_text(j, "hits", text);
    json_end(j);
}

static void put_stairs(JsonOut *j, const Scores *all, const SessionInfo *info)
{
    int level = info->desc.plan.play.setup.level;
    json_list(j, "stairs");
    for (int i = 0; i < all->earlier_count; i++) {
        const EarlierPlay *play = &all->earlier[i];
        put_stair(j, play->started_utc_ms, play->zone_minutes, &play->difficulty, level);
    }
    put_stair(j, info->started_utc_ms, info->zone_minutes, &all->difficulty, level);
    json_end(j);
}

// The position of each play of this kind; what cannot be said has a reason and no point.
static void view_difficulty(JsonOut *j, const ClinicSession *s)
{
    const Scores *all = &s->scores;
    const SessionInfo *info = &s->recording.info;
    int level = info->desc.plan.play.setup.level;
    StairPoint point[SCORES_EARLIER_MAX + 1];
    char text[320];
    int count = 0;
    for (int i = 0; i < all->earlier_count; i++) {
        const EarlierPlay *play = &all->earlier[i];
        const Threshold *at = &play->difficulty.reached;
        if (play->difficulty.why) continue;
        point[count++] = (StairPoint){ play->started_utc_ms, level + at->position, level + at->low,
                                       level + at->high };
    }
    const Difficulty *d = &all->difficulty;
    if (!d->why)
        point[count++] = (StairPoint){ info->started_utc_ms, level + d->reached.position,
                                       level + d->reached.low, level + d->reached.high };
    difficulty_text(d, level, text, sizeof text);
    if (!d->why)
        words_add(text, sizeof text,
                  ": there it reaches %.0f" NBSP "%% of the targets; from %d tries, %d reached",
                  100 * d->share, d->tries, d->hits);
    json_text(j, "difficulty", text);
    snprintf(text, sizeof text,
             "%d earlier plays alike%s; %d of another level, setting or version.",
             all->earlier_count, all->earlier_count == SCORES_EARLIER_MAX ? ", the latest" : "",
             all->others);
    json_text(j, "beside", text);
    put_stairs(j, all, info);
    json_flag(j, "has_stairs", count > 0);
    if (count) plot_stairs(j, "svg_stairs", "stairs", "Difficulty reached", point, count);
}

static void view_scores(JsonOut *j, const ClinicSession *s)
{
    const Scores *all = &s->scores;
    json_flag(j, "has_scores", all->game != NULL);
    json_flag(j, "has_values", all->game && all->count > 0);
    json_list(j, "scores");
    for (int i = 0; all->game && i < all->count; i++) view_value(j, all, &all->value[i]);
    json_end(j);
    if (all->game) view_difficulty(j, s);
}

// ---- how each hand moved ------------------------------------------------------------------------

static void side_value(JsonOut *j, const Movement *m, MovementValue v, int side, const char *name)
{
    char text[96];
    words_number(m->value[v][side], NAN, false, text);
    if (v == MOVEMENT_REPETITIONS) snprintf(text, sizeof text, "%.0f", m->value[v][side]);
    if (!isfinite(m->value[v][side]))
        words_add(text, sizeof text, " %s", movement_why_text(m->why[v][side]));
    json_text(j, name, text);
}

static void view_row(JsonOut *j, const Movement *m, MovementValue v)
{
    char text[WORDS_NUMBER_MAX] = "";
    json_begin(j, NULL);
    words_readable(movement_name(v), true, text, sizeof text);
    json_text(j, "name", text);
    json_text(j, "unit", unit_text(movement_unit(v)));
    side_value(j, m, v, SIDE_LEFT, "left");
    side_value(j, m, v, SIDE_RIGHT, "right");
    if (isfinite(m->symmetry[v]))
        words_number(m->symmetry[v], 5, true, text);
    else
        snprintf(text, sizeof text, movement_is_amount(v) ? NONE : "amounts only");
    json_text(j, "symmetry", text);
    json_text(j, "what", movement_meaning(v));
    json_end(j);
}

static void view_movement(JsonOut *j, const ClinicSession *s)
{
    Movement m;
    char text[320];
    bool has = s->measured && !s->is_checkup && !movement_of(&s->kinematics, &m);
    json_flag(j, "has_movement", has);
    json_list(j, "movement");
    for (int v = 0; has && v < MOVEMENT_COUNT; v++) view_row(j, &m, (MovementValue)v);
    json_end(j);
    if (!has) return;
    snprintf(text, sizeof text, "Active %.1f of %.1f" NBSP "min played; ", m.active_s / 60,
             m.played_s / 60);
    if (isfinite(m.trunk_lean_deg))
        words_add(text, sizeof text, "trunk lean %.0f° (95" NBSP "%% of the time less); ",
                  m.trunk_lean_deg);
    else
        words_add(text, sizeof text, "the trunk was hardly seen; ");
    words_add(text, sizeof text,
              "hands and trunk valid in %.0f" NBSP "%% of the pictures. Medians over %d reaches of "
              "the left and %d of the right hand. AL: the child's own arm length.",
              100 * m.valid, m.reaches[SIDE_LEFT], m.reaches[SIDE_RIGHT]);
    json_text(j, "movement_over", text);
}

static void view_dose(JsonOut *j, const PlayScore *score)
{
    char text[480] = "";
    for (int side = 0; side < SIDE_COUNT; side++)
        words_add(text, sizeof text, "%s hand %u targets, %u" NBSP "s active; ",
                  side ? "right" : "Left", score->hits_by_side[side],
                  score->hand_steps[side] / GAME_STEPS_PER_SECOND);
    words_add(text, sizeof text, "repetitions:");
    for (int limb = 0; limb < LIMB_COUNT; limb++)
        words_add(text, sizeof text, "%s %s %u", limb ? "," : "", limb_words((Limb)limb),
                  score->reps[limb]);
    words_add(text, sizeof text, ".");
    json_text(j, "dose", text);
}

void view_play(JsonOut *j, const ClinicSession *s)
{
    view_scores(j, s);
    view_movement(j, s);
    view_dose(j, &s->recording.info.summary.score);
}
