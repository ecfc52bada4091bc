// SPDX-License-Identifier: MIT
// monster_mirror_arc.c: the monster wipes its mirror clear and shows what it can do; at the end it
// climbs out, and now the monsters do what the child does.
#include "games/arcs/monster_mirror_arc.h"
#include "games/arcs/arc_parts.h"

#define UPPER          0.725f  // of an arm; stage units of a monster of size 1
#define FORE           0.9f
#define HALF_WIDTH     1.12f
#define TRUNK          1.25f
#define BODY_UP        0.95f  // middle of its picture above the hips
#define BODY_HIGH      3.7f
#define EYES_UP        0.82f  // of the eyes above its picture's middle, of a head of hair too ...
#define HAIR_HALF      0.71f  // ... that ends over them
#define HAIR_WIDE      1.25f
#define HAIR_WIDE_BACK 1.5f  // what hangs is seen beside the body
#define IMAGE_FOG      0.3f  // over what is in the mirror: it is farther off
#define EDGE           0.07f
#define HANGING        18.0f  // degrees: an arm that does nothing, or is not seen
#define STRIP_HZ       0.9f   // wiping and waving
#define SEAT_Y         1.55f  // of the hips of one of size 1 that sits on the floor
#define LEAN_MOST      0.6f   // radians
#define HEADS          3
#define CROWN_TURN     0.47f  // radians from flower to flower round a head

typedef struct Fur {
    Color dark, plain, pale;
    const char *body, *happy;
} Fur;

static const Fur furs[MONSTER_KINDS] = {
    { { 0.33f, 0.25f, 0.60f, 1 },
      { 0.48f, 0.39f, 0.75f, 1 },
      { 0.85f, 0.80f, 0.96f, 1 },
      "monster_body",
      "monster_happy" },
    { { 0.21f, 0.44f, 0.37f, 1 },
      { 0.43f, 0.70f, 0.60f, 1 },
      { 0.89f, 0.96f, 0.92f, 1 },
      "monster_mint",
      "monster_mint_happy" },
    { { 0.64f, 0.33f, 0.24f, 1 },
      { 0.90f, 0.58f, 0.46f, 1 },
      { 0.99f, 0.92f, 0.86f, 1 },
      "monster_peach",
      "monster_peach_happy" },
};

// ---- a monster ----

Vec2 monster_up(const Monster *f)
{
    return vec2(exact_sin(f->lean), exact_cos(f->lean));
}

// `along` its trunk from the hips, `across` to the right of the picture.
static Vec2 on_monster(const Monster *f, float across, float along)
{
    Vec2 up = monster_up(f);
    Vec2 off = vec2(up.y * across + up.x * along, up.y * along - up.x * across);
    return vec2_add(f->hips, vec2_scale(off, f->size));
}

static Vec2 turned(const Monster *f, int side, float degrees, float length)
{
    Vec2 up = monster_up(f);
    float out = game_outward(side) * exact_sin(degrees * RADIANS) * length;
    float down = exact_cos(degrees * RADIANS) * length;
    return vec2_scale(vec2(up.y * out - up.x * down, -up.x * out - up.y * down), f->size);
}

void monster_arm(Monster *f, int side, float upper, float fore)
{
    Vec2 *at = f->arm[side];
    at[0] = on_monster(f, game_outward(side) * HALF_WIDTH, TRUNK);
    at[1] = vec2_add(at[0], turned(f, side, upper, UPPER));
    at[2] = vec2_add(at[1], turned(f, side, fore, FORE));
}

static Color seen(Color color, float alpha)
{
    color.a *= alpha;
    return color;
}

// A limb in two parts with an edge all round.
static void draw_limb(Canvas *canvas, const Monster *f, const Vec2 at[3], float wide, float narrow)
{
    const Fur *fur = &furs[f->kind];
    float k = f->size, middle = (wide + narrow) / 2;
    for (int pass = 0; pass < 2; pass++) {
        float edge = pass ? 0 : 2 * EDGE;
        Color color = seen(pass ? fur->plain : fur->dark, f->alpha);
        canvas_limb(canvas, at[0], at[1], (wide + edge) * k, (middle + edge) * k, color);
        canvas_limb(canvas, at[1], at[2], (middle + edge) * k, (narrow + edge) * k, color);
    }
}

