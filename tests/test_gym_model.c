// SPDX-License-Identifier: MIT
// test_gym_model.c: which model makes the poses is recorded and told whenever the machine changes
// it, and belongs to the session.
#include "demo/demo_camera.h"
#include "gym/live.h"

#include "session/recording.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STEPS 60  // of the play: time for a change to be recorded

static Live live;
static volatile sig_atomic_t enough;
static int told[MODEL_COUNT];
static bool said;
static char store[64];

static void no_pose(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    (void)self;
    *pose = (Pose){ .captured_us = captured_us,
                    .width = (uint16_t)image->width,
                    .height = (uint16_t)image->height };
}

static bool use(void *self, Model model)
{
    (void)self;
    (void)model;
    return true;
}

static void watch(void *watcher, Live *at)
{
    (void)watcher;
    said |= at->run.step < at->screen.model_until;
    enough = at->run.step > STEPS;
}

static void open_live(void)
{
    live.settings = settings_default();
    live.settings.machine.headless = true;
    live.settings.machine.store = store;
    live.settings.machine.camera.source = "demo:still";
    live.settings.plan.play.game = game_find("bubble_garden");
    live.settings.plan.play.setup.success = 0;  // as it is: nothing adapts
    live.asked_to_end = &enough;
    live.presented = watch;
    enough = 0;
    said = false;
    memset(told, 0, sizeof told);
}

static void play_with(PoseMaker maker)
{
    open_live();
    assert_int_equal(live_open_with(&live, maker), RESULT_OK);
    assert_int_equal(live_play(&live), RESULT_OK);
    live_close(&live);
    Store *opened;
    Recording recording;
    assert_int_equal(store_open(&opened, store, STORE_READ), RESULT_OK);
    assert_int_equal(recording_load(&recording, opened, live.run.id), RESULT_OK);
    for (int i = 0; i < (int)recording.event_count; i++)
        if (recording.event[i].event.event == EVENT_MODEL) told[recording.event[i].event.model]++;
    recording_free(&recording);
    store_close(&opened);
}

// Full was asked for; what this machine keeps up with is lite.
static void a_choice_of_the_machine_is_recorded_and_told(void **state)
{
    (void)state;
    play_with((PoseMaker){ .next = no_pose, .use = use, .model = MODEL_LITE });
    assert_int_equal(told[MODEL_LITE], 1);
    assert_int_equal(told[MODEL_FULL], 0);
    assert_string_equal(live.run.summary.model_used, "lite");
    assert_true(said);
    // Back to full, and once only.
    live.run.command_count = 0;
    run_note_model(&live.run, MODEL_LITE);
    assert_int_equal(live.run.command_count, 0);
    for (int i = 0; i < 2; i++) run_note_model(&live.run, MODEL_FULL);
    assert_int_equal(live.run.command_count, 1);
    assert_int_equal(live.run.command[0].command, COMMAND_MODEL);
    assert_true(live.run.command[0].value == (float)MODEL_FULL);
    assert_string_equal(live.run.summary.model_used, "full");
    run_free(&live.run);
}

static void without_a_choice_nothing_is_said(void **state)
{
    (void)state;
    play_with((PoseMaker){ .next = no_pose });
    for (int i = 0; i < MODEL_COUNT; i++) assert_int_equal(told[i], 0);
    assert_string_equal(live.run.summary.model_used, "full");
    assert_false(said);
    run_free(&live.run);
}

static int remove_store(void **state)
{
    (void)state;
    char path[80];
    static const char *const parts[] = { "", "-wal", "-shm", "-journal" };
    for (int i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s%s", store, parts[i]);
        unlink(path);
    }
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_choice_of_the_machine_is_recorded_and_told),
        cmocka_unit_test(without_a_choice_nothing_is_said),
    };
    snprintf(store, sizeof store, "%s/tiptoe-model-%d.db", P_tmpdir, (int)getpid());
    camera_register(&demo_camera_source);
    return cmocka_run_group_tests(tests, NULL, remove_store);
}
