// SPDX-License-Identifier: MIT
// live_open.c: what a play in real time needs is opened: the window first, and beside it the
// networks, the camera and the sounds.
#include "gym/live.h"

#include "base/assets.h"
#include "base/log.h"
#include "gym/opening.h"

#include <stdio.h>
#include <string.h>

// What is being opened, and by whom: each of the two threads writes what is named after it.
typedef struct Parts {
    Live *live;
    const CameraRequest *camera;
    TrackerOptions tracker;
    VisionChoice choice;
    PoseMaker maker;  // instead of a tracker; `next` NULL: none
    Opening vision_opening;
    Vision *vision;
    bool given_up;  // by a key
} Parts;

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
                             .asset_folder = assets_folder() };
    Result result = render_open(&live->render, &window);
    if (result) return result;
    apply_limits(live);
    live->screen.render = live->render;
    live->screen.picture = m->picture;
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
    Parts *parts = self;
    if (parts->maker.next) return vision_start_with(&parts->vision, parts->camera, parts->maker);
    return vision_start(&parts->vision, parts->camera, &parts->tracker, parts->choice);
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

static void draw(void *self, int64_t now_us)
{
    Live *live = ((Parts *)self)->live;
    (void)now_us;
    canvas_clear(&live->screen.over);
    canvas_background(&live->screen.over, "garden");
    // The first picture waits for nothing.
    bool shows = live->opening_presents > 0 && !live->settings.machine.headless;
    Buttons *buttons = &live->screen.buttons;
    live_buttons_stop(buttons);
    if (shows) button_draw(&buttons->list[0], false, &live->screen.over);
    render_begin(live->render);
    render_canvas(live->render, &live->screen.over);
}

static void note_present(void *self)
{
    Live *live = ((Parts *)self)->live;
    if (live->opening_presents++) return;
    log_info("start part=first");
    // From here on no frame waits for a picture; what the play will need is read meanwhile.
    render_hurry(live->render, true);
    screen_prepare(&live->screen, &live->settings);
}

static void take_event(void *self, const RenderEvent *event)
{
    Parts *parts = self;
    bool stop = event->kind == RENDER_KEY &&
                (event->key == 'q' || event->key == ' ' || event->key == RENDER_KEY_ESCAPE);
    bool point = event->kind == RENDER_POINT;
    stop |= point && button_at(&parts->live->screen.buttons, event->at);
    if (event->kind == RENDER_QUIT) parts->live->leave = true;
    if (event->kind == RENDER_UNFOCUS) parts->live->away = true;
    if (stop || event->kind == RENDER_QUIT) parts->given_up = true;
}

static bool is_over(void *self)
{
    Parts *parts = self;
    return parts->given_up || (opening_is_over(&parts->vision_opening) &&
                               opening_is_over(&parts->live->sound_opening));
}

// The window goes on while the rest is opened beside it.
static Result show_while_opening(Live *live, Parts *parts)
{
    Result result = live_open_window(live);
    if (!result) result = live_begin_sound(live);
    if (result) return result;
    live->opening_presents = 0;
    live->away = false;
    Window window = live_window(live);
    window_run(&window, &(Page){ parts, draw, take_event, is_over, note_present });
    return RESULT_OK;
}

static Result open_parts(Live *live, Parts *parts)
{
    parts->live = live;
    parts->camera = live_camera(live);
    Result result = opening_start(&parts->vision_opening, open_vision, parts);
    if (result && parts->maker.close) parts->maker.close(parts->maker.self);
    if (result) return result;
    result = show_while_opening(live, parts);
    const OpeningEnd end = opening_end(&parts->vision_opening);
    if (!result && end.result) result = fail(end.result, "%s", end.trouble);
    const Result sound = live_take_sound(live);
    if (!result) result = sound;
    live->vision = parts->vision;
    if (live->render) render_hurry(live->render, false);
    if (parts->given_up) vision_stop(&live->vision);
    if (result)
        live_close(live);
    else
        apply_limits(live);
    return result;
}

// A check-up compares with earlier ones: it has one model throughout, the therapist's, else that of
// this child's check-up before, else the best that this machine runs fast enough.
static VisionChoice choice_of_model(const Settings *s)
{
    if (settings_given(s, SETTINGS_MODEL) || s->machine.model_kept) return VISION_KEEP;
    return settings_is_checkup(s) ? VISION_CHOOSE_ONCE : VISION_CHOOSE;
}

Result live_open(Live *live)
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
    Parts parts = { .choice = choice_of_model(s),
                    .tracker = { .model = m->model,
                                 .mask = screen->masked,
                                 .confirm = confirm,
                                 .choose = m->choose,
                                 .smaller = s->plan.smaller } };
    Result result = open_parts(live, &parts);
    CameraInfo info = live->vision ? vision_camera(live->vision) : (CameraInfo){ 0 };
    camera_mount_keep(m->store, &m->camera, &info);
    // What was chosen for a check-up is what it is recorded with.
    if (live->vision && settings_is_checkup(s))
        live->settings.machine.model = vision_health(live->vision).model;
    return result;
}

Result live_open_with(Live *live, PoseMaker maker)
{
    Parts parts = { .maker = maker };
    return open_parts(live, &parts);
}

void live_close(Live *live)
{
    vision_stop(&live->vision);
    (void)live_take_sound(live);  // one that is still being opened
    audio_close(&live->audio);
    render_close(&live->render);
}
