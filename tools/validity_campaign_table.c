// SPDX-License-Identifier: MIT
// validity_campaign_table.c: the campaign of check-ups as tables.
#include "validity_checkup.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const groups[] = { "sway",   "times",   "lengths", "angles",
                                      "rhythm", "reaches", "sides" };
#define GROUPS (sizeof groups / sizeof *groups)

// What stands in a table about one measure, of all runs of a model.
typedef struct Row {
    Learned learned;
    int lost;     // values that tracking could not measure
    double r;     // Pearson's
    double half;  // of the interval at the median of the values
    Coverage coverage;
} Row;

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static Row row_of(const ProofPair *pair, int count, Measure measure)
{
    static double seen[PROOF_PAIRS_MAX];
    Row row = { .learned = proof_learn(pair, count, measure, -1) };
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    int n = 0;
    for (int i = 0; i < count; i++) {
        const ProofPair *p = &pair[i];
        if (p->measure != measure) continue;
        row.lost += !isfinite(p->tracked);
        if (!isfinite(p->tracked)) continue;
        seen[n++] = p->tracked;
        x += p->truth;
        y += p->tracked;
        xx += p->truth * p->truth;
        yy += p->tracked * p->tracked;
        xy += p->truth * p->tracked;
    }
    qsort(seen, (size_t)n, sizeof *seen, by_size);
    double across = (n * xx - x * x) * (n * yy - y * y);
    row.r = n > 3 && across > 0 ? (n * xy - x * y) / sqrt(across) : NAN;
    row.half = n ? proof_half(&row.learned, seen[n / 2]) : NAN;
    row.coverage = proof_cover(pair, count, pair, count, measure, NULL);
    return row;
}

static void coverage_text(const Coverage *c, char text[48])
{
    if (c->count == 0)
        snprintf(text, 48, "-");
    else
        snprintf(text, 48, "%.0f (%.0f-%.0f)", 100.0 * c->held / c->count, 100 * c->low,
                 100 * c->high);
}

static void number(FILE *file, double value)
{
    if (isfinite(value))
        fprintf(file, " %.3g |", value);
    else
        fputs(" - |", file);
}

static int runs_of(const Campaign *campaign, const char *model, int *lost)
{
    int count = 0;
    *lost = 0;
    for (int i = 0; i < campaign->count; i++) {
        const char *of = json_string_value(json_object_get(campaign->line[i], "model"));
        if (!of || strcmp(of, model) != 0) continue;
        bool whole = json_is_array(json_object_get(campaign->line[i], "values"));
        count += whole;
        *lost += !whole;
    }
    return count;
}

static const char *unit_of(Measure measure, char text[16])
{
    const char *unit = measure_info(measure)->unit;
    bool length = !strncmp(unit, "cm", 2);
    snprintf(text, 16, "%s%s",
             length              ? "%H"
             : strcmp(unit, "1") ? unit
                                 : "",
             length ? unit + 2 : "");
    return text;
}

static void model_markdown(const Campaign *campaign, const char *model, FILE *file)
{
    static ProofPair pair[PROOF_PAIRS_MAX];
    int count = proof_pairs(campaign, model, pair, PROOF_PAIRS_MAX), lost = 0;
    int runs = runs_of(campaign, model, &lost);
    char text[48], unit[16];
    if (runs == 0) return;
    Coverage all = proof_cover(pair, count, pair, count, MEASURE_COUNT, NULL);
    coverage_text(&all, text);
    fprintf(file, "\n## %s: %d check-ups", model, runs);
    if (lost) fprintf(file, ", and %d in which the child was lost", lost);
    fprintf(file,
            "\n\nOver all %d values the intervals that one half taught hold the truth in %s %% of "
            "the other half.\n\n| measures with one model of error | values | held, %% (95 %%) |\n"
            "|---|---|---|\n",
            all.count, text);
    for (size_t g = 0; g < GROUPS; g++) {
        Coverage c = proof_cover(pair, count, pair, count, MEASURE_COUNT, groups[g]);
        coverage_text(&c, text);
        fprintf(file, "| %s | %d | %s |\n", groups[g], c.count, text);
    }
    fputs(
        "\n| measure | unit | values (lost) | truth | bias | SD | share | r | half-width | held, % "
        "(95 %) |\n|---|---|---|---|---|---|---|---|---|---|\n",
        file);
    for (int m = 0; m < MEASURE_COUNT; m++) {
        if (!proof_group((Measure)m)) continue;
        Row row = row_of(pair, count, (Measure)m);
        if (row.learned.pairs + row.lost == 0) continue;
        fprintf(file, "| %s | %s | %d (%d) | %.3g..%.3g |", measure_info((Measure)m)->name,
                unit_of((Measure)m, unit), row.learned.pairs, row.lost, row.learned.low,
                row.learned.high);
        number(file, row.learned.bias);
        number(file, row.learned.sd);
        number(file, row.learned.share);
        number(file, row.r);
        number(file, row.half);
        coverage_text(&row.coverage, text);
        fprintf(file, " %s |\n", text);
    }
}

