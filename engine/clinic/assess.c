// SPDX-License-Identifier: MIT
// assess.c: which measure is taken of which item, from which landmarks, and what it is over the
// items.
#include "clinic/assess.h"

#include "base/bytes.h"
#include "clinic/arm_gate.h"
#include "clinic/channels.h"
#include "clinic/scratch.h"
#include "measure/balance.h"
#include "measure/bilateral.h"
#include "measure/signal.h"
#include "measure/sway.h"
#include "tiptoe/units.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANY_SIDE  (-2)
#define PIECE_MIN 0.5  // share of an item that its longest piece without a gap must be [ours]

typedef struct Recipe {
    CheckupKind kind;
    int side;  // only of this one
    Measure measure;
    FindingStatistic over;  // the items
    double least_s;         // of track without a gap; of a leg's stance where it says so
    bool stance;            // only while on one leg
    Channel column[MEASURE_COLUMN_COUNT];  // x, y, x2, y2, x3, y3
} Recipe;

// clang-format off
#define R(kind, measure, over, least_s, ...)                                                       \
    { CHECKUP_##kind, ANY_SIDE, MEASURE_##measure, FINDING_##over, least_s, false,                 \
      { __VA_ARGS__ } }
#define R_SIDE(kind, side, measure, over, least_s, ...)                                            \
    { CHECKUP_##kind, SIDE_##side, MEASURE_##measure, FINDING_##over, least_s, false,              \
      { __VA_ARGS__ } }
#define R_STANCE(measure, over, least_s, ...)                                                      \
    { CHECKUP_ONE_LEG, ANY_SIDE, MEASURE_##measure, FINDING_##over, least_s, true,                 \
      { __VA_ARGS__ } }
#define S(name) CHANNEL_##name
#define TRUNK   S(SHOULDERS_X), S(SHOULDERS_Y), S(HIPS_X), S(HIPS_Y)
#define ANKLES  S(FEET_LEFT_X), S(FEET_LEFT_Y), S(FEET_RIGHT_X), S(FEET_RIGHT_Y)
#define HIPS    S(HIP_LEFT_X), S(NONE), S(HIP_RIGHT_X)
#define HEIGHTS S(HAND_RIGHT_Y), S(NONE), S(HAND_LEFT_Y)
#define STILL(kind)                                                                                \
    R(kind, SWAY_RMS, MEAN, 10, S(HIP_X)),                                                  \
    R(kind, SWAY_RANGE, MEAN, 10, S(HIP_X)),                                           \
    R(kind, SWAY_VELOCITY, MEAN, 10, S(HIP_X)),                                             \
    R(kind, SWAY_NOISE_RMS, MEAN, 10, HIPS),                                                       \
    R(kind, SWAY_NOISE_VELOCITY, MEAN, 10, HIPS),                                                  \
    R(kind, TRUNK_LEAN, MEAN, 10, TRUNK)
#define DRUM(kind)                                                                                 \
    R(kind, DISCRETE_PHASE_LOCKING, MEAN, 10, HEIGHTS),                                     \
    R(kind, DISCRETE_RELATIVE_PHASE, MEAN, 10, HEIGHTS),                                     \
    R(kind, DISCRETE_PHASE_SD, MEAN, 10, HEIGHTS)

static const Recipe recipes[] = {
    STILL(STAND_OPEN),
    R(STAND_OPEN, FEET_TOGETHER, BEST, 1, ANKLES),
    STILL(STAND_CLOSED),
    R(STAND_CLOSED, FEET_TOGETHER, BEST, 1, ANKLES),
    STILL(SIT_STILL),
    R(ONE_LEG, SINGLE_LEG_STANCE, BEST, 1, S(NONE), S(LIFTED), S(STANCE_X), S(STANCE_Y)),
    R_STANCE(TRUNK_LEAN_MAX, MEAN, 1, TRUNK),
    R_STANCE(SWAY_RMS, MEAN, 3, S(HIP_X)),
    R(REACH_SIDE, LATERAL_REACH, MEAN, 3, S(FINGER_X)),
    R(REACH_SIDE, COMPENSATION_INDEX, MEAN, 3, S(FINGER_X), S(FINGER_Y), S(SHOULDERS_X),
      S(SHOULDERS_Y)),
    R(REACH_SIDE, TRUNK_LEAN_MAX, MEAN, 3, TRUNK),
    R_SIDE(LEAN_SIDE, RIGHT, LEAN_LIMIT_RIGHT, MEAN, 3, S(COM_X)),
    R_SIDE(LEAN_SIDE, LEFT, LEAN_LIMIT_LEFT, MEAN, 3, S(COM_X)),
    R(LEAN_SIDE, TRUNK_LEAN_MAX, MEAN, 3, TRUNK),
    R(RAISE_SIDE, ROM_ABDUCTION, MEAN, 2, S(ELBOW_X), S(ELBOW_Y), S(SHOULDER_X),
      S(SHOULDER_Y), S(HIP_SIDE_X), S(HIP_SIDE_Y)),
    DRUM(DRUM_TOGETHER),
    R(DRUM_TOGETHER, MIRROR_INDEX, MEAN, 10, S(HAND_LEFT_X), S(HAND_LEFT_Y), S(HAND_RIGHT_X),
      S(HAND_RIGHT_Y)),
    DRUM(DRUM_ALTERNATE),
    R(SQUAT, SQUAT_DEPTH, MEAN, 2, S(HIP_DROP)),
    R(SQUAT, LEAN, MEAN, 2, S(COM_X), S(NONE), S(ANKLE_LEFT_X), S(NONE), S(ANKLE_RIGHT_X)),
};
// clang-format on

