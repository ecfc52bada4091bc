// SPDX-License-Identifier: MIT
// arc_plain.c: a garland for every game.
#include "gym/arc_plain.h"

#define ROPE_POINTS 25
#define ROPE_WIDE   0.09f
#define GAP_MOST    1.5f  // between two things on the rope
#define PETALS      8

static const Color rope_color = { 0.55f, 0.40f, 0.27f, 1 };
static const float middle_x = STAGE_WIDTH / 2, end_y = 8.75f, sag = 0.8f, half = 7.2f;

// `share` of the way from the middle: -1 the left end, 1 the right one.
static Vec2 rope_at(float share)
{
    return vec2(middle_x + half * share, end_y - sag * (1 - share * share));
}

// Both halves grow from their ends to the middle.
static void draw_rope(Canvas *c, float grown)
{
    for (int side = -1; side <= 1 && grown > 0; side += 2) {
        CanvasPoint way[ROPE_POINTS];
        for (int i = 0; i < ROPE_POINTS; i++) {
            float share = 1 - grown * (float)i / (ROPE_POINTS - 1);
            way[i] = (CanvasPoint){ rope_at((float)side * share), ROPE_WIDE };
        }
        canvas_way(c, way, ROPE_POINTS, rope_color);
    }
}

static void draw_leaves(Canvas *c, float grown)
{
    const int leaves = 16;
    for (int i = 0; i < leaves; i++) {
        float share = 2 * ((float)i + 0.5f) / (float)leaves - 1;
        float size = 0.5f * arc_linear(grown, 1 - fabsf(share), 0.15f);
        Vec2 at = rope_at(share);
        if (size > 0)
            canvas_image(c, "leaf", vec2(at.x, at.y - 0.4f * size), size, i % 2 ? 0.5f : -0.5f,
                         COLOR_WHITE);
    }
}

static void draw_things(Canvas *c, const ArcMoment *m, const char *token)
{
    float gap = fminf(GAP_MOST, 2 * half * 0.9f / (float)(m->things - 1));
    for (int i = 0; i < m->things; i++) {
        float x = gap * ((float)i - (float)(m->things - 1) / 2);
        float grown = arc_one_by_one(m, i, 0.6f, 1.4f / (float)m->things, 0.5f);
        Vec2 at = rope_at(x / half);
        if (grown > 0)
            canvas_image(c, token, vec2(at.x, at.y - 0.3f), 0.8f * grown, 0.1f * (float)(i % 3 - 1),
                         COLOR_WHITE);
    }
}

// Down at the sides, where no face is.
static void draw_petals(Canvas *c, const ArcMoment *m)
{
    for (int i = 0; i < (m->calm ? 1 : PETALS); i++) {
        float fallen = arc_in_out(m->at, 2.5f + 0.05f * (float)i, 1.4f);
        float out = 2.6f + 3.8f * arc_dice(m, i), side = i % 2 ? 1 : -1;
        Vec2 at = vec2(middle_x + side * (out + 0.3f * exact_sin(4 * fallen + (float)i)),
                       rope_at(side * out / half).y - 0.3f - 6.6f * fallen);
        float seen = arc_linear(m->at, 2.5f, 0.6f);
        canvas_image(c, "petal", at, 0.42f, 2 * fallen + (float)i, COLOR_LIGHT(seen));
    }
}

static void draw_friend(Canvas *c, const ArcMoment *m, float shown, float waves)
{
    static const char *const friends[ARC_VARIATIONS] = { "bunny_awake", "frog", "mouse" };
    const float high = 2.1f;
    float turn = 0.06f * waves * exact_sin(2 * PI_F * 0.8f * m->at);
    if (shown > 0)
        canvas_image(c, friends[m->variation], vec2(12.4f, 1.35f), high, turn, COLOR_LIGHT(shown));
}

void arc_plain(const Game *game, const ArcMoment *m, ArcStage *stage)
{
    const char *token = game->token ? game->token : "star";
    static const float grows_s[] = { [ARC_OPENING] = 1.5f, [ARC_SIGN] = 3, [ARC_ENDING] = 0.8f };
    float grown = arc_in_out(m->at, 0, grows_s[m->part]);
    draw_rope(stage->back, grown);
    draw_leaves(stage->back, grown);
    if (m->part == ARC_OPENING)
        draw_friend(stage->back, m, arc_in_out(m->at, 0.4f, 0.8f),
                    arc_in_out(m->at, 1.5f, 0.6f) - arc_in_out(m->at, 2.9f, 0.6f));
    if (m->part != ARC_ENDING) return;
    draw_things(stage->back, m, token);
    draw_friend(stage->back, m, 1,
                m->calm ? 0 : arc_in_out(m->at, 2.5f, 0.5f) - arc_in_out(m->at, 3.5f, 0.5f));
    draw_petals(stage->front, m);
}
