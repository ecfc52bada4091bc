// SPDX-License-Identifier: MIT
// page.h: a page as one file of its own: its styles stand in it, it runs no script and asks nothing
// of any place, so that it can be sent, kept and printed. Templates are those of the server.
#pragma once

#include "clinic/clinic.h"
#include "session/json_out.h"

#include <stdio.h>

// The style sheet assets/web/`name` as text to free(). NOT_FOUND: it is not installed; FULL.
Result page_style(const char *assets, const char *name, char **style);

// Ends the object that is open in `view`, and writes template `name` filled from it and from the
// styles that every page has. `assets`: where web/ lies. NOT_FOUND, MALFORMED, FULL.
Result page_write(FILE *to, const char *assets, const char *name, JsonOut *view);

// The page of a session, as the server shows it (clinic/view_session.h), without what needs the
// server. The errors above, and those of the view.
Result page_session_write(FILE *to, const char *assets, const ClinicSession *session);
