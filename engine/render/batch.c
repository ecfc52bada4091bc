// SPDX-License-Identifier: MIT
// batch.c: collects triangles so that a frame costs few draw calls.
#include "render/parts.h"

SDL_FPoint to_px(const Render *render, Vec2 at)
{
    return (SDL_FPoint){ render->origin.x + at.x * render->px_per_unit,
                         render->origin.y + (STAGE_HEIGHT - at.y) * render->px_per_unit };
}

static uint8_t to_byte(float share)
{
    return (uint8_t)(clampf(share, 0, 1) * 255.0f + 0.5f);
}

static SDL_Color bytes_of(Color c)
{
    return (SDL_Color){ to_byte(c.r), to_byte(c.g), to_byte(c.b), to_byte(c.a) };
}

SDL_Color to_color(const Render *render, Color color)
{
    return bytes_of(tones_color(&render->tones, color));
}

SDL_Color to_tint(const Render *render, Color color)
{
    return bytes_of(tones_tint(&render->tones, color));
}

void batch_flush(Render *render)
{
    Batch *batch = &render->batch;
    if (batch->index_count > 0) device_triangles(render, batch);
    batch->vertex_count = 0;
    batch->index_count = 0;
}

int batch_begin(Render *render, const Texture *texture, int vertices, int indices)
{
    Batch *batch = &render->batch;
    REQUIRE(vertices <= BATCH_VERTICES_MAX && indices <= BATCH_INDICES_MAX);
    if (batch->texture != texture || batch->vertex_count + vertices > BATCH_VERTICES_MAX ||
        batch->index_count + indices > BATCH_INDICES_MAX)
        batch_flush(render);
    batch->texture = texture;
    return batch->vertex_count;
}

void batch_vertex(Render *render, SDL_FPoint at, SDL_Color color, float u, float v)
{
    REQUIRE(render->batch.vertex_count < BATCH_VERTICES_MAX);
    Batch *batch = &render->batch;
    batch->vertex[batch->vertex_count++] = (SDL_Vertex){ at, color, { u, v } };
}

void batch_triangle(Render *render, int a, int b, int c)
{
    REQUIRE(render->batch.index_count + 3 <= BATCH_INDICES_MAX);
    int *index = render->batch.index + render->batch.index_count;
    index[0] = a;
    index[1] = b;
    index[2] = c;
    render->batch.index_count += 3;
}

void batch_convex(Render *render, int first, int count, int apart)
{
    const SDL_Vertex *vertex = &render->batch.vertex[first];
    int top = 0;
    for (int i = 1; i < count; i++)
        if (vertex[i * apart].position.y < vertex[top * apart].position.y) top = i;
    int a = top, b = (top + 1) % count;
    for (int left = count - 2; left > 0; left--) {
        int up = (a + count - 1) % count, down = (b + 1) % count;
        bool take_up = vertex[up * apart].position.y < vertex[down * apart].position.y;
        batch_triangle(render, first + a * apart, first + b * apart,
                       first + (take_up ? up : down) * apart);
        if (take_up)
            a = up;
        else
            b = down;
    }
}

void batch_quad(Render *render, const Texture *texture, SDL_FPoint middle, SDL_FPoint half,
                float turn, SDL_FRect part, SDL_Color color)
{
    static const float corner[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };
    float c = cosf(turn), s = sinf(turn);
    int first = batch_begin(render, texture, 4, 6);
    for (int i = 0; i < 4; i++) {
        float x = corner[i][0] * half.x, y = corner[i][1] * half.y;
        // The window's y runs down, so an anticlockwise turn has its sine the other way round.
        SDL_FPoint at = { middle.x + c * x + s * y, middle.y - s * x + c * y };
        batch_vertex(render, at, color, corner[i][0] < 0 ? part.x : part.x + part.w,
                     corner[i][1] < 0 ? part.y : part.y + part.h);
    }
    batch_triangle(render, first, first + 1, first + 2);
    batch_triangle(render, first, first + 2, first + 3);
}
