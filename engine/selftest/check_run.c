// SPDX-License-Identifier: MIT
// check_run.c: looks at everything for some seconds, or measures the loop from the screen to the
// camera.
#include "selftest/check_run.h"

#include "audio/audio.h"
#include "base/clock.h"
#include "render/window.h"
#include "selftest/box_setting.h"
#include "session/camera_mounts.h"
#include "session/play_boxes.h"
#include "therapist/camera_page.h"

#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

#define POLL_US       2000
#define POLLS         6    // within a frame
#define SEEN_LEAST    0.8  // of the flips, or the figures mean nothing
#define SOUND_POLL_US 10000
#define SOUND_POLLS   300
#define LUMA_STRIDE   16  // px

// ---- the machine --------------------------------------------------------------------------------

static void look_at_sound(CheckFacts *facts, const char *assets)
{
    Audio *audio = NULL;
    AudioOptions options = { .asset_folder = assets };
    if (audio_open(&audio, &options)) return;
    for (int polls = 0; audio_is_opening(audio) && polls < SOUND_POLLS; polls++) {
        clock_sleep_until(clock_us() + SOUND_POLL_US);
        audio_update(audio, clock_us());
    }
    const char *name = audio_is_opening(audio) ? "its server does not answer" : audio_device(audio);
    facts->sound = !audio_is_opening(audio) && strcmp(name, "no sound device") != 0;
    snprintf(facts->sound_name, sizeof facts->sound_name, "%.60s", name);
    audio_close(&audio);
}

void check_store(CheckFacts *facts, const char *given)
{
    char path[STORE_PATH_MAX];
    Store *store = NULL;
    facts->store = store_path(path, given, true);
    if (!facts->store) facts->store = store_open(&store, path, STORE_WRITE);
    if (facts->store)
        snprintf(facts->store_trouble, sizeof facts->store_trouble, "%s", fail_text());
    store_close(&store);
    char *slash = strrchr(path, '/');
    if (slash) slash[slash == path] = '\0';
    struct statvfs disk;
    facts->disk = statvfs(slash ? path : ".", &disk) ? RESULT_UNAVAILABLE : RESULT_OK;
    if (!facts->disk)
        facts->disk_free_mb = (uint64_t)disk.f_bavail * (uint64_t)disk.f_frsize / 1048576;
}

// ---- the camera ---------------------------------------------------------------------------------

static void note_camera(CheckFacts *facts, Result result, const char *text)
{
    facts->camera = result;
    snprintf(facts->trouble, sizeof facts->trouble, "%s", result ? text : "");
}

void check_health(CheckFacts *facts, const VisionHealth *health)
{
    facts->pictures = health->captured;
    facts->dropped = health->dropped;
    facts->fps = health->fps;
    facts->fps_most = health->fps_most;
    facts->luma = health->luma;
    if (health->fitted && health->model != facts->model) {
        facts->pose_us = (Histogram){ 0 };  // what the other one took is past
        facts->model = health->model;
    }
    facts->fell_back = health->fitted && health->model == MODEL_LITE;
    bool ended = health->camera == RESULT_NOT_FOUND;
    if (health->camera && !ended) note_camera(facts, health->camera, health->trouble);
}

static void look_at_camera(CheckFacts *facts, Vision *vision)
{
    VisionHealth health = vision_health(vision);
    Pose pose;
    check_health(facts, &health);
    while (vision_take_pose(vision, &pose)) {
        VisionStamps stamps = vision_stamps(vision);
        check_pose(facts, &pose, stamps.ready_us - stamps.started_us);
    }
}

// ---- the window ---------------------------------------------------------------------------------

// The self-test under way, or (`rests`) its rows, which stay until a key says what is next.
typedef struct Checking {
    CheckOptions *options;
    Vision *vision;  // NULL: no camera
    CheckFacts *facts;
    CheckRow *rows;
    Render *render;
    Canvas canvas;
    Image picture;  // the camera's newest
    uint32_t number;
    int64_t start_us, length_us;
    float progress;  // 0..1
    bool rests, leave, again;
    BoxSetting box;
} Checking;

static void draw_picture(const Checking *check, float scale, Vec2 middle)
{
    const Image *picture = &check->picture;
    if (!picture->bgr) return;
    PictureLayer layer = { .image = picture,
                           .number = check->number,
                           .origin_px = vec2((float)picture->width / 2, (float)picture->height / 2),
                           .origin = middle,
                           .stage_per_px = scale,
                           .alpha = 1 };
    render_picture(check->render, &layer);
}

// As on the page of cameras.
static void draw_box(Checking *check)
{
    static const CameraPage blank = { .count = 1 };
    Canvas *canvas = &check->canvas;
    camera_page_draw_back(&blank, canvas);
    render_canvas(check->render, canvas);
    draw_picture(check, box_setting_scale(&check->picture, CAMERA_PAGE_WIDTH, CAMERA_PAGE_HEIGHT),
                 CAMERA_PAGE_MIDDLE);
    canvas_clear(canvas);
    play_box_page_draw(&check->box.page, canvas);
    render_canvas(check->render, canvas);
}

