// SPDX-License-Identifier: MIT
// scratch.h: memory for a curve or a computation deep inside a page or an assessment. What fails
// there is counted, and whoever writes the whole looks once, at the end. Inside this module only.
#pragma once

#include <stddef.h>

void *scratch(size_t count, size_t size);  // free() it; NULL: memory is out
unsigned scratch_failures(void);           // of this thread, ever: did it change meanwhile?
