// SPDX-License-Identifier: MIT
// verdicts.h: what a verdict on change stands on, and what it was: where a child's baseline begins,
// which measures are judged (both logs, with reasons), and the words as they were said, with the
// clinic's error of that day.
#pragma once

#include "measure/change.h"
#include "session/findings.h"

#define VERDICT_AUTHOR_MAX   24
#define BASELINE_REASON_MAX  160
#define PRIMARIES_TEXT_MAX   640
#define BASELINE_MARKS_SHOWN 16
#define CHOICES_SHOWN        16

// From which check-up on a child's baseline runs, as a person set it.
typedef struct BaselineMark {
    char session[37];  // its uuid
    char reason[BASELINE_REASON_MAX + 1], author[VERDICT_AUTHOR_MAX + 1];
    int64_t utc_ms;  // when it was set
} BaselineMark;

// Adds to the log. USAGE: no child's code, or a reason or author that is empty, too long or not
// printable. FULL, BUSY, LOST.
Result baseline_set(Store *store, const char *child, const BaselineMark *mark);

// The newest of the log, oldest first; the last is in force. BUSY, LOST.
Result baseline_log(Store *store, const char *child, BaselineMark mark[BASELINE_MARKS_SHOWN],
                    int *count);

// One measure of the check-up.
typedef struct FindingKey {
    CheckupKind kind;
    int side;  // a Side; -1 none
    Measure measure;
} FindingKey;

typedef struct Primaries {
    FindingKey key[CHANGE_MEASURES_MAX];
    int count;
    char reason[BASELINE_REASON_MAX + 1];  // empty: chosen before reasons were asked for
    char author[VERDICT_AUTHOR_MAX + 1];
    int64_t utc_ms;  // when they were chosen
} Primaries;

// "one_leg_stance:right:single_leg_stance,stand_eyes_open:-:sway_rms". False: it is none such, one
// stands twice, or there are none or too many.
bool primaries_read(Primaries *primaries, const char *text);
void primaries_write(const Primaries *primaries, char text[PRIMARIES_TEXT_MAX]);

// Adds to the log of a child, or with child "" of the template of a posture (its stored name).
// USAGE: no child's code, or a reason or author that is empty, too long or not printable. FULL,
// BUSY, LOST.
Result primaries_set(Store *store, const char *child, const char *posture,
                     const Primaries *primaries);

// The newest of the log, oldest first. BUSY, LOST.
Result primaries_log(Store *store, const char *child, const char *posture,
                     Primaries list[CHOICES_SHOWN], int *count);

// A word as it was said of one check-up. Lengths in the unit of the verdict.
typedef struct KeptVerdict {
    FindingKey key;
    int version;  // of the formula
    char unit[FINDING_UNIT_MAX];
    ChangeVerdict verdict;
    ChangePool pool;  // of that day
    int measures;     // judged together
    int values, baseline;
    double worthwhile;
    int64_t utc_ms;
} KeptVerdict;

// What was said of session `id` before stays as it is; what was not is added. FULL, BUSY, LOST.
Result verdicts_save(Store *store, int64_t id, const KeptVerdict *list, int count);
Result verdicts_load(Store *store, int64_t id, KeptVerdict list[CHANGE_MEASURES_MAX], int *count);

// The check-ups of `child` (NULL: of all children, one child after another), oldest first. `*ids`
// is the caller's, free() it. Erased ones are not among them. BUSY, LOST, FULL (memory).
Result checkups_of(Store *store, const char *child, const char *game, int64_t **ids, int *count);
