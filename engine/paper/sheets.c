// SPDX-License-Identifier: MIT
// sheets.c: a report is drawn twice: to count its sheets, and with their number on each.
#include "paper/sheets.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#define FONT     "Andika"
#define GAP      6.0   // pt, between blocks
#define KEEP     96.0  // a heading needs so much below it
#define BOX      8.0   // from its frame to its text
#define SIGN_GAP 34.0  // for a hand

double ink_text(Sheets *s, const char *text, double x, double y, double width, double size,
                bool bold, bool right, Ink ink)
{
    PangoLayout *layout = pango_cairo_create_layout(s->cr);
    PangoFontDescription *font = pango_font_description_from_string(FONT);
    int height = 0;
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_text(layout, text, -1);
    pango_layout_get_size(layout, NULL, &height);
    if (!isnan(y)) {
        cairo_set_source_rgb(s->cr, ink.r, ink.g, ink.b);
        cairo_move_to(s->cr, x, y);
        pango_cairo_show_layout(s->cr, layout);
    }
    pango_font_description_free(font);
    g_object_unref(layout);
    return (double)height / PANGO_SCALE;
}

static void rule(Sheets *s, double y, Ink ink)
{
    cairo_set_source_rgb(s->cr, ink.r, ink.g, ink.b);
    cairo_set_line_width(s->cr, 0.75);
    cairo_move_to(s->cr, MARGIN, y);
    cairo_line_to(s->cr, SHEET_WIDTH - MARGIN, y);
    cairo_stroke(s->cr);
}

// Code, day and "page n of m" stand on each sheet, which may lie alone on a desk.
static void open_sheet(Sheets *s)
{
    char text[256];
    const PaperDocument *d = s->document;
    if (s->number) cairo_show_page(s->cr);
    s->number++;
    snprintf(text, sizeof text, "%s \u00b7 %s", d->code, d->kind);
    ink_text(s, text, MARGIN, 40, TEXT_WIDTH / 2, 8.5, false, false, ink_black);
    ink_text(s, d->day, SHEET_WIDTH / 2, 40, TEXT_WIDTH / 2, 8.5, false, true, ink_quiet);
    rule(s, 58, ink_hair);
    rule(s, SHEET_HEIGHT - 50, ink_hair);
    ink_text(s, d->foot, MARGIN, SHEET_HEIGHT - 45, TEXT_WIDTH * 0.62, 8.5, false, false,
             ink_quiet);
    snprintf(text, sizeof text, "%s \u00b7 %s \u00b7 page %d of %d", d->code, d->day, s->number,
             s->total);
    ink_text(s, text, MARGIN + TEXT_WIDTH * 0.4, SHEET_HEIGHT - 45, TEXT_WIDTH * 0.6, 8.5, false,
             true, ink_quiet);
    s->y = TEXT_TOP;
}

void sheets_need(Sheets *s, double height)
{
    if (s->y + height <= TEXT_BOTTOM) return;
    if (height > TEXT_BOTTOM - TEXT_TOP && !s->result)
        s->result =
            fail(RESULT_MALFORMED, "a part of the report is higher than a sheet: shorten it");
    if (s->y > TEXT_TOP) open_sheet(s);
}

static void paragraph(Sheets *s, const char *text, double size, bool bold, Ink ink, double keep)
{
    double height = ink_text(s, text, MARGIN, (double)NAN, TEXT_WIDTH, size, bold, false, ink);
    sheets_need(s, height + keep);
    s->y += ink_text(s, text, MARGIN, s->y, TEXT_WIDTH, size, bold, false, ink) + GAP;
}

static void box(Sheets *s, const char *text)
{
    double size = s->document->letters, width = TEXT_WIDTH - 2 * BOX;
    double height = ink_text(s, text, 0, (double)NAN, width, size, false, false, ink_black);
    sheets_need(s, height + 2 * BOX);
    cairo_set_source_rgb(s->cr, ink_quiet.r, ink_quiet.g, ink_quiet.b);
    cairo_set_line_width(s->cr, 0.75);
    cairo_rectangle(s->cr, MARGIN, s->y, TEXT_WIDTH, height + 2 * BOX);
    cairo_stroke(s->cr);
    ink_text(s, text, MARGIN + BOX, s->y + BOX, width, size, false, false, ink_black);
    s->y += height + 2 * BOX + GAP;
}

static void sign(Sheets *s, const char *text)
{
    sheets_need(s, SIGN_GAP + 16);
    rule(s, s->y + SIGN_GAP, ink_black);
    s->y += SIGN_GAP + 3;
    s->y += ink_text(s, text, MARGIN, s->y, TEXT_WIDTH, 8.5, false, false, ink_quiet) + GAP;
}

static void draw_block(Sheets *s, const PaperBlock *b)
{
    double letters = s->document->letters;
    switch (b->kind) {
    case PAPER_TITLE: paragraph(s, b->text, letters * 2, true, ink_black, b->keep_pt); break;
    case PAPER_FINDING: paragraph(s, b->text, letters * 1.35, true, ink_black, 0); break;
    case PAPER_HEADING:
        s->y += s->y > TEXT_TOP ? GAP : 0;
        paragraph(s, b->text, letters * 1.3, true, ink_black, KEEP);
        break;
    case PAPER_TEXT: paragraph(s, b->text, letters, false, ink_black, b->keep_pt); break;
    case PAPER_SMALL: paragraph(s, b->text, letters * 0.87, false, ink_quiet, 0); break;
    case PAPER_BOX: box(s, b->text); break;
    case PAPER_TABLE: sheets_table(s, b); break;
    case PAPER_CHART: sheets_chart(s, b); break;
    case PAPER_SIGN: sign(s, b->text); break;
    }
}

static void draw(Sheets *s)
{
    open_sheet(s);
    for (int i = 0; i < s->document->count && !s->result; i++)
        draw_block(s, &s->document->block[i]);
    cairo_show_page(s->cr);
}

static cairo_status_t put(void *to, const unsigned char *bytes, unsigned size)
{
    bool good = !to || fwrite(bytes, 1, size, to) == size;
    return good ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

// `to` NULL: the sheets are counted.
static Result draw_all(const PaperDocument *d, FILE *to, int *total)
{
    cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(put, to, SHEET_WIDTH, SHEET_HEIGHT);
    Sheets s = { .document = d, .cr = cairo_create(pdf), .total = *total };
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, d->title);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "Tiptoe");
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, d->made_iso);
    draw(&s);
    *total = s.number;
    cairo_status_t drawn = cairo_status(s.cr);
    cairo_destroy(s.cr);
    cairo_surface_finish(pdf);
    cairo_status_t written = cairo_surface_status(pdf);
    cairo_surface_destroy(pdf);
    if (s.result) return s.result;
    if (drawn || written)
        return fail(RESULT_FULL, "the report could not be written: %s",
                    cairo_status_to_string(drawn ? drawn : written));
    return RESULT_OK;
}

Result paper_write(const PaperDocument *document, FILE *to, int *sheets)
{
    int total = 0;
    REQUIRE(document && to);
    Result result = draw_all(document, NULL, &total);
    if (!result) result = draw_all(document, to, &total);
    if (sheets) *sheets = total;
    return result;
}
