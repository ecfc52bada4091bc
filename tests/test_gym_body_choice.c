// SPDX-License-Identifier: MIT
// test_gym_body_choice.c: one of two by the child's own body: the drawn child reaches for the left
// or the right picture and stays there until the ring is full, standing, seated, with one hand
// alone, with short arms, with a range of a few centimetres and a gain. A hand that rests, waves or
// passes by chooses nothing, and a frame that is lost undoes nothing.
#include "demo/demo.h"
#include "gym/body_press.h"
#include "gym/wardrobe.h"

#include "test.h"

#include <string.h>

#define WIDTH      640
#define HEIGHT     480
#define POSE_STEPS 2  // of 60 a second

typedef struct Try {
    const char *script;  // NULL: plays
    bool seated, wheelchair;
    HandRule hand;
    unsigned without;
    float gain, reach_cm, range_cm;
    float hold_s;
    int wanted;      // the place that it reaches for; -1: none
    bool lost;       // every third pose is lost
    float known_al;  // reach as known; 0: nothing is known
} Try;

typedef struct Outcome {
    int chosen;
    float after_s;  // since the places were there
    float held_s;   // with a ring that was not empty
    Vec2 place[2];
} Outcome;

static Profile profile_of(const Try *t)
{
    PlayPlan plan = plan_default();
    Profile profile = plan.play.setup.profile;
    profile.hand = t->hand;
    profile.without = t->without;
    profile.posture = t->wheelchair ? POSTURE_WHEELCHAIR
                      : t->seated   ? POSTURE_SEATED
                                    : POSTURE_STANDING;
    return profile;
}

static Demo *open_child(const Try *t)
{
    Demo *child = NULL;
    DemoOptions options = { .script = t->script,
                            .width = WIDTH,
                            .height = HEIGHT,
                            .fps = 60.0 / POSE_STEPS,
                            .seed = 5,
                            .seated = t->seated || t->wheelchair,
                            .wheelchair = t->wheelchair,
                            .reach_cm = t->reach_cm,
                            .range_cm = t->range_cm };
    assert_int_equal(demo_open(&child, &options), RESULT_OK);
    return child;
}

// The size of this child as an earlier game would have found it.
static Calibration measured(const Try *t)
{
    Demo *child = open_child(
        &(Try){ .script = "still 60", .seated = t->seated, .wheelchair = t->wheelchair });
    Calibrator calibrator = { 0 };
    Calibration size = { 0 };
    for (int i = 0; i < 300 && !size.done; i++) {
        Pose pose;
        demo_move(child, NULL, &pose);
        calibrator_add(&calibrator, &pose, t->seated || t->wheelchair, t->without, &size);
    }
    demo_close(&child);
    assert_true(size.done);
    for (int side = 0; side < SIDE_COUNT; side++) size.reach[side] = t->known_al;
    return size;
}

// Up to 30 s of the page.
static Outcome choose(const Try *t)
{
    static BodyChoice choice;
    Demo *child = open_child(t);
    PlayPlan plan = plan_default();
    plan.play.setup.profile = profile_of(t);
    plan.play.gain = t->gain;
    plan.hold_s = t->hold_s;
    const Calibration known = t->known_al > 0 ? measured(t) : (Calibration){ 0 };
    body_choice_start(&choice, &plan, &known);
    Outcome o = { .chosen = -1 };
    for (int step = 0; step < 1800 && o.chosen < 0; step++) {
        Pose pose;
        bool fresh = step % POSE_STEPS == 0;
        GameTarget target[HOLD_PLACES_MAX];
        int count = body_choice_targets(&choice, target);
        if (t->wanted >= 0 && count) target[0] = target[t->wanted];
        DemoAim aim =
            demo_aim(target, t->wanted >= 0 && count ? 1 : 0, 0, &choice.child.size, WIDTH, HEIGHT);
        if (fresh) demo_move(child, &aim, &pose);
        if (t->lost && step % (3 * POSE_STEPS) == 0) pose.found = false;
        pose.captured_us = (int64_t)step * 1000000 / 60;
        o.chosen = body_choice_step(&choice, fresh ? &pose : NULL, 1.0f / 60, true);
        if (choice.placed) o.after_s += 1.0f / 60;
        if (choice.hold.held_s > 0) o.held_s += 1.0f / 60;
    }
    memcpy(o.place, choice.hold.place, sizeof o.place);
    assert_true(choice.placed);
    demo_close(&child);
    return o;
}

