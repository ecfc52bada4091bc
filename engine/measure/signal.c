// SPDX-License-Identifier: MIT
// signal.c: cleaning, even resampling, the zero-lag low-pass and differences.
#include "measure/signal.h"

#include <math.h>

#define PAD_MAX 9  // scipy's filtfilt: three times the filter's length

size_t signal_clean(double *time_s, double *const *column, int columns, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool good = isfinite(time_s[i]) && (kept == 0 || time_s[i] > time_s[kept - 1]);
        for (int c = 0; c < columns && good; c++) good = isfinite(column[c][i]);
        if (!good) continue;
        time_s[kept] = time_s[i];
        for (int c = 0; c < columns; c++) column[c][kept] = column[c][i];
        kept++;
    }
    return kept;
}

// The span that begins at `first`. The small share forgives time stamps rounded to the millisecond.
static SignalSpan span_from(const double *time_s, size_t count, double gap_s, size_t first)
{
    size_t end = first + 1;
    while (end < count && time_s[end] - time_s[end - 1] <= gap_s * 1.02) end++;
    return (SignalSpan){ first, end - first };
}

SignalSpan signal_longest(const double *time_s, size_t count, double gap_s)
{
    SignalSpan best = { 0, 0 };
    double best_s = -1;
    for (size_t i = 0; i < count;) {
        SignalSpan span = span_from(time_s, count, gap_s, i);
        double length = time_s[i + span.count - 1] - time_s[i];
        if (length > best_s) {
            best = span;
            best_s = length;
        }
        i += span.count;
    }
    return best;
}

SignalSpan signal_span_at(const double *time_s, size_t count, double gap_s, double when_s)
{
    for (size_t i = 0; i < count;) {
        SignalSpan span = span_from(time_s, count, gap_s, i);
        double last = time_s[i + span.count - 1];
        if (when_s >= time_s[i] - SIGNAL_GAP_MAX_S && when_s <= last + SIGNAL_GAP_MAX_S)
            return span;
        i += span.count;
    }
    return (SignalSpan){ 0, 0 };
}

double signal_rate(const double *time_s, size_t count)
{
    if (count < 2) return 0;
    double duration = time_s[count - 1] - time_s[0];
    return duration > 0 ? (double)(count - 1) / duration : 0;
}

double signal_median_step(const double *time_s, size_t count, double *work)
{
    if (count < 2) return NAN;
    for (size_t i = 1; i < count; i++) work[i - 1] = time_s[i] - time_s[i - 1];
    return signal_median(work, count - 1);
}

bool signal_is_even(const double *time_s, size_t count)
{
    double rate = signal_rate(time_s, count);
    if (!(rate > 0)) return false;
    for (size_t i = 1; i < count; i++) {
        if (fabs((time_s[i] - time_s[i - 1]) * rate - 1) > 0.02) return false;
    }
    return true;
}

size_t signal_resampled_count(const double *time_s, size_t count, double rate_hz)
{
    if (count == 0) return 0;
    double steps = (time_s[count - 1] - time_s[0]) * rate_hz;
    return (size_t)floor(steps + 1e-6) + 1;
}

// Slope at sample i by the parabola through it and its neighbours.
static double tangent(const double *t, const double *v, size_t count, size_t i)
{
    if (count < 2) return 0;
    if (count == 2) return (v[1] - v[0]) / (t[1] - t[0]);
    size_t m = i == 0 ? 1 : i == count - 1 ? count - 2 : i;
    double h0 = t[m] - t[m - 1], h1 = t[m + 1] - t[m];
    double d0 = (v[m] - v[m - 1]) / h0, d1 = (v[m + 1] - v[m]) / h1;
    double bend = (d1 - d0) / (h0 + h1);
    if (i < m) return d0 - bend * h0;
    if (i > m) return d1 + bend * h1;
    return d0 + bend * h0;
}

void signal_resample(const double *time_s, const double *value, size_t count, double rate_hz,
                     double *out, size_t out_count)
{
    REQUIRE(rate_hz > 0 && out != value);
    size_t k = 0;
    for (size_t i = 0; i < out_count; i++) {
        double when = time_s[0] + (double)i / rate_hz;
        while (k + 2 < count && time_s[k + 1] <= when) k++;
        if (count < 2) {
            out[i] = value[0];
            continue;
        }
        double h = time_s[k + 1] - time_s[k];
        double u = fmin((when - time_s[k]) / h, 1);
        double m0 = tangent(time_s, value, count, k) * h;
        double m1 = tangent(time_s, value, count, k + 1) * h;
        double rise = value[k + 1] - value[k];
        double a = m0 + m1 - 2 * rise, b = 3 * rise - 2 * m0 - m1;
        out[i] = value[k] + u * (m0 + u * (b + u * a));
    }
}

typedef struct Biquad {
    double b0, b1, b2, a1, a2;  // transposed direct form II
    double z1, z2;
} Biquad;

static Biquad butterworth(double rate_hz, double cutoff_hz)
{
    double k = tan(M_PI * cutoff_hz / rate_hz);
    double norm = 1 / (1 + M_SQRT2 * k + k * k);
    double b0 = k * k * norm;
    return (
        Biquad){ b0, 2 * b0, b0, 2 * (k * k - 1) * norm, (1 - M_SQRT2 * k + k * k) * norm, 0, 0 };
}

// The memory that a constant input `value` would have left behind (the gain at rest is one).
static void settle(Biquad *f, double value)
{
    f->z2 = (f->b2 - f->a2) * value;
    f->z1 = (f->b1 - f->a1) * value + f->z2;
}

