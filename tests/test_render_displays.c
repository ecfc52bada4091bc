// SPDX-License-Identifier: MIT
// test_render_displays.c: whose display is whose, on made-up desks.
#include "render/displays.h"

#include "test.h"

#define LAPTOP                                                                                     \
    {                                                                                              \
        0, 0, 1366, 768                                                                            \
    }
#define SCREEN                                                                                     \
    {                                                                                              \
        1366, 0, 1920, 1080                                                                        \
    }
#define WALL                                                                                       \
    {                                                                                              \
        3286, 0, 3840, 2160                                                                        \
    }
#define MIRRORED                                                                                   \
    {                                                                                              \
        0, 0, 1280, 720                                                                            \
    }

static void expect(const DisplayPlace *list, int count, int chosen, int child, int panel)
{
    int is = displays_for_child(list, count, chosen);
    assert_int_equal(is, child);
    assert_int_equal(displays_for_panel(list, count, is), panel);
}

static void test_one_display_has_no_panel(void **state)
{
    (void)state;
    const DisplayPlace one[] = { LAPTOP };
    expect(one, 1, 0, 0, -1);
    expect(one, 1, 1, 0, -1);
    expect(one, 1, 2, 0, -1);  // it is not there today
    expect(NULL, 0, 0, 0, -1);
}

static void test_the_larger_of_two_is_the_childs(void **state)
{
    (void)state;
    const DisplayPlace two[] = { LAPTOP, SCREEN }, turned[] = { SCREEN, LAPTOP };
    expect(two, 2, 0, 1, 0);
    expect(turned, 2, 0, 0, 1);
    expect(two, 2, 1, 0, 1);  // as it was chosen
    expect(two, 2, 3, 1, 0);
}

// The first is the one before which the therapist sits.
static void test_of_two_alike_the_second_is_the_childs(void **state)
{
    (void)state;
    const DisplayPlace alike[] = { { 0, 0, 1920, 1080 }, { 1920, 0, 1920, 1080 } };
    expect(alike, 2, 0, 1, 0);
}

static void test_three_displays(void **state)
{
    (void)state;
    const DisplayPlace three[] = { LAPTOP, SCREEN, WALL };
    expect(three, 3, 0, 2, 0);
    expect(three, 3, 1, 0, 1);
    expect(three, 3, 2, 1, 0);
}

// A projector that shows the same as the laptop would show the child the panel.
static void test_what_shows_the_same_is_no_second_display(void **state)
{
    (void)state;
    const DisplayPlace mirrored[] = { LAPTOP, MIRRORED }, with_wall[] = { LAPTOP, MIRRORED, WALL };
    expect(mirrored, 2, 0, 0, -1);
    expect(with_wall, 3, 0, 2, 0);
    expect(with_wall, 3, 1, 0, 2);
}

// ---- two windows on one display -----------------------------------------------------------------

static bool lies_within(const DisplayPlace *room, const DisplayPlace *at)
{
    return at->left >= room->left && at->top >= room->top &&
           at->left + at->width <= room->left + room->width &&
           at->top + at->height <= room->top + room->height;
}

// Displays x windows, each as a person may have it: neither window covers the other, and letters
// stay letters.
static void test_two_windows_lie_beside_each_other(void **state)
{
    (void)state;
    static const DisplayPlace rooms[] = { { 0, 0, 1024, 768 },      { 0, 27, 1280, 693 }, LAPTOP,
                                          { 60, 0, 1860, 1080 },    { 0, 0, 2560, 1080 }, WALL,
                                          { -1920, 40, 1920, 1160 } };
    static const int sizes[][2] = { { 320, 180 },  { 640, 480 },   { 1024, 768 },
                                    { 1280, 720 }, { 1920, 1080 }, { 3840, 2160 } };
    for (size_t r = 0; r < sizeof rooms / sizeof *rooms; r++) {
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            const DisplayPlace *room = &rooms[r];
            DisplayPlace child = { 100, 100, sizes[s][0], sizes[s][1] }, panel;
            assert_true(displays_beside(room, &child, &panel));
            assert_true(lies_within(room, &child) && lies_within(room, &panel));
            assert_true(child.left + child.width <= panel.left);
            assert_at_least(panel.width, 420);
            assert_at_least(100 * panel.width, 41 * (room->width < 2286 ? room->width : 2286));
            if (sizes[s][0] >= 1024) assert_at_least(child.width, panel.width + 1);
            assert_at_most(child.width, sizes[s][0]);
        }
    }
}

// What leaves room stays as it is.
static void test_a_window_with_room_beside_it_keeps_its_size(void **state)
{
    (void)state;
    const DisplayPlace room = { 0, 0, 2560, 1080 };
    DisplayPlace child = { 600, 100, 1280, 720 }, panel;
    assert_true(displays_beside(&room, &child, &panel));
    assert_int_equal(child.width, 1280);
    assert_int_equal(child.height, 720);
}

static void test_a_small_display_has_one_window(void **state)
{
    (void)state;
    const DisplayPlace small = { 0, 0, 640, 480 }, flat = { 0, 0, 1280, 150 };
    DisplayPlace child = { 5, 6, 320, 180 }, panel = { 0 };
    assert_false(displays_beside(&small, &child, &panel));
    assert_false(displays_beside(&flat, &child, &panel));
    assert_int_equal(child.left, 5);
    assert_int_equal(panel.width, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_display_has_no_panel),
        cmocka_unit_test(test_the_larger_of_two_is_the_childs),
        cmocka_unit_test(test_of_two_alike_the_second_is_the_childs),
        cmocka_unit_test(test_three_displays),
        cmocka_unit_test(test_what_shows_the_same_is_no_second_display),
        cmocka_unit_test(test_two_windows_lie_beside_each_other),
        cmocka_unit_test(test_a_window_with_room_beside_it_keeps_its_size),
        cmocka_unit_test(test_a_small_display_has_one_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
