// SPDX-License-Identifier: MIT
// table_text.h: the text of a table in the encodings that programs save it in.
#pragma once

#include "tiptoe/base.h"

// The same text as UTF-8 without a byte order mark, in memory of its own (free()). UTF-16 is known
// by its mark or by its zeros; what is neither that nor UTF-8 is taken for Latin-1. `label` names
// it in errors. MALFORMED, FULL, or UNAVAILABLE.
Result table_text(const char *bytes, size_t length, const char *label, char **text, size_t *used);
