// SPDX-License-Identifier: MIT
// report_plan.c: what was chosen for a play, in words or as JSON: PLAN_LIST, the senses, the knobs.
#include "clinic/report_plan.h"

#include <math.h>

// Whose play of which game it was heads the report.
static bool is_told(const PlanField *field)
{
    return field->kept != PLAN_IN_EVENTS && field->kind != PLAN_KIND_CODE &&
           field->kind != PLAN_KIND_GAME;
}

// JSON has no NaN: what is not known is null.
static json_t *real(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *words_json(const PlanField *field, unsigned set)
{
    json_t *words = json_array();
    for (int i = 0; i <= (int)field->high; i++)
        if (set & 1u << i) json_array_append_new(words, json_string(field->word(i)));
    return words;
}

static json_t *choice_json(const PlayPlan *plan, PlanChoice choice)
{
    const PlanField *field = plan_field(choice);
    double value = plan_value(plan, choice);
    switch (field->kind) {
    case PLAN_KIND_WHOLE: return json_integer((json_int_t)value);
    case PLAN_KIND_SEED: return json_integer((json_int_t)plan->play.setup.seed);
    case PLAN_KIND_FLAG: return json_boolean(value != 0);
    case PLAN_KIND_NAME: return json_string(field->word((int)value));
    case PLAN_KIND_SET: return words_json(field, (unsigned)value);
    default: return real(value);
    }
}

json_t *report_plan_json(const PlayPlan *plan, const Game *game)
{
    const PlaySetup *play = &plan->play;
    json_t *all = json_object(), *senses = json_object(), *knobs = json_object();
    for (int i = 0; i < PLAN_COUNT; i++) {
        const PlanField *field = plan_field((PlanChoice)i);
        if (is_told(field)) json_object_set_new(all, field->name, choice_json(plan, (PlanChoice)i));
    }
    for (int i = 0; i < SENSE_COUNT; i++) {
        double value = (double)sense_value(&play->setup.profile.sensory, (Sense)i);
        json_object_set_new(senses, sense_name((Sense)i), real(value));
    }
    for (int k = 0; game && k < game->knob_count; k++)
        if (play->knobs_set & 1u << k)
            json_object_set_new(knobs, game->knobs[k].name, real((double)play->setup.knob[k]));
    json_object_set_new(all, "senses", senses);
    json_object_set_new(all, "knobs_set", knobs);
    return all;
}

void report_plan_text(const PlayPlan *plan, FILE *to)
{
    const char *between = "";
    for (int i = 0; i < PLAN_COUNT; i++) {
        const PlanField *field = plan_field((PlanChoice)i);
        char text[64];
        if (!is_told(field)) continue;
        plan_text(plan, (PlanChoice)i, text, sizeof text);
        if (!text[0]) continue;
        fprintf(to, "%s%s%s%s", between, field->option, field->argument ? " " : "",
                field->argument ? text : "");
        between = ", ";
    }
    fputc('\n', to);
}
