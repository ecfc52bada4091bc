// SPDX-License-Identifier: MIT
// pictures.c: the authored pictures: known by name, asked for when they are first needed, drawn.
#include "base/log.h"
#include "render/parts.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BACKDROP_WIDTH 1600      // px; wider pictures are backgrounds
#define KEPT_MAX       16000000  // px of pictures; beyond, the longest unused is given up ...
#define KEPT_FRAMES    3600      // ... if it was not drawn in so many frames

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

static void drop_levels(Picture *picture)
{
    for (int i = 0; i < picture->levels; i++) texture_close(&picture->level[i]);
    picture->levels = 0;
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

static void note_damaged(Picture *picture)
{
    if (!picture->damaged)
        log_warn("render picture_damaged=%s: build the assets again", picture->name);
    picture->damaged = true;
}

static void take_levels(Render *render, Picture *picture, LoaderAnswer *answer)
{
    forget_some(render);
    for (int i = 0; i < answer->levels && !picture->damaged; i++) {
        if (texture_give(render, &picture->level[i], &answer->level[i]) == RESULT_OK) {
            picture->levels++;
            continue;
        }
        log_warn("render picture_refused=%s \"%s\"", picture->name, fail_text());
        picture->damaged = true;
    }
    if (picture->damaged) drop_levels(picture);
}

// What was read for a ceiling or a window that has changed since is of no use any more.
static void take_answer(Render *render, LoaderAnswer *answer)
{
    const LoaderAsk *ask = &answer->ask;
    bool backdrop = ask->backdrop_width > 0, current = tones_same(ask->tones, render->tones);
    Picture *picture = picture_find(render, ask->name);
    REQUIRE(picture);
    if (!answer->levels)
        note_damaged(picture);
    else if (current && backdrop)
        backdrop_take(render, answer);
    else if (current && picture->levels == 0)
        take_levels(render, picture, answer);
    if (current && !backdrop) picture->asked = false;
    for (int i = 0; i < answer->levels; i++) free(answer->level[i].at);
}

bool pictures_take(Render *render, bool wait)
{
    LoaderAnswer answer;
    bool came = loader_take(render->loader, &answer, wait);
    if (came) take_answer(render, &answer);
    return came;
}

bool picture_ask(Render *render, const Picture *picture, int backdrop_width, int backdrop_height)
{
    LoaderAsk ask = { .width = picture->width,
                      .height = picture->height,
                      .backdrop_width = backdrop_width,
                      .backdrop_height = backdrop_height,
                      .tones = render->tones };
    memcpy(ask.name, picture->name, sizeof ask.name);
    return loader_ask(render->loader, &ask);
}

// NULL: unknown or damaged. Without levels: it is still being read, and nobody waits for it.
static const Picture *ready(Render *render, const char *name)
{
    Picture *picture = picture_find(render, name);
    if (!picture) {
        picture_missing(render, name);
        return NULL;
    }
    picture->frame = render->frame;
    while (picture->levels == 0 && picture->width < BACKDROP_WIDTH && !picture->damaged) {
        if (!picture->asked) picture->asked = picture_ask(render, picture, 0, 0);
        if (render->hurried) return picture;
        pictures_take(render, true);
    }
    return picture->levels > 0 ? picture : NULL;
}

void picture_warm(Render *render, const char *name)
{
    ready(render, name);
}

void pictures_forget(Render *render)
{
    for (int i = 0; i < render->picture_count; i++) {
        drop_levels(&render->pictures[i]);
        render->pictures[i].asked = false;
    }
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
    return loader_open(&render->loader, art);
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
    if (picture->levels == 0) return;
    float width = height * (float)picture->width / (float)picture->height;
    batch_quad(render, level_for(picture, height), at, (SDL_FPoint){ width / 2, height / 2 },
               item->turn, (SDL_FRect){ 0, 0, 1, 1 }, to_tint(render, item->color));
}

void pictures_icon(Render *render)
{
    const Picture *icon = find(render, "tiptoe");
    uint8_t *bgra =
        icon ? loader_read(render->art_folder, icon->name, icon->width, icon->height) : NULL;
    if (!bgra) return;
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormatFrom(
        bgra, icon->width, icon->height, 32, 4 * icon->width, SDL_PIXELFORMAT_ARGB8888);
    if (surface) SDL_SetWindowIcon(render->window, surface);
    SDL_FreeSurface(surface);
    free(bgra);
}

void pictures_close(Render *render)
{
    loader_close(&render->loader);
    pictures_forget(render);
    render->picture_count = 0;
}
