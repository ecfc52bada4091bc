// SPDX-License-Identifier: MIT
// test_demo_play.c: the drawn child does what each kind of target invites to, and stops when it is
// gone; the visitor hides the child when it walks in front, and only then.
#include "demo/demo.h"
#include "test.h"

#include <string.h>

#define FPS 30

static Demo *open_demo(DemoOptions options)
{
    Demo *demo = NULL;
    options.width = 640;
    options.height = 480;
    options.fps = FPS;
    assert_int_equal(demo_open(&demo, &options), RESULT_OK);
    return demo;
}

// In units of the child's height, x right in the picture from its middle, y down.
static Vec2 at(const Pose *p, int landmark)
{
    return vec2((p->image[landmark].x - 0.5f) * 640 / 480 / 0.625f, p->image[landmark].y / 0.625f);
}

static Vec2 middle(const Pose *p, int left)
{
    return vec2_mix(at(p, left), at(p, left + 1), 0.5f);
}

static float trunk_degrees(const Pose *p)
{
    Vec2 up = vec2_sub(middle(p, LANDMARK_SHOULDER_LEFT), middle(p, LANDMARK_HIP_LEFT));
    return -atan2f(up.x, -up.y) * 180 / PI_F;  // + to the child's right
}

// Shows a target from 1 s to 5 s; gives the poses at rest, with it, and 4 s after.
static void with_target(DemoOptions options, DemoTarget target, Pose out[3])
{
    options.skill = options.skill > 0 ? options.skill : 1;
    Demo *demo = open_demo(options);
    for (int i = 0; i < 9 * FPS; i++) {
        DemoAim aim = { .count = i >= FPS && i < 5 * FPS, .target = { target } };
        Pose p;
        demo_move(demo, &aim, &p);
        if (i == FPS - 1) out[0] = p;
        if (i == 5 * FPS - 1) out[1] = p;
        out[2] = p;
    }
    demo_close(&demo);
    for (int i = LANDMARK_SHOULDER_LEFT; i < LANDMARK_COUNT; i++)
        assert_below(vec2_distance(at(&out[0], i), at(&out[2], i)), 0.03f);
}

static void steps_onto_the_place(void **state)
{
    (void)state;
    for (unsigned side = 0; side < SIDE_COUNT; side++) {
        Pose p[3];
        float out = side == SIDE_LEFT ? 1 : -1;
        DemoTarget target = { .id = 3, .kind = TARGET_FOOT, .radius = 0.04f, .sides = 1u << side };
        target.at = vec2(0.5f + out * 0.30f * 0.625f * 480 / 640, 0.90f);
        with_target((DemoOptions){ .seed = 2 }, target, p);
        int ankle = LANDMARK_ANKLE_LEFT + (int)side, other = LANDMARK_ANKLE_LEFT + (int)!side;
        assert_float_equal(at(&p[1], ankle).x, out * 0.30f, 0.04f);
        assert_float_equal(at(&p[1], other).x, at(&p[0], other).x, 0.01f);
        // The weight came along.
        assert_above(out * middle(&p[1], LANDMARK_HIP_LEFT).x, 0.07f);
        assert_float_equal(at(&p[1], ankle).y, at(&p[0], ankle).y, 0.06f);
    }
}

static void the_other_foot_stays_down(void **state)
{
    (void)state;
    Demo *demo = open_demo((DemoOptions){ .seed = 2, .skill = 1 });
    float highest = 0, rest = 0;
    for (int i = 0; i < 4 * FPS; i++) {
        DemoAim aim = { .count = i > FPS,
                        .target = { { .id = 1,
                                      .kind = TARGET_FOOT,
                                      .at = { 0.62f, 0.9f },
                                      .radius = 0.04f,
                                      .sides = 1 } } };
        Pose p;
        demo_move(demo, &aim, &p);
        Vec2 left = at(&p, LANDMARK_ANKLE_LEFT), right = at(&p, LANDMARK_ANKLE_RIGHT);
        highest = fmaxf(highest, right.y - left.y);
        if (i == 0) rest = right.y;
        assert_float_equal(right.y, rest, 0.003f);
    }
    assert_above(highest, 0.03f);
    demo_close(&demo);
}