static void draw_check(void *self, int64_t now_us)
{
    Checking *check = self;
    Render *render = check->render;
    Canvas *canvas = &check->canvas;
    const Image *picture = &check->picture;
    (void)now_us;
    render_begin(render);
    canvas_clear(canvas);
    if (check->box.on) {
        draw_box(check);
        return;
    }
    check_draw_back(canvas);
    render_canvas(render, canvas);
    if (picture->bgr)
        draw_picture(check, box_setting_scale(picture, CHECK_PICTURE_WIDTH, CHECK_PICTURE_HEIGHT),
                     CHECK_PICTURE_MIDDLE);
    canvas_clear(canvas);
    check_draw(canvas, check->rows, CHECK_COUNT, check->progress);
    render_canvas(render, canvas);
}

// From how the pictures are made upright now.
static void hang_otherwise(Checking *check, bool turn)
{
    CameraRequest *camera = &check->options->camera;
    camera->mount = check->facts->info.mount;
    camera->mount_given = true;
    if (turn)
        camera->mount.turn = (camera->mount.turn + 90) % 360;
    else
        camera->mount.mirror = !camera->mount.mirror;
    check->again = true;
}

// Once the rows rest: until then the poses are theirs.
static void begin_box(Checking *check)
{
    if (!check->rests || !check->vision || !check->picture.bgr) return;
    float scale = box_setting_scale(&check->picture, CAMERA_PAGE_WIDTH, CAMERA_PAGE_HEIGHT);
    box_setting_open(&check->box, check->options->store, check->facts->info.name, &check->picture,
                     scale, CAMERA_PAGE_MIDDLE);
}

static void take_box_event(Checking *check, const RenderEvent *event)
{
    box_setting_event(&check->box, event);
    if (event->kind == RENDER_QUIT) check->leave = true;
    if (check->box.on) return;
    check->facts->box = play_box_load(check->options->store, check->facts->info.name);
    check_judge(check->facts, true, check->rows);
}

static void take_check_event(void *self, const RenderEvent *event)
{
    Checking *check = self;
    int key = event->kind == RENDER_KEY ? event->key : 0;
    if (check->box.on) {
        take_box_event(check, event);
        return;
    }
    bool touched =
        event->kind == RENDER_POINT && check_row_at(CHECK_COUNT, event->at) == CHECK_AT_BOX;
    if (key == 'b' || touched) begin_box(check);
    if (event->kind == RENDER_QUIT || key == RENDER_KEY_ESCAPE) check->leave = true;
    if (check->rests && key == RENDER_KEY_ENTER) check->again = true;
    if (check->vision && (key == 't' || key == 'm')) hang_otherwise(check, key == 't');
}

// ---- the self-test ------------------------------------------------------------------------------

// Looks once more at everything. True: the time is up.
static bool look(void *self)
{
    Checking *check = self;
    Vision *vision = check->vision;
    if (check->leave || check->again || check->progress >= 1) return true;
    if (vision) look_at_camera(check->facts, vision);
    if (vision && !check->options->camera_missing && vision_take_picture(vision, &check->picture))
        check->number++;
    float gone = (float)(clock_us() - check->start_us) / (float)check->length_us;
    check->progress = gone < 1 ? gone : 1;
    check_judge(check->facts, check->progress >= 1, check->rows);
    return check->progress >= 1;
}

static bool is_answered(void *self)
{
    Checking *check = self;
    Pose pose;
    Vision *vision = check->box.on ? check->vision : NULL;
    if (vision && vision_take_picture(vision, &check->picture)) check->number++;
    while (vision && vision_take_pose(vision, &pose))
        if (box_setting_watches(&check->box)) box_setting_pose(&check->box, &pose, clock_us());
    return check->leave || check->again;
}

// True: check again.
static bool watch(Checking *check)
{
    const Window window = { .render = check->render };
    check->start_us = clock_us();
    check->length_us = (int64_t)(check->options->seconds * 1e6);
    if (!check->render) {
        while (!look(check)) clock_sleep_until(clock_us() + WINDOW_FRAME_US);
        return false;
    }
    window_run(&window, &(Page){ check, draw_check, take_check_event, look, NULL });
    if (check->again) return !check->leave;
    check->rests = true;
    window_run(&window, &(Page){ check, draw_check, take_check_event, is_answered, NULL });
    return check->again && !check->leave;
}

