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

static void a_corner_is_dragged(void **state)
{
    (void)state;
    PlayBoxPage page = play_box_page(&(PlayBox){ 0 }, middle, size);
    play_box_page_point(&page, vec2(6.9f, 4.2f));
    play_box_page_drag(&page, vec2(6.5f, 4.0f));
    play_box_page_drag(&page, vec2(6.1f, 4.1f));
    assert_int_equal(page.corner, 0);
    assert_near(page.box.corner[0].x, 0.5f - 1.1f / 8, 1e-5);
    assert_near(page.box.corner[0].y, 0.5f + 0.9f / 4.5f, 1e-5);
    PlayBox before = page.box;
    play_box_page_drag(&page, vec2(12, 4));  // over the plate
    assert_memory_equal(&page.box, &before, sizeof before);
    play_box_page_key(&page, 'f');  // a finger that slips while somebody walks
    before = page.box;
    play_box_page_drag(&page, vec2(5, 4));
    assert_memory_equal(&page.box, &before, sizeof before);
}

// Feet that walk give nothing, nor do those that stand where they were; who is out of sight undoes
// nothing.
static void feet_give_the_corners(void **state)
{
    (void)state;
    PlayBoxPage page = play_box_page(&(PlayBox){ 0 }, middle, size);
    const Vec2 at[] = { { 0.3f, 0.7f }, { 0.7f, 0.71f }, { 0.8f, 0.9f }, { 0.2f, 0.92f } };
    play_box_page_key(&page, 'f');
    assert_true(play_box_page_watches(&page));
    for (int i = 0; i < PLAY_BOX_CORNERS; i++) {
        assert_int_equal(page.corner, i);
        for (int k = 0; k < 60; k++) {  // walks there
            Vec2 from = i ? at[i - 1] : vec2(0.5f, 0.8f);
            Vec2 walks = vec2_mix(from, at[i], (float)k / 60);
            assert_false(play_box_page_foot(&page, &walks, 1.0f / 30));
        }
        assert_false(play_box_page_foot(&page, NULL, 1.0f / 30));
        int poses = 0;
        while (!play_box_page_foot(&page, &at[i], 1.0f / 30)) assert_below(poses++, 60);
        assert_at_least(poses, 40);
        for (int k = 0; i < 3 && k < 200; k++)
            assert_false(play_box_page_foot(&page, &at[i], 1.0f / 30));
    }
    assert_false(play_box_page_watches(&page));
    assert_memory_equal(page.box.corner, at, sizeof at);
    assert_int_equal(play_box_page_key(&page, RENDER_KEY_ENTER), BOX_KEEP);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tap_takes_the_nearest_corner),
        cmocka_unit_test(a_corner_is_dragged),
        cmocka_unit_test(feet_give_the_corners),
        cmocka_unit_test(only_a_rectangle_on_a_floor_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
