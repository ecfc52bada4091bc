// SPDX-License-Identifier: MIT
// test_play_limbs.c: which limbs a repetition counts for.
#include "play/limbs.h"
#include "test.h"

const Game *const game_list[] = { NULL };
const int game_count = 0;

#define LEFT_ARM  (1u << LIMB_ARM_LEFT)
#define RIGHT_ARM (1u << LIMB_ARM_RIGHT)
#define LEFT_LEG  (1u << LIMB_LEG_LEFT)

static unsigned limbs(GameTarget target, int id, int side, bool seated)
{
    GameEvent hit = { .event = EVENT_HIT, .target = id, .side = side };
    return limbs_of_hit(&hit, &target, 1, seated, 0);
}

static void test_one_target(void **state)
{
    (void)state;
    GameTarget hand = { .id = 4, .kind = TARGET_HAND, .sides = 3 };
    assert_int_equal(limbs(hand, 4, SIDE_RIGHT, false), RIGHT_ARM);
    assert_int_equal(limbs(hand, 4, -1, false), 0);  // nobody knows whose
    hand.both = 1;
    assert_int_equal(limbs(hand, 4, -1, false), LEFT_ARM | RIGHT_ARM);
    GameTarget lift = { .id = 4, .kind = TARGET_LIFT, .sides = 1u << SIDE_LEFT };
    assert_int_equal(limbs(lift, 4, SIDE_RIGHT, false), LEFT_LEG);  // told by the leg that stood
    GameTarget squat = { .id = 4, .kind = TARGET_SQUAT };
    assert_int_equal(limbs(squat, 4, -1, false), LIMBS_LEGS);
    assert_int_equal(limbs(squat, 4, -1, true), LIMBS_ARMS);
    GameTarget lean = { .id = 4, .kind = TARGET_LEAN, .sides = 3 };
    assert_int_equal(limbs(lean, 4, SIDE_LEFT, false), 0);
}

static void test_a_pose_counts_for_every_limb_in_it(void **state)
{
    (void)state;
    GameTarget pose[] = { { .id = 11, .kind = TARGET_HAND, .sides = 1u << SIDE_LEFT },
                          { .id = 12, .kind = TARGET_HAND, .sides = 1u << SIDE_RIGHT },
                          { .id = 13, .kind = TARGET_LIFT, .sides = 1u << SIDE_LEFT } };
    GameEvent hit = { .event = EVENT_HIT, .target = 10, .side = -1 };
    assert_int_equal(limbs_of_hit(&hit, pose, 3, false, 0), LEFT_ARM | RIGHT_ARM | LEFT_LEG);
    hit.target = 12;
    assert_int_equal(limbs_of_hit(&hit, pose, 3, false, 0), RIGHT_ARM);
}

static void test_a_limb_that_is_left_out_did_nothing(void **state)
{
    (void)state;
    GameTarget squat = { .id = 4, .kind = TARGET_SQUAT };
    GameEvent hit = { .event = EVENT_HIT, .target = 4, .side = -1 };
    assert_int_equal(limbs_of_hit(&hit, &squat, 1, false, LIMBS_LEGS & ~LEFT_LEG), LEFT_LEG);
    assert_int_equal(limbs_of_hit(&hit, &squat, 1, false, LIMBS_LEGS), 0);
    assert_int_equal(limbs_of_hit(&hit, &squat, 1, true, LEFT_ARM), RIGHT_ARM);
    GameTarget hand = { .id = 4, .kind = TARGET_HAND, .sides = 3, .both = 1 };
    assert_int_equal(limbs_of_hit(&hit, &hand, 1, false, RIGHT_ARM), LEFT_ARM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_target),
        cmocka_unit_test(test_a_pose_counts_for_every_limb_in_it),
        cmocka_unit_test(test_a_limb_that_is_left_out_did_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
