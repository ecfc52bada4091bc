// SPDX-License-Identifier: MIT
// praise.c: the forms in which a praise is said.
#include "tiptoe/spoken.h"

#include <string.h>

// The lines that have SPOKEN_FORMS forms; the further ones are called line_2 and so on.
// clang-format off
#define PRAISE_LIST(X) \
    X(long_reach) \
    X(comet_home) \
    X(good_rhythm) \
    X(tall_giraffe) \
    X(sat_tall) \
    X(monster_same) \
    X(rainbow_grows) \
    X(raft_captain) \
    X(rocket_strong) \
    X(slowly) \
    X(statue_stone) \
    X(star_home) \
    X(star_row)
// clang-format on

const char *spoken_form(const char *line, uint32_t number)
{
    static const char *const forms[][SPOKEN_FORMS] = {
#define X(line) { #line, #line "_2", #line "_3", #line "_4", #line "_5" },
        PRAISE_LIST(X)
#undef X
    };
    REQUIRE(line);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (!strcmp(line, forms[i][0])) return forms[i][number % SPOKEN_FORMS];
    return line;
}
