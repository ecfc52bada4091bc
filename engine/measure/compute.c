// SPDX-License-Identifier: MIT
// compute.c: any measure of the list from a table of columns: clean, cut, resample, filter,
// formula.
#include "measure/bounds.h"
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

static Result check(Measure measure, const MeasureTable *table)
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

// Options that nothing could be done with are refused: left out in silence they would be believed.
static Result check_options(Measure measure, const MeasureOptions *options)
{
    const MeasureInfo *info = measure_info(measure);
    const MeasureParameters *set = &options->set;
    bool rows = info->kind == MEASURE_ROWS, trials = info->kind == MEASURE_TRIALS;
    if (!(options->cutoff_hz >= 0) || !(options->rate_hz >= 0))
        return fail(RESULT_USAGE, "the low-pass and the rate must be above 0 Hz");
    if ((rows || trials) && (options->cutoff_hz > 0 || options->rate_hz > 0))
        return fail(RESULT_USAGE, "%s is about the %s as they are: no low-pass, no other rate",
                    info->name, trials ? "trials" : "rows");
#define X(field, unit, usual, least, most, meaning)                                                \
    if (set->field < (least) || set->field > (most))                                               \
        return fail(RESULT_USAGE, "%s %g: it lies between %g and %g %s", #field, set->field,       \
                    (double)(least), (double)(most), unit);
    MEASURE_PARAMETER_LIST(X)
#undef X
    if (!(set->low <= set->high))
        return fail(RESULT_USAGE, "low %g is above high %g", set->low, set->high);
    return RESULT_OK;
}

Result measure_work(Measure measure, const MeasureTable *table, const MeasureOptions *options,
                    size_t *work_count)
{
    Result result = check(measure, table);
    if (result == RESULT_OK) result = check_options(measure, options);
    if (result != RESULT_OK) return result;
    size_t columns = (size_t)count_bits(used(measure, table)), rows = table->count;
    // The clean table (and its times, and room for a median), the even one, the formula's own.
    size_t even = even_bound(table, options);
    *work_count =
        (columns + 2) * rows + (columns + 1) * even + measure_formula(measure)->room(even) + 64;
    return RESULT_OK;
}

static size_t usable_rows(const MeasureTable *t)
{
    size_t usable = 0;
    double before = -INFINITY;
    for (size_t i = 0; i < t->count; i++) {
        bool good = isfinite(t->time_s[i]) && t->time_s[i] > before;
        if (good) before = t->time_s[i];
        for (int c = 0; c < MEASURE_COLUMN_COUNT; c++)
            good = good && (!t->column[c] || isfinite(t->column[c][i]));
        usable += good;
    }
    return usable;
}

static Result too_few_rows(Measure measure, size_t usable, size_t all, MeasureNone *none)
{
    return bounds_none(measure, MEASURE_NONE_ROWS, none,
                       "only %zu of %zu rows can be used: the others repeat or turn back in time, "
                       "or hold no number",
                       usable, all);
}

static Result reach_bounds(Measure measure, const MeasureTable *t, const MeasureOptions *options,
                           MeasureNone *none)
{
    size_t usable = usable_rows(t);
    BoundsTrack track = { .count = t->count, .seconds = t->time_s[t->count - 1] - t->time_s[0] };
    memcpy(track.column, t->column, sizeof track.column);
    if (track.seconds > 0) track.rate_hz = (double)(t->count - 1) / track.seconds;
    if (2 * usable < t->count || !(track.seconds > 0))
        return too_few_rows(measure, usable, t->count, none);
    Result result = bounds_check(measure, &track, options, none);
    if (!result && t->count > REACH_SAMPLES_MAX)
        result = bounds_none(measure, MEASURE_NONE_LONG, none,
                             "one reach has at most %d rows, not %zu: cut the table",
                             REACH_SAMPLES_MAX, t->count);
    return result;
}

static MeasureNone none_of_reach(ReachReason reason)
{
    switch (reason) {
    case REACH_NO_TRACK:
    case REACH_GAP: return MEASURE_NONE_ROWS;
    case REACH_TOO_SHORT: return MEASURE_NONE_FEW;
    case REACH_TOO_LONG: return MEASURE_NONE_LONG;
    case REACH_TOO_SLOW: return MEASURE_NONE_SLOW;
    default: return MEASURE_NONE_FORMULA;  // of this reach, not of its record
    }
}

