// SPDX-License-Identifier: MIT
// test_gym_inputs.c: from the start screen into a play, stopped, on again, and out to the end: by
// touch only and by a controller only, in the window itself; with TIPTOE_SOAK=1 by keyboard only
// and by mouse only too.
#include "base/clock.h"
#include "demo/demo_camera.h"
#include "gym/rounds.h"
#include "standing.h"

#include "test.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WIDTH      320  // of the window
#define HEIGHT     180
#define PATIENCE_S 100
#define REST       30  // frames between two presses: a button that has just come waits

typedef enum Way { KEYBOARD, MOUSE, TOUCH, CONTROLLER, WAY_COUNT } Way;

// What is pressed, one after the other, and what each is by every way: words of a button, a key, a
// button of the controller (with its left trigger held where `shift`).
typedef enum Deed { PLAY, STOP, GO_ON, STOP_AGAIN, END, OTHER, ASK, LEAVE, DEED_COUNT } Deed;
static const struct {
    const char *words;
    SDL_Keycode key;
    int button;  // -1: the right trigger
    bool shift;
} deeds[DEED_COUNT] = {
    [PLAY] = { "Play", SDLK_RETURN, SDL_CONTROLLER_BUTTON_START, false },
    [STOP] = { "Stop", SDLK_SPACE, -1, false },
    [GO_ON] = { "Go on", SDLK_RETURN, SDL_CONTROLLER_BUTTON_START, false },
    [STOP_AGAIN] = { "Stop", SDLK_SPACE, -1, false },
    [END] = { "Leave", SDLK_q, SDL_CONTROLLER_BUTTON_START, true },
    [OTHER] = { "Other game", SDLK_ESCAPE, SDL_CONTROLLER_BUTTON_B, false },
    [ASK] = { "Leave", SDLK_ESCAPE, SDL_CONTROLLER_BUTTON_B, false },
    [LEAVE] = { "Leave", SDLK_RETURN, SDL_CONTROLLER_BUTTON_START, false },
};

typedef struct Script {
    Way way;
    Deed next;
    int frames;  // since the last press
    int64_t give_up_us;
} Script;

static char store[64];
static Live live;
static SDL_Joystick *pad;

// ---- the four ways ------------------------------------------------------------------------------

static void press_key(SDL_Keycode key)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN } };
    event.key.keysym.sym = key;
    SDL_PushEvent(&event);
}

static void press_at(Vec2 at, bool finger)
{
    Vec2 share = { at.x / STAGE_WIDTH, 1 - at.y / STAGE_HEIGHT };
    SDL_Event event = { .button = { .type = SDL_MOUSEBUTTONDOWN } };
    event.button.x = (int)(share.x * WIDTH);
    event.button.y = (int)(share.y * HEIGHT);
    if (finger)
        event.tfinger = (SDL_TouchFingerEvent){
            .type = SDL_FINGERDOWN, .touchId = 7, .x = share.x, .y = share.y
        };
    SDL_PushEvent(&event);
}

static void hold(int axis, bool held)
{
    SDL_JoystickSetVirtualAxis(pad, axis, held ? 32767 : -32768);
}

// Let go of in the frame after.
static void press_pad(Deed deed, bool down)
{
    int button = deeds[deed].button;
    if (button < 0) hold(SDL_CONTROLLER_AXIS_TRIGGERRIGHT, down);
    if (button >= 0) SDL_JoystickSetVirtualButton(pad, button, down);
}

// ---- the person ---------------------------------------------------------------------------------

static bool plays(void)
{
    return live.run.play && !run_done(&live.run);
}

// Where the button of these words lies on the page that is shown, or over the play.
static bool find(const char *words, Vec2 *at)
{
    const Buttons *buttons = &live.screen.buttons;
    const Canvas *page = &live.screen.canvas;
    for (int i = 0; plays() && i < buttons->count; i++) {
        *at = buttons->list[i].at;
        if (!strcmp(buttons->list[i].words, words)) return true;
    }
    bool found = false;
    for (int i = 0; !plays() && i < page->item_count; i++) {
        if (page->item[i].kind != CANVAS_TEXT || strcmp(page->item[i].text, words) != 0) continue;
        *at = page->item[i].at;  // the last one lies over the others
        found = true;
    }
    return found;
}

