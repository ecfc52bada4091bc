// SPDX-License-Identifier: MIT
// traits.c: reads what the drawn child is like.
#include "traits.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef struct Trait {
    const char *name;
    size_t offset;  // of a float in DemoOptions
    double low, high;
    const char *unit;
} Trait;

static const Trait traits[] = {
#define X(name, field, low, high, unit, words)                                                     \
    { #name, offsetof(DemoOptions, field), low, high, unit },
    TRAIT_LIST(X)
#undef X
};
#define TRAIT_COUNT (sizeof traits / sizeof *traits)

#define NAME_LETTERS "abcdefghijklmnopqrstuvwxyz_"
#define BLANKS       " \t\n"

// Median height of a child, and a usual time to react [ours]; each only where it was not given.
static void take_age(DemoOptions *o)
{
    static const float height_cm[] = { 87,  96,  103, 110, 116, 122, 128, 133, 138,
                                       144, 150, 157, 162, 166, 168, 169, 170 };  // WHO, 2-18 years
    enum { LAST = sizeof height_cm / sizeof *height_cm - 1 };
    if (o->age_years <= 0) return;
    float after = clampf(o->age_years - 2, 0, LAST);
    int year = after < LAST ? (int)after : LAST - 1;
    float height = mixf(height_cm[year], height_cm[year + 1], after - (float)year);
    if (o->height_cm <= 0) o->height_cm = height;
    if (o->reaction_ms <= 0) o->reaction_ms = 200 + 1050 / o->age_years;
}

static Result read_trait(DemoOptions *options, const char *text, size_t length)
{
    size_t name = strspn(text, NAME_LETTERS);
    for (size_t i = 0; i < TRAIT_COUNT; i++) {
        const Trait *t = &traits[i];
        if (strlen(t->name) != name || strncmp(text, t->name, name) != 0 || text[name] != '=')
            continue;
        const char *number = text + name + 1;
        char *end = NULL;
        double value = strtod(number, &end);
        bool read = end > number && end + strspn(end, BLANKS) == text + length;
        if (!read || !(value >= t->low && value <= t->high))
            return fail(RESULT_USAGE, "demo child: \"%.*s\": write %s=%g to %g%s", (int)length,
                        text, t->name, t->low, t->high, t->unit);
        *(float *)((char *)options + t->offset) = (float)value;
        return RESULT_OK;
    }
#define X(name, field, low, high, unit, words) " " #name
    return fail(RESULT_USAGE, "demo child: \"%.*s\" is none of" TRAIT_LIST(X), (int)length, text);
#undef X
}

Result traits_read(DemoOptions *options, const char **text)
{
    REQUIRE(options && text && *text);
    const char *at = *text + strspn(*text, BLANKS);
    if (at[strspn(at, NAME_LETTERS)] != '=') return RESULT_OK;  // a script begins with a word
    for (;;) {
        size_t length = strcspn(at, ",;");
        Result result = read_trait(options, at, length);
        if (result != RESULT_OK) return result;
        at += length;
        if (*at != ',') break;
        at++;
        at += strspn(at, BLANKS);
    }
    *text = *at == ';' ? at + 1 : at;
    take_age(options);
    return RESULT_OK;
}
