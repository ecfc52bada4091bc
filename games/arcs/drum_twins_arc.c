// SPDX-License-Identifier: MIT
// drum_twins_arc.c: the curtain opens and the twins beat twice; ears come up before the stage; at
// the end the ribbons of both hands rise out of the drums and wind into one song over the child.
#include "games/arcs/drum_twins_arc.h"
#include "games/arcs/arc_parts.h"

#define TWIN_OUT    4.45f  // from the middle: there narrow windows show them whole
#define TWIN_Y      3.85f
#define TWIN_HIGH   2.9f
#define DRUM_Y      1.75f
#define DRUM_HIGH   2.5f
#define HALVES      6  // half turns of the two ribbons round each other
#define PIECE       9  // points of one
#define SPREAD      0.36f
#define WIDE        0.26f
#define EDGE        0.05f
#define BEAT_FIRST  2.1f  // of the opening: when the sticks come down
#define BEAT_SECOND 3.1f

static const char *const twin_image[SIDE_COUNT] = { "drum_twin_left", "drum_twin_right" };
static const char *const twin_up[SIDE_COUNT] = { "drum_twin_left_up", "drum_twin_right_up" };
static const char *const drum_image[SIDE_COUNT] = { "drum_left", "drum_right" };
static const char *const note_image[SIDE_COUNT] = { "music_note", "note" };
static const Color ribbon[SIDE_COUNT] = { { 0.56f, 0.74f, 0.91f, 1 }, { 0.96f, 0.78f, 0.40f, 1 } };
static const Color ribbon_edge[SIDE_COUNT] = { { 0.25f, 0.44f, 0.68f, 1 },
                                               { 0.70f, 0.48f, 0.11f, 1 } };

// ---- before the stage ----

typedef struct Guest {
    const char *image;
    float x, height;
} Guest;

// From both sides inwards; between them the child is seen down to the feet.
static const Guest guests[] = {
    { "audience_bunny", 2.2f, 2.0f }, { "audience_mouse", 13.75f, 1.25f },
    { "audience_bear", 4.8f, 1.3f },  { "audience_duck", 11.5f, 1.4f },
    { "audience_frog", 0.9f, 1.2f },  { "audience_bunny", 15.1f, 1.95f },
    { "audience_mouse", 6.0f, 1.0f }, { "audience_bear", 10.25f, 1.25f },
};
#define GUESTS      ((int)(sizeof guests / sizeof *guests))
#define FIRST_COMES 4  // so many come in the last minute

// `up` 1: it sits there; 0: it is not seen yet.
static void draw_guest(Canvas *canvas, int i, float up, float nod, float alpha)
{
    const Guest *g = &guests[i];
    float y = mixf(-0.55f, 0.46f, up) * g->height - nod;
    if (up > 0) canvas_picture(canvas, g->image, vec2(g->x, y), g->height, alpha);
}

static void sign(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    for (int i = 0; i < FIRST_COMES; i++)
        draw_guest(stage->front, i, arc_in_out(m->at, 1.6f * (float)i, 1.6f), 0, 1);
}

// ---- the twins and their drums ----

Vec2 drum_twins_twin(int side)
{
    return vec2(STAGE_WIDTH / 2 + game_outward(side) * 5.6f, 2.5f);
}

// At the end they sit behind drums of their own.
static Vec2 twin_place(int side)
{
    return vec2(STAGE_WIDTH / 2 + game_outward(side) * TWIN_OUT, TWIN_Y);
}

// `raised`: its sticks are up, 0..1.
static void draw_twin(Canvas *canvas, int side, Vec2 at, float height, float raised, float turn,
                      float alpha)
{
    if (raised < 1) canvas_image(canvas, twin_image[side], at, height, turn, COLOR_LIGHT(alpha));
    if (raised > 0)
        canvas_image(canvas, twin_up[side], at, height, turn, COLOR_LIGHT(raised * alpha));
}

static void draw_twins_drum(Canvas *canvas, int side, float alpha)
{
    canvas_picture(canvas, drum_image[side], vec2(twin_place(side).x, DRUM_Y), DRUM_HIGH, alpha);
}

// ---- the opening ----

