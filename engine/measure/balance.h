// SPDX-License-Identifier: MIT
// balance.h: centre of mass, stance times, lean, lateral reach and what the trunk adds to a reach.
#pragma once

#include "tiptoe/base.h"
#include "tiptoe/pose.h"

#define BALANCE_FOOT_OFF_LL 0.10  // ankle rise that counts as off the ground
#define BALANCE_TOUCH_LL    0.05  // at this rise it is down again (half: no chatter on the edge)
#define BALANCE_FOOT_OFF_S  0.2   // it must stay off that long
#define BALANCE_STEP_LL     0.10  // shift of a standing ankle that counts as a step or hop
#define BALANCE_TRUNK_DEG   20.0  // more lean is flagged, the trial goes on
#define BALANCE_CAP_S       30.0  // the clinic's cap

// One coordinate of the whole-body centre of mass, from the same coordinate of all landmarks;
// linear, so any unit and origin. Segment masses and centres by de Leva 1996 (adults: in children
// the offset is wrong by a little, changes are usable).
double balance_com(const double coordinate[LANDMARK_COUNT]);

// X(name, stored name)
#define BALANCE_END_LIST(X)                                                                        \
    X(NONE, "none")          /* no stance at all */                                                \
    X(TOUCH, "touch")        /* the lifted foot came down */                                       \
    X(STEP, "step")          /* the standing foot moved */                                         \
    X(CAP, "cap")            /* held as long as asked */                                           \
    X(TRACK, "end_of_track") /* still standing when the record ended */

typedef enum BalanceEnd {
#define X(name, stored) BALANCE_END_##name,
    BALANCE_END_LIST(X)
#undef X
        BALANCE_END_COUNT
} BalanceEnd;

typedef struct BalanceSeries {
    const double *time_s;     // rising
    const double *lifted_ll;  // ankle above its standing height, leg lengths, up positive
    const double *stance_x,
        *stance_y;            // the other ankle, leg lengths; both NULL: steps are not seen
    const double *trunk_deg;  // trunk lean; NULL: not flagged
    size_t count;
} BalanceSeries;

typedef struct BalanceStance {
    size_t first, last;  // samples; the stance is [first, last)
    double held_s;       // 0 if there was none
    double leaning_s;    // of it with the trunk over BALANCE_TRUNK_DEG
    BalanceEnd end;
} BalanceStance;

// The first single-leg stance at or after sample `from`. Hand support is seen by the therapist: cut
// the track there.
BalanceStance balance_single_leg(const BalanceSeries *track, size_t from, double cap_s);
BalanceStance balance_longest_single_leg(const BalanceSeries *track, double cap_s);
const char *balance_end_name(BalanceEnd end);

// Tandem and feet-together stance: seconds until either ankle has shifted by BALANCE_STEP_LL from
// its place in the first half second, from the first sample (the therapist starts). x, y of both
// ankles, LL.
double balance_hold(const double *time_s, const double *x1, const double *y1, const double *x2,
                    const double *y2, size_t count, double cap_s);

// (CoM - middle of the ankles) / (half their distance): +-1 is over an ankle, positive towards the
// second. NaN where the ankles coincide.
double balance_lean(double com_x, double first_ankle_x, double second_ankle_x);

// The farthest that was held for `hold_s`: the highest value v for which some stretch of that
// length stays at or above v. NaN if the track is shorter. For the other side pass -x.
double balance_held_maximum(const double *x, size_t count, double rate_hz, double hold_s);

// Trunk from vertical, deg, positive towards +x. y may run up or down: nobody stands on the head
// here.
double balance_trunk_lean(double shoulder_x, double shoulder_y, double hip_x, double hip_y);

// Farthest fingertip from where it was in the first half second (arm held out at 90 degrees), as
// the largest median of five samples.
double balance_reach(const double *x, size_t count, double rate_hz);

// Trunk's farthest displacement over the hand's, each from its place at the first sample. NaN if
// the hand rests.
double balance_compensation(const double *hand_x, const double *hand_y, const double *trunk_x,
                            const double *trunk_y, size_t count);
// Largest shortening of the ear-shoulder distance since the first half second, over shoulder width.
// `work` holds count doubles.
double balance_shoulder_hike(const double *ear_x, const double *ear_y, const double *shoulder_x,
                             const double *shoulder_y, size_t count, double rate_hz,
                             double shoulder_width, double *work);
