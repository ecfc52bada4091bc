// SPDX-License-Identifier: MIT
// number.h: a number that a person typed.
#pragma once

#include <stdbool.h>

// Reads a whole number or one with decimals; false if the text is anything else or outside the
// limits.
bool number_read(const char *text, double low, double high, double *value);
