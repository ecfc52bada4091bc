// SPDX-License-Identifier: MIT
// events.c: what the person at the machine did, without SDL's names.
#include "render/parts.h"

#include <stdio.h>

// What a key of the keypad means, 0 for no such key. Without NumLock its digits are arrows.
static int keypad_key(SDL_Keycode code, bool num_lock)
{
    static const int arrows[] = { [2] = RENDER_KEY_DOWN,
                                  [4] = RENDER_KEY_LEFT,
                                  [6] = RENDER_KEY_RIGHT,
                                  [8] = RENDER_KEY_UP,
                                  [9] = 0 };
    int digit = code == SDLK_KP_0                        ? 0
                : code >= SDLK_KP_1 && code <= SDLK_KP_9 ? (int)(code - SDLK_KP_1) + 1
                                                         : -1;
    if (digit >= 0) return num_lock ? '0' + digit : arrows[digit];
    if (code == SDLK_KP_ENTER) return RENDER_KEY_ENTER;
    if (code == SDLK_KP_PLUS) return '+';
    return code == SDLK_KP_MINUS ? '-' : 0;
}

// By place, where the layout writes no letter or digit of ours there: letters on a Cyrillic, Greek
// or Arabic keyboard, and the digits above an AZERTY one. 0: neither.
static int placed_key(SDL_Scancode place)
{
    if (place >= SDL_SCANCODE_A && place <= SDL_SCANCODE_Z)
        return 'a' + (int)place - SDL_SCANCODE_A;
    if (place >= SDL_SCANCODE_1 && place <= SDL_SCANCODE_9)
        return '1' + (int)place - SDL_SCANCODE_1;
    return place == SDL_SCANCODE_0 ? '0' : 0;
}

