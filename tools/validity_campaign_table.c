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
    ErrorModel model;
    Proof proof;
    int lost;  // values that tracking could not measure
    Coverage coverage;
} Row;

static Row row_of(const Pair *pair, int count, Measure measure)
{
    Row row = { .model = rule_fit(measure, pair[0].network, pair, count),
                .proof = rule_proof(measure, pair[0].network, pair, count) };
    for (int i = 0; i < count; i++)
        row.lost += pair[i].measure == measure && !isfinite(pair[i].tracked);
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

static int runs_of(const Campaign *campaign, ErrorNetwork network, int *lost)
{
    int count = 0;
    *lost = 0;
    for (int i = 0; i < campaign->count; i++) {
        if (campaign_network(campaign->line[i]) != network) continue;
        bool whole = json_is_array(json_object_get(campaign->line[i], "values"));
        count += whole;
        *lost += !whole;
    }
    return count;
}

static int recorded_of(const Campaign *campaign, ErrorNetwork network)
{
    int count = 0;
    for (int i = 0; i < campaign->count; i++) {
        json_int_t run = json_integer_value(json_object_get(campaign->line[i], "run"));
        count += campaign_network(campaign->line[i]) == network && run >= RECORDED_FIRST;
    }
    return count;
}

static const char *const networks[] = {
#define X(name, word) word,
    ERROR_NETWORK_LIST(X)
#undef X
};

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

static void rows_markdown(const Pair *pair, int count, FILE *file)
{
    char text[48], unit[16];
    fputs("\n| measure | unit | values (lost) | truth | bias | SD | share | r (at least) | "
          "half-width | that matters | class | held, % (95 %) |\n"
          "|---|---|---|---|---|---|---|---|---|---|---|---|\n",
          file);
    for (int m = 0; m < MEASURE_COUNT; m++) {
        if (!proof_group((Measure)m)) continue;
        Row row = row_of(pair, count, (Measure)m);
        const Proof *p = &row.proof;
        if (p->count + row.lost == 0) continue;
        fprintf(file, "| %s | %s | %d (%d) | %.3g..%.3g |", measure_info((Measure)m)->name,
                unit_of((Measure)m, unit), p->count, row.lost, p->low, p->high);
        number(file, row.model.bias);
        number(file, row.model.sd);
        number(file, row.model.share);
        if (isfinite(p->r))
            fprintf(file, " %.2f (%.2f) |", p->r, p->r_low);
        else
            fputs(" - |", file);
        number(file, row.proof.half);
        number(file, p->matters);
        coverage_text(&row.coverage, text);
        fprintf(file, " %c | %s |\n", p->count ? p->trust : '-', text);
    }
}

static void network_markdown(const Campaign *campaign, ErrorNetwork network, FILE *file)
{
    static Pair pair[PROOF_PAIRS_MAX];
    int count = proof_pairs(campaign, network, pair, PROOF_PAIRS_MAX), lost = 0;
    int runs = runs_of(campaign, network, &lost);
    char text[48];
    if (runs == 0) return;
    Coverage all = proof_cover(pair, count, pair, count, MEASURE_COUNT, NULL);
    coverage_text(&all, text);
    fprintf(file, "\n## %s: %d check-ups", networks[network], runs);
    int recorded = recorded_of(campaign, network);
    if (recorded) fprintf(file, ", %d of them recorded children", recorded);
    if (lost) fprintf(file, ", and %d in which the child was lost", lost);
    fprintf(file,
            "\n\nOver all %d values the intervals that one half taught hold the truth in %s %% of "
            "the other half.\n\n| measures with one model of error | values | held, %% (95 %%) |\n"
            "|---|---|---|\n",
            all.count, text);
    Coverage listed = proof_listed(pair, count);
    coverage_text(&listed, text);
    fprintf(file, "| the product's list, which may be of these very runs | %d | %s |\n",
            listed.count, text);
    for (size_t g = 0; g < GROUPS; g++) {
        Coverage c = proof_cover(pair, count, pair, count, MEASURE_COUNT, groups[g]);
        coverage_text(&c, text);
        fprintf(file, "| %s | %d | %s |\n", groups[g], c.count, text);
    }
    rows_markdown(pair, count, file);
    floor_markdown(campaign, network, file);
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
        "%% of the child's height. Recorded children (Kinder-Gator) raise their arms, lean and "
        "lift a "
        "leg on bodies of their own\nproportions before the same cameras.\n\nThe even runs teach "
        "bias, SD and share (of the value, by the "
        "scale) for the odd ones and the other way round; the halves\nshare no body, no room and "
        "no "
        "outfit. An interval is value - bias +- 1.96 sqrt(SD^2 + (share value)^2); SD and share "
        "are\nmade larger by Student's t and the bias's own error, of as many as there are runs. "
        "Held: how often the truth is in it, with the\nbinomial's 95 %% interval; below 60 runs "
        "groups are judged. The columns beside it are of all runs.\n",
        command);
    for (int n = 0; n < ERROR_NETWORK_COUNT; n++) network_markdown(campaign, (ErrorNetwork)n, file);
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

static json_t *row_json(const Row *row, Measure measure)
{
    const Proof *p = &row->proof;
    char unit[16];
    return json_pack("{s:s, s:s, s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s%, s:o}",
                     "measure", measure_info(measure)->name, "unit", unit_of(measure, unit),
                     "values", p->count, "lost", row->lost, "truth_low", real(p->low), "truth_high",
                     real(p->high), "bias", real(row->model.bias), "sd", real(row->model.sd),
                     "share", real(row->model.share), "r", real(p->r), "r_low", real(p->r_low),
                     "half_width", real(row->proof.half), "matters", real(p->matters), "class",
                     &p->trust, (size_t)1, "coverage", covered(&row->coverage));
}

static json_t *network_json(const Campaign *campaign, ErrorNetwork network)
{
    static Pair pair[PROOF_PAIRS_MAX];
    int count = proof_pairs(campaign, network, pair, PROOF_PAIRS_MAX), lost = 0;
    int runs = runs_of(campaign, network, &lost);
    json_t *group = json_object(), *measures = json_array();
    Coverage all = proof_cover(pair, count, pair, count, MEASURE_COUNT, NULL);
    for (size_t g = 0; g < GROUPS; g++) {
        Coverage c = proof_cover(pair, count, pair, count, MEASURE_COUNT, groups[g]);
        json_object_set_new(group, groups[g], covered(&c));
    }
    for (int m = 0; m < MEASURE_COUNT; m++) {
        Row row = row_of(pair, count, (Measure)m);
        if (proof_group((Measure)m) && row.proof.count > 0)
            json_array_append_new(measures, row_json(&row, (Measure)m));
    }
    return json_pack("{s:s, s:i, s:i, s:o, s:o, s:o}", "model", networks[network], "runs", runs,
                     "lost_runs", lost, "coverage", covered(&all), "groups", group, "measures",
                     measures);
}

Result campaign_json(const Campaign *campaign, const char *command, const char *path)
{
    json_t *models = json_array(), *runs = json_array();
    int lost = 0;
    for (int n = 0; n < ERROR_NETWORK_COUNT; n++)
        if (runs_of(campaign, (ErrorNetwork)n, &lost))
            json_array_append_new(models, network_json(campaign, (ErrorNetwork)n));
    for (int i = 0; i < campaign->count; i++) {
        json_t *line = json_copy(campaign->line[i]);
        json_object_del(line, "values");
        json_array_append_new(runs, line);
    }
    json_t *root = json_pack("{s:s, s:o, s:o}", "command", command, "models", models, "runs", runs);
    bool written = root && json_dump_file(root, path, JSON_INDENT(1) | JSON_REAL_PRECISION(5)) == 0;
    json_decref(root);
    return written ? RESULT_OK : fail(RESULT_CANNOT_CREATE, "cannot write %s", path);
}
