// SPDX-License-Identifier: MIT
// render_device.c: the window and the two ways to draw in it: the renderer of SDL on a graphics
// card, or our own triangles where there is none (those of SDL have jagged edges) or nothing is to
// be seen.
#include "base/log.h"
#include "render/pairs.h"
#include "render/parts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Where SDL finds no display it takes a driver that shows nothing, unless that was asked for by
// name.
static bool shows_nothing(void)
{
    const char *driver = SDL_GetCurrentVideoDriver(), *asked = getenv("SDL_VIDEODRIVER");
    return !asked && (!strcmp(driver, "offscreen") || !strcmp(driver, "dummy"));
}

static Result open_video(const RenderOptions *options)
{
    if (options->beside)  // what the first one chose holds
        return SDL_InitSubSystem(SDL_INIT_VIDEO) == 0
                   ? RESULT_OK
                   : fail(RESULT_UNAVAILABLE, "no second window: %s", SDL_GetError());
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_DOUBLE_BUFFER, "1");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (options->headless)
        SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "dummy", SDL_HINT_OVERRIDE);
    else
        SDL_ResetHint(SDL_HINT_VIDEODRIVER);
    bool opened = SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
    if (opened && (options->headless || !shows_nothing())) return RESULT_OK;
    if (opened) SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return fail(RESULT_UNAVAILABLE, "no display (%s): start it on a desktop or use --headless",
                opened ? "none was found" : SDL_GetError());
}

// A card that is only played by the processor is slower than our own triangles.
static bool is_a_card(void)
{
    typedef const unsigned char *(*GetString)(unsigned name);
    const unsigned gl_renderer = 0x1F01;
    void *address = SDL_GL_GetProcAddress("glGetString");
    GetString get = NULL;
    memcpy(&get, &address, sizeof get);  // C has no cast from data to function
    const char *name = get ? (const char *)get(gl_renderer) : NULL;
    log_info("render card=\"%s\"", name ? name : "unknown");
    return !name || !(strstr(name, "llvmpipe") || strstr(name, "softpipe") ||
                      strstr(name, "Software Rasterizer"));
}

// Where the system has no device of a card, all that can be found is a library that plays one, and
// looking takes half a second.
static bool may_have_card(void)
{
    static const char *const devices[] = { "/dev/dri", "/dev/nvidiactl", "/dev/mali0", "/dev/dxg" };
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (access(devices[i], F_OK) == 0) return true;
    log_info("render card=\"no device\"");
    return false;
}

static void open_card(Render *render)
{
    if (!may_have_card()) return;
    render->sdl = SDL_CreateRenderer(render->window, -1,
                                     SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC |
                                         SDL_RENDERER_TARGETTEXTURE);
    if (render->sdl && !is_a_card()) {
        SDL_DestroyRenderer(render->sdl);
        render->sdl = NULL;
    }
    if (render->sdl) SDL_SetRenderDrawBlendMode(render->sdl, SDL_BLENDMODE_BLEND);
}

Result device_open(Render *render, const RenderOptions *options)
{
    Result result = open_video(options);
    if (result != RESULT_OK) return result;
    int width = options->width > 0 ? options->width : 1280;
    int height = options->height > 0 ? options->height : 720;
    Uint32 flags = SDL_WINDOW_RESIZABLE;
    if (options->full_screen && !options->headless) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    SDL_Rect at = place_of_window(options, width, height);
    render->window =
        SDL_CreateWindow(options->title ? options->title : "Tiptoe", at.x, at.y, at.w, at.h, flags);
    if (options->beside) place_first_in_front(options->beside);
    if (!render->window)
        return fail(RESULT_UNAVAILABLE, "no window (%s): use --headless", SDL_GetError());
    SDL_SetWindowMinimumSize(render->window, 320, 180);
    if (!options->beside) display_watch(render);
    if (!options->headless && !options->beside) open_card(render);
    const SDL_Surface *surface = render->sdl ? NULL : SDL_GetWindowSurface(render->window);
    if (!render->sdl && (!surface || surface->format->BytesPerPixel != 4))
        return fail(RESULT_UNAVAILABLE, "nothing can be drawn here: %s", SDL_GetError());
    return RESULT_OK;
}