static void check_chosen(const char *name, const Try *asked)
{
    for (int wanted = 0; wanted < 2; wanted++) {
        Try t = *asked;
        t.wanted = wanted;
        Outcome o = choose(&t);
        print_message("%-22s %d: chose %d after %.1f s, ring %.1f s; places %.1f %.1f, %.1f %.1f\n",
                      name, wanted, o.chosen, (double)o.after_s, (double)o.held_s,
                      (double)o.place[0].x, (double)o.place[0].y, (double)o.place[1].x,
                      (double)o.place[1].y);
        assert_int_equal(o.chosen, wanted);
        float hold_s = t.hold_s > 0 ? t.hold_s : HOLD_USUAL_S;
        assert_at_least(o.held_s, hold_s - 0.05f);
        assert_at_least(o.place[1].x - o.place[0].x, 2 * HOLD_PLACE_R + 0.2f);
    }
}

static void test_each_child_reaches_both(void **state)
{
    (void)state;
    check_chosen("standing", &(Try){ .hand = HAND_EITHER });
    check_chosen("standing, known", &(Try){ .hand = HAND_EITHER, .known_al = 1 });
    check_chosen("seated", &(Try){ .hand = HAND_EITHER, .seated = true });
    check_chosen("wheelchair", &(Try){ .hand = HAND_EITHER, .wheelchair = true });
    check_chosen("left hand only", &(Try){ .hand = HAND_LEFT });
    check_chosen("right hand only", &(Try){ .hand = HAND_RIGHT });
    check_chosen("left arm absent", &(Try){ .hand = HAND_EITHER, .without = 1u << LIMB_ARM_LEFT });
    check_chosen("seated, left only", &(Try){ .hand = HAND_LEFT, .seated = true });
    check_chosen("seated, right only", &(Try){ .hand = HAND_RIGHT, .seated = true });
    check_chosen("half the reach", &(Try){ .hand = HAND_EITHER, .reach_cm = 20, .known_al = 0.5f });
    check_chosen("half the reach, left",
                 &(Try){ .hand = HAND_LEFT, .reach_cm = 20, .known_al = 0.5f });
}

static void test_a_few_centimetres_with_a_gain(void **state)
{
    (void)state;
    check_chosen("4 cm, gain 5", &(Try){ .hand = HAND_EITHER, .range_cm = 4, .gain = 5 });
    check_chosen("4 cm, left only", &(Try){ .hand = HAND_LEFT, .range_cm = 4, .gain = 5 });
    check_chosen("4 cm, seated",
                 &(Try){ .hand = HAND_EITHER, .range_cm = 4, .gain = 5, .seated = true });
}

static void test_the_time_is_the_therapists(void **state)
{
    (void)state;
    check_chosen("1 s", &(Try){ .hand = HAND_EITHER, .hold_s = 1 });
    check_chosen("2.5 s", &(Try){ .hand = HAND_EITHER, .hold_s = 2.5f });
    HoldChoice hold;
    const float asked[] = { 0, 0.2f, 9, NAN }, got[] = { 1.5f, 1, 2.5f, 1.5f };
    for (int i = 0; i < 4; i++) {
        hold_choice_start(&hold, 3, asked[i]);
        assert_near(hold.wanted_s, got[i], 1e-6);
    }
}

static void test_lost_frames_undo_nothing(void **state)
{
    (void)state;
    check_chosen("a third of frames lost", &(Try){ .hand = HAND_EITHER, .lost = true });
}

static void test_who_only_is_there_chooses_nothing(void **state)
{
    (void)state;
    static const char *const scripts[] = { "still 60", "sway 1cm 0.4Hz 60", "wave 60",
                                           "drum 0 1 60", "squat 60" };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        for (int how = 0; how < 6; how++) {
            Try t = { .script = scripts[i],
                      .wanted = -1,
                      .hand = how == 3   ? HAND_LEFT
                              : how == 4 ? HAND_RIGHT
                                         : HAND_EITHER,
                      .seated = how == 1,
                      .wheelchair = how == 2,
                      .gain = how == 5 ? 5 : 0,
                      .hold_s = 1 };
            if (how == 5 && i > 1) continue;  // a hand that waves, five times as wide, is no rest
            Outcome o = choose(&t);
            if (o.chosen >= 0) fail_msg("%s, way %d: chose %d", scripts[i], how, o.chosen);
        }
    }
}

