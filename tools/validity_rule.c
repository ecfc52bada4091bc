// SPDX-License-Identifier: MIT
// validity_rule.c: the rule of the classes, the fit of the error, and the two lists.
#include "validity_rule.h"

#include "measure/student.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// The change that matters, in the measure's unit (cm: %H): 0.2 of the published SD between children
// (Hopkins 2004). X(measure, change, source)
#define MATTERS_LIST(X)                                                                            \
    X(LATERAL_REACH, 0.53, "SD 3.38 cm at 127 cm: Alotaibi 2024")                                  \
    X(TRUNK_LEAN_MAX, 1.7, "SD 8.7 deg of a lean sideways: Kinder-Gator, n = 10")                  \
    X(PEAK_VELOCITY, 0.3, "SD 22 % of 7 AL/s: Kinder-Gator, n = 10")

// Where typical children of 4 to 16 years lie, in the same units. X(measure, low, high, source)
#define RANGE_LIST(X)                                                                              \
    X(SINGLE_LEG_STANCE, 3, 30, "3 s at 3 years; the cap at 8")                                    \
    X(LATERAL_REACH, 6, 18.6, "Alotaibi 2024; Deshmukh 2011")                                      \
    X(REACTION_TIME, 0.2, 0.56, "Simple reaction, DMCN 1984; 4 to 14 years")                       \
    X(MOVEMENT_TIME, 0.6, 1.1, "Kinder-Gator, 5 to 9 years")                                       \
    X(PATH_EFFICIENCY, 0.57, 0.75, "Kinder-Gator, 5 to 9 years")                                   \
    X(VELOCITY_PEAKS, 1, 8, "Kinder-Gator, 5 to 9 years")                                          \
    X(TRUNK_LEAN_MAX, 9, 46, "Kinder-Gator, 5 to 9 years")                                         \
    X(DISCRETE_PHASE_SD, 3.5, 61, "Kinder-Gator, 5 to 9 years")                                    \
    X(DISCRETE_PHASE_LOCKING, 0.57, 0.998, "the same as R")                                        \
    X(SWAY_RMS, 0.15, 0.82, "a bracket, no norm: 2.5 to 9 mm")

#define RUNS_LEAST    8    // children; fewer prove nothing
#define SPAN_LEAST    0.1  // of the largest truth: where it hardly varies r has no meaning [ours]
#define SPAN_OF_RANGE 0.9
#define FRAME_SD_S    0.017  // 1.96 of it is one frame of 30 a second

static double matters_of(Measure measure)
{
    switch (measure) {
#define X(name, change, source)                                                                    \
    case MEASURE_##name: return change;
        MATTERS_LIST(X)
#undef X
    default: return NAN;
    }
}

static void range_of(Measure measure, double *from, double *to)
{
    *from = *to = NAN;
    switch (measure) {
#define X(name, low, high, source)                                                                 \
    case MEASURE_##name:                                                                           \
        *from = low;                                                                               \
        *to = high;                                                                                \
        break;
        RANGE_LIST(X)
#undef X
    default: break;
    }
}

static void correlate(Proof *p, double tt, double xx, double tx)
{
    double largest = fmax(fabs(p->low), fabs(p->high));
    bool varies = p->runs > 3 && xx > 0 && p->high - p->low >= SPAN_LEAST * largest;
    p->r = varies ? tx / sqrt(tt * xx) : NAN;
    p->r_low = varies ? tanh(atanh(fmin(p->r, 1 - 1e-12)) - 1.96 / sqrt(p->runs - 3.0)) : NAN;
}

