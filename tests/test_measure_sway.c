// SPDX-License-Identifier: MIT
// test_measure_sway.c: sway on closed forms, on noise of known size and on published force-plate
// trials.
#include "measure/measure.h"
#include "measure/signal.h"
#include "measure/sway.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX 6000

static double x[MAX], y[MAX], work[32 * MAX];

static void test_sine(void **state)
{
    (void)state;
    for (int i = 0; i < 600; i++) x[i] = 12 + 1.5 * sin(2 * M_PI * 0.4 * i / 30);
    signal_lowpass(x, 600, 30, SWAY_CUTOFF_HZ);
    assert_near(sway_rms(x, NULL, 600) / (1.5 / M_SQRT2), 1, 0.01);
    assert_near(sway_range(x, 600) / 3, 1, 0.01);
    assert_near(sway_velocity(x, NULL, 600, 30) / (4 * 1.5 * 0.4), 1, 0.01);
    SwaySpectrum s = sway_spectrum(x, NULL, 600, 30, work);
    assert_near(s.median, 0.4, 0.11);
    assert_near(s.centroid, 0.4, 0.05);
    assert_below(s.dispersion, 0.3);
}

static void test_circle(void **state)
{
    (void)state;
    for (int i = 0; i < MAX; i++) {
        x[i] = 2 * cos(2 * M_PI * i / 1000);
        y[i] = 2 * sin(2 * M_PI * i / 1000);
    }
    // Covariance 2 on both axes; the ellipse tends to 2 pi F(.95; 2, n) * 2 with F = 2.9957.
    assert_near(sway_area(x, y, MAX), 2 * M_PI * 2.9957 * 2, 0.1);
    assert_near(sway_rms(x, y, MAX), 2, 1e-9);
    assert_near(sway_velocity(x, y, MAX, 100), 2 * M_PI * 2 / 10, 1e-3);
}

static void test_properties(void **state)
{
    (void)state;
    Rng rng = rng_seed(2);
    double a[400], b[400];
    for (int i = 0; i < 400; i++) {
        x[i] = (double)rng_normal(&rng);
        y[i] = 0.3 * x[i] + 0.5 * (double)rng_normal(&rng);
        a[399 - i] = 40 - 3 * x[i];  // moved, mirrored, three times as large, backwards
        b[399 - i] = 3 * y[i] - 7;
    }
    assert_near(sway_rms(a, b, 400), 3 * sway_rms(x, y, 400), 1e-9);
    assert_near(sway_range(a, 400), 3 * sway_range(x, 400), 1e-9);
    assert_near(sway_velocity(a, b, 400, 30), 3 * sway_velocity(x, y, 400, 30), 1e-9);
    assert_near(sway_area(a, b, 400), 9 * sway_area(x, y, 400), 1e-9);
    assert_near(sway_area(b, a, 400), sway_area(a, b, 400), 1e-9);
    // Welch's periodic window is not its own mirror image: backwards differs in the third digit.
    assert_near(sway_spectrum(a, b, 400, 30, work).mean, sway_spectrum(x, y, 400, 30, work).mean,
                0.05);
    for (int i = 0; i < 400; i++) a[i] = 40 - 3 * x[i];
    for (int i = 0; i < 400; i++) b[i] = 3 * y[i] - 7;
    assert_near(sway_spectrum(a, b, 400, 30, work).mean, sway_spectrum(x, y, 400, 30, work).mean,
                1e-9);
    assert_near(sway_spectrum(x, y, 400, 60, work).mean,
                2 * sway_spectrum(x, y, 400, 30, work).mean, 1e-9);
    assert_below(sway_area(x, x, 400), 1e-6);  // along a line
}

// Noise of one point, 0.2 wide: white for a = 0, else each sample holds the share a of the last.
static void make_noise(double *to, int count, double a, Rng *rng)
{
    double value = 0;
    for (int i = -200; i < count; i++) {
        value = a * value + sqrt(1 - a * a) * 0.2 * (double)rng_normal(rng);
        if (i >= 0) to[i] = value;
    }
}

#define POINTS 1800

typedef struct Points {
    double x[POINTS], y[POINTS], x2[POINTS], y2[POINTS];
} Points;

static double measured(Measure measure, const Points *p)
{
    static double time_s[POINTS], room[40000];
    const MeasureInfo *info = measure_info(measure);
    unsigned columns = info->needs | info->may_have;
    MeasureTable table = { .time_s = time_s, .count = POINTS };
    MeasureOptions options = measure_options();
    MeasureValue value;
    for (int i = 0; i < POINTS; i++) time_s[i] = i / 30.0;
    table.column[MEASURE_X] = p->x;
    if (columns & COLUMN_X2) table.column[MEASURE_X2] = p->x2;
    if (measure == MEASURE_SWAY_NOISE_AREA) table.column[MEASURE_Y2] = p->y2;
    if (info->needs & COLUMN_Y) table.column[MEASURE_Y] = p->y;  // else sideways alone
    assert_int_equal(
        measure_compute(measure, &table, &options, room, sizeof room / sizeof *room, &value),
        RESULT_OK);
    return value.value;
}

