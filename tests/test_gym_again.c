// SPDX-License-Identifier: MIT
// test_gym_again.c: "Again!": who asks for the same game once more by both hands up, a touch or one
// switch plays again within 120 steps; who cheers asks for nothing; what ended kindly is not
// offered again. The play is stored with the size that it was given, and steps again alike.
#include "cli/cli.h"
#include "demo/demo_camera.h"
#include "gym/again.h"
#include "gym/arc_show.h"
#include "render/render.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WIDTH        640
#define HEIGHT       480
#define FPS          30
#define POSE_STEPS   (GAME_STEPS_PER_SECOND / FPS)
#define WITHIN_STEPS 120

static char store[64];
static Run run;
static uint32_t camera_step;  // goes on from play to play

static Settings settings_of(uint32_t seconds)
{
    Settings s = settings_default();
    s.machine.store = store;
    s.machine.fast = true;
    s.machine.camera.source = "demo:play";
    snprintf(s.plan.child, sizeof s.plan.child, "BLUE-FOX-27");
    s.plan.play.game = game_find("bubble_garden");
    s.plan.play.setup.seconds = seconds;
    s.plan.play.setup.success = STAIRCASE_SUCCESS_USUAL;
    settings_settle(&s);
    s.plan.play.tells = TELLS_CHILD;
    return s;
}

static Demo *child_who(const char *script)
{
    Demo *child = NULL;
    DemoOptions options = {
        .script = script, .width = WIDTH, .height = HEIGHT, .fps = FPS, .seed = 3
    };
    assert_int_equal(demo_open(&child, &options), RESULT_OK);
    return child;
}

static bool pose_of(Demo *child, const DemoAim *aim, Pose *pose)
{
    if (camera_step++ % POSE_STEPS != 0) return false;
    demo_move(child, aim, pose);
    pose->number = camera_step;
    return true;
}

static void open_run(const Settings *s)
{
    const CameraInfo camera = { .width = WIDTH, .height = HEIGHT, .fps = FPS, .name = "drawn" };
    assert_int_equal(run_open(&run, s, &camera), RESULT_OK);
}

static void step_run(Demo *child)
{
    Pose pose;
    DemoAim aim = run_aim(&run);
    int64_t now_us = (int64_t)run.step * RUN_STEP_US;
    bool posed = pose_of(child, &aim, &pose);
    if (posed) pose.captured_us = pose.ready_us = now_us;
    run_step(&run, posed ? &pose : NULL, now_us);
}

// Plays to the end and offers "Again!".
static void play_to_the_end(const Settings *s, Demo *child, Again *again)
{
    camera_step = 0;
    open_run(s);
    for (int i = 0; !run_done(&run); i++) {
        assert_below(i, 20000);
        step_run(child);
    }
    again_offer(again, &run);
}

static void leave(void)
{
    assert_int_equal(run_close(&run), RESULT_OK);
    run_free(&run);
}

// Steps of the ending until it asks; -1: it never does.
static int until_it_asks(Again *again, const Settings *s, Demo *child)
{
    ArcShow show;
    arc_show_start(&show, s, (KnownVisits){ 0 });
    show.rests = AGAIN_WAIT_STEPS;
    assert_true(arc_show_end(&show, &run));
    while (show.ending && !again->asked) {
        Pose pose;
        bool posed = pose_of(child, NULL, &pose);
        arc_show_step(&show, &run, posed ? &pose : NULL);
        if (arc_show_rests(&show)) again_step(again, &show.body);
    }
    return again->asked ? (int)again->step : -1;
}

// That the stored session, stepped again, does the same.
static int replay_last(void)
{
    char *argv[] = { "replay", "last", "--verify", "--store", store, NULL };
    return cmd_replay(5, argv);
}

static void test_who_asks_plays_again_within_120_steps(void **state)
{
    (void)state;
    Settings s = settings_of(6);
    Demo *plays = child_who("play"), *asks = child_who("still 6, wave");
    Again again = { 0 };
    play_to_the_end(&s, plays, &again);
    assert_true(again.offered);
    int asked = until_it_asks(&again, &s, asks);
    assert_at_least(asked, AGAIN_HOLD_STEPS);
    leave();
    const Calibration size = again.size;
    again_begin(&again, &s.plan.play);
    assert_false(again.asked);
    open_run(&s);
    uint32_t steps = 0;
    for (; play_phase(run.play) != PHASE_PLAY; steps++) {
        assert_below(steps, WITHIN_STEPS);
        step_run(plays);
    }
    print_message("asked after %d steps of the picture at rest, plays %u steps later\n", asked,
                  steps);
    assert_memory_equal(play_calibration(run.play), &size, sizeof size);
    while (!run_done(&run)) step_run(plays);
    assert_above(play_score(run.play)->hits, 0);
    leave();
    assert_int_equal(replay_last(), 0);
    demo_close(&plays);
    demo_close(&asks);
}

