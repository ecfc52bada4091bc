// SPDX-License-Identifier: MIT
// backdrop.c: the backgrounds: read when they are first shown and kept in the stage's size, the few
// that were shown last.
#include "render/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make(Render *render, Backdrop *backdrop, Picture *picture)
{
    int width = render->stage.w, height = render->stage.h;
    size_t count = (size_t)width * (size_t)height;
    if (backdrop->texture.pixels.width == 0 &&
        texture_open(render, &backdrop->texture, width, height) != RESULT_OK) {
        texture_close(&backdrop->texture);
        return;
    }
    uint32_t *pixels = (uint32_t *)calloc(count, sizeof *pixels);
    REQUIRE(pixels);
    uint8_t *read = picture_read(render, picture);
    Pixels from = { picture->width, picture->height, (uint32_t *)(void *)read };
    Pixels to = { .width = width, .height = height, .at = pixels };
    float w = (float)width, h = (float)height, u = (float)from.width, v = (float)from.height;
    const Corner corner[4] = {
        { 0, 0, 255, 0, 0 }, { w, 0, 255, u, 0 }, { w, h, 255, u, v }, { 0, h, 255, 0, v }
    };
    const Corner other[3] = { corner[0], corner[2], corner[3] };
    RasterClip all = { 0, 0, width, height };
    if (read) raster_triangle(&to, all, corner, 0xffffff, &from);
    if (read) raster_triangle(&to, all, other, 0xffffff, &from);
    picture_saturate((uint8_t *)pixels, count, render->saturation);
    texture_write(render, &backdrop->texture, NULL, pixels, 4 * width);
    free(read);
    free(pixels);
}

// Takes the place of the one not shown for longest. NULL: no such picture.
static Backdrop *ready(Render *render, const char *name)
{
    Backdrop *oldest = &render->backdrops[0];
    for (int i = 0; i < BACKDROPS_MAX; i++) {
        Backdrop *backdrop = &render->backdrops[i];
        if (!strcmp(backdrop->name, name)) return backdrop;
        bool older = render->frame - backdrop->frame > render->frame - oldest->frame;
        if (oldest->name[0] && (older || !backdrop->name[0])) oldest = backdrop;
    }
    Picture *picture = picture_find(render, name);
    if (!picture) {
        picture_missing(render, name);
        return NULL;
    }
    batch_flush(render);  // it may still show the one before
    make(render, oldest, picture);
    snprintf(oldest->name, sizeof oldest->name, "%s", name);
    return oldest;
}

void backdrop_draw(Render *render, const char *name)
{
    Backdrop *backdrop = ready(render, name);
    if (!backdrop || backdrop->texture.pixels.width == 0) return;
    backdrop->frame = render->frame;
    batch_flush(render);  // what was drawn before lies under it
    device_backdrop(render, &backdrop->texture);
}

void backdrop_warm(Render *render, const char *name)
{
    Backdrop *backdrop = ready(render, name);
    if (backdrop) backdrop->frame = render->frame;
}

void backdrops_saturate(Render *render)
{
    for (int i = 0; i < BACKDROPS_MAX; i++) {
        Picture *picture = picture_find(render, render->backdrops[i].name);
        if (picture) make(render, &render->backdrops[i], picture);
    }
}

void backdrops_close(Render *render)
{
    for (int i = 0; i < BACKDROPS_MAX; i++) {
        texture_close(&render->backdrops[i].texture);
        render->backdrops[i] = (Backdrop){ 0 };
    }
}
