// SPDX-License-Identifier: MIT
// cli.c: what every sub-command shares: how a fault is told.
#include "cli/cli.h"

#include <stdio.h>

int cli_fault(const char *command, Result result)
{
    fprintf(stderr, "tiptoe %s: %s\n", command, fail_text());
    return result_exit_status(result);
}