static void draw_curtain(Canvas *canvas, float open)
{
    for (int side = 0; side < SIDE_COUNT && open < 1; side++) {
        float x = STAGE_WIDTH / 2 + game_outward(side) * mixf(4.05f, 12.2f, open);
        canvas_picture(canvas, "stage_curtain", vec2(x, 4.65f), 7.6f, 1);
    }
    canvas_picture(canvas, "stage_valance", vec2(STAGE_WIDTH / 2, 8.167f), 1.667f, 1);
}

// Up for half a second, down on the beat.
static float lifts(float at, float beat)
{
    return arc_in_out(at, beat - 0.6f, 0.3f) - arc_linear(at, beat - 0.12f, 0.12f);
}

static void opening(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    Canvas *canvas = stage->back;
    float radius = drum_twins_radius(in);
    canvas_background(canvas, "drum_stage");
    for (int side = 0; side < SIDE_COUNT; side++) {
        bool plays = !m->hands || (m->hands & 1u << side);
        float up = plays ? lifts(m->at, BEAT_FIRST) + lifts(m->at, BEAT_SECOND) : 0;
        float come = (plays ? 1 : 0.35f) * arc_in_out(m->at, 0.4f, 1);
        Vec2 at = drum_twins_twin(side), drum = drum_twins_drum(in, side);
        draw_twin(canvas, side, vec2(at.x, at.y + 0.12f * up), DRUM_TWIN_HIGH, up, 0, 1);
        // The child's own drums sound with theirs.
        canvas_picture(stage->front, drum_image[side], vec2(drum.x, drum.y - 0.45f * radius),
                       3 * radius, come);
        if (plays) game_draw_rim(stage->front, drum, radius, 0.9f * come);
        for (int beat = 0; beat < 2 && plays; beat++) {
            float since = arc_linear(m->at, beat ? BEAT_SECOND : BEAT_FIRST, 1.2f);
            float flown = m->calm ? 0.5f : since;  // the twins alone move
            Vec2 note = vec2(drum.x + game_outward(side) * (0.9f + 0.3f * flown),
                             drum.y + 0.5f + 1.2f * flown);
            if (since > 0 && since < 1)
                canvas_picture(stage->front, note_image[side], note, 0.85f,
                               fminf(1, 5 * since) * fminf(1, 2 - 2 * since));
        }
    }
    draw_curtain(canvas, arc_in_out(m->at, 0.1f, 1.4f));
}

// ---- the ending ----

// The way from the left drum over the child to the right one, 0..1.
static Vec2 bow_at(float s)
{
    float turn = PI_F * s, high = exact_sin(turn);
    return vec2(STAGE_WIDTH / 2 - TWIN_OUT * exact_cos(turn),
                2.6f + 5.15f * high * (1.35f - 0.35f * high));
}

// The ribbon of that side, there.
static Vec2 ribbon_at(int side, float s)
{
    float wave = SPREAD * exact_sin(PI_F * HALVES * s) * (side == SIDE_LEFT ? 1 : -1);
    Vec2 before = bow_at(s - 0.01f), after = bow_at(s + 0.01f), along = vec2_sub(after, before);
    float length = fmaxf(vec2_length(along), 0.001f);
    return vec2_add(bow_at(s), vec2_scale(vec2(-along.y, along.x), wave / length));
}

// From `from` to `to` of the way. The edge is drawn first; the ribbon itself begins a little
// before, so that no edge is left across it where the piece before has ended.
static void draw_piece(Canvas *canvas, int side, float from, float to, float alpha)
{
    for (int pass = 0; pass < 2; pass++) {
        CanvasPoint way[PIECE];
        float begin = pass ? fmaxf(0, from - 0.012f) : from, end = pass ? to + 0.006f : to;
        Color color = pass ? ribbon[side] : ribbon_edge[side];
        color.a = alpha;
        for (int i = 0; i < PIECE; i++)
            way[i] = (CanvasPoint){ ribbon_at(side, mixf(begin, end, (float)i / (PIECE - 1))),
                                    pass ? WIDE : WIDE + 2 * EDGE };
        canvas_way(canvas, way, PIECE, color);
    }
}