#define COUNTED_MAX 16  // items of one step that count: those done again do not
#define RECIPES     (sizeof recipes / sizeof *recipes)

Finding *assess_add(Assess *a, Finding finding)
{
    REQUIRE(a->count < ASSESS_FINDINGS_MAX);
    a->list[a->count] = finding;
    return &a->list[a->count++];
}

// The measure's unit, with the child's unit of length in the place of cm.
static void write_unit(const Kinematics *kinematics, Measure measure, char unit[FINDING_UNIT_MAX])
{
    const char *own = measure_info(measure)->unit;
    bool length = !strncmp(own, "cm", 2);
    snprintf(unit, FINDING_UNIT_MAX, "%s%s", length ? length_unit(&kinematics->size) : own,
             length ? own + 2 : "");
}

static Finding blank(const Assess *a, const CheckupItem *item, Measure measure)
{
    Finding f = { .item = item->number,
                  .kind = item->kind,
                  .side = item->side,
                  .attempt = item->attempt,
                  .statistic = FINDING_TRIAL,
                  .measure = measure,
                  .version = measure_info(measure)->version,
                  .value = NAN,
                  .support = item->support,
                  .count = 1 };
    assess_no_interval(&f);
    write_unit(a->kinematics, measure, f.unit);
    return f;
}

// ---- one item ----

// Columns of one item; a column that no channel fills stays NULL. Free with free(columns).
typedef struct Columns {
    MeasureTable table;
    double *memory;
} Columns;

static Result columns_open(Columns *c, const Assess *a, const CheckupItem *item,
                           const Channel channel[MEASURE_COLUMN_COUNT], size_t first, size_t last)
{
    REQUIRE(first <= last && last <= a->kinematics->count);
    size_t rows = last - first;
    *c = (Columns){ .memory = scratch(MEASURE_COLUMN_COUNT * rows, sizeof(double)) };
    if (!c->memory) return fail(RESULT_FULL, "out of memory: close other programs");
    c->table.time_s = a->kinematics->time_s + first;
    c->table.count = rows;
    for (int k = 0; k < MEASURE_COLUMN_COUNT; k++) {
        if (channel[k] == CHANNEL_NONE) continue;
        double *column = c->memory + (size_t)k * rows;
        for (size_t i = 0; i < rows; i++)
            column[i] = channel_value(channel[k], a->kinematics, item, first + i);
        c->table.column[k] = column;
    }
    return RESULT_OK;
}

static Result compute(Measure measure, const MeasureTable *table, double cap_s, MeasureValue *value)
{
    MeasureOptions options = measure_options();
    size_t work_count = 0;
    options.set.cap = cap_s;
    Result result = measure_work(measure, table, &options, &work_count);
    if (result) return result;
    double *work = scratch(work_count, sizeof *work);
    if (!work) return fail(RESULT_FULL, "out of memory: close other programs");
    result = measure_compute(measure, table, &options, work, work_count, value);
    free(work);
    return result;
}