// The floor beside the sway of a moving child is what the same tracking would give of a still one,
// whatever the noise's colour. (Taken as white from above the low-pass it was 0.49, 0.24 and 0.11
// of it.)
static void test_noise_floor(void **state)
{
    static const Measure of[][2] = { { MEASURE_SWAY_RMS, MEASURE_SWAY_NOISE_RMS },
                                     { MEASURE_SWAY_VELOCITY, MEASURE_SWAY_NOISE_VELOCITY },
                                     { MEASURE_SWAY_AREA, MEASURE_SWAY_NOISE_AREA } };
    static const double colour[] = { 0, 0.5, 0.8, 0.95 };
    static Points still, moving;
    (void)state;
    for (int c = 0; c < 4; c++) {
        double share[3] = { 0 };
        for (int seed = 0; seed < 8; seed++) {
            Rng rng = rng_seed((uint64_t)(100 * c + seed));
            make_noise(moving.x, POINTS, colour[c], &rng);
            make_noise(moving.x2, POINTS, colour[c], &rng);
            make_noise(moving.y, POINTS, colour[c], &rng);
            make_noise(moving.y2, POINTS, colour[c], &rng);
            for (int i = 0; i < POINTS; i++) {
                double sway = 2 * sin(2 * M_PI * 0.3 * i / 30);
                still.x[i] = (moving.x[i] + moving.x2[i]) / 2;
                still.y[i] = (moving.y[i] + moving.y2[i]) / 2;
                moving.x[i] += sway;
                moving.x2[i] += sway - 15;
            }
            for (int k = 0; k < 3; k++)
                share[k] += measured(of[k][1], &moving) / measured(of[k][0], &still) / 8;
        }
        print_message("AR %.2f: floor of RMS %.2f, velocity %.2f, area %.2f of the truth\n",
                      colour[c], share[0], share[1], share[2]);
        for (int k = 0; k < 3; k++) assert_near(share[k], 1, k < 2 ? 0.2 : 0.3);
    }
}

static void test_hostile(void **state)
{
    (void)state;
    double one[] = { 3 };
    assert_true(isnan(sway_rms(one, NULL, 0)) && isnan(sway_rms(one, NULL, 1)));
    assert_true(isnan(sway_velocity(one, NULL, 1, 30)) && isnan(sway_area(one, one, 1)));
    assert_true(isnan(sway_area(one, one, 2)) && isnan(sway_range(one, 0)));
    assert_near(sway_range(one, 1), 0, 0);
    assert_true(isnan(sway_spectrum(one, NULL, 1, 30, work).mean));
    double still[64] = { 0 };
    assert_true(isnan(sway_spectrum(still, NULL, 64, 30, work).mean));
    assert_near(sway_area(still, still, 64), 0, 0);
}

// COPx and COPy are the last two of nine columns, cm, 100 Hz.
static size_t read_trial(const char *name)
{
    char path[64], line[512];
    snprintf(path, sizeof path, "cop/bds/%s.txt", name);
    FILE *file = fopen(test_media(path), "r");
    assert_non_null(file);
    size_t n = 0;
    while (n < MAX && fgets(line, sizeof line, file)) {
        n += sscanf(line, "%*f %*f %*f %*f %*f %*f %*f %lf %lf", &x[n], &y[n]) == 2;
    }
    fclose(file);
    return n;
}

static void test_force_plate_trials(void **state)
{
    (void)state;
    FILE *expected = fopen(test_media("cop/bds/expected.csv"), "r");
    assert_non_null(expected);
    char line[256], name[16];
    double area, velocity, frequency;
    int trials = 0;
    while (fgets(line, sizeof line, expected)) {
        if (sscanf(line, "%15[^,],%*[^,],%*[^,],%*[^,],%*[^,],%lf,%lf,%lf", name, &area, &velocity,
                   &frequency) != 4)
            continue;
        size_t n = read_trial(name);
        assert_int_equal(n, 6000);
        assert_near(sway_area(x, y, n) / area, 1, 1e-9);
        assert_near(sway_velocity(x, y, n, 100) / velocity, 1, 1e-9);
        // Found by trial to be their method exactly: see sway_spectrum.
        assert_near(sway_spectrum(x, y, n, 100, work).mean / frequency, 1, 1e-9);
        trials++;
    }
    fclose(expected);
    assert_int_equal(trials, 18);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sine),       cmocka_unit_test(test_circle),
        cmocka_unit_test(test_properties), cmocka_unit_test(test_noise_floor),
        cmocka_unit_test(test_hostile),    cmocka_unit_test(test_force_plate_trials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
