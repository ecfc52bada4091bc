// SPDX-License-Identifier: MIT
// checkup_names.c: the stored names of the check-up's lists.
#include "tiptoe/checkup.h"

const char *checkup_name(CheckupKind kind)
{
    static const char *const names[] = {
#define X(name, stored, title, seconds) stored,
        CHECKUP_LIST(X)
#undef X
    };
    REQUIRE((unsigned)kind < CHECKUP_COUNT);
    return names[kind];
}

const char *checkup_title(CheckupKind kind)
{
    static const char *const titles[] = {
#define X(name, stored, title, seconds) title,
        CHECKUP_LIST(X)
#undef X
    };
    REQUIRE((unsigned)kind < CHECKUP_COUNT);
    return titles[kind];
}

const char *checkup_void_name(CheckupVoid why)
{
    static const char *const names[] = {
#define X(name, stored, text) stored,
        CHECKUP_VOID_LIST(X)
#undef X
    };
    REQUIRE((unsigned)why < CHECKUP_VOID_COUNT);
    return names[why];
}

const char *support_name(Support support)
{
    static const char *const names[] = {
#define X(name, stored) stored,
        SUPPORT_LIST(X)
#undef X
    };
    REQUIRE((unsigned)support < SUPPORT_COUNT);
    return names[support];
}
