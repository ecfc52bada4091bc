// SPDX-License-Identifier: MIT
// test_therapist_stickers.c: the book of stickers: a place for each game, a sticker for each that
// was played, whatever was reached; by keys, by touch, by one switch.
#include "render/render.h"
#include "test.h"
#include "therapist/sticker_book.h"

#include <stdio.h>
#include <string.h>

#define GAMES 14

static Game games[GAMES];
const Game *const game_list[GAMES] = { &games[0],  &games[1],  &games[2],  &games[3], &games[4],
                                       &games[5],  &games[6],  &games[7],  &games[8], &games[9],
                                       &games[10], &games[11], &games[12], &games[13] };
const int game_count = GAMES;

static Canvas canvas;
static uint32_t plays[GAMES];

// Twelve games, a check-up in between and one game more.
static int name_games(void **state)
{
    static char id[GAMES][32];
    (void)state;
    for (int i = 0; i < GAMES; i++) {
        snprintf(id[i], sizeof id[i], "game_%d", i);
        games[i] = (Game){ .id = id[i], .role = i == 3 ? ROLE_ASSESSMENT : ROLE_PLAY };
    }
    return 0;
}

static void play(unsigned which)
{
    for (int i = 0; i < GAMES; i++) plays[i] = which >> i & 1;
}

static void draw(const StickerBook *b)
{
    canvas_clear(&canvas);
    sticker_draw(b, &canvas);
    assert_int_equal(canvas.dropped, 0);
    assert_int_equal(canvas.cut, 0);
}

// How much of a picture is seen, and where; a shadow tells that it lies there.
static float seen(const char *image, Vec2 *at)
{
    float alpha = 0;
    for (int i = 0; i < canvas.item_count; i++) {
        const CanvasItem *item = &canvas.item[i];
        if (item->kind != CANVAS_IMAGE || strcmp(item->image, image) != 0) continue;
        if (item->color.a > alpha && at) *at = item->at;
        alpha = fmaxf(alpha, item->color.a);
    }
    return alpha;
}

static int count(const char *image)
{
    int found = 0;
    for (int i = 0; i < canvas.item_count; i++)
        found += canvas.item[i].kind == CANVAS_IMAGE && !strcmp(canvas.item[i].image, image);
    return found;
}

static void test_each_game_has_a_place_and_keeps_it(void **state)
{
    (void)state;
    StickerBook b;
    Vec2 before[GAMES], at;
    play(0);
    sticker_open(&b, "AB12", plays, NULL, false);
    assert_int_equal(b.count, GAMES - 1);
    draw(&b);
    assert_int_equal(count("sticker_place"), STICKER_PLACES);
    assert_int_equal(count("sticker_shadow"), 0);
    for (int i = 0; i < STICKER_PLACES; i++) {
        float alpha = seen(b.place[i].image, &before[i]);
        assert_true(alpha > 0.2f && alpha < 0.4f);  // what may come is to be guessed
        for (int k = 0; k < i; k++) assert_above(vec2_distance(before[i], before[k]), 1.85f);
    }
    play(1u << 0 | 1u << 1 | 1u << 5);
    sticker_open(&b, "AB12", plays, NULL, false);
    draw(&b);
    assert_int_equal(count("sticker_shadow"), 3);
    assert_int_equal(count("sticker_place"), STICKER_PLACES - 3);
    for (int i = 0; i < STICKER_PLACES; i++) {
        bool got = seen(b.place[i].image, &at) > 0.9f;
        assert_int_equal(got, i == 0 || i == 1 || i == 4);  // the check-up has no place
        assert_float_equal(vec2_distance(at, before[i]), 0, 1e-4f);
    }
    assert_int_equal(count("sticker_game_3"), 0);
}

static void test_the_new_one_comes_to_its_place(void **state)
{
    (void)state;
    for (int calm = 0; calm < 2; calm++) {
        StickerBook b;
        Vec2 home, at;
        float least = 1, before = 0;
        play(1u << 0 | 1u << 2);
        sticker_open(&b, "AB12", plays, NULL, calm);
        draw(&b);
        seen("sticker_game_2", &home);
        sticker_open(&b, "AB12", plays, &games[2], calm);
        for (int i = 0; i < 240; i++) {
            sticker_time(&b, (float)i / 60);
            draw(&b);
            float alpha = seen("sticker_game_2", &at);
            assert_at_least(alpha + 1e-4f, before);  // it comes and never goes
            before = alpha;
            least = fminf(least, alpha);
            if (calm || i == 239) assert_float_equal(vec2_distance(at, home), 0, 1e-4f);
            if (!calm && i == 0) assert_above(vec2_distance(at, home), 3);
        }
        assert_true(sticker_is_settled(&b));
        assert_true(calm ? least < 0.3f : least > 0.9f);
    }
}

