// SPDX-License-Identifier: MIT
// csv.c: fields and rows.
#include "clinic/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void separate(Csv *csv)
{
    if (csv->fields++) fputc(',', csv->to);
}

void csv_text(Csv *csv, const char *text)
{
    separate(csv);
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
