// SPDX-License-Identifier: MIT
// camera_choice.c: the page of cameras, in the window. Cameras take long to open and to close, so
// one thread after the other does it while the page goes on.
#include "gym/camera_choice.h"

#include "base/log.h"
#include "selftest/box_setting.h"
#include "therapist/camera_page.h"
#include "vision/camera_list.h"

#include <stdio.h>
#include <string.h>

#define NONE (-1)

// ---- the camera that is shown -------------------------------------------------------------------

typedef struct Choosing {
    Live *live;
    Canvas *canvas;
    CameraPage page;
    FoundCamera found[CAMERAS_FOUND_MAX];
    int found_count;
    const char *source[CAMERA_PAGE_ROWS];
    Opening opening;  // while it is under way the next two are its thread's
    Vision *vision;
    CameraRequest request;  // `source` NULL: only close what is open
    int shown;              // NONE: not what is chosen
    bool changed;           // by the person, and is to be kept
    Image picture;
    uint32_t number;
    bool done;
    BoxSetting box;  // the play box over the picture ...
    char camera[CAMERA_NAME_MAX];
    bool tracking;  // ... and somebody is sought in it
} Choosing;

// Nobody is sought in the picture.
static void no_pose(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    (void)self;
    *pose = (Pose){ .captured_us = captured_us,
                    .width = (uint16_t)image->width,
                    .height = (uint16_t)image->height };
}

static Result open_other(void *self)
{
    Choosing *c = self;
    vision_stop(&c->vision);
    if (!c->request.source) return RESULT_OK;
    if (!c->tracking)
        return vision_start_with(&c->vision, &c->request, (PoseMaker){ .next = no_pose });
    TrackerOptions tracker = { .model = c->live->settings.machine.model };
    return vision_start(&c->vision, &c->request, &tracker, VISION_CHOOSE);
}

static void begin_opening(Choosing *c)
{
    c->request = *live_camera(c->live);
    c->shown = c->page.chosen;
    if (c->done) c->request.source = NULL;
    c->request.paced = true;
    c->picture = (Image){ 0 };
    c->page.opening = true;
    c->page.trouble[0] = '\0';
    if (!opening_start(&c->opening, open_other, c)) return;
    c->page.opening = false;
    snprintf(c->page.trouble, sizeof c->page.trouble, "%.190s", fail_text());
    vision_stop(&c->vision);
}

static void take_opened(Choosing *c)
{
    OpeningEnd end = opening_end(&c->opening);
    CameraPage *page = &c->page;
    page->opening = false;
    if (end.result) snprintf(page->trouble, sizeof page->trouble, "%.190s", end.trouble);
    if (!c->vision || c->shown == NONE) return;  // something else is wanted meanwhile
    CameraInfo info = vision_camera(c->vision);
    page->mount = info.mount;
    snprintf(page->finding, sizeof page->finding,
             "%d x %d. As in a mirror: your left hand must be on the left here", info.width,
             info.height);
    CameraRequest keep = { .mount_given = true, .mount = info.mount };
    if (c->changed) camera_mount_keep(c->live->settings.machine.store, &keep, &info);
    c->changed = false;
}

static void look(Choosing *c)
{
    VisionHealth health = vision_health(c->vision);
    if (vision_take_picture(c->vision, &c->picture)) c->number++;
    bool lost = health.camera && health.camera != RESULT_NOT_FOUND;  // else a clip is over
    snprintf(c->page.trouble, sizeof c->page.trouble, "%s", lost ? health.trouble : "");
}

// ---- the page -----------------------------------------------------------------------------------

static float picture_scale(const Image *picture)
{
    return box_setting_scale(picture, CAMERA_PAGE_WIDTH, CAMERA_PAGE_HEIGHT);
}

static void begin_box(Choosing *c)
{
    if (!c->vision || !c->picture.bgr) return;
    CameraInfo info = vision_camera(c->vision);
    snprintf(c->camera, sizeof c->camera, "%s", info.name);
    box_setting_open(&c->box, c->live->settings.machine.store, c->camera, &c->picture,
                     picture_scale(&c->picture), CAMERA_PAGE_MIDDLE);
}

// Networks are opened where feet are asked for, and stay until the page is left.
static void watch_feet(Choosing *c, int64_t now_us)
{
    if (!box_setting_watches(&c->box)) return;
    if (!c->tracking) c->shown = NONE;
    c->tracking = true;
    Pose pose;
    bool open = c->vision && !c->opening.started;
    if (!open || !vision_take_pose(c->vision, &pose)) return;
    if (box_setting_pose(&c->box, &pose, now_us) && c->live->audio)
        audio_cue(c->live->audio, &(GameCue){ .cue = CUE_SELECT });
}

