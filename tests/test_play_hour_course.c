// SPDX-License-Identifier: MIT
// test_play_hour_course.c: a therapy hour as a table: what is said, and where it is then.
#include "play/hour_course.h"

#include "test.h"

#include <string.h>

#define NONE 9  // instead of a game's number: nothing is played

static const Game *const games[] = { &(Game){ .id = "zero" }, &(Game){ .id = "one" },
                                     &(Game){ .id = "two" }, &(Game){ .id = "three" } };

// A word, or a game that ends.
typedef struct Row {
    int word;          // an HourWord; PLAYED: the game is over, after `seconds`
    bool taken;        // it meant something
    HourAt at;         // then
    int next, game;    // number of the step that comes next; of the game that is played
    unsigned seconds;  // of play, or of the break
} Row;

enum { PLAYED = 100 };

// Bubbles with a break, one of two, a calm one.
static HourPlan plan_of_three(void)
{
    HourPlan plan = hour_plan_empty();
    plan.count = 3;
    plan.step[0] = (HourStep){ .game = games[0], .seconds = 180, .break_s = 40 };
    plan.step[1] =
        (HourStep){ .kind = HOUR_CHOICE, .game = games[1], .other = games[2], .seconds = 120 };
    plan.step[2] = (HourStep){ .kind = HOUR_CALM, .game = games[3], .seconds = 60 };
    return plan;
}

static void follow(HourCourse *c, const Row *rows, int count)
{
    for (int i = 0; i < count; i++) {
        const Row *r = &rows[i];
        bool taken = true;
        if (r->word == PLAYED)
            hour_course_played(c, "uuid", r->seconds);
        else
            taken = hour_course_say(c, (HourWord)r->word);
        if (taken != r->taken || c->at != r->at || c->next != r->next)
            fail_msg("row %d: taken %d, at %d, next %d", i, taken, c->at, c->next);
        if (r->game != NONE) assert_ptr_equal(hour_course_game(c), games[r->game]);
        if (c->at == HOUR_AT_GAME) assert_int_equal(hour_course_seconds(c), r->seconds);
        if (c->at == HOUR_AT_BREAK) assert_int_equal(c->break_s, r->seconds);
    }
}

static void test_from_the_first_game_to_the_end_page(void **state)
{
    (void)state;
    static const Row rows[] = {
        { HOUR_FIRST, false, HOUR_AT_SCHEDULE, 0, NONE, 0 },
        { HOUR_AGAIN, false, HOUR_AT_SCHEDULE, 0, NONE, 0 },  // nothing was played yet
        { HOUR_GO_ON, true, HOUR_AT_GAME, 1, 0, 180 },
        { HOUR_GO_ON, false, HOUR_AT_GAME, 1, 0, 180 },  // only its end ends a game
        { HOUR_SKIP, false, HOUR_AT_GAME, 1, 0, 180 },
        { PLAYED, true, HOUR_AT_AFTER, 1, 0, 170 },
        { HOUR_SKIP, false, HOUR_AT_AFTER, 1, 0, 0 },
        { HOUR_GO_ON, true, HOUR_AT_BREAK, 1, 0, 40 },
        { HOUR_LONGER, true, HOUR_AT_BREAK, 1, 0, 100 },
        { HOUR_GO_ON, true, HOUR_AT_SCHEDULE, 1, 0, 0 },
        { HOUR_GO_ON, true, HOUR_AT_CHOICE, 1, NONE, 0 },
        { HOUR_GO_ON, false, HOUR_AT_CHOICE, 1, NONE, 0 },  // nothing starts by itself
        { HOUR_OTHER, true, HOUR_AT_GAME, 2, 2, 120 },
        { PLAYED, true, HOUR_AT_AFTER, 2, 2, 120 },
        { HOUR_AGAIN, true, HOUR_AT_GAME, 2, 2, 120 },  // the one that was chosen
        { PLAYED, true, HOUR_AT_AFTER, 2, 2, 120 },
        { HOUR_GO_ON, true, HOUR_AT_SCHEDULE, 2, NONE, 0 },  // no break after it
        { HOUR_AGAIN, true, HOUR_AT_GAME, 2, 2, 120 },
        { PLAYED, true, HOUR_AT_AFTER, 2, 2, 120 },
        { HOUR_LONGER, true, HOUR_AT_BREAK, 2, NONE, 60 },
        { HOUR_SKIP, true, HOUR_AT_SCHEDULE, 2, NONE, 0 },
        { HOUR_GO_ON, true, HOUR_AT_GAME, 3, 3, 60 },
        { PLAYED, true, HOUR_AT_AFTER, 3, 3, 60 },
        { HOUR_LONGER, true, HOUR_AT_GOODBYE, 3, NONE, 0 },  // a break before nothing is none
        { HOUR_SKIP, false, HOUR_AT_GOODBYE, 3, NONE, 0 },
        { HOUR_GO_ON, true, HOUR_AT_END, 3, NONE, 0 },
        { HOUR_GO_ON, true, HOUR_AT_CLOSED, 3, NONE, 0 },
        { HOUR_GO_ON, false, HOUR_AT_CLOSED, 3, NONE, 0 },
    };
    const HourPlan plan = plan_of_three();
    HourCourse c;
    hour_course_start(&c, &plan, 0);
    follow(&c, rows, (int)(sizeof rows / sizeof *rows));
    assert_int_equal(c.done_count, 5);
    static const bool again[] = { false, false, true, true, false };
    for (int i = 0; i < 5; i++) {
        assert_int_equal(c.done[i].again, again[i]);
        assert_false(c.done[i].skipped);
        assert_string_equal(c.done[i].session, "uuid");
    }
}

