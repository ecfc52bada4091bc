// SPDX-License-Identifier: MIT
// validity_proof.c: what one half of the runs teaches about tracking's error, and how often the
// interval made of it holds the truth in the other half.
#include "validity_checkup.h"

#include "measure/student.h"
#include <math.h>
#include <string.h>

// Measures whose errors come of the same things; below 60 runs a group is judged in the place of
// each.
#define GROUP_LIST(X)                                                                              \
    X(SWAY_RMS, "sway")                                                                            \
    X(SWAY_RANGE, "sway")                                                                          \
    X(SWAY_VELOCITY, "sway")                                                                       \
    X(ROMBERG_QUOTIENT, "sway")                                                                    \
    X(SINGLE_LEG_STANCE, "times")                                                                  \
    X(FEET_TOGETHER, "times")                                                                      \
    X(REACTION_TIME, "times")                                                                      \
    X(MOVEMENT_TIME, "times")                                                                      \
    X(LATERAL_REACH, "lengths")                                                                    \
    X(LEAN_LIMIT_RIGHT, "lengths")                                                                 \
    X(LEAN_LIMIT_LEFT, "lengths")                                                                  \
    X(SQUAT_DEPTH, "lengths")                                                                      \
    X(TRUNK_LEAN, "angles")                                                                        \
    X(TRUNK_LEAN_MAX, "angles")                                                                    \
    X(ROM_ABDUCTION, "angles")                                                                     \
    X(LEAN, "angles")                                                                              \
    X(DISCRETE_RELATIVE_PHASE, "rhythm")                                                           \
    X(DISCRETE_PHASE_LOCKING, "rhythm")                                                            \
    X(DISCRETE_PHASE_SD, "rhythm")                                                                 \
    X(MIRROR_INDEX, "rhythm")                                                                      \
    X(PEAK_VELOCITY, "reaches")                                                                    \
    X(VELOCITY_PEAKS, "reaches")                                                                   \
    X(PATH_EFFICIENCY, "reaches")                                                                  \
    X(REACH_SPARC, "reaches")                                                                      \
    X(TRUNK_DISPLACEMENT, "reaches")                                                               \
    X(COMPENSATION_INDEX, "reaches")                                                               \
    X(FITTS_THROUGHPUT, "reaches")                                                                 \
    X(MIDLINE_CROSSING, "reaches")                                                                 \
    X(SYMMETRY_INDEX, "sides")

const char *proof_group(Measure measure)
{
    switch ((int)measure) {
#define X(name, group)                                                                             \
    case MEASURE_##name: return group;
        GROUP_LIST(X)
#undef X
    default: return NULL;  // tells of the camera, not of the child
    }
}

int proof_pairs(const Campaign *campaign, const char *model, ProofPair *pair, int room)
{
    int count = 0;
    for (int i = 0; i < campaign->count; i++) {
        const json_t *line = campaign->line[i];
        const json_t *values = json_object_get(line, "values");
        const char *of = json_string_value(json_object_get(line, "model"));
        double height =
            json_number_value(json_object_get(json_object_get(line, "conditions"), "height_cm"));
        if (!of || strcmp(of, model) != 0) continue;
        for (size_t k = 0; k < json_array_size(values) && count < room; k++) {
            const json_t *v = json_array_get(values, k), *seen = json_object_get(v, "tracked");
            const char *name = json_string_value(json_object_get(v, "measure"));
            const char *unit = json_string_value(json_object_get(v, "unit"));
            Measure measure = name ? measure_find(name) : MEASURE_COUNT;
            if (measure == MEASURE_COUNT || !unit || !proof_group(measure)) continue;
            double per = !strncmp(unit, "cm", 2) ? height / 100 : 1;
            pair[count++] = (ProofPair){
                .run = (int)json_integer_value(json_object_get(line, "run")),
                .measure = measure,
                .truth = json_number_value(json_object_get(v, "truth")) / per,
                .tracked = json_is_number(seen) ? json_number_value(seen) / per : NAN,
                .scale = per < 1 || per > 1 ? json_number_value(json_object_get(line, "scale")) : 1,
            };
        }
    }
    return count;
}

