// SPDX-License-Identifier: MIT
// rocket_squat_arc.c: the child sits in the rocket, arms free, and flies into the night; a star in
// the trail for each launch.
#include "games/arcs/rocket_squat_arc.h"

#include "games/arcs/arc_parts.h"

#define TILT      0.36f    // radians: the nose points up to the right, ...
#define TILT_PAD  0.12f    // ... and less on the pad
#define SCALE     0.0098f  // stage units for each of the picture's
#define BEFORE_H  328      // of the half before the child
#define BEHIND_H  198
#define SEAT_Y    2.5f  // of the hips as the flight begins
#define RISE      1.9f
#define RISE_CALM 0.63f

// ---- the opening: the rocket's springs bend and stretch ----

// Two springs under the rocket, from the pad to its fins.
static void draw_springs(Vec2 pad, float height, float alpha, Canvas *canvas)
{
    const Color dark = { 0.35f, 0.38f, 0.48f, alpha }, light = { 0.75f, 0.79f, 0.86f, alpha };
    for (int side = 0; side < SIDE_COUNT; side++) {
        CanvasPoint point[9];
        for (int i = 0; i <= 8; i++) {
            float x = pad.x + game_outward(side) * 0.55f + (i % 2 ? 0.2f : -0.2f);
            point[i] = (CanvasPoint){ vec2(x, pad.y + height * (float)i / 8), 0.16f };
        }
        canvas_way(canvas, point, 9, dark);
        for (int i = 0; i <= 8; i++) point[i].width = 0.08f;
        canvas_way(canvas, point, 9, light);
    }
}

static void opening(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    Canvas *c = stage->back;
    canvas_background(c, "launch_pad");
    arc_veil(c, (Color){ 0.16f, 0.2f, 0.4f, 0.5f * (1 - arc_in_out(m->at, 0, 1.5f)) });
    // Standing the child goes down and comes up; seated it comes up from the seat and goes back.
    float way = in->size->seated ? 1 : -1;
    float bent = arc_in_out(m->at, 1.5f, 1) - arc_in_out(m->at, 2.5f, 1);
    float spring = 0.75f + 0.42f * way * bent;
    float there = 1 - arc_in_out(m->at, 4.5f, 0.5f), nod = 0;
    if (!m->calm) nod = 0.05f * exact_sin(PI_F * arc_linear(m->at, 3.7f, 0.7f));
    Vec2 pad = vec2(12.3f, 0.72f);
    draw_springs(pad, spring, there, c);
    canvas_image(c, "rocket", vec2(pad.x, pad.y + spring + 1.5f), 3.4f, nod, COLOR_LIGHT(there));
    if (m->at > 1.5f && m->at < 3.5f)
        game_chevrons(c, vec2(pad.x - 1.7f, 2.6f), m->at < 2.5f ? way : -way, m->at);
}

// ---- one minute before the end: the moon comes into the sky ----

static void sign(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    float up = m->calm ? 1 : arc_in_out(m->at, 0.5f, 6), seen = arc_in_out(m->at, 0.3f, 2);
    Vec2 at = vec2(13.0f, mixf(5.6f, 6.4f, up));
    canvas_glow(stage->back, at, 1.3f, (Color){ 1, 0.95f, 0.75f, 0.4f * seen });
    canvas_picture(stage->back, "moon", at, 1.3f, seen);
}

// ---- the ending ----

typedef struct Flight {
    Vec2 hips;   // of the child, over the middle of the open cockpit
    float tilt;  // radians
} Flight;

static Vec2 turned(const Flight *f, float x, float y)
{
    return vec2_add(vec2_polar(f->tilt, x), vec2_polar(f->tilt + PI_F / 2, y));
}

// A place of the rocket's picture, in its own units from its upper left corner.
static Vec2 on_rocket(const Flight *f, float x, float y)
{
    return vec2_add(f->hips, turned(f, (x - 520) * SCALE, (150 - y) * SCALE));
}

// The trail lies behind the tail, as long as the rocket has come, and opens like a fan; a star in
// it for each launch.
static void draw_trail(const ArcMoment *m, const Flight *f, Canvas *canvas)
{
    Vec2 tail = on_rocket(f, 62, 228), back = turned(f, -1, 0), aside = turned(f, 0, 1);
    float seen = arc_linear(m->at, 0.6f, 1);
    for (int k = 0; k < 2; k++) {
        CanvasPoint point[2] = { { tail, k ? 0.5f : 0.9f },
                                 { vec2_add(tail, vec2_scale(back, 6)), k ? 1.4f : 2.6f } };
        canvas_way(canvas, point, 2, (Color){ 1, 0.91f, 0.66f, 0.13f * seen });
    }
    for (int i = 0; i < m->things; i++) {
        float share = ((float)i + 0.5f) / (float)m->things, far = 1.7f + 2.5f * share;
        float off = (0.5f + 0.55f * share) * (i % 3 == 0 ? 1.0f : i % 3 == 1 ? -0.85f : 0.1f);
        Vec2 at = vec2_add(tail, vec2_add(vec2_scale(back, far), vec2_scale(aside, off)));
        at.y = fmaxf(at.y, 0.42f);
        float grown = arc_one_by_one(m, i, 1, 0.11f, 0.6f);
        canvas_image(canvas, "star", at, 0.68f * grown, 0.6f * (arc_dice(m, 20 + i) - 0.5f),
                     COLOR_LIGHT(clampf(grown, 0, 1)));
    }
}

