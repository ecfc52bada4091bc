// SPDX-License-Identifier: MIT
// cells.c: cells and rows.
#include "clinic/cells.h"

#include "session/fields.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void write_text(Cells *cells, const char *text)
{
    bool formula = *text && strchr("=+-@\t\r", *text);
    bool quotes = formula || strpbrk(text, ",\"\r\n");
    if (quotes) fputc('"', cells->to);
    if (formula) fputc('\'', cells->to);
    for (; *text; text++) {
        if (*text == '"') fputc('"', cells->to);
        fputc(*text, cells->to);
    }
    if (quotes) fputc('"', cells->to);
}

static void separate(Cells *cells)
{
    for (int i = 0; !cells->fields && i < 2 && cells->key[i]; i++) {
        write_text(cells, cells->key[i]);
        fputc(',', cells->to);
    }
    if (cells->fields++) fputc(',', cells->to);
}

// In JSON: what the next cell is called.
static const char *next_name(Cells *cells)
{
    if (!cells->fields) flow_begin(cells->json, NULL);
    return cells->name[cells->fields++];
}

static void put_digits(Cells *cells, const char *digits)
{
    if (cells->json) {
        flow_digits(cells->json, next_name(cells), digits);
        return;
    }
    separate(cells);
    fputs(digits, cells->to);
}

void cells_text(Cells *cells, const char *text)
{
    if (cells->json) {
        flow_text(cells->json, next_name(cells), *text ? text : NULL);
        return;
    }
    separate(cells);
    write_text(cells, text);
}

void cells_number(Cells *cells, double value)
{
    char text[32] = "";
    for (int digits = 6; digits <= 17 && isfinite(value); digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
    }
    put_digits(cells, text);
}

void cells_float(Cells *cells, float value)
{
    char text[32] = "";
    for (int digits = 6; digits <= 9 && isfinite(value); digits++) {
        snprintf(text, sizeof text, "%.*g", digits, (double)value);
        if (strtof(text, NULL) == value) break;
    }
    put_digits(cells, text);
}

void cells_millionths(Cells *cells, double value)
{
    char text[32], *at = text + sizeof text - 1;
    if (!(fabs(value) < 1e12)) {  // or is no number
        cells_number(cells, value);
        return;
    }
    long long whole = llround(value * 1e6);
    unsigned long long left = (unsigned long long)llabs(whole);
    int digits = 6;  // behind the point, those at the end are no zeros
    *at = '\0';
    for (; digits > 0 && left % 10 == 0; digits--) left /= 10;
    if (digits > 0) {
        for (int i = 0; i < digits; i++, left /= 10) *--at = (char)('0' + left % 10);
        *--at = '.';
    }
    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (whole < 0) *--at = '-';
    put_digits(cells, at);
}

void cells_whole(Cells *cells, long long value)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", value);
    put_digits(cells, text);
}

void cells_object(Cells *cells, const char *text)
{
    json_t *tree = NULL;
    if (!cells->json) {
        cells_text(cells, text);
        return;
    }
    const char *name = next_name(cells);
    if (fields_parse(text, &tree) == RESULT_OK)
        flow_tree(cells->json, name, tree);
    else  // memory was out, which the end tells
        flow_text(cells->json, name, NULL);
    fields_free(tree);
}

void cells_row(Cells *cells)
{
    REQUIRE(cells->fields > 0);
    if (cells->json)
        flow_end(cells->json);
    else
        fputs("\r\n", cells->to);
    cells->fields = 0;
}
