// SPDX-License-Identifier: MIT
// looks.h: how a child wants to be seen: skin, hair, clothes and aids, each chosen by itself.
#pragma once

#include "tiptoe/base.h"
#include "tiptoe/geometry.h"

// Stored by name. Append freely. X(name, stored name, colour)
#define SKIN_LIST(X)                                                                               \
    X(FAIR, "fair", 0xf8dac4)                                                                      \
    X(PEACH, "peach", 0xefc09c)                                                                    \
    X(TAN, "tan", 0xd8a077)                                                                        \
    X(AMBER, "amber", 0xb57a54)                                                                    \
    X(BROWN, "brown", 0x96644a)                                                                    \
    X(DEEP, "deep", 0x7a5040)

#define HAIR_LIST(X)                                                                               \
    X(INK, "ink", 0x35273a)                                                                        \
    X(BROWN, "brown", 0x6b4434)                                                                    \
    X(CHESTNUT, "chestnut", 0x8f5a3c)                                                              \
    X(WHEAT, "wheat", 0xd9b273)                                                                    \
    X(COPPER, "copper", 0xb5623f)

#define STYLE_LIST(X)                                                                              \
    X(TUFT, "tuft")                                                                                \
    X(BOB, "bob")                                                                                  \
    X(LONG, "long")                                                                                \
    X(TAILS, "tails")                                                                              \
    X(PUFFS, "puffs")                                                                              \
    X(CURLS, "curls")                                                                              \
    X(BUZZ, "buzz")                                                                                \
    X(HIJAB, "hijab")                                                                              \
    X(FOX, "fox")                                                                                  \
    X(ROBOT, "robot")

// X(name, stored name, top, bottom, shoes, trim, long sleeves, short trousers)
#define OUTFIT_LIST(X)                                                                             \
    X(BERRY, "berry", 0xc4566f, 0x8b6a5e, 0xf3e3cd, 0xf6e7d2, false, true)                         \
    X(CREAM, "cream", 0xf4e6cf, 0x945a68, 0x8d6a58, 0xc4566f, true, true)                          \
    X(PETROL, "petrol", 0x3f7d84, 0x8a675a, 0xf0dcc4, 0xf6e7d2, true, false)                       \
    X(BRICK, "brick", 0xb65a48, 0x84707f, 0xefe0cb, 0xf4e6cf, false, false)                        \
    X(RUST, "rust", 0xb65a48, 0x84707f, 0xf3e3cd, 0xf6e7d2, false, true)                           \
    X(PLUM, "plum", 0x7d5a86, 0x8a6a58, 0xf3e3cd, 0xf4e6cf, true, false)                           \
    X(ROSE, "rose", 0xb27580, 0x85606e, 0xa5586a, 0xfdf3e4, true, false)

// What helps a child is drawn as proudly as a toy.
#define AID_LIST(X)                                                                                \
    X(GLASSES, "glasses")                                                                          \
    X(HEARING, "hearing")                                                                          \
    X(LEG, "leg") /* a prosthesis of the left leg */                                               \
    X(ARM, "arm") /* of the left forearm */                                                        \
    X(WALKER, "walker")

typedef enum LookSkin {
#define X(name, ...) SKIN_##name,
    SKIN_LIST(X)
#undef X
        SKIN_COUNT
} LookSkin;

typedef enum LookHair {
#define X(name, ...) HAIR_##name,
    HAIR_LIST(X)
#undef X
        HAIR_COUNT
} LookHair;

typedef enum LookStyle {
#define X(name, ...) STYLE_##name,
    STYLE_LIST(X)
#undef X
        STYLE_COUNT
} LookStyle;

typedef enum LookOutfit {
#define X(name, ...) OUTFIT_##name,
    OUTFIT_LIST(X)
#undef X
        OUTFIT_COUNT
} LookOutfit;

typedef enum LookAid {
#define X(name, ...) AID_##name,
    AID_LIST(X)
#undef X
        AID_COUNT
} LookAid;

typedef struct Look {
    LookSkin skin;
    LookHair hair;
    LookStyle style;
    LookOutfit outfit;
    unsigned aids;  // bit 1 << LookAid
} Look;

// Ready ones, to choose from. X(name, skin, hair, style, outfit, aids)
#define LOOK_LIST(X)                                                                               \
    X("robin", PEACH, BROWN, TUFT, BERRY, 0)                                                       \
    X("amara", BROWN, INK, PUFFS, CREAM, 0)                                                        \
    X("noor", TAN, INK, HIJAB, PLUM, 0)                                                            \
    X("pippa", FAIR, COPPER, BOB, PETROL, 1u << AID_GLASSES)                                       \
    X("maya", AMBER, INK, LONG, BRICK, 1u << AID_HEARING)                                          \
    X("lena", TAN, CHESTNUT, TAILS, PETROL, 0)                                                     \
    X("kofi", DEEP, INK, CURLS, ROSE, 0)                                                           \
    X("finn", FAIR, WHEAT, TUFT, RUST, 1u << AID_LEG)                                              \
    X("ravi", AMBER, INK, BUZZ, BERRY, 1u << AID_GLASSES)                                          \
    X("ida", PEACH, CHESTNUT, TAILS, BERRY, 1u << AID_WALKER)                                      \
    X("fox", PEACH, INK, FOX, CREAM, 0)                                                            \
    X("robot", PEACH, INK, ROBOT, PLUM, 0)

#define LOOK_READY_COUNT 12
#define LOOK_TEXT_MAX    64

const char *look_ready_name(int number);  // 0 to LOOK_READY_COUNT - 1
Look look_ready(int number);
// A ready one's name, or skin-hair-style-outfit with aids behind plus signs, as
// "tan-ink-hijab-plum+glasses". False: not a look, and `look` stays as it was.
bool look_from_text(Look *look, const char *text);
void look_to_text(Look look, char text[LOOK_TEXT_MAX]);
