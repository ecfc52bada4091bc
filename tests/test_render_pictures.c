// SPDX-License-Identifier: MIT
// test_render_pictures.c: pictures are read when they are needed: nothing at opening, nothing
// twice, nothing after a warm-up; what is damaged is found out then and shows as a disc.
#include "render/render.h"
#include "test.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define COUNTS_ALLOCATIONS 0
static atomic_int allocations;
static atomic_size_t largest;
#else
// Every allocation of the process is counted, the picture reader's too.
#define COUNTS_ALLOCATIONS 1
static atomic_int allocations;
static atomic_size_t largest;
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
static void count(size_t size)
{
    allocations++;
    if (size > largest) largest = size;
}
void *malloc(size_t size)
{
    count(size);
    return __libc_malloc(size);
}
void *calloc(size_t number, size_t size)
{
    count(number * size);
    return __libc_calloc(number, size);
}
void *realloc(void *memory, size_t size)
{
    count(size);
    return __libc_realloc(memory, size);
}
#endif

static uint8_t bgr[640 * 360 * 3];
static Image shot = { 640, 360, 640 * 3, bgr };
static Canvas canvas;

static Result open_at(Render **render, const char *folder)
{
    RenderOptions options = {
        .width = 640, .height = 360, .headless = true, .ungoverned = true, .asset_folder = folder
    };
    return render_open(render, &options);
}

// How much was allocated for it.
static int show(Render *render)
{
    int before = allocations;
    render_begin(render);
    render_canvas(render, &canvas);
    render_present(render);
    return allocations - before;
}

static const uint8_t *pixel_at(Render *render, int x, int y)
{
    assert_int_equal(render_read(render, &shot), RESULT_OK);
    return bgr + (y * 640 + x) * 3;
}

// A scene with a background, pictures in several sizes and words.
static void draw_scene(int frame)
{
    canvas_clear(&canvas);
    canvas_background(&canvas, "garden");
    for (int i = 0; i < 5; i++)
        canvas_image(&canvas, i % 2 ? "bubble" : "flower_1", vec2(2 + 2 * (float)i, 4),
                     0.3f + 0.6f * (float)i, 0.01f * (float)frame, COLOR_WHITE);
    canvas_text(&canvas, vec2(8, 8), 0.5f, COLOR_WHITE, "Warm %d", 10 + frame % 10);
}

static void test_opening_reads_names_only(void **state)
{
    (void)state;
    largest = 0;
    Render *render;
    assert_int_equal(open_at(&render, TIPTOE_BUILT_ASSETS), RESULT_OK);
    // The largest things at opening are the letters' atlas and two frames, no picture of 1920x1080.
    if (COUNTS_ALLOCATIONS) assert_at_most(largest, 4 * 2048 * 2048 + 64);
    assert_int_equal(render_has_image(render, "garden"), RESULT_OK);
    assert_int_equal(render_has_image(render, "bubble"), RESULT_OK);
    render_close(&render);
}

static void test_after_a_warm_up_nothing_is_allocated(void **state)
{
    (void)state;
    Render *render;
    assert_int_equal(open_at(&render, TIPTOE_BUILT_ASSETS), RESULT_OK);
    canvas_clear(&canvas);
    for (int i = 0; i < 3; i++) show(render);
    int before = allocations;
    for (int frame = 0; frame < 10; frame++) {
        draw_scene(frame);
        render_warm(render, &canvas);
    }
    if (COUNTS_ALLOCATIONS) assert_above(allocations, before);
    int allocated = 0;
    for (int frame = 0; frame < 120; frame++) {
        draw_scene(frame);
        allocated += show(render);
    }
    assert_int_equal(allocated, 0);
    assert_above(pixel_at(render, 320, 340)[1], pixel_at(render, 320, 340)[0]);  // grass
    render_close(&render);
}

// In a hurry a frame shows what is there; the rest comes when it has been read, and nobody draws
// what is not asked for any more.
static void test_in_a_hurry_no_frame_waits(void **state)
{
    (void)state;
    Render *render;
    assert_int_equal(open_at(&render, TIPTOE_BUILT_ASSETS), RESULT_OK);
    canvas_clear(&canvas);
    show(render);
    uint8_t bare[3], first[3];
    memcpy(bare, pixel_at(render, 320, 340), 3);
    render_hurry(render, true);
    draw_scene(0);
    show(render);
    memcpy(first, pixel_at(render, 320, 340), 3);
    assert_memory_equal(first, bare, 3);  // the garden is still being read
    bool came = false;
    for (int i = 0; i < 500 && !came; i++) {
        draw_scene(0);
        show(render);
        came = memcmp(pixel_at(render, 320, 340), bare, 3) != 0;
        usleep(10000);
    }
    assert_true(came);
    // Until the next one is there, the background before stays: no dark frame flashes between.
    memcpy(first, pixel_at(render, 320, 340), 3);
    canvas_clear(&canvas);
    canvas_background(&canvas, "space");
    show(render);
    assert_memory_equal(pixel_at(render, 320, 340), first, 3);
    render_hurry(render, false);
    show(render);
    assert_true(memcmp(pixel_at(render, 320, 340), first, 3) != 0);
    render_close(&render);
}

