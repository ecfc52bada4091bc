// SPDX-License-Identifier: MIT
// words.h: text that begins at a point; the canvas centres its own.
#pragma once

#include "render/render.h"

static inline void words_from(Render *render, Canvas *canvas, Vec2 left, float height, Color color,
                              const char *words)
{
    float half = render_text_width(render, height, words) / 2;
    canvas_text(canvas, vec2(left.x + half, left.y), height, color, "%s", words);
}
