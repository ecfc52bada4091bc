// SPDX-License-Identifier: MIT
// view_course.h: one primary measure in words: the name, the verdict with its shape, the change
// with its interval, what it stands on. For pages and papers alike.
#pragma once

#include "clinic/judge.h"
#include "session/json_out.h"

#define COURSE_NAME_MAX 128

// One of better, worse, same, possible, cannot: the class and shape of a verdict.
const char *course_class(const ChangeVerdict *verdict);

// "Single leg stance, left".
void course_name(const FindingKey *key, char text[COURSE_NAME_MAX]);

// "+6.1 s (4.2 to 8.0)", with units joined; "–" where there is none.
void course_change(const Course *course, char *text, size_t size);

// Since when the word of `course` holds without a break, by the words that were said at the end of
// each check-up: the visit, or -1. Errors of verdicts_load().
Result course_since(const Judged *judged, const Course *course, Store *store, int *visit);

// Where the child's own mean lies by the value at `visit`, 95 %, in the unit of the verdict; NaN:
// no interval is kept.
void course_interval(const Visit *visit, const FindingKey *key, double *low, double *high);

// Adds the names of a row to the object that is open: name, class, word, svg_mark, unit, baseline,
// change, interval, today, today_interval, why, figures, since ("" where `since` is NULL).
void view_course(JsonOut *json, const Judged *judged, const Course *course, const char *since);

// Adds the list `stands_on` (and has_stands_on) of what the words stand on: who chose the measures,
// baselines that were set anew, what waits; with `left_out` each check-up that was not compared.
void view_stands_on(JsonOut *json, const Judged *judged, bool left_out);
