// SPDX-License-Identifier: MIT
// completeness.h: what of a check-up was not done, and why. It is complete if every step that this
// child was asked for was done, or needed no doing, and partial else.
#pragma once

#include "clinic/clinic.h"
#include "session/json_out.h"

// Adds the steps of the battery that were never begun, as items that were not reached.
void completeness_add_unreached(Kinematics *kinematics);

// Whether a step is not done: this is the last that is told of it. A practice need not be.
bool completeness_lacks(const Kinematics *kinematics, const CheckupItem *item);
int completeness_count(const Kinematics *kinematics);  // of those

// "partial" for a check-up in which something was not done, else the session's own status.
const char *completeness_status(const ClinicSession *session);
void completeness_text(const Kinematics *kinematics, FILE *to);
void completeness_json(JsonOut *json, const Kinematics *kinematics);  // the list "not_done"
