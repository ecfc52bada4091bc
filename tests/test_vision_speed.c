// SPDX-License-Identifier: MIT
// test_vision_speed.c: on how many threads the networks run, what is remembered of it, and that the
// camera is asked for what they keep up with.
#include "fake_device.h"
#include "test.h"
#include "vision/network.h"
#include "vision/speed.h"
#include "vision/tuner.h"
#include "vision/vision.h"

#include "base/clock.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATIENCE_US 20000000
#define KEY         "a processor, 4 cores, an engine, a build"

static char cache[64], models[4096], file[128];

// A cache of the test's own; the models stay where they are.
static int make_cache(void **state)
{
    (void)state;
    if (model_path(models, sizeof models, NULL, "x") != RESULT_OK) return -1;
    *strrchr(models, '/') = '\0';
    snprintf(cache, sizeof cache, "%s/tiptoe-test-XXXXXX", P_tmpdir);
    if (!mkdtemp(cache)) return -1;
    setenv("XDG_CACHE_HOME", cache, 1);
    snprintf(file, sizeof file, "%s/tiptoe/%s", cache, SPEED_FILE);
    return 0;
}

static int remove_cache(void **state)
{
    (void)state;
    char folder[128];
    snprintf(folder, sizeof folder, "%s/tiptoe", cache);
    unlink(file);
    rmdir(folder);
    return rmdir(cache);
}

static void two_threads_only_where_they_are_clearly_faster_and_leave_a_core(void **state)
{
    (void)state;
    assert_int_equal(speed_threads(4, 13900, 7100), 2);
    assert_int_equal(speed_threads(4, 10000, 8000), 2);
    assert_int_equal(speed_threads(4, 10000, 8100), 1);
    assert_int_equal(speed_threads(4, 10000, 15000), 1);
    assert_int_equal(speed_threads(4, 10000, 0), 1);  // not known
    assert_int_equal(speed_threads(3, 13900, 7100), 2);
    assert_int_equal(speed_threads(2, 13900, 7100), 1);
    assert_int_equal(speed_threads(1, 13900, 7100), 1);
    assert_in_range(speed_cores(), 1, 4096);
}

static void write_file(const char *text)
{
    FILE *to = fopen(file, "w");
    assert_non_null(to);
    fputs(text, to);
    assert_int_equal(fclose(to), 0);
}

static void expect_nothing(const char *key)
{
    Speed speed[MODEL_COUNT] = { { 1, 1 } };
    speed_recall(speed, file, key);
    for (int i = 0; i < MODEL_COUNT; i++) assert_int_equal(speed[i].us, 0);
}

static void what_is_kept_is_recalled_for_the_same_key_alone(void **state)
{
    (void)state;
    const Speed kept[MODEL_COUNT] = { [MODEL_FULL] = { 2, 7100 }, [MODEL_HEAVY] = { 1, 39700 } };
    Speed speed[MODEL_COUNT];
    expect_nothing(KEY);                                       // there is no file
    assert_int_equal(speed_keep(kept, file, KEY), RESULT_OK);  // makes the folder
    speed_recall(speed, file, KEY);
    assert_memory_equal(speed, kept, sizeof kept);
    expect_nothing("another processor");
    char key[SPEED_KEY_MAX], other[SPEED_KEY_MAX];
    speed_key(key, 2);
    speed_key(other, 4);
    assert_string_not_equal(key, other);
    assert_null(strchr(key, '\n'));
}

