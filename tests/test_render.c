// SPDX-License-Identifier: MIT
// test_render.c: what a headless window shows: shapes, stage, text, mirror, ceilings, faults.
#include "render/render.h"
#include "test.h"

#include <glob.h>
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define COUNTS_ALLOCATIONS 0
static atomic_int allocations;
#else
// Every allocation of the process is counted, SDL's and FreeType's too.
#define COUNTS_ALLOCATIONS 1
static atomic_int allocations;
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *malloc(size_t size)
{
    allocations++;
    return __libc_malloc(size);
}
void *calloc(size_t count, size_t size)
{
    allocations++;
    return __libc_calloc(count, size);
}
void *realloc(void *memory, size_t size)
{
    allocations++;
    return __libc_realloc(memory, size);
}
#endif

#define WIDTH_MAX  1280
#define HEIGHT_MAX 1000

static uint8_t pixels[WIDTH_MAX * HEIGHT_MAX * 3];
static Image shot;
static Canvas canvas;
static Render *render;

static const Color black = { 0, 0, 0, 1 };

static int open_size(int width, int height)
{
    RenderOptions options = { .width = width,
                              .height = height,
                              .headless = true,
                              .ungoverned = true,
                              .asset_folder = TIPTOE_BUILT_ASSETS };
    Result result = render_open(&render, &options);
    if (result != RESULT_OK) printf("%s\n", fail_text());
    return result == RESULT_OK ? 0 : -1;
}

static Sensory full(void)
{
    Sensory sensory = sensory_preset(SENSORY_LIVELY);
    sensory.brightness = sensory.saturation = sensory.contrast = 1;
    return sensory;
}

// One window serves all tests; a test that closes it gets the next one a new one.
static int setup(void **state)
{
    (void)state;
    if (!render) return open_size(1280, 720);
    Sensory limits = full();
    render_limits(render, &limits);
    return 0;
}

static int close_window(void **state)
{
    (void)state;
    render_close(&render);
    return render ? -1 : 0;
}

static void shoot(void)
{
    render_present(render);
    render_size(render, &shot.width, &shot.height);
    assert_at_most(shot.width, WIDTH_MAX);
    assert_at_most(shot.height, HEIGHT_MAX);
    shot.stride = 3 * shot.width;
    shot.bgr = pixels;
    assert_int_equal(render_read(render, &shot), RESULT_OK);
}

static void show(void)
{
    render_begin(render);
    render_canvas(render, &canvas);
    shoot();
}

static const uint8_t *pixel_at(int x, int y)
{
    return shot.bgr + y * shot.stride + 3 * x;
}

static void assert_pixel(int x, int y, int r, int g, int b)
{
    const uint8_t *p = pixel_at(x, y);
    if (abs(p[2] - r) > 2 || abs(p[1] - g) > 2 || abs(p[0] - b) > 2)
        fail_msg("pixel %d,%d is %d %d %d, not %d %d %d", x, y, p[2], p[1], p[0], r, g, b);
}

// A black stage to draw on.
static void blank(void)
{
    canvas_clear(&canvas);
    canvas_box(&canvas, vec2(8, 4.5f), 20, 12, black);
}

static void test_words_are_made_to_fit_their_plate(void **state)
{
    (void)state;
    blank();
    canvas_text_within(&canvas, vec2(8, 6), 0.5f, 4, COLOR_WHITE, "one step forward onto the spot");
    canvas_text_within(&canvas, vec2(8, 3), 0.5f, 4, COLOR_WHITE, "short");
    canvas_text(&canvas, vec2(8, 1), 0.5f, COLOR_WHITE, "short");
    TextBox fitted = render_text_box(render, &canvas.item[1]);
    TextBox narrow = render_text_box(render, &canvas.item[2]);
    TextBox free_box = render_text_box(render, &canvas.item[3]);
    assert_at_most(fitted.high.x - fitted.low.x, 4.1);
    assert_above(fitted.high.x - fitted.low.x, 3.6);
    assert_true(narrow.low.x == free_box.low.x && narrow.high.x == free_box.high.x);
    show();
    int outside = 0, inside = 0;  // the box holds all that is drawn, and no more
    for (int y = 0; y < shot.height / 2; y++)
        for (int x = 0; x < shot.width; x++) {
            Vec2 at = render_to_stage(render, x, y);
            bool in = at.x >= fitted.low.x && at.x < fitted.high.x && at.y > fitted.low.y &&
                      at.y <= fitted.high.y;
            if (pixel_at(x, y)[1] > 8) *(in ? &inside : &outside) += 1;
        }
    assert_int_equal(outside, 0);
    assert_above(inside, 500);
}

