// SPDX-License-Identifier: MIT
// rom.c: joint angles, range of motion, repetitions.
#include "measure/rom.h"

#include "measure/signal.h"

#include <math.h>

double rom_angle(double ax, double ay, double bx, double by, double cx, double cy)
{
    double ux = ax - bx, uy = ay - by, vx = cx - bx, vy = cy - by;
    if (hypot(ux, uy) <= 0 || hypot(vx, vy) <= 0) return NAN;
    return atan2(fabs(ux * vy - uy * vx), ux * vx + uy * vy) * 180 / M_PI;
}

double rom_highest(const double *value, size_t count)
{
    double best = NAN;
    for (size_t i = 0; i < count; i++) best = fmax(best, signal_median5(value, count, i));
    return best;
}

double rom_lowest(const double *value, size_t count)
{
    double best = NAN;
    for (size_t i = 0; i < count; i++) best = fmin(best, signal_median5(value, count, i));
    return best;
}

size_t rom_repetitions_in_form(const double *value, const double *form, size_t count, double low,
                               double high, double limit)
{
    size_t repetitions = 0;
    bool ready = false, up = false, good = true;
    for (size_t i = 0; i < count; i++) {
        if (value[i] < low) {
            if (up && good) repetitions++;
            ready = true;
            up = false;
            good = true;
        } else if (ready) {
            if (value[i] > high) up = true;
            if (form && !(fabs(form[i]) <= limit)) good = false;
        }
    }
    return repetitions;
}

size_t rom_repetitions(const double *value, size_t count, double low, double high)
{
    return rom_repetitions_in_form(value, NULL, count, low, high, 0);
}
