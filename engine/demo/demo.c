// SPDX-License-Identifier: MIT
// demo.c: the demo camera: driver, figure, paint and sensor noise put together.
#include "demo.h"
#include "body/body_update.h"
#include "child.h"
#include "driver.h"
#include "rig_aid.h"
#include "rig_light.h"
#include "room.h"
#include "visitor.h"

#include <stdlib.h>
#include <string.h>

#define NOISE_SPAN  65536  // bytes by which the noise of a row may start later
#define NOISE_MAX   12     // grey levels; the painter leaves so much room at both ends
#define NOISE_SIGMA 2.2f
#define BLUR_PX     0.4f  // what blurs less is painted once

struct Demo {
    DemoOptions options;
    View view;
    Figure figure;
    Seat seat;
    Driver driver;
    Visitor visitor;
    DemoAim aim;
    uint32_t frames;
    Stance stance;
    FigureJoints joints;
    bool painted;    // the room and the noise are there
    uint8_t *room;   // the empty room, BGR without gaps
    Paint clean;     // the room with the child, before the noise
    uint8_t *noise;  // sums modulo 256: negative noise is a large byte
    Rng noise_rng;
    bool rigged;
    DemoRig rig;
    RigLight light;        // with a rig
    int16_t *shutter;      // ... what came through it but the room, bytes of the picture; else 0
    Stance stance_before;  // ... one frame earlier
    FigureJoints joints_before;
};

DemoAim demo_aim(const GameTarget *target, int count, uint32_t step, const Calibration *size,
                 int width, int height)
{
    REQUIRE(count >= 0 && count <= GAME_TARGETS_MAX && width > 0 && height > 0);
    DemoAim aim = { 0 };
    for (int i = 0; i < count && aim.count < DEMO_TARGETS_MAX; i++) {
        const GameTarget *t = &target[i];
        float due = (float)((int32_t)(t->due_step - step)) / GAME_STEPS_PER_SECOND;
        aim.target[aim.count++] = (DemoTarget){
            .id = t->id,
            .kind = t->kind,
            .at = image_from_stage(size, width, height, t->at),
            .radius = t->radius / stage_place(size, width, height).stage_per_px / (float)height,
            .value = t->value,
            .sides = t->sides,
            .both = t->both,
            .due_s = t->due_step ? due : 0,
        };
    }
    return aim;
}

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
    demo->shutter = calloc(bytes, sizeof *demo->shutter);
    bool lit = !demo->rigged || rig_light_open(&demo->light, demo->rig.room, row_bytes(demo), bytes,
                                               &demo->noise_rng);
    if (!demo->room || !demo->clean.image.bgr || !demo->noise || !demo->shutter || !lit)
        return fail(RESULT_FULL, "no memory for a demo picture of %dx%d", demo->options.width,
                    demo->options.height);
    return RESULT_OK;
}

// Once, before the first picture: who only asks where the child is needs no room.
static void paint_room(Demo *demo)
{
    Image room = demo->clean.image;
    room.bgr = demo->room;
    room_paint(&room, demo->rig.room);
    if (demo->rigged) rig_light_room(&demo->light, &room);
    memcpy(demo->clean.image.bgr, demo->room, row_bytes(demo) * (size_t)demo->options.height);
    for (size_t i = 0; i < row_bytes(demo) + NOISE_SPAN; i++) {
        float noise = clampf(NOISE_SIGMA * rng_normal(&demo->noise_rng), -NOISE_MAX, NOISE_MAX);
        demo->noise[i] = (uint8_t)(int)lrintf(noise);
    }
    demo->painted = true;
}

static void take_rig(Demo *demo, const DemoRig *rig)
{
    demo->rigged = true;
    demo->rig = *rig;
    demo->figure = rig_figure(rig);
    demo->view = rig_view(rig, demo->options.width, demo->options.height, demo->figure.height);
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
    if (options->rig) take_rig(demo, options->rig);
    demo->options.rig = NULL;  // nor this
    demo->seat = demo->rig.aid == RIG_AID_WHEELCHAIR || options->wheelchair ? SEAT_WHEELCHAIR
                 : options->seated                                          ? SEAT_BENCH
                                                                            : SEAT_NONE;
    demo->noise_rng = rng_seed(options->seed);
    result = driver_open(&demo->driver, &demo->figure, &demo->view, options, &script);
    visitor_init(&demo->visitor, script.visitor, &demo->view, options->seed);
    paint_begin(&demo->clean);
    if (result == RESULT_OK) result = allocate(demo);
    if (result != RESULT_OK)
        demo_close(&demo);
    else
        *out = demo;
    return result;
}

