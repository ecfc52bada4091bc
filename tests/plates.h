// SPDX-License-Identifier: MIT
// plates.h: looks at the words of a drawn frame as a reader would: each whole, inside its plate and
// the picture, not under what was drawn later, not over other words, and dark or light enough
// against what lies behind it. A plate is the box or disc that a text's middle lies on.
#pragma once

#include "render/render.h"

#define PLATES_MAX   4096
#define CONTRAST     4.5f  // WCAG 2, 1.4.3
#define CONTRAST_BIG 3.0f  // of large letters (1.4.3) and of things that must be made out (1.4.11)

typedef struct Plates {
    Render *render;
    float least;  // height of the smallest letters; as set by plates_begin(), what can just be read
    int cut;      // texts longer than a canvas keeps
    int count;    // of what was drawn since plates_begin()
    CanvasItem item[PLATES_MAX];
} Plates;

// A frame: begun, and told of each canvas that it draws, in order.
void plates_begin(Plates *plates, Render *render);
void plates_add(Plates *plates, const Canvas *canvas);

// Of the words and the plates that they lie on: equal where they are.
uint64_t plates_mark(const Plates *plates);

// `bare`: the same frame as it was presented without its words; NULL: contrast is not looked at.
// The number of faults; `told` gets a line about each, as far as they fit.
int plates_faults(const Plates *plates, const Image *bare, char *told, size_t size);

// The contrast of two colours, 1..21, by WCAG 2; 0..255.
float contrast_of(const float a[3], const float b[3]);

// Width by height of a built picture, from its header; 0: there is none.
float picture_shape(const char *image);
