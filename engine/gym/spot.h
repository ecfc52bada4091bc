// SPDX-License-Identifier: MIT
// spot.h: the child's pages before play: where to stand, how far the arms come. The arch opens its
// flowers while the child stands there still; a garland hangs between its hands. What is shown
// follows what the play tells; no step knows of it. Main thread.
#pragma once

#include "gym/run.h"
#include "tiptoe/draw.h"

#define SPOT_FLOWERS 11

typedef enum SpotPage {
    SPOT_COME,    // nobody is seen
    SPOT_NEARER,  // the child is small
    SPOT_BACK,    // its feet are below the picture
    SPOT_STILL,   // on the spot
    SPOT_REACH,
} SpotPage;

// Zeroed: nobody was seen yet.
typedef struct Spot {
    SpotPage page, wanted;
    uint32_t wanted_steps;  // so long it has been wanted
    bool seated, calm;
    bool shown;    // there is a figure: `body` and `size` are its own, until the child is measured
    Vec2 feet;     // of the figure ...
    float height;  // ... and how high it is
    float arch, far, garland;     // 0..1: how much is seen; the arch stands behind the child
    float flower[SPOT_FLOWERS];   // how far each is open
    int open, heard;              // flowers that are open or opening; the most that were heard
    bool opened;                  // one more, in this step
    float rest[2 * SIDE_COUNT];   // as of an Avatar
    Vec2 hand[SIDE_COUNT];        // where it came to rest ...
    uint32_t rested[SIDE_COUNT];  // ... for so many steps
    Vec2 butterfly;
    float landed;  // 0..1
    uint32_t step;
    Body body;
    Calibration size;
} Spot;

// After each step of a play. `calm`: the quiet form.
void spot_step(Spot *spot, const Play *play, bool calm);

// The sound of a flower that opens now, one note higher than the one before; false: there is none.
bool spot_sound(const Spot *spot, GameCue *cue);

// What stands behind the child, and what before it. `apart`: without the words, which are the
// therapist's.
void spot_draw_back(const Spot *spot, Canvas *canvas);
void spot_draw_front(const Spot *spot, const Run *run, Canvas *canvas, bool apart);

// Over a play that waits for a child who is out of the picture.
void spot_draw_away(const Spot *spot, Canvas *canvas, bool apart);

// What is asked of the child now, for the therapist.
const char *spot_words(const Spot *spot);

// The same, out of the way of a demonstration.
void spot_draw_aside(Canvas *canvas, const Run *run, const Settings *settings);

// All that these show, to be read ahead.
void spot_warm(Canvas *canvas, const Settings *settings);
