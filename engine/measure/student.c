// SPDX-License-Identifier: MIT
// student.c: the tails of t by the incomplete beta function (Abramowitz & Stegun 26.5.8, 26.7.1).
#include "measure/student.h"

#include "tiptoe/base.h"

#include <math.h>

#define TERMS_MAX 500
#define TINY      1e-300

// One step of Lentz's evaluation of a continued fraction 1 + d1/(1 + d2/(1 + ...)).
static double lentz(double term, double *above, double *below)
{
    *above = 1 + term / *above;
    *below = 1 + term * *below;
    if (fabs(*above) < TINY) *above = TINY;
    if (fabs(*below) < TINY) *below = TINY;
    *below = 1 / *below;
    return *above * *below;
}

// I_x(a, b), which converges quickly for x < (a + 1) / (a + b + 2).
static double beta_share(double x, double a, double b)
{
    if (x <= 0) return 0;
    int sign;  // lgamma() itself would write to a variable that all threads share
    double front = lgamma_r(a + b, &sign) - lgamma_r(a, &sign) - lgamma_r(b, &sign);
    front = exp(front + a * log(x) + b * log1p(-x)) / a;
    double above = 1, below = 0, fraction = 1;
    for (int m = 0; m < TERMS_MAX; m++) {
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        double even = (m + 1) * (b - m - 1) * x / ((a + 2 * m + 1) * (a + 2 * m + 2));
        double before = fraction;
        fraction *= lentz(odd, &above, &below);
        fraction *= lentz(even, &above, &below);
        if (fabs(fraction - before) <= 1e-15 * fraction) break;
    }
    return front / fraction;
}

// The same for any x in 0..1: the other side of the symmetry converges where this one does not.
static double beta_any(double x, double a, double b)
{
    if (x >= 1) return 1;
    return x < (a + 1) / (a + b + 2) ? beta_share(x, a, b) : 1 - beta_share(1 - x, b, a);
}

double fisher_below(double f, double df1, double df2)
{
    REQUIRE(df1 > 0 && df2 > 0);
    return f > 0 ? beta_any(df1 * f / (df1 * f + df2), df1 / 2, df2 / 2) : 0;
}

double fisher_limit(double share, double df1, double df2)
{
    REQUIRE(share > 0 && share < 1 && df1 > 0 && df2 > 0);
    double low = -60, high = 60;  // of its logarithm
    for (int i = 0; i < 100; i++) {
        double middle = (low + high) / 2;
        if (fisher_below(exp(middle), df1, df2) < share)
            low = middle;
        else
            high = middle;
    }
    return exp((low + high) / 2);
}

double student_tails(double t, double df)
{
    REQUIRE(df > 0);
    double square = t * t;
    if (!isfinite(square)) return 0;
    double x = df / (df + square);
    // The other side of the symmetry converges where this one does not.
    if (x < (df / 2 + 1) / (df / 2 + 2.5)) return beta_share(x, df / 2, 0.5);
    return 1 - beta_share(square / (df + square), 0.5, df / 2);
}

// Twice the density: by how much the tails shrink as t grows.
static double shrinking(double t, double df)
{
    int sign;
    double front = lgamma_r((df + 1) / 2, &sign) - lgamma_r(df / 2, &sign);
    return 2 * exp(front - (df + 1) / 2 * log1p(t * t / df)) / sqrt(df * M_PI);
}

double student_limit(double share, double df)
{
    REQUIRE(share > 0 && share < 1 && df > 0);
    // Newton's steps on log tails over log t, which is concave: they settle from wherever they
    // start.
    double t = 1;
    for (int i = 0; i < 100; i++) {
        double tails = student_tails(t, df);
        double step = log(tails / share) * tails / (t * shrinking(t, df));
        t *= exp(fmin(step, 2));
        if (fabs(step) < 1e-14) break;
    }
    return t;
}