// A bound that is not known is not kept, but B and C may be without.
static void judge(Proof *p)
{
    double common = fmin(p->high, p->to) - fmax(p->low, p->from);
    bool spans_half = isnan(p->from) || common >= 0.5 * (p->to - p->from);
    bool spans = p->low <= p->from + (1 - SPAN_OF_RANGE) * (p->to - p->from) &&
                 p->high >= p->to - (1 - SPAN_OF_RANGE) * (p->to - p->from);
    double limit = fmax(p->reach, p->half);  // fmax passes over NaN
    p->trust = 'D';
    if (p->runs < RUNS_LEAST)
        p->why = "fewer than 8 children";
    else if (isnan(p->r))
        p->why = "the truth hardly varies";
    else if (!(p->r_low >= 0.5))
        p->why = "r may be below 0.5";
    else if (limit > 2 * p->matters)
        p->why = "error above twice the change that matters";
    if (p->why) return;
    p->trust = 'C';
    if (!(p->r_low >= 0.75))
        p->why = "r may be below 0.75";
    else if (limit > p->matters)
        p->why = "error above the change that matters";
    else if (!spans_half)
        p->why = "truths span less than half of the children's range";
    if (p->why) return;
    p->trust = 'B';
    if (!(p->r_low >= 0.9))
        p->why = "r may be below 0.9";
    else if (!(limit <= p->matters / 2))
        p->why = isnan(p->matters) ? "no change that matters is known"
                                   : "error above half of the change that matters";
    else if (!spans)
        p->why = isnan(p->from) ? "no range of children is published"
                                : "truths do not span the children's range";
    if (p->why) return;
    p->trust = 'A';
    p->why = "all bounds kept";
}

static bool is_of(const Pair *pair, Measure measure, ErrorNetwork network)
{
    return pair->measure == measure && pair->network == network && isfinite(pair->truth) &&
           isfinite(pair->tracked);
}

static Proof prove(Measure measure, ErrorNetwork network, const Pair *pair, int count)
{
    Proof p = { .low = INFINITY, .high = -INFINITY, .matters = matters_of(measure) };
    double t = 0, x = 0, tt = 0, xx = 0, tx = 0, dd = 0;
    int last = -1;
    range_of(measure, &p.from, &p.to);
    for (int i = 0; i < count; i++) {
        if (!is_of(&pair[i], measure, network)) continue;
        p.count++;
        p.runs += pair[i].run != last;  // the pairs of a run follow each other
        last = pair[i].run;
        t += pair[i].truth;
        x += pair[i].tracked;
        p.low = fmin(p.low, pair[i].truth);
        p.high = fmax(p.high, pair[i].truth);
    }
    if (p.count == 0) return p;
    t /= p.count;
    x /= p.count;
    p.bias = x - t;
    p.seen = x;
    for (int i = 0; i < count; i++) {
        if (!is_of(&pair[i], measure, network)) continue;
        double a = pair[i].truth - t, b = pair[i].tracked - x;
        tt += a * a;
        xx += b * b;
        tx += a * b;
        dd += (b - a) * (b - a);
    }
    p.sd = p.count > 1 ? sqrt(dd / (p.count - 1)) : NAN;
    p.reach = fabs(p.bias) + 1.96 * p.sd;
    correlate(&p, tt, xx, tx);
    return p;
}

Proof rule_proof(Measure measure, ErrorNetwork network, const Pair *pair, int count)
{
    Proof p = prove(measure, network, pair, count);
    ErrorModel told = rule_fit(measure, network, pair, count);
    p.half = p.count ? 1.96 * error_model_at(&told, p.seen, 1).sd : NAN;
    judge(&p);
    // A planar shoulder angle has not held up with real children (rho .25, medRxiv 2023).
    if (measure == MEASURE_ROM_ABDUCTION && p.trust == 'A') {
        p.trust = 'B';
        p.why = "a shoulder angle in one plane has not held up with real children";
    }
    return p;
}

// The share is what the scale does to a length; the rest is the same at all sizes. It is as large
// as the runs' scales were off, though these few lengths vary by less: who turned the other way in
// the half that is not taught would be told too narrow an interval (leans sideways: 75 to 83 %
// held).
ErrorModel rule_fit(Measure measure, ErrorNetwork network, const Pair *pair, int count)
{
    Proof p = prove(measure, network, pair, count);
    ErrorModel m = { measure, network, p.bias, NAN, 0, p.count };
    double off = 0, square = 0;
    int runs = p.runs;
    for (int i = 0; i < count; i++) {
        if (!is_of(&pair[i], measure, network)) continue;
        off += (pair[i].scale - 1) * (pair[i].scale - 1);
        square += pair[i].tracked * pair[i].tracked;
    }
    if (runs < 2) return m;
    // No time is known better than the frame in which it ends.
    bool time = !strcmp(measure_info(measure)->unit, "s");
    double variance = fmax(p.sd * p.sd, time ? FRAME_SD_S * FRAME_SD_S : 0);
    double grown = off / p.count * square / p.count;
    m.sd = sqrt(fmax(variance - grown, 0.25 * variance));
    m.share = sqrt(off / p.count);
    // 1.96 of it hold the next value 95 times in 100, though few runs tell the SD badly.
    double wider = student_limit(0.05, runs - 1) / 1.96 * sqrt(1 + 1.0 / runs);
    m.sd *= wider;
    m.share *= wider;
    return m;
}

