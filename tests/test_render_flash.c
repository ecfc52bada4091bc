// SPDX-License-Identifier: MIT
// test_render_flash.c: the measure of flashes, the governor on the final picture, and no striped
// grounds among the backgrounds.
#include "render/flash.h"
#include "render/render.h"
#include "test.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH   640
#define HEIGHT  360
#define FPS     60
#define SECONDS 5

static uint8_t pixels[WIDTH * HEIGHT * 3], others[WIDTH * HEIGHT * 3];
static Canvas canvas;
static FlashGrid grid;
static FlashMeter meter;
static FlashGovernor governor;

// ---- the measure on grids ----

static void fill(int from_column, int to_column, float r, float g, float b)
{
    for (int y = 0; y < FLASH_ROWS; y++)
        for (int x = from_column; x < to_column; x++) {
            float *rgb = grid.rgb[y * FLASH_COLUMNS + x];
            rgb[0] = r, rgb[1] = g, rgb[2] = b;
        }
}

// The worst second of a two-colour flicker of the left `columns`, changing `hertz` times to and
// fro.
static int flicker(FlashKind kind, int columns, float hertz, const float a[3], const float b[3])
{
    int worst = 0;
    memset(&meter, 0, sizeof meter);
    for (int frame = 0; frame < SECONDS * FPS; frame++) {
        bool second = fmodf((float)frame * hertz / FPS, 1) >= 0.5f;
        fill(0, FLASH_COLUMNS, 90, 90, 90);
        const float *c = second ? b : a;
        fill(0, columns, c[0], c[1], c[2]);
        flash_measure(&meter, &grid, (int64_t)frame * 1000000 / FPS);
        int now = flash_count(&meter, kind);
        if (now > worst) worst = now;
    }
    return worst;
}

static const float black[] = { 0, 0, 0 }, white[] = { 255, 255, 255 }, red[] = { 255, 0, 0 },
                   grey[] = { 127, 127, 127 }, dim[] = { 120, 120, 120 },
                   pale[] = { 240, 240, 240 }, blue[] = { 0, 0, 255 };

static void test_flashes_are_counted_by_the_second(void **state)
{
    (void)state;
    assert_int_equal(flicker(FLASH_GENERAL, FLASH_COLUMNS, 1, black, white), 1);
    assert_int_equal(flicker(FLASH_GENERAL, FLASH_COLUMNS, 2, black, white), 2);
    assert_int_equal(flicker(FLASH_GENERAL, FLASH_COLUMNS, 5, black, white), 5);
    assert_int_equal(flicker(FLASH_GENERAL, FLASH_COLUMNS, 5, grey, white), 5);
}

static void test_what_the_definition_leaves_out_is_no_flash(void **state)
{
    (void)state;
    // Less than a tenth of the maximum luminance; the darker state above 0.80; a small area.
    assert_int_equal(flicker(FLASH_GENERAL, FLASH_COLUMNS, 5, grey, dim), 0);
    assert_int_equal(flicker(FLASH_GENERAL, FLASH_COLUMNS, 5, pale, white), 0);
    assert_int_equal(flicker(FLASH_GENERAL, 4, 5, black, white), 0);  // 4 x 12 of 252 cells
    assert_int_equal(flicker(FLASH_GENERAL, 6, 5, black, white), 5);  // 6 x 12: over a quarter
}

static void test_red_flashes_are_counted_apart(void **state)
{
    (void)state;
    const float dark_red[] = { 110, 0, 0 };
    assert_int_equal(flicker(FLASH_RED, FLASH_COLUMNS, 5, red, blue), 5);
    assert_int_equal(flicker(FLASH_RED, FLASH_COLUMNS, 5, dark_red, grey), 5);
    assert_int_equal(flicker(FLASH_GENERAL, FLASH_COLUMNS, 5, dark_red, (float[]){ 70, 70, 70 }),
                     0);
    assert_int_equal(flicker(FLASH_RED, FLASH_COLUMNS, 5, black, white), 0);
    assert_int_equal(flicker(FLASH_RED, FLASH_COLUMNS, 5, blue, white), 0);
    assert_int_equal(flicker(FLASH_RED, FLASH_COLUMNS, 5, red, (float[]){ 200, 0, 0 }), 0);
}

