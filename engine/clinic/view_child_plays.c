// SPDX-License-Identifier: MIT
// view_child_plays.c: what was played: by game, by day and week, with which senses, held by what.
#include "base/clock.h"
#include "clinic/page_words.h"
#include "clinic/plot_stairs.h"
#include "clinic/view_child.h"
#include "session/dose_ledger.h"
#include "session/hour_plans.h"
#include "session/presets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WEEKS      8
#define STAIRS_MAX 24
#define MARKS_MAX  8
#define LATEST_MAX 12

static double minutes_of(const SessionRow *row)
{
    return (double)row->steps_played / GAME_STEPS_PER_SECOND / 60;
}

static bool is_play(const ChildPlay *p)
{
    return p->row.has_summary && !game_is_assessment(p->row.game_id);
}

// ---- by game ------------------------------------------------------------------------------------

// The staircase at the end of each of the latest plays, oldest first.
static int stairs_of(const ChildPlays *plays, const char *game, StairPoint point[STAIRS_MAX])
{
    int count = 0;
    for (int i = 0; i < plays->count && count < STAIRS_MAX; i++) {
        const ChildPlay *p = &plays->play[i];
        if (!is_play(p) || strcmp(p->row.game_id, game)) continue;
        double level = p->row.level + p->trace.position;
        point[count++] = (StairPoint){ p->row.started_utc_ms, level, NAN, NAN };
    }
    for (int i = 0, k = count - 1; i < k; i++, k--) {
        StairPoint kept = point[i];
        point[i] = point[k];
        point[k] = kept;
    }
    return count;
}

static void view_game(JsonOut *j, const ChildPlays *plays, const Game *game)
{
    StairPoint point[STAIRS_MAX];
    int count = stairs_of(plays, game->id, point), all = 0;
    double minutes = 0, offered = 0, hits = 0;
    const ChildPlay *last = NULL;
    char text[96], id[64];
    for (int i = 0; i < plays->count; i++) {
        const ChildPlay *p = &plays->play[i];
        if (!is_play(p) || strcmp(p->row.game_id, game->id)) continue;
        if (!last) last = p;
        all++;
        minutes += minutes_of(&p->row);
        offered += p->row.offered;
        hits += p->row.hits;
    }
    if (!last) return;
    json_begin(j, NULL);
    json_text(j, "game", game->title);
    snprintf(text, sizeof text, "%d%s", last->row.level, last->trace.held ? ", held" : "");
    json_text(j, "level", text);
    snprintf(id, sizeof id, "stairs-%s", game->id);
    for (char *at = id; *at; at++)
        if (*at == '_') *at = '-';
    snprintf(text, sizeof text, "%s: the staircase at the end of each play", game->title);
    plot_stairs(j, "svg_stairs", id, text, point, count);
    snprintf(text, sizeof text, "%.1f", point[count - 1].level);
    json_text(j, "position", text);
    snprintf(text, sizeof text, "%.0f" NBSP "%%", offered > 0 ? 100 * hits / offered : 0);
    json_text(j, "success", offered > 0 ? text : NONE);
    json_whole(j, "plays", all);
    snprintf(text, sizeof text, "%.0f", minutes);
    json_text(j, "minutes", text);
    clinic_support(last->trace.supports, text, sizeof text);
    json_text(j, "support", text);
    json_text(j, "last", last->row.uuid);
    json_end(j);
}

static void view_games(JsonOut *j, const ChildPlays *plays)
{
    bool any = false;
    for (int i = 0; i < plays->count; i++) any = any || is_play(&plays->play[i]);
    json_flag(j, "has_plays", any);
    json_list(j, "games");
    for (int g = 0; g < game_count; g++)
        if (game_list[g]->role == ROLE_PLAY) view_game(j, plays, game_list[g]);
    json_end(j);
}

static void view_latest(JsonOut *j, const ChildPlays *plays)
{
    char text[WORDS_DAY_MAX + 8], day[WORDS_DAY_MAX];
    json_list(j, "latest");
    for (int i = 0; i < plays->count && i < LATEST_MAX; i++) {
        const SessionRow *row = &plays->play[i].row;
        const Game *game = game_find(row->game_id);
        json_begin(j, NULL);
        json_text(j, "id", row->uuid);
        words_day(row->started_utc_ms, row->zone_minutes, day);
        words_time(row->started_utc_ms, row->zone_minutes, text);
        json_text(j, "day", day);
        json_text(j, "time", text);
        json_text(j, "game", game ? game->title : row->game_id);
        snprintf(text, sizeof text, "%u of %u", row->hits, row->offered);
        json_text(j, "reached", text);
        json_text(j, "status", session_status_name(row->status));
        json_end(j);
    }
    json_end(j);
}

// ---- minutes and repetitions --------------------------------------------------------------------

