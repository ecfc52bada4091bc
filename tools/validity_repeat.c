// SPDX-License-Identifier: MIT
// validity_repeat.c: the same drawn child does the check-up again and again: how much its values
// vary by themselves, by true joints, without a tracker.
#include "validity_checkup.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define VALUES_MAX 96

typedef struct TrialValue {
    char name[64], item[40], unit[16];
    int side, count;
    double first, sum, sum2, low, high;
} TrialValue;

typedef struct TrialValues {
    int count;
    TrialValue list[VALUES_MAX];
} TrialValues;

static TrialValue *value_of(TrialValues *all, const char *name, const char *item, const char *unit,
                            int side)
{
    for (int i = 0; i < all->count; i++) {
        TrialValue *s = &all->list[i];
        if (s->side == side && !strcmp(s->name, name) && !strcmp(s->item, item)) return s;
    }
    if (all->count == VALUES_MAX) return NULL;
    TrialValue *s = &all->list[all->count++];
    *s = (TrialValue){ .side = side, .low = INFINITY, .high = -INFINITY };
    snprintf(s->name, sizeof s->name, "%s", name);
    snprintf(s->item, sizeof s->item, "%s", item);
    snprintf(s->unit, sizeof s->unit, "%s", unit);
    return s;
}

static void take(TrialValues *all, const json_t *line)
{
    const json_t *values = json_object_get(line, "values");
    for (size_t i = 0; i < json_array_size(values); i++) {
        const json_t *v = json_array_get(values, i);
        const char *name = json_string_value(json_object_get(v, "measure"));
        if (!name || !proof_group(measure_find(name))) continue;
        TrialValue *s = value_of(all, name, json_string_value(json_object_get(v, "item")),
                                 json_string_value(json_object_get(v, "unit")),
                                 (int)json_integer_value(json_object_get(v, "side")));
        double value = json_number_value(json_object_get(v, "truth"));
        if (!s) continue;
        // Angles of a cycle are taken near the first one.
        if (s->count == 0) s->first = value;
        if (!strcmp(s->unit, "deg")) value = s->first + remainder(value - s->first, 360);
        s->count++;
        s->sum += value;
        s->sum2 += value * value;
        s->low = fmin(s->low, value);
        s->high = fmax(s->high, value);
    }
}

static void write_table(const TrialValues *all, const CheckupRun *run, int repeats, FILE *file)
{
    fprintf(
        file,
        "\n## Trial spread: %d check-ups of one drawn child of %.1f years\n\nBy true joints, so "
        "that all of the spread is the child's own.\n\n| measure | item | side | unit | n | mean "
        "| SD | lowest..highest |\n|---|---|---|---|---|---|---|---|\n",
        repeats, (double)run->rig.age_years);
    for (int i = 0; i < all->count; i++) {
        const TrialValue *s = &all->list[i];
        double mean = s->sum / s->count, spread = s->sum2 - s->sum * mean;
        double sd = s->count > 1 ? sqrt(fmax(spread, 0) / (s->count - 1)) : NAN;
        const char *side = s->side < 0 ? "" : s->side == SIDE_LEFT ? "left" : "right";
        fprintf(file, "| %s | %s | %s | %s | %d | %.3g | %.2g | %.3g..%.3g |\n", s->name, s->item,
                side, strcmp(s->unit, "1") ? s->unit : "", s->count, mean, sd, s->low, s->high);
    }
}

Result checkup_repeat(const CheckupRun *run, int repeats, FILE *file)
{
    static TrialValues all;
    Track *track = track_new();
    Result result = track ? RESULT_OK : fail(RESULT_FULL, "no memory for a check-up");
    all.count = 0;
    for (int i = 0; i < repeats && result == RESULT_OK; i++) {
        CheckupRun again = *run;
        json_t *line = NULL;
        again.seed = run->seed + (uint64_t)i * 7907;
        result = checkup_play(&again, 1, false, track);
        if (result == RESULT_OK) result = checkup_score(&again, track, &line);
        track_close(track);
        if (result == RESULT_OK) take(&all, line);
        json_decref(line);
    }
    if (result == RESULT_OK) write_table(&all, run, repeats, file);
    free(track);
    return result;
}
