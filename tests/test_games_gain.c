// SPDX-License-Identifier: MIT
// test_games_gain.c: movement gain. A drawn child whose hands come 4 cm from where they rest plays
// Bubble Garden at level 1; what is shown is widened, and what is measured is the 4 cm.
#include "play/gain.h"
#include "sim.h"
#include "test.h"

#define RANGE_CM  4.0f
#define HEIGHT_CM 120.0f

// What the real and the shown hands did in play, in cm from where they rest.
typedef struct Hands {
    float real_cm, shown_cm;  // the farthest
    float distance_cm;        // of a trial's target from the hand; the sum
    int trials;
} Hands;

static float cm(const Calibration *size, float stage)
{
    return stage / size->height * size->height_cm;
}

static void watch(void *user, const Play *play, PlayInput *in, const PlayOutput *before)
{
    Hands *h = user;
    const Calibration *size = play_calibration(play);
    const Gain *gain = play_gain(play);
    (void)in;
    if (play_phase(play) != PHASE_PLAY) return;
    for (int side = 0; side < SIDE_COUNT && gain_is_on(gain); side++) {
        Vec2 shown = play_body(play)->hand[side];
        Vec2 real = gain_real(gain, side, shown), rest = gain->hand_rest[side];
        h->shown_cm = fmaxf(h->shown_cm, cm(size, vec2_distance(shown, rest)));
        h->real_cm = fmaxf(h->real_cm, cm(size, vec2_distance(real, rest)));
    }
    for (int i = 0; i < before->trial_count; i++) {
        const Trial *t = &before->trial[i];
        if (!t->hit) continue;
        h->distance_cm += cm(size, t->distance_al * size->arm[t->side]);
        h->trials++;
    }
}

static SimResult play(float range_cm, float gain, uint64_t seed, Hands *hands)
{
    SimOptions o = { .game = game_find("bubble_garden"),
                     .level = 1,
                     .seconds = 180,
                     .seed = seed,
                     .hand = HAND_EITHER,
                     .posture = POSTURE_SEATED,
                     .success = STAIRCASE_SUCCESS_USUAL,
                     .gain = gain,
                     .ask_reach = 1,
                     .child = { .height_cm = HEIGHT_CM,
                                .skill = 0.02f,
                                .weakness = { 2, 2 },
                                .tremor_cm = 0.5f,
                                .range_cm = range_cm } };
    *hands = (Hands){ 0 };
    SimResult r = sim_session_watched(&o, watch, hands);
    assert_int_equal(r.phase, PHASE_DONE);
    if (hands->trials) hands->distance_cm /= (float)hands->trials;
    print_message("gain %4.1f: %u of %u reached; hand %.1f cm, shown %.1f cm, targets %.1f cm, "
                  "factors %.2f %.2f\n",
                  (double)gain, r.score.hits, r.score.offered, (double)hands->real_cm,
                  (double)hands->shown_cm, (double)hands->distance_cm, (double)r.size.gain[0],
                  (double)r.size.gain[1]);
    return r;
}

static void test_a_child_with_four_centimetres_plays(void **state)
{
    (void)state;
    const float gains[] = { GAIN_FIT, GAIN_MOST };
    for (int i = 0; i < 2; i++)
        for (uint64_t seed = 1; seed <= 3; seed++) {
            Hands hands;
            SimResult r = play(RANGE_CM, gains[i], seed, &hands);
            double share = (double)r.score.hits / r.score.offered;
            assert_at_least(r.score.offered, 20);
            assert_true(share >= 0.7 && share <= 0.9);
            assert_true(hands.distance_cm > 1.5f && hands.distance_cm < 4.5f);
            assert_true(hands.real_cm < 7);  // with the trunk's own sway
            assert_true(hands.shown_cm > 20);
        }
}

// Without it the same child has nothing to do here, and the game ends kindly.
static void test_without_the_gain_it_cannot(void **state)
{
    (void)state;
    Hands hands;
    SimResult r = play(RANGE_CM, 0, 1, &hands);
    assert_true((double)r.score.hits < 0.3 * r.score.offered);
}

// Who reaches far has nothing widened, whatever is asked to fit; and 1 is as if none were asked.
static void test_a_usual_child_is_not_widened(void **state)
{
    (void)state;
    Hands hands;
    SimResult usual = play(0, 0, 1, &hands), one = play(0, 1, 1, &hands);
    assert_memory_equal(&usual.behaviour, &one.behaviour, sizeof usual.behaviour);
    SimResult fit = play(0, GAIN_FIT, 1, &hands);
    for (int side = 0; side < SIDE_COUNT; side++) assert_true(fit.size.gain[side] == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_child_with_four_centimetres_plays),
        cmocka_unit_test(test_without_the_gain_it_cannot),
        cmocka_unit_test(test_a_usual_child_is_not_widened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
