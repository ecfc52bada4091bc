// SPDX-License-Identifier: MIT
// live_open.c: what a play in real time needs is opened: the window first, and beside it the
// networks, the camera and the sounds.
#include "gym/live.h"

#include "base/assets.h"
#include "base/clock.h"
#include "base/log.h"
#include "gym/live_panel.h"
#include "gym/opening.h"

#include <stdio.h>
#include <string.h>

static void apply_limits(Live *live)
{
    const PlaySetup *play = &live->settings.plan.play;
    const Sensory *sensory = &play->setup.profile.sensory;
    render_limits(live->render, sensory);
    if (!live->audio) return;
    audio_limits(live->audio, sensory);
    audio_speech_rate(live->audio, play_speech_rate(play));
}

Result live_open_window(Live *live)
{
    const Machine *m = &live->settings.machine;
    if (live->render) {
        apply_limits(live);
        return RESULT_OK;
    }
    log_info("start part=process");
    RenderOptions window = { .title = "Tiptoe",
                             .width = m->window_width,
                             .height = m->window_height,
                             .full_screen = m->full_screen,
                             .headless = m->headless,
                             .text = m->text,
                             .keys = m->keys,
                             .display = m->display               ? m->display
                                        : m->panel == PANEL_AUTO ? RENDER_DISPLAY_CHILDS
                                                                 : 0,
                             .asset_folder = assets_folder() };
    Result result = render_open(&live->render, &window);
    if (result) return result;
    apply_limits(live);
    live->screen.render = live->render;
    live->screen.picture = m->picture;
    live_panel_begin(live);
    return RESULT_OK;
}

const CameraRequest *live_camera(Live *live)
{
    demo_link_init(&live->demo);
    Machine *m = &live->settings.machine;
    m->camera.link = &live->demo;
    m->camera.mounts = live->mounts;
    m->camera.mount_count = camera_mounts_load(m->store, live->mounts);
    return &m->camera;
}

static Result open_vision(void *self)
{
    LiveOpening *ahead = self;
    if (ahead->maker.next) return vision_start_with(&ahead->vision, &ahead->camera, ahead->maker);
    return vision_start(&ahead->vision, &ahead->camera, &ahead->tracker, ahead->choice);
}

static Result open_sound(void *self)
{
    Live *live = self;
    AudioOptions options = { .asset_folder = assets_folder(),
                             .silent = live->settings.machine.headless };
    Result result = audio_open(&live->audio_opened, &options);
    log_info("start part=sound");
    return result;
}

Result live_begin_sound(Live *live)
{
    if (live->audio || live->sound_opening.started) return RESULT_OK;
    return opening_start(&live->sound_opening, open_sound, live);
}

Result live_take_sound(Live *live)
{
    if (live->audio || !live->sound_opening.started) return RESULT_OK;
    OpeningEnd end = opening_end(&live->sound_opening);
    live->audio = live->audio_opened;
    live->audio_opened = NULL;
    if (end.result) return fail(end.result, "%s", end.trouble);
    apply_limits(live);
    return RESULT_OK;
}

// The garden while somebody waits.
typedef struct Wait {
    Live *live;
    bool given_up;  // by a key
} Wait;

static void draw(void *self, int64_t now_us)
{
    Live *live = ((Wait *)self)->live;
    (void)now_us;
    canvas_clear(&live->screen.over);
    canvas_background(&live->screen.over, "garden");
    // The first picture waits for nothing.
    bool shows = live->opening_presents > 0 && !live->settings.machine.headless;
    Buttons *buttons = &live->screen.buttons;
    live_buttons_stop(buttons);
    shows = shows && !live_panel_is_open(live);
    if (shows) button_draw(&buttons->list[0], false, &live->screen.over);
    render_begin(live->render);
    render_canvas(live->render, &live->screen.over);
}

static void note_present(void *self)
{
    Live *live = ((Wait *)self)->live;
    if (live->opening_presents++) return;
    log_info("start part=first");
    // From here on no frame waits for a picture; what the play will need is read meanwhile.
    render_hurry(live->render, true);
    screen_prepare(&live->screen, &live->settings);
}

static void take_event(void *self, const RenderEvent *event)
{
    Wait *wait = self;
    bool stop = event->kind == RENDER_KEY &&
                (event->key == 'q' || event->key == ' ' || event->key == RENDER_KEY_ESCAPE);
    bool point = event->kind == RENDER_POINT;
    stop |= point && button_at(&wait->live->screen.buttons, event->at);
    if (event->kind == RENDER_QUIT) wait->live->leave = true;
    if (event->kind == RENDER_UNFOCUS) wait->live->away = true;
    if (stop || event->kind == RENDER_QUIT) wait->given_up = true;
}

static bool is_over(void *self)
{
    Wait *wait = self;
    Live *live = wait->live;
    return wait->given_up ||
           (opening_is_over(&live->ahead.opening) && opening_is_over(&live->sound_opening));
}

