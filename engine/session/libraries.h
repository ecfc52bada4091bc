// SPDX-License-Identifier: MIT
// libraries.h: the libraries behind the store, as they are loaded.
#pragma once

// "SQLite 3.40.1, ...". Never NULL; valid until the next call. Main thread.
const char *session_libraries(void);
