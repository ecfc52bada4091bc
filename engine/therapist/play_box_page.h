// SPDX-License-Identifier: MIT
// play_box_page.h: the corners of the play box on the camera's picture: dragged, moved by keys, or
// found by somebody who stands on one after the other; how wide and deep it is; and tried, by
// where a foot stands in it. It lies over the picture. Main thread.
#pragma once

#include "play/play_box.h"
#include "therapist/button.h"

#define BOX_STAND_S 1.5f  // a corner is where feet rest for so long

typedef enum BoxAnswer { BOX_STAY, BOX_KEEP, BOX_BACK } BoxAnswer;

typedef enum BoxWay {
    BOX_BY_HAND,
    BOX_BY_STEP,  // feet give the corners, far left first
    BOX_TRY,      // feet are told inside or outside
} BoxWay;

typedef struct PlayBoxPage {
    PlayBox box;
    BoxWay way;
    int corner;    // that keys, a drag or the next step moves
    Vec2 middle;   // of the picture, which is a mirror's, on the stage ...
    Vec2 size;     // ... and how large
    bool stands;   // somebody's feet are seen ...
    Vec2 foot;     // ... here in the picture
    Vec2 rest;     // where they came to rest,
    float rest_s;  // and since when
} PlayBoxPage;

// `kept`: what is to be changed; not set: a proposal.
PlayBoxPage play_box_page(const PlayBox *kept, Vec2 middle, Vec2 size);
BoxAnswer play_box_page_key(PlayBoxPage *page, int key);
BoxAnswer play_box_page_point(PlayBoxPage *page, Vec2 at);
void play_box_page_drag(PlayBoxPage *page, Vec2 at);

// Whether it asks where feet are.
bool play_box_page_watches(const PlayBoxPage *page);
// The newest of them, as safety_stand() finds them, `by_s` after the last; NULL: they are not seen.
// True: they gave a corner.
bool play_box_page_foot(PlayBoxPage *page, const Vec2 *picture, float by_s);

void play_box_page_draw(const PlayBoxPage *page, Canvas *canvas);
