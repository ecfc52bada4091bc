// SPDX-License-Identifier: MIT
// display.c: a display that goes away: its server ends, or the machine that shows it is switched
// off. Under Wayland SDL sends SDL_QUIT. Under X the library ends the whole program from within
// whatever call notices it, and the play's summary would be lost; here it is told to go on, and the
// window to be left.
#include "base/log.h"
#include "render/parts.h"

#include <SDL2/SDL_syswm.h>

#ifdef SDL_VIDEO_DRIVER_X11
static int say_nothing(Display *display)
{
    (void)display;
    return 0;
}

// Called in place of exit(); the call that noticed returns with an error.
static void note_loss(Display *display, void *self)
{
    (void)display;
    Render *render = self;
    if (!render->lost) log_warn("render display=lost");
    render->lost = true;
}

void display_watch(Render *render)
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(render->window, &info) || info.subsystem != SDL_SYSWM_X11) return;
    XSetIOErrorHandler(say_nothing);
    XSetIOErrorExitHandler(info.info.x11.display, note_loss, render);
}
#else
void display_watch(Render *render)
{
    (void)render;
}
#endif
