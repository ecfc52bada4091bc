// compute.c: any measure of the list from a table of columns: clean, cut, resample, filter,
// formula.
#include "measure/balance.h"
#include "measure/bilateral.h"
#include "measure/change.h"
#include "measure/dose.h"
#include "measure/measure.h"
#include "measure/reach.h"
#include "measure/rom.h"
#include "measure/signal.h"
#include "measure/smooth.h"
#include "measure/spectrum.h"
#include "measure/sway.h"
#include "measure/timing.h"

#include <math.h>
#include <string.h>

#define TABLE_MAX ((size_t)16 * 1000 * 1000)

// What the formulas see: even samples (or trials) and room to work in.
typedef struct Even {
    Measure measure;
    const MeasureOptions *options;
    const double *c[MEASURE_COLUMN_COUNT];  // NULL: not given
    const double *time_s;
    size_t count;
    double rate_hz;    // 0 for trials
    double cutoff_hz;  // of the low-pass, 0 none
    double *work;      // at least formula_work() doubles
    DoseQuality quality;
} Even;

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
            return fail(RESULT_USAGE, "%s needs a column for --%s (see --list)", info->name,
                        measure_column_name(c));
        }
        if (have & ~(info->needs | info->may_have) & (1u << c)) {
            return fail(RESULT_USAGE, "%s does not read --%s: leave it out", info->name,
                        measure_column_name(c));
        }
    }
    bool free_choice = info->may_have & COLUMN_SPEED;
    if (free_choice && !(have & (COLUMN_SPEED | COLUMN_X))) {
        return fail(RESULT_USAGE, "%s needs --x (and --y), or --speed", info->name);
    }
    if ((have & COLUMN_Y2) && !(have & COLUMN_Y) && (info->may_have & COLUMN_Y)) {
        return fail(RESULT_USAGE, "%s needs --y beside --y2", info->name);
    }
    if (info->kind == MEASURE_TRACK && !table->time_s) {
        return fail(RESULT_USAGE, "%s needs a column for --time, or --fps", info->name);
    }
    if (!(options->cutoff_hz >= 0) || !(options->rate_hz >= 0)) {
        return fail(RESULT_USAGE, "--cutoff and --rate must be above 0 Hz");
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

static size_t formula_work(Measure measure, size_t count)
{
    switch (measure) {
    case MEASURE_SPARC: return count + smooth_sparc_work(count);
    case MEASURE_SWAY_MEAN_FREQUENCY:
    case MEASURE_SWAY_CENTROID_FREQUENCY:
    case MEASURE_SWAY_MEDIAN_FREQUENCY:
    case MEASURE_SWAY_F95:
    case MEASURE_SWAY_FREQUENCY_DISPERSION: return sway_spectrum_work(count);
    case MEASURE_RELATIVE_PHASE:
    case MEASURE_PHASE_LOCKING:
    case MEASURE_PHASE_SD: return bilateral_phase_work(count);
    default: return count + 1;
    }
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
    *work_count = (columns + 2) * rows + (columns + 1) * even + formula_work(measure, even) + 64;
    return RESULT_OK;
}

static double sway_value(const Even *e)
{
    const double *x = e->c[MEASURE_X], *y = e->c[MEASURE_Y];
    double cutoff = e->options->cutoff_hz > 0 ? e->options->cutoff_hz : SWAY_CUTOFF_HZ;
    switch (e->measure) {
    case MEASURE_SWAY_RMS: return sway_rms(x, y, e->count);
    case MEASURE_SWAY_RANGE: return sway_range(x, e->count);
    case MEASURE_SWAY_PATH: return e->count > 1 ? signal_path(x, y, e->count) : NAN;
    case MEASURE_SWAY_VELOCITY: return sway_velocity(x, y, e->count, e->rate_hz);
    case MEASURE_SWAY_AREA: return sway_area(x, y, e->count);
    case MEASURE_SWAY_NOISE_RMS: return sway_noise(x, e->count, e->rate_hz, cutoff, e->work).rms;
    case MEASURE_SWAY_NOISE_VELOCITY:
        return sway_noise(x, e->count, e->rate_hz, cutoff, e->work).velocity;
    case MEASURE_ROMBERG_QUOTIENT: {
        double open = sway_rms(x, NULL, e->count);
        return open > 0 ? sway_rms(e->c[MEASURE_X2], NULL, e->count) / open : NAN;
    }
    default: break;
    }
    SwaySpectrum s = sway_spectrum(x, y, e->count, e->rate_hz, e->work);
    switch (e->measure) {
    case MEASURE_SWAY_MEAN_FREQUENCY: return s.mean;
    case MEASURE_SWAY_CENTROID_FREQUENCY: return s.centroid;
    case MEASURE_SWAY_MEDIAN_FREQUENCY: return s.median;
    case MEASURE_SWAY_F95: return s.f95;
    default: return s.dispersion;
    }
}

static double limit_value(const Even *e, double side)
{
    const double *x = e->c[MEASURE_X];
    size_t n = (size_t)fmin(fmax(0.5 * e->rate_hz, 1), (double)e->count);
    double start = signal_mean(x, n);
    for (size_t i = 0; i < e->count; i++) e->work[i] = side * (x[i] - start);
    return balance_held_maximum(e->work, e->count, e->rate_hz, e->options->set.hold);
}

static double trunk_value(const Even *e)
{
    for (size_t i = 0; i < e->count; i++) {
        double lean = balance_trunk_lean(e->c[MEASURE_X][i], e->c[MEASURE_Y][i],
                                         e->c[MEASURE_X2][i], e->c[MEASURE_Y2][i]);
        e->work[i] = e->measure == MEASURE_TRUNK_LEAN_MAX ? fabs(lean) : lean;
    }
    if (e->measure == MEASURE_TRUNK_LEAN_MAX) return rom_highest(e->work, e->count);
    return signal_mean(e->work, e->count);
}

static double balance_value(const Even *e)
{
    const double *x = e->c[MEASURE_X], *y = e->c[MEASURE_Y];
    const double *x2 = e->c[MEASURE_X2], *y2 = e->c[MEASURE_Y2], *x3 = e->c[MEASURE_X3];
    switch (e->measure) {
    case MEASURE_SINGLE_LEG_STANCE: {
        BalanceTrack track = { e->time_s, y, x2, y2, NULL, e->count };
        return balance_longest_single_leg(&track, e->options->set.cap).held_s;
    }
    case MEASURE_TANDEM_STANCE:
    case MEASURE_FEET_TOGETHER:
        return balance_hold(e->time_s, x, y, x2, y2, e->count, e->options->set.cap);
    case MEASURE_LEAN:
        for (size_t i = 0; i < e->count; i++) e->work[i] = balance_lean(x[i], x2[i], x3[i]);
        return signal_mean(e->work, e->count);
    case MEASURE_LEAN_LIMIT_RIGHT: return limit_value(e, 1);
    case MEASURE_LEAN_LIMIT_LEFT: return limit_value(e, -1);
    case MEASURE_LATERAL_REACH: return balance_reach(x, e->count, e->rate_hz);
    case MEASURE_COMPENSATION_INDEX: return balance_compensation(x, y, x2, y2, e->count);
    case MEASURE_SHOULDER_HIKE:
        return balance_shoulder_hike(x, y, x2, y2, e->count, e->rate_hz, e->options->set.width,
                                     e->work);
    case MEASURE_SQUAT_DEPTH: return rom_highest(x, e->count);
    default: return trunk_value(e);
    }
}

static double smooth_value(const Even *e)
{
    const double *speed = e->c[MEASURE_SPEED], *x = e->c[MEASURE_X], *y = e->c[MEASURE_Y];
    const MeasureParameters *set = &e->options->set;
    if (e->measure == MEASURE_PATH_EFFICIENCY) {
        double path = signal_path(x, y, e->count);
        size_t last = e->count - 1;
        return path > 0 ? fmin(hypot(x[last] - x[0], y[last] - y[0]) / path, 1) : NAN;
    }
    if (!speed) {
        signal_speed(x, y, e->count, e->rate_hz, e->work);
        speed = e->work;
    }
    double active_s = dose_time_above(speed, e->count, e->rate_hz, set->threshold);
    double duration_s = (double)e->count / e->rate_hz;
    switch (e->measure) {
    case MEASURE_SPARC:
        return smooth_sparc(speed, e->count, e->rate_hz, set->wmax, e->work + e->count,
                            smooth_sparc_work(e->count));
    case MEASURE_LDJ: return smooth_ldj(speed, e->count, e->rate_hz);
    case MEASURE_DOSE_ACTIVE_TIME: return active_s;
    default: return dose_engagement(active_s, isnan(set->scheduled) ? duration_s : set->scheduled);
    }
}

static double rom_value(const Even *e)
{
    for (size_t i = 0; i < e->count; i++) {
        double angle = rom_angle(e->c[MEASURE_X][i], e->c[MEASURE_Y][i], e->c[MEASURE_X2][i],
                                 e->c[MEASURE_Y2][i], e->c[MEASURE_X3][i], e->c[MEASURE_Y3][i]);
        e->work[i] = e->measure == MEASURE_ROM_ABDUCTION ? angle : 180 - angle;
    }
    return rom_highest(e->work, e->count);
}

static double sides_value(const Even *e)
{
    const double *x = e->c[MEASURE_X], *x2 = e->c[MEASURE_X2];
    switch (e->measure) {
    case MEASURE_MIRROR_INDEX:
        return bilateral_mirror_index(x, e->c[MEASURE_Y], x2, e->c[MEASURE_Y2], e->count);
    case MEASURE_RELATIVE_PHASE: return bilateral_phase(x, x2, e->count, e->work).mean_deg;
    case MEASURE_PHASE_LOCKING: return bilateral_phase(x, x2, e->count, e->work).locking;
    case MEASURE_PHASE_SD: return bilateral_phase(x, x2, e->count, e->work).sd_deg;
    case MEASURE_TRACKING_ERROR:
        return timing_tracking_error(x, e->c[MEASURE_Y], x2, e->c[MEASURE_Y2], e->count);
    case MEASURE_TRACKING_LAG:
        return timing_tracking_lag(x, e->c[MEASURE_Y], x2, e->c[MEASURE_Y2], e->count, e->rate_hz);
    case MEASURE_TIME_ON_TARGET:
        return timing_on_target(x, e->c[MEASURE_Y], x2, e->c[MEASURE_Y2], e->count,
                                e->options->set.radius);
    default: return rom_value(e);
    }
}

static double dose_value(const Even *e)
{
    const double *x = e->c[MEASURE_X];
    const MeasureParameters *set = &e->options->set;
    double all = (double)rom_repetitions(x, e->count, set->low, set->high);
    switch (e->measure) {
    case MEASURE_DOSE_REPETITIONS: return all;
    case MEASURE_DOSE_DISTANCE: return signal_path(x, e->c[MEASURE_Y], e->count);
    case MEASURE_REPETITION_FORM: {
        double good = (double)rom_repetitions_in_form(x, e->c[MEASURE_X2], e->count, set->low,
                                                      set->high, set->limit);
        return all > 0 ? 100 * good / all : NAN;
    }
    case MEASURE_QUALITY_VALID: return e->quality.valid;
    case MEASURE_QUALITY_RATE: return e->quality.rate_hz;
    default: return e->quality.dropped;
    }
}

static double median_of(const Even *e, MeasureColumn column)
{
    memcpy(e->work, e->c[column], e->count * sizeof *e->work);
    return signal_median(e->work, e->count);
}

static double difficulty_mean(const Even *e)
{
    size_t used = 0;
    for (size_t i = 0; i < e->count; i++) {
        double bits = timing_difficulty(e->c[MEASURE_X][i], e->c[MEASURE_X2][i]);
        if (isfinite(bits)) e->work[used++] = bits;
    }
    return signal_mean(e->work, used);
}

static double trials_value(const Even *e)
{
    const double *x = e->c[MEASURE_X], *x2 = e->c[MEASURE_X2], *x3 = e->c[MEASURE_X3];
    bool enough = e->count >= CHANGE_CHECKUPS_MIN;
    switch (e->measure) {
    case MEASURE_SYMMETRY_INDEX:
        return bilateral_symmetry_index(signal_mean(x, e->count), signal_mean(x2, e->count));
    case MEASURE_MIDLINE_CROSSING: return dose_midline_crossing(x, x2, x3, e->count);
    case MEASURE_MIDLINE_COST: return median_of(e, MEASURE_X) - median_of(e, MEASURE_X2);
    case MEASURE_TIMING_CONSTANT_ERROR: return timing_errors(x, e->count).constant;
    case MEASURE_TIMING_ABSOLUTE_ERROR: return timing_errors(x, e->count).absolute;
    case MEASURE_TIMING_VARIABLE_ERROR: return timing_errors(x, e->count).variable;
    case MEASURE_FITTS_DIFFICULTY: return difficulty_mean(e);
    case MEASURE_FITTS_THROUGHPUT: return timing_throughput(x, x2, x3, e->count);
    case MEASURE_SEM: return enough ? change_sem(signal_sd(x, e->count), e->options->set.icc) : NAN;
    default:
        return enough ? change_mdc95(change_sem(signal_sd(x, e->count), e->options->set.icc)) : NAN;
    }
}

static bool in_range(Measure m, Measure first, Measure last)
{
    return m >= first && m <= last;
}

static double formula(const Even *e)
{
    Measure m = e->measure;
    if (measure_info(m)->kind == MEASURE_TRIALS) return trials_value(e);
    if (in_range(m, MEASURE_SWAY_RMS, MEASURE_ROMBERG_QUOTIENT)) return sway_value(e);
    if (in_range(m, MEASURE_SINGLE_LEG_STANCE, MEASURE_SQUAT_DEPTH)) return balance_value(e);
    if (in_range(m, MEASURE_PATH_EFFICIENCY, MEASURE_LDJ)) return smooth_value(e);
    if (m == MEASURE_DOSE_ACTIVE_TIME || m == MEASURE_ENGAGEMENT) return smooth_value(e);
    if (in_range(m, MEASURE_ROM_ABDUCTION, MEASURE_TIME_ON_TARGET)) return sides_value(e);
    return dose_value(e);
}

// The measures of one reach have their own way from table to value.
static Result reach_value(Measure measure, const MeasureTable *t, const MeasureOptions *options,
                          MeasureValue *value)
{
    static const struct {
        Measure measure;
        ReachField field;
    } fields[] = {
        { MEASURE_REACTION_TIME, REACH_AT_reaction_s },
        { MEASURE_MOVEMENT_TIME, REACH_AT_movement_s },
        { MEASURE_PEAK_VELOCITY, REACH_AT_peak_speed },
        { MEASURE_TIME_TO_PEAK, REACH_AT_time_to_peak },
        { MEASURE_TRUNK_DISPLACEMENT, REACH_AT_trunk_displacement },
        { MEASURE_VELOCITY_PEAKS, REACH_AT_velocity_peaks },
        { MEASURE_REACH_SPARC, REACH_AT_sparc },
    };
    const char *name = measure_info(measure)->name;
    if (t->count < 4 || t->count > REACH_SAMPLES_MAX) {
        return fail(RESULT_MALFORMED, "%s: one reach has 4 to %d rows, not %zu: cut the table",
                    name, REACH_SAMPLES_MAX, t->count);
    }
    if (options->raw || options->cutoff_hz > 0 || options->rate_hz > 0) {
        return fail(RESULT_USAGE,
                    "%s always uses 60 Hz and 6 Hz: leave out --raw, --cutoff, --rate", name);
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
    size_t row = 0;
    while (fields[row].measure != measure) row++;
    ReachField field = fields[row].field;
    double result = reach_field(&m, field);
    if (!isfinite(result)) {
        return fail(RESULT_MALFORMED, "%s cannot be measured: %s", name,
                    reach_reason_text(m.reason[field]));
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
static Result make_even(Even *e, const Clean *clean, SignalSpan span, double step_s, double *work)
{
    const MeasureOptions *options = e->options;
    const char *name = measure_info(e->measure)->name;
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
        return fail(RESULT_USAGE, "%s: %g Hz is far above the table's rate: ask for less by --rate",
                    name, e->rate_hz);
    }
    unsigned set = 0;
    for (int c = 0; c < MEASURE_COLUMN_COUNT; c++) set |= e->c[c] ? 1u << c : 0;
    double own_cutoff = set & COLUMN_SPEED ? 0 : measure_info(e->measure)->cutoff_hz;
    bool unfiltered = measure_info(e->measure)->cutoff_hz <= 0 && !(options->cutoff_hz > 0);
    e->cutoff_hz = options->raw || unfiltered ? 0
                   : options->cutoff_hz > 0   ? options->cutoff_hz
                                              : own_cutoff;
    if (in_range(e->measure, MEASURE_SWAY_NOISE_RMS, MEASURE_SWAY_NOISE_VELOCITY)) e->cutoff_hz = 0;

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

static bool is_reach(Measure m)
{
    return in_range(m, MEASURE_REACTION_TIME, MEASURE_REACH_SPARC);
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
    if (is_reach(measure)) return reach_value(measure, table, options, value);

    Clean clean = clean_table(measure, table, &work);
    bool about_quality = in_range(measure, MEASURE_QUALITY_VALID, MEASURE_QUALITY_DROPPED);
    if (clean.count == 0 || (clean.count < table->count - table->count / 2 && !about_quality)) {
        return fail(
            RESULT_MALFORMED,
            "%s: only %zu of %zu rows can be used: the others repeat or turn back in time, or "
            "hold no number",
            info->name, clean.count, table->count);
    }
    Even e = { .measure = measure, .options = options, .count = clean.count };
    for (int c = 0, k = 0; c < MEASURE_COLUMN_COUNT; c++) {
        if (used(measure, table) & (1u << c)) e.c[c] = clean.c[k++];
    }
    double *spare = work;
    size_t taken = clean.count;
    bool cut = false;
    if (info->kind == MEASURE_TRACK) {
        double step = signal_median_step(clean.time_s, clean.count, spare);
        if (!(step > 0)) return fail(RESULT_MALFORMED, "%s: one sample is no track", info->name);
        e.quality = dose_quality(clean.time_s, clean.count, table->count, spare);
        // A track that is slower than 10 Hz has no gaps in its own steps.
        SignalSpan span =
            signal_longest(clean.time_s, clean.count, fmax(SIGNAL_GAP_MAX_S, 1.5 * step));
        cut = span.count < clean.count;
        taken = span.count;
        result = make_even(&e, &clean, span, step, spare);
        if (result != RESULT_OK) return result;
    } else {
        e.work = spare;
    }
    double answer = formula(&e);
    if (!isfinite(answer)) {
        return fail(RESULT_MALFORMED, "%s cannot be measured on these %zu %s: %s", info->name,
                    e.count, info->kind == MEASURE_TRIALS ? "trials" : "samples",
                    e.count < 8 ? "too few"
                                : "no movement, or not what its formula needs (--list)");
    }
    double seconds = e.rate_hz > 0 ? (double)e.count / e.rate_hz : 0;
    double share = (double)taken / (double)table->count;
    *value = (MeasureValue){ answer, share, e.count, seconds, e.rate_hz, e.cutoff_hz, cut };
    return RESULT_OK;
}
