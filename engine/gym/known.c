// SPDX-License-Identifier: MIT
// known.c: what the store knows of the children.
#include "gym/known.h"

#include "base/clock.h"

#include <stdlib.h>
#include <string.h>

void known_load(Known *known, const char *given)
{
    Store *store = NULL;
    *known = (Known){ 0 };
    if (store_open_given(&store, given, STORE_READ) == RESULT_OK &&
        recording_list(store, NULL, 0, &known->list, &known->count) != RESULT_OK)
        known->count = 0;
    store_close(&store);
}

void known_free(Known *known)
{
    free(known->list);
    *known = (Known){ 0 };
}

const SessionInfo *known_last(const Known *known, const char *child, const Game *game)
{
    REQUIRE(child);
    for (uint32_t i = 0; i < known->count; i++) {
        const SessionInfo *info = &known->list[i];
        const Game *played = game_find(info->game_id);
        if (strcmp(info->desc.plan.child, child) || !played || (game && played != game)) continue;
        return info;
    }
    return NULL;
}

// Whether `child` had played anything before session `id`.
static bool is_first(const Known *known, const char *child, int64_t id)
{
    for (uint32_t i = 0; i < known->count; i++)
        if (known->list[i].id < id && !strcmp(known->list[i].desc.plan.child, child)) return false;
    return strcmp(child, PLAN_GUEST) != 0;
}

float known_success(const Known *known, const char *child, unsigned age_months)
{
    return staircase_success(is_first(known, child, INT64_MAX), age_months);
}

float known_success_then(const Known *known, const SessionInfo *info)
{
    return staircase_success(is_first(known, info->desc.plan.child, info->id),
                             info->desc.plan.age_months);
}

KnownWeek known_week(const Known *known, const char *child, const char *given)
{
    KnownWeek week = { 0 };
    Store *store = NULL;
    dose_weeks(known->list, known->count, child, clock_utc_ms(), clock_zone_minutes(), &week.dose,
               1);
    if (store_open_given(&store, given, STORE_READ) == RESULT_OK)
        (void)goals_load(store, child, &week.goals);  // without them there is no bar to fill
    store_close(&store);
    return week;
}

KnownNews known_news(const char *store, const char *child, int64_t session)
{
    Known known;
    KnownNews news = { 0 };
    known_load(&known, store);
    for (uint32_t i = 0; i < known.count; i++)
        if (known.list[i].id == session)
            news.best_before = dose_best(known.list, known.count, &known.list[i]);
    news.week = known_week(&known, child, store);
    known_free(&known);
    return news;
}

// The preset's knobs come under those that the command line names.
static void take_preset(PlaySetup *play, const PlaySetup *preset)
{
    unsigned fresh = preset->knobs_set & ~play->knobs_set;
    for (int k = 0; k < GAME_KNOBS_MAX; k++)
        if (fresh & 1u << k) play->setup.knob[k] = preset->setup.knob[k];
    play->knobs_set |= fresh;
}

static Result use_presets(Settings *s)
{
    Store *store = NULL;
    PlayPlan preset = s->plan;
    Result result = store_open_given(&store, s->machine.store, STORE_WRITE);
    if (!result && s->preset) result = preset_load(store, &preset, s->preset);
    if (!result) take_preset(&s->plan.play, &preset.play);
    if (!result && s->save_preset) result = preset_save(store, &s->plan, s->save_preset);
    store_close(&store);
    return result;
}

Result known_apply(Settings *s)
{
    float *success = &s->plan.play.setup.success;
    if (*success == PLAN_SUCCESS_FITTING) {
        Known known;
        known_load(&known, s->machine.store);
        *success = known_success(&known, s->plan.child, s->plan.age_months);
        known_free(&known);
    }
    return s->preset || s->save_preset ? use_presets(s) : RESULT_OK;
}
