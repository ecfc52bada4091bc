// SPDX-License-Identifier: MIT
// test_body_reach.c: how far each hand comes: shown, short, not shown, not there.
#include "body/arm_reach.h"
#include "test.h"

#define FRAME_US 33333
#define BOTH     3u

static const Calibration size = { .done = true,
                                  .arm = { 2, 2 },
                                  .shoulder = { { 7.4f, 5 }, { 8.6f, 5 } } };

// Both hands `along` an arm away from their shoulders, `up` degrees above level.
static Body with_arms(float left, float right, float up)
{
    Body body = { .seen = true };
    float share[] = { left, right };
    for (int side = 0; side < SIDE_COUNT; side++) {
        float out = side == SIDE_RIGHT ? 1.0f : -1.0f, turn = up * PI_F / 180;
        body.joint[LANDMARK_SHOULDER_LEFT + side] = size.shoulder[side];
        body.trust[LANDMARK_SHOULDER_LEFT + side] = body.hand_trust[side] = 1;
        Vec2 by = vec2_scale(vec2(out * cosf(turn), sinf(turn)), share[side] * size.arm[side]);
        body.hand[side] = vec2_add(size.shoulder[side], by);
    }
    return body;
}

// Feeds the same body until it is enough; the seconds that it took.
static double seconds_until(ArmReach *reach, const Body *body, unsigned arms)
{
    int64_t us = 1000000;
    while (!arm_reach_add(reach, body, &size, arms, us) && us < 20000000) us += FRAME_US;
    return (double)(us - 1000000) * 1e-6;
}

static void stretched_arms_need_no_time(void **state)
{
    (void)state;
    for (int up = -10; up <= 90; up += 20) {
        ArmReach reach = { 0 };
        Body body = with_arms(1.12f, 1.12f, (float)up);
        assert_below(seconds_until(&reach, &body, BOTH), 0.2);
        assert_float_equal(arm_reach_comfortable(&reach, SIDE_LEFT), 1, 0.02);
    }
}

static void a_short_reach_is_what_it_is(void **state)
{
    (void)state;
    ArmReach reach = { 0 };
    Body body = with_arms(0.6f, 1.12f, 20);
    double seconds = seconds_until(&reach, &body, BOTH);
    assert_above(seconds, 0.9);
    assert_below(seconds, 1.5);
    assert_float_equal(arm_reach_comfortable(&reach, SIDE_LEFT), 0.54, 0.01);
    assert_float_equal(arm_reach_comfortable(&reach, SIDE_RIGHT), 1, 0);
}

static void hanging_arms_show_nothing_and_are_not_waited_for_long(void **state)
{
    (void)state;
    ArmReach reach = { 0 };
    Body body = with_arms(1, 1, -85);
    double seconds = seconds_until(&reach, &body, BOTH);
    assert_float_equal(seconds, ARM_REACH_US * 1e-6, 0.05);
    assert_float_equal(arm_reach_comfortable(&reach, SIDE_LEFT), ARM_REACH_UNSHOWN, 0);
}

static void an_absent_arm_is_not_waited_for(void **state)
{
    (void)state;
    ArmReach reach = { 0 };
    Body body = with_arms(0, 1.12f, 30);
    body.hand_trust[SIDE_LEFT] = 0;
    assert_below(seconds_until(&reach, &body, 1u << SIDE_RIGHT), 0.2);
}

// A lean carries the hand far out, but the arm is no longer for it.
static void a_lean_adds_nothing(void **state)
{
    (void)state;
    ArmReach reach = { 0 };
    Body body = with_arms(0.7f, 0.7f, 10);
    for (int side = 0; side < SIDE_COUNT; side++) {
        body.joint[LANDMARK_SHOULDER_LEFT + side].x += 1;
        body.hand[side].x += 1;
    }
    seconds_until(&reach, &body, BOTH);
    assert_float_equal(arm_reach_comfortable(&reach, SIDE_RIGHT), 0.63, 0.01);
}

// One frame in which the network throws the hand far away, and a hand that is not trusted.
static void a_slip_of_the_network_is_no_reach(void **state)
{
    (void)state;
    ArmReach reach = { 0 };
    for (int i = 0; i < 100; i++) {
        Body body = with_arms(i % 10 == 5 ? 1.3f : 0.6f, 1.1f, 30);
        if (i % 3) body.hand_trust[SIDE_RIGHT] = 0.2f;
        arm_reach_add(&reach, &body, &size, BOTH, (int64_t)(i + 1) * FRAME_US);
    }
    assert_float_equal(arm_reach_comfortable(&reach, SIDE_LEFT), 0.54, 0.01);
    assert_float_equal(arm_reach_comfortable(&reach, SIDE_RIGHT), ARM_REACH_UNSHOWN, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stretched_arms_need_no_time),
        cmocka_unit_test(a_short_reach_is_what_it_is),
        cmocka_unit_test(hanging_arms_show_nothing_and_are_not_waited_for_long),
        cmocka_unit_test(an_absent_arm_is_not_waited_for),
        cmocka_unit_test(a_lean_adds_nothing),
        cmocka_unit_test(a_slip_of_the_network_is_no_reach),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