void check_run(CheckOptions *o, Render *render, CheckFacts *facts, CheckRow rows[CHECK_COUNT],
               bool *again)
{
    *facts = (CheckFacts){ .model = o->model, .seated = o->seated };
    check_store(facts, o->store);
    look_at_sound(facts, o->assets);
    Vision *vision = NULL;
    TrackerOptions tracker = { .model = o->model };
    static KnownMount mounts[CAMERA_MOUNTS_MAX];
    CameraRequest camera = o->camera;
    camera.mounts = mounts;
    camera.mount_count = camera_mounts_load(o->store, mounts);
    Result result =
        vision_start(&vision, &camera, &tracker, o->model_given ? VISION_KEEP : VISION_CHOOSE);
    if (vision) vision_allow_change(vision, true);
    if (o->camera_missing)
        note_camera(facts, RESULT_NOT_FOUND, "Plug in a camera and check again");
    else if (result)
        note_camera(facts, result, fail_text());
    if (vision) facts->info = vision_camera(vision);
    if (vision) facts->box = play_box_load(o->store, facts->info.name);
    if (vision) camera_mount_keep(o->store, &camera, &facts->info);
    facts->rehearsal = !strncmp(o->camera.source, "demo", 4) && !o->camera_missing;
    Checking check = {
        .options = o, .vision = vision, .facts = facts, .rows = rows, .render = render
    };
    *again = watch(&check);
    vision_stop(&vision);
}

// ---- the loop from the screen to the camera -----------------------------------------------------

// The maker of "poses" is only asked how bright the picture is.
static void measure_luma(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    unsigned long sum = 0, count = 0;
    (void)self;
    for (int y = image->height / 4; y < image->height * 3 / 4; y += LUMA_STRIDE / 2) {
        const uint8_t *row = image->bgr + (ptrdiff_t)y * image->stride;
        for (int x = image->width / 4; x < image->width * 3 / 4; x += LUMA_STRIDE / 2, count++)
            sum += (29u * row[3 * x] + 150u * row[3 * x + 1] + 77u * row[3 * x + 2]) >> 8;
    }
    *pose = (Pose){ .captured_us = captured_us,
                    .width = (uint16_t)image->width,
                    .height = (uint16_t)image->height,
                    .presence = count ? (float)sum / (float)count : 0 };
}

typedef struct Probing {
    LoopProbe *probe;
    Vision *vision;
    Render *render;
    Canvas canvas;
    VisionHealth health;
    bool leave;
} Probing;

static void draw_flip(void *self, int64_t now_us)
{
    Probing *probing = self;
    Canvas *canvas = &probing->canvas;
    float level = loop_probe_white(probing->probe, now_us) ? 1 : 0;
    canvas_clear(canvas);
    canvas_box(canvas, vec2(STAGE_WIDTH / 2, STAGE_HEIGHT / 2), 2 * STAGE_WIDTH, 2 * STAGE_HEIGHT,
               (Color){ level, level, level, 1 });
    render_begin(probing->render);
    render_canvas(probing->render, canvas);
}

static void take_loop_event(void *self, const RenderEvent *event)
{
    Probing *probing = self;
    probing->leave |= event->kind == RENDER_QUIT ||
                      (event->kind == RENDER_KEY && event->key == RENDER_KEY_ESCAPE);
}

static void take_pictures(Probing *probing)
{
    Pose pose;
    while (vision_take_pose(probing->vision, &pose))
        loop_probe_picture(probing->probe, pose.presence,
                           vision_stamps(probing->vision).decoded_us);
}

// Where presents do not wait for the screen there is time to see every picture of a fast camera.
static void note_flip(void *self)
{
    Probing *probing = self;
    loop_probe_presented(probing->probe, clock_us());
    for (int i = 0; i < POLLS && !render_has_vsync(probing->render); i++) {
        clock_sleep_until(clock_us() + POLL_US);
        take_pictures(probing);
    }
}

static bool loop_is_over(void *self)
{
    Probing *probing = self;
    take_pictures(probing);
    probing->health = vision_health(probing->vision);
    return probing->leave || probing->health.camera || loop_probe_over(probing->probe);
}

static Result judge_loop(const LoopProbe *probe)
{
    if (probe->stage == LOOP_BLIND)
        return fail(
            RESULT_UNAVAILABLE,
            "the camera does not see the screen (black %.0f, white %.0f of 255): point it at "
            "the middle of the screen, close by, in a dim room",
            (double)probe->dark, (double)probe->bright);
    if (probe->stage != LOOP_DONE) return fail(RESULT_UNAVAILABLE, "it was ended before its time");
    if (probe->seen < SEEN_LEAST * probe->wanted)
        return fail(RESULT_UNAVAILABLE,
                    "the camera saw %d of %d flips only: dim the room, put the camera closer",
                    probe->seen, probe->wanted);
    return RESULT_OK;
}

Result check_latency_run(const CheckOptions *o, Render *render, LoopProbe *probe, CameraInfo *info)
{
    Vision *vision = NULL;
    PoseMaker maker = { .next = measure_luma };
    Result result = vision_start_with(&vision, &o->camera, maker);
    if (result) return result;
    *info = vision_camera(vision);
    *probe = (LoopProbe){ .wanted = o->flips, .rng = rng_seed((uint64_t)clock_us()) };
    Probing probing = { .probe = probe, .vision = vision, .render = render };
    const Window window = { .render = render };
    window_run(&window, &(Page){ &probing, draw_flip, take_loop_event, loop_is_over, note_flip });
    if (probing.health.camera) result = fail(probing.health.camera, "%s", probing.health.trouble);
    vision_stop(&vision);
    return result ? result : judge_loop(probe);
}
