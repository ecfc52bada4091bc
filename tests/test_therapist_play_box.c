// SPDX-License-Identifier: MIT
// test_therapist_play_box.c: the corners of the play box are moved by tap and by keys, as in a
// mirror, and what is no rectangle is not kept.
#include "render/render.h"
#include "test.h"
#include "therapist/play_box_page.h"
#include "tiptoe/game.h"

const Game *const game_list[] = { NULL };
const int game_count = 0;

static const Vec2 middle = { 5, 5 }, size = { 8, 4.5f };

static void a_tap_takes_the_nearest_corner(void **state)
{
    (void)state;
    PlayBoxPage page = play_box_page(&(PlayBox){ 0 }, middle, size);
    assert_true(play_box_is_sound(&page.box));
    // Far left of the picture is at the right of the mirror.
    assert_int_equal(play_box_page_point(&page, vec2(6.9f, 4.2f)), BOX_STAY);
    assert_int_equal(page.corner, 0);
    assert_at_most(fabsf(page.box.corner[0].x - (0.5f - 1.9f / 8)), 1e-5);
    assert_at_most(fabsf(page.box.corner[0].y - (0.5f + 0.8f / 4.5f)), 1e-5);
    PlayBox before = page.box;
    play_box_page_point(&page, vec2(9.5f, 8));  // beside the picture
    assert_memory_equal(&page.box, &before, sizeof before);
    play_box_page_key(&page, RENDER_KEY_TAB);
    play_box_page_key(&page, RENDER_KEY_RIGHT);
    assert_int_equal(page.corner, 1);
    assert_below(page.box.corner[1].x, before.corner[1].x);
}

static void only_a_rectangle_on_a_floor_is_kept(void **state)
{
    (void)state;
    PlayBoxPage page = play_box_page(&(PlayBox){ 0 }, middle, size);
    float wide = page.box.width_m;
    play_box_page_key(&page, ']');
    play_box_page_key(&page, '-');
    assert_at_most(fabsf(page.box.width_m - wide - 0.1f), 1e-5);
    PlayBoxPage again = play_box_page(&page.box, middle, size);
    assert_memory_equal(&again.box, &page.box, sizeof page.box);
    assert_int_equal(play_box_page_key(&page, RENDER_KEY_ENTER), BOX_KEEP);
    page.box.corner[0] = page.box.corner[2];
    assert_int_equal(play_box_page_key(&page, RENDER_KEY_ENTER), BOX_STAY);
    play_box_page_key(&page, 'r');
    assert_int_equal(play_box_page_key(&page, RENDER_KEY_ENTER), BOX_KEEP);
    assert_int_equal(play_box_page_key(&page, RENDER_KEY_ESCAPE), BOX_BACK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tap_takes_the_nearest_corner),
        cmocka_unit_test(only_a_rectangle_on_a_floor_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
