// SPDX-License-Identifier: MIT
// agree.c: differences, and the two-way analysis of variance of people and methods.
#include "measure/agree.h"

#include "measure/signal.h"
#include "measure/student.h"

#include <math.h>

#define OUTSIDE 0.05  // of an interval, both ends together
#define METHODS 2.0

static AgreeValue by_t(double value, double error, double df)
{
    double half = student_limit(OUTSIDE, df) * error;
    return (AgreeValue){ value, { value - half, value + half } };
}

// Mean squares of people, of methods, and of what is left.
typedef struct Squares {
    double people, methods, left;
} Squares;

static Squares squares_of(const double *first, const double *second, size_t count)
{
    double n = (double)count, a = signal_mean(first, count), b = signal_mean(second, count);
    double all = (a + b) / 2, people = 0, left = 0;
    for (size_t i = 0; i < count; i++) {
        double mean = (first[i] + second[i]) / 2;
        double one = first[i] - mean - a + all, other = second[i] - mean - b + all;
        people += METHODS * (mean - all) * (mean - all);
        left += one * one + other * other;
    }
    double methods = n * ((a - all) * (a - all) + (b - all) * (b - all));
    return (Squares){ people / (n - 1), methods / (METHODS - 1), left / ((n - 1) * (METHODS - 1)) };
}

static AgreeValue consistency(const Squares *s, double n)
{
    double k = METHODS, df = n - 1, rest = (n - 1) * (k - 1), f = s->people / s->left;
    double low = f / fisher_limit(1 - OUTSIDE / 2, df, rest);
    double high = f * fisher_limit(1 - OUTSIDE / 2, rest, df);
    return (AgreeValue){ (s->people - s->left) / (s->people + (k - 1) * s->left),
                         { (low - 1) / (low + k - 1), (high - 1) / (high + k - 1) } };
}

static AgreeValue agreement(const Squares *s, double n)
{
    double k = METHODS, p = s->people, m = s->methods, e = s->left;
    double icc = (p - e) / (p + (k - 1) * e + k / n * (m - e));
    double a = k * icc / (n * (1 - icc)), b = 1 + k * icc * (n - 1) / (n * (1 - icc));
    double df = (a * m + b * e) * (a * m + b * e) /
                (a * m * a * m / (k - 1) + b * e * b * e / ((n - 1) * (k - 1)));
    double below = fisher_limit(1 - OUTSIDE / 2, n - 1, df);
    double above = fisher_limit(1 - OUTSIDE / 2, df, n - 1);
    double rest = k * m + (k * n - k - n) * e;
    return (AgreeValue){ icc,
                         { n * (p - below * e) / (below * rest + n * p),
                           n * (above * p - e) / (rest + n * above * p) } };
}

static AgreeValue slope_of(const double *first, const double *second, size_t count)
{
    double x = 0, y = 0, xx = 0, xy = 0, yy = 0, n = (double)count;
    for (size_t i = 0; i < count; i++) {
        x += (first[i] + second[i]) / 2 / n;
        y += (second[i] - first[i]) / n;
    }
    for (size_t i = 0; i < count; i++) {
        double a = (first[i] + second[i]) / 2 - x, b = second[i] - first[i] - y;
        xx += a * a;
        xy += a * b;
        yy += b * b;
    }
    double slope = xy / xx;
    return by_t(slope, sqrt(fmax(yy - slope * xy, 0) / (n - 2) / xx), n - 2);
}

Result agree_of(const double *first, const double *second, size_t count, Agree *agree)
{
    *agree = (Agree){ .count = count };
    if (count < AGREE_PEOPLE_MIN)
        return fail(RESULT_MALFORMED, "%zu pairs are too few: at least %d people", count,
                    AGREE_PEOPLE_MIN);
    double n = (double)count, bias = 0, sum = 0;
    for (size_t i = 0; i < count; i++) bias += (second[i] - first[i]) / n;
    for (size_t i = 0; i < count; i++) {
        double off = second[i] - first[i] - bias;
        sum += off * off;
    }
    double sd = sqrt(sum / (n - 1)), error = sd * sqrt(1 / n + 1.96 * 1.96 / (2 * (n - 1)));
    Squares s = squares_of(first, second, count);
    if (!(s.people > 0) || !(s.left > 0))
        return fail(RESULT_MALFORMED, s.people > 0 ? "the two columns differ by the same everywhere"
                                                   : "the people do not differ from each other");
    agree->sd = sd;
    agree->bias = by_t(bias, sd / sqrt(n), n - 1);
    agree->lower = by_t(bias - 1.96 * sd, error, n - 1);
    agree->upper = by_t(bias + 1.96 * sd, error, n - 1);
    agree->icc_21 = agreement(&s, n);
    agree->icc_31 = consistency(&s, n);
    agree->sem = sqrt(s.left);
    agree->mdc95 = 1.96 * M_SQRT2 * agree->sem;
    agree->slope = slope_of(first, second, count);
    return RESULT_OK;
}
