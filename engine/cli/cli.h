// SPDX-License-Identifier: MIT
// cli.h: the sub-commands. Each parses its own arguments and returns a status of sysexits.h.
#pragma once

#include "tiptoe/base.h"

#define TIPTOE_VERSION_TEXT "tiptoe " TIPTOE_VERSION

int cmd_play(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_track(int argc, char **argv);
int cmd_sessions(int argc, char **argv);
int cmd_dose(int argc, char **argv);
int cmd_show(int argc, char **argv);
int cmd_replay(int argc, char **argv);
int cmd_games(int argc, char **argv);
int cmd_keys(int argc, char **argv);
int cmd_measure(int argc, char **argv);
int cmd_checkup(int argc, char **argv);
int cmd_report(int argc, char **argv);
int cmd_export(int argc, char **argv);

// Prints "tiptoe COMMAND: <fail_text>" to stderr and gives the exit status of `result`.
int cli_fault(const char *command, Result result);