// The measures of one reach have their own way from table to value.
static Result reach_value(Measure measure, const MeasureTable *t, const MeasureOptions *options,
                          MeasureValue *value)
{
    const char *name = measure_info(measure)->name;
    if (options->raw || options->cutoff_hz > 0 || options->rate_hz > 0) {
        return fail(RESULT_USAGE,
                    "%s always uses 60 Hz and a low-pass of 6 Hz: neither can be chosen", name);
    }
    Result bounds = reach_bounds(measure, t, options, &value->none);
    if (bounds != RESULT_OK) return bounds;
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
        ReachReason reason = m.reason[formula->field];
        return bounds_none(measure, none_of_reach(reason), &value->none, "%s",
                           reach_reason_text(reason));
    }
    *value = (MeasureValue){ .value = result,
                             .quality = m.quality,
                             .samples = t->count,
                             .seconds = last - first,
                             .rate_hz = REACH_RATE_HZ,
                             .cutoff_hz = REACH_CUTOFF_HZ };
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
static Result make_even(Series *e, Measure measure, const Clean *clean, SignalSpan span,
                        double step_s, double *work, MeasureNone *none)
{
    const MeasureOptions *options = e->options;
    const MeasureInfo *info = measure_info(measure);
    const char *name = info->name;
    const double *time_s = clean->time_s + span.first;
    double own_rate =
        signal_is_even(time_s, span.count) ? signal_rate(time_s, span.count) : 1 / step_s;
    bool as_it_is = options->raw || (options->rate_hz <= 0 && signal_is_even(time_s, span.count));
    e->rate_hz = as_it_is               ? signal_rate(time_s, span.count)
                 : options->rate_hz > 0 ? options->rate_hz
                                        : own_rate;
    e->count = as_it_is ? span.count : signal_resampled_count(time_s, span.count, e->rate_hz);
    if (!(e->rate_hz > 0))
        return bounds_none(measure, MEASURE_NONE_ROWS, none, "the times do not rise");
    if (e->count > even_max(options, clean->count)) {
        return fail(RESULT_USAGE, "%s: %g Hz is far above the table's rate: ask for less", name,
                    e->rate_hz);
    }
    unsigned set = 0;
    for (int c = 0; c < MEASURE_COLUMN_COUNT; c++) set |= e->c[c] ? 1u << c : 0;
    double own_cutoff = set & COLUMN_SPEED ? 0 : info->cutoff_hz;
    e->cutoff_hz = options->raw ? 0 : options->cutoff_hz > 0 ? options->cutoff_hz : own_cutoff;
    // Resampling adds rows, no movement: the table's own rate carries the filter.
    double most_hz = SIGNAL_CUTOFF_SHARE * fmin(own_rate, e->rate_hz);
    if (e->cutoff_hz >= most_hz && options->cutoff_hz > 0)
        return fail(RESULT_USAGE,
                    "%s: a low-pass of %g Hz cannot be on %.4g samples a second: below %.3g Hz",
                    name, e->cutoff_hz, fmin(own_rate, e->rate_hz), most_hz);
    if (e->cutoff_hz >= most_hz)
        return bounds_none(measure, MEASURE_NONE_SLOW, none,
                           "its low-pass of %g Hz needs more than %.3g samples a second, not %.3g",
                           e->cutoff_hz, e->cutoff_hz / SIGNAL_CUTOFF_SHARE,
                           fmin(own_rate, e->rate_hz));

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

// The longest piece of the track as the formula will see it, if it is what the measure needs.
static Result take_piece(Series *e, Measure measure, const Clean *clean, double *work,
                         MeasureValue *value)
{
    bool trials = measure_info(measure)->kind == MEASURE_TRIALS;
    bool rows = measure_info(measure)->kind == MEASURE_ROWS;
    SignalSpan span = { 0, clean->count };
    BoundsTrack track = { .count = clean->count };
    double step = 0;
    if (!trials) {
        step = signal_median_step(clean->time_s, clean->count, work);
        if (!(step > 0) && value->samples > 1)
            return too_few_rows(measure, clean->count, value->samples, &value->none);
        if (!(step > 0))
            return bounds_none(measure, MEASURE_NONE_FEW, &value->none, "one sample is no track");
        e->quality = dose_quality(clean->time_s, clean->count, value->samples, work);
        // A track that is slower than 10 Hz has no gaps in its own steps.
        span = signal_longest(clean->time_s, clean->count, fmax(SIGNAL_GAP_MAX_S, 1.5 * step));
        const double *time_s = clean->time_s + span.first;
        track.count = rows ? clean->count : span.count;  // how gaps cut it is what rows tell
        track.rate_hz = 1 / step;
        track.seconds = time_s[span.count - 1] - time_s[0];
        value->cut = track.count < clean->count;
    }
    for (int c = 0; c < MEASURE_COLUMN_COUNT; c++)
        if (e->c[c]) track.column[c] = e->c[c] + span.first;
    value->quality = (double)track.count / (double)value->samples;
    Result result = bounds_check(measure, &track, e->options, &value->none);
    if (result != RESULT_OK) return result;
    if (!trials) return make_even(e, measure, clean, span, step, work, &value->none);
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
    *value = (MeasureValue){ .value = NAN, .samples = table->count };
    if (table->count == 0)
        return bounds_none(measure, MEASURE_NONE_ROWS, &value->none, "the table is empty");
    if (info->kind == MEASURE_REACH) return reach_value(measure, table, options, value);

    Clean clean = clean_table(measure, table, &work);
    bool too_few = clean.count < table->count - table->count / 2 && info->kind != MEASURE_ROWS;
    if (clean.count == 0 || too_few)
        return too_few_rows(measure, clean.count, table->count, &value->none);
    Series e = { .options = options, .count = clean.count };
    for (int c = 0, k = 0; c < MEASURE_COLUMN_COUNT; c++)
        if (used(measure, table) & (1u << c)) e.c[c] = clean.c[k++];
    result = take_piece(&e, measure, &clean, work, value);
    if (result != RESULT_OK) return result;
    double answer = measure_formula(measure)->value(&e);
    if (!isfinite(answer))
        return bounds_none(measure, MEASURE_NONE_FORMULA, &value->none,
                           "these %zu %s are not what its formula needs", e.count,
                           info->kind == MEASURE_TRIALS ? "trials" : "samples");
    value->value = answer;
    value->samples = e.count;
    value->seconds = e.rate_hz > 0 ? (double)e.count / e.rate_hz : 0;
    value->rate_hz = e.rate_hz;
    value->cutoff_hz = e.cutoff_hz;
    return RESULT_OK;
}