// The landmarks of a person at `now`, as a pose.
static void fill_pose(const Demo *demo, const View *view, const Figure *figure,
                      const FigureJoints *joints, double now, Pose *pose)
{
    Vec3 m[LANDMARK_COUNT];
    memset(pose, 0, sizeof *pose);
    pose->number = demo->frames;
    pose->width = (uint16_t)view->width;
    pose->height = (uint16_t)view->height;
    pose->captured_us = pose->ready_us = (int64_t)llround(now * 1e6);
    figure_landmarks(figure, joints, m);
    Vec3 hip = m[LANDMARK_HIP_LEFT], other = m[LANDMARK_HIP_RIGHT];
    hip = (Vec3){ 0.5f * (hip.x + other.x), 0.5f * (hip.y + other.y), 0.5f * (hip.z + other.z) };
    Vec2 middle = view_px(view, hip), neck = view_px(view, joints->neck);
    pose->found = middle.x > 0 && middle.x < (float)view->width;
    if (!pose->found) return;
    pose->presence = 1;
    pose->scale_px = 4 * vec2_distance(middle, neck);
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        Vec2 at = view_px(view, m[i]);
        pose->image[i] = (Vec3){ at.x / (float)view->width, at.y / (float)view->height,
                                 -(m[i].z - hip.z) * view->px_per_m / (float)view->width };
        pose->world_m[i] = (Vec3){ m[i].x - hip.x, -(m[i].y - hip.y), -(m[i].z - hip.z) };
        bool covered = demo->stance.cover > 0 &&
                       m[i].y > FIGURE_CURTAIN * figure->height * (1 - demo->stance.cover);
        pose->visibility[i] = covered || visitor_hides(&demo->visitor, view, m[i]) ? 0 : 1;
    }
}

void demo_landmarks(const Demo *demo, Vec3 out[LANDMARK_COUNT])
{
    figure_landmarks(&demo->figure, &demo->joints, out);
}

Vec2 demo_plane(const Demo *demo, Vec2 image)
{
    return view_metres(&demo->view, image);
}

bool demo_visitor(const Demo *demo, Pose *pose)
{
    const Visitor *v = &demo->visitor;
    if (!v->present) return false;
    fill_pose(demo, &v->view, &v->figure, &v->joints,
              (double)(demo->frames - 1) / demo->options.fps, pose);
    for (int i = 0; i < LANDMARK_COUNT; i++) pose->visibility[i] = 1;
    return pose->found;
}

