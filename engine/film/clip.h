// SPDX-License-Identifier: MIT
// clip.h: a video file, decoded frame by frame by FFmpeg's libraries and turned upright by its own
// rotation mark. Prints nothing. One thread at a time.
#pragma once

#include "base/image.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct Clip Clip;

// NULL: there is no clip in it that can be read. Nothing but the file itself is opened.
Clip *clip_open(const char *path);
double clip_fps(const Clip *clip);         // as the file says; may be nonsense; 0: it does not say
int64_t clip_frames(const Clip *clip);     // as the file says; may be nonsense
bool clip_read(Clip *clip, Image *image);  // false: no more; valid until the next
void clip_close(Clip *clip);               // NULL is allowed
