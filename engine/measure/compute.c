// SPDX-License-Identifier: MIT
// compute.c: any measure of the list from a table of columns: clean, cut, resample, filter,
// formula.
#include "measure/series.h"
#include "measure/signal.h"

#include <math.h>
#include <string.h>

#define TABLE_MAX ((size_t)16 * 1000 * 1000)

static int count_bits(unsigned set)
{
    int n = 0;
    for (; set; set &= set - 1) n++;
    return n;
}

static unsigned given(const MeasureTable *table)
{
    unsigned set = 0;
    for (int c = 0; c < MEASURE_COLUMN_COUNT; c++) set |= table->column[c] ? 1u << c : 0;
    return set;
}

// The columns of the table that this measure reads; a SPEED column goes before x and y.
static unsigned used(Measure measure, const MeasureTable *table)
{
    const MeasureInfo *info = measure_info(measure);
    unsigned set = given(table) & (info->needs | info->may_have);
    return set & COLUMN_SPEED ? COLUMN_SPEED : set;
}

static Result check(Measure measure, const MeasureTable *table, const MeasureOptions *options)
{
    const MeasureInfo *info = measure_info(measure);
    unsigned have = given(table);
    for (int c = 0; c < MEASURE_COLUMN_COUNT; c++) {
        if ((info->needs & ~have) & (1u << c)) {
            return fail(RESULT_USAGE, "%s needs the column %s", info->name, measure_column_name(c));
        }
        if (have & ~(info->needs | info->may_have) & (1u << c)) {
            return fail(RESULT_USAGE, "%s does not read the column %s: leave it out", info->name,
                        measure_column_name(c));
        }
    }
    bool free_choice = info->may_have & COLUMN_SPEED;
    if (free_choice && !(have & (COLUMN_SPEED | COLUMN_X))) {
        return fail(RESULT_USAGE, "%s needs the column x (and y), or speed", info->name);
    }
    if ((have & COLUMN_Y2) && !(have & COLUMN_Y) && (info->may_have & COLUMN_Y)) {
        return fail(RESULT_USAGE, "%s needs the column y beside y2", info->name);
    }
    if (info->kind != MEASURE_TRIALS && !table->time_s) {
        return fail(RESULT_USAGE, "%s needs a column of times", info->name);
    }
    if (!(options->cutoff_hz >= 0) || !(options->rate_hz >= 0)) {
        return fail(RESULT_USAGE, "the low-pass and the rate must be above 0 Hz");
    }
    if (table->count > TABLE_MAX) {
        return fail(RESULT_FULL, "%zu rows are more than %zu: cut the table into trials",
                    table->count, TABLE_MAX);
    }
    return RESULT_OK;
}

// The most even samples that a table of `rows` may become: at its own rate, were half of them
// missing, or at one that is asked for.
static size_t even_max(const MeasureOptions *options, size_t rows)
{
    return (options->rate_hz > 0 ? 4 : 2) * rows + 64;
}

// How many even samples this table becomes: its rows, unless another rate is asked for or rows are
// missing. An upper bound without looking at the times in detail.
static size_t even_bound(const MeasureTable *table, const MeasureOptions *options)
{
    bool native = options->raw || !table->time_s;
    return native ? table->count : even_max(options, table->count);
}

Result measure_work(Measure measure, const MeasureTable *table, const MeasureOptions *options,
                    size_t *work_count)
{
    Result result = check(measure, table, options);
    if (result != RESULT_OK) return result;
    size_t columns = (size_t)count_bits(used(measure, table)), rows = table->count;
    // The clean table (and its times, and room for a median), the even one, the formula's own.
    size_t even = even_bound(table, options);
    *work_count =
        (columns + 2) * rows + (columns + 1) * even + measure_formula(measure)->room(even) + 64;
    return RESULT_OK;
}

