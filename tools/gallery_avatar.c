// SPDX-License-Identifier: MIT
// gallery_avatar.c: contact sheets of the avatar: six poses at four ages over the twelve scenes at
// full and at quarter size, in calm, at night, as a deuteranope and a protanope see it; every look
// over every scene; and the child among its friends.
#include "tools/gallery.h"

#include "avatar/mannequin.h"
#include "gym/dress.h"

#include <stdio.h>
#include <stdlib.h>

#define POSES  6
#define AGES   4
#define SCENES 12
#define FULL   300   // px of a cell
#define SMALL  75    // 24 of them are as wide as 6 full ones
#define CROP   600   // px of the window's 720 lines
#define HIGH   5.4f  // of the child, stage units

static const char *const scenes[SCENES] = {
    "garden",       "pond",  "bedroom_night", "river",      "sky",          "monster_room",
    "snail_meadow", "space", "town",          "drum_stage", "rainbow_hill", "launch_pad"
};
static const float ages[AGES] = { 4, 8, 12, 16 };
static const char *const moods = "012304";  // calm, joy, effort, surprise, calm, sleepy

// What a sheet is of.
typedef struct Sheet {
    const char *name;
    bool calm, night;       // night: dark scenes alone
    const float (*eye)[3];  // linear RGB to linear RGB; NULL: as most see it
} Sheet;

// Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
// deficiency", IEEE Trans. Vis. Comput. Graph. 15(6), 2009: severity 1.
static const float deuteranope[3][3] = { { 0.367322f, 0.860646f, -0.227968f },
                                         { 0.280085f, 0.672501f, 0.047413f },
                                         { -0.011820f, 0.042940f, 0.968881f } };
static const float protanope[3][3] = { { 0.152286f, 1.052583f, -0.204868f },
                                       { 0.114503f, 0.786281f, 0.099216f },
                                       { -0.003882f, -0.048116f, 1.051998f } };

static const Sheet sheets[] = {
    { .name = "avatar_full" },
    { .name = "avatar_calm", .calm = true },
    { .name = "avatar_night", .night = true },
    { .name = "avatar_deuteranope", .eye = deuteranope },
    { .name = "avatar_protanope", .eye = protanope },
};

static Canvas canvas;

static CanvasFigure pose_of(int pose, Vec2 feet, float height)
{
    CanvasFigure f = canvas_figure_stand(feet, height);
    for (int side = 0; side < 2; side++) {
        if (pose == 1) f.upper[side] = f.fore[side] = 158;
        if (pose == 3) f.thigh[side] = 62, f.shank[side] = -12;
        if (pose == 3 || pose == 4) f.upper[side] = f.fore[side] = 92;
    }
    if (pose == 2) f.upper[1] = 14, f.fore[1] = -126;
    if (pose == 4) f.thigh[1] = 52, f.shank[1] = -34;
    if (pose == 5) f.seated = true, f.upper[1] = 120, f.fore[1] = 150;
    return f;
}

static void set_senses(Render *render, bool calm)
{
    Sensory senses = sensory_preset(calm ? SENSORY_CALM : SENSORY_LIVELY);
    render_limits(render, &senses);
}

static Image shoot(Render *render, const Avatar *a, const char *scene, int pose)
{
    CanvasFigure figure = pose_of(pose, vec2(STAGE_WIDTH / 2, 1.3f), HIGH);
    Avatar avatar = *a;
    avatar.night = dress_is_dark(scene);
    canvas_clear(&canvas);
    canvas_background(&canvas, scene);
    mannequin_draw(&avatar, &canvas, &figure);
    render_begin(render);
    render_canvas(render, &canvas);
    return gallery_shot(render);
}

// The middle of the picture, made as large as a cell, each pixel the mean of those it stands for.
static void paste(Image *sheet, int left, int top, int size, const Image *from)
{
    int x0 = (from->width - CROP) / 2, y0 = from->height - CROP - 40;
    for (int i = 0; i < size * size * 3; i++) {
        int x = i / 3 % size, y = i / 3 / size, c = i % 3, sum = 0, count = 0;
        for (int v = y0 + y * CROP / size; v < y0 + (y + 1) * CROP / size; v++)
            for (int u = x0 + x * CROP / size; u < x0 + (x + 1) * CROP / size; u++)
                sum += from->bgr[v * from->stride + 3 * u + c], count++;
        sheet->bgr[(top + y) * sheet->stride + 3 * (left + x) + c] = (uint8_t)(sum / count);
    }
}

