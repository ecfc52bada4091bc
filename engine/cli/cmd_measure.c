// SPDX-License-Identifier: MIT
// cmd_measure.c: `tiptoe measure`: any measure of the list on anybody's table, so that all can
// check us.
#include "base/number.h"
#include "cli/cli.h"
#include "cli/measure_columns.h"
#include "cli/table_units.h"
#include "clinic/report.h"
#include "measure/measure.h"
#include "session/audit.h"
#include "session/json_out.h"

#include <argp.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct MeasureCommand {
    const char *name, *file, *session, *store;
    ColumnChoice choice;
    bool list, json;
    MeasureOptions options;
} MeasureCommand;

enum {
    OPT_TIME = 0x100,
    OPT_TIME_UNIT,
    OPT_FPS,
    OPT_UNIT,
    OPT_RAW,
    OPT_CUTOFF,
    OPT_RATE,
    OPT_SET,
    OPT_LIST,
    OPT_JSON,
    OPT_SESSION,
    OPT_STORE,
    OPT_COLUMN  // and the following ones
};

static const struct argp_option options[] = {
    { "time", OPT_TIME, "COL", 0, "Time stamps; COL is a header's name or a number from 1", 0 },
    { "time-unit", OPT_TIME_UNIT, "U", 0,
      "s, ms, us, ns, min or h (default: as the header says, or s)", 0 },
    { "fps", OPT_FPS, "F", 0, "Rows a second, where there is no column of time", 0 },
    { "x", OPT_COLUMN + MEASURE_X, "COL", 0, "First coordinate, or the value of each trial", 0 },
    { "y", OPT_COLUMN + MEASURE_Y, "COL", 0, "Second coordinate", 0 },
    { "x2", OPT_COLUMN + MEASURE_X2, "COL", 0, "The other point's, as --list tells", 0 },
    { "y2", OPT_COLUMN + MEASURE_Y2, "COL", 0, "", 0 },
    { "x3", OPT_COLUMN + MEASURE_X3, "COL", 0, "The third point's", 0 },
    { "y3", OPT_COLUMN + MEASURE_Y3, "COL", 0, "", 0 },
    { "speed", OPT_COLUMN + MEASURE_SPEED, "COL", 0,
      "Speed instead of x and y; taken as it is unless --cutoff is given", 0 },
    { "unit", OPT_UNIT, "U", 0,
      "Unit of length of all columns (default: as the header says, "
      "or cm)",
      0 },
    { "raw", OPT_RAW, 0, 0, "Neither resample nor filter", 0 },
    { "cutoff", OPT_CUTOFF, "HZ", 0,
      "Zero-lag low-pass, 2nd-order Butterworth run both ways (default: the measure's own)", 0 },
    { "rate", OPT_RATE, "HZ", 0, "Resample to this rate (default: the table's own)", 0 },
    { "set", OPT_SET, "NAME=VALUE", 0, "A parameter of the measure, as --list tells", 0 },
    { "json", OPT_JSON, 0, 0, "Print JSON", 0 },
    { "list", OPT_LIST, 0, 0, "Print all measures with units, formula and source", 0 },
    { "session", OPT_SESSION, "ID", 0,
      "All measures of a stored check-up: as they were kept, and by today's formulas", 0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { 0 },
};

static double positive(struct argp_state *state, const char *option, const char *text)
{
    double value;
    if (!number_read(text, 0, 1e6, &value) || value == 0)
        argp_error(state, "%s %s: it must be a number above 0", option, text);
    return value;
}

static void set_parameter(struct argp_state *state, MeasureParameters *set, const char *text)
{
    const char *equals = strchr(text, '=');
    double value = NAN;
    if (!equals || !number_read(equals + 1, -1e9, 1e9, &value))
        argp_error(state, "--set %s: write NAME=NUMBER", text);
    size_t length = equals ? (size_t)(equals - text) : 0;
#define X(field, ...)                                                                              \
    if (length == strlen(#field) && !strncmp(text, #field, length)) {                              \
        set->field = value;                                                                        \
        return;                                                                                    \
    }
    MEASURE_PARAMETER_LIST(X)
#undef X
    argp_error(state, "--set %s: there is no such parameter, see --list", text);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    MeasureCommand *c = state->input;
    if (key >= OPT_COLUMN && key < OPT_COLUMN + MEASURE_COLUMN_COUNT) {
        c->choice.column[key - OPT_COLUMN] = arg;
        return 0;
    }
    switch (key) {
    case OPT_TIME: c->choice.time = arg; break;
    case OPT_TIME_UNIT:
        if (unit_find(arg).kind != UNIT_TIME)
            argp_error(state, "--time-unit %s: it must be s, ms, us, ns, min or h", arg);
        c->choice.time_unit = arg;
        break;
    case OPT_FPS: c->choice.fps = positive(state, "--fps", arg); break;
    case OPT_UNIT:
        if (strlen(arg) > 15 || unit_find(arg).kind == UNIT_TIME)
            argp_error(state, "--unit %s: it must be a unit of length, such as cm or mm", arg);
        c->choice.unit = arg;
        break;
    case OPT_RAW: c->options.raw = true; break;
    case OPT_CUTOFF: c->options.cutoff_hz = positive(state, "--cutoff", arg); break;
    case OPT_RATE: c->options.rate_hz = positive(state, "--rate", arg); break;
    case OPT_SET: set_parameter(state, &c->options.set, arg); break;
    case OPT_LIST: c->list = true; break;
    case OPT_SESSION: c->session = arg; break;
    case OPT_STORE: c->store = arg; break;
    case OPT_JSON: c->json = true; break;
    case ARGP_KEY_ARG:
        if (state->arg_num > 1) argp_error(state, "\"%s\" is one argument too many", arg);
        *(state->arg_num ? &c->file : &c->name) = arg;
        break;
    case ARGP_KEY_END:
        if (!c->list && !c->session && !c->file)
            argp_error(state, "NAME and FILE are missing (or --list, or --session)");
        if (c->options.raw && (c->options.cutoff_hz > 0 || c->options.rate_hz > 0))
            argp_error(state, "--raw and --cutoff or --rate contradict each other");
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

// "--x [--y]": the columns that a measure needs and may have.
static void write_columns(const MeasureInfo *info, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    if (info->kind != MEASURE_TRIALS) used += (size_t)snprintf(text, size, "--time");
    for (int c = 0; c < MEASURE_COLUMN_COUNT && used < size; c++) {
        bool needed = info->needs & (1u << c), possible = info->may_have & (1u << c);
        if (!needed && !possible) continue;
        used += (size_t)snprintf(text + used, size - used, needed ? "%s--%s" : "%s[--%s]",
                                 used ? " " : "", measure_column_name((MeasureColumn)c));
    }
}

static void list_parameter(const char *name, const char *unit, double usual, const char *meaning)
{
    char text[16] = "-";
    if (!isnan(usual)) snprintf(text, sizeof text, "%g", usual);
    printf("    %-10s %-5s %-5s %s\n", name, unit, text, meaning);
}

// "20 samples, 10 samples a second, 3 to 600 s; x moves": what a table must be.
static void write_bounds(Measure measure, char *text, size_t size)
{
    MeasureOptions usual = measure_options();
    const MeasureBounds b = measure_bounds(measure, &usual);
    bool trials = measure_info(measure)->kind == MEASURE_TRIALS;
    size_t used = (size_t)snprintf(text, size, "%zu %s", b.least, trials ? "trials" : "samples");
    if (b.rate_hz > 0 && used < size)
        used += (size_t)snprintf(text + used, size - used, ", %g a second", b.rate_hz);
    if (isfinite(b.most_s) && used < size)
        used += (size_t)snprintf(text + used, size - used, ", %.3g to %.5g s", b.least_s, b.most_s);
    for (int c = 0; c < MEASURE_COLUMN_COUNT && used < size; c++)
        if (b.moves & 1u << c)
            used += (size_t)snprintf(text + used, size - used, ", the point of %s not constant",
                                     measure_column_name((MeasureColumn)c));
}

static Result list_text(void)
{
    char columns[128], bounds[192];
    for (int m = 0; m < MEASURE_COUNT; m++) {
        const MeasureInfo *info = measure_info((Measure)m);
        write_columns(info, columns, sizeof columns);
        printf("%-26s %-6s version %d  trust %c  better: %s\n", info->name, info->unit,
               info->version, info->trust, measure_better_text(info->better));
        printf("    %s\n    %s", columns, info->formula);
        if (info->cutoff_hz > 0) printf("; low-pass %g Hz", info->cutoff_hz);
        write_bounds((Measure)m, bounds, sizeof bounds);
        printf("\n    needs %s\n    [%s]\n", bounds, info->source);
    }
    puts("\nParameters (--set NAME=VALUE), their unit and usual value:");
#define X(field, unit, usual, least, most, meaning)                                                \
    list_parameter(#field, unit, (double)usual, meaning);
    MEASURE_PARAMETER_LIST(X)
#undef X
    puts(
        "\nTrust with one frontal camera: A trends, B with its error band, C only beside its "
        "noise\n"
        "floor, D not from such a camera. Low-pass: 2nd-order Butterworth run both ways, half the\n"
        "amplitude at the named frequency. Gaps up to 0.1 s are bridged, longer ones cut the "
        "trial.\n"
        "What a table needs is counted in its longest piece without a gap; a table that has less\n"
        "has no value and no trust, and the reason is said.");
    return RESULT_OK;
}

static void bounds_json(JsonOut *j, Measure measure)
{
    MeasureOptions usual = measure_options();
    const MeasureBounds b = measure_bounds(measure, &usual);
    json_begin(j, "needs");
    json_whole(j, "samples", (int64_t)b.least);
    json_number(j, "rate_hz", b.rate_hz);
    json_number(j, "seconds_least", b.least_s);
    json_number(j, "seconds_most", b.most_s);
    json_list(j, "not_constant");
    for (int c = 0; c < MEASURE_COLUMN_COUNT; c++)
        if (b.moves & 1u << c) json_text(j, NULL, measure_column_name((MeasureColumn)c));
    json_end(j);
    json_end(j);
}

static Result list_json(void)
{
    char columns[128];
    JsonOut j = json_out(stdout, 15, true);
    json_list(&j, NULL);
    for (int m = 0; m < MEASURE_COUNT; m++) {
        const MeasureInfo *info = measure_info((Measure)m);
        char trust[2] = { info->trust, '\0' };
        write_columns(info, columns, sizeof columns);
        json_begin(&j, NULL);
        json_text(&j, "measure", info->name);
        json_text(&j, "unit", info->unit);
        json_whole(&j, "version", info->version);
        json_text(&j, "trust", trust);
        json_text(&j, "better", measure_better_text(info->better));
        json_text(&j, "columns", columns);
        json_number(&j, "cutoff_hz", info->cutoff_hz);
        bounds_json(&j, (Measure)m);
        json_text(&j, "formula", info->formula);
        json_text(&j, "source", info->source);
        json_end(&j);
    }
    json_end(&j);
    return json_finish(&j);
}

// The measure's unit with the table's unit of length in the place of cm.
static void write_unit(const char *length, const char *unit, char *text, size_t size)
{
    bool replace = !strncmp(unit, "cm", 2) && *length;
    snprintf(text, size, "%s%s", replace ? length : unit, replace ? unit + 2 : "");
}

static Result compute(const MeasureCommand *c, Measure measure, const MeasureTable *in,
                      MeasureValue *value)
{
    size_t work_count;
    Result result = measure_work(measure, in, &c->options, &work_count);
    if (result) return result;
    double *work = malloc(work_count * sizeof *work);
    if (!work) return fail(RESULT_FULL, "%zu rows do not fit into memory: cut them", in->count);
    result = measure_compute(measure, in, &c->options, work, work_count, value);
    free(work);
    return result;
}

// The room of measures speaks of columns; the options that name them are this command's.
static Result name_options(Result result)
{
    char text[256];
    if (result != RESULT_USAGE) return result;
    snprintf(text, sizeof text, "%s", fail_text());
    return fail(result, "%s (columns: --x COL, --y COL, ..., --time COL or --fps F; see --list)",
                text);
}

// `why`: of a value that is none, NULL if there is one. Only a value has a trust class.
static Result value_json(Measure measure, const MeasureValue *v, const char *unit, const char *why)
{
    const MeasureInfo *info = measure_info(measure);
    char trust[2] = { info->trust, '\0' };
    JsonOut j = json_out(stdout, 15, true);
    json_begin(&j, NULL);
    json_text(&j, "measure", info->name);
    json_number(&j, "value", v->value);
    json_text(&j, "unit", unit);
    json_whole(&j, "version", info->version);
    json_number(&j, "quality", v->quality);
    json_text(&j, "trust", why ? NULL : trust);
    json_text(&j, "reason", measure_none_name(v->none));
    json_text(&j, "why", why);
    json_whole(&j, "samples", (int64_t)v->samples);
    json_number(&j, "seconds", why ? NAN : v->seconds);
    json_number(&j, "rate_hz", why ? NAN : v->rate_hz);
    json_number(&j, "cutoff_hz", why ? NAN : v->cutoff_hz);
    json_flag(&j, "cut", v->cut);
    json_end(&j);
    return json_finish(&j);
}

static Result value_text(Measure measure, const MeasureValue *v, const char *unit)
{
    const MeasureInfo *info = measure_info(measure);
    printf("%s %.9g%s%s\n", info->name, v->value, strcmp(unit, "1") ? " " : "",
           strcmp(unit, "1") ? unit : "");
    printf("    version %d, trust %c, %.1f %% of the rows used, %zu ", info->version, info->trust,
           100 * v->quality, v->samples);
    if (v->rate_hz <= 0) {
        puts("trials");
        return RESULT_OK;
    }
    printf("samples, %.2f s at %.4g Hz, ", v->seconds, v->rate_hz);
    if (v->cutoff_hz > 0) {
        printf("low-pass %g Hz", v->cutoff_hz);
    } else {
        printf("no filter");
    }
    puts(v->cut ? "; cut at a gap, the longest piece was measured" : "");
    return RESULT_OK;
}

// A value that is none is an answer too, with its reason; the command fails all the same.
static Result none_json(Measure measure, const MeasureValue *v, const char *unit)
{
    char text[256];
    snprintf(text, sizeof text, "%s", fail_text());
    const char *why = strstr(text, "not measurable: ");
    Result result = value_json(measure, v, unit, why ? why + strlen("not measurable: ") : text);
    return result ? result : fail(RESULT_MALFORMED, "%s", text);
}

static Result measure_session(const MeasureCommand *c)
{
    ClinicSession session;
    Result result = clinic_open(&session, c->store, c->session);
    if (!result)
        result =
            audit_look(session.store, AUDIT_READ, AUDIT_OF_SESSION, session.recording.info.uuid);
    if (!result) result = report_recomputed(&session, c->json, stdout);
    clinic_close(&session);
    return result;
}

static Result measure_file(const MeasureCommand *c)
{
    Measure measure = measure_find(c->name);
    if (measure == MEASURE_COUNT)
        return fail(RESULT_USAGE, "there is no measure \"%s\": see --list", c->name);
    Table table = { 0 };
    MeasureColumns columns = { 0 };
    MeasureValue value = { .value = NAN };
    char unit[2 * TABLE_NAME_MAX];
    Result result = table_read(&table, c->file);
    if (!result) result = measure_columns(&c->choice, measure, &table, &columns);
    if (!result) write_unit(columns.length, measure_info(measure)->unit, unit, sizeof unit);
    if (!result) result = name_options(compute(c, measure, &columns.in, &value));
    if (!result && c->json)
        result = value_json(measure, &value, unit, NULL);
    else if (!result)
        result = value_text(measure, &value, unit);
    else if (c->json && value.none)
        result = none_json(measure, &value, unit);
    free(columns.time_s);
    table_free(&table);
    return result;
}

int cmd_measure(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .args_doc = "NAME --time COL --x COL [--y COL] FILE\n--list\n--session ID",
        .doc = "Computes a clinical measure of a table: a header and numbers, separated by commas, "
               "semicolons, tabs or blanks; - reads the standard input."
    };
    MeasureCommand c = { .options = measure_options() };
    int status = cli_parse("measure", &argp, argc, argv, &c);
    if (status) return status;
    Result result;
    if (c.list)
        result = (c.json ? list_json : list_text)();
    else
        result = c.session ? measure_session(&c) : measure_file(&c);
    return result ? cli_fault("measure", result) : 0;
}
