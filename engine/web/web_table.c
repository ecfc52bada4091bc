// SPDX-License-Identifier: MIT
// web_table.c: what the module shows; all the rest of it is hidden.
#include "build_commit.h"
#include "cli/web_module.h"
#include "web/server.h"

extern const WebModule tiptoe_web;
__attribute__((visibility("default"))) const WebModule tiptoe_web = {
    .module = { TIPTOE_VERSION "+" TIPTOE_COMMIT },
    .serve = web_serve,
};