// The window goes on while the rest is opened beside it.
static Result show_while_opening(Live *live, Wait *wait)
{
    Result result = live_open_window(live);
    if (!result) result = live_begin_sound(live);
    if (result) return result;
    live->opening_presents = 0;
    live->away = false;
    Window window = live_window(live);
    window_run(&window, &(Page){ wait, draw, take_event, is_over, note_present });
    return RESULT_OK;
}

// A check-up compares with earlier ones: it has one model throughout, the therapist's, else that of
// this child's check-up before, else the best that this machine runs fast enough.
static VisionChoice choice_of_model(const Settings *s)
{
    if (settings_given(s, SETTINGS_MODEL) || s->machine.model_kept) return VISION_KEEP;
    return settings_is_checkup(s) ? VISION_CHOOSE_ONCE : VISION_CHOOSE;
}

static Result begin(Live *live)
{
    LiveOpening *ahead = &live->ahead;
    ahead->camera = *live_camera(live);
    ahead->vision = NULL;
    ahead->beside = true;
    Result result = opening_start(&ahead->opening, open_vision, ahead);
    ahead->beside = !result;
    if (result && ahead->maker.close) ahead->maker.close(ahead->maker.self);
    return result;
}

Result live_begin(Live *live)
{
    const Settings *s = &live->settings;
    const Machine *m = &s->machine;
    Screen *screen = &live->screen;
    screen->picture = m->picture;
    screen->masked = m->picture >= PICTURE_CUTOUT;
    screen->camera = (Image){ 0 };  // those of a camera before are gone
    screen->cutout = (VisionCutout){ 0 };
    // Before a real camera the player is whoever stands still on the spot; a clip has no time for
    // it.
    bool confirm = !strcmp(settings_camera_kind(m->camera.source), "device");
    live->ahead = (LiveOpening){ .choice = choice_of_model(s),
                                 .tracker = { .model = m->model,
                                              .mask = screen->masked,
                                              .confirm = confirm,
                                              .choose = m->choose,
                                              .smaller = s->plan.smaller } };
    return begin(live);
}

Result live_begin_with(Live *live, PoseMaker maker)
{
    live->ahead = (LiveOpening){ .maker = maker };
    return begin(live);
}

// What was opened is what is looked through from now on.
static OpeningEnd take(Live *live)
{
    LiveOpening *ahead = &live->ahead;
    const Settings *s = &live->settings;
    OpeningEnd end = opening_end(&ahead->opening);
    ahead->beside = false;
    live->vision = ahead->vision;
    ahead->vision = NULL;
    CameraInfo info = live->vision ? vision_camera(live->vision) : (CameraInfo){ 0 };
    if (!ahead->maker.next) camera_mount_keep(s->machine.store, &s->machine.camera, &info);
    // What was chosen for a check-up is what it is recorded with.
    if (live->vision && !ahead->maker.next && settings_is_checkup(s))
        live->settings.machine.model = vision_health(live->vision).model;
    hour_check_camera(&live->check, end.result, end.trouble, &info);
    return end;
}

void live_poll(Live *live)
{
    if (!live->ahead.beside || !opening_is_over(&live->ahead.opening)) return;
    OpeningEnd end = take(live);
    if (end.result) log_warn("camera \"%s\"", end.trouble);  // a game tries again, and tells it
}

Result live_finish(Live *live)
{
    Wait wait = { .live = live };
    live->ahead.beside = false;
    Result result = show_while_opening(live, &wait);
    // A camera that was ready before is there already.
    const OpeningEnd end = live->ahead.opening.started ? take(live) : (OpeningEnd){ RESULT_OK, "" };
    if (!result && end.result) result = fail(end.result, "%s", end.trouble);
    const Result sound = live_take_sound(live);
    if (!result) result = sound;
    if (live->render) render_hurry(live->render, false);
    if (wait.given_up) vision_stop(&live->vision);
    if (result)
        live_close(live);
    else
        apply_limits(live);
    return result;
}

bool live_take_pose(Live *live, Pose *pose)
{
    if (!live->vision || !vision_take_pose(live->vision, pose)) return false;
    VisionStamps stamps = vision_stamps(live->vision);
    hour_check_pose(&live->check, pose, &stamps, clock_us());
    return true;
}

void live_stop_vision(Live *live)
{
    if (live->ahead.opening.started) (void)take(live);
    vision_stop(&live->vision);
}

Result live_open(Live *live)
{
    Result result = live_begin(live);
    return result ? result : live_finish(live);
}

Result live_open_with(Live *live, PoseMaker maker)
{
    Result result = live_begin_with(live, maker);
    return result ? result : live_finish(live);
}

void live_close(Live *live)
{
    live_stop_vision(live);
    (void)live_take_sound(live);  // one that is still being opened
    audio_close(&live->audio);
    live_panel_end(live);
    render_close(&live->render);
}
