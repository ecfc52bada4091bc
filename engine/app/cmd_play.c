// cmd_play.c: `tiptoe play`: a child plays one game, in a window or headless, live or from a clip.
#include "app/app.h"
#include "app/report.h"
#include "app/screen.h"
#include "audio/audio.h"
#include "base/clock.h"
#include "base/log.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define STEP_US             (1000000 / GAME_STEPS_PER_SECOND)
#define CATCH_UP_MAX        6    // steps at once; what is older is given up and counted
#define HEADLESS_PATIENCE_S 60u  // that long headless play waits for somebody, beyond its own time

static volatile sig_atomic_t asked_to_end;

static void on_signal(int signal)
{
    asked_to_end = signal;
}

static void watch_signals(void)
{
    struct sigaction action = { .sa_handler = on_signal };
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

typedef struct Stage {
    Settings settings;
    Run run;
    Screen screen;
    Vision *vision;
    Render *render;
    Audio *audio;
    int64_t start_us;  // of the session
    int64_t due_us;    // when the next step is due
    int64_t last_present_us;
    int64_t pose_captured_us;  // of the pose in use; 0 none
    PlayPhase phase_said;
    bool leave;
} Stage;

// ---------------------------------------------------------------------------------------------------
// As fast as it goes: a clip or the demo, frame by frame, with the same result each time.

static bool fast_over(const Stage *stage)
{
    uint32_t limit = (stage->settings.seconds + HEADLESS_PATIENCE_S) * GAME_STEPS_PER_SECOND;
    return run_done(&stage->run) || asked_to_end || stage->run.step >= limit;
}

static Result fast_frames(Stage *stage, Camera *camera, Tracker *tracker)
{
    Run *run = &stage->run;
    while (!fast_over(stage)) {
        DemoAim aim = run_aim(run);
        camera_aim(camera, &aim);
        Frame frame = { 0 };
        Result result = camera_read(camera, &frame);
        if (result == RESULT_MALFORMED) continue;  // one damaged frame: the next may be well
        if (result == RESULT_NOT_FOUND) break;     // the clip has ended
        if (result) return result;
        Pose pose = { 0 };
        tracker_next(tracker, &frame.image, frame.captured_us, &pose);
        pose.number = frame.number;
        pose.captured_us = pose.ready_us = frame.captured_us;
        uint32_t at = (uint32_t)((frame.captured_us * GAME_STEPS_PER_SECOND + 999999) / 1000000);
        while (run->step < at && !fast_over(stage)) run_step(run, NULL, 0);
        if (!fast_over(stage))
            run_step(run, &pose, (int64_t)run->step * 1000000 / GAME_STEPS_PER_SECOND);
    }
    return RESULT_OK;
}

static Result play_fast(Stage *stage)
{
    Settings *s = &stage->settings;
    Camera *camera = NULL;
    Tracker *tracker = NULL;
    Result result = camera_open(&camera, &s->camera);
    TrackerOptions options = { .model = s->model };
    if (!result) result = tracker_open(&tracker, &options);
    if (!result) {
        CameraInfo info = camera_info(camera);
        result = run_open(&stage->run, s, &info);
    }
    if (!result) result = fast_frames(stage, camera, tracker);
    if (!result && !run_done(&stage->run)) {
        run_command(&stage->run, COMMAND_FINISH, 0);
        stage->run.ended_by_person = asked_to_end;  // the end of a clip is no person's doing
        run_step(&stage->run, NULL, 0);
    }
    tracker_close(&tracker);
    camera_close(&camera);
    return result;
}

// ---------------------------------------------------------------------------------------------------
// In real time.

static void say_phase(Stage *stage)
{
    PlayPhase phase = play_phase(stage->run.play);
    if (phase == stage->phase_said) return;
    bool seated = posture_is_seated(stage->settings.profile.posture);
    const char *line = NULL;
    if (phase == PHASE_CALIBRATE) line = seated ? "sit_still" : "hold_still";
    if (phase == PHASE_PLAY && stage->phase_said == PHASE_CALIBRATE)
        line = stage->settings.game->id;
    if (phase == PHASE_LOST) line = "where_are_you";
    if (phase == PHASE_DONE) line = "well_done";
    if (line) audio_say(stage->audio, line);
    if (phase == PHASE_PLAY) audio_music(stage->audio, "garden");
    if (phase == PHASE_DONE) audio_music(stage->audio, NULL);
    stage->phase_said = phase;
}

static void sound(Stage *stage)
{
    if (stage->screen.stopped) return;
    for (int i = 0; i < stage->run.out.cue_count; i++)
        audio_cue(stage->audio, &stage->run.out.cue[i]);
}

// Runs the steps that are due. The newest pose goes to the first of them.
static void step_due(Stage *stage, int64_t now)
{
    Run *run = &stage->run;
    int64_t behind = (now - stage->due_us) / STEP_US;
    if (behind > CATCH_UP_MAX) {
        stage->due_us += (behind - CATCH_UP_MAX) * STEP_US;
        run->summary.steps_late += (uint32_t)(behind - CATCH_UP_MAX);
    }
    Pose pose;
    bool fresh = stage->due_us <= now && vision_take_pose(stage->vision, &pose);
    if (fresh) {
        stage->pose_captured_us = pose.captured_us;
        pose.captured_us -= stage->start_us;
        pose.ready_us -= stage->start_us;
    }
    while (stage->due_us <= now && !run_done(run)) {
        run_step(run, fresh ? &pose : NULL, now - stage->start_us);
        fresh = false;
        stage->due_us += STEP_US;
        sound(stage);
    }
    DemoAim aim = run_aim(run);
    vision_aim(stage->vision, &aim);
}

static void set_paused(Stage *stage, bool paused, bool stopped)
{
    run_command(&stage->run, paused ? COMMAND_PAUSE : COMMAND_RESUME, 0);
    stage->screen.stopped = paused && stopped;
    if (stage->screen.stopped)
        audio_silence(stage->audio);
    else
        audio_pause(stage->audio, paused);
    if (!paused && play_phase(stage->run.play) == PHASE_PLAY) audio_music(stage->audio, "garden");
}

static void take_key(Stage *stage, int key)
{
    Screen *screen = &stage->screen;
    Run *run = &stage->run;
    bool paused = play_paused(run->play);
    int level = play_setup(run->play)->level;
    if (key >= '1' && key <= '5') run_command(run, COMMAND_LEVEL, (float)(key - '0'));
    switch (key) {
    case ' ': set_paused(stage, !paused, true); break;
    case RENDER_KEY_ESCAPE:
        if (screen->help)
            screen->help = false;
        else
            set_paused(stage, !paused, false);
        break;
    case RENDER_KEY_ENTER:
        if (paused) set_paused(stage, false, false);
        break;
    case '+':
    case '=': run_command(run, COMMAND_LEVEL, (float)(level + 1)); break;
    case '-': run_command(run, COMMAND_LEVEL, (float)(level - 1)); break;
    case 'q': run_command(run, COMMAND_FINISH, 0); break;
    case 'm':
        screen->picture = screen->picture == PICTURE_MIRROR ? PICTURE_AVATAR : PICTURE_MIRROR;
        break;
    case RENDER_KEY_F1: screen->help = !screen->help; break;
    case RENDER_KEY_F1 + 2: screen->panel = !screen->panel; break;
    default: break;
    }
}

static void take_events(Stage *stage)
{
    RenderEvent event;
    while (render_event(stage->render, &event)) {
        if (event.kind == RENDER_QUIT) {
            run_command(&stage->run, COMMAND_FINISH, 0);
            stage->leave = true;
        }
        if (event.kind == RENDER_KEY) take_key(stage, event.key);
    }
}

static void present(Stage *stage)
{
    Screen *screen = &stage->screen;
    Image picture;
    if (vision_take_picture(stage->vision, &picture)) {
        screen->camera = picture;
        screen->camera_number++;
    }
    screen->health = vision_health(stage->vision);
    screen->times = vision_times(stage->vision);
    screen->storing = session_health(stage->run.session);
    screen_draw(screen, &stage->run, &stage->settings);

    int64_t now = clock_us();
    if (stage->last_present_us) histogram_add(&stage->run.frame_time, now - stage->last_present_us);
    if (stage->pose_captured_us) histogram_add(&stage->run.pose_age, now - stage->pose_captured_us);
    stage->last_present_us = now;
}

static bool live_over(Stage *stage)
{
    const Settings *s = &stage->settings;
    VisionHealth health = vision_health(stage->vision);
    bool clip_ended = health.camera == RESULT_NOT_FOUND;
    uint32_t limit = (s->seconds + HEADLESS_PATIENCE_S) * GAME_STEPS_PER_SECOND;
    bool waited_enough = s->headless && stage->run.step >= limit;
    if (!run_done(&stage->run) && (clip_ended || waited_enough || asked_to_end)) {
        run_command(&stage->run, COMMAND_FINISH, 0);
        stage->run.ended_by_person = asked_to_end;
        run_step(&stage->run, NULL, 0);
    }
    return run_done(&stage->run);
}

static void play_live_loop(Stage *stage)
{
    stage->start_us = stage->due_us = clock_us();
    while (!live_over(stage)) {
        take_events(stage);
        step_due(stage, clock_us());
        say_phase(stage);
        present(stage);
        audio_update(stage->audio, clock_us());
        // Where presents do not wait for the screen, the loop keeps the pace itself.
        if (!render_has_vsync(stage->render)) clock_sleep_until(stage->due_us);
    }
    stage->run.summary.frames_dropped = vision_health(stage->vision).dropped;
    stage->run.times = vision_times(stage->vision);
}

// True: play again.
static bool show_summary(Stage *stage)
{
    for (;;) {
        RenderEvent event;
        while (render_event(stage->render, &event)) {
            if (event.kind == RENDER_QUIT) return false;
            if (event.kind != RENDER_KEY) continue;
            if (event.key == RENDER_KEY_ENTER) return true;
            if (event.key == RENDER_KEY_ESCAPE || event.key == 'q') return false;
        }
        if (asked_to_end) return false;
        screen_draw_summary(&stage->screen, &stage->run, &stage->settings);
        audio_update(stage->audio, clock_us());
        clock_sleep_until(clock_us() + STEP_US);
    }
}

static Result open_outputs(Stage *stage)
{
    Settings *s = &stage->settings;
    RenderOptions window = { .title = "Tiptoe",
                             .width = s->window_width,
                             .height = s->window_height,
                             .full_screen = s->full_screen,
                             .headless = s->headless,
                             .asset_folder = app_assets() };
    Result result = render_open(&stage->render, &window);
    if (result == RESULT_UNAVAILABLE && !s->headless) {
        fprintf(stderr, "tiptoe play: %s; playing without a window\n", fail_text());
        s->headless = window.headless = true;
        result = render_open(&stage->render, &window);
    }
    AudioOptions audio = { .asset_folder = app_assets(), .silent = s->headless };
    if (!result) result = audio_open(&stage->audio, &audio);
    if (result) return result;
    render_limits(stage->render, &s->profile.sensory);
    audio_limits(stage->audio, &s->profile.sensory);
    stage->screen.render = stage->render;
    stage->screen.picture = s->picture;
    return RESULT_OK;
}

static Result play_live(Stage *stage)
{
    Settings *s = &stage->settings;
    s->camera.paced = true;
    TrackerOptions tracker = { .model = s->model };
    Result result = open_outputs(stage);
    if (!result) result = vision_start(&stage->vision, &s->camera, &tracker);
    bool again = !result;
    while (again) {
        CameraInfo info = vision_camera(stage->vision);
        result = run_open(&stage->run, s, &info);
        if (result) break;
        stage->phase_said = PHASE_WAIT;
        stage->last_present_us = stage->pose_captured_us = 0;
        audio_say(stage->audio, "stand_here");
        play_live_loop(stage);
        result = run_close(&stage->run);
        again = !result && !s->headless && !stage->leave && show_summary(stage);
        if (again) {
            run_free(&stage->run);
            s->seed++;
        }
    }
    vision_stop(&stage->vision);
    audio_close(&stage->audio);
    render_close(&stage->render);
    return result;
}

// ---------------------------------------------------------------------------------------------------

static uint64_t fresh_seed(void)
{
    uint64_t seed = 1;
    if (getrandom(&seed, sizeof seed, 0) != (ssize_t)sizeof seed) seed = (uint64_t)clock_us();
    return seed & 0xFFFFFFFF;  // short enough to be typed again
}

static Result play(Stage *stage)
{
    Settings *s = &stage->settings;
    if (!s->seed_given && !s->fast) s->seed = fresh_seed();
    Result result = settings_finish(s);
    if (result) return result;
    if (!s->camera_given && !settings_first_device())
        fprintf(stderr, "tiptoe play: no camera here, so the demo camera's child plays\n");
    watch_signals();
    result = s->fast ? play_fast(stage) : play_live(stage);
    Result closed = run_close(&stage->run);
    if (!result) result = closed;
    if (stage->run.play) {
        char id[24];
        snprintf(id, sizeof id, "%lld", (long long)stage->run.id);
        Result shown = report_session(s->store, id, s->json, stdout);
        if (!result) result = shown;
    }
    run_free(&stage->run);
    return result;
}

int cmd_play(int argc, char **argv)
{
    static const struct argp_child children[] = { { &settings_argp, 0, 0, 0 }, { 0 } };
    static const struct argp argp = { .children = children, .doc = "A child plays one game." };
    Stage *stage = calloc(1, sizeof *stage);
    REQUIRE(stage);
    stage->settings = settings_default();
    error_t bad = argp_parse(&argp, argc, argv, 0, NULL, &stage->settings);
    Result result = bad ? fail(RESULT_USAGE, "%s", strerror(bad)) : play(stage);
    free(stage);
    if (result) return app_fault("play", result);
    return asked_to_end ? 128 + asked_to_end : 0;
}