static void draw_foot(Canvas *canvas, const Monster *f, Vec2 from, Vec2 to)
{
    const Fur *fur = &furs[f->kind];
    float k = f->size;
    canvas_limb(canvas, from, to, (0.46f + 2 * EDGE) * k, (0.4f + 2 * EDGE) * k,
                seen(fur->dark, f->alpha));
    canvas_limb(canvas, from, to, 0.46f * k, 0.4f * k, seen(fur->pale, f->alpha));
}

static void draw_legs(Canvas *canvas, const Monster *f)
{
    float k = f->size;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float out = game_outward(side);
        Vec2 hip = vec2(f->hips.x + 0.6f * out * k, f->hips.y), foot, knee, toes;
        if (f->sits) {
            // On the floor, the soles towards us.
            foot = vec2(hip.x + 0.35f * out * k, f->floor_y + 0.05f * k);
            knee = vec2_add(vec2_mix(hip, foot, 0.5f), vec2(0.2f * out * k, 0.1f * k));
            toes = vec2(foot.x + 0.06f * out * k, foot.y + 0.3f * k);
        } else {
            float lift = f->lift[side];
            foot = vec2(hip.x + 0.15f * out * k, f->floor_y + lift * k);
            knee = vec2_mix(hip, foot, 0.5f);
            knee = vec2_add(knee, vec2((0.3f + f->drop) * out * k, 0.6f * lift * k));
            toes = vec2(foot.x + 0.34f * out * k, foot.y - 0.1f * k);
        }
        Vec2 at[] = { hip, knee, foot };
        draw_limb(canvas, f, at, 0.62f, 0.44f);
        draw_foot(canvas, f, foot, toes);
    }
}

void monster_draw(Canvas *canvas, const Monster *f)
{
    const Fur *fur = &furs[f->kind];
    float k = f->size;
    draw_legs(canvas, f);
    Vec2 middle = on_monster(f, 0, BODY_UP);
    if (f->laughs < 1)
        canvas_image(canvas, fur->body, middle, BODY_HIGH * k, -f->lean, COLOR_LIGHT(f->alpha));
    if (f->laughs > 0)
        canvas_image(canvas, fur->happy, middle, BODY_HIGH * k, -f->lean,
                     COLOR_LIGHT(f->alpha * f->laughs));
    for (int side = 0; side < SIDE_COUNT; side++) {
        draw_limb(canvas, f, f->arm[side], 0.52f, 0.36f);
        canvas_disc(canvas, f->arm[side][2], 0.36f * k, seen(fur->dark, f->alpha));
        canvas_disc(canvas, f->arm[side][2], 0.30f * k, seen(fur->pale, f->alpha));
    }
}

static Monster standing(MonsterKind kind, const ArcMoment *m, float x, float floor_y, float size)
{
    Monster f = { .kind = kind, .size = size, .alpha = 1, .floor_y = floor_y };
    f.sits = m->size->seated;
    f.hips = vec2(x, floor_y + (f.sits ? SEAT_Y - 0.75f : 1.6f) * size);
    for (int side = 0; side < SIDE_COUNT; side++) monster_arm(&f, side, HANGING, HANGING);
    return f;
}

// ---- it does what the child does ----

// How far a limb's place can be believed: what is hardly seen fades to rest, it does not jump.
static float belief(const Body *b, int landmark)
{
    return clampf((b->trust[landmark] - 0.3f) / 0.3f, 0, 1);
}

static void copy_arm(Monster *f, const ArcMoment *m, int side, float share)
{
    const Body *b = m->late;
    int shoulder = LANDMARK_SHOULDER_LEFT + side, elbow = LANDMARK_ELBOW_LEFT + side;
    int wrist = LANDMARK_WRIST_LEFT + side;
    float k = f->size * (UPPER + FORE) / fmaxf(m->size->arm[side], 0.5f);
    float sure = share * fminf(belief(b, shoulder), fminf(belief(b, elbow), belief(b, wrist)));
    Vec2 *at = f->arm[side];
    monster_arm(f, side, HANGING, HANGING);
    Vec2 upper = vec2_scale(vec2_sub(b->joint[elbow], b->joint[shoulder]), k);
    Vec2 fore = vec2_scale(vec2_sub(b->joint[wrist], b->joint[elbow]), 1.15f * k);
    Vec2 rest_upper = vec2_sub(at[1], at[0]), rest_fore = vec2_sub(at[2], at[1]);
    at[1] = vec2_add(at[0], vec2_mix(rest_upper, upper, sure));
    at[2] = vec2_add(at[1], vec2_mix(rest_fore, fore, sure));
}

