// SPDX-License-Identifier: MIT
// test_render_tones.c: the sensory ceilings as a palette: white is as bright as it may be, grey is
// grey, contrast stays, a scene steps back, and a camera's pixel looks as a drawn one.
#include "render/render.h"
#include "render/tones.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

static uint8_t pixels[1280 * 720 * 3];
static Image shot = { .width = 1280, .height = 720, .stride = 3 * 1280, .bgr = pixels };
static Canvas canvas;
static Render *render;

static int open_window(void **state)
{
    (void)state;
    RenderOptions options = { .width = 1280,
                              .height = 720,
                              .headless = true,
                              .ungoverned = true,
                              .asset_folder = TIPTOE_BUILT_ASSETS };
    return render_open(&render, &options) == RESULT_OK ? 0 : -1;
}

static int close_window(void **state)
{
    (void)state;
    render_close(&render);
    return 0;
}

static Sensory full(void)
{
    Sensory sensory = sensory_preset(SENSORY_LIVELY);
    sensory.brightness = sensory.saturation = sensory.contrast = 1;
    return sensory;
}

static void blank(void)
{
    canvas_clear(&canvas);
    canvas_box(&canvas, vec2(8, 4.5f), 20, 12, (Color){ 0, 0, 0, 1 });
}

static void shoot(void)
{
    render_present(render);
    assert_int_equal(render_read(render, &shot), RESULT_OK);
}

static void show(void)
{
    render_begin(render);
    render_canvas(render, &canvas);
    shoot();
}

static void assert_pixel(int x, int y, int r, int g, int b)
{
    const uint8_t *p = shot.bgr + y * shot.stride + 3 * x;
    assert_near(p[0], b, 2);
    assert_near(p[1], g, 2);
    assert_near(p[2], r, 2);
}

static void test_brightness_and_contrast(void **state)
{
    (void)state;
    Sensory limits = full();
    limits.brightness = 0.5f;
    if (sensory_clamped(limits).brightness > 0.5f) limits.brightness = 0.6f;
    int white = (int)(255 * sensory_clamped(limits).brightness + 0.5f);
    blank();
    canvas_box(&canvas, vec2(4, 4.5f), 4, 4, COLOR_WHITE);
    render_limits(render, &limits);
    show();
    assert_pixel(320, 360, white, white, white);
    assert_pixel(960, 360, 0, 0, 0);
    // A scene without contrast is as light as before, and half as varied; what is drawn on it
    // stays.
    float mean[2] = { 0 }, off[2] = { 0 };
    for (int i = 0; i < 2; i++) {
        limits = full();
        limits.contrast = i ? 0 : 1;
        canvas_clear(&canvas);
        canvas_background(&canvas, "garden");
        canvas_box(&canvas, vec2(4, 4.5f), 4, 4, COLOR_WHITE);
        canvas_box(&canvas, vec2(12, 4.5f), 4, 4, (Color){ 0, 0, 0, 1 });
        render_limits(render, &limits);
        show();
        assert_pixel(320, 360, 255, 255, 255);
        assert_pixel(960, 360, 0, 0, 0);
        for (int x = 0; x < 1280; x++) mean[i] += (float)shot.bgr[100 * shot.stride + 3 * x] / 1280;
        for (int x = 0; x < 1280; x++)
            off[i] += fabsf((float)shot.bgr[100 * shot.stride + 3 * x] - mean[i]) / 1280;
    }
    float keep = 0.5f + 0.5f * sensory_clamped(limits).contrast;
    assert_near(off[1], keep * off[0], 1);
    assert_above(off[0], 5);
    limits = full();
    render_limits(render, &limits);
    show();
    assert_pixel(320, 360, 255, 255, 255);
}

