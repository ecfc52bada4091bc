// SPDX-License-Identifier: MIT
// balance.c: stance times, lean and reach from the landmarks of a standing child.
#include "measure/balance.h"

#include "measure/signal.h"

#include <math.h>

static const char *const end_names[] = {
#define X(name, stored) stored,
    BALANCE_END_LIST(X)
#undef X
};

const char *balance_end_name(BalanceEnd end)
{
    REQUIRE(end < BALANCE_END_COUNT);
    return end_names[end];
}

static double middle(const double *c, Landmark a, Landmark b)
{
    return (c[a] + c[b]) / 2;
}

// A segment's centre lies `share` of the way from its near to its far end.
static double segment(double near, double far, double share)
{
    return near + share * (far - near);
}

double balance_com(const double c[LANDMARK_COUNT])
{
    double shoulders = middle(c, LANDMARK_SHOULDER_LEFT, LANDMARK_SHOULDER_RIGHT);
    double hips = middle(c, LANDMARK_HIP_LEFT, LANDMARK_HIP_RIGHT);
    double sum = 0.0694 * middle(c, LANDMARK_EAR_LEFT, LANDMARK_EAR_RIGHT);
    sum += 0.4346 * segment(shoulders, hips, 0.45);
    for (int right = 0; right < 2; right++) {
        const double *s = c + right;  // left and right stand next to each other in the list
        double shoulder = s[LANDMARK_SHOULDER_LEFT], elbow = s[LANDMARK_ELBOW_LEFT];
        double wrist = s[LANDMARK_WRIST_LEFT], hip = s[LANDMARK_HIP_LEFT];
        double knee = s[LANDMARK_KNEE_LEFT], ankle = s[LANDMARK_ANKLE_LEFT];
        double knuckles = (s[LANDMARK_INDEX_LEFT] + s[LANDMARK_PINKY_LEFT]) / 2;
        double foot = (s[LANDMARK_HEEL_LEFT] + s[LANDMARK_FOOT_INDEX_LEFT]) / 2;
        sum += 0.0271 * segment(shoulder, elbow, 0.577) + 0.0162 * segment(elbow, wrist, 0.457) +
               0.0061 * segment(wrist, knuckles, 0.5) + 0.1416 * segment(hip, knee, 0.410) +
               0.0433 * segment(knee, ankle, 0.446) + 0.0137 * foot;
    }
    return sum;
}

// The first sample at or after `from` where the foot leaves the ground for long enough, or count.
static size_t foot_off(const BalanceSeries *t, size_t from)
{
    size_t start = t->count;
    for (size_t i = from; i < t->count; i++) {
        if (!(t->lifted_ll[i] > BALANCE_FOOT_OFF_LL)) {
            start = t->count;
        } else if (start == t->count) {
            start = i;
        }
        if (start < t->count && t->time_s[i] - t->time_s[start] >= BALANCE_FOOT_OFF_S) return start;
    }
    return t->count;
}

static bool stepped(const BalanceSeries *t, size_t first, size_t i)
{
    if (!t->stance_x || !t->stance_y) return false;
    double dx = t->stance_x[i] - t->stance_x[first], dy = t->stance_y[i] - t->stance_y[first];
    return hypot(dx, dy) > BALANCE_STEP_LL;
}

BalanceStance balance_single_leg(const BalanceSeries *t, size_t from, double cap_s)
{
    BalanceStance s = { .end = BALANCE_END_NONE };
    s.first = s.last = foot_off(t, from);
    if (s.first >= t->count) return s;
    s.end = BALANCE_END_TRACK;
    for (size_t i = s.first + 1; i < t->count && s.end == BALANCE_END_TRACK; i++) {
        s.last = i;
        s.held_s = t->time_s[i] - t->time_s[s.first];
        if (t->lifted_ll[i] <= BALANCE_TOUCH_LL) {
            s.end = BALANCE_END_TOUCH;
        } else if (stepped(t, s.first, i)) {
            s.end = BALANCE_END_STEP;
        } else if (s.held_s >= cap_s) {
            s.held_s = cap_s;
            s.end = BALANCE_END_CAP;
        }
        if (t->trunk_deg && fabs(t->trunk_deg[i]) > BALANCE_TRUNK_DEG) {
            s.leaning_s += t->time_s[i] - t->time_s[i - 1];
        }
    }
    return s;
}

