// SPDX-License-Identifier: MIT
// test_demo_motion.c: the drawn child's movement: human limits, known amplitudes, the hand rule.
#include "demo/actor.h"
#include "demo/demo.h"
#include "test.h"

#include <string.h>

#define FPS 60

static Demo *open_demo(DemoOptions options)
{
    Demo *demo = NULL;
    options.width = options.width ? options.width : 640;
    options.height = options.height ? options.height : 480;
    options.fps = FPS;
    assert_int_equal(demo_open(&demo, &options), RESULT_OK);
    return demo;
}

static float bone(const Pose *p, Landmark a, Landmark b)
{
    Vec3 u = p->world_m[a], v = p->world_m[b];
    return sqrtf((u.x - v.x) * (u.x - v.x) + (u.y - v.y) * (u.y - v.y) + (u.z - v.z) * (u.z - v.z));
}

// In units of the picture's height.
static Vec2 at(const Pose *p, Landmark landmark)
{
    return vec2(p->image[landmark].x * (float)p->width / (float)p->height, p->image[landmark].y);
}

static float palm_distance(const Pose *p, Side side, Vec2 target)
{
    Vec2 wrist = at(p, (Landmark)(LANDMARK_WRIST_LEFT + side));
    Vec2 index = at(p, (Landmark)(LANDMARK_INDEX_LEFT + side));
    Vec2 pinky = at(p, (Landmark)(LANDMARK_PINKY_LEFT + side));
    Vec2 palm = vec2_mix(wrist, vec2_mix(index, pinky, 0.5f), 0.9f);
    return vec2_distance(palm, vec2(target.x * (float)p->width / (float)p->height, target.y));
}

static void minimum_jerk_is_the_polynomial(void **state)
{
    (void)state;
    assert_float_equal(minimum_jerk(-1), 0, 0);
    assert_float_equal(minimum_jerk(0.25f), 0.103515625f, 1e-6);
    assert_float_equal(minimum_jerk(0.5f), 0.5f, 1e-6);
    assert_float_equal(minimum_jerk(2), 1, 0);
    Glide g;
    glide_start(&g, vec2(1, 2));
    glide_to(&g, vec2(2, 2), 10, 1);
    assert_float_equal(glide_at(&g, 10.5).x, 1.5, 1e-5);
    glide_to(&g, vec2(2, 4), 10.5, 1);
    assert_float_equal(glide_at(&g, 11).y, 3, 1e-5);
    assert_float_equal(glide_at(&g, 12).x, 2, 1e-6);
    assert_float_equal(glide_at(&g, 12).y, 4, 1e-6);
    assert_int_equal(g.count, 0);
}

static void bones_keep_their_length(void **state)
{
    (void)state;
    static const Landmark bones[][2] = {
        { LANDMARK_SHOULDER_LEFT, LANDMARK_ELBOW_LEFT },
        { LANDMARK_ELBOW_LEFT, LANDMARK_WRIST_LEFT },
        { LANDMARK_SHOULDER_RIGHT, LANDMARK_ELBOW_RIGHT },
        { LANDMARK_ELBOW_RIGHT, LANDMARK_WRIST_RIGHT },
        { LANDMARK_HIP_LEFT, LANDMARK_KNEE_LEFT },
        { LANDMARK_KNEE_LEFT, LANDMARK_ANKLE_LEFT },
        { LANDMARK_HIP_RIGHT, LANDMARK_KNEE_RIGHT },
        { LANDMARK_KNEE_RIGHT, LANDMARK_ANKLE_RIGHT },
    };
    for (int seated = 0; seated < 2; seated++) {
        Demo *demo =
            open_demo((DemoOptions){ .seated = seated,
                                     .seed = 4,
                                     .script = "still 1, sway 2 0.5 3, oneleg left 4, squat 2.4, "
                                               "step 4.8, jump 4, reach both 8, raise 3, "
                                               "wave 3, leave 6" });
        Pose first, p, before;
        demo_move(demo, NULL, &first);
        before = first;
        for (int i = 1; i < 42 * FPS; i++) {
            demo_move(demo, NULL, &p);
            if (!p.found) continue;
            for (unsigned k = 0; k < sizeof bones / sizeof bones[0]; k++)
                assert_float_equal(bone(&p, bones[k][0], bones[k][1]),
                                   bone(&first, bones[k][0], bones[k][1]), 1e-4);
            for (int k = 0; k < LANDMARK_COUNT; k++) {
                assert_true(isfinite(p.image[k].z) && p.visibility[k] == 1);
                // Nothing jumps: 6 m/s is faster than a child's hand.
                Vec2 step = vec2_sub(at(&p, (Landmark)k), at(&before, (Landmark)k));
                if (before.found && vec2_length(step) * 1.2f / 0.625f > 6.0f / FPS)
                    fail_msg("%s jumps at %.2f s", landmark_name((Landmark)k), (double)i / FPS);
            }
            before = p;
        }
        demo_close(&demo);
    }
}