static int colourful(void)
{
    int most = 0;
    for (int i = 0; i < shot.width * shot.height; i++) {
        const uint8_t *p = shot.bgr + 3 * i;
        int high = p[0] > p[1] ? p[0] : p[1], low = p[0] < p[1] ? p[0] : p[1];
        high = p[2] > high ? p[2] : high;
        low = p[2] < low ? p[2] : low;
        if (high - low > most) most = high - low;
    }
    return most;
}

static void test_no_saturation_is_grey(void **state)
{
    (void)state;
    static uint8_t bgr[32 * 24 * 3];
    for (int i = 0; i < 32 * 24; i++) bgr[3 * i + i % 3] = 255;
    Image image = { 32, 24, 32 * 3, bgr };
    PictureLayer layer = { &image, 1, vec2(16, 12), vec2(8, 4.5f), 0.2f, 1 };
    canvas_clear(&canvas);
    canvas_background(&canvas, "garden");
    canvas_disc(&canvas, vec2(3, 3), 1, (Color){ 1, 0, 0, 1 });
    canvas_image(&canvas, "flower_2", vec2(6, 3), 2, 0.4f, (Color){ 0.2f, 1, 0.2f, 1 });
    canvas_text(&canvas, vec2(8, 8), 0.5f, (Color){ 1, 1, 0, 1 }, "Yellow");
    Sensory limits = full();
    const float wanted[] = { 0, 1 };
    for (int i = 0; i < 2; i++) {
        limits.saturation = wanted[i];
        render_limits(render, &limits);
        float saturation = sensory_clamped(limits).saturation;
        render_begin(render);
        render_canvas(render, &canvas);
        render_picture(render, &layer);
        shoot();
        // The dusk blue of empty bars is not in a 16x9 picture, so all of it was drawn.
        assert_at_most(colourful(), (int)(255 * saturation) + 3);
        if (saturation > 0.9f) assert_above(colourful(), 200);
    }
}

static float light_of(const uint8_t *bgr)
{
    const float share[3] = { 0.0722f, 0.7152f, 0.2126f };
    float light = 0;
    for (int c = 0; c < 3; c++) {
        float v = (float)bgr[c] / 255;
        light += share[c] * (v <= 0.04045f ? v / 12.92f : powf((v + 0.055f) / 1.055f, 2.4f));
    }
    return light;
}

static void shoot_greys(SensoryPreset preset, float light[16])
{
    Sensory limits = sensory_preset(preset);
    render_limits(render, &limits);
    show();
    for (int i = 0; i < 16; i++)
        light[i] = light_of(shot.bgr + 360 * shot.stride + 3 * (80 * i + 40));
}

// Light becomes softer and warm, and any two greys but the last black differ as in the standard
// palette: the veil of before took a third of the contrast of white and a dark grey.
static void test_calm_is_softer_and_as_clear(void **state)
{
    (void)state;
    float usual[16], calm[16];
    blank();
    for (int i = 0; i < 16; i++) {
        float v = (float)i / 15;
        canvas_box(&canvas, vec2((float)i + 0.5f, 4.5f), 1, 4, (Color){ v, v, v, 1 });
    }
    shoot_greys(SENSORY_STANDARD, usual);
    shoot_greys(SENSORY_CALM, calm);
    for (int i = 0; i < 16; i++)
        for (int k = i > 2 ? i : 2; k < 16; k++) {
            float before = (usual[k] + 0.05f) / (usual[i] + 0.05f);
            float now = (calm[k] + 0.05f) / (calm[i] + 0.05f);
            assert_at_least(now / before, i < 2 ? 0.9f : 0.95f);
        }
    assert_at_most(calm[15], 0.93f * usual[15]);
    const uint8_t *light = shot.bgr + 360 * shot.stride + 3 * 1240;
    assert_above(light[2], light[1]);  // warm
    assert_above(light[1], light[0] + 8);
}

