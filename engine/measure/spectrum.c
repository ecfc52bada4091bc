// SPDX-License-Identifier: MIT
// spectrum.c: an iterative radix-2 transform, Bluestein's chirp for other lengths, Welch, Hilbert.
// Libraries were weighed: FFTW is under the GPL and kissfft takes memory for each plan; the
// measures need a few thousand points now and then, and link libm alone.
#include "measure/spectrum.h"

#include <math.h>
#include <string.h>

size_t spectrum_fft_size(size_t count)
{
    size_t size = 1;
    while (size < count) size *= 2;
    return size;
}

static void swap_pairs(double *a, double *b)
{
    for (int i = 0; i < 2; i++) {
        double keep = a[i];
        a[i] = b[i];
        b[i] = keep;
    }
}

static void reverse_bits(double *data, size_t count)
{
    for (size_t i = 1, j = 0; i < count; i++) {
        size_t bit = count >> 1;
        for (; j & bit; bit >>= 1) j ^= bit;
        j ^= bit;
        if (i < j) swap_pairs(data + 2 * i, data + 2 * j);
    }
}

static void multiply(double *a, double wr, double wi)
{
    double re = a[0] * wr - a[1] * wi;
    a[1] = a[0] * wi + a[1] * wr;
    a[0] = re;
}

// (a, b) -> (a + wb, a - wb)
static void butterfly(double *a, double *b, double wr, double wi)
{
    multiply(b, wr, wi);
    double re = b[0], im = b[1];
    b[0] = a[0] - re;
    b[1] = a[1] - im;
    a[0] += re;
    a[1] += im;
}

// Blocks stay in the cache; each twiddle is computed once a stage and kept in a short table.
void spectrum_fft(double *pairs, size_t count, bool inverse)
{
    REQUIRE(count > 0 && (count & (count - 1)) == 0);
    reverse_bits(pairs, count);
    enum { TABLE = 512 };
    double table[2 * TABLE];
    for (size_t half = 1; half < count; half *= 2) {
        double turn = (inverse ? M_PI : -M_PI) / (double)half;
        for (size_t first = 0; first < half; first += TABLE) {
            size_t many = half - first < TABLE ? half - first : TABLE;
            for (size_t k = 0; k < many; k++) {
                table[2 * k] = cos(turn * (double)(first + k));
                table[2 * k + 1] = sin(turn * (double)(first + k));
            }
            for (size_t i = first; i < count; i += 2 * half) {
                double *a = pairs + 2 * i, *b = a + 2 * half;
                for (size_t k = 0; k < many; k++) {
                    butterfly(a + 2 * k, b + 2 * k, table[2 * k], table[2 * k + 1]);
                }
            }
        }
    }
}

size_t spectrum_dft_work(size_t count)
{
    return 4 * spectrum_fft_size(2 * count);
}

// exp(-i pi k^2 / count): the square is reduced first, so that long tracks keep their precision.
static void chirp(size_t k, size_t count, double sign, double *re, double *im)
{
    REQUIRE(count > 0 && k < count);
    uint64_t square = (uint64_t)k * k % (2 * (uint64_t)count);
    double angle = M_PI * (double)square / (double)count;
    *re = cos(angle);
    *im = sign * sin(angle);
}

void spectrum_dft(double *pairs, size_t count, bool inverse, double *work)
{
    if (count < 2) return;
    double sign = inverse ? 1 : -1, re, im;
    size_t size = spectrum_fft_size(2 * count);
    double *a = work, *b = work + 2 * size;
    memset(work, 0, 4 * size * sizeof *work);
    for (size_t k = 0; k < count; k++) {
        chirp(k, count, sign, &re, &im);
        a[2 * k] = pairs[2 * k];
        a[2 * k + 1] = pairs[2 * k + 1];
        multiply(a + 2 * k, re, im);
        size_t mirror = k > 0 ? size - k : 0;
        b[2 * k] = b[2 * mirror] = re;
        b[2 * k + 1] = b[2 * mirror + 1] = -im;
    }
    spectrum_fft(a, size, false);
    spectrum_fft(b, size, false);
    for (size_t k = 0; k < size; k++) multiply(a + 2 * k, b[2 * k], b[2 * k + 1]);
    spectrum_fft(a, size, true);
    for (size_t k = 0; k < count; k++) {
        chirp(k, count, sign, &re, &im);
        pairs[2 * k] = a[2 * k] / (double)size;
        pairs[2 * k + 1] = a[2 * k + 1] / (double)size;
        multiply(pairs + 2 * k, re, im);
    }
}

size_t spectrum_welch_segment(size_t count)
{
    return count < 8 ? 0 : (count + 1) / 2;
}

size_t spectrum_welch_work(size_t count)
{
    size_t segment = spectrum_welch_segment(count);
    return 2 * segment + spectrum_dft_work(segment);
}

size_t spectrum_welch(const double *value, size_t count, double *density, double *work)
{
    size_t segment = spectrum_welch_segment(count);
    if (segment == 0) return 0;
    double *pairs = work, *more = work + 2 * segment;
    size_t bins = segment / 2 + 1, hop = segment - segment / 2;
    memset(density, 0, bins * sizeof *density);
    for (size_t start = 0; start + segment <= count; start += hop) {
        double mean = 0;
        for (size_t i = 0; i < segment; i++) mean += value[start + i] / (double)segment;
        for (size_t i = 0; i < segment; i++) {
            double hann = 0.5 - 0.5 * cos(2 * M_PI * (double)i / (double)segment);
            pairs[2 * i] = hann * (value[start + i] - mean);
            pairs[2 * i + 1] = 0;
        }
        spectrum_dft(pairs, segment, false, more);
        for (size_t k = 0; k < bins; k++) {
            double power = pairs[2 * k] * pairs[2 * k] + pairs[2 * k + 1] * pairs[2 * k + 1];
            bool single = k == 0 || 2 * k == segment;
            density[k] += single ? power : 2 * power;
        }
    }
    return segment;
}

size_t spectrum_phase_work(size_t count)
{
    return 2 * count + spectrum_dft_work(count);
}

void spectrum_phase(const double *value, size_t count, double *phase, double *work)
{
    double *pairs = work, *more = work + 2 * count, mean = 0;
    for (size_t i = 0; i < count; i++) mean += value[i] / (double)count;
    for (size_t i = 0; i < count; i++) {
        pairs[2 * i] = value[i] - mean;
        pairs[2 * i + 1] = 0;
    }
    spectrum_dft(pairs, count, false, more);
    // Negative frequencies go: what is left turns one way only. (Scale does not change a phase.)
    for (size_t k = 0; k < count; k++) {
        double keep = k == 0 || 2 * k == count ? 1 : 2 * k < count ? 2 : 0;
        pairs[2 * k] *= keep;
        pairs[2 * k + 1] *= keep;
    }
    spectrum_dft(pairs, count, true, more);
    for (size_t i = 0; i < count; i++) phase[i] = atan2(pairs[2 * i + 1], pairs[2 * i]);
}
