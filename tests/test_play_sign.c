// SPDX-License-Identifier: MIT
// test_play_sign.c: the child's sign to stop: held for two seconds, and what is none.
#include "lamps.h"
#include "play/sign.h"

static const Calibration size = { .done = true,
                                  .arm = { 2, 2 },
                                  .trunk = 1.8f,
                                  .shoulder_width = 1.2f,
                                  .shoulder = { { 7.4f, 5 }, { 8.6f, 5 } } };

// Hanging upper arms; the wrists where a test wants them.
static Body with_wrists(Vec2 left, Vec2 right)
{
    Body body = { .seen = true, .shoulders = { 8, 5 }, .hips = { 8, 3.2f } };
    Vec2 wrist[] = { left, right };
    for (int side = 0; side < SIDE_COUNT; side++) {
        float out = side == SIDE_RIGHT ? 1.0f : -1.0f;
        body.joint[LANDMARK_SHOULDER_LEFT + side] = size.shoulder[side];
        body.joint[LANDMARK_ELBOW_LEFT + side] = vec2(8 + out * 0.75f, 4.05f);
        body.joint[LANDMARK_WRIST_LEFT + side] = body.hand[side] = wrist[side];
    }
    for (int i = 0; i < LANDMARK_COUNT; i++) body.trust[i] = 1;
    return body;
}

static Body crossed_arms(void)
{
    return with_wrists(vec2(8.5f, 4.5f), vec2(7.5f, 4.4f));
}

// Steps of a thirtieth second until the sign is found, at most ten seconds.
static int found_after(SignWatch *watch, const Body *body, unsigned asked)
{
    int64_t from = watch->last_us ? watch->last_us : 1000000;
    for (int i = 1; i <= 300; i++)
        if (sign_add(watch, body, &size, asked, from + i * 33333)) return i;
    return 0;
}

static void two_seconds_are_a_sign(void **state)
{
    (void)state;
    SignWatch watch = { 0 };
    Body body = crossed_arms();
    assert_in_range(found_after(&watch, &body, 0), 60, 63);
    assert_int_equal(found_after(&watch, &body, 0), 0);  // told once
}

static void other_arms_are_none(void **state)
{
    (void)state;
    const Vec2 wrists[][2] = {
        { { 7.3f, 3 }, { 8.7f, 3 } },          // hanging
        { { 7.95f, 3.6f }, { 8.05f, 3.6f } },  // hands folded on the belly
        { { 8.3f, 3.3f }, { 7.7f, 3.3f } },    // crossed in the lap
        { { 7.4f, 4.8f }, { 8.6f, 4.8f } },    // each at its own shoulder
        { { 8.5f, 4.5f }, { 8.7f, 3 } },       // one arm alone
        { { 8.3f, 6.2f }, { 7.7f, 6.2f } },    // crossed before the face
        { { 9.4f, 4.6f }, { 6.6f, 4.6f } },    // crossed, and far out
    };
    for (size_t i = 0; i < sizeof wrists / sizeof *wrists; i++) {
        SignWatch watch = { 0 };
        Body body = with_wrists(wrists[i][0], wrists[i][1]);
        if (found_after(&watch, &body, 0)) fail_msg("arms %zu were taken for a sign", i);
    }
    SignWatch watch = { 0 };
    Body body = crossed_arms();
    body.trust[LANDMARK_WRIST_RIGHT] = 0.3f;  // a guess of the network
    assert_int_equal(found_after(&watch, &body, 0), 0);
}

static void a_short_doubt_is_bridged_and_a_long_one_not(void **state)
{
    (void)state;
    for (int missing = 3; missing <= 24; missing += 7) {
        SignWatch watch = { 0 };
        Body body = crossed_arms(), none = with_wrists(vec2(7.3f, 3), vec2(8.7f, 3));
        int64_t us = 1000000;
        for (int i = 0; i < 45; i++) assert_false(sign_add(&watch, &body, &size, 0, us += 33333));
        for (int i = 0; i < missing; i++) sign_add(&watch, &none, &size, 0, us += 33333);
        int more = found_after(&watch, &body, 0);
        if (missing <= 10) assert_in_range(more, 14, 18);
        if (missing >= 17) assert_at_least(more, 60);
    }
}

static void what_the_game_asks_for_is_none(void **state)
{
    (void)state;
    Body body = crossed_arms();
    GameTarget across[] = {
        { .id = 1, .kind = TARGET_HAND, .at = { 8.7f, 4.6f }, .radius = 0.4f, .sides = 1 },
        { .id = 2, .kind = TARGET_HAND, .at = { 7.3f, 4.6f }, .radius = 0.4f, .sides = 2 },
    };
    assert_int_equal(sign_asked(&body, &size, across, 1), 1);
    assert_int_equal(sign_asked(&body, &size, across, 2), 3);
    across[0].sides = 3;  // the other hand is nearer to it
    assert_int_equal(sign_asked(&body, &size, across, 1), 0);
    across[0] =
        (GameTarget){ .id = 3, .kind = TARGET_HAND, .at = { 11, 6 }, .radius = 0.4f, .sides = 1 };
    assert_int_equal(sign_asked(&body, &size, across, 1), 0);  // nowhere near
    SignWatch watch = { 0 };
    assert_int_equal(found_after(&watch, &body, 1), 0);
    assert_int_equal(found_after(&watch, &body, 0), 1);  // as soon as the target is gone
    watch = (SignWatch){ 0 };
    assert_int_equal(found_after(&watch, &body, 3), 0);
    assert_in_range(found_after(&watch, &body, 0), 60, 63);
}

// ---- in a play ----

static void the_sign_pauses(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 60, 1);
    until_playing(&t);
    t.crossed = true;
    steps(&t, 100);
    assert_false(play_paused(t.play));
    while (t.step < 60 * 60 && !play_is_paused_by_child(t.play)) step(&t);
    assert_true(play_is_paused_by_child(t.play));
    assert_string_equal(t.out.say, "we_stop");
    assert_int_equal(t.events[EVENT_SIGN], 1);
    assert_int_equal(t.events[EVENT_PAUSE], 1);
    assert_int_equal(play_quality(t.play)->signs, 1);
    steps(&t, 600);  // it stays, crossed or not
    t.crossed = false;
    steps(&t, 600);
    assert_true(play_is_paused_by_child(t.play));
    command(&t, COMMAND_RESUME, 0);
    step(&t);
    assert_false(play_is_paused_by_child(t.play));
    assert_int_equal(play_phase(t.play), PHASE_COUNT_IN);
    t.crossed = true;  // no once more: in the count as well
    steps(&t, 150);
    assert_int_equal(t.events[EVENT_SIGN], 2);
    play_close(&t.play);
}

static void a_resting_hand_makes_no_sign(void **state)
{
    (void)state;
    const HandRule rules[] = { HAND_LEFT, HAND_RIGHT };
    for (int i = 0; i < 2; i++) {
        Table t;
        open_table(&t, rules[i], 60, 1);
        until_playing(&t);
        t.crossed = true;
        steps(&t, 300);
        assert_int_equal(t.events[EVENT_SIGN], 0);
        play_close(&t.play);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_seconds_are_a_sign),
        cmocka_unit_test(other_arms_are_none),
        cmocka_unit_test(a_short_doubt_is_bridged_and_a_long_one_not),
        cmocka_unit_test(what_the_game_asks_for_is_none),
        cmocka_unit_test(the_sign_pauses),
        cmocka_unit_test(a_resting_hand_makes_no_sign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