static void lifts_a_foot_over_the_other(void **state)
{
    (void)state;
    Pose p[3];
    DemoTarget target = {
        .id = 1, .kind = TARGET_LIFT, .at = { 0.45f, 0.8f }, .value = 0.2f, .sides = 2
    };
    with_target((DemoOptions){ .seed = 1 }, target, p);
    float leg = 0.435f;
    float lift = at(&p[0], LANDMARK_ANKLE_RIGHT).y - at(&p[1], LANDMARK_ANKLE_RIGHT).y;
    assert_in_range((int)(1000 * lift / leg), 190, 280);
    assert_float_equal(at(&p[1], LANDMARK_ANKLE_LEFT).y, at(&p[0], LANDMARK_ANKLE_LEFT).y, 0.01f);
    assert_float_equal(middle(&p[1], LANDMARK_HIP_LEFT).x, at(&p[1], LANDMARK_ANKLE_LEFT).x, 0.02f);
    // Seated it is the knee, in trunk lengths.
    with_target((DemoOptions){ .seed = 1, .seated = true }, target, p);
    float knee = at(&p[0], LANDMARK_KNEE_RIGHT).y - at(&p[1], LANDMARK_KNEE_RIGHT).y;
    assert_in_range((int)(1000 * knee / 0.281f), 180, 300);
}

static void squats_and_leans(void **state)
{
    (void)state;
    Pose p[3];
    DemoTarget squat = { .id = 1, .kind = TARGET_SQUAT, .at = { 0.5f, 0.6f }, .value = 0.3f };
    with_target((DemoOptions){ .seed = 1 }, squat, p);
    float drop = middle(&p[1], LANDMARK_HIP_LEFT).y - middle(&p[0], LANDMARK_HIP_LEFT).y;
    assert_in_range((int)(1000 * drop / 0.435f), 280, 340);
    assert_float_equal(trunk_degrees(&p[1]), 0, 3);
    for (int sign = -1; sign <= 1; sign += 2) {
        DemoTarget lean = {
            .id = 1, .kind = TARGET_LEAN, .at = { 0.5f, 0.4f }, .value = 15.0f * (float)sign
        };
        with_target((DemoOptions){ .seed = 1, .seated = sign < 0 }, lean, p);
        assert_float_equal(trunk_degrees(&p[1]), lean.value, 3);
    }
}

static void shifts_the_weight(void **state)
{
    (void)state;
    Pose p[3];
    DemoTarget hips = { .id = 1, .kind = TARGET_HIPS, .at = { 0.52f, 0.6f }, .radius = 0.02f };
    with_target((DemoOptions){ .seed = 1 }, hips, p);
    assert_float_equal(middle(&p[1], LANDMARK_HIP_LEFT).x, 0.02f * 640 / 480 / 0.625f, 0.015f);
    assert_float_equal(trunk_degrees(&p[1]), 0, 3);
    assert_float_equal(at(&p[1], LANDMARK_ANKLE_LEFT).x, at(&p[0], LANDMARK_ANKLE_LEFT).x, 0.005f);
}

// Both hands and a lifted foot at once.
static void does_several_things_at_once(void **state)
{
    (void)state;
    Demo *demo = open_demo((DemoOptions){ .seed = 5, .skill = 1 });
    DemoAim aim = { .count = 3 };
    for (int side = 0; side < 2; side++)
        aim.target[side] = (DemoTarget){ .id = 1 + side,
                                         .kind = TARGET_HAND,
                                         .at = { side ? 0.38f : 0.62f, 0.42f },
                                         .radius = 0.05f,
                                         .sides = 1u << side };
    aim.target[2] = (DemoTarget){
        .id = 3, .kind = TARGET_LIFT, .at = { 0.5f, 0.8f }, .value = 0.15f, .sides = 1
    };
    Pose p;
    for (int i = 0; i < 4 * FPS; i++) demo_move(demo, &aim, &p);
    for (int side = 0; side < 2; side++) {
        Vec2 want = vec2((aim.target[side].at.x - 0.5f) * 640 / 480 / 0.625f, 0.42f / 0.625f);
        assert_below(vec2_distance(at(&p, LANDMARK_INDEX_LEFT + side), want), 0.08f);
    }
    assert_above(at(&p, LANDMARK_ANKLE_RIGHT).y - at(&p, LANDMARK_ANKLE_LEFT).y, 0.05f);
    demo_close(&demo);
}

