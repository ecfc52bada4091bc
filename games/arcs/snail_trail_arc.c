// SPDX-License-Identifier: MIT
// snail_trail_arc.c: evening comes; the snail takes the child home on its back, and the fireflies
// draw the child's own trail once more, in light.
#include "games/arcs/snail_trail_arc.h"

#include "games/arcs/arc_parts.h"

#define SALADS_MAX 8
#define SNAIL      5.6f   // height of the picture of the great snail, stage units
#define LOW        0.72f  // where it stands
#define SEAT_UP    1.70f  // from its middle to the top of the shell ...
#define SEAT_OUT   0.62f  // ... and aside
#define HOME_WAY   0.45f  // how far it goes

void snail_salads(int hits, Canvas *canvas)
{
    for (int i = 0; i < hits && i < SALADS_MAX; i++) {
        Vec2 at = game_row(i, vec2(1, 0.62f + 0.1f * (float)(i / 2 % 2)), vec2(1, 0));
        canvas_picture(canvas, "salad", at, 0.85f, 1);
    }
}

static void draw_evening(Canvas *canvas, float alpha)
{
    arc_veil(canvas, arc_rgb(0x27487f, 0.6f * alpha));
}

static void draw_firefly(Canvas *canvas, Vec2 at, float height, float alpha)
{
    canvas_glow(canvas, at, 1.3f * height, (Color){ 1, 0.94f, 0.6f, 0.6f * alpha });
    canvas_picture(canvas, "firefly", at, height, alpha);
}

// ---- the opening: the firefly lights its lamp, and the snail follows it a leaf's length ----

static void opening(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    Canvas *c = stage->back;
    canvas_background(c, "snail_meadow");
    draw_evening(c, 0.5f * (1 - arc_in_out(m->at, 0, 1.5f)));
    int side = (int)game_only_side(m->hands, SIDE_RIGHT);
    float arm = game_arm(in), out = game_outward(side), there = 1 - arc_in_out(m->at, 4.4f, 0.6f);
    // Where the game lays its trails: beside the body, from the outside in. The snail looks left.
    Vec2 middle = vec2(in->size->shoulder[side].x + 0.8f * out * arm,
                       in->size->shoulder[side].y - 0.5f * arm);
    Vec2 from = vec2_add(middle, vec2(0.42f * arm, 0.02f * arm));
    Vec2 to = vec2_add(middle, vec2(-0.42f * arm, 0.1f * arm));
    float way = arc_in_out(m->at, 1.5f, m->calm ? 1 : 2), lit = arc_in_out(m->at, 0.4f, 1);
    float comes = arc_in_out(m->at, m->calm ? 2.5f : 1.7f, m->calm ? 1 : 2);
    for (int i = 0; i <= 4; i++) {
        float share = (float)i / 4;
        Color stone = share <= comes ? (Color){ 0.66f, 0.90f, 0.62f, 0.92f * there * lit }
                                     : (Color){ 0.98f, 0.93f, 0.82f, 0.85f * there * lit };
        Vec2 at = vec2_mix(from, to, share);
        canvas_disc(c, at, 0.2f, stone);
        canvas_ring(c, at, 0.2f, 0.06f, (Color){ 0.45f, 0.38f, 0.45f, there * lit });
    }
    Vec2 snail = vec2_mix(from, to, comes);
    canvas_picture(c, "snail", vec2(snail.x + 0.55f, snail.y + 0.16f), 0.95f, there);
    Vec2 fly = vec2_mix(from, to, way);
    fly.y += m->calm ? 0 : 0.05f * exact_sin(4 * m->at);
    draw_firefly(c, fly, 0.75f, there * lit);
    bool hand = game_choice(in, KNOB_GUIDE) == GUIDE_HAND;
    if (hand)
        game_draw_hand(stage->front, side, vec2(fly.x, fly.y - 0.75f), 0.8f,
                       arc_linear(m->at, 1, 0.5f) * there);
}

