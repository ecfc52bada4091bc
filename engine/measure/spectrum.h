// SPDX-License-Identifier: MIT
// spectrum.h: Fourier transform, power spectrum and analytic phase; the workspace is the caller's.
#pragma once

#include "tiptoe/base.h"

size_t spectrum_fft_size(size_t count);  // the power of two at or above count; 1 for 0
// Transforms `count` (a power of two) complex numbers in place, real and imaginary parts in turn.
// `inverse` gives the unscaled inverse: divide by count.
void spectrum_fft(double *pairs, size_t count, bool inverse);

// The same for any count, by Bluestein's chirp. Workspace in doubles.
size_t spectrum_dft_work(size_t count);
void spectrum_dft(double *pairs, size_t count, bool inverse, double *work);

// Welch's power spectral density as scipy.signal.welch(x, rate, nperseg=n) gives it but for a
// constant factor: two or three segments of half the length, half overlapped, mean removed,
// periodic Hann. Gives segment / 2 + 1 values at k * rate / segment and returns the segment; 0
// below 8 samples.
size_t spectrum_welch_segment(size_t count);
size_t spectrum_welch_work(size_t count);
size_t spectrum_welch(const double *value, size_t count, double *density, double *work);

// Phase of the analytic signal (Hilbert transform) of `value` less its mean, rad. `phase` may be
// value.
size_t spectrum_phase_work(size_t count);
void spectrum_phase(const double *value, size_t count, double *phase, double *work);
