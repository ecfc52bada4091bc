// SPDX-License-Identifier: MIT
// report_checkup.h: a check-up's findings in words and numbers, or as JSON.
#pragma once

#include "clinic/clinic.h"
#include "session/json_out.h"

// What is trended; with `items` each item's findings as well.
void report_checkup_text(const ClinicSession *session, bool items, FILE *to);
// A list of that name.
void report_checkup_json(JsonOut *json, const char *name, const ClinicCheckup *checkup);
// The verdicts, what they stand on and what was left out.
void report_change_text(const Judged *judged, FILE *to);
// The lists "baselines" and "choices", as people set them, and "history": the check-ups that it was
// compared with, oldest first, and what was left out of them, why.
void report_history_json(JsonOut *json, const Judged *judged);