BalanceStance balance_longest_single_leg(const BalanceSeries *track, double cap_s)
{
    BalanceStance best = balance_single_leg(track, 0, cap_s), next = best;
    while (next.end == BALANCE_END_TOUCH || next.end == BALANCE_END_STEP) {
        next = balance_single_leg(track, next.last, cap_s);
        if (next.held_s > best.held_s) best = next;
    }
    return best;
}

// How many samples at the start tell where things were before anything happened.
static size_t settled(const double *time_s, size_t count)
{
    size_t n = 0;
    while (n < count && time_s[n] - time_s[0] < 0.5) n++;
    return n;
}

static size_t settled_samples(size_t count, double rate_hz)
{
    double n = fmax(floor(0.5 * rate_hz), 1);
    return n < (double)count ? (size_t)n : count;
}

double balance_hold(const double *time_s, const double *x1, const double *y1, const double *x2,
                    const double *y2, size_t count, double cap_s)
{
    if (count < 2) return NAN;
    size_t n = settled(time_s, count);
    double ax = signal_mean(x1, n), ay = signal_mean(y1, n);
    double bx = signal_mean(x2, n), by = signal_mean(y2, n);
    for (size_t i = 0; i < count; i++) {
        double held = time_s[i] - time_s[0];
        bool step = hypot(x1[i] - ax, y1[i] - ay) > BALANCE_STEP_LL ||
                    hypot(x2[i] - bx, y2[i] - by) > BALANCE_STEP_LL;
        if (step || held >= cap_s) return fmin(held, cap_s);
    }
    return time_s[count - 1] - time_s[0];
}

double balance_lean(double com_x, double first_ankle_x, double second_ankle_x)
{
    double half = (second_ankle_x - first_ankle_x) / 2;
    return half != 0 ? (com_x - (first_ankle_x + second_ankle_x) / 2) / fabs(half) : NAN;
}

double balance_held_maximum(const double *x, size_t count, double rate_hz, double hold_s)
{
    double samples = fmax(ceil(hold_s * rate_hz - 1e-6), 1);
    if (!(samples <= (double)count)) return NAN;
    size_t window = (size_t)samples;
    double best = -INFINITY;
    for (size_t i = 0; i + window <= count;) {
        // The last value in the window that spoils it; the next hopeful window begins after it.
        double least = INFINITY;
        size_t k = window;
        while (k > 0 && x[i + k - 1] > best) least = fmin(least, x[i + --k]);
        if (k > 0) {
            i += k;
        } else {
            best = least;
            i++;
        }
    }
    return isfinite(best) ? best : NAN;
}

double balance_trunk_lean(double shoulder_x, double shoulder_y, double hip_x, double hip_y)
{
    return atan2(shoulder_x - hip_x, fabs(shoulder_y - hip_y)) * 180 / M_PI;
}

double balance_reach(const double *x, size_t count, double rate_hz)
{
    if (count < 2) return NAN;
    double start = signal_mean(x, settled_samples(count, rate_hz)), farthest = 0;
    for (size_t i = 0; i < count; i++) {
        farthest = fmax(farthest, fabs(signal_median5(x, count, i) - start));
    }
    return farthest;
}

static double farthest_from_start(const double *x, const double *y, size_t count)
{
    double farthest = 0;
    for (size_t i = 0; i < count; i++) farthest = fmax(farthest, hypot(x[i] - x[0], y[i] - y[0]));
    return farthest;
}

double balance_compensation(const double *hand_x, const double *hand_y, const double *trunk_x,
                            const double *trunk_y, size_t count)
{
    double hand = farthest_from_start(hand_x, hand_y, count);
    return hand > 0 ? farthest_from_start(trunk_x, trunk_y, count) / hand : NAN;
}

double balance_shoulder_hike(const double *ear_x, const double *ear_y, const double *shoulder_x,
                             const double *shoulder_y, size_t count, double rate_hz,
                             double shoulder_width, double *work)
{
    if (count < 2 || !(shoulder_width > 0)) return NAN;
    for (size_t i = 0; i < count; i++) {
        work[i] = hypot(ear_x[i] - shoulder_x[i], ear_y[i] - shoulder_y[i]);
    }
    double start = signal_mean(work, settled_samples(count, rate_hz)), shortest = start;
    for (size_t i = 0; i < count; i++) shortest = fmin(shortest, signal_median5(work, count, i));
    return (start - shortest) / shoulder_width;
}
