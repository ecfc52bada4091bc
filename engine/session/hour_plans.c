// SPDX-License-Identifier: MIT
// hour_plans.c: plans of hours as JSON, and as documents.
#include "session/hour_plans.h"

#include "session/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_VERSION 1

// A step as it is written: by words, not by numbers of this build.
typedef struct StepText {
    char kind[16], game[40], other[40], hand[16];
    int level;
    unsigned seconds, break_s;
    float side_bias, success;
} StepText;

static const Field step_fields[] = {
    FIELD(StepText, TEXT, kind, "kind"),
    FIELD(StepText, TEXT, game, "game"),
    FIELD(StepText, TEXT, other, "other"),
    FIELD(StepText, INT, level, "level"),
    FIELD(StepText, UINT, seconds, "seconds"),
    FIELD(StepText, TEXT, hand, "hand"),
    FIELD(StepText, FLOAT, side_bias, "side_bias"),
    FIELD(StepText, FLOAT, success, "success"),
    FIELD(StepText, UINT, break_s, "break_s"),
};
#define STEP_FIELDS (sizeof step_fields / sizeof step_fields[0])

static const Field plan_fields[] = {
    FIELD(HourPlan, TEXT, name, "name"),
    FIELD(HourPlan, TEXT, reason, "reason"),
    FIELD(HourPlan, UINT, warn_minutes, "warn_minutes"),
    FIELD(HourPlan, UINT, stop_minutes, "stop_minutes"),
};
#define PLAN_FIELDS (sizeof plan_fields / sizeof plan_fields[0])

static const char *const kind_names[HOUR_STEP_COUNT] = {
#define X(name, stored, words) stored,
    HOUR_STEP_LIST(X)
#undef X
};

// ---- written ------------------------------------------------------------------------------------

static void step_write(JsonOut *json, const HourStep *step)
{
    StepText text = { .level = step->level,
                      .seconds = step->seconds,
                      .break_s = step->break_s,
                      .side_bias = step->side_bias,
                      .success = step->success };
    snprintf(text.kind, sizeof text.kind, "%s", kind_names[step->kind]);
    snprintf(text.game, sizeof text.game, "%s", step->game->id);
    snprintf(text.other, sizeof text.other, "%s", step->other ? step->other->id : "");
    snprintf(text.hand, sizeof text.hand, "%s", hand_rule_name(step->hand));
    json_begin(json, NULL);
    for (size_t i = 0; i < STEP_FIELDS; i++) field_write(json, &step_fields[i], &text);
    json_begin(json, "knobs");
    for (int k = 0; k < step->game->knob_count; k++)
        if (step->knobs_set & 1u << k)
            json_number(json, step->game->knobs[k].name, (double)step->knob[k]);
    json_end(json);
    json_end(json);
}

static void plan_write(JsonOut *json, const void *from)
{
    const HourPlan *plan = from;
    json_begin(json, NULL);
    json_whole(json, "version", TEXT_VERSION);
    for (size_t i = 0; i < PLAN_FIELDS; i++) field_write(json, &plan_fields[i], plan);
    json_list(json, "steps");
    for (int i = 0; i < plan->count; i++) step_write(json, &plan->step[i]);
    json_end(json);
    json_end(json);
}

char *hour_plan_text(const HourPlan *plan)
{
    return json_string_of(plan_write, plan, 9);
}

// ---- read ---------------------------------------------------------------------------------------

static HourStepKind kind_find(const char *name)
{
    int kind = 0;
    while (kind < HOUR_STEP_COUNT && strcmp(kind_names[kind], name) != 0) kind++;
    return (HourStepKind)kind;
}

static Result wrong_game(int number, const char *id)
{
    return fail(RESULT_MALFORMED, "step %d of the plan: there is no game \"%s\" here", number, id);
}

static bool is_share(float value)
{
    return value >= STAIRCASE_SUCCESS_LOW && value <= STAIRCASE_SUCCESS_HIGH;
}

