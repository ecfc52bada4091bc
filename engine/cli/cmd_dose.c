// SPDX-License-Identifier: MIT
// cmd_dose.c: `tiptoe dose`: what each limb did, week by week, and how much is wished for.
#include "base/clock.h"
#include "base/number.h"
#include "cli/cli.h"
#include "session/dose_ledger.h"
#include "session/presets.h"

#include <argp.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WEEKS_MAX 52

typedef struct DoseOptions {
    const char *store, *child;
    int weeks;
    bool json;
    bool goal_given[LIMB_COUNT];
    uint32_t goal[LIMB_COUNT];
} DoseOptions;

enum { OPT_STORE = 0x100, OPT_CHILD, OPT_WEEKS, OPT_GOAL, OPT_JSON };

static const struct argp_option options[] = {
    { "child", OPT_CHILD, "CODE", 0, "Whose", 0 },
    { "weeks", OPT_WEEKS, "N", 0, "How many, 1-52 (default: 4)", 0 },
    { "goal", OPT_GOAL, "LIMB=N", 0,
      "From now on N repetitions a week (0: no goal) of arm_left, arm_right, leg_left or "
      "leg_right; "
      "may be repeated",
      0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { "json", OPT_JSON, 0, 0, "As JSON", 0 },
    { 0 },
};

static bool read_goal(DoseOptions *o, const char *text)
{
    char name[16] = "";
    const char *equals = strchr(text, '=');
    double reps = 0;
    if (!equals || (size_t)(equals - text) >= sizeof name) return false;
    memcpy(name, text, (size_t)(equals - text));
    Limb limb = limb_find(name);
    if (limb == LIMB_COUNT || !number_read(equals + 1, 0, WEEKLY_GOAL_MAX, &reps)) return false;
    o->goal_given[limb] = true;
    o->goal[limb] = (uint32_t)reps;
    return true;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    DoseOptions *o = state->input;
    double number = 0;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_CHILD: o->child = arg; break;
    case OPT_JSON: o->json = true; break;
    case OPT_WEEKS:
        if (!number_read(arg, 1, WEEKS_MAX, &number))
            argp_error(state, "--weeks %s: it must be 1 to %d", arg, WEEKS_MAX);
        o->weeks = (int)number;
        break;
    case OPT_GOAL:
        if (!read_goal(o, arg))
            argp_error(state, "--goal %s: it must be LIMB=N, such as arm_left=300, at most %d", arg,
                       WEEKLY_GOAL_MAX);
        break;
    case ARGP_KEY_ARG: argp_error(state, "\"%s\" is one word too many", arg); break;
    case ARGP_KEY_END:
        if (!o->child) argp_error(state, "whose dose? --child CODE");
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static json_t *limbs_json(const uint32_t reps[LIMB_COUNT])
{
    json_t *all = json_object();
    for (int limb = 0; limb < LIMB_COUNT; limb++)
        json_object_set_new(all, limb_name((Limb)limb), json_integer(reps[limb]));
    return all;
}

static json_t *week_json(const DoseWeek *week)
{
    json_t *active = json_object();
    for (int limb = 0; limb < LIMB_COUNT; limb++)
        json_object_set_new(active, limb_name((Limb)limb), json_real(week->active_s[limb]));
    return json_pack("{s:s, s:i, s:f, s:o, s:o}", "monday", week->monday, "sessions",
                     (int)week->sessions, "play_s", week->play_s, "repetitions",
                     limbs_json(week->reps), "active_s", active);
}

static void print_json(const DoseOptions *o, const DoseWeek *week, const WeeklyGoals *goals)
{
    json_t *weeks = json_array();
    for (int i = 0; i < o->weeks; i++) json_array_append_new(weeks, week_json(&week[i]));
    json_t *all = json_pack("{s:s, s:o, s:o}", "child", o->child, "weekly_goal",
                            limbs_json(goals->reps), "weeks", weeks);
    json_dumpf(all, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(9));
    putchar('\n');
    json_decref(all);
}

static void print_text(const DoseOptions *o, const DoseWeek *week, const WeeklyGoals *goals)
{
    printf("%s: repetitions (minutes moving) of each limb\n%-12s %8s %8s", o->child, "week from",
           "sessions", "play");
    for (int limb = 0; limb < LIMB_COUNT; limb++) printf("  %14s", limb_name((Limb)limb));
    for (int i = 0; i < o->weeks; i++) {
        printf("\n%-12s %8u %4.0f min", week[i].monday, week[i].sessions, week[i].play_s / 60);
        for (int limb = 0; limb < LIMB_COUNT; limb++)
            printf("  %6u (%4.1f) ", week[i].reps[limb], week[i].active_s[limb] / 60);
    }
    printf("\n%-30s", "goal a week");
    for (int limb = 0; limb < LIMB_COUNT; limb++)
        if (goals->reps[limb])
            printf("  %6u%8s", goals->reps[limb], "");
        else
            printf("  %6s%8s", "-", "");
    putchar('\n');
}

static Result change_goals(const DoseOptions *o, Store *store)
{
    WeeklyGoals goals;
    Result result = goals_load(store, o->child, &goals);
    for (int limb = 0; limb < LIMB_COUNT; limb++)
        if (o->goal_given[limb]) goals.reps[limb] = o->goal[limb];
    return result ? result : goals_save(store, o->child, &goals);
}

static Result show_dose(const DoseOptions *o)
{
    static DoseWeek week[WEEKS_MAX];
    Store *store = NULL;
    SessionInfo *list = NULL;
    uint32_t count = 0;
    WeeklyGoals goals = { 0 };
    bool writes = false;
    for (int limb = 0; limb < LIMB_COUNT; limb++) writes = writes || o->goal_given[limb];
    Result result = store_open_given(&store, o->store, writes ? STORE_WRITE : STORE_READ);
    if (!result && writes) result = change_goals(o, store);
    if (!result) result = goals_load(store, o->child, &goals);
    if (!result) result = recording_list(store, o->child, 0, &list, &count);
    store_close(&store);
    if (result) return result;
    dose_weeks(list, count, o->child, clock_utc_ms(), clock_zone_minutes(), week, o->weeks);
    (o->json ? print_json : print_text)(o, week, &goals);
    free(list);
    return RESULT_OK;
}

int cmd_dose(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .doc = "How often each of a child's limbs moved, week by week, and the weekly goals."
    };
    DoseOptions o = { .weeks = 4 };
    if (argp_parse(&argp, argc, argv, 0, NULL, &o)) return result_exit_status(RESULT_USAGE);
    Result result = show_dose(&o);
    return result ? cli_fault("dose", result) : 0;
}
