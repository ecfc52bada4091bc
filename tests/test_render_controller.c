// SPDX-License-Identifier: MIT
// test_render_controller.c: a game controller that is plugged in while the window is open, pressed,
// pulled out and plugged in again: a virtual one of SDL's.
#include "render/render.h"
#include "test.h"

#include <SDL2/SDL.h>

static Render *render;
static SDL_Joystick *pad;

static void draw_frame(void)
{
    render_begin(render);
    render_present(render);
}

// The next key that comes; 0: none. The window's own events are passed over. SDL looks at its
// devices once all is taken that it saw before, so it is asked twice.
static RenderEvent next_key(void)
{
    RenderEvent event;
    for (int i = 0; i < 2; i++)
        while (render_event(render, &event))
            if (event.kind == RENDER_KEY) return event;
    return (RenderEvent){ 0 };
}

// How far, 0..1; a trigger's axis goes from end to end, a stick's from the middle to one of them.
static RenderEvent move(int axis, double way)
{
    bool trigger =
        axis == SDL_CONTROLLER_AXIS_TRIGGERLEFT || axis == SDL_CONTROLLER_AXIS_TRIGGERRIGHT;
    SDL_JoystickSetVirtualAxis(pad, axis, (Sint16)(32767 * (trigger ? 2 * way - 1 : way)));
    return next_key();
}

static int plug_in(void)
{
    int index = SDL_JoystickAttachVirtual(SDL_JOYSTICK_TYPE_GAMECONTROLLER, SDL_CONTROLLER_AXIS_MAX,
                                          SDL_CONTROLLER_BUTTON_MAX, 0);
    if (index < 0) skip_not_allowed("SDL makes no virtual controller here: %s", SDL_GetError());
    next_key();  // it is seen
    pad = SDL_JoystickOpen(index);
    assert_non_null(pad);
    move(SDL_CONTROLLER_AXIS_TRIGGERLEFT, 0);
    move(SDL_CONTROLLER_AXIS_TRIGGERRIGHT, 0);
    move(SDL_CONTROLLER_AXIS_LEFTY, 0.1);  // a stick rests beside its middle
    move(SDL_CONTROLLER_AXIS_LEFTX, 0.1);
    return index;
}

static void pull_out(int index)
{
    SDL_JoystickClose(pad);
    assert_int_equal(SDL_JoystickDetachVirtual(index), 0);
    next_key();
}

static RenderEvent press(int button)
{
    SDL_JoystickSetVirtualButton(pad, button, 1);
    RenderEvent event = next_key();
    SDL_JoystickSetVirtualButton(pad, button, 0);
    assert_int_equal(next_key().kind, RENDER_QUIT);  // letting go is nothing
    return event;
}

static void each_button_is_a_key_on_a_page(void **state)
{
    (void)state;
    static const struct {
        int button, pad, key;
    } buttons[] = {
        { SDL_CONTROLLER_BUTTON_A, RENDER_PAD_A, ' ' },
        { SDL_CONTROLLER_BUTTON_B, RENDER_PAD_B, RENDER_KEY_ESCAPE },
        { SDL_CONTROLLER_BUTTON_X, RENDER_PAD_X, 0 },
        { SDL_CONTROLLER_BUTTON_Y, RENDER_PAD_Y, 0 },
        { SDL_CONTROLLER_BUTTON_START, RENDER_PAD_START, RENDER_KEY_ENTER },
        { SDL_CONTROLLER_BUTTON_BACK, RENDER_PAD_VIEW, 0 },
        { SDL_CONTROLLER_BUTTON_LEFTSHOULDER, RENDER_PAD_LB, RENDER_KEY_TAB },
        { SDL_CONTROLLER_BUTTON_RIGHTSHOULDER, RENDER_PAD_RB, RENDER_KEY_TAB },
        { SDL_CONTROLLER_BUTTON_DPAD_UP, RENDER_PAD_UP, RENDER_KEY_UP },
        { SDL_CONTROLLER_BUTTON_DPAD_DOWN, RENDER_PAD_DOWN, RENDER_KEY_DOWN },
        { SDL_CONTROLLER_BUTTON_DPAD_LEFT, RENDER_PAD_LEFT, RENDER_KEY_LEFT },
        { SDL_CONTROLLER_BUTTON_DPAD_RIGHT, RENDER_PAD_RIGHT, RENDER_KEY_RIGHT },
    };
    int index = plug_in();
    for (size_t i = 0; i < sizeof buttons / sizeof *buttons; i++) {
        RenderEvent event = press(buttons[i].button);
        assert_int_equal(event.kind, RENDER_KEY);
        assert_int_equal(event.key, buttons[i].key);
        assert_int_equal(event.pad, buttons[i].pad);
    }
    pull_out(index);
}