// The left one has grown from the left, the right one from the right; they cross in turn over and
// under each other.
static void draw_ribbons(Canvas *canvas, float grown, float alpha)
{
    for (int half = 0; half <= HALVES; half++) {
        float from = fmaxf(0, ((float)half - 0.5f) / HALVES);
        float to = fminf(1, ((float)half + 0.5f) / HALVES);
        for (int turn = 0; turn < SIDE_COUNT; turn++) {
            int side = (half + turn) % 2;
            float low = side == SIDE_LEFT ? from : fmaxf(from, 1 - grown);
            float high = side == SIDE_LEFT ? fminf(to, grown) : to;
            if (high > low) draw_piece(canvas, side, low, high, alpha);
        }
    }
}

// One for each success along the ribbons.
static void draw_notes(Canvas *canvas, const ArcMoment *m)
{
    float each = fminf(0.15f, 1.8f / (float)m->things);
    float height = clampf(7.5f / (float)m->things, 0.72f, 1.0f);
    for (int i = 0; i < m->things; i++) {
        float s = 0.14f + 0.72f * (float)i / (float)(m->things - 1);
        float come = arc_one_by_one(m, i, 1.0f, each, 0.6f);
        Vec2 at = ribbon_at(i % 2, s);
        at.y += 0.35f;
        canvas_image(canvas, note_image[i % 2], at, height, i % 2 ? -0.1f : 0.1f,
                     COLOR_LIGHT(clampf(come, 0, 1)));
    }
}

// On later visits the frog sings one note, or lanterns stand along the stage.
static void draw_later(const ArcMoment *m, ArcStage *stage)
{
    float come = arc_in_out(m->at, 0, 0.8f), sings = arc_in_out(m->at, 2.9f, 1);
    if (m->variation == 1) {
        canvas_picture(stage->back, "frog", vec2(10.75f, 2.1f), 1.5f, come);
        if (sings > 0) canvas_picture(stage->back, "note", vec2(10.75f, 3.4f), 0.7f, sings);
    }
    if (m->variation != 2) return;
    static const Vec2 lamps[] = {
        { 1.75f, 1.9f }, { 5.25f, 1.75f }, { 10.75f, 1.75f }, { 14.25f, 1.9f }
    };
    for (int i = 0; i < (int)(sizeof lamps / sizeof *lamps); i++) {
        float lit = arc_in_out(m->at, 0.2f + 0.4f * (float)i, 0.8f);
        canvas_glow(stage->back, lamps[i], 1.1f, (Color){ 1, 0.85f, 0.45f, 0.5f * lit });
        canvas_picture(stage->back, "lantern", lamps[i], 0.95f, lit);
    }
    canvas_picture(stage->back, "ribbon_bow", vec2(twin_place(SIDE_RIGHT).x, DRUM_Y + 0.32f), 0.8f,
                   arc_in_out(m->at, 2.5f, 0.8f));
}

static void ending(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    Canvas *canvas = stage->back;
    float come = arc_in_out(m->at, 0, 0.8f);
    float grown = 0.34f * arc_out(m->at, 0.1f, 1) + 0.66f * arc_in_out(m->at, 1, 1.5f);
    float bow = arc_in_out(m->at, 2.6f, 0.5f) - arc_in_out(m->at, 3.2f, 0.6f);
    float nod = arc_in_out(m->at, 3.3f, 0.3f) - arc_in_out(m->at, 3.6f, 0.35f);
    if (m->calm) bow = nod = 0;
    arc_stand(m, stage, vec2(STAGE_WIDTH / 2, arc_floor(m)));
    canvas_background(canvas, "drum_stage");
    canvas_glow(canvas, vec2(8, 5.2f), 4.0f, (Color){ 1, 0.91f, 0.72f, 0.45f * come });
    if (m->calm)
        draw_ribbons(canvas, 1, come);
    else
        draw_ribbons(canvas, grown, 1);
    draw_notes(canvas, m);
    for (int side = 0; side < SIDE_COUNT; side++) {
        Vec2 at = twin_place(side);
        draw_twin(canvas, side, vec2(at.x, at.y - 0.22f * bow), TWIN_HIGH, 0,
                  0.14f * bow * game_outward(side), come);
        draw_twins_drum(canvas, side, come);
    }
    draw_later(m, stage);
    for (int i = 0; i < GUESTS; i++)
        draw_guest(stage->front, i, 1, 0.12f * nod, i < FIRST_COMES ? 1 : come);
}

const GameArc drum_twins_arc = {
    .line = { "end_drum_twins" }, .opening = opening, .sign = sign, .ending = ending
};
