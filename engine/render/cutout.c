// SPDX-License-Identifier: MIT
// cutout.c: the player out of the camera's picture, or the player's shadow: the part of the picture
// round him is made a texture whose alpha is the mask, enlarged smoothly.
#include "render/parts.h"

#include <math.h>

#define MARGIN 3  // px round the player: the texture ends in pixels that cannot be seen

// Which shares of the mask the edge fades over. It is soft in the mask already, by two or three of
// its pixels; what the network half believes is mostly background.
typedef struct Edge {
    float from, to;  // 0..1
    float most;      // alpha inside
} Edge;
static const Edge cut_edge = { 0.40f, 0.80f, 1 };
static const Edge shadow_edge = { 0.20f, 0.85f, 0.78f };
static const uint32_t shadow_rgb = 0x16243e;  // a cool dusk

static void fill_levels(uint32_t level[256], Edge edge)
{
    for (int i = 0; i < 256; i++) {
        float t = clampf(((float)i / 255 - edge.from) / (edge.to - edge.from), 0, 1);
        level[i] = (uint32_t)(255 * edge.most * t * t * (3 - 2 * t) + 0.5f) << 24;
    }
}

// The mask's rows and columns with somebody in them. False: nobody.
static bool bounds(const CutoutLayer *layer, uint8_t least, SDL_Rect *box)
{
    int left = layer->side, right = -1, top = -1, bottom = -1;
    for (int y = 0; y < layer->side; y++) {
        const uint8_t *row = layer->share + (ptrdiff_t)y * layer->side;
        int from = 0, to = layer->side - 1;
        while (from < layer->side && row[from] < least) from++;
        if (from == layer->side) continue;
        while (row[to] < least) to--;
        left = from < left ? from : left;
        right = to > right ? to : right;
        if (top < 0) top = y;
        bottom = y;
    }
    *box = (SDL_Rect){ left, top, right - left + 1, bottom - top + 1 };
    return right >= 0;
}

// The upright box in the picture that holds the mask's box, with a margin.
static SDL_Rect in_picture(const CutoutLayer *layer, SDL_Rect box)
{
    const Image *image = layer->picture.image;
    float k = layer->side_px / (float)layer->side, c = cosf(layer->angle), s = sinf(layer->angle);
    Vec2 low = vec2(1e9f, 1e9f), high = vec2(-1e9f, -1e9f);
    for (int i = 0; i < 4; i++) {  // one pixel of the mask more on each side: it is smoothed
        float x = (float)(i % 2 ? box.x + box.w + 1 : box.x - 1) - (float)layer->side / 2;
        float y = (float)(i / 2 ? box.y + box.h + 1 : box.y - 1) - (float)layer->side / 2;
        Vec2 at = vec2(layer->centre_px.x + k * (c * x - s * y),
                       layer->centre_px.y + k * (s * x + c * y));
        low = vec2(fminf(low.x, at.x), fminf(low.y, at.y));
        high = vec2(fmaxf(high.x, at.x), fmaxf(high.y, at.y));
    }
    SDL_Rect all = { 0, 0, image->width, image->height }, part;
    SDL_Rect around = { (int)floorf(low.x) - MARGIN, (int)floorf(low.y) - MARGIN, 0, 0 };
    around.w = (int)ceilf(high.x) + MARGIN - around.x;
    around.h = (int)ceilf(high.y) + MARGIN - around.y;
    return SDL_IntersectRect(&around, &all, &part) ? part : (SDL_Rect){ 0 };
}

// Between four pixels of the mask, 0..255; x and y in 1/65536 px from the middle of the first.
static uint32_t share_at(const CutoutLayer *layer, int32_t x, int32_t y)
{
    int left = x >> 16, top = y >> 16;
    if (left < 0 || top < 0 || left >= layer->side - 1 || top >= layer->side - 1) return 0;
    const uint8_t *at = layer->share + (ptrdiff_t)top * layer->side + left;
    uint32_t u = (uint32_t)x >> 8 & 255, v = (uint32_t)y >> 8 & 255;
    uint32_t upper = at[0] * (256 - u) + at[1] * u;
    uint32_t lower = at[layer->side] * (256 - u) + at[layer->side + 1] * u;
    return (upper * (256 - v) + lower * v) >> 16;
}

// Puts the mask's alpha on the row's pixels, which are mirrored.
static void mask_row(Render *render, const CutoutLayer *layer, int y, SDL_Rect part,
                     const uint32_t level[256])
{
    float k = (float)layer->side / layer->side_px;
    float c = k * cosf(layer->angle), s = k * sinf(layer->angle);
    float dx = (float)part.x + 0.5f - layer->centre_px.x, dy = (float)y + 0.5f - layer->centre_px.y;
    float middle = (float)layer->side / 2 - 0.5f;
    int32_t u = (int32_t)lrintf(65536 * (c * dx + s * dy + middle));
    int32_t v = (int32_t)lrintf(65536 * (c * dy - s * dx + middle));
    int32_t u_by_x = (int32_t)lrintf(65536 * c), v_by_x = (int32_t)lrintf(-65536 * s);
    int width = render->camera_pixels.width;
    uint32_t *pixel = render->camera_pixels.at + (ptrdiff_t)(y + 1) * width - 1 - part.x;
    for (int i = 0; i < part.w; i++, u += u_by_x, v += v_by_x) {
        uint32_t rgb = layer->shadow ? shadow_rgb : pixel[-i] & 0xffffffu;
        pixel[-i] = level[share_at(layer, u, v)] | rgb;
    }
}

static void upload(Render *render, const CutoutLayer *layer)
{
    uint32_t level[256];
    Edge edge = layer->shadow ? shadow_edge : cut_edge;
    SDL_Rect box, part = { 0 };
    fill_levels(level, edge);
    if (bounds(layer, (uint8_t)(edge.from * 255), &box)) part = in_picture(layer, box);
    int width = render->camera_pixels.width;
    for (int y = part.y; y < part.y + part.h; y++) {
        if (!layer->shadow) camera_row(render, layer->picture.image, y, part.x, part.x + part.w);
        mask_row(render, layer, y, part, level);
    }
    part.x = width - part.x - part.w;  // in the texture, which is mirrored
    render->camera_part = part;
    if (part.w < 1 || part.h < 1) return;
    texture_write(render, &render->camera, &part,
                  render->camera_pixels.at + (ptrdiff_t)part.y * width + part.x, 4 * width);
}

void render_cutout(Render *render, const CutoutLayer *layer)
{
    REQUIRE(layer);
    const PictureLayer *picture = &layer->picture;
    const Image *image = picture->image;
    // A square that is hardly any or far larger than the picture would overflow the steps above.
    if (!image || !image->bgr || image->width < 1 || image->height < 1 || !layer->share) return;
    if (!(layer->side_px >= 8 && layer->side_px < 1e5f) || layer->side < 2) return;
    batch_flush(render);  // it may still show the picture before
    if (!camera_fits(render, image)) return;
    CameraUse use = layer->shadow ? CAMERA_SHADOW : CAMERA_CUTOUT;
    if (picture->number != render->camera_number || use != render->camera_use ||
        picture->number == 0)
        upload(render, layer);
    render->camera_number = picture->number;
    render->camera_use = use;
    // The outermost pixels are only there for the smoothing.
    SDL_Rect part = render->camera_part;
    part = (SDL_Rect){ part.x + 1, part.y + 1, part.w - 2, part.h - 2 };
    if (part.w > 0 && part.h > 0) camera_draw(render, picture, part);
}
