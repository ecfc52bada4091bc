// SPDX-License-Identifier: MIT
// test_gym_avatar.c: the drawn child follows the tracked one: hands and feet exactly, nothing
// jumps, nothing is left out, whatever it looks like.
#include "avatar/avatar.h"
#include "avatar/rig.h"
#include "gym/demonstration.h"
#include "gym/settings.h"
#include "test.h"

#include <string.h>

#define PLAY_STEPS 1500
#define STEP_MORE  6.0f  // thousandths a step: noise of a pose that stands still
#define FASTER     1.5f

static const float ages[] = { 3, 4, 6, 8, 10, 12, 14, 16, 18 };
#define AGES ((int)(sizeof ages / sizeof *ages))

static Demonstration open_play(const Game *game, Posture posture)
{
    Demonstration d = { 0 };
    Settings s = settings_default();
    s.plan.play.game = game;
    s.plan.play.setup.level = 3;
    s.plan.play.setup.profile.posture = posture;
    settings_settle(&s);
    if (demonstration_open(&d, &s.plan)) assert_true(play_calibration(d.play)->done);
    return d;
}

static float gap(const Figure *f, Point drawn, Vec2 tracked)
{
    Point stage = f->origin + conjf(drawn) * f->scale;
    return hypotf(crealf(stage) - tracked.x, cimagf(stage) - tracked.y);
}

static Point joint_of(const Figure *f, int number)
{
    const Point *row[] = { f->shoulder, f->elbow, f->wrist, f->hand, f->hip, f->knee, f->ankle };
    return row[number / 2][number % 2];
}

// The fastest of the tracked joints that the rig is made of, thousandths of the stature.
static float fastest(const Body *now, const Body *before, const Calibration *size)
{
    float most = 0;
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        bool drawn = i == LANDMARK_NOSE || i == LANDMARK_EAR_LEFT || i == LANDMARK_EAR_RIGHT ||
                     (i >= LANDMARK_SHOULDER_LEFT && i <= LANDMARK_ANKLE_RIGHT);
        if (drawn) most = fmaxf(most, vec2_distance(now->joint[i], before->joint[i]));
    }
    for (int side = 0; side < SIDE_COUNT; side++)
        most = fmaxf(most, vec2_distance(now->hand[side], before->hand[side]));
    return most / size->height * 1000;
}

// How many of the drawn joints' steps were faster than the pose allows.
static int follow(Demonstration *d, float years, int *steps)
{
    const RigRest none = { 0 };
    const Calibration *size = play_calibration(d->play);
    Body before = *play_body(d->play);
    Figure was;
    rig_solve(&was, &before, size, years, &none);
    int jumps = 0;
    for (int i = 0; i < PLAY_STEPS && play_phase(d->play) == PHASE_PLAY; i++) {
        demonstration_step(d, 1);
        const Body *body = play_body(d->play);
        Figure f;
        rig_solve(&f, body, size, years, &none);
        for (int side = 0; side < SIDE_COUNT; side++) {
            assert_below(gap(&f, f.hand[side], body->hand[side]), 1e-4f);
            Vec2 ankle = body->joint[LANDMARK_ANKLE_LEFT + side];
            if (!f.seated) assert_below(gap(&f, f.ankle[side], ankle), 1e-4f);
        }
        float allowed = FASTER * (fastest(body, &before, size) + STEP_MORE);
        for (int j = 0; j < 14; j++) {
            jumps += cabsf(joint_of(&f, j) - joint_of(&was, j)) > allowed;
            (*steps)++;
        }
        was = f;
        before = *body;
    }
    return jumps;
}

static void test_hands_and_feet_are_exact_and_nothing_jumps(void **state)
{
    (void)state;
    int steps = 0, jumps = 0;
    for (int i = 0; i < game_count; i++) {
        for (int posture = 0; posture < POSTURE_COUNT; posture++) {
            if (game_list[i]->needs_legs && posture_is_seated((Posture)posture)) continue;
            Demonstration d = open_play(game_list[i], (Posture)posture);
            if (d.play) jumps += follow(&d, ages[(i + posture) % AGES], &steps);
            demonstration_close(&d);
        }
    }
    print_message("%d of %d joint steps faster than %.1f times the pose\n", jumps, steps,
                  (double)FASTER);
    assert_above(steps, 100000);
    assert_below(jumps, steps / 2000);
}

static void test_proportions_go_by_line_between_the_ages(void **state)
{
    (void)state;
    Proportions four = rig_proportions(4), six = rig_proportions(6), eight = rig_proportions(8);
    assert_float_equal(six.head, (four.head + eight.head) / 2, 1e-3);
    assert_float_equal(six.foot, (four.foot + eight.foot) / 2, 1e-3);
    assert_float_equal(rig_proportions(2).hip_y, four.hip_y, 0);
    assert_float_equal(rig_proportions(30).neck, rig_proportions(16).neck, 0);
    for (int i = 1; i < AGES; i++)
        assert_false(rig_proportions(ages[i]).head > rig_proportions(ages[i - 1]).head);
}

static Canvas canvas;

