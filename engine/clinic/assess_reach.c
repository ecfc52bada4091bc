// SPDX-License-Identifier: MIT
// assess_reach.c: the check-up's reaches, measured again from raw landmarks and put together by
// hand.
#include "clinic/assess.h"

#include "measure/dose.h"
#include "measure/signal.h"
#include "measure/timing.h"
#include "tiptoe/units.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define BEFORE_S 0.3  // keeps the filter's edge out of the reaction time
#define AFTER_S  0.4  // smoothness needs the end of the movement

// ---- one reach ----

static double to_al(const Kinematics *t, const AssessReach *reach, float stage)
{
    return (double)stage_to_al(&t->size, reach->side, stage);
}

size_t assess_reach_samples(const Kinematics *t, const AssessReach *reach, ReachSample *sample)
{
    size_t first = 0, last = 0;
    REQUIRE((unsigned)reach->side < SIDE_COUNT);
    kinematics_window(t, reach->offer_s - BEFORE_S, reach->end_s + AFTER_S, &first, &last);
    if (last - first > REACH_SAMPLES_MAX) last = first + REACH_SAMPLES_MAX;
    for (size_t i = first; i < last; i++) {
        const Body *b = &t->body[i];
        float trust = fminf(b->hand_trust[reach->side], fminf(b->trust[LANDMARK_SHOULDER_LEFT],
                                                              b->trust[LANDMARK_SHOULDER_RIGHT]));
        sample[i - first] = (ReachSample){ .time_s = t->time_s[i],
                                           .hand_x = to_al(t, reach, b->hand[reach->side].x),
                                           .hand_y = to_al(t, reach, b->hand[reach->side].y),
                                           .trunk_x = to_al(t, reach, b->shoulders.x),
                                           .trunk_y = to_al(t, reach, b->shoulders.y),
                                           .valid = b->seen && trust >= BODY_TRUST_MIN };
    }
    return last - first;
}

static void measure_reach(const Kinematics *t, AssessReach *reach)
{
    ReachSample sample[REACH_SAMPLES_MAX];
    size_t count = assess_reach_samples(t, reach, sample);
    double entry_s = NAN, distance = NAN;
    double x = to_al(t, reach, reach->at.x), y = to_al(t, reach, reach->at.y);
    for (size_t i = 0; i < count; i++) {
        const ReachSample *s = &sample[i];
        double off = hypot(s->hand_x - x, s->hand_y - y);
        if (s->valid && s->time_s <= reach->offer_s) distance = off;
        if (!s->valid || s->time_s < reach->offer_s || off > reach->radius_al) continue;
        if (!isfinite(entry_s)) entry_s = s->time_s;
    }
    if (reach->hit && !isfinite(entry_s)) entry_s = reach->end_s;
    reach->distance_al = distance;
    ReachWindow window = { .sample = sample,
                           .count = count,
                           .stimulus_s = reach->offer_s,
                           .entry_s = reach->hit ? entry_s : NAN,
                           .noise = to_al(t, reach, t->size.noise) };
    reach->measures = reach_measure(&window);
}

static bool is_reach(CheckupKind kind)
{
    return kind == CHECKUP_REACH_LARGE || kind == CHECKUP_REACH_SMALL;
}

static int item_at(const Kinematics *t, uint32_t step)
{
    for (int i = 0; i < t->item_count; i++) {
        const CheckupItem *item = &t->item[i];
        bool in = step >= item->begin_step && step <= item->end_step;
        if (in && item->done && item->attempt > 0 && is_reach(item->kind)) return i;
    }
    return -1;
}

static AssessReach begin_reach(const Kinematics *t, const RecordedEvent *offer, int item)
{
    const CheckupItem *of = &t->item[item];
    float middle = (t->size.shoulder[SIDE_LEFT].x + t->size.shoulder[SIDE_RIGHT].x) / 2;
    int side = of->side < 0 ? SIDE_RIGHT : of->side;
    float over = offer->event.at.x - middle;
    AssessReach reach = { .item = item,
                          .side = side,
                          .kind = of->kind,
                          .offer_s = kinematics_step_s(t, offer->step),
                          .at = offer->event.at,
                          .crosses = side == SIDE_RIGHT ? over < 0 : over > 0 };
    reach.end_s = reach.offer_s;
    reach.radius_al = (double)checkup_radius_al(of->kind, t->size.seated);
    return reach;
}

