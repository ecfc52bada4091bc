// SPDX-License-Identifier: MIT
// comet_keeper_arc.c: a small comet yawns in its ring and is caught; a warm glow rises at the edge;
// at the end the mother of the comets takes those that were caught home in her tail.
#include "games/arcs/comet_keeper_arc.h"
#include "games/arcs/arc_parts.h"

#define KINDS       3
#define COMET_HIGH  1.3f  // of a few; many are smaller
#define MOTHER_HIGH 2.85f
#define GLOW_ALPHA  0.5f
#define RING_AL     0.27f  // of the opening's ring
#define HOP_FROM    2.9f   // when the last one leaves the child
#define OVER_HEAD   0.29f  // of the height, above the nose: there is room above any hair
#define OVER_HAND   0.7f

static const char *const comet_image[KINDS] = { "comet_1", "comet_2", "comet_3" };
static const char *const asleep_image[KINDS] = { "comet_1_asleep", "comet_2_asleep", "comet_3" };
static const Color warm = { 1, 0.90f, 0.62f, GLOW_ALPHA };
static const Color rose = { 1, 0.70f, 0.66f, GLOW_ALPHA };  // yellow over so much blue is green
static const Vec2 mother_at = { 12.1f, 5.95f }, tail_off = { -3.75f, -1.25f };
static const Vec2 dawn = { 15.0f, 4.4f };

static Color faint(Color color, float share)
{
    color.a *= share;
    return color;
}

// ---- the opening ----

static void opening(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    Canvas *canvas = stage->front;
    Side side = arc_side(m);
    float arm = m->size->arm[side], radius = fmaxf(RING_AL * arm, 0.5f);
    Vec2 away = vec2_polar(30 * RADIANS, fminf(in->reach[side], 0.85f) * arm);
    away.x *= game_outward(side);
    Vec2 ring = game_in_view(in, vec2_add(m->size->shoulder[side], away), radius);
    canvas_background(stage->back, "space");
    float wakes = arc_in_out(m->at, 0, 0.6f) - arc_in_out(m->at, 4.4f, 0.6f),
          yawns = m->at > 0.5f && m->at < 1.25f;
    float off = arc_in_out(m->at, 1.5f, 0.9f) - arc_in_out(m->at, 2.4f, 1);
    float comes = arc_in_out(m->at, m->calm ? 3.4f : 2.7f, 0.7f),
          caught = arc_in_out(m->at, 3.4f, 0.6f);
    canvas_glow(canvas, ring, 1.3f * radius, COLOR_LIGHT(0.22f * wakes));
    canvas_ring(canvas, ring, radius, 0.09f, COLOR_LIGHT(wakes));
    // The hand waits under the ring, and comes when the comet does.
    Vec2 waits = vec2(ring.x, ring.y - 1.9f * radius);
    game_draw_hand(canvas, side, vec2_mix(waits, vec2(ring.x, ring.y - 0.5f * radius), comes),
                   1.5f * radius, fminf(arc_in_out(m->at, 1.7f, 0.6f), wakes));
    Vec2 comet = vec2_add(ring, vec2_scale(vec2(0.5f * game_outward(side), 1.7f), off));
    canvas_glow(canvas, comet, 1.6f * radius, faint(warm, fminf(caught, wakes)));
    canvas_picture(canvas,
                   yawns          ? "comet_yawn"
                   : m->at < 1.6f ? "comet_1_asleep"
                                  : "comet_1",
                   vec2(comet.x, comet.y + 0.25f * radius), 2.3f * radius, wakes);
}

// ---- the last minute ----

// The mother is near: a wide warm glow at the edge.
static void sign(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    float rise = arc_in_out(m->at, 0, 6);
    canvas_glow(stage->back, vec2(dawn.x, mixf(1.5f, dawn.y, rise)), 5.0f, faint(rose, rise));
}

// ---- the ending ----