// Every look, seat and palette, over a play: all of it finds room.
static void test_every_look_is_drawn_whole(void **state)
{
    (void)state;
    const Game *game = game_find("bubble_garden");
    for (int look = 0; look < LOOK_READY_COUNT; look++) {
        for (int seat = SEAT_NONE; seat <= SEAT_WHEELCHAIR; seat++) {
            Demonstration d = open_play(game, seat == SEAT_NONE    ? POSTURE_STANDING
                                              : seat == SEAT_STOOL ? POSTURE_SEATED
                                                                   : POSTURE_WHEELCHAIR);
            Avatar a = { .look = look_ready(look), .seat = (AvatarSeat)seat, .night = true };
            a.look.aids = (1u << AID_COUNT) - 1;
            for (int mood = 0; mood < 5; mood++) {
                demonstration_step(&d, 60);
                a.mood = mood;
                a.calm = mood & 1;
                canvas_clear(&canvas);
                avatar_hands(&a, &canvas, play_body(d.play), play_calibration(d.play), 3);
                avatar_draw(&a, &canvas, play_body(d.play), play_calibration(d.play));
                assert_int_equal(canvas.dropped, 0);
                assert_above(canvas.item_count, 80);
                assert_below(canvas.item_count, CANVAS_ITEMS_MAX / 2);
                assert_below(canvas.point_count, CANVAS_POINTS_MAX / 2);
                for (int i = 0; i < canvas.point_count; i++) {
                    assert_true(isfinite(canvas.point[i].at.x));
                    assert_true(isfinite(canvas.point[i].at.y));
                }
            }
            demonstration_close(&d);
        }
    }
}

static void test_a_limb_that_is_not_trusted_comes_to_rest_and_back(void **state)
{
    (void)state;
    Demonstration d = open_play(game_find("bubble_garden"), POSTURE_STANDING);
    Body body = *play_body(d.play);
    const Calibration *size = play_calibration(d.play);
    const AvatarNews nothing = { 0 };
    Avatar a = { 0 };
    body.hand_trust[SIDE_LEFT] = 0.1f;
    for (int i = 0; i < 9; i++) avatar_step(&a, &body, size, &nothing);
    assert_float_equal(a.rest[SIDE_LEFT], 0, 0);  // a moment's doubt is not shown
    for (int i = 0; i < 25; i++) avatar_step(&a, &body, size, &nothing);
    assert_float_equal(a.rest[SIDE_LEFT], 1, 1e-5);
    assert_float_equal(a.rest[SIDE_RIGHT], 0, 0);
    body.hand_trust[SIDE_LEFT] = 0.9f;
    for (int i = 0; i < 8; i++) avatar_step(&a, &body, size, &nothing);
    assert_float_equal(a.rest[SIDE_LEFT], 0, 0);
    demonstration_close(&d);
}

static void test_the_face_answers_and_blinks(void **state)
{
    (void)state;
    Demonstration d = open_play(game_find("bubble_garden"), POSTURE_STANDING);
    const Body *body = play_body(d.play);
    const Calibration *size = play_calibration(d.play);
    const AvatarNews nothing = { 0 }, success = { .success = true }, effort = { .effort = true };
    Avatar a = { 0 };
    int blinks = 0;
    for (int i = 0; i < 3600; i++) {
        uint32_t before = a.blink_at;
        avatar_step(&a, body, size, &nothing);
        blinks += a.blink_at != before;
    }
    assert_above(blinks, 60 / 5.3);  // every 2.8 to 5.2 s
    assert_below(blinks, 60 / 2.7);
    int calm = a.mood;
    avatar_step(&a, body, size, &success);
    int joy = a.mood;
    assert_int_not_equal(joy, calm);
    for (int i = 0; i < 53; i++) avatar_step(&a, body, size, &effort);
    assert_int_equal(a.mood, joy);
    for (int i = 0; i < 3; i++) avatar_step(&a, body, size, &effort);
    assert_int_not_equal(a.mood, joy);
    demonstration_close(&d);
}

static void test_looks_have_names(void **state)
{
    (void)state;
    char text[LOOK_TEXT_MAX];
    for (int i = 0; i < LOOK_READY_COUNT; i++) {
        Look named, told;
        assert_true(look_from_text(&named, look_ready_name(i)));
        look_to_text(named, text);
        assert_true(look_from_text(&told, text));
        assert_memory_equal(&named, &told, sizeof named);
    }
    Look kept = look_ready(3);
    const char *const bad[] = { "",    "nobody", "tan-ink-hijab",     "tan-ink-hijab-plum+wings",
                                "tan", "-",      "tan-ink-plum-hijab" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(look_from_text(&kept, bad[i]));
        const Look third = look_ready(3);
        assert_memory_equal(&kept, &third, sizeof kept);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hands_and_feet_are_exact_and_nothing_jumps),
        cmocka_unit_test(test_proportions_go_by_line_between_the_ages),
        cmocka_unit_test(test_every_look_is_drawn_whole),
        cmocka_unit_test(test_a_limb_that_is_not_trusted_comes_to_rest_and_back),
        cmocka_unit_test(test_the_face_answers_and_blinks),
        cmocka_unit_test(test_looks_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
