// SPDX-License-Identifier: MIT
// rainbow_cross_arc.c: the rainbow becomes a bridge, and everybody walks over it, from one side to
// the other, as the hands did.
#include "games/arcs/rainbow_cross_arc.h"

#include "games/arcs/arc_parts.h"

#define ALL_PIECES (RAINBOW_BANDS * RAINBOW_PIECES)
#define PARTS      6      // straight lines that make a piece round
#define STEPS_HZ   1.5f   // of who walks
#define STEP_HIGH  0.16f  // stage units
#define ROW        0.62f  // share of the bridge that the row takes when it rests
#define WALK       0.13f  // share of it that the row walks

static const Color band_color[RAINBOW_BANDS] = {
    { 0.93f, 0.36f, 0.38f, 1 }, { 0.97f, 0.62f, 0.27f, 1 }, { 0.98f, 0.85f, 0.38f, 1 },
    { 0.46f, 0.78f, 0.48f, 1 }, { 0.36f, 0.72f, 0.90f, 1 }, { 0.36f, 0.48f, 0.82f, 1 },
    { 0.62f, 0.42f, 0.78f, 1 },
};

Vec2 rainbow_at(float share, float radius, float low)
{
    float turn = PI_F * (1 - share), wide = mixf(7.2f / 5.9f, 1.02f, low);
    return vec2(STAGE_WIDTH / 2 + wide * radius * exact_cos(turn),
                mixf(2.3f, 1.15f, low) + radius * exact_sin(turn));
}

void rainbow_draw(int pieces, float low, Canvas *canvas)
{
    for (int i = 0; i < ALL_PIECES; i++) {
        int band = i % RAINBOW_BANDS, piece = i / RAINBOW_BANDS;
        int place = piece % 2 ? RAINBOW_PIECES - 1 - piece / 2 : piece / 2;
        float radius = RAINBOW_RADIUS - 0.05f - 0.16f * (float)band;
        float from = (float)place / RAINBOW_PIECES;
        if (i >= pieces)
            canvas_disc(canvas, rainbow_at(from + 0.5f / RAINBOW_PIECES, radius, low), 0.05f,
                        COLOR_LIGHT(0.45f));
        CanvasPoint point[PARTS + 1];
        for (int part = 0; part <= PARTS; part++)
            point[part] =
                (CanvasPoint){ rainbow_at(from + (float)part / PARTS / RAINBOW_PIECES, radius, low),
                               0.20f };
        if (i < pieces) canvas_way(canvas, point, PARTS + 1, band_color[band]);
    }
}

// ---- the opening: each hand reaches for its drop, across the middle ----

static const char *const drop_image[SIDE_COUNT] = { "drop_blue", "drop_orange" };

// `from`: when this hand sets off.
static void reach_across(const ArcMoment *m, const GameInput *in, int side, float from, float lasts,
                         Canvas *canvas)
{
    float arm = game_arm(in), out = game_outward(side), there = 1 - arc_in_out(m->at, 4.4f, 0.6f);
    float y = in->size->shoulder[side].y - 0.42f * arm;
    Vec2 home = vec2(game_neck(in).x + 1.25f * out * arm, y);
    Vec2 drop = vec2(game_neck(in).x - 0.85f * out * arm, y - 0.14f * out * arm);
    float way = arc_in_out(m->at, from, lasts), come = arc_back(m, 0.6f + 0.3f * (float)side, 0.7f),
          grown = m->calm ? 1 : come;
    float nod = m->calm ? 0 : 0.09f * exact_sin(PI_F * arc_linear(m->at, 3.6f, 0.8f));
    if (m->calm) there *= come;
    canvas_glow(canvas, drop, 0.9f, COLOR_LIGHT(0.4f * grown * there));
    canvas_picture(canvas, drop_image[side], vec2(drop.x, drop.y + nod), 1.3f * grown, there);
    for (int i = 1; i <= 6; i++) {
        float along = (float)i / 7;
        canvas_disc(canvas, vec2_mix(home, drop, along), 0.07f,
                    game_side_color(side, along < way ? 0.85f * there : 0));
    }
    Vec2 hand = vec2_mix(home, vec2_add(drop, vec2(0.55f * out, -0.2f)), way);
    game_draw_hand(canvas, side, hand, 0.95f, arc_linear(m->at, 0.9f, 0.5f) * there);
}

