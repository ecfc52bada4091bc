// pictures.c: the authored pictures: reading, smaller sizes, the ceiling of saturation, drawing.
#include "base/log.h"
#include "render/parts.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <stb/stb_image.h>

#define LEVEL_HEIGHT_MIN 24  // px; smaller ones are made from this by the screen's own filter

static int by_name(const void *a, const void *b)
{
    return strcmp(((const Picture *)a)->name, ((const Picture *)b)->name);
}

const Picture *picture_find(const Render *render, const char *name)
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

// Pixels that cannot be seen take the colour of a neighbour that can, else a smooth edge would mix
// in their black.
static void bleed(uint8_t *bgra, int width, int height)
{
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            uint8_t *pixel = bgra + 4 * ((size_t)y * (size_t)width + (size_t)x);
            if (pixel[3]) continue;
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

static void saturate(uint8_t *bgra, size_t pixels, float saturation)
{
    int s = (int)(saturation * 256 + 0.5f);
    if (s >= 256) return;
    for (uint8_t *p = bgra; pixels > 0; pixels--, p += 4) {
        int luma = (19 * p[0] + 183 * p[1] + 54 * p[2]) >> 8;  // Rec. 709
        for (int c = 0; c < 3; c++) p[c] = (uint8_t)((luma * (256 - s) + p[c] * s) >> 8);
    }
}

// Fills every level from the file's pixels at the present saturation. `scratch` has room for them.
static void fill_levels(Render *render, Picture *picture, uint8_t *scratch)
{
    int width = picture->width, height = picture->height;
    size_t pixels = (size_t)width * (size_t)height;
    memcpy(scratch, picture->bgra, 4 * pixels);
    saturate(scratch, pixels, render->saturation);
    for (int i = 0; i < picture->levels; i++) {
        if (i > 0) halve(scratch, &width, &height);
        if (i > 0) bleed(scratch, width, height);
        texture_write(render, &picture->level[i], NULL, scratch, 4 * width);
    }
}

static size_t largest(const Render *render)
{
    size_t pixels = 0;
    for (int i = 0; i < render->picture_count; i++) {
        size_t own = (size_t)render->pictures[i].width * (size_t)render->pictures[i].height;
        if (own > pixels) pixels = own;
    }
    return pixels;
}

void pictures_saturate(Render *render)
{
    uint8_t *scratch = (uint8_t *)malloc(4 * largest(render));
    REQUIRE(scratch);
    for (int i = 0; i < render->picture_count; i++)
        fill_levels(render, &render->pictures[i], scratch);
    free(scratch);
    render->backdrop_name[0] = '\0';
}

static Result make_levels(Render *render, Picture *picture)
{
    int width = picture->width, height = picture->height;
    while (picture->levels < PICTURE_LEVELS) {
        Result result = texture_open(render, &picture->level[picture->levels], width, height);
        if (result != RESULT_OK) return result;
        picture->levels++;
        width /= 2;
        height /= 2;
        if (width < 1 || height < LEVEL_HEIGHT_MIN) break;
    }
    return RESULT_OK;
}

static Result load(Render *render, const char *path, const char *name, size_t name_length)
{
    if (render->picture_count == PICTURES_MAX)
        return fail(RESULT_FULL, "more than %d pictures: raise PICTURES_MAX", PICTURES_MAX);
    if (name_length >= PICTURE_NAME_MAX)
        return fail(RESULT_MALFORMED, "picture name too long, rename it: %s", path);
    int width = 0, height = 0, parts = 0;
    if (!stbi_info(path, &width, &height, &parts))
        return fail(RESULT_MALFORMED, "not a PNG picture, build the assets again: %s", path);
    if (width > PICTURE_SIDE_MAX || height > PICTURE_SIDE_MAX)
        return fail(RESULT_MALFORMED, "%s is %dx%d px; at most %dx%d can be shown", path, width,
                    height, PICTURE_SIDE_MAX, PICTURE_SIDE_MAX);
    Picture *picture = &render->pictures[render->picture_count];
    *picture = (Picture){ .width = width, .height = height };
    memcpy(picture->name, name, name_length);
    picture->bgra = stbi_load(path, &width, &height, &parts, 4);
    if (!picture->bgra)
        return fail(RESULT_MALFORMED, "damaged picture, build the assets again: %s", path);
    render->picture_count++;
    for (size_t i = 0; i < (size_t)width * (size_t)height; i++) {
        uint8_t *pixel = picture->bgra + 4 * i, red = pixel[0];
        pixel[0] = pixel[2];
        pixel[2] = red;
    }
    bleed(picture->bgra, width, height);
    return make_levels(render, picture);
}

Result pictures_open(Render *render, const char *folder)
{
    char art[1024], path[1400];
    snprintf(art, sizeof art, "%s/art", folder ? folder : ".");
    DIR *directory = opendir(art);
    if (!directory)
        return fail(RESULT_NOT_FOUND, "no pictures in %s: build the target assets first", art);
    Result result = RESULT_OK;
    const struct dirent *entry;
    while (result == RESULT_OK && (entry = readdir(directory))) {
        const char *ending = strrchr(entry->d_name, '.');
        if (!ending || strcmp(ending, ".png") != 0) continue;
        snprintf(path, sizeof path, "%s/%s", art, entry->d_name);
        result = load(render, path, entry->d_name, (size_t)(ending - entry->d_name));
    }
    closedir(directory);
    if (result != RESULT_OK) return result;
    if (render->picture_count == 0)
        return fail(RESULT_NOT_FOUND, "no pictures in %s: build the target assets first", art);
    qsort(render->pictures, (size_t)render->picture_count, sizeof render->pictures[0], by_name);
    pictures_saturate(render);
    return RESULT_OK;
}

Result render_has_image(const Render *render, const char *name)
{
    if (picture_find(render, name)) return RESULT_OK;
    return fail(RESULT_NOT_FOUND, "no picture called %s: draw assets/art/%s.svg and build",
                name ? name : "(none)", name ? name : "(none)");
}

static const Picture *find_or_tell(Render *render, const char *name)
{
    const Picture *picture = picture_find(render, name);
    if (!picture && !render->missing_told) {
        render->missing_told = true;
        log_warn("render picture_missing=%s", name ? name : "(none)");
    }
    return picture;
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
    const Picture *picture = find_or_tell(render, item->image);
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

// The background is scaled once and kept in the stage's size. Its own ground is opaque.
static void scale_backdrop(Render *render, const Picture *picture)
{
    int width = render->stage.w, height = render->stage.h;
    uint32_t *pixels = (uint32_t *)calloc((size_t)width * (size_t)height, sizeof *pixels);
    REQUIRE(pixels);
    Pixels from = { .width = picture->width,
                    .height = picture->height,
                    .at = (uint32_t *)(void *)picture->bgra };
    Pixels to = { .width = width, .height = height, .at = pixels };
    float w = (float)width, h = (float)height, u = (float)from.width, v = (float)from.height;
    const Corner corner[4] = {
        { 0, 0, 255, 0, 0 }, { w, 0, 255, u, 0 }, { w, h, 255, u, v }, { 0, h, 255, 0, v }
    };
    const Corner other[3] = { corner[0], corner[2], corner[3] };
    RasterClip all = { 0, 0, width, height };
    raster_triangle(&to, all, corner, 0xffffff, &from);
    raster_triangle(&to, all, other, 0xffffff, &from);
    saturate((uint8_t *)pixels, (size_t)width * (size_t)height, render->saturation);
    texture_write(render, &render->backdrop, NULL, pixels, 4 * width);
    free(pixels);
}

void backdrop_draw(Render *render, const char *name)
{
    if (strcmp(render->backdrop_name, name) != 0) {
        const Picture *picture = find_or_tell(render, name);
        if (!picture) return;
        scale_backdrop(render, picture);
        snprintf(render->backdrop_name, sizeof render->backdrop_name, "%s", name);
    }
    const SDL_Rect s = render->stage;
    SDL_FPoint half = { (float)s.w / 2, (float)s.h / 2 };
    batch_quad(render, &render->backdrop, (SDL_FPoint){ (float)s.x + half.x, (float)s.y + half.y },
               half, 0, (SDL_FRect){ 0, 0, 1, 1 }, (SDL_Color){ 255, 255, 255, 255 });
}

SDL_Surface *picture_surface(const Picture *picture)
{
    return SDL_CreateRGBSurfaceWithFormatFrom(picture->bgra, picture->width, picture->height, 32,
                                              4 * picture->width, SDL_PIXELFORMAT_ARGB8888);
}

void pictures_close(Render *render)
{
    for (int i = 0; i < render->picture_count; i++) {
        Picture *picture = &render->pictures[i];
        for (int n = 0; n < picture->levels; n++) texture_close(&picture->level[n]);
        stbi_image_free(picture->bgra);
    }
    render->picture_count = 0;
}
