// SPDX-License-Identifier: MIT
// monster_mirror_arc.h: how Monster Mirror opens and ends, and the monster as play draws it too.
#pragma once

#include "tiptoe/game.h"

extern const GameArc monster_mirror_arc;

typedef enum MonsterKind { MONSTER_VIOLET, MONSTER_MINT, MONSTER_PEACH, MONSTER_KINDS } MonsterKind;

// A monster in a pose; lengths that have no unit are shares of its own size.
typedef struct Monster {
    MonsterKind kind;
    float size;           // 1: the one in the mirror; 3.7 stage units high
    float alpha, laughs;  // 0..1
    Vec2 hips;            // stage units
    float floor_y;
    float lean;  // radians, to the right of the picture
    float drop;  // how far its hips are lowered: its knees go out
    float lift[SIDE_COUNT];
    Vec2 arm[SIDE_COUNT][3];  // shoulder, elbow, hand; set by monster_arm()
    int32_t sits;
} Monster;

Vec2 monster_up(const Monster *monster);
// The arm on that side: degrees from hanging along the trunk, outwards, of each half.
void monster_arm(Monster *monster, int side, float upper, float fore);
void monster_draw(Canvas *canvas, const Monster *monster);
