// SPDX-License-Identifier: MIT
// search.h: who is in the picture: the detector over several views of it, and the order of choice.
#pragma once

#include "vision/detector.h"

#define SEARCH_VIEWS_MAX  4
#define SEARCH_PEOPLE_MAX DETECTOR_PEOPLE_MAX

// How the player is chosen among several people. X(name, word, meaning)
#define CHOOSE_LIST(X)                                                                             \
    X(SPOT, "spot", "who stands nearest to the play spot: the middle of the lower third")          \
    X(LEFT, "left", "who stands farthest left in the picture")                                     \
    X(RIGHT, "right", "who stands farthest right")                                                 \
    X(CENTRE, "centre", "whose hips are nearest to the middle of the picture")                     \
    X(LARGEST, "largest", "who is largest in the picture")                                         \
    X(SMALLEST, "smallest", "who is smallest in the picture")

typedef enum Choose {
#define X(name, word, meaning) CHOOSE_##name,
    CHOOSE_LIST(X)
#undef X
        CHOOSE_COUNT
} Choose;

Choose choose_find(const char *word);  // CHOOSE_COUNT: unknown

typedef struct Sighting {
    Person person;
    float radius;  // of the circle around the hips that holds the whole body, px
    float fit;     // its diameter over the side of the view that it was seen in
} Sighting;

// The whole picture, and squares two thirds as high that stand on its lower edge in the middle,
// left and right: the detector misses who is smaller than a quarter of the square it looks at. The
// first two are enough to find somebody on the play spot.
void search_views(int width, int height, Region views[SEARCH_VIEWS_MAX]);

// Adds whom the detector sees in `view` to the `count` in `seen`, which has room for
// SEARCH_PEOPLE_MAX, and returns the new count. Nobody is listed twice.
int search_add(Detector *detector, const Image *image, Region view, Sighting *seen, int count);

// Adds one sighting, unless it is listed already: then the nearer view of the two stays.
int search_insert(Sighting *seen, int count, const Sighting *now);

// Sorts by `choose`, the best first. With `smaller`, the smallest of all who stand on the play spot
// comes before the others there.
void search_sort(Sighting *seen, int count, Choose choose, bool smaller, const Image *image);

// The box around the whole body.
void sighting_box(const Sighting *sighting, Vec2 *low, Vec2 *high);
