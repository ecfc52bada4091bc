// SPDX-License-Identifier: MIT
// judge.h: the verdict on change of one check-up: which of its measures are primary, what they
// stand on, and the word of each. What was said when the check-up ended stays; only a baseline that
// was set anew later has it said again, by the clinic's error of that first day.
#pragma once

#include "clinic/history.h"

// One measure at one visit of the history, in the unit of the verdict.
typedef struct CoursePoint {
    double value;  // NaN: there is none
    LeftOut left_out;
    bool baseline;
} CoursePoint;

// One primary measure. Lengths are judged in %H, which do not grow with the child.
typedef struct Course {
    KeptVerdict said;  // utc_ms 0: judged now
    double cm;  // of one unit, by the height that was typed; NaN: it is no length, or not known
    CoursePoint *point;  // one a visit
    int count;
} Course;

// Which measures are primary, and who said so.
typedef struct Choices {
    const char *whose;              // "this child's own" ...
    Primaries made[CHOICES_SHOWN];  // of the child or, if it had none, of its posture; oldest first
    int count;
    int in_force;   // of these; -1: none, the usual ones
    Primaries now;  // those in force
} Choices;

typedef struct Judged {
    History history;
    Course course[CHANGE_MEASURES_MAX];
    int count;
    Choices choices;
    int waiting;  // comparable check-ups of other children that today's formulas have not scored
} Judged;

// `current`: the findings are those of today's formulas; else they are scored anew before they are
// compared. With `keep` what was computed on the way and the verdicts are kept, and the store is
// open for writing. BUSY, LOST, FULL.
Result judge_checkup(Judged *judged, Store *store, const SessionInfo *info, const Finding *finding,
                     int count, bool current, bool keep);
void judge_free(Judged *judged);  // leaves it zeroed

// The course of a finding over items, or NULL: it is exploratory.
const Course *judge_course(const Judged *judged, const Finding *finding);

// Today's value of a finding that is not primary less the mean of the baseline, in the unit of
// verdicts; NaN: there is no baseline of three, or today's belongs to it.
double judge_exploratory(const Judged *judged, const Finding *finding);

// A finding in the unit in which it is judged: %H in the place of cm. NaN: it has no value.
double judge_value(const Finding *finding, double height_cm);
void judge_unit(const char *unit, char body[FINDING_UNIT_MAX]);

// ---- words ----

// Of better, worse, the same ...: one sign and the word, "+ better"; never by colour alone.
const char *judge_sign(const ChangeVerdict *verdict);
// "+ better: +3.1 %H (+4.2 cm), 95 % +1.2 to +5.0".
void judge_sentence(const Course *course, char *text, size_t size);
// The field's own figures and what the word stands on: "NAP 0.92, Tau 0.84 (0.41 to 1.00) ...".
void judge_figures(const Course *course, char *text, size_t size);
// "single leg stance, right (one_leg_stance)".
void judge_name(const FindingKey *key, char *text, size_t size);
// Those of a choice, with semicolons between.
#define JUDGE_NAMES_MAX (CHANGE_MEASURES_MAX * 130)
void judge_names(const Primaries *primaries, char *text, size_t size);
