// SPDX-License-Identifier: MIT
// export.h: sessions as tables for anybody's software, with a dictionary of their columns. Every
// row of every table begins with the session's uuid and the child's code.
#pragma once

#include "clinic/clinic.h"

typedef struct Export Export;

// Opens sessions.csv, landmarks.csv, events.csv, trials.csv, reaches.csv, results.csv, analysis.csv
// (a row a session, a column a measure) and data_dictionary.csv in `folder`, which is made if it is
// missing; of one session alone also history.csv, scores.csv and plays.csv, which tell its past.
// Without `landmarks` there is no landmarks.csv. Files of these names are replaced, each only once
// all are whole. CANNOT_CREATE, NOT_PERMITTED, FULL, USAGE (path too long).
Result export_open(Export **export, const char *folder, bool many, bool landmarks);

// Of a session in which nobody was measured, what there is. FULL (memory).
Result export_add(Export *export, const ClinicSession *session);

// Puts the files in place, or with a failure of who wrote them away; that failure, or FULL, LOST.
Result export_close(Export **export, Result written);  // NULL is allowed

// One session: these three.
Result export_csv(const ClinicSession *session, const char *folder);

// The unit of a column of such a table, which its first columns behind the keys tell; NULL: it is
// none of these.
const char *export_unit(const char *first, const char *second, const char *name);
