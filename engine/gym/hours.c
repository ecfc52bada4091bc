// SPDX-License-Identifier: MIT
// hours.c: from the children to an hour and back.
#include "gym/hours.h"

#include "base/clock.h"
#include "gym/children.h"
#include "gym/hour.h"
#include "gym/planning.h"
#include "session/child_record.h"

#include <stdio.h>

// The child's own choices over the usual ones become the plan of the settings.
static void take_child(Live *live, const PlayPlan *usual, const char *child)
{
    Store *store = NULL;
    ChildRecord record;
    Settings *s = &live->settings;
    uint64_t seed = s->plan.play.setup.seed;  // goes on from play to play
    s->plan = *usual;
    s->plan.play.setup.seed = seed;
    snprintf(s->plan.child, sizeof s->plan.child, "%s", child);
    if (store_open_given(&store, s->machine.store, STORE_READ) == RESULT_OK &&
        child_record_load(store, child, &record) == RESULT_OK)
        child_record_apply(&record, clock_utc_ms(), &s->plan);
    store_close(&store);
}

static void change_plan(Live *live, const char *child, HourPlan *plan, int done)
{
    if (planning_show(live, child, plan, done) == PLANNING_LEAVE) live->leave = true;
}

// The chosen child's plan, and its hour if it is begun.
static Result open_hour(Live *live, RoundOpen open, const PlayPlan *usual, const char *child)
{
    HourPlan plan = hour_plan_empty();
    PlanningAnswer answer;
    for (;;) {
        take_child(live, usual, child);
        hour_look_ahead(live, open);
        answer = planning_show(live, child, &plan, 0);
        if (answer != PLANNING_CHILD || live->leave) break;
        if (children_show_page(live, usual, child) != CHILDREN_END_HOUR) break;
    }
    if (answer == PLANNING_LEAVE) live->leave = true;
    if (answer != PLANNING_START || live->leave) {
        live_stop_vision(live);
        return RESULT_OK;
    }
    return hour_run(live, open, &plan, change_plan);
}

Result hours_run(Live *live, RoundOpen open, const PlayPlan *usual)
{
    char child[PLAN_CHILD_MAX + 1] = "";
    Result result = RESULT_OK;
    while (!result && !live->leave && children_show(live, usual, child) == CHILDREN_END_HOUR)
        result = open_hour(live, open, usual, child);
    uint64_t seed = live->settings.plan.play.setup.seed;
    live->settings.plan = *usual;
    live->settings.plan.play.setup.seed = seed;
    return result;
}
