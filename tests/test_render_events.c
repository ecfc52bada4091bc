// SPDX-License-Identifier: MIT
// test_render_events.c: keys, points and the window's own events, as the loop sees them.
#include "render/render.h"
#include "test.h"

#include <SDL2/SDL.h>

static Render *render;

static int open_window(void **state)
{
    (void)state;
    RenderOptions options = { .headless = true,
                              .keys = "F10=Space, PageDown = enter,Keypad 0=Up",
                              .asset_folder = TIPTOE_BUILT_ASSETS };
    return render_open(&render, &options) == RESULT_OK ? 0 : -1;
}

static int close_window(void **state)
{
    (void)state;
    render_close(&render);
    return 0;
}

static int forget_events(void **state)
{
    (void)state;
    RenderEvent event;
    while (render_event(render, &event)) {}
    return 0;
}

static void press(SDL_Keycode key, Uint16 mod, Uint8 repeat)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN, .repeat = repeat } };
    event.key.keysym.sym = key;
    event.key.keysym.mod = mod;
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void expect_key(int key, bool control)
{
    RenderEvent event;
    assert_true(render_event(render, &event));
    assert_int_equal(event.kind, RENDER_KEY);
    assert_int_equal(event.key, key);
    assert_int_equal(event.control, control);
}

static void test_keys(void **state)
{
    (void)state;
    press(SDLK_ESCAPE, 0, 0);
    press(SDLK_SPACE, 0, 0);
    press(SDLK_SPACE, 0, 1);  // a repeat: left out
    press(SDLK_F3, 0, 0);
    press(SDLK_q, KMOD_LCTRL, 0);
    press(SDLK_KP_PLUS, 0, 0);
    press(SDLK_EQUALS, 0, 0);
    press(SDLK_RETURN, 0, 0);
    press(SDLK_UP, 0, 0);
    press(SDLK_CAPSLOCK, 0, 0);  // no key of ours
    expect_key(RENDER_KEY_ESCAPE, false);
    expect_key(' ', false);
    expect_key(RENDER_KEY_F1 + 2, false);
    expect_key('q', true);
    expect_key('+', false);
    expect_key('+', false);
    expect_key(RENDER_KEY_ENTER, false);
    expect_key(RENDER_KEY_UP, false);
    RenderEvent event;
    assert_false(render_event(render, &event));
}

static void press_at(SDL_Scancode place, SDL_Keycode writes, Uint16 mod)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN } };
    event.key.keysym = (SDL_Keysym){ .scancode = place, .sym = writes, .mod = mod };
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void test_keys_of_other_keyboards(void **state)
{
    (void)state;
    static const struct {
        SDL_Scancode place;
        SDL_Keycode writes;
        Uint16 mod;
        int means;
    } keys[] = {
        { SDL_SCANCODE_Q, 0x439, 0, 'q' },           // Cyrillic
        { SDL_SCANCODE_L, 0x3bb, 0, 'l' },           // Greek
        { SDL_SCANCODE_S, 0x633, 0, 's' },           // Arabic
        { SDL_SCANCODE_Q, SDLK_a, 0, 'a' },          // French: what is written counts
        { SDL_SCANCODE_Y, SDLK_z, 0, 'z' },          // German
        { SDL_SCANCODE_1, SDLK_AMPERSAND, 0, '1' },  // French digits stand on the upper level
        { SDL_SCANCODE_2, 0xe9, 0, '2' },            //
        { SDL_SCANCODE_6, SDLK_MINUS, 0, '-' },      //
        { SDL_SCANCODE_RIGHTBRACKET, '+', 0, '+' },  // German
        { SDL_SCANCODE_SLASH, SDLK_MINUS, 0, '-' },  //
        { SDL_SCANCODE_KP_3, SDLK_KP_3, KMOD_NUM, '3' },
        { SDL_SCANCODE_KP_4, SDLK_KP_4, 0, RENDER_KEY_LEFT },
        { SDL_SCANCODE_KP_ENTER, SDLK_KP_ENTER, 0, RENDER_KEY_ENTER },
        { SDL_SCANCODE_SPACE, SDLK_SPACE, 0, ' ' },
        { SDL_SCANCODE_BACKSPACE, SDLK_BACKSPACE, 0, RENDER_KEY_BACKSPACE },
        { SDL_SCANCODE_COMMA, ',', 0, ',' },
    };
    size_t count = sizeof keys / sizeof *keys;
    for (size_t i = 0; i < count; i++) press_at(keys[i].place, keys[i].writes, keys[i].mod);
    press_at(SDL_SCANCODE_KP_5, SDLK_KP_5, 0);  // no arrow there
    for (size_t i = 0; i < count; i++) expect_key(keys[i].means, false);
    RenderEvent event;
    assert_false(render_event(render, &event));
}

