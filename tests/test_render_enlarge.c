// SPDX-License-Identifier: MIT
// test_render_enlarge.c: letters of a page that stays whole, as large as wished where there is
// room, and never into what lies beside or out of their plate.
#include "render/render.h"
#include "test.h"

#include <stdlib.h>

#define WIDTH  1280
#define HEIGHT 720
#define UNIT   (WIDTH / STAGE_WIDTH)

static Canvas ground, canvas;
static const Color ink = { 0, 0, 0, 1 }, paper = { 1, 1, 1, 1 };

// What is dark in the picture, in stage units; empty: nothing.
typedef struct Dark {
    float left, right, low, high;
} Dark;

static Dark dark_of(float text)
{
    Render *render = NULL;
    RenderOptions options = { .width = WIDTH,
                              .height = HEIGHT,
                              .headless = true,
                              .ungoverned = true,
                              .text = text,
                              .asset_folder = TIPTOE_BUILT_ASSETS };
    Image image = { WIDTH, HEIGHT, 3 * WIDTH, malloc((size_t)WIDTH * HEIGHT * 3) };
    assert_non_null(image.bgr);
    assert_int_equal(render_open(&render, &options), RESULT_OK);
    canvas_clear(&ground);
    canvas_box(&ground, vec2(8, 4.5f), 20, 12, paper);
    render_begin(render);
    render_canvas(render, &ground);
    render_canvas(render, &canvas);
    render_present(render);
    assert_int_equal(render_read(render, &image), RESULT_OK);
    int left = WIDTH, right = -1, top = HEIGHT, bottom = -1;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            if (image.bgr[y * image.stride + 3 * x] > 90) continue;
            left = x < left ? x : left;
            right = x > right ? x : right;
            top = y < top ? y : top;
            bottom = y > bottom ? y : bottom;
        }
    render_close(&render);
    free(image.bgr);
    const float unit = (float)UNIT;
    return (Dark){ (float)left / unit, (float)(right + 1) / unit,
                   STAGE_HEIGHT - (float)(bottom + 1) / unit, STAGE_HEIGHT - (float)top / unit };
}

static void begin_page(void)
{
    canvas_clear(&canvas);
    canvas.grown_ups = canvas.whole = true;
}

static void a_text_with_room_is_as_large_as_wished(void **state)
{
    (void)state;
    begin_page();
    canvas_box(&canvas, vec2(8, 4.5f), 6, 2, (Color){ 0.9f, 0.9f, 0.9f, 1 });
    canvas_text(&canvas, vec2(8, 4.5f), 0.5f, ink, "Hand");
    Dark usual = dark_of(1), larger = dark_of(1.25f), largest = dark_of(1.5f);
    assert_near((larger.right - larger.left) / (usual.right - usual.left), 1.25, 0.06);
    assert_near((largest.right - largest.left) / (usual.right - usual.left), 1.5, 0.06);
    assert_near((largest.high - largest.low) / (usual.high - usual.low), 1.5, 0.1);
    canvas.grown_ups = false;  // the child's pages stay as they are drawn
    Dark child = dark_of(1.5f);
    assert_near(child.right - child.left, usual.right - usual.left, 0.001);
}

static void it_stays_on_its_plate(void **state)
{
    (void)state;
    begin_page();
    canvas_box(&canvas, vec2(8, 4.5f), 2, 1, (Color){ 0.9f, 0.9f, 0.9f, 1 });
    canvas_text_from(&canvas, vec2(7.15f, 4.5f), 0.5f, 1.7f, ink, "Settings");
    Dark usual = dark_of(1), largest = dark_of(1.5f);
    assert_at_least(largest.right - largest.left, usual.right - usual.left - 0.01f);
    assert_at_most(largest.right, 9.0f);
    // Not told apart from its plate where that was drawn before: no wider than was said.
    begin_page();
    canvas_text_within(&canvas, vec2(8, 4.5f), 0.5f, 2.0f, ink, "Standing");
    largest = dark_of(1.5f);
    assert_at_most(largest.right - largest.left, 2.05f);
}

static void it_does_not_grow_into_what_lies_beside(void **state)
{
    (void)state;
    begin_page();
    canvas_text(&canvas, vec2(8, 5.0f), 0.5f, ink, "Minutes");
    canvas_box(&canvas, vec2(8, 4.45f), 3, 0.4f, (Color){ 0.9f, 0.8f, 0.8f, 1 });
    Dark usual = dark_of(1), largest = dark_of(1.5f);
    assert_at_least(usual.low, 4.6);
    assert_at_least(largest.low, 4.6);
    // Two beside each other share the room.
    begin_page();
    canvas_text(&canvas, vec2(7.3f, 5.0f), 0.5f, ink, "mmmm");
    canvas_text(&canvas, vec2(8.95f, 5.0f), 0.5f, (Color){ 0.45f, 0.45f, 0.45f, 1 }, "mmmm");
    Dark left = dark_of(1.5f);
    assert_at_most(left.right, 8.2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_with_room_is_as_large_as_wished),
        cmocka_unit_test(it_stays_on_its_plate),
        cmocka_unit_test(it_does_not_grow_into_what_lies_beside),
    };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