static const char *const names[] = {
#define X(name, ...) #name,
    MEASURE_LIST(X)
#undef X
};

static void head(FILE *file, const char *name, const char *what, const char *of)
{
    fprintf(
        file,
        "// SPDX-License-Identifier: MIT\n// %s: %s\n"
        "// Generated by `%s`; not to be edited by hand.\n#pragma once\n\n// clang-format off\n",
        name, what, of);
}

// A network with fewer runs than these has its rows from both networks' runs together: alone it
// would be told an error as wide as Student's t of one or two degrees of freedom.
#define RUNS_MIN 8

static int runs_of(const Pair *pair, int count, ErrorNetwork network)
{
    int runs = 0, last = -1;
    for (int i = 0; i < count; i++) {
        if (pair[i].network != network) continue;
        runs += pair[i].run != last;
        last = pair[i].run;
    }
    return runs;
}

static void write_errors(FILE *file, const Pair *pair, int count)
{
    static Pair all[RULE_PAIRS_MAX];
    static const char *const networks[] = {
#define X(name, word) #name,
        ERROR_NETWORK_LIST(X)
#undef X
    };
    fputs("// X(measure, network, bias, sd, share, pairs)\n#define ERROR_MODEL_LIST(X)", file);
    for (int m = 0; m < MEASURE_COUNT; m++)
        for (int k = 0; k < ERROR_NETWORK_COUNT; k++) {
            bool few = runs_of(pair, count, (ErrorNetwork)k) < RUNS_MIN;
            for (int i = 0; i < count && i < RULE_PAIRS_MAX; i++) {
                all[i] = pair[i];
                if (few) all[i].network = (ErrorNetwork)k;
            }
            ErrorModel e = rule_fit((Measure)m, (ErrorNetwork)k, all, count);
            if (e.pairs < 3 || !isfinite(e.sd)) continue;
            fprintf(file, " \\\n    X(%s, %s, %.4g, %.4g, %.4g, %d)", names[m], networks[k], e.bias,
                    e.sd, e.share, e.pairs);
        }
    fputs("\n", file);
}

static const char *number(double value, char text[24])
{
    snprintf(text, 24, isfinite(value) ? "%.4g" : "NAN", value);
    return text;
}

static void write_earned(FILE *file, const Pair *pair, int count)
{
    char r[24], reach[24], half[24], matters[24];
    fputs("// X(measure, class, pairs, r's lower 95 % bound, |bias| + 1.96 SD, half-width of the\n"
          "// interval, change that matters, why no better)\n#define EARNED_LIST(X)",
          file);
    for (int m = 0; m < MEASURE_COUNT; m++) {
        Proof p = rule_proof((Measure)m, ERROR_NETWORK_FULL, pair, count);
        if (p.count == 0) continue;
        fprintf(file, " \\\n    X(%s, '%c', %d, %s, %s, %s, %s, \\\n      \"%s\")", names[m],
                p.trust, p.count, number(p.r_low, r), number(p.reach, reach), number(p.half, half),
                number(p.matters, matters), p.why);
    }
    fputs("\n", file);
}

static Result write_list(const char *path, const char *name, const char *what, const char *of,
                         void (*rows)(FILE *, const Pair *, int), const Pair *pair, int count)
{
    FILE *file = fopen(path, "w");
    if (!file) return fail(RESULT_CANNOT_CREATE, "cannot write %s", path);
    head(file, name, what, of);
    rows(file, pair, count);
    fputs("// clang-format on\n", file);
    bool good = !ferror(file);
    return fclose(file) == 0 && good ? RESULT_OK
                                     : fail(RESULT_CANNOT_CREATE, "cannot write %s", path);
}

Result rule_write(const Pair *pair, int count, const char *of, const char *errors_path,
                  const char *earned_path)
{
    Result result = RESULT_OK;
    if (errors_path)
        result = write_list(errors_path, "error_model_list.h",
                            "what tracking does to each measure.", of, write_errors, pair, count);
    if (!result && earned_path)
        result = write_list(earned_path, "earned_list.h", "the class each measure has earned.", of,
                            write_earned, pair, count);
    return result;
}
