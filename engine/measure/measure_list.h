// SPDX-License-Identifier: MIT
// measure_list.h: every clinical measure once: name, unit, version, trust, direction, formula,
// source.
#pragma once

// clang-format off
#define MEASURE_LIST(X) MEASURE_LIST_SWAY(X) MEASURE_LIST_BALANCE(X) MEASURE_LIST_REACH(X) \
    MEASURE_LIST_SIDES(X) MEASURE_LIST_TIMING(X) MEASURE_LIST_DOSE(X)

#define MEASURE_LIST_SWAY(X)                                                                       \
    X(SWAY_RMS, "sway_rms", "cm", 1, 'B', LOWER, SAMPLES, 3, COLUMN_X, COLUMN_Y,                   \
      "sqrt(mean((x - mean x)^2)), 1/n; with y both are added", "Prieto 1996", FORMULA(sway_rms))  \
    X(SWAY_RANGE, "sway_range", "cm", 1, 'C', LOWER, SAMPLES, 3, COLUMN_X, COLUMN_NONE,            \
      "max x - min x", "Prieto 1996", FORMULA(sway_range))                                         \
    X(SWAY_PATH, "sway_path", "cm", 1, 'D', LOWER, SAMPLES, 3, COLUMN_X, COLUMN_Y,                 \
      "sum sqrt(dx^2 + dy^2)", "Prieto 1996", FORMULA(sway_path))                                  \
    X(SWAY_VELOCITY, "sway_velocity", "cm/s", 1, 'D', LOWER, SAMPLES, 3, COLUMN_X, COLUMN_Y,       \
      "path / T, T = n dt", "Prieto 1996; Mancini 2012, J NeuroEng Rehabil 9:59",                  \
      FORMULA(sway_velocity))                                                                      \
    X(SWAY_NOISE_RMS, "sway_noise_rms", "cm", 2, 'D', LOWER, SAMPLES, 3, COLUMN_X, COLUMN_X2,     \
      "sway_rms of half the difference of two points of one rigid part (x, x2), which cannot "     \
      "sway: what tracking does to their middle; without x2 of x, in a stand where nothing moved", \
      "own", FORMULA(sway_noise_rms))                                                              \
    X(SWAY_NOISE_VELOCITY, "sway_noise_velocity", "cm/s", 2, 'D', LOWER, SAMPLES, 3, COLUMN_X,     \
      COLUMN_X2, "sway_velocity of the same", "own", FORMULA(sway_noise_velocity))                 \
    X(SWAY_NOISE_AREA, "sway_noise_area", "cm2", 1, 'D', LOWER, SAMPLES, 3, COLUMNS_XY,            \
      COLUMN_X2 | COLUMN_Y2, "sway_area of the same", "own",                                       \
      FORMULA_IN(sway_noise_area, area_room))                                                      \
    X(SWAY_AREA, "sway_area", "cm2", 1, 'D', LOWER, SAMPLES, 3, COLUMNS_XY, COLUMN_NONE,           \
      "95 % prediction ellipse: 2 pi F(.95; 2, n-2) (n+1)(n-1)/(n(n-2)) sqrt(det cov), 1/(n-1); "  \
      "two-dimensional input only", "Schubert & Kirchner 2014", FORMULA(sway_area))                \
    X(SWAY_MEAN_FREQUENCY, "sway_mean_frequency", "Hz", 1, 'D', NEITHER, SAMPLES, 0, COLUMN_X,     \
      COLUMN_Y, "int f P df / int P df, Welch (Hann, half-length segments, half overlap, mean "    \
      "removed); axes weighted by sum P; research only", "Santos & Duarte 2016, PeerJ e2648",      \
      FORMULA_IN(sway_mean_frequency, sway_spectrum_work))                                         \
    X(SWAY_CENTROID_FREQUENCY, "sway_centroid_frequency", "Hz", 1, 'D', NEITHER, SAMPLES, 0,       \
      COLUMN_X, COLUMN_Y, "sqrt(m2 / m0), 0.15-5 Hz; research only", "Prieto 1996",                \
      FORMULA_IN(sway_centroid_frequency, sway_spectrum_work))                                     \
    X(SWAY_MEDIAN_FREQUENCY, "sway_median_frequency", "Hz", 1, 'D', NEITHER, SAMPLES, 0,           \
      COLUMN_X, COLUMN_Y, "half of the power lies below, 0.15-5 Hz; research only",                \
      "Prieto 1996", FORMULA_IN(sway_median_frequency, sway_spectrum_work))                        \
    X(SWAY_F95, "sway_f95", "Hz", 1, 'D', NEITHER, SAMPLES, 0, COLUMN_X, COLUMN_Y,                 \
      "95 % of the power lies below, 0.15-5 Hz; research only", "Prieto 1996",                     \
      FORMULA_IN(sway_f95, sway_spectrum_work))                                                    \
    X(SWAY_FREQUENCY_DISPERSION, "sway_frequency_dispersion", "1", 1, 'D', NEITHER, SAMPLES, 0,    \
      COLUMN_X, COLUMN_Y, "sqrt(1 - m1^2 / (m0 m2)), 0.15-5 Hz; research only", "Prieto 1996",     \
      FORMULA_IN(sway_frequency_dispersion, sway_spectrum_work))                                   \
    X(ROMBERG_QUOTIENT, "romberg_quotient", "1", 1, 'D', NEITHER, SAMPLES, 3,                      \
      COLUMN_X | COLUMN_X2, COLUMN_NONE, "sway_rms eyes closed (x2) / sway_rms eyes open (x)",     \
      "Riach & Hayes 1987", FORMULA(romberg_quotient))

