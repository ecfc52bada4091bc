// SPDX-License-Identifier: MIT
// answer.c: from a request to the answer: who asks, whether that one may, the page, the audit log's
// line.
#include "web/server_parts.h"

#include "base/clock.h"
#include "base/log.h"
#include "session/fields.h"
#include "web/files.h"
#include "web/pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Asked {
    WebRequest request;  // first: exchange_of() finds the rest from it
    Exchange *exchange;
    JsonOut view;
    const WebRoute *route;
} Asked;

Exchange *exchange_of(const WebRequest *request)
{
    return ((const Asked *)(const void *)request)->exchange;
}

// ---- sending ------------------------------------------------------------------------------------

static enum MHD_Result queue(Exchange *x, int status, struct MHD_Response *response)
{
    if (!response) return MHD_NO;
    gate_headers(x, response);
    if (x->place) connection_phase(x->place, PHASE_ANSWER, clock_us() / 1000);
    x->answered = true;
    enum MHD_Result queued = MHD_queue_response(x->connection, (unsigned)status, response);
    MHD_destroy_response(response);
    return queued;
}

// Takes `bytes`.
static enum MHD_Result send_bytes(Exchange *x, int status, char *bytes, size_t size,
                                  const char *type, const char *name)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(size, bytes, MHD_RESPMEM_MUST_FREE);
    char disposition[128];
    if (!response) {
        free(bytes);
        return MHD_NO;
    }
    MHD_add_response_header(response, "Content-Type", type);
    snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"", name ? name : "");
    if (name) MHD_add_response_header(response, "Content-Disposition", disposition);
    if (status == 405) MHD_add_response_header(response, "Allow", "GET, HEAD, POST");
    return queue(x, status, response);
}

// Where even the page of a fault cannot be made.
static enum MHD_Result send_plain(Exchange *x, int status, const char *words)
{
    char *bytes = strdup(words);
    return bytes ? send_bytes(x, status, bytes, strlen(bytes), "text/plain; charset=utf-8", NULL)
                 : MHD_NO;
}

static enum MHD_Result send_view(Exchange *x, int status, const char *page, JsonOut *view)
{
    struct json_t *tree = NULL;
    char *text = NULL;
    size_t size = 0;
    json_end(view);
    Result result = json_tree(view, &tree);
    if (!result) result = template_text(x->server->templates, page, tree, &text, &size);
    fields_free(tree);
    if (!result) return send_bytes(x, status, text, size, "text/html; charset=utf-8", NULL);
    log_error("page %s: %s", page, fail_text());
    return send_plain(x, 500, "This page could not be made. Nothing was changed by it.\n");
}

static enum MHD_Result send_file(Exchange *x, const WebFile *file)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(file->size, file->bytes, MHD_RESPMEM_PERSISTENT);
    if (response) MHD_add_response_header(response, "Content-Type", file->type);
    if (response && file->font)  // letters say nothing of a child, and never change
        MHD_add_response_header(response, "Cache-Control", "private, max-age=604800");
    return queue(x, 200, response);
}

static enum MHD_Result send_to(Exchange *x, const char *location)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    if (response) MHD_add_response_header(response, "Location", location);
    return queue(x, 303, response);
}

// ---- views --------------------------------------------------------------------------------------

// What stands in every page's frame.
static void view_begin(Exchange *x, JsonOut *view, const char *here)
{
    char token[TOKEN_TEXT], at[48];
    *view = json_view();
    json_begin(view, NULL);
    door_token(&x->server->door, x->cookie, token);
    json_text(view, "token", token);
    json_text(view, "version", TIPTOE_VERSION);
    json_flag(view, "signed_in", x->signed_in);
    json_text(view, "who", x->signed_in ? x->account.name : "");
    unsigned role = x->signed_in ? 1u << x->account.role : 0;
    json_flag(view, "may_care", role & WEB_CARE);
    json_flag(view, "may_lead", role & WEB_LEAD);
    json_flag(view, "may_admin", role & WEB_ADMIN);
    json_text(view, "fault", NULL);
    snprintf(at, sizeof at, "at_%s", here ? here : "nothing");
    json_flag(view, at, true);
}

