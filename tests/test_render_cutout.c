// SPDX-License-Identifier: MIT
// test_render_cutout.c: the player out of the camera's picture: in the right place, mirrored, with
// a soft edge, drawn anew only for a new picture; and his shadow.
#include "render/render.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#define WIDTH  1280
#define HEIGHT 720
#define SIDE   64

static uint8_t shot_bgr[WIDTH * HEIGHT * 3], camera_bgr[320 * 240 * 3];
static uint8_t share[SIDE * SIDE];
static Image shot = { WIDTH, HEIGHT, 3 * WIDTH, shot_bgr };
static Image camera = { 320, 240, 3 * 320, camera_bgr };
static Canvas canvas;
static Render *render;

static int setup(void **state)
{
    (void)state;
    RenderOptions options = { .width = WIDTH,
                              .height = HEIGHT,
                              .headless = true,
                              .ungoverned = true,
                              .asset_folder = TIPTOE_BUILT_ASSETS };
    if (render_open(&render, &options) != RESULT_OK) return -1;
    Sensory limits = sensory_preset(SENSORY_LIVELY);
    limits.brightness = limits.saturation = limits.contrast = 1;
    render_limits(render, &limits);
    for (int i = 0; i < 320 * 240; i++) {  // left half red, right half green
        camera_bgr[3 * i] = 0;
        camera_bgr[3 * i + 1] = i % 320 < 160 ? 0 : 200;
        camera_bgr[3 * i + 2] = i % 320 < 160 ? 200 : 0;
    }
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    render_close(&render);
    return 0;
}

static const uint8_t *pixel_at(int x, int y)
{
    return shot_bgr + ((size_t)y * WIDTH + (size_t)x) * 3;
}

static void assert_pixel(int x, int y, int r, int g, int b)
{
    const uint8_t *p = pixel_at(x, y);
    if (abs(p[2] - r) > 3 || abs(p[1] - g) > 3 || abs(p[0] - b) > 3)
        fail_msg("pixel %d,%d is %d %d %d, not %d %d %d", x, y, p[2], p[1], p[0], r, g, b);
}

// On a white stage, 3 px of the window for one of the picture, whose middle lies in the window's.
static CutoutLayer layer_at(uint32_t number)
{
    return (CutoutLayer){ .picture = { .image = &camera,
                                       .number = number,
                                       .origin_px = { 160, 120 },
                                       .origin = { 8, 4.5f },
                                       .stage_per_px = 3.0f / 80,
                                       .alpha = 1 },
                          .share = share,
                          .side = SIDE,
                          .centre_px = { 160, 120 },
                          .side_px = 128 };
}

static void show(const CutoutLayer *layer)
{
    canvas_clear(&canvas);
    canvas_box(&canvas, vec2(8, 4.5f), 20, 12, COLOR_WHITE);
    render_begin(render);
    render_canvas(render, &canvas);
    render_cutout(render, layer);
    render_present(render);
    assert_int_equal(render_read(render, &shot), RESULT_OK);
}

// Somebody in these columns and rows of the mask.
static void fill(int left, int top, int right, int bottom)
{
    for (int i = 0; i < SIDE * SIDE; i++) {
        int x = i % SIDE, y = i / SIDE;
        share[i] = x >= left && x < right && y >= top && y < bottom ? 255 : 0;
    }
}

static void test_the_player_lies_where_a_mirror_shows_him(void **state)
{
    (void)state;
    fill(8, 16, 40, 56);  // picture px 112..176 and 88..168: in the mirror 144..208
    CutoutLayer layer = layer_at(1);
    show(&layer);
    // Window x = 640 + 3 * (160 - px), y = 360 + 3 * (px - 120).
    assert_pixel(640 + 3 * 40, 360, 200, 0, 0);  // px 120: red
    assert_pixel(640 - 3 * 8, 360, 0, 200, 0);   // px 168: green
    assert_pixel(640 + 3 * 52, 360, 255, 255, 255);
    assert_pixel(640 - 3 * 20, 360, 255, 255, 255);
    assert_pixel(620, 360 - 3 * 28, 0, 200, 0);
    assert_pixel(620, 360 - 3 * 36, 255, 255, 255);
    assert_pixel(620, 360 + 3 * 44, 0, 200, 0);
    assert_pixel(620, 360 + 3 * 52, 255, 255, 255);
    assert_pixel(100, 100, 255, 255, 255);
}

