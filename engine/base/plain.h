// SPDX-License-Identifier: MIT
// plain.h: text for a terminal. What others wrote (names of files, columns, cameras) may hold
// control characters, which a terminal would obey: it is to see them as \x1b.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#define PLAIN_GROWS 4  // as many bytes may become of one, and one more of what was kept back

// Writes `length` bytes of UTF-8 to `out`, which has room for PLAIN_GROWS * (length + 1), with
// control characters escaped, all but line feed, tab, and return before a line feed.
// `kept`: a text in pieces; zero before the first. Gives the bytes written.
size_t plain_text(char *out, const char *text, size_t length, unsigned char *kept);
