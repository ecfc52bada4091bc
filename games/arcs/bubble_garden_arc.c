// SPDX-License-Identifier: MIT
// bubble_garden_arc.c: a bare arch and a bee that shows the touch; the sun goes down a hand; the
// arch blooms round the child, a flower for each bubble that was touched.
#include "games/arcs/bubble_garden_arc.h"

#include "games/arcs/arc_parts.h"

#define ARCH_X      8.0f
#define ARCH_HALF   2.95f
#define ARCH_FOOT   0.75f
#define ARCH_CROWN  2.9f  // above where it begins to bend
#define ARCH_POINTS 40    // of either half
#define LEAVES      26
#define PETALS      8

enum { LATER_HEDGEHOG = 1, LATER_EVENING };

// The sun of the last minute stays low until the end.
static void draw_low_sun(Canvas *back, float down, float seen)
{
    Vec2 sun = vec2(5.0f, 6.3f - 1.5f * down);
    if (seen <= 0) return;
    arc_veil(back, arc_rgb(0xffd08a, 0.14f * seen));
    canvas_glow(back, sun, 3.4f, arc_rgb(0xffe29a, 0.75f * seen));
    canvas_glow(back, sun, 1.0f, arc_rgb(0xfff0c0, 0.9f * seen));
}

// ---- the arch ----

// It comes down with the shoulders of who sits.
static float bend_y(const ArcMoment *m, float floor)
{
    const Vec2 *shoulder = m->size->shoulder;
    float above = (shoulder[SIDE_LEFT].y + shoulder[SIDE_RIGHT].y) / 2 - arc_floor(m);
    return clampf(floor + above, ARCH_FOOT + 2, STAGE_HEIGHT - ARCH_CROWN - 0.95f);
}

// A place on it, 0 its left foot, 1 its right one, at an even pace.
static Vec2 arch_at(float bend, float share)
{
    float post = bend - ARCH_FOOT, round = PI_F / 2 * (ARCH_HALF + ARCH_CROWN);
    float way = share * (2 * post + round);
    if (way < post) return vec2(ARCH_X - ARCH_HALF, ARCH_FOOT + way);
    if (way > post + round) return vec2(ARCH_X + ARCH_HALF, bend - (way - post - round));
    float turn = PI_F * (1 - (way - post) / round);
    return vec2(ARCH_X + ARCH_HALF * exact_cos(turn), bend + ARCH_CROWN * exact_sin(turn));
}

static void draw_half(Canvas *back, float bend, float from, float to, float width, Color color)
{
    CanvasPoint way[ARCH_POINTS];
    for (int i = 0; i < ARCH_POINTS; i++)
        way[i] =
            (CanvasPoint){ arch_at(bend, mixf(from, to, (float)i / (ARCH_POINTS - 1))), width };
    canvas_way(back, way, ARCH_POINTS, color);
}

// Wood, and a vine that winds round it. It rises from both feet.
static void draw_arch(Canvas *back, float bend, float risen, float seen)
{
    static const struct {
        float width;
        unsigned rgb;
    } coat[] = { { 0.34f, 0x8d6b4c }, { 0.26f, 0xf3e2c4 } };
    if (risen <= 0) return;
    float half = 0.5f * risen;
    for (int i = 0; i < 2; i++) {
        draw_half(back, bend, 0, half, coat[i].width, arc_rgb(coat[i].rgb, seen));
        draw_half(back, bend, 1, 1 - half, coat[i].width, arc_rgb(coat[i].rgb, seen));
    }
    for (int i = 0; i < LEAVES; i++) {
        float share = ((float)i + 0.5f) / LEAVES, near = share < 0.5f ? share : 1 - share;
        float grown = clampf((half - near) * 12, 0, 1);
        Vec2 at = arch_at(bend, share), on = arch_at(bend, share + 0.01f);
        float turn = exact_atan2(on.y - at.y, on.x - at.x) + (i % 2 ? 0.9f : -0.9f);
        Vec2 tip = vec2_add(at, vec2_polar(turn, 0.16f));
        canvas_image(back, "leaf", tip, 0.42f * grown, turn - PI_F / 2, COLOR_LIGHT(seen));
    }
}

// ---- opening ----

