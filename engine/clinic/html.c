// SPDX-License-Identifier: MIT
// html.c: the writer of pages.
#include "clinic/html.h"

#include <stdarg.h>

void html_mark(Html *h, const char *marks)
{
    REQUIRE(marks);
    fputs(marks, h->to);
}

static void escape(FILE *to, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&': fputs("&amp;", to); break;
        case '<': fputs("&lt;", to); break;
        case '>': fputs("&gt;", to); break;
        case '"': fputs("&quot;", to); break;
        case '\'': fputs("&#39;", to); break;
        default:
            // Control characters have no place in a page.
            if ((unsigned char)*text >= ' ' || *text == '\n' || *text == '\t') fputc(*text, to);
        }
    }
}

void html_text(Html *h, const char *format, ...)
{
    char text[1024];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    escape(h->to, text);
}

void html_element(Html *h, const char *open, const char *text, const char *close)
{
    html_mark(h, open);
    escape(h->to, text);
    html_mark(h, close);
}