// What somebody typed comes back with the fault, but for what is secret.
static void view_typed(const Exchange *x, JsonOut *view)
{
    int count = 0;
    json_list(view, "typed");
    for (int i = 0; i < x->field_count && !strcmp(x->method, "POST"); i++) {
        const WebField *f = &x->field[i];
        if (!strcmp(f->name, "token") || strstr(f->name, "password") || !strcmp(f->name, "code"))
            continue;
        json_begin(view, NULL);
        json_text(view, "name", f->name);
        json_text(view, "value", f->value);
        json_end(view);
        count++;
    }
    json_end(view);
    json_flag(view, "has_typed", count > 0);
}

enum MHD_Result answer_refusal(Exchange *x, int status, const char *why)
{
    JsonOut view;
    view_begin(x, &view, NULL);
    json_text(&view, "why", why);
    view_typed(x, &view);
    return send_view(x, status, "error", &view);
}

// ---- the audit log ------------------------------------------------------------------------------

static Result object_id(const Asked *asked, Store *store, char id[AUDIT_ID])
{
    const char *given = asked->request.arg[0];
    id[0] = '\0';
    if (asked->route->of == AUDIT_OF_CHILD) return audit_child(store, given, id);
    // Random ids alone: what is none was not found, or is a name.
    if (strlen(given) == AUDIT_ID - 1 && strspn(given, "0123456789abcdef-") == AUDIT_ID - 1)
        snprintf(id, AUDIT_ID, "%s", given);
    return RESULT_OK;
}

static Result audit_write(const Asked *asked, AuditAction action, const char *object)
{
    char id[AUDIT_ID];
    Store *store = asked->exchange->server->writer;
    const char *account = asked->exchange->signed_in ? asked->exchange->account.id : AUDIT_NOBODY;
    if (asked->route->of == AUDIT_OF_NOTHING) return RESULT_OK;
    Result result = object_id(asked, store, id);
    return result ? result
                  : audit_add(store, account, action, asked->route->of, object[0] ? object : id);
}

Result web_audit(const WebRequest *request)
{
    const Asked *asked = (const Asked *)(const void *)request;
    return audit_write(asked, asked->route->action, "");
}

// ---- doing what is asked ------------------------------------------------------------------------

static int status_of(Result result)
{
    switch (result) {
    case RESULT_NOT_FOUND: return 404;
    case RESULT_USAGE: return 400;
    case RESULT_NOT_PERMITTED: return 403;
    case RESULT_BUSY: return 503;
    default: return 500;
    }
}

static enum MHD_Result answer_fault(Exchange *x, Result result)
{
    if (result != RESULT_NOT_FOUND && result != RESULT_USAGE)
        log_error("page fault=%d %s", (int)result, fail_text());
    const char *why = result == RESULT_NOT_FOUND ? "There is no such page, or it is not open to "
                                                   "your role."
                      : result == RESULT_USAGE   ? fail_text()
                      : result == RESULT_BUSY    ? "The store is being written to: try again in a "
                                                   "moment."
                                              : "The store could not be read. Tell whoever keeps "
                                                "this machine; its log says more.";
    return answer_refusal(x, status_of(result), why);
}

// What was read is shown, and what was changed is told as done, only with its line in the log.
static enum MHD_Result reply_send(Asked *asked, WebReply *reply)
{
    Exchange *x = asked->exchange;
    if (reply->page) return send_view(x, reply->status, reply->page, &asked->view);
    struct json_t *unused = NULL;
    json_end(&asked->view);
    if (!json_tree(&asked->view, &unused)) fields_free(unused);
    if (reply->location[0]) return send_to(x, reply->location);
    REQUIRE(reply->bytes);
    return send_bytes(x, reply->status, reply->bytes, reply->size, reply->type, reply->name);
}

static void view_drop(JsonOut *view)
{
    struct json_t *unused = NULL;
    while (view->depth > 0) json_end(view);
    if (!json_tree(view, &unused)) fields_free(unused);
}

// What is erased makes the store anew, which no transaction can hold: its handler writes the line
// first, by web_audit().
static bool is_last(const WebRoute *route)
{
    return route->action == AUDIT_FORGET;
}

