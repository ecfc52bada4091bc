// SPDX-License-Identifier: MIT
// latency_rig.h: the whole live loop before a scripted camera whose every picture carries its
// number as a barcode, due on an absolute schedule; what is presented is read back and tells by a
// barcode of its own which picture's pose it shows. Camera and screen are not included.
#pragma once

#include "base/clock.h"
#include "demo/demo.h"
#include "fake_device.h"
#include "gym/live.h"

#include <stdatomic.h>
#include <stdio.h>

#define RIG_PICTURES 90  // drawn before the start, shown to and fro
#define RIG_BITS     16
#define RIG_WIDTH    640
#define RIG_HEIGHT   480
#define RIG_CELL     (RIG_WIDTH / RIG_BITS)  // px of the barcode in the camera's picture
#define RIG_BOX      0.5f                    // of the barcode on the stage, units
#define RIG_NUMBERS  (1 << RIG_BITS)
#define RIG_GAP      2.5     // frame times without a picture are a gap
#define RIG_AGAIN_US 300000  // so long after its end all is to be as before ...
#define RIG_SPAN_US  500000  // ... for so long

// What makes a present late: the loop slept too long, or one of its parts.
enum { RIG_WAKE, RIG_STEPS, RIG_DRAW, RIG_PRESENT, RIG_CAUSES };

typedef struct RigPlan {
    int fps;
    FakeJitter jitter;
    double seconds;
    int64_t stub_us;  // a busy loop of this length stands in for the networks; 0: the networks
    Model model;
    bool window;  // a real one, not SDL's dummy
    int window_width, window_height;
    int read_every;  // of the presents one is read back
    const char *store;
} RigPlan;

typedef struct Rig {
    RigPlan plan;
    FakeDevice fake;
    DeviceCalls calls;
    uint8_t *yuyv[RIG_PICTURES];
    Pose truth[RIG_PICTURES];
    Tracker *tracker;  // NULL: the stub
    // By a picture's number, its due time: written before it is handed on, never changed after.
    int64_t due_us[RIG_NUMBERS];
    int64_t painted_us;  // the camera thread's
    _Atomic int64_t gap_end_us;
    int damaged_codes, wrong_stamps;  // pictures; the pose thread's until the end
    Live live;
    Image shot;
    volatile sig_atomic_t over;
    int64_t end_us;
    uint32_t shown;  // number of the picture whose pose is on the screen
    uint32_t reads, unreadable, backwards, disagreeing;
    int64_t presented_us, own_us;  // the present before, and the loop's thread's own time then
    Histogram own;                 // of each frame: what others do to the machine is not in it
    uint32_t too_long;             // frames that take longer than a frame by themselves
    uint32_t late_by[RIG_CAUSES];  // presents that came late, by what took longest
    Histogram age;          // of what is shown at each present, from when its picture was due
    Histogram first_age;    // the same, at the first present of each pose
    Histogram early, late;  // `age` in the first and in the last third of the time
    Histogram again;        // `age` soon after a gap in the arrivals
} Rig;

// ---- the camera ---------------------------------------------------------------------------------

// A busy bus: 1 % of the pictures are 100 ms late, 0.1 % a second, which a camera is given up for
// and opened anew.
static const FakeJitter rig_jitter = { 4000, { { 0.01f, 100000 }, { 0.001f, 1000000 } }, 1 };

static inline int rig_picture(int frame)
{
    int turn = frame % (2 * RIG_PICTURES - 2);
    return turn < RIG_PICTURES ? turn : 2 * RIG_PICTURES - 2 - turn;
}

static inline void rig_cells(uint8_t *yuyv, int row, uint32_t code)
{
    for (int y = row * RIG_CELL / 2; y < (row + 1) * RIG_CELL / 2; y++)
        for (int x = 0; x < RIG_WIDTH; x++) {
            uint8_t *pixel = yuyv + 2 * (y * RIG_WIDTH + x);
            pixel[0] = code >> (RIG_BITS - 1 - x / RIG_CELL) & 1 ? 235 : 16;
            pixel[1] = 128;
        }
}

