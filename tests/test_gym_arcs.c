// SPDX-License-Identifier: MIT
// test_gym_arcs.c: a child comes again and again: how long the opening is, when the sign comes,
// what follows the play, what skips and holds it, what music it has, that who has one switch comes
// through all of it, and that none of it is in what is recorded. The main thread's clock and the
// poses are scripted, so that all is counted.
#include "base/clock.h"
#include "demo/demo_camera.h"
#include "gym/live.h"
#include "session/recording.h"
#include "test.h"

#include <SDL2/SDL.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SECONDS     4  // of play
#define POSE_FRAMES 2
#define DRAWN_EVERY 40  // frames
#define HELD_FRAMES 30
#define KEY_QUIT    'q'
#define TAP_FRAMES  50  // between two presses of the one switch

// One visit: what the therapist does, and what was seen.
typedef struct Visit {
    const char *name;
    bool unseen;  // headless
    SensoryPreset senses;
    const char *look;
    uint32_t skip_at, hold_at;  // step of the ending; 0: never
    bool stops;                 // in the middle of the play
    bool taps;                  // one switch is pressed again and again, and nothing else
    unsigned phases;            // bit 1 << PlayPhase: was seen
    const char *music[PHASE_DONE + 1];
    int opening, sign, ending, held;  // frames
    int variation;
    bool recorded_before_ending;
    char track[65], events[65], behaviour[17];
} Visit;

static Visit *visit;
static Live live;
static Demo *child;
static char store[64];
static pthread_t main_thread;
static bool scripted;
static int64_t now_us;
static int frames, poses, phase_asked;

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
    if (!is_scripted())
        __real_clock_sleep_until(us);
    else if (us > now_us)
        now_us = us;
}

void __real_screen_draw(Screen *screen, const Run *run, const Settings *settings);
void __wrap_screen_draw(Screen *screen, const Run *run, const Settings *settings);
void __wrap_screen_draw(Screen *screen, const Run *run, const Settings *settings)
{
    if (frames % DRAWN_EVERY == 0) __real_screen_draw(screen, run, settings);
}

bool __wrap_vision_take_pose(Vision *vision, Pose *pose);
bool __wrap_vision_take_pose(Vision *vision, Pose *pose)
{
    (void)vision;
    if (frames % POSE_FRAMES) return false;
    DemoAim aim = run_aim(&live.run);
    demo_move(child, &aim, pose);
    pose->number = (uint32_t)++poses;
    pose->captured_us = now_us - 20000;
    pose->ready_us = now_us;
    return true;
}

VisionStamps __wrap_vision_stamps(const Vision *vision);
VisionStamps __wrap_vision_stamps(const Vision *vision)
{
    (void)vision;
    return (VisionStamps){ now_us, now_us, now_us, now_us, now_us, STAMP_CAPTURE };
}

static const char *music;

void __real_audio_music(Audio *audio, const char *name);
void __wrap_audio_music(Audio *audio, const char *name);
void __wrap_audio_music(Audio *audio, const char *name)
{
    music = name;
    __real_audio_music(audio, name);
}

static void no_pose(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    (void)self;
    (void)image;
    *pose = (Pose){ .captured_us = captured_us };
}

static void press(SDL_Keycode key)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN, .keysym = { .sym = key } } };
    SDL_PushEvent(&event);
}

// What is asked before the game is known to all here.
static void hurry(PlayPhase phase)
{
    if ((int)phase == phase_asked) return;
    phase_asked = (int)phase;
    if (phase == PHASE_WAIT || phase == PHASE_CALIBRATE) press(SDLK_RETURN);
    if (phase == PHASE_REACH) press('s');
}

static void watch_ending(void)
{
    visit->ending++;
    visit->held += live.arc.frozen;
    visit->variation = live.screen.arc->variation;
    visit->recorded_before_ending = live.run.finished;
    bool holds = visit->hold_at && live.arc.step == visit->hold_at;
    if (visit->skip_at && live.arc.step == visit->skip_at) press('x');
    if (holds && (visit->held == 0 || visit->held == HELD_FRAMES)) press(SDLK_SPACE);
}

