// SPDX-License-Identifier: MIT
// door_pages.c: signing in and out, and the first time.
#include "web/pages.h"

#include "base/clock.h"
#include "web/server_parts.h"

#include <stdio.h>
#include <string.h>

// A page to go to after signing in: one of ours, never elsewhere.
static bool is_page(const char *path)
{
    char copy[WEB_LOCATION_MAX];
    const char *arg[WEB_ARGS_MAX];
    bool known = false;
    if (strlen(path) >= sizeof copy || strstr(path, "..")) return false;
    strcpy(copy, path);
    return path[strspn(path,
                       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_")] ==
               '\0' &&
           web_route_find("GET", copy, arg, &known) != NULL;
}

static void new_cookie(Exchange *x, const char *cookie)
{
    snprintf(x->cookie, sizeof x->cookie, "%s", cookie);
    x->cookie_is_new = true;
}

// Whoever only asks for the page gets a cookie as well: its form is held to it.
static Result door_page(const WebRequest *request, WebReply *reply, const char *page)
{
    Exchange *x = exchange_of(request);
    char token[TOKEN_TEXT];
    if (!x->cookie[0]) {
        char cookie[TOKEN_TEXT];
        Result result = token_make(cookie);
        if (result) return result;
        new_cookie(x, cookie);
        door_token(&x->server->door, x->cookie, token);
        json_text(request->view, "token", token);
    }
    json_text(request->view, "name", web_text(request, "name"));
    json_text(request->view, "to",
              is_page(web_text(request, "to")) ? web_text(request, "to") : "/");
    return web_page(reply, page);
}

static Result again(const WebRequest *request, WebReply *reply, const char *page, int status,
                    const char *fault)
{
    json_text(request->view, "fault", fault);
    Result result = door_page(request, reply, page);
    reply->status = status;
    return result;
}

// Tells in words how long it is to be waited; 0 if it may be tried.
static int64_t must_wait(const WebRequest *request, const char *name, char *words, size_t size)
{
    Exchange *x = exchange_of(request);
    const char *address = x->place ? x->place->address : "";
    int64_t wait_ms = throttle_try(&x->server->door.throttle, name, address, clock_us() / 1000);
    int64_t minutes = (wait_ms + 59999) / 60000;
    snprintf(words, size, "There were too many tries. The next may be made in %lld minute%s.",
             (long long)minutes, minutes == 1 ? "" : "s");
    return wait_ms;
}

// Whoever is let in gets a new cookie: one that somebody planted before opens nothing.
static Result let_in(const WebRequest *request, const Account *account)
{
    Exchange *x = exchange_of(request);
    char cookie[TOKEN_TEXT];
    door_leave(&x->server->door, x->cookie);
    Result result = door_enter(&x->server->door, account->id, clock_us() / 1000, cookie);
    if (!result)
        result =
            audit_add(x->server->writer, account->id, AUDIT_SIGN_IN, AUDIT_OF_ACCOUNT, account->id);
    if (result) return result;
    new_cookie(x, cookie);
    return RESULT_OK;
}

Result page_sign_in(const WebRequest *request, WebReply *reply)
{
    if (exchange_of(request)->server->door.code[0]) return web_go(reply, "/first");
    if (request->account) return web_go(reply, "/");
    return door_page(request, reply, "sign_in");
}

Result page_sign_in_try(const WebRequest *request, WebReply *reply)
{
    Exchange *x = exchange_of(request);
    const char *name = web_text(request, "name");
    char words[120];
    Account account;
    if (must_wait(request, name, words, sizeof words))
        return again(request, reply, "sign_in", 429, words);
    Result result = account_sign_in(request->store, name, web_text(request, "password"), &account);
    if (result == RESULT_NOT_PERMITTED) {
        throttle_failed(&x->server->door.throttle, name, clock_us() / 1000);
        result = audit_add(x->server->writer, AUDIT_NOBODY, AUDIT_REFUSED, AUDIT_OF_ACCOUNT, "");
        if (result) return result;
        return again(request, reply, "sign_in", 403,
                     "The name or the passphrase is not right. After five wrong tries the wait "
                     "grows.");
    }
    if (result) return result;
    throttle_passed(&x->server->door.throttle, name);
    result = let_in(request, &account);
    if (result) return result;
    const char *to = web_text(request, "to");
    return web_go(reply, "%s", is_page(to) ? to : "/");
}

Result page_sign_out(const WebRequest *request, WebReply *reply)
{
    Exchange *x = exchange_of(request);
    door_leave(&x->server->door, x->cookie);
    new_cookie(x, "");
    return web_go(reply, "/sign-in");
}

Result page_first(const WebRequest *request, WebReply *reply)
{
    if (!exchange_of(request)->server->door.code[0]) return RESULT_NOT_FOUND;
    return door_page(request, reply, "first");
}

Result page_first_make(const WebRequest *request, WebReply *reply)
{
    Door *door = &exchange_of(request)->server->door;
    const char *password = web_text(request, "password");
    char words[120];
    Account account;
    if (!door->code[0]) return RESULT_NOT_FOUND;
    if (must_wait(request, "first time", words, sizeof words))
        return again(request, reply, "first", 429, words);
    if (!token_code_is(door->code, web_text(request, "code"))) {
        throttle_failed(&door->throttle, "first time", clock_us() / 1000);
        return again(request, reply, "first", 403,
                     "This is not the code that the program printed where it was started.");
    }
    if (strcmp(password, web_text(request, "password_again")) != 0)
        return again(request, reply, "first", 400, "The two passphrases are not the same.");
    store_hold(request->store);
    Result result = account_add(request->store, AUDIT_COMMAND, web_text(request, "name"),
                                ACCOUNT_ADMIN, password, &account);
    bool typed_wrong = result == RESULT_USAGE;
    if (!result) result = let_in(request, &account);
    result = store_release(request->store, result);
    if (typed_wrong) return again(request, reply, "first", 400, fail_text());
    if (!result) door->code[0] = '\0';
    return result ? result : web_go(reply, "/");
}
