// SPDX-License-Identifier: MIT
// result.c: the texts of results, the line that explains a fault, and the end of a broken program.
#include "base/log.h"
#include "tiptoe/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static _Thread_local char fault_line[320];

const char *result_text(Result result)
{
    static const char *const texts[] = {
#define X(name, status, text) text,
        RESULT_LIST(X)
#undef X
    };
    return (unsigned)result < RESULT_COUNT ? texts[result] : "unknown result";
}

int result_exit_status(Result result)
{
    static const int statuses[] = {
#define X(name, status, text) status,
        RESULT_LIST(X)
#undef X
    };
    return (unsigned)result < RESULT_COUNT ? statuses[result] : 70;
}

Result fail(Result result, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(fault_line, sizeof fault_line, format, args);
    va_end(args);
    log_info("fault result=%d \"%s\"", (int)result, fault_line);
    return result;
}

const char *fail_text(void)
{
    return fault_line;
}

_Noreturn void base_stop(const char *condition, const char *file, int line)
{
    fprintf(stderr,
            "tiptoe: a fault in the program, not yours: %s (%s:%d). "
            "What was recorded is safe; please start again.\n",
            condition, file, line);
    abort();
}
