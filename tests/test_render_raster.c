// SPDX-License-Identifier: MIT
// test_render_raster.c: the processor's triangles: exact edges, no gaps, no overlaps, textures.
#include "render/raster.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>

#define SIDE 64

static uint32_t memory[SIDE * SIDE];
static Pixels screen = { .width = SIDE, .height = SIDE, .at = memory };
static const RasterClip whole = { 0, 0, SIDE, SIDE };

static void clear(void)
{
    for (int i = 0; i < SIDE * SIDE; i++) memory[i] = 0xff000000u;
}

static int red_at(int x, int y)
{
    return (int)(memory[y * SIDE + x] >> 16 & 255);
}

static Corner corner(float x, float y, float alpha)
{
    return (Corner){ .x = x, .y = y, .alpha = alpha };
}

// A fan of half-transparent triangles covers each pixel once: no seam is darker or brighter.
static void test_fan_covers_once(void **state)
{
    (void)state;
    clear();
    for (int i = 0; i < 13; i++) {
        float a = 2 * 3.14159265f * (float)i / 13, b = 2 * 3.14159265f * (float)(i + 1) / 13;
        if (i == 12) b = 0;
        Corner c[3] = { corner(31.3f, 32.7f, 128),
                        corner(31.3f + 28 * cosf(a), 32.7f + 28 * sinf(a), 128),
                        corner(31.3f + 28 * cosf(b), 32.7f + 28 * sinf(b), 128) };
        raster_triangle(&screen, whole, c, 0xff0000, NULL);
    }
    int covered = 0;
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            if (red_at(x, y) == 0) continue;
            assert_in_range(red_at(x, y), 127, 129);
            covered++;
        }
    }
    float area = 13 * 0.5f * 28 * 28 * sinf(2 * 3.14159265f / 13);
    assert_below(fabsf((float)covered - area), 25);
    assert_in_range(red_at(31, 32), 127, 129);
}

static void test_alpha_fades_evenly(void **state)
{
    (void)state;
    clear();
    Corner c[3] = { corner(0, 0, 0), corner(64, 0, 255), corner(64, 64, 255) };
    Corner d[3] = { corner(0, 0, 0), corner(64, 64, 255), corner(0, 64, 0) };
    raster_triangle(&screen, whole, c, 0xff0000, NULL);
    raster_triangle(&screen, whole, d, 0xff0000, NULL);
    for (int x = 0; x < SIDE; x++)
        assert_at_most(abs(red_at(x, 20) - (int)(255.0f * ((float)x + 0.5f) / SIDE)), 2);
}

static void test_stays_within_the_clip(void **state)
{
    (void)state;
    clear();
    RasterClip clip = { 10, 12, 30, 40 };
    Corner c[3] = { corner(-900, -900, 255), corner(3000, -900, 255), corner(-900, 3000, 255) };
    raster_triangle(&screen, clip, c, 0xff0000, NULL);
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            int inside = x >= 10 && x < 30 && y >= 12 && y < 40;
            assert_int_equal(red_at(x, y), inside ? 255 : 0);
        }
    }
}

static void test_odd_triangles_draw_nothing(void **state)
{
    (void)state;
    clear();
    Corner flat[3] = { corner(3, 5, 255), corner(30, 5, 255), corner(60, 5, 255) };
    Corner point[3] = { corner(3, 5, 255), corner(3, 5, 255), corner(3, 5, 255) };
    Corner nan[3] = { corner(NAN, 5, 255), corner(30, NAN, 255), corner(60, 25, 255) };
    Corner away[3] = { corner(-30, -5, 255), corner(-3, -5, 255), corner(-6, -50, 255) };
    raster_triangle(&screen, whole, flat, 0xff0000, NULL);
    raster_triangle(&screen, whole, point, 0xff0000, NULL);
    raster_triangle(&screen, whole, nan, 0xff0000, NULL);
    raster_triangle(&screen, whole, away, 0xff0000, NULL);
    for (int i = 0; i < SIDE * SIDE; i++) assert_int_equal(memory[i], 0xff000000u);
}

static void draw_texture(const Pixels *texture, float x, float y, float w, float h, uint32_t rgb)
{
    float u = (float)texture->width, v = (float)texture->height;
    Corner c[4] = { { x, y, 255, 0, 0 },
                    { x + w, y, 255, u, 0 },
                    { x + w, y + h, 255, u, v },
                    { x, y + h, 255, 0, v } };
    Corner second[3] = { c[0], c[2], c[3] };
    raster_triangle(&screen, whole, c, rgb, texture);
    raster_triangle(&screen, whole, second, rgb, texture);
}

static void test_texture_of_own_size_is_exact(void **state)
{
    (void)state;
    uint32_t pixels[16];
    for (uint32_t i = 0; i < 16; i++) pixels[i] = 0xff000000u | (i * 0x0a0b0cu);
    Pixels texture = { 4, 4, pixels };
    clear();
    draw_texture(&texture, 7, 9, 4, 4, 0xffffff);
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 4; x++)
            assert_int_equal(memory[(9 + y) * SIDE + 7 + x], pixels[4 * y + x]);
    assert_int_equal(memory[9 * SIDE + 11], 0xff000000u);
}

static void test_texture_is_smooth_and_tinted(void **state)
{
    (void)state;
    uint32_t pixels[2] = { 0xff000000u, 0xffffffffu };
    Pixels texture = { .width = 2, .height = 1, .at = pixels };
    clear();
    draw_texture(&texture, 0, 0, 64, 64, 0x800000);
    assert_int_equal(red_at(2, 30), 0);
    assert_below(abs(red_at(32, 30) - 65), 4);
    assert_below(abs(red_at(61, 30) - 128), 3);
    assert_int_equal(memory[30 * SIDE + 61] & 0xffff, 0);
    for (int x = 1; x < SIDE; x++) assert_at_least(red_at(x, 30), red_at(x - 1, 30));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fan_covers_once),
        cmocka_unit_test(test_alpha_fades_evenly),
        cmocka_unit_test(test_stays_within_the_clip),
        cmocka_unit_test(test_odd_triangles_draw_nothing),
        cmocka_unit_test(test_texture_of_own_size_is_exact),
        cmocka_unit_test(test_texture_is_smooth_and_tinted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
