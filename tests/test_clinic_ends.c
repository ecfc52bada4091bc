// SPDX-License-Identifier: MIT
// test_clinic_ends.c: the check-up ends, whatever the child can do: drawn children of low and high
// skill, standing, seated and in a wheelchair. What they did not do is said.
#include "clinic_fixture.h"

#include "clinic/completeness.h"

static void do_it(float skill, Posture posture)
{
    ClinicPlan plan = {
        .seed = 7, .skill = skill, .posture = posture, .meddle = clinic_press_start
    };
    static Recording recording;
    static Kinematics kinematics;
    clinic_load(clinic_play(&plan), &recording);
    assert_int_equal(kinematics_open(&kinematics, &recording), RESULT_OK);
    int steps = 0, touched = 0, offered = 0;
    for (uint32_t i = 0; i < recording.event_count; i++) {
        Event event = recording.event[i].event.event;
        touched += event == EVENT_HIT;
        offered += event == EVENT_OFFER;
    }
    checkup_battery(profile_is_seated(&recording.info.desc.plan.play.setup.profile), &steps);
    print_message("skill %.2f, %-10s %4.0f s, %d of %d targets, %d not done\n", (double)skill,
                  posture_name(posture), recording.info.step_count / 60.0, touched, offered,
                  completeness_count(&kinematics));
    // All but the rest were begun, and it was over within eight minutes.
    assert_at_least(kinematics.item_count, steps - 1);
    assert_int_equal(completeness_count(&kinematics), 0);
    assert_at_most(recording.info.step_count, 8 * 60 * GAME_STEPS_PER_SECOND);
    kinematics_close(&kinematics);
    recording_free(&recording);
}

static void test_a_child_of_any_skill_comes_to_the_end(void **state)
{
    (void)state;
    static const float all[] = { 0.1f, 0.2f, 0.3f, 0.47f, 0.6f, 0.8f };
    static const Posture postures[] = { POSTURE_STANDING, POSTURE_SEATED, POSTURE_WHEELCHAIR };
    bool soak = getenv("TIPTOE_SOAK") != NULL;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (size_t k = 0; k < 3; k++)
            if (soak || (k == i % 3)) do_it(all[i], postures[k]);
}

// Nobody is ever in view: play freezes before it comes to that, but no step waits for ever.
static void test_no_step_waits_for_a_child_for_ever(void **state)
{
    (void)state;
    static _Alignas(16) unsigned char memory[1 << 16];
    const Game *game = game_find("checkup");
    assert_at_most(game->state_size, sizeof memory);
    memset(memory, 0, sizeof memory);
    GameSetup setup = { .seed = 1, .level = 1, .profile = { .hand = HAND_EITHER } };
    Body body = { .seen = false };
    Calibration size = { .done = true, .arm = { 1, 1 }, .leg = { 1, 1 }, .shoulder_width = 0.5f };
    const float knob[GAME_KNOBS_MAX] = { 1, 64 };
    GameInput in = { .setup = &setup, .size = &size, .body = &body, .knob = knob };
    int told[CHECKUP_VOID_COUNT] = { 0 }, steps = 0;
    bool finished = false;
    game->start(memory, &in);
    for (in.step = 0; !finished && in.step < 20 * 60 * GAME_STEPS_PER_SECOND; in.step++) {
        static GameOutput out;
        out = (GameOutput){ 0 };
        game->step(memory, &in, &out);
        for (int i = 0; i < out.event_count; i++)
            if (out.event[i].event == EVENT_TRIAL_VOID) told[out.event[i].why]++;
        finished = out.finished;
    }
    checkup_battery(false, &steps);
    print_message("ended after %u s\n", in.step / GAME_STEPS_PER_SECOND);
    assert_true(finished);
    assert_int_equal(told[CHECKUP_VOID_UNSEEN], steps - 1);  // all but the rest
}

// Stopped in the middle: what is missing is told, with the reason.
static void stop(PlayInput *in, const PlayOutput *before)
{
    (void)before;
    if (in->step == 900) in->command[in->command_count++] = (PlayCommand){ COMMAND_SKIP, 0 };
    if (in->step == 5400) in->command[in->command_count++] = (PlayCommand){ COMMAND_FINISH, 0 };
}

static void test_what_was_not_done_is_said(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 8, .posture = POSTURE_SEATED, .meddle = stop };
    static ClinicSession session;
    clinic_read(clinic_play(&plan), &session);
    const Kinematics *t = &session.kinematics;
    int skipped = 0, cut = 0, unreached = 0;
    for (int i = 0; i < t->item_count; i++) {
        if (!completeness_lacks(t, &t->item[i])) continue;
        skipped += t->item[i].why == CHECKUP_VOID_SKIPPED;
        unreached += t->item[i].why == CHECKUP_VOID_NOT_REACHED;
        cut += t->item[i].why == CHECKUP_VOID_COUNT;
    }
    assert_int_equal(skipped, 1);
    assert_at_least(unreached, 8);
    assert_at_most(cut, 1);
    assert_int_equal(completeness_count(t), skipped + cut + unreached);
    assert_string_equal(completeness_status(&session), "partial");
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    completeness_text(t, to);
    fclose(to);
    print_message("%s", text);
    assert_non_null(strstr(text, "status: partial"));
    assert_non_null(strstr(text, "skipped by the therapist"));
    assert_non_null(strstr(text, "Drumming, hands in turn, attempt 1: the check-up ended before"));
    free(text);
    clinic_close(&session);
}

// Script 1 could hang in a reach until its time was over, and called itself complete.
static void test_what_script_1_did_not_reach_is_said(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 8, .posture = POSTURE_SEATED, .meddle = stop };
    static ClinicSession session;
    int64_t id = clinic_play(&plan);
    clinic_alter(id, "UPDATE session SET game_version=?2 WHERE id=?1", 1);
    clinic_read(id, &session);
    const Kinematics *t = &session.kinematics;
    int leans = 0, raises = 0;
    for (int i = 0; i < t->item_count; i++) {
        const CheckupItem *item = &t->item[i];
        if (item->why != CHECKUP_VOID_NOT_REACHED) continue;
        leans += item->kind == CHECKUP_LEAN_SIDE;
        raises += item->kind == CHECKUP_RAISE_SIDE || item->kind == CHECKUP_REST;
    }
    assert_int_equal(leans, 4);  // two a side then
    assert_int_equal(raises, 0);
    assert_at_least(completeness_count(t), 8);
    assert_string_equal(completeness_status(&session), "partial");
    clinic_close(&session);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_child_of_any_skill_comes_to_the_end),
        TEST(test_what_was_not_done_is_said),
        TEST(test_what_script_1_did_not_reach_is_said),
        cmocka_unit_test(test_no_step_waits_for_a_child_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
