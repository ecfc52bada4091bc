// SPDX-License-Identifier: MIT
// child_badge.c: codes and their pictures.
#include "therapist/child_badge.h"

#include "base/bytes.h"
#include "therapist/palette.h"

#include <stdio.h>
#include <string.h>

// Words of codes; never changed, or a child would be shown as another. X(word, its colour)
#define COLOR_LIST(X)                                                                              \
    X("BLUE", 0.66f, 0.80f, 0.94f)                                                                 \
    X("GREEN", 0.67f, 0.85f, 0.66f)                                                                \
    X("RED", 0.95f, 0.64f, 0.60f)                                                                  \
    X("GOLD", 0.96f, 0.84f, 0.48f)                                                                 \
    X("PINK", 0.97f, 0.74f, 0.83f)                                                                 \
    X("GREY", 0.78f, 0.80f, 0.83f)                                                                 \
    X("WHITE", 1.00f, 1.00f, 1.00f)
// X(word, its picture)
#define ANIMAL_LIST(X)                                                                             \
    X("FOX", "animal_fox")                                                                         \
    X("OWL", "animal_owl")                                                                         \
    X("BEAR", "animal_bear")                                                                       \
    X("DUCK", "animal_duck")                                                                       \
    X("FROG", "animal_frog")                                                                       \
    X("SEAL", "animal_seal")                                                                       \
    X("WREN", "animal_wren")                                                                       \
    X("MOLE", "animal_mole")                                                                       \
    X("LYNX", "animal_lynx")                                                                       \
    X("HARE", "animal_hare")

static const struct {
    const char *word;
    Color color;
} colors[] = {
#define X(word, red, green, blue) { word, { red, green, blue, 1 } },
    COLOR_LIST(X)
#undef X
};
static const struct {
    const char *word, *image;
} animals[] = {
#define X(word, image) { word, image },
    ANIMAL_LIST(X)
#undef X
};
#define COLORS  ((int)(sizeof colors / sizeof *colors))
#define ANIMALS ((int)(sizeof animals / sizeof *animals))

void child_code_propose(Rng *rng, char code[PLAN_CHILD_MAX + 1])
{
    const char *color = colors[rng_below(rng, COLORS)].word;
    const char *animal = animals[rng_below(rng, ANIMALS)].word;
    snprintf(code, PLAN_CHILD_MAX + 1, "%s-%s-%d", color, animal, 10 + rng_below(rng, 90));
}

// Whether `word` stands in the code, between its ends, - or _.
static bool names(const char *code, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = code; *at; at += *at != '\0') {
        size_t part = strcspn(at, "-_");
        if (part == length && !strncasecmp(at, word, length)) return true;
        at += part;
        if (!*at) break;
    }
    return false;
}

void child_badge(Canvas *canvas, const char *code, Vec2 at, float diameter)
{
    uint64_t hash = bytes_hash(BYTES_HASH_START, code, strlen(code));
    int color = (int)(hash % COLORS), animal = (int)(hash / COLORS % ANIMALS);
    for (int i = 0; i < COLORS; i++)
        if (names(code, colors[i].word)) color = i;
    for (int i = 0; i < ANIMALS; i++)
        if (names(code, animals[i].word)) animal = i;
    canvas_disc(canvas, at, diameter / 2, PALETTE_EDGE);
    canvas_disc(canvas, at, diameter / 2 - 0.02f, COLOR_WHITE);
    canvas_disc(canvas, at, diameter / 2 - 0.05f, colors[color].color);
    canvas_image(canvas, animals[animal].image, at, 0.86f * diameter, 0, COLOR_WHITE);
}

void child_posture(Canvas *canvas, Posture posture, Vec2 at, float size)
{
    CanvasFigure figure = canvas_figure_stand(vec2(at.x, at.y - 0.36f * size), 0.66f * size);
    figure.seated = posture_is_seated(posture);
    figure.wheels = posture == POSTURE_WHEELCHAIR;
    if (posture == POSTURE_SUPPORTED) {  // a hand on the table
        figure.feet.x -= 0.14f * size;
        figure.upper[SIDE_RIGHT] = 40;
        figure.fore[SIDE_RIGHT] = 72;
    }
    canvas_figure(canvas, &figure);
}
