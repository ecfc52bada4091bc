// SPDX-License-Identifier: MIT
// tightrope_town_arc.c: the cat of the roofs shows how to walk the rope; dusk comes; at the end
// every lantern that was earned is lit, and all of the square looks up.
#include "games/arcs/tightrope_town_arc.h"
#include "games/arcs/arc_parts.h"

#define ROPE_Y       0.46f
#define LINE_WIDE    5.1f  // so that narrow windows show all lanterns
#define LINE_LOW     8.0f
#define LINE_STEPS   12
#define SNOW_STEPS   8  // of each part of its edge
#define CAT_HIGH     2.0f
#define SIGN_DUSK    0.5f  // of the dusk: what the last minute brings
#define SIGN_WINDOWS 0.9f
#define TAIL_UP      1.1f  // radians: the tail as a pole
#define COMES_S      0.8f  // in which those who were not there come, softly
#define STEP_HZ      0.9f

static const Color shade = { 0.45f, 0.30f, 0.18f, 1 }, light = { 0.85f, 0.68f, 0.42f, 1 };
static const Color cat_fur = { 0.93f, 0.65f, 0.43f, 1 }, cat_edge = { 0.77f, 0.47f, 0.25f, 1 };

// ---- what play shows too ----

void tightrope_draw_rope(const GameInput *in, Canvas *canvas, float under)
{
    if (in->size->seated) return;
    Vec2 near = vec2(under, -0.2f), far = vec2(under, 0.4f);
    canvas_limb(canvas, far, near, 0.34f, 0.6f, shade);
    canvas_limb(canvas, far, near, 0.2f, 0.4f, light);
    canvas_limb(canvas, vec2(0, 0.42f), vec2(STAGE_WIDTH, 0.42f), 0.2f, 0.2f, shade);
    canvas_limb(canvas, vec2(0, ROPE_Y), vec2(STAGE_WIDTH, ROPE_Y), 0.1f, 0.1f, light);
}

Vec2 tightrope_hook(float wide, float low, float at)
{
    float t = 2 * at - 1;
    return vec2(STAGE_WIDTH / 2 + wide * t, low + 0.02f * wide * wide * t * t);
}

void tightrope_draw_line(Canvas *canvas, float wide, float low, float alpha)
{
    for (int i = 1; i <= LINE_STEPS; i++)
        canvas_limb(canvas, tightrope_hook(wide, low, (float)(i - 1) / LINE_STEPS),
                    tightrope_hook(wide, low, (float)i / LINE_STEPS), 0.05f, 0.05f,
                    (Color){ 0.3f, 0.25f, 0.3f, 0.8f * alpha });
}

void tightrope_draw_lantern(Canvas *canvas, Vec2 hook, float height, float lit, float alpha)
{
    Vec2 at = vec2(hook.x, hook.y - 0.47f * height);
    canvas_glow(canvas, at, height, (Color){ 1, 0.85f, 0.45f, 0.6f * lit });
    if (lit < 1)
        canvas_image(canvas, "lantern_off", at, height, 0, (Color){ 0.8f, 0.8f, 0.88f, alpha });
    if (lit > 0) canvas_picture(canvas, "lantern", at, height, lit);
}

// ---- the cat ----

// It sits at `foot`; `tail` radians up from how it usually lies.
static void draw_sitting(Canvas *canvas, const char *image, Vec2 foot, float height, float tail,
                         float alpha)
{
    Vec2 at = vec2(foot.x, foot.y + 0.46f * height);
    Vec2 root = vec2_add(at, vec2_scale(vec2(0.18f, -0.335f), height));
    canvas_image(canvas, "cat_tail", root, height, tail, COLOR_LIGHT(alpha));
    canvas_picture(canvas, image, at, height, alpha);
}

static void draw_leg(Canvas *canvas, Vec2 hip, float swing, float foot_y, float alpha)
{
    float lift = fmaxf(0, exact_cos(swing)) * 0.14f;
    Vec2 foot = vec2(hip.x + 0.2f * exact_sin(swing), foot_y + lift + 0.08f);
    Color edge = cat_edge, fur = cat_fur;
    edge.a = fur.a = alpha;
    canvas_limb(canvas, hip, foot, 0.3f, 0.24f, edge);
    canvas_limb(canvas, hip, foot, 0.25f, 0.19f, fur);
}

