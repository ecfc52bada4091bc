// SPDX-License-Identifier: MIT
// window_place.c: where windows lie: on a display each, or beside each other on the only one.
#include "render/displays.h"
#include "render/parts.h"

static int find_displays(DisplayPlace list[DISPLAYS_MAX])
{
    int count = SDL_GetNumVideoDisplays();
    if (count > DISPLAYS_MAX) count = DISPLAYS_MAX;
    for (int i = 0; i < count; i++) {
        SDL_Rect at = { 0 };
        SDL_GetDisplayBounds(i, &at);
        list[i] = (DisplayPlace){ at.x, at.y, at.w, at.h };
    }
    return count;
}

int render_other_display(const Render *render)
{
    DisplayPlace list[DISPLAYS_MAX];
    if (render->lost) return 0;
    int count = find_displays(list);
    return 1 + displays_for_panel(list, count, SDL_GetWindowDisplayIndex(render->window));
}

static bool fills_screen(const Render *render)
{
    return SDL_GetWindowFlags(render->window) & SDL_WINDOW_FULLSCREEN_DESKTOP;
}

// Without the frames that the desktop puts round both: SDL places what is within them.
static bool find_beside(const Render *render, DisplayPlace *child, DisplayPlace *panel)
{
    SDL_Rect all = { 0 };
    int left = 0, top = 0, right = 0, bottom = 0;
    if (render->lost || fills_screen(render)) return false;
    if (SDL_GetDisplayUsableBounds(SDL_GetWindowDisplayIndex(render->window), &all)) return false;
    (void)SDL_GetWindowBordersSize(render->window, &top, &left, &bottom, &right);
    SDL_GetWindowSize(render->window, &child->width, &child->height);
    const DisplayPlace room = { all.x + left, all.y + top, all.w - 2 * (left + right),
                                all.h - top - bottom };
    if (!displays_beside(&room, child, panel)) return false;
    panel->left += left + right;
    return true;
}

BesideRoom render_room_beside(const Render *render)
{
    DisplayPlace child, panel;
    if (render_other_display(render) > 0 || find_beside(render, &child, &panel)) return BESIDE_ROOM;
    return !render->lost && fills_screen(render) ? BESIDE_FULL_SCREEN : BESIDE_TOO_SMALL;
}

// The first window makes room, until the second is closed.
static bool make_room(Render *first, SDL_Rect *at)
{
    DisplayPlace child, panel;
    SDL_Rect was;
    if (!find_beside(first, &child, &panel)) return false;
    SDL_GetWindowPosition(first->window, &was.x, &was.y);
    SDL_GetWindowSize(first->window, &was.w, &was.h);
    first->alone = was;
    SDL_RestoreWindow(first->window);  // what is maximised takes no size
    SDL_SetWindowSize(first->window, child.width, child.height);
    SDL_SetWindowPosition(first->window, child.left, child.top);
    *at = (SDL_Rect){ panel.left, panel.top, panel.width, panel.height };
    return true;
}

// A size that nobody asked for has to fit its display, in its shape: a desktop cuts off what does
// not.
static void fit_display(int display, SDL_Rect *at)
{
    SDL_Rect room;
    if (SDL_GetDisplayUsableBounds(display, &room)) return;
    const float width = (float)at->w, height = (float)at->h;
    float share = fminf((float)room.w / width, (float)room.h / height);
    if (!(share > 0 && share < 1)) return;
    at->w = (int)(share * width);
    at->h = (int)(share * height);
}

SDL_Rect place_of_window(const RenderOptions *options, int width, int height)
{
    DisplayPlace list[DISPLAYS_MAX];
    SDL_Rect at = { SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width, height };
    int count = find_displays(list), display = options->display;
    if (options->beside && !display && make_room(options->beside, &at)) return at;
    if (display == RENDER_DISPLAY_CHILDS && count > 1)
        display = 1 + displays_for_child(list, count, 0);
    bool named = display >= 1 && display <= count;
    if (!options->headless && options->width <= 0) fit_display(named ? display - 1 : 0, &at);
    if (named) at.x = at.y = (int)SDL_WINDOWPOS_CENTERED_DISPLAY(display - 1);
    return at;
}

void place_first_in_front(Render *first)
{
    if (!first->lost && first->alone.w > 0) SDL_RaiseWindow(first->window);
}

void place_back(Render *first)
{
    SDL_Rect was = first->alone;
    first->alone = (SDL_Rect){ 0 };
    if (first->lost || was.w <= 0 || fills_screen(first)) return;
    SDL_SetWindowSize(first->window, was.w, was.h);
    SDL_SetWindowPosition(first->window, was.x, was.y);
}
