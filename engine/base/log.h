// SPDX-License-Identifier: MIT
// log.h: what happened, for whoever keeps the machine: `time level place key=value ...`. Nothing
// identifying is ever logged. Any thread.
#pragma once

#include <stdbool.h>

typedef enum LogLevel { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR } LogLevel;

// From now on lines go to $XDG_STATE_HOME/tiptoe/tiptoe.log (else ~/.local/state), which is made at
// the first of them, rather than to stderr, where the person at the machine reads what concerns
// them. With TIPTOE_LOG they are asked for, and stay on stderr. A log that has grown past a
// megabyte is put aside first, as tiptoe.log.1.
void log_to_file(void);

// A word that came into the log's files by mistake, in a fault's text, is blanked in both of them,
// whoever else writes there meanwhile. Part of a longer word it stays. Whether there is none of it
// now.
bool log_blank(const char *word);

void log_level_set(LogLevel lowest);  // default LOG_WARN; TIPTOE_LOG=debug|info|warn|error
void log_write(LogLevel level, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define log_debug(...) log_write(LOG_DEBUG, __VA_ARGS__)
#define log_info(...)  log_write(LOG_INFO, __VA_ARGS__)
#define log_warn(...)  log_write(LOG_WARN, __VA_ARGS__)
#define log_error(...) log_write(LOG_ERROR, __VA_ARGS__)
