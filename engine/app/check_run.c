// check_run.c: looks at everything for some seconds, or measures the loop from the screen to the
// camera.
#include "app/check_run.h"

#include "app/app.h"
#include "app/run.h"
#include "audio/audio.h"
#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

#define POLL_US     2000
#define SEEN_LEAST  0.8  // of the flips, or the figures mean nothing
#define LUMA_STRIDE 16   // px

// ---- the machine --------------------------------------------------------------------------------

static void look_at_sound(CheckFacts *facts)
{
    Audio *audio = NULL;
    AudioOptions options = { .asset_folder = app_assets() };
    if (audio_open(&audio, &options)) return;
    const char *name = audio_device(audio);
    facts->sound = strcmp(name, "no sound device") != 0;
    snprintf(facts->sound_name, sizeof facts->sound_name, "%.60s", name);
    audio_close(&audio);
}

static void look_at_store(CheckFacts *facts, const char *given)
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

static void look_at_camera(CheckFacts *facts, Vision *vision)
{
    VisionHealth health = vision_health(vision);
    Pose pose;
    facts->pictures = health.captured;
    facts->dropped = health.dropped;
    facts->fps = health.fps;
    facts->luma = health.luma;
    // What the heavier model took is past.
    if (health.lightened && !facts->lightened) facts->pose_us = (Histogram){ 0 };
    facts->lightened = health.lightened;
    bool ended = health.camera == RESULT_NOT_FOUND;
    if (health.camera && !ended) note_camera(facts, health.camera, health.trouble);
    while (vision_take_pose(vision, &pose)) {
        VisionStamps stamps = vision_stamps(vision);
        check_pose(facts, &pose, stamps.ready_us - stamps.started_us);
    }
}

// ---- the window ---------------------------------------------------------------------------------

static bool wants_to_leave(Render *render)
{
    RenderEvent event;
    bool leave = false;
    while (render_event(render, &event))
        leave |= event.kind == RENDER_QUIT ||
                 (event.kind == RENDER_KEY && event.key == RENDER_KEY_ESCAPE);
    return leave;
}

static void draw(Render *render, const Image *picture, uint32_t number, const CheckRow *rows,
                 float progress)
{
    static Canvas canvas;
    render_begin(render);
    canvas_clear(&canvas);
    check_draw_back(&canvas);
    render_canvas(render, &canvas);
    if (picture->bgr) {
        Vec2 middle = { (float)picture->width / 2, (float)picture->height / 2 };
        float wide = CHECK_PICTURE_WIDTH / (float)picture->width;
        float high = 5.2f / (float)picture->height;
        PictureLayer layer = { .image = picture,
                               .number = number,
                               .origin_px = middle,
                               .origin = CHECK_PICTURE_MIDDLE,
                               .stage_per_px = wide < high ? wide : high,
                               .alpha = 1 };
        render_picture(render, &layer);
    }
    canvas_clear(&canvas);
    check_draw(&canvas, rows, CHECK_COUNT, progress);
    render_canvas(render, &canvas);
    render_present(render);
}

// The rows stay until a key says what is next. True: check again.
static bool stay(Render *render, const CheckRow *rows, const Image *picture)
{
    for (;;) {
        RenderEvent event;
        while (render_event(render, &event)) {
            if (event.kind == RENDER_QUIT) return false;
            if (event.kind != RENDER_KEY) continue;
            if (event.key == RENDER_KEY_ESCAPE) return false;
            if (event.key == RENDER_KEY_ENTER) return true;
        }
        draw(render, picture, 1, rows, 1);
        clock_sleep_until(clock_us() + RUN_STEP_US);
    }
}

// ---- the self-test ------------------------------------------------------------------------------