// `share`: how much of the child's pose it has taken.
static void copy_child(Monster *f, const ArcMoment *m, float share)
{
    const Body *b = m->late;
    Vec2 trunk = vec2_sub(b->shoulders, b->hips);
    if (body_sees_pair(b, LANDMARK_SHOULDER_LEFT) && body_sees_pair(b, LANDMARK_HIP_LEFT))
        f->lean = share * clampf(exact_atan2(trunk.x, fmaxf(trunk.y, 0.1f)), -LEAN_MOST, LEAN_MOST);
    if (!f->sits && body_knows(b, BODY_HIP_DROP)) {
        f->drop = share * clampf(2.2f * b->value[BODY_HIP_DROP], 0, 0.8f);
        f->hips.y -= f->drop * f->size;
    }
    for (int side = 0; side < SIDE_COUNT; side++) {
        BodyValue lift = BODY_FOOT_LIFT_LEFT + side;
        if (!f->sits && body_knows(b, lift))
            f->lift[side] = share * clampf(3.2f * b->value[lift], 0, 1.2f);
        copy_arm(f, m, side, share);
    }
}

// ---- the opening ----

static void draw_fog(Canvas *canvas, float alpha)
{
    if (alpha > 0) canvas_picture(canvas, "monster_mirror_fog", vec2(3, 3.87f), 7.13f, alpha);
}

static void opening(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    Canvas *canvas = stage->back;
    canvas_background(canvas, "monster_room");
    Monster f = standing(MONSTER_VIOLET, m, 3, 0.75f, 1);
    float wipes = arc_in_out(m->at, 0, 0.4f) - arc_in_out(m->at, 1.2f, 0.5f);
    float shows = arc_in_out(m->at, 1.7f, 1.2f), waves = arc_in_out(m->at, 3.4f, 0.4f);
    float swing = exact_sin(2 * PI_F * STRIP_HZ * m->at);
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (m->hands && !(m->hands & 1u << side)) continue;
        bool first = side == (int)game_only_side(m->hands, SIDE_RIGHT);
        float wipe = first ? wipes : 0, wave = first ? 22 * waves * swing : 0;
        float upper = HANGING + 55 * wipe + 112 * shows;
        monster_arm(&f, side, upper, upper + (105 + 38 * swing) * wipe + wave);
    }
    monster_draw(canvas, &f);
    draw_fog(canvas, 0.9f * (1 - arc_in_out(m->at, 0.3f, 1.2f)));
}

// ---- the last minute ----

// A small one looks `out` round the frame: it stands behind the mirror, which covers the rest of
// it.
static void draw_peeking(Canvas *canvas, const ArcMoment *m, float out, float wave)
{
    Monster f = standing(MONSTER_PEACH, m, mixf(4.9f, 6.05f, out), 0.75f, 0.5f);
    float swing = m->calm ? 0 : exact_sin(2 * PI_F * STRIP_HZ * m->at);
    f.lean = 0.12f * out;
    for (int side = 0; side < SIDE_COUNT; side++) monster_arm(&f, side, HANGING, HANGING);
    monster_arm(&f, SIDE_RIGHT, HANGING + 112 * wave, HANGING + (112 + 20 * swing) * wave);
    monster_draw(canvas, &f);
    canvas_picture(canvas, "monster_mirror_front", vec2(3, 3.867f), 7.133f, 1);
}

static void sign(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    float wave = arc_in_out(m->at, 3, 0.6f) - arc_in_out(m->at, 6.5f, 0.6f);
    draw_peeking(stage->back, m, arc_in_out(m->at, 0.5f, 2.5f), wave);
}

// ---- the ending ----

