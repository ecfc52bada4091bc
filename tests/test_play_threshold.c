// SPDX-License-Identifier: MIT
// test_play_threshold.c: simulated children of known thresholds go through the real staircase, and
// the estimate is set against the truth: how often its interval holds it, and how far off it is.
// Children as the formula takes them are held to a bar; children as it does not (lapses, fatigue,
// other shapes) are printed as they come. TIPTOE_SOAK=20000 takes so many of each kind.
#include "measure/threshold.h"
#include "play/staircase.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EASY_REACHED 0.97  // share of the tries that were made easy

typedef enum Shape {
    SHAPE_LOGISTIC,
    SHAPE_NORMAL,   // the integral of a normal density
    SHAPE_WEIBULL,  // steeper above than below
    SHAPE_STEPS,    // the ladder's knobs bite in jumps: three plateaus a level
} Shape;

typedef struct Kind {
    const char *name;
    Shape shape;
    double slope;      // times the prior's
    double lapses;     // share of the tries lost whatever the difficulty
    double tires;      // levels that the threshold falls from the first try to the last
    double moods;      // SD of a threshold that wanders (correlation 0.9 from try to try)
    double near, far;  // size of the true threshold
    bool as_model;     // the bar holds
} Kind;

static const Kind kinds[] = {
    { "as the formula has it", SHAPE_LOGISTIC, 1, 0, 0, 0, 0, THRESHOLD_FAR, true },
    { "within the ladder", SHAPE_LOGISTIC, 1, 0, 0, 0, 0, 1, false },
    { "beyond its ends", SHAPE_LOGISTIC, 1, 0, 0, 0, 1.5, 2.5, false },
    { "twice as steep", SHAPE_LOGISTIC, 2, 0, 0, 0, 0, 1, false },
    { "half as steep", SHAPE_LOGISTIC, 0.5, 0, 0, 0, 0, 1, false },
    { "normal ogive", SHAPE_NORMAL, 1, 0, 0, 0, 0, 1, false },
    { "Weibull", SHAPE_WEIBULL, 1, 0, 0, 0, 0, 1, false },
    { "plateaus", SHAPE_STEPS, 1, 0, 0, 0, 0, 1, false },
    { "5 % lapses", SHAPE_LOGISTIC, 1, 0.05, 0, 0, 0, 1, false },
    { "10 % lapses", SHAPE_LOGISTIC, 1, 0.10, 0, 0, 0, 1, false },
    { "tires by 0.5 levels", SHAPE_LOGISTIC, 1, 0, 0.5, 0, 0, 1, false },
    { "good and bad spells", SHAPE_LOGISTIC, 1, 0, 0, 0.4, 0, 1, false },
};
#define KINDS (int)(sizeof kinds / sizeof *kinds)

static int soak(void)
{
    const char *asked = getenv("TIPTOE_SOAK");
    return asked ? atoi(asked) : 0;
}

static double uniform(Rng *rng)
{
    return (rng_below(rng, 1 << 24) + 0.5) / (1 << 24);
}

static double normal(Rng *rng)
{
    double far = sqrt(-2 * log(uniform(rng)));
    return far * cos(2 * M_PI * uniform(rng));
}

// Share reached `x` logits (of the formula) above 50 %.
static double shaped(Shape shape, double x)
{
    if (shape == SHAPE_NORMAL) return 0.5 * erfc(-x / 1.702 / sqrt(2));
    if (shape == SHAPE_WEIBULL) return exp(-log(2) * exp(-x / 1.4));
    return 1 / (1 + exp(-x));
}

typedef struct Simulated {
    const Kind *kind;
    double middle, slope;  // where half is reached, levels; logits a level
} Simulated;

static double reached(const Simulated *c, double position)
{
    if (c->kind->shape == SHAPE_STEPS) position = round(position * 3) / 3;
    return (1 - c->kind->lapses) * shaped(c->kind->shape, c->slope * (c->middle - position));
}

// Where the share is reached, by halving.
static double truth_of(const Simulated *c, double share)
{
    double low = -40, high = 40;
    for (int i = 0; i < 80; i++) {
        double middle = (low + high) / 2;
        *(reached(c, middle) > share ? &low : &high) = middle;
    }
    return low;
}

// Plays until `wanted` tries count. Returns the estimate.
static Threshold play(Simulated c, int wanted, double share, Rng *rng, int *hits)
{
    static ThresholdTry tries[1024];
    Staircase stairs;
    double mood = normal(rng), middle = c.middle;
    int count = 0;
    *hits = 0;
    staircase_start(&stairs, (float)share);
    while (count < wanted) {
        bool easy = stairs.sure;
        mood = 0.9 * mood + sqrt(1 - 0.81) * normal(rng);
        c.middle =
            middle + c.kind->tires * (0.5 - (double)count / (wanted - 1)) + c.kind->moods * mood;
        double chance = easy ? EASY_REACHED : reached(&c, (double)stairs.position);
        bool hit = uniform(rng) < chance;
        if (!easy) {
            tries[count++] = (ThresholdTry){ .position = (double)stairs.position, .hit = hit };
            *hits += hit;
        }
        staircase_answer(&stairs, hit);
    }
    return threshold_of(tries, count, (double)stairs.success);
}