static float mid_hip_cm(const Pose *p)
{
    float x = 0.5f * (p->image[LANDMARK_HIP_LEFT].x + p->image[LANDMARK_HIP_RIGHT].x) - 0.5f;
    return x * (float)p->width / (float)p->height / 0.625f * 120;
}

static void sway_has_its_amplitude(void **state)
{
    (void)state;
    Demo *demo = open_demo((DemoOptions){ .script = "sway 1.5cm 0.5Hz", .seed = 2 });
    double sum2 = 0, sum = 0;
    int count = 20 * FPS;
    for (int i = 0; i < count; i++) {
        Pose p;
        demo_move(demo, NULL, &p);
        double x = mid_hip_cm(&p), due = 1.5 * sin(2 * M_PI * 0.5 * i / FPS);
        assert_float_equal(x, due, 0.002);
        sum += x;
        sum2 += x * x;
        // The feet stay: it is a pendulum about the ankles.
        assert_float_equal(p.image[LANDMARK_ANKLE_LEFT].y, p.image[LANDMARK_ANKLE_RIGHT].y, 1e-4);
    }
    assert_float_equal(sum / count, 0, 0.001);
    assert_float_equal(sqrt(sum2 / count), 1.5 / sqrt(2), 0.001);
    demo_close(&demo);
}

static void quiet_standing_is_a_childs(void **state)
{
    (void)state;
    Demo *demo = open_demo((DemoOptions){ .script = "still", .seed = 2 });
    double sum2 = 0;
    for (int i = 0; i < 60 * FPS; i++) {
        Pose p;
        demo_move(demo, NULL, &p);
        sum2 += pow(mid_hip_cm(&p), 2);
    }
    double rms = sqrt(sum2 / (60 * FPS));
    assert_above(rms, 0.15);
    assert_below(rms, 0.5);
    demo_close(&demo);
}

// Shows one target from 1 s on; gives the times of the first movement and of the touch (-1: none).
static void one_target(DemoOptions options, DemoTarget target, Side side, double *moved,
                       double *touched)
{
    Demo *demo = open_demo(options);
    DemoAim none = { 0 }, aim = { .count = 1, .target = { target } };
    Vec2 rest = { 0, 0 };
    *moved = *touched = -1;
    for (int i = 0; i < 6 * FPS; i++) {
        Pose p;
        demo_move(demo, i < FPS ? &none : &aim, &p);
        Vec2 wrist = at(&p, (Landmark)(LANDMARK_WRIST_LEFT + side));
        double t = (double)i / FPS - 1;
        if (i == FPS - 1) rest = wrist;
        if (i >= FPS && *moved < 0 && vec2_distance(wrist, rest) > 0.012f) *moved = t;
        if (*touched < 0 && palm_distance(&p, side, target.at) < target.radius) *touched = t;
    }
    demo_close(&demo);
}

