// SPDX-License-Identifier: MIT
// camera_choice.h: which of this machine's cameras is looked through. Main thread.
#pragma once

#include "gym/live.h"

// Shows the cameras with a picture of the chosen one, until one is settled on: it is that of the
// settings then, and how it hangs is kept by its name. No picture is kept anywhere.
void camera_choose(Live *live);
