// SPDX-License-Identifier: MIT
// assess.c: which measure is taken of which item, from which landmarks, and what it is over the
// items.
#include "clinic/assess.h"

#include "base/bytes.h"
#include "clinic/channels.h"
#include "clinic/scratch.h"
#include "measure/balance.h"
#include "measure/bilateral.h"
#include "measure/signal.h"
#include "tiptoe/units.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANY_SIDE      (-2)
#define PIECE_MIN     0.5  // share of an item that its longest piece without a gap must be [ours]
#define ROM_ERROR_DEG 7.0  // mean absolute error against a goniometer (BlazePose, 15 adults)

// Where a value's error band comes from.
typedef enum Band {
    BAND_NONE,
    BAND_NOISE,       // what the camera's noise alone gives
    BAND_SPEED,       // the same, of a speed
    BAND_DIFFERENCE,  // 1.96 sqrt 2 of the noise of a place: a distance between two places
    BAND_ANGLE,       // that noise across the trunk's length
    BAND_FRAME,       // one frame
    BAND_PHASE,       // (1 - R^2) / sqrt(2 n) of n cycles of a hand
    BAND_ROM,
} Band;

typedef struct Recipe {
    CheckupKind kind;
    int side;  // only of this one
    Measure measure;
    Band band;
    FindingStatistic over;  // the items
    double least_s;         // of track without a gap; of a leg's stance where it says so
    bool stance;            // only while on one leg
    Channel column[MEASURE_COLUMN_COUNT];  // x, y, x2, y2, x3, y3
} Recipe;

// clang-format off
#define R(kind, measure, band, over, least_s, ...)                                                 \
    { CHECKUP_##kind, ANY_SIDE, MEASURE_##measure, BAND_##band, FINDING_##over, least_s, false,    \
      { __VA_ARGS__ } }
#define R_SIDE(kind, side, measure, band, over, least_s, ...)                                      \
    { CHECKUP_##kind, SIDE_##side, MEASURE_##measure, BAND_##band, FINDING_##over, least_s, false, \
      { __VA_ARGS__ } }
#define R_STANCE(measure, band, over, least_s, ...)                                                \
    { CHECKUP_ONE_LEG, ANY_SIDE, MEASURE_##measure, BAND_##band, FINDING_##over, least_s, true,    \
      { __VA_ARGS__ } }
#define S(name) CHANNEL_##name
#define TRUNK   S(SHOULDERS_X), S(SHOULDERS_Y), S(HIPS_X), S(HIPS_Y)
#define ANKLES  S(FEET_LEFT_X), S(FEET_LEFT_Y), S(FEET_RIGHT_X), S(FEET_RIGHT_Y)
#define HEIGHTS S(HAND_RIGHT_Y), S(NONE), S(HAND_LEFT_Y)
#define STILL(kind)                                                                                \
    R(kind, SWAY_RMS, NOISE, MEAN, 10, S(HIP_X)),                                                  \
    R(kind, SWAY_RANGE, DIFFERENCE, MEAN, 10, S(HIP_X)),                                           \
    R(kind, SWAY_VELOCITY, SPEED, MEAN, 10, S(HIP_X)),                                             \
    R(kind, SWAY_NOISE_RMS, NONE, MEAN, 10, S(HIP_X)),                                             \
    R(kind, TRUNK_LEAN, ANGLE, MEAN, 10, TRUNK)
#define DRUM(kind)                                                                                 \
    R(kind, DISCRETE_PHASE_LOCKING, PHASE, MEAN, 10, HEIGHTS),                                     \
    R(kind, DISCRETE_RELATIVE_PHASE, NONE, MEAN, 10, HEIGHTS),                                     \
    R(kind, DISCRETE_PHASE_SD, NONE, MEAN, 10, HEIGHTS)

static const Recipe recipes[] = {
    STILL(STAND_OPEN),
    R(STAND_OPEN, FEET_TOGETHER, FRAME, BEST, 1, ANKLES),
    STILL(STAND_CLOSED),
    R(STAND_CLOSED, FEET_TOGETHER, FRAME, BEST, 1, ANKLES),
    STILL(SIT_STILL),
    R(ONE_LEG, SINGLE_LEG_STANCE, FRAME, BEST, 1, S(NONE), S(LIFTED), S(STANCE_X), S(STANCE_Y)),
    R_STANCE(TRUNK_LEAN_MAX, ANGLE, MEAN, 1, TRUNK),
    R_STANCE(SWAY_RMS, NOISE, MEAN, 3, S(HIP_X)),
    R(REACH_SIDE, LATERAL_REACH, DIFFERENCE, MEAN, 3, S(FINGER_X)),
    R(REACH_SIDE, COMPENSATION_INDEX, NONE, MEAN, 3, S(FINGER_X), S(FINGER_Y), S(SHOULDERS_X),
      S(SHOULDERS_Y)),
    R(REACH_SIDE, TRUNK_LEAN_MAX, ANGLE, MEAN, 3, TRUNK),
    R_SIDE(LEAN_SIDE, RIGHT, LEAN_LIMIT_RIGHT, DIFFERENCE, MEAN, 3, S(COM_X)),
    R_SIDE(LEAN_SIDE, LEFT, LEAN_LIMIT_LEFT, DIFFERENCE, MEAN, 3, S(COM_X)),
    R(LEAN_SIDE, TRUNK_LEAN_MAX, ANGLE, MEAN, 3, TRUNK),
    R(RAISE_SIDE, ROM_ABDUCTION, ROM, MEAN, 2, S(ELBOW_X), S(ELBOW_Y), S(SHOULDER_X),
      S(SHOULDER_Y), S(HIP_SIDE_X), S(HIP_SIDE_Y)),
    DRUM(DRUM_TOGETHER),
    R(DRUM_TOGETHER, MIRROR_INDEX, NONE, MEAN, 10, S(HAND_LEFT_X), S(HAND_LEFT_Y), S(HAND_RIGHT_X),
      S(HAND_RIGHT_Y)),
    DRUM(DRUM_ALTERNATE),
    R(SQUAT, SQUAT_DEPTH, DIFFERENCE, MEAN, 2, S(HIP_DROP)),
    R(SQUAT, LEAN, NONE, MEAN, 2, S(COM_X), S(NONE), S(ANKLE_LEFT_X), S(NONE), S(ANKLE_RIGHT_X)),
};
// clang-format on

