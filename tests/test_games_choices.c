// SPDX-License-Identifier: MIT
// test_games_choices.c: another hand rule or another side, chosen in the middle of a play, counts
// from the next offer on in every game: what is open ends by itself, and play goes on.
#include "sim.h"
#include "test.h"

#include <string.h>

#define SECONDS    60
#define OPEN_STEPS 12    // into a try, when the key is pressed
#define PATIENCE   1500  // steps until the next offer must have come: 25 s
#define ASKED_S    12    // the side, when enough was offered before
#define SIDED      8     // offers, from which a share is told

typedef struct Choosing {
    PlayCommand choice;
    uint32_t pressed_step, force_step, next_step;  // 0: not yet
    uint32_t offered_step;
    int open, open_then;        // tries
    int between, skipped;       // offers before the rule is in force; tries withdrawn
    int told, wrong;            // events of the choice; hits by what rests
    int offers[2][SIDE_COUNT];  // before and after the choice
    int first_id;               // of the tries after it
} Choosing;

static void take_offer(Choosing *c, const GameEvent *e, const Play *play, uint32_t step)
{
    int side = e->side >= 0 ? e->side : e->at.x > play_calibration(play)->hip.x;
    c->open++;
    c->offered_step = step;
    c->offers[c->pressed_step > 0][side]++;
    if (c->pressed_step && !c->force_step) c->between++;
    if (c->force_step && !c->next_step) {
        c->next_step = step;
        c->first_id = e->target;
    }
}

static void take_event(Choosing *c, const GameEvent *e, const Play *play, uint32_t step)
{
    HandRule rule = (HandRule)c->choice.value;
    bool ends = e->event == EVENT_HIT || e->event == EVENT_MISS;
    if (e->event == EVENT_OFFER) take_offer(c, e, play, step);
    if (ends && c->open > 0) c->open--;
    c->skipped += e->event == EVENT_SKIP;
    c->told += e->event == EVENT_HAND && e->hand == (int32_t)rule;
    c->told += e->event == EVENT_SIDE && e->value == c->choice.value;
    bool after = c->next_step && e->event == EVENT_HIT && e->target >= c->first_id;
    if (after && rule <= HAND_RIGHT && e->side >= 0) c->wrong += e->side != (int)rule;
}

static bool is_time(const Choosing *c, const Play *play, uint32_t step)
{
    uint32_t at_s = c->choice.command == COMMAND_SIDE ? SECONDS / 2 : ASKED_S;
    if (c->pressed_step || play_phase(play) != PHASE_PLAY) return false;
    if (play_game_step(play) < at_s * GAME_STEPS_PER_SECOND) return false;
    return c->open > 0 && step - c->offered_step == OPEN_STEPS;
}

static void choose(void *user, const Play *play, PlayInput *in, const PlayOutput *before)
{
    Choosing *c = user;
    bool hand = c->choice.command == COMMAND_HAND;
    bool now = !hand || play_setup(play)->profile.hand == (HandRule)c->choice.value;
    for (int i = 0; i < before->event_count; i++) {
        const GameEvent *e = &before->event[i];
        if (c->pressed_step && in->step > c->pressed_step && now && !c->force_step)
            c->force_step = in->step;
        take_event(c, e, play, in->step);
    }
    if (c->pressed_step && in->step > c->pressed_step && now && !c->force_step)
        c->force_step = in->step;
    if (!is_time(c, play, in->step)) return;
    c->pressed_step = in->step;
    c->open_then = c->open;
    in->command[in->command_count++] = c->choice;
}

static SimResult play(const Game *game, Posture posture, Choosing *c)
{
    PuppetSkill skill = puppet_skill(0.8f);
    SimOptions options = { .game = game,
                           .level = 2,
                           .seconds = SECONDS,
                           .seed = 5,
                           .hand = HAND_EITHER,
                           .side_bias = c->choice.command == COMMAND_SIDE ? 0.9f : 0.5f,
                           .posture = posture,
                           .puppet = &skill,
                           .success = STAIRCASE_SUCCESS_USUAL };
    return sim_session_watched(&options, choose, c);
}

static void choose_hand(const Game *game, Posture posture, HandRule rule)
{
    Choosing c = { .choice = { COMMAND_HAND, (float)rule } };
    SimResult r = play(game, posture, &c);
    print_message("%-17s %-9s %-9s in force after %3u steps, next offer after %3u, %d between\n",
                  game->id, posture_name(posture), hand_rule_name(rule),
                  c.force_step - c.pressed_step, c.next_step - c.pressed_step, c.between);
    assert_int_equal(r.phase, PHASE_DONE);
    assert_above(c.pressed_step, 0);
    assert_int_equal(c.told, 1);
    assert_int_equal(c.skipped, 0);
    assert_int_equal(c.between, 0);
    assert_above(c.next_step, c.pressed_step);
    assert_at_most(c.next_step - c.pressed_step, PATIENCE);
    assert_int_equal(c.wrong, 0);
}

static bool is_played(const Game *game, int posture)
{
    bool legs = game->needs_legs && posture_is_seated((Posture)posture);
    return game->role == ROLE_PLAY && !legs;
}

static void another_hand_rule(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int posture = 0; posture < POSTURE_COUNT; posture += POSTURE_SEATED)
            for (int rule = 0; rule < HAND_RULE_COUNT; rule++)
                if (rule != HAND_EITHER && is_played(game_list[i], posture))
                    choose_hand(game_list[i], (Posture)posture, (HandRule)rule);
}

static void another_side(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++) {
        const Game *game = game_list[i];
        if (!is_played(game, POSTURE_STANDING)) continue;
        Choosing c = { .choice = { COMMAND_SIDE, 0.1f } };
        SimResult r = play(game, POSTURE_STANDING, &c);
        const int *was = c.offers[0], *now = c.offers[1];
        print_message("%-17s right %d of %d, then %d of %d\n", game->id, was[1], was[0] + was[1],
                      now[1], now[0] + now[1]);
        assert_int_equal(r.phase, PHASE_DONE);
        assert_int_equal(c.told, 1);
        assert_int_equal(c.skipped, 0);
        assert_above(now[0] + now[1], 0);
        bool enough = was[0] + was[1] >= SIDED && now[0] + now[1] >= SIDED;
        if (game->sides != SIDES_BY_BIAS || !enough) continue;
        assert_above(2 * was[SIDE_RIGHT], was[0] + was[1]);
        assert_below(2 * now[SIDE_RIGHT], now[0] + now[1]);
    }
}

// What is no hand rule and no share, as a damaged recording may hold it, changes nothing.
static void what_is_none_is_left(void **state)
{
    (void)state;
    static const float wild[] = { -1, 1e30f, HAND_RULE_COUNT, 2.5f };
    for (size_t i = 0; i < sizeof wild / sizeof *wild; i++)
        for (int side = 0; side < 2; side++) {
            Choosing c = { .choice = { side ? COMMAND_SIDE : COMMAND_HAND, wild[i] } };
            SimResult r = play(game_find("bubble_garden"), POSTURE_STANDING, &c);
            assert_int_equal(r.phase, PHASE_DONE);
            assert_above(c.pressed_step, 0);
            assert_int_equal(r.events[EVENT_HAND] + r.events[EVENT_SIDE], 0);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_hand_rule),
        cmocka_unit_test(another_side),
        cmocka_unit_test(what_is_none_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