static void watch(void *watcher, Live *of)
{
    const ArcMoment *arc = of->screen.arc;
    PlayPhase phase = play_phase(of->run.play);
    (void)watcher;
    frames++;
    visit->phases |= 1u << phase;
    visit->music[phase] = music;
    if (visit->taps && frames % TAP_FRAMES == 0) press(SDLK_TAB);
    if (!visit->taps) hurry(phase);
    if (visit->stops && phase == PHASE_PLAY && play_game_step(of->run.play) % 60 == 59)
        press(KEY_QUIT);
    assert_true(!visit->ending || (arc && arc->part == ARC_ENDING));  // the play never comes back
    if (!arc) return;
    assert_true(arc->things >= ARC_THINGS_LEAST && arc->things <= ARC_THINGS_MOST);
    visit->opening += arc->part == ARC_OPENING;
    visit->sign += arc->part == ARC_SIGN;
    if (arc->part == ARC_ENDING) watch_ending();
}

static void read_back(int64_t id)
{
    Store *from = NULL;
    Recording recording;
    assert_int_equal(store_open(&from, store, STORE_READ), RESULT_OK);
    assert_int_equal(recording_load(&recording, from, id), RESULT_OK);
    const SessionInfo *info = &recording.info;
    assert_int_equal(info->status, visit->stops ? SESSION_STOPPED : SESSION_COMPLETE);
    memcpy(visit->track, info->track_digest, sizeof visit->track);
    memcpy(visit->events, info->events_digest, sizeof visit->events);
    memcpy(visit->behaviour, info->summary.behaviour, sizeof visit->behaviour);
    recording_free(&recording);
    store_close(&from);
}

static void settle(void)
{
    static const HourCourse hour = { 0 };
    live = (Live){ .settings = settings_default(), .presented = watch };
    if (visit->taps) live.course = &hour;
    Settings *s = &live.settings;
    s->machine.headless = visit->unseen;
    s->machine.store = store;
    s->machine.camera = (CameraRequest){ .source = "demo:still", .width = 320, .height = 240 };
    snprintf(s->plan.child, sizeof s->plan.child, "KITE7");
    s->plan.play.game = game_find("bubble_garden");
    s->plan.play.setup.seconds = SECONDS;
    s->plan.play.setup.seed = 5;
    s->plan.play.setup.success = STAIRCASE_SUCCESS_USUAL;
    s->plan.play.setup.profile.sensory = sensory_preset(visit->senses);
    if (visit->look) {
        assert_true(look_from_text(&s->machine.look, visit->look));
        s->given |= 1u << SETTINGS_LOOK;
    }
    settings_settle(s);
    tutorial_learn(&live.tutorial, &s->plan);
}

static void come(Visit *of)
{
    visit = of;
    settle();
    RenderOptions window = {
        .width = 320, .height = 180, .headless = true, .asset_folder = TIPTOE_BUILT_ASSETS
    };
    AudioOptions audio = { .silent = true };
    DemoOptions options = {
        .script = "play", .width = 640, .height = 480, .fps = 30, .seed = 7, .skill = 0.8f
    };
    assert_int_equal(render_open(&live.render, &window), RESULT_OK);
    assert_int_equal(audio_open(&live.audio, &audio), RESULT_OK);
    live.screen.render = live.render;
    assert_int_equal(demo_open(&child, &options), RESULT_OK);
    assert_int_equal(live_open_with(&live, (PoseMaker){ .next = no_pose }), RESULT_OK);
    frames = poses = 0;
    phase_asked = -1;
    now_us = 1000000;
    scripted = true;
    assert_int_equal(live_play(&live), RESULT_OK);
    scripted = false;
    print_message("%-26s opening %3d, sign %3d, ending %3d frames, variation %d\n", visit->name,
                  visit->opening, visit->sign, visit->ending, visit->variation);
    read_back(live.run.id);
    run_free(&live.run);
    demo_close(&child);
    live_close(&live);
}

// In an hour, where the therapist's key for the next in the plan would end the game.
static void test_one_switch_comes_through_all_of_it(void **state)
{
    (void)state;
    Visit taps = { .name = "one switch", .senses = SENSORY_LIVELY, .taps = true };
    come(&taps);
    static const PlayPhase all[] = { PHASE_CALIBRATE, PHASE_REACH, PHASE_TELL, PHASE_PLAY,
                                     PHASE_DONE };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!(taps.phases & 1u << all[i])) fail_msg("phase %d never comes", (int)all[i]);
    assert_below(taps.opening, ARC_OPENING_S * GAME_STEPS_PER_SECOND);    // it skips this ...
    assert_at_least(taps.sign, SECONDS * GAME_STEPS_PER_SECOND / 2 - 2);  // ... and not the play
    assert_in_range(taps.ending, 1, 2 * TAP_FRAMES);
}

