// SPDX-License-Identifier: MIT
// test_games_keys.c: the therapist's help, skip and redo do the same in every game: pressed while
// something is asked of the child, and pressed between two tries.
#include "sim.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define SECONDS    90
#define OPEN_STEPS 12    // into a try, when the key is pressed
#define PATIENCE   1500  // steps until the next offer must have come: 25 s

typedef struct Pressing {
    Command key;
    bool open;  // pressed while a try is open, else between two
    // As it went.
    int last_id, last_side, open_count;
    uint32_t offered_step;
    bool pressed, offered;
    int pressed_id;   // the last try when the key was pressed
    int open_before;  // tries open then
    int before_side, next_id, next_side;
    Vec2 last_at, before_at, next_at;
    uint32_t pressed_step, next_step;
    int skips, helps, redos, late_ends;  // late: a hit or miss of a withdrawn try
    int skip_by;
    int help_target, redo_target;
    int redo_again;
    bool target_stays;                // a withdrawn try is still offered after the key
    float level_before, level_after;  // of the staircase: when the helped try was reached
    bool helped_hit;
} Pressing;

static void take_end(Pressing *p, const GameEvent *e)
{
    if (p->open_count > 0) p->open_count--;
    if (p->pressed && p->open && e->target == p->pressed_id) p->late_ends++;
}

static void take_event(Pressing *p, const GameEvent *e, uint32_t step)
{
    switch (e->event) {
    case EVENT_OFFER:
        p->open_count++;
        if (p->pressed && !p->offered) {
            p->offered = true;
            p->next_step = step;
            p->next_id = e->target;
            p->next_side = e->side;
            p->next_at = e->at;
        }
        p->last_id = e->target;
        p->last_side = e->side;
        p->last_at = e->at;
        p->offered_step = step;
        break;
    case EVENT_HIT:
        if (p->offered && e->target == p->next_id) p->helped_hit = true;
        take_end(p, e);
        break;
    case EVENT_MISS: take_end(p, e); break;
    case EVENT_SKIP:
        p->skips++;
        p->skip_by = e->key;
        p->open_count--;
        break;
    case EVENT_HELP:
        p->helps++;
        p->help_target = e->target;
        break;
    case EVENT_REDO:
        p->redos++;
        p->redo_target = e->target;
        p->redo_again = e->again;
        break;
    default: break;
    }
}

static bool is_time(const Pressing *p, const Play *play, uint32_t step)
{
    if (p->pressed || p->last_id == 0 || play_phase(play) != PHASE_PLAY) return false;
    if (play_game_step(play) < 10 * GAME_STEPS_PER_SECOND) return false;
    return p->open ? p->open_count > 0 && step - p->offered_step == OPEN_STEPS : p->open_count == 0;
}

// Looks at what the step before gave, and presses the key when it is time.
static void press(void *user, const Play *play, PlayInput *in, const PlayOutput *before)
{
    Pressing *p = user;
    bool hit = p->helped_hit;
    for (int i = 0; i < before->event_count; i++) take_event(p, &before->event[i], in->step);
    if (p->helped_hit && !hit) p->level_after = play_staircase(play)->position;
    if (!p->helped_hit) p->level_before = play_staircase(play)->position;
    if (p->pressed && p->open && !p->offered && in->step > p->pressed_step)
        for (int i = 0; i < before->target_count; i++)
            p->target_stays |= before->target[i].id == p->pressed_id;
    if (!is_time(p, play, in->step)) return;
    p->pressed = true;
    p->pressed_id = p->last_id;
    p->open_before = p->open_count;
    p->before_side = p->last_side;
    p->before_at = p->last_at;
    p->pressed_step = in->step + 1;  // its answer is seen before the step after this one
    in->command[in->command_count++] = (PlayCommand){ p->key, 0 };
}

