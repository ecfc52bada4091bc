// SPDX-License-Identifier: MIT
// traits.h: what the drawn child is like, as it can be said on the command line before the script:
// "skill=0.3,tremor=2; reach left 3, squat 3".
#pragma once

#include "demo/demo.h"

// X(name, field of DemoOptions, low, high, unit, words)
#define TRAIT_LIST(X)                                                                              \
    X(skill, skill, 0.01, 1, "", "how fast and exactly it aims; usually 0.8")                      \
    X(reaction, reaction_ms, 100, 3000, " ms", "mean time until a hand starts; usually 350")       \
    X(tremor, tremor_cm, 0, 5, " cm", "how far its hands shake, RMS; usually 0")                   \
    X(weakness_left, weakness[SIDE_LEFT], 0, 3, "", "its left side is so much slower; usually 0")  \
    X(weakness_right, weakness[SIDE_RIGHT], 0, 3, "", "as weakness_left")                          \
    X(attention, attention_s, 0, 600, " s", "mean time until it looks away; usually never: 0")     \
    X(age, age_years, 2, 18, " years", "sets height and reaction where they are not given")        \
    X(height, height_cm, 60, 210, " cm", "usually 120")                                            \
    X(reach_cm, reach_cm, 5, 100, " cm", "how far its hands come in play; usually the whole arm")  \
    X(range, range_cm, 1, 100, " cm", "how far its hands come from where they rest; usually all")

// A line for each, for the help of every command that takes a camera.
#define TRAIT_LINE(name, field, low, high, unit, words)                                            \
    "  " #name "=" #low "-" #high unit ": " words "\n"
#define TRAITS_HELP                                                                                \
    "The demo child can be turned: demo:NAME=VALUE,...; SCRIPT (alone it plays).\n" TRAIT_LIST(    \
        TRAIT_LINE)

// Reads the traits at the beginning of `*text` into `options` and moves `*text` on to the script
// behind their semicolon. No traits: nothing changes. USAGE: an unknown name or a value that is out
// of its limits; the line says which there are.
Result traits_read(DemoOptions *options, const char **text);