void demo_move(Demo *demo, const DemoAim *aim, Pose *truth)
{
    REQUIRE(!aim || (aim->count >= 0 && aim->count <= DEMO_TARGETS_MAX));
    double now = (double)demo->frames / demo->options.fps;
    demo->frames++;
    if (aim) demo->aim = *aim;
    // What is due comes nearer, whether or not anybody says so.
    for (int i = 0; !aim && i < demo->aim.count; i++)
        demo->aim.target[i].due_s -= (float)(1 / demo->options.fps);
    demo->stance_before = demo->stance;
    demo->joints_before = demo->joints;
    driver_step(&demo->driver, now, &demo->aim, &demo->stance, &demo->joints);
    if (demo->frames == 1) {
        demo->stance_before = demo->stance;
        demo->joints_before = demo->joints;
    }
    visitor_step(&demo->visitor, now, &demo->figure, &demo->joints);
    if (!truth) return;
    fill_pose(demo, &demo->view, &demo->figure, &demo->joints, now, truth);
    Pose other;
    truth->people = (uint8_t)(truth->found + demo_visitor(demo, &other));
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

#define OPEN(name, word, share) share,

// What the painted part of `p` differs from the room is added up.
static void add_exposure(Demo *demo, const Paint *p)
{
    size_t row = row_bytes(demo), from = (size_t)p->left * 3, to = (size_t)p->right * 3;
    for (int y = p->top; y < p->bottom; y++) {
        int16_t *restrict sum = demo->shutter + (size_t)y * row;
        const uint8_t *restrict in = p->image.bgr + (size_t)y * row;
        const uint8_t *restrict room = demo->room + (size_t)y * row;
        for (size_t i = from; i < to; i++) sum[i] = (int16_t)(sum[i] + in[i] - room[i]);
    }
}

// The mean of `instants` exposures in the place of the last one; the sum is empty again.
static void take_exposure(Demo *demo, const Paint *p, int instants)
{
    size_t row = row_bytes(demo), from = (size_t)p->left * 3, to = (size_t)p->right * 3;
    for (int y = p->top; y < p->bottom; y++) {
        int16_t *restrict sum = demo->shutter + (size_t)y * row;
        uint8_t *restrict out = p->image.bgr + (size_t)y * row;
        const uint8_t *restrict room = demo->room + (size_t)y * row;
        for (size_t i = from; i < to; i++) {
            out[i] = (uint8_t)((instants * room[i] + sum[i]) / instants);
            sum[i] = 0;
        }
    }
}

static void paint_visitor(Demo *demo)
{
    const Visitor *v = &demo->visitor;
    child_paint(&demo->clean, &v->view, &v->figure, &v->stance, &v->joints, SEAT_NONE,
                v->way == VISITOR_EDGE ? &look_other : &look_adult);
}

static void paint_rigged(Demo *demo, float share)
{
    Stance stance = stance_mix(&demo->stance_before, &demo->stance, share);
    FigureJoints joints = joints_mix(&demo->joints_before, &demo->joints, share);
    Paint *p = &demo->clean;
    rig_aid_paint(p, &demo->view, &demo->figure, &joints, demo->rig.aid, false);
    child_paint(p, &demo->view, &demo->figure, &stance, &joints, demo->seat,
                &look_outfit[demo->rig.outfit]);
    rig_aid_paint(p, &demo->view, &demo->figure, &joints, demo->rig.aid, true);
}

// How far the joint that moves most has come in the picture since the frame before.
static float moved_px(const Demo *demo)
{
    enum { ALL = sizeof(FigureJoints) / sizeof(Vec3), DIRECTIONS = 3 };
    const Vec3 *from = (const Vec3 *)(const void *)&demo->joints_before;
    const Vec3 *to = (const Vec3 *)(const void *)&demo->joints;
    float most = 0;
    for (int i = 0; i < ALL - DIRECTIONS; i++)
        most =
            fmaxf(most, vec2_distance(view_px(&demo->view, from[i]), view_px(&demo->view, to[i])));
    return most;
}

// A picture of the rig: painted at three instants while the shutter is open, lit, with noise. The
// last instant is the frame's, as a camera stamps the end.
static void expose(Demo *demo, Image *image)
{
    static const float open_for[] = { RIG_SHUTTER_LIST(OPEN) };
    float open = open_for[demo->rig.shutter];
    int instants = open * moved_px(demo) > BLUR_PX ? 3 : 1;
    Paint *p = &demo->clean, all = { .left = image->width, .top = image->height };
    for (int k = 0; k < instants; k++) {
        restore(demo);
        paint_begin(p);
        paint_rigged(demo, instants == 1 ? 1 : 1 - open * (1 - (float)k / 2));
        all = (Paint){ .left = p->left < all.left ? p->left : all.left,
                       .top = p->top < all.top ? p->top : all.top,
                       .right = p->right > all.right ? p->right : all.right,
                       .bottom = p->bottom > all.bottom ? p->bottom : all.bottom };
        if (instants > 1) add_exposure(demo, p);
    }
    p->left = all.left;  // to be restored
    p->top = all.top;
    p->right = all.right;
    p->bottom = all.bottom;
    if (instants > 1) take_exposure(demo, p, instants);
    rig_light_picture(&demo->light, p, &demo->noise_rng, image);
}

void demo_frame(Demo *demo, const DemoAim *aim, Image *image, Pose *truth)
{
    REQUIRE(image->bgr && image->stride >= 3 * image->width);
    REQUIRE(image->width == demo->options.width && image->height == demo->options.height);
    demo_move(demo, aim, truth);
    if (!demo->painted) paint_room(demo);
    if (demo->rigged) {
        expose(demo, image);
        return;
    }
    restore(demo);
    paint_begin(&demo->clean);
    const Visitor *v = &demo->visitor;
    if (v->present && v->way != VISITOR_FRONT) paint_visitor(demo);
    child_paint(&demo->clean, &demo->view, &demo->figure, &demo->stance, &demo->joints, demo->seat,
                &look_child);
    if (v->present && v->way == VISITOR_FRONT) paint_visitor(demo);
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
    driver_close(&(*demo)->driver);
    free((*demo)->room);
    free((*demo)->clean.image.bgr);
    free((*demo)->noise);
    free((*demo)->shutter);
    rig_light_close(&(*demo)->light);
    free(*demo);
    *demo = NULL;
}
