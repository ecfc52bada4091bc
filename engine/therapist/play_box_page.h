// SPDX-License-Identifier: MIT
// play_box_page.h: the corners of the play box on the camera's picture, moved by a tap or by keys,
// and how wide and deep it is. It lies over the picture. Main thread.
#pragma once

#include "play/play_box.h"
#include "therapist/button.h"

typedef enum BoxAnswer { BOX_STAY, BOX_KEEP, BOX_BACK } BoxAnswer;

typedef struct PlayBoxPage {
    PlayBox box;
    int corner;   // that keys move
    Vec2 middle;  // of the picture, which is a mirror's, on the stage ...
    Vec2 size;    // ... and how large
} PlayBoxPage;

// `kept`: what is to be changed; not set: a proposal.
PlayBoxPage play_box_page(const PlayBox *kept, Vec2 middle, Vec2 size);
BoxAnswer play_box_page_key(PlayBoxPage *page, int key);
BoxAnswer play_box_page_point(PlayBoxPage *page, Vec2 at);
void play_box_page_draw(const PlayBoxPage *page, Canvas *canvas);
