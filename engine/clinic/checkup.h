// checkup.h: a session's check-up as the clinic reads it: findings, the child's own earlier ones,
// norms.
#pragma once

#include "clinic/assess.h"
#include "clinic/norms.h"
#include "measure/change.h"

#define CLINIC_EARLIER_MAX 12  // check-ups that a change is judged by: the latest ones

// What stands beside a finding over trials.
typedef struct Judgement {
    bool trended;  // compared with earlier check-ups; a single trial is not, nor the camera's noise
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
    TrackTrial trial[TRACK_TRIALS_MAX];
    int trial_count;
} ClinicCheckup;

bool clinic_is_checkup(const Recording *recording);

// Computes a check-up's findings and keeps them in the store (open for writing). Errors of assess()
// and findings_save().
Result clinic_keep(Store *store, int64_t id);

// The findings of a session as they were kept; with `today`, or if none were kept, computed now.
// Then judged by the child's earlier check-ups. MALFORMED: the child was never measured. BUSY,
// FULL, LOST.
Result clinic_open(ClinicCheckup *checkup, Store *store, const Recording *recording, bool today);
void clinic_close(ClinicCheckup *checkup);

// "one_leg_stance right", "reaches left": kind and side of a finding.
void clinic_label(const Finding *finding, char *text, size_t size);
// "12.3", or "not measurable today: 61 % valid frames".
void clinic_value(const Finding *finding, char *text, size_t size);
// A number with as many digits as its error band is worth.
void clinic_number(double value, double error, char *text, size_t size);
const char *clinic_void_text(CheckupVoid why);  // why a trial does not count
// "none", "bar + shoes".
void clinic_support(unsigned support, char *text, size_t size);
