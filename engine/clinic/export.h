// SPDX-License-Identifier: MIT
// export.h: one session as tables for anybody's software, with a dictionary of their columns.
#pragma once

#include "clinic/clinic.h"

// Writes session.csv, landmarks.csv, events.csv, trials.csv, reaches.csv, results.csv and their
// data_dictionary.csv into `folder` (made if missing; files of these names are replaced, each only
// once it is whole). Of a session in which nobody was measured, what there is. CANNOT_CREATE,
// NOT_PERMITTED, FULL.
Result export_csv(const ClinicSession *session, const char *folder);
