// SPDX-License-Identifier: MIT
// test_gym_presents.c: a pose that is there before the step is in the very next present, and a
// frame is begun as late as its drawing allows. The main thread's clock is scripted, and with it
// the screen and the poses, so that all is counted and nothing depends on the machine.
#include "base/clock.h"
#include "demo/demo_camera.h"
#include "gym/live.h"

#include "test.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define SECONDS     12
#define SETTLED_S   2  // until the loop knows how long drawing takes
#define POSES_MAX   4096
#define WAKE_US     400   // at most so late the system wakes a sleeper
#define DRAW_US     4000  // of most frames; the slow ones take ...
#define SLOW_US     12000
#define PIECE_US    1600  // a piece of the therapist's window, of so many items ...
#define PIECE_ITEMS 40
#define PANEL_US    2600  // ... and its present
#define AFTER_US    4000  // the poses come after the first frame
#define WAITED_US   6000  // a pose for its step: longer is too long
#define EARLY_US    9000  // a pose that is ready so long before a refresh is seen in it

typedef struct Script {
    double hertz;  // of the screen; 0: presents do not wait
    double fps;    // of the poses
    int slow_every;
    double jitter;  // of a pose, in its own periods
    bool panel;     // the therapist has a window of his own
} Script;

static Script script;
static pthread_t main_thread;
static bool scripted;
static int64_t now_us, begun_us;
static Rng rng;
static int64_t ready_us[POSES_MAX];  // of each pose, rising
static int given;                    // poses that were taken
static Live live;
static volatile sig_atomic_t over;

// What was counted.
static int pieces, panels;  // of the therapist's window
static int frames, slow, missed, without_step, two_steps, left_behind, early_begun, waited,
    poses_shown;
static int64_t refresh_us;
static uint32_t steps_before;
static int shown_before;  // poses

static bool is_scripted(void)
{
    return scripted && pthread_equal(pthread_self(), main_thread);
}

int64_t __real_clock_us(void);
int64_t __wrap_clock_us(void);
int64_t __wrap_clock_us(void)
{
    return is_scripted() ? now_us : __real_clock_us();
}

void __real_clock_sleep_until(int64_t us);
void __wrap_clock_sleep_until(int64_t us);
void __wrap_clock_sleep_until(int64_t us)
{
    if (!is_scripted()) {
        __real_clock_sleep_until(us);
        return;
    }
    if (us > now_us) now_us = us + (int64_t)(rng_between(&rng, 0, 1) * WAKE_US);
}

bool __wrap_render_has_vsync(const Render *render);
bool __wrap_render_has_vsync(const Render *render)
{
    (void)render;
    return script.hertz > 0;
}

int64_t __wrap_render_drawn_us(const Render *render);
int64_t __wrap_render_drawn_us(const Render *render)
{
    (void)render;
    return begun_us;
}

void __real_render_present(Render *render);
void __wrap_render_present(Render *render);
void __wrap_render_present(Render *render)
{
    if (render == live.panel.render) {
        now_us += PANEL_US;
        panels++;
        return;
    }
    if (frames % 60 == 0) __real_render_present(render);
    begun_us = now_us;
    if (script.hertz <= 0) return;
    int64_t before_us = refresh_us;
    double refresh = 1e6 / script.hertz;
    refresh_us = (int64_t)(ceil((double)now_us / refresh) * refresh);
    now_us = refresh_us + 100;
    if (before_us) missed += (int)lround((double)(refresh_us - before_us) / refresh) - 1;
}

static int newest_before(int64_t us)
{
    int pose = given;
    while (pose < POSES_MAX && ready_us[pose] <= us) pose++;
    return pose - 1;
}