static void test_no_page_is_silent(void **state)
{
    (void)state;
    static const struct {
        SensoryPreset senses;
        const char *music;
    } all[] = { { SENSORY_CALM, "calm" }, { SENSORY_STANDARD, "garden" } };
    for (int i = 0; i < 2; i++) {
        Visit visits = { .name = all[i].music, .senses = all[i].senses };
        come(&visits);
        assert_string_equal(visits.music[PHASE_CALIBRATE], "menu");
        assert_string_equal(visits.music[PHASE_TELL], "menu");
        assert_string_equal(visits.music[PHASE_PLAY], all[i].music);
        assert_string_equal(music, "menu");  // of the page that comes
    }
}

static void assert_same_recording(const Visit *one, const Visit *other)
{
    assert_string_equal(one->track, other->track);
    assert_string_equal(one->events, other->events);
    assert_string_equal(one->behaviour, other->behaviour);
}

static void test_a_child_comes_again_and_again(void **state)
{
    (void)state;
    Visit first = { .name = "new", .senses = SENSORY_LIVELY };
    Visit skipped = { .name = "skipped", .senses = SENSORY_LIVELY, .skip_at = 60 };
    Visit held = {
        .name = "held, as a fox", .senses = SENSORY_LIVELY, .hold_at = 60, .look = "fox"
    };
    Visit unseen = { .name = "nobody watches", .senses = SENSORY_LIVELY, .unseen = true };
    Visit stopped = { .name = "stopped", .senses = SENSORY_LIVELY, .stops = true };
    Visit calm = { .name = "calm", .senses = SENSORY_CALM };
    // Its last picture stays for as long as the same game may be asked for again.
    const int moving = (int)(ARC_ENDING_S * GAME_STEPS_PER_SECOND);
    const int ending = moving + AGAIN_WAIT_STEPS;
    come(&first);
    assert_at_least(first.opening, ARC_OPENING_S * GAME_STEPS_PER_SECOND - 2);  // or its words
    assert_at_most(first.opening, 1.5f * ARC_OPENING_S * GAME_STEPS_PER_SECOND);
    assert_at_least(first.sign, SECONDS * GAME_STEPS_PER_SECOND / 2 - 2);
    assert_near(first.ending, ending, 2);
    assert_true(first.recorded_before_ending);
    come(&skipped);
    assert_near(skipped.opening, ARC_WAKE_S * GAME_STEPS_PER_SECOND, 2);
    assert_near(skipped.ending, 60, 3);
    come(&held);
    assert_near(held.held, HELD_FRAMES, 3);
    assert_near(held.ending, ending + held.held, 3);
    assert_int_equal(first.variation, 0);
    assert_int_equal(skipped.variation, 0);
    assert_int_equal(held.variation, 1);  // the third end
    come(&unseen);
    assert_int_equal(unseen.opening + unseen.sign + unseen.ending, 0);
    come(&stopped);
    assert_above(stopped.opening, 0);
    assert_int_equal(stopped.ending, 0);
    come(&calm);
    assert_near(calm.opening, ARC_CALM_FACTOR * ARC_WAKE_S * GAME_STEPS_PER_SECOND, 2);
    assert_near(calm.ending, (double)(ARC_CALM_FACTOR * (float)moving) + AGAIN_WAIT_STEPS, 2);
    assert_same_recording(&skipped, &held);
    assert_same_recording(&skipped, &unseen);
}

// On every third end another one, never two in a row; the usual one always comes back.
static void test_the_usual_ending_comes_back(void **state)
{
    (void)state;
    static const int wanted[] = { 0, 0, 1, 0, 0, 2, 0, 0, 1 };
    for (uint32_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        assert_int_equal(arc_variation(i, false), wanted[i]);
        assert_int_equal(arc_variation(i, true), 0);
    }
}

static int setup(void **state)
{
    (void)state;
    camera_register(&demo_camera_source);
    main_thread = pthread_self();
    snprintf(store, sizeof store, "%s/tiptoe-arcs-%d.db", P_tmpdir, (int)getpid());
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    return unlink(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_a_child_comes_again_and_again),
                                        cmocka_unit_test(test_one_switch_comes_through_all_of_it),
                                        cmocka_unit_test(test_no_page_is_silent),
                                        cmocka_unit_test(test_the_usual_ending_comes_back) };
    return cmocka_run_group_tests(tests, setup, teardown);
}
