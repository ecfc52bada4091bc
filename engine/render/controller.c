// SPDX-License-Identifier: MIT
// controller.c: game controllers, plugged in whenever. On a page each button is the key that does
// the same; a play looks at the button itself.
#include "base/log.h"
#include "render/parts.h"

#define PRESSED         0.6f  // of a trigger's or stick's way
#define RELEASED        0.4f
#define REPEAT_FIRST_MS 400
#define REPEAT_MS       110

static const char *const names[] = { "",
#define X(name, shown) shown,
                                     RENDER_PAD_LIST(X)
#undef X
};

const char *render_pad_name(int pad)
{
    REQUIRE(pad > 0 && pad < RENDER_PAD_COUNT);
    return names[pad];
}

void controllers_open(Render *render)
{
    render->controllers_asked = true;
    // The therapist's stop is heard whatever window is in front.
    SDL_SetHint(SDL_HINT_JOYSTICK_ALLOW_BACKGROUND_EVENTS, "1");
    if (SDL_InitSubSystem(SDL_INIT_GAMECONTROLLER))
        log_warn("render controllers=\"%s\"", SDL_GetError());
}

void controllers_close(Render *render)
{
    for (int i = 0; i < CONTROLLERS_MAX; i++) {
        Controller *c = &render->controllers[i];
        if (c->sdl) SDL_GameControllerClose(c->sdl);
        *c = (Controller){ 0 };
    }
    if (SDL_WasInit(SDL_INIT_GAMECONTROLLER)) SDL_QuitSubSystem(SDL_INIT_GAMECONTROLLER);
}

// Of that number; 0 and `sdl` NULL: a free place.
static Controller *controller_of(Render *render, SDL_JoystickID id, bool known)
{
    for (int i = 0; i < CONTROLLERS_MAX; i++) {
        Controller *c = &render->controllers[i];
        if (known ? c->sdl && c->id == id : !c->sdl) return c;
    }
    return NULL;
}

static void plug_in(Render *render, int index)
{
    SDL_JoystickID id = SDL_JoystickGetDeviceInstanceID(index);
    Controller *c = controller_of(render, id, true) ? NULL : controller_of(render, id, false);
    if (!c) return;
    *c = (Controller){ .sdl = SDL_GameControllerOpen(index), .id = id };
    if (c->sdl) log_info("render controller=\"%s\"", SDL_GameControllerName(c->sdl));
}

static void unplug(Render *render, SDL_JoystickID id)
{
    Controller *c = controller_of(render, id, true);
    if (!c) return;
    SDL_GameControllerClose(c->sdl);
    *c = (Controller){ 0 };
}

static int pad_of(Uint8 button)
{
    static const int pads[SDL_CONTROLLER_BUTTON_MAX] = {
        [SDL_CONTROLLER_BUTTON_A] = RENDER_PAD_A,
        [SDL_CONTROLLER_BUTTON_B] = RENDER_PAD_B,
        [SDL_CONTROLLER_BUTTON_X] = RENDER_PAD_X,
        [SDL_CONTROLLER_BUTTON_Y] = RENDER_PAD_Y,
        [SDL_CONTROLLER_BUTTON_BACK] = RENDER_PAD_VIEW,
        [SDL_CONTROLLER_BUTTON_START] = RENDER_PAD_START,
        [SDL_CONTROLLER_BUTTON_LEFTSTICK] = RENDER_PAD_L3,
        [SDL_CONTROLLER_BUTTON_RIGHTSTICK] = RENDER_PAD_R3,
        [SDL_CONTROLLER_BUTTON_LEFTSHOULDER] = RENDER_PAD_LB,
        [SDL_CONTROLLER_BUTTON_RIGHTSHOULDER] = RENDER_PAD_RB,
        [SDL_CONTROLLER_BUTTON_DPAD_UP] = RENDER_PAD_UP,
        [SDL_CONTROLLER_BUTTON_DPAD_DOWN] = RENDER_PAD_DOWN,
        [SDL_CONTROLLER_BUTTON_DPAD_LEFT] = RENDER_PAD_LEFT,
        [SDL_CONTROLLER_BUTTON_DPAD_RIGHT] = RENDER_PAD_RIGHT,
    };
    return button < SDL_CONTROLLER_BUTTON_MAX ? pads[button] : 0;
}

static bool press(const Controller *c, int pad, RenderEvent *event)
{
    static const int keys[RENDER_PAD_COUNT] = {
        [RENDER_PAD_A] = ' ',
        [RENDER_PAD_RT] = ' ',
        [RENDER_PAD_B] = RENDER_KEY_ESCAPE,
        [RENDER_PAD_START] = RENDER_KEY_ENTER,
        [RENDER_PAD_LB] = RENDER_KEY_TAB,
        [RENDER_PAD_RB] = RENDER_KEY_TAB,
        [RENDER_PAD_UP] = RENDER_KEY_UP,
        [RENDER_PAD_DOWN] = RENDER_KEY_DOWN,
        [RENDER_PAD_LEFT] = RENDER_KEY_LEFT,
        [RENDER_PAD_RIGHT] = RENDER_KEY_RIGHT,
    };
    if (!pad) return false;
    *event = (RenderEvent){ .kind = RENDER_KEY, .key = keys[pad], .pad = pad };
    if (c->shift) event->pad |= RENDER_PAD_SHIFT;
    return true;
}