static void test_disc_has_a_soft_edge(void **state)
{
    (void)state;
    blank();
    canvas_disc(&canvas, vec2(8, 4.5f), 1, COLOR_WHITE);  // 80 px round 640, 360
    show();
    assert_pixel(640, 360, 255, 255, 255);
    assert_pixel(640 - 78, 360, 255, 255, 255);
    assert_pixel(640 + 77, 360, 255, 255, 255);
    assert_pixel(640 + 82, 360, 0, 0, 0);
    assert_pixel(640, 360 - 83, 0, 0, 0);
    int soft = 0;
    double light = 0;
    for (int y = 260; y < 460; y++) {
        for (int x = 540; x < 740; x++) {
            int value = pixel_at(x, y)[1];
            soft += value > 8 && value < 247;
            light += value / 255.0;
        }
    }
    assert_in_range(soft, 250, 1100);  // about the circumference, 503
    assert_below(fabs(light - 3.14159265 * 80 * 80), 120);
}

static void test_shapes_lie_where_they_are_said_to(void **state)
{
    (void)state;
    blank();
    canvas_ring(&canvas, vec2(2, 7), 1, 0.2f, COLOR_WHITE);
    canvas_arc(&canvas, vec2(6, 7), 1, 0.2f, 0.25f, COLOR_WHITE);
    canvas_limb(&canvas, vec2(9, 7), vec2(12, 7), 1, 0.5f, COLOR_WHITE);
    canvas_box(&canvas, vec2(3, 2), 2, 1, (Color){ 1, 0, 0, 0.5f });
    canvas_glow(&canvas, vec2(8, 2), 1, COLOR_WHITE);
    canvas_image(&canvas, "petal", vec2(12, 2), 2, 0, (Color){ 0, 1, 0, 1 });
    show();
    assert_pixel(160, 160, 0, 0, 0);  // the ring's middle
    assert_pixel(160 + 80, 160, 255, 255, 255);
    assert_pixel(160 - 80, 160, 255, 255, 255);
    assert_pixel(480 + 57, 160 - 57, 255, 255, 255);  // first quarter: right of straight up
    assert_pixel(480 - 57, 160 - 57, 0, 0, 0);
    assert_pixel(480 + 57, 160 + 57, 0, 0, 0);
    assert_pixel(720 - 38, 160, 255, 255, 255);  // the limb's round and thick end
    assert_pixel(720, 160 - 37, 255, 255, 255);
    assert_pixel(960, 160 - 17, 255, 255, 255);
    assert_pixel(960, 160 - 24, 0, 0, 0);
    assert_pixel(240, 560, 128, 0, 0);
    assert_pixel(240 - 79, 560 - 39, 0, 0, 0);  // a box's corner is round
    assert_above(pixel_at(640, 560)[1], 240);
    assert_in_range(pixel_at(640 + 40, 560)[1], 100, 190);
    assert_pixel(640 + 79, 560, 0, 0, 0);
    assert_above(pixel_at(960, 560)[1], 150);
    assert_int_equal(pixel_at(960, 560)[2], 0);  // tinted
}

static int top_of_white(int x)
{
    for (int y = 0; y < shot.height; y++)
        if (pixel_at(x, y)[1] > 127) return y;
    return -1;
}

static void test_turning_is_anticlockwise(void **state)
{
    (void)state;
    blank();
    canvas_image(&canvas, "petal", vec2(8, 4.5f), 4, 0, COLOR_WHITE);
    show();
    int upright = top_of_white(640);
    blank();
    canvas_image(&canvas, "petal", vec2(8, 4.5f), 4, PI_F / 4, COLOR_WHITE);
    show();
    int turned = top_of_white(640);
    assert_above(upright, 0);
    assert_above(turned, upright);  // the tip has left the middle ...
    assert_below(top_of_white(640 - 90), top_of_white(640 + 90));  // ... to the left
}

