// SPDX-License-Identifier: MIT
// glide.h: a point that moves by minimum-jerk strokes laid over each other: an aim that is
// corrected on the way stays smooth (Flash and Henis, J Cogn Neurosci 1991).
#pragma once

#include "tiptoe/geometry.h"

#define GLIDE_STROKES_MAX 12

typedef struct Glide {
    Vec2 base, goal;
    int count;
    struct {
        Vec2 by, bow;
        double start;
        float seconds;
    } stroke[GLIDE_STROKES_MAX];
} Glide;

float minimum_jerk(float t);  // 10t^3 - 15t^4 + 6t^5, held at 0 and 1 outside
void glide_start(Glide *glide, Vec2 at);
void glide_to(Glide *glide, Vec2 goal, double start, float seconds);  // `start` may lie ahead
// The last stroke's way is no straight line: half-way it lies so far aside.
void glide_bow(Glide *glide, Vec2 aside);
Vec2 glide_at(Glide *glide, double now);
double glide_end(const Glide *glide);  // when the last stroke ends; 0: at rest