static inline size_t rig_paint(FakeDevice *fake, uint8_t *to)
{
    Rig *rig = fake->painter;
    size_t size = (size_t)RIG_WIDTH * RIG_HEIGHT * 2;
    uint32_t number = (uint32_t)fake->dequeued + 1;
    int64_t now_us = clock_us(), gap_us = now_us - rig->painted_us;
    if ((double)gap_us > RIG_GAP * 1e6 / rig->plan.fps) atomic_store(&rig->gap_end_us, now_us);
    rig->painted_us = now_us;
    rig->due_us[number % RIG_NUMBERS] = fake_due_us(fake);
    memcpy(to, rig->yuyv[rig_picture(fake->dequeued)], size);
    rig_cells(to, 0, number);
    rig_cells(to, 1, ~number);
    return size;
}

static inline int64_t rig_due_us(const Rig *rig, uint32_t number)
{
    return rig->due_us[number % RIG_NUMBERS];
}

static inline void rig_to_yuyv(const Image *image, uint8_t *to)
{
    for (int y = 0; y < image->height; y++)
        for (int x = 0; x < image->width; x++) {
            const uint8_t *p = image->bgr + (ptrdiff_t)y * image->stride + 3 * x;
            int luma = (66 * p[2] + 129 * p[1] + 25 * p[0] + 4224) >> 8;
            int u = (-38 * p[2] - 74 * p[1] + 112 * p[0] + 32896) >> 8;
            int v = (112 * p[2] - 94 * p[1] - 18 * p[0] + 32896) >> 8;
            *to++ = (uint8_t)luma;
            *to++ = (uint8_t)(x % 2 ? v : u);
        }
}

// A child who stands still and then waves.
static inline Result rig_draw_pictures(Rig *rig)
{
    DemoOptions options = {
        .script = "still 2, wave", .width = RIG_WIDTH, .height = RIG_HEIGHT, .fps = 30, .seed = 1
    };
    Demo *demo = NULL;
    Image image = { .width = RIG_WIDTH, .height = RIG_HEIGHT, .stride = RIG_WIDTH * 3 };
    Result result = demo_open(&demo, &options);
    if (result) return result;
    image.bgr = malloc((size_t)image.stride * RIG_HEIGHT);
    REQUIRE(image.bgr);
    for (int i = 0; i < RIG_PICTURES; i++) {
        rig->yuyv[i] = malloc((size_t)RIG_WIDTH * RIG_HEIGHT * 2);
        REQUIRE(rig->yuyv[i]);
        demo_frame(demo, NULL, &image, &rig->truth[i]);
        rig_to_yuyv(&image, rig->yuyv[i]);
    }
    free(image.bgr);
    demo_close(&demo);
    return RESULT_OK;
}

// ---- the pose -----------------------------------------------------------------------------------

static inline uint32_t rig_read_cells(const Image *image, float left, float top, float step,
                                      float down, bool *whole)
{
    uint32_t row[2] = { 0, 0 };
    for (int r = 0; r < 2; r++)
        for (int i = 0; i < RIG_BITS; i++) {
            int x = (int)(left + ((float)i + 0.5f) * step);
            int y = (int)(top + ((float)r + 0.5f) * down);
            row[r] = row[r] << 1 | (image->bgr[(ptrdiff_t)y * image->stride + 3 * x + 1] > 127);
        }
    *whole = (row[0] ^ row[1]) == (1u << RIG_BITS) - 1;
    return row[0];
}

static inline void rig_burn(int64_t us)
{
    int64_t until = clock_us() + us;
    while (clock_us() < until) continue;
}

