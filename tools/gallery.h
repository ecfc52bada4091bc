// SPDX-License-Identifier: MIT
// gallery.h: what the sheets of tools/gallery share.
#pragma once

#include "base/image.h"
#include "render/render.h"
#include "tiptoe/game.h"

Image gallery_image(int width, int height);          // black; whoever asks frees `bgr`
Image gallery_shot(Render *render);                  // presents, and reads what is shown
void gallery_write(const char *name, Image *image);  // <folder>/<name>.png, and says so

// gallery_avatar.c: the child on the screen: poses, ages, looks, scenes, palettes, as some see it.
void gallery_avatar(Render *render);

// gallery_clips.c: 20 s of a game as <folder>/clip_<game>.mp4. UNAVAILABLE: no ffmpeg.
Result gallery_clip(Render *render, const Game *game, const char *folder);

// gallery_hour.c: the pages of a therapy hour.
void gallery_hour(Render *render);

// gallery_panel.c: the therapist's own window beside a play.
void gallery_panel(Render *render);

// gallery_children.c: the pages of the children. `shape` ends the files' names.
void gallery_children(Render *render, const char *shape);
