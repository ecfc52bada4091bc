// SPDX-License-Identifier: MIT
// demonstration.h: a simulated child plays this very game for ten seconds, which explains it,
// while the game's rule is told. The same, run ahead and not shown, tells which pictures a play
// will need. Main thread.
#pragma once

#include "demo/demo.h"
#include "gym/dress.h"
#include "play/plan.h"
#include "render/render.h"

#define DEMONSTRATION_S      10u
#define DEMONSTRATION_MOST_S 20u  // where the first success takes longer

// Zeroed: none is under way.
typedef struct Demonstration {
    Play *play;  // NULL: none
    Demo *child;
    Avatar avatar;
    unsigned support;  // what holds this child, and so the simulated one
    PlayOutput out;
    const char *words;     // begun and not asked for yet; NULL: none
    uint32_t step;         // the next one
    uint32_t ready_steps;  // until the child was measured and play began
} Demonstration;

// Opens the game at the chosen level and measures the child: some hundredths of a second. The child
// sits or stands as the player does, with what holds it, and plays with the limbs and the hand that
// the player has. False: there is none for this game, or no memory.
bool demonstration_open(Demonstration *demonstration, const PlayPlan *plan);

void demonstration_step(Demonstration *demonstration, int steps);

// The line that begins to be said about what is shown, the game's rule first; NULL: none. Once.
const char *demonstration_words(Demonstration *demonstration);
float demonstration_progress(const Demonstration *demonstration);  // 0..1 of the ten seconds
bool demonstration_over(const Demonstration *demonstration);       // and a success was seen

// The scene, the child as the avatar in its own look, and a frame that tells that this is not the
// player himself.
void demonstration_draw(const Demonstration *demonstration, const Look *look, Render *render,
                        Canvas *canvas);

void demonstration_close(Demonstration *demonstration);  // nothing happens if none is under way