static void test_a_slow_rise_and_fall_is_counted_once(void **state)
{
    (void)state;
    memset(&meter, 0, sizeof meter);
    int worst = 0;
    for (int frame = 0; frame < 20 * FPS; frame++) {
        float level = 127 - 127 * cosf((float)frame / FPS * 2 * 3.14159265f / 4);  // 4 s to and fro
        fill(0, FLASH_COLUMNS, level, level, level);
        flash_measure(&meter, &grid, (int64_t)frame * 1000000 / FPS);
        int changes = flash_changes(&meter, FLASH_GENERAL);
        if (changes > worst) worst = changes;
    }
    assert_int_equal(worst, 1);
}

static void test_the_grid_is_the_mean_colour_of_its_cells(void **state)
{
    (void)state;
    static uint32_t picture[128 * 72];
    for (int i = 0; i < 128 * 72; i++)
        picture[i] = i % 128 < 64 ? 0xff204080u : i / 128 < 36 ? 0xffff0000u : 0xff00ff00u;
    flash_grid(&grid, picture, 128, 72);
    const float *left = grid.rgb[0], *top = grid.rgb[FLASH_COLUMNS - 1],
                *bottom = grid.rgb[FLASH_CELLS - 1];
    assert_float_equal(left[0], 0x20, 0.01f);
    assert_float_equal(left[2], 0x80, 0.01f);
    assert_float_equal(top[0], 255, 0.01f);
    assert_float_equal(top[1], 0, 0.01f);
    assert_float_equal(bottom[1], 255, 0.01f);
}

static void test_the_governor_never_shows_more_than_the_limit(void **state)
{
    (void)state;
    // Flickers of every kind, at odd paces, over parts and all of the picture.
    uint32_t dice = 12345;
    memset(&meter, 0, sizeof meter);
    memset(&governor, 0, sizeof governor);
    int raw = 0, worst[FLASH_KINDS] = { 0 };
    static FlashMeter unruly;
    for (int frame = 0; frame < 20 * FPS; frame++) {
        dice = dice * 1664525u + 1013904223u;
        const float *colour[] = { black, white, red, blue, grey, pale };
        const float *c = colour[(dice >> 24) % 6];
        if ((dice >> 8) % 3 == 0) fill((int)((dice >> 12) % 32), FLASH_COLUMNS, c[0], c[1], c[2]);
        int64_t now_us = (int64_t)frame * 1000000 / FPS;
        float share = flash_govern(&governor, &grid, now_us);
        assert_at_least(share, 0);
        assert_at_most(share, 1);
        flash_shown(&governor, share < 1 ? &governor.trial : NULL);
        flash_measure(&unruly, &grid, now_us);
        flash_measure(&meter, &governor.grid, now_us);
        if (flash_count(&unruly, FLASH_GENERAL) > raw) raw = flash_count(&unruly, FLASH_GENERAL);
        for (int kind = 0; kind < FLASH_KINDS; kind++)
            if (flash_count(&meter, (FlashKind)kind) > worst[kind])
                worst[kind] = flash_count(&meter, (FlashKind)kind);
    }
    assert_at_least(raw, 5);
    assert_in_range(worst[FLASH_GENERAL], 1, FLASH_LIMIT);
    assert_in_range(worst[FLASH_RED], 0, FLASH_LIMIT);
}

// ---- the governor in the window ----

static Render *open_window(bool ungoverned)
{
    Render *render = NULL;
    RenderOptions options = { .width = WIDTH,
                              .height = HEIGHT,
                              .headless = true,
                              .ungoverned = ungoverned,
                              .asset_folder = TIPTOE_BUILT_ASSETS };
    Result result = render_open(&render, &options);
    if (result != RESULT_OK) print_error("%s\n", fail_text());
    assert_int_equal(result, RESULT_OK);
    Sensory sensory = sensory_preset(SENSORY_LIVELY);
    sensory.brightness = sensory.saturation = sensory.contrast = 1;
    render_limits(render, &sensory);
    return render;
}

static void show(Render *render, uint8_t *to)
{
    Image image = { .width = WIDTH, .height = HEIGHT, .stride = 3 * WIDTH, .bgr = to };
    render_begin(render);
    render_canvas(render, &canvas);
    render_present(render);
    assert_int_equal(render_read(render, &image), RESULT_OK);
}