static double push(Biquad *f, double in)
{
    double out = f->b0 * in + f->z1;
    f->z1 = f->b1 * in - f->a1 * out + f->z2;
    f->z2 = f->b2 * in - f->a2 * out;
    return out;
}

void signal_lowpass(double *value, size_t count, double rate_hz, double cutoff_hz)
{
    if (count < 2 || !(cutoff_hz > 0) || !(cutoff_hz < SIGNAL_CUTOFF_SHARE * rate_hz)) return;
    size_t pad = count - 1 < PAD_MAX ? count - 1 : PAD_MAX;
    double head[PAD_MAX], tail[PAD_MAX];
    double first = value[0], last = value[count - 1];
    for (size_t i = 0; i < pad; i++) {
        head[i] = 2 * first - value[pad - i];
        tail[i] = 2 * last - value[count - 2 - i];
    }
    Biquad filter = butterworth(rate_hz, cutoff_hz);
    settle(&filter, head[0]);
    for (size_t i = 0; i < pad; i++) push(&filter, head[i]);
    for (size_t i = 0; i < count; i++) value[i] = push(&filter, value[i]);
    for (size_t i = 0; i < pad; i++) tail[i] = push(&filter, tail[i]);

    settle(&filter, tail[pad - 1]);
    for (size_t i = pad; i-- > 0;) push(&filter, tail[i]);
    for (size_t i = count; i-- > 0;) value[i] = push(&filter, value[i]);
}

double signal_speed_noise_gain(double noise_rate_hz, double cutoff_hz)
{
    if (!(noise_rate_hz > 0) || !(cutoff_hz > 0)) return 0;
    // Variance: integral of (2 pi f)^2 |H|^2 2/rate df with |H|^2 = 1 / (1 + (f/cutoff)^4)^2, the
    // two passes together; the integral of u^2 / (1 + u^4)^2 over 0..inf is pi / (8 sqrt 2). Noise
    // ends at half its rate, and so does the gain: white differences give rate * sqrt 2 at most.
    double w = 2 * M_PI * cutoff_hz;
    double gain = w * sqrt(2 / noise_rate_hz * cutoff_hz * M_PI / (8 * M_SQRT2));
    return fmin(gain, M_SQRT2 * noise_rate_hz);
}

void signal_derivative(const double *value, size_t count, double rate_hz, double *out)
{
    REQUIRE(out != value);
    if (count < 2) {
        if (count == 1) out[0] = 0;
        return;
    }
    out[0] = (value[1] - value[0]) * rate_hz;
    for (size_t i = 1; i + 1 < count; i++) out[i] = (value[i + 1] - value[i - 1]) * rate_hz / 2;
    out[count - 1] = (value[count - 1] - value[count - 2]) * rate_hz;
}

void signal_speed(const double *x, const double *y, size_t count, double rate_hz, double *out)
{
    REQUIRE(out != x && out != y);
    for (size_t i = 0; i < count; i++) {
        size_t a = i > 0 ? i - 1 : i, b = i + 1 < count ? i + 1 : i;
        double per_s = b > a ? rate_hz / (double)(b - a) : 0;
        out[i] = hypot(x[b] - x[a], y ? y[b] - y[a] : 0) * per_s;
    }
}

// Hoare's quickselect: afterwards value[k] is the k-th smallest, the smaller ones before it. The
// pivots are drawn, always the same ones: with the middle ones a saw's teeth took n * n steps.
static void select_kth(double *value, size_t count, size_t k)
{
    size_t low = 0, high = count - 1;
    Rng rng = rng_seed(count);
    while (low < high) {
        double pivot = value[low + rng_next(&rng) % (high - low + 1)];
        size_t i = low, j = high;
        while (i <= j) {
            while (value[i] < pivot) i++;
            while (value[j] > pivot) j--;
            if (i > j) break;
            double keep = value[i];
            value[i++] = value[j];
            value[j] = keep;
            if (j == 0) break;
            j--;
        }
        if (k <= j) {
            high = j;
        } else if (k >= i) {
            low = i;
        } else {
            return;
        }
    }
}

double signal_median(double *value, size_t count)
{
    if (count == 0) return NAN;
    for (size_t i = 0; i < count; i++) {
        if (isnan(value[i])) return NAN;
    }
    size_t k = count / 2;
    select_kth(value, count, k);
    if (count % 2 == 1) return value[k];
    double below = value[0];
    for (size_t i = 1; i < k; i++) below = fmax(below, value[i]);
    return (below + value[k]) / 2;
}

double signal_median5(const double *value, size_t count, size_t i)
{
    REQUIRE(i < count);
    double near[5];
    size_t from = i < 2 ? 0 : i - 2, to = i + 2 < count ? i + 2 : count - 1, n = 0;
    for (size_t k = from; k <= to; k++) near[n++] = value[k];
    return signal_median(near, n);
}

double signal_mean(const double *value, size_t count)
{
    if (count == 0) return NAN;
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += value[i];
    return sum / (double)count;
}

double signal_sd(const double *value, size_t count)
{
    if (count < 2) return NAN;
    double mean = signal_mean(value, count), sum = 0;
    for (size_t i = 0; i < count; i++) sum += (value[i] - mean) * (value[i] - mean);
    return sqrt(sum / (double)(count - 1));
}

double signal_path(const double *x, const double *y, size_t count)
{
    double path = 0;
    for (size_t i = 1; i < count; i++) path += hypot(x[i] - x[i - 1], y ? y[i] - y[i - 1] : 0);
    return path;
}
