// SPDX-License-Identifier: MIT
// test_clinic_campaign.c: the campaign of check-ups goes on where it was broken off, its design is
// balanced, its true side is the truth, and its coverage cannot be had by a tracker that is wrong.
#include "../tools/validity_checkup.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static Rng rng;

static void the_design_is_balanced(void **state)
{
    (void)state;
    enum { RUNS = 60 };
    int aids[RIG_AID_COUNT] = { 0 }, builds[RIG_BUILD_COUNT] = { 0 }, tilts[RIG_TILT_COUNT] = { 0 };
    unsigned rooms[2] = { 0, 0 }, outfits[2] = { 0, 0 };
    for (int i = 0; i < RUNS; i++) {
        CheckupRun run = checkup_design(i, MODEL_FULL), again = checkup_design(i, MODEL_FULL);
        assert_int_equal(run.rig.room, again.rig.room);
        assert_near(run.rig.age_years, again.rig.age_years, 0);
        aids[run.rig.aid]++;
        builds[run.rig.build]++;
        tilts[run.rig.tilt]++;
        rooms[i & 1] |= 1u << run.rig.room;
        outfits[i & 1] |= 1u << run.rig.outfit;
    }
    for (int i = 0; i < RIG_AID_COUNT; i++) assert_int_equal(aids[i], RUNS / RIG_AID_COUNT);
    for (int i = 0; i < RIG_BUILD_COUNT; i++) assert_int_equal(builds[i], RUNS / RIG_BUILD_COUNT);
    for (int i = 0; i < RIG_TILT_COUNT; i++) assert_int_equal(tilts[i], RUNS / RIG_TILT_COUNT);
    assert_int_equal(rooms[0] & rooms[1], 0);
    assert_int_equal(outfits[0] & outfits[1], 0);
    assert_int_equal(rooms[0] | rooms[1], (1u << RIG_ROOM_COUNT) - 1);
    assert_int_equal(outfits[0] | outfits[1], (1u << RIG_OUTFITS) - 1);
}

static void it_goes_on_where_it_was_broken_off(void **state)
{
    (void)state;
    char path[] = "/tmp/tiptoe-campaign-XXXXXX";
    int file = mkstemp(path);
    const char *lines = "{\"run\":0,\"model\":\"full\",\"values\":[]}\n"
                        "{\"run\":1,\"model\":\"lite\",\"values\":[]}\n"
                        "{\"run\":2,\"model\":\"full\",\"lost\":\"left\"}\n"
                        "{\"run\":3,\"model\":\"full\",\"val";
    assert_int_equal(write(file, lines, strlen(lines)), (ssize_t)strlen(lines));
    close(file);
    static Campaign campaign;
    campaign_read(&campaign, path);
    assert_int_equal(campaign.count, 3);
    assert_true(campaign_has(&campaign, 0, "full"));
    assert_false(campaign_has(&campaign, 1, "full"));
    assert_true(campaign_has(&campaign, 1, "lite"));
    assert_true(campaign_has(&campaign, 2, "full"));
    assert_false(campaign_has(&campaign, 3, "full"));  // killed while it was written
    campaign_free(&campaign);
    unlink(path);
    campaign_read(&campaign, path);
    assert_int_equal(campaign.count, 0);
}

// Made-up runs: an error with a bias, a spread and a scale.
static int make(Pair *pair, int runs, double bias)
{
    static const Measure measures[] = { MEASURE_LATERAL_REACH, MEASURE_TRUNK_LEAN_MAX,
                                        MEASURE_REACTION_TIME };
    int count = 0;
    for (int run = 0; run < runs; run++) {
        double scale = 1 + 0.05 * (double)rng_normal(&rng);
        for (int m = 0; m < 3; m++)
            for (int side = 0; side < 2; side++) {
                double truth = 10 + 4 * (double)rng_normal(&rng), off = (double)rng_normal(&rng);
                double k = m == 0 ? scale : 1;
                pair[count++] = (Pair){ measures[m], ERROR_NETWORK_FULL,
                                        truth,       k * truth + 0.5 * off + 0.3 + bias,
                                        run,         k };
            }
    }
    return count;
}

