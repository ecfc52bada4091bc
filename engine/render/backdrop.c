// SPDX-License-Identifier: MIT
// backdrop.c: the backgrounds: asked for when they are first shown and kept in the stage's size,
// the few that were shown last.
#include "base/log.h"
#include "render/parts.h"

#include <stdio.h>
#include <string.h>

void backdrop_take(Render *render, LoaderAnswer *answer)
{
    for (int i = 0; i < BACKDROPS_MAX; i++) {
        Backdrop *backdrop = &render->backdrops[i];
        bool same = !strcmp(backdrop->name, answer->ask.name) &&
                    answer->ask.backdrop_width == render->stage.w &&
                    answer->ask.backdrop_height == render->stage.h;
        if (same && texture_give(render, &backdrop->texture, &answer->level[0]) != RESULT_OK)
            log_warn("render backdrop_refused=%s \"%s\"", backdrop->name, fail_text());
    }
}

// Takes the place of the one not shown for longest.
static Backdrop *place_of(Render *render, const char *name)
{
    Backdrop *oldest = &render->backdrops[0];
    for (int i = 0; i < BACKDROPS_MAX; i++) {
        Backdrop *backdrop = &render->backdrops[i];
        if (!strcmp(backdrop->name, name)) return backdrop;
        bool older = render->frame - backdrop->frame > render->frame - oldest->frame;
        if (oldest->name[0] && (older || !backdrop->name[0])) oldest = backdrop;
    }
    batch_flush(render);  // it may still show the one before
    texture_close(&oldest->texture);
    *oldest = (Backdrop){ 0 };
    snprintf(oldest->name, sizeof oldest->name, "%s", name);
    return oldest;
}

// NULL: unknown or damaged, or still being read while nobody waits for it.
static const Backdrop *ready(Render *render, const char *name)
{
    const Picture *picture = picture_find(render, name);
    if (!picture) {
        picture_missing(render, name);
        return NULL;
    }
    Backdrop *backdrop = place_of(render, name);
    const Texture *texture = &backdrop->texture;
    backdrop->frame = render->frame;
    bool there = texture->pixels.width > 0;
    while (texture->pixels.width == 0 && !picture->damaged) {
        if (!backdrop->asked)
            backdrop->asked = picture_ask(render, picture, render->stage.w, render->stage.h);
        if (render->hurried || !pictures_take(render, true)) return NULL;
    }
    if (!there) log_info("start part=pictures");
    return texture->pixels.width > 0 ? backdrop : NULL;
}

// The one shown last stays until the next one is read: a dark frame between two would flash.
static const Backdrop *last_shown(const Render *render)
{
    const Backdrop *last = NULL;
    for (int i = 0; i < BACKDROPS_MAX; i++) {
        const Backdrop *backdrop = &render->backdrops[i];
        bool shown = backdrop->texture.pixels.width > 0;
        if (shown && (!last || render->frame - backdrop->frame < render->frame - last->frame))
            last = backdrop;
    }
    return last;
}

bool backdrop_draw(Render *render, const char *name, SDL_Color veil)
{
    const Backdrop *backdrop = ready(render, name);
    if (!backdrop && render->hurried) backdrop = last_shown(render);
    if (!backdrop) return false;
    batch_flush(render);  // what was drawn before lies under it
    device_backdrop(render, &backdrop->texture, veil);
    return true;
}

void backdrop_warm(Render *render, const char *name)
{
    ready(render, name);
}

void backdrops_close(Render *render)
{
    for (int i = 0; i < BACKDROPS_MAX; i++) {
        texture_close(&render->backdrops[i].texture);
        render->backdrops[i] = (Backdrop){ 0 };
    }
}
