// SPDX-License-Identifier: MIT
// cards.h: what lies over a play that waits for the child: the count-in, and plates. Main
// thread.
#pragma once

#include "tiptoe/draw.h"

// `beats` as play_count_in(); below 0 nothing is drawn.
void cards_count_in(Canvas *canvas, float beats);

// What is said over a play that does not go on, and what to do about it.
#define CARDS_LIST(X)                                                                              \
    X(STOPPED, "icon_stop_hand", "Stop", "")                                                       \
    X(PAUSED, "icon_pause", "Pause", "")                                                           \
    X(SLOW, "icon_camera", "One moment", "No new picture comes just now")

typedef enum CardsPlate {
#define X(name, image, words, hint) CARDS_##name,
    CARDS_LIST(X)
#undef X
        CARDS_PLATE_COUNT
} CardsPlate;

void cards_plate(Canvas *canvas, CardsPlate plate);
