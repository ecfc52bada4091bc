// SPDX-License-Identifier: MIT
// movement.c: a play's movement from raw landmarks and from the reaches that were measured while
// playing.
#include "clinic/movement.h"

#include "clinic/arm_gate.h"
#include "measure/bilateral.h"
#include "measure/dose.h"
#include "measure/signal.h"
#include "tiptoe/units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SPAN_MIN_S 0.5  // a shorter piece of track says nothing

const char *movement_name(MovementValue value)
{
    static const char *const names[MOVEMENT_COUNT] = {
#define X(name, stored, unit, meaning) stored,
        MOVEMENT_LIST(X)
#undef X
    };
    REQUIRE((unsigned)value < MOVEMENT_COUNT);
    return names[value];
}

const char *movement_unit(MovementValue value)
{
    static const char *const units[MOVEMENT_COUNT] = {
#define X(name, stored, unit, meaning) unit,
        MOVEMENT_LIST(X)
#undef X
    };
    REQUIRE((unsigned)value < MOVEMENT_COUNT);
    return units[value];
}

const char *movement_meaning(MovementValue value)
{
    static const char *const meanings[MOVEMENT_COUNT] = {
#define X(name, stored, unit, meaning) meaning,
        MOVEMENT_LIST(X)
#undef X
    };
    REQUIRE((unsigned)value < MOVEMENT_COUNT);
    return meanings[value];
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// The value below which `share` of them lie; changes the order.
static double quantile(double *value, size_t count, double share)
{
    REQUIRE(share >= 0 && share <= 1);
    if (count == 0) return NAN;
    qsort(value, count, sizeof *value, by_value);
    return value[(size_t)(share * (double)(count - 1))];
}

// Speed and path of a hand, piece by piece between gaps.
typedef struct Dose {
    double seen_s, active_s, distance;
} Dose;

static Dose dose_of_span(const double *time_s, const double *x, const double *y, size_t count,
                         double *work)
{
    Dose dose = { 0 };
    double rate = signal_rate(time_s, count);
    size_t even = signal_resampled_count(time_s, count, rate);
    double *ex = work, *ey = work + even, *speed = work + 2 * even;

    signal_resample(time_s, x, count, rate, ex, even);
    signal_resample(time_s, y, count, rate, ey, even);
    signal_lowpass(ex, even, rate, 3);
    signal_lowpass(ey, even, rate, 3);
    signal_speed(ex, ey, even, rate, speed);
    dose.active_s = dose_time_above(speed, even, rate, DOSE_ACTIVE_SPEED);
    dose.distance = signal_path(ex, ey, even);
    return dose;
}

static Dose dose_of(const Kinematics *t, int side, double *memory)
{
    double *time_s = memory, *x = memory + t->count, *y = x + t->count, *work = y + t->count;
    Dose all = { 0 };
    size_t kept = 0;
    for (size_t i = 0; i <= t->count; i++) {
        const Body *b = i < t->count ? &t->body[i] : NULL;
        bool good = b && b->seen && b->hand_trust[side] >= BODY_TRUST_MIN;
        bool gap = kept && (!b || (good && t->time_s[i] - time_s[kept - 1] > SIGNAL_GAP_MAX_S));
        if (gap && time_s[kept - 1] - time_s[0] >= SPAN_MIN_S) {
            Dose piece = dose_of_span(time_s, x, y, kept, work);
            all.seen_s += time_s[kept - 1] - time_s[0];
            all.active_s += piece.active_s;
            all.distance += piece.distance;
        }
        if (gap) kept = 0;
        if (!good || (kept && t->time_s[i] <= time_s[kept - 1])) continue;
        time_s[kept] = t->time_s[i];
        x[kept] = (double)stage_to_al(&t->size, side, b->hand[side].x);
        y[kept++] = (double)stage_to_al(&t->size, side, b->hand[side].y);
    }
    return all;
}

static void range_of(const Kinematics *t, int side, Movement *m, double *memory)
{
    size_t far = 0, raised = 0;
    double *range = memory, *raise = memory + t->count;
    for (size_t i = 0; i < t->count; i++) {
        const Body *b = &t->body[i];
        int shoulder = LANDMARK_SHOULDER_LEFT + side;
        if (!b->seen) continue;
        if (b->hand_trust[side] >= BODY_TRUST_MIN && b->trust[shoulder] >= BODY_TRUST_MIN)
            range[far++] = (double)stage_to_al(&t->size, side,
                                               vec2_distance(b->hand[side], b->joint[shoulder]));
        if (arm_shown(&t->size, b, side) >= ARM_SHOWN_MIN)
            raise[raised++] = (double)b->value[BODY_ARM_RAISE_LEFT + side];
    }
    ArmGate gate = arm_gate(t, side, 0, t->count);
    m->value[MOVEMENT_RANGE][side] = quantile(range, far, 0.95);
    m->value[MOVEMENT_RAISE][side] = quantile(raise, raised, 0.95);
    if (!arm_gate_open(&gate)) {
        m->value[MOVEMENT_RAISE][side] = NAN;
        m->why[MOVEMENT_RAISE][side] = REACH_AT_CAMERA;
    }
}

double movement_reach_median(const Recording *r, int side, ReachField field, double *work,
                             uint32_t *count)
{
    REQUIRE((unsigned)side < SIDE_COUNT);
    *count = 0;
    for (uint32_t i = 0; i < r->trial_count; i++) {
        double value = reach_field(&r->trial[i].reach, field);
        bool touched = r->trial[i].hit && r->trial[i].side == side;
        if (touched && isfinite(value)) work[(*count)++] = value;
    }
    return signal_median(work, *count);
}

ReachReason movement_reach_why(const Recording *r, int side, ReachField field)
{
    int of[REACH_REASON_COUNT] = { 0 }, most = REACH_NONE;
    REQUIRE((unsigned)side < SIDE_COUNT && field < REACH_FIELD_COUNT);
    for (uint32_t i = 0; i < r->trial_count; i++)
        if (r->trial[i].hit && r->trial[i].side == side) of[r->trial[i].reach.reason[field]]++;
    of[REACH_NONE] = 0;
    for (int why = 0; why < REACH_REASON_COUNT; why++)
        if (of[why] > of[most]) most = why;
    return most == REACH_NONE ? REACH_MISSED : (ReachReason)most;
}

const char *movement_why_text(ReachReason why)
{
    return why == REACH_MISSED ? "it reached no target" : reach_reason_text(why);
}

bool movement_is_amount(MovementValue value)
{
    return value <= MOVEMENT_RAISE;
}

// A hand that was hardly seen has no amounts: none is not zero.
static void tell_unseen(Movement *m, int side, double seen_s)
{
    for (int v = 0; v < MOVEMENT_COUNT; v++) {
        if (!movement_is_amount((MovementValue)v) || v == MOVEMENT_REPETITIONS) continue;
        bool dose = v == MOVEMENT_ACTIVE || v == MOVEMENT_DISTANCE;
        if (dose && !(seen_s > 0)) m->value[v][side] = NAN;
        if (!isfinite(m->value[v][side]) && !m->why[v][side]) m->why[v][side] = REACH_NO_TRACK;
    }
}

static void trunk_of(const Kinematics *t, Movement *m, double *memory)
{
    size_t leans = 0, valid = 0;
    for (size_t i = 0; i < t->count; i++) {
        const Body *b = &t->body[i];
        bool trunk = b->seen && b->value_trust[BODY_TRUNK_LEAN] >= BODY_TRUST_MIN;
        if (trunk) memory[leans++] = fabs((double)b->value[BODY_TRUNK_LEAN]);
        valid += trunk && b->hand_trust[0] >= BODY_TRUST_MIN && b->hand_trust[1] >= BODY_TRUST_MIN;
    }
    m->trunk_lean_deg = quantile(memory, leans, 0.95);
    m->valid = t->count ? (double)valid / (double)t->count : 0;
}

Result movement_of(const Kinematics *t, Movement *m)
{
    static const struct {
        MovementValue value;
        ReachField field;
    } medians[] = { { MOVEMENT_SMOOTHNESS, REACH_AT_sparc },
                    { MOVEMENT_EFFICIENCY, REACH_AT_path_efficiency },
                    { MOVEMENT_REACTION, REACH_AT_reaction_s },
                    { MOVEMENT_COMPENSATION, REACH_AT_trunk_displacement } };
    const Recording *r = t->recording;
    const PlayQuality *q = &r->info.summary.quality;
    size_t room = 10 * t->count + r->trial_count + 1024;
    double *memory = malloc(room * sizeof *memory);
    if (!memory) return fail(RESULT_FULL, "out of memory: close other programs");
    memset(m, 0, sizeof *m);
    for (int side = 0; side < SIDE_COUNT; side++) {
        Dose dose = dose_of(t, side, memory);
        m->value[MOVEMENT_REPETITIONS][side] = r->info.summary.score.hits_by_side[side];
        m->value[MOVEMENT_ACTIVE][side] = dose.active_s;
        m->value[MOVEMENT_DISTANCE][side] = dose.distance;
        range_of(t, side, m, memory);
        tell_unseen(m, side, dose.seen_s);
        for (size_t k = 0; k < sizeof medians / sizeof *medians; k++) {
            uint32_t count = 0;
            MovementValue v = medians[k].value;
            m->value[v][side] = movement_reach_median(r, side, medians[k].field, memory, &count);
            if (!count) m->why[v][side] = movement_reach_why(r, side, medians[k].field);
        }
        for (uint32_t i = 0; i < r->trial_count; i++)
            m->reaches[side] += r->trial[i].hit && r->trial[i].side == side;
    }
    for (int v = 0; v < MOVEMENT_COUNT; v++)
        m->symmetry[v] =
            movement_is_amount((MovementValue)v)
                ? bilateral_symmetry_index(m->value[v][SIDE_RIGHT], m->value[v][SIDE_LEFT])
                : NAN;
    m->played_s = (double)q->steps / GAME_STEPS_PER_SECOND;
    // fmax passes over a hand that was not seen.
    double active_s = fmax(m->value[MOVEMENT_ACTIVE][0], m->value[MOVEMENT_ACTIVE][1]);
    m->active_s = isfinite(active_s) ? fmin(active_s, m->played_s) : NAN;
    trunk_of(t, m, memory);
    free(memory);
    return RESULT_OK;
}
