// menu.h: the therapist's start screen before a play: asks the store for known children and their
// last choices, and turns what was chosen into settings.
#pragma once

#include "app/live.h"

// Shows the start screen in the open window until the therapist plays (true) or leaves (false).
bool menu_choose(Live *live);