static inline void rig_make_pose(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    Rig *rig = self;
    bool whole;
    uint32_t number = rig_read_cells(image, 0, 0, RIG_CELL, RIG_CELL / 2.0f, &whole);
    rig->damaged_codes += !whole;
    rig->wrong_stamps += captured_us != rig_due_us(rig, number) - FAKE_STAMP_AGE_US;
    if (rig->tracker) {
        tracker_next(rig->tracker, image, captured_us, pose);
        return;
    }
    rig_burn(rig->plan.stub_us);
    *pose = rig->truth[rig_picture((int)number - 1)];
    pose->captured_us = captured_us;
}

// As in play: who stands around is looked for between two pictures.
static inline void rig_look_around(void *self, const Image *image)
{
    Rig *rig = self;
    if (rig->tracker) tracker_look_around(rig->tracker, image);
}

static inline TrackerTimes rig_times(const void *self)
{
    const Rig *rig = self;
    TrackerTimes stub = { .total_us = rig->plan.stub_us };
    return rig->tracker ? tracker_times(rig->tracker) : stub;
}

// ---- the screen ---------------------------------------------------------------------------------

static inline void rig_overlay(void *watcher, Live *live)
{
    static Canvas canvas;
    (void)watcher;
    uint32_t number = play_body(live->run.play)->pose_number;
    canvas_clear(&canvas);
    canvas_box(&canvas, vec2(RIG_BITS * RIG_BOX / 2, RIG_BOX), RIG_BITS * RIG_BOX + 0.5f,
               2 * RIG_BOX + 0.5f, (Color){ 0.5f, 0.5f, 0.5f, 1 });
    for (int r = 0; r < 2; r++)
        for (int i = 0; i < RIG_BITS; i++) {
            float on = (float)(((r ? ~number : number) >> (RIG_BITS - 1 - i)) & 1);
            Vec2 at = vec2(((float)i + 0.5f) * RIG_BOX, (1.5f - (float)r) * RIG_BOX);
            canvas_box(&canvas, at, RIG_BOX, RIG_BOX, (Color){ on, on, on, 1 });
        }
    render_canvas(live->render, &canvas);
    render_dissolve(live->render, 0);  // a frame that mixes two tells neither number
}

static inline void rig_read_back(Rig *rig)
{
    Image *shot = &rig->shot;
    Live *live = &rig->live;
    bool whole;
    rig->reads++;
    REQUIRE(render_read(live->render, shot) == RESULT_OK);
    float unit = (float)shot->width / STAGE_WIDTH;
    uint32_t number = rig_read_cells(shot, 0, (float)shot->height - 2 * RIG_BOX * unit,
                                     RIG_BOX * unit, RIG_BOX * unit, &whole);
    rig->unreadable += !whole;
    rig->disagreeing += number != (play_body(live->run.play)->pose_number & 0xFFFF);
}

static inline void rig_note_late(Rig *rig, const LoopStamps *s)
{
    const int64_t spans[RIG_CAUSES] = { s->taken_us - rig->presented_us,
                                        s->stepped_us - s->taken_us,
                                        s->submitted_us - s->stepped_us,
                                        s->presented_us - s->submitted_us };
    bool late = rig->presented_us && s->presented_us - rig->presented_us > 3 * WINDOW_FRAME_US / 2;
    // It is the loop's part to sleep for most of a frame.
    int cause = RIG_WAKE;
    for (int i = RIG_STEPS; i < RIG_CAUSES; i++)
        if (spans[i] > spans[cause] - (cause == RIG_WAKE ? WINDOW_FRAME_US : 0)) cause = i;
    rig->late_by[cause] += late;
    int64_t own_us = clock_thread_us();
    if (rig->presented_us) histogram_add(&rig->own, own_us - rig->own_us);
    rig->too_long += rig->presented_us && own_us - rig->own_us > WINDOW_FRAME_US;
    rig->own_us = own_us;
    rig->presented_us = s->presented_us;
}