typedef struct Tally {
    int children, said, held;
    int open;  // likewise, an end beyond the ladder's taken as open: so it is told
    double off, square, width;
} Tally;

static Tally simulate(const Kind *kind, int wanted, double share, int children, Rng *rng)
{
    Tally t = { .children = children };
    for (int i = 0; i < children; i++) {
        double slope = THRESHOLD_SLOPE * exp(THRESHOLD_SLOPE_SD * normal(rng)) * kind->slope;
        Simulated c = { kind, 0, slope };
        double truth = kind->near + (kind->far - kind->near) * uniform(rng);
        c.middle = (rng_below(rng, 2) ? truth : -truth) - truth_of(&c, share);
        int hits;
        truth = truth_of(&c, share);
        Threshold told = play(c, wanted, share, rng, &hits);
        if (hits == 0 || hits == wanted || fabs(told.position) > 1) continue;
        t.said++;
        t.held += told.low <= truth && truth <= told.high;
        t.open += fmin(told.low, 1) <= fmax(truth, -1) && fmin(truth, 1) <= fmax(told.high, -1);
        t.off += told.position - truth;
        t.square += (told.position - truth) * (told.position - truth);
        t.width += told.high - told.low;
    }
    return t;
}

static void print_tally(const Kind *kind, double share, int tries, const Tally *t)
{
    print_message("%-22s %5.2f %5d %6.1f %6.1f %6.1f %+6.2f %6.2f %6.2f\n", kind->name, share,
                  tries, 100.0 * t->said / t->children, 100.0 * t->held / t->said,
                  100.0 * t->open / t->said, t->off / t->said, sqrt(t->square / t->said),
                  t->width / t->said);
}

static void add(Tally *sum, const Tally *t)
{
    sum->children += t->children;
    sum->said += t->said;
    sum->held += t->held;
    sum->off += t->off;
}

static void test_the_interval_holds_the_truth(void **state)
{
    (void)state;
    static const int lengths[] = { 20, 40, 80 };
    static const double shares[] = { 0.75, 0.85 };
    int children = soak() ? soak() : 60;
    Rng rng = rng_seed(13);
    print_message("%-22s %5s %5s %6s %6s %6s %6s %6s %6s\n", "children", "share", "tries", "said %",
                  "held %", "open %", "bias", "RMS", "width");
    for (int k = 0; k < KINDS; k++) {
        Tally sum = { 0 };
        for (int s = 0; s < 2; s++)
            for (int n = 0; n < 3; n++) {
                Tally t = simulate(&kinds[k], lengths[n], shares[s], children, &rng);
                print_tally(&kinds[k], shares[s], lengths[n], &t);
                add(&sum, &t);
            }
        if (!kinds[k].as_model) continue;
        assert_at_least(100.0 * sum.held / sum.said, 92.0);
        assert_at_most(100.0 * sum.held / sum.said, 98.0);
        assert_at_most(fabs(sum.off / sum.said), soak() ? 0.05 : 0.1);
    }
}

static void put(ThresholdTry *tries, int *count, double position, int hits, int misses)
{
    for (int i = 0; i < hits + misses; i++)
        tries[(*count)++] = (ThresholdTry){ .position = position, .hit = i < hits };
}

// Against an integral over a grid twenty times as fine, by another program.
static void test_it_is_the_posterior(void **state)
{
    (void)state;
    ThresholdTry tries[40];
    int count = 0;
    put(tries, &count, -0.5, 6, 0);
    put(tries, &count, -0.2, 5, 2);
    put(tries, &count, 0.1, 3, 3);
    put(tries, &count, 0.4, 1, 3);
    Threshold t = threshold_of(tries, count, 0.75);
    assert_near(t.position, -0.271, 0.01);
    assert_near(t.low, -1.187, 0.01);
    assert_near(t.high, 0.262, 0.01);
}

// As often reached as missed everywhere, evenly about 0, and half is what is wished: nothing leans
// to a side.
static void test_it_has_no_lean_of_its_own(void **state)
{
    (void)state;
    ThresholdTry tries[40];
    int count = 0;
    put(tries, &count, -0.3, 9, 3);
    put(tries, &count, 0.3, 3, 9);
    Threshold t = threshold_of(tries, count, 0.5);
    assert_near(t.position, 0, 1e-9);
    assert_near(t.low, -t.high, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_is_the_posterior),
        cmocka_unit_test(test_it_has_no_lean_of_its_own),
        cmocka_unit_test(test_the_interval_holds_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