#define RECIPES (sizeof recipes / sizeof *recipes)

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
                  .error = NAN,
                  .quality = 0,
                  .support = item->support,
                  .count = 1 };
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

// What the camera's noise gives in the first column: the place's RMS, or its mean speed.
static double noise_of(const Columns *c, Measure noise)
{
    MeasureTable one = { .time_s = c->table.time_s, .count = c->table.count };
    MeasureValue value;
    one.column[MEASURE_X] = c->table.column[MEASURE_X];
    return one.column[MEASURE_X] && compute(noise, &one, 0, &value) == RESULT_OK ? value.value
                                                                                 : NAN;
}

static double band_of(const Assess *a, const Recipe *r, const Columns *c, const MeasureValue *v)
{
    const Kinematics *t = a->kinematics;
    switch (r->band) {
    case BAND_NOISE: return noise_of(c, MEASURE_SWAY_NOISE_RMS);
    case BAND_SPEED: return noise_of(c, MEASURE_SWAY_NOISE_VELOCITY);
    case BAND_DIFFERENCE: return 1.96 * M_SQRT2 * noise_of(c, MEASURE_SWAY_NOISE_RMS);
    case BAND_ANGLE: {
        double trunk = stage_to_length(&t->size, (double)t->size.trunk);
        double noise = 1.96 * M_SQRT2 * noise_of(c, MEASURE_SWAY_NOISE_RMS);
        return trunk > 0 ? noise / trunk * (180 / M_PI) : NAN;
    }
    case BAND_FRAME: return v->rate_hz > 0 ? 1 / v->rate_hz : NAN;
    case BAND_PHASE: {
        double beats = v->seconds * CHECKUP_BPM / 60;
        double cycles = r->kind == CHECKUP_DRUM_ALTERNATE ? beats / 2 : beats;
        return cycles > 0 ? 1.96 * (1 - v->value * v->value) / sqrt(2 * cycles) : NAN;
    }
    case BAND_ROM: return ROM_ERROR_DEG;
    default: return NAN;
    }
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
    double planned = item->kind == CHECKUP_ONE_LEG ? CHECKUP_CAP_S : 20;
    MeasureValue v = { 0 };
    Result computed = compute(r->measure, &c.table, planned, &v);
    if (computed == RESULT_FULL) result = computed;
    f.quality = valid_share(&c);
    if (f.quality < ASSESS_VALID_MIN)
        f.reason = FINDING_INVALID;
    else if (computed || !isfinite(v.value))
        f.reason = reason_of(v.none);
    else if (v.seconds < r->least_s || v.quality < PIECE_MIN)
        f.reason = FINDING_SHORT;
    if (f.reason == FINDING_NONE) {
        f.value = v.value;
        f.error = band_of(a, r, &c, &v);
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

// Mean or best of the counted items that could be measured.
static void pool(Assess *a, const Recipe *r, int side)
{
    REQUIRE(side >= -1 && side < SIDE_COUNT);
    Finding all = { .value = NAN, .error = NAN };
    double sum = 0, quality = 0, worst = NAN;
    int items = 0, end = a->count;
    for (int i = 0; i < end; i++) {
        const Finding *f = &a->list[i];
        if (!counts(f, r, side)) continue;
        if (items++ == 0) {
            all = *f;
            all.value = all.error = NAN;
            all.count = 0;
        }
        all.support |= f->support;
        quality += f->quality;
        if (f->reason != FINDING_NONE) {
            if (all.count == 0) all.reason = f->reason;
            continue;
        }
        all.reason = FINDING_NONE;
        all.count++;
        sum += f->value;
        worst = fmax(worst, f->error);  // fmax passes over NaN
        bool best = all.count == 1 || f->value > all.value;
        if (r->over == FINDING_BEST && best) all.value = f->value;
    }
    if (items == 0) return;
    all.item = all.attempt = 0;
    all.statistic = r->over;
    all.quality = quality / items;
    if (all.count > 0) {
        if (r->over == FINDING_MEAN) all.value = sum / all.count;
        all.error = worst;
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

// A ratio of two findings; `error` by propagation.
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
    f.value = f.error = NAN;
    write_unit(a->kinematics, measure, f.unit);
    f.reason = first->reason ? first->reason : second->reason;
    double x = first->value, y = second->value, ex = first->error, ey = second->error;
    if (f.reason == FINDING_NONE && measure == MEASURE_ROMBERG_QUOTIENT) {
        f.value = x / y;
        f.error = f.value * sqrt(ex * ex / (x * x) + ey * ey / (y * y));
    } else if (f.reason == FINDING_NONE) {
        f.value = bilateral_symmetry_index(x, y);
        f.error = 400 / ((x + y) * (x + y)) * sqrt(y * y * ex * ex + x * x * ey * ey);
    }
    if (f.reason == FINDING_NONE && !isfinite(f.value)) {
        f.value = NAN;
        f.reason = FINDING_FORMULA;
    }
    if (!isfinite(f.error)) f.error = NAN;
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
