// SPDX-License-Identifier: MIT
// routes.h: the table of pages: what is not in it is not there, and whoever is not named in its row
// is refused.
#pragma once

#include "web/request.h"

#define ROLE(name)  (1u << ACCOUNT_##name)
#define WEB_CARE    (ROLE(THERAPIST) | ROLE(LEAD))  // who reads of children
#define WEB_LEAD    ROLE(LEAD)
#define WEB_ADMIN   ROLE(ADMIN)
#define WEB_SIGNED  (WEB_CARE | WEB_ADMIN)  // everybody who is signed in
#define WEB_ANYBODY 0u                      // nobody has to be signed in

typedef struct WebRoute {
    const char *method;  // GET, POST
    const char *path;    // "/child/*/plan": a * stands for one part, never empty
    unsigned roles;
    WebHandler handler;
    // What the audit log says of it, once it was done: of OF_CHILD the path's first * is the code,
    // of OF_SESSION and OF_REPORT the random id; OF_NOTHING: no line.
    AuditAction action;
    AuditObject of;
    const char *here;  // which of the frame's links it belongs to: "worklist" ...; NULL: none
} WebRoute;

extern const WebRoute web_routes[];
extern const int web_route_count;

// The row for that path, its parts in `arg`, which point into `path`, cut there. NULL: there is
// none; `*known`: with another method there is.
const WebRoute *web_route_find(const char *method, char *path, const char *arg[WEB_ARGS_MAX],
                               bool *known);
