// SPDX-License-Identifier: MIT
// routes.c: the table of pages.
#include "web/routes.h"

#include "web/pages.h"

#include <string.h>

const WebRoute web_routes[] = {
    // The door: these write their own lines into the audit log.
    { "GET", "/sign-in", WEB_ANYBODY, page_sign_in, AUDIT_READ, AUDIT_OF_NOTHING, NULL },
    { "POST", "/sign-in", WEB_ANYBODY, page_sign_in_try, AUDIT_SIGN_IN, AUDIT_OF_NOTHING, NULL },
    { "GET", "/first", WEB_ANYBODY, page_first, AUDIT_READ, AUDIT_OF_NOTHING, NULL },
    { "POST", "/first", WEB_ANYBODY, page_first_make, AUDIT_SIGN_IN, AUDIT_OF_NOTHING, NULL },
    { "POST", "/sign-out", WEB_SIGNED, page_sign_out, AUDIT_SIGN_OUT, AUDIT_OF_ACCOUNT, NULL },

    { "GET", "/", WEB_SIGNED, page_home, AUDIT_READ, AUDIT_OF_NOTHING, NULL },
    { "GET", "/worklist", WEB_CARE, page_worklist, AUDIT_READ, AUDIT_OF_CLINIC, "worklist" },
    { "GET", "/children", WEB_CARE, page_children, AUDIT_READ, AUDIT_OF_CLINIC, "children" },
    { "POST", "/children", WEB_CARE, page_child_make, AUDIT_WRITE, AUDIT_OF_CLINIC, "children" },
    { "GET", "/children/*", WEB_CARE, page_child, AUDIT_READ, AUDIT_OF_CHILD, "children" },
    { "GET", "/children/*/page", WEB_CARE, page_child_form, AUDIT_READ, AUDIT_OF_CHILD,
      "children" },
    { "POST", "/children/*/page", WEB_CARE, page_child_save, AUDIT_WRITE, AUDIT_OF_CHILD,
      "children" },
    { "GET", "/children/*/plan", WEB_CARE, page_hour_form, AUDIT_READ, AUDIT_OF_CHILD, "children" },
    { "POST", "/children/*/plan", WEB_CARE, page_hour_save, AUDIT_WRITE, AUDIT_OF_CHILD,
      "children" },
    { "GET", "/sessions/*", WEB_CARE, page_session, AUDIT_READ, AUDIT_OF_SESSION, "children" },
    { "GET", "/sessions/*/replay.json", WEB_CARE, page_replay, AUDIT_READ, AUDIT_OF_SESSION,
      "children" },
    { "GET", "/children/*/reports", WEB_CARE, page_reports, AUDIT_READ, AUDIT_OF_CHILD,
      "children" },
    { "POST", "/children/*/reports/draft", WEB_CARE, page_report_draft, AUDIT_EXPORT,
      AUDIT_OF_CHILD, "children" },
    { "POST", "/children/*/reports", WEB_CARE, page_report_sign, AUDIT_SIGN, AUDIT_OF_REPORT,
      "children" },
    { "GET", "/reports/*", WEB_CARE, page_report, AUDIT_READ, AUDIT_OF_REPORT, "children" },
    { "GET", "/children/*/forget", WEB_LEAD, page_forget, AUDIT_READ, AUDIT_OF_CHILD, "children" },
    { "POST", "/children/*/forget", WEB_LEAD, page_forget_do, AUDIT_FORGET, AUDIT_OF_CHILD,
      "children" },
    // Accounts and the audit log.
    { "GET", "/accounts", WEB_ADMIN, page_accounts, AUDIT_READ, AUDIT_OF_CLINIC, "accounts" },
    { "POST", "/accounts", WEB_ADMIN, page_account_add, AUDIT_WRITE, AUDIT_OF_ACCOUNT, "accounts" },
    { "POST", "/accounts/*/role", WEB_ADMIN, page_account_role, AUDIT_WRITE, AUDIT_OF_ACCOUNT,
      "accounts" },
    { "POST", "/accounts/*/password", WEB_ADMIN, page_account_password, AUDIT_WRITE,
      AUDIT_OF_ACCOUNT, "accounts" },
    { "POST", "/accounts/*/remove", WEB_ADMIN, page_account_remove, AUDIT_WRITE, AUDIT_OF_ACCOUNT,
      "accounts" },
    { "GET", "/audit", WEB_ADMIN, page_audit, AUDIT_READ, AUDIT_OF_LOG, "audit" },
    { "GET", "/me", WEB_SIGNED, page_me, AUDIT_READ, AUDIT_OF_NOTHING, "me" },
    { "POST", "/me", WEB_SIGNED, page_me_password, AUDIT_WRITE, AUDIT_OF_ACCOUNT, "me" },
    // The script's word that somebody is there and types.
    { "POST", "/alive", WEB_SIGNED, page_alive, AUDIT_READ, AUDIT_OF_NOTHING, NULL },
};
const int web_route_count = sizeof web_routes / sizeof *web_routes;

// Whether `path` is that of `pattern`; where each * began and ended.
static bool fits(const char *pattern, const char *path, const char *from[WEB_ARGS_MAX],
                 size_t length[WEB_ARGS_MAX])
{
    int args = 0;
    while (*pattern) {
        if (*pattern == '*') {
            REQUIRE(args < WEB_ARGS_MAX);
            from[args] = path;
            length[args] = strcspn(path, "/");
            if (!length[args]) return false;
            path += length[args++];
            pattern++;
        } else if (*pattern++ != *path++) {
            return false;
        }
    }
    return !*path;
}

const WebRoute *web_route_find(const char *method, char *path, const char *arg[WEB_ARGS_MAX],
                               bool *known)
{
    const char *from[WEB_ARGS_MAX] = { NULL };
    size_t length[WEB_ARGS_MAX] = { 0 };
    *known = false;
    for (int i = 0; i < web_route_count; i++) {
        for (int k = 0; k < WEB_ARGS_MAX; k++) from[k] = NULL;
        if (!fits(web_routes[i].path, path, from, length)) continue;
        *known = true;
        if (strcmp(web_routes[i].method, method) != 0) continue;
        for (int k = 0; k < WEB_ARGS_MAX; k++) {
            arg[k] = from[k] ? from[k] : "";
            if (from[k]) path[from[k] - path + length[k]] = '\0';
        }
        return &web_routes[i];
    }
    return NULL;
}
