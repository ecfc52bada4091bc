// SPDX-License-Identifier: MIT
// looks.c: looks by name.
#include "avatar/looks.h"

#include <stdio.h>
#include <string.h>

static const char *const skins[] = {
#define X(name, stored, ...) stored,
    SKIN_LIST(X)
#undef X
};
static const char *const hairs[] = {
#define X(name, stored, ...) stored,
    HAIR_LIST(X)
#undef X
};
static const char *const styles[] = {
#define X(name, stored) stored,
    STYLE_LIST(X)
#undef X
};
static const char *const outfits[] = {
#define X(name, stored, ...) stored,
    OUTFIT_LIST(X)
#undef X
};
static const char *const aids[] = {
#define X(name, stored) stored,
    AID_LIST(X)
#undef X
};

static const struct {
    const char *name;
    Look look;
} ready[] = {
#define X(name, skin, hair, style, outfit, aids)                                                   \
    { name, { SKIN_##skin, HAIR_##hair, STYLE_##style, OUTFIT_##outfit, aids } },
    LOOK_LIST(X)
#undef X
};
_Static_assert(sizeof ready / sizeof *ready == LOOK_READY_COUNT, "as many as told");

const char *look_ready_name(int number)
{
    REQUIRE(number >= 0 && number < LOOK_READY_COUNT);
    return ready[number].name;
}

Look look_ready(int number)
{
    REQUIRE(number >= 0 && number < LOOK_READY_COUNT);
    return ready[number].look;
}

// The number of the word between `*text` and one of `ends`; steps over both. -1: no such word.
static int take_word(const char **text, const char *ends, const char *const *words, int count)
{
    size_t length = strcspn(*text, ends);
    const char *word = *text;
    *text += length + (word[length] != '\0');
    for (int i = 0; i < count; i++)
        if (strlen(words[i]) == length && !memcmp(words[i], word, length)) return i;
    return -1;
}

bool look_from_text(Look *look, const char *text)
{
    for (int i = 0; i < LOOK_READY_COUNT; i++) {
        if (strcmp(text, ready[i].name) != 0) continue;
        *look = ready[i].look;
        return true;
    }
    int skin = take_word(&text, "-", skins, SKIN_COUNT);
    int hair = take_word(&text, "-", hairs, HAIR_COUNT);
    int style = take_word(&text, "-", styles, STYLE_COUNT);
    int outfit = take_word(&text, "+", outfits, OUTFIT_COUNT);
    unsigned worn = 0;
    while (*text) {
        int aid = take_word(&text, "+", aids, AID_COUNT);
        if (aid < 0) return false;
        worn |= 1u << aid;
    }
    if (skin < 0 || hair < 0 || style < 0 || outfit < 0) return false;
    *look = (Look){ (LookSkin)skin, (LookHair)hair, (LookStyle)style, (LookOutfit)outfit, worn };
    return true;
}

void look_to_text(Look look, char text[LOOK_TEXT_MAX])
{
    int used = snprintf(text, LOOK_TEXT_MAX, "%s-%s-%s-%s", skins[look.skin], hairs[look.hair],
                        styles[look.style], outfits[look.outfit]);
    for (int i = 0; i < AID_COUNT; i++)
        if (look.aids & 1u << i)
            used += snprintf(text + used, LOOK_TEXT_MAX - (size_t)used, "+%s", aids[i]);
    REQUIRE(used > 0 && used < LOOK_TEXT_MAX);
}
