// SPDX-License-Identifier: MIT
// paper_table.c: what the module shows; all the rest of it is hidden.
#include "build_commit.h"
#include "paper/sheets.h"

extern const Paper tiptoe_paper;
__attribute__((visibility("default"))) const Paper tiptoe_paper = {
    .module = { TIPTOE_VERSION "+" TIPTOE_COMMIT },
    .write = paper_write,
};