static bool is_time(Deed deed)
{
    Vec2 at;
    bool stopped = plays() && live.screen.stopped;
    switch (deed) {
    case PLAY: return !live.run.play;
    case STOP:
    case STOP_AGAIN: return plays() && !stopped && live.run.step > 0;
    case GO_ON:
    case END: return stopped;
    case ASK: return find("Play", &at) && !find("Leave Tiptoe?", &at);
    case LEAVE: return find("Leave Tiptoe?", &at);
    default: return live.run.play && run_done(&live.run);
    }
}

static void each_frame(void *watcher, Live *of)
{
    Script *s = watcher;
    Vec2 at;
    if (clock_us() > s->give_up_us) {
        of->leave = true;
        SDL_PushEvent(&(SDL_Event){ .type = SDL_QUIT });
    }
    s->frames++;
    if (s->way == CONTROLLER && s->next > 0 && s->frames == 2) press_pad(s->next - 1, false);
    bool shift = s->next < DEED_COUNT && deeds[s->next].shift;
    if (s->way == CONTROLLER && s->frames == 3) hold(SDL_CONTROLLER_AXIS_TRIGGERLEFT, shift);
    if (s->next == DEED_COUNT || s->frames < REST || !is_time(s->next)) return;
    if (!find(deeds[s->next].words, &at)) return;
    if (s->way == KEYBOARD) press_key(deeds[s->next].key);
    if (s->way == MOUSE || s->way == TOUCH) press_at(at, s->way == TOUCH);
    if (s->way == CONTROLLER) press_pad(s->next, true);
    s->next++;
    s->frames = 0;
}

// ---- the room -----------------------------------------------------------------------------------

static void go_through(Way way)
{
    Script script = { .way = way, .give_up_us = clock_us() + PATIENCE_S * 1000000LL };
    DemoOptions options = {
        .script = "still 600", .width = 320, .height = 240, .fps = 30, .seed = 1
    };
    assert_int_equal(demo_open(&standing, &options), RESULT_OK);
    memset(&live, 0, sizeof live);
    live.settings = settings_default();
    live.settings.machine.store = store;
    live.settings.machine.camera.source = "demo:still";
    live.settings.machine.window_width = WIDTH;
    live.settings.machine.window_height = HEIGHT;
    live.settings.plan.play.game = game_list[0];
    settings_settle(&live.settings);
    live.frame = each_frame;
    live.watcher = &script;
    if (rounds_run(&live, open_standing)) fail_msg("%s", fail_text());
    if (script.next != DEED_COUNT)
        fail_msg("%d: \"%s\" was never there", (int)script.next, deeds[script.next].words);
    assert_int_equal(live.run.ended, PLAY_END_STOP);
    run_free(&live.run);
    demo_close(&standing);
}

static void by_keyboard_only(void **state)
{
    (void)state;
    go_through(KEYBOARD);
}

static void by_mouse_only(void **state)
{
    (void)state;
    go_through(MOUSE);
}

static void by_touch_only(void **state)
{
    (void)state;
    go_through(TOUCH);
}

static void by_controller_only(void **state)
{
    (void)state;
    SDL_InitSubSystem(SDL_INIT_GAMECONTROLLER);
    int index = SDL_JoystickAttachVirtual(SDL_JOYSTICK_TYPE_GAMECONTROLLER, SDL_CONTROLLER_AXIS_MAX,
                                          SDL_CONTROLLER_BUTTON_MAX, 0);
    if (index < 0) skip_not_allowed("SDL makes no virtual controller here: %s", SDL_GetError());
    pad = SDL_JoystickOpen(index);
    assert_non_null(pad);
    hold(SDL_CONTROLLER_AXIS_TRIGGERLEFT, false);
    hold(SDL_CONTROLLER_AXIS_TRIGGERRIGHT, false);
    go_through(CONTROLLER);
    SDL_JoystickClose(pad);
    SDL_JoystickDetachVirtual(index);
    SDL_QuitSubSystem(SDL_INIT_GAMECONTROLLER);
}

int main(void)
{
    snprintf(store, sizeof store, "%s/tiptoe-inputs-%d.db", P_tmpdir, (int)getpid());
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_touch_only),
        cmocka_unit_test(by_controller_only),
    };
    const struct CMUnitTest soak[] = { cmocka_unit_test(by_keyboard_only),
                                       cmocka_unit_test(by_mouse_only) };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    setenv("ALSOFT_DRIVERS", "null", 1);
    camera_register(&demo_camera_source);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    if (getenv("TIPTOE_SOAK")) failed += cmocka_run_group_tests(soak, NULL, NULL);
    unlink(store);
    return failed;
}