static void view_day(JsonOut *j, const ChildPlays *plays, int64_t now_ms, int ago)
{
    bool checkup = false;
    char text[16] = "";
    double minutes = ago < 0 ? 0 : child_plays_minutes(plays, now_ms, ago, &checkup);
    if (minutes > 0) snprintf(text, sizeof text, "%.0f", fmax(1, minutes));
    json_begin(j, NULL);
    json_text(j, "minutes", text);
    json_flag(j, "checkup", checkup);
    json_flag(j, "none", ago >= 0 && !(minutes > 0));
    json_end(j);
}

static void view_week(JsonOut *j, const ChildPlays *plays, const DoseWeek *week,
                      const WeeklyGoals *goals, int64_t now_ms, int first_ago, double plan_min)
{
    char text[WORDS_DAY_MAX];
    json_begin(j, NULL);
    struct tm monday = { .tm_hour = 12 };
    strptime(week->monday, "%Y-%m-%d", &monday);
    words_short_day((int64_t)timegm(&monday) * 1000, 0, text);
    json_text(j, "monday", text);
    json_list(j, "days");
    for (int d = 0; d < 7; d++) view_day(j, plays, now_ms, first_ago - d);
    json_end(j);
    snprintf(text, sizeof text, "%.0f", week->play_s / 60);
    json_text(j, "minutes", text);
    plot_bar(j, "svg_minutes", week->play_s / 60, plan_min);
    json_list(j, "limbs");
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        json_begin(j, NULL);
        json_whole(j, "reps", week->reps[limb]);
        plot_bar(j, "svg_reps", week->reps[limb], goals->reps[limb]);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void view_goals(JsonOut *j, const WeeklyGoals *goals)
{
    char text[48];
    json_list(j, "goals");
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        json_begin(j, NULL);
        words_readable(limb_words((Limb)limb), true, text, sizeof text);
        json_text(j, "limb", text);
        snprintf(text, sizeof text, "goal %u", goals->reps[limb]);
        json_text(j, "goal", goals->reps[limb] ? text : "no goal");
        json_end(j);
    }
    json_end(j);
}

// The words of this week, for the facts on top.
static void view_this_week(JsonOut *j, const DoseWeek *week, const WeeklyGoals *goals,
                           double plan_min)
{
    char text[200];
    snprintf(text, sizeof text, "%.0f" NBSP "min this week", week->play_s / 60);
    if (plan_min > 0) words_add(text, sizeof text, ", %.0f in the plan of one hour", plan_min);
    json_text(j, "week_minutes", text);
    text[0] = '\0';
    for (int limb = 0; limb < LIMB_COUNT; limb++)
        if (goals->reps[limb])
            words_add(text, sizeof text, "%s%s %u of %u", text[0] ? ", " : "",
                      limb_words((Limb)limb), week->reps[limb], goals->reps[limb]);
    json_text(j, "week_reps", text[0] ? text : "no goals a limb are set");
}

static Result view_calendar(JsonOut *j, Store *store, const char *child, const ChildPlays *plays,
                            int64_t now_ms, int zone)
{
    DoseWeek week[WEEKS];
    WeeklyGoals goals = { { 0 } };
    HourPlan *plan = calloc(1, sizeof *plan);
    Result result = plan ? hour_plan_load(store, child, "", plan)
                         : fail(RESULT_FULL, "out of memory: close other programs");
    double plan_min = plan && !result ? hour_plan_minutes(plan) : 0;
    if (result == RESULT_NOT_FOUND || result == RESULT_MALFORMED) result = RESULT_OK;
    free(plan);
    if (!result) result = goals_load(store, child, &goals);
    if (!result) result = dose_read(store, child, now_ms, zone, week, WEEKS);
    if (result) return result;
    int weekday = (int)((clock_day(now_ms, zone) + 3) % 7);  // 1 January 1970 was a Thursday
    view_goals(j, &goals);
    view_this_week(j, &week[0], &goals, plan_min);
    json_list(j, "weeks");
    for (int w = WEEKS - 1; w >= 0; w--)
        view_week(j, plays, &week[w], &goals, now_ms, weekday + 7 * w, plan_min);
    json_end(j);
    return RESULT_OK;
}

// ---- senses, supports, marks --------------------------------------------------------------------

typedef struct Tolerance {
    int plays, answered_fun, answered_hard, marked_hard;
    double fun, hard;
} Tolerance;

static void view_tolerance(JsonOut *j, const char *preset, const Tolerance *t)
{
    char text[64];
    if (!t->plays) return;
    json_begin(j, NULL);
    words_readable(preset, true, text, sizeof text);
    json_text(j, "preset", text);
    json_whole(j, "plays", t->plays);
    snprintf(text, sizeof text, "%.1f (of %d answers)", t->fun / fmax(1, t->answered_fun),
             t->answered_fun);
    json_text(j, "fun", t->answered_fun ? text : NONE " not answered");
    snprintf(text, sizeof text, "%.1f (of %d answers)", t->hard / fmax(1, t->answered_hard),
             t->answered_hard);
    json_text(j, "hard", t->answered_hard ? text : NONE " not answered");
    json_whole(j, "marked_hard", t->marked_hard);
    json_end(j);
}