void campaign_markdown(const Campaign *campaign, const char *command, FILE *file)
{
    fprintf(
        file,
        "# Check-ups by the tracker and by true joints\n\nGenerated by `%s`; not to be edited by "
        "hand.\n\nDrawn children of 4 to 16 years in the proportions published for their age do "
        "the "
        "check-up in five rooms before as many\ncameras as the rig has (engine/demo/demo_rig.h; a "
        "Latin design). The tracker's poses and the true joints, which lie in the\nchild's own "
        "frontal plane and are in true centimetres, go through the same measures. Lengths are in "
        "%% of the child's height.\n\nThe even runs teach bias, SD and share (of the value, by the "
        "scale) for the odd ones and the other way round; the halves\nshare no body, no room and "
        "no "
        "outfit. An interval is value - bias +- t sqrt(1 + 1/runs) sqrt(SD^2 + (share value)^2), t "
        "of\nruns - 1 degrees of freedom: it is wide where runs are few. Held: how often it has "
        "the "
        "truth in it, with the binomial's 95 %%\ninterval; below 60 runs it is judged by groups. "
        "The columns beside it are of all runs.\n",
        command);
    for (int m = 0; m < MODEL_COUNT; m++) model_markdown(campaign, model_name((Model)m), file);
}

static json_t *real(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *covered(const Coverage *c)
{
    return json_pack("{s:i, s:i, s:f, s:f}", "held", c->held, "values", c->count, "low", c->low,
                     "high", c->high);
}

static json_t *model_json(const Campaign *campaign, const char *model)
{
    static ProofPair pair[PROOF_PAIRS_MAX];
    int count = proof_pairs(campaign, model, pair, PROOF_PAIRS_MAX), lost = 0;
    int runs = runs_of(campaign, model, &lost);
    char unit[16];
    json_t *group = json_object(), *measures = json_array();
    Coverage all = proof_cover(pair, count, pair, count, MEASURE_COUNT, NULL);
    for (size_t g = 0; g < GROUPS; g++) {
        Coverage c = proof_cover(pair, count, pair, count, MEASURE_COUNT, groups[g]);
        json_object_set_new(group, groups[g], covered(&c));
    }
    for (int m = 0; m < MEASURE_COUNT; m++) {
        Row row = row_of(pair, count, (Measure)m);
        const Learned *l = &row.learned;
        if (!proof_group((Measure)m) || l->pairs == 0) continue;
        json_array_append_new(
            measures,
            json_pack("{s:s, s:s, s:i, s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
                      "measure", measure_info((Measure)m)->name, "unit", unit_of((Measure)m, unit),
                      "values", l->pairs, "runs", l->runs, "lost", row.lost, "truth_low",
                      real(l->low), "truth_high", real(l->high), "bias", real(l->bias), "sd",
                      real(l->sd), "share", real(l->share), "r", real(row.r), "half_width",
                      real(row.half), "coverage", covered(&row.coverage)));
    }
    return json_pack("{s:s, s:i, s:i, s:o, s:o, s:o}", "model", model, "runs", runs, "lost_runs",
                     lost, "coverage", covered(&all), "groups", group, "measures", measures);
}

Result campaign_json(const Campaign *campaign, const char *command, const char *path)
{
    json_t *models = json_array();
    int lost = 0;
    for (int m = 0; m < MODEL_COUNT; m++) {
        const char *model = model_name((Model)m);
        if (runs_of(campaign, model, &lost))
            json_array_append_new(models, model_json(campaign, model));
    }
    json_t *root = json_pack("{s:s, s:o}", "command", command, "models", models);
    json_t *runs = json_array();
    for (int i = 0; i < campaign->count; i++) {
        json_t *line = json_copy(campaign->line[i]);
        json_object_del(line, "values");
        json_array_append_new(runs, line);
    }
    json_object_set_new(root, "runs", runs);
    bool written = root && json_dump_file(root, path, JSON_INDENT(1) | JSON_REAL_PRECISION(5)) == 0;
    json_decref(root);
    return written ? RESULT_OK : fail(RESULT_CANNOT_CREATE, "cannot write %s", path);
}
