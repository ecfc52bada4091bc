// SPDX-License-Identifier: MIT
// events.c: what the person at the machine did, without SDL's names.
#include "render/parts.h"

static int key_of(SDL_Keycode code)
{
    if (code >= SDLK_F1 && code <= SDLK_F12) return RENDER_KEY_F1 + (int)(code - SDLK_F1);
    switch (code) {
    case SDLK_LEFT: return RENDER_KEY_LEFT;
    case SDLK_RIGHT: return RENDER_KEY_RIGHT;
    case SDLK_UP: return RENDER_KEY_UP;
    case SDLK_DOWN: return RENDER_KEY_DOWN;
    case SDLK_KP_ENTER: return RENDER_KEY_ENTER;
    case SDLK_KP_PLUS: return '+';
    case SDLK_EQUALS: return '+';  // what this key bears above, on most keyboards
    case SDLK_KP_MINUS: return '-';
    default: return code < 128 ? (int)code : 0;
    }
}

static bool take_key(Render *render, const SDL_KeyboardEvent *key, RenderEvent *event)
{
    bool toggle = key->keysym.sym == SDLK_F11 ||
                  (key->keysym.sym == SDLK_RETURN && (key->keysym.mod & KMOD_ALT));
    if (key->repeat) return false;
    if (toggle) {
        render_toggle_full_screen(render);
        return false;
    }
    event->kind = RENDER_KEY;
    event->key = key_of(key->keysym.sym);
    event->control = key->keysym.mod & KMOD_CTRL;
    return event->key != 0;
}

// True if `event` was filled.
static bool take(Render *render, const SDL_Event *from, RenderEvent *event)
{
    *event = (RenderEvent){ 0 };
    switch (from->type) {
    case SDL_QUIT: event->kind = RENDER_QUIT; return true;
    case SDL_KEYDOWN: return take_key(render, &from->key, event);
    case SDL_MOUSEMOTION: render->mouse_ms = SDL_GetTicks(); return false;
    case SDL_MOUSEBUTTONDOWN:  // a finger comes as a mouse button too
        if (from->button.which != SDL_TOUCH_MOUSEID) render->mouse_ms = SDL_GetTicks();
        event->kind = RENDER_POINT;
        event->at = render_to_stage(render, from->button.x, from->button.y);
        return true;
    case SDL_WINDOWEVENT:
        event->kind = RENDER_UNFOCUS;
        return from->window.event == SDL_WINDOWEVENT_FOCUS_LOST;
    default: return false;
    }
}

bool render_event(Render *render, RenderEvent *event)
{
    SDL_Event from;
    while (!render->lost && SDL_PollEvent(&from))
        if (take(render, &from, event)) return true;
    if (!render->lost || render->loss_told) return false;
    *event = (RenderEvent){ .kind = RENDER_QUIT };
    return render->loss_told = true;
}
