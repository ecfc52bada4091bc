// SPDX-License-Identifier: MIT
// statue_sleepover_arc.c: everybody is tucked in, and the room grows quiet.
#include "games/arcs/statue_sleepover_arc.h"

#include "games/arcs/arc_parts.h"

#define PEEKS 2  // the toy that closes its eyes last

Vec2 statue_friend_at(int i)
{
    return game_row(i, vec2(1.1f, 1.15f + 0.25f * (float)(i / 2 % 2)), vec2(1.35f, 0));
}

void statue_friend(int i, bool asleep, Vec2 at, float alpha, Canvas *canvas)
{
    static const char *const awake[] = { "teddy_awake", "bunny_awake", "duck_awake" };
    static const char *const sleeps[] = { "teddy_asleep", "bunny_asleep", "duck_asleep" };
    canvas_picture(canvas, asleep ? sleeps[i % 3] : awake[i % 3], at, 1.6f, alpha);
}

void statue_notes(float turns, int notes, float alpha, Canvas *canvas)
{
    for (int i = 0; i < notes; i++) {
        float t = fmodf(turns + (float)i / (float)notes, 1);
        Vec2 at = game_row(i, vec2(3.4f, 3.4f + 3.4f * t), vec2(-0.5f, 0));
        at.x += 0.3f * exact_sin(t * 6 + (float)i);
        canvas_image(canvas, "music_note", at, 0.8f, 0.15f * exact_sin(t * 6),
                     COLOR_LIGHT(0.9f * exact_sin(t * PI_F) * alpha));
    }
}

// The lamp burns lower, and with it the room is darker.
static void draw_dark(const ArcMoment *m, Canvas *canvas, float share)
{
    if (m->calm) share *= 0.5f;  // its light is low already
    canvas_glow(canvas, vec2(12.5f, 4.35f), 2.9f, (Color){ 0.30f, 0.35f, 0.54f, 0.55f * share });
    arc_veil(canvas, (Color){ 0.11f, 0.14f, 0.32f, 0.34f * share });
}

// ---- the opening: the toys hop to the music and fall still ----

static void opening(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    Canvas *c = stage->back;
    float dances = arc_in_out(m->at, 1.2f, 0.5f) * (1 - arc_in_out(m->at, 3, 0.5f));
    canvas_background(c, "bedroom_night");
    draw_dark(m, c, 1 - arc_in_out(m->at, 0, 1.5f));
    // One after the other, on the beat.
    int beat = (int)(1.5f * m->at);
    for (int i = 0; i < FRIENDS; i++) {
        Vec2 at = statue_friend_at(i);
        if (i == (m->calm ? FRIENDS - 1 : (2 * beat + 1) % FRIENDS))
            at.y += 0.3f * dances * fabsf(exact_sin(PI_F * 1.5f * m->at));
        statue_friend(i, false, at, 1, c);
    }
    statue_notes(0.36f, 2, dances, c);
    // The lamps where the child's hands may dance.
    for (int side = 0; side < SIDE_COUNT; side++) {
        float arm = in->size->arm[side] * fminf(in->reach[side], 1);
        float up = m->calm ? 0 : 0.35f * exact_sin(PI_F * m->at + (float)side * PI_F);
        Vec2 at = vec2_add(in->size->shoulder[side],
                           vec2(0.75f * game_outward(side) * arm, (up * dances - 0.1f) * arm));
        if (m->hands & 1u << side)
            game_draw_hand(stage->front, side, game_on_stage(at, 0.4f), 0.9f,
                           arc_in_out(m->at, 0.9f, 0.6f) * (1 - arc_in_out(m->at, 4.3f, 0.7f)));
    }
}

// ---- one minute before the end: the lamp goes down, the cat curls up ----

static void sign(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    draw_dark(m, stage->back, 0.34f * arc_in_out(m->at, 0, 4));
    float comes = arc_in_out(m->at, 1.5f, 1.5f);
    if (m->hands == 3u)  // else the resting hand's own cat sleeps there
        canvas_picture(stage->back, "sleeping_cat", vec2(10.9f, 0.78f), 1.15f, comes);
}

// ---- the ending ----

