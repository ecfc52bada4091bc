// SPDX-License-Identifier: MIT
// limbs.h: which limbs did a repetition: the dose that each of them got.
#pragma once

#include "tiptoe/game.h"

// The limbs that reached what `hit` (an EVENT_HIT) tells of: bit 1 << Limb. `target`: what was
// offered when it happened. A pose that invites several limbs counts once for each; a shift of the
// weight or of the trunk is no limb's own. A limb that is left out (`without`, as in Profile) does
// nothing that would count as its practice: a squat on one leg is that leg's.
unsigned limbs_of_hit(const GameEvent *hit, const GameTarget *target, int count, bool seated,
                      unsigned without);