static Result open_texture(Render *render, Texture *texture, int width, int height, int access)
{
    *texture = (Texture){ .pixels = { .width = width, .height = height } };
    if (render->sdl) {
        texture->sdl =
            SDL_CreateTexture(render->sdl, SDL_PIXELFORMAT_ARGB8888, access, width, height);
        if (!texture->sdl)
            return fail(RESULT_UNAVAILABLE, "no texture of %dx%d px: %s", width, height,
                        SDL_GetError());
        SDL_SetTextureBlendMode(texture->sdl, SDL_BLENDMODE_BLEND);
        SDL_SetTextureScaleMode(texture->sdl, SDL_ScaleModeLinear);
        return RESULT_OK;
    }
    texture->pixels.at = (uint32_t *)calloc((size_t)width * (size_t)height, sizeof(uint32_t));
    return texture->pixels.at ? RESULT_OK : fail(RESULT_FULL, "no memory for a picture");
}

Result texture_open(Render *render, Texture *texture, int width, int height)
{
    REQUIRE(width > 0 && height > 0);
    return open_texture(render, texture, width, height, SDL_TEXTUREACCESS_STATIC);
}

void texture_write(Render *render, Texture *texture, const SDL_Rect *part, const void *pixels,
                   int stride)
{
    const SDL_Rect all = { 0, 0, texture->pixels.width, texture->pixels.height };
    if (!part) part = &all;
    if (render->lost) return;
    if (render->sdl) {
        SDL_UpdateTexture(texture->sdl, part, pixels, stride);
        return;
    }
    for (int y = 0; y < part->h; y++)
        memcpy(texture->pixels.at + (ptrdiff_t)(part->y + y) * texture->pixels.width + part->x,
               (const char *)pixels + (ptrdiff_t)y * stride, 4 * (size_t)part->w);
}

Result texture_give(Render *render, Texture *texture, Pixels *pixels)
{
    Result result = RESULT_OK;
    texture_close(texture);
    if (render->sdl) {
        result = texture_open(render, texture, pixels->width, pixels->height);
        if (!result) texture_write(render, texture, NULL, pixels->at, 4 * pixels->width);
        if (result) texture_close(texture);
        free(pixels->at);
    } else {
        texture->pixels = *pixels;
    }
    pixels->at = NULL;
    return result;
}

void texture_close(Texture *texture)
{
    if (texture->sdl) SDL_DestroyTexture(texture->sdl);
    free(texture->pixels.at);
    *texture = (Texture){ 0 };
}

Result device_resize(Render *render)
{
    texture_close(&render->picture);
    texture_close(&render->before);
    render->has_before = render->presented = false;
    Result result = open_texture(render, &render->picture, render->width, render->height,
                                 SDL_TEXTUREACCESS_TARGET);
    if (result != RESULT_OK) return result;
    return open_texture(render, &render->before, render->width, render->height,
                        SDL_TEXTUREACCESS_TARGET);
}

void device_swap(Render *render)
{
    if (!render->presented) return;
    Texture shown = render->picture;
    render->picture = render->before;
    render->before = shown;
    render->has_before = true;
    render->presented = false;
}

static void fill(Pixels *picture, int left, int top, int right, int bottom, uint32_t pixel)
{
    for (int y = top; y < bottom; y++)
        pixels_fill(picture->at + (ptrdiff_t)y * picture->width + left, right - left, pixel);
}

// Before anything is drawn on the stage that does not cover it, and before it is looked at.
void device_cover(Render *render)
{
    const SDL_Rect *s = &render->stage;
    if (render->bare)
        fill(&render->picture.pixels, s->x, s->y, s->x + s->w, s->y + s->h, render->bare);
    render->bare = 0;
}

// On a card the picture shrinks in three steps, the last two exact means of four; only the smallest
// is read back, which waits until the card has drawn the frame.
static Result small_grid(Render *render, FlashGrid *grid)
{
    static uint32_t pixels[FLASH_CELLS];
    SDL_Texture *from = render->picture.sdl;
    for (int i = 0; i < 3; i++) {
        int scale = 4 >> i;
        if (!render->small[i])
            render->small[i] =
                SDL_CreateTexture(render->sdl, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_TARGET,
                                  FLASH_COLUMNS * scale, FLASH_ROWS * scale);
        if (!render->small[i]) break;
        SDL_SetTextureScaleMode(render->small[i], SDL_ScaleModeLinear);
        SDL_SetTextureBlendMode(from, SDL_BLENDMODE_NONE);
        SDL_SetTextureColorMod(from, 255, 255, 255);
        SDL_SetRenderTarget(render->sdl, render->small[i]);
        SDL_RenderCopy(render->sdl, from, NULL, NULL);
        from = render->small[i];
    }
    bool failed = from != render->small[2] ||
                  SDL_RenderReadPixels(render->sdl, NULL, SDL_PIXELFORMAT_ARGB8888, pixels,
                                       4 * FLASH_COLUMNS) != 0;
    SDL_SetRenderTarget(render->sdl, render->picture.sdl);
    if (failed) return fail(RESULT_UNAVAILABLE, "the card's picture cannot be read");
    for (int i = 0; i < FLASH_CELLS; i++)
        for (int c = 0; c < 3; c++) grid->rgb[i][c] = (float)(pixels[i] >> (16 - 8 * c) & 255);
    return RESULT_OK;
}

