// SPDX-License-Identifier: MIT
// play_boxes.h: the play box of each room, kept by the name of its camera: the corners are places
// in that camera's picture.
#pragma once

#include "play/play_box.h"
#include "session/store.h"

// In place of what was kept of this camera. USAGE: no camera's name, or no rectangle on a floor.
// FULL, BUSY, LOST.
Result play_box_save(Store *store, const char *camera, const PlayBox *box);

// None was set, or what was kept is damaged: a box that is not set. `given`: a store's path; NULL:
// the usual one.
PlayBox play_box_load(const char *given, const char *camera);
