// SPDX-License-Identifier: MIT
// flamingo_pond_arc.c: the flamingo yawns and shows what is raised; two chicks wade in; two
// flamingos bend their necks to a heart round the child, among a water lily for each success.
#include "games/arcs/flamingo_pond_arc.h"

#include "games/arcs/arc_parts.h"

#define PLACES      8  // for lilies, on either side
#define NECK_POINTS 46
#define PINK        0xf4a9bd
#define PINK_EDGE   0xd6889d

enum { LATER_MOON = 1, LATER_FROG };

static const Vec2 bird = { 12.6f, 3.0f };  // the game's own, and its height
static const float bird_high = 3.6f;

// ---- opening ----

static void draw_bird(const GameInput *in, const ArcMoment *m, Canvas *back)
{
    bool wing = pond_raise(in) == RAISE_WING;
    float wakes = arc_in_out(m->at, 0.3f, 0.8f);
    float up = arc_in_out(m->at, 1.5f, 1.0f) - arc_in_out(m->at, 3.0f, 0.7f);
    float yawn = exact_sin(PI_F * arc_linear(m->at, 0.6f, 0.9f));
    float high = bird_high * (1 + 0.05f * yawn);
    Vec2 at = vec2(bird.x, bird.y + (high - bird_high) / 2);
    canvas_picture(back, "lily_pad", vec2(bird.x, bird.y - 1.75f), 0.6f, 1);
    canvas_picture(back, "flamingo_asleep", at, high, 1 - wakes);
    canvas_picture(back, "flamingo_awake", at, high, wing ? wakes : wakes * (1 - up));
    if (!wing) canvas_picture(back, "flamingo_lifts", at, high, up);
    float raised = m->calm ? 1 : up;  // the child's hand alone moves
    if (wing)
        canvas_image(back, "wing", vec2(at.x - 0.45f - 0.25f * raised, at.y - 0.1f + 0.5f * raised),
                     1.2f, PI_F - 0.9f * raised, COLOR_LIGHT(up));
}

// Beside the child, on the side that plays: what goes up, and how far.
static void show_raise(const GameInput *in, const ArcMoment *m, Canvas *front)
{
    static const char *const shoe[] = { "shoe_left", "shoe_right" };
    const Calibration *c = m->size;
    Raise raise = pond_raise(in);
    Side side = raise == RAISE_WING ? arc_side(m) : game_only_side(in->feet, SIDE_RIGHT);
    float out = game_outward((int)side), up = arc_in_out(m->at, 1.6f, 1.3f);
    float seen = arc_in_out(m->at, 1.3f, 0.4f) - arc_in_out(m->at, 3.4f, 0.6f);
    Vec2 from = vec2(c->hip.x + out * 1.5f, arc_floor(m) + 0.35f), to = vec2(from.x, from.y + 1.1f);
    if (seen <= 0) return;
    if (raise == RAISE_WING) {
        float arm = c->arm[side];
        from = vec2_add(c->shoulder[side], vec2(out * 0.6f * arm, -0.8f * arm));
        to = vec2_add(c->shoulder[side], vec2(out * (0.4f + 0.9f * arm), 0.1f * arm));
    }
    Vec2 at = vec2_mix(from, to, up);
    canvas_glow(front, at, 0.95f, (Color){ 1, 0.93f, 0.55f, 0.55f * seen });
    if (raise == RAISE_WING)
        game_draw_hand(front, (int)side, at, 1.2f, seen);
    else
        canvas_image(front, shoe[side], at, 1.1f, 0, COLOR_LIGHT(seen));
}

static void opening(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    pond_draw_scene(state, in, stage->back);
    draw_bird(in, m, stage->back);
    arc_veil(stage->back, arc_rgb(0x5b6a96, 0.30f * (1 - arc_in_out(m->at, 0, 1.5f))));
    show_raise(in, m, stage->front);
}

// ---- the last minute ----

static const Vec2 waits[] = { { 1.5f, 1.55f }, { 2.9f, 1.1f } };  // where the chicks stop

static float chick_high(int i)
{
    return 1.2f + 0.1f * (float)i;
}

static void sign(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state, (void)in;
    for (int i = 0; i < 2; i++) {
        // One after the other.
        float come = arc_in_out(m->at, i ? 0 : 4, 4), bob = exact_sin(come * 6 * PI_F);
        Vec2 at = vec2(mixf(-1, waits[i].x, come), waits[i].y + (m->calm ? 0 : 0.05f * bob));
        canvas_picture(stage->back, "flamingo_chick", at, chick_high(i), 1);
    }
}