static void test_only_what_is_there_can_be_taken(void **state)
{
    (void)state;
    StickerBook b;
    Vec2 at, empty;
    play(1u << 1 | 1u << 6);
    sticker_open(&b, "AB12", plays, NULL, false);
    draw(&b);
    seen("sticker_game_6", &at);
    seen("sticker_game_2", &empty);
    assert_int_equal(sticker_point(&b, empty), STICKER_STAY);
    assert_int_equal(b.taken, -1);
    assert_int_equal(sticker_point(&b, at), STICKER_TAKEN);
    assert_int_equal(b.taken, 5);
    assert_int_equal(sticker_key(&b, RENDER_KEY_UP), STICKER_STAY);
    assert_int_equal(b.focus, 1);
    assert_int_equal(sticker_key(&b, RENDER_KEY_ENTER), STICKER_TAKEN);
    assert_int_equal(sticker_key(&b, RENDER_KEY_DOWN), STICKER_STAY);
    assert_int_equal(b.focus, 5);
    sticker_key(&b, RENDER_KEY_DOWN);
    assert_int_equal(b.focus, b.count);
    draw(&b);
    assert_int_equal(count("bee"), 1);
    assert_int_equal(sticker_key(&b, RENDER_KEY_ENTER), STICKER_CLOSE);
    assert_int_equal(sticker_key(&b, RENDER_KEY_ESCAPE), STICKER_CLOSE);
    assert_int_equal(sticker_point(&b, vec2(1.25f, 0.55f)), STICKER_CLOSE);
}

// One press wakes the bee, which goes from thing to thing; the next takes what it sits on.
static void test_one_switch_is_enough(void **state)
{
    (void)state;
    StickerBook b;
    play(1u << 1 | 1u << 6);
    sticker_open(&b, "AB12", plays, NULL, false);
    sticker_key(&b, RENDER_KEY_TAB);
    assert_int_equal(b.focus, 1);
    assert_false(sticker_time(&b, 1.9f));
    assert_true(sticker_time(&b, 2.1f));
    assert_int_equal(b.focus, 5);
    assert_int_equal(sticker_key(&b, RENDER_KEY_TAB), STICKER_TAKEN);
    assert_int_equal(sticker_key(&b, ' '), STICKER_STAY);  // the same press, trembling
    assert_true(sticker_time(&b, 4.2f));
    assert_int_equal(b.focus, b.count);
    assert_int_equal(sticker_key(&b, ' '), STICKER_CLOSE);
    for (int i = 0; i < 40; i++) sticker_time(&b, 4.2f + 2.1f * (float)i);
    assert_int_equal(b.focus, -1);  // after three rounds it rests
    sticker_key(&b, ' ');
    assert_int_equal(b.focus, 1);
}

static void test_more_games_than_places_have_more_pages(void **state)
{
    (void)state;
    StickerBook b;
    play(1u << 13);
    sticker_open(&b, "AB12", plays, &games[13], false);
    draw(&b);
    assert_int_equal(count("sticker_place"),
                     1);  // where it will lie; the page of the new one is open
    sticker_key(&b, 'm');
    draw(&b);
    assert_int_equal(count("sticker_place"), STICKER_PLACES);
}

// For who can only say "another one": each that was played, in turn, over all pages.
static void test_the_next_one(void **state)
{
    (void)state;
    StickerBook b;
    play(1u << 1 | 1u << 5 | 1u << 13);
    sticker_open(&b, "AB12", plays, NULL, false);
    static const int places[] = { 1, 4, 12, 1 };  // the check-up has none
    for (int i = 0; i < 4; i++) {
        assert_int_equal(sticker_next(&b), STICKER_TAKEN);
        assert_int_equal(b.taken, places[i]);
        assert_int_equal(b.first, i == 2 ? STICKER_PLACES : 0);
    }
    play(0);
    sticker_open(&b, "AB12", plays, NULL, false);
    assert_int_equal(sticker_next(&b), STICKER_STAY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_game_has_a_place_and_keeps_it),
        cmocka_unit_test(test_the_new_one_comes_to_its_place),
        cmocka_unit_test(test_only_what_is_there_can_be_taken),
        cmocka_unit_test(test_one_switch_is_enough),
        cmocka_unit_test(test_more_games_than_places_have_more_pages),
        cmocka_unit_test(test_the_next_one),
    };
    return cmocka_run_group_tests(tests, name_games, NULL);
}