#define MEASURE_LIST_BALANCE(X)                                                                    \
    X(SINGLE_LEG_STANCE, "single_leg_stance", "s", 1, 'B', HIGHER, SAMPLES, 6, COLUMN_Y,           \
      COLUMN_X2 | COLUMN_Y2, "longest: lifted ankle (y, leg lengths above standing) > 0.10 for "   \
      "0.2 s, until <= 0.05, or the other ankle (x2, y2) shifts > 0.10, or the cap",               \
      "own criteria; trunk < 20 deg flagged", FORMULA(single_leg_stance))                          \
    X(TANDEM_STANCE, "tandem_stance", "s", 1, 'D', HIGHER, SAMPLES, 3, COLUMNS_2, COLUMN_NONE,     \
      "until either ankle (x, y; x2, y2) shifts > 0.10 leg lengths, or the cap", "Darr 2025",      \
      FORMULA(tandem_stance))                                                                      \
    X(FEET_TOGETHER, "feet_together_stance", "s", 1, 'D', HIGHER, SAMPLES, 3, COLUMNS_2,           \
      COLUMN_NONE, "as tandem_stance", "Darr 2025", FORMULA(feet_together))                        \
    X(LEAN, "lean", "1", 1, 'D', ZERO, SAMPLES, 3, COLUMN_X | COLUMN_X2 | COLUMN_X3, COLUMN_NONE,  \
      "mean of (CoM x - middle of ankles x2, x3) / (half their distance); 1 is over an ankle",     \
      "own; not a share of weight", FORMULA(lean))                                                 \
    X(LEAN_LIMIT_RIGHT, "lean_limit_right", "cm", 1, 'B', HIGHER, SAMPLES, 3, COLUMN_X,            \
      COLUMN_NONE,                                                                                 \
      "highest x held for 1 s, from the first half second (x grows to the player's right)",        \
      "lateral reach test, held", FORMULA(lean_limit_right))                                       \
    X(LEAN_LIMIT_LEFT, "lean_limit_left", "cm", 1, 'B', HIGHER, SAMPLES, 3, COLUMN_X,              \
      COLUMN_NONE, "the same to the left", "lateral reach test, held", FORMULA(lean_limit_left))   \
    X(TRUNK_LEAN, "trunk_lean", "deg", 1, 'D', ZERO, SAMPLES, 3, COLUMNS_2, COLUMN_NONE,           \
      "mean of atan2(shoulder x - hip x2, |y - y2|), midpoints", "own", FORMULA(trunk_lean))       \
    X(TRUNK_LEAN_MAX, "trunk_lean_max", "deg", 1, 'D', NEITHER, SAMPLES, 3, COLUMNS_2,             \
      COLUMN_NONE, "largest median of five of its size", "own", FORMULA(trunk_lean_max))           \
    X(LATERAL_REACH, "lateral_reach", "cm", 1, 'D', HIGHER, SAMPLES, 3, COLUMN_X, COLUMN_NONE,     \
      "largest median of five of |fingertip x - its mean in the first half second|",               \
      "Norris 2008; Alotaibi 2024", FORMULA(lateral_reach))                                        \
    X(COMPENSATION_INDEX, "compensation_index", "1", 1, 'C', LOWER, SAMPLES, 6, COLUMNS_2,         \
      COLUMN_NONE, "farthest trunk (x2, y2) from start / farthest hand (x, y) from start",         \
      "after Schneiberg 2002", FORMULA(compensation_index))                                        \
    X(SHOULDER_HIKE, "shoulder_hike", "1", 1, 'D', LOWER, SAMPLES, 6, COLUMNS_2, COLUMN_NONE,      \
      "largest shortening of ear (x, y) to shoulder (x2, y2) / shoulder width", "own",             \
      FORMULA(shoulder_hike))                                                                      \
    X(SQUAT_DEPTH, "squat_depth", "%LL", 1, 'D', HIGHER, SAMPLES, 3, COLUMN_X, COLUMN_NONE,        \
      "largest median of five of mid-hip below its standing height (x, % of leg length)", "own",   \
      FORMULA(squat_depth))