static void test_every_step_can_be_skipped(void **state)
{
    (void)state;
    static const Row rows[] = {
        { HOUR_SKIP, true, HOUR_AT_SCHEDULE, 1, NONE, 0 },
        { HOUR_GO_ON, true, HOUR_AT_CHOICE, 1, NONE, 0 },
        { HOUR_SKIP, true, HOUR_AT_SCHEDULE, 2, NONE, 0 },
        { HOUR_SKIP, true, HOUR_AT_GOODBYE, 3, NONE, 0 },
    };
    const HourPlan plan = plan_of_three();
    HourCourse c;
    hour_course_start(&c, &plan, 0);
    follow(&c, rows, 4);
    assert_int_equal(c.done_count, 3);
    for (int i = 0; i < 3; i++) assert_true(c.done[i].skipped);
    assert_null(hour_course_last(&c));
}

// Nobody stands by: the game is skipped, and the hour goes on.
static void test_a_game_that_may_not_begin(void **state)
{
    (void)state;
    const HourPlan plan = plan_of_three();
    HourCourse c;
    hour_course_start(&c, &plan, 0);
    hour_course_say(&c, HOUR_GO_ON);
    hour_course_give_up(&c);
    assert_int_equal(c.at, HOUR_AT_SCHEDULE);
    assert_int_equal(c.next, 1);
    assert_int_equal(c.done_count, 1);
    assert_true(c.done[0].skipped);
    assert_null(hour_course_last(&c));
}

// At the day's limit the hour comes to its goodbye, whatever is left of the plan; the last game
// ends there.
static void test_the_day_has_its_limit(void **state)
{
    (void)state;
    static const Row rows[] = {
        { HOUR_GO_ON, true, HOUR_AT_GAME, 1, 0, 100 },  // of 180: so much is left
        { PLAYED, true, HOUR_AT_AFTER, 1, NONE, 100 },
        { HOUR_AGAIN, false, HOUR_AT_AFTER, 1, NONE, 0 },
        { HOUR_GO_ON, true, HOUR_AT_GOODBYE, 1, NONE, 0 },
    };
    HourPlan plan = plan_of_three();
    HourCourse c;
    hour_course_start(&c, &plan, 60 * 20 - 1);
    assert_false(hour_course_warns(&c));
    hour_course_start(&c, &plan, 60 * 30 - 100);
    assert_true(hour_course_warns(&c));
    assert_false(hour_course_is_over(&c));
    follow(&c, rows, 1);
    assert_false(
        hour_course_leaves_time(&c));  // after the game under way: so "again" is not offered
    hour_course_start(&c, &plan, 60 * 30 - 100);
    follow(&c, rows, 4);
    assert_true(hour_course_is_over(&c));
    hour_course_start(&c, &plan, 60 * 30);
    assert_int_equal(c.at, HOUR_AT_GOODBYE);
    plan.stop_minutes = 45;  // both may be set
    hour_course_start(&c, &plan, 60 * 30);
    assert_int_equal(c.at, HOUR_AT_SCHEDULE);
}