// ---- one minute before the end: evening, and a small light far away ----

static void draw_home(Canvas *canvas, Vec2 at, float height, float lit, float alpha)
{
    canvas_picture(canvas, "shell_home", at, height, alpha);
    Vec2 lamp = vec2_add(at, vec2(0.22f * height, -0.27f * height));
    canvas_glow(canvas, lamp, 0.36f * height, (Color){ 1, 0.93f, 0.6f, 0.75f * lit * alpha });
}

static void sign(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    draw_home(stage->back, vec2(4.5f, 3.15f), 0.95f, arc_in_out(m->at, 3, 2),
              arc_in_out(m->at, 0, 1.5f));
    draw_evening(stage->back, 0.3f * arc_in_out(m->at, 0.5f, ARC_SIGN_S - 1));
}

// ---- the ending ----

// The trail, as large as the sky above has room for. Before the first one a gentle wave.
static void in_the_sky(const Trail *t, Vec2 sky[POINTS])
{
    Vec2 low = t->point[0], high = t->point[0];
    for (int i = 1; i < POINTS; i++) {
        low = vec2(fminf(low.x, t->point[i].x), fminf(low.y, t->point[i].y));
        high = vec2(fmaxf(high.x, t->point[i].x), fmaxf(high.y, t->point[i].y));
    }
    Vec2 middle = vec2_mix(low, high, 0.5f), size = vec2_sub(high, low);
    bool none = t->length <= 0 || size.x < 0.1f;
    float wide = none ? 0 : 11.2f / size.x,
          tall = none ? 0 : fminf(wide, 1.5f / fmaxf(size.y, 0.01f));
    for (int i = 0; i < POINTS; i++) {
        float u = 2 * (float)i / (POINTS - 1) - 1;
        Vec2 p = vec2_sub(t->point[i], middle);
        sky[i] = none ? vec2(8 + 5.6f * u, 7.7f + 0.7f * exact_sin(2 * PI_F * u))
                      : vec2(8 + wide * p.x, 7.7f + tall * p.y);
    }
}

static Vec2 along(const Vec2 sky[POINTS], float index)
{
    int i = (int)clampf(index, 0, POINTS - 2);
    return vec2_mix(sky[i], sky[i + 1], clampf(index - (float)i, 0, 1));
}

static void draw_light(const Vec2 sky[POINTS], float upto, float alpha, Canvas *canvas)
{
    int whole = upto > 0 ? (int)upto : -1;
    for (int i = 0; i <= whole; i++)
        canvas_glow(canvas, sky[i], 0.36f, (Color){ 1, 0.96f, 0.74f, 0.34f * alpha });
    for (int i = 0; i <= whole; i++) canvas_disc(canvas, sky[i], 0.05f, COLOR_LIGHT(0.95f * alpha));
}

// A firefly for each success sits in the light; or a flower, and only three fireflies.
static void draw_trail(const Trail *t, const ArcMoment *m, Canvas *canvas)
{
    static const char *const flower[] = { "flower_1", "flower_2", "flower_3", "flower_4",
                                          "flower_5" };
    Vec2 sky[POINTS];
    in_the_sky(t, sky);
    float head = m->calm ? POINTS - 1 : (POINTS - 1) * arc_in_out(m->at, 1, 1.8f);
    float alpha = m->calm ? arc_in_out(m->at, 1, 1.5f) : 1;
    draw_light(sky, head, alpha, canvas);
    float height = m->things > 9 ? 0.62f : 0.78f;
    for (int i = 0; i < m->things; i++) {
        float at = (POINTS - 1) * ((float)i + 0.5f) / (float)m->things;
        float seen = alpha * clampf((head - at) / 5, 0, 1);
        Vec2 place = along(sky, at);
        bool blooms = m->variation == 1 && i % 3 != 1;
        if (blooms)
            canvas_picture(canvas, flower[i % 5], place, height * seen, seen);
        else
            draw_firefly(canvas, vec2(place.x, place.y + 0.06f), height, seen);
    }
    if (head > 0 && head < POINTS - 1) draw_firefly(canvas, along(sky, head), height, 1);
}

