// SPDX-License-Identifier: MIT
// page_words.c: days by their names, numbers as fine as their error.
#include "clinic/page_words.h"

#include "clinic/clinic.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *const months[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };

void words_add(char *text, size_t size, const char *format, ...)
{
    size_t used = strlen(text);
    va_list list;
    if (used + 1 >= size) return;
    va_start(list, format);
    vsnprintf(text + used, size - used, format, list);
    va_end(list);
}

void words_number(double value, double error, int sign, char text[WORDS_NUMBER_MAX])
{
    char plain[WORDS_NUMBER_MAX - 3];
    if (!isfinite(value)) {
        snprintf(text, WORDS_NUMBER_MAX, NONE);
        return;
    }
    clinic_number(value, error, plain, sizeof plain);
    bool minus = plain[0] == '-';
    bool plus = sign && !minus && strspn(plain, "0.") < strlen(plain);
    snprintf(text, WORDS_NUMBER_MAX, "%s%s", minus ? MINUS : plus ? "+" : "", plain + minus);
}

static struct tm there(int64_t utc_ms, int zone_minutes)
{
    struct tm parts;
    time_t local = (time_t)(utc_ms / 1000 + zone_minutes * 60);
    gmtime_r(&local, &parts);
    return parts;
}

void words_day(int64_t utc_ms, int zone_minutes, char text[WORDS_DAY_MAX])
{
    struct tm t = there(utc_ms, zone_minutes);
    snprintf(text, WORDS_DAY_MAX, "%d" NBSP "%s %d", t.tm_mday, months[t.tm_mon % 12],
             t.tm_year + 1900);
}

void words_short_day(int64_t utc_ms, int zone_minutes, char text[WORDS_DAY_MAX])
{
    struct tm t = there(utc_ms, zone_minutes);
    snprintf(text, WORDS_DAY_MAX, "%d" NBSP "%.3s", t.tm_mday, months[t.tm_mon % 12]);
}

void words_time(int64_t utc_ms, int zone_minutes, char text[WORDS_DAY_MAX])
{
    struct tm t = there(utc_ms, zone_minutes);
    snprintf(text, WORDS_DAY_MAX, "%02d:%02d", t.tm_hour, t.tm_min);
}

void words_clock(double seconds, char text[WORDS_NUMBER_MAX])
{
    long whole = isfinite(seconds) && seconds > 0 ? lround(floor(seconds)) : 0;
    snprintf(text, WORDS_NUMBER_MAX, "%ld:%02ld", whole / 60, whole % 60);
}

void words_readable(const char *name, int large, char *text, size_t size)
{
    snprintf(text, size, "%s", name);
    for (char *at = text; *at; at++)
        if (*at == '_') *at = ' ';
    if (large && text[0]) text[0] = (char)toupper((unsigned char)text[0]);
}