// The measures of one reach have their own way from table to value.
static Result reach_value(Measure measure, const MeasureTable *t, const MeasureOptions *options,
                          MeasureValue *value)
{
    const char *name = measure_info(measure)->name;
    if (t->count < 4 || t->count > REACH_SAMPLES_MAX) {
        return fail(RESULT_MALFORMED, "%s: one reach has 4 to %d rows, not %zu: cut the table",
                    name, REACH_SAMPLES_MAX, t->count);
    }
    if (options->raw || options->cutoff_hz > 0 || options->rate_hz > 0) {
        return fail(RESULT_USAGE,
                    "%s always uses 60 Hz and a low-pass of 6 Hz: neither can be chosen", name);
    }
    ReachSample sample[REACH_SAMPLES_MAX];
    const double *trunk_x = t->column[MEASURE_X2], *trunk_y = t->column[MEASURE_Y2];
    for (size_t i = 0; i < t->count; i++) {
        sample[i] = (ReachSample){ t->time_s[i],
                                   t->column[MEASURE_X][i],
                                   t->column[MEASURE_Y][i],
                                   trunk_x ? trunk_x[i] : 0,
                                   trunk_y ? trunk_y[i] : 0,
                                   true };
    }
    const MeasureParameters *set = &options->set;
    double first = t->time_s[0], last = t->time_s[t->count - 1];
    ReachWindow window = { sample,
                           t->count,
                           isnan(set->stimulus) ? first : set->stimulus,
                           isnan(set->entry) ? last : set->entry,
                           set->noise,
                           0 };
    ReachMeasures m = reach_measure(&window);
    const Formula *formula = measure_formula(measure);
    double result = formula->value(&(Series){ .reach = &m, .field = formula->field });
    if (!isfinite(result)) {
        return fail(RESULT_MALFORMED, "%s cannot be measured: %s", name,
                    reach_reason_text(m.reason[formula->field]));
    }
    *value = (MeasureValue){ result,        m.quality,       t->count, last - first,
                             REACH_RATE_HZ, REACH_CUTOFF_HZ, false };
    return RESULT_OK;
}

typedef struct Clean {
    double *time_s;
    double *c[MEASURE_COLUMN_COUNT];  // in the order of the set bits
    int columns;
    size_t count;
} Clean;

// Copies the used columns into the workspace and drops what cannot be used.
static Clean clean_table(Measure measure, const MeasureTable *table, double **work)
{
    REQUIRE(*work);
    Clean clean = { .time_s = *work };
    size_t rows = table->count, bytes = rows * sizeof(double);
    bool trials = measure_info(measure)->kind == MEASURE_TRIALS;
    *work += rows;
    for (size_t i = 0; i < rows; i++) clean.time_s[i] = trials ? (double)i : table->time_s[i];
    unsigned set = used(measure, table);
    for (int c = 0; c < MEASURE_COLUMN_COUNT; c++) {
        if (!(set & (1u << c))) continue;
        double *column = clean.c[clean.columns++] = *work;
        *work += rows;
        if (rows > 0) memcpy(column, table->column[c], bytes);
    }
    clean.count = signal_clean(clean.time_s, clean.c, clean.columns, rows);
    return clean;
}

