// camera_layer.c: the camera's picture on the stage, as in a mirror.
#include "render/parts.h"

#include <stdlib.h>

static bool fits(Render *render, const Image *image)
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

// One row, mirrored, within the ceiling of saturation (256 is full colour).
static void copy_row(uint32_t *to, const uint8_t *from, int width, int saturation)
{
    for (int x = 0; x < width; x++, from += 3) {
        int b = from[0], g = from[1], r = from[2];
        int luma = (54 * r + 183 * g + 19 * b) * (256 - saturation) >> 8;  // Rec. 709
        b = (luma + b * saturation) >> 8;
        g = (luma + g * saturation) >> 8;
        r = (luma + r * saturation) >> 8;
        to[width - 1 - x] = 0xff000000u | (uint32_t)r << 16 | (uint32_t)g << 8 | (uint32_t)b;
    }
}

static void upload(Render *render, const Image *image)
{
    int saturation = (int)(render->saturation * 256 + 0.5f);
    for (int y = 0; y < image->height; y++)
        copy_row(render->camera_pixels.at + (ptrdiff_t)y * image->width,
                 image->bgr + (ptrdiff_t)y * image->stride, image->width, saturation);
    texture_write(render, &render->camera, NULL, render->camera_pixels.at, 4 * image->width);
}

void render_picture(Render *render, const PictureLayer *layer)
{
    const Image *image = layer->image;
    if (!image || !image->bgr || image->width < 1 || image->height < 1) return;
    batch_flush(render);  // it may still show the picture before
    if (!fits(render, image)) return;
    if (layer->number != render->camera_number || layer->number == 0) upload(render, image);
    render->camera_number = layer->number;
    float k = layer->stage_per_px;
    // The picture's left edge is the stage's right one: x = origin.x - (px.x - origin_px.x) * k.
    Vec2 right_top =
        vec2(layer->origin.x + layer->origin_px.x * k, layer->origin.y + layer->origin_px.y * k);
    SDL_FPoint half = { (float)image->width * k * render->px_per_unit / 2,
                        (float)image->height * k * render->px_per_unit / 2 };
    SDL_FPoint corner = to_px(render, vec2(right_top.x - (float)image->width * k, right_top.y));
    batch_quad(render, &render->camera, (SDL_FPoint){ corner.x + half.x, corner.y + half.y }, half,
               0, (SDL_FRect){ 0, 0, 1, 1 },
               (SDL_Color){ 255, 255, 255, (uint8_t)(clampf(layer->alpha, 0, 1) * 255 + 0.5f) });
    batch_flush(render);
}
