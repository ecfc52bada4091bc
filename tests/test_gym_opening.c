// SPDX-License-Identifier: MIT
// test_gym_opening.c: while the camera takes long to open, the window goes on: it draws, and hears
// its close button and the stop keys; what went wrong is told as if it had been waited for.
#include "base/clock.h"
#include "gym/live.h"

#include "test.h"

#include <stdatomic.h>
#include <string.h>

#define FRAMES     20  // that the camera takes to open
#define PATIENCE_S 5   // then the window does not go on
#define TROUBLE    "the slow camera is broken: mend it"

// What the person does in the frame FRAMES / 2; the kind is -1: nothing.
static RenderEvent done;
static atomic_int frames;  // in which the window looked for events
static atomic_bool waited_in_vain;
static bool broken;
static int cameras, makers;  // open
static Live live;

bool __real_render_event(Render *render, RenderEvent *event);
bool __wrap_render_event(Render *render, RenderEvent *event);
bool __wrap_render_event(Render *render, RenderEvent *event)
{
    if (__real_render_event(render, event)) return true;
    frames++;
    if (frames != FRAMES / 2 || (int)done.kind < 0) return false;
    *event = done;
    return true;
}

static Result slow_open(void **self, const CameraRequest *request, CameraInfo *info)
{
    (void)request;
    int64_t until_us = clock_us() + PATIENCE_S * 1000000;
    while (frames < FRAMES / 2 && clock_us() < until_us) clock_sleep_until(clock_us() + 1000);
    bool heard = done.kind == RENDER_QUIT || done.kind == RENDER_KEY;  // then no more frames come
    while (!heard && frames < FRAMES && clock_us() < until_us) clock_sleep_until(clock_us() + 1000);
    waited_in_vain = clock_us() >= until_us;
    if (broken) return fail(RESULT_UNAVAILABLE, TROUBLE);
    cameras++;
    *self = &live;
    *info = (CameraInfo){ .name = "slow", .width = 64, .height = 48, .fps = 30, .live = true };
    return RESULT_OK;
}

static Result slow_read(void *self, Frame *frame)
{
    (void)self;
    (void)frame;
    clock_sleep_until(clock_us() + 10000);
    return RESULT_MALFORMED;
}

static void slow_close(void *self)
{
    (void)self;
    cameras--;
}

static const CameraSource slow = { "slow", slow_open, slow_read, slow_close };

static void no_pose(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    (void)self;
    (void)image;
    *pose = (Pose){ .captured_us = captured_us };
}

static void close_maker(void *self)
{
    (void)self;
    makers--;
}

static Result open_while(RenderEvent event)
{
    done = event;
    frames = 0;
    waited_in_vain = false;
    makers = 1;
    live = (Live){ .settings = settings_default() };
    live.settings.machine.headless = true;
    live.settings.plan.play.game = game_find("bubble_garden");
    live.settings.machine.camera.source = "slow";
    return live_open_with(&live, (PoseMaker){ .next = no_pose, .close = close_maker });
}

static void check_closed(void)
{
    assert_null(live.vision);
    assert_false(waited_in_vain);
    assert_int_equal(cameras, 0);
    assert_int_equal(makers, 0);
}

static void test_the_window_goes_on(void **state)
{
    (void)state;
    assert_int_equal(open_while((RenderEvent){ .kind = (RenderEventKind)-1 }), RESULT_OK);
    assert_non_null(live.vision);
    assert_non_null(live.audio);
    assert_false(live.leave);
    assert_false(live.away);
    assert_at_least(live.opening_presents, FRAMES - 1);
    assert_string_equal(vision_camera(live.vision).name, "slow");
    live_close(&live);
    check_closed();
}

static void test_stop_keys_and_the_close_button_are_heard(void **state)
{
    (void)state;
    static const int keys[] = { 'q', ' ', RENDER_KEY_ESCAPE };
    for (int i = 0; i < 3; i++) {
        RenderEvent key = { .kind = RENDER_KEY, .key = keys[i] };
        assert_int_equal(open_while(key), RESULT_OK);
        check_closed();
        assert_false(live.leave);
        assert_below(frames, FRAMES);
        live_close(&live);
    }
    assert_int_equal(open_while((RenderEvent){ .kind = RENDER_QUIT }), RESULT_OK);
    check_closed();
    assert_true(live.leave);
    live_close(&live);
}

// Another window took the keyboard: play begins with a pause.
static void test_looking_away_is_remembered(void **state)
{
    (void)state;
    assert_int_equal(open_while((RenderEvent){ .kind = RENDER_UNFOCUS }), RESULT_OK);
    assert_non_null(live.vision);
    assert_true(live.away);
    live_close(&live);
    check_closed();
}

static void test_an_error_is_told_as_it_was_met(void **state)
{
    (void)state;
    broken = true;
    assert_int_equal(open_while((RenderEvent){ .kind = (RenderEventKind)-1 }), RESULT_UNAVAILABLE);
    assert_string_equal(fail_text(), TROUBLE);
    assert_at_least(live.opening_presents, FRAMES - 1);
    check_closed();
    assert_null(live.render);
    assert_null(live.audio);
    broken = false;
}

static int prepare(void **state)
{
    (void)state;
    camera_register(&slow);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_window_goes_on),
        cmocka_unit_test(test_stop_keys_and_the_close_button_are_heard),
        cmocka_unit_test(test_looking_away_is_remembered),
        cmocka_unit_test(test_an_error_is_told_as_it_was_met),
    };
    return cmocka_run_group_tests(tests, prepare, NULL);
}
