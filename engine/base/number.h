// SPDX-License-Identifier: MIT
// number.h: a number that a person typed.
#pragma once

#include <stdbool.h>

// Reads a number with or without decimals; false if the text is anything else (blanks, hexadecimal
// and infinity, too) or outside the limits.
bool number_read(const char *text, double low, double high, double *value);

// The same of a whole number: 2.9 is none.
bool number_read_whole(const char *text, double low, double high, double *value);

// The size of a picture or window, such as 1280x720: 160x120 to 7680x4320.
bool number_read_size(const char *text, int *width, int *height);
