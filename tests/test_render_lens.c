// SPDX-License-Identifier: MIT
// test_render_lens.c: a grown-ups' page with larger letters: all of it as large as wished, in parts
// that touch, keys and the keys' own focus lead to, its points where they are seen.
#include "render/render.h"
#include "test.h"

#include <SDL2/SDL.h>
#include <stdlib.h>

#define WIDTH  1280
#define HEIGHT 720

static const Color ink = { 0, 0, 0, 1 }, paper = { 1, 1, 1, 1 };
static Canvas canvas;
static Render *render;

static void open_window(float text)
{
    RenderOptions options = { .width = WIDTH,
                              .height = HEIGHT,
                              .headless = true,
                              .ungoverned = true,
                              .text = text,
                              .asset_folder = TIPTOE_BUILT_ASSETS };
    assert_int_equal(render_open(&render, &options), RESULT_OK);
    RenderEvent event;
    while (render_event(render, &event)) continue;
}

static void show(void)
{
    render_begin(render);
    render_canvas(render, &canvas);
    render_present(render);
}

// A dark box of 2 x 1 at the upper left, one at the lower right.
static void draw_page(void)
{
    canvas_clear(&canvas);
    canvas.grown_ups = true;
    canvas_box(&canvas, vec2(8, 4.5f), 20, 12, paper);
    canvas_box(&canvas, vec2(2, 7.5f), 2, 1, ink);
    canvas_box(&canvas, vec2(14, 1.5f), 2, 1, ink);
}

typedef struct Dark {
    int left, right, top, bottom, count;  // px
} Dark;

static Dark dark(void)
{
    static uint8_t bgr[3 * WIDTH * HEIGHT];
    Image image = { WIDTH, HEIGHT, 3 * WIDTH, bgr };
    Dark d = { WIDTH, -1, HEIGHT, -1, 0 };
    assert_int_equal(render_read(render, &image), RESULT_OK);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            const uint8_t *px = bgr + 3 * (y * WIDTH + x);
            if (px[0] > 30 || px[1] > 30 || px[2] > 30) continue;
            d.left = x < d.left ? x : d.left;
            d.right = x > d.right ? x : d.right;
            d.top = y < d.top ? y : d.top;
            d.bottom = y > d.bottom ? y : d.bottom;
            d.count++;
        }
    return d;
}

static void touch(int x, int y)
{
    SDL_Event event = { .button = { .type = SDL_MOUSEBUTTONDOWN, .x = x, .y = y } };
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void press(SDL_Keycode key)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN } };
    event.key.keysym.sym = key;
    assert_int_equal(SDL_PushEvent(&event), 1);
}

// What the page is told of.
static int told(RenderEvent *event)
{
    RenderEvent now;
    int count = 0;
    while (render_event(render, &now)) {
        *event = now;
        count++;
    }
    return count;
}

static void all_is_as_large_as_wished(void **state)
{
    (void)state;
    draw_page();
    for (int i = 0; i < 3; i++) {
        const float wish = 1 + 0.25f * (float)i;
        open_window(wish);
        show();
        Dark d = dark();
        if (i == 0) {
            assert_near(d.right - d.left + 1, 14 * 80, 2);  // both of them
        } else {
            assert_near(d.right - d.left + 1, 2 * 80 * wish, 2);
            assert_near(d.bottom - d.top + 1, 1 * 80 * wish, 2);
            assert_near(d.left, 1 * 80 * wish, 2);
        }
        canvas.grown_ups = false;
        show();
        assert_near(dark().right - dark().left + 1, 14 * 80, 2);
        canvas.grown_ups = canvas.whole = true;
        show();
        assert_near(dark().right - dark().left + 1, 14 * 80, 2);
        canvas.whole = false;
        render_close(&render);
    }
}

static bool at_the_first(void)
{
    show();
    Dark d = dark();
    return d.count > 0 && d.left < 300;
}

static bool at_the_last(void)
{
    show();
    Dark d = dark();
    return d.count > 0 && d.right > 900;
}

static void touch_and_keys_lead_to_the_rest(void **state)
{
    (void)state;
    RenderEvent event = { 0 };
    open_window(1.5f);
    draw_page();
    assert_true(at_the_first());
    for (int i = 0; i < 2; i++) {
        touch(WIDTH - 10, 300);  // the right edge
        assert_int_equal(told(&event), 0);
        show();
    }
    assert_int_equal(dark().count, 0);
    touch(500, HEIGHT - 10);
    assert_int_equal(told(&event), 0);
    assert_true(at_the_last());
    touch(500, 10);
    assert_int_equal(told(&event), 0);
    show();
    touch(10, 300);
    assert_int_equal(told(&event), 0);
    show();
    touch(10, 300);
    assert_int_equal(told(&event), 0);
    assert_true(at_the_first());
    for (int i = 0; i < 5; i++) press(SDLK_PAGEDOWN);
    assert_int_equal(told(&event), 0);
    assert_true(at_the_last());
    press(SDLK_PAGEDOWN);
    assert_int_equal(told(&event), 0);
    assert_true(at_the_first());
    press(SDLK_PAGEUP);
    assert_int_equal(told(&event), 0);
    assert_true(at_the_last());
    render_first_part(render);
    assert_true(at_the_first());
    render_close(&render);
}