// Games and kind belong together: only a check-up assesses, only a choice has another game.
static Result check_games(int number, const HourStep *step, const StepText *text)
{
    if (step->kind == HOUR_STEP_COUNT)
        return fail(RESULT_MALFORMED, "step %d of the plan: nothing is known of \"%s\"", number,
                    text->kind);
    if (!step->game) return wrong_game(number, text->game);
    if ((step->kind == HOUR_CHOICE || text->other[0]) && !step->other)
        return wrong_game(number, text->other);
    bool assesses = step->game->role == ROLE_ASSESSMENT;
    bool other = step->other && step->other->role == ROLE_ASSESSMENT;
    if (other || assesses != (step->kind == HOUR_CHECKUP))
        return fail(RESULT_MALFORMED, "step %d of the plan: a check-up is a step of its own",
                    number);
    if (step->other && (step->kind != HOUR_CHOICE || step->other == step->game))
        return fail(RESULT_MALFORMED, "step %d of the plan: two games are for a choice of two",
                    number);
    return RESULT_OK;
}

static Result check_numbers(int number, const HourStep *step, const StepText *text)
{
    const char *wrong = NULL;
    if (step->level < 0 || step->level > GAME_LEVELS) wrong = "its level is not 1 to 5";
    if (step->seconds < 1 || step->seconds > HOUR_STEP_SECONDS_MAX)
        wrong = "it takes 1 second to an hour";
    if (step->hand == HAND_RULE_COUNT) wrong = "its hand is left, right, either, both or alternate";
    if (!(step->side_bias >= 0 && step->side_bias <= 1)) wrong = "its side is a share from 0 to 1";
    if (text->success != PLAN_SUCCESS_FITTING && text->success != 0 && !is_share(text->success))
        wrong = "its share of successes is out of range";
    if (step->break_s > HOUR_BREAK_S_MAX) wrong = "its break is up to ten minutes";
    return wrong ? fail(RESULT_MALFORMED, "step %d of the plan: %s", number, wrong) : RESULT_OK;
}

// As presets: a knob that the game no longer has is passed over, others come within their limits.
static Result read_knobs(int number, HourStep *step, const json_t *all)
{
    if (all && !json_is_object(all))
        return fail(RESULT_MALFORMED, "step %d of the plan: its knobs are none", number);
    for (int k = 0; k < step->game->knob_count; k++) {
        const Knob *knob = &step->game->knobs[k];
        const json_t *value = json_object_get(all, knob->name);
        if (!value) continue;
        if (!json_is_number(value))
            return fail(RESULT_MALFORMED, "step %d of the plan: %s is no number", number,
                        knob->name);
        step->knob[k] = clampf((float)json_number_value(value), knob->low, knob->high);
        step->knobs_set |= 1u << k;
    }
    return RESULT_OK;
}

static Result read_step(int number, HourStep *step, const json_t *json)
{
    StepText text = { .side_bias = 0.5f, .success = PLAN_SUCCESS_FITTING, .hand = "either" };
    if (!fields_read(step_fields, STEP_FIELDS, &text, json))
        return fail(RESULT_MALFORMED, "step %d of the plan is damaged", number);
    *step = (HourStep){ .kind = kind_find(text.kind),
                        .game = game_find(text.game),
                        .other = text.other[0] ? game_find(text.other) : NULL,
                        .level = text.level,
                        .seconds = text.seconds,
                        .hand = hand_rule_find(text.hand),
                        .side_bias = text.side_bias,
                        .success = text.success,
                        .break_s = text.break_s };
    Result result = check_games(number, step, &text);
    if (!result) result = check_numbers(number, step, &text);
    return result ? result : read_knobs(number, step, json_object_get(json, "knobs"));
}

