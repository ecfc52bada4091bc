// SPDX-License-Identifier: MIT
// csv.c: fields and rows.
#include "clinic/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void write_text(Csv *csv, const char *text)
{
    bool formula = *text && strchr("=+-@\t\r", *text);
    bool quotes = formula || strpbrk(text, ",\"\r\n");
    if (quotes) fputc('"', csv->to);
    if (formula) fputc('\'', csv->to);
    for (; *text; text++) {
        if (*text == '"') fputc('"', csv->to);
        fputc(*text, csv->to);
    }
    if (quotes) fputc('"', csv->to);
}

static void separate(Csv *csv)
{
    for (int i = 0; !csv->fields && i < 2 && csv->key[i]; i++) {
        write_text(csv, csv->key[i]);
        fputc(',', csv->to);
    }
    if (csv->fields++) fputc(',', csv->to);
}

void csv_text(Csv *csv, const char *text)
{
    separate(csv);
    write_text(csv, text);
}

void csv_number(Csv *csv, double value)
{
    char text[32] = "";
    separate(csv);
    if (!isfinite(value)) return;
    for (int digits = 6; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
    }
    fputs(text, csv->to);
}

void csv_float(Csv *csv, float value)
{
    char text[32] = "";
    separate(csv);
    if (!isfinite(value)) return;
    for (int digits = 6; digits <= 9; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, (double)value);
        if (strtof(text, NULL) == value) break;
    }
    fputs(text, csv->to);
}

void csv_millionths(Csv *csv, double value)
{
    char text[32], *at = text + sizeof text;
    if (!(fabs(value) < 1e12)) {  // or is no number
        csv_number(csv, value);
        return;
    }
    separate(csv);
    long long whole = llround(value * 1e6);
    unsigned long long left = (unsigned long long)llabs(whole);
    int digits = 6;  // behind the point, those at the end are no zeros
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
    fwrite(at, 1, (size_t)(text + sizeof text - at), csv->to);
}

void csv_whole(Csv *csv, long long value)
{
    separate(csv);
    fprintf(csv->to, "%lld", value);
}

void csv_row(Csv *csv)
{
    REQUIRE(csv->fields > 0);
    fputs("\r\n", csv->to);
    csv->fields = 0;
}
