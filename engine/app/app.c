// app.c: what every sub-command shares: how a fault is told, where the assets lie.
#include "app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int app_fault(const char *command, Result result)
{
    fprintf(stderr, "tiptoe %s: %s\n", command, fail_text());
    return result_exit_status(result);
}

const char *app_assets(void)
{
    const char *given = getenv("TIPTOE_ASSETS");
    if (given && *given) return given;
    return access(TIPTOE_BUILT_ASSETS, R_OK) == 0 ? TIPTOE_BUILT_ASSETS : "/usr/share/tiptoe";
}
