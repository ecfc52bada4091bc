// SPDX-License-Identifier: MIT
// test_gym_play_box.c: where on the floor a foot stands, from four corners in the picture: against
// a camera whose place is known, and against the drawn child's own feet.
#include "demo/demo.h"
#include "demo/view.h"
#include "play/safety.h"
#include "session/describe.h"
#include "test.h"
#include "therapist/play_box_page.h"

#include <stdlib.h>
#include <string.h>

// A pinhole 1 m above the floor, 3 m before its middle, looking down by 15 degrees, 640 x 480.
static Vec2 seen_by_camera(Vec2 floor_m)
{
    const float down = 15 * PI_F / 180, focal = 0.9f;
    float ahead = 3 - floor_m.y, below = 1;
    float depth = ahead * cosf(down) + below * sinf(down);
    float lower = below * cosf(down) - ahead * sinf(down);
    return vec2(0.5f + focal * floor_m.x / depth, 0.5f + focal * lower / depth * 640 / 480);
}

static PlayBox box_seen(float width_m, float depth_m)
{
    PlayBox box = { .width_m = width_m, .depth_m = depth_m };
    const float x = width_m / 2, y = depth_m / 2;
    const Vec2 at[] = { { -x, -y }, { x, -y }, { x, y }, { -x, y } };
    for (int i = 0; i < PLAY_BOX_CORNERS; i++) box.corner[i] = seen_by_camera(at[i]);
    return box;
}

static void a_point_of_the_floor_is_where_it_is(void **state)
{
    (void)state;
    PlayBox box = box_seen(1.8f, 2.4f);
    assert_true(play_box_is_sound(&box) && play_box_is_large_enough(&box));
    for (int i = 0; i < 15; i++)
        for (int k = 0; k < 15; k++) {
            Vec2 at = vec2(-2 + 0.28f * (float)i, -2 + 0.28f * (float)k);  // inside and outside
            Vec2 floor = play_box_floor(&box, seen_by_camera(at));
            Vec2 was = vec2(at.x + 0.9f, at.y + 1.2f);
            assert_at_most(vec2_distance(floor, was), 0.002);
            Vec2 back = play_box_picture(&box, was);
            assert_at_most(vec2_distance(back, seen_by_camera(at)), 1e-4);
            float x = fmaxf(fabsf(at.x) - 0.9f, 0), y = fmaxf(fabsf(at.y) - 1.2f, 0);
            assert_at_most(fabsf(play_box_outside_m(&box, floor) - sqrtf(x * x + y * y)), 0.003);
        }
}

// A wall is no floor.
static void above_the_horizon_is_far_behind(void **state)
{
    (void)state;
    PlayBox box = box_seen(1.8f, 2.4f);
    assert_below(play_box_floor(&box, vec2(0.5f, -0.5f)).y, -20);
    assert_above(play_box_outside_m(&box, play_box_floor(&box, vec2(0.2f, -2))), 20);
}

static void what_is_no_rectangle_is_refused(void **state)
{
    (void)state;
    PlayBox good = box_seen(2, 2.4f), box = { 0 };
    assert_false(play_box_is_set(&box) || play_box_is_sound(&box));
    for (int i = 0; i < PLAY_BOX_CORNERS; i++) {
        box = good;
        box.corner[i] = box.corner[(i + 2) % PLAY_BOX_CORNERS];
        assert_false(play_box_is_sound(&box));
        box = good;
        box.corner[i].x = NAN;
        assert_false(play_box_is_sound(&box));
        box = good;  // pulled over the middle
        box.corner[i] = vec2_mix(good.corner[i], good.corner[(i + 2) % PLAY_BOX_CORNERS], 0.7f);
        assert_false(play_box_is_sound(&box));
    }
    box = good;
    box.width_m = NAN;
    assert_false(play_box_is_sound(&box));
    box = good;
    for (int i = 0; i < 2; i++) {  // seen from behind: the corners run the other way round
        Vec2 left = box.corner[2 * i];
        box.corner[2 * i] = box.corner[2 * i + 1];
        box.corner[2 * i + 1] = left;
    }
    assert_false(play_box_is_sound(&box));
}

