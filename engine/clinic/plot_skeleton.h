// SPDX-License-Identifier: MIT
// plot_skeleton.h: a body at one instant as lines, seen as in a mirror: left limbs solid, right
// ones dashed. What was not trusted is not drawn.
#pragma once

#include "clinic/kinematics.h"
#include "clinic/plot.h"

// Places in hundredths of the body's height: x from where the child stood, y up from the floor (of
// who sits: from a hundred below the crown). NaN: not trusted.
void skeleton_places(const Kinematics *kinematics, size_t pose, double x[LANDMARK_COUNT],
                     double y[LANDMARK_COUNT]);

// `what`: in words, for who does not see it.
void plot_skeleton(JsonOut *json, const char *name, const Kinematics *kinematics, size_t pose,
                   const char *what);

// The pose that is nearest to `s`, session time, among those in which the child was seen; false:
// there is none within a second.
bool skeleton_near(const Kinematics *kinematics, double s, size_t *pose);
