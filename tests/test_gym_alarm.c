// SPDX-License-Identifier: MIT
// test_gym_alarm.c: the card that asks whether the child is all right: by key and by touch, and
// what it shows while the way back is looked for.
#include "staged.h"
#include "test.h"

#include <string.h>

static Staged staged;
static Canvas canvas;

static void open_play(const char *script, PlayBox box)
{
    Settings settings = settings_default();
    settings.plan.play.game = game_find("bubble_garden");
    settings.plan.play.setup.seconds = 60;
    settings.plan.play.box = box;
    settings_settle(&settings);
    staged_open(&staged, NULL, &settings, script);
}

static bool is_drawn(const char *words)
{
    canvas_clear(&canvas);
    bool drawn = alarm_card_draw(&staged.screen.alarm, staged.run.play, false, &canvas);
    for (int i = 0; i < canvas.item_count && drawn; i++)
        if (canvas.item[i].kind == CANVAS_TEXT && strstr(canvas.item[i].text, words)) return true;
    return false;
}

static void five_answers_by_key_or_touch(void **state)
{
    (void)state;
    open_play("still 8, crouch 9", (PlayBox){ 0 });
    AlarmCard *card = &staged.screen.alarm;
    const Play *play = staged.run.play;
    AlarmAnswer answer;
    assert_false(alarm_card_key(card, play, '2', &answer));  // nothing is asked: it is a level
    for (int i = 0; i < 1200 && play_asks(play) == ALARM_COUNT; i++) staged_step(&staged, 1);
    assert_int_equal(play_asks(play), ALARM_HIPS);
    assert_true(is_drawn("all right?"));
    assert_true(is_drawn("the hips were low"));
    for (int i = 0; i < ALARM_ANSWER_COUNT; i++) {
        int key = alarm_card_point(play, vec2(2.05f + 2.98f * (float)i, 2.15f));
        assert_int_equal(key, '1' + i);
        assert_true(alarm_card_key(card, play, key, &answer));
        assert_int_equal(answer, i);
    }
    assert_int_equal(alarm_card_point(play, vec2(8, 8.9f)), 0);
    assert_false(alarm_card_key(card, play, ' ', &answer));  // stop stays what it is
    assert_true(alarm_card_key(card, play, 'r', &answer));
    assert_int_equal(answer, ALARM_ANSWER_COUNT);
    for (int i = 0; i < ALARM_REST_S * GAME_STEPS_PER_SECOND; i++) {
        assert_false(card->rested);
        staged_step(&staged, 1);
    }
    assert_true(card->rested);
    assert_true(is_drawn("The minute is over"));
    staged_close(&staged);
}

static void the_way_back_is_shown(void **state)
{
    (void)state;
    const PlayBox box = {
        .corner = { { 0.19f, 0.81f }, { 0.81f, 0.81f }, { 0.81f, 0.96f }, { 0.19f, 0.96f } },
        .width_m = 1.6f,
        .depth_m = 2.2f
    };
    open_play("still 8, stray left 100cm 12, still 60", box);
    const Play *play = staged.run.play;
    for (int i = 0; i < 1200 && play_waits_for(play) == ALARM_COUNT; i++) staged_step(&staged, 1);
    assert_int_equal(play_waits_for(play), ALARM_OUTSIDE);
    assert_true(is_drawn("Back to the middle"));
    assert_above(play_place(play).x, 1.6);  // the child's left is at the right of the picture
    for (int i = 0; i < 1200 && play_waits_for(play) != ALARM_COUNT; i++) staged_step(&staged, 1);
    assert_int_equal(play_phase(play), PHASE_COUNT_IN);
    assert_false(is_drawn(""));
    staged_close(&staged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_answers_by_key_or_touch),
        cmocka_unit_test(the_way_back_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