static void only_an_honest_tracker_is_covered(void **state)
{
    (void)state;
    static Pair learn[4096], prove[4096];
    rng = rng_seed(3);
    int count = make(learn, 200, 0), other = make(prove, 200, 0), biased;
    Coverage own = proof_cover(learn, count, learn, count, MEASURE_COUNT, NULL);
    Coverage next = proof_cover(learn, count, prove, other, MEASURE_COUNT, NULL);
    biased = make(prove, 200, 1.0);
    Coverage planted = proof_cover(learn, count, prove, biased, MEASURE_COUNT, NULL);
    print_message("held %d, %d, planted %d of %d\n", own.held, next.held, planted.held, own.count);
    assert_int_equal(own.count, 1200);
    assert_at_least(own.held, 0.93 * own.count);
    assert_at_most(own.held, 0.97 * own.count);
    assert_at_least(next.held, 0.93 * next.count);
    // A tracker that is off by two of its own SDs: far below what chance would have.
    assert_at_most(planted.high, 0.88);
    ErrorModel model = rule_fit(MEASURE_LATERAL_REACH, ERROR_NETWORK_FULL, learn, count);
    assert_int_equal(model.pairs, 400);
    assert_near(model.share, 0.05, 0.01);
    assert_near(model.bias, 0.3, 0.15);
    model = rule_fit(MEASURE_TRUNK_LEAN_MAX, ERROR_NETWORK_FULL, learn, count);
    assert_near(model.sd, 0.5, 0.06);
    assert_near(model.share, 0, 1e-9);
}

static void a_share_has_the_binomial_interval(void **state)
{
    (void)state;
    Coverage c = coverage_of(19, 20);  // Clopper-Pearson: 0.7513 to 0.9987
    assert_near(c.low, 0.7513, 0.0005);
    assert_near(c.high, 0.9987, 0.0005);
    c = coverage_of(10, 10);  // 0.6915 to 1
    assert_near(c.low, 0.6915, 0.0005);
    assert_near(c.high, 1, 1e-9);
}

static double value_of(const json_t *line, const char *measure, const char *side)
{
    const json_t *values = json_object_get(line, "values");
    for (size_t i = 0; i < json_array_size(values); i++) {
        const json_t *v = json_array_get(values, i);
        const char *name = json_string_value(json_object_get(v, "measure"));
        if (name && !strcmp(name, measure)) return json_number_value(json_object_get(v, side));
    }
    return NAN;
}

static json_t *play(double scale)
{
    CheckupRun run = checkup_design(3, MODEL_FULL);
    Track *track = track_new();
    json_t *line = NULL;
    run.rig.aid = RIG_AID_WHEELCHAIR;  // the shorter check-up
    assert_non_null(track);
    assert_int_equal(checkup_play(&run, scale, false, track), RESULT_OK);
    assert_int_equal(checkup_score(&run, track, &line), RESULT_OK);
    track_close(track);
    free(track);
    json_object_del(line, "seconds");
    return line;
}

// Where the tracker is the truth, both sides agree; where its picture is stretched, lengths do not.
static void the_true_side_is_the_truth(void **state)
{
    (void)state;
    json_t *same = play(1), *wide = play(1.1);
    double truth = value_of(same, "lateral_reach", "truth");
    double seen = value_of(same, "lateral_reach", "tracked");
    double stretched =
        value_of(wide, "lateral_reach", "tracked") / value_of(wide, "lateral_reach", "truth");
    print_message("reach %.2f, seen %.2f, stretched by %.3f\n", truth, seen, stretched);
    assert_above(truth, 3);
    assert_near(value_of(same, "reaction_time", "tracked"),
                value_of(same, "reaction_time", "truth"), 0.02);
    assert_near(stretched / (seen / truth), 1.1, 0.04);
    json_decref(same);
    json_decref(wide);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_design_is_balanced),
        cmocka_unit_test(it_goes_on_where_it_was_broken_off),
        cmocka_unit_test(only_an_honest_tracker_is_covered),
        cmocka_unit_test(a_share_has_the_binomial_interval),
        cmocka_unit_test(the_true_side_is_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
