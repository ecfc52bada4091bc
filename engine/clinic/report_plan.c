// SPDX-License-Identifier: MIT
// report_plan.c: what was chosen for a play, in words or as JSON: PLAN_LIST, the senses, the knobs.
#include "clinic/report_plan.h"

// Whose play of which game it was heads the report.
static bool is_told(const PlanField *field)
{
    return field->kept != PLAN_IN_EVENTS && field->kind != PLAN_KIND_CODE &&
           field->kind != PLAN_KIND_GAME;
}

static void words_json(JsonOut *j, const PlanField *field, unsigned set)
{
    json_list(j, field->name);
    for (int i = 0; i <= (int)field->high; i++)
        if (set & 1u << i) json_text(j, NULL, field->word(i));
    json_end(j);
}

static void choice_json(JsonOut *j, const PlayPlan *plan, PlanChoice choice)
{
    const PlanField *field = plan_field(choice);
    double value = plan_value(plan, choice);
    switch (field->kind) {
    case PLAN_KIND_WHOLE: json_whole(j, field->name, (int64_t)value); break;
    case PLAN_KIND_SEED: json_whole(j, field->name, (int64_t)plan->play.setup.seed); break;
    case PLAN_KIND_FLAG: json_flag(j, field->name, value != 0); break;
    case PLAN_KIND_NAME: json_text(j, field->name, field->word((int)value)); break;
    case PLAN_KIND_SET: words_json(j, field, (unsigned)value); break;
    default: json_number(j, field->name, value); break;
    }
}

void report_plan_json(JsonOut *j, const char *name, const PlayPlan *plan, const Game *game)
{
    const PlaySetup *play = &plan->play;
    json_begin(j, name);
    for (int i = 0; i < PLAN_COUNT; i++)
        if (is_told(plan_field((PlanChoice)i))) choice_json(j, plan, (PlanChoice)i);
    json_begin(j, "senses");
    for (int i = 0; i < SENSE_COUNT; i++) {
        double value = (double)sense_value(&play->setup.profile.sensory, (Sense)i);
        json_number(j, sense_name((Sense)i), value);
    }
    json_end(j);
    json_begin(j, "knobs_set");
    for (int k = 0; game && k < game->knob_count; k++)
        if (play->knobs_set & 1u << k)
            json_number(j, game->knobs[k].name, (double)play->setup.knob[k]);
    json_end(j);
    json_end(j);
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