#define MEASURE_LIST_REACH(X)                                                                      \
    X(REACTION_TIME, "reaction_time", "s", 2, 'B', LOWER, REACH, 6, COLUMNS_XY,                    \
      COLUMN_X2 | COLUMN_Y2, "stimulus to onset: first 67 ms of speed > max(10 % of peak, 3 SD "   \
      "of noise), traced back by a least-jerk rise through two speeds",                            \
      "own, after Botzer & Karniel 2009; quantum one frame: median of 10 or more",                 \
      REACH(reaction_s))                                                                           \
    X(MOVEMENT_TIME, "movement_time", "s", 2, 'B', LOWER, REACH, 6, COLUMNS_XY,                    \
      COLUMN_X2 | COLUMN_Y2, "that onset to first entry", "PMC4981505, Table I",                   \
      REACH(movement_s))                                                                           \
    X(PEAK_VELOCITY, "peak_velocity", "AL/s", 1, 'D', NEITHER, REACH, 6, COLUMNS_XY,               \
      COLUMN_X2 | COLUMN_Y2, "highest hand speed, onset to entry", "PMC4981505, Table I",          \
      REACH(peak_speed))                                                                           \
    X(TIME_TO_PEAK, "time_to_peak", "1", 2, 'D', NEITHER, REACH, 6, COLUMNS_XY,                    \
      COLUMN_X2 | COLUMN_Y2, "share of the movement time at that peak", "PMC4981505, Table I",     \
      REACH(time_to_peak))                                                                         \
    X(TRUNK_DISPLACEMENT, "trunk_displacement", "AL", 1, 'D', LOWER, REACH, 6, COLUMNS_2,          \
      COLUMN_NONE, "farthest mid-shoulder (x2, y2) from its place at onset", "Schneiberg 2002",    \
      REACH(trunk_displacement))                                                                   \
    X(VELOCITY_PEAKS, "velocity_peaks", "1", 1, 'D', LOWER, REACH, 6, COLUMNS_XY,                  \
      COLUMN_X2 | COLUMN_Y2, "maxima of speed > 20 % of the highest that rise by "                 \
      "max(0.02 AL/s, 3 SD of noise)", "PMC4981505; prominence own", REACH(velocity_peaks))        \
    X(REACH_SPARC, "reach_sparc", "1", 1, 'D', HIGHER, REACH, 6, COLUMNS_XY,                       \
      COLUMN_X2 | COLUMN_Y2, "sparc from onset to the movement's end at 60 Hz, wmax 5 Hz",         \
      "Balasubramanian 2015; limit own", REACH(sparc))                                             \
    X(PATH_EFFICIENCY, "path_efficiency", "1", 1, 'B', HIGHER, SAMPLES, 6, COLUMNS_XY,             \
      COLUMN_NONE, "|last - first| / path", "PMC4981505, inverse of the straightness ratio",       \
      FORMULA(path_efficiency))                                                                    \
    X(SPARC, "sparc", "1", 1, 'D', HIGHER, SAMPLES, 6, COLUMN_NONE, COLUMNS_XY | COLUMN_SPEED,     \
      "-sum sqrt((1/k)^2 + dV^2), V = |FFT| / |FFT(0)| up to the last >= 0.05 below wmax, "        \
      "nfft = 2^(ceil log2 n + 4)", "Balasubramanian 2015, J NeuroEng Rehabil 12:112",             \
      FORMULA_IN(sparc, sparc_room))                                                               \
    X(LDJ, "ldj", "1", 1, 'D', HIGHER, SAMPLES, 6, COLUMN_NONE, COLUMNS_XY | COLUMN_SPEED,         \
      "-ln(T^3 / peak^2 sum (d2v/dt2)^2 dt), T = n dt", "Balasubramanian 2015", FORMULA(ldj))