static void show_touch(const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    Canvas *back = stage->back, *front = stage->front;
    const Calibration *c = m->size;
    Side side = arc_side(m);
    float out = game_outward((int)side), arm = c->arm[side] * fminf(in->reach[side], 1);
    Vec2 shoulder = c->shoulder[side], bloom = vec2(8 + out * 4.5f, 1.15f);
    Vec2 goal =
        game_on_stage(vec2_add(shoulder, vec2(out * (0.5f + 0.85f * arm), 0.3f * arm)), 0.9f);
    Vec2 air = vec2_mix(bloom, goal, arc_in_out(m->at, 1.2f, 1.3f));
    Vec2 ground = vec2(8 + out * 3.2f, 0.9f);
    const char *bee = side == SIDE_LEFT ? "bee_right" : "bee";
    Vec2 home = vec2(bloom.x + out * 0.25f, 2.35f);
    Vec2 in_air[] = { vec2(8 + out * 6.8f, 7.6f), vec2(8 + out * 3.4f, 6.4f),
                      vec2(8 + out * 6.2f, 4.4f), home };
    float blown = arc_in_out(m->at, 0.9f, 0.7f), popped = arc_in_out(m->at, 3.1f, 0.7f);
    float rest = arc_in_out(m->at, 3.6f, 0.9f), stays = 1 - arc_in_out(m->at, 4.4f, 0.6f);
    canvas_picture(back, "flower_1", bloom, 1.2f, stays);
    canvas_picture(back, bee, m->calm ? home : arc_bezier(in_air, arc_in_out(m->at, 0, 1.2f)),
                   1.35f, stays);
    canvas_glow(front, air, 0.95f * blown, COLOR_LIGHT(0.3f * (1 - popped)));
    canvas_picture(front, "bubble", air, 1.5f * blown, 1 - popped);
    Vec2 flower = vec2_mix(air, ground, rest);
    canvas_picture(front, "flower_4", flower, (0.7f + 0.6f * popped) * blown,
                   stays * (0.75f + 0.25f * popped));
    // The hand comes up from its rest, as the child's own would.
    Vec2 low = vec2_add(shoulder, vec2(out * 0.95f * arm, -0.75f * arm));
    Vec2 hand = vec2_mix(low, goal, arc_in_out(m->at, 1.9f, 1.2f));
    float seen = arc_in_out(m->at, 1.5f, 0.4f) - arc_in_out(m->at, 3.6f, 0.6f);
    if (seen > 0) game_draw_hand(front, (int)side, hand, 1.25f, seen);
}

static void opening(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    canvas_background(stage->back, "garden");
    float bend = bend_y(m, arc_floor(m)), gone = arc_in_out(m->at, 4.2f, 0.8f);
    draw_arch(stage->back, bend, 1 - gone, 1 - gone);
    show_touch(in, m, stage);
    arc_veil(stage->back, arc_rgb(0x5b6a86, 0.28f * (1 - arc_in_out(m->at, 0, 1.5f))));
}

// ---- the last minute ----

static void sign(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state, (void)in;
    float down = arc_in_out(m->at, 0, ARC_SIGN_S);
    draw_low_sun(stage->back, down, down);
}

// ---- ending ----

// The kinds that bloomed, in their order; then on in turn.
static int kind_of(const Garden *g, int i)
{
    bool bloomed = i < g->tries.hits && g->tries.hits <= GARDEN_FLOWERS_MAX;
    return bloomed ? g->flower[i].kind : i % GARDEN_KINDS;
}

// As many flowers as there are things, evenly along the whole arch; small ones fill between them.
static void draw_garland(const Garden *g, const ArcMoment *m, Canvas *back, float bend)
{
    float apart = 1.0f / (float)m->things, each = fminf(0.12f, 1.2f / (float)m->things);
    int between = (14 + m->things / 2) / m->things;
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < m->things; i++) {
            // In calm they come softly, and as large as they will be.
            float come = arc_one_by_one(m, i, 0.5f, each, 0.35f), grown = m->calm ? 1 : come;
            float seen = m->calm ? clampf(come, 0, 1) : 1;
            float share = ((float)i + 0.5f) * apart;
            const char *picture = garden_flower[kind_of(g, i)];
            float size = 1.15f + 0.03f * (float)(ARC_THINGS_MOST - m->things);
            if (pass) canvas_picture(back, picture, arch_at(bend, share), size * grown, seen);
            for (int k = 1; !pass && k < between; k++) {
                float off = ((float)k / (float)between - 0.5f) * apart + 0.5f * apart;
                Vec2 at = arch_at(bend, clampf(share + off, 0, 1));
                canvas_picture(back, garden_flower[(i + k) % GARDEN_KINDS], at, 0.62f * grown,
                               seen);
            }
        }
    }
}

static void draw_fliers(const ArcMoment *m, Canvas *back, float bend)
{
    Vec2 bee[] = { vec2(-1, 7.2f), vec2(1.8f, 3.2f), vec2(4.6f, 8.6f), vec2(3.6f, 6.3f) };
    Vec2 wings[] = { vec2(17, 3.4f), vec2(12.6f, 2.2f), vec2(14.6f, 8.8f), vec2(12.3f, 6.5f) };
    Vec2 bird = vec2_add(arch_at(bend, 0.615f), vec2(0.35f, 0.72f));
    float come = m->calm ? 1 : arc_in_out(m->at, 1.0f, 1.4f);
    float seen = m->calm ? arc_in_out(m->at, 0, 0.8f) : 1;
    canvas_picture(back, "bee_right", arc_bezier(bee, come), 1.45f, seen);
    canvas_image(back, "butterfly", arc_bezier(wings, come), 1.5f,
                 0.25f * exact_sin(3 * PI_F * come) - 0.2f, COLOR_LIGHT(seen));
    canvas_picture(back, "bird", bird, 1.2f, arc_in_out(m->at, 1.6f, 0.6f));
}

