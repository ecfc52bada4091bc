// SPDX-License-Identifier: MIT
// report.h: one recorded session in words and numbers, or as JSON.
#pragma once

#include "clinic/clinic.h"

#include <stdio.h>

// Prints scores, measures with units, and quality. FULL: `to` could not be written.
Result report_print(const ClinicSession *session, bool json, FILE *to);

// The same of the session that clinic_open() finds. Errors of both.
Result report_session(const char *given, const char *text, bool json, FILE *to);

// A check-up's findings as they were kept beside what today's formulas give. USAGE: a play; FULL.
Result report_recomputed(const ClinicSession *session, bool json, FILE *to);

// "2026-11-23 14:05" in the session's own time zone.
void report_time(const SessionInfo *info, char text[24]);
void report_when(int64_t utc_ms, int zone_minutes, char text[24]);
// "2026-11-30T05:20:13+01:00"
void report_iso(int64_t utc_ms, int zone_minutes, char text[32]);