static void reaches_like_a_human(void **state)
{
    (void)state;
    static const Vec2 places[] = { { 0.64f, 0.30f }, { 0.36f, 0.42f }, { 0.52f, 0.12f },
                                   { 0.72f, 0.45f }, { 0.30f, 0.35f }, { 0.55f, 0.40f } };
    for (unsigned i = 0; i < sizeof places / sizeof places[0]; i++) {
        for (int seed = 0; seed < 5; seed++) {
            DemoTarget target = { .id = 9, .at = places[i], .radius = 0.05f, .sides = 3 };
            Side side = places[i].x > 0.5f ? SIDE_LEFT : SIDE_RIGHT;
            double moved, touched;
            one_target((DemoOptions){ .seed = (uint64_t)seed }, target, side, &moved, &touched);
            assert_above(moved, 0.20);
            assert_below(moved, 0.75);
            assert_above(touched, moved + 0.15);
            assert_below(touched, 1.9);
        }
    }
}

static void the_hand_rule_is_kept(void **state)
{
    (void)state;
    for (int side = 0; side < SIDE_COUNT; side++) {
        DemoTarget target = {
            .id = 1, .at = { side ? 0.56f : 0.44f, 0.35f }, .radius = 0.05f, .sides = 1u << side
        };
        double moved, touched;
        one_target((DemoOptions){ .seed = 3 }, target, (Side)side, &moved, &touched);
        assert_above(touched, 0);
        one_target((DemoOptions){ .seed = 3 }, target, (Side)!side, &moved, &touched);
        assert_below(moved, 0);
        assert_below(touched, 0);
        target.at = vec2(0.5f, 0.30f);
        target.sides = 3;
        target.both = true;
        one_target((DemoOptions){ .seed = 3 }, target, (Side)side, &moved, &touched);
        assert_above(touched, 0);
    }
}

static void options_change_the_actor(void **state)
{
    (void)state;
    DemoTarget target = { .id = 1, .at = { 0.64f, 0.30f }, .radius = 0.05f, .sides = 1 };
    double moved, touched, slow_moved, slow_touched;
    one_target((DemoOptions){ .seed = 3 }, target, SIDE_LEFT, &moved, &touched);
    one_target((DemoOptions){ .seed = 3, .reaction_ms = 1000 }, target, SIDE_LEFT, &slow_moved,
               &slow_touched);
    assert_above(slow_moved, moved + 0.4);
    one_target((DemoOptions){ .seed = 3, .weakness = { 1, 0 } }, target, SIDE_LEFT, &slow_moved,
               &slow_touched);
    assert_above(slow_touched, touched + 0.2);
    one_target((DemoOptions){ .seed = 3, .skill = 1 }, target, SIDE_LEFT, &moved, &touched);
    one_target((DemoOptions){ .seed = 3, .skill = 0.1f }, target, SIDE_LEFT, &slow_moved,
               &slow_touched);
    assert_true(slow_touched < 0 || slow_touched > touched + 0.2);
}

static void tremor_shakes_the_hands(void **state)
{
    (void)state;
    Demo *calm = open_demo((DemoOptions){ .seed = 1 });
    Demo *shaking = open_demo((DemoOptions){ .seed = 1, .tremor_cm = 0.5f });
    double sum2 = 0;
    for (int i = 0; i < 10 * FPS; i++) {
        Pose p, q;
        demo_move(calm, NULL, &p);
        demo_move(shaking, NULL, &q);
        double d = vec2_distance(at(&p, LANDMARK_WRIST_LEFT), at(&q, LANDMARK_WRIST_LEFT));
        sum2 += d * d;
    }
    double cm = sqrt(sum2 / (10 * FPS)) / 0.625 * 120;
    assert_above(cm, 0.2);
    assert_below(cm, 0.9);
    demo_close(&calm);
    demo_close(&shaking);
}

