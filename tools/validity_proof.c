// SPDX-License-Identifier: MIT
// validity_proof.c: what one half of the runs teaches about tracking's error, and how often the
// interval made of it holds the truth in the other half.
#include "validity_checkup.h"

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

int proof_pairs(const Campaign *campaign, ErrorNetwork network, Pair *pair, int room)
{
    int count = 0;
    for (int i = 0; i < campaign->count; i++) {
        const json_t *line = campaign->line[i], *values = json_object_get(line, "values");
        double height =
            json_number_value(json_object_get(json_object_get(line, "conditions"), "height_cm"));
        if (campaign_network(line) != network) continue;
        for (size_t k = 0; k < json_array_size(values) && count < room; k++) {
            const json_t *v = json_array_get(values, k), *seen = json_object_get(v, "tracked");
            const char *name = json_string_value(json_object_get(v, "measure"));
            const char *unit = json_string_value(json_object_get(v, "unit"));
            Measure measure = name ? measure_find(name) : MEASURE_COUNT;
            if (measure == MEASURE_COUNT || !unit || !proof_group(measure)) continue;
            bool length = !strncmp(unit, "cm", 2);
            double per = length ? height / 100 : 1;
            Pair p = { measure,
                       network,
                       json_number_value(json_object_get(v, "truth")) / per,
                       json_is_number(seen) ? json_number_value(seen) / per : NAN,
                       (int)json_integer_value(json_object_get(line, "run")),
                       length ? json_number_value(json_object_get(line, "scale")) : 1 };
            // Angles of a cycle differ by at most half a turn.
            if (measure == MEASURE_DISCRETE_RELATIVE_PHASE)
                p.tracked = p.truth + remainder(p.tracked - p.truth, 360);
            pair[count++] = p;
        }
    }
    return count;
}

static bool holds(const ErrorModel *model, const Pair *p)
{
    Interval told =
        error_model_interval(p->measure, error_model_at(model, p->tracked, 1), p->tracked);
    return p->truth >= told.low - 1e-9 && p->truth <= told.high + 1e-9;
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

static int half_of(const Pair *pair, int count, int half, Pair *own)
{
    int kept = 0;
    for (int i = 0; i < count; i++)
        if ((pair[i].run & 1) == half) own[kept++] = pair[i];
    return kept;
}

Coverage proof_cover(const Pair *learn, int learn_count, const Pair *prove, int count,
                     Measure measure, const char *group)
{
    static Pair taught[PROOF_PAIRS_MAX];
    int held = 0, all = 0;
    for (int half = 0; half < 2; half++) {
        int known = half_of(learn, learn_count, !half, taught);
        for (int m = 0; m < MEASURE_COUNT; m++) {
            const char *own = proof_group((Measure)m);
            bool wanted = own && (group ? !strcmp(own, group)
                                        : measure == MEASURE_COUNT || measure == (Measure)m);
            if (!wanted || count == 0) continue;
            ErrorModel model = rule_fit((Measure)m, prove[0].network, taught, known);
            for (int i = 0; isfinite(model.sd) && i < count; i++) {
                const Pair *p = &prove[i];
                if (p->measure != (Measure)m || (p->run & 1) != half || !isfinite(p->tracked))
                    continue;
                held += holds(&model, p);
                all++;
            }
        }
    }
    return coverage_of(held, all);
}

Coverage proof_listed(const Pair *pair, int count)
{
    static const char *const words[] = {
#define X(name, word) word,
        ERROR_NETWORK_LIST(X)
#undef X
    };
    int held = 0, all = 0;
    for (int i = 0; i < count; i++) {
        const ErrorModel *model = error_model_find(pair[i].measure, words[pair[i].network]);
        if (!model || !isfinite(pair[i].tracked)) continue;
        held += holds(model, &pair[i]);
        all++;
    }
    return coverage_of(held, all);
}