// True: check again.
static bool watch(const CheckOptions *o, Vision *vision, Render *render, CheckFacts *facts,
                  CheckRow rows[CHECK_COUNT])
{
    int64_t start = clock_us(), length = (int64_t)(o->seconds * 1e6), now = start;
    Image picture = { 0 };
    uint32_t number = 1;
    bool done = false;
    while (!done) {
        if (vision) look_at_camera(facts, vision);
        if (vision && !o->camera_missing && vision_take_picture(vision, &picture)) number++;
        now = clock_us();
        done = now - start >= length;
        check_judge(facts, done, rows);
        if (render) {
            draw(render, &picture, number, rows, (float)(now - start) / (float)length);
            if (wants_to_leave(render)) return false;
        }
        clock_sleep_until(now + RUN_STEP_US);
    }
    return render && stay(render, rows, &picture);
}

void check_run(const CheckOptions *o, Render *render, CheckFacts *facts, CheckRow rows[CHECK_COUNT],
               bool *again)
{
    *facts = (CheckFacts){ .model = o->model, .seated = o->seated };
    look_at_store(facts, o->store);
    look_at_sound(facts);
    Vision *vision = NULL;
    TrackerOptions tracker = { .model = o->model, .spare = !o->model_given };
    Result result = vision_start(&vision, &o->camera, &tracker);
    if (o->camera_missing)
        note_camera(facts, RESULT_NOT_FOUND, "Plug in a camera and check again");
    else if (result)
        note_camera(facts, result, fail_text());
    if (vision) facts->info = vision_camera(vision);
    facts->rehearsal = !strncmp(o->camera.source, "demo", 4) && !o->camera_missing;
    *again = watch(o, vision, render, facts, rows);
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

static void draw_flip(Render *render, bool white)
{
    static Canvas canvas;
    float level = white ? 1 : 0;
    canvas_clear(&canvas);
    canvas_box(&canvas, vec2(STAGE_WIDTH / 2, STAGE_HEIGHT / 2), 2 * STAGE_WIDTH, 2 * STAGE_HEIGHT,
               (Color){ level, level, level, 1 });
    render_begin(render);
    render_canvas(render, &canvas);
    render_present(render);
}

static Result judge_loop(const LoopTest *test)
{
    if (test->stage == LOOP_BLIND)
        return fail(
            RESULT_UNAVAILABLE,
            "the camera does not see the screen (black %.0f, white %.0f of 255): point it at "
            "the middle of the screen, close by, in a dim room",
            (double)test->dark, (double)test->bright);
    if (test->stage != LOOP_DONE) return fail(RESULT_UNAVAILABLE, "it was ended before its time");
    if (test->seen < SEEN_LEAST * test->wanted)
        return fail(RESULT_UNAVAILABLE,
                    "the camera saw %d of %d flips only: dim the room, put the camera closer",
                    test->seen, test->wanted);
    return RESULT_OK;
}

Result check_latency_run(const CheckOptions *o, Render *render, LoopTest *test, CameraInfo *info)
{
    Vision *vision = NULL;
    PoseMaker maker = { .next = measure_luma };
    Result result = vision_start_with(&vision, &o->camera, maker);
    if (result) return result;
    *info = vision_camera(vision);
    *test = (LoopTest){ .wanted = o->flips, .rng = rng_seed((uint64_t)clock_us()) };
    while (!loop_test_over(test) && !wants_to_leave(render)) {
        int64_t due_us = clock_us() + RUN_STEP_US;
        draw_flip(render, loop_test_white(test, clock_us()));
        loop_test_presented(test, clock_us());
        bool paced = render_has_vsync(render);
        do {
            Pose pose;
            while (vision_take_pose(vision, &pose))
                loop_test_picture(test, pose.presence, vision_stamps(vision).decoded_us);
            if (!paced) clock_sleep_until(clock_us() + POLL_US);
        } while (!paced && clock_us() < due_us);
        VisionHealth health = vision_health(vision);
        if (health.camera) {
            result = fail(health.camera, "%s", health.trouble);
            break;
        }
    }
    vision_stop(&vision);
    return result ? result : judge_loop(test);
}
