// SPDX-License-Identifier: MIT
// report_checkup.h: a check-up's findings in words and numbers, or as JSON.
#pragma once

#include "clinic/clinic.h"

#include <jansson.h>
#include <stdio.h>

// What is trended; with `items` each item's findings as well.
void report_checkup_text(const ClinicSession *session, bool items, FILE *to);
json_t *report_checkup_json(const ClinicCheckup *checkup);  // an array; the caller's
