// SPDX-License-Identifier: MIT
// cmd_agree.c: `tiptoe agree`: two methods, or two days, of a study's table (docs/study.md).
#include "cli/agree_plot.h"
#include "cli/cli.h"
#include "cli/table.h"
#include "session/json_out.h"

#include <argp.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct AgreeOptions {
    const char *file, *first, *second, *plot;
    bool json;
} AgreeOptions;

enum { OPT_FIRST = 0x100, OPT_SECOND, OPT_PLOT, OPT_JSON };

static const struct argp_option options[] = {
    { "first", OPT_FIRST, "COLUMN", 0, "The reference, or the first day: name or number", 0 },
    { "second", OPT_SECOND, "COLUMN", 0, "The other method, or the second day", 0 },
    { "plot", OPT_PLOT, "FILE.svg", 0, "Differences over means as a picture", 0 },
    { "json", OPT_JSON, 0, 0, "As JSON", 0 },
    { 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    AgreeOptions *o = state->input;
    switch (key) {
    case OPT_FIRST: o->first = arg; break;
    case OPT_SECOND: o->second = arg; break;
    case OPT_PLOT: o->plot = arg; break;
    case OPT_JSON: o->json = true; break;
    case ARGP_KEY_ARG:
        if (o->file) argp_error(state, "\"%s\" is one word too many", arg);
        o->file = arg;
        break;
    case ARGP_KEY_END:
        if (!o->file) argp_error(state, "which table? one row a person, - for the standard input");
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static bool holds_numbers(const Table *table, int column)
{
    size_t numbers = 0;
    for (size_t i = 0; i < table->rows; i++) numbers += isfinite(table->value[column][i]) != 0;
    return 2 * numbers > table->rows;
}

// The named columns, or the two that hold numbers where no others do.
static Result find_columns(const AgreeOptions *o, const Table *table, int *first, int *second)
{
    int found[2] = { 0 }, count = 0;
    if (o->first && o->second) {
        Result result = table_column(table, o->first, first);
        return result ? result : table_column(table, o->second, second);
    }
    for (int c = 0; c < table->columns; c++) {
        if (!holds_numbers(table, c)) continue;
        if (count < 2) found[count] = c;
        count++;
    }
    *first = found[0];
    *second = found[1];
    if (count == 2 && !o->first && !o->second) return RESULT_OK;
    return fail(RESULT_USAGE, "%d columns hold numbers: say which two, --first and --second",
                count);
}

// Rows in which both are numbers, moved to the front of both columns.
static size_t keep_pairs(double *first, double *second, size_t rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows; i++) {
        if (!isfinite(first[i]) || !isfinite(second[i])) continue;
        first[kept] = first[i];
        second[kept++] = second[i];
    }
    return kept;
}

static void print_value(const char *name, const AgreeValue *v, const char *how)
{
    printf("%-28s %9.4g   95 %%: %.4g to %.4g   %s\n", name, v->value, v->interval.low,
           v->interval.high, how);
}

static void print_text(const Agree *a, const char *first, const char *second, size_t left_out)
{
    printf("%s and %s: %zu people", first, second, a->count);
    if (left_out) printf(" (%zu rows without both values left out)", left_out);
    printf("\n");
    print_value("bias, second - first", &a->bias, "Student's t");
    printf("%-28s %9.4g\n", "SD of the differences", a->sd);
    print_value("lower limit of agreement", &a->lower, "bias - 1.96 SD; Bland & Altman 1999");
    print_value("upper limit of agreement", &a->upper, "bias + 1.96 SD");
    print_value("ICC(2,1)", &a->icc_21, "two-way random, absolute agreement, single value");
    print_value("ICC(3,1)", &a->icc_31, "two-way mixed, consistency, single value");
    printf("%-28s %9.4g   without the bias: sqrt of the residual mean square\n", "SEM", a->sem);
    printf("%-28s %9.4g   1.96 sqrt 2 SEM\n", "MDC95", a->mdc95);
    print_value("slope over the mean", &a->slope,
                a->slope.interval.low > 0 || a->slope.interval.high < 0
                    ? "the difference grows with the value: limits do not hold at all sizes"
                    : "no sign that the difference grows with the value");
    if (a->count < 30) printf("Fewer than 30 people: the limits themselves are not yet exact.\n");
}

static void value_json(JsonOut *j, const char *name, const AgreeValue *v)
{
    json_begin(j, name);
    json_number(j, "value", v->value);
    json_number(j, "low", v->interval.low);
    json_number(j, "high", v->interval.high);
    json_end(j);
}

static Result print_json(const Agree *a, const char *first, const char *second, size_t left_out)
{
    JsonOut j = json_out(stdout, 9, true);
    json_begin(&j, NULL);
    json_text(&j, "first", first);
    json_text(&j, "second", second);
    json_whole(&j, "people", (int64_t)a->count);
    json_whole(&j, "left_out", (int64_t)left_out);
    value_json(&j, "bias", &a->bias);
    json_number(&j, "sd", a->sd);
    value_json(&j, "lower_limit", &a->lower);
    value_json(&j, "upper_limit", &a->upper);
    value_json(&j, "icc_2_1", &a->icc_21);
    value_json(&j, "icc_3_1", &a->icc_31);
    json_number(&j, "sem", a->sem);
    json_number(&j, "mdc95", a->mdc95);
    value_json(&j, "slope", &a->slope);
    json_end(&j);
    return json_finish(&j);
}

static const char *name_of(const Table *table, int column, const char *otherwise)
{
    return *table->name[column] ? table->name[column] : otherwise;
}

static Result run(const AgreeOptions *o)
{
    Table table = { 0 };
    Agree agree = { 0 };
    int first = 0, second = 0;
    Result result = table_read(&table, o->file);
    if (!result) result = find_columns(o, &table, &first, &second);
    if (!result && first == second)
        result = fail(RESULT_USAGE, "the two columns are one: nothing to compare");
    if (!result) {
        double *x = table.value[first], *y = table.value[second];
        const char *one = name_of(&table, first, "first"), *two = name_of(&table, second, "second");
        size_t kept = keep_pairs(x, y, table.rows), left_out = table.rows - kept;
        result = agree_of(x, y, kept, &agree);
        if (!result && o->plot) result = agree_plot(o->plot, &agree, x, y, one, two);
        if (!result && o->json) result = print_json(&agree, one, two, left_out);
        if (!result && !o->json) print_text(&agree, one, two, left_out);
    }
    table_free(&table);
    return result;
}

int cmd_agree(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .args_doc = "FILE",
        .doc = "Agreement of two methods, or of two days, over people: a table, one row a person."
    };
    AgreeOptions o = { 0 };
    int status = cli_parse("agree", &argp, argc, argv, &o);
    if (status) return status;
    Result result = run(&o);
    return result ? cli_fault("agree", result) : 0;
}
