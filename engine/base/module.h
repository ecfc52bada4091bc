// SPDX-License-Identifier: MIT
// module.h: parts of Tiptoe that are loaded when they are first needed, so that whoever does not
// need them does not load the libraries behind them either.
#pragma once

#include "tiptoe/base.h"

// What a module exports begins with this. Everything else in it is hidden, and what it takes from
// the rooms of the program it finds in the program: there is one copy of each.
typedef struct Module {
    const char *build;  // build_name() where it was built
} Module;

// The last word of a program whose library got no memory, where C cannot catch it. May be called by
// a signal's handler.
void module_no_memory(void) __attribute__((noreturn));

// Loads FILE from beside the program, or from where it is installed, both relative to the program,
// and gives what it exports as `symbol`. `holds` says in words what is missing without it.
// NOT_FOUND, UNAVAILABLE, VERSION, FULL (memory) with advice. It is never unloaded.
Result module_load(const Module **module, const char *file, const char *symbol, const char *holds);