// What the screen showed, measured from its pixels.
static void measure_shown(int frame)
{
    static uint32_t argb[WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        argb[i] =
            (uint32_t)pixels[3 * i + 2] << 16 | (uint32_t)pixels[3 * i + 1] << 8 | pixels[3 * i];
    flash_grid(&grid, argb, WIDTH, HEIGHT);
    flash_measure(&meter, &grid, (int64_t)frame * 1000000 / FPS);
}

// A box of the window's left `width` units flashes; the worst second that was shown.
static int flash_window(bool ungoverned, FlashKind kind, float width, Color a, Color b, int *tamed)
{
    Render *render = open_window(ungoverned);
    memset(&meter, 0, sizeof meter);
    int worst = 0;
    for (int frame = 0; frame < 4 * FPS; frame++) {
        canvas_clear(&canvas);
        canvas_box(&canvas, vec2(8, 4.5f), 16, 9, (Color){ 0.4f, 0.45f, 0.4f, 1 });
        canvas_box(&canvas, vec2(width / 2, 4.5f), width, 9, frame / 6 % 2 ? b : a);
        show(render, pixels);
        measure_shown(frame);
        if (flash_count(&meter, kind) > worst) worst = flash_count(&meter, kind);
    }
    if (tamed) *tamed = render_tamed(render);
    render_close(&render);
    return worst;
}

static void test_flashing_scenes_are_tamed(void **state)
{
    (void)state;
    const Color dark = { 0, 0, 0, 1 }, light = { 1, 1, 1, 1 }, warm = { 1, 0, 0, 1 },
                cold = { 0, 0.2f, 0.4f, 1 };
    int tamed = 0;
    assert_int_equal(flash_window(true, FLASH_GENERAL, 16, dark, light, NULL), 5);
    assert_in_range(flash_window(false, FLASH_GENERAL, 16, dark, light, &tamed), 1, FLASH_LIMIT);
    assert_above(tamed, 60);
    assert_in_range(flash_window(false, FLASH_GENERAL, 8, dark, light, &tamed), 1, FLASH_LIMIT);
    assert_above(tamed, 60);
    assert_int_equal(flash_window(true, FLASH_RED, 8, warm, cold, NULL), 5);
    assert_in_range(flash_window(false, FLASH_RED, 8, warm, cold, &tamed), 1, FLASH_LIMIT);
    assert_above(tamed, 60);
}

static void test_calm_scenes_are_shown_as_drawn(void **state)
{
    (void)state;
    // One window at a time: first every picture as drawn, then the same governed.
    static uint32_t sums[8 * FPS];
    for (int round = 0; round < 2; round++) {
        Render *render = open_window(round == 0);
        for (int frame = 0; frame < 8 * FPS; frame++) {
            float time = fminf((float)frame / FPS, 5);  // then all rests, and the scene changes
            canvas_clear(&canvas);
            canvas_background(&canvas, frame < 7 * FPS ? "garden" : "space");
            canvas_glow(&canvas, vec2(8, 4), 6, (Color){ 1, 1, 0.8f, 0.5f + 0.5f * sinf(time) });
            canvas_image(&canvas, "monster_happy", vec2(8 + 6 * sinf(2 * time), 4), 3.85f, 0,
                         COLOR_WHITE);
            canvas_image(&canvas, "star", vec2(fmodf(5 * time, 16), 7), 1, time, COLOR_WHITE);
            show(render, round ? others : pixels);
            uint32_t sum = 2166136261u;
            const uint8_t *shown = round ? others : pixels;
            for (int i = 0; i < 3 * WIDTH * HEIGHT; i++) sum = (sum ^ shown[i]) * 16777619u;
            if (round == 0)
                sums[frame] = sum;
            else
                assert_int_equal(sums[frame], sum);
        }
        assert_int_equal(render_tamed(render), 0);
        render_close(&render);
    }
}

// ---- no large stripes ----

// The longest row of alternating light and dark bars of even width along `count` brightnesses.
// Returns the light-dark pairs; `length` is how much of the line they take.
static int pairs_on_line(const float *light, int count, int *length)
{
    int best = 0, run = 0, last = 0, first = 0, width_before = 0, direction = 0;
    float extreme = light[0];
    *length = 0;
    for (int i = 1; i < count; i++) {
        float rise = light[i] - extreme;
        if (direction && rise * (float)direction > 0) {
            extreme = light[i];
            continue;
        }
        if (fabsf(rise) < 0.1f) continue;  // of the maximum luminance
        int width = i - last;
        bool even = width_before > 0 && abs(width - width_before) <= 1 + width_before / 4;
        if (!even) first = last;
        run = even ? run + 1 : 1;
        if (run / 2 > best) {
            best = run / 2;
            *length = i - first;
        }
        width_before = last ? width : 0;
        last = i;
        extreme = light[i];
        direction = rise > 0 ? 1 : -1;
    }
    return best;
}

static float luminance_at(int x, int y)
{
    float sum = 0;
    const float weight[3] = { 0.0722f, 0.7152f, 0.2126f };
    for (int c = 0; c < 3; c++) {
        float s = (float)pixels[3 * (y * WIDTH + x) + c] / 255;
        sum += weight[c] * (s <= 0.04045f ? s / 12.92f : powf((s + 0.055f) / 1.055f, 2.4f));
    }
    return sum;
}

// Lines across or down on which eight or more even light-dark pairs follow each other.
static int striped_lines(bool across)
{
    static float light[WIDTH];
    int lines = across ? HEIGHT : WIDTH, count = across ? WIDTH : HEIGHT, striped = 0, length = 0;
    for (int line = 0; line < lines; line++) {
        for (int i = 0; i < count; i++)
            light[i] = across ? luminance_at(i, line) : luminance_at(line, i);
        striped += pairs_on_line(light, count, &length) >= 8;
    }
    return striped;
}

// A pattern is large where it fills a tenth of the picture's lines.
static bool is_striped(void)
{
    return striped_lines(true) > HEIGHT / 10 || striped_lines(false) > WIDTH / 10;
}

static void test_stripes_are_recognised(void **state)
{
    (void)state;
    Render *render = open_window(true);
    for (int upright = 0; upright < 2; upright++) {
        canvas_clear(&canvas);
        canvas_box(&canvas, vec2(8, 4.5f), 16, 9, COLOR_WHITE);
        for (int i = 0; i < 9; i++)
            canvas_box(&canvas,
                       upright ? vec2(0.8f + 1.6f * (float)i, 4.5f) : vec2(8, 0.5f + (float)i),
                       upright ? 0.8f : 16, upright ? 9 : 0.5f, (Color){ 0.2f, 0.2f, 0.4f, 1 });
        show(render, pixels);
        assert_true(is_striped());
    }
    render_close(&render);
}

static void test_no_background_is_striped(void **state)
{
    (void)state;
    Render *render = open_window(true);
    DIR *folder = opendir(TIPTOE_BUILT_ASSETS "/art");
    assert_non_null(folder);
    int seen = 0;
    for (const struct dirent *entry; (entry = readdir(folder));) {
        char name[64] = "", path[512];
        const char *ending = strstr(entry->d_name, ".png");
        if (!ending || ending - entry->d_name >= 64) continue;
        memcpy(name, entry->d_name, (size_t)(ending - entry->d_name));
        // Width and height stand big-endian at bytes 16 to 23 of a PNG.
        uint8_t head[24] = { 0 };
        snprintf(path, sizeof path, "%s/art/%s", TIPTOE_BUILT_ASSETS, entry->d_name);
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        assert_int_equal(fread(head, 1, sizeof head, file), sizeof head);
        fclose(file);
        if ((head[18] << 8 | head[19]) != 1920) continue;
        canvas_clear(&canvas);
        canvas_background(&canvas, name);
        show(render, pixels);
        if (is_striped()) print_error("%s is striped\n", name);
        assert_false(is_striped());
        seen++;
    }
    closedir(folder);
    assert_at_least(seen, 12);
    render_close(&render);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flashes_are_counted_by_the_second),
        cmocka_unit_test(test_what_the_definition_leaves_out_is_no_flash),
        cmocka_unit_test(test_red_flashes_are_counted_apart),
        cmocka_unit_test(test_a_slow_rise_and_fall_is_counted_once),
        cmocka_unit_test(test_the_grid_is_the_mean_colour_of_its_cells),
        cmocka_unit_test(test_the_governor_never_shows_more_than_the_limit),
        cmocka_unit_test(test_flashing_scenes_are_tamed),
        cmocka_unit_test(test_calm_scenes_are_shown_as_drawn),
        cmocka_unit_test(test_stripes_are_recognised),
        cmocka_unit_test(test_no_background_is_striped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
