// SPDX-License-Identifier: MIT
// river_raft_arc.c: the raft bumps at the shore and leans both ways; the last gate comes into
// sight; behind it the child stands on a raft of its own, and a duckling follows for each gate.
#include "games/arcs/river_raft_arc.h"

#include "games/arcs/arc_parts.h"

#define FLAGS       13
#define FLAG_COLORS 5
#define ROPE_POINTS 40
#define DECK_HIGH   8.8f
#define FAR_GATE    0.30f  // its size when it comes into sight, a minute before the end ...
#define NEAR_GATE   0.42f  // ... and when the end begins

enum { LATER_EVENING = 1, LATER_OTTER };

static const float raft_high = 2.3f;  // the game's own

// ---- opening ----

// It leans to the right, then to the left: -1..1.
static float leans(float at)
{
    float right = arc_in_out(at, 1.5f, 0.5f), left = arc_in_out(at, 2.3f, 0.8f);
    return right - 2 * left + arc_in_out(at, 3.3f, 0.4f);
}

static void opening(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    Canvas *back = stage->back, *front = stage->front;
    Vec2 home = raft_at(state), shore = vec2(11.7f, 1.75f);
    float come = arc_out(m->at, 0, 1.2f), leave = arc_in_out(m->at, 3.7f, 1.1f);
    float lean = leans(m->at);
    float bump = 0.07f * exact_sin(PI_F * arc_linear(m->at, 1.0f, 0.5f));
    Vec2 at =
        vec2_mix(vec2_mix(vec2(m->calm ? shore.x : 17.5f, shore.y), shore, come), home, leave);
    at.x += 0.55f * lean;
    raft_draw_river(in, back);
    float wakes = arc_in_out(m->at, 0, 1.5f), light = 0.84f + 0.16f * wakes;
    arc_veil(back, arc_rgb(0x5b6a96, 0.28f * (1 - wakes)));
    // Before the child, as in play.
    canvas_disc(front, vec2(at.x, at.y - 0.5f), 0.9f, COLOR_LIGHT(0.12f));
    canvas_image(front, "raft", at, mixf(2.9f, raft_high, leave), bump - 0.16f * lean,
                 (Color){ light, light, light, 1 });
    // On the child: what leans. The hips of who stands, the chest of who sits.
    bool hips = game_both_legs(in);
    float seen = arc_in_out(m->at, 1.2f, 0.4f) - arc_in_out(m->at, 3.4f, 0.4f);
    Vec2 middle = hips ? m->size->hip : vec2(game_neck(in).x, game_neck(in).y - 0.3f);
    float by = m->calm ? 0 : hips ? 0.8f : 1.0f;  // in calm the raft alone moves
    Vec2 to = vec2(middle.x + by * lean, middle.y);
    if (seen <= 0) return;
    canvas_glow(front, to, 0.85f, (Color){ 1, 0.93f, 0.55f, 0.75f * seen });
    canvas_ring(front, to, 0.40f, 0.07f, arc_rgb(0xfff6d0, 0.9f * seen));
}

// ---- the last gate ----

// How a place near the child is seen from afar.
static Vec2 from_afar(Vec2 p, float near)
{
    Vec2 far = vec2(8, 6.5f);
    return vec2_add(far, vec2_scale(vec2_sub(p, far), near));
}

static Vec2 rope_at(float share)
{
    float x = 2 * share - 1;
    return vec2(8 + 5.1f * x, 5.15f + 3.25f * (1 - x * x));
}

static void draw_flag(Canvas *back, float share, float near, unsigned rgb, float seen)
{
    Vec2 a = rope_at(share - 0.026f), b = rope_at(share + 0.026f), tip = vec2_mix(a, b, 0.5f);
    Vec2 along = vec2_scale(vec2_sub(b, a), 1 / vec2_distance(a, b));
    tip = vec2_add(tip, vec2(along.y * 0.52f, -along.x * 0.52f));
    CanvasPoint corner[] = { { from_afar(a, near), 0 },
                             { from_afar(b, near), 0 },
                             { from_afar(tip, near), 0 } };
    canvas_curve(back, corner, 3, arc_rgb(rgb, seen), arc_rgb(0x4a4a5e, seen), 0.05f * near);
}

// On poles; those are buoys once it is near, but not while gates are still to be steered through.
static void draw_gate(Canvas *back, float near, float seen, float buoys)
{
    static const unsigned rgb[FLAG_COLORS] = { 0xe08a76, 0xf2c14e, 0x7db6dc, 0xf6e7cc, 0x8fc98a };
    Vec2 rope[ROPE_POINTS];
    for (int i = 0; i < ROPE_POINTS; i++)
        rope[i] = from_afar(rope_at((float)i / (ROPE_POINTS - 1)), near);
    arc_hose(back, rope, ROPE_POINTS, 0.06f * near, 0.025f * near, arc_rgb(0xf3e7cf, seen),
             arc_rgb(0x4a4a5e, seen));
    for (int i = 0; i < FLAGS; i++)
        draw_flag(back, ((float)i + 0.75f) / (FLAGS + 0.5f), near, rgb[i % FLAG_COLORS], seen);
    for (int side = -1; side <= 1; side += 2) {
        float x = 8 + 5.1f * (float)side;
        Vec2 pole[] = { from_afar(vec2(x, 2.6f), near), from_afar(vec2(x, 5.2f), near) };
        arc_hose(back, pole, 2, 0.16f * near, 0.03f * near, arc_rgb(0xc49a6c, seen),
                 arc_rgb(0x7d5a3c, seen));
        canvas_picture(back, "gate_post", from_afar(vec2(x, 3.95f), near), 2.9f * near,
                       seen * buoys);
    }
}