// ---- ending ----

// The neck's seven points after its root, upright and bent to half a heart; of the one at the left.
static const Vec2 root = { 5.7f, 2.72f };
static const Vec2 foot = { 4.2f, 0.55f };
static const Vec2 upright[] = { { 6.9f, 2.9f }, { 6.5f, 4.1f },  { 5.9f, 4.9f },
                                { 5.3f, 5.7f }, { 4.9f, 7.4f },  { 5.6f, 7.75f },
                                { 5.9f, 7.9f }, { 6.1f, 7.75f }, { 6.1f, 7.4f } };
static const Vec2 heart[] = { { 6.8f, 2.9f },   { 5.6f, 3.95f }, { 4.9f, 5.2f },
                              { 4.15f, 6.5f },  { 4.5f, 8.75f }, { 6.2f, 8.66f },
                              { 6.85f, 8.62f }, { 7.15f, 8.4f }, { 7.18f, 8.1f } };

typedef struct Wader {
    Vec2 at;  // its foot
    float scale, bent, alpha;
    int left;  // 1: looks to the left
} Wader;

static Vec2 placed(const Wader *w, Vec2 p)
{
    float x = (p.x - foot.x) * w->scale;
    return vec2(w->at.x + (w->left ? -x : x), w->at.y + (p.y - foot.y) * w->scale);
}

static void draw_wader(const Wader *w, Canvas *back)
{
    Vec2 knot[10] = { placed(w, root) }, neck[NECK_POINTS];
    for (int i = 0; i < 9; i++) knot[i + 1] = placed(w, vec2_mix(upright[i], heart[i], w->bent));
    for (int i = 0; i < NECK_POINTS; i++) {
        int third = i * 3 / NECK_POINTS;
        float t = (float)(i - third * (NECK_POINTS / 3)) / (NECK_POINTS / 3);
        neck[i] = arc_bezier(&knot[3 * third], fminf(t, 1));
    }
    float k = w->scale, turn = 0.28f * w->bent;
    canvas_limb(back, placed(w, vec2(3.9f, 0.6f)), placed(w, vec2(5.1f, 0.6f)), 0.09f * k,
                0.09f * k, COLOR_LIGHT(0.35f * w->alpha));
    canvas_picture(back, w->left ? "flamingo_wader_left" : "flamingo_wader",
                   placed(w, vec2(4.2f, 2.34f)), 3.92f * k, w->alpha);
    arc_hose(back, neck, NECK_POINTS, 0.42f * k, 0.07f * k, arc_rgb(PINK, w->alpha),
             arc_rgb(PINK_EDGE, w->alpha));
    canvas_disc(back, placed(w, vec2(5.62f, 2.7f)), 0.30f * k, arc_rgb(0xf3a5bb, w->alpha));
    canvas_image(back, w->left ? "flamingo_head_left" : "flamingo_head", neck[NECK_POINTS - 1],
                 2.1f * k, w->left ? -turn : turn, COLOR_LIGHT(w->alpha));
}

// The game's own flamingo comes from its place, a friend is there.
static void draw_heart(const ArcMoment *m, Canvas *back)
{
    float come = m->calm ? 1 : arc_in_out(m->at, 0, 1.2f), seen = arc_in_out(m->at, 0, 0.6f);
    float bent = arc_in_out(m->at, 1.0f, m->calm ? 2.2f : 1.5f);
    Wader right = { vec2_mix(vec2(12.6f, 1.25f), vec2(11.8f, foot.y), come), mixf(0.62f, 1, come),
                    bent, seen, 1 };
    Wader left = { foot, 1, bent, seen, 0 };
    draw_wader(&left, back);
    draw_wader(&right, back);
}

// From far to near, at the left; at the right likewise.
static const Vec2 lily[PLACES] = { { 6.8f, 3.7f },  { 2.0f, 3.0f },   { 0.7f, 2.75f },
                                   { 1.6f, 2.25f }, { 0.75f, 1.65f }, { 2.2f, 1.3f },
                                   { 0.9f, 0.75f }, { 2.6f, 0.55f } };