static Result read_head(HourPlan *plan, const json_t *object)
{
    const json_t *version = json_object_get(object, "version");
    if (json_is_integer(version) && json_integer_value(version) > TEXT_VERSION)
        return fail(RESULT_VERSION, "the plan was made by a newer Tiptoe: install that");
    if (!json_is_integer(version) || json_integer_value(version) != TEXT_VERSION ||
        !fields_read(plan_fields, PLAN_FIELDS, plan, object))
        return fail(RESULT_MALFORMED, "the plan is damaged");
    if (plan->warn_minutes > plan->stop_minutes || plan->stop_minutes < 1 ||
        plan->stop_minutes > HOUR_MINUTES_MAX)
        return fail(RESULT_MALFORMED,
                    "the plan warns at %u and stops at %u minutes: up to %d, and first the warning",
                    plan->warn_minutes, plan->stop_minutes, HOUR_MINUTES_MAX);
    return RESULT_OK;
}

static Result read_plan(HourPlan *plan, const json_t *object)
{
    const json_t *steps = json_object_get(object, "steps");
    Result result = read_head(plan, object);
    if (result) return result;
    if (!json_is_array(steps)) return fail(RESULT_MALFORMED, "the plan has no steps");
    size_t count = json_array_size(steps);
    if (count > HOUR_STEPS_MAX)
        return fail(RESULT_MALFORMED, "the plan has %zu steps: an hour has up to %d", count,
                    HOUR_STEPS_MAX);
    for (size_t i = 0; i < count && !result; i++)
        result = read_step((int)i + 1, &plan->step[i], json_array_get(steps, i));
    plan->count = (int)count;
    return result;
}

Result hour_plan_read(HourPlan *plan, const char *text)
{
    json_t *object;
    HourPlan read = hour_plan_empty();
    Result result = fields_parse(text, &object);
    if (!result) result = read_plan(&read, object);
    if (!result) *plan = read;
    fields_free(object);
    return result;
}

// ---- kept ---------------------------------------------------------------------------------------

static DocumentKey key_of(const char *child, const char *name)
{
    return (DocumentKey){ DOCUMENT_PLAN, child, "", name };
}

static Result check_name(const char *child, const char *name)
{
    bool good = strlen(name) <= DOCUMENT_NAME_MAX && (name[0] || child[0]);
    for (const char *c = name; *c; c++) good = good && (unsigned char)*c >= ' ' && *c != 127;
    if (good) return RESULT_OK;
    return fail(RESULT_USAGE, "a plan's name is 1 to %d letters", DOCUMENT_NAME_MAX);
}

Result hour_plan_save(Store *store, const char *child, const char *name, const HourPlan *plan)
{
    Result result = check_name(child, name);
    if (result) return result;
    char *text = hour_plan_text(plan);
    if (!text) return fail(RESULT_FULL, "out of memory: close other programs");
    result = document_save(store, key_of(child, name), text);
    free(text);
    return result;
}

Result hour_plan_load(Store *store, const char *child, const char *name, HourPlan *plan)
{
    char *text;
    Result result = document_load(store, key_of(child, name), &text);
    if (!result) result = hour_plan_read(plan, text);
    free(text);
    return result;
}

Result hour_plan_remove(Store *store, const char *child, const char *name)
{
    return document_remove(store, key_of(child, name));
}

typedef struct Listing {
    HourPlanRow *rows;
    int room, count;
} Listing;

static bool list_one(void *self, const Document *document)
{
    Listing *listing = self;
    HourPlanRow *row = &listing->rows[listing->count++];
    snprintf(row->child, sizeof row->child, "%s", document->child);
    snprintf(row->name, sizeof row->name, "%s", document->name);
    row->changed_utc_ms = document->changed_utc_ms;
    return listing->count < listing->room;
}

Result hour_plans_list(Store *store, const char *child, HourPlanRow *rows, int room, int *count)
{
    Listing listing = { .rows = rows, .room = room };
    REQUIRE(room > 0);
    Result result = documents_visit(store, DOCUMENT_PLAN, child, NULL, list_one, &listing);
    *count = listing.count;
    return result;
}
