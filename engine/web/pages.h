// SPDX-License-Identifier: MIT
// pages.h: the handlers of web_routes; who fills a view and names its template.
#pragma once

#include "web/request.h"

// The door, open to everybody.
Result page_sign_in(const WebRequest *request, WebReply *reply);
Result page_sign_in_try(const WebRequest *request, WebReply *reply);
Result page_sign_out(const WebRequest *request, WebReply *reply);
Result page_first(const WebRequest *request, WebReply *reply);
Result page_first_make(const WebRequest *request, WebReply *reply);

// OK: it may be the code of a child. NOT_FOUND: it is none. Whoever may care for children may see
// each; the code is no secret key, it only names one.
Result page_need_child(const char *child);

// Writes the route's line into the audit log before what it tells of: that which is erased.
Result web_audit(const WebRequest *request);

Result page_home(const WebRequest *request, WebReply *reply);
Result page_alive(const WebRequest *request, WebReply *reply);
// Children and sessions.
Result page_worklist(const WebRequest *request, WebReply *reply);
Result page_children(const WebRequest *request, WebReply *reply);
Result page_child_make(const WebRequest *request, WebReply *reply);
Result page_child(const WebRequest *request, WebReply *reply);
Result page_child_form(const WebRequest *request, WebReply *reply);
Result page_child_save(const WebRequest *request, WebReply *reply);
Result page_hour_form(const WebRequest *request, WebReply *reply);
Result page_hour_save(const WebRequest *request, WebReply *reply);
Result page_session(const WebRequest *request, WebReply *reply);
Result page_replay(const WebRequest *request, WebReply *reply);

// Reports on a child, and its end.
Result page_reports(const WebRequest *request, WebReply *reply);
Result page_report_draft(const WebRequest *request, WebReply *reply);
Result page_report_sign(const WebRequest *request, WebReply *reply);
Result page_report(const WebRequest *request, WebReply *reply);
Result page_forget(const WebRequest *request, WebReply *reply);
Result page_forget_do(const WebRequest *request, WebReply *reply);

Result page_accounts(const WebRequest *request, WebReply *reply);
Result page_account_add(const WebRequest *request, WebReply *reply);
Result page_account_role(const WebRequest *request, WebReply *reply);
Result page_account_password(const WebRequest *request, WebReply *reply);
Result page_account_remove(const WebRequest *request, WebReply *reply);
Result page_audit(const WebRequest *request, WebReply *reply);
Result page_me(const WebRequest *request, WebReply *reply);
Result page_me_password(const WebRequest *request, WebReply *reply);
