// SPDX-License-Identifier: MIT
// validity_table.c: bias, limits of agreement and correlation, and the table as Markdown and JSON.
#include "validity.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    Measure measure;
    const char *name, *what;
    Limit limit;
    double most;
} rows[] = {
#define X(row, measure, what, limit, most) { MEASURE_##measure, #row, what, LIMIT_##limit, most },
    ROW_LIST(X)
#undef X
};

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *value, int count)
{
    if (count == 0) return NAN;
    qsort(value, (size_t)count, sizeof *value, by_value);
    return count % 2 ? value[count / 2] : 0.5 * (value[count / 2 - 1] + value[count / 2]);
}

static double correlation(const double *x, const double *y, int count)
{
    double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
    for (int i = 0; i < count; i++) {
        mx += x[i] / count;
        my += y[i] / count;
    }
    for (int i = 0; i < count; i++) {
        xx += (x[i] - mx) * (x[i] - mx);
        yy += (y[i] - my) * (y[i] - my);
        xy += (x[i] - mx) * (y[i] - my);
    }
    bool varies = count >= 3 && xx > 1e-9 * (1 + mx * mx) && yy > 0;
    return varies ? xy / sqrt(xx * yy) : NAN;
}

static double limit_of(RowName row, int fps)
{
    return rows[row].limit == LIMIT_FRAMES ? rows[row].most / fps : rows[row].most;
}

static bool keeps(RowName row, const Agreement *a, int fps, double factor)
{
    if (rows[row].limit == LIMIT_NONE) return true;
    double off = rows[row].limit == LIMIT_PERCENT ? a->percent : a->error;
    return a->count > 0 && off <= factor * limit_of(row, fps);
}

// A: within its limit, and ranks as the truth does. B: within twice the limit. C: worse, or lost in
// a quarter of the trials.
static char trust(RowName row, const Agreement *a, int fps)
{
    bool lost = a->missing * 4 > a->count + a->missing;
    if (a->count == 0 || lost || !keeps(row, a, fps, 2)) return 'C';
    bool ranks = isnan(a->correlation) || a->correlation >= 0.9;
    return a->kept && ranks ? 'A' : 'B';
}

// Angles of a cycle differ by at most half a turn.
static double difference(RowName row, double tracked, double truth)
{
    double d = tracked - truth;
    if (rows[row].measure == MEASURE_RELATIVE_PHASE) d = remainder(d, 360);
    return d;
}

Agreement agreement_of(RowName row, const Values *truth, const Values *tracked, int fps)
{
    static double x[VALUES_MAX], y[VALUES_MAX], off[VALUES_MAX], share[VALUES_MAX];
    Agreement a = { .low = INFINITY, .high = -INFINITY };
    double sum = 0, sum2 = 0;
    REQUIRE(truth->count == tracked->count);
    for (int i = 0; i < truth->count; i++) {
        double t = truth->value[i].value, v = tracked->value[i].value;
        if (truth->value[i].row != row || !isfinite(t)) continue;
        if (!isfinite(v)) {
            a.missing++;
            continue;
        }
        double d = difference(row, v, t);
        x[a.count] = t;
        y[a.count] = t + d;
        off[a.count] = fabs(d);
        share[a.count] = 100 * fabs(d) / fmax(fabs(t), 1e-9);
        a.count++;
        a.low = fmin(a.low, t);
        a.high = fmax(a.high, t);
        sum += d;
        sum2 += d * d;
    }
    if (a.count == 0) a.low = a.high = NAN;
    a.correlation = correlation(x, y, a.count);
    a.bias = a.count ? sum / a.count : NAN;
    double variance = a.count > 1 ? (sum2 - a.count * a.bias * a.bias) / (a.count - 1) : NAN;
    a.limits = 1.96 * sqrt(fmax(variance, 0));
    a.error = median(off, a.count);
    a.percent = median(share, a.count);
    a.kept = keeps(row, &a, fps, 1);
    a.trust = trust(row, &a, fps);
    return a;
}

const char *condition_text(const Condition *c, char *text, size_t size)
{
    int used = snprintf(text, size, "%s, %dx%d, %d fps", model_name(c->model), c->width, c->height,
                        c->fps);
    if (c->drop_percent && used > 0 && (size_t)used < size)
        snprintf(text + used, size - (size_t)used, ", %d %% dropped", c->drop_percent);
    return text;
}

static void limit_text(RowName row, int fps, char *text, size_t size)
{
    const char *unit = measure_info(rows[row].measure)->unit;
    bool percent = rows[row].limit == LIMIT_PERCENT;
    if (rows[row].limit == LIMIT_NONE)
        snprintf(text, size, "-");
    else
        snprintf(text, size, "%.3g %s", limit_of(row, fps),
                 percent             ? "%"
                 : strcmp(unit, "1") ? unit
                                     : "");
}

static void number(FILE *file, double value)
{
    if (isnan(value))
        fputs(" - |", file);
    else
        fprintf(file, " %.3g |", value);
}