static inline void rig_presented(void *watcher, Live *live)
{
    Rig *rig = watcher;
    uint32_t number = play_body(live->run.play)->pose_number;
    int64_t now = live->stamps.presented_us;
    rig_note_late(rig, &live->stamps);
    if (number) {
        int64_t age = now - rig_due_us(rig, number), left = rig->end_us - now;
        int64_t third = (int64_t)(rig->plan.seconds * 1e6) / 3;
        histogram_add(&rig->age, age);
        if (number != rig->shown) histogram_add(&rig->first_age, age);
        if (left > 2 * third) histogram_add(&rig->early, age);
        if (left < third) histogram_add(&rig->late, age);
        int64_t again_us = now - atomic_load(&rig->gap_end_us) - RIG_AGAIN_US;
        if (again_us >= 0 && again_us < RIG_SPAN_US) histogram_add(&rig->again, age);
        rig->disagreeing += live->pose.captured_us != rig_due_us(rig, number) - FAKE_STAMP_AGE_US;
        rig->backwards += number < rig->shown;
        rig->shown = number;
        if (live->run.latency.presents % (uint32_t)rig->plan.read_every == 0) rig_read_back(rig);
    }
    if (now >= rig->end_us) rig->over = 1;
}

// ---- the run ------------------------------------------------------------------------------------

static inline Result rig_play(Rig *rig)
{
    Live *live = &rig->live;
    live->settings = settings_default();
    Settings *s = &live->settings;
    GameSetup *setup = &s->plan.play.setup;
    snprintf(s->plan.child, sizeof s->plan.child, "rig");
    setup->seed = 1;
    setup->seconds = 600;
    setup->success = STAIRCASE_SUCCESS_USUAL;
    s->machine = (Machine){ .store = rig->plan.store,
                            .model = rig->plan.model,
                            .headless = !rig->plan.window,
                            .window_width = rig->plan.window_width,
                            .window_height = rig->plan.window_height };
    s->machine.camera =
        (CameraRequest){ .source = "0", .fps = rig->plan.fps, .device = &rig->calls };
    live->overlay = rig_overlay;
    live->presented = rig_presented;
    live->watcher = rig;
    live->asked_to_end = &rig->over;
    PoseMaker maker = {
        .self = rig, .next = rig_make_pose, .times = rig_times, .look_around = rig_look_around
    };
    Result result = settings_finish(s);
    if (!result) result = live_open_with(live, maker);
    if (result) return result;
    render_size(live->render, &rig->shot.width, &rig->shot.height);
    rig->shot.stride = rig->shot.width * 3;
    rig->shot.bgr = malloc((size_t)rig->shot.stride * (size_t)rig->shot.height);
    REQUIRE(rig->shot.bgr);
    rig->end_us = clock_us() + (int64_t)(rig->plan.seconds * 1e6);
    result = live_play(live);
    live_close(live);
    return result;
}

// Plays for the planned time. `rig` is zeroed; rig_free() it afterwards, whatever came of it.
static inline Result rig_run(Rig *rig, const RigPlan *plan)
{
    rig->plan = *plan;
    rig->fake.real_time = true;
    rig->fake.jitter = plan->jitter;
    rig->fake.modes[0] = (FakeMode){ V4L2_PIX_FMT_YUYV, RIG_WIDTH, RIG_HEIGHT, plan->fps };
    rig->fake.paint = rig_paint;
    rig->fake.painter = rig;
    rig->calls = fake_calls(&rig->fake);
    TrackerOptions options = { .model = plan->model };
    Result result = rig_draw_pictures(rig);
    if (!result && !plan->stub_us) result = tracker_open(&rig->tracker, &options);
    return result ? result : rig_play(rig);
}

static inline void rig_free(Rig *rig)
{
    run_free(&rig->live.run);
    tracker_close(&rig->tracker);
    for (int i = 0; i < RIG_PICTURES; i++) free(rig->yuyv[i]);
    free(rig->shot.bgr);
}
