// SPDX-License-Identifier: MIT
// test_clinic_campaign.c: the campaign of check-ups goes on where it was broken off, its design is
// balanced, its true side is the truth, and its coverage cannot be had by a tracker that is wrong.
#include "../tools/validity_still.h"
#include "../tools/validity_track.h"
#include "clinic/norms.h"
#include "measure/signal.h"
#include "measure/sway.h"
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

static json_t *play_run(const CheckupRun *run, double scale)
{
    Track *track = track_new();
    json_t *line = NULL;
    assert_non_null(track);
    assert_int_equal(checkup_play(run, scale, false, track), RESULT_OK);
    assert_int_equal(checkup_score(run, track, &line), RESULT_OK);
    track_close(track);
    free(track);
    json_object_del(line, "seconds");
    return line;
}

static json_t *play(double scale)
{
    CheckupRun run = checkup_design(3, MODEL_FULL);
    run.rig.aid = RIG_AID_WHEELCHAIR;  // the shorter check-up
    return play_run(&run, scale);
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

static Finding finding_of(const json_t *v)
{
    Finding f = { .side = (int)json_integer_value(json_object_get(v, "side")),
                  .value = json_number_value(json_object_get(v, "tracked")),
                  .count = 1 };
    const char *item = json_string_value(json_object_get(v, "item"));
    const char *measure = json_string_value(json_object_get(v, "measure"));
    snprintf(f.unit, sizeof f.unit, "%s", json_string_value(json_object_get(v, "unit")));
    while (f.kind < CHECKUP_COUNT && strcmp(checkup_name(f.kind), item) != 0) f.kind++;
    while (f.measure < MEASURE_COUNT && strcmp(measure_info(f.measure)->name, measure) != 0)
        f.measure++;
    return f;
}

// What the page says of a typical child beside this value is true of a child of average build: it
// is within two SD where an SD is shown, and where it is farther by the published one the page says
// that this was measured otherwise. The number of norms that were there.
static int norms_hold(const json_t *line, unsigned age_months, bool seated)
{
    const json_t *values = json_object_get(line, "values");
    int count = 0;
    for (size_t i = 0; i < json_array_size(values); i++) {
        Finding f = finding_of(json_array_get(values, i));
        const Norm *norm = norm_find(&f, age_months, seated);
        if (!norm) continue;
        count++;
        double z = (f.value - norm->value) / norm->sd;
        double published = (f.value - norm->value) / norm->between;
        print_message("%u months%s: %s %.2f beside %.2f, %+.1f SD as shown, %+.1f as published\n",
                      age_months, seated ? ", seated" : "", measure_info(f.measure)->name, f.value,
                      norm->value, z, published);
        assert_false(isfinite(norm->sd) && !(fabs(z) < 2));
        bool far = isfinite(published) && !(fabs(published) < 2);
        assert_false(far && !strstr(norm->text, "measured otherwise"));
        // Without any SD it is a milestone, and the page says of how many.
        if (isnan(norm->sd) && isnan(norm->between)) assert_non_null(strstr(norm->text, "half of"));
    }
    return count;
}

static void an_average_child_is_no_outlier_of_a_norm(void **state)
{
    (void)state;
    static const float age[] = { 4.6f, 6.5f, 8.2f, 11 };
    int count = 0;
    for (int seated = 0; seated < 2; seated++)
        for (size_t i = 0; i < sizeof age / sizeof *age; i++) {
            CheckupRun run = checkup_design(3, MODEL_FULL);
            run.rig =
                (DemoRig){ .age_years = age[i], .aid = seated ? RIG_AID_WHEELCHAIR : RIG_AID_NONE };
            run.skill = 0.5f;
            json_t *line = play_run(&run, 1);
            count += norms_hold(line, (unsigned)(12 * age[i]), seated);
            json_decref(line);
        }
    assert_at_least(count, 12);
}

#define STILL_S 8

// What tracking alone does to the mid-hip of a drawn child that stands, cm, over half of what its
// two hips' landmarks differ by: [0] RMS, [1] velocity.
static void still_error(int number, Model model, double ratio[2])
{
    static double error[STILL_S * CHECKUP_FPS + 1], half[STILL_S * CHECKUP_FPS + 1];
    CheckupRun run = checkup_design(number, model);
    Track *track = track_new();
    run.rig.aid = RIG_AID_NONE;
    assert_int_equal(checkup_record(&run, "still 8", STILL_S, track), RESULT_OK);
    size_t count = 0;
    double per_cm = 100 * (double)track->m_per_px * run.width;
    for (uint32_t i = CHECKUP_FPS / 2; i < track->count; i++) {
        const TrackPose *p = &track->pose[i];
        double left = per_cm * (double)p->seen.image[LANDMARK_HIP_LEFT].x;
        double right = per_cm * (double)p->seen.image[LANDMARK_HIP_RIGHT].x;
        double truth =
            50 * (double)(p->joint[LANDMARK_HIP_LEFT].x + p->joint[LANDMARK_HIP_RIGHT].x);
        if (!p->seen.found) continue;
        error[count] = (left + right) / 2 - truth;
        half[count++] = (left - right) / 2;
    }
    track_close(track);
    free(track);
    assert_above(count, 5 * CHECKUP_FPS);
    signal_lowpass(error, count, CHECKUP_FPS, SWAY_CUTOFF_HZ);
    signal_lowpass(half, count, CHECKUP_FPS, SWAY_CUTOFF_HZ);
    ratio[0] = sway_rms(half, NULL, count) / sway_rms(error, NULL, count);
    ratio[1] = sway_velocity(half, NULL, count, CHECKUP_FPS) /
               sway_velocity(error, NULL, count, CHECKUP_FPS);
}

// The floor that is printed has what both hips share: over children, rooms and cameras it is as
// large as what tracking does. (Of their difference alone it was a third.)
static void the_floor_of_sway_is_what_tracking_does(void **state)
{
    (void)state;
    enum { CHILDREN = 4 };
    need_models();
    for (int model = MODEL_LITE; model <= MODEL_FULL; model++) {
        double sum[2] = { 0 };
        for (int i = 0; i < CHILDREN; i++) {
            double ratio[2];
            still_error(5 * i + 1, (Model)model, ratio);
            for (int k = 0; k < 2; k++)
                sum[k] += log(ratio[k] * (k ? SWAY_COMMON_VELOCITY : SWAY_COMMON_RMS)) / CHILDREN;
            print_message("%s, child %d: floor of RMS %.2f, of velocity %.2f of the error\n",
                          model_name((Model)model), 5 * i + 1, ratio[0] * SWAY_COMMON_RMS,
                          ratio[1] * SWAY_COMMON_VELOCITY);
        }
        for (int k = 0; k < 2; k++) {
            print_message("%s: %s %.2f\n", model_name((Model)model), k ? "velocity" : "RMS",
                          exp(sum[k]));
            assert_above(exp(sum[k]), 0.7);
            assert_below(exp(sum[k]), 1.5);
        }
    }
}

// By its true joints: no tracker's noise helps the rule.
static Still still_in(const char *script, double seconds)
{
    enum { POSES_MAX = 600 };
    static Pose pose[POSES_MAX];
    Demo *demo = NULL;
    DemoOptions child = {
        .script = script, .width = 640, .height = 480, .fps = CHECKUP_FPS, .seed = 3
    };
    size_t count = (size_t)(seconds * CHECKUP_FPS);
    assert_at_most(count, POSES_MAX);
    assert_int_equal(demo_open(&demo, &child), RESULT_OK);
    for (size_t i = 0; i < count; i++) demo_move(demo, &(DemoAim){ 0 }, &pose[i]);
    demo_close(&demo);
    return still_find(pose, count, CHECKUP_FPS);
}

static void only_who_stands_still_has_a_still_stretch(void **state)
{
    (void)state;
    Still stands = still_in("still 6", 6);
    assert_int_equal(stands.last - stands.first, 6 * CHECKUP_FPS);
    static const char *const moving[] = { "squat 12", "jump 12", "step 12", "sway 6cm 0.5Hz 12" };
    for (size_t i = 0; i < sizeof moving / sizeof *moving; i++) {
        Still s = still_in(moving[i], 12);
        print_message("%s: %zu to %zu\n", moving[i], s.first, s.last);
        assert_int_equal(s.last, 0);
    }
    // Of one that moves and then stands, the part in which it stands.
    Still both = still_in("sway 6cm 0.5Hz 6, still 4", 10);
    assert_at_least(both.first, 5 * CHECKUP_FPS);
    assert_at_least(both.last, 9.9 * CHECKUP_FPS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_design_is_balanced),
        cmocka_unit_test(it_goes_on_where_it_was_broken_off),
        cmocka_unit_test(only_an_honest_tracker_is_covered),
        cmocka_unit_test(a_share_has_the_binomial_interval),
        cmocka_unit_test(the_true_side_is_the_truth),
        cmocka_unit_test(only_who_stands_still_has_a_still_stretch),
        cmocka_unit_test(an_average_child_is_no_outlier_of_a_norm),
        cmocka_unit_test(the_floor_of_sway_is_what_tracking_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