static float to_linear(uint8_t value)
{
    float v = (float)value / 255;
    return v <= 0.04045f ? v / 12.92f : powf((v + 0.055f) / 1.055f, 2.4f);
}

static uint8_t from_linear(float v)
{
    v = clampf(v, 0, 1);
    v = v <= 0.0031308f ? 12.92f * v : 1.055f * powf(v, 1 / 2.4f) - 0.055f;
    return (uint8_t)(255 * v + 0.5f);
}

static void see_as(Image *image, const float eye[3][3])
{
    for (int i = 0; i < image->width * image->height; i++) {
        uint8_t *px = image->bgr + 3 * i;
        float rgb[3] = { to_linear(px[2]), to_linear(px[1]), to_linear(px[0]) };
        for (int c = 0; c < 3; c++)
            px[2 - c] = from_linear(eye[c][0] * rgb[0] + eye[c][1] * rgb[1] + eye[c][2] * rgb[2]);
    }
}

static const char *scene_of(const Sheet *sheet, int cell)
{
    if (!sheet->night) return scenes[cell * 5 % SCENES];
    for (;; cell++)
        if (dress_is_dark(scenes[cell % SCENES])) return scenes[cell % SCENES];
}

// Quarter size below, all in one row.
static void draw_sheet(Render *render, const Sheet *what)
{
    Image sheet = gallery_image(POSES * FULL, AGES * FULL + SMALL);
    set_senses(render, what->calm);
    for (int cell = 0; cell < POSES * AGES; cell++) {
        int pose = cell % POSES, row = cell / POSES;
        Avatar a = { .look = look_ready(cell * 7 % LOOK_READY_COUNT),
                     .years = ages[row],
                     .calm = what->calm,
                     .seat = row & 1 ? SEAT_STOOL : SEAT_WHEELCHAIR,
                     .mood = moods[pose] - '0' };
        Image shot = shoot(render, &a, scene_of(what, cell), pose);
        paste(&sheet, pose * FULL, row * FULL, FULL, &shot);
        paste(&sheet, cell * SMALL, AGES * FULL, SMALL, &shot);
        free(shot.bgr);
    }
    if (what->eye) see_as(&sheet, what->eye);
    gallery_write(what->name, &sheet);
    free(sheet.bgr);
}

static void draw_looks(Render *render)
{
    const int size = 150;
    Image sheet = gallery_image(SCENES * size, LOOK_READY_COUNT * size);
    set_senses(render, false);
    for (int cell = 0; cell < SCENES * LOOK_READY_COUNT; cell++) {
        int column = cell % SCENES, row = cell / SCENES;
        Avatar a = { .look = look_ready(row), .years = ages[column % AGES] };
        Image shot = shoot(render, &a, scenes[column], column % (POSES - 1));
        paste(&sheet, column * size, row * size, size, &shot);
        free(shot.bgr);
    }
    gallery_write("avatar_looks", &sheet);
    free(sheet.bgr);
}

// Beside those whose friend the child is.
static void draw_friends(Render *render)
{
    static const int who[] = { 1, 3, 2, 6, 10, 9 };
    static const float x[] = { 3.0f, 6.6f, 10.3f, 11.75f, 13.5f, 15.0f };
    set_senses(render, false);
    canvas_clear(&canvas);
    canvas_background(&canvas, "garden");
    canvas_image(&canvas, "bunny_awake", vec2(1.2f, 2.1f), 2.6f, 0, COLOR_WHITE);
    canvas_image(&canvas, "monster_happy", vec2(4.8f, 2.1f), 3.0f, 0, COLOR_WHITE);
    canvas_image(&canvas, "flamingo_awake", vec2(8.3f, 2.4f), 3.0f, 0, COLOR_WHITE);
    render_begin(render);
    render_canvas(render, &canvas);
    for (size_t i = 0; i < sizeof who / sizeof *who; i++) {
        Avatar a = { .look = look_ready(who[i]), .years = 4 + 2 * (float)i, .mood = i & 1 };
        CanvasFigure f = pose_of(i == 1 ? 1 : i == 3 ? 5 : 0, vec2(x[i], 0.9f), 3.4f);
        a.seat = SEAT_WHEELCHAIR;
        canvas_clear(&canvas);
        mannequin_draw(&a, &canvas, &f);
        render_canvas(render, &canvas);
    }
    Image shot = gallery_shot(render);
    gallery_write("avatar_friends", &shot);
    free(shot.bgr);
}

void gallery_avatar(Render *render)
{
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) draw_sheet(render, &sheets[i]);
    draw_looks(render);
    draw_friends(render);
}
