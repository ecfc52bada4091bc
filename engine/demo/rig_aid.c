// SPDX-License-Identifier: MIT
// rig_aid.c: bars, pads and splints.
#include "rig_aid.h"

typedef struct Brush {
    Paint *paint;
    const View *view;
    float m, soft;
} Brush;

static void bar(const Brush *b, Vec3 from, Vec3 to, float radius_m, unsigned rgb)
{
    Ink ink = { .r = (float)(rgb >> 16 & 255u),
                .g = (float)(rgb >> 8 & 255u),
                .b = (float)(rgb & 255u),
                .round = 0.7f,
                .opacity = 1,
                .soft = b->soft };
    float r = fmaxf(radius_m * b->m, 1);
    paint_limb(b->paint, view_px(b->view, from), view_px(b->view, to), r, r, ink);
}

// Bars at hip height at the sides and behind, open in front, on small wheels. No source gives its
// sizes; 50-70 cm wide for children [ours].
static void walker(const Brush *b, const Figure *f, bool before)
{
    float h = f->height, wide = 0.22f * h, top = f->ankle + f->shank + 0.9f * f->thigh;
    const unsigned metal = 0x9BA4AFu, grip = 0x33383Fu;
    for (int side = -1; side <= 1; side += 2) {
        float x = (float)side * wide;
        Vec3 front_top = { x, top, 0.10f * h }, back_top = { x, top, -0.30f * h };
        Vec3 front_low = { x, 0.04f * h, 0.16f * h }, back_low = { x, 0.04f * h, -0.34f * h };
        if (!before) {
            bar(b, back_top, back_low, 0.011f * h, metal);
            bar(b, back_low, front_low, 0.009f * h, metal);
            bar(b, front_top, back_top, 0.011f * h, metal);
        } else {
            bar(b, front_top, front_low, 0.011f * h, metal);
            bar(b, (Vec3){ x, top, 0.13f * h }, (Vec3){ x, top, 0.02f * h }, 0.014f * h, grip);
            bar(b, front_low, front_low, 0.035f * h, grip);
        }
    }
    if (!before)
        bar(b, (Vec3){ -wide, top, -0.30f * h }, (Vec3){ wide, top, -0.30f * h }, 0.011f * h,
            metal);
}

// A post behind, straps over pelvis and knees.
static void frame(const Brush *b, const Figure *f, const FigureJoints *j, bool before)
{
    float h = f->height;
    if (!before) {
        bar(b, (Vec3){ 0, 0.03f * h, -0.15f * h }, (Vec3){ 0, 0.62f * h, -0.12f * h }, 0.05f * h,
            0x566070u);
        bar(b, (Vec3){ -0.2f * h, 0.02f * h, 0 }, (Vec3){ 0.2f * h, 0.02f * h, 0 }, 0.02f * h,
            0x3F4753u);
        return;
    }
    float hips = 0.5f * (j->hip[0].y + j->hip[1].y), middle = 0.5f * (j->hip[0].x + j->hip[1].x);
    bar(b, (Vec3){ middle - 0.11f * h, hips, 0.07f * h },
        (Vec3){ middle + 0.11f * h, hips, 0.07f * h }, 0.026f * h, 0x2E5E8Cu);
    for (int side = 0; side < SIDE_COUNT; side++) {
        Vec3 knee = j->knee[side];
        knee.z += 0.05f * h;
        bar(b, (Vec3){ knee.x - 0.025f * h, knee.y, knee.z },
            (Vec3){ knee.x + 0.025f * h, knee.y, knee.z }, 0.026f * h, 0x2E5E8Cu);
    }
}

static void orthosis(const Brush *b, const Figure *f, const FigureJoints *j)
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        Vec3 knee = j->knee[side], ankle = j->ankle[side];
        Vec3 top = { mixf(knee.x, ankle.x, 0.25f), mixf(knee.y, ankle.y, 0.25f),
                     mixf(knee.z, ankle.z, 0.25f) };
        bar(b, top, ankle, 0.041f * f->height, 0xE6E9F0u);
        bar(b, top, top, 0.044f * f->height, 0x2F7F9Eu);
    }
}

void rig_aid_paint(Paint *paint, const View *view, const Figure *figure, const FigureJoints *joints,
                   RigAid aid, bool before)
{
    Brush b = { paint, view, view->px_per_m, fmaxf(0.9f, 0.002f * (float)view->height) };
    if (aid == RIG_AID_WALKER) walker(&b, figure, before);
    if (aid == RIG_AID_FRAME) frame(&b, figure, joints, before);
    if (aid == RIG_AID_ORTHOSIS && before) orthosis(&b, figure, joints);
}
