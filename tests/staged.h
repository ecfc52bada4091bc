// SPDX-License-Identifier: MIT
// staged.h: a play on the real screen without camera, model and store: the drawn child's true
// landmarks go through play, and the frame is drawn as in the gym. For tests of what is seen, and
// for tools/gallery.
#pragma once

#include "gym/screen.h"

typedef struct Staged {
    Settings settings;
    Run run;
    Demo *child;
    Screen screen;
    float zoom;    // how much nearer the child is than its camera shows; 0: not at all
    float rolled;  // in the 24th second a chair is pushed so far aside, of the picture's width, and
                   // in the 30th back
    Image camera;  // what the child's camera saw last
} Staged;

// A play of level 3, 60 s and seed 11, in which all is ticked that a grown-up ticks.
Settings staged_settings(const Game *game, SensoryPreset senses, Posture posture);

// `script`: what the child does (demo.h). The settings name game, level, posture, senses.
void staged_open(Staged *staged, Render *render, const Settings *settings, const char *script);
void staged_step(Staged *staged, int steps);
// The frame, up to its present.
void staged_draw(Staged *staged);
void staged_close(Staged *staged);