bool assess_stance(const Kinematics *t, const CheckupItem *item, double *from_s, double *to_s)
{
    size_t first = 0, last = 0, kept = 0;
    kinematics_window(t, item->begin_s, item->end_s, &first, &last);
    double *memory = scratch(4 * (last - first), sizeof *memory);
    if (!memory) return false;
    double *at[4];
    for (int k = 0; k < 4; k++) at[k] = memory + (size_t)k * (last - first);
    for (size_t i = first; i < last; i++) {
        at[0][kept] = t->time_s[i];
        at[1][kept] = channel_value(CHANNEL_LIFTED, t, item, i);
        at[2][kept] = channel_value(CHANNEL_STANCE_X, t, item, i);
        at[3][kept] = channel_value(CHANNEL_STANCE_Y, t, item, i);
        bool good = isfinite(at[1][kept]) && isfinite(at[2][kept]);
        if (good && (kept == 0 || at[0][kept] > at[0][kept - 1])) kept++;
    }
    BalanceSeries series = { at[0], at[1], at[2], at[3], NULL, kept };
    BalanceStance stance = balance_longest_single_leg(&series, CHECKUP_CAP_S);
    bool stood = stance.held_s > 0 && stance.last > stance.first;
    if (stood) {
        *from_s = at[0][stance.first];
        *to_s = at[0][stance.last - 1];
    }
    free(memory);
    return stood;
}

// The share of rows in which all columns were seen and trusted.
static double valid_share(const Columns *c)
{
    size_t valid = 0;
    for (size_t i = 0; i < c->table.count; i++) {
        bool good = true;
        for (int k = 0; k < MEASURE_COLUMN_COUNT; k++)
            good = good && (!c->table.column[k] || isfinite(c->table.column[k][i]));
        valid += good;
    }
    return c->table.count ? (double)valid / (double)c->table.count : 0;
}

static FindingReason reason_of(MeasureNone none)
{
    switch (none) {
    case MEASURE_NONE_ROWS: return FINDING_INVALID;
    case MEASURE_NONE_SLOW: return FINDING_SLOW;
    case MEASURE_NONE_FAST: return FINDING_FAST;
    case MEASURE_NONE_FEW:
    case MEASURE_NONE_SHORT: return FINDING_SHORT;
    case MEASURE_NONE_LONG: return FINDING_LONG;
    case MEASURE_NONE_STILL: return FINDING_CONSTANT;
    default: return FINDING_FORMULA;
    }
}

// The longest stance that is asked for.
static double planned_s(CheckupKind kind)
{
    return kind == CHECKUP_ONE_LEG ? CHECKUP_CAP_S : 20;
}

static Result measure_item(Assess *a, const CheckupItem *item, const Recipe *r)
{
    double from_s = item->begin_s, to_s = item->end_s;
    if (r->stance && !assess_stance(a->kinematics, item, &from_s, &to_s)) {
        assess_add(a, blank(a, item, r->measure))->reason = FINDING_NO_STANCE;
        return RESULT_OK;
    }
    size_t first = 0, last = 0;
    kinematics_window(a->kinematics, from_s, to_s, &first, &last);
    Columns c;
    Result result = columns_open(&c, a, item, r->column, first, last);
    if (result) return result;
    Finding f = blank(a, item, r->measure);
    MeasureValue v = { 0 };
    Result computed = compute(r->measure, &c.table, planned_s(item->kind), &v);
    if (computed == RESULT_FULL) result = computed;
    f.quality = valid_share(&c);
    if (f.quality < ASSESS_VALID_MIN)
        f.reason = FINDING_INVALID;
    else if (computed || !isfinite(v.value))
        f.reason = reason_of(v.none);
    else if (v.seconds < r->least_s || v.quality < PIECE_MIN)
        f.reason = FINDING_SHORT;
    if (r->measure == MEASURE_ROM_ABDUCTION && f.reason == FINDING_NONE) {
        ArmGate gate = arm_gate(a->kinematics, item->side, first, last);
        if (!arm_gate_open(&gate)) f.reason = FINDING_AT_CAMERA;
    }
    if (f.reason == FINDING_NONE) {
        f.value = v.value;
        assess_interval(a, &f, INTERVAL_NONE, FINDING_NO_INTERVAL);
    }
    assess_add(a, f);
    free(c.memory);
    return result;
}

// How well the child was seen in this item.
static Result measure_quality(Assess *a, const CheckupItem *item)
{
    static const Measure measures[] = { MEASURE_QUALITY_VALID, MEASURE_QUALITY_RATE,
                                        MEASURE_QUALITY_DROPPED };
    static const Channel column[MEASURE_COLUMN_COUNT] = { CHANNEL_HIP_X };
    size_t first = 0, last = 0;
    kinematics_window(a->kinematics, item->begin_s, item->end_s, &first, &last);
    Columns c;
    Result result = columns_open(&c, a, item, column, first, last);
    for (size_t i = 0; !result && i < sizeof measures / sizeof *measures; i++) {
        Finding f = blank(a, item, measures[i]);
        MeasureValue v = { 0 };
        if (!compute(measures[i], &c.table, 0, &v)) {
            f.value = v.value;
            f.quality = v.quality;
        } else {
            f.reason = reason_of(v.none);
        }
        assess_add(a, f);
    }
    free(c.memory);
    return result;
}

