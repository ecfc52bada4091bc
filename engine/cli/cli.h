// SPDX-License-Identifier: MIT
// cli.h: what every sub-command shares.
#pragma once

#include "cli/commands.h"
#include "tiptoe/base.h"

// Prints "tiptoe COMMAND: <fail_text>" to stderr and gives the exit status of `result`.
int cli_fault(const char *command, Result result);