static void draw(void *self, int64_t now_us)
{
    Choosing *c = self;
    Render *render = c->live->render;
    const Image *picture = &c->picture;
    watch_feet(c, now_us);
    render_begin(render);
    canvas_clear(c->canvas);
    camera_page_draw_back(&c->page, c->canvas);
    render_canvas(render, c->canvas);
    if (picture->bgr) {
        PictureLayer layer = { .image = picture,
                               .number = c->number,
                               .origin_px =
                                   vec2((float)picture->width / 2, (float)picture->height / 2),
                               .origin = CAMERA_PAGE_MIDDLE,
                               .stage_per_px = picture_scale(picture),
                               .alpha = 1 };
        render_picture(render, &layer);
    }
    canvas_clear(c->canvas);
    camera_page_draw(&c->page, c->canvas);
    if (c->box.on) play_box_page_draw(&c->box.page, c->canvas);
    render_canvas(render, c->canvas);
}

static void take_answer(Choosing *c, CameraAnswer answer)
{
    Live *live = c->live;
    CameraRequest *camera = &live->settings.machine.camera;
    if (answer == CAMERA_BOX) {
        begin_box(c);
        return;
    }
    if (answer == CAMERA_DONE) c->done = true;
    if (answer == CAMERA_OTHER) {
        camera->source = c->source[c->page.chosen];
        if (c->page.chosen < c->found_count) {  // the list of the found is the page's own
            snprintf(live->camera_source, sizeof live->camera_source, "%s", camera->source);
            camera->source = live->camera_source;
        }
        camera->mount_given = false;  // that was said of the other one
    }
    if (answer == CAMERA_HUNG) {
        camera->mount = c->page.mount;
        camera->mount_given = true;
    }
    if (answer != CAMERA_STAY) c->shown = NONE;
    c->changed |= answer == CAMERA_OTHER || answer == CAMERA_HUNG;
}

static void take_event(void *self, const RenderEvent *event)
{
    Choosing *c = self;
    if (c->done) return;
    if (event->kind == RENDER_QUIT) c->live->leave = c->done = true;
    if (event->kind == RENDER_QUIT) c->shown = NONE;
    if (c->box.on) {
        box_setting_event(&c->box, event);
        return;
    }
    if (event->kind == RENDER_KEY) take_answer(c, camera_page_key(&c->page, event->key));
    if (event->kind == RENDER_POINT) take_answer(c, camera_page_point(&c->page, event->at));
}

// Over once nothing is open any more: the play is going to open the camera itself.
static bool is_over(void *self)
{
    Choosing *c = self;
    if (!opening_is_over(&c->opening)) return false;
    if (c->opening.started) take_opened(c);
    if (c->done && !c->vision) return true;
    if (c->shown == NONE) begin_opening(c);
    if (c->vision && !c->opening.started) look(c);
    return false;
}

static void add_row(Choosing *c, const char *source, const char *name)
{
    CameraPage *page = &c->page;
    REQUIRE(page->count < CAMERA_PAGE_ROWS);
    c->source[page->count] = source;
    snprintf(page->name[page->count++], sizeof page->name[0], "%s", name);
}

// "0" and "/dev/video0" are one.
static bool is_same(const char *source, const char *other)
{
    const char *number = strncmp(source, "/dev/video", 10) ? source : source + 10;
    return !strcmp(number, strncmp(other, "/dev/video", 10) ? other : other + 10);
}

// The real ones, the drawn child, and what the command line named.
static void list(Choosing *c)
{
    Live *live = c->live;
    const Settings *s = &live->settings;
    const char *source = s->machine.camera.source;
    if (!live->camera_given && settings_given(s, SETTINGS_CAMERA)) live->camera_given = source;
    c->found_count = cameras_find(c->found, s->machine.camera.device);
    c->page.none = c->found_count == 0;
    for (int i = 0; i < c->found_count; i++) add_row(c, c->found[i].source, c->found[i].name);
    add_row(c, "demo", "The drawn child");
    const char *given = live->camera_given, *slash = given ? strrchr(given, '/') : NULL;
    for (int i = 0; given && i < c->page.count; i++)
        if (is_same(given, c->source[i])) given = NULL;
    if (given) add_row(c, given, slash ? slash + 1 : given);
    for (int i = 0; i < c->page.count; i++)
        if (is_same(source, c->source[i])) c->page.chosen = i;
    board_focus(&c->page.board, 0, c->page.chosen);
}

void camera_choose(Live *live)
{
    static Choosing c;
    Window window = live_window(live);
    c = (Choosing){ .live = live, .canvas = window.canvas, .shown = NONE };
    list(&c);
    window_run(&window, &(Page){ &c, draw, take_event, is_over, NULL });
}
