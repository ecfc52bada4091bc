// SPDX-License-Identifier: MIT
// cli.h: what every sub-command shares.
#pragma once

#include "cli/commands.h"
#include "tiptoe/base.h"

// Prints "tiptoe COMMAND: <fail_text>" to stderr and gives the exit status of `result`.
int cli_fault(const char *command, Result result);

// Before anything else: whatever a command prints, and however it ends, a standard output that is
// full or closed ends it with a word and the status of RESULT_FULL, never with success.
void cli_watch_output(void);
