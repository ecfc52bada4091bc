// report.h: one recorded session in words and numbers, or as JSON.
#pragma once

#include "clinic/checkup.h"
#include "session/recording.h"

#include <stdio.h>

// Prints scores, measures with units, and quality. FULL: `to` could not be written.
// `checkup`: its findings; NULL for a play.
Result report_print(const Recording *recording, const ClinicCheckup *checkup, bool json, FILE *to);

// Loads the session that `text` means ("last", a number, the start of a uuid) and prints it.
// `store` as given by --store, NULL: the usual one. Errors of the store and of report_print().
Result report_session(const char *store, const char *text, bool json, FILE *to);

// "2026-11-23 14:05" in the session's own time zone.
void report_time(const SessionInfo *info, char text[24]);
