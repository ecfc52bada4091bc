// SPDX-License-Identifier: MIT
// report_play.h: what a play session leaves beside its reaches: its scores beside the child's
// earlier plays of the kind, the dose of each limb, the difficulty ledger, and how far each part of
// the body could be trusted.
#pragma once

#include "clinic/clinic.h"
#include "session/json_out.h"

void report_play_text(const ClinicSession *session, FILE *to);
// An object of that name.
void report_play_json(JsonOut *json, const char *name, const ClinicSession *session);
