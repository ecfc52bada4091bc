// SPDX-License-Identifier: MIT
// test_clinic_checkup.c: the demo child does the check-up; what is computed from it is what it did.
#include "clinic_fixture.h"

#include "clinic/channels.h"
#include "clinic/completeness.h"
#include "measure/sway.h"

static Finding list[ASSESS_FINDINGS_MAX];
static int list_count;
static Kinematics kinematics;
static Recording recording;

static void take(int64_t id)
{
    clinic_load(id, &recording);
    assert_int_equal(kinematics_open(&kinematics, &recording), RESULT_OK);
    assert_int_equal(assess(&kinematics, list, &list_count), RESULT_OK);
}

static void leave(void)
{
    kinematics_close(&kinematics);
    recording_free(&recording);
}

static const Finding *over(CheckupKind kind, int side, Measure measure)
{
    const Finding *f = assess_find(list, list_count, kind, side, measure);
    assert_non_null(f);
    return f;
}

static void between(CheckupKind kind, int side, Measure measure, double low, double high)
{
    const Finding *f = over(kind, side, measure);
    print_message("%s side %d %s %.4f +- %.4f %s\n", checkup_name(kind), side,
                  measure_info(measure)->name, f->value, f->error, f->unit);
    assert_int_equal(f->reason, FINDING_NONE);
    assert_at_least(f->value, low);
    // No sway, reach or stance is told below 0.
    bool length = measure == MEASURE_SWAY_RMS || measure == MEASURE_LATERAL_REACH ||
                  measure == MEASURE_SINGLE_LEG_STANCE;
    if (length && isfinite(f->value_low)) assert_at_least(f->value_low, 0);
    assert_at_most(f->value, high);
}

// The therapist sees some seconds after the words that the eyes are closed.
static void press_start(PlayInput *in, const PlayOutput *before)
{
    static uint32_t wait;
    if (in->step == 0) wait = 0;
    if (before->say && !strcmp(before->say, "checkup_closed")) wait = 1;
    if (wait && ++wait == 340)
        in->command[in->command_count++] = (PlayCommand){ COMMAND_START_STOP, 0 };
}

static void test_whole(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 1, .height_cm = 120, .meddle = press_start };
    take(clinic_play(&plan));
    assert_int_equal(kinematics.item_count, 25);
    for (int i = 0; i < kinematics.item_count; i++)
        if (!kinematics.item[i].done && kinematics.item[i].why != CHECKUP_VOID_SPARED)
            fail_msg("%s, side %d: %s", checkup_name(kinematics.item[i].kind),
                     kinematics.item[i].side, clinic_void_text(kinematics.item[i].why));
    assert_int_equal(completeness_count(&kinematics), 0);
    for (int i = 0; i < kinematics.item_count; i++) {
        const CheckupItem *t = &kinematics.item[i];
        print_message("%-24s %2d  %5.1f from %.1f s\n", checkup_name(t->kind), t->side,
                      t->end_s - t->begin_s, t->begin_s);
    }
    print_message("%.0f s in all\n", recording.info.step_count / 60.0);
    assert_at_most(recording.info.step_count, 8 * 60 * GAME_STEPS_PER_SECOND);
    // The child sways as it does in `demo`: some millimetres; no camera noise here.
    between(CHECKUP_STAND_OPEN, -1, MEASURE_SWAY_RMS, 0.1, 0.8);
    between(CHECKUP_STAND_CLOSED, -1, MEASURE_ROMBERG_QUOTIENT, 0.5, 2);
    assert_int_equal(over(CHECKUP_STAND_OPEN, -1, MEASURE_SWAY_RMS)->count, 3);
    for (int side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        between(CHECKUP_ONE_LEG, side, MEASURE_SINGLE_LEG_STANCE, 1, 30);
        between(CHECKUP_REACH_SIDE, side, MEASURE_LATERAL_REACH, 10, 50);
        // A mean of 350 ms, and one frame until it can be seen; the median of 12.
        between(CHECKUP_REACHES, side, MEASURE_REACTION_TIME, 0.30, 0.45);
        between(CHECKUP_REACHES, side, MEASURE_PATH_EFFICIENCY, 0.9, 1);
        between(CHECKUP_REACHES, side, MEASURE_REACH_SPARC, -2, -1.35);
        between(CHECKUP_REACH_LARGE, side, MEASURE_MOVEMENT_TIME, 0.3, 0.8);
        assert_int_equal(over(CHECKUP_REACHES, side, MEASURE_REACTION_TIME)->count, 12);
        assert_above(over(CHECKUP_REACH_SMALL, side, MEASURE_MOVEMENT_TIME)->value,
                     over(CHECKUP_REACH_LARGE, side, MEASURE_MOVEMENT_TIME)->value);
    }
    between(CHECKUP_LEAN_SIDE, SIDE_RIGHT, MEASURE_LEAN_LIMIT_RIGHT, 5, 20);
    between(CHECKUP_LEAN_SIDE, SIDE_LEFT, MEASURE_LEAN_LIMIT_LEFT, 5, 20);
    between(CHECKUP_DRUM_TOGETHER, -1, MEASURE_DISCRETE_PHASE_LOCKING, 0.8, 1);
    between(CHECKUP_DRUM_TOGETHER, -1, MEASURE_DISCRETE_RELATIVE_PHASE, -30, 30);
    // Hands that take turns on every beat are no weaker in it than hands that strike together.
    between(CHECKUP_DRUM_ALTERNATE, -1, MEASURE_DISCRETE_PHASE_LOCKING, 0.9, 1);
    assert_above(fabs(over(CHECKUP_DRUM_ALTERNATE, -1, MEASURE_DISCRETE_RELATIVE_PHASE)->value),
                 160);
    for (int side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        between(CHECKUP_RAISE_SIDE, side, MEASURE_ROM_ABDUCTION, 140, 180);
    between(CHECKUP_SQUAT, -1, MEASURE_SQUAT_DEPTH, 20, 30);
    leave();
}

