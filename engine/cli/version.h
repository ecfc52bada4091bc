// SPDX-License-Identifier: MIT
// version.h: which build this is.
#pragma once

// Prints version and commit, then compiler and libraries: those behind the store as they are
// loaded, those of the gym as they were at the build.
void version_print(void);