static void sign(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state, (void)in;
    float near = mixf(FAR_GATE, NEAR_GATE, arc_in_out(m->at, 0, ARC_SIGN_S));
    draw_gate(stage->back, near, arc_in_out(m->at, 0, 1.5f), 0);
}

// ---- ending ----

// Far ones first. They come from farther still and stay beside the raft, left and right in turn.
static void draw_ducklings(const ArcMoment *m, Canvas *back)
{
    static const Vec2 way[] = { { 1.0f, 1.1f }, { 2.6f, 1.75f }, { 4.6f, 2.8f }, { 5.15f, 4.6f } };
    int rows = (m->things + 1) / 2;
    float each = fminf(0.15f, 1.4f / (float)m->things);
    for (int i = m->things - 1; i >= 0; i--) {
        float come = m->calm ? 1 : arc_out(m->at, 0.9f + each * (float)i, 0.45f);
        float seen =
            m->calm ? arc_in_out(m->at, 0, 0.8f) : arc_in_out(m->at, 0.9f + each * (float)i, 0.4f);
        float far = (float)(i / 2) / (float)(rows > 1 ? rows - 1 : 1);
        float share = fminf(0.94f * far + 0.45f * (1 - come), 1);
        Vec2 at = arc_bezier(way, share);
        bool right = i % 2;
        if (right) at.x = STAGE_WIDTH - at.x;
        canvas_picture(back, right ? "duckling_left" : "duckling", at, mixf(1.35f, 0.42f, share),
                       seen);
    }
}

static void draw_wake(Canvas *back, float seen)
{
    for (int side = -1; side <= 1; side += 2) {
        float s = (float)side;
        canvas_limb(back, vec2(8 + 4.4f * s, 0.95f), vec2(8 + 5.2f * s, 0.7f), 0.08f, 0.04f,
                    COLOR_LIGHT(0.6f * seen));
        canvas_limb(back, vec2(8 + 4.3f * s, 0.45f), vec2(8 + 5.6f * s, 0.2f), 0.08f, 0.04f,
                    COLOR_LIGHT(0.6f * seen));
    }
}

static void draw_raft(const ArcMoment *m, Canvas *back)
{
    // It swings once as it comes to rest.
    float swing = m->calm ? 0 : exact_sin(2 * PI_F * arc_linear(m->at, 2.5f, 1.4f));
    float seen = arc_in_out(m->at, 0, 0.8f),
          turn = RADIANS * swing * (1 - arc_linear(m->at, 2.5f, 1.5f));
    draw_wake(back, seen);
    canvas_image(back, "raft_deck", vec2(8, 4.23f), DECK_HIGH, turn, COLOR_LIGHT(seen));
}

static void draw_passengers(const ArcMoment *m, Canvas *back)
{
    float seen = arc_in_out(m->at, 0, 0.8f);
    float bob = m->calm ? 0 : 0.04f * exact_sin(m->at * PI_F);
    Vec2 bear = vec2(5.0f, 2.05f), bunny = vec2(11.0f, 1.95f);
    if (seen < 1)
        canvas_picture(back, "teddy_awake", bear, 2.3f, seen);
    else
        arc_friend(back, m, FRIEND_TEDDY, bear, 2.3f, 2.5f, 4.0f);
    if (m->variation == LATER_OTTER)
        canvas_picture(back, "otter_floats", vec2(13.5f, 0.55f + bob), 1.4f, seen);
    else
        canvas_picture(back, "bunny_awake", bunny, 2.1f, seen);
}

static void draw_evening(const ArcMoment *m, Canvas *back)
{
    float dusk = arc_in_out(m->at, 0, 1.5f);
    arc_veil(back, arc_rgb(0x37386c, 0.48f * dusk));
    arc_evening_stars(back, m);
    canvas_glow(back, vec2(8, 6.3f), 4.4f, arc_rgb(0xffb37a, 0.55f * dusk));
}

static void draw_lantern(const ArcMoment *m, Canvas *back)
{
    float lit = arc_in_out(m->at, 0.6f, 1.2f), seen = arc_in_out(m->at, 0, 0.8f);
    Vec2 at = vec2(10.35f, 6.7f);
    canvas_glow(back, at, 2.4f, arc_rgb(0xffe29a, 0.7f * lit));
    canvas_picture(back, "lantern", at, 1.3f, seen);
}

static void ending(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    Canvas *back = stage->back;
    arc_stand(m, stage, vec2(8, 0.95f));
    raft_draw_river(in, back);
    if (m->variation == LATER_EVENING)
        draw_evening(m, back);
    else
        canvas_glow(back, vec2(8, 6), 4.0f, arc_rgb(0xfff3c4, 0.6f * arc_in_out(m->at, 0, 1)));
    draw_gate(back, mixf(NEAR_GATE, 1, m->calm ? 1 : arc_in_out(m->at, 0, 1.1f)),
              m->calm ? arc_in_out(m->at, 0, 0.8f) : 1, arc_in_out(m->at, 0.2f, 0.8f));
    draw_ducklings(m, back);
    draw_raft(m, back);
    if (m->variation == LATER_EVENING) draw_lantern(m, back);
    draw_passengers(m, back);
}

const GameArc river_raft_arc = {
    .line = { "end_river_raft" },
    .opening = opening,
    .sign = sign,
    .ending = ending,
};
