// SPDX-License-Identifier: MIT
// json_memory.h: the JSON library drops some failures of its allocations: a letter of a name is
// lost, and what was read or made is called good. It allocates here, where they are counted.
#pragma once

// How many of this thread's allocations have failed: what changes while the library is at work, is
// a failure of that work. Must be called before its first.
unsigned json_memory_failures(void);
