// SPDX-License-Identifier: MIT
// number.c: a number that a person typed.
#include "base/number.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool number_read(const char *text, double low, double high, double *value)
{
    char *end = NULL;
    errno = 0;
    *value = strtod(text, &end);
    bool plain = strspn(text, "0123456789.+-eE") == strlen(text);
    return plain && end != text && *end == '\0' && errno == 0 && *value >= low && *value <= high;
}

bool number_read_whole(const char *text, double low, double high, double *value)
{
    return number_read(text, low, high, value) && *value == floor(*value);
}

bool number_read_size(const char *text, int *width, int *height)
{
    const char *x = strchr(text, 'x');
    char wide[8];
    double w, h;
    if (!x || (size_t)(x - text) >= sizeof wide) return false;
    snprintf(wide, sizeof wide, "%.*s", (int)(x - text), text);
    if (!number_read_whole(wide, 160, 7680, &w) || !number_read_whole(x + 1, 120, 4320, &h))
        return false;
    *width = (int)w;
    *height = (int)h;
    return true;
}