static void a_damaged_file_says_nothing(void **state)
{
    (void)state;
    static const char *const damaged[] = {
        "",
        "\n",
        "full 1 7100\n",
        "tiptoe speed 1\n",
        "tiptoe speed 1\n" KEY,
        "tiptoe speed 2\n" KEY "\nfull 1 7100\n",
        "tiptoe speed 1\n" KEY "\nfull 1 7100",
        "tiptoe speed 1\n" KEY "\nfull 3 7100\n",
        "tiptoe speed 1\n" KEY "\nfull 0 7100\n",
        "tiptoe speed 1\n" KEY "\nfull 1 -7100\n",
        "tiptoe speed 1\n" KEY "\nfull 1 99999999999999999999\n",
        "tiptoe speed 1\n" KEY "\nfull 1 7100 more\n",
        "tiptoe speed 1\n" KEY "\nfuller 1 7100\n",
        "tiptoe speed 1\n" KEY "\nfull 1 7100\nlite",
    };
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        write_file(damaged[i]);
        expect_nothing(KEY);
    }
    write_file("tiptoe speed 1\n" KEY "\nfull 1 7100\n");
    Speed speed[MODEL_COUNT];
    speed_recall(speed, file, KEY);
    assert_int_equal(speed[MODEL_FULL].us, 7100);
}

// ---- networks on two threads -------------------------------------------------------------------

static void *run_elsewhere(void *network)
{
    return network_run(network) == RESULT_OK ? network : NULL;
}

static Network *open_network(NetworkEngineId engine, int threads)
{
    char path[4200];
    Network *network = NULL;
    static const int wanted[] = { 0, 1, 3, 4, 2 };
    assert_int_equal(model_path(path, sizeof path, models, model_file(MODEL_LITE)), RESULT_OK);
    Result result = network_open_by(&network, path, wanted, 5, engine, threads);
    if (result == RESULT_UNAVAILABLE) return NULL;
    assert_int_equal(result, RESULT_OK);
    Rng rng = rng_seed(1);
    for (size_t i = 0; i < network_input_count(network); i++)
        network_input(network)[i] = rng_between(&rng, 0, 1);
    return network;
}

// Opened by one thread and run by another, on one and on two: the same to the last bit.
static void the_answer_does_not_depend_on_threads(void **state)
{
    (void)state;
    for (int engine = 0; engine < NETWORK_ENGINE_COUNT; engine++) {
        Network *one = open_network((NetworkEngineId)engine, 1);
        Network *two = open_network((NetworkEngineId)engine, 2);
        if (!one) continue;
        assert_int_equal(network_run(one), RESULT_OK);
        pthread_t thread;
        void *answer = NULL;
        assert_int_equal(pthread_create(&thread, NULL, run_elsewhere, two), 0);
        pthread_join(thread, &answer);
        assert_ptr_equal(answer, two);
        for (int i = 0; i < 5; i++)
            assert_memory_equal(network_output(one, i), network_output(two, i),
                                network_output_count(one, i) * sizeof(float));
        network_close(&one);
        network_close(&two);
    }
}

static LandmarkFinder *await_network(Tuner *tuner, Model model)
{
    int64_t give_up_us = clock_us() + PATIENCE_US;
    LandmarkFinder *finder = NULL;
    while (!finder) {
        assert_below(clock_us(), give_up_us);
        clock_sleep_until(clock_us() + 1000);
        finder = tuner_take(tuner, model);
    }
    return finder;
}

static void the_tuner_measures_remembers_and_opens(void **state)
{
    (void)state;
    char key[SPEED_KEY_MAX];
    Speed speed[MODEL_COUNT];
    speed_key(key, 4);
    // One thread is said to be very slow: two are clearly faster, whatever else this machine does.
    TunerOptions options = { .model_folder = models,
                             .wanted = { [MODEL_LITE] = true, [MODEL_FULL] = true },
                             .open_on = { [MODEL_FULL] = 1 },
                             .timed = MODEL_FULL,
                             .speed = { [MODEL_FULL] = { 1, 50000000 } },
                             .measure = true,
                             .cores = 4 };
    Tuner *tuner = tuner_start(&options);
    assert_non_null(tuner);
    LandmarkFinder *full = await_network(tuner, MODEL_FULL);
    LandmarkFinder *lite = await_network(tuner, MODEL_LITE);
    assert_null(tuner_take(tuner, MODEL_FULL));
    tuner_stop(&tuner);
    assert_null(tuner);
    landmarks_close(&full);
    landmarks_close(&lite);
    speed_recall(speed, file, key);
    if (speed[MODEL_FULL].us) assert_int_equal(speed[MODEL_FULL].threads, 2);  // not when busy

    // One thread is said to be very fast: nothing is better, and lite comes on one.
    options.speed[MODEL_FULL] = (Speed){ 1, 1 };
    tuner = tuner_start(&options);
    lite = await_network(tuner, MODEL_LITE);
    assert_null(tuner_take(tuner, MODEL_FULL));
    landmarks_close(&lite);
    tuner_stop(&tuner);

    // Two cores: two threads are not even tried, and that is remembered.
    options.cores = 2;
    options.speed[MODEL_FULL] = (Speed){ 1, 26600 };
    speed_key(key, 2);
    tuner = tuner_start(&options);
    lite = await_network(tuner, MODEL_LITE);
    assert_null(tuner_take(tuner, MODEL_FULL));
    landmarks_close(&lite);
    tuner_stop(&tuner);
    speed_recall(speed, file, key);
    assert_int_equal(speed[MODEL_FULL].threads, 1);
    assert_int_equal(speed[MODEL_FULL].us, 26600);
    // What nobody takes is closed by the end (a leak otherwise), also in mid-work.
    tuner = tuner_start(&options);
    tuner_stop(&tuner);
}