static void test_a_plan_may_change_meanwhile(void **state)
{
    (void)state;
    HourPlan plan = plan_of_three();
    HourCourse c;
    hour_course_start(&c, &plan, 0);
    hour_course_say(&c, HOUR_GO_ON);
    hour_course_played(&c, "uuid", 60);
    HourStep moved = plan.step[1];
    plan.step[1] = plan.step[2];
    plan.step[2] = moved;
    hour_course_replan(&c, &plan);
    assert_int_equal(c.at, HOUR_AT_AFTER);
    assert_ptr_equal(hour_course_next(&c)->game, games[3]);
    hour_course_say(&c, HOUR_GO_ON);
    hour_course_say(&c, HOUR_GO_ON);
    assert_int_equal(c.at, HOUR_AT_SCHEDULE);
    plan.count = 1;  // the rest is taken out
    hour_course_replan(&c, &plan);
    assert_int_equal(c.at, HOUR_AT_GOODBYE);
}

// Whatever is pressed, and however often: it ends, and asks for nothing that is not there.
static void test_no_row_of_words_is_a_dead_end(void **state)
{
    (void)state;
    const HourPlan plan = plan_of_three();
    uint64_t chance = 1;
    int ended = 0;
    for (int round = 0; round < 300; round++) {
        HourCourse c;
        hour_course_start(&c, &plan, 0);
        for (int i = 0; i < 400 && c.at != HOUR_AT_CLOSED; i++) {
            chance = chance * 6364136223846793005u + 1442695040888963407u;
            if (c.at == HOUR_AT_GAME) {
                assert_non_null(hour_course_game(&c));
                assert_in_range(hour_course_seconds(&c), 1, 180);
                hour_course_played(&c, "uuid", (double)(chance >> 56));
            } else {
                hour_course_say(&c, (HourWord)((chance >> 33) % (HOUR_OTHER + 1)));
            }
            assert_at_most(c.next, plan.count);
        }
        assert_at_most(c.done_count, HOUR_DONE_MAX);
        ended += c.at == HOUR_AT_CLOSED;
    }
    assert_int_equal(ended, 300);
}

// A child that plays with one hand alone is not asked for the other by a step that left it open.
static void test_an_open_hand_is_the_childs_own(void **state)
{
    (void)state;
    static const Game game = { .role = ROLE_PLAY }, checkup = { .role = ROLE_ASSESSMENT };
    HourStep open = hour_step_of(&game), both = open, step = hour_step_of(&checkup);
    both.hand = HAND_BOTH;
    hour_step_own_hand(&open, HAND_LEFT);
    hour_step_own_hand(&both, HAND_LEFT);
    assert_int_equal(open.hand, HAND_LEFT);
    assert_int_equal(both.hand, HAND_BOTH);
    hour_step_own_hand(&step, HAND_LEFT);
    assert_int_equal(step.hand, HAND_EITHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_the_first_game_to_the_end_page),
        cmocka_unit_test(test_every_step_can_be_skipped),
        cmocka_unit_test(test_a_game_that_may_not_begin),
        cmocka_unit_test(test_the_day_has_its_limit),
        cmocka_unit_test(test_a_plan_may_change_meanwhile),
        cmocka_unit_test(test_no_row_of_words_is_a_dead_end),
        cmocka_unit_test(test_an_open_hand_is_the_childs_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
