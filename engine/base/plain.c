// SPDX-License-Identifier: MIT
// plain.c: C0 and C1 control characters as \xHH. Of two bytes the first is kept back until the
// second is there.
#include "base/plain.h"

#define C1 0xC2  // in UTF-8 C1 is this and 0x80 to 0x9F

static size_t escape(char *out, unsigned char c)
{
    static const char digits[] = "0123456789abcdef";
    out[0] = '\\';
    out[1] = 'x';
    out[2] = digits[c >> 4];
    out[3] = digits[c & 15];
    return 4;
}

size_t plain_text(char *out, const char *text, size_t length, unsigned char *kept)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool high = *kept == C1 && c >= 0x80 && c < 0xA0;
        if (*kept == C1 && !high) out[n++] = (char)C1;
        if (*kept == '\r' && c == '\n') out[n++] = '\r';
        if (*kept == '\r' && c != '\n') n += escape(out + n, '\r');
        *kept = c == C1 || c == '\r' ? c : 0;
        if (*kept) continue;
        bool control = high || c == 0x7F || (c < 0x20 && c != '\n' && c != '\t');
        if (control)
            n += escape(out + n, c);
        else
            out[n++] = (char)c;
    }
    return n;
}
