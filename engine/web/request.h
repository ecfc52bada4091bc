// SPDX-License-Identifier: MIT
// request.h: what was asked for, and what is answered: all that whoever writes a page needs.
#pragma once

#include "session/accounts.h"
#include "session/audit.h"
#include "session/json_out.h"

#include <stddef.h>

#define WEB_ARGS_MAX     3
#define WEB_FIELDS_MAX   256
#define WEB_LOCATION_MAX 256

typedef struct WebField {
    const char *name, *value;
} WebField;

// `view`: its outermost object is open; it holds already what stands in every page's frame (`token`
// for forms, `who`, `here`, `version`). Everything lives until the answer is made.
typedef struct WebRequest {
    Store *store;                   // to read; where something is posted, to write
    const Account *account;         // who is signed in; NULL only where nobody has to be
    const char *arg[WEB_ARGS_MAX];  // what stands in the path for each * of the route
    const WebField *field;          // of the form that was posted, else of the query behind the "?"
    int field_count;
    JsonOut *view;
} WebRequest;

// The first of that name, or NULL.
const char *web_field(const WebRequest *request, const char *name);
// The same, or "" where there is none.
const char *web_text(const WebRequest *request, const char *name);

// An answer: a page of a template and the view, bytes to be kept as a file, or another page to go
// to. Begins as nothing: a handler calls one of the three below.
typedef struct WebReply {
    int status;               // of HTTP
    const char *page;         // name of a template
    const char *type, *name;  // of bytes: media type; NULL: shown, else kept under this name
    char *bytes;              // to be freed
    size_t size;
    char location[WEB_LOCATION_MAX];
    char file[96];
    char object[AUDIT_ID];  // random id of what was made or read, where it is not in the path: the
                            // audit log's; "": as the route says
} WebReply;

Result web_page(WebReply *reply, const char *page);
// The page again, since what was typed does not do: `fault` says why.
Result web_page_again(WebReply *reply, const WebRequest *request, const char *page,
                      const char *fault);
// Takes `bytes`, which malloc() gave. `name`: NULL, or of plain letters.
Result web_bytes(WebReply *reply, char *bytes, size_t size, const char *type, const char *name);
// After a form: the browser reads that page. A path of ours.
__attribute__((format(printf, 2, 3))) Result web_go(WebReply *reply, const char *format, ...);

// OK: `reply` is what is to be answered, or nothing, which is a fault of ours. NOT_FOUND and USAGE
// (with its line) are told by a page of their own, as are BUSY, FULL, LOST, MALFORMED.
typedef Result (*WebHandler)(const WebRequest *request, WebReply *reply);

// Splits "a=1&b=two%20words" in place. False: no UTF-8, letters that none types, a broken %, or
// more than WEB_FIELDS_MAX.
bool web_fields_split(char *text, WebField *field, int *count);
