// SPDX-License-Identifier: MIT
// view_forms.c: values as a browser's fields take them: numbers with a point, choices by stored
// name.
#include "clinic/view_forms.h"

#include "clinic/page_words.h"
#include "tiptoe/checkup.h"

#include <math.h>
#include <stdio.h>

static const char *const affected_names[AFFECTED_COUNT] = {
#define X(name, stored) stored,
    AFFECTED_LIST(X)
#undef X
};

// Shares of successes that may be wished, percent; 0: the staircase stands.
static const int shares[] = { 0, 60, 65, 70, 75, 80, 85, 90 };

static void option(JsonOut *j, const char *value, const char *words, bool chosen)
{
    json_begin(j, NULL);
    json_text(j, "value", value);
    json_text(j, "words", words);
    json_flag(j, "chosen", chosen);
    json_end(j);
}

static void posture_options(JsonOut *j, Posture chosen)
{
    json_list(j, "postures");
    for (int i = 0; i < POSTURE_COUNT; i++)
        option(j, posture_name((Posture)i), posture_name((Posture)i), i == (int)chosen);
    json_end(j);
}

static void hand_options(JsonOut *j, HandRule chosen)
{
    json_list(j, "hands");
    for (int i = 0; i < HAND_RULE_COUNT; i++)
        option(j, hand_rule_name((HandRule)i), hand_rule_words((HandRule)i), i == (int)chosen);
    json_end(j);
}

static void success_options(JsonOut *j, float chosen)
{
    char value[16], words[40];
    json_list(j, "successes");
    option(j, "-1", "as it fits the child", fabsf(chosen - PLAN_SUCCESS_FITTING) < 1e-6f);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        snprintf(value, sizeof value, "%d", shares[i]);
        snprintf(words, sizeof words, "%d" NBSP "%% of the targets", shares[i]);
        option(j, value, shares[i] ? words : "nothing adapts", lroundf(100 * chosen) == shares[i]);
    }
    json_end(j);
}

static void number(JsonOut *j, const char *name, double value, const char *format)
{
    char text[32] = "";
    if (value > 0) snprintf(text, sizeof text, "%.*f", format[0] == '1' ? 1 : 0, value);
    json_text(j, name, text);
}

static void support_options(JsonOut *j, unsigned set)
{
    char words[32];
    json_list(j, "supports");
    for (int i = 0; i < SUPPORT_COUNT; i++) {
        words_readable(support_name((Support)i), true, words, sizeof words);
        option(j, support_name((Support)i), words, set >> i & 1u);
    }
    json_end(j);
}

void view_child_form(JsonOut *j, const ChildRecord *r, const WeeklyGoals *goals, int64_t now_ms)
{
    char words[48];
    json_text(j, "child", r->child);
    number(j, "age", child_record_age(r, now_ms), "0");
    number(j, "height", (double)r->height_cm, "1");
    number(j, "gain", r->gain > 0 ? (double)r->gain : 0, "1");
    json_flag(j, "keep_track", r->keep_track);
    json_flag(j, "archived", r->archived);
    json_text(j, "notes", r->notes);
    posture_options(j, r->posture);
    hand_options(j, r->hand);
    success_options(j, r->success);
    support_options(j, r->support);
    json_list(j, "affected");
    for (int i = 0; i < AFFECTED_COUNT; i++)
        option(j, affected_names[i], affected_names[i], i == (int)r->affected);
    json_end(j);
    json_list(j, "goals");
    for (int i = 0; i < LIMB_COUNT; i++) {
        json_begin(j, NULL);
        json_text(j, "limb", limb_name((Limb)i));
        words_readable(limb_words((Limb)i), true, words, sizeof words);
        json_text(j, "words", words);
        number(j, "reps", goals->reps[i], "0");
        json_end(j);
    }
    json_end(j);
}

// ---- the hour -----------------------------------------------------------------------------------

// `none`: the words of no game.
static void game_options(JsonOut *j, const char *name, const char *none, const Game *chosen,
                         bool checkups)
{
    json_list(j, name);
    option(j, "", none, !chosen);
    for (int g = 0; g < game_count; g++)
        if (checkups || game_list[g]->role != ROLE_ASSESSMENT)
            option(j, game_list[g]->id, game_list[g]->title, game_list[g] == chosen);
    json_end(j);
}

static void view_step(JsonOut *j, const HourStep *s, int row)
{
    static const HourStep none = { .hand = HAND_EITHER };
    const HourStep *step = s ? s : &none;
    char text[32];
    json_begin(j, NULL);
    json_whole(j, "row", row);
    json_whole(j, "number", row + 1);
    game_options(j, "games", "no step", step->game, true);
    game_options(j, "others", "no choice", step->other, false);
    json_list(j, "levels");
    option(j, "0", "as last", step->level == 0);
    for (int level = 1; level <= GAME_LEVELS; level++) {
        snprintf(text, sizeof text, "%d", level);
        option(j, text, text, step->level == level);
    }
    json_end(j);
    number(j, "minutes", step->seconds / 60.0, "1");
    number(j, "break_s", step->break_s, "0");
    hand_options(j, step->hand);
    json_text(j, "kind", step->kind == HOUR_CHOICE ? "the child chooses one of two" : "");
    json_end(j);
}

void view_hour_form(JsonOut *j, const char *child, const HourPlan *plan)
{
    char text[64];
    int rows = plan->count + FORM_ROWS_MORE;
    json_text(j, "child", child);
    json_text(j, "plan_name", plan->name);
    json_text(j, "reason", plan->reason);
    json_whole(j, "warn", plan->warn_minutes);
    json_whole(j, "stop", plan->stop_minutes);
    snprintf(text, sizeof text, "%d steps, %.0f" NBSP "min of play", plan->count,
             hour_plan_minutes(plan));
    json_text(j, "sum", text);
    json_list(j, "rows");
    for (int i = 0; i < rows && i < HOUR_STEPS_MAX; i++)
        view_step(j, i < plan->count ? &plan->step[i] : NULL, i);
    json_end(j);
}
