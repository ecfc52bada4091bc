// SPDX-License-Identifier: MIT
// change.c: a course is replayed check-up by check-up, as the clinic saw it.
#include "measure/change.h"

#include "measure/change_pool.h"
#include "measure/overlap.h"
#include "measure/student.h"

#include <math.h>

// Shares of false words that the three tests may bring to a check-up, over seven measures together,
// and by which share the mean of the last two must stay outside for a word to stay:
// docs/clinical.md derives them by simulation.
#define SHARE_TODAY 0.011
#define SHARE_PAIR  0.0095
#define SHARE_SLOPE 0.004
#define SHARE_STAYS 0.03
// Sidak's split is stricter than it must be for few measures: the tails are a little heavier than
// t's, the more so the farther out. For each measure less, the shares grow by this.
#define FEWER 0.08
// Differences larger than this many SEM sqrt 2 are a step of the child's, and count as that many.
#define STEADY 3.0
// The word is taken back after the mean of the last two was inside its limit this often in a row.
#define INSIDE_TIMES 2

static const char *const names[] = {
#define X(name, stored, text) stored,
    CHANGE_LIST(X)
#undef X
};
static const char *const texts[] = {
#define X(name, stored, text) text,
    CHANGE_LIST(X)
#undef X
};
static const char *const unknown_names[] = {
#define X(name, stored, text) stored,
    CHANGE_UNKNOWN_LIST(X)
#undef X
};
static const char *const unknown_texts[] = {
#define X(name, stored, text) text,
    CHANGE_UNKNOWN_LIST(X)
#undef X
};

const char *change_name(Change change)
{
    REQUIRE(change < CHANGE_COUNT);
    return names[change];
}

const char *change_text(Change change)
{
    REQUIRE(change < CHANGE_COUNT);
    return texts[change];
}

const char *change_unknown_name(ChangeUnknown why)
{
    REQUIRE(why < CHANGE_UNKNOWN_COUNT);
    return unknown_names[why];
}

const char *change_unknown_text(ChangeUnknown why)
{
    REQUIRE(why < CHANGE_UNKNOWN_COUNT);
    return unknown_texts[why];
}

double change_sem(double sd, double icc)
{
    return sd >= 0 && icc >= 0 && icc <= 1 ? sd * sqrt(1 - icc) : NAN;
}

double change_mdc95(double sem)
{
    return 1.96 * M_SQRT2 * sem;
}

// ---- the replay ----

// A line by least squares, fed value by value.
typedef struct Line {
    double n, x, y, xx, xy;
} Line;

static void line_add(Line *line, double x, double y)
{
    line->n++;
    line->x += x;
    line->y += y;
    line->xx += x * x;
    line->xy += x * y;
}

typedef struct Replay {
    const ChangeCourse *course;
    double gain[CHANGE_VALUES_MAX];  // more of it is better
    int seen;
    double mean;                   // of the baseline
    double pool_squares, pool_df;  // what the pool weighs in the child's variance
    double own_squares, own_df;    // the child's baseline
    double steps, step_squares;    // halves of squared differences of the values after it
    Line line;
    int word;    // 1 better, -1 worse, 0 none: it stays
    int inside;  // times in a row that the pair's mean was inside while the word stood
    bool possible, taken_back;
} Replay;

static double df_of(const Replay *r)
{
    return r->pool_df + r->own_df + change_steps_df(r->steps);
}

static double sem_of(const Replay *r)
{
    double squares = r->pool_squares + r->own_squares;
    if (r->steps > 0) squares += r->step_squares / r->steps * change_steps_df(r->steps);
    return sqrt(squares / df_of(r));
}

// Standard error of the difference between the mean of `count` values and the baseline's.
static double error_of(const Replay *r, int count)
{
    return sem_of(r) * sqrt(1.0 / count + 1.0 / r->course->baseline);
}

// One measure's part of a share that all the measures have together (Sidak 1967).
static double part(const Replay *r, double share)
{
    int measures = r->course->measures;
    share *= 1 + FEWER * (CHANGE_MEASURES_MAX - measures);
    return 1 - pow(1 - share, 1.0 / measures);
}