int assess_reaches(const Kinematics *t, AssessReach *reach, int room)
{
    const Recording *r = t->recording;
    int count = 0;
    REQUIRE(room >= 0 && room <= ASSESS_REACHES_MAX);
    for (uint32_t i = 0; i < r->event_count && count < room; i++) {
        const RecordedEvent *offer = &r->event[i];
        int item = offer->event.event == EVENT_OFFER ? item_at(t, offer->step) : -1;
        if (item < 0) continue;
        AssessReach next = begin_reach(t, offer, item);
        for (uint32_t k = i + 1; k < r->event_count; k++) {
            const GameEvent *e = &r->event[k].event;
            bool ends = e->event == EVENT_HIT || e->event == EVENT_MISS;
            if (!ends || e->target != offer->event.target) continue;
            next.hit = e->event == EVENT_HIT;
            next.end_s = kinematics_step_s(t, r->event[k].step);
            break;
        }
        measure_reach(t, &next);
        reach[count++] = next;
    }
    return count;
}

// ---- over the reaches ----

typedef struct Pool {
    Assess *assess;
    const AssessReach *reach;
    int count;
} Pool;

static bool belongs(const AssessReach *r, CheckupKind kind, int side)
{
    return r->side == side && (kind == CHECKUP_REACHES || r->kind == kind);
}

static Finding pool_start(const Pool *p, CheckupKind kind, int side, Measure measure, int *all)
{
    const MeasureInfo *info = measure_info(measure);
    Finding f = { .kind = kind,
                  .side = side,
                  .statistic = FINDING_MEDIAN,
                  .measure = measure,
                  .version = info->version,
                  .value = NAN };
    assess_no_interval(&f);
    snprintf(f.unit, sizeof f.unit, "%s", info->unit);
    *all = 0;
    for (int i = 0; i < p->count; i++) {
        if (!belongs(&p->reach[i], kind, side)) continue;
        f.quality += p->reach[i].measures.quality;
        f.support |= p->assess->kinematics->item[p->reach[i].item].support;
        ++*all;
    }
    if (*all) f.quality /= *all;
    return f;
}

// Why most of the reaches without a value have none.
static FindingReason why_few(const Pool *p, const Finding *f, ReachField field)
{
    int of[REACH_REASON_COUNT] = { 0 }, most = REACH_NONE;
    for (int i = 0; i < p->count; i++)
        if (belongs(&p->reach[i], f->kind, f->side)) of[p->reach[i].measures.reason[field]]++;
    of[REACH_NONE] = 0;
    for (int why = 0; why < REACH_REASON_COUNT; why++)
        if (of[why] > of[most]) most = why;
    switch ((ReachReason)most) {
    case REACH_TOO_SLOW: return FINDING_SLOW;
    case REACH_TOO_LONG: return FINDING_LONG;
    case REACH_MISSED: return FINDING_NO_REACH;
    default: return FINDING_FEW;
    }
}

// At least half of the reaches must have a value, and enough frames be valid.
static bool enough(const Pool *p, Finding *f, int all, ReachField field)
{
    if (f->quality < ASSESS_VALID_MIN)
        f->reason = FINDING_INVALID;
    else if (2 * f->count < all || f->count < 3)
        f->reason = why_few(p, f, field);
    return f->reason == FINDING_NONE;
}

static void add_median(const Pool *p, CheckupKind kind, int side, Measure measure, ReachField field)
{
    double value[ASSESS_REACHES_MAX], work[ASSESS_REACHES_MAX];
    int all = 0;
    Finding f = pool_start(p, kind, side, measure, &all);
    for (int i = 0; i < p->count; i++) {
        double v = reach_field(&p->reach[i].measures, field);
        if (belongs(&p->reach[i], kind, side) && isfinite(v)) value[f.count++] = v;
    }
    if (all == 0) return;
    if (enough(p, &f, all, field)) {
        Interval spread = interval_median(value, (size_t)f.count, work);
        f.value = signal_median(value, (size_t)f.count);
        assess_interval(p->assess, &f, spread, FINDING_ORDER);
    }
    assess_add(p->assess, f);
}