static void test_the_edge_is_soft_and_without_a_fringe(void **state)
{
    (void)state;
    fill(8, 16, 40, 56);
    CutoutLayer layer = layer_at(2);
    show(&layer);
    int soft = 0, before = 256;
    for (int y = 360 + 3 * 40; y < 360 + 3 * 56; y++) {  // down over the lower edge, through red
        const uint8_t *p = pixel_at(640 + 3 * 30, y);
        if (before == 256) before = p[1];
        assert_at_least(p[1] + 2, before);  // evenly from red to white
        assert_int_equal(p[0], p[1]);
        assert_at_least(p[2], 198);  // never darker than either
        soft += p[1] > 8 && p[1] < 247;
        before = p[1];
    }
    assert_in_range(soft, 2, 8);  // px of the window; a pixel of the mask has six
}

static void test_a_turned_square(void **state)
{
    (void)state;
    fill(16, 4, 48, 20);  // the square's top: after a quarter clockwise, the picture's right
    CutoutLayer layer = layer_at(3);
    layer.angle = PI_F / 2;
    show(&layer);
    assert_pixel(640 - 3 * 40, 360, 0, 200, 0);  // px 200
    assert_pixel(640 + 3 * 40, 360, 255, 255, 255);
    assert_pixel(620, 360 - 3 * 40, 255, 255, 255);
}

static void test_no_rest_of_the_one_before(void **state)
{
    (void)state;
    CutoutLayer layer = layer_at(4);
    fill(4, 4, 60, 60);
    show(&layer);
    layer.picture.number = 5;
    fill(30, 30, 34, 34);
    show(&layer);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            if (abs(x - 640) > 24 || abs(y - 360) > 24) assert_pixel(x, y, 255, 255, 255);
    assert_pixel(634, 360, 0, 200, 0);
    layer.picture.number = 6;
    fill(0, 0, 0, 0);
    show(&layer);
    assert_pixel(634, 360, 255, 255, 255);
    // The same number is the same picture: it is not looked at again.
    fill(4, 4, 60, 60);
    show(&layer);
    assert_pixel(634, 360, 255, 255, 255);
    // The whole picture and the cutout share a texture, and nothing else.
    render_begin(render);
    render_picture(render, &layer.picture);
    render_present(render);
    assert_int_equal(render_read(render, &shot), RESULT_OK);
    assert_pixel(640 + 3 * 150, 360 - 3 * 110, 200, 0, 0);
    show(&layer);
    assert_pixel(640 + 3 * 150, 360 - 3 * 110, 255, 255, 255);
    assert_pixel(640 + 3 * 40, 360, 200, 0, 0);
}

static void test_the_shadow_is_dark_and_cool(void **state)
{
    (void)state;
    fill(8, 16, 40, 56);
    CutoutLayer layer = layer_at(7);
    layer.shadow = true;
    show(&layer);
    const uint8_t *left = pixel_at(640 + 3 * 40, 360), *right = pixel_at(640 - 3 * 8, 360);
    for (int c = 0; c < 3; c++) {
        assert_int_equal(left[c], right[c]);
        assert_below(left[c], 120);
    }
    assert_above(left[0], left[2]);
    assert_pixel(640 + 3 * 56, 360, 255, 255, 255);
}

static void test_a_square_beyond_the_picture(void **state)
{
    (void)state;
    static const CutoutLayer odd[] = {
        { .centre_px = { 0, 0 }, .side_px = 300, .angle = 0.7f },
        { .centre_px = { 319, 239 }, .side_px = 2000, .angle = -2 },
        { .centre_px = { 5000, -900 }, .side_px = 100 },
        { .centre_px = { 160, 120 }, .side_px = 0 },
        { .centre_px = { NAN, 120 }, .side_px = 100 },
        { .centre_px = { 160, 120 }, .side_px = 100, .angle = NAN },
    };
    fill(0, 0, SIDE, SIDE);
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        CutoutLayer layer = layer_at(10 + (uint32_t)i);
        layer.centre_px = odd[i].centre_px;
        layer.side_px = odd[i].side_px;
        layer.angle = odd[i].angle;
        show(&layer);
        bool seen = pixel_at(640, 360)[1] < 255 || pixel_at(640 + 450, 30)[1] < 255;
        assert_int_equal(seen, i < 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_player_lies_where_a_mirror_shows_him),
        cmocka_unit_test(test_the_edge_is_soft_and_without_a_fringe),
        cmocka_unit_test(test_a_turned_square),
        cmocka_unit_test(test_no_rest_of_the_one_before),
        cmocka_unit_test(test_the_shadow_is_dark_and_cool),
        cmocka_unit_test(test_a_square_beyond_the_picture),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
