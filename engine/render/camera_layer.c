// SPDX-License-Identifier: MIT
// camera_layer.c: the camera's picture on the stage, as in a mirror.
#include "render/parts.h"

#include <stdlib.h>

bool camera_fits(Render *render, const Image *image)
{
    Pixels *pixels = &render->camera_pixels;
    if (pixels->at && pixels->width == image->width && pixels->height == image->height) return true;
    texture_close(&render->camera);
    free(pixels->at);
    size_t count = (size_t)image->width * (size_t)image->height;
    *pixels = (Pixels){ .width = image->width,
                        .height = image->height,
                        .at = (uint32_t *)malloc(4 * count) };
    render->camera_number = 0;
    return pixels->at &&
           texture_open(render, &render->camera, image->width, image->height) == RESULT_OK;
}

void camera_row(Render *render, const Image *image, int y, int from, int to)
{
    REQUIRE(y >= 0 && y < image->height && from >= 0 && from <= to && to <= image->width);
    const Tones *tones = &render->tones;
    const uint8_t *bgr = image->bgr + (ptrdiff_t)y * image->stride + 3 * (ptrdiff_t)from;
    uint32_t *pixel = render->camera_pixels.at + (ptrdiff_t)(y + 1) * image->width - 1 - from;
    if (tones->saturation >= 1 && tones->brightness >= 1) {
        for (int x = from; x < to; x++, bgr += 3, pixel--)
            *pixel = 0xff000000u | (uint32_t)bgr[2] << 16 | (uint32_t)bgr[1] << 8 | bgr[0];
        return;
    }
    for (int x = from; x < to; x++, bgr += 3, pixel--) {
        uint8_t now[3];
        tones_pixel(&render->tone_table, bgr, now);
        *pixel = 0xff000000u | (uint32_t)now[2] << 16 | (uint32_t)now[1] << 8 | now[0];
    }
}

static void upload(Render *render, const Image *image)
{
    for (int y = 0; y < image->height; y++) camera_row(render, image, y, 0, image->width);
    texture_write(render, &render->camera, NULL, render->camera_pixels.at, 4 * image->width);
}

void camera_draw(Render *render, const PictureLayer *layer, SDL_Rect part)
{
    const Pixels *whole = &render->camera_pixels;
    float k = layer->stage_per_px, w = (float)whole->width, h = (float)whole->height;
    // The picture's left edge is the stage's right one: x = origin.x - (px.x - origin_px.x) * k.
    // The texture is mirrored already, so its left is the picture's right.
    Vec2 corner = vec2(layer->origin.x + (layer->origin_px.x - w + (float)part.x) * k,
                       layer->origin.y + (layer->origin_px.y - (float)part.y) * k);
    SDL_FPoint at = to_px(render, corner);
    SDL_FPoint half = { (float)part.w * k * render->px_per_unit / 2,
                        (float)part.h * k * render->px_per_unit / 2 };
    batch_quad(
        render, &render->camera, (SDL_FPoint){ at.x + half.x, at.y + half.y }, half, 0,
        (SDL_FRect){ (float)part.x / w, (float)part.y / h, (float)part.w / w, (float)part.h / h },
        (SDL_Color){ 255, 255, 255, (uint8_t)(clampf(layer->alpha, 0, 1) * 255 + 0.5f) });
    batch_flush(render);
}

void render_picture(Render *render, const PictureLayer *layer)
{
    REQUIRE(layer);
    const Image *image = layer->image;
    if (!image || !image->bgr || image->width < 1 || image->height < 1) return;
    batch_flush(render);  // it may still show the picture before
    if (!camera_fits(render, image)) return;
    bool stale = layer->number != render->camera_number || render->camera_use != CAMERA_WHOLE;
    if (stale || layer->number == 0) upload(render, image);
    render->camera_number = layer->number;
    render->camera_use = CAMERA_WHOLE;
    camera_draw(render, layer, (SDL_Rect){ 0, 0, image->width, image->height });
}
