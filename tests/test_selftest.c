// SPDX-License-Identifier: MIT
// test_selftest.c: the self-test's judgement, and the measurement from the screen to the camera
// with a camera that sees what was presented after a known delay.
#include "test.h"
#include "selftest/check_run.h"

#include "demo/demo_camera.h"
#include "fake_device.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static CheckRow rows[CHECK_COUNT];

static Pose standing(void)
{
    Demo *demo;
    Pose pose;
    DemoOptions options = { .script = "still", .width = 640, .height = 480, .fps = 30, .seed = 1 };
    assert_int_equal(demo_open(&demo, &options), RESULT_OK);
    demo_move(demo, NULL, &pose);
    demo_close(&demo);
    assert_true(pose.found);
    pose.people = 1;
    return pose;
}

// Everything in order.
static CheckFacts fine(const Pose *pose, int64_t took_us)
{
    CheckFacts f = { .info = { .name = "webcam", .width = 640, .height = 480, .fps = 30 },
                     .fps = 30,
                     .luma = 120,
                     .pictures = 240,
                     .model = MODEL_FULL,
                     .sound = true,
                     .sound_name = "loudspeakers",
                     .disk_free_mb = 50000,
                     .box = { .width_m = 2.4f, .depth_m = 3.0f } };
    for (int i = 0; i < 60; i++) check_pose(&f, pose, took_us);
    return f;
}

static void expect(const CheckFacts *facts, Check check, CheckState state)
{
    check_judge(facts, true, rows);
    if (rows[check].state != state)
        fail_msg("%s is %s: %s", check_name(check), check_state_name(rows[check].state),
                 rows[check].finding);
    // Whatever is not well says what to do.
    for (int i = 0; i < CHECK_COUNT; i++) {
        bool well = rows[i].state == CHECK_GREEN || rows[i].state == CHECK_NONE;
        assert_true(rows[i].title && rows[i].picture && rows[i].finding[0]);
        assert_int_equal(rows[i].advice[0] == 0, well);
    }
}

static void all_is_well(void **state)
{
    (void)state;
    Pose pose = standing();
    CheckFacts f = fine(&pose, 12000);
    check_judge(&f, true, rows);
    for (int i = 0; i < CHECK_COUNT; i++) assert_int_equal(rows[i].state, CHECK_GREEN);
    CheckFacts nothing = { 0 };
    check_judge(&nothing, false, rows);
    assert_int_equal(rows[CHECK_AT_BODY].state, CHECK_WAIT);
    assert_int_equal(rows[CHECK_AT_LIGHT].state, CHECK_WAIT);
}

// Nobody can miss that a room has no play box; who sits needs none.
static void the_play_box_is_told(void **state)
{
    (void)state;
    Pose pose = standing();
    CheckFacts f = fine(&pose, 12000);
    expect(&f, CHECK_AT_BOX, CHECK_GREEN);
    assert_non_null(strstr(rows[CHECK_AT_BOX].finding, "2.4 x 3.0 m"));
    f.box = (PlayBox){ 0 };
    expect(&f, CHECK_AT_BOX, CHECK_AMBER);
    f.seated = true;
    expect(&f, CHECK_AT_BOX, CHECK_NONE);
    f.seated = false;
    f.camera = RESULT_NOT_FOUND;
    check_judge(&f, true, rows);
    assert_int_equal(rows[CHECK_AT_BOX].state, CHECK_NONE);
}

// A touch on a row is that row's, wherever it lies, and none is below the stage.
static void a_touch_finds_its_row(void **state)
{
    (void)state;
    Canvas canvas;
    Pose pose = standing();
    CheckFacts f = fine(&pose, 12000);
    int found = 0;
    check_judge(&f, true, rows);
    canvas_clear(&canvas);
    check_draw(&canvas, rows, CHECK_COUNT, 1);
    for (int i = 0; i < canvas.item_count; i++) {
        const CanvasItem *item = &canvas.item[i];
        for (int row = 0; row < CHECK_COUNT; row++) {
            size_t length = strlen(rows[row].title);
            if (item->kind != CANVAS_TEXT || strncmp(item->text, rows[row].title, length) != 0)
                continue;
            assert_int_equal(check_row_at(CHECK_COUNT, item->at), row);
            assert_true(item->at.y > 0.4f);
            found++;
        }
    }
    assert_int_equal(found, CHECK_COUNT);
    assert_int_equal(check_row_at(CHECK_COUNT, vec2(3, 5)), -1);
}