bool __wrap_vision_take_pose(Vision *vision, Pose *pose);
bool __wrap_vision_take_pose(Vision *vision, Pose *pose)
{
    (void)vision;
    int newest = newest_before(now_us);
    if (newest < given) return false;
    given = newest + 1;
    *pose = (Pose){ .number = (uint32_t)given,
                    .width = 640,
                    .height = 480,
                    .captured_us = ready_us[newest] - 20000,
                    .ready_us = ready_us[newest] };
    return true;
}

VisionStamps __wrap_vision_stamps(const Vision *vision);
VisionStamps __wrap_vision_stamps(const Vision *vision)
{
    (void)vision;
    int64_t us = ready_us[given - 1];
    return (VisionStamps){ us - 20000, us - 20000, us - 20000, us - 20000, us, STAMP_CAPTURE };
}

// So does the drawing of the therapist's window, piece by piece.
int __wrap_render_canvas_part(Render *render, const Canvas *canvas, int first, int64_t until_us);
int __wrap_render_canvas_part(Render *render, const Canvas *canvas, int first, int64_t until_us)
{
    (void)render;
    (void)until_us;
    pieces++;
    now_us += PIECE_US;
    return first + PIECE_ITEMS < canvas->item_count ? first + PIECE_ITEMS : canvas->item_count;
}

// Drawing takes its time.
static void draw_slowly(void *watcher, Live *l)
{
    (void)watcher;
    (void)l;
    bool is_slow = script.slow_every && frames % script.slow_every == script.slow_every - 1;
    slow += is_slow;
    now_us += is_slow ? SLOW_US : DRAW_US + (int64_t)(rng_between(&rng, 0, 1) * 1000);
}

static void count(void *watcher, Live *l)
{
    (void)watcher;
    uint32_t steps = l->run.step - steps_before;
    steps_before = l->run.step;
    without_step += steps == 0;
    two_steps += steps == 2;
    int there = newest_before(l->stamps.taken_us), shown = given - 1;
    left_behind += steps > 0 && there > shown;
    bool settled = now_us > (1 + SETTLED_S) * INT64_C(1000000);
    poses_shown += shown >= shown_before;
    waited += settled && shown >= shown_before && l->stamps.taken_us - l->pose.ready_us > WAITED_US;
    shown_before = given;
    // What could have been shown in this refresh, had the frame begun as late as it may.
    if (script.hertz > 0 && settled) early_begun += newest_before(refresh_us - EARLY_US) > shown;
    frames++;
    if (now_us > (1 + SECONDS) * INT64_C(1000000)) over = 1;
}

static void no_pose(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    (void)self;
    (void)image;
    *pose = (Pose){ .captured_us = captured_us };
}

static void play(Script wanted)
{
    char store[64];
    snprintf(store, sizeof store, "%s/tiptoe-test-%d.db", P_tmpdir, (int)getpid());
    script = wanted;
    scripted = false;
    over = 0;
    live = (Live){ .settings = settings_default(),
                   .overlay = draw_slowly,
                   .presented = count,
                   .asked_to_end = &over };
    Machine *m = &live.settings.machine;
    *m = (Machine){ .store = store, .headless = true, .window_width = 320, .window_height = 180 };
    m->camera.source = "demo:still";
    live.settings.plan.play.game = game_find("bubble_garden");
    live.settings.plan.play.setup.success = STAIRCASE_SUCCESS_USUAL;
    live.settings.plan.play.setup.seconds = 600;
    double hertz = script.hertz;
    script.hertz = 0;
    if (live_open_with(&live, (PoseMaker){ .next = no_pose }) != RESULT_OK)
        fail_msg("%s", fail_text());
    script.hertz = hertz;
    if (script.panel) live.panel.toggle(&live);
    pieces = panels = 0;
    frames = slow = missed = without_step = two_steps = left_behind = early_begun = given = 0;
    poses_shown = shown_before = waited = 0;
    refresh_us = 0;
    steps_before = 0;
    now_us = 1000000;
    rng = rng_seed(7);
    for (int i = 0; i < POSES_MAX; i++)
        ready_us[i] =
            now_us + AFTER_US +
            (int64_t)(((double)i + script.jitter * rng_between(&rng, 0, 1)) * 1e6 / script.fps);
    scripted = true;
    main_thread = pthread_self();
    assert_int_equal(live_play(&live), RESULT_OK);
    scripted = false;
    run_free(&live.run);
    live_close(&live);
    unlink(store);
    print_message(
        "%6.2f Hz, poses %2.0f: %d frames, %d slow, %d missed, %d without a step, %d with "
        "two, %d left a pose behind, %d begun too early, %d poses shown, %d waited, %d pictures "
        "of the panel in %d pieces\n",
        script.hertz, script.fps, frames, slow, missed, without_step, two_steps, left_behind,
        early_begun, poses_shown, waited, panels, pieces);
}

