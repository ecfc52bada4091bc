// SPDX-License-Identifier: MIT
// page_words.h: numbers, days and times as a page says them: a number and its unit stay on one line
// (U+00A0), a minus is U+2212.
#pragma once

#include <stddef.h>
#include <stdint.h>

#define NBSP  "\xc2\xa0"
#define MINUS "\xe2\x88\x92"
#define NONE  "\xe2\x80\x93"  // where there is no value; the reason stands beside it

#define WORDS_NUMBER_MAX 40
#define WORDS_DAY_MAX    40

// Adds to what stands in `text`; what finds no room is left out.
void words_add(char *text, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// As fine as `error` allows, see clinic_number(); with `sign` a plus before what is above 0.
void words_number(double value, double error, int sign, char text[WORDS_NUMBER_MAX]);

// "9 November 2026", "9 Nov", "10:42" of the place where it was.
void words_day(int64_t utc_ms, int zone_minutes, char text[WORDS_DAY_MAX]);
void words_short_day(int64_t utc_ms, int zone_minutes, char text[WORDS_DAY_MAX]);
void words_time(int64_t utc_ms, int zone_minutes, char text[WORDS_DAY_MAX]);

// "1:38" of seconds.
void words_clock(double seconds, char text[WORDS_NUMBER_MAX]);

// "single leg stance" of single_leg_stance; the first letter large with `large`.
void words_readable(const char *name, int large, char *text, size_t size);
