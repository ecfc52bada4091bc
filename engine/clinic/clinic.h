// SPDX-License-Identifier: MIT
// clinic.h: a recorded session as the clinic reads it, loaded and computed once: what happened, how
// the body moved, and of a check-up the findings beside the child's own earlier ones and norms.
#pragma once

#include "clinic/assess.h"
#include "clinic/judge.h"
#include "clinic/norms.h"
#include "clinic/scores.h"

// What stands beside a finding over items.
typedef struct Judgement {
    bool trended;          // has a course; a single item has none, nor the camera's noise
    const Course *course;  // of a primary measure, with its word; NULL: exploratory, without a word
    double difference;     // of an exploratory one from its baseline, in `unit`; NaN: not known
    char unit[FINDING_UNIT_MAX];
    const Norm *norm;  // NULL: none published
} Judgement;

typedef struct ClinicCheckup {
    Finding *finding;      // [ASSESS_FINDINGS_MAX]
    Judgement *judgement;  // beside each
    int count;
    bool stored;    // as kept when the session ended, not computed now
    Judged judged;  // the child's course to this check-up
} ClinicCheckup;

// Stays where it was opened: the kinematics point into it.
typedef struct ClinicSession {
    Store *store;
    bool own_store;  // opened by clinic_open(), and closed with the session
    Recording recording;
    bool measured;          // the child was, so there are kinematics
    Kinematics kinematics;  // empty if not measured
    bool is_checkup;        // ... of a measured child: there are findings
    ClinicCheckup checkup;  // as kept, or by today's formulas if none were kept
    Scores scores;          // of a play that ended
} ClinicSession;

// Reads the session that `text` means, see recording_find(), from the store `given`, see
// store_path(). Errors of the store and of reading; FULL (memory).
Result clinic_open(ClinicSession *session, const char *given, const char *text);
// Likewise session `id` of a store that stays the caller's, and open as long; as a page shows it,
// see recording_load_shown().
Result clinic_open_in(ClinicSession *session, Store *store, int64_t id);
void clinic_close(ClinicSession *session);  // also after a failed clinic_open()

// The child's latest check-up of which findings are kept, judged, without its track: what a page
// over time needs. NOT_FOUND, without a line: there is none. To be freed by clinic_free(). BUSY,
// LOST, FULL.
Result clinic_latest(ClinicCheckup *checkup, SessionInfo *info, Store *store, const char *child);

// MALFORMED, with why, if the child was never measured.
Result clinic_need_measured(const ClinicSession *session);

// The findings by today's formulas, judged by the child's earlier check-ups. USAGE: a play.
Result clinic_compute(ClinicCheckup *checkup, const ClinicSession *session);
void clinic_free(ClinicCheckup *checkup);

// Computes a check-up's findings and verdicts and keeps them in the store, and with them those
// earlier check-ups of the child that an older set of formulas had scored. A play, and a session in
// which nobody was measured, has none. Errors as above and of findings_save().
Result clinic_keep(const char *given, int64_t id);

// Scores every check-up of the store that other formulas had scored. The store is open for writing.
// BUSY, FULL, LOST.
Result clinic_rescore(Store *store);

// "one_leg_stance right", "reaches left": kind and side of a finding.
void clinic_label(const Finding *finding, char *text, size_t size);
// "left", "right", "" for none (-1).
const char *clinic_side(int side);
// "12.3", or "not measurable today: 61 % valid frames".
void clinic_value(const Finding *finding, char *text, size_t size);
// "10.1 to 12.3" of the ends of an interval; "" of one that is none.
void clinic_interval(double low, double high, char *text, size_t size);
// "C", or with why it is no better: "C (r may be below 0.75)". None without a value.
void clinic_trust(const Finding *finding, bool why, char *text, size_t size);
// A number with as many digits as its error band is worth.
void clinic_number(double value, double error, char *text, size_t size);
const char *clinic_void_text(CheckupVoid why);  // why an item does not count
// "none", "bar + shoes".
void clinic_support(unsigned support, char *text, size_t size);