// The i-th of them: both sides fill alike, spread from far to near.
static Vec2 lily_at(int i, int things)
{
    int rows = (things + 1) / 2;
    Vec2 at = lily[PLACES - 1 - i / 2 * PLACES / rows];
    return i % 2 ? vec2(STAGE_WIDTH - at.x, at.y) : at;
}

static void draw_lilies(const ArcMoment *m, Canvas *back, bool shine)
{
    for (int i = m->things - 1; i >= 0; i--) {  // the far ones lie behind
        Vec2 at = lily_at(i, m->things);
        float high = 1.35f - 0.24f * at.y, each = fminf(0.12f, 1.2f / (float)m->things);
        float from = m->calm ? 0 : each * (float)(m->things - 1 - i);
        float open = arc_in_out(m->at, from, m->calm ? 0.8f : 0.5f);
        if (shine) canvas_glow(back, at, 1.1f * high, arc_rgb(0xffe6f0, 0.6f * open));
        float grown = m->calm ? 1 : 0.4f + 0.6f * open;
        canvas_picture(back, "lily_open", at, high * grown, open);
    }
}

// They stand on one leg and wobble once.
static void draw_chicks(const ArcMoment *m, Canvas *canvas)
{
    float come = arc_in_out(m->at, 0, 0.8f);
    float wobble = m->calm ? 0 : arc_in_out(m->at, 2.5f, 0.3f) - arc_in_out(m->at, 3.7f, 0.3f);
    float turn = 0.13f * wobble * exact_sin((m->at - 2.5f) * 2 * PI_F / 1.4f);
    for (int i = 0; i < 2; i++)
        canvas_picture(canvas, "flamingo_chick", waits[i], chick_high(i), 1 - come);
    canvas_image(canvas, "flamingo_chick", vec2(5.45f, 0.8f), 1.3f, turn, COLOR_LIGHT(come));
    canvas_image(canvas, "flamingo_chick_left", vec2(10.55f, 0.8f), 1.3f, -turn, COLOR_LIGHT(come));
}

// It tries as well, and sits down.
static void draw_frog(const ArcMoment *m, Canvas *canvas)
{
    float from = m->calm ? 3.2f : 2.4f, each = m->calm ? 0.4f : 0.5f;  // calm: after the necks
    float up = arc_in_out(m->at, from, each) - arc_in_out(m->at, m->calm ? 3.6f : 3.2f, each);
    float seen = arc_in_out(m->at, 0, 0.8f);
    canvas_picture(canvas, "lily_pad", vec2(12.5f, 0.55f), 0.62f, seen);
    canvas_image(canvas, "frog", vec2(12.5f, 1.15f + 0.35f * up), 1.35f, 0.32f * up,
                 COLOR_LIGHT(seen));
}

static void ending(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    Canvas *back = stage->back;
    bool moon = m->variation == LATER_MOON;
    float light = arc_in_out(m->at, 0, 1.5f);
    arc_stand(m, stage, vec2(8, 0.55f));
    pond_draw_scene(state, in, back);
    if (moon) {
        arc_veil(back, arc_rgb(0x2c3c74, 0.55f * light));
        arc_evening_stars(back, m);
        canvas_glow(back, vec2(12.7f, 7.3f), 2.6f, arc_rgb(0xfff3cf, 0.6f * light));
        canvas_picture(back, "moon", vec2(12.7f, 7.3f), 1.7f, light);
        canvas_glow(back, vec2(8, 4.5f), 4.0f, arc_rgb(0xdfe6ff, 0.4f * light));
        for (int i = 0; i < 4; i++) {  // on the water
            float half = 1.1f - 0.2f * (float)i, y = 3.75f - 0.28f * (float)i;
            canvas_limb(back, vec2(12.7f - half, y), vec2(12.7f + half, y), 0.09f, 0.09f,
                        arc_rgb(0xfff3cf, 0.45f * light));
        }
    } else {
        arc_veil(back, arc_rgb(0xffc9a8, 0.12f * light));
        canvas_glow(back, vec2(8, 5.0f), 4.2f, arc_rgb(0xfff0c8, 0.6f * light));
    }
    draw_lilies(m, back, moon);
    draw_heart(m, back);
    draw_chicks(m, back);
    if (m->variation == LATER_FROG) draw_frog(m, back);
}

const GameArc flamingo_pond_arc = {
    .line = { "end_flamingo_pond" },
    .opening = opening,
    .sign = sign,
    .ending = ending,
};
