// SPDX-License-Identifier: MIT
// view_forms.h: what the forms of a child's page and of its hour show: every field with its
// choices.
#pragma once

#include "play/hour_plan.h"
#include "session/child_record.h"
#include "session/json_out.h"
#include "session/presets.h"

#define FORM_ROWS_MORE 2  // empty rows of an hour, to be filled

// Add to the object that is open: assets/web/child_page.html, hour_page.html.
void view_child_form(JsonOut *json, const ChildRecord *record, const WeeklyGoals *goals,
                     int64_t now_utc_ms);
void view_hour_form(JsonOut *json, const char *child, const HourPlan *plan);