static void test_letterbox_and_points(void **state)
{
    (void)state;
    render_close(&render);
    assert_int_equal(open_size(1000, 1000), 0);  // 1000 x 562.5, 62.5 px a unit
    canvas_clear(&canvas);
    canvas_box(&canvas, vec2(8, 4.5f), 40, 40, COLOR_WHITE);
    show();
    assert_pixel(500, 500, 255, 255, 255);
    assert_pixel(1, 230, 255, 255, 255);
    assert_below(pixel_at(500, 100)[2], 100);  // calm bars, never drawn on
    assert_below(pixel_at(500, 900)[2], 100);
    Vec2 middle = render_to_stage(render, 500, 500);
    assert_below(vec2_distance(middle, vec2(8, 4.5f)), 0.03f);
    assert_below(vec2_distance(render_to_stage(render, 0, 219), vec2(0, 9)), 0.03f);
    assert_below(vec2_distance(render_to_stage(render, 1000, 781), vec2(16, 0)), 0.03f);
    assert_false(render_has_vsync(render));
    Image wrong = { 10, 10, 30, pixels };
    assert_int_equal(render_read(render, &wrong), RESULT_MALFORMED);
    render_close(&render);
    assert_null(render);
}

static void light_bounds(int *left, int *right, int *top, int *bottom)
{
    *left = shot.width, *right = -1, *top = shot.height, *bottom = -1;
    for (int y = 0; y < shot.height; y++) {
        for (int x = 0; x < shot.width; x++) {
            if (pixel_at(x, y)[1] < 128) continue;
            if (x < *left) *left = x;
            if (x > *right) *right = x;
            if (y < *top) *top = y;
            if (y > *bottom) *bottom = y;
        }
    }
}

static void test_text_within_its_bounds(void **state)
{
    (void)state;
    blank();
    canvas_text(&canvas, vec2(8, 4.5f), 1, COLOR_WHITE, "Hoppla, %d bubbles", 7);
    show();
    int left, right, top, bottom;
    light_bounds(&left, &right, &top, &bottom);
    float width = render_text_width(render, 1, "Hoppla, 7 bubbles") * 80;
    assert_above(width, 300);
    assert_below(fabsf((float)(right - left) - width), 16);
    assert_below(abs((left + right) / 2 - 640), 8);
    assert_in_range(bottom - top, 72, 84);  // 80 px from the top of l to the bottom of p
    assert_above(top, 300);
    assert_below(bottom, 430);
}

static void test_dark_text_has_a_light_outline(void **state)
{
    (void)state;
    blank();
    canvas_text(&canvas, vec2(8, 4.5f), 1, black, "O");
    show();
    int left, right, top, bottom;
    light_bounds(&left, &right, &top, &bottom);
    assert_above(right - left, 40);
    assert_above(bottom - top, 40);
}

static void test_odd_text_is_harmless(void **state)
{
    (void)state;
    blank();
    canvas_text(&canvas, vec2(8, 6), 1, COLOR_WHITE, "%s", "\xc3");
    canvas_text(&canvas, vec2(8, 5), 1, COLOR_WHITE, "%s", "\xff\xfe \xe2\x82 \xf0\x9f\x98\x80");
    canvas_text(&canvas, vec2(8, 4), 1, COLOR_WHITE, "%s", "");
    canvas_text(&canvas, vec2(8, 3), 30, COLOR_WHITE, "Wide");
    canvas_text(&canvas, vec2(8, 2), 0.001f, COLOR_WHITE, "tiny");
    show();
}