static void test_reaching_asks_for_nothing(void **state)
{
    (void)state;
    static const char *const scripts[] = { "still", "reach left 3" };
    for (int i = 0; i < 2; i++) {
        Settings s = settings_of(4);
        Demo *plays = child_who("play"), *after = child_who(scripts[i]);
        Again again = { 0 };
        play_to_the_end(&s, plays, &again);
        assert_int_equal(until_it_asks(&again, &s, after), -1);
        leave();
        demo_close(&plays);
        demo_close(&after);
    }
}

// Hands that were up already cheer; down and up again for a whole second they ask.
static void test_cheering_asks_for_nothing(void **state)
{
    (void)state;
    Body up = { .seen = true, .hand = { { 7, 7 }, { 9, 7 } }, .hand_trust = { 1, 1 } };
    Body down = up;
    up.joint[LANDMARK_SHOULDER_LEFT] = down.joint[LANDMARK_SHOULDER_LEFT] = vec2(7.4f, 5);
    up.joint[LANDMARK_SHOULDER_RIGHT] = down.joint[LANDMARK_SHOULDER_RIGHT] = vec2(8.6f, 5);
    down.hand[SIDE_LEFT] = vec2(7, 3);
    Again again = { .offered = true, .arms = 3, .size = { .arm = { 2, 2 }, .reach = { 1, 1 } } };
    for (int i = 0; i < 300; i++) again_step(&again, &up);
    assert_false(again.asked);
    again_step(&again, &down);  // one hand is enough to be down
    for (unsigned i = 0; i < AGAIN_HOLD_STEPS - 1; i++) again_step(&again, &up);
    assert_false(again.asked);
    again_step(&again, &up);
    assert_true(again.asked);
    again = (Again){ .offered = true, .arms = 2, .size = again.size };  // who has one arm
    again_step(&again, &(Body){ 0 });
    for (unsigned i = 0; i < AGAIN_HOLD_STEPS; i++) again_step(&again, &down);
    assert_true(again.asked);
}

static void test_a_touch_or_a_switch_asks_too(void **state)
{
    (void)state;
    const Body nobody = { 0 };
    const Again offer = { .offered = true, .arms = 3 };
    Again again = offer;
    assert_false(again_key(&again, RENDER_KEY_TAB));  // it is not seen yet
    again_step(&again, &nobody);
    assert_false(again_key(&again, RENDER_KEY_ENTER));
    assert_false(again_point(&again, vec2(8, 4.5f)));
    assert_false(again.asked);
    assert_true(again_key(&again, RENDER_KEY_TAB));
    assert_true(again.asked);
    again = offer;
    again_step(&again, &nobody);
    assert_true(again_point(&again, vec2_add(AGAIN_AT, vec2(0.1f, -0.1f))));
    assert_true(again.asked);
    Canvas *canvas = calloc(1, sizeof *canvas);
    again_draw(&again, canvas);
    assert_int_equal(canvas->figure_count, 1);
    free(canvas);
}

static void test_no_time_or_a_kind_end_offers_nothing(void **state)
{
    (void)state;
    Settings s = settings_of(4);
    Demo *plays = child_who("play"), *idle = child_who("still");
    Again again = { .no_time = true };
    play_to_the_end(&s, plays, &again);
    assert_false(again.offered);
    leave();
    again = (Again){ 0 };
    s = settings_of(240);
    play_to_the_end(&s, idle, &again);
    assert_int_equal(play_score(run.play)->hits, 0);
    assert_false(again.offered);
    leave();
    demo_close(&plays);
    demo_close(&idle);
}

int main(void)
{
    snprintf(store, sizeof store, "%s/tiptoe-again-%d.db", P_tmpdir, (int)getpid());
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_asks_plays_again_within_120_steps),
        cmocka_unit_test(test_reaching_asks_for_nothing),
        cmocka_unit_test(test_cheering_asks_for_nothing),
        cmocka_unit_test(test_a_touch_or_a_switch_asks_too),
        cmocka_unit_test(test_no_time_or_a_kind_end_offers_nothing),
    };
    camera_register(&demo_camera_source);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(store);
    return failed;
}