// From the mother over the child and down to the left, 0..1.
static Vec2 bow_at(const ArcMoment *m, float share)
{
    Vec2 bow[] = { { 10.5f, 7.65f }, { 8.4f, 9.1f }, { 4.3f, 8.5f }, { 2.6f, 4.5f } };
    if (m->variation == 2) bow[3] = vec2(3.62f, 2.0f);  // the bunny's paw
    return arc_bezier(bow, share);
}

static float share_of(const ArcMoment *m, int i)
{
    return 0.05f + (m->variation == 2 ? 0.72f : 0.93f) * (float)i / (float)(m->things - 1);
}

// Over which of them the child is.
static int nearest_place(const ArcMoment *m, float x)
{
    int nearest = 0;
    for (int i = 1; i < m->things; i++)
        if (fabsf(bow_at(m, share_of(m, i)).x - x) < fabsf(bow_at(m, share_of(m, nearest)).x - x))
            nearest = i;
    return nearest;
}

// Above the higher hand where one is raised, else above the head: never before the face.
static Vec2 child_gives(const ArcMoment *m)
{
    const Body *b = m->late;
    Vec2 at = vec2(b->head.x, b->head.y + OVER_HEAD * m->size->height);
    for (int side = 0; side < SIDE_COUNT; side++)
        if (body_sees_hand(b, side) && b->hand[side].y + OVER_HAND > at.y)
            at = vec2(b->hand[side].x, b->hand[side].y + OVER_HAND);
    return vec2(at.x, fminf(at.y, 8.3f));
}

static void draw_comet(Canvas *canvas, const ArcMoment *m, int i, Vec2 at, float alpha)
{
    float sleeps = arc_in_out(m->at, 3.3f, 0.7f),
          high = clampf(15.5f / (float)m->things, 1.05f, COMET_HIGH);
    float turn = mixf(24, 58, share_of(m, i)) * RADIANS;
    canvas_glow(canvas, at, 0.75f, (Color){ 1, 0.95f, 0.8f, 0.35f * alpha });
    canvas_image(canvas, comet_image[i % KINDS], at, high, turn, COLOR_LIGHT(alpha));
    if (sleeps > 0)
        canvas_image(canvas, asleep_image[i % KINDS], at, high, turn, COLOR_LIGHT(alpha * sleeps));
}

// One for each success. The one above the child is the last: the child gives it.
static void draw_comets(const ArcMoment *m, ArcStage *stage)
{
    float each = clampf(1.7f / (float)m->things, 0.13f, 0.2f);
    Vec2 gives = vec2_add(child_gives(m), stage->moved);
    int last = nearest_place(m, STAGE_WIDTH / 2);
    for (int i = m->things - 1, order = 0; i >= 0; i--) {
        Vec2 place = bow_at(m, share_of(m, i));
        if (i == last && !m->calm) {
            float hop = arc_in_out(m->at, HOP_FROM, 0.8f), shown = arc_in_out(m->at, 0.3f, 0.8f);
            Vec2 at = vec2_mix(gives, place, hop);
            at.y += 0.3f * exact_sin(PI_F * hop);
            draw_comet(stage->front, m, i, at, shown);
            continue;
        }
        float come = arc_one_by_one(m, order++, 1, each, 2 * each);
        float rise = m->calm ? 0 : 0.9f * (1 - fminf(come, 1));
        draw_comet(stage->back, m, i, vec2(place.x, place.y - rise), clampf(1.5f * come, 0, 1));
    }
}

