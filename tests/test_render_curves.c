// SPDX-License-Identifier: MIT
// test_render_curves.c: filled outlines, hollow ones too, their edges, and lines of changing width.
#include "render/render.h"
#include "test.h"

#define WIDTH  640
#define HEIGHT 360
#define K      40  // px of a stage unit

static uint8_t pixels[WIDTH * HEIGHT * 3];
static Image shot = { .width = WIDTH, .height = HEIGHT, .stride = 3 * WIDTH, .bgr = pixels };
static Canvas canvas;
static Render *render;

static const Color black = { 0, 0, 0, 1 }, red = { 1, 0, 0, 1 }, green = { 0, 1, 0, 1 };

static int open(void **state)
{
    (void)state;
    RenderOptions options = { .width = WIDTH,
                              .height = HEIGHT,
                              .headless = true,
                              .ungoverned = true,
                              .asset_folder = TIPTOE_BUILT_ASSETS };
    return render_open(&render, &options);
}

static int close_it(void **state)
{
    (void)state;
    render_close(&render);
    return 0;
}

static void begin(void)
{
    canvas_clear(&canvas);
    canvas_box(&canvas, vec2(8, 4.5f), 40, 40, black);
}

static void show(void)
{
    render_begin(render);
    render_canvas(render, &canvas);
    render_present(render);
    assert_int_equal(render_read(render, &shot), RESULT_OK);
}

static const uint8_t *pixel(float x, float y)
{
    int column = (int)(x * K), row = (int)((STAGE_HEIGHT - y) * K);
    return pixels + (row * WIDTH + column) * 3;
}

static void assert_color(float x, float y, Color c)
{
    const uint8_t *p = pixel(x, y);
    assert_in_range(p[0], (int)(c.b * 255) - (c.b > 0), (int)(c.b * 255));
    assert_in_range(p[1], (int)(c.g * 255) - (c.g > 0), (int)(c.g * 255));
    assert_in_range(p[2], (int)(c.r * 255) - (c.r > 0), (int)(c.r * 255));
}

// How many pixels are red, partly ones by their share.
static double red_area(void)
{
    double sum = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) sum += pixels[3 * i + 2] / 255.0;
    return sum / (K * K);
}

// A letter U: the hollow stays empty, whichever way round it is written.
static void test_a_hollow_stays_empty(void **state)
{
    (void)state;
    const CanvasPoint u[] = { { vec2(4, 2), 0 },  { vec2(12, 2), 0 }, { vec2(12, 7), 0 },
                              { vec2(10, 7), 0 }, { vec2(10, 4), 0 }, { vec2(6, 4), 0 },
                              { vec2(6, 7), 0 },  { vec2(4, 7), 0 } };
    for (int way = 0; way < 2; way++) {
        CanvasPoint turned[8];
        for (int i = 0; i < 8; i++) turned[i] = u[way ? 7 - i : i];
        begin();
        canvas_curve(&canvas, turned, 8, red, black, 0);
        show();
        assert_color(5, 5, red);
        assert_color(11, 5, red);
        assert_color(8, 3, red);
        assert_color(8, 5.5f, black);
        assert_color(3, 5, black);
        assert_near(red_area(), 8 * 5 - 4 * 3, 0.1);
    }
}

// Every pixel within is drawn once: half a colour is half a colour all over.
static void test_a_fill_has_neither_gap_nor_overlap(void **state)
{
    (void)state;
    CanvasPoint star[40];
    for (int i = 0; i < 40; i++) {
        float r = i % 2 ? 1.6f : 3.5f;
        star[i].at = vec2_add(vec2(8, 4.5f), vec2_polar(2 * PI_F * (float)i / 40, r));
    }
    begin();
    canvas_curve(&canvas, star, 40, (Color){ 1, 0, 0, 0.5f }, black, 0);
    show();
    for (int y = -5; y <= 5; y++)
        for (int x = -5; x <= 5; x++)
            assert_in_range(pixel(8 + 0.2f * (float)x, 4.5f + 0.2f * (float)y)[2], 127, 128);
}

static void test_an_edge_runs_along_the_outline(void **state)
{
    (void)state;
    const CanvasPoint square[] = { { vec2(5, 2), 0 },
                                   { vec2(11, 2), 0 },
                                   { vec2(11, 7), 0 },
                                   { vec2(5, 7), 0 },
                                   { vec2(5, 2), 0 } };
    begin();
    canvas_curve(&canvas, square, 5, red, green, 0.4f);
    show();
    assert_color(8, 4.5f, red);
    for (int i = 0; i < 2; i++) {
        float out = i ? 0.12f : -0.12f;
        assert_color(5 + out, 4.5f, green);
        assert_color(11 + out, 4.5f, green);
        assert_color(8, 2 + out, green);
    }
    assert_color(4.7f, 4.5f, black);
    assert_color(5.3f, 4.5f, red);
    assert_color(5.05f, 2.05f, green);  // the corner too
}

