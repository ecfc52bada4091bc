// SPDX-License-Identifier: MIT
// test_demo_picture.c: the same pictures again, and the child is where the truth says.
#include "demo/demo.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define STRIDE_GAP 40
#define GAP_BYTE   0xA5

static Demo *open_demo(DemoOptions options)
{
    Demo *demo = NULL;
    assert_int_equal(demo_open(&demo, &options), RESULT_OK);
    return demo;
}

static Image picture(int width, int height)
{
    Image image = { width, height, width * 3 + STRIDE_GAP, NULL };
    size_t bytes = (size_t)image.stride * (size_t)height;
    image.bgr = malloc(bytes);
    assert_non_null(image.bgr);
    memset(image.bgr, GAP_BYTE, bytes);
    return image;
}

static size_t bytes_of(const Image *image)
{
    return (size_t)image->stride * (size_t)image->height;
}

static DemoAim aim_at(int frame)
{
    DemoAim aim = { .count = 1 };
    bool left = frame / 45 % 2;
    aim.target[0] = (DemoTarget){
        .id = 1 + frame / 45, .at = { left ? 0.64f : 0.38f, 0.35f }, .radius = 0.05f, .sides = 3
    };
    return aim;
}

static void twins_are_byte_equal(void **state)
{
    (void)state;
    DemoOptions options = {
        .width = 640, .height = 480, .fps = 30, .seed = 7, .tremor_cm = 0.4f, .attention_s = 1.5f
    };
    Demo *a = open_demo(options), *b = open_demo(options);
    Image one = picture(640, 480), two = picture(640, 480);
    for (int i = 0; i < 90; i++) {
        DemoAim aim = aim_at(i);
        Pose p, q;
        demo_frame(a, &aim, &one, &p);
        demo_frame(b, &aim, &two, &q);
        assert_memory_equal(one.bgr, two.bgr, bytes_of(&one));
        assert_memory_equal(&p, &q, sizeof p);
    }
    demo_close(&a);
    demo_close(&b);
    free(one.bgr);
    free(two.bgr);
}

static void another_seed_differs(void **state)
{
    (void)state;
    DemoOptions options = { .width = 320, .height = 240, .fps = 30, .seed = 1 };
    Demo *a = open_demo(options);
    options.seed = 2;
    Demo *b = open_demo(options);
    Image one = picture(320, 240), two = picture(320, 240);
    Pose p, q;
    demo_frame(a, NULL, &one, &p);
    demo_frame(b, NULL, &two, &q);
    assert_memory_not_equal(one.bgr, two.bgr, bytes_of(&one));
    assert_memory_not_equal(p.image, q.image, sizeof p.image);
    demo_close(&a);
    demo_close(&b);
    free(one.bgr);
    free(two.bgr);
}

// Painting does not change what the child does.
static void moving_equals_painting(void **state)
{
    (void)state;
    DemoOptions options = {
        .width = 320, .height = 240, .fps = 60, .seed = 3, .script = "play 2, jump 2, reach both 3"
    };
    Demo *a = open_demo(options), *b = open_demo(options);
    Image image = picture(320, 240);
    for (int i = 0; i < 500; i++) {
        DemoAim aim = aim_at(i);
        Pose p, q;
        demo_frame(a, &aim, &image, &p);
        demo_move(b, &aim, &q);
        assert_memory_equal(&p, &q, sizeof p);
    }
    demo_close(&a);
    demo_close(&b);
    free(image.bgr);
}

static int colour_difference(const Image *a, const Image *b, Vec3 at)
{
    int x = (int)(at.x * (float)a->width), y = (int)(at.y * (float)a->height), sum = 0;
    size_t place = (size_t)y * (size_t)a->stride + (size_t)x * 3;
    for (size_t c = 0; c < 3; c++) sum += abs(a->bgr[place + c] - b->bgr[place + c]);
    return sum;
}