static SimResult play(const Game *game, Posture posture, Pressing *p)
{
    PuppetSkill skill = puppet_skill(0.8f);
    SimOptions options = { .game = game,
                           .level = 2,
                           .seconds = SECONDS,
                           .seed = 5,
                           .hand = HAND_EITHER,
                           .posture = posture,
                           .puppet = &skill,
                           .success = STAIRCASE_SUCCESS_USUAL };
    return sim_session_watched(&options, press, p);
}

static void check_open(const Pressing *p, const SimResult *r)
{
    assert_int_equal(p->skips, p->open_before);
    assert_int_equal((int)r->score.skipped, p->skips);
    assert_int_equal(p->late_ends, 0);
    assert_false(p->target_stays);
    GameCommand by = p->key == COMMAND_REDO   ? GAME_REDO
                     : p->key == COMMAND_SKIP ? GAME_SKIP
                                              : GAME_ASSIST;
    assert_int_equal(p->skip_by, by);
}

static void check_next(const Pressing *p, const SimResult *r)
{
    assert_true(p->offered);
    assert_at_most(p->next_step - p->pressed_step, PATIENCE);
    assert_int_equal(p->helps, p->key == COMMAND_ASSIST);
    assert_int_equal(p->redos, p->key == COMMAND_REDO);
    assert_int_equal(r->score.helped, p->helps);
    assert_int_equal(r->score.redone, p->redos);
    if (p->key == COMMAND_ASSIST) {
        assert_int_equal(p->help_target, p->next_id);
        assert_int_equal(r->score.hits_helped, p->helped_hit);
        if (p->helped_hit) assert_at_most(p->level_after, p->level_before);
    }
    if (p->key != COMMAND_REDO) return;
    assert_int_equal(p->redo_target, p->pressed_id);
    assert_int_equal(p->redo_again, p->next_id);
    assert_int_equal(p->next_side, p->before_side);
    assert_at_most(vec2_distance(p->next_at, p->before_at), 2.5f);
}

static void try_key(const Game *game, Posture posture, Command key, bool open)
{
    Pressing p = { .key = key, .open = open };
    SimResult r = play(game, posture, &p);
    print_message("%-17s %-9s %-6s %s: %s\n", game->id, posture_name(posture),
                  key == COMMAND_ASSIST ? "help"
                  : key == COMMAND_SKIP ? "skip"
                                        : "redo",
                  open ? "in a try" : "between ", p.pressed ? "pressed" : "always something open");
    assert_int_equal(r.phase, PHASE_DONE);
    if (open) assert_true(p.pressed);
    if (!p.pressed) return;
    if (open) check_open(&p, &r);
    if (!open) assert_int_equal(p.skips, 0);
    if (open || key != COMMAND_SKIP) check_next(&p, &r);
}

static void test_keys(Command key, bool open)
{
    for (int i = 0; i < game_count; i++)
        for (int posture = 0; posture < POSTURE_COUNT; posture += POSTURE_SEATED) {
            const Game *game = game_list[i];
            if (game->role == ROLE_ASSESSMENT) continue;
            if (game->needs_legs && posture_is_seated((Posture)posture)) continue;
            try_key(game, (Posture)posture, key, open);
        }
}

static void test_help_in_a_try(void **state)
{
    (void)state;
    test_keys(COMMAND_ASSIST, true);
}

static void test_help_between(void **state)
{
    (void)state;
    test_keys(COMMAND_ASSIST, false);
}

static void test_skip_in_a_try(void **state)
{
    (void)state;
    test_keys(COMMAND_SKIP, true);
}

static void test_skip_between(void **state)
{
    (void)state;
    test_keys(COMMAND_SKIP, false);
}

static void test_redo_in_a_try(void **state)
{
    (void)state;
    test_keys(COMMAND_REDO, true);
}

static void test_redo_between(void **state)
{
    (void)state;
    test_keys(COMMAND_REDO, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_help_in_a_try), cmocka_unit_test(test_help_between),
        cmocka_unit_test(test_skip_in_a_try), cmocka_unit_test(test_skip_between),
        cmocka_unit_test(test_redo_in_a_try), cmocka_unit_test(test_redo_between),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
