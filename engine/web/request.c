// SPDX-License-Identifier: MIT
// request.c: forms and queries, taken apart strictly; answers, put together.
#include "web/request.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *web_field(const WebRequest *request, const char *name)
{
    for (int i = 0; i < request->field_count; i++)
        if (!strcmp(request->field[i].name, name)) return request->field[i].value;
    return NULL;
}

const char *web_text(const WebRequest *request, const char *name)
{
    const char *value = web_field(request, name);
    return value ? value : "";
}

Result web_page(WebReply *reply, const char *page)
{
    reply->status = 200;
    reply->page = page;
    return RESULT_OK;
}

Result web_page_again(WebReply *reply, const WebRequest *request, const char *page,
                      const char *fault)
{
    char line[320];
    snprintf(line, sizeof line, "%s", fault);
    line[0] = (char)toupper((unsigned char)line[0]);
    json_text(request->view, "fault", line);
    reply->status = 400;
    reply->page = page;
    return RESULT_OK;
}

Result web_bytes(WebReply *reply, char *bytes, size_t size, const char *type, const char *name)
{
    reply->status = 200;
    reply->bytes = bytes;
    reply->size = size;
    reply->type = type;
    reply->name = name ? reply->file : NULL;
    snprintf(reply->file, sizeof reply->file, "%s", name ? name : "");
    return RESULT_OK;
}

Result web_go(WebReply *reply, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(reply->location, sizeof reply->location, format, args);
    va_end(args);
    REQUIRE(length > 0 && length < WEB_LOCATION_MAX && reply->location[0] == '/');
    reply->status = 303;
    return RESULT_OK;
}

static int digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// In place. False: a broken %, or a NUL.
static bool unescape(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (*from == '%') {
            int high = digit(from[1]), low = high < 0 ? -1 : digit(from[2]);
            if (low < 0 || (high == 0 && low == 0)) return false;
            *to++ = (char)(16 * high + low);
            from += 2;
        } else {
            *to++ = *from == '+' ? ' ' : *from;
        }
    }
    *to = '\0';
    return true;
}

// UTF-8 in its shortest form, no control letters but those of lines and tabs.
static bool is_text(const char *text)
{
    static const unsigned least[] = { 0, 0x80, 0x800, 0x10000 };
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (*c == 0x7f || (*c < 0x20 && *c != '\n' && *c != '\r' && *c != '\t')) return false;
        if (*c < 0x80) continue;
        int more = *c >= 0xf0 ? 3 : *c >= 0xe0 ? 2 : 1;
        unsigned letter = *c & (more == 3 ? 0x07u : more == 2 ? 0x0fu : 0x1fu);
        if (*c < 0xc2 || *c > 0xf4) return false;
        for (int i = 0; i < more; i++) {
            if ((*++c & 0xc0) != 0x80) return false;
            letter = letter << 6 | (*c & 0x3fu);
        }
        if (letter < least[more] || letter > 0x10ffff || (letter >= 0xd800 && letter < 0xe000))
            return false;
    }
    return true;
}

bool web_fields_split(char *text, WebField *field, int *count)
{
    *count = 0;
    char *rest = text;
    while (rest && *rest) {
        char *name = strsep(&rest, "&"), *value = strchr(name, '=');
        if (!*name) continue;
        if (value) *value++ = '\0';
        if (*count == WEB_FIELDS_MAX || !unescape(name) || !is_text(name)) return false;
        if (value && (!unescape(value) || !is_text(value))) return false;
        field[(*count)++] = (WebField){ name, value ? value : "" };
    }
    return true;
}