// How often an arrow comes again within that time.
static int repeats_within(int ms)
{
    RenderEvent event;
    int count = 0;
    for (int end = (int)SDL_GetTicks() + ms; (int)SDL_GetTicks() < end; SDL_Delay(2))
        while (render_event(render, &event)) {
            if (event.kind != RENDER_REPEAT) continue;
            assert_int_equal(event.key, RENDER_KEY_RIGHT);
            count++;
        }
    return count;
}

// Once it is held for long; what is no arrow does not.
static void an_arrow_that_is_held_comes_again(void **state)
{
    (void)state;
    int index = plug_in();
    SDL_JoystickSetVirtualButton(pad, SDL_CONTROLLER_BUTTON_DPAD_RIGHT, 1);
    assert_int_equal(next_key().key, RENDER_KEY_RIGHT);
    int count = repeats_within(1200);
    assert_in_range(count, 1, 8);
    SDL_JoystickSetVirtualButton(pad, SDL_CONTROLLER_BUTTON_DPAD_RIGHT, 0);
    assert_int_equal(next_key().key, 0);
    assert_int_equal(repeats_within(600), 0);
    SDL_JoystickSetVirtualButton(pad, SDL_CONTROLLER_BUTTON_A, 1);
    assert_int_equal(next_key().key, ' ');
    assert_int_equal(repeats_within(600), 0);
    SDL_JoystickSetVirtualButton(pad, SDL_CONTROLLER_BUTTON_A, 0);
    assert_int_equal(move(SDL_CONTROLLER_AXIS_LEFTX, 1).key, RENDER_KEY_RIGHT);
    assert_in_range(repeats_within(1200), 1, 8);
    move(SDL_CONTROLLER_AXIS_LEFTX, 0);
    pull_out(index);
}

static void triggers_and_the_stick_count_once(void **state)
{
    (void)state;
    int index = plug_in();
    assert_int_equal(move(SDL_CONTROLLER_AXIS_TRIGGERRIGHT, 0.3).pad, 0);
    assert_int_equal(move(SDL_CONTROLLER_AXIS_TRIGGERRIGHT, 0.7).pad, RENDER_PAD_RT);
    assert_int_equal(move(SDL_CONTROLLER_AXIS_TRIGGERRIGHT, 1.0).pad, 0);
    assert_int_equal(move(SDL_CONTROLLER_AXIS_TRIGGERRIGHT, 0.5).pad, 0);  // not let go yet
    assert_int_equal(move(SDL_CONTROLLER_AXIS_TRIGGERRIGHT, 0.0).pad, 0);
    RenderEvent stop = move(SDL_CONTROLLER_AXIS_TRIGGERRIGHT, 1.0);
    assert_int_equal(stop.pad, RENDER_PAD_RT);
    assert_int_equal(stop.key, ' ');
    assert_int_equal(move(SDL_CONTROLLER_AXIS_LEFTX, -1).key, RENDER_KEY_LEFT);
    assert_int_equal(move(SDL_CONTROLLER_AXIS_LEFTX, 0).key, 0);
    assert_int_equal(move(SDL_CONTROLLER_AXIS_LEFTY, 1).key, RENDER_KEY_DOWN);
    // The left trigger alone is nothing; held, it is told with every button.
    assert_int_equal(move(SDL_CONTROLLER_AXIS_TRIGGERLEFT, 1).pad, 0);
    assert_int_equal(press(SDL_CONTROLLER_BUTTON_A).pad, RENDER_PAD_SHIFT | RENDER_PAD_A);
    move(SDL_CONTROLLER_AXIS_TRIGGERLEFT, 0);
    assert_int_equal(press(SDL_CONTROLLER_BUTTON_A).pad, RENDER_PAD_A);
    pull_out(index);
}

static void it_may_be_pulled_out_and_plugged_in(void **state)
{
    (void)state;
    for (int i = 0; i < 6; i++) {  // more often than there is room for at once
        int index = plug_in();
        SDL_JoystickSetVirtualButton(pad, SDL_CONTROLLER_BUTTON_B, 1);  // held while it goes
        assert_int_equal(next_key().key, RENDER_KEY_ESCAPE);
        pull_out(index);
    }
    assert_int_equal(next_key().kind, RENDER_QUIT);
}

static int open_window(void **state)
{
    (void)state;
    RenderOptions options = { .headless = true, .asset_folder = TIPTOE_BUILT_ASSETS };
    if (render_open(&render, &options)) return -1;
    draw_frame();
    next_key();
    return 0;
}

static int close_window(void **state)
{
    (void)state;
    render_close(&render);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_button_is_a_key_on_a_page),
        cmocka_unit_test(an_arrow_that_is_held_comes_again),
        cmocka_unit_test(triggers_and_the_stick_count_once),
        cmocka_unit_test(it_may_be_pulled_out_and_plugged_in),
    };
    return cmocka_run_group_tests(tests, open_window, close_window);
}
