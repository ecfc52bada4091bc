// SPDX-License-Identifier: MIT
// child_parts.h: what is alike on every page of the child, so that one page teaches all: the bird
// is the voice, the bee sits on what has the focus, a paper disc is what can be chosen. Main
// thread.
#pragma once

#include "tiptoe/draw.h"

// Colours that calm and lively leave as they are.
#define CHILD_INK   ((Color){ 0.169f, 0.188f, 0.322f, 1 })
#define CHILD_PAPER ((Color){ 1.000f, 0.973f, 0.918f, 1 })
#define CHILD_DASH  ((Color){ 0.420f, 0.353f, 0.267f, 1 })

// In the left upper corner; two arcs while it speaks.
void child_bird(Canvas *canvas, bool speaks);

// A ring of three tones round a disc, and the bee on it.
void child_focus(Canvas *canvas, Vec2 at, float radius);

// A vine grows round what a hand holds; when it is full a flower opens.
void child_vine(Canvas *canvas, Vec2 at, float radius, float share);

// A bubble tells how it is done: what is in it is the caller's.
void child_bubble(Canvas *canvas, Vec2 at, float radius);

// A paper disc with a picture `height` high in it.
void child_medal(Canvas *canvas, Vec2 at, float radius, const char *image, float height);