// Night comes over the pad. Seen from the moon its ground lies before it, and the earth rises.
static void draw_sky(const ArcMoment *m, Canvas *canvas)
{
    static const struct {
        const char *image;
        float height, x, y;
        int32_t unused;
    } sky[] = { { "planet_3", 1.3f, 4.6f, 7.6f, 0 },
                { "planet_1", 1.5f, 11.2f, 8.0f, 0 },
                { "planet_2", 1.2f, 14.4f, 4.3f, 0 },
                { "planet_4", 1.6f, 2.7f, 5.6f, 0 } };
    bool from_moon = m->variation == 1;
    Vec2 moon = vec2(13.0f, 6.4f);
    // Nothing of the pad is seen from up there, nor does its tower stand in the night.
    float dark = from_moon ? 1 : 0.86f;
    arc_veil(canvas, arc_rgb(0x2c4078, dark * arc_in_out(m->at, 0, 1.2f)));
    arc_evening_stars(canvas, m);
    for (int i = 0; i < (from_moon ? 3 : 4); i++) {
        float seen = arc_in_out(m->at, 0.5f + 0.3f * (float)i, 0.8f);
        canvas_picture(canvas, sky[i].image, vec2(sky[i].x, sky[i].y), sky[i].height, seen);
    }
    if (!from_moon) {
        canvas_glow(canvas, moon, 1.5f, (Color){ 1, 0.95f, 0.75f, 0.4f });
        canvas_picture(canvas, "moon", moon, 1.5f, 1);
        return;
    }
    float comes = arc_in_out(m->at, 0, 1.4f), rises = m->calm ? 1 : arc_in_out(m->at, 1, 2.6f);
    Vec2 earth = vec2(2.9f, mixf(3.6f, 5.4f, rises));
    canvas_glow(canvas, earth, 2, (Color){ 0.7f, 0.9f, 1, 0.4f * comes });
    canvas_picture(canvas, "earth", earth, 2.2f, comes);
    canvas_picture(canvas, "moon_ground", vec2(8, 1.3f), 3.02f, comes);
}

// Who stays below waves; or the bunny flies along, beside the child.
static void draw_friends(const ArcMoment *m, const Flight *f, ArcStage *stage)
{
    float waves = m->calm ? ARC_ENDING_S + ARC_REST_S : 2.5f;  // in calm the rocket alone moves
    float peeks = m->calm ? 1 : arc_in_out(m->at, 1.6f, 1);
    canvas_picture(stage->back, "duck_awake", vec2(12.6f, 1.0f), 1.25f, 1);
    if (m->variation == 2)
        canvas_image(stage->front, "bunny_awake", on_rocket(f, 655, mixf(190, 92, peeks)), 1.5f,
                     0.3f * f->tilt, COLOR_LIGHT(arc_in_out(m->at, 0.4f, 0.8f)));
    else
        arc_friend(stage->back, m, FRIEND_BUNNY, vec2(11.1f, 1.3f), 1.9f, waves,
                   waves + ARC_ENDING_S - 2.5f);
}

static void draw_rocket(const ArcMoment *m, const Flight *f, float seen, ArcStage *stage)
{
    // The pictures hold what is seen of either half and no more: all else costs time too.
    Vec2 before = on_rocket(f, 513, 256), behind = on_rocket(f, 382, 99);
    Vec2 tail = on_rocket(f, 62, 228);
    float flame = arc_in_out(m->at, 0.5f, 0.6f);
    float flutter = m->calm ? 1 : 1 + 0.06f * exact_sin(9 * m->at);
    Vec2 at = vec2_add(tail, turned(f, -0.85f * flutter, 0));
    canvas_glow(stage->back, at, 1.4f, (Color){ 1, 0.75f, 0.4f, 0.5f * flame });
    canvas_image(stage->back, "rocket_flame", at, 1.9f * flutter, f->tilt - PI_F / 2,
                 COLOR_LIGHT(flame));
    canvas_image(stage->back, "rocket_ride_back", behind, BEHIND_H * SCALE, f->tilt,
                 COLOR_LIGHT(seen));
    canvas_image(stage->front, "rocket_ride", before, BEFORE_H * SCALE, f->tilt, COLOR_LIGHT(seen));
}

static void ending(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    Canvas *c = stage->back;
    float up = arc_out(m->at, 1, 3), rise = (m->calm ? RISE_CALM : RISE) * up;
    float sway = m->calm ? 0 : 0.07f * exact_sin(2 * m->at) * arc_linear(m->at, 1, 1);
    Flight f = { .tilt = m->calm ? mixf(TILT_PAD, TILT, 0.5f) : mixf(TILT_PAD, TILT, up) };
    f.hips = vec2(STAGE_WIDTH / 2 + sway, (m->calm ? SEAT_Y + 0.6f : SEAT_Y) + rise);
    canvas_background(c, "launch_pad");
    draw_sky(m, c);
    canvas_glow(c, vec2(f.hips.x, f.hips.y + 1.2f), 2.4f, (Color){ 0.75f, 0.82f, 1, 0.35f });
    draw_friends(m, &f, stage);
    draw_trail(m, &f, c);
    draw_rocket(m, &f, arc_in_out(m->at, 0, 0.6f), stage);
    arc_sit(m, stage, f.hips, arc_in_out(m->at, 0, 0.8f));
}

const GameArc rocket_squat_arc = {
    .line = { "end_rocket_squat" },
    .opening = opening,
    .sign = sign,
    .ending = ending,
};
