// SPDX-License-Identifier: MIT
// reach.c: one reach to one target, measured on an even, low-passed track.
#include "measure/reach.h"

#include "measure/signal.h"
#include "measure/smooth.h"

#include <math.h>

#define EVEN_MAX     2048  // 34 s at REACH_RATE_HZ
#define MOVEMENT_MAX 1024  // REACH_MOVEMENT_MAX_S at REACH_RATE_HZ
#define SPARC_WORK   (MOVEMENT_MAX * 16 * 2)

// Rise of speed that makes a movement unit: the published 10 mm/s for an arm of half a metre.
#define PEAK_RISE 0.02

#define ONSET_SAMPLES    4     // two frames of a 30 Hz camera
#define TRACE_BACK_MAX_S 0.35  // farther back is not believed

// The low-pass lets a quick reach seem to begin earlier by this over the square of its time, s^3.
// [ours: least-jerk reaches of 0.3 to 1.65 s come out within 2 ms of their true start]
#define LOWPASS_EARLY 0.0022

enum { HAND_X, HAND_Y, TRUNK_X, TRUNK_Y, COLUMNS };

typedef struct Track {
    double time_s[REACH_SAMPLES_MAX];
    double raw[COLUMNS][REACH_SAMPLES_MAX];
    size_t raw_count;
    double start_s;  // of the even samples
    double even[COLUMNS][EVEN_MAX];
    double speed[EVEN_MAX];
    size_t count;
    double speed_noise;  // standard deviation, AL/s
} Track;

static const char *const field_names[] = {
#define X(field, unit) #field,
    REACH_FIELD_LIST(X)
#undef X
};
static const char *const field_units[] = {
#define X(field, unit) unit,
    REACH_FIELD_LIST(X)
#undef X
};
static const char *const reason_names[] = {
#define X(name, stored, text) stored,
    REACH_REASON_LIST(X)
#undef X
};
static const char *const reason_texts[] = {
#define X(name, stored, text) text,
    REACH_REASON_LIST(X)
#undef X
};

const char *reach_field_name(ReachField field)
{
    REQUIRE(field < REACH_FIELD_COUNT);
    return field_names[field];
}

const char *reach_field_unit(ReachField field)
{
    REQUIRE(field < REACH_FIELD_COUNT);
    return field_units[field];
}

double reach_field(const ReachMeasures *measures, ReachField field)
{
    switch (field) {
#define X(name, unit)                                                                              \
    case REACH_AT_##name: return measures->name;
        REACH_FIELD_LIST(X)
#undef X
    case REACH_FIELD_COUNT: break;
    }
    REQUIRE(!"a field of the list");
    return NAN;
}

const char *reach_reason_name(ReachReason reason)
{
    REQUIRE(reason < REACH_REASON_COUNT);
    return reason_names[reason];
}

const char *reach_reason_text(ReachReason reason)
{
    REQUIRE(reason < REACH_REASON_COUNT);
    return reason_texts[reason];
}

