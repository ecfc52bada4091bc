// SPDX-License-Identifier: MIT
// key_card.c: the list of keys as text and as a page to print.
#include "therapist/keys.h"

#include <string.h>

static const char *const titles[KEY_GROUP_COUNT] = {
#define X(name, title) title,
    KEY_GROUP_LIST(X)
#undef X
};

void keys_write_text(FILE *to, const KeyRow *rows, int count)
{
    for (int group = 0; group < KEY_GROUP_COUNT; group++) {
        fprintf(to, "%s%s\n", group ? "\n" : "", titles[group]);
        for (int i = 0; i < count; i++)
            if ((int)rows[i].group == group)
                fprintf(to, "  %-7s %s\n", rows[i].shown, rows[i].words);
    }
}

void keys_write_line(FILE *to, const KeyRow *rows, int count)
{
    for (int group = 0, first = 1; group < KEY_GROUP_COUNT; group++)
        for (int i = 0; i < count; i++) {
            if ((int)rows[i].group != group) continue;
            fprintf(to, "%s`%s` %s", first ? "" : "; ", rows[i].shown, rows[i].words);
            first = 0;
        }
    fputs(".\n", to);
}

static void write_escaped(FILE *to, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) switch (text[i]) {
        case '&': fputs("&amp;", to); break;
        case '<': fputs("&lt;", to); break;
        case '-': fputs(length == 1 ? "&minus;" : "-", to); break;  // a key of its own
        default: fputc(text[i], to); break;
        }
}

// "1-5" is two caps.
static void write_caps(FILE *to, const KeyRow *row)
{
    const char *dash = row->count > 1 ? strchr(row->shown, '-') : NULL;
    size_t length = dash ? (size_t)(dash - row->shown) : strlen(row->shown);
    fputs("<dt><kbd>", to);
    write_escaped(to, row->shown, length);
    fputs("</kbd>", to);
    if (dash) {
        fputs("<i>to</i><kbd>", to);
        write_escaped(to, dash + 1, strlen(dash + 1));
        fputs("</kbd>", to);
    }
    fputs("</dt><dd>", to);
    write_escaped(to, row->words, strlen(row->words));
    fputs("</dd>\n", to);
}

static const char head[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Tiptoe: keys</title>\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<style>\n"
    "@page { size: A4; margin: 12mm }\n"
    "* { box-sizing: border-box }\n"
    "body { margin: 0 auto; padding: 6mm 4mm; max-width: 190mm; background: #fffcf2; color: "
    "#21334d;\n"
    "  font: 15pt/1.25 Andika, 'DejaVu Sans', Verdana, sans-serif }\n"
    "h1 { font-size: 26pt; margin: 0; line-height: 1.1 }\n"
    "p { margin: 1mm 0 5mm; color: #4a5a6d }\n"
    "main { columns: 2; column-gap: 6mm }\n"
    "section { break-inside: avoid; background: #fff; border: .5mm solid #c9ced4;\n"
    "  border-radius: 5mm; padding: 3.5mm 4mm; margin: 0 0 5mm }\n"
    "h2 { font-size: 15pt; margin: 0 0 2.5mm; color: #0a7458 }\n"
    "dl { display: grid; grid-template-columns: 31mm 1fr; gap: 2.4mm 3mm; margin: 0;\n"
    "  align-items: center }\n"
    "dt { white-space: nowrap } dd { margin: 0 }\n"
    "kbd { display: inline-block; min-width: 11mm; padding: 1mm 1.8mm; text-align: center;\n"
    "  font: bold 17pt Andika, 'DejaVu Sans', Verdana, sans-serif; background: #fff;\n"
    "  border: .45mm solid #6a7684; border-bottom-width: 1.2mm; border-radius: 2.2mm }\n"
    "dt i { font-style: normal; font-size: 10pt; color: #4a5a6d; padding: 0 1mm }\n"
    "@media print { body { background: none; padding: 0; print-color-adjust: exact } }\n"
    "@media (max-width: 150mm) { main { columns: 1 } }\n"
    "</style></head><body>\n"
    "<h1>While a child plays</h1>\n"
    "<p>Each works at once, nothing has to be opened first. A pedal or a switch may type any "
    "of them.</p>\n"
    "<main>\n";

void keys_write_html(FILE *to, const KeyRow *rows, int count)
{
    fputs(head, to);
    for (int group = 0; group < KEY_GROUP_COUNT; group++) {
        fprintf(to, "<section><h2>%s</h2><dl>\n", titles[group]);
        for (int i = 0; i < count; i++)
            if ((int)rows[i].group == group) write_caps(to, &rows[i]);
        fputs("</dl></section>\n", to);
    }
    fputs("</main></body></html>\n", to);
}