static void test_a_way_has_its_widths_and_round_ends(void **state)
{
    (void)state;
    const CanvasPoint way[] = { { vec2(4, 4.5f), 2 }, { vec2(8, 4.5f), 2 }, { vec2(12, 4.5f), 1 } };
    begin();
    canvas_way(&canvas, way, 3, red);
    show();
    assert_color(6, 5.4f, red);
    assert_color(6, 5.6f, black);
    assert_color(11.9f, 4.9f, red);
    assert_color(11.9f, 5.2f, black);
    assert_color(3.1f, 4.5f, red);  // its end is round
    assert_color(3.1f, 5.3f, black);
    assert_color(12.4f, 4.5f, red);
    double round = PI_F * (1 * 1 + 0.5 * 0.5) / 2;
    assert_near(red_area(), 4 * 2 + 4 * 1.5 + round, 0.15);
}

// Of the line between two points.
static float off_line(Vec2 p, Vec2 a, Vec2 b)
{
    Vec2 along = vec2_sub(b, a), off = vec2_sub(p, a);
    float t = (along.x * off.x + along.y * off.y) / (along.x * along.x + along.y * along.y);
    return vec2_length(vec2_sub(off, vec2_scale(along, clampf(t, 0, 1))));
}

// A folded arm has a round elbow, not a thorn, and is whole.
static void test_a_bend_is_round_however_sharp(void **state)
{
    (void)state;
    const float half = 0.5f, edge = 1.5f / K;
    for (int bend = 0; bend <= 178; bend += 2) {
        Vec2 a = vec2(3, 4), joint = vec2(8, 4);
        Vec2 b = vec2_add(joint, vec2_polar((float)bend * PI_F / 180, 4));
        CanvasPoint at[] = { { a, 2 * half }, { joint, 2 * half }, { b, 2 * half } };
        begin();
        canvas_way(&canvas, at, 3, red);
        show();
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            Vec2 p = vec2(((float)(i % WIDTH) + 0.5f) / K,
                          STAGE_HEIGHT - ((float)(i / WIDTH) + 0.5f) / K);
            float off = fminf(off_line(p, a, joint), off_line(p, joint, b));
            if (off > half * 1.2f + edge) assert_int_equal(pixels[3 * i + 2], 0);
            if (off < half - edge) assert_above(pixels[3 * i + 2], 250);
        }
    }
}

static void test_odd_outlines_do_no_harm(void **state)
{
    (void)state;
    const CanvasPoint bow[] = {
        { vec2(5, 2), 1 }, { vec2(11, 7), 1 }, { vec2(11, 2), 1 }, { vec2(5, 7), 1 }
    };
    const CanvasPoint none[] = { { vec2(NAN, 2), 1 }, { vec2(5, INFINITY), 1 }, { vec2(5, 5), 1 } };
    const CanvasPoint same[] = { { vec2(5, 5), 1 }, { vec2(5, 5), 1 }, { vec2(5, 5), 1 } };
    begin();
    canvas_curve(&canvas, bow, 4, red, green, 0.1f);
    canvas_curve(&canvas, none, 3, red, green, 0.1f);
    canvas_way(&canvas, none, 3, red);
    canvas_curve(&canvas, same, 3, red, green, 0.1f);
    canvas_way(&canvas, same, 3, red);
    canvas_curve(&canvas, same, 0, red, green, 0.1f);
    show();
    assert_color(2, 2, black);
    CanvasPoint many[CANVAS_CURVE_MAX] = { 0 };
    canvas_clear(&canvas);
    int fit = CANVAS_POINTS_MAX / CANVAS_CURVE_MAX;
    for (int i = 0; i < fit + 3; i++) canvas_curve(&canvas, many, CANVAS_CURVE_MAX, red, green, 1);
    assert_int_equal(canvas.item_count, fit);
    assert_int_equal(canvas.dropped, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_hollow_stays_empty),
        cmocka_unit_test(test_a_fill_has_neither_gap_nor_overlap),
        cmocka_unit_test(test_an_edge_runs_along_the_outline),
        cmocka_unit_test(test_a_way_has_its_widths_and_round_ends),
        cmocka_unit_test(test_a_bend_is_round_however_sharp),
        cmocka_unit_test(test_odd_outlines_do_no_harm),
    };
    return cmocka_run_group_tests(tests, open, close_it);
}