static enum MHD_Result carry_out(Exchange *x, Asked *asked)
{
    WebReply reply = { 0 };
    bool writes = !strcmp(asked->route->method, "POST");
    asked->request.store = writes ? x->server->writer : x->server->reader;
    view_begin(x, &asked->view, asked->route->here);
    asked->request.view = &asked->view;
    // A change and its line are one: neither is kept alone.
    bool held = writes && asked->route->of != AUDIT_OF_NOTHING && !is_last(asked->route);
    if (held) store_hold(x->server->writer);
    Result result = asked->route->handler(&asked->request, &reply);
    if (!result && reply.status < 400 && !is_last(asked->route))
        result = audit_write(asked, asked->route->action, reply.object);
    if (held) result = store_release(x->server->writer, result);
    if (!result) return reply_send(asked, &reply);
    free(reply.bytes);
    view_drop(&asked->view);
    return answer_fault(x, result);
}

// Nobody is signed in, or no more: whoever wanted to read is asked to, and then comes back.
static enum MHD_Result ask_in(Exchange *x, const char *path)
{
    char to[WEB_LOCATION_MAX];
    if (!strcmp(x->method, "POST"))
        return answer_refusal(x, 403,
                              "You are not signed in any more, so this was not kept. Sign in and "
                              "type it again; it stands below.");
    int length = snprintf(to, sizeof to, "/sign-in?to=%s", path);
    return send_to(x, length < (int)sizeof to ? to : "/sign-in");
}

static Result find_account(Exchange *x)
{
    char id[ACCOUNT_ID];
    x->signed_in = door_find(&x->server->door, x->cookie, clock_us() / 1000, true, id);
    if (!x->signed_in) return RESULT_OK;
    Result result = account_find(x->server->reader, id, &x->account);
    if (!result) return RESULT_OK;
    x->signed_in = false;
    door_leave(&x->server->door, x->cookie);
    return result == RESULT_NOT_FOUND ? RESULT_OK : result;
}

static enum MHD_Result refuse_role(Exchange *x, const Asked *asked)
{
    Result result = audit_write(asked, AUDIT_REFUSED, "");
    return result
               ? answer_fault(x, result)
               : answer_refusal(x, 403, "There is no such page, or it is not open to your role.");
}

static bool path_is_plain(const char *path)
{
    size_t length = strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                 "/-_.");
    return path[0] == '/' && !path[length] && !strstr(path, "..") && !strstr(path, "//");
}

static enum MHD_Result answer_path(Exchange *x, char *path)
{
    Asked asked = { .exchange = x };
    bool known = false;
    char whole[WEB_LOCATION_MAX];
    snprintf(whole, sizeof whole, "%.*s", (int)sizeof whole - 1, path);
    const char *method = !strcmp(x->method, "HEAD") ? "GET" : x->method;
    asked.route = web_route_find(method, path, asked.request.arg, &known);
    Result result = server_stores(x->server);
    if (!result) result = find_account(x);
    if (result) return answer_fault(x, result);
    if (!asked.route && known)
        return answer_refusal(x, 405, "This page is not asked for in this way.");
    if (!asked.route) return answer_fault(x, RESULT_NOT_FOUND);
    if (!strcmp(method, "POST") && !gate_is_ours(x))
        return answer_refusal(x, 403,
                              "This did not come from a page of ours, or the page was too old. "
                              "Nothing was changed: go back, load the page again and send it "
                              "again.");
    if (asked.route->roles != WEB_ANYBODY && !x->signed_in) return ask_in(x, whole);
    if (asked.route->roles != WEB_ANYBODY && !(asked.route->roles & 1u << x->account.role))
        return refuse_role(x, &asked);
    asked.request.account = x->signed_in ? &x->account : NULL;
    asked.request.field = x->field;
    asked.request.field_count = x->field_count;
    return carry_out(x, &asked);
}

enum MHD_Result answer(Exchange *x)
{
    char *query = strchr(x->uri, '?');
    if (query) *query++ = '\0';
    bool posts = !strcmp(x->method, "POST");
    char *fields = posts ? x->body : query;
    if (!path_is_plain(x->uri))
        return answer_refusal(x, 404, "There is no such page, or it is not open to your role.");
    if (posts && x->body && strlen(x->body) != x->body_size)
        return answer_refusal(x, 400, "This form holds letters that nobody types.");
    if (fields && !web_fields_split(fields, x->field, &x->field_count)) {
        x->field_count = 0;
        return answer_refusal(x, 400, "This form holds letters that nobody types.");
    }
    const WebFile *file = posts ? NULL : files_find(x->uri);
    return file ? send_file(x, file) : answer_path(x, x->uri);
}
