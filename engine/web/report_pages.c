// SPDX-License-Identifier: MIT
// report_pages.c: reports on a child: looked at, signed and kept; and a child that is forgotten.
#include "web/pages.h"

#include "base/assets.h"
#include "base/clock.h"
#include "clinic/child_report.h"
#include "clinic/page_words.h"
#include "session/forget.h"
#include "session/reports.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *kind_name(ChildReportKind kind)
{
    return kind == CHILD_REPORT_PARENTS ? "parents" : "clinic";
}

// ---- the list -----------------------------------------------------------------------------------

typedef struct Listing {
    JsonOut *view;
    Store *store;
} Listing;

static bool list_report(void *self, const SignedReport *report)
{
    const Listing *to = self;
    Account account;
    char day[WORDS_DAY_MAX], time[WORDS_DAY_MAX];
    int zone = clock_zone_minutes();
    bool lives = account_find(to->store, report->author, &account) == RESULT_OK;
    words_day(report->signed_utc_ms, zone, day);
    words_time(report->signed_utc_ms, zone, time);
    json_begin(to->view, NULL);
    json_text(to->view, "id", report->id);
    json_text(to->view, "kind",
              strcmp(report->kind, "parents") ? "for the clinic" : "for the parents");
    json_text(to->view, "day", day);
    json_text(to->view, "time", time);
    json_text(to->view, "author", lives ? account.name : "an account that was removed");
    json_text(to->view, "formulas", report->formulas);
    json_end(to->view);
    return true;
}

static Result view_reports(const WebRequest *request)
{
    Listing to = { request->view, request->store };
    json_text(request->view, "child", request->arg[0]);
    json_list(request->view, "reports");
    Result result = reports_visit(request->store, request->arg[0], list_report, &to);
    json_end(request->view);
    json_whole(request->view, "comment_max", CHILD_REPORT_COMMENT_MAX / 4);
    return result;
}

Result page_reports(const WebRequest *request, WebReply *reply)
{
    Result result = page_need_child(request->arg[0]);
    if (!result) result = view_reports(request);
    return result ? result : web_page(reply, "reports");
}

// ---- one ----------------------------------------------------------------------------------------

typedef struct Made {
    ChildReport *report;
    ChildReportKind kind;
    char *pdf;
    size_t size;
} Made;

static void made_free(Made *made)
{
    child_report_close(&made->report);
    free(made->pdf);
}

static Result draw(Made *made)
{
    FILE *to = open_memstream(&made->pdf, &made->size);
    if (!to) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = child_report_pdf(made->report, assets_folder(), to, NULL);
    if (fclose(to) != 0 && !result)
        result = fail(RESULT_FULL, "out of memory: close other programs");
    return result;
}

static Result make(const WebRequest *request, const char *signed_by, Made *made)
{
    *made = (Made){ .kind = strcmp(web_text(request, "kind"), "parents") ? CHILD_REPORT_CLINIC
                                                                         : CHILD_REPORT_PARENTS };
    const ChildReportOf of = { .child = request->arg[0],
                               .kind = made->kind,
                               .comment = web_text(request, "comment"),
                               .signed_by = signed_by,
                               .now_utc_ms = clock_utc_ms(),
                               .zone_minutes = clock_zone_minutes() };
    Result result = page_need_child(request->arg[0]);
    if (!result && strlen(of.comment) >= CHILD_REPORT_COMMENT_MAX)
        result = fail(RESULT_USAGE, "the comment is too long");
    if (!result) result = child_report_open(&made->report, request->store, &of);
    return result ? result : draw(made);
}

Result page_report_draft(const WebRequest *request, WebReply *reply)
{
    Made made;
    Result result = make(request, "", &made);
    if (!result) {
        result = web_bytes(reply, made.pdf, made.size, "application/pdf", NULL);
        made.pdf = NULL;
    }
    made_free(&made);
    return result;
}

Result page_report_sign(const WebRequest *request, WebReply *reply)
{
    Made made;
    char id[REPORT_ID];
    Result result = make(request, request->account->name, &made);
    char *view = result ? NULL : child_report_json(made.report);
    if (!result && !view) result = fail(RESULT_FULL, "out of memory: close other programs");
    if (!result)
        result = report_sign(request->store,
                             &(ReportToSign){ .author = request->account->id,
                                              .child = request->arg[0],
                                              .kind = kind_name(made.kind),
                                              .formulas = child_report_formulas(made.report),
                                              .view = view,
                                              .pdf = made.pdf,
                                              .size = made.size },
                             id);
    if (!result) {
        snprintf(reply->object, sizeof reply->object, "%s", id);
        result = web_go(reply, "/children/%s/reports?stored=1", request->arg[0]);
    }
    free(view);
    made_free(&made);
    return result;
}

Result page_report(const WebRequest *request, WebReply *reply)
{
    char *pdf = NULL;
    size_t size = 0;
    Result result = report_pdf(request->store, request->arg[0], &pdf, &size);
    return result ? result : web_bytes(reply, pdf, size, "application/pdf", NULL);
}

// ---- forgotten ----------------------------------------------------------------------------------

Result page_forget(const WebRequest *request, WebReply *reply)
{
    Result result = page_need_child(request->arg[0]);
    json_text(request->view, "child", request->arg[0]);
    return result ? result : web_page(reply, "forget");
}

// Its code is typed once more: nothing brings a child back.
Result page_forget_do(const WebRequest *request, WebReply *reply)
{
    Forgotten gone;
    const char *child = request->arg[0];
    Result result = page_need_child(request->arg[0]);
    if (!result && strcmp(web_text(request, "again"), child) != 0) {
        json_text(request->view, "child", child);
        return web_page_again(reply, request, "forget", "the code that was typed is another one");
    }
    if (!result) result = web_audit(request);
    if (!result) result = child_forget(request->store, child, &gone);
    return result ? result : web_go(reply, "/children");
}
