// SPDX-License-Identifier: MIT
// gate.c: what is refused before anything is looked at, and what every answer carries.
#include "web/server_parts.h"

#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// All from here, nothing within others' frames, no script or style that stands in a page.
#define CONTENT_POLICY                                                                             \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "              \
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "            \
    "base-uri 'none'"

static const char *header(const Exchange *x, const char *name)
{
    return MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, name);
}

typedef struct Counts {
    int host, length, encoding, cookie, origin;
} Counts;

static enum MHD_Result count_header(void *self, enum MHD_ValueKind kind, const char *name,
                                    const char *value)
{
    Counts *counts = self;
    (void)kind;
    (void)value;
    counts->host += !strcasecmp(name, "Host");
    counts->length += !strcasecmp(name, "Content-Length");
    counts->encoding += !strcasecmp(name, "Transfer-Encoding");
    counts->cookie += !strcasecmp(name, "Cookie");
    counts->origin += !strcasecmp(name, "Origin");
    return MHD_YES;
}

static bool host_is_ours(const Server *server, const char *host)
{
    for (int i = 0; i < server->hosts; i++)
        if (!strcasecmp(server->host[i], host)) return true;
    return false;
}

// The cookie that we gave: nothing else in it is looked at.
static void take_cookie(Exchange *x)
{
    const char *cookie = MHD_lookup_connection_value(x->connection, MHD_COOKIE_KIND,
                                                     x->server->tls ? "__Host-tiptoe" : "tiptoe");
    bool good = cookie && strlen(cookie) == TOKEN_TEXT - 1 &&
                strspn(cookie, "0123456789abcdef") == TOKEN_TEXT - 1;
    snprintf(x->cookie, sizeof x->cookie, "%s", good ? cookie : "");
}

static int check_body(const Exchange *x, const Counts *counts, const char **why)
{
    const char *length = header(x, "Content-Length"), *type = header(x, "Content-Type");
    *why = "A page is asked for without a body.";
    if (strcmp(x->method, "POST") != 0)
        return counts->encoding || (length && strcmp(length, "0") != 0) ? 400 : 0;
    *why = "A form says how long it is.";
    if (counts->encoding || !length) return 411;
    *why = "This form is too long.";
    if (strlen(length) > 8 || strtoul(length, NULL, 10) > BODY_MAX) return 413;
    *why = "A form is sent as forms are.";
    if (strcmp(length, "0") != 0 &&
        (!type || strncasecmp(type, "application/x-www-form-urlencoded", 33) != 0))
        return 415;
    return 0;
}

int gate_check(Exchange *x, const char **why)
{
    Counts counts = { 0 };
    MHD_get_connection_values(x->connection, MHD_HEADER_KIND, count_header, &counts);
    *why = "This request says something twice.";
    if (counts.host > 1 || counts.length > 1 || counts.encoding > 1 || counts.origin > 1 ||
        counts.cookie > 1 || (counts.length && counts.encoding))
        return 400;
    const char *host = header(x, "Host");
    *why = "This machine is not called so.";
    if (!host) return 400;
    if (!host_is_ours(x->server, host)) return 421;
    *why = "Pages are read and forms are sent; nothing else.";
    if (strcmp(x->method, "GET") != 0 && strcmp(x->method, "HEAD") != 0 &&
        strcmp(x->method, "POST") != 0)
        return 405;
    take_cookie(x);
    return check_body(x, &counts, why);
}

bool gate_is_ours(Exchange *x)
{
    char token[TOKEN_TEXT], ours[160];
    const char *origin = header(x, "Origin"), *site = header(x, "Sec-Fetch-Site");
    const char *given = "";
    snprintf(ours, sizeof ours, "%s://%s", x->server->tls ? "https" : "http", header(x, "Host"));
    if (origin ? strcasecmp(origin, ours) != 0 : !site) return false;
    if (site && strcmp(site, "same-origin") != 0) return false;
    for (int i = 0; i < x->field_count; i++)
        if (!strcmp(x->field[i].name, "token")) given = x->field[i].value;
    if (!x->cookie[0]) return false;
    door_token(&x->server->door, x->cookie, token);
    return token_is(token, given);
}

void gate_headers(const Exchange *x, struct MHD_Response *response)
{
    static const char *const headers[][2] = {
        { "Content-Security-Policy", CONTENT_POLICY },
        { "X-Content-Type-Options", "nosniff" },
        { "X-Frame-Options", "DENY" },
        // Not no-referrer: with that a browser hides from us, too, where a form comes from.
        { "Referrer-Policy", "same-origin" },
        { "Cross-Origin-Opener-Policy", "same-origin" },
        { "Cross-Origin-Resource-Policy", "same-origin" },
        { "Permissions-Policy", "camera=(), microphone=(), geolocation=()" },
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    if (!MHD_get_response_header(response, "Cache-Control"))
        MHD_add_response_header(response, "Cache-Control", "no-store");
    if (x->server->tls)
        MHD_add_response_header(response, "Strict-Transport-Security", "max-age=31536000");
    if (!x->cookie_is_new) return;
    char cookie[COOKIE_MOST + TOKEN_TEXT];
    snprintf(cookie, sizeof cookie, "%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
             x->server->tls ? "__Host-tiptoe" : "tiptoe", x->cookie,
             x->server->tls ? "; Secure" : "", x->cookie[0] ? "" : "; Max-Age=0");
    MHD_add_response_header(response, "Set-Cookie", cookie);
}