static void add_throughput(const Pool *p, int side)
{
    double value[ASSESS_REACHES_MAX];
    int all = 0;
    Finding f = pool_start(p, CHECKUP_REACHES, side, MEASURE_FITTS_THROUGHPUT, &all);
    for (int i = 0; i < p->count; i++) {
        const AssessReach *r = &p->reach[i];
        double bits = timing_difficulty(r->distance_al, 2 * r->radius_al);
        double throughput = bits / r->measures.movement_s;
        if (belongs(r, CHECKUP_REACHES, side) && isfinite(throughput))
            value[f.count++] = throughput;
    }
    if (all == 0) return;
    f.statistic = FINDING_MEAN;
    if (enough(p, &f, all, REACH_AT_movement_s)) {
        f.value = signal_mean(value, (size_t)f.count);
        assess_interval(p->assess, &f, interval_mean(value, (size_t)f.count), FINDING_STUDENT);
    }
    assess_add(p->assess, f);
}

static void add_crossing(const Pool *p, int side)
{
    double target[ASSESS_REACHES_MAX], asked[ASSESS_REACHES_MAX], touched[ASSESS_REACHES_MAX];
    int all = 0;
    size_t n = 0, touched_far = 0;
    double sign = side == SIDE_RIGHT ? 1 : -1;
    Finding f = pool_start(p, CHECKUP_REACHES, side, MEASURE_MIDLINE_CROSSING, &all);
    for (int i = 0; i < p->count; i++) {
        const AssessReach *r = &p->reach[i];
        if (!belongs(r, CHECKUP_REACHES, side)) continue;
        target[n] = r->crosses ? -sign : sign;
        asked[n] = sign;
        touched[n++] = r->hit ? sign : 0;
        f.count += r->crosses;
        touched_far += r->crosses && r->hit;
    }
    if (all == 0) return;
    f.statistic = FINDING_MEAN;
    f.value = dose_midline_crossing(target, asked, touched, n);
    if (!isfinite(f.value)) f.reason = FINDING_FEW;
    if (isfinite(f.value))
        assess_interval(p->assess, &f, interval_share(touched_far, (size_t)f.count),
                        FINDING_PROPORTION);
    assess_add(p->assess, f);
}

void assess_add_reaches(Assess *a)
{
    AssessReach reach[ASSESS_REACHES_MAX];
    const Kinematics *t = a->kinematics;
    Pool p = { .assess = a, .reach = reach };
    p.count = assess_reaches(t, reach, ASSESS_REACHES_MAX);
    for (int side = SIDE_RIGHT; side >= SIDE_LEFT; side--) {
        add_median(&p, CHECKUP_REACHES, side, MEASURE_REACTION_TIME, REACH_AT_reaction_s);
        add_median(&p, CHECKUP_REACH_LARGE, side, MEASURE_MOVEMENT_TIME, REACH_AT_movement_s);
        add_median(&p, CHECKUP_REACH_SMALL, side, MEASURE_MOVEMENT_TIME, REACH_AT_movement_s);
        add_throughput(&p, side);
        add_median(&p, CHECKUP_REACHES, side, MEASURE_PATH_EFFICIENCY, REACH_AT_path_efficiency);
        add_median(&p, CHECKUP_REACHES, side, MEASURE_PEAK_VELOCITY, REACH_AT_peak_speed);
        add_median(&p, CHECKUP_REACHES, side, MEASURE_VELOCITY_PEAKS, REACH_AT_velocity_peaks);
        add_median(&p, CHECKUP_REACHES, side, MEASURE_REACH_SPARC, REACH_AT_sparc);
        add_median(&p, CHECKUP_REACHES, side, MEASURE_TRUNK_DISPLACEMENT,
                   REACH_AT_trunk_displacement);
        add_crossing(&p, side);
    }
}
