// SPDX-License-Identifier: MIT
// clinic.h: a recorded session as the clinic reads it, loaded and computed once: what happened, how
// the body moved, and of a check-up the findings beside the child's own earlier ones and norms.
#pragma once

#include "clinic/assess.h"
#include "clinic/norms.h"
#include "measure/change.h"

#define CLINIC_EARLIER_MAX 12  // check-ups that a change is judged by: the latest ones

// What stands beside a finding over items.
typedef struct Judgement {
    bool trended;  // compared with earlier check-ups; a single item is not, nor the camera's noise
    ChangeReport change;
    double earlier[CLINIC_EARLIER_MAX];  // oldest first
    int earlier_count;
    const Norm *norm;  // NULL: none published
} Judgement;

typedef struct ClinicCheckup {
    Finding *finding;      // [ASSESS_FINDINGS_MAX]
    Judgement *judgement;  // beside each
    int count;
    bool stored;  // as kept when the session ended, not computed now
} ClinicCheckup;

// Stays where it was opened: the kinematics point into it.
typedef struct ClinicSession {
    Store *store;
    Recording recording;
    bool measured;          // the child was, so there are kinematics
    Kinematics kinematics;  // empty if not measured
    bool is_checkup;        // ... of a measured child: there are findings
    ClinicCheckup checkup;  // as kept, or by today's formulas if none were kept
} ClinicSession;

// Reads the session that `text` means, see recording_find(), from the store `given`, see
// store_path(). Errors of the store and of reading; FULL (memory).
Result clinic_open(ClinicSession *session, const char *given, const char *text);
void clinic_close(ClinicSession *session);  // also after a failed clinic_open()

// MALFORMED, with why, if the child was never measured.
Result clinic_need_measured(const ClinicSession *session);

// The findings by today's formulas, judged by the child's earlier check-ups. USAGE: a play.
Result clinic_compute(ClinicCheckup *checkup, const ClinicSession *session);
void clinic_free(ClinicCheckup *checkup);

// Computes a check-up's findings and keeps them in the store. A play, and a session in which nobody
// was measured, has none. Errors as above and of findings_save().
Result clinic_keep(const char *given, int64_t id);

// "one_leg_stance right", "reaches left": kind and side of a finding.
void clinic_label(const Finding *finding, char *text, size_t size);
// "left", "right", "" for none (-1).
const char *clinic_side(int side);
// "12.3", or "not measurable today: 61 % valid frames".
void clinic_value(const Finding *finding, char *text, size_t size);
// A number with as many digits as its error band is worth.
void clinic_number(double value, double error, char *text, size_t size);
const char *clinic_void_text(CheckupVoid why);  // why an item does not count
// "none", "bar + shoes".
void clinic_support(unsigned support, char *text, size_t size);
