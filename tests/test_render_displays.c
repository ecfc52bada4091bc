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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_display_has_no_panel),
        cmocka_unit_test(test_the_larger_of_two_is_the_childs),
        cmocka_unit_test(test_of_two_alike_the_second_is_the_childs),
        cmocka_unit_test(test_three_displays),
        cmocka_unit_test(test_what_shows_the_same_is_no_second_display),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