static void each_fault_is_told(void **state)
{
    (void)state;
    Pose pose = standing();
    const CheckFacts good = fine(&pose, 12000);
    CheckFacts f = good;
    f.fps = 18;
    expect(&f, CHECK_AT_RATE, CHECK_AMBER);
    f.fps = 7;
    expect(&f, CHECK_AT_RATE, CHECK_RED);
    f = good;
    f.luma = VISION_LUMA_MIN - 5;
    expect(&f, CHECK_AT_LIGHT, CHECK_AMBER);
    f.luma = 4;
    expect(&f, CHECK_AT_LIGHT, CHECK_RED);
    f.luma = 250;
    expect(&f, CHECK_AT_LIGHT, CHECK_AMBER);
    f = good;
    f.people_most = 2;
    expect(&f, CHECK_AT_ALONE, CHECK_AMBER);
    f = good;
    f.sound = false;
    expect(&f, CHECK_AT_SOUND, CHECK_AMBER);
    f = good;
    f.disk_free_mb = 500;
    expect(&f, CHECK_AT_DISK, CHECK_AMBER);
    f.disk_free_mb = 50;
    expect(&f, CHECK_AT_DISK, CHECK_RED);
    f = good;
    f.store = RESULT_NOT_PERMITTED;
    snprintf(f.store_trouble, sizeof f.store_trouble, "ask for access");
    expect(&f, CHECK_AT_STORE, CHECK_RED);
    f = good;
    f.camera = RESULT_BUSY;
    snprintf(f.trouble, sizeof f.trouble, "close the other program");
    expect(&f, CHECK_AT_CAMERA, CHECK_RED);
    assert_string_equal(rows[CHECK_AT_CAMERA].advice, "close the other program");
    assert_int_equal(rows[CHECK_AT_LIGHT].state, CHECK_NONE);
    f = good;
    f.fps = 60;
    f.info.fps = f.fps_most = 60;
    expect(&f, CHECK_AT_RATE, CHECK_GREEN);
    assert_non_null(strstr(rows[CHECK_AT_RATE].finding, "60; asked for up to 60"));
    f = good;
    f.rehearsal = true;
    expect(&f, CHECK_AT_CAMERA, CHECK_AMBER);
}

static void slowness_is_told_with_its_remedy(void **state)
{
    (void)state;
    Pose pose = standing();
    CheckFacts f = fine(&pose, 40000);
    expect(&f, CHECK_AT_SPEED, CHECK_AMBER);
    assert_non_null(strstr(rows[CHECK_AT_SPEED].advice, "--model lite"));
    f = fine(&pose, 90000);
    expect(&f, CHECK_AT_SPEED, CHECK_RED);
    assert_non_null(strstr(rows[CHECK_AT_SPEED].advice, "--model lite"));
    f.model = MODEL_LITE;
    expect(&f, CHECK_AT_SPEED, CHECK_RED);
    assert_null(strstr(rows[CHECK_AT_SPEED].advice, "--model lite"));
}

static void the_body_must_be_whole_and_of_good_size(void **state)
{
    (void)state;
    Pose pose = standing(), cut = pose, small = pose, nobody = { .people = 0 };
    for (int i = LANDMARK_ANKLE_LEFT; i < LANDMARK_COUNT; i++) cut.image[i].y = 1.05f;
    CheckFacts f = fine(&cut, 12000);
    expect(&f, CHECK_AT_BODY, CHECK_AMBER);
    f.seated = true;
    f.whole = f.found = 0;
    for (int i = 0; i < 30; i++) check_pose(&f, &cut, 12000);
    expect(&f, CHECK_AT_BODY, CHECK_AMBER);  // half of the poses came before it sat
    f = (CheckFacts){
        .seated = true, .info.fps = 30, .fps = 30, .luma = 120, .sound = true, .disk_free_mb = 50000
    };
    snprintf(f.sound_name, sizeof f.sound_name, "loudspeakers");
    for (int i = 0; i < 30; i++) check_pose(&f, &cut, 12000);
    expect(&f, CHECK_AT_BODY, CHECK_GREEN);
    for (int i = 0; i < LANDMARK_COUNT; i++) small.image[i].y = 0.5f + 0.3f * small.image[i].y;
    f = fine(&small, 12000);
    expect(&f, CHECK_AT_DISTANCE, CHECK_AMBER);
    assert_non_null(strstr(rows[CHECK_AT_DISTANCE].advice, "closer"));
    f = fine(&nobody, 12000);
    expect(&f, CHECK_AT_BODY, CHECK_AMBER);
    assert_int_equal(rows[CHECK_AT_SPEED].state, CHECK_NONE);
}

// ---- the loop -----------------------------------------------------------------------------------

