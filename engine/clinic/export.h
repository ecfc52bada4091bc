// export.h: one session as tables for anybody's software, with a dictionary of their columns.
#pragma once

#include "clinic/checkup.h"

// Writes session.csv, landmarks.csv, events.csv, trials.csv, reaches.csv, results.csv and their
// data_dictionary.csv into `folder` (made if missing; files of these names are replaced, each only
// once it is whole). `checkup` NULL for a play. CANNOT_CREATE, NOT_PERMITTED, FULL, MALFORMED.
Result export_csv(const Recording *recording, const ClinicCheckup *checkup, const char *folder);