static void opening(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    const Cross *g = state;
    Canvas *c = stage->back;
    canvas_background(c, "rainbow_hill");
    rainbow_draw(g->tries.hits, 0, c);
    for (int i = 0; i < 2; i++)
        canvas_picture(c, i ? "cloud_2" : "cloud_1", vec2(2.2f + 11.6f * (float)i, 1.6f), 1.7f, 1);
    arc_veil(c, (Color){ 0.58f, 0.62f, 0.66f, 0.6f * (1 - arc_in_out(m->at, 0, 1.5f)) });
    bool both = m->hands == 3u;
    for (int side = 0; side < SIDE_COUNT; side++)
        if (m->hands & 1u << side)
            reach_across(m, in, side, both && side == SIDE_RIGHT ? 2.5f : 1.5f, both ? 1 : 2,
                         stage->front);
}

// ---- one minute before the end: the bunny comes to look ----

static float hop(const ArcMoment *m, float going)
{
    return m->calm ? 0 : STEP_HIGH * going * fabsf(exact_sin(PI_F * STEPS_HZ * m->at));
}

static void sign(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    float way = m->calm ? 1 : arc_linear(m->at, 0.6f, 4);
    float looks = arc_in_out(m->at, 4.8f, 1), seen = arc_linear(m->at, 0, m->calm ? 1.5f : 0.6f);
    Vec2 at = vec2(mixf(0.4f, 3.3f, way), 1.15f + hop(m, way < 1));
    canvas_image(stage->back, "bunny_awake", at, 1.5f, 0.16f * looks, COLOR_LIGHT(seen));
}

// ---- the ending ----

typedef struct Walker {
    const char *image;
    float height, sinks;  // sinks: share of it below the bridge's edge
} Walker;

static const Walker walkers[ARC_THINGS_MOST - 1] = {
    { "bunny_awake", 1.25f, 0.06f }, { "frog", 0.95f, 0.1f },        { "mouse", 0.9f, 0.06f },
    { "duck_awake", 1.1f, 0.05f },   { "teddy_awake", 1.2f, 0.06f }, { "mouse", 0.75f, 0.06f },
    { "frog", 0.75f, 0.1f },         { "duck_awake", 0.8f, 0.05f },  { "bunny_awake", 0.9f, 0.06f },
    { "teddy_awake", 0.85f, 0.06f }, { "mouse", 0.8f, 0.06f },       { "frog", 0.85f, 0.1f },
    { "duck_awake", 0.95f, 0.05f },  { "teddy_awake", 0.9f, 0.06f },
};
static const Walker snail = { "snail_right", 1.05f, 0.18f };

static void draw_walker(const ArcMoment *m, const Walker *w, float share, float up, float alpha,
                        Canvas *canvas)
{
    Vec2 ground = rainbow_at(share, RAINBOW_RADIUS, 1);
    float height = w->height * (m->things > 9 ? 1 : 1.25f);  // fewer have more room
    float lean = (0.5f - share) * 0.9f, above = (0.5f - w->sinks) * height + up;
    Vec2 at = vec2_add(ground, vec2_polar(PI_F / 2 + (0.5f - share) * PI_F, above));
    canvas_image(canvas, w->image, at, height, lean, COLOR_LIGHT(alpha));
}

// A duckling sits on the bridge's end and slides into the cloud below, slowly.
static void draw_slide(const ArcMoment *m, Canvas *canvas)
{
    static const Walker duckling = { "duckling", 0.95f, 0.08f };
    float way = m->calm ? 1 : arc_in_out(m->at, 2.4f, 1.6f);
    draw_walker(m, &duckling, mixf(0.9f, 0.985f, way), 0, arc_linear(m->at, 0.8f, 0.8f), canvas);
}