static void a_point_is_where_it_is_seen(void **state)
{
    (void)state;
    RenderEvent event = { 0 };
    open_window(1.5f);
    draw_page();
    render_first_part(render);
    show();
    touch(240, 180);
    assert_int_equal(told(&event), 1);
    assert_near(event.at.x, 2, 0.02);
    assert_near(event.at.y, 7.5, 0.02);
    press(SDLK_PAGEUP);
    assert_int_equal(told(&event), 0);
    assert_true(at_the_last());
    Dark d = dark();
    touch((d.left + d.right) / 2, (d.top + d.bottom) / 2);
    assert_int_equal(told(&event), 1);
    assert_near(event.at.x, 14, 0.02);
    assert_near(event.at.y, 1.5, 0.02);
    canvas.grown_ups = false;  // the child's pages have no edges
    show();
    touch(WIDTH - 10, 300);
    assert_int_equal(told(&event), 1);
    assert_near(event.at.x, 15.87, 0.02);
    press(SDLK_PAGEDOWN);
    assert_int_equal(told(&event), 0);
    render_close(&render);
}

static void it_goes_with_the_focus_of_the_keys(void **state)
{
    (void)state;
    open_window(1.5f);
    draw_page();
    render_first_part(render);
    canvas.focus = vec2(14, 1.5f);
    canvas.focus_size = vec2(2, 1);
    assert_true(at_the_last());
    press(SDLK_PAGEDOWN);  // looked elsewhere meanwhile: a focus that rests leaves it
    assert_int_equal(told(&(RenderEvent){ 0 }), 0);
    assert_true(at_the_first());
    canvas.focus = vec2(13.9f, 1.5f);
    assert_true(at_the_last());
    canvas.focus = vec2(2, 7.5f);
    assert_true(at_the_first());
    render_close(&render);
}

// The middle of the red of a stop in the window's rows `from` to `to`, and how many px it has.
static int red(int from, int to, int *x, int *y)
{
    static uint8_t bgr[3 * WIDTH * HEIGHT];
    Image image = { WIDTH, HEIGHT, 3 * WIDTH, bgr };
    int count = 0;
    long sum_x = 0, sum_y = 0;
    assert_int_equal(render_read(render, &image), RESULT_OK);
    for (int i = from * WIDTH; i < to * WIDTH; i++) {
        const uint8_t *px = bgr + 3 * i;
        if (px[2] < 140 || px[1] > 90 || px[0] > 60) continue;
        sum_x += i % WIDTH;
        sum_y += i / WIDTH;
        count++;
    }
    *x = count ? (int)(sum_x / count) : 0;
    *y = count ? (int)(sum_y / count) : 0;
    return count;
}

static void what_stops_is_in_every_part(void **state)
{
    (void)state;
    const Vec2 stop = { 1.15f, 0.65f };
    for (int wish = 1; wish < 3; wish++) {
        open_window(1 + 0.25f * (float)wish);
        canvas_clear(&canvas);
        canvas.grown_ups = true;
        canvas_box(&canvas, vec2(8, 4.5f), 20, 12, paper);
        canvas_box(&canvas, stop, 2, 1, (Color){ 0.70f, 0.25f, 0.10f, 1 });
        for (int with = 1; with >= 0; with--) {
            canvas.stop = stop;
            canvas.stop_size = with ? vec2(2, 1) : vec2(0, 0);
            render_first_part(render);
            int parts = 0, reached = 0, pages = 0;
            do {
                RenderEvent event = { 0 };
                int x, y;
                show();
                // The one in the upper edge, or any: a part may show a piece of the page's own too.
                bool seen = red(0, 44, &x, &y) > 1000 || red(44, HEIGHT, &x, &y) > 1000;
                if (seen) touch(x, y);
                bool hit = seen && told(&event) == 1 && fabsf(event.at.x - stop.x) < 1 &&
                           fabsf(event.at.y - stop.y) < 0.5f;
                reached += hit;
                parts++;
                press(SDLK_PAGEDOWN);
                while (told(&event) > 0) pages++;
            } while (parts < 6);
            assert_int_equal(pages, 0);
            if (with) assert_int_equal(reached, 6);
            if (!with) assert_below(reached, 3);  // in its own place alone
        }
        render_close(&render);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_as_large_as_wished),
        cmocka_unit_test(touch_and_keys_lead_to_the_rest),
        cmocka_unit_test(a_point_is_where_it_is_seen),
        cmocka_unit_test(it_goes_with_the_focus_of_the_keys),
        cmocka_unit_test(what_stops_is_in_every_part),
    };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
