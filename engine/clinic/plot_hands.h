// SPDX-License-Identifier: MIT
// plot_hands.h: where both hands went, seen as in a mirror from the middle of the chest: a frame
// each, the midline, beyond it grey; and the share that each hand has in the whole way.
#pragma once

#include "clinic/kinematics.h"
#include "clinic/plot.h"

typedef struct HandWay {
    bool seen;
    double way_al;  // arm lengths
    double beyond;  // share of it beyond the midline, 0..1
    double far_al;  // how far beyond, at most
    int crossings;  // times that it came to the other side
} HandWay;

void hands_way(const Kinematics *kinematics, HandWay way[SIDE_COUNT]);

void plot_hand(JsonOut *json, const char *name, const Kinematics *kinematics, int side);
void plot_hand_share(JsonOut *json, const char *name, const HandWay way[SIDE_COUNT]);
