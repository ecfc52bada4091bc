// SPDX-License-Identifier: MIT
// words.h: text that begins at a point, where the canvas centres its own; text in two lines.
#pragma once

#include "render/render.h"

#include <string.h>

static inline void words_from(Render *render, Canvas *canvas, Vec2 left, float height, Color color,
                              const char *words)
{
    float half = render_text_width(render, height, words) / 2;
    canvas_text(canvas, vec2(left.x + half, left.y), height, color, "%s", words);
}

// Where words of more than `letters` are broken in two: at the last blank of their first half; 0:
// in one line.
static inline int words_break(const char *words, size_t letters)
{
    size_t length = strlen(words), at = length / 2 + 1;
    if (length <= letters) return 0;
    while (at > 0 && words[at] != ' ') at--;
    const char *first = strchr(words, ' ');
    return at ? (int)at : first ? (int)(first - words) : 0;
}