static void the_least_box_may_lie_either_way(void **state)
{
    (void)state;
    assert_true(play_box_is_large_enough(&(PlayBox){ .width_m = 1.5f, .depth_m = 2.2f }));
    assert_true(play_box_is_large_enough(&(PlayBox){ .width_m = 2.2f, .depth_m = 1.5f }));
    assert_false(play_box_is_large_enough(&(PlayBox){ .width_m = 1.49f, .depth_m = 3 }));
    assert_false(play_box_is_large_enough(&(PlayBox){ .width_m = 2.1f, .depth_m = 2.1f }));
}

// ---- the drawn child
// -------------------------------------------------------------------------------

static Calibration size_of(const Pose *pose, float height_m)
{
    const View view = view_of(pose->width, pose->height, height_m);
    Calibration size = calibration_provisional(pose->width, pose->height);
    size.done = true;
    size.height = height_m * view.px_per_m * size.stage_per_px;
    return size;
}

static PlayBox box_drawn(float height_m)
{
    const View view = view_of(640, 480, height_m);
    const float corner[][2] = { { -1.1f, -1 }, { 1.1f, -1 }, { 1.1f, 0.8f }, { -1.1f, 0.8f } };
    PlayBox box = { .width_m = 2.2f, .depth_m = 1.8f };
    for (int i = 0; i < PLAY_BOX_CORNERS; i++) {
        Vec2 px = view_px(&view, (Vec3){ corner[i][0], 0, corner[i][1] });
        box.corner[i] = vec2(px.x / 640, px.y / 480);
    }
    return box;
}

// The middle of heel and toe as the figure has them, m from the middle of the picture's floor.
static Vec2 true_foot(float height_m, Side side, float x, float z)
{
    float foot = 0.45f / 2 * 0.15f * height_m;  // (0.70 - 0.25) / 2 of the foot before the ankle
    (void)side;
    return vec2(x, z + foot);
}

static void the_drawn_childs_foot_is_right_within_5_cm(void **state)
{
    (void)state;
    static const char *const ways[] = { "near 60cm 8", "near -70cm 8", "stray left 60cm 8",
                                        "stray right 60cm 8", "still" };
    static const float z[] = { 0.6f, -0.7f, 0, 0, 0 }, x[] = { 0, 0, 0.6f, -0.6f, 0 };
    float trust[LANDMARK_COUNT];
    for (int i = 0; i < LANDMARK_COUNT; i++) trust[i] = 1;
    for (int h = 0; h < 3; h++)
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
            float height_m = 0.95f + 0.3f * (float)h;
            DemoOptions child = { .script = ways[i],
                                  .width = 640,
                                  .height = 480,
                                  .fps = 30,
                                  .height_cm = 100 * height_m };
            PlayBox box = box_drawn(height_m);
            Demo *demo;
            Pose pose;
            assert_int_equal(demo_open(&demo, &child), RESULT_OK);
            for (int frame = 0; frame < 120; frame++) demo_move(demo, NULL, &pose);
            Calibration size = size_of(&pose, height_m);
            Vec2 at[SIDE_COUNT];
            bool seen[SIDE_COUNT];
            assert_true(safety_foot(&pose, trust, &size, &box, at, seen));
            Vec2 middle = vec2_mix(at[SIDE_LEFT], at[SIDE_RIGHT], 0.5f);
            Vec2 truth = true_foot(height_m, SIDE_LEFT, x[i] + 1.1f, z[i] + 1);
            print_message("%.2f m, %-18s %.1f cm off\n", (double)height_m, ways[i],
                          100 * (double)vec2_distance(middle, truth));
            assert_at_most(vec2_distance(middle, truth), 0.05);
            demo_close(&demo);
        }
}