static double pair_of(const Replay *r)
{
    return (r->gain[r->seen - 1] + r->gain[r->seen - 2]) / 2 - r->mean;
}

// 1, -1: `difference` leaves its limit, upwards or downwards; 0: it does not.
static int leaves(const Replay *r, double difference, double error, double share)
{
    double t = difference / error;
    if (!(fabs(t) > 2)) return 0;  // inside of every limit
    return student_tails(t, df_of(r)) < part(r, share) ? (t > 0) - (t < 0) : 0;
}

static double spread_of(const Line *line)
{
    return line->xx - line->x * line->x / line->n;
}

static double slope_of(const Line *line)
{
    return (line->xy - line->x * line->y / line->n) / spread_of(line);
}

static int slope_leaves(const Replay *r)
{
    double spread = spread_of(&r->line);
    if (!(spread > 0)) return 0;
    double slope = slope_of(&r->line);
    // The rise over the whole course must be one that the measure can show.
    double rise = slope * (r->course->day[r->seen - 1] - r->course->day[0]);
    if (fabs(rise) < r->course->resolution) return 0;
    return leaves(r, slope, sem_of(r) / sqrt(spread), SHARE_SLOPE);
}

static int shown(const Replay *r, double difference)
{
    return fabs(difference) >= r->course->resolution && difference != 0;
}

static void see_value(Replay *r)
{
    const ChangeCourse *c = r->course;
    int i = r->seen;
    line_add(&r->line, c->day[i] - c->day[0], r->gain[i]);
    if (i > c->baseline) {
        double step = r->gain[i] - r->gain[i - 1], sem = sem_of(r);
        double most = STEADY * M_SQRT2 * sem;
        step = fmin(fabs(step), most);
        r->step_squares += step * step / 2;
        r->steps++;
    }
    r->seen++;
}

static void see_checkup(Replay *r)
{
    see_value(r);
    double today = r->gain[r->seen - 1] - r->mean;
    int since = r->seen - r->course->baseline, pair = 0;
    r->possible = shown(r, today) && leaves(r, today, error_of(r, 1), SHARE_TODAY) != 0;
    if (since >= 2 && shown(r, pair_of(r)))
        pair = leaves(r, pair_of(r), error_of(r, 2), SHARE_PAIR);
    int slope = slope_leaves(r);
    r->taken_back = false;
    int way = pair != 0 ? pair : slope;
    if (way != 0) {
        r->word = way;
        r->inside = 0;
        return;
    }
    if (r->word == 0) return;
    r->inside = leaves(r, pair_of(r), error_of(r, 2), SHARE_STAYS) == r->word ? 0 : r->inside + 1;
    if (r->inside < INSIDE_TIMES) return;
    r->word = r->inside = 0;
    r->taken_back = true;
}

static double gain_of(MeasureBetter better, double value)
{
    switch (better) {
    case BETTER_LOWER: return -value;
    case BETTER_ZERO: return -fabs(value);
    default: return value;
    }
}

static void begin(Replay *r)
{
    const ChangeCourse *c = r->course;
    double sum = 0;
    for (int i = 0; i < c->count; i++) r->gain[i] = gain_of(c->better, c->value[i]);
    for (int i = 0; i < c->baseline; i++) sum += r->gain[i];
    r->mean = sum / c->baseline;
    change_pool_share(&c->pool, &r->pool_df, &r->pool_squares);
    for (int i = 0; i < c->baseline; i++) {
        r->own_squares += (r->gain[i] - r->mean) * (r->gain[i] - r->mean);
        see_value(r);
    }
    r->own_df = c->baseline - 1;
}

// ---- the verdict ----

int change_baseline(int values)
{
    if (values == CHANGE_BASELINE) return CHANGE_BASELINE - 1;
    return values < CHANGE_BASELINE ? values : CHANGE_BASELINE;
}