// A bubble that rises slowly is followed and touched; the hand goes down when it is gone.
static void follows_and_returns(void **state)
{
    (void)state;
    Demo *demo = open_demo((DemoOptions){ .seed = 8 });
    Pose p, first;
    demo_move(demo, NULL, &first);
    int near = 0;
    for (int i = 0; i < 7 * FPS; i++) {
        float t = (float)i / FPS;
        DemoAim aim = { .count = t < 4,
                        .target = { { .id = 5,
                                      .at = { 0.63f, 0.62f - 0.10f * t },
                                      .radius = 0.06f,
                                      .sides = 3 } } };
        demo_move(demo, &aim, &p);
        if (t > 1.6f && t < 4) near += palm_distance(&p, SIDE_LEFT, aim.target[0].at) < 0.06f;
    }
    assert_above(near, (int)(0.85 * 2.4 * FPS));
    assert_below(vec2_distance(at(&p, LANDMARK_WRIST_LEFT), at(&first, LANDMARK_WRIST_LEFT)),
                 0.03f);
    demo_close(&demo);
}

static void acts_do_what_they_say(void **state)
{
    (void)state;
    Demo *demo =
        open_demo((DemoOptions){ .script = "oneleg left 5, squat 2.4, jump 2", .seed = 1 });
    float highest_right = 1, highest_left = 1, lowest_hip = 0, highest_hip = 1, hip = 0, ankle = 0;
    for (int i = 0; i < (int)(9.4 * FPS); i++) {
        Pose p;
        demo_move(demo, NULL, &p);
        float h = p.image[LANDMARK_HIP_LEFT].y, left = p.image[LANDMARK_ANKLE_LEFT].y;
        float right = p.image[LANDMARK_ANKLE_RIGHT].y;
        if (i == 0) {
            hip = h;
            ankle = right;
        }
        if (i < 5 * FPS) {
            highest_right = fminf(highest_right, right);
            highest_left = fminf(highest_left, left);
        } else if (i < (int)(7.4 * FPS)) {
            lowest_hip = fmaxf(lowest_hip, h);
        } else {
            highest_hip = fminf(highest_hip, h);
        }
    }
    assert_above(ankle - highest_right, 0.06f);
    assert_below(ankle - highest_left, 0.01f);
    assert_above(lowest_hip - hip, 0.08f);
    assert_above(hip - highest_hip, 0.05f);
    demo_close(&demo);
}

static void stays_in_the_picture(void **state)
{
    (void)state;
    Demo *demo =
        open_demo((DemoOptions){ .script = "raise 6, reach both 8, jump 4, wave 4, step 4.8" });
    for (int i = 0; i < 26 * FPS; i++) {
        Pose p;
        demo_move(demo, NULL, &p);
        assert_true(p.found);
        for (int k = 0; k < LANDMARK_COUNT; k++) {
            assert_above(p.image[k].x, 0.02f);
            assert_below(p.image[k].x, 0.98f);
            assert_above(p.image[k].y, 0.02f);
            assert_below(p.image[k].y, 0.98f);
        }
    }
    demo_close(&demo);
}

static void leaves_and_comes_back(void **state)
{
    (void)state;
    Demo *demo =
        open_demo((DemoOptions){ .script = "still 1, leave 6", .width = 1280, .height = 720 });
    int away = 0;
    for (int i = 0; i < 7 * FPS; i++) {
        Pose p;
        demo_move(demo, NULL, &p);
        away += !p.found;
        if (i < FPS || i > 6.5 * FPS) assert_true(p.found);
    }
    assert_above(away, FPS);
    demo_close(&demo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minimum_jerk_is_the_polynomial),
        cmocka_unit_test(bones_keep_their_length),
        cmocka_unit_test(sway_has_its_amplitude),
        cmocka_unit_test(quiet_standing_is_a_childs),
        cmocka_unit_test(reaches_like_a_human),
        cmocka_unit_test(the_hand_rule_is_kept),
        cmocka_unit_test(options_change_the_actor),
        cmocka_unit_test(tremor_shakes_the_hands),
        cmocka_unit_test(follows_and_returns),
        cmocka_unit_test(acts_do_what_they_say),
        cmocka_unit_test(stays_in_the_picture),
        cmocka_unit_test(leaves_and_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