// A pedal that types what is no key of ours.
static void test_other_keys_for_ours(void **state)
{
    (void)state;
    press(SDLK_F10, 0, 0);
    press(SDLK_PAGEDOWN, 0, 0);
    press(SDLK_KP_0, KMOD_NUM, 0);
    press(SDLK_SPACE, 0, 0);  // is itself still
    press(SDLK_PAGEUP, 0, 0);
    expect_key(' ', false);
    expect_key(RENDER_KEY_ENTER, false);
    expect_key(RENDER_KEY_UP, false);
    expect_key(' ', false);
    RenderEvent event;
    assert_false(render_event(render, &event));
    const KeyMap *map = render_keys(render);
    assert_string_equal(key_map_name(map, RENDER_KEY_ENTER, 0), "PageDown");
    assert_null(key_map_name(map, RENDER_KEY_ENTER, 1));
    assert_null(key_map_name(map, 'q', 0));
}

static void test_what_is_no_pair_of_keys_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = { "F12",         "F12=",        "=Space",         "F12=Volume",
                                       "Nokey=Space", "F12=Space,,", "F12=Space Enter" };
    KeyMap map;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (key_map_read(&map, bad[i])) fail_msg("taken: %s", bad[i]);
        assert_int_equal(map.count, 0);
    }
    assert_true(key_map_read(&map, ""));
    assert_true(key_map_read(&map, NULL));
    assert_true(key_map_read(&map, "F12=+,f9=esc"));
    assert_int_equal(key_map_find(&map, SDLK_F12), '+');
    assert_int_equal(key_map_find(&map, SDLK_F9), RENDER_KEY_ESCAPE);
    assert_int_equal(key_map_find(&map, SDLK_F8), 0);
}

static void test_points_and_window(void **state)
{
    (void)state;
    SDL_Event point = { .button = { .type = SDL_MOUSEBUTTONDOWN, .x = 320, .y = 180 } };
    SDL_Event quit = { .type = SDL_QUIT };
    SDL_Event unfocus = { .window = { .type = SDL_WINDOWEVENT,
                                      .event = SDL_WINDOWEVENT_FOCUS_LOST } };
    SDL_PushEvent(&point);
    SDL_PushEvent(&unfocus);
    SDL_PushEvent(&quit);
    RenderEvent event;
    assert_true(render_event(render, &event));
    assert_int_equal(event.kind, RENDER_POINT);
    assert_below(vec2_distance(event.at, vec2(4, 6.75f)), 0.02f);
    assert_true(render_event(render, &event));
    assert_int_equal(event.kind, RENDER_UNFOCUS);
    assert_true(render_event(render, &event));
    assert_int_equal(event.kind, RENDER_QUIT);
}