static void draw_family(const ArcMoment *m, Canvas *canvas)
{
    static const float height[] = { 1.6f, 1.1f }, x[] = { 3.8f, 2.7f };
    for (int i = 0; i < 2; i++) {
        float out = arc_in_out(m->at, 2.4f + 0.5f * (float)i, 1.1f);
        float from = m->calm ? x[i] : 2.1f;
        canvas_picture(canvas, "snail_right",
                       vec2(mixf(from, x[i], out), 0.32f * height[i] + 0.62f), height[i], out);
    }
}

// Rain falls slowly and softly; under the leaf it is dry.
static void draw_rain(const ArcMoment *m, Vec2 over, Canvas *canvas)
{
    float alpha = arc_in_out(m->at, 0.6f, 1), roof = arc_in_out(m->at, 0.4f, 1.2f);
    for (int i = 0; i < 28; i++) {
        float x = 16 * arc_dice(m, 2 * i);
        float gone = 9 * arc_dice(m, 2 * i + 1) + (m->calm ? 0 : 1.1f * m->at);
        float y = 9 - fmodf(gone, 9);
        bool dry = fabsf(x - over.x) < 3.2f && y < over.y;
        if (!dry)
            canvas_limb(canvas, vec2(x, y), vec2(x, y - 0.3f), 0.06f, 0.11f,
                        (Color){ 0.78f, 0.90f, 1, 0.7f * alpha });
    }
    canvas_image(canvas, "leaf", over, 5.2f, -0.78f, COLOR_LIGHT(roof));
}

static void ending(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    const Trail *t = state;
    Canvas *c = stage->back;
    float dusk = 0.3f + 0.7f * arc_in_out(m->at, 0, 1), goes = arc_in_out(m->at, 2.5f, 1.5f);
    float bends = m->calm ? 0 : exact_sin(PI_F * arc_linear(m->at, 0, 1.2f));
    Vec2 seat = vec2(STAGE_WIDTH / 2 - HOME_WAY * goes, LOW + 1.79f + SEAT_UP);
    // Whoever sits in a chair of its own stays in it, beside the snail.
    bool beside = m->calm || in->setup->profile.posture == POSTURE_WHEELCHAIR;
    if (beside) seat.x = in->size->hip.x + 5.0f - HOME_WAY * goes;
    canvas_background(c, "snail_meadow");
    draw_evening(c, dusk);
    canvas_glow(c, vec2(8, 4.9f), 3.8f, (Color){ 1, 0.91f, 0.66f, 0.34f * dusk });
    if (m->variation == 2) draw_rain(m, vec2(8, 8.1f), c);
    draw_trail(t, m, c);
    draw_home(c, vec2(2.7f, 2.25f), 2.7f, 1, 1);
    snail_salads(t->tries.hits, c);
    draw_family(m, c);
    Vec2 snail = vec2(seat.x - SEAT_OUT, seat.y - SEAT_UP);
    canvas_limb(c, vec2(snail.x - 1.9f, LOW), vec2(snail.x + 2.2f, LOW), 0.26f, 0.16f,
                (Color){ 0.09f, 0.2f, 0.29f, 0.25f });
    canvas_image(c, "snail_joy", snail, SNAIL, 0.05f * bends, COLOR_WHITE);
    if (beside) return;
    float up = arc_in_out(m->at, 0.2f, 0.8f);
    arc_sit(m, stage, vec2(seat.x, seat.y + 0.12f), up);
}

const GameArc snail_trail_arc = {
    .line = { "end_snail_trail" },
    .opening = opening,
    .sign = sign,
    .ending = ending,
};