// What a therapist takes off further goes on darkening, to the least that can be asked for.
static void test_brightness_goes_on_below_calm_s(void **state)
{
    (void)state;
    Tones tones = { 1, 1, 1 };
    float before = 1.0f + 1.0f / 256;
    for (int i = 100; i >= 20; i--) {
        tones.brightness = (float)i / 100;
        float white = tones_white(&tones);
        assert_near(tones_color(&tones, COLOR_WHITE).g, white, 0.002f);
        assert_below(white, before);
        if (i <= 50) assert_near(white, tones.brightness, 1e-5f);
        before = white;
        float darker = 0;
        for (int v = 0; i >= 50 && v <= 20; v++) {  // and what is lighter stays lighter
            float grey = (float)v / 20,
                  shown = tones_color(&tones, (Color){ grey, grey, grey, 1 }).g;
            assert_at_least(shown, darker);
            darker = shown;
        }
    }
}

// How much the ground of the garden varies over so many pixels.
static float variety_of(int apart)
{
    float sum = 0;
    for (int y = 560; y < 720; y++)
        for (int x = apart; x < 1280; x++) {
            const uint8_t *p = shot.bgr + y * shot.stride + 3 * x;
            sum += fabsf((float)p[1] - (float)p[1 - 3 * apart]);
        }
    return sum;
}

// Small things of a scene sink into it, its great parts stay; a veil would take of both alike.
static void test_a_calm_scene_has_fewer_things(void **state)
{
    (void)state;
    float fine[2], sky[2];
    for (int i = 0; i < 2; i++) {
        Sensory limits = sensory_preset(i ? SENSORY_CALM : SENSORY_STANDARD);
        canvas_clear(&canvas);
        canvas_background(&canvas, "garden");
        render_limits(render, &limits);
        show();
        fine[i] = variety_of(2) / variety_of(120);
        sky[i] = light_of(shot.bgr + 40 * shot.stride + 3 * 900) + 0.05f;
        sky[i] /= light_of(shot.bgr + 560 * shot.stride + 3 * 250) + 0.05f;
    }
    assert_at_most(fine[1], 0.85f * fine[0]);
    assert_at_least(sky[1], 0.95f * sky[0]);
}

// The drawn, the authored and the filmed are of one palette.
static void test_a_camera_s_pixel_is_of_the_same_palette(void **state)
{
    (void)state;
    static uint8_t bgr[32 * 24 * 3];
    for (int i = 0; i < 32 * 24; i++) memcpy(bgr + 3 * i, "\x30\x90\xe0", 3);
    Image image = { 32, 24, 32 * 3, bgr };
    PictureLayer layer = { &image, 1, vec2(16, 12), vec2(4, 4.5f), 0.1f, 1 };
    Sensory calm = sensory_preset(SENSORY_CALM);
    render_limits(render, &calm);
    blank();
    canvas_box(&canvas, vec2(12, 4.5f), 3, 3,
               (Color){ 0xe0 / 255.0f, 0x90 / 255.0f, 0x30 / 255.0f, 1 });
    render_begin(render);
    render_canvas(render, &canvas);
    render_picture(render, &layer);
    shoot();
    const uint8_t *filmed = shot.bgr + 360 * shot.stride + 3 * 320;
    const uint8_t *drawn = shot.bgr + 360 * shot.stride + 3 * 960;
    for (int c = 0; c < 3; c++) assert_near(filmed[c], drawn[c], 3);
    assert_above(filmed[2], filmed[0] + 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_brightness_and_contrast, open_window, close_window),
        cmocka_unit_test_setup_teardown(test_no_saturation_is_grey, open_window, close_window),
        cmocka_unit_test_setup_teardown(test_calm_is_softer_and_as_clear, open_window,
                                        close_window),
        cmocka_unit_test(test_brightness_goes_on_below_calm_s),
        cmocka_unit_test_setup_teardown(test_a_calm_scene_has_fewer_things, open_window,
                                        close_window),
        cmocka_unit_test_setup_teardown(test_a_camera_s_pixel_is_of_the_same_palette, open_window,
                                        close_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
