// SPDX-License-Identifier: MIT
// presets.c: presets and weekly goals as rows.
#include "session/presets.h"

#include "session/fields.h"
#include "session/recording.h"
#include "session/sql.h"

#include <stdlib.h>
#include <string.h>

static Result check_child(const char *child)
{
    if (plan_child_is_valid(child)) return RESULT_OK;
    return fail(RESULT_USAGE, "'%s' is no child's code: up to 32 letters, digits, - and _", child);
}

static Result check_name(const char *name)
{
    size_t length = strlen(name);
    bool good = length > 0 && length <= PRESET_NAME_MAX;
    for (size_t i = 0; i < length && good; i++) good = name[i] >= ' ' && name[i] <= '~';
    if (good) return RESULT_OK;
    return fail(RESULT_USAGE, "a preset's name is 1 to %d plain characters", PRESET_NAME_MAX);
}

// {"<name of the knob>": value ...}, those that are the therapist's own.
static void knobs_write(JsonOut *json, const void *from)
{
    const PlaySetup *play = from;
    json_begin(json, NULL);
    for (int k = 0; k < play->game->knob_count; k++)
        if (play->knobs_set & 1u << k)
            json_number(json, play->game->knobs[k].name, (double)play->setup.knob[k]);
    json_end(json);
}

static Result knobs_read(PlaySetup *play, const char *text)
{
    json_t *all;
    PlaySetup read = *play;
    Result result = fields_parse(text, &all);
    read.knobs_set = 0;
    memset(read.setup.knob, 0, sizeof read.setup.knob);
    for (int k = 0; k < play->game->knob_count; k++) {
        const Knob *knob = &play->game->knobs[k];
        const json_t *value = json_object_get(all, knob->name);
        if (!value) continue;
        if (!json_is_number(value)) result = fail(RESULT_MALFORMED, "a knob that is no number");
        read.setup.knob[k] = clampf((float)json_number_value(value), knob->low, knob->high);
        read.knobs_set |= 1u << k;
    }
    if (!result) *play = read;
    json_decref(all);
    return result;
}

Result preset_save(Store *store, const PlayPlan *plan, const char *name)
{
    sqlite3_stmt *insert = NULL;
    REQUIRE(plan->play.game && name);
    Result result = check_child(plan->child);
    if (!result) result = check_name(name);
    if (!result)
        result = sql_prepare(store, &insert,
                             "INSERT OR REPLACE INTO preset(child, game, name, knobs) "
                             "VALUES(?1,?2,?3,?4)");
    if (result) return result;
    char *text = json_string_of(knobs_write, &plan->play, 9);
    if (!text) result = fail(RESULT_FULL, "out of memory: close other programs");
    if (!result) {
        sql_bind(insert, "tttt", plan->child, plan->play.game->id, name, text);
        result = sql_finish(store, insert);
    }
    sqlite3_finalize(insert);
    free(text);
    return result;
}

Result preset_load(Store *store, PlayPlan *plan, const char *name)
{
    const Game *game = plan->play.game;
    sqlite3_stmt *query = NULL;
    REQUIRE(game && name);
    Result result = sql_prepare(store, &query,
                                "SELECT knobs FROM preset WHERE child=?1 AND game=?2 AND name=?3");
    if (result) return result;
    sql_bind(query, "ttt", plan->child, game->id, name);
    int code = sqlite3_step(query);
    if (code == SQLITE_DONE)
        result = fail(RESULT_NOT_FOUND, "%s has no preset '%s' of %s: save one first", plan->child,
                      name, game->title);
    else if (code != SQLITE_ROW)
        result = sql_fail(store, "reading a preset");
    else if ((result = knobs_read(&plan->play, sql_text(query, 0))) == RESULT_MALFORMED)
        result = fail(RESULT_MALFORMED, "the preset '%s' of %s is damaged: save it anew", name,
                      game->title);
    sqlite3_finalize(query);
    return result;
}

Result goals_save(Store *store, const char *child, const WeeklyGoals *goals)
{
    sqlite3_stmt *insert = NULL;
    Result result = check_child(child);
    for (int limb = 0; limb < LIMB_COUNT && !result; limb++)
        if (goals->reps[limb] > WEEKLY_GOAL_MAX)
            result = fail(RESULT_USAGE, "a weekly goal is 0 to %d repetitions", WEEKLY_GOAL_MAX);
    if (!result)
        result = sql_prepare(store, &insert,
                             "INSERT OR REPLACE INTO goal(child, limb, reps) VALUES(?1,?2,?3)");
    for (int limb = 0; limb < LIMB_COUNT && !result; limb++) {
        sql_bind(insert, "tti", child, limb_name((Limb)limb), (int64_t)goals->reps[limb]);
        result = sql_finish(store, insert);
    }
    sqlite3_finalize(insert);
    return result;
}

Result goals_load(Store *store, const char *child, WeeklyGoals *goals)
{
    sqlite3_stmt *query = NULL;
    *goals = (WeeklyGoals){ 0 };
    Result result = sql_prepare(store, &query, "SELECT limb, reps FROM goal WHERE child=?1");
    if (result) return result;
    sql_bind(query, "t", child);
    int code;
    while ((code = sqlite3_step(query)) == SQLITE_ROW) {
        Limb limb = limb_find(sql_text(query, 0));
        int64_t reps = sqlite3_column_int64(query, 1);
        if (limb < LIMB_COUNT && reps > 0 && reps <= WEEKLY_GOAL_MAX)
            goals->reps[limb] = (uint32_t)reps;
    }
    if (code != SQLITE_DONE) result = sql_fail(store, "reading the weekly goals");
    sqlite3_finalize(query);
    return result;
}
