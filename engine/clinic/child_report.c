// SPDX-License-Identifier: MIT
// child_report.c: the child's view becomes blocks. Their texts stay in the view and in one list.
#include "clinic/child_report.h"

#include "clinic/assess.h"
#include "clinic/child_report_parts.h"
#include "clinic/page.h"
#include "clinic/page_words.h"
#include "clinic/report.h"
#include "clinic/view_child.h"
#include "session/fields.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOOT_CLINIC  "Measured by one camera. Not a medical device."
#define FOOT_PARENTS "Ask your therapist before you change how your child plays."

const char *report_text(const json_t *from, const char *name)
{
    const char *text = json_string_value(json_object_get(from, name));
    return text ? text : "";
}

int report_whole(const json_t *from, const char *name)
{
    return (int)json_integer_value(json_object_get(from, name));
}

const char *report_keep(ChildReport *r, const char *format, ...)
{
    va_list arguments;
    char *text = NULL;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0 || r->texts == REPORT_TEXTS_MAX) {
        if (length >= 0) free(text);
        r->full = true;
        return "";
    }
    return r->text[r->texts++] = text;
}

PaperBlock *report_block(ChildReport *r, PaperKind kind, const char *text)
{
    static PaperBlock nowhere;
    if (r->document.count == REPORT_BLOCKS_MAX) {
        r->full = true;
        return &nowhere;
    }
    PaperBlock *block = &r->block[r->document.count++];
    *block = (PaperBlock){ .kind = kind, .text = text };
    return block;
}

const char **report_table(ChildReport *r, const PaperColumn *column, int columns, size_t rows)
{
    PaperBlock *block = report_block(r, PAPER_TABLE, NULL);
    size_t cells = rows * (size_t)columns;
    if (!rows || r->cells + cells > REPORT_CELLS_MAX) {
        r->full = r->full || rows > 0;
        r->document.count--;
        return NULL;
    }
    const char **cell = r->cell + r->cells;
    r->cells += cells;
    block->columns = columns;
    block->rows = (int)rows;
    memcpy(block->column, column, (size_t)columns * sizeof *column);
    block->cell = cell;
    return cell;
}

// Its height is that which the chart has on a page.
void report_chart(ChildReport *r, const char *svg)
{
    const char *height = strstr(svg, "height=\"");
    if (!height) return;
    report_block(r, PAPER_CHART, svg)->height_pt = strtod(height + 8, NULL) * REPORT_PX_PT;
}

static Result load_view(ChildReport *r, Store *store, const char *child, int64_t now, int zone)
{
    JsonOut json = json_view();
    json_begin(&json, NULL);
    Result result = view_child(&json, store, child, now, zone);
    json_end(&json);
    Result taken = json_tree(&json, &r->view);
    return result ? result : taken;
}

static void head(ChildReport *r, const ChildReportOf *of)
{
    char day[WORDS_DAY_MAX], iso[32];
    bool clinic = of->kind == CHILD_REPORT_CLINIC;
    words_day(of->now_utc_ms, of->zone_minutes, day);
    report_iso(of->now_utc_ms, of->zone_minutes, iso);
    const char *title =
        report_keep(r, "%s, %s, %s", of->child, clinic ? "clinic report" : "for the parents", day);
    r->document = (PaperDocument){
        .title = title,
        .kind = clinic ? "Report for the clinic" : "Report for the parents",
        .foot = clinic ? FOOT_CLINIC : FOOT_PARENTS,
        .letters = clinic ? 9.5 : 11.5,
        .block = r->block,
    };
    r->document.code = report_keep(r, "%s", of->child);
    r->document.day = report_keep(r, "%s", day);
    r->document.made_iso = report_keep(r, "%s", iso);
    assess_formulas(r->formulas);
}