static void view_senses(JsonOut *j, const ChildPlays *plays)
{
    Tolerance of[SENSORY_PRESET_COUNT + 1] = { { 0 } };
    for (int i = 0; i < plays->count; i++) {
        const ChildPlay *p = &plays->play[i];
        Tolerance *t = &of[sensory_preset_of(&p->sensory)];
        if (!is_play(p)) continue;
        t->plays++;
        t->answered_fun += p->rating.fun > 0;
        t->answered_hard += p->rating.hard > 0;
        t->fun += p->rating.fun;
        t->hard += p->rating.hard;
        t->marked_hard += p->trace.hard > 0;
    }
    json_list(j, "tolerance");
    for (int i = 0; i < SENSORY_PRESET_COUNT; i++)
        view_tolerance(j, sensory_preset_name((SensoryPreset)i), &of[i]);
    view_tolerance(j, "tuned for this child", &of[SENSORY_PRESET_COUNT]);
    json_end(j);
}

// A lane for each support: its height is the share of the plays of a span that had it.
static void view_supports(JsonOut *j, const ChildPlays *plays)
{
    enum { SPANS = 12 };
    int all[SPANS] = { 0 }, with[SUPPORT_COUNT + 1][SPANS] = { { 0 } };
    int64_t last = plays->count ? plays->play[0].row.started_utc_ms : 0;
    int64_t first = plays->count ? plays->play[plays->count - 1].row.started_utc_ms : 0;
    char text[80];
    for (int i = 0; i < plays->count; i++) {
        const ChildPlay *p = &plays->play[i];
        int span = last > first
                       ? (int)((p->row.started_utc_ms - first) * (SPANS - 1) / (last - first))
                       : 0;
        if (!is_play(p)) continue;
        all[span]++;
        for (int s = 0; s < SUPPORT_COUNT; s++) with[s][span] += (p->trace.supports >> s) & 1;
        with[SUPPORT_COUNT][span] += p->trace.supports == 0;
    }
    Plot plot = plot_open("supports", 34 * (SUPPORT_COUNT + 1) + 24, "What held the child in play",
                          "One lane a support, from the first of these plays to the last; its "
                          "height is the share of plays with it.");
    for (int s = 0; s <= SUPPORT_COUNT; s++) {
        double base = 34 * s + 30;
        if (s < SUPPORT_COUNT)
            words_readable(support_name((Support)s), true, text, sizeof text);
        else
            snprintf(text, sizeof text, "Nothing");
        plot_text(&plot, "t", 0, -8, base - 4, "end", text);
        plot_line(&plot, "guide", 0, base, 100, base);
        for (int k = 0; k < SPANS; k++)
            if (all[k] && with[s][k])
                plot_rect(&plot, s < SUPPORT_COUNT ? "bar" : "bar met", 100.0 * k / SPANS,
                          base - 24.0 * with[s][k] / all[k], 100.0 / SPANS,
                          24.0 * with[s][k] / all[k]);
    }
    words_short_day(first, 0, text);
    plot_text(&plot, "", 0, 0, 34 * (SUPPORT_COUNT + 1) + 16, "start", text);
    words_short_day(last, 0, text);
    plot_text(&plot, "", 100, 0, 34 * (SUPPORT_COUNT + 1) + 16, "end", text);
    plot_put(&plot, j, "svg_supports");
}

static void view_marks(JsonOut *j, const ChildPlays *plays)
{
    int told = 0;
    char text[240], day[WORDS_DAY_MAX];
    json_list(j, "marks");
    for (int i = 0; i < plays->count && told < MARKS_MAX; i++) {
        const ChildPlay *p = &plays->play[i];
        const Game *game = game_find(p->row.game_id);
        text[0] = '\0';
        for (int n = 0; n < NOTE_COUNT; n++)
            if (p->trace.notes[n])
                words_add(text, sizeof text, "%s%s", text[0] ? ", " : "",
                          n == NOTE_WRITTEN ? "a written note" : note_words((Note)n));
        if (p->trace.hard) words_add(text, sizeof text, "%shard", text[0] ? ", " : "");
        if (p->trace.good) words_add(text, sizeof text, "%sgood", text[0] ? ", " : "");
        if (!text[0]) continue;
        told++;
        words_day(p->row.started_utc_ms, p->row.zone_minutes, day);
        json_begin(j, NULL);
        json_text(j, "id", p->row.uuid);
        json_text(j, "day", day);
        json_text(j, "game", game ? game->title : p->row.game_id);
        json_text(j, "what", text);
        json_flag(j, "pain", p->trace.pains > 0);
        json_end(j);
    }
    json_end(j);
    json_flag(j, "has_marks", told > 0);
}

Result view_child_plays(JsonOut *j, Store *store, const char *child, const ChildPlays *plays,
                        int64_t now_ms, int zone)
{
    view_games(j, plays);
    view_latest(j, plays);
    view_senses(j, plays);
    view_supports(j, plays);
    view_marks(j, plays);
    return view_calendar(j, store, child, plays, now_ms, zone);
}
