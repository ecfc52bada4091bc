// SPDX-License-Identifier: MIT
// test_play_recall.c: the child's size is found once for an hour: the next play takes it where the
// child fits it, and finds it anew where it does not.
#include "lamps.h"

static void open_knowing(Table *t, const Calibration *known, bool seated)
{
    open_asking(t);
    PlaySetup setup = {
        .game = &game_lamps, .setup = *play_setup(t->play), .ask_reach = 1, .known = *known
    };
    if (seated) setup.setup.profile.posture = POSTURE_SEATED;
    play_close(&t->play);
    t->play = play_open(&setup);
}

// As a first play finds it: steps until play begins.
static uint32_t find_size(Calibration *size)
{
    Table t;
    open_asking(&t);
    t.reach = 1;
    until_playing(&t);
    *size = *play_calibration(t.play);
    uint32_t taken = t.step;
    play_close(&t.play);
    return taken;
}

static uint32_t play_knowing(const Calibration *known, Calibration *size)
{
    Table t;
    open_knowing(&t, known, false);
    until_playing(&t);
    assert_int_equal(t.events[EVENT_CALIBRATED], 1);
    *size = *play_calibration(t.play);
    uint32_t taken = t.step;
    play_close(&t.play);
    return taken;
}

static void the_next_play_begins_at_once(void **state)
{
    (void)state;
    Calibration first, next;
    uint32_t anew = find_size(&first), known = play_knowing(&first, &next);
    print_message("%u steps until play where the size is found, %u where it is known\n", anew,
                  known);
    assert_at_most(known, 30);
    assert_at_least(anew, 120);
    assert_memory_equal(&next, &first, sizeof next);
}

// Nearer, farther, aside; another's arms.
static void who_does_not_fit_is_measured_anew(void **state)
{
    (void)state;
    Calibration first, next, wrong[4];
    find_size(&first);
    for (int i = 0; i < 4; i++) wrong[i] = first;
    wrong[0].stage_per_px *= 1.1f;
    wrong[1].stage_per_px *= 0.9f;
    wrong[2].origin_px.x += 60;
    wrong[3].arm[SIDE_LEFT] = 0;
    for (int i = 0; i < 4; i++) {
        assert_at_least(play_knowing(&wrong[i], &next), 90);
        assert_true(next.stage_per_px == first.stage_per_px);
        assert_true(next.origin_px.x == first.origin_px.x);
    }
}

static void a_chair_and_the_next_person_are_somebody_else(void **state)
{
    (void)state;
    Calibration first;
    Table t;
    find_size(&first);
    open_knowing(&t, &first, true);
    until(&t, PHASE_REACH);
    assert_at_least(t.step, 90);
    assert_true(play_calibration(t.play)->seated);
    play_close(&t.play);
    open_knowing(&t, &first, false);
    command(&t, COMMAND_NEXT_PERSON, 0);
    until(&t, PHASE_REACH);  // which a size that is known passes over
    assert_at_least(t.step, 90);
    play_close(&t.play);
}

// A hand that comes farther in play than it had shown has the longer reach, as ever.
static void what_is_known_may_still_grow(void **state)
{
    (void)state;
    Calibration first, low;
    Table t;
    find_size(&first);
    low = first;
    low.reach[SIDE_LEFT] = 0.35f;
    open_knowing(&t, &low, false);
    until_playing(&t);
    assert_near(play_calibration(t.play)->reach[SIDE_LEFT], 0.35, 1e-6);
    t.reach = 1;
    steps(&t, 60);
    assert_above(play_calibration(t.play)->reach[SIDE_LEFT], 0.4);
    play_close(&t.play);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_next_play_begins_at_once),
        cmocka_unit_test(who_does_not_fit_is_measured_anew),
        cmocka_unit_test(a_chair_and_the_next_person_are_somebody_else),
        cmocka_unit_test(what_is_known_may_still_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