// The hand is in a target that is due at 3 s then, and waits outside before.
static void is_there_when_it_is_due(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        Demo *demo = open_demo((DemoOptions){ .seed = seed, .skill = 1 });
        Vec2 want = vec2(-0.12f * 640 / 480 / 0.625f, 0.5f / 0.625f);
        for (int i = 0; i <= 3 * FPS + 2; i++) {
            DemoTarget target = {
                .id = 1, .at = { 0.38f, 0.5f }, .radius = 0.05f, .sides = 2, .due_s = 3 - i / 30.0f
            };
            DemoAim aim = { .count = 1, .target = { target } };
            Pose p;
            demo_move(demo, &aim, &p);
            Vec2 wrist = at(&p, LANDMARK_WRIST_RIGHT), index = at(&p, LANDMARK_INDEX_RIGHT);
            bool inside = vec2_distance(vec2_mix(wrist, index, 0.7f), want) < 0.05f / 0.625f;
            if (i > 1.5 * FPS && i < 2.6 * FPS) assert_false(inside);
            if (i == 3 * FPS + 2) assert_true(inside);
        }
        demo_close(&demo);
    }
}

static void keeps_still_when_asked(void **state)
{
    (void)state;
    Demo *demo = open_demo((DemoOptions){ .seed = 1, .skill = 1 });
    DemoAim foot = { .count = 1,
                     .target = { { .id = 1,
                                   .kind = TARGET_FOOT,
                                   .at = { 0.56f, 0.9f },
                                   .radius = 0.02f,
                                   .sides = 1 } } };
    DemoAim still = { .count = 1,
                      .target = { { .id = 2, .kind = TARGET_STILL, .at = { 0.5f, 0.6f } } } };
    Pose p, before;
    for (int i = 0; i < 3 * FPS; i++) demo_move(demo, &foot, &p);
    before = p;
    // The feet stay where they were asked to be for as long as stillness is wanted.
    for (int i = 0; i < 6 * FPS; i++) {
        demo_move(demo, &still, &p);
        assert_below(vec2_distance(at(&p, LANDMARK_ANKLE_LEFT), at(&before, LANDMARK_ANKLE_LEFT)),
                     0.02f);
    }
    demo_close(&demo);
}

static void a_visitor_comes_and_goes(void **state)
{
    (void)state;
    static const char *const ways[] = { "play; visitor front", "play; visitor behind",
                                        "play; visitor beside" };
    for (int way = 0; way < 3; way++)
        for (uint64_t seed = 1; seed <= 8; seed++) {
            Demo *demo = open_demo((DemoOptions){ .script = ways[way], .seed = seed });
            int visits = 0, hidden = 0, least = LANDMARK_COUNT;
            bool was = false;
            for (int i = 0; i < 40 * FPS; i++) {
                Pose p, visitor;
                demo_move(demo, NULL, &p);
                bool here = demo_visitor(demo, &visitor);
                visits += here && !was;
                was = here;
                int seen = 0;
                for (int k = 0; k < LANDMARK_COUNT; k++) seen += p.visibility[k] > 0;
                if (seen < least) least = seen;
                hidden += seen < LANDMARK_COUNT / 2;
                if (i < 5 * FPS) assert_false(here);
                if (!here) continue;
                // A grown-up: taller than the child.
                float tall = visitor.image[LANDMARK_ANKLE_LEFT].y - visitor.image[LANDMARK_NOSE].y;
                assert_above(tall,
                             1.15f * (p.image[LANDMARK_ANKLE_LEFT].y - p.image[LANDMARK_NOSE].y));
            }
            assert_in_range(visits, 2, 7);
            if (way == 0) assert_true(least <= 10 && hidden > visits * FPS / 5);
            if (way > 0) assert_int_equal(least, LANDMARK_COUNT);
            demo_close(&demo);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_onto_the_place),
        cmocka_unit_test(the_other_foot_stays_down),
        cmocka_unit_test(lifts_a_foot_over_the_other),
        cmocka_unit_test(squats_and_leans),
        cmocka_unit_test(shifts_the_weight),
        cmocka_unit_test(does_several_things_at_once),
        cmocka_unit_test(is_there_when_it_is_due),
        cmocka_unit_test(keeps_still_when_asked),
        cmocka_unit_test(a_visitor_comes_and_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
