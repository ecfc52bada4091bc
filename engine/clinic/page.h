// SPDX-License-Identifier: MIT
// page.h: one session as one self-contained HTML page: inline style and SVG, no script, made to be
// printed.
#pragma once

#include "clinic/clinic.h"
#include "clinic/html.h"

// Writes the page of a check-up or of a play. `title` names the game. MALFORMED: nobody was
// measured; FULL: could not be written, or memory.
Result page_write(FILE *to, const ClinicSession *session, const char *title);

// Inside this module: the verdicts, with what they stand on; the word of one; the scores
// of a play; the check-up's curves.
void page_change(Html *html, const Judged *judged);
void page_mark(Html *html, const Course *course);
void page_scores(Html *html, const Scores *scores, const SessionInfo *info);
void page_curves(Html *html, const Kinematics *kinematics);