#define MEASURE_LIST_SIDES(X)                                                                      \
    X(ROM_ABDUCTION, "rom_abduction", "deg", 1, 'C', HIGHER, SAMPLES, 6, COLUMNS_3, COLUMN_NONE,   \
      "largest median of five of the angle elbow (x, y) - shoulder (x2, y2) - hip (x3, y3)",       \
      "planar angle; frontal plane only", FORMULA(rom_abduction))                                  \
    X(ROM_ELBOW, "rom_elbow", "deg", 1, 'D', HIGHER, SAMPLES, 6, COLUMNS_3, COLUMN_NONE,           \
      "largest median of five of 180 - angle shoulder - elbow (x2, y2) - wrist", "planar angle",   \
      FORMULA(rom_elbow))                                                                          \
    X(ROM_KNEE, "rom_knee", "deg", 1, 'D', HIGHER, SAMPLES, 6, COLUMNS_3, COLUMN_NONE,             \
      "largest median of five of 180 - angle hip - knee (x2, y2) - ankle", "planar angle",         \
      FORMULA(rom_knee))                                                                           \
    X(SYMMETRY_INDEX, "symmetry_index", "%", 1, 'C', ZERO, TRIALS, 0, COLUMN_X | COLUMN_X2,        \
      COLUMN_NONE, "100 (R - L) / (0.5 (R + L)), means of right (x) and left (x2)",                \
      "Robinson 1987", FORMULA(symmetry_index))                                                    \
    X(MIRROR_INDEX, "mirror_index", "1", 1, 'D', HIGHER, SAMPLES, 3, COLUMNS_2, COLUMN_NONE,       \
      "1 - mean(|L - R'| / (|L| + |R'|)), R' = (-x2, y2), from the body's middle",                 \
      "bilateral symmetry index", FORMULA(mirror_index))                                           \
    X(DISCRETE_RELATIVE_PHASE, "discrete_relative_phase", "deg", 1, 'B', NEITHER, SAMPLES, 6,      \
      COLUMN_X | COLUMN_X2, COLUMN_NONE, "circular mean of 360 (strike of x2 - strike of x) / "    \
      "cycle of x; a strike falls through the lowest third", "Shirota 2016, PMC5017057",           \
      FORMULA_IN(discrete_relative_phase, bilateral_strikes_work))                                 \
    X(DISCRETE_PHASE_LOCKING, "discrete_phase_locking", "1", 1, 'C', HIGHER, SAMPLES, 6,           \
      COLUMN_X | COLUMN_X2, COLUMN_NONE, "R = |mean exp(i discrete_relative_phase)|",              \
      "Shirota 2016, PMC5017057", FORMULA_IN(discrete_phase_locking, bilateral_strikes_work))      \
    X(DISCRETE_PHASE_SD, "discrete_phase_sd", "deg", 1, 'C', LOWER, SAMPLES, 6,                    \
      COLUMN_X | COLUMN_X2, COLUMN_NONE, "circular SD, sqrt(-2 ln R)", "Shirota 2016, PMC5017057", \
      FORMULA_IN(discrete_phase_sd, bilateral_strikes_work))                                       \
    X(RELATIVE_PHASE, "relative_phase", "deg", 2, 'D', NEITHER, SAMPLES, 3, COLUMN_X | COLUMN_X2,  \
      COLUMN_NONE, "circular mean of phase x - phase x2 (Hilbert), an eighth cut at each end",     \
      "Shirota 2016, PMC5017057", FORMULA_IN(relative_phase, bilateral_phase_work))                \
    X(PHASE_LOCKING, "phase_locking", "1", 2, 'D', HIGHER, SAMPLES, 3, COLUMN_X | COLUMN_X2,       \
      COLUMN_NONE, "PLV = |mean exp(i (phase x - phase x2))|", "Shirota 2016, PMC5017057",         \
      FORMULA_IN(phase_locking, bilateral_phase_work))                                             \
    X(PHASE_SD, "phase_sd", "deg", 2, 'D', LOWER, SAMPLES, 3, COLUMN_X | COLUMN_X2, COLUMN_NONE,   \
      "sqrt(-2 ln PLV)", "Shirota 2016, PMC5017057", FORMULA_IN(phase_sd, bilateral_phase_work))   \
    X(MIDLINE_CROSSING, "midline_crossing", "%", 1, 'B', HIGHER, TRIALS, 0,                        \
      COLUMN_X | COLUMN_X2 | COLUMN_X3, COLUMN_NONE, "far-side targets (x from the middle; hand "  \
      "asked x2: +1 right, -1 left) touched (x3) by that hand / offered", "Stilwell 1987",         \
      FORMULA(midline_crossing))                                                                   \
    X(MIDLINE_COST, "midline_cost", "s", 1, 'D', LOWER, TRIALS, 0, COLUMN_X | COLUMN_X2,           \
      COLUMN_NONE, "median reaction across the midline (x) - same side (x2)", "Stilwell 1987",     \
      FORMULA(midline_cost))