// On both sides of the arch: none crosses the child.
static void draw_petals(const ArcMoment *m, Canvas *back)
{
    static const unsigned rgb[] = { 0xffffff, 0xf0916f, 0xf6c65b, 0x8fc9f0, 0xe3a3cd };
    for (int i = 0; i < (m->calm ? 1 : PETALS); i++) {
        float x = (i % 2 ? 11.6f : 1.6f) + 2.8f * arc_dice(m, i);
        float fall = arc_in_out(m->at, 2.4f + 0.05f * (float)i, 1.0f + 0.2f * arc_dice(m, 20 + i));
        float y = mixf(8.2f, 0.8f + 2.4f * arc_dice(m, 40 + i), fall);
        float swing = exact_sin(fall * 2 * PI_F + (float)i);
        canvas_image(back, "petal", vec2(x + 0.35f * swing, y), 0.45f, 0.8f * swing + (float)i,
                     arc_rgb(rgb[i % 5], arc_linear(m->at, 2.4f, 0.6f)));
    }
}

// It breathes, and sleeps on.
static void draw_hedgehog(const ArcMoment *m, Canvas *back, float seen)
{
    float breath = m->calm ? 0 : 0.02f * exact_sin(m->at * 2 * PI_F / 3.5f),
          high = 1.2f * (1 + breath);
    canvas_picture(back, "hedgehog_asleep", vec2(10.35f, 0.25f + high / 2), high, seen);
    for (int i = 0; i < 2; i++) {
        float t = (float)i;
        canvas_text(back, vec2(9.75f - 0.3f * t, 1.5f + 0.4f * t), 0.34f + 0.1f * t,
                    arc_rgb(0x40406e, 0.8f * arc_in_out(m->at, 1.4f + 0.6f * t, 0.8f)), "z");
    }
}

static void draw_evening(const ArcMoment *m, Canvas *back)
{
    float dusk = arc_in_out(m->at, 0, 1.6f);
    arc_veil(back, arc_rgb(0x2f3a70, 0.50f * dusk));
    arc_evening_stars(back, m);
    canvas_glow(back, vec2(8, 4.2f), 4.2f, arc_rgb(0xfff0b8, 0.42f * dusk));
}

static void draw_fireflies(const ArcMoment *m, Canvas *back)
{
    static const Vec2 place[] = { { 3.6f, 6.3f },  { 12.4f, 6.7f }, { 2.6f, 4.5f },
                                  { 13.4f, 4.6f }, { 4.2f, 3.2f },  { 12.0f, 2.9f } };
    for (int i = 0; i < 6; i++) {
        float lit = arc_in_out(m->at, 1.0f + 0.3f * (float)i, 0.8f);
        float drift = m->calm || i > 1 ? 0 : 0.3f * exact_sin(m->at * 1.3f + (float)i);
        Vec2 at = vec2(place[i].x + drift, place[i].y + 0.5f * drift);
        canvas_glow(back, at, 0.95f, arc_rgb(0xfff0a0, 0.7f * lit));
        canvas_picture(back, "firefly", at, 0.75f, lit);
    }
}

static void ending(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    const Garden *g = state;
    Canvas *back = stage->back;
    Vec2 place = vec2(ARCH_X, 0.6f);
    float bend = bend_y(m, place.y);
    bool evening = m->variation == LATER_EVENING;
    arc_stand(m, stage, place);
    canvas_background(back, "garden");
    draw_low_sun(back, 1, evening ? 1 - arc_in_out(m->at, 0, 1.6f) : 1);
    if (evening)
        draw_evening(m, back);
    else
        canvas_glow(back, vec2(8, 4.2f), 4.0f, arc_rgb(0xfff3c4, 0.5f * arc_in_out(m->at, 0, 1)));
    draw_petals(m, back);
    float come = arc_in_out(m->at, 0, 0.8f);
    canvas_picture(back, "frog", vec2(13.3f, 3.1f), 1.5f, come);
    if (come >= 1 && !m->calm)
        arc_friend(back, m, FRIEND_BUNNY, vec2(3.0f, 3.4f), 2.4f, 2.6f, 4.0f);
    else
        canvas_picture(back, "bunny_awake", vec2(3.0f, 3.4f), 2.4f, come);
    float rises = arc_in_out(m->at, 0, 1);
    draw_arch(back, bend, m->calm ? 1 : rises, m->calm ? rises : 1);
    garden_draw_flowers(g, in, back);
    draw_garland(g, m, back, bend);
    if (m->variation == LATER_HEDGEHOG) draw_hedgehog(m, back, come);
    if (evening)
        draw_fireflies(m, back);
    else
        draw_fliers(m, back, bend);
}

const GameArc bubble_garden_arc = {
    .line = { "end_bubble_garden" },
    .opening = opening,
    .sign = sign,
    .ending = ending,
};