// It goes to the left on the rope with its tail straight up; `steps`: radians of its gait.
static void draw_walking(Canvas *canvas, Vec2 foot, float steps, float alpha)
{
    float high = CAT_HIGH, bob = 0.03f * exact_cos(2 * steps);
    Vec2 at = vec2(foot.x, foot.y + 0.46f * high + bob);
    Vec2 root = vec2(at.x + 0.62f, at.y - 0.05f);
    for (int leg = 1; leg < 4; leg += 2)
        draw_leg(canvas, vec2(at.x - 0.42f + 0.3f * (float)leg, at.y - 0.35f),
                 steps + PI_F * (float)(leg / 2), foot.y, alpha);
    canvas_image(canvas, "cat_tail", root, high, 0.55f + 0.1f * exact_sin(steps),
                 COLOR_LIGHT(alpha));
    for (int leg = 0; leg < 4; leg += 2)
        draw_leg(canvas, vec2(at.x - 0.42f + 0.42f * (float)leg, at.y - 0.4f),
                 steps + PI_F * (float)(1 - leg / 2), foot.y, alpha);
    canvas_picture(canvas, "cat_walk", at, high, alpha);
}

// ---- the opening ----

static void opening(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    Canvas *canvas = stage->back;
    bool seated = m->size->seated;
    canvas_background(canvas, "town");
    tightrope_draw_line(canvas, 5, 7.6f, 1);
    for (int i = 0; i < 8; i++)
        tightrope_draw_lantern(canvas, tightrope_hook(5, 7.6f, (float)i / 7), 0.75f, 0, 1);
    tightrope_draw_rope(in, canvas, in->size->hip.x);
    float wakes = arc_in_out(m->at, 0.3f, 1.0f), shown = arc_in_out(m->at, 1.5f, 2);
    float looks = arc_in_out(m->at, 3.9f, 0.1f) - arc_in_out(m->at, 4.3f, 0.1f);
    float stays = 1 - arc_in_out(m->at, 4.4f, 0.6f);
    const char *face = looks > 0.5f ? "cat_wink" : "cat_awake";
    if (seated) {
        // As the child will: from low to tall, where it sits.
        float high = CAT_HIGH * mixf(0.84f, 1.06f, shown);
        draw_sitting(canvas, face, vec2(12, ROPE_Y + 0.4f), high, TAIL_UP * wakes, stays);
        return;
    }
    float walking = arc_linear(m->at, 1.55f, 0.2f) - arc_linear(m->at, 3.4f, 0.2f);
    Vec2 foot = vec2(mixf(13.1f, 11.4f, shown), ROPE_Y);
    if (walking > 0) draw_walking(canvas, foot, 2 * PI_F * STEP_HZ * m->at, walking);
    if (walking < 1)
        draw_sitting(canvas, face, foot, CAT_HIGH, TAIL_UP * wakes * (1 - shown),
                     fminf(1 - walking, stays));
}

// ---- the last minute ----

static void draw_windows(Canvas *canvas, float lit)
{
    canvas_picture(canvas, "town_windows_left", vec2(2.167f, 4), 4, lit);
    canvas_picture(canvas, "town_windows_right", vec2(13.833f, 4), 4, lit);
}

// One colour, for a picture of dusk over all of the stage costs a frame's time.
static void draw_dusk(Canvas *canvas, float dusk)
{
    arc_veil(canvas, arc_rgb(0x2a3278, 0.66f * dusk));
}

static void sign(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    draw_dusk(stage->back, SIGN_DUSK * arc_in_out(m->at, 0, 6));
    draw_windows(stage->back, SIGN_WINDOWS * arc_in_out(m->at, 3, 3));
}

// ---- the ending ----

typedef struct Friend {
    const char *image;
    Vec2 at;
    float height, turn;  // turn: to look up to the child
} Friend;

// The square's snow is one even colour: as a picture it would cost what the child costs.
static void draw_snow(Canvas *canvas, float seen)
{
    static const Vec2 square[][4] = {
        { { 0, 2.33f }, { 2.5f, 2.67f }, { 5.33f, 2.73f }, { 8, 2.73f } },
        { { 8, 2.73f }, { 10.67f, 2.73f }, { 13.5f, 2.67f }, { 16, 2.33f } },
        { { 16, 0.67f }, { 14, 1 }, { 12.17f, 0.78f }, { 10.17f, 0.48f } },
        { { 10.17f, 0.48f }, { 8.5f, 0.33f }, { 7.5f, 0.33f }, { 5.83f, 0.48f } },
        { { 5.83f, 0.48f }, { 3.83f, 0.78f }, { 2, 1 }, { 0, 0.67f } },
    };
    CanvasPoint edge[5 * SNOW_STEPS];
    for (int i = 0; i < 5 * SNOW_STEPS; i++)
        edge[i].at =
            arc_bezier(square[i / SNOW_STEPS], (float)(i % SNOW_STEPS) / (float)(SNOW_STEPS - 1));
    canvas_curve(canvas, edge, 5 * SNOW_STEPS, arc_rgb(0xeef2ff, 0.47f * seen),
                 arc_rgb(0xeef2ff, 0), 0);
    canvas_picture(canvas, "town_snow_left", vec2(2.083f, 5.633f), 2.8f, 0.85f * seen);
    canvas_picture(canvas, "town_snow_right", vec2(13.917f, 5.633f), 2.8f, 0.85f * seen);
}