// Two backgrounds in turn stay resident, in the colours of the present ceiling.
static void test_backgrounds_stay(void **state)
{
    (void)state;
    static const char *const names[] = { "garden", "menu" };
    Render *render;
    assert_int_equal(open_at(&render, TIPTOE_BUILT_ASSETS), RESULT_OK);
    int late = 0;
    uint8_t sky[2][3];
    for (int i = 0; i < 20; i++) {
        canvas_clear(&canvas);
        canvas_background(&canvas, names[i % 2]);
        int allocated = show(render);
        if (i >= 4) late += allocated;
        const uint8_t *at = pixel_at(render, 200, 60);
        for (int c = 0; c < 3; c++) sky[i % 2][c] = at[c];
    }
    assert_int_equal(late, 0);
    assert_above(abs(sky[0][0] - sky[1][0]) + abs(sky[0][2] - sky[1][2]), 4);
    Sensory limits = sensory_preset(SENSORY_LIVELY);
    limits.brightness = limits.contrast = 1;
    limits.saturation = 0;
    render_limits(render, &limits);
    for (int i = 0; i < 2; i++) {
        canvas_clear(&canvas);
        canvas_background(&canvas, names[i]);
        show(render);
        const uint8_t *at = pixel_at(render, 200, 60);
        int spread = abs(at[0] - at[2]);
        assert_true(spread < abs(sky[i][0] - sky[i][2]) || spread <= 3);
    }
    render_close(&render);
}

static void test_a_damaged_picture_is_a_disc(void **state)
{
    (void)state;
    // A true header of 20x20 px of RGBA, then nothing of use.
    static const uint8_t torn[] = { 137, 'P', 'N', 'G', 13,  10, 26, 10, 0,  0, 0,
                                    13,  'I', 'H', 'D', 'R', 0,  0,  0,  20, 0, 0,
                                    0,   20,  8,   6,   0,   0,  0,  1,  2,  3, 4 };
    char folder[] = "/tmp/tiptoe-test-XXXXXX", path[96];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/art", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/art/torn.png", folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(torn, 1, sizeof torn, file), sizeof torn);
    fclose(file);
    Render *render;
    assert_int_equal(open_at(&render, folder), RESULT_OK);
    assert_int_equal(render_has_image(render, "torn"), RESULT_OK);  // the file is there
    int late = 0;
    for (int i = 0; i < 4; i++) {
        canvas_clear(&canvas);
        canvas_image(&canvas, "torn", vec2(8, 4.5f), 2, 0, (Color){ 0, 1, 0, 1 });
        int allocated = show(render);
        if (i >= 2) late += allocated;
        const uint8_t *at = pixel_at(render, 320, 180);
        assert_true(at[1] == 255 && at[0] == 0 && at[2] == 0);
    }
    assert_int_equal(late, 0);  // it is not tried again
    render_close(&render);
    assert_int_equal(unlink(path), 0);
    snprintf(path, sizeof path, "%s/art", folder);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void draw_veiled(Render *render, const char *background, Color color, bool apart)
{
    canvas_clear(&canvas);
    canvas_background(&canvas, background);
    if (apart) canvas_disc(&canvas, vec2(-9, -9), 1, COLOR_WHITE);  // outside: nobody sees it
    canvas_box(&canvas, vec2(8, 4.5f), 18, 11, color);
    render_begin(render);
    render_canvas(render, &canvas);
    render_present(render);
    assert_int_equal(render_read(render, &shot), RESULT_OK);
}

// A veil that comes first is mixed into the background on the way: the picture is the same.
static void test_a_veil_is_the_same_on_the_way_and_after(void **state)
{
    (void)state;
    static uint8_t on_the_way[sizeof bgr];
    Render *render = NULL;
    assert_int_equal(open_at(&render, TIPTOE_BUILT_ASSETS), RESULT_OK);
    for (int i = 0; i < 5; i++) {
        Color color = { 0.2f, 0.3f, 0.6f, 0.25f * (float)i };
        draw_veiled(render, i % 2 ? "garden" : "space", color, false);
        memcpy(on_the_way, bgr, sizeof bgr);
        draw_veiled(render, i % 2 ? "garden" : "space", color, true);
        assert_memory_equal(on_the_way, bgr, sizeof bgr);
    }
    draw_veiled(render, "no_such_picture", (Color){ 0, 1, 0, 1 }, false);
    assert_at_least(bgr[1], 100);  // it is seen over nothing too
    render_close(&render);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_opening_reads_names_only),
        cmocka_unit_test(test_after_a_warm_up_nothing_is_allocated),
        cmocka_unit_test(test_in_a_hurry_no_frame_waits),
        cmocka_unit_test(test_backgrounds_stay),
        cmocka_unit_test(test_a_damaged_picture_is_a_disc),
        cmocka_unit_test(test_a_veil_is_the_same_on_the_way_and_after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