// A made-up room: presents at 59 Hz, a camera whose pictures show the screen as it was `delay_us`
// before they are in hand, and blind to the screen by `veil` of 0..1.
static LoopProbe measure(int64_t delay_us, int fps, float veil, int flips)
{
    enum { HISTORY = 128, PRESENT_US = 16900 };  // no multiple of the camera's interval
    LoopProbe t = { .wanted = flips, .rng = rng_seed(3) };
    bool shown[HISTORY] = { false };
    int64_t shown_us[HISTORY] = { 0 };
    int count = 0;
    int64_t picture_us = 1000;
    for (int64_t now = 0; !loop_probe_over(&t) && now < 200000000; now += PRESENT_US) {
        shown[count % HISTORY] = loop_probe_white(&t, now);
        shown_us[count % HISTORY] = now + 500;
        loop_probe_presented(&t, now + 500);
        count++;
        for (; picture_us < now + PRESENT_US; picture_us += 1000000 / fps) {
            float luma = 40;
            for (int i = count > HISTORY ? count - HISTORY : 0; i < count; i++)
                if (shown_us[i % HISTORY] <= picture_us - delay_us)
                    luma = shown[i % HISTORY] ? 40 + 140 * (1 - veil) : 40;
            loop_probe_picture(&t, luma, picture_us);
        }
    }
    return t;
}

static void the_loop_measures_a_known_delay(void **state)
{
    (void)state;
    static const int64_t delays_us[] = { 20000, 80000, 150000, 300000 };
    for (int i = 0; i < 4; i++)
        for (int fps = 30; fps <= 60; fps += 30) {
            LoopProbe t = measure(delays_us[i], fps, 0, 200);
            double p50 = histogram_ms(&t.times, 0.5), p95 = histogram_ms(&t.times, 0.95);
            double delay = (double)delays_us[i] / 1000, frame = 1000.0 / fps;
            assert_int_equal(t.stage, LOOP_DONE);
            assert_int_equal(t.seen, 200);
            assert_int_equal(t.missed, 0);
            // A picture comes at any time within a camera's frame after the screen's delay.
            assert_below(fabs(p50 - (delay + frame / 2)), frame / 4 + 2);
            assert_above(p95, p50);
            assert_at_most(p95, delay + 1.05 * frame + 2);
        }
}

static void a_camera_that_looks_elsewhere_is_told(void **state)
{
    (void)state;
    LoopProbe t = measure(50000, 30, 0.95f, 50);
    assert_int_equal(t.stage, LOOP_BLIND);
    assert_int_equal(t.seen, 0);
    t = measure(1300000, 30, 0, 12);  // slower than the patience
    assert_int_equal(t.missed, 12);
    assert_int_equal(t.seen, 0);
}

static void flips_never_come_faster_than_is_safe(void **state)
{
    (void)state;
    LoopProbe t = { .wanted = 100, .rng = rng_seed(9) };
    bool white = false;
    int64_t last_us = 0;
    int flips = 0;
    for (int64_t now = 0; !loop_probe_over(&t) && now < 100000000; now += 4000) {
        bool next = loop_probe_white(&t, now);
        loop_probe_presented(&t, now);
        if (next != white) {
            // At most three flashes a second: six changes.
            if (flips++) assert_at_least(now - last_us, 1000000 / 6);
            last_us = now;
        }
        white = next;
        loop_probe_picture(&t, white ? 200 : 20, now + 1000);
    }
    assert_int_equal(t.stage, LOOP_DONE);
    assert_at_least(flips, 100);
}

static void the_whole_check_runs_without_a_camera(void **state)
{
    (void)state;
    static CheckFacts facts;
    char store[64];
    bool again = true;
    snprintf(store, sizeof store, "%s/tiptoe-test-%d.db", P_tmpdir, (int)getpid());
    CheckOptions o = { .model = MODEL_LITE,
                       .model_given = true,
                       .seconds = 2,
                       .store = store,
                       .assets = TIPTOE_BUILT_ASSETS };
    o.camera.source = "no/such/camera.mp4";
    check_run(&o, NULL, &facts, rows, &again);
    assert_false(again);
    assert_int_equal(rows[CHECK_AT_CAMERA].state, CHECK_RED);
    assert_int_equal(rows[CHECK_AT_STORE].state, CHECK_GREEN);
    o.camera.source = "demo:still";
    check_run(&o, NULL, &facts, rows, &again);
    assert_int_equal(rows[CHECK_AT_CAMERA].state, CHECK_AMBER);
    assert_above(facts.found, 0);
    assert_above(facts.pictures, 0);
    o.store = "/proc/tiptoe.db";
    o.camera.source = "no/such/camera.mp4";
    check_run(&o, NULL, &facts, rows, &again);
    assert_int_equal(rows[CHECK_AT_STORE].state, CHECK_RED);
    unlink(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_well),
        cmocka_unit_test(each_fault_is_told),
        cmocka_unit_test(the_play_box_is_told),
        cmocka_unit_test(a_touch_finds_its_row),
        cmocka_unit_test(slowness_is_told_with_its_remedy),
        cmocka_unit_test(the_body_must_be_whole_and_of_good_size),
        cmocka_unit_test(the_loop_measures_a_known_delay),
        cmocka_unit_test(a_camera_that_looks_elsewhere_is_told),
        cmocka_unit_test(flips_never_come_faster_than_is_safe),
        cmocka_unit_test(the_whole_check_runs_without_a_camera),
    };
    camera_register(&demo_camera_source);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
