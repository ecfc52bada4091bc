// SPDX-License-Identifier: MIT
// export.h: one session as tables for anybody's software, with a dictionary of their columns.
#pragma once

#include "clinic/clinic.h"

// Writes session.csv, landmarks.csv, events.csv, trials.csv, reaches.csv, results.csv and their
// data_dictionary.csv into `folder` (made if missing; files of these names are replaced, each only
// once it is whole). Of a session in which nobody was measured, what there is. CANNOT_CREATE,
// NOT_PERMITTED, FULL.
Result export_csv(const ClinicSession *session, const char *folder);

// The unit of a column of such a table, which its first two columns tell; NULL: it is none of
// these.
const char *export_unit(const char *first, const char *second, const char *name);