// A finger comes twice: as itself and as a mouse. It is one press; so is one of a second finger,
// which SDL makes no mouse of.
static void test_fingers(void **state)
{
    (void)state;
    SDL_Event finger = { .tfinger = {
                             .type = SDL_FINGERDOWN, .touchId = 3, .x = 0.25f, .y = 0.25f } };
    SDL_Event twin = { .button = { .type = SDL_MOUSEBUTTONDOWN, .which = SDL_TOUCH_MOUSEID } };
    SDL_Event twin_moves = { .motion = { .type = SDL_MOUSEMOTION, .which = SDL_TOUCH_MOUSEID } };
    SDL_Event mouse_moves = { .motion = { .type = SDL_MOUSEMOTION, .x = 320, .y = 180 } };
    SDL_PushEvent(&finger);
    SDL_PushEvent(&twin_moves);
    SDL_PushEvent(&twin);
    finger.tfinger.x = 0.75f;
    SDL_PushEvent(&finger);
    SDL_PushEvent(&mouse_moves);
    RenderEvent event;
    for (int i = 0; i < 2; i++) {
        assert_true(render_event(render, &event));
        assert_int_equal(event.kind, RENDER_POINT);
        assert_below(vec2_distance(event.at, vec2(i ? 12 : 4, 6.75f)), 0.02f);
    }
    assert_true(render_event(render, &event));
    assert_int_equal(event.kind, RENDER_MOVE);
    assert_below(vec2_distance(event.at, vec2(4, 6.75f)), 0.02f);
    assert_false(render_event(render, &event));
}

// What is pressed and moved is dragged, by mouse and by finger; a mouse that only moves is not.
static void test_dragging(void **state)
{
    (void)state;
    SDL_Event mouse = { .motion = { .type = SDL_MOUSEMOTION, .x = 320, .y = 180 } };
    SDL_Event finger = { .tfinger = {
                             .type = SDL_FINGERMOTION, .touchId = 3, .x = 0.25f, .y = 0.25f } };
    SDL_PushEvent(&mouse);
    mouse.motion.state = SDL_BUTTON_LMASK;
    SDL_PushEvent(&mouse);
    SDL_PushEvent(&finger);
    RenderEvent event;
    const RenderEventKind kind[] = { RENDER_MOVE, RENDER_DRAG, RENDER_DRAG };
    for (int i = 0; i < 3; i++) {
        assert_true(render_event(render, &event));
        assert_int_equal(event.kind, kind[i]);
        assert_below(vec2_distance(event.at, vec2(4, 6.75f)), 0.02f);
    }
    assert_false(render_event(render, &event));
}

// The dummy screen has a size of its own: the frame follows the window through both changes.
static void test_full_screen_keys_stay_inside(void **state)
{
    (void)state;
    static uint8_t pixels[2048 * 2048 * 3];
    for (int i = 0; i < 2; i++) {
        if (i == 0)
            press(SDLK_F11, 0, 0);
        else
            press(SDLK_RETURN, KMOD_LALT, 0);
        RenderEvent event;
        while (render_event(render, &event)) assert_int_not_equal(event.kind, RENDER_KEY);
        Image image = { .bgr = pixels };
        render_begin(render);
        render_present(render);
        render_size(render, &image.width, &image.height);
        assert_in_range(image.width, 320, 2048);
        assert_in_range(image.height, 180, 2048);
        image.stride = 3 * image.width;
        assert_int_equal(render_read(render, &image), RESULT_OK);
        size_t last = (size_t)image.width * (size_t)image.height * 3 - 1;
        assert_int_equal(pixels[last], pixels[2]);  // the same empty colour in both corners
        assert_above(pixels[last], 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_keys, forget_events),
        cmocka_unit_test_setup(test_keys_of_other_keyboards, forget_events),
        cmocka_unit_test_setup(test_other_keys_for_ours, forget_events),
        cmocka_unit_test(test_what_is_no_pair_of_keys_is_refused),
        cmocka_unit_test_setup(test_points_and_window, forget_events),
        cmocka_unit_test_setup(test_fingers, forget_events),
        cmocka_unit_test_setup(test_dragging, forget_events),
        cmocka_unit_test_setup(test_full_screen_keys_stay_inside, forget_events),
    };
    return cmocka_run_group_tests(tests, open_window, close_window);
}
