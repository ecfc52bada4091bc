// SPDX-License-Identifier: MIT
// window_view.c: what one window shows, small in another one.
#include "render/parts.h"

// Where `other` lies in the room, whole, px of the window.
static SDL_Rect place_of(const Render *render, const Render *other, Vec2 middle, Vec2 room)
{
    float scale = fminf(room.x * render->px_per_unit / (float)other->width,
                        room.y * render->px_per_unit / (float)other->height);
    SDL_FPoint at = to_px(render, middle);
    SDL_Rect place = { .w = (int)((float)other->width * scale),
                       .h = (int)((float)other->height * scale) };
    place.x = (int)at.x - place.w / 2;
    place.y = (int)at.y - place.h / 2;
    return place;
}

// The mean of four, each channel.
static uint32_t mean(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    const uint32_t odd = 0xff00ffu;
    uint32_t low = ((a & odd) + (b & odd) + (c & odd) + (d & odd) + 0x20002u) >> 2 & odd;
    a = a >> 8 & odd, b = b >> 8 & odd, c = c >> 8 & odd, d = d >> 8 & odd;
    return low | ((a + b + c + d + 0x20002u) >> 2 & odd) << 8;
}

// Four points stand for all that a pixel covers: the cost does not grow with the other window.
static void shrink(Pixels *to, const Pixels *from, const SDL_Rect *place)
{
    for (int y = 0; y < place->h; y++) {
        uint32_t *row = to->at + (ptrdiff_t)(place->y + y) * to->width + place->x;
        const uint32_t *up =
            from->at + (ptrdiff_t)((4 * y + 1) * from->height / (4 * place->h)) * from->width;
        const uint32_t *down =
            from->at + (ptrdiff_t)((4 * y + 3) * from->height / (4 * place->h)) * from->width;
        for (int x = 0; x < place->w; x++) {
            int left = (4 * x + 1) * from->width / (4 * place->w);
            int right = (4 * x + 3) * from->width / (4 * place->w);
            row[x] = 0xff000000u | mean(up[left], up[right], down[left], down[right]);
        }
    }
}

// The card shrinks its picture itself; little is read back.
static bool read_small(Render *other, const SDL_Rect *place, Pixels *to)
{
    SDL_Texture *small = SDL_CreateTexture(other->sdl, SDL_PIXELFORMAT_ARGB8888,
                                           SDL_TEXTUREACCESS_TARGET, place->w, place->h);
    if (!small) return false;
    SDL_SetTextureBlendMode(other->picture.sdl, SDL_BLENDMODE_NONE);
    SDL_SetTextureColorMod(other->picture.sdl, 255, 255, 255);
    SDL_SetRenderTarget(other->sdl, small);
    SDL_RenderCopy(other->sdl, other->picture.sdl, NULL, NULL);
    uint32_t *corner = to->at + (ptrdiff_t)place->y * to->width + place->x;
    bool done = SDL_RenderReadPixels(other->sdl, NULL, SDL_PIXELFORMAT_ARGB8888, corner,
                                     4 * to->width) == 0;
    SDL_SetRenderTarget(other->sdl, other->picture.sdl);
    SDL_DestroyTexture(small);
    return done;
}

void render_view(Render *render, Render *other, Vec2 middle, Vec2 room)
{
    REQUIRE(!render->sdl && other != render);
    SDL_Rect place = place_of(render, other, middle, room);
    bool inside = place.x >= 0 && place.y >= 0 && place.x + place.w <= render->width &&
                  place.y + place.h <= render->height;
    if (render->lost || other->lost || !other->presented) return;
    if (!inside || place.w < 1 || place.h < 1) return;
    batch_flush(render);
    device_cover(render);
    if (other->sdl)
        (void)read_small(other, &place, &render->picture.pixels);
    else
        shrink(&render->picture.pixels, &other->picture.pixels, &place);
}