// Whether it has just been pressed as far as counts; it counts again once it was let go.
static bool is_pressed(bool *held, float way)
{
    bool now = way > (*held ? RELEASED : PRESSED), begins = now && !*held;
    *held = now;
    return begins;
}

// The right stick moves the part of a page that is larger than the window.
static void lean(Render *render, Controller *c, Uint8 axis, float way)
{
    bool level = axis == SDL_CONTROLLER_AXIS_RIGHTX;
    bool *held = &c->lean[level ? 0 : 2];
    Vec2 to = level ? vec2(1, 0) : vec2(0, -1);
    if (is_pressed(&held[0], way)) lens_lean(render, to);
    if (is_pressed(&held[1], -way)) lens_lean(render, vec2_scale(to, -1));
}

static bool move(Controller *c, Uint8 axis, float way, RenderEvent *event)
{
    int pad = 0;
    switch (axis) {
    case SDL_CONTROLLER_AXIS_TRIGGERLEFT: is_pressed(&c->shift, way); break;
    case SDL_CONTROLLER_AXIS_TRIGGERRIGHT:
        if (is_pressed(&c->stop, way)) pad = RENDER_PAD_RT;
        break;
    case SDL_CONTROLLER_AXIS_LEFTX:
        if (is_pressed(&c->tilt[0], way)) pad = RENDER_PAD_RIGHT;
        if (is_pressed(&c->tilt[1], -way)) pad = RENDER_PAD_LEFT;
        break;
    case SDL_CONTROLLER_AXIS_LEFTY:
        if (is_pressed(&c->tilt[2], way)) pad = RENDER_PAD_DOWN;
        if (is_pressed(&c->tilt[3], -way)) pad = RENDER_PAD_UP;
        break;
    default: break;
    }
    return press(c, pad, event);
}

bool controller_take(Render *render, const SDL_Event *from, RenderEvent *event)
{
    Controller *c;
    switch (from->type) {
    case SDL_CONTROLLERDEVICEADDED: plug_in(render, from->cdevice.which); return false;
    case SDL_CONTROLLERDEVICEREMOVED: unplug(render, from->cdevice.which); return false;
    case SDL_CONTROLLERBUTTONDOWN:
        c = controller_of(render, from->cbutton.which, true);
        return c && press(c, pad_of(from->cbutton.button), event);
    case SDL_CONTROLLERAXISMOTION:
        c = controller_of(render, from->caxis.which, true);
        if (c && (from->caxis.axis == SDL_CONTROLLER_AXIS_RIGHTX ||
                  from->caxis.axis == SDL_CONTROLLER_AXIS_RIGHTY))
            lean(render, c, from->caxis.axis, (float)from->caxis.value / 32767);
        return c && move(c, from->caxis.axis, (float)from->caxis.value / 32767, event);
    default: return false;
    }
}

static int held_arrow(const Controller *c)
{
    static const struct {
        SDL_GameControllerButton button;
        int tilt, pad;
    } arrows[] = {
        { SDL_CONTROLLER_BUTTON_DPAD_RIGHT, 0, RENDER_PAD_RIGHT },
        { SDL_CONTROLLER_BUTTON_DPAD_LEFT, 1, RENDER_PAD_LEFT },
        { SDL_CONTROLLER_BUTTON_DPAD_DOWN, 2, RENDER_PAD_DOWN },
        { SDL_CONTROLLER_BUTTON_DPAD_UP, 3, RENDER_PAD_UP },
    };
    for (size_t i = 0; c->sdl && i < sizeof arrows / sizeof *arrows; i++)
        if (c->tilt[arrows[i].tilt] || SDL_GameControllerGetButton(c->sdl, arrows[i].button))
            return arrows[i].pad;
    return 0;
}

bool controllers_repeat(Render *render, RenderEvent *event)
{
    Uint32 now_ms = SDL_GetTicks();
    for (int i = 0; i < CONTROLLERS_MAX; i++) {
        Controller *c = &render->controllers[i];
        int held = held_arrow(c);
        bool begins = held != c->held;
        c->held = held;
        if (!held || (!begins && !SDL_TICKS_PASSED(now_ms, c->again_ms))) continue;
        c->again_ms = now_ms + (begins ? REPEAT_FIRST_MS : REPEAT_MS);
        if (begins || !press(c, held, event)) continue;
        event->kind = RENDER_REPEAT;
        return true;
    }
    return false;
}
