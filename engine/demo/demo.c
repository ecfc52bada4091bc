// demo.c: the demo camera: driver, figure, paint and sensor noise put together.
#include "demo.h"
#include "child.h"
#include "driver.h"
#include "room.h"

#include <stdlib.h>
#include <string.h>

#define NOISE_SPAN  65536  // bytes by which the noise of a row may start later
#define NOISE_MAX   12     // grey levels; the painter leaves so much room at both ends
#define NOISE_SIGMA 2.2f

struct Demo {
    DemoOptions options;
    View view;
    Figure figure;
    Seat seat;
    Driver driver;
    DemoAim aim;
    uint32_t frames;
    Stance stance;
    FigureJoints joints;
    uint8_t *room;   // the empty room, BGR without gaps
    Paint clean;     // the room with the child, before the noise
    uint8_t *noise;  // sums modulo 256: negative noise is a large byte
    Rng noise_rng;
};

static size_t row_bytes(const Demo *demo)
{
    return (size_t)demo->options.width * 3;
}

static Result allocate(Demo *demo)
{
    size_t bytes = row_bytes(demo) * (size_t)demo->options.height;
    demo->room = malloc(bytes);
    demo->clean.image = (Image){ demo->options.width, demo->options.height, demo->options.width * 3,
                                 malloc(bytes) };
    demo->noise = malloc(row_bytes(demo) + NOISE_SPAN);
    if (!demo->room || !demo->clean.image.bgr || !demo->noise)
        return fail(RESULT_FULL, "no memory for a demo picture of %dx%d", demo->options.width,
                    demo->options.height);
    Image room = demo->clean.image;
    room.bgr = demo->room;
    room_paint(&room);
    memcpy(demo->clean.image.bgr, demo->room, bytes);
    for (size_t i = 0; i < row_bytes(demo) + NOISE_SPAN; i++) {
        float noise = clampf(NOISE_SIGMA * rng_normal(&demo->noise_rng), -NOISE_MAX, NOISE_MAX);
        demo->noise[i] = (uint8_t)(int)lrintf(noise);
    }
    return RESULT_OK;
}

Result demo_open(Demo **out, const DemoOptions *options)
{
    REQUIRE(out && options && options->width >= 64 && options->height >= 64 && options->fps > 0);
    *out = NULL;
    Script script;
    Result result = script_parse(&script, options->script);
    if (result != RESULT_OK) return result;
    Demo *demo = calloc(1, sizeof *demo);
    if (!demo) return fail(RESULT_FULL, "no memory for the demo child");
    demo->options = *options;
    demo->options.script = NULL;  // not ours to keep
    float height_cm = options->height_cm > 0 ? clampf(options->height_cm, 60, 210) : 120;
    demo->figure = figure_of(height_cm / 100);
    demo->view = view_of(options->width, options->height, demo->figure.height);
    demo->seat = options->wheelchair ? SEAT_WHEELCHAIR : options->seated ? SEAT_BENCH : SEAT_NONE;
    demo->noise_rng = rng_seed(options->seed);
    driver_init(&demo->driver, &demo->figure, &demo->view, options, &script);
    paint_begin(&demo->clean);
    result = allocate(demo);
    if (result != RESULT_OK)
        demo_close(&demo);
    else
        *out = demo;
    return result;
}

static void fill_truth(const Demo *demo, double now, Pose *truth)
{
    const View *view = &demo->view;
    Vec3 m[LANDMARK_COUNT];
    memset(truth, 0, sizeof *truth);
    truth->number = demo->frames;
    truth->width = (uint16_t)view->width;
    truth->height = (uint16_t)view->height;
    truth->captured_us = truth->ready_us = (int64_t)llround(now * 1e6);
    figure_landmarks(&demo->figure, &demo->joints, m);
    Vec3 hip = m[LANDMARK_HIP_LEFT], other = m[LANDMARK_HIP_RIGHT];
    hip = (Vec3){ 0.5f * (hip.x + other.x), 0.5f * (hip.y + other.y), 0.5f * (hip.z + other.z) };
    Vec2 middle = view_px(view, hip), neck = view_px(view, demo->joints.neck);
    truth->found = middle.x > 0 && middle.x < (float)view->width;
    if (!truth->found) return;
    truth->presence = 1;
    truth->scale_px = 4 * vec2_distance(middle, neck);
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        Vec2 at = view_px(view, m[i]);
        truth->image[i] = (Vec3){ at.x / (float)view->width, at.y / (float)view->height,
                                  -(m[i].z - hip.z) * view->px_per_m / (float)view->width };
        truth->world_m[i] = (Vec3){ m[i].x - hip.x, -(m[i].y - hip.y), -(m[i].z - hip.z) };
        truth->visibility[i] = 1;
    }
}

void demo_move(Demo *demo, const DemoAim *aim, Pose *truth)
{
    double now = (double)demo->frames / demo->options.fps;
    demo->frames++;
    if (aim) demo->aim = *aim;
    driver_step(&demo->driver, now, &demo->aim, &demo->stance);
    figure_solve(&demo->figure, &demo->stance, &demo->joints);
    if (truth) fill_truth(demo, now, truth);
}

// Puts the empty room back where the child was painted.
static void restore(Demo *demo)
{
    const Paint *p = &demo->clean;
    if (p->left >= p->right) return;
    for (int y = p->top; y < p->bottom; y++) {
        size_t from = (size_t)y * row_bytes(demo) + (size_t)p->left * 3;
        memcpy(p->image.bgr + from, demo->room + from, (size_t)(p->right - p->left) * 3);
    }
}

static void add_row(uint8_t *restrict out, const uint8_t *restrict in,
                    const uint8_t *restrict noise, size_t bytes)
{
    size_t i = 0;
    // Whole blocks, so that the compiler makes vectors of them.
    for (; i + 64 <= bytes; i += 64)
        for (size_t k = 0; k < 64; k++) out[i + k] = (uint8_t)(in[i + k] + noise[i + k]);
    for (; i < bytes; i++) out[i] = (uint8_t)(in[i] + noise[i]);
}

void demo_frame(Demo *demo, const DemoAim *aim, Image *image, Pose *truth)
{
    REQUIRE(image->width == demo->options.width && image->height == demo->options.height);
    demo_move(demo, aim, truth);
    restore(demo);
    paint_begin(&demo->clean);
    child_paint(&demo->clean, &demo->view, &demo->figure, &demo->stance, &demo->joints, demo->seat);
    for (int y = 0; y < image->height; y++) {
        size_t start = rng_next(&demo->noise_rng) % NOISE_SPAN;
        add_row(image->bgr + (size_t)y * (size_t)image->stride,
                demo->clean.image.bgr + (size_t)y * row_bytes(demo), demo->noise + start,
                row_bytes(demo));
    }
}

void demo_close(Demo **demo)
{
    if (!*demo) return;
    free((*demo)->room);
    free((*demo)->clean.image.bgr);
    free((*demo)->noise);
    free(*demo);
    *demo = NULL;
}
