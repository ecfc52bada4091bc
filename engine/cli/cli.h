// SPDX-License-Identifier: MIT
// cli.h: what every sub-command shares.
#pragma once

#include "cli/commands.h"
#include "tiptoe/base.h"

#include <argp.h>

// Prints "tiptoe COMMAND: <fail_text>" to stderr and gives the exit status of `result`.
int cli_fault(const char *command, Result result);

// Parses a command's arguments into `input`. 0, or the exit status with which the command ends,
// after a word: memory is out. What is wrong with the arguments ends the program here.
int cli_parse(const char *command, const struct argp *argp, int argc, char **argv, void *input);

// Before anything else: whatever a command prints, and however it ends, a standard output that is
// full or closed ends it with a word and the status of RESULT_FULL, never with success. Control
// characters in it, and in what is told on stderr, are printed as \x1b.
void cli_watch_output(void);
