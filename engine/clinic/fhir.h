// SPDX-License-Identifier: MIT
// fhir.h: a check-up as an HL7 FHIR R4 Bundle for a hospital's record: a Patient who is a random id
// and nothing else, the Device, an Observation a value with UCUM units and its 95 % interval, or
// why there is none, and a DiagnosticReport over them. The same session always gives the same
// bytes.
#pragma once

#include "clinic/clinic.h"

#include <stdio.h>

// USAGE: a play, which has no measures. FULL: `to` did not take it, or memory; BUSY, LOST.
Result fhir_write(const ClinicSession *session, FILE *to);

// The UCUM code of a unit of the list of measures; NULL: it is none of them.
const char *fhir_unit(const char *unit);
