// SPDX-License-Identifier: MIT
// account_pages.c: accounts and the audit log, for an admin; one's own passphrase.
#include "web/pages.h"

#include "base/clock.h"
#include "web/server_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define AUDIT_LINES 100  // on a page

Result page_home(const WebRequest *request, WebReply *reply)
{
    return web_go(reply, request->account->role == ACCOUNT_ADMIN ? "/accounts" : "/worklist");
}

// The request itself was the word.
Result page_alive(const WebRequest *request, WebReply *reply)
{
    (void)request;
    char *bytes = strdup("ok\n");
    if (!bytes) return fail(RESULT_FULL, "out of memory: close other programs");
    return web_bytes(reply, bytes, 3, "text/plain; charset=utf-8", NULL);
}

static void when(int64_t utc_ms, char *text, size_t size)
{
    time_t seconds = (time_t)(utc_ms / 1000);
    struct tm local;
    if (!localtime_r(&seconds, &local) || !strftime(text, size, "%Y-%m-%d %H:%M:%S", &local))
        snprintf(text, size, "?");
}

static void roles_view(JsonOut *view, int chosen)
{
    json_list(view, "roles");
    for (int i = 0; i < ACCOUNT_ROLE_COUNT; i++) {
        json_begin(view, NULL);
        json_text(view, "role", account_role_name((AccountRole)i));
        json_text(view, "words", account_role_words((AccountRole)i));
        json_flag(view, "chosen", i == chosen);
        json_end(view);
    }
    json_end(view);
}

static Result accounts_view(const WebRequest *request)
{
    static Account list[ACCOUNTS_MAX];
    int count = 0;
    Result result = accounts_list(request->store, list, &count);
    json_list(request->view, "accounts");
    for (int i = 0; i < count; i++) {
        char text[32];
        when(list[i].changed_utc_ms, text, sizeof text);
        json_begin(request->view, NULL);
        json_text(request->view, "id", list[i].id);
        json_text(request->view, "account", list[i].name);
        json_text(request->view, "role_now", account_role_name(list[i].role));
        json_text(request->view, "changed", text);
        json_flag(request->view, "own", !strcmp(list[i].id, request->account->id));
        roles_view(request->view, (int)list[i].role);
        json_end(request->view);
    }
    json_end(request->view);
    roles_view(request->view, ACCOUNT_THERAPIST);
    json_text(request->view, "typed_name", web_text(request, "name"));
    json_whole(request->view, "least", ACCOUNT_PASSWORD_MIN);
    return result;
}

Result page_accounts(const WebRequest *request, WebReply *reply)
{
    Result result = accounts_view(request);
    return result ? result : web_page(reply, "accounts");
}

// A fault of who typed is told on the page itself.
static Result changed(const WebRequest *request, WebReply *reply, Result result)
{
    if (!result) return web_go(reply, "/accounts");
    if (result != RESULT_USAGE) return result;
    char line[320];
    snprintf(line, sizeof line, "%s", fail_text());
    result = accounts_view(request);
    return result ? result : web_page_again(reply, request, "accounts", line);
}

Result page_account_add(const WebRequest *request, WebReply *reply)
{
    Account made;
    AccountRole role;
    if (!account_role_find(web_text(request, "role"), &role))
        return fail(RESULT_USAGE, "There is no such role.");
    Result result = account_add(request->store, request->account->id, web_text(request, "name"),
                                role, web_text(request, "password"), &made);
    if (!result) snprintf(reply->object, sizeof reply->object, "%s", made.id);
    return changed(request, reply, result);
}

Result page_account_role(const WebRequest *request, WebReply *reply)
{
    AccountRole role;
    if (!account_role_find(web_text(request, "role"), &role))
        return fail(RESULT_USAGE, "There is no such role.");
    return changed(request, reply,
                   account_set_role(request->store, request->account->id, request->arg[0], role));
}

Result page_account_password(const WebRequest *request, WebReply *reply)
{
    Exchange *x = exchange_of(request);
    Result result = account_set_password(request->store, request->account->id, request->arg[0],
                                         web_text(request, "password"));
    if (!result) door_close_others(&x->server->door, request->arg[0], x->cookie);
    return changed(request, reply, result);
}