static void markdown_row(RowName row, const Agreement *a, const Condition *c, FILE *file)
{
    const MeasureInfo *info = measure_info(rows[row].measure);
    char limit[40];
    limit_text(row, c->fps, limit, sizeof limit);
    fprintf(file, "| %s | %s | %s | %d", info->name, strcmp(info->unit, "1") ? info->unit : "",
            rows[row].what, a->count);
    if (a->missing) fprintf(file, " (%d lost)", a->missing);
    fprintf(file, " | %.3g..%.3g |", a->low, a->high);
    number(file, a->bias);
    number(file, a->limits);
    number(file, a->correlation);
    number(file, a->error);
    if (rows[row].limit == LIMIT_PERCENT)
        number(file, a->percent);
    else
        fputs(" |", file);
    const char *verdict = rows[row].limit == LIMIT_NONE ? "" : a->kept ? "yes" : "**no**";
    fprintf(file, " %s | %s | %c | %c |\n", limit, verdict, a->trust, info->trust);
}

void report_markdown(const Report *report, FILE *file)
{
    fprintf(
        file,
        "# Agreement of measures with the truth\n\n"
        "Generated by `%s`; not to be edited by hand.\n\n"
        "A drawn child of %g cm moves in a known way (or as a recorded child did), is painted "
        "with sensor noise, tracked by the\nreal model, and measured by the product's own "
        "formulas, once from the true landmarks and once from the tracked, unsmoothed\nones. "
        "The scale of the tracked side is the one that its own calibration found.\n\n"
        "Bias is the mean of tracked - true; limits are 1.96 standard deviations about it; r is "
        "Pearson's; error is the median of the\nabsolute difference, also in per cent of the "
        "truth where the limit is meant so. Allows: the trust class that the row\nallows (A: "
        "within its limit and r at least 0.9; B: within twice the limit; C: worse). Listed: the "
        "class in the list of\nmeasures. A drawn child is no clinical study: it shows what "
        "tracking does to a measure, not what the measure says about a child.\n",
        report->command, HEIGHT_CM);
    for (int c = 0; c < report->condition_count; c++) {
        char text[96];
        const Condition *condition = &report->condition[c];
        fprintf(file, "\n## %s%s\n\n%.0f s of movement.\n\n",
                condition_text(condition, text, sizeof text),
                condition->main ? " (the limits are for this one)" : "", report->seconds[c]);
        fputs(
            "| measure | unit | movement | n | truth | bias | limits | r | error | error % | limit "
            "| kept | allows | listed |\n"
            "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n",
            file);
        for (RowName row = 0; row < ROW_COUNT; row++) {
            const Agreement *a = &report->cell[c][row];
            if (a->count + a->missing > 0) markdown_row(row, a, condition, file);
        }
    }
}

static json_t *real(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *json_row(RowName row, const Agreement *a, const Condition *c)
{
    const MeasureInfo *info = measure_info(rows[row].measure);
    bool limited = rows[row].limit != LIMIT_NONE;
    return json_pack(
        "{s:s, s:s, s:s, s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:b, "
        "s:s#, s:s#}",
        "measure", info->name, "unit", info->unit, "movement", rows[row].what, "count", a->count,
        "lost", a->missing, "truth_low", real(a->low), "truth_high", real(a->high), "bias",
        real(a->bias), "limits_of_agreement", real(a->limits), "correlation", real(a->correlation),
        "median_error", real(a->error), "median_error_percent", real(a->percent), "limit",
        limited ? real(limit_of(row, c->fps)) : json_null(), "limit_unit",
        rows[row].limit == LIMIT_PERCENT ? "%" : info->unit, "kept", a->kept, "trust_allowed",
        &a->trust, (size_t)1, "trust_listed", &info->trust, (size_t)1);
}

Result report_json(const Report *report, const char *path)
{
    json_t *list = json_array();
    for (int c = 0; c < report->condition_count; c++) {
        const Condition *k = &report->condition[c];
        json_t *table = json_array();
        for (RowName row = 0; row < ROW_COUNT; row++) {
            const Agreement *a = &report->cell[c][row];
            if (a->count + a->missing > 0) json_array_append_new(table, json_row(row, a, k));
        }
        json_array_append_new(
            list, json_pack("{s:s, s:i, s:i, s:i, s:i, s:f, s:o}", "model", model_name(k->model),
                            "width", k->width, "height", k->height, "fps", k->fps, "drop_percent",
                            k->drop_percent, "seconds", report->seconds[c], "measures", table));
    }
    json_t *root = json_pack("{s:s, s:f, s:o}", "command", report->command, "height_cm", HEIGHT_CM,
                             "conditions", list);
    bool written = root && json_dump_file(root, path, JSON_INDENT(1) | JSON_REAL_PRECISION(5)) == 0;
    json_decref(root);
    return written ? RESULT_OK : fail(RESULT_CANNOT_CREATE, "cannot write %s", path);
}