// A square on its tip, since the drawn child walks aside or ahead: far, right, near, left in the
// picture. What is found by its steps is where its feet are within 5 cm, and so is what is tried.
static void corners_are_found_by_steps(void **state)
{
    (void)state;
    const float height_m = 1.2f, way_m = 0.7f;
    const View view = view_of(640, 480, height_m);
    DemoOptions child = { .script =
                              "near -70cm 8, stray left 70cm 8, near 70cm 8, stray right 70cm 8",
                          .width = 640,
                          .height = 480,
                          .fps = 30,
                          .height_cm = 100 * height_m };
    const float x[] = { 0, way_m, 0, -way_m }, z[] = { -way_m, 0, way_m, 0 };
    PlayBoxPage page = play_box_page(&(PlayBox){ 0 }, vec2(5, 5), vec2(8, 6));
    PlayBox truth = { .width_m = sqrtf(2) * way_m, .depth_m = sqrtf(2) * way_m };
    float foot_m = true_foot(height_m, SIDE_LEFT, 0, 0).y;
    for (int i = 0; i < PLAY_BOX_CORNERS; i++) {
        Vec2 px = view_px(&view, (Vec3){ x[i], 0, z[i] + foot_m });
        truth.corner[i] = vec2(px.x / 640, px.y / 480);
    }
    Demo *demo;
    Pose pose;
    Vec2 foot;
    assert_true(play_box_is_sound(&truth));
    assert_int_equal(demo_open(&demo, &child), RESULT_OK);
    play_box_page_key(&page, 'f');
    for (int frame = 0; play_box_page_watches(&page); frame++) {
        assert_below(frame, 32 * 30);
        demo_move(demo, NULL, &pose);
        bool walks = frame % 240 < 90;  // the person is told the next mark on the way
        bool seen = safety_stand(&pose, &foot);
        assert_true(seen);
        if (!walks) play_box_page_foot(&page, &foot, 1.0f / 30);
    }
    for (int i = 0; i < PLAY_BOX_CORNERS; i++) {
        Vec2 found = play_box_floor(&truth, page.box.corner[i]);
        Vec2 there = play_box_floor(&truth, truth.corner[i]);
        print_message("corner %d: %.1f cm off\n", i + 1, 100 * (double)vec2_distance(found, there));
        assert_at_most(vec2_distance(found, there), 0.05);
    }
    page.box.width_m = truth.width_m;
    page.box.depth_m = truth.depth_m;
    Vec2 back = play_box_floor(&page.box, truth.corner[2]);
    assert_at_most(vec2_distance(back, vec2(truth.width_m, truth.depth_m)), 0.05);
    demo_close(&demo);
}

// A lifted foot is no step back.
static void a_lifted_foot_stays_where_the_other_one_is(void **state)
{
    (void)state;
    DemoOptions child = {
        .script = "oneleg left 8", .width = 640, .height = 480, .fps = 30, .height_cm = 120
    };
    PlayBox box = box_drawn(1.2f);
    float trust[LANDMARK_COUNT];
    for (int i = 0; i < LANDMARK_COUNT; i++) trust[i] = 1;
    Demo *demo;
    Pose pose;
    assert_int_equal(demo_open(&demo, &child), RESULT_OK);
    for (int frame = 0; frame < 200; frame++) {
        demo_move(demo, NULL, &pose);
        Calibration size = size_of(&pose, 1.2f);
        Vec2 at[SIDE_COUNT];
        bool seen[SIDE_COUNT];
        assert_true(safety_foot(&pose, trust, &size, &box, at, seen));
        for (int side = 0; side < SIDE_COUNT; side++)
            assert_at_most(play_box_outside_m(&box, at[side]), 0);
    }
    demo_close(&demo);
}

// ---- kept with the session
// -------------------------------------------------------------------------

static void a_session_keeps_its_box_exactly(void **state)
{
    (void)state;
    static const Game game = { .id = "none" };
    SessionDesc desc = { .plan = plan_default() }, back = { 0 };
    desc.plan.play.game = &game;
    desc.plan.play.box = box_seen(1.7f, 2.3f);
    desc.plan.play.spotter = true;
    char *text = describe_settings(&desc);
    assert_int_equal(describe_settings_read(&back, text), RESULT_OK);
    assert_memory_equal(&back.plan.play.box, &desc.plan.play.box, sizeof(PlayBox));
    assert_true(back.plan.play.spotter && !back.plan.play.jumps);
    free(text);
    desc.plan.play.box = (PlayBox){ 0 };
    text = describe_settings(&desc);
    assert_null(strstr(text, "play_box"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_of_the_floor_is_where_it_is),
        cmocka_unit_test(above_the_horizon_is_far_behind),
        cmocka_unit_test(what_is_no_rectangle_is_refused),
        cmocka_unit_test(the_least_box_may_lie_either_way),
        cmocka_unit_test(the_drawn_childs_foot_is_right_within_5_cm),
        cmocka_unit_test(corners_are_found_by_steps),
        cmocka_unit_test(a_lifted_foot_stays_where_the_other_one_is),
        cmocka_unit_test(a_session_keeps_its_box_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