#define MEASURE_LIST_TIMING(X)                                                                     \
    X(TRACKING_ERROR, "tracking_error", "cm", 1, 'D', LOWER, SAMPLES, 6, COLUMN_X | COLUMN_X2,     \
      COLUMN_Y | COLUMN_Y2, "sqrt(mean |hand - target|^2), target x2, y2", "root mean square",     \
      FORMULA(tracking_error))                                                                     \
    X(TRACKING_LAG, "tracking_lag", "s", 1, 'D', ZERO, SAMPLES, 6, COLUMN_X | COLUMN_X2,           \
      COLUMN_Y | COLUMN_Y2, "lag of the highest cross-correlation, +-1 s; positive is behind",     \
      "cross-correlation", FORMULA(tracking_lag))                                                  \
    X(TIME_ON_TARGET, "time_on_target", "%", 1, 'D', HIGHER, SAMPLES, 6, COLUMN_X | COLUMN_X2,     \
      COLUMN_Y | COLUMN_Y2, "samples within the radius / all", "pursuit tracking",                 \
      FORMULA(time_on_target))                                                                     \
    X(TIMING_CONSTANT_ERROR, "timing_constant_error", "ms", 1, 'D', ZERO, TRIALS, 0, COLUMN_X,     \
      COLUMN_NONE, "mean of signed errors (x)", "constant error", FORMULA(timing_constant_error))  \
    X(TIMING_ABSOLUTE_ERROR, "timing_absolute_error", "ms", 1, 'D', LOWER, TRIALS, 0, COLUMN_X,    \
      COLUMN_NONE, "mean of |error|", "absolute error", FORMULA(timing_absolute_error))            \
    X(TIMING_VARIABLE_ERROR, "timing_variable_error", "ms", 1, 'D', LOWER, TRIALS, 0, COLUMN_X,    \
      COLUMN_NONE, "standard deviation of the errors, 1/(n-1)", "variable error",                  \
      FORMULA(timing_variable_error))                                                              \
    X(FITTS_DIFFICULTY, "fitts_difficulty", "bits", 1, 'D', NEITHER, TRIALS, 0,                    \
      COLUMN_X | COLUMN_X2, COLUMN_NONE, "mean of log2(A / W + 1), amplitude x, width x2",         \
      "Shannon form; Hourcade 2003", FORMULA(fitts_difficulty))                                    \
    X(FITTS_THROUGHPUT, "fitts_throughput", "bits/s", 1, 'C', HIGHER, TRIALS, 0,                   \
      COLUMN_X | COLUMN_X2 | COLUMN_X3, COLUMN_NONE,                                               \
      "mean of log2(A / W + 1) / movement time to first entry (x3, s), unadjusted",                \
      "Hourcade 2003", FORMULA(fitts_throughput))

