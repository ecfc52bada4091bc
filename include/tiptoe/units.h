// SPDX-License-Identifier: MIT
// units.h: lengths of the stage in the child's own units: arm lengths (AL), leg lengths (LL), cm.
#pragma once

#include "tiptoe/body.h"

#include <math.h>

// `size` is a done calibration. Not finite for who sits: legs are not measured then.
static inline float stage_to_al(const Calibration *size, int side, float stage)
{
    return stage / size->arm[side];
}

static inline float stage_to_ll(const Calibration *size, int side, float stage)
{
    return stage / size->leg[side];
}

// Centimetres if the body height was typed, else percent of it, as length_unit() says.
static inline double stage_to_length(const Calibration *size, double stage)
{
    float height = size->height_cm > 0 ? size->height_cm : 100;
    return (double)(height / size->height) * stage;
}

static inline const char *length_unit(const Calibration *size)
{
    return size->height_cm > 0 ? "cm" : "%H";
}

// NaN while the body height is not known.
static inline double stage_to_cm(const Calibration *size, double stage)
{
    return size->height_cm > 0 ? stage_to_length(size, stage) : (double)NAN;
}
