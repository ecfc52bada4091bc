// SPDX-License-Identifier: MIT
// server_parts.h: what the parts of the server share. The HTTP library is known in these alone.
#pragma once

#include "clinic/template.h"
#include "session/store.h"
#include "web/connections.h"
#include "web/door.h"
#include "web/routes.h"

#include <microhttpd.h>
#include <sys/types.h>

#define HOSTS_MAX   (WEB_NAMES_MAX + 4)
#define BODY_MAX    (1 << 16)  // bytes of a form
#define COOKIE_MOST 128

typedef struct Server {
    const WebOptions *options;
    struct MHD_Daemon *daemon;
    Templates *templates;
    // Open all the time, since opening checks the whole shape of a store; NULL: they could not be.
    Store *reader, *writer;
    dev_t device;  // the file that they have open: another under its name is opened anew
    ino_t file;
    Door door;
    Connections connections;
    char host[HOSTS_MAX][128];  // as browsers may call it, with the port
    int hosts;
    bool tls;
} Server;

// One request and its answer.
typedef struct Exchange {
    Server *server;
    struct MHD_Connection *connection;
    Connection *place;
    const char *method;
    char *uri;  // as it came, path and query
    char *body;
    size_t body_size;
    bool begun, answered;
    char cookie[TOKEN_TEXT];  // as it came, or "" ...
    bool cookie_is_new;       // ... or as it is now given
    WebField field[WEB_FIELDS_MAX];
    int field_count;
    Account account;  // who is signed in
    bool signed_in;
} Exchange;

// ---- gate.c: before anything is looked at -----------------------------------------------------

// 0, or the status of HTTP with which the request is refused. `*why`: in words.
int gate_check(Exchange *exchange, const char **why);
// Whether what is posted comes from a page of ours: Origin, and the token in the form.
bool gate_is_ours(Exchange *exchange);
// What every answer carries.
void gate_headers(const Exchange *exchange, struct MHD_Response *response);

// ---- answer.c ----------------------------------------------------------------------------------

// The whole request is there: does what it asks, and answers.
enum MHD_Result answer(Exchange *exchange);
// A page of its own, in words.
enum MHD_Result answer_refusal(Exchange *exchange, int status, const char *why);

// Both stores are open, of the file that is there now. Errors of the store.
Result server_stores(Server *server);

// ---- pages of the door (door_pages.c), which belong to no role ---------------------------------

// What they set beside the answer.
Exchange *exchange_of(const WebRequest *request);