// The true ankle, watched frame by frame, was off the ground for as long as the stance is said to
// be.
static void test_stance_is_the_true_one(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 4, .from = 9, .count = 6, .height_cm = 120 };
    take(clinic_play(&plan));
    for (int i = 0; i < kinematics.item_count; i++) {
        const CheckupItem *t = &kinematics.item[i];
        double off_s = NAN, on_s = NAN;
        for (size_t p = 0; p < kinematics.count; p++) {
            double lift = channel_value(CHANNEL_LIFTED, &kinematics, t, p),
                   at = kinematics.time_s[p];
            if (at < t->begin_s || at > t->end_s) continue;
            if (isnan(off_s) && lift > 0.10) off_s = at;
            if (!isnan(off_s) && isnan(on_s) && lift <= 0.05) on_s = at;
        }
        for (int k = 0; k < list_count; k++) {
            const Finding *f = &list[k];
            if (f->item != t->number || f->measure != MEASURE_SINGLE_LEG_STANCE) continue;
            double truth = fmin(isnan(on_s) ? 30 : on_s - off_s, 30);
            assert_near(f->value, truth, 0.1);
        }
    }
    leave();
}

static void test_nobody_presses_start(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 2, .from = 7, .count = 2 };
    take(clinic_play(&plan));
    assert_int_equal(kinematics.item_count, 2);
    assert_true(kinematics.item[0].done);
    assert_int_equal(kinematics.item[1].kind, CHECKUP_STAND_CLOSED);
    assert_false(kinematics.item[1].done);
    assert_int_equal(kinematics.item[1].why, CHECKUP_VOID_NOT_STARTED);
    assert_null(assess_find(list, list_count, CHECKUP_STAND_CLOSED, -1, MEASURE_SWAY_RMS));
    // No height was typed: lengths are shares of it, and have no norm.
    assert_string_equal(over(CHECKUP_STAND_OPEN, -1, MEASURE_SWAY_RMS)->unit, "%H");
    assert_string_equal(over(CHECKUP_STAND_OPEN, -1, MEASURE_SWAY_VELOCITY)->unit, "%H/s");
    leave();
}

static void keys(PlayInput *in, const PlayOutput *before)
{
    (void)before;
    const Command command[] = { COMMAND_SUPPORT, COMMAND_REDO, COMMAND_SKIP, COMMAND_START_STOP };
    const uint32_t when[] = { 700, 900, 2600, 3300 };
    for (int i = 0; i < 4; i++)
        if (in->step == when[i])
            in->command[in->command_count++] =
                (PlayCommand){ command[i], 1 << SUPPORT_BAR | 1 << SUPPORT_ORTHOSIS };
}

static void test_keys(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 2, .from = 5, .count = 3, .meddle = keys };
    take(clinic_play(&plan));
    assert_int_equal(kinematics.item_count, 4);
    assert_int_equal(kinematics.item[0].why, CHECKUP_VOID_REDONE);
    assert_true(kinematics.item[1].done && kinematics.item[1].attempt == 1);
    assert_int_equal(kinematics.item[0].support, 0);
    assert_int_equal(kinematics.item[1].support, 1 << SUPPORT_BAR | 1 << SUPPORT_ORTHOSIS);
    assert_int_equal(kinematics.item[2].why, CHECKUP_VOID_SKIPPED);
    assert_true(kinematics.item[3].done && kinematics.item[3].by_therapist);
    char text[64];
    clinic_support(over(CHECKUP_STAND_OPEN, -1, MEASURE_SWAY_RMS)->support, text, sizeof text);
    assert_string_equal(text, "bar + orthosis");
    // Seven seconds are no sway trial.
    bool told = false;
    for (int i = 0; i < list_count; i++)
        told =
            told || (list[i].item == kinematics.item[3].number && list[i].reason == FINDING_SHORT);
    assert_true(told);
    leave();
}