static void test_a_full_atlas_starts_again(void **state)
{
    (void)state;
    for (int size = 10; size < 190; size += 3) {
        blank();
        float height = (float)size / 80;
        canvas_text(&canvas, vec2(8, 6), height, COLOR_WHITE, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        canvas_text(&canvas, vec2(8, 3), height, COLOR_WHITE,
                    "abcdefghijklmnopqrstuvwxyz0123456789");
        render_begin(render);
        render_canvas(render, &canvas);
        render_present(render);
    }
    test_text_within_its_bounds(NULL);
}

static void test_camera_is_a_mirror(void **state)
{
    (void)state;
    static uint8_t bgr[64 * 48 * 3];
    memset(bgr, 0, sizeof bgr);
    for (int y = 8; y < 12; y++)
        for (int x = 10; x < 14; x++) bgr[3 * (64 * y + x) + 2] = 255;
    Image image = { 64, 48, 64 * 3, bgr };
    PictureLayer layer = { &image, 1, vec2(32, 24), vec2(8, 4.5f), 0.1f, 1 };
    // The block's middle, px (12, 10): 20 px left of the origin, so 2 units right; 14 px above.
    int x = (int)((8 + 2.0f) * 80), y = (int)((9 - (4.5f + 1.4f)) * 80);
    render_begin(render);
    render_picture(render, &layer);
    shoot();
    assert_pixel(x, y, 255, 0, 0);
    assert_pixel(x - 26, y, 0, 0, 0);
    assert_pixel(1280 - x, y, 0, 0, 0);
    memset(bgr, 255, sizeof bgr);  // the same number is not uploaded again
    render_begin(render);
    render_picture(render, &layer);
    shoot();
    assert_pixel(640, 360, 0, 0, 0);
    layer.number = 2;
    layer.alpha = 0.5f;
    render_begin(render);
    blank();
    render_canvas(render, &canvas);
    render_picture(render, &layer);
    shoot();
    assert_pixel(640, 360, 128, 128, 128);
    assert_pixel(640 + 270, 360, 0, 0, 0);  // 64 px * 0.1 * 80: 256 px to each side
}

static void test_missing_picture(void **state)
{
    (void)state;
    assert_int_equal(render_has_image(render, "bubble"), RESULT_OK);
    assert_int_equal(render_has_image(render, "no_such_thing"), RESULT_NOT_FOUND);
    assert_non_null(strstr(fail_text(), "no_such_thing"));
    assert_int_equal(render_has_image(render, NULL), RESULT_NOT_FOUND);
    blank();
    canvas.background = "no_such_ground";
    canvas_image(&canvas, "no_such_thing", vec2(8, 4.5f), 2, 0, (Color){ 0, 1, 0, 1 });
    canvas_image(&canvas, NULL, vec2(3, 4.5f), 2, 0, COLOR_WHITE);
    show();
    assert_pixel(640, 360, 0, 255, 0);  // a disc stands for it
}

static void test_mad_numbers_are_left_out(void **state)
{
    (void)state;
    blank();
    const float bad[] = { NAN, INFINITY, -INFINITY, 1e30f, -1e30f, -1, 0 };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        canvas_disc(&canvas, vec2(bad[i], 3), 1, black);
        canvas_ring(&canvas, vec2(3, 3), bad[i], bad[i], black);
        canvas_arc(&canvas, vec2(3, 3), 1, 0.2f, bad[i], black);
        canvas_limb(&canvas, vec2(3, bad[i]), vec2(bad[i], 3), 1, bad[i], black);
        canvas_box(&canvas, vec2(3, 3), bad[i], 2, black);
        canvas_glow(&canvas, vec2(3, 3), bad[i], (Color){ bad[i], bad[i], bad[i], bad[i] });
        canvas_image(&canvas, "star", vec2(3, 3), bad[i], bad[i], black);
        canvas_text(&canvas, vec2(3, 3), bad[i], black, "text");
    }
    show();
    assert_pixel(960, 200, 0, 0, 0);
}