// A joint that lies on the child has the child's colour, not the room's.
static void the_child_is_where_the_truth_is(void **state)
{
    (void)state;
    static const Landmark seen[] = { LANDMARK_NOSE,        LANDMARK_SHOULDER_LEFT,
                                     LANDMARK_ELBOW_RIGHT, LANDMARK_WRIST_LEFT,
                                     LANDMARK_WRIST_RIGHT, LANDMARK_HIP_LEFT,
                                     LANDMARK_HIP_RIGHT,   LANDMARK_KNEE_LEFT,
                                     LANDMARK_ANKLE_RIGHT };
    DemoOptions options = { .width = 640,
                            .height = 480,
                            .fps = 30,
                            .seed = 5,
                            .script = "raise 3, oneleg right 4, squat 2.4, jump 2, leave 6" };
    Demo *demo = open_demo(options);
    Image image = picture(640, 480), empty = picture(640, 480);
    int frames = (int)((3 + 4 + 2.4 + 2 + 3) * 30), checked = 0;
    Pose truth;
    for (int i = 0; i < frames; i++) demo_move(demo, NULL, NULL);
    demo_frame(demo, NULL, &empty, &truth);
    assert_false(truth.found);
    for (int i = 1; i < 3 * 30; i++) demo_move(demo, NULL, NULL);
    for (int i = 0; i < 340; i++) {
        if (i % 10 != 0) {
            demo_move(demo, NULL, &truth);
            continue;
        }
        demo_frame(demo, NULL, &image, &truth);
        assert_true(truth.found);
        for (unsigned k = 0; k < sizeof seen / sizeof seen[0]; k++) {
            checked++;
            if (colour_difference(&image, &empty, truth.image[seen[k]]) < 40)
                fail_msg("frame %d: no child at its %s", i, landmark_name(seen[k]));
        }
    }
    assert_int_equal(checked, 34 * 9);
    demo_close(&demo);
    free(image.bgr);
    free(empty.bgr);
}

// What is painted in one frame is gone in the next: two long ways to the same stance look alike.
static void nothing_is_left_behind(void **state)
{
    (void)state;
    DemoOptions options = {
        .width = 320, .height = 240, .fps = 30, .seed = 5, .script = "leave 4"
    };
    Demo *demo = open_demo(options);
    Image first = picture(320, 240), later = picture(320, 240);
    for (int i = 0; i < 60; i++) demo_frame(demo, NULL, &first, NULL);
    for (int i = 60; i < 180; i++) demo_frame(demo, NULL, &later, NULL);
    int worst = 0;
    bool gap_kept = true;
    for (int i = 0; i < first.stride * first.height; i++) {
        if (i % first.stride >= first.width * 3)
            gap_kept &= later.bgr[i] == GAP_BYTE;
        else if (abs(first.bgr[i] - later.bgr[i]) > worst)
            worst = abs(first.bgr[i] - later.bgr[i]);
    }
    assert_true(gap_kept);
    assert_in_range(worst, 1, 24);  // twice the largest noise
    demo_close(&demo);
    free(first.bgr);
    free(later.bgr);
}

static void seats_are_painted(void **state)
{
    (void)state;
    DemoOptions options = { .width = 640, .height = 480, .fps = 30, .seed = 1 };
    Demo *standing = open_demo(options);
    options.seated = true;
    Demo *stool = open_demo(options);
    options.wheelchair = true;
    Demo *wheelchair = open_demo(options);
    Image a = picture(640, 480), b = picture(640, 480), c = picture(640, 480);
    Pose p, q, r;
    demo_frame(standing, NULL, &a, &p);
    demo_frame(stool, NULL, &b, &q);
    demo_frame(wheelchair, NULL, &c, &r);
    assert_memory_equal(q.image, r.image, sizeof q.image);
    assert_memory_not_equal(b.bgr, c.bgr, bytes_of(&b));
    assert_above(q.image[LANDMARK_HIP_LEFT].y, p.image[LANDMARK_HIP_LEFT].y + 0.04f);
    demo_close(&standing);
    demo_close(&stool);
    demo_close(&wheelchair);
    assert_null(wheelchair);
    demo_close(&wheelchair);
    free(a.bgr);
    free(b.bgr);
    free(c.bgr);
}

static void wrong_scripts_open_nothing(void **state)
{
    (void)state;
    DemoOptions options = { .width = 640, .height = 480, .fps = 30, .script = "dance 3" };
    Demo *demo = (Demo *)&options;
    assert_int_equal(demo_open(&demo, &options), RESULT_MALFORMED);
    assert_null(demo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twins_are_byte_equal),
        cmocka_unit_test(another_seed_differs),
        cmocka_unit_test(moving_equals_painting),
        cmocka_unit_test(the_child_is_where_the_truth_is),
        cmocka_unit_test(nothing_is_left_behind),
        cmocka_unit_test(seats_are_painted),
        cmocka_unit_test(wrong_scripts_open_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
