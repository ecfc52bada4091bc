// page.h: one session as one self-contained HTML page: inline style and SVG, no script, made to be
// printed.
#pragma once

#include "clinic/checkup.h"
#include "clinic/html.h"

// Writes the page of a check-up (with `checkup`) or of a play (NULL). `title` names the game. FULL:
// could not be written; MALFORMED: nobody was measured; FULL (memory).
Result page_write(FILE *to, const Recording *recording, const ClinicCheckup *checkup,
                  const char *title);

// Inside this module: the check-up's curves.
void page_curves(Html *html, const Track *track);