Result page_account_remove(const WebRequest *request, WebReply *reply)
{
    Exchange *x = exchange_of(request);
    Result result = account_remove(request->store, request->account->id, request->arg[0]);
    if (!result) door_close_others(&x->server->door, request->arg[0], "");
    return changed(request, reply, result);
}

// ---- one's own ----------------------------------------------------------------------------------

static void me_view(const WebRequest *request)
{
    json_text(request->view, "role_now", account_role_name(request->account->role));
    json_text(request->view, "role_words", account_role_words(request->account->role));
    json_whole(request->view, "least", ACCOUNT_PASSWORD_MIN);
    json_flag(request->view, "done", web_field(request, "done") != NULL);
}

Result page_me(const WebRequest *request, WebReply *reply)
{
    me_view(request);
    return web_page(reply, "me");
}

// Whoever finds a page open may not take it over: the old one is asked for.
Result page_me_password(const WebRequest *request, WebReply *reply)
{
    Exchange *x = exchange_of(request);
    Door *door = &x->server->door;
    const Account *me = request->account;
    const char *address = x->place ? x->place->address : "";
    const char *password = web_text(request, "password");
    Account same;
    Result result;
    if (throttle_try(&door->throttle, me->name, address, clock_us() / 1000))
        result = fail(RESULT_USAGE, "There were too many tries: wait some minutes.");
    else if (strcmp(password, web_text(request, "password_again")) != 0)
        result = fail(RESULT_USAGE, "The two new passphrases are not the same.");
    else
        result =
            account_sign_in(request->store, me->name, web_text(request, "password_now"), &same);
    if (result == RESULT_NOT_PERMITTED) {
        throttle_failed(&door->throttle, me->name, clock_us() / 1000);
        result = fail(RESULT_USAGE, "The passphrase that holds now is not right.");
    }
    if (!result) result = account_set_password(request->store, me->id, me->id, password);
    if (!result) {
        throttle_passed(&door->throttle, me->name);
        door_close_others(door, me->id, x->cookie);
        return web_go(reply, "/me?done=1");
    }
    if (result != RESULT_USAGE) return result;
    me_view(request);
    return web_page_again(reply, request, "me", fail_text());
}

// ---- the audit log ------------------------------------------------------------------------------

typedef struct AuditView {
    JsonOut *view;
    int lines;
    int64_t last;
} AuditView;

static bool audit_line(void *self, const AuditLine *line)
{
    AuditView *v = self;
    char text[32];
    if (v->lines == AUDIT_LINES) return false;
    when(line->utc_ms, text, sizeof text);
    json_begin(v->view, NULL);
    json_whole(v->view, "number", line->seq);
    json_text(v->view, "time", text);
    const char *who = line->name[0]      ? line->name
                      : line->account[0] ? line->account
                                         : "nobody signed in";
    json_text(v->view, "account", who);
    json_text(v->view, "action", line->action);
    json_text(v->view, "object", line->object);
    json_text(v->view, "id", line->id);
    json_end(v->view);
    v->lines++;
    v->last = line->seq;
    return true;
}

Result page_audit(const WebRequest *request, WebReply *reply)
{
    AuditView v = { .view = request->view };
    const char *before = web_text(request, "before");
    char *end = NULL;
    int64_t from = strtoll(before, &end, 10);
    if (*end || from < 0) return fail(RESULT_USAGE, "'%s' is no line of the log.", before);
    json_list(request->view, "lines");
    Result result = audit_visit(request->store, from, NULL, audit_line, &v);
    json_end(request->view);
    uint32_t lines = 0;
    int64_t broken = 0;
    bool checks = !result && web_field(request, "check");
    if (checks) result = audit_verify(request->store, &lines, &broken);
    json_flag(request->view, "checked", checks);
    json_whole(request->view, "count", lines);
    json_whole(request->view, "broken", broken);
    json_flag(request->view, "whole", !broken);
    json_flag(request->view, "more", v.lines == AUDIT_LINES && v.last > 1);
    json_whole(request->view, "last", v.last);
    return result ? result : web_page(reply, "audit");
}
