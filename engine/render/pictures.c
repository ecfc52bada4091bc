// SPDX-License-Identifier: MIT
// pictures.c: the authored pictures: known by name, read when they are first needed, smaller sizes,
// the ceiling of saturation, drawing.
#include "base/log.h"
#include "render/parts.h"

#include <dirent.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <stb/stb_image.h>

#define LEVEL_HEIGHT_MIN 24        // px; smaller ones are made from this by the screen's own filter
#define BACKDROP_WIDTH   1600      // px; wider pictures are backgrounds
#define KEPT_MAX         16000000  // px of pictures; beyond, the longest unused is given up ...
#define KEPT_FRAMES      3600      // ... if it was not drawn in so many frames

static int by_name(const void *a, const void *b)
{
    return strcmp(((const Picture *)a)->name, ((const Picture *)b)->name);
}

static const Picture *find(const Render *render, const char *name)
{
    int low = 0, high = name ? render->picture_count : 0;
    while (low < high) {
        int middle = (low + high) / 2;
        int order = strcmp(name, render->pictures[middle].name);
        if (order == 0) return &render->pictures[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static unsigned alpha_near(const uint8_t *bgra, int width, int height, int x, int y)
{
    const uint8_t *alpha = bgra + 4 * ((size_t)y * (size_t)width + (size_t)x) + 3;
    return alpha[0] | (y > 0 ? alpha[-4 * (ptrdiff_t)width] : 0u) |
           (y + 1 < height ? alpha[4 * (ptrdiff_t)width] : 0u);
}

// Pixels that cannot be seen take the colour of a neighbour that can, else a smooth edge would mix
// in their black.
static void bleed(uint8_t *bgra, int width, int height)
{
    for (int y = 0; y < height; y++) {
        // What can be seen in the three rows of the columns before, at and after x: most pixels of
        // most pictures have nothing near.
        unsigned before = 0, here = 0, after = alpha_near(bgra, width, height, 0, y);
        for (int x = 0; x < width; x++) {
            before = here;
            here = after;
            after = x + 1 < width ? alpha_near(bgra, width, height, x + 1, y) : 0;
            uint8_t *pixel = bgra + 4 * ((size_t)y * (size_t)width + (size_t)x);
            if (pixel[3] || !(before | here | after)) continue;
            int sum[3] = { 0 }, seen = 0;
            for (int n = 0; n < 9; n++) {
                int nx = x + n % 3 - 1, ny = y + n / 3 - 1;
                if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
                const uint8_t *near = bgra + 4 * ((size_t)ny * (size_t)width + (size_t)nx);
                if (!near[3]) continue;
                for (int c = 0; c < 3; c++) sum[c] += near[c];
                seen++;
            }
            for (int c = 0; c < 3 && seen; c++) pixel[c] = (uint8_t)(sum[c] / seen);
        }
    }
}

// Half the size, in place: each new pixel is the mean of four, weighed by how much they cover.
static void halve(uint8_t *bgra, int *width, int *height)
{
    int w = *width / 2, h = *height / 2;
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            unsigned sum[4] = { 0 };
            for (int n = 0; n < 4; n++) {
                size_t at = (size_t)(2 * y + n / 2) * (size_t)*width + (size_t)(2 * x + n % 2);
                const uint8_t *from = bgra + 4 * at;
                for (int c = 0; c < 3; c++) sum[c] += (unsigned)from[c] * from[3];
                sum[3] += from[3];
            }
            uint8_t *to = bgra + 4 * ((size_t)y * (size_t)w + (size_t)x);
            for (int c = 0; c < 3 && sum[3]; c++) to[c] = (uint8_t)(sum[c] / sum[3]);
            to[3] = (uint8_t)(sum[3] / 4);
        }
    }
    *width = w;
    *height = h;
}

void picture_saturate(uint8_t *bgra, size_t pixels, float saturation)
{
    REQUIRE(saturation >= 0);
    int s = (int)(saturation * 256 + 0.5f);
    if (s >= 256) return;
    for (uint8_t *p = bgra; pixels > 0; pixels--, p += 4) {
        int luma = (19 * p[0] + 183 * p[1] + 54 * p[2]) >> 8;  // Rec. 709
        for (int c = 0; c < 3; c++) p[c] = (uint8_t)((luma * (256 - s) + p[c] * s) >> 8);
    }
}

Picture *picture_find(Render *render, const char *name)
{
    const Picture *found = find(render, name);
    return found ? &render->pictures[found - render->pictures] : NULL;
}

void picture_missing(Render *render, const char *name)
{
    if (!render->missing_told) log_warn("render picture_missing=%s", name ? name : "(none)");
    render->missing_told = true;
}

uint8_t *picture_read(Render *render, Picture *picture)
{
    if (picture->damaged) return NULL;
    char path[1400];
    snprintf(path, sizeof path, "%s/%s.png", render->art_folder, picture->name);
    int width = 0, height = 0, parts = 0;
    uint8_t *bgra = stbi_load(path, &width, &height, &parts, 4);
    if (!bgra || width != picture->width || height != picture->height) {
        log_warn("render picture_damaged=%s: build the assets again", picture->name);
        picture->damaged = true;
        stbi_image_free(bgra);
        return NULL;
    }
    for (size_t i = 0; i < (size_t)width * (size_t)height; i++) {
        uint8_t *pixel = bgra + 4 * i, red = pixel[0];
        pixel[0] = pixel[2];
        pixel[2] = red;
    }
    return bgra;
}

static bool make_levels(Render *render, Picture *picture)
{
    int width = picture->width, height = picture->height;
    while (picture->levels < PICTURE_LEVELS) {
        Texture *level = &picture->level[picture->levels];
        if (texture_open(render, level, width, height) != RESULT_OK) return false;
        picture->levels++;
        width /= 2;
        height /= 2;
        if (width < 1 || height < LEVEL_HEIGHT_MIN) break;
    }
    return true;
}

static void drop_levels(Picture *picture)
{
    for (int i = 0; i < picture->levels; i++) texture_close(&picture->level[i]);
    picture->levels = 0;
}

// Reads the file and fills every level at the present saturation; makes them if there are none.
static void load(Render *render, Picture *picture)
{
    uint8_t *bgra = picture_read(render, picture);
    if (!bgra) {
        drop_levels(picture);  // they may be above the ceiling
        return;
    }
    int width = picture->width, height = picture->height;
    if (picture->levels == 0 && !make_levels(render, picture)) {
        log_warn("render picture_refused=%s \"%s\"", picture->name, fail_text());
        drop_levels(picture);
        picture->damaged = true;
    }
    if (picture->levels > 0) bleed(bgra, width, height);
    picture_saturate(bgra, (size_t)width * (size_t)height, render->saturation);
    for (int i = 0; i < picture->levels; i++) {
        if (i > 0) halve(bgra, &width, &height);
        if (i > 0) bleed(bgra, width, height);
        texture_write(render, &picture->level[i], NULL, bgra, 4 * width);
    }
    stbi_image_free(bgra);
}

// Makes room for one more picture, at the cost of those that nobody has seen for long.
static void forget_some(Render *render)
{
    for (;;) {
        Picture *oldest = NULL;
        size_t kept = 0;
        for (int i = 0; i < render->picture_count; i++) {
            Picture *picture = &render->pictures[i];
            if (picture->levels == 0) continue;
            kept += (size_t)picture->width * (size_t)picture->height;
            if (!oldest || render->frame - picture->frame > render->frame - oldest->frame)
                oldest = picture;
        }
        if (kept < KEPT_MAX || render->frame - oldest->frame < KEPT_FRAMES) return;
        drop_levels(oldest);
    }
}

// NULL: unknown or damaged.
static const Picture *ready(Render *render, const char *name)
{
    Picture *picture = picture_find(render, name);
    if (!picture) {
        picture_missing(render, name);
        return NULL;
    }
    picture->frame = render->frame;
    if (picture->levels == 0 && picture->width < BACKDROP_WIDTH && !picture->damaged) {
        forget_some(render);
        load(render, picture);
    }
    return picture->levels > 0 ? picture : NULL;
}

void picture_warm(Render *render, const char *name)
{
    ready(render, name);
}

void pictures_saturate(Render *render)
{
    for (int i = 0; i < render->picture_count; i++)
        if (render->pictures[i].levels > 0) load(render, &render->pictures[i]);
}

// The size that a PNG's header promises. It is read here, not by stb_image, whose versions differ
// in how far they look into a torn file; what follows is judged when the picture is first shown.
static bool read_size(const char *path, int *width, int *height)
{
    static const uint8_t start[16] = { 137, 'P', 'N', 'G', 13,  10,  26,  10,
                                       0,   0,   0,   13,  'I', 'H', 'D', 'R' };
    uint8_t head[24];
    FILE *file = fopen(path, "rb");
    bool whole = file && fread(head, 1, sizeof head, file) == sizeof head;
    if (file) fclose(file);
    if (!whole || memcmp(head, start, sizeof start) != 0 || head[16] > 127 || head[20] > 127)
        return false;
    *width = head[16] << 24 | head[17] << 16 | head[18] << 8 | head[19];
    *height = head[20] << 24 | head[21] << 16 | head[22] << 8 | head[23];
    return *width > 0 && *height > 0;
}

static Result add(Render *render, const char *path, const char *name, size_t name_length)
{
    if (render->picture_count == PICTURES_MAX)
        return fail(RESULT_FULL, "more than %d pictures: raise PICTURES_MAX", PICTURES_MAX);
    if (name_length >= PICTURE_NAME_MAX)
        return fail(RESULT_MALFORMED, "picture name too long, rename it: %s", path);
    int width = 0, height = 0;
    if (!read_size(path, &width, &height))
        return fail(RESULT_MALFORMED, "not a PNG picture, build the assets again: %s", path);
    if (width > PICTURE_SIDE_MAX || height > PICTURE_SIDE_MAX)
        return fail(RESULT_MALFORMED, "%s is %dx%d px; at most %dx%d can be shown", path, width,
                    height, PICTURE_SIDE_MAX, PICTURE_SIDE_MAX);
    Picture *picture = &render->pictures[render->picture_count++];
    *picture = (Picture){ .width = width, .height = height };
    memcpy(picture->name, name, name_length);
    return RESULT_OK;
}

Result pictures_open(Render *render, const char *folder)
{
    REQUIRE(folder);
    char path[1400];
    const char *art = render->art_folder;
    snprintf(render->art_folder, sizeof render->art_folder, "%s/art", folder ? folder : ".");
    DIR *directory = opendir(art);
    if (!directory)
        return fail(RESULT_NOT_FOUND, "no pictures in %s: build the target assets first", art);
    Result result = RESULT_OK;
    const struct dirent *entry;
    while (result == RESULT_OK && (entry = readdir(directory))) {
        const char *ending = strrchr(entry->d_name, '.');
        if (!ending || strcmp(ending, ".png") != 0) continue;
        snprintf(path, sizeof path, "%s/%s", art, entry->d_name);
        result = add(render, path, entry->d_name, (size_t)(ending - entry->d_name));
    }
    closedir(directory);
    if (result != RESULT_OK) return result;
    if (render->picture_count == 0)
        return fail(RESULT_NOT_FOUND, "no pictures in %s: build the target assets first", art);
    qsort(render->pictures, (size_t)render->picture_count, sizeof render->pictures[0], by_name);
    return RESULT_OK;
}

Result render_has_image(const Render *render, const char *name)
{
    if (find(render, name)) return RESULT_OK;
    return fail(RESULT_NOT_FOUND, "no picture called %s: draw assets/art/%s.svg and build",
                name ? name : "(none)", name ? name : "(none)");
}

// The smallest level that is at least as high as it will be drawn.
static const Texture *level_for(const Picture *picture, float height_px)
{
    int level = 0;
    while (level + 1 < picture->levels && (float)(picture->height >> (level + 1)) >= height_px)
        level++;
    return &picture->level[level];
}

void picture_draw(Render *render, const CanvasItem *item)
{
    SDL_FPoint at = to_px(render, item->at);
    float height = item->size * render->px_per_unit;
    const Picture *picture = ready(render, item->image);
    if (!picture) {
        CanvasItem disc = *item;
        disc.kind = CANVAS_DISC;
        disc.size /= 2;
        shape_draw(render, &disc);
        return;
    }
    float width = height * (float)picture->width / (float)picture->height;
    batch_quad(render, level_for(picture, height), at, (SDL_FPoint){ width / 2, height / 2 },
               item->turn, (SDL_FRect){ 0, 0, 1, 1 }, to_color(render, item->color));
}

void pictures_icon(Render *render)
{
    Picture *icon = picture_find(render, "tiptoe");
    uint8_t *bgra = icon ? picture_read(render, icon) : NULL;
    if (!bgra) return;
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormatFrom(
        bgra, icon->width, icon->height, 32, 4 * icon->width, SDL_PIXELFORMAT_ARGB8888);
    if (surface) SDL_SetWindowIcon(render->window, surface);
    SDL_FreeSurface(surface);
    stbi_image_free(bgra);
}

void pictures_close(Render *render)
{
    for (int i = 0; i < render->picture_count; i++) drop_levels(&render->pictures[i]);
    render->picture_count = 0;
}