Result device_grid(Render *render, FlashGrid *grid)
{
    if (render->sdl) return small_grid(render, grid);
    device_cover(render);
    flash_grid(grid, render->picture.pixels.at, render->width, render->height);
    return RESULT_OK;
}

void device_mix(Render *render, float share)
{
    REQUIRE(share >= 0 && share <= 1);
    uint32_t before = (uint32_t)(256 * (1 - share) + 0.5f);
    if (render->sdl) {
        SDL_Texture *over = render->before.sdl;
        SDL_SetRenderTarget(render->sdl, render->picture.sdl);
        SDL_RenderSetClipRect(render->sdl, NULL);
        SDL_SetTextureColorMod(over, 255, 255, 255);
        SDL_SetTextureBlendMode(over, SDL_BLENDMODE_BLEND);
        SDL_SetTextureAlphaMod(over, (uint8_t)(before > 255 ? 255 : before));
        SDL_RenderCopy(render->sdl, over, NULL, NULL);
        SDL_SetTextureAlphaMod(over, 255);
        return;
    }
    device_cover(render);
    uint32_t *to = render->picture.pixels.at;
    const uint32_t *from = render->before.pixels.at;
    ptrdiff_t count = (ptrdiff_t)render->width * render->height;
    const Lanes old = lanes_each((uint16_t)before, (uint16_t)before);
    for (ptrdiff_t i = 0; i < count; i += 2) {
        bool two = i + 1 < count;
        Lanes a = lanes_of(pixels_load(to + i, two)), b = lanes_of(pixels_load(from + i, two));
        Lanes mixed = (a * (256 - old) + b * old + 128) >> 8;
        pixels_store(to + i, two, OPAQUE | lanes_pixels(mixed));
    }
}

// Only round the stage at once: what covers all of the stage is mostly drawn first.
void device_clear(Render *render, SDL_Color color)
{
    if (render->sdl) {
        SDL_SetRenderTarget(render->sdl, render->picture.sdl);
        SDL_SetRenderDrawColor(render->sdl, color.r, color.g, color.b, 255);
        SDL_RenderClear(render->sdl);
        SDL_RenderSetClipRect(render->sdl, &render->stage);
        return;
    }
    const SDL_Rect *s = &render->stage;
    Pixels *picture = &render->picture.pixels;
    int width = render->width, right = s->x + s->w, bottom = s->y + s->h;
    render->bare = 0xff000000u | (uint32_t)color.r << 16 | (uint32_t)color.g << 8 | color.b;
    fill(picture, 0, 0, width, s->y, render->bare);
    fill(picture, 0, s->y, s->x, bottom, render->bare);
    fill(picture, right, s->y, width, bottom, render->bare);
    fill(picture, 0, bottom, width, render->height, render->bare);
}