static void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void test_faults_of_the_asset_folder(void **state)
{
    (void)state;
    render_close(&render);
    RenderOptions options = { .headless = true, .asset_folder = "/no/such/folder" };
    assert_int_equal(render_open(&render, &options), RESULT_NOT_FOUND);
    assert_null(render);
    assert_non_null(strstr(fail_text(), "/no/such/folder"));
    char folder[] = "/tmp/tiptoe-test-XXXXXX", art[64], path[96];
    assert_non_null(mkdtemp(folder));
    snprintf(art, sizeof art, "%s/art", folder);
    snprintf(path, sizeof path, "%s/bad.png", art);
    char command[96];
    snprintf(command, sizeof command, "mkdir %s", art);
    assert_int_equal(system(command), 0);
    options.asset_folder = folder;
    assert_int_equal(render_open(&render, &options), RESULT_NOT_FOUND);  // empty
    write_file(path, "not a picture", 13);
    assert_int_equal(render_open(&render, &options), RESULT_MALFORMED);
    assert_non_null(strstr(fail_text(), "bad.png"));
    // A true header that promises 5000 x 20 px of RGBA.
    static const uint8_t huge[] = { 137, 'P', 'N', 'G', 13,  10, 26, 10, 0,   0, 0,
                                    13,  'I', 'H', 'D', 'R', 0,  0,  19, 136, 0, 0,
                                    0,   20,  8,   6,   0,   0,  0,  1,  2,   3, 4 };
    write_file(path, huge, sizeof huge);
    assert_int_equal(render_open(&render, &options), RESULT_MALFORMED);
    assert_non_null(strstr(fail_text(), "5000x20"));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(art), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void test_all_authored_pictures_are_there(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(glob("assets/art/*.svg", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char name[64];
        assert_int_equal(sscanf(found.gl_pathv[i], "assets/art/%63[^.]", name), 1);
        if (render_has_image(render, name) != RESULT_OK) fail_msg("%s", fail_text());
    }
    assert_above(found.gl_pathc, 100);
    globfree(&found);
}

// Whatever the source names in a call that draws, or as a game's token.
static int check_named(const char *path, const char *text)
{
    static const char *const calls[] = { "canvas_image(canvas, \"", "canvas_background(canvas, \"",
                                         ".token = \"" };
    int named = 0;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        for (const char *at = text; (at = strstr(at, calls[i])); named++) {
            char name[64];
            at += strlen(calls[i]);
            assert_int_equal(sscanf(at, "%63[^\"]", name), 1);
            if (render_has_image(render, name) != RESULT_OK) fail_msg("%s: %s", path, fail_text());
        }
    return named;
}

static void test_every_picture_that_is_named_is_there(void **state)
{
    (void)state;
    glob_t found;
    int named = 0;
    assert_int_equal(glob("games/*.c", 0, NULL, &found), 0);
    assert_int_equal(glob("engine/*/*.c", GLOB_APPEND, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        static char text[1 << 18];
        FILE *file = fopen(found.gl_pathv[i], "r");
        assert_non_null(file);
        text[fread(text, 1, sizeof text - 1, file)] = '\0';
        fclose(file);
        named += check_named(found.gl_pathv[i], text);
    }
    assert_at_least(named, 12);  // each token at least; test_games_flash looks at all that is drawn
    globfree(&found);
}

// Three hundred frames of a full scene whose numbers change.
static void test_warm_frames_allocate_nothing(void **state)
{
    (void)state;
    static uint8_t bgr[64 * 48 * 3];
    Image image = { 64, 48, 64 * 3, bgr };
    PictureLayer layer = { &image, 1, vec2(32, 24), vec2(8, 4.5f), 0.05f, 0.7f };
    int before = 0;
    for (int frame = 0; frame < 320; frame++) {
        if (frame == 20) before = allocations;
        canvas_clear(&canvas);
        canvas_background(&canvas, "garden");
        for (int i = 0; i < 12; i++) {
            Vec2 at = vec2((float)i * 1.3f, fmodf((float)(frame + 40 * i) * 0.05f, 9));
            canvas_image(&canvas, "bubble", at, 1, 0.01f * (float)frame, COLOR_WHITE);
            canvas_glow(&canvas, at, 0.5f, COLOR_WHITE);
            canvas_limb(&canvas, at, vec2(8, 4), 0.3f, 0.2f, (Color){ 1, 0.5f, 0.2f, 0.5f });
        }
        canvas_text(&canvas, vec2(8, 8), 0.5f, COLOR_WHITE, "%d", frame < 20 ? 1234567890 : frame);
        render_begin(render);
        layer.number = (uint32_t)frame;
        render_picture(render, &layer);
        render_canvas(render, &canvas);
        render_present(render);
        RenderEvent event;
        while (render_event(render, &event)) {}
    }
    if (COUNTS_ALLOCATIONS) assert_int_equal(allocations - before, 0);
}

int main(void)
{
#define IN_WINDOW(test) cmocka_unit_test_setup(test, setup)
    const struct CMUnitTest tests[] = {
        IN_WINDOW(test_words_are_made_to_fit_their_plate),
        IN_WINDOW(test_disc_has_a_soft_edge),
        IN_WINDOW(test_shapes_lie_where_they_are_said_to),
        IN_WINDOW(test_turning_is_anticlockwise),
        IN_WINDOW(test_letterbox_and_points),
        IN_WINDOW(test_text_within_its_bounds),
        IN_WINDOW(test_dark_text_has_a_light_outline),
        IN_WINDOW(test_odd_text_is_harmless),
        IN_WINDOW(test_a_full_atlas_starts_again),
        IN_WINDOW(test_camera_is_a_mirror),
        IN_WINDOW(test_missing_picture),
        IN_WINDOW(test_mad_numbers_are_left_out),
        IN_WINDOW(test_faults_of_the_asset_folder),
        IN_WINDOW(test_all_authored_pictures_are_there),
        IN_WINDOW(test_every_picture_that_is_named_is_there),
        IN_WINDOW(test_warm_frames_allocate_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, close_window);
}