// Angles of a cycle differ by at most half a turn.
static double difference(const ProofPair *p)
{
    double d = p->tracked - p->truth;
    return p->measure == MEASURE_DISCRETE_RELATIVE_PHASE ? remainder(d, 360) : d;
}

static bool usable(const ProofPair *p, Measure measure, int half)
{
    return p->measure == measure && isfinite(p->tracked) && (half < 0 || (p->run & 1) == half);
}

Learned proof_learn(const ProofPair *pair, int count, Measure measure, int half)
{
    Learned l = { .low = INFINITY, .high = -INFINITY };
    double sum = 0, sum2 = 0, off = 0, square = 0;
    int last = -1;
    for (int i = 0; i < count; i++) {
        const ProofPair *p = &pair[i];
        if (!usable(p, measure, half)) continue;
        double d = difference(p);
        l.pairs++;
        l.runs += p->run != last;  // the pairs of a run follow each other
        last = p->run;
        sum += d;
        sum2 += d * d;
        off += (p->scale - 1) * (p->scale - 1);
        square += p->tracked * p->tracked;
        l.low = fmin(l.low, p->truth);
        l.high = fmax(l.high, p->truth);
    }
    if (l.pairs == 0) return l;
    double variance = l.pairs > 1 ? (sum2 - sum * sum / l.pairs) / (l.pairs - 1) : 0;
    l.bias = sum / l.pairs;
    // What the scale alone does to a length of this size; the rest is the same for all sizes.
    l.share = sqrt(off / l.pairs);
    double rest = variance - l.share * l.share * square / l.pairs;
    if (rest < 0.25 * variance) {
        rest = 0.25 * variance;
        l.share = square > 0 ? sqrt(0.75 * variance * l.pairs / square) : 0;
    }
    l.sd = sqrt(fmax(rest, 0));
    // Two sides of one child err together: what is known is the runs.
    l.factor = l.runs > 1 ? student_limit(0.05, l.runs - 1) * sqrt(1 + 1.0 / l.runs) : NAN;
    return l;
}

double proof_half(const Learned *l, double value)
{
    return l->factor * hypot(l->sd, l->share * value);
}

// Chance of `from` or more of `count`.
static double tail(int count, int from, double share)
{
    double sum = 0;
    for (int k = from; k <= count; k++)
        sum += exp(lgamma(count + 1.0) - lgamma(k + 1.0) - lgamma(count - k + 1.0) +
                   k * log(share) + (count - k) * log1p(-share));
    return sum;
}

// The share at which `from` or more have this chance.
static double share_at(int count, int from, double chance)
{
    double low = 1e-12, high = 1 - 1e-12;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (tail(count, from, middle) < chance)
            low = middle;
        else
            high = middle;
    }
    return low;
}

// 95 % bounds by the binomial itself (Clopper & Pearson 1934).
Coverage coverage_of(int held, int count)
{
    REQUIRE(held >= 0 && held <= count);
    Coverage c = { held, count, 0, 1 };
    if (held > 0) c.low = share_at(count, held, 0.025);
    if (held < count) c.high = share_at(count, held + 1, 0.975);
    return c;
}

Coverage proof_cover(const ProofPair *learn, int learn_count, const ProofPair *prove, int count,
                     Measure measure, const char *group)
{
    int held = 0, all = 0;
    for (int half = 0; half < 2; half++)
        for (int m = 0; m < MEASURE_COUNT; m++) {
            const char *own = proof_group((Measure)m);
            bool wanted = own && (group ? !strcmp(own, group)
                                        : measure == MEASURE_COUNT || measure == (Measure)m);
            if (!wanted) continue;
            Learned l = proof_learn(learn, learn_count, (Measure)m, !half);
            for (int i = 0; l.runs > 1 && i < count; i++) {
                if (!usable(&prove[i], (Measure)m, half)) continue;
                double off = fabs(difference(&prove[i]) - l.bias);
                held += off <= proof_half(&l, prove[i].tracked) + 1e-9;
                all++;
            }
        }
    return coverage_of(held, all);
}
