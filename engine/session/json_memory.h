// SPDX-License-Identifier: MIT
// json_memory.h: the memory of the JSON library, which is not to be trusted without: some failed
// allocations it drops (a letter of a name is lost, and what was read is called good), at others it
// ends the program.
#pragma once

#include <stdbool.h>
#include <stddef.h>

// How many of this thread's allocations have failed: what changes while the library is at work is a
// failure of that work. Must be called before its first.
unsigned json_memory_failures(void);

// Sets so much memory aside, for all that this thread's library takes until json_memory_release();
// then that is gone, and whatever was made there. False: there is not so much.
bool json_memory_reserve(size_t size);
void json_memory_release(void);