// The string of paper stars of the scene, one lit for each success.
static void draw_string(const ArcMoment *m, Canvas *canvas)
{
    const Vec2 from = { 5, 8.5f }, a = { 6.35f, 7.75f }, b = { 9.65f, 7.75f }, to = { 11, 8.5f };
    for (int i = 0; i < m->things; i++) {
        float u = 0.5f + 0.88f * (((float)i + 0.5f) / (float)m->things - 0.5f);
        Vec2 ab = vec2_mix(a, b, u);
        Vec2 at =
            vec2_mix(vec2_mix(vec2_mix(from, a, u), ab, u), vec2_mix(ab, vec2_mix(b, to, u), u), u);
        float lit = arc_one_by_one(m, i, 1, 0.06f, 0.8f);
        at.y -= 0.17f;
        canvas_glow(canvas, at, m->things > 9 ? 0.42f : 0.6f,
                    (Color){ 1, 0.9f, 0.62f, 0.6f * lit });
        canvas_picture(canvas, "star", at, m->things > 9 ? 0.42f : 0.52f, clampf(lit, 0, 1));
    }
}

static void draw_friends(const ArcMoment *m, Canvas *canvas)
{
    for (int i = FRIENDS - 1; i >= 0; i--) {
        Vec2 at = statue_friend_at(i);
        float awake = i == PEEKS ? 1 - arc_in_out(m->at, 1.2f, 0.7f) : 0, sits = 0;
        if (m->variation == 2 && i == PEEKS + 1) {
            sits = arc_in_out(m->at, 1.9f, 0.7f) - arc_in_out(m->at, 3.2f, 0.8f);
            awake = sits;
        }
        at.y += 0.3f * sits;
        statue_friend(i, true, at, 1, canvas);
        if (awake > 0) statue_friend(i, false, at, awake, canvas);
    }
}

static void draw_quilts(const ArcMoment *m, Canvas *canvas)
{
    float up = arc_in_out(m->at, 0, 1);
    for (int i = 0; i < 2; i++)
        canvas_image(canvas, "quilt", vec2(i ? 13.5f : 2.5f, mixf(-0.9f, 0.42f, up)), 1.75f, 0,
                     COLOR_WHITE);
}

// Within the panes of the scene's window.
static void draw_snow(const ArcMoment *m, Canvas *canvas)
{
    float seen = arc_in_out(m->at, 0.3f, 1);
    for (int i = 0; i < 14; i++) {
        float gone = arc_dice(m, i) + 0.31f * (float)i + (m->calm ? 0 : 0.07f * m->at);
        Vec2 at = vec2(1.62f + 2.4f * (float)(i * 5 % 14) / 14, 7.75f - 2.9f * fmodf(gone, 1));
        float rim = vec2_distance(at, vec2(2.75f, clampf(at.y, 6.08f, 6.6f)));
        if (rim < 1.2f) canvas_disc(canvas, at, 0.055f, COLOR_LIGHT(0.85f * seen));
    }
}

static void ending(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    Canvas *c = stage->back;
    canvas_background(c, "bedroom_night");
    draw_dark(m, c, 0.34f + 0.66f * arc_in_out(m->at, 0, 1));
    canvas_glow(c, vec2(8, 3.9f), 3.4f, (Color){ 0.8f, 0.85f, 0.95f, 0.3f });
    if (m->variation == 2) draw_snow(m, c);
    // The moon smiles back.
    float smiles = arc_in_out(m->at, 2.6f, 0.8f);
    canvas_glow(c, vec2(3.17f, 6.88f), 2.2f, (Color){ 1, 0.95f, 0.77f, 0.45f * smiles });
    canvas_picture(c, "moon", vec2(3.17f, 6.88f), 1.03f, smiles);
    draw_string(m, c);
    draw_friends(m, c);
    canvas_picture(c, "mouse_asleep", vec2(5.05f, 0.95f), 1.15f, 1);
    draw_quilts(m, c);
    Vec2 cat = m->variation == 1 ? vec2(13.5f, 0.85f) : vec2(10.9f, 0.78f);
    canvas_picture(c, "sleeping_cat", cat, 1.15f, 1);
    if (m->calm) return;
    float breath = arc_in_out(m->at, 2.4f, 1.5f);
    canvas_picture(c, "cloud_breath", vec2(5.5f, mixf(6.3f, 5.9f, breath)),
                   mixf(2.0f, 1.6f, breath), 0.94f * arc_in_out(m->at, 0.4f, 0.8f));
}

const GameArc statue_sleepover_arc = {
    .line = { "end_statue_sleepover" },
    .opening = opening,
    .sign = sign,
    .ending = ending,
};