static void draw_night(const ArcMoment *m, Canvas *canvas)
{
    float come = arc_in_out(m->at, 0, 1), dusk = mixf(SIGN_DUSK, 1, come);
    canvas_background(canvas, "town");
    draw_dusk(canvas, dusk);
    arc_evening_stars(canvas, m);
    if (m->variation == 1) draw_snow(canvas, come);
    draw_windows(canvas, mixf(SIGN_WINDOWS, 1, come));
    if (m->variation != 2) return;
    // The moon has come down to sit on a roof.
    float down = m->calm ? 1 : arc_in_out(m->at, 0.2f, 2.2f);
    Vec2 moon = vec2(12.62f, mixf(7.4f, 5.86f, down));
    canvas_glow(canvas, moon, 1.9f, (Color){ 1, 0.95f, 0.75f, 0.45f * come });
    canvas_picture(canvas, "moon", moon, 1.6f, come);
}

// One for each success, from above the child outwards.
static void draw_lanterns(const ArcMoment *m, Canvas *canvas)
{
    int last = m->things - 1;
    float height = clampf(6.0f / (float)m->things, 0.72f, 1.0f);
    float shown = arc_in_out(m->at, 0, COMES_S);
    tightrope_draw_line(canvas, LINE_WIDE, LINE_LOW, shown);
    for (int i = 0; i <= last; i++) {
        int out = 2 * i - last, order = out < 0 ? -out - 1 : out;
        float lit = clampf(arc_one_by_one(m, order, 1, 0.12f, 0.6f), 0, 1);
        Vec2 hook = tightrope_hook(LINE_WIDE, LINE_LOW, (float)i / (float)last);
        tightrope_draw_lantern(canvas, hook, height, lit, shown);
    }
}

// Each leans back a little and looks up to the child; in calm nobody stirs but the cat's tail.
static void draw_square(const ArcMoment *m, Canvas *canvas)
{
    static const Friend friends[] = { { "frog", { 2.6f, 2.0f }, 1.35f, -0.12f },
                                      { "mouse", { 3.95f, 2.1f }, 1.35f, -0.12f },
                                      { "bunny_awake", { 5.3f, 2.15f }, 1.85f, -0.12f },
                                      { "teddy_awake", { 10.2f, 2.15f }, 1.9f, 0.12f },
                                      { "duck_awake", { 12.5f, 1.9f }, 1.6f, 0.12f } };
    for (int i = 0; i < (int)(sizeof friends / sizeof *friends); i++) {
        const Friend *f = &friends[i];
        float up = m->calm ? 0 : arc_in_out(m->at, 3.25f + 0.1f * (float)i, 0.35f);
        canvas_image(canvas, f->image, vec2(f->at.x, f->at.y + 0.08f * up), f->height, f->turn * up,
                     COLOR_LIGHT(arc_in_out(m->at, 0, COMES_S)));
    }
}

static void draw_birds(const ArcMoment *m, Canvas *canvas)
{
    for (int i = 0; i < 2; i++) {
        float down = m->calm ? 1 : arc_in_out(m->at, 2.2f + 0.2f * (float)i, 0.8f);
        Vec2 from = vec2(2.0f + 0.6f * (float)i, 3.6f),
             seat = vec2(3.1f + 1.15f * (float)i, 0.97f - 0.05f * (float)i);
        if (down <= 0) continue;
        canvas_picture(canvas, "bird", vec2_mix(from, seat, down), i ? 0.95f : 1.1f,
                       fminf(3 * down, arc_in_out(m->at, 0, COMES_S)));
    }
}

static void ending(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    Canvas *canvas = stage->back;
    arc_stand(m, stage, vec2(STAGE_WIDTH / 2, arc_floor(m)));
    draw_night(m, canvas);
    draw_lanterns(m, canvas);
    draw_square(m, canvas);
    tightrope_draw_rope(in, canvas, in->size->hip.x + stage->moved.x);
    draw_birds(m, canvas);
    float wink = arc_linear(m->at, 3.2f, 0.01f) - arc_linear(m->at, 3.65f, 0.01f);
    float tail = 0.3f * exact_sin(PI_F * 0.8f * m->at) * arc_in_out(m->at, 0.5f, 1) *
                 (1 - arc_in_out(m->at, 3.2f, 0.8f));
    draw_sitting(canvas, wink > 0 && !m->calm ? "cat_wink" : "cat_awake", vec2(11.3f, ROPE_Y),
                 CAT_HIGH, tail, arc_in_out(m->at, 0, COMES_S));
}

const GameArc tightrope_town_arc = {
    .line = { "end_tightrope_town" }, .opening = opening, .sign = sign, .ending = ending
};
