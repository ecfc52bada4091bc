// SPDX-License-Identifier: MIT
// film_parts.h: the functions behind the table of vision/film.h; for the files of this room alone.
#pragma once

#include "vision/film.h"

Clip *clip_open(const char *path);
double clip_fps(const Clip *clip);
int64_t clip_frames(const Clip *clip);
int64_t clip_length_us(const Clip *clip);
bool clip_read(Clip *clip, ClipFrame *frame);
void clip_close(Clip *clip);

Still *still_open(void);
bool still_read(Still *still, StillKind kind, const uint8_t *bytes, size_t size, Image *image);
void still_close(Still *still);
