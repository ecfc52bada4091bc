// SPDX-License-Identifier: MIT
// film_table.c: what the module shows; all the rest of it is hidden.
#include "build_commit.h"
#include "film/film_parts.h"

extern const Film tiptoe_film;
__attribute__((visibility("default"))) const Film tiptoe_film = {
    .module = { TIPTOE_VERSION "+" TIPTOE_COMMIT },
    .clip_open = clip_open,
    .clip_fps = clip_fps,
    .clip_frames = clip_frames,
    .clip_length_us = clip_length_us,
    .clip_read = clip_read,
    .clip_close = clip_close,
    .still_open = still_open,
    .still_read = still_read,
    .still_close = still_close,
};