// On a later visit she is a kite, and what was her tail is its string.
static void draw_kite(Canvas *canvas, const ArcMoment *m, Vec2 mother)
{
    CanvasPoint string[25];
    int count = (int)(sizeof string / sizeof *string);
    for (int i = 0; i < count; i++)
        string[i] = (CanvasPoint){ bow_at(m, (float)i / (float)(count - 1)), 0.07f };
    string[0].at = mother;
    canvas_way(canvas, string, count, arc_rgb(0xfff3d0, 0.9f));
    const CanvasPoint cloth[] = { { vec2_add(mother, vec2(0, 2.1f)), 0 },
                                  { vec2_add(mother, vec2(1.85f, 0)), 0 },
                                  { vec2_add(mother, vec2(0, -2.3f)), 0 },
                                  { vec2_add(mother, vec2(-1.85f, 0)), 0 } };
    canvas_curve(canvas, cloth, 4, arc_rgb(0xe7a3b8, 1), arc_rgb(0x9a5a78, 1), 0.08f);
    canvas_limb(canvas, cloth[0].at, cloth[2].at, 0.06f, 0.06f, arc_rgb(0x9a5a78, 0.8f));
    canvas_limb(canvas, cloth[1].at, cloth[3].at, 0.06f, 0.06f, arc_rgb(0x9a5a78, 0.8f));
}

// A cap on two planets of the sky, and the nearest of them is asleep. The third is where an ending
// offers the game again.
static void draw_nightcaps(Canvas *canvas, float alpha)
{
    static const Vec2 planet[] = { { 1.917f, 6.583f }, { 15.25f, 3.667f } };
    static const float radius[] = { 0.55f, 0.34f };
    canvas_picture(canvas, "planet_2", planet[0], 2 * radius[0] / 0.68f, alpha);
    for (int i = 0; i < 2; i++) {
        float high = 1.7f * radius[i];
        Vec2 at = vec2_add(planet[i], vec2_polar(100 * RADIANS, 0.8f * radius[i] + 0.36f * high));
        canvas_image(canvas, "nightcap", at, high, 0.17f, COLOR_LIGHT(alpha));
    }
}

static void draw_moon_friends(const ArcMoment *m, Canvas *canvas)
{
    float come = arc_in_out(m->at, 0, 0.8f);
    float wave = m->calm ? 0 : 0.06f * exact_sin(2 * PI_F * arc_linear(m->at, 3.1f, 0.9f));
    canvas_image(canvas, "bunny_awake", vec2(2.95f, 1.75f), 2.0f, wave, COLOR_LIGHT(come));
    canvas_picture(canvas, "mouse", vec2(4.6f, 1.2f), 1.2f, come);
    canvas_picture(canvas, "duck_awake", vec2(10.75f, 1.3f), 1.45f, come);
    canvas_picture(canvas, "frog", vec2(12.35f, 1.7f), 1.45f, come);
}

static void ending(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    Canvas *canvas = stage->back;
    float come = arc_in_out(m->at, 0, m->calm ? 2 : 1);
    Vec2 from = m->calm ? vec2(0.36f, 0) : vec2(4.6f, -1.4f);
    Vec2 mother = vec2_add(mother_at, vec2_scale(from, 1 - come));
    float seen = m->calm ? arc_in_out(m->at, 0, 0.8f) : 1;
    arc_stand(m, stage, vec2(STAGE_WIDTH / 2, arc_floor(m)));
    canvas_background(canvas, "space");
    canvas_glow(canvas, vec2_mix(dawn, mother_at, come), mixf(5.0f, 3.6f, come), rose);
    if (m->variation == 1) draw_nightcaps(canvas, arc_in_out(m->at, 0, 0.8f));
    if (m->variation == 2)
        draw_kite(canvas, m, mother);
    else
        canvas_picture(canvas, "comet_tail", vec2_add(mother, tail_off), STAGE_HEIGHT,
                       seen * arc_in_out(m->at, 0.2f, 0.9f));
    draw_moon_friends(m, canvas);
    draw_comets(m, stage);
    canvas_picture(canvas, "comet_mother", mother, MOTHER_HIGH, seen);
}

const GameArc comet_keeper_arc = {
    .line = { "end_comet_keeper" }, .opening = opening, .sign = sign, .ending = ending
};