// The longest piece of the track, even and low-passed.
static Result make_even(Series *e, const MeasureInfo *info, const Clean *clean, SignalSpan span,
                        double step_s, double *work)
{
    const MeasureOptions *options = e->options;
    const char *name = info->name;
    const double *time_s = clean->time_s + span.first;
    double own_rate =
        signal_is_even(time_s, span.count) ? signal_rate(time_s, span.count) : 1 / step_s;
    bool as_it_is = options->raw || (options->rate_hz <= 0 && signal_is_even(time_s, span.count));
    e->rate_hz = as_it_is               ? signal_rate(time_s, span.count)
                 : options->rate_hz > 0 ? options->rate_hz
                                        : own_rate;
    e->count = as_it_is ? span.count : signal_resampled_count(time_s, span.count, e->rate_hz);
    if (!(e->rate_hz > 0)) return fail(RESULT_MALFORMED, "%s: the times do not rise", name);
    if (e->count > even_max(options, clean->count)) {
        return fail(RESULT_USAGE, "%s: %g Hz is far above the table's rate: ask for less", name,
                    e->rate_hz);
    }
    unsigned set = 0;
    for (int c = 0; c < MEASURE_COLUMN_COUNT; c++) set |= e->c[c] ? 1u << c : 0;
    double own_cutoff = set & COLUMN_SPEED ? 0 : info->cutoff_hz;
    bool unfiltered = options->raw || info->kind == MEASURE_UNFILTERED;
    e->cutoff_hz = unfiltered ? 0 : options->cutoff_hz > 0 ? options->cutoff_hz : own_cutoff;

    double *even_time = work;
    work += e->count;
    for (size_t i = 0; i < e->count; i++) {
        even_time[i] = as_it_is ? time_s[i] : time_s[0] + (double)i / e->rate_hz;
    }
    e->time_s = even_time;
    for (int c = 0, k = 0; c < MEASURE_COLUMN_COUNT; c++) {
        if (!(set & (1u << c))) continue;
        const double *from = clean->c[k++] + span.first;
        if (as_it_is) {
            memcpy(work, from, e->count * sizeof *work);
        } else {
            signal_resample(time_s, from, span.count, e->rate_hz, work, e->count);
        }
        if (e->cutoff_hz > 0) signal_lowpass(work, e->count, e->rate_hz, e->cutoff_hz);
        e->c[c] = work;
        work += e->count;
    }
    e->work = work;
    return RESULT_OK;
}

Result measure_compute(Measure measure, const MeasureTable *table, const MeasureOptions *options,
                       double *work, size_t work_count, MeasureValue *value)
{
    size_t needed;
    Result result = measure_work(measure, table, options, &needed);
    if (result != RESULT_OK) return result;
    REQUIRE(work_count >= needed);
    const MeasureInfo *info = measure_info(measure);
    if (table->count == 0) return fail(RESULT_MALFORMED, "%s: the table is empty", info->name);
    if (info->kind == MEASURE_REACH) return reach_value(measure, table, options, value);

    Clean clean = clean_table(measure, table, &work);
    bool too_few = clean.count < table->count - table->count / 2 && info->kind != MEASURE_ROWS;
    if (clean.count == 0 || too_few) {
        return fail(
            RESULT_MALFORMED,
            "%s: only %zu of %zu rows can be used: the others repeat or turn back in time, or "
            "hold no number",
            info->name, clean.count, table->count);
    }
    Series e = { .options = options, .count = clean.count };
    for (int c = 0, k = 0; c < MEASURE_COLUMN_COUNT; c++) {
        if (used(measure, table) & (1u << c)) e.c[c] = clean.c[k++];
    }
    double *spare = work;
    size_t taken = clean.count;
    bool cut = false;
    if (info->kind != MEASURE_TRIALS) {
        double step = signal_median_step(clean.time_s, clean.count, spare);
        if (!(step > 0)) return fail(RESULT_MALFORMED, "%s: one sample is no track", info->name);
        e.quality = dose_quality(clean.time_s, clean.count, table->count, spare);
        // A track that is slower than 10 Hz has no gaps in its own steps.
        SignalSpan span =
            signal_longest(clean.time_s, clean.count, fmax(SIGNAL_GAP_MAX_S, 1.5 * step));
        cut = span.count < clean.count;
        taken = span.count;
        result = make_even(&e, info, &clean, span, step, spare);
        if (result != RESULT_OK) return result;
    } else {
        e.work = spare;
    }
    double answer = measure_formula(measure)->value(&e);
    if (!isfinite(answer)) {
        return fail(RESULT_MALFORMED, "%s cannot be measured on these %zu %s: %s", info->name,
                    e.count, info->kind == MEASURE_TRIALS ? "trials" : "samples",
                    e.count < 8 ? "too few" : "no movement, or not what its formula needs");
    }
    double seconds = e.rate_hz > 0 ? (double)e.count / e.rate_hz : 0;
    double share = (double)taken / (double)table->count;
    *value = (MeasureValue){ answer, share, e.count, seconds, e.rate_hz, e.cutoff_hz, cut };
    return RESULT_OK;
}
