// SPDX-License-Identifier: MIT
// plan_file.h: a plan on its way to another machine, such as the home programme: four lines, with
// nothing in them of whose it is, signed by the station that sends it. docs/recording.md has them.
#pragma once

#include "session/hour_plans.h"
#include "session/station_key.h"

#include <stdio.h>

#define PLAN_FILE_MAX (DOCUMENT_BODY_MAX + 512)  // bytes; a longer one is none

// Writes it. Of name and reason only those of a template go along: others may name somebody.
Result plan_file_write(Store *store, const HourPlan *plan, FILE *to);

// What came with a plan.
typedef struct PlanSender {
    unsigned char key[STATION_PUBLIC];
    bool known;  // it was accepted here before, or is this station
} PlanSender;

// Reads `size` bytes, and looks whether they are as they were signed. VERSION: by a newer Tiptoe.
// MALFORMED: no plan, cut off, or changed after it was signed; or as hour_plan_read().
Result plan_file_read(Store *store, const char *bytes, size_t size, HourPlan *plan,
                      PlanSender *sender);

// A known sender's is taken; another's with the code that its people told (`typed`; NULL: none),
// and the sender is known from then on. NOT_PERMITTED: neither, and nothing is kept.
Result plan_sender_check(Store *store, const PlanSender *sender, const char *typed);
