// SPDX-License-Identifier: MIT
// plot_trend.h: one primary measure over a child's check-ups: values with their intervals,
// baseline, limits, the mean of the last two, what was not compared and why.
#pragma once

#include "clinic/judge.h"
#include "clinic/plot.h"

// Adds `name` (svg_...), and the lists `notes` (letter, words) and `values` (day, value, interval,
// use), which tell the same as a table.
void plot_trend(JsonOut *json, const char *name, const char *id, const Judged *judged,
                const Course *course);