static ReachMeasures unknown(ReachReason reason)
{
    ReachMeasures m = { .onset_s = NAN };
#define X(field, unit)                                                                             \
    m.field = NAN;                                                                                 \
    m.reason[REACH_AT_##field] = reason;
    REACH_FIELD_LIST(X)
#undef X
    return m;
}

static void known(ReachMeasures *m, ReachField field, double *place, double value)
{
    *place = value;
    m->reason[field] = isfinite(value) ? REACH_NONE : REACH_TOO_SHORT;
}
#define KNOWN(m, field, value) known(m, REACH_AT_##field, &(m)->field, value)
#define UNKNOWN(m, field, why) ((m)->reason[REACH_AT_##field] = (why))

// Copies valid, rising samples; returns the share of valid ones from stimulus to `until_s`.
static double gather(Track *track, const ReachWindow *w, double until_s)
{
    size_t seen = 0, valid = 0, kept = 0;
    double before = -INFINITY;
    size_t count = w->count < REACH_SAMPLES_MAX ? w->count : REACH_SAMPLES_MAX;
    for (size_t i = 0; i < count; i++) {
        const ReachSample *s = &w->sample[i];
        if (!isfinite(s->time_s) || s->time_s <= before) continue;
        before = s->time_s;
        bool good = s->valid && isfinite(s->hand_x) && isfinite(s->hand_y) &&
                    isfinite(s->trunk_x) && isfinite(s->trunk_y);
        if (s->time_s >= w->stimulus_s && s->time_s <= until_s) {
            seen++;
            valid += good;
        }
        if (!good) continue;
        track->time_s[kept] = s->time_s;
        track->raw[HAND_X][kept] = s->hand_x;
        track->raw[HAND_Y][kept] = s->hand_y;
        track->raw[TRUNK_X][kept] = s->trunk_x;
        track->raw[TRUNK_Y][kept] = s->trunk_y;
        kept++;
    }
    track->raw_count = kept;
    return seen > 0 ? (double)valid / (double)seen : 0;
}

// The hand's own noise: what the low-pass took away at the times of the samples, taken as white.
// With H = 1 / (1 + u^4), u = f / cutoff, white noise of variance 1 over rate / 2 leaves
// 1 - share (2 I1 - I2) in the residual: I1 and I2 are the integrals of H and H^2.
static double residual_noise(const Track *track, SignalSpan span)
{
    double rate = signal_rate(track->time_s + span.first, span.count), sum = 0;
    double left = 1 - 2 * REACH_CUTOFF_HZ / rate * 1.25 * M_PI / (2 * M_SQRT2);
    if (!(left > 0.2)) return 0;
    for (size_t k = span.first; k < span.first + span.count; k++) {
        double at = (track->time_s[k] - track->start_s) * REACH_RATE_HZ;
        size_t i = (size_t)fmin(floor(at), (double)(track->count - 1));
        size_t next = i + 1 < track->count ? i + 1 : i;
        double part = fmin(at - (double)i, 1);
        for (int c = HAND_X; c <= HAND_Y; c++) {
            double smooth = track->even[c][i] + part * (track->even[c][next] - track->even[c][i]);
            sum += (track->raw[c][k] - smooth) * (track->raw[c][k] - smooth);
        }
    }
    return sqrt(sum / (2 * (double)span.count) / left);
}

static bool make_even(Track *track, SignalSpan span, double noise)
{
    const double *time_s = track->time_s + span.first;
    track->start_s = time_s[0];
    track->count = signal_resampled_count(time_s, span.count, REACH_RATE_HZ);
    if (span.count < 4 || track->count > EVEN_MAX) return false;
    for (int c = 0; c < COLUMNS; c++) {
        signal_resample(time_s, track->raw[c] + span.first, span.count, REACH_RATE_HZ,
                        track->even[c], track->count);
        signal_lowpass(track->even[c], track->count, REACH_RATE_HZ, REACH_CUTOFF_HZ);
    }
    signal_speed(track->even[HAND_X], track->even[HAND_Y], track->count, REACH_RATE_HZ,
                 track->speed);
    double gain = signal_speed_noise_gain(signal_rate(time_s, span.count), REACH_CUTOFF_HZ);
    track->speed_noise = gain * fmax(noise > 0 ? noise : 0, residual_noise(track, span));
    return true;
}

// Index of the even sample at or just after `when_s`, within the track.
static size_t index_at(const Track *track, double when_s)
{
    double i = ceil((when_s - track->start_s) * REACH_RATE_HZ - 1e-6);
    return i <= 0 ? 0 : i >= (double)track->count ? track->count - 1 : (size_t)i;
}

static size_t peak_between(const Track *track, size_t from, size_t to)
{
    size_t peak = from;
    for (size_t i = from; i <= to; i++) {
        if (track->speed[i] > track->speed[peak]) peak = i;
    }
    return peak;
}

// How many samples in a row from `i` on, up to `most`, are fast.
static size_t fast_run(const Track *track, size_t i, size_t to, double threshold, size_t most)
{
    size_t n = 0;
    while (n < most && i + n <= to && track->speed[i + n] > threshold) n++;
    return n;
}

// The first of ONSET_SAMPLES fast samples in from..to, or `to` + 1. `moving` tells of a hand in
// flight at `from`: its next start from rest is looked for.
static size_t find_crossing(const Track *track, size_t from, size_t to, double threshold,
                            bool *moving)
{
    *moving = fast_run(track, from, to, threshold, ONSET_SAMPLES) == ONSET_SAMPLES;
    size_t i = *moving ? from + fast_run(track, from, to, threshold, to - from + 1) : from;
    while (i <= to && fast_run(track, i, to, threshold, ONSET_SAMPLES) < ONSET_SAMPLES) i++;
    return i <= to ? i : to + 1;
}

// When speed last rose through `level` before sample i + 1, in samples.
static double crossing(const Track *track, size_t i, double level)
{
    if (i == 0) return 0;
    double below = track->speed[i - 1], rise = track->speed[i] - below;
    return (double)(i - 1) + (rise > 0 ? fmin(fmax((level - below) / rise, 0), 1) : 1);
}

// How much of its time a smooth reach takes until its speed is `share` of its peak: the speed of
// one of least jerk is 16 u^2 (1 - u)^2 of the peak (Flash & Hogan 1985).
static double rise_share(double share)
{
    return (1 - sqrt(1 - sqrt(fmin(fmax(share, 0), 1)))) / 2;
}

// Where the speed is highest before it falls by more than its noise.
static size_t first_top(const Track *track, size_t from, size_t to)
{
    size_t top = from;
    for (size_t i = from + 1; i <= to; i++) {
        if (track->speed[i] < track->speed[top] - 3 * track->speed_noise) break;
        if (track->speed[i] > track->speed[top]) top = i;
    }
    return top;
}

// A threshold is crossed some time after the hand set off, the later the slower the reach. Two
// crossings, of the threshold and of a higher level, tell how long the reach takes and so when it
// began (after Botzer & Karniel 2009).
static double trace_back(const Track *track, size_t first, size_t to, double threshold)
{
    size_t top = first_top(track, first, to);
    double level = threshold + 0.5 * (track->speed[top] - threshold);
    size_t second = first;
    while (second < top && track->speed[second] < level) second++;
    double t1 = crossing(track, first, threshold), t2 = crossing(track, second, level);
    double u1 = rise_share(threshold / track->speed[top]),
           u2 = rise_share(level / track->speed[top]);
    double lasts_s = u2 > u1 ? (t2 - t1) / (u2 - u1) / REACH_RATE_HZ : 0;
    double early_s = lasts_s > 0 ? fmin(LOWPASS_EARLY / (lasts_s * lasts_s), lasts_s * u1) : 0;
    double back_s = fmin(lasts_s * u1 - early_s, TRACE_BACK_MAX_S);
    return track->start_s + fmax(t1 / REACH_RATE_HZ - back_s, 0);
}

static void measure_path(ReachMeasures *m, const Track *track, size_t onset, size_t entry,
                         double entry_s)
{
    const double *x = track->even[HAND_X], *y = track->even[HAND_Y];
    KNOWN(m, movement_s, entry_s - m->onset_s);
    double path = signal_path(x + onset, y + onset, entry - onset + 1);
    double straight = hypot(x[entry] - x[onset], y[entry] - y[onset]);
    KNOWN(m, path_efficiency, path > 0 ? fmin(straight / path, 1) : NAN);
    size_t peak = peak_between(track, onset, entry);
    KNOWN(m, time_to_peak, (double)(peak - onset) / (double)(entry - onset));
}

static void measure_speed(ReachMeasures *m, const Track *track, size_t from, size_t to)
{
    KNOWN(m, peak_speed, track->speed[peak_between(track, from, to)]);
    double farthest = 0;
    for (size_t i = from; i <= to; i++) {
        farthest = fmax(farthest, hypot(track->even[TRUNK_X][i] - track->even[TRUNK_X][from],
                                        track->even[TRUNK_Y][i] - track->even[TRUNK_Y][from]));
    }
    KNOWN(m, trunk_displacement, farthest);
}

// Over the whole movement: past the entry the hand slows down, as far as the window shows it.
static void measure_smoothness(ReachMeasures *m, const Track *track, size_t onset, size_t entry,
                               double threshold, double cutoff_hz)
{
    size_t end = entry;
    while (end + 1 < track->count && track->speed[end] > threshold) end++;
    size_t count = end - onset + 1;
    if (count > MOVEMENT_MAX) {
        UNKNOWN(m, sparc, REACH_TOO_LONG);
        UNKNOWN(m, velocity_peaks, REACH_TOO_LONG);
        return;
    }
    double work[SPARC_WORK];
    KNOWN(m, sparc,
          smooth_sparc(track->speed + onset, count, REACH_RATE_HZ, cutoff_hz, work, SPARC_WORK));
    double rise = fmax(PEAK_RISE, 3 * track->speed_noise);
    KNOWN(m, velocity_peaks, smooth_peaks(track->speed + onset, count, rise));
}

static void measure_track(ReachMeasures *m, const ReachWindow *w, const Track *track,
                          double until_s)
{
    bool hit = isfinite(w->entry_s);
    size_t from = index_at(track, w->stimulus_s), to = index_at(track, until_s);
    double cutoff = w->sparc_cutoff_hz > 0 ? w->sparc_cutoff_hz : SMOOTH_SPARC_CAMERA_CUTOFF_HZ;
    if (to <= from) return;
    double peak = track->speed[peak_between(track, from, to)];
    double threshold = fmax(0.1 * peak, 3 * track->speed_noise);
    if (!(peak > threshold) || peak < PEAK_RISE) {
        *m = unknown(hit ? REACH_NO_MOVEMENT : REACH_MISSED);
        UNKNOWN(m, reaction_s, REACH_NO_MOVEMENT);
        measure_speed(m, track, from, to);
        return;
    }
    bool moving;
    size_t fast = find_crossing(track, from, to, threshold, &moving), onset = from;
    bool started = fast <= to;
    if (started) {
        m->onset_s = fmax(trace_back(track, fast, to, threshold), w->stimulus_s);
        onset = index_at(track, m->onset_s);
    }
    if (!started) UNKNOWN(m, reaction_s, moving ? REACH_MOVING : REACH_NO_MOVEMENT);
    if (moving) UNKNOWN(m, reaction_s, REACH_MOVING);
    // A span that begins well after the stimulus has lost sight of the start.
    bool seen_from_start = track->start_s <= w->stimulus_s + SIGNAL_GAP_MAX_S;
    if (!seen_from_start) UNKNOWN(m, reaction_s, REACH_GAP);
    if (started && !moving && seen_from_start) KNOWN(m, reaction_s, m->onset_s - w->stimulus_s);

    measure_speed(m, track, onset, to);
    ReachReason still = moving ? REACH_MOVING : REACH_NO_MOVEMENT;
    ReachReason why = !hit ? REACH_MISSED : !started ? still : REACH_TOO_SHORT;
    UNKNOWN(m, movement_s, why);
    UNKNOWN(m, path_efficiency, why);
    UNKNOWN(m, time_to_peak, why);
    UNKNOWN(m, velocity_peaks, why);
    UNKNOWN(m, sparc, why);
    if (!hit || !started || to < onset + 2) return;
    measure_path(m, track, onset, to, w->entry_s);
    measure_smoothness(m, track, fast, to, threshold, cutoff);
}

ReachMeasures reach_measure(const ReachWindow *window)
{
    REQUIRE(window->sample || window->count == 0);
    Track track;
    bool hit = isfinite(window->entry_s);
    ReachMeasures m = unknown(REACH_NO_TRACK);
    double until_s = hit ? window->entry_s : INFINITY;
    m.quality = gather(&track, window, until_s);
    if (track.raw_count < 4 || !isfinite(window->stimulus_s)) return m;
    SignalSpan span =
        hit ? signal_span_at(track.time_s, track.raw_count, SIGNAL_GAP_MAX_S, window->entry_s)
            : signal_longest(track.time_s, track.raw_count, SIGNAL_GAP_MAX_S);
    double quality = m.quality;
    if (span.count < 4 || track.time_s[span.first + span.count - 1] <= window->stimulus_s) {
        m = unknown(hit ? REACH_GAP : REACH_NO_TRACK);
    } else if (signal_rate(track.time_s + span.first, span.count) * 1.02 < REACH_RATE_MIN_HZ) {
        m = unknown(REACH_TOO_SLOW);
    } else if (!make_even(&track, span, window->noise)) {
        m = unknown(REACH_TOO_LONG);
    } else {
        m = unknown(hit ? REACH_TOO_SHORT : REACH_MISSED);
        m.quality = quality;
        if (!hit) until_s = track.time_s[span.first + span.count - 1];
        measure_track(&m, window, &track, until_s);
    }
    m.quality = quality;
    return m;
}
