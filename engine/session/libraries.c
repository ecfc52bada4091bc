// SPDX-License-Identifier: MIT
// libraries.c: the libraries behind the store, as they are loaded.
#include "session/libraries.h"

#include <jansson.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <zlib.h>

const char *session_libraries(void)
{
    static char text[160];
    snprintf(text, sizeof text, "SQLite %s, jansson %s, zlib %s, libsodium %s",
             sqlite3_libversion(), jansson_version_str(), zlibVersion(), sodium_version_string());
    return text;
}