// ---- over the items ----

static bool counts(const Finding *f, const Recipe *r, int side)
{
    return f->item > 0 && f->attempt > 0 && f->kind == r->kind && f->measure == r->measure &&
           f->side == side;
}

// The counted items of a recipe and side, as one finding that has no value yet, and the values of
// those that could be measured. False: there are none.
static bool gather(const Assess *a, const Recipe *r, int side, Finding *all,
                   double value[COUNTED_MAX])
{
    double quality = 0;
    int items = 0;
    for (int i = 0; i < a->count; i++) {
        const Finding *f = &a->list[i];
        if (!counts(f, r, side)) continue;
        if (items++ == 0) {
            *all = *f;
            all->count = 0;
            assess_no_interval(all);
        }
        all->support |= f->support;
        quality += f->quality;
        if (f->reason != FINDING_NONE && all->count == 0) all->reason = f->reason;
        if (f->reason != FINDING_NONE || all->count == COUNTED_MAX) continue;
        all->reason = FINDING_NONE;
        value[all->count++] = f->value;
    }
    if (items == 0) return false;
    all->item = all->attempt = 0;
    all->statistic = r->over;
    all->quality = quality / items;
    all->value = NAN;
    return true;
}

// Mean or best of the counted items that could be measured.
static void pool(Assess *a, const Recipe *r, int side)
{
    REQUIRE(side >= -1 && side < SIDE_COUNT);
    double value[COUNTED_MAX], best = -INFINITY;
    Finding all;
    if (!gather(a, r, side, &all, value)) return;
    size_t n = (size_t)all.count;
    for (size_t i = 0; i < n; i++) best = fmax(best, value[i]);
    if (n > 0 && r->over == FINDING_BEST) {
        double cap_s = planned_s(r->kind);
        all.value = best;
        assess_interval(a, &all, interval_best(value, n, cap_s), FINDING_SIMULATED);
        all.value_low = fmax(all.value_low, 0);
        all.value_high = fmin(all.value_high, cap_s);
    } else if (n > 0) {
        all.value = signal_mean(value, n);
        assess_interval(a, &all, interval_mean(value, n), FINDING_STUDENT);
    }
    assess_add(a, all);
}

const Finding *assess_find(const Finding *list, int count, CheckupKind kind, int side,
                           Measure measure)
{
    for (int i = 0; i < count; i++)
        if (list[i].item == 0 && list[i].kind == kind && list[i].side == side &&
            list[i].measure == measure)
            return &list[i];
    return NULL;
}

bool assess_is_noise(Measure measure)
{
    return measure == MEASURE_SWAY_NOISE_RMS || measure == MEASURE_SWAY_NOISE_VELOCITY;
}

double assess_floor(const Finding *list, int count, const Finding *sway)
{
    bool rms = sway->measure == MEASURE_SWAY_RMS;
    if (sway->item != 0 || (!rms && sway->measure != MEASURE_SWAY_VELOCITY)) return NAN;
    Measure half = rms ? MEASURE_SWAY_NOISE_RMS : MEASURE_SWAY_NOISE_VELOCITY;
    const Finding *f = assess_find(list, count, sway->kind, sway->side, half);
    if (!f || f->reason != FINDING_NONE) return NAN;
    return f->value * (rms ? SWAY_COMMON_RMS : SWAY_COMMON_VELOCITY);
}

static double half_of(double low, double high)
{
    return (high - low) / 2;
}

// How far the ratio is off when its two parts are off by so much.
static double ratio_half(Measure measure, double x, double y, double dx, double dy)
{
    if (measure == MEASURE_ROMBERG_QUOTIENT)
        return x / y * sqrt(dx * dx / (x * x) + dy * dy / (y * y));
    return 400 / ((x + y) * (x + y)) * sqrt(y * y * dx * dx + x * x * dy * dy);
}

