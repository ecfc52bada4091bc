// SPDX-License-Identifier: MIT
// test_render_window.c: the one page loop: the order within a frame, its pace, what ends it.
#include "base/clock.h"
#include "render/window.h"

#include "test.h"

#include <SDL2/SDL.h>
#include <string.h>

#define FRAMES 30

typedef struct Script {
    Render *render;
    char order[16];  // of the first frame
    int frames, keys, quits, sounds, frames_left;
    int slow_frame;  // takes three frames' time; 0: none
    int64_t now_us[FRAMES];
} Script;

static Render *render;
static volatile sig_atomic_t asked;

static void note(Script *s, char what)
{
    size_t length = strlen(s->order);
    if (length + 1 < sizeof s->order) s->order[length] = what;
}

static bool is_over(void *self)
{
    Script *s = self;
    note(s, 'o');
    return s->frames_left == 0;
}

static void take_event(void *self, const RenderEvent *event)
{
    Script *s = self;
    note(s, 'e');
    s->keys += event->kind == RENDER_KEY;
    s->quits += event->kind == RENDER_QUIT;
    if (event->kind == RENDER_QUIT) s->frames_left = 1;
}

static void draw(void *self, int64_t now_us)
{
    Script *s = self;
    note(s, 'd');
    s->now_us[s->frames++ % FRAMES] = now_us;
    s->frames_left--;
    render_begin(s->render);
    if (s->frames == s->slow_frame) clock_sleep_until(now_us + 3 * WINDOW_FRAME_US);
}

static void note_present(void *self)
{
    note(self, 'p');
}

static void update_sound(void *self, int64_t now_us)
{
    Script *s = self;
    note(s, 's');
    s->sounds++;
    assert_at_least(now_us, s->now_us[(s->frames - 1) % FRAMES]);
}

static void run(Script *s)
{
    Window window = {
        .render = render, .sound = s, .update_sound = update_sound, .asked_to_end = &asked
    };
    s->render = render;
    window_run(&window, &(Page){ s, draw, take_event, is_over, note_present });
}

static void press(SDL_Keycode key)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN } };
    event.key.keysym.sym = key;
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void test_a_frame_has_one_order(void **state)
{
    (void)state;
    Script s = { .frames_left = 2 };
    press(SDLK_a);
    press(SDLK_b);
    run(&s);
    assert_string_equal(s.order, "oeedpsodpso");
    assert_int_equal(s.keys, 2);
    assert_int_equal(s.sounds, 2);
}

static void test_a_page_that_is_over_is_not_drawn(void **state)
{
    (void)state;
    Script s = { 0 };
    run(&s);
    assert_string_equal(s.order, "o");
}

// Headless presents do not wait, so the loop keeps the pace: 60 a second, on the first one's grid.
static void test_frames_keep_their_grid(void **state)
{
    (void)state;
    Script s = { .frames_left = FRAMES, .slow_frame = 10 };
    run(&s);
    for (int i = 1; i < FRAMES; i++) {
        int64_t grid = (s.now_us[i] - s.now_us[0]) / WINDOW_FRAME_US;
        int64_t before = (s.now_us[i - 1] - s.now_us[0]) / WINDOW_FRAME_US;
        assert_at_least(grid, before + 1);  // never two frames in one place of it
    }
    // What was late is left out, not caught up.
    assert_at_least(s.now_us[FRAMES - 1] - s.now_us[0], (FRAMES + 1) * WINDOW_FRAME_US);
}

static void test_being_asked_to_end_is_told(void **state)
{
    (void)state;
    Script s = { .frames_left = FRAMES };
    asked = 1;
    run(&s);
    asked = 0;
    assert_int_equal(s.quits, 1);
    assert_int_equal(s.frames, 1);
}

static int open_window(void **state)
{
    (void)state;
    RenderOptions options = { .headless = true, .asset_folder = TIPTOE_BUILT_ASSETS };
    if (render_open(&render, &options) != RESULT_OK) return -1;
    RenderEvent event;
    while (render_event(render, &event)) continue;
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
        cmocka_unit_test(test_a_frame_has_one_order),
        cmocka_unit_test(test_a_page_that_is_over_is_not_drawn),
        cmocka_unit_test(test_frames_keep_their_grid),
        cmocka_unit_test(test_being_asked_to_end_is_told),
    };
    return cmocka_run_group_tests(tests, open_window, close_window);
}