// Number i of the row, the first ahead on the right; the snail comes last and by itself.
static void draw_row(const ArcMoment *m, Canvas *canvas)
{
    int count = m->things - 1;
    for (int i = count - 1; i >= 0; i--) {
        float rests = 0.5f + ROW / 2 + 0.06f - ROW * (float)i / (float)count;
        float way = arc_in_out(m->at, 1, 1.9f), seen = arc_one_by_one(m, i, 0.3f, 0.05f, 0.7f);
        if (m->calm)  // the first alone goes on, towards the other side
            way = i ? 1 : 1 + 0.4f * arc_in_out(m->at, 2.1f, 1.3f);
        bool goes = way > 0.01f && way < 0.99f;
        float up = goes && i % 2 == (int)(STEPS_HZ * m->at) % 2 ? hop(m, 1) : 0;
        draw_walker(m, &walkers[i], rests - WALK * (1 - way), up, clampf(seen, 0, 1), canvas);
    }
    if (m->variation == 2) draw_slide(m, canvas);
    float comes = m->calm ? 1 : arc_in_out(m->at, 2.2f, 1.8f);
    float seen = arc_linear(m->at, m->calm ? 0.3f : 2.0f, m->calm ? 1 : 0.6f);
    draw_walker(m, &snail, mixf(0.10f, 0.17f, comes), 0, seen, canvas);
}

// The second bow stands outside the first, and its colours run the other way.
static void draw_second_bow(const ArcMoment *m, Canvas *canvas)
{
    float alpha = 0.3f * arc_in_out(m->at, 1, 1.2f);
    for (int band = 0; band < RAINBOW_BANDS; band++) {
        Color color = band_color[RAINBOW_BANDS - 1 - band];
        color.a = alpha;
        CanvasPoint point[33];
        for (int i = 0; i <= 32; i++)
            point[i] = (CanvasPoint){
                rainbow_at((float)i / 32, RAINBOW_RADIUS + 1.55f - 0.13f * (float)band, 1), 0.14f
            };
        canvas_way(canvas, point, 33, color);
    }
}

// The drops lean to each other, one on each side of the child.
static void draw_drops(const ArcMoment *m, const GameInput *in, Canvas *canvas)
{
    float lean = arc_in_out(m->at, m->calm ? 3.4f : 2.5f, m->calm ? 0.6f : 1.2f);
    for (int side = 0; side < SIDE_COUNT; side++) {
        float out = game_outward(side);
        Vec2 at = vec2(in->size->hip.x + out * (2.55f - 0.2f * lean), 1.5f);
        canvas_glow(canvas, at, 1.3f, COLOR_LIGHT(0.35f));
        canvas_image(canvas, drop_image[side], at, 1.7f, out * 0.17f * lean, COLOR_WHITE);
    }
}

static void ending(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    const Cross *g = state;
    Canvas *c = stage->back;
    float low = m->calm ? 1 : arc_in_out(m->at, 0, 1);
    int pieces = g->tries.hits < ALL_PIECES ? g->tries.hits : ALL_PIECES;
    pieces += (int)((float)(ALL_PIECES - pieces) * low + 0.5f);
    canvas_background(c, "rainbow_hill");
    if (m->variation == 1) draw_second_bow(m, c);
    rainbow_draw(pieces, low, c);
    draw_row(m, c);
    for (int i = 0; i < 2; i++) {
        Vec2 at = vec2(mixf(2.2f, 1.75f, low), mixf(1.6f, 1.1f, low));
        if (i) at.x = STAGE_WIDTH - at.x;
        canvas_picture(c, i ? "cloud_2" : "cloud_1", at, 1.9f, 1);
    }
    draw_drops(m, in, c);
}

const GameArc rainbow_cross_arc = {
    .line = { "end_rainbow_cross" },
    .opening = opening,
    .sign = sign,
    .ending = ending,
};
