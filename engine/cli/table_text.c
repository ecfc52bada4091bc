// SPDX-License-Identifier: MIT
// table_text.c: which encoding it is; iconv does the rest.
#include "cli/table_text.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#define LOOK_AT 4096  // bytes that tell UTF-16 without a mark

static bool starts(const char *bytes, size_t length, const char *mark)
{
    size_t n = strlen(mark);
    return length >= n && !memcmp(bytes, mark, n);
}

static bool is_utf8(const unsigned char *s, size_t length)
{
    for (size_t i = 0; i < length;) {
        unsigned char c = s[i++];
        int more = c < 0x80 ? 0 : c >= 0xC2 && c < 0xE0 ? 1 : c >= 0xE0 && c < 0xF0 ? 2 : 3;
        if (c >= 0xF5 || (c >= 0x80 && c < 0xC2)) return false;
        for (; more > 0; more--, i++)
            if (i >= length || (s[i] & 0xC0) != 0x80) return false;
    }
    return true;
}

// Figures, commas and Latin letters have a zero in every second byte of UTF-16.
static const char *without_mark(const char *bytes, size_t length)
{
    size_t zeros[2] = { 0, 0 };
    size_t look = length < LOOK_AT ? length : LOOK_AT;
    for (size_t i = 0; i < look; i++) zeros[i % 2] += !bytes[i];
    if (zeros[1] > look / 4 && !zeros[0]) return "UTF-16LE";
    if (zeros[0] > look / 4 && !zeros[1]) return "UTF-16BE";
    return is_utf8((const unsigned char *)bytes, length) ? NULL : "ISO-8859-1";
}

static Result convert(const char *from, const char *bytes, size_t length, const char *label,
                      char *text, size_t *used)
{
    size_t room = *used;
    iconv_t converter = iconv_open("UTF-8", from);
    if (converter == (iconv_t)-1)
        return fail(RESULT_UNAVAILABLE,
                    "%s is %s, which cannot be read here (%s): save it as UTF-8", label, from,
                    strerror(errno));
    char *in = (char *)bytes, *out = text;
    bool good = iconv(converter, &in, &length, &out, &room) != (size_t)-1 || errno == EINVAL;
    iconv_close(converter);  // EINVAL: the last character is cut in two, as of a file that is cut
    *used -= room;
    if (good) return RESULT_OK;
    return fail(RESULT_MALFORMED, "%s is not the %s that it seems: save it as UTF-8", label, from);
}

Result table_text(const char *bytes, size_t length, const char *label, char **text, size_t *used)
{
    const char *from = NULL;
    size_t mark = 0;
    if (starts(bytes, length, "\xFF\xFE") || starts(bytes, length, "\xFE\xFF")) {
        from = *bytes == '\xFF' ? "UTF-16LE" : "UTF-16BE";
        mark = 2;
    } else if (starts(bytes, length, "\xEF\xBB\xBF")) {
        mark = 3;
        from = is_utf8((const unsigned char *)bytes, length) ? NULL : "ISO-8859-1";
    } else {
        from = without_mark(bytes, length);
    }
    bytes += mark;
    length -= mark;
    *used = from ? 2 * length : length;  // two bytes become three at most, one becomes two
    *text = malloc(*used + 1);
    if (!*text) return fail(RESULT_FULL, "%s does not fit into memory: cut it into trials", label);
    if (from) return convert(from, bytes, length, label, *text, used);
    memcpy(*text, bytes, length);
    return RESULT_OK;
}