// Flowers, or hats one upon the other: one for each success, shared among the three heads.
static void draw_crown(Canvas *canvas, const ArcMoment *m, const Monster *f, int head)
{
    static const char *const flowers[] = { "flower_2", "flower_4", "flower_1", "flower_3",
                                           "flower_5" };
    static const Color hats[] = { { 0.95f, 0.62f, 0.55f, 1 },
                                  { 0.98f, 0.85f, 0.50f, 1 },
                                  { 0.60f, 0.80f, 0.95f, 1 } };
    int count = 0;
    for (int i = 0; i < m->things; i++) count += i * HEADS / m->things == head;
    for (int i = 0, place = 0; i < m->things; i++) {
        if (i * HEADS / m->things != head) continue;
        // Where they will be, and only lighter or darker: the monsters move already.
        float shown = clampf(arc_one_by_one(m, i, m->calm ? 2 : 2.3f, 0.08f, 0.5f), 0, 1);
        if (m->variation == 1) {
            Vec2 at = on_monster(f, 0, BODY_UP + 1.95f + 0.42f * (float)place);
            Color color = hats[i % 3];
            color.a = shown * f->alpha;
            canvas_image(canvas, "hat", at, 1.05f * f->size, -f->lean, color);
        } else {
            float turn = ((float)place - 0.5f * (float)(count - 1)) * CROWN_TURN;
            Vec2 at =
                on_monster(f, 1.1f * exact_sin(turn), BODY_UP + 0.45f + 1.18f * exact_cos(turn));
            canvas_image(canvas, flowers[i % 5], at, 0.72f * f->size + 0.08f, -f->lean,
                         COLOR_LIGHT(shown * f->alpha));
        }
        place++;
    }
}

// In the mirror is still its mirror image, with the child's own hair, and does the same.
static void draw_image(const ArcStage *stage, const ArcMoment *m, float copies)
{
    Canvas *canvas = stage->back;
    Monster f = standing(MONSTER_VIOLET, m, 1.95f, 1.25f, 0.55f);
    f.laughs = arc_in_out(m->at, 2.5f, 0.6f);
    copy_child(&f, m, copies);
    ArcHead head = { .at = on_monster(&f, 0, BODY_UP + EYES_UP),
                     .half = HAIR_HALF * f.size,
                     .turn = -f.lean,
                     .alpha = 1 };
    head.wide = HAIR_WIDE_BACK;
    stage->hair(stage->child, canvas, &head, true);
    monster_draw(canvas, &f);
    head.wide = HAIR_WIDE;
    stage->hair(stage->child, canvas, &head, false);
    draw_fog(canvas, IMAGE_FOG);
}

static void ending(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    (void)in;
    Canvas *canvas = stage->back;
    float climbs = arc_in_out(m->at, 0, 1), copies = arc_in_out(m->at, 1, 0.6f);
    float laughs = arc_in_out(m->at, 2.5f, 0.6f);
    arc_stand(m, stage, vec2(STAGE_WIDTH / 2, arc_floor(m)));
    // In calm none: some children bear nothing on their heads.
    stage->horns = m->calm ? 0 : arc_back(m, 0.6f, 0.4f);
    canvas_background(canvas, "monster_room");
    canvas_glow(canvas, vec2(8.3f, 4.3f), 4.2f, (Color){ 1, 0.95f, 0.77f, 0.5f * climbs });
    draw_peeking(canvas, m, 1 - arc_in_out(m->at, 0, 0.8f), 0);
    if (m->variation == 2) draw_image(stage, m, m->calm ? 0 : copies);
    Monster all[HEADS] = { standing(MONSTER_VIOLET, m, mixf(3, 4.85f, climbs),
                                    mixf(0.75f, 0.55f, climbs), 1),
                           standing(MONSTER_MINT, m, 10.6f, 0.85f, 0.74f),
                           standing(MONSTER_PEACH, m, 12.35f, 0.5f, 0.5f) };
    for (int i = 0; i < HEADS; i++) {
        Monster *f = &all[i];
        f->laughs = laughs;
        if (i > 0) f->alpha = arc_in_out(m->at, 0.2f * (float)i, 0.8f);
        if (i == 0 || !m->calm) copy_child(f, m, copies);
        monster_draw(canvas, f);
        draw_crown(canvas, m, f, i);
    }
}

const GameArc monster_mirror_arc = {
    .line = { "end_monster_mirror" }, .opening = opening, .sign = sign, .ending = ending
};
