// SPDX-License-Identifier: MIT
// rom.h: joint angles in the picture's plane and their range; form of repetitions.
#pragma once

#include "tiptoe/base.h"

// Angle at b between a and c, 0..180 deg, by atan2(|cross|, dot): exact at both ends. NaN if two
// coincide.
double rom_angle(double ax, double ay, double bx, double by, double cx, double cy);
// Largest and smallest median of five frames: one bad frame makes no record. NaN if empty.
double rom_highest(const double *value, size_t count);
double rom_lowest(const double *value, size_t count);

// Repetitions: from below `low` to above `high` and back. One that has not come back does not
// count.
size_t rom_repetitions(const double *value, size_t count, double low, double high);
// Of them, how many kept |form| at or below `limit` all the way (trunk lean, knee distance ...).
size_t rom_repetitions_in_form(const double *value, const double *form, size_t count, double low,
                               double high, double limit);