#define MEASURE_LIST_DOSE(X)                                                                       \
    X(DOSE_REPETITIONS, "dose_repetitions", "1", 1, 'D', HIGHER, SAMPLES, 3, COLUMN_X,             \
      COLUMN_NONE, "times from below `low` to above `high` and back", "count",                     \
      FORMULA(dose_repetitions))                                                                   \
    X(DOSE_DISTANCE, "dose_distance", "AL", 1, 'D', HIGHER, SAMPLES, 3, COLUMNS_XY, COLUMN_NONE,   \
      "path of the limb", "path", FORMULA(dose_distance))                                          \
    X(DOSE_ACTIVE_TIME, "dose_active_time", "s", 1, 'D', HIGHER, SAMPLES, 3, COLUMN_NONE,          \
      COLUMNS_XY | COLUMN_SPEED, "time with speed above `threshold`", "count",                     \
      FORMULA(dose_active_time))                                                                   \
    X(ENGAGEMENT, "engagement", "%", 1, 'D', HIGHER, SAMPLES, 3, COLUMN_NONE,                      \
      COLUMNS_XY | COLUMN_SPEED, "time in the picture and moving / `scheduled`", "own",            \
      FORMULA(engagement))                                                                         \
    X(REPETITION_FORM, "repetition_form", "%", 1, 'D', HIGHER, SAMPLES, 3, COLUMN_X | COLUMN_X2,   \
      COLUMN_NONE, "repetitions of x with |x2| <= `limit` throughout / all", "own",                \
      FORMULA(repetition_form))                                                                    \
    X(QUALITY_VALID, "quality_valid", "%", 1, 'A', HIGHER, ROWS, 0, COLUMN_X, COLUMN_Y,            \
      "usable rows / all", "count", FORMULA(quality_valid))                                        \
    X(QUALITY_RATE, "quality_rate", "Hz", 1, 'A', HIGHER, ROWS, 0, COLUMN_X, COLUMN_Y,             \
      "1 / median step", "count", FORMULA(quality_rate))                                           \
    X(QUALITY_DROPPED, "quality_dropped", "%", 1, 'A', LOWER, ROWS, 0, COLUMN_X, COLUMN_Y,         \
      "samples missing of those expected at that rate", "count", FORMULA(quality_dropped))         \
    X(SEM, "sem", "1", 1, 'D', LOWER, TRIALS, 0, COLUMN_X, COLUMN_NONE,                            \
      "SD sqrt(1 - ICC) of 3 or more values", "standard error of measurement", FORMULA(sem))       \
    X(MDC95, "mdc95", "1", 1, 'D', LOWER, TRIALS, 0, COLUMN_X, COLUMN_NONE, "1.96 sqrt 2 SEM",     \
      "minimal detectable change", FORMULA(mdc95))
// clang-format on
