// SPDX-License-Identifier: MIT
// presets.c: presets and weekly goals as rows.
#include "session/presets.h"

#include "base/clock.h"
#include "session/fields.h"
#include "session/proof.h"
#include "session/recording.h"

#include <stdio.h>
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
    fields_free(all);
    return result;
}

// Of several live rows with the same key there is never more than one: an index sees to it. What is
// saved anew keeps its id.
#define PRESET_UPSERT                                                                              \
    "INSERT INTO preset(id, station, author, changed_utc_ms, child, game, name, knobs, digest) "   \
    "VALUES(?1, " SQL_STATION ", 'gym', ?2, ?3, ?4, ?5, ?6, '') "                                  \
    "ON CONFLICT(child, game, name) WHERE deleted_utc_ms IS NULL DO UPDATE SET "                   \
    "station=excluded.station, author=excluded.author, changed_utc_ms=excluded.changed_utc_ms, "   \
    "knobs=excluded.knobs RETURNING id"
#define GOAL_UPSERT                                                                                \
    "INSERT INTO goal(id, station, author, changed_utc_ms, child, limb, reps, digest) "            \
    "VALUES(?1, " SQL_STATION ", 'gym', ?2, ?3, ?4, ?5, '') "                                      \
    "ON CONFLICT(child, limb) WHERE deleted_utc_ms IS NULL DO UPDATE SET "                         \
    "station=excluded.station, author=excluded.author, changed_utc_ms=excluded.changed_utc_ms, "   \
    "reps=excluded.reps RETURNING id"

// Runs an upsert that was bound already, frees it, and gives the id of its row.
static Result upsert(Store *store, Result result, sqlite3_stmt *statement, char id[SQL_UUID_SIZE])
{
    bool row = false;
    if (!result) result = sql_next(store, statement, &row);
    if (row) snprintf(id, SQL_UUID_SIZE, "%s", sql_text(statement, 0));
    if (row) result = sql_next(store, statement, &row);
    sql_free(statement);
    return result;
}

static Result write_preset(Store *store, const PlayPlan *plan, const char *name, const char *knobs)
{
    sqlite3_stmt *insert = NULL;
    char id[SQL_UUID_SIZE] = "";
    Result result = sql_uuid(id);
    if (!result)
        result = sql_query(store, &insert, PRESET_UPSERT, "titttt", id, clock_utc_ms(), plan->child,
                           plan->play.game->id, name, knobs);
    result = upsert(store, result, insert, id);
    return result ? result : proof_sign_preset(store, id);
}

static Result write_goal(Store *store, const char *child, Limb limb, uint32_t reps)
{
    sqlite3_stmt *insert = NULL;
    char id[SQL_UUID_SIZE] = "";
    Result result = sql_uuid(id);
    if (!result)
        result = sql_query(store, &insert, GOAL_UPSERT, "titti", id, clock_utc_ms(), child,
                           limb_name(limb), (int64_t)reps);
    result = upsert(store, result, insert, id);
    return result ? result : proof_sign_goal(store, id);
}

Result preset_save(Store *store, const PlayPlan *plan, const char *name)
{
    REQUIRE(plan->play.game && name);
    Result result = check_child(plan->child);
    if (!result) result = check_name(name);
    if (result) return result;
    char *text = json_string_of(knobs_write, &plan->play, 9);
    if (!text) return fail(RESULT_FULL, "out of memory: close other programs");
    result = sql_begin(store);
    if (!result) result = write_preset(store, plan, name, text);
    result = sql_end(store, result);
    free(text);
    return result;
}

Result preset_load(Store *store, PlayPlan *plan, const char *name)
{
    const Game *game = plan->play.game;
    sqlite3_stmt *query = NULL;
    bool row = false;
    REQUIRE(game && name);
    Result result = sql_query(store, &query,
                              "SELECT knobs FROM preset WHERE child=?1 AND game=?2 AND name=?3 "
                              "AND deleted_utc_ms IS NULL",
                              "ttt", plan->child, game->id, name);
    if (!result) result = sql_next(store, query, &row);
    if (!result && !row)
        result = fail(RESULT_NOT_FOUND, "%s has no preset '%s' of %s: save one first", plan->child,
                      name, game->title);
    if (!result) result = knobs_read(&plan->play, sql_text(query, 0));
    if (row && result == RESULT_MALFORMED)
        result = fail(RESULT_MALFORMED, "the preset '%s' of %s is damaged: save it anew", name,
                      game->title);
    sql_free(query);
    return result;
}

Result goals_save(Store *store, const char *child, const WeeklyGoals *goals)
{
    Result result = check_child(child);
    for (int limb = 0; limb < LIMB_COUNT && !result; limb++)
        if (goals->reps[limb] > WEEKLY_GOAL_MAX)
            result = fail(RESULT_USAGE, "a weekly goal is 0 to %d repetitions", WEEKLY_GOAL_MAX);
    if (result) return result;
    result = sql_begin(store);
    for (int limb = 0; limb < LIMB_COUNT && !result; limb++)
        result = write_goal(store, child, (Limb)limb, goals->reps[limb]);
    return sql_end(store, result);
}

Result goals_load(Store *store, const char *child, WeeklyGoals *goals)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    *goals = (WeeklyGoals){ 0 };
    Result result = sql_query(
        store, &query, "SELECT limb, reps FROM goal WHERE child=?1 AND deleted_utc_ms IS NULL", "t",
        child);
    while (!result && !(result = sql_next(store, query, &row)) && row) {
        Limb limb = limb_find(sql_text(query, 0));
        int64_t reps = sqlite3_column_int64(query, 1);
        if (limb < LIMB_COUNT && reps > 0 && reps <= WEEKLY_GOAL_MAX)
            goals->reps[limb] = (uint32_t)reps;
    }
    sql_free(query);
    return result;
}