Result child_report_open(ChildReport **report, Store *store, const ChildReportOf *of)
{
    ChildReport *r = *report = calloc(1, sizeof *r);
    if (!r) return fail(RESULT_FULL, "out of memory: close other programs");
    r->store = store;
    Result result = load_view(r, store, of->child, of->now_utc_ms, of->zone_minutes);
    if (!result) {
        head(r, of);
        if (of->kind == CHILD_REPORT_CLINIC)
            report_for_clinic(r, of);
        else
            report_for_parents(r, of);
        if (r->full) result = fail(RESULT_FULL, "the report is too long, or memory is out");
    }
    if (result) child_report_close(report);
    return result;
}

void child_report_close(ChildReport **report)
{
    ChildReport *r = *report;
    if (!r) return;
    for (int i = 0; i < r->texts; i++) free(r->text[i]);
    fields_free(r->view);
    free(r->style);
    free(r);
    *report = NULL;
}

const PaperDocument *child_report_document(const ChildReport *report)
{
    return &report->document;
}

// ---- as a page ----------------------------------------------------------------------------------

static void view_table(JsonOut *j, const PaperBlock *b)
{
    json_begin(j, "table");
    json_list(j, "heads");
    for (int i = 0; i < b->columns; i++) {
        json_begin(j, NULL);
        json_text(j, "head", b->column[i].head);
        json_flag(j, "right", b->column[i].right);
        json_end(j);
    }
    json_end(j);
    json_list(j, "rows");
    for (int row = 0; row < b->rows; row++) {
        json_begin(j, NULL);
        json_list(j, "cells");
        for (int i = 0; i < b->columns; i++) {
            json_begin(j, NULL);
            json_text(j, "cell", b->cell[row * b->columns + i]);
            json_flag(j, "first", i == 0);
            json_flag(j, "right", b->column[i].right);
            json_end(j);
        }
        json_end(j);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void view_document(JsonOut *j, const ChildReport *r)
{
    static const char *const names[] = {
        [PAPER_TITLE] = "h1",    [PAPER_FINDING] = "finding", [PAPER_HEADING] = "h2",
        [PAPER_TEXT] = "words",  [PAPER_SMALL] = "small",     [PAPER_BOX] = "box",
        [PAPER_TABLE] = "table", [PAPER_CHART] = "svg_chart", [PAPER_SIGN] = "sign",
    };
    const PaperDocument *d = &r->document;
    char text[256];
    json_text(j, "title", d->title);
    snprintf(text, sizeof text, "%s \u00b7 %s \u00b7 %s", d->code, d->kind, d->day);
    json_text(j, "running", text);
    json_text(j, "code", d->code);
    json_text(j, "kind", d->kind);
    json_text(j, "day", d->day);
    json_text(j, "foot", d->foot);
    json_list(j, "blocks");
    for (int i = 0; i < d->count; i++) {
        const PaperBlock *b = &d->block[i];
        json_begin(j, NULL);
        if (b->kind == PAPER_TABLE)
            view_table(j, b);
        else
            json_text(j, names[b->kind], b->text);
        json_end(j);
    }
    json_end(j);
}

static void write_json(JsonOut *j, const void *report)
{
    json_begin(j, NULL);
    view_document(j, report);
    json_end(j);
}

char *child_report_json(const ChildReport *report)
{
    return json_string_of(write_json, report, 17);
}

const char *child_report_formulas(const ChildReport *report)
{
    return report->formulas;
}

// ---- as a file ----------------------------------------------------------------------------------

Result child_report_html(ChildReport *r, const char *assets, FILE *to)
{
    JsonOut json = json_view();
    json_begin(&json, NULL);
    view_document(&json, r);
    return page_write(to, assets, "report", &json);
}

Result child_report_pdf(ChildReport *r, const char *assets, FILE *to, int *sheets)
{
    const Paper *paper = NULL;
    Result result = paper_load(&paper);
    if (!result && !r->style) result = page_style(assets, "charts.css", &r->style);
    r->document.style = r->style;
    return result ? result : paper->write(&r->document, to, sheets);
}