// A ratio of two findings; its intervals by propagation, that of the measurement by the measure's
// own model where there is one.
static void add_ratio(Assess *a, const Finding *first, const Finding *second, CheckupKind kind,
                      Measure measure)
{
    if (!first || !second) return;
    Finding f = *first;
    f.kind = kind;
    f.side = -1;
    f.measure = measure;
    f.version = measure_info(measure)->version;
    f.statistic = FINDING_RATIO;
    f.quality = fmin(first->quality, second->quality);
    f.support = first->support | second->support;
    f.count = first->count + second->count;
    f.value = NAN;
    assess_no_interval(&f);
    write_unit(a->kinematics, measure, f.unit);
    f.reason = first->reason ? first->reason : second->reason;
    double x = first->value, y = second->value;
    if (f.reason == FINDING_NONE) {
        f.value = measure == MEASURE_ROMBERG_QUOTIENT ? x / y : bilateral_symmetry_index(x, y);
        if (!isfinite(f.value)) f.reason = FINDING_FORMULA;
    }
    if (f.reason == FINDING_NONE) {
        double half = ratio_half(measure, x, y, half_of(first->value_low, first->value_high),
                                 half_of(second->value_low, second->value_high));
        double seen = ratio_half(measure, x, y, half_of(first->measure_low, first->measure_high),
                                 half_of(second->measure_low, second->measure_high));
        Interval spread = { f.value - half, f.value + half };
        assess_interval(a, &f, isfinite(half) ? spread : INTERVAL_NONE, FINDING_RATIO_OF);
        if (isnan(f.measure_low)) {
            f.measure_low = f.value - seen;
            f.measure_high = f.value + seen;
        }
    } else {
        f.value = NAN;
    }
    assess_add(a, f);
}

static void add_ratios(Assess *a)
{
    const Finding *list = a->list;
    int n = a->count;
    add_ratio(a, assess_find(list, n, CHECKUP_STAND_CLOSED, -1, MEASURE_SWAY_RMS),
              assess_find(list, n, CHECKUP_STAND_OPEN, -1, MEASURE_SWAY_RMS), CHECKUP_STAND_CLOSED,
              MEASURE_ROMBERG_QUOTIENT);
    add_ratio(a, assess_find(list, n, CHECKUP_ONE_LEG, SIDE_RIGHT, MEASURE_SINGLE_LEG_STANCE),
              assess_find(list, n, CHECKUP_ONE_LEG, SIDE_LEFT, MEASURE_SINGLE_LEG_STANCE),
              CHECKUP_ONE_LEG, MEASURE_SYMMETRY_INDEX);
    add_ratio(a, assess_find(list, n, CHECKUP_REACH_SIDE, SIDE_RIGHT, MEASURE_LATERAL_REACH),
              assess_find(list, n, CHECKUP_REACH_SIDE, SIDE_LEFT, MEASURE_LATERAL_REACH),
              CHECKUP_REACH_SIDE, MEASURE_SYMMETRY_INDEX);
}

void assess_formulas(char set[FINDING_FORMULAS_MAX])
{
    uint64_t hash = bytes_hash(BYTES_HASH_START, &(uint32_t){ ASSESS_SET }, sizeof(uint32_t));
    for (int m = 0; m < MEASURE_COUNT; m++) {
        const MeasureInfo *info = measure_info((Measure)m);
        uint32_t version = (uint32_t)info->version;
        hash = bytes_hash(hash, info->name, strlen(info->name) + 1);
        hash = bytes_hash(hash, &version, sizeof version);
    }
    snprintf(set, FINDING_FORMULAS_MAX, "%016" PRIx64, hash);
}

Result assess(const Kinematics *kinematics, Finding *list, int *count)
{
    Assess a = { .kinematics = kinematics, .list = list };
    Result result = RESULT_OK;
    for (int i = 0; i < kinematics->item_count && !result; i++) {
        const CheckupItem *item = &kinematics->item[i];
        if (!item->done) continue;
        if (a.count + 16 > ASSESS_FINDINGS_MAX / 2) break;  // far more redone than a check-up has
        for (size_t k = 0; k < RECIPES && !result; k++)
            if (recipes[k].kind == item->kind &&
                (recipes[k].side == ANY_SIDE || recipes[k].side == item->side))
                result = measure_item(&a, item, &recipes[k]);
        if (!result) result = measure_quality(&a, item);
    }
    for (size_t k = 0; k < RECIPES && !result; k++)
        for (int side = SIDE_RIGHT; side >= -1; side--)
            if (recipes[k].side == ANY_SIDE || recipes[k].side == side) pool(&a, &recipes[k], side);
    if (!result) assess_add_reaches(&a);
    if (!result) add_ratios(&a);
    *count = a.count;
    return result;
}