static void halt(PlayInput *in, const PlayOutput *before)
{
    (void)before;
    if (in->step == 700) in->command[in->command_count++] = (PlayCommand){ COMMAND_PAUSE, 0 };
    if (in->step == 1000) in->command[in->command_count++] = (PlayCommand){ COMMAND_RESUME, 0 };
}

static void test_pause_voids_the_trial(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 2, .from = 5, .count = 2, .meddle = halt };
    take(clinic_play(&plan));
    assert_int_equal(kinematics.item_count, 2);
    assert_false(kinematics.item[0].done);
    assert_int_equal(kinematics.item[0].why, CHECKUP_VOID_PAUSED);
    assert_true(kinematics.item[1].done);
    assert_int_equal(over(CHECKUP_STAND_OPEN, -1, MEASURE_SWAY_RMS)->count, 1);
    leave();
}

// Of ten frames in a row four are hidden behind somebody's arm.
static void hide(PlayInput *in, const PlayOutput *before)
{
    (void)before;
    if (!in->has_pose || in->step < 250 || in->pose.number % 10 >= 4) return;
    in->pose.visibility[LANDMARK_HIP_LEFT] = 0.1f;
}

static void test_not_measurable_today(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 2, .from = 5, .count = 1, .meddle = hide };
    take(clinic_play(&plan));
    const Finding *f = over(CHECKUP_STAND_OPEN, -1, MEASURE_SWAY_RMS);
    char text[96];
    assert_int_equal(f->reason, FINDING_INVALID);
    assert_true(isnan(f->value) && isnan(f->error));
    assert_above(f->quality, 0.58);
    assert_below(f->quality, 0.62);
    clinic_value(f, text, sizeof text);
    assert_string_equal(text, "not measurable today: 60 % valid frames");
    leave();
}

static void test_seated(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 3, .posture = POSTURE_SEATED, .height_cm = 120 };
    take(clinic_play(&plan));
    between(CHECKUP_SIT_STILL, -1, MEASURE_SWAY_RMS, 0.02, 0.4);
    assert_null(
        assess_find(list, list_count, CHECKUP_ONE_LEG, SIDE_LEFT, MEASURE_SINGLE_LEG_STANCE));
    assert_null(assess_find(list, list_count, CHECKUP_SQUAT, -1, MEASURE_SQUAT_DEPTH));
    for (int side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        between(CHECKUP_REACH_SIDE, side, MEASURE_LATERAL_REACH, 5, 50);
        between(CHECKUP_REACHES, side, MEASURE_REACTION_TIME, 0.28, 0.5);
        const Finding *f = over(CHECKUP_REACH_SIDE, side, MEASURE_LATERAL_REACH);
        const Norm *norm = norm_find(f, 75, true);
        assert_non_null(norm);
        assert_true(norm->value == 14.64);
        assert_null(norm_find(f, 60, true));  // none is published for five-year-olds
    }
    // The floor has what the hips share beside what they differ by.
    const Finding *half = over(CHECKUP_SIT_STILL, -1, MEASURE_SWAY_NOISE_RMS);
    const Finding *sway = over(CHECKUP_SIT_STILL, -1, MEASURE_SWAY_RMS);
    assert_near(assess_floor(list, list_count, sway), SWAY_COMMON_RMS * half->value, 1e-9);
    assert_true(isnan(assess_floor(list, list_count, half)));
    leave();
}

// What is kept is what was computed, and computing it again gives the same.
static void test_kept_and_again(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 5, .from = 9, .count = 8, .height_cm = 120 };
    int64_t id = clinic_play(&plan);
    Store *store = NULL;
    Finding *kept = NULL;
    int count = 0;
    assert_int_equal(clinic_keep(clinic_store, id), RESULT_OK);
    assert_int_equal(clinic_keep(clinic_store, id), RESULT_OK);  // replaces
    assert_int_equal(store_open(&store, clinic_store, STORE_READ), RESULT_OK);
    assert_int_equal(findings_load(store, id, &kept, &count), RESULT_OK);
    take(id);
    assert_int_equal(count, list_count);
    for (int i = 0; i < count; i++) {
        const Finding *a = &kept[i], *b = &list[i];
        assert_true(a->value == b->value || (isnan(a->value) && isnan(b->value)));
        assert_true(a->error == b->error || (isnan(a->error) && isnan(b->error)));
        assert_true(a->item == b->item && a->kind == b->kind && a->side == b->side);
        assert_true(a->measure == b->measure && a->version == b->version && a->count == b->count);
        assert_true(a->reason == b->reason && a->quality == b->quality);
        assert_string_equal(a->unit, b->unit);
    }
    free(kept);
    store_close(&store);
    leave();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_whole),  TEST(test_stance_is_the_true_one), TEST(test_nobody_presses_start),
        TEST(test_keys),   TEST(test_pause_voids_the_trial),  TEST(test_not_measurable_today),
        TEST(test_seated), TEST(test_kept_and_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