static uint32_t rgb_of(SDL_Color c)
{
    return (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b;
}

static void backdrop_on_card(Render *render, const Texture *texture, SDL_Color veil)
{
    SDL_RenderCopy(render->sdl, texture->sdl, NULL, &render->stage);
    if (veil.a == 0) return;
    SDL_SetRenderDrawColor(render->sdl, veil.r, veil.g, veil.b, veil.a);
    SDL_RenderFillRect(render->sdl, &render->stage);
}

// The veil is mixed in on the way, at little more than the copy's cost.
void device_backdrop(Render *render, const Texture *texture, SDL_Color veil)
{
    const SDL_Rect *s = &render->stage;
    if (render->lost) return;
    if (render->sdl) {
        backdrop_on_card(render, texture, veil);
        return;
    }
    REQUIRE(texture->pixels.width == s->w && texture->pixels.height == s->h);
    const Pixels *picture = &render->picture.pixels;
    for (int y = 0; y < s->h; y++) {
        uint32_t *to = picture->at + (ptrdiff_t)(s->y + y) * picture->width + s->x;
        const uint32_t *from = texture->pixels.at + (ptrdiff_t)y * s->w;
        if (veil.a > 0)
            raster_veil(to, from, s->w, rgb_of(veil), veil.a);
        else
            memcpy(to, from, 4 * (size_t)s->w);
    }
    render->bare = 0;
}

static RasterClip stage_clip(const Render *render)
{
    const SDL_Rect *s = &render->stage;
    return (RasterClip){ s->x, s->y, s->x + s->w, s->y + s->h };
}

void device_glow(Render *render, SDL_FPoint middle, float radius, SDL_Color color)
{
    REQUIRE(!render->sdl);
    device_cover(render);
    raster_glow(&render->picture.pixels, stage_clip(render), middle.x, middle.y, radius,
                rgb_of(color), color.a);
}

void device_triangles(Render *render, const Batch *batch)
{
    REQUIRE(batch->index_count % 3 == 0);
    const Texture *texture = batch->texture;
    if (render->lost) return;
    if (render->sdl) {
        SDL_RenderGeometry(render->sdl, texture ? texture->sdl : NULL, batch->vertex,
                           batch->vertex_count, batch->index, batch->index_count);
        return;
    }
    device_cover(render);
    RasterClip clip = stage_clip(render);
    float width = texture ? (float)texture->pixels.width : 0;
    float height = texture ? (float)texture->pixels.height : 0;
    for (int i = 0; i + 2 < batch->index_count; i += 3) {
        Corner corner[3];
        for (int n = 0; n < 3; n++) {
            const SDL_Vertex *from = &batch->vertex[batch->index[i + n]];
            corner[n] = (Corner){ from->position.x, from->position.y, from->color.a,
                                  from->tex_coord.x * width, from->tex_coord.y * height };
        }
        raster_triangle(&render->picture.pixels, clip, corner,
                        rgb_of(batch->vertex[batch->index[i]].color),
                        texture ? &texture->pixels : NULL);
    }
}

static void show_on_card(Render *render)
{
    SDL_Texture *picture = render->picture.sdl;
    SDL_SetRenderTarget(render->sdl, NULL);
    SDL_SetTextureBlendMode(picture, SDL_BLENDMODE_NONE);
    SDL_SetTextureColorMod(picture, 255, 255, 255);
    SDL_RenderCopy(render->sdl, picture, NULL, NULL);
}

static void show_on_surface(Render *render)
{
    device_cover(render);
    SDL_Surface *surface = SDL_GetWindowSurface(render->window);
    if (!surface || surface->w != render->width || surface->h != render->height) return;
    if (SDL_MUSTLOCK(surface) && SDL_LockSurface(surface) != 0) return;
    const SDL_PixelFormat *format = surface->format;
    bool ours = format->Rmask == 0xff0000 && format->Gmask == 0xff00 && format->Bmask == 0xff;
    const uint32_t *from = render->picture.pixels.at;
    if (!ours)
        SDL_ConvertPixels(render->width, render->height, SDL_PIXELFORMAT_ARGB8888, from,
                          4 * render->width, format->format, surface->pixels, surface->pitch);
    for (int y = 0; ours && y < render->height; y++, from += render->width)
        memcpy((char *)surface->pixels + (ptrdiff_t)y * surface->pitch, from,
               4 * (size_t)render->width);
    if (SDL_MUSTLOCK(surface)) SDL_UnlockSurface(surface);
}

void device_show(Render *render)
{
    if (render->sdl)
        show_on_card(render);
    else
        show_on_surface(render);
}

void device_flip(Render *render)
{
    if (render->sdl)
        SDL_RenderPresent(render->sdl);
    else
        SDL_UpdateWindowSurface(render->window);
}

Result device_read(Render *render, Image *image)
{
    device_show(render);  // what was presented may be gone from the window's own memory
    int failed;
    if (render->sdl) {
        failed = SDL_RenderReadPixels(render->sdl, NULL, SDL_PIXELFORMAT_BGR24, image->bgr,
                                      image->stride);
    } else {
        SDL_Surface *surface = SDL_GetWindowSurface(render->window);
        failed = surface ? SDL_ConvertPixels(image->width, image->height, surface->format->format,
                                             surface->pixels, surface->pitch, SDL_PIXELFORMAT_BGR24,
                                             image->bgr, image->stride)
                         : -1;
    }
    if (failed) return fail(RESULT_UNAVAILABLE, "the window cannot be read: %s", SDL_GetError());
    return RESULT_OK;
}

void device_close(Render *render)
{
    texture_close(&render->picture);
    texture_close(&render->before);
    for (int i = 0; i < 3; i++)
        if (render->small[i]) SDL_DestroyTexture(render->small[i]);
    if (render->sdl) SDL_DestroyRenderer(render->sdl);
    if (render->lost) return;  // there is nobody to give it back to
    if (render->window) SDL_DestroyWindow(render->window);
    if (SDL_WasInit(SDL_INIT_VIDEO)) SDL_QuitSubSystem(SDL_INIT_VIDEO);
}