int key_of(const SDL_Keysym *key)
{
    SDL_Keycode code = key->sym;
    if (code >= SDLK_F1 && code <= SDLK_F12) return RENDER_KEY_F1 + (int)(code - SDLK_F1);
    switch (code) {
    case SDLK_LEFT: return RENDER_KEY_LEFT;
    case SDLK_RIGHT: return RENDER_KEY_RIGHT;
    case SDLK_UP: return RENDER_KEY_UP;
    case SDLK_DOWN: return RENDER_KEY_DOWN;
    case SDLK_PLUS:
    case SDLK_EQUALS: return '+';  // what this key bears above, on most keyboards
    case SDLK_MINUS: return '-';
    default: break;
    }
    bool known = code <= ' ' || (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
    if (known && code > 0) return (int)code;
    int key_there = keypad_key(code, key->mod & KMOD_NUM);
    if (key_there == 0) key_there = placed_key(key->scancode);
    return key_there == 0 && code < 128 ? (int)code : key_there;
}

// The window that an event belongs to. What was under way to one that is closed is nobody's: NULL.
static Render *owner_of(Render *render, Uint32 id)
{
    if (!id || id == SDL_GetWindowID(render->window)) return render;
    Render *beside = render->beside;
    return beside && id == SDL_GetWindowID(beside->window) ? beside : NULL;
}

static bool take_key(Render *render, const SDL_KeyboardEvent *key, RenderEvent *event)
{
    Render *owner = owner_of(render, key->windowID);
    if (!owner) return false;
    int means = key_map_find(&render->keys, key->keysym.sym);
    if (!means) means = key_of(&key->keysym);
    bool toggle = means == RENDER_KEY_F1 + 10 ||
                  (key->keysym.sym == SDLK_RETURN && (key->keysym.mod & KMOD_ALT));
    bool arrow = means >= RENDER_KEY_LEFT && means <= RENDER_KEY_DOWN;
    if (key->repeat && !arrow) return false;
    bool down = key->keysym.sym == SDLK_PAGEDOWN, up = key->keysym.sym == SDLK_PAGEUP;
    int by = down ? 1 : -1;
    if (!means && (down || up) &&
        (lens_go(owner, by) || (render->beside && lens_go(render->beside, by))))
        return false;
    if (toggle) {
        render_toggle_full_screen(owner);
        return false;
    }
    event->kind = key->repeat ? RENDER_REPEAT : RENDER_KEY;
    event->key = means;
    event->control = key->keysym.mod & KMOD_CTRL;
    event->beside = owner != render;
    return event->key != 0;
}

static bool take_mouse(Render *render, RenderEventKind kind, const SDL_Event *from,
                       RenderEvent *event)
{
    bool moved = kind != RENDER_POINT;
    Uint32 mouse = moved ? from->motion.which : from->button.which;
    Render *owner = owner_of(render, moved ? from->motion.windowID : from->button.windowID);
    if (!owner || mouse == SDL_TOUCH_MOUSEID) return false;  // a finger's, which comes as one too
    render->mouse_ms = SDL_GetTicks();
    event->kind = kind;
    event->at = moved ? render_to_stage(owner, from->motion.x, from->motion.y)
                      : render_to_stage(owner, from->button.x, from->button.y);
    event->beside = owner != render;
    return kind != RENDER_POINT || !lens_point(owner, &event->at);
}

// Any of several fingers: a hand that lies on the screen does not keep another one from stopping.
static bool take_finger(Render *render, RenderEventKind kind, const SDL_TouchFingerEvent *finger,
                        RenderEvent *event)
{
    int width, height;
    Render *owner = owner_of(render, finger->windowID);
    SDL_TouchDeviceType device = SDL_GetTouchDeviceType(finger->touchId);
    bool pad = device == SDL_TOUCH_DEVICE_INDIRECT_ABSOLUTE ||
               device == SDL_TOUCH_DEVICE_INDIRECT_RELATIVE;  // moves the mouse
    if (!owner || pad || finger->touchId == SDL_MOUSE_TOUCHID) return false;
    render_size(owner, &width, &height);
    event->kind = kind;
    event->at =
        render_to_stage(owner, (int)(finger->x * (float)width), (int)(finger->y * (float)height));
    event->beside = owner != render;
    return kind != RENDER_POINT || !lens_point(owner, &event->at);
}

// With two windows SDL does not say that the program is to end when one is closed, and the keyboard
// may have gone from the one to the other.
static bool take_window(Render *render, const SDL_WindowEvent *window, RenderEvent *event)
{
    const Render *owner = owner_of(render, window->windowID);
    bool closed = window->event == SDL_WINDOWEVENT_CLOSE && render->beside;
    bool away =
        window->event == SDL_WINDOWEVENT_FOCUS_LOST && !(render->beside && SDL_GetKeyboardFocus());
    event->kind = closed ? RENDER_QUIT : RENDER_UNFOCUS;
    event->beside = owner != render;
    return owner && (closed || away);
}

// True if `event` was filled.
static bool take(Render *render, const SDL_Event *from, RenderEvent *event)
{
    *event = (RenderEvent){ 0 };
    switch (from->type) {
    case SDL_QUIT: event->kind = RENDER_QUIT; return true;
    case SDL_KEYDOWN: return take_key(render, &from->key, event);
    case SDL_MOUSEMOTION:
        return take_mouse(render, from->motion.state & SDL_BUTTON_LMASK ? RENDER_DRAG : RENDER_MOVE,
                          from, event);
    case SDL_MOUSEBUTTONDOWN: return take_mouse(render, RENDER_POINT, from, event);
    case SDL_CONTROLLERDEVICEADDED:
    case SDL_CONTROLLERDEVICEREMOVED:
    case SDL_CONTROLLERBUTTONDOWN:
    case SDL_CONTROLLERAXISMOTION: return controller_take(render, from, event);
    case SDL_TEXTINPUT:
        event->kind = RENDER_TEXT;
        snprintf(event->text, sizeof event->text, "%s", from->text.text);
        return true;
    case SDL_FINGERDOWN: return take_finger(render, RENDER_POINT, &from->tfinger, event);
    case SDL_FINGERMOTION: return take_finger(render, RENDER_DRAG, &from->tfinger, event);
    case SDL_WINDOWEVENT: return take_window(render, &from->window, event);
    default: return false;
    }
}

bool render_event(Render *render, RenderEvent *event)
{
    SDL_Event from;
    // Looking for controllers takes a while: the first picture does not wait for it.
    if (!render->lost && !render->controllers_asked && render->frame > 0) controllers_open(render);
    while (!render->lost && SDL_PollEvent(&from))
        if (take(render, &from, event)) return true;
    if (!render->lost && controllers_repeat(render, event)) return true;
    if (!render->lost || render->loss_told) return false;
    *event = (RenderEvent){ .kind = RENDER_QUIT };
    return render->loss_told = true;
}