static ChangeUnknown unknown(const ChangeCourse *c)
{
    for (int i = 0; i < c->count; i++)
        if (!isfinite(c->value[i]) || !isfinite(c->day[i])) return CHANGE_UNKNOWN_NO_VALUE;
    if (c->baseline < CHANGE_BASELINE_MIN) return CHANGE_UNKNOWN_BASELINE_SHORT;
    if (c->count <= c->baseline) return CHANGE_UNKNOWN_IN_BASELINE;
    if (c->baseline < CHANGE_BASELINE && !(c->pool.df >= CHANGE_POOL_DF_MIN))
        return CHANGE_UNKNOWN_POOL_SMALL;
    return CHANGE_UNKNOWN_NONE;
}

static void tell_figures(const Replay *r, ChangeVerdict *v)
{
    const ChangeCourse *c = r->course;
    double sign = c->better == BETTER_HIGHER || c->better == BETTER_NEITHER ? 1 : -1;
    bool pair = v->change == CHANGE_BETTER || v->change == CHANGE_WORSE;
    double half = student_limit(0.05, df_of(r));
    v->sem = sem_of(r);
    v->sem_df = df_of(r);
    v->baseline = sign * r->mean;
    v->difference = sign * (pair ? pair_of(r) : r->gain[r->seen - 1] - r->mean);
    v->low = v->difference - half * error_of(r, pair ? 2 : 1);
    v->high = v->difference + half * error_of(r, pair ? 2 : 1);
    v->least = student_limit(part(r, SHARE_TODAY), df_of(r)) * error_of(r, 1);
    v->least = fmax(v->least, c->resolution);
    v->worthwhile = fabs(v->difference) >= c->worthwhile;
    double spread = spread_of(&r->line);
    if (spread > 0) {
        double checkup = (c->day[c->count - 1] - c->day[0]) / (c->count - 1);
        double error = half * sem_of(r) / sqrt(spread);
        v->slope = sign * slope_of(&r->line) * checkup;
        v->slope_low = v->slope - error * checkup;
        v->slope_high = v->slope + error * checkup;
    }
    Overlap o = overlap(r->gain, c->baseline, r->gain + c->baseline, c->count - c->baseline);
    v->nap = o.nap;
    v->tau = o.tau;
    v->tau_low = o.tau_low;
    v->tau_high = o.tau_high;
}

void change_judge(const ChangeCourse *c, ChangeVerdict *v)
{
    REQUIRE(c->measures >= 1 && c->measures <= CHANGE_MEASURES_MAX);
    REQUIRE(c->count >= 0 && c->count <= CHANGE_VALUES_MAX);
    *v = (ChangeVerdict){ .change = CHANGE_CANNOT_SAY,
                          .why = unknown(c),
                          .baseline = NAN,
                          .difference = NAN,
                          .low = NAN,
                          .high = NAN,
                          .least = NAN,
                          .slope = NAN,
                          .slope_low = NAN,
                          .slope_high = NAN,
                          .sem = NAN,
                          .sem_df = NAN,
                          .nap = NAN,
                          .tau = NAN,
                          .tau_low = NAN,
                          .tau_high = NAN };
    if (v->why) return;
    Replay r = { .course = c };
    begin(&r);
    while (r.seen < c->count) see_checkup(&r);
    if (!(sem_of(&r) > 0)) v->why = CHANGE_UNKNOWN_NO_SPREAD;
    if (v->why) return;
    if (c->better == BETTER_NEITHER)
        v->why = CHANGE_UNKNOWN_NO_DIRECTION;
    else if (r.word != 0)
        v->change = r.word > 0 ? CHANGE_BETTER : CHANGE_WORSE;
    else if (r.taken_back)
        v->change = CHANGE_TAKEN_BACK;
    else
        v->change = r.possible ? CHANGE_POSSIBLE : CHANGE_SAME;
    double today = r.gain[r.seen - 1] - r.mean;
    if (r.word != 0)
        v->toward = r.word;
    else if (v->change == CHANGE_POSSIBLE)
        v->toward = today > 0 ? 1 : -1;
    tell_figures(&r, v);
}