// Rates that screens really have, a little beside the sixty of the steps.
static void test_a_pose_is_in_the_very_next_present(void **state)
{
    (void)state;
    static const double rates[] = { 59.94, 60, 60.05, 0 };
    for (int i = 0; i < 4; i++) {
        play((Script){ .hertz = rates[i], .fps = 30, .jitter = 0.3 });
        double drift = rates[i] > 0 ? fabs(rates[i] - 60) * SECONDS + 2 : 2;
        assert_int_equal(left_behind, 0);
        assert_int_equal(missed, 0);
        assert_at_most(without_step, drift);
        assert_at_most(two_steps, drift);
        assert_at_least(poses_shown, SECONDS * 28);
        assert_at_most(early_begun, 1);
    }
}

// A slow frame costs its own refresh; those that follow soon cost none, as the loop begins earlier.
static void test_slow_frames_cost_few_refreshes(void **state)
{
    (void)state;
    play((Script){ .hertz = 60, .fps = 30, .slow_every = 60, .jitter = 0.3 });
    assert_above(slow, SECONDS - 3);
    assert_at_most(missed, 1 + SECONDS / 8);
    assert_int_equal(left_behind, 0);
}

// Where no screen says when, frames come right after the poses.
static void test_frames_follow_the_poses(void **state)
{
    (void)state;
    play((Script){ .fps = 30, .jitter = 0.05 });
    assert_at_most(waited, 3);
    assert_int_equal(left_behind, 0);
    assert_at_most(without_step, 2);
    assert_at_least(frames, 60 * SECONDS - 3);
    assert_at_most(frames, 60 * SECONDS + 3);
}

// The child's window misses nothing for the therapist's, which comes eight times a second and more.
static void test_the_panel_costs_no_present(void **state)
{
    (void)state;
    static const double rates[] = { 59.94, 60, 60.05, 0 };
    for (int i = 0; i < 4; i++) {
        play((Script){ .hertz = rates[i], .fps = 30, .jitter = 0.3, .panel = true });
        assert_int_equal(missed, 0);
        assert_int_equal(left_behind, 0);
        assert_at_least(poses_shown, SECONDS * 28);
        assert_at_least(frames, 60 * SECONDS - 3);
        assert_at_least(panels, 8 * SECONDS);
        assert_at_most(panels, SECONDS * 60 / COMPANION_EVERY + 1);
    }
}

// Where the child's frames leave no time at all a piece is drawn in every tenth, and no more.
static void test_a_slow_machine_still_has_a_panel(void **state)
{
    (void)state;
    play((Script){ .hertz = 60, .fps = 30, .slow_every = 1, .jitter = 0.3, .panel = true });
    assert_at_least(panels, 4);
    assert_at_most(missed, frames / 8);
}

int main(void)
{
    camera_register(&demo_camera_source);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_pose_is_in_the_very_next_present),
        cmocka_unit_test(test_frames_follow_the_poses),
        cmocka_unit_test(test_slow_frames_cost_few_refreshes),
        cmocka_unit_test(test_the_panel_costs_no_present),
        cmocka_unit_test(test_a_slow_machine_still_has_a_panel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
