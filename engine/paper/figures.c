// SPDX-License-Identifier: MIT
// figures.c: tables, row by row, their head on each sheet; and charts, as the pages show them.
#include "paper/sheets.h"

#include <librsvg/rsvg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELL_GAP  10.0  // pt, between columns
#define ROW_GAP   3.0
#define PX_PT     0.75  // a chart's px on paper
#define INSET_L   34.0  // pt beside a chart, for its numbers and labels
#define INSET_R   96.0
#define NAMESPACE "<svg xmlns=\"http://www.w3.org/2000/svg\""

// Draws or, at y NAN, measures one row; its height.
static double row_at(Sheets *s, const PaperBlock *b, const char *const *cell, bool head, double y)
{
    double x = MARGIN, most = 0, size = s->document->letters * 0.9;
    for (int i = 0; i < b->columns; i++) {
        double width = b->column[i].share * TEXT_WIDTH;
        const char *text = head ? b->column[i].head : cell[i];
        double height = ink_text(s, text, x, y, width - CELL_GAP, size, !head && i == 0,
                                 b->column[i].right, head ? ink_quiet : ink_black);
        most = fmax(most, height);
        x += width;
    }
    return most;
}

static void draw_row(Sheets *s, const PaperBlock *b, const char *const *cell, bool head)
{
    double height = row_at(s, b, cell, head, s->y);
    s->y += height + ROW_GAP;
    cairo_set_source_rgb(s->cr, ink_hair.r, ink_hair.g, ink_hair.b);
    cairo_set_line_width(s->cr, head ? 1 : 0.5);
    cairo_move_to(s->cr, MARGIN, s->y);
    cairo_line_to(s->cr, SHEET_WIDTH - MARGIN, s->y);
    cairo_stroke(s->cr);
    s->y += ROW_GAP;
}

void sheets_table(Sheets *s, const PaperBlock *b)
{
    double head = row_at(s, b, NULL, true, (double)NAN) + 2 * ROW_GAP;
    int sheet = 0;  // on which the head stands
    for (int r = 0; r < b->rows && !s->result; r++) {
        const char *const *cell = b->cell + (size_t)r * (size_t)b->columns;
        double height = row_at(s, b, cell, false, (double)NAN) + 2 * ROW_GAP;
        sheets_need(s, height + (sheet == s->number ? 0 : head));
        if (sheet != s->number) draw_row(s, b, NULL, true);
        sheet = s->number;
        draw_row(s, b, cell, false);
    }
    s->y += 2 * ROW_GAP;
}

// On a page the browser knows what an <svg> is; in a file it must say so.
static char *as_file(const char *svg)
{
    char *text = NULL;
    const char *open = strstr(svg, "<svg");
    if (!open || strstr(svg, "xmlns=")) return strdup(svg);
    return asprintf(&text, "%.*s" NAMESPACE "%s", (int)(open - svg), svg, open + 4) < 0 ? NULL
                                                                                        : text;
}

static bool render(Sheets *s, const char *text, const PaperBlock *b)
{
    GError *error = NULL;
    const char *style = s->document->style;
    RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)text, strlen(text), &error);
    bool good = handle != NULL;
    if (good && style)
        good = rsvg_handle_set_stylesheet(handle, (const guint8 *)style, strlen(style), &error);
    RsvgRectangle box = { 0, 0, (TEXT_WIDTH - INSET_L - INSET_R) / PX_PT, b->height_pt / PX_PT };
    cairo_save(s->cr);
    cairo_translate(s->cr, MARGIN + INSET_L, s->y);
    cairo_scale(s->cr, PX_PT, PX_PT);
    good = good && rsvg_handle_render_document(handle, s->cr, &box, &error);
    cairo_restore(s->cr);
    bool written = cairo_status(s->cr) == CAIRO_STATUS_SUCCESS;  // else that is the fault
    if (!good && written && !s->result)
        s->result = fail(RESULT_MALFORMED, "a chart cannot be drawn: %s",
                         error ? error->message : "out of memory");
    g_clear_error(&error);
    g_clear_object(&handle);
    return good;
}

void sheets_chart(Sheets *s, const PaperBlock *b)
{
    char *text = as_file(b->text);
    sheets_need(s, b->height_pt + 2 * ROW_GAP);
    if (!text && !s->result) s->result = fail(RESULT_FULL, "out of memory: close other programs");
    if (text && render(s, text, b)) s->y += b->height_pt + 2 * ROW_GAP;
    free(text);
}