// ---- the camera --------------------------------------------------------------------------------

static void expect_start(int64_t full_us, VisionChoice choice, double asked_fps, int fps,
                         Model model)
{
    char key[SPEED_KEY_MAX];
    const Speed speed[MODEL_COUNT] = { [MODEL_FULL] = { 1, full_us } };
    speed_key(key, speed_cores());
    assert_int_equal(speed_keep(speed, file, key), RESULT_OK);
    FakeDevice fake = { .modes = { { V4L2_PIX_FMT_YUYV, 640, 480, 30 },
                                   { V4L2_PIX_FMT_YUYV, 640, 480, 60 },
                                   { V4L2_PIX_FMT_YUYV, 640, 480, 120 } },
                        .real_time = true };
    DeviceCalls calls = fake_calls(&fake);
    CameraRequest request = { .source = "0", .fps = asked_fps, .device = &calls };
    TrackerOptions options = { .model = MODEL_FULL, .model_folder = models };
    Vision *vision;
    assert_int_equal(vision_start(&vision, &request, &options, choice), RESULT_OK);
    assert_int_equal(fake.mode.fps, fps);
    assert_int_equal(vision_health(vision).model, model);
    assert_true(vision_camera(vision).fps == fps);
    vision_stop(&vision);
}

static void a_camera_is_asked_for_what_the_network_keeps_up_with(void **state)
{
    (void)state;
    expect_start(5500, VISION_CHOOSE, 0, 60, MODEL_FULL);
    expect_start(13900, VISION_CHOOSE, 0, 30, MODEL_FULL);
    expect_start(26600, VISION_CHOOSE, 0, 30, MODEL_LITE);
    expect_start(13900, VISION_CHOOSE, 60, 60, MODEL_LITE);  // the therapist's word
}

// Full wherever it makes 20 poses a second; what was kept from before stays.
static void a_checkup_has_the_best_model_that_holds_twenty(void **state)
{
    (void)state;
    expect_start(26600, VISION_CHOOSE_ONCE, 0, 30, MODEL_FULL);
    expect_start(60000, VISION_CHOOSE_ONCE, 0, 30, MODEL_LITE);
    expect_start(60000, VISION_KEEP, 0, 30, MODEL_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_threads_only_where_they_are_clearly_faster_and_leave_a_core),
        cmocka_unit_test(what_is_kept_is_recalled_for_the_same_key_alone),
        cmocka_unit_test(a_damaged_file_says_nothing),
        cmocka_unit_test(the_answer_does_not_depend_on_threads),
        cmocka_unit_test(the_tuner_measures_remembers_and_opens),
        cmocka_unit_test(a_camera_is_asked_for_what_the_network_keeps_up_with),
        cmocka_unit_test(a_checkup_has_the_best_model_that_holds_twenty),
    };
    return cmocka_run_group_tests(tests, make_cache, remove_cache);
}