// The child reaches for the left ring and the right one in turn.
static void test_rings_are_pressed_again_and_again(void **state)
{
    (void)state;
    static const Side wanted[] = { SIDE_LEFT, SIDE_RIGHT, SIDE_LEFT, SIDE_RIGHT };
    static BodyPress press;
    static Live live;
    const Try t = { .hand = HAND_EITHER };
    Demo *child = open_child(&t);
    PlayPlan plan = plan_default();
    Wardrobe w = { .avatar = { .look = look_ready(0) }, .focus = 0 };
    live.ahead.beside = true;  // its camera is another thing
    body_press_start(&press, &live, &plan);
    int pressed = 0, since = 0;
    for (int step = 0; step < 3600 && pressed < 4; step++, since++) {
        Pose pose;
        bool fresh = step % POSE_STEPS == 0;
        GameTarget target[HOLD_PLACES_MAX];
        int count = body_choice_targets(&press.choice, target);
        if (count) target[0] = target[wanted[pressed]];
        DemoAim aim = demo_aim(target, count ? 1 : 0, 0, &press.choice.child.size, WIDTH, HEIGHT);
        if (fresh) demo_move(child, &aim, &pose);
        pose.captured_us = (int64_t)step * 1000000 / 60;
        int side = body_press_step(&press, fresh ? &pose : NULL, 1.0f / 60);
        if (side < 0) continue;
        assert_int_equal(side, wanted[pressed]);
        assert_at_least(since, HOLD_USUAL_S * 60 - 1);
        if (pressed == 0) {
            wardrobe_hold(&w, SIDE_LEFT);
            const Look next = look_ready(1);
            assert_memory_equal(&w.avatar.look, &next, sizeof next);
        }
        pressed++;
        since = 0;
    }
    assert_int_equal(pressed, 4);
    for (int i = 0; i < LOOK_READY_COUNT; i++) wardrobe_hold(&w, SIDE_LEFT);  // round and round
    assert_int_equal(w.answer, WARDROBE_STAY);
    wardrobe_hold(&w, SIDE_RIGHT);
    assert_int_equal(w.answer, WARDROBE_CHOSEN);
    demo_close(&child);
}

// A hand that never leaves presses once.
static void test_a_hand_that_stays_presses_once(void **state)
{
    (void)state;
    static BodyPress press;
    static Live live;
    PlayPlan plan = plan_default();
    live.ahead.beside = true;
    body_press_start(&press, &live, &plan);
    const Calibration size = measured(&(Try){ .hand = HAND_EITHER });
    press.choice.child.size = size;
    Demo *child = open_child(&(Try){ .script = "still 2, stretch right 3cm 60" });
    int pressed = 0;
    for (int step = 0; step < 900; step++) {
        Pose pose;
        demo_move(child, NULL, &pose);
        pose.captured_us = (int64_t)step * 1000000 / 30;
        pressed += body_press_step(&press, &pose, 1.0f / 30) == SIDE_RIGHT;
    }
    assert_int_equal(pressed, 1);
    demo_close(&child);
}

static Body hand_at(Vec2 at)
{
    Body body = { .seen = true, .hand_trust = { 0, 1 } };
    body.hand[SIDE_RIGHT] = at;
    return body;
}

// What lies there from the start must go away and come back; who slips out loses the ring soon, who
// moves a little at its edge does not.
static void test_hands_at_the_edge(void **state)
{
    (void)state;
    HoldChoice hold;
    const Vec2 there = { 11, 5 }, away = { 9, 2 };
    hold_choice_start(&hold, 3, 1);
    hold.count = 2;
    hold.place[0] = vec2(5, 5);
    hold.place[1] = there;
    Body in = hand_at(there), out = hand_at(away);
    for (int i = 0; i < 600; i++) assert_int_equal(hold_choice_step(&hold, &in, 1.0f / 60), -1);
    assert_true(hold_choice_share(&hold, 1) == 0);
    hold_choice_step(&hold, &out, 1.0f / 60);
    for (int i = 0; i < 40; i++) hold_choice_step(&hold, &in, 1.0f / 60);
    assert_near(hold_choice_share(&hold, 1), 40.0 / 60, 0.02);
    Body edge = hand_at(vec2(there.x - HOLD_PLACE_R - 0.1f, there.y));
    for (int i = 0; i < 10; i++) assert_int_equal(hold_choice_step(&hold, &edge, 1.0f / 60), -1);
    assert_near(hold_choice_share(&hold, 1), 50.0 / 60, 0.02);
    for (int i = 0; i < 20; i++) hold_choice_step(&hold, &out, 1.0f / 60);
    assert_true(hold_choice_share(&hold, 1) == 0);
    in.hand[SIDE_LEFT] = vec2(5, 5);  // a hand in each is no choice
    in.hand_trust[SIDE_LEFT] = 1;
    hold.armed[SIDE_LEFT] = true;
    for (int i = 0; i < 600; i++) assert_int_equal(hold_choice_step(&hold, &in, 1.0f / 60), -1);
    in.hand[SIDE_LEFT] = away;
    int steps = 0;
    while (hold_choice_step(&hold, &in, 1.0f / 60) < 0) assert_below(steps++, 70);
    assert_at_least(steps, 55);
    assert_int_equal(hold_choice_step(&hold, &out, 1.0f / 60), 1);  // once and for all
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_child_reaches_both),
        cmocka_unit_test(test_a_few_centimetres_with_a_gain),
        cmocka_unit_test(test_the_time_is_the_therapists),
        cmocka_unit_test(test_lost_frames_undo_nothing),
        cmocka_unit_test(test_who_only_is_there_chooses_nothing),
        cmocka_unit_test(test_rings_are_pressed_again_and_again),
        cmocka_unit_test(test_a_hand_that_stays_presses_once),
        cmocka_unit_test(test_hands_at_the_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
