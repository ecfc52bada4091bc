// SPDX-License-Identifier: MIT
// number.c: a number that a person typed.
#include "base/number.h"

#include <errno.h>
#include <stdlib.h>

bool number_read(const char *text, double low, double high, double *value)
{
    char *end = NULL;
    errno = 0;
    *value = strtod(text, &end);
    return end != text && *end == '\0' && errno == 0 && *value >= low && *value <= high;
}
