// SPDX-License-Identifier: MIT
// build.h: from which sources this program was built.
#pragma once

#define BUILD_COMMIT_MAX 47  // characters

// Main says it once, before any thread: a commit, with "-dirty" after it where files were changed,
// or "unknown". Nothing else knows it, so that a commit compiles next to nothing anew.
void build_note(const char *commit);

// "VERSION+COMMIT", what a recording stores as the program that made it. Never NULL.
const char *build_name(void);
