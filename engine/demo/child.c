// SPDX-License-Identifier: MIT
// child.c: paints the drawn child: striped shirt, blue shorts, red shoes and a friendly face.
#include "child.h"

typedef struct Brush {
    Paint *paint;
    const View *view;
    const Figure *f;
    const Stance *stance;
    const FigureJoints *j;
    const Look *look;
    float m;     // px in a metre, in the child's plane
    float soft;  // px
    float turn;  // of the body from the camera
} Brush;

static Ink ink(const Brush *b, unsigned rgb, float round)
{
    return (Ink){ .r = (float)(rgb >> 16 & 255u),
                  .g = (float)(rgb >> 8 & 255u),
                  .b = (float)(rgb & 255u),
                  .round = round,
                  .opacity = 1,
                  .soft = b->soft };
}

static Ink glaze(const Brush *b, unsigned rgb, float opacity)
{
    Ink k = ink(b, rgb, 0);
    k.opacity = opacity;
    return k;
}

#define SOLE 0xF4F1EAu

const Look look_child = { .skin = 0xF2C29Bu,
                          .skin_dark = 0xD99A72u,
                          .hair = 0x6B3F23u,
                          .hair_light = 0x8A5531u,
                          .shirt = 0xE8503Au,
                          .stripe = 0xFFE9C9u,
                          .trousers = 0x2F5FA8u,
                          .hem = 0x6E9BD8u,
                          .shoe = 0xD93A35u,
                          .shin = 0xF2C29Bu,
                          .sock = SOLE,
                          .fore = 0xF2C29Bu };
const Look look_adult = { .skin = 0xC98F6Au,
                          .skin_dark = 0xA87050u,
                          .hair = 0x241C1Au,
                          .hair_light = 0x43352Fu,
                          .shirt = 0x2E8B87u,
                          .stripe = 0x2E8B87u,
                          .trousers = 0x4A4D57u,
                          .hem = 0x43464Fu,
                          .shoe = 0x5C4632u,
                          .shin = 0x4A4D57u,
                          .sock = 0x4A4D57u,
                          .fore = 0xC98F6Au,
                          .long_hair = true };

const Look look_other = { .skin = 0xE9B88Fu,
                          .skin_dark = 0xCF9068u,
                          .hair = 0x553320u,
                          .hair_light = 0x74482Au,
                          .shirt = 0xDB5B46u,
                          .stripe = 0xF6E3C6u,
                          .trousers = 0x35609Fu,
                          .hem = 0x6E96CCu,
                          .shoe = 0xC44440u,
                          .shin = 0xE9B88Fu,
                          .sock = SOLE,
                          .fore = 0xE9B88Fu };

// Of one who turns: how broad the trunk is in the picture, and what is on its far side.
static float broad(const Brush *b)
{
    float c = exact_cos(b->turn), s = exact_sin(b->turn);
    return sqrtf(c * c + 0.4f * s * s);
}

static bool turned(const Brush *b)
{
    return b->turn < 0 || b->turn > 0;
}

// How near to the camera, m.
static float near(const Brush *b, Vec3 m)
{
    return view_is_flat(b->view) ? m.z : -view_dot(m, b->view->lens.forward);
}

static bool far_side(const Brush *b, Side side)
{
    return turned(b) && near(b, b->j->elbow[side]) < near(b, b->j->neck) - 0.03f * b->f->height;
}

static Vec2 px(const Brush *b, Vec3 m)
{
    return view_px(b->view, m);
}

// px in a metre at that place.
static float metre(const Brush *b, Vec3 m)
{
    const Lens *l = &b->view->lens;
    if (view_is_flat(b->view)) return b->m;
    return l->focal_px /
           fmaxf(view_dot(l->at, (Vec3){ -l->forward.x, -l->forward.y, -l->forward.z }) +
                     view_dot(m, l->forward),
                 0.05f);
}

static void limb(const Brush *b, Vec3 from, Vec3 to, float radius, float radius_to, Ink k)
{
    paint_limb(b->paint, px(b, from), px(b, to), radius * metre(b, from), radius_to * metre(b, to),
               k);
}

static Vec3 between(Vec3 a, Vec3 c, float t)
{
    return (Vec3){ mixf(a.x, c.x, t), mixf(a.y, c.y, t), mixf(a.z, c.z, t) };
}

static void shadow(const Brush *b)
{
    Vec3 middle = between(b->j->ankle[SIDE_LEFT], b->j->ankle[SIDE_RIGHT], 0.5f);
    float off = clampf(1 - 2 * (middle.y - b->f->ankle) / b->f->height, 0.4f, 1);
    float spread = fabsf(b->j->ankle[SIDE_LEFT].x - b->j->ankle[SIDE_RIGHT].x) * 0.5f;
    middle.y = 0;
    middle.x += 0.03f * b->f->height;
    Vec2 at = px(b, middle);
    for (int i = 0; i < 3; i++) {
        float size = (0.15f + 0.025f * (float)i) * b->f->height + spread;
        Ink k = glaze(b, 0x46503Cu, 0.13f * off);
        k.soft = 0.022f * b->f->height * b->m;
        paint_ellipse(b->paint, at, size * b->m, 0.16f * size * b->m + 2, 0, k);
    }
}

static void shoe(const Brush *b, Side side)
{
    float h = b->f->height;
    Vec3 heel = b->j->heel[side], toe = b->j->toe[side], ankle = b->j->ankle[side];
    Vec3 sole_heel = heel, sole_toe = toe;
    sole_heel.y -= 0.016f * h;
    sole_toe.y -= 0.012f * h;
    heel.y -= 0.004f * h;
    toe.y -= 0.002f * h;
    limb(b, sole_heel, sole_toe, 0.024f * h, 0.031f * h, ink(b, SOLE, 0.5f));
    limb(b, heel, toe, 0.026f * h, 0.030f * h, ink(b, b->look->shoe, 0.8f));
    ankle.y -= 0.022f * h;
    limb(b, ankle, toe, 0.027f * h, 0.029f * h, ink(b, b->look->shoe, 0.8f));
    Vec3 lace = between(ankle, toe, 0.55f), tip = between(ankle, toe, 0.95f);
    lace.y += 0.012f * h;
    tip.y += 0.002f * h;
    for (int i = 0; i < 2; i++) {
        Vec3 at = between(lace, tip, 0.45f * (float)i), to = at;
        at.x -= 0.013f * h;
        to.x += 0.013f * h;
        limb(b, at, to, 0.0045f * h, 0.0045f * h, ink(b, SOLE, 0.2f));
    }
}

static void leg(const Brush *b, Side side)
{
    float h = b->f->height * b->f->girth_limbs;
    Vec3 hip = b->j->hip[side], knee = b->j->knee[side], ankle = b->j->ankle[side];
    Ink jeans = ink(b, b->look->trousers, 0.9f), skin = ink(b, b->look->shin, 0.9f);
    // Shorts ride up on a bent leg.
    float bent = clampf((knee.z - hip.z) / (0.16f * h), 0, 1), long_to = 0.76f - 0.14f * bent;
    hip.y -= 0.018f * h * bent;  // the lap hangs below the joint
    // Long trousers are one width all the way.
    bool longs = b->look->shin == b->look->trousers;
    float wide = longs ? 1.25f : 1, narrow = longs ? 0.84f : 1;
    Vec3 calf = between(knee, ankle, 0.36f), hem = between(hip, knee, long_to);
    Vec3 band = between(hip, knee, long_to - 0.08f - 0.04f * bent);
    // What is nearer to the camera is painted last: the thigh of a squatting or seated child.
    bool thigh_last = knee.z - hip.z > 0.10f * h;
    if (!thigh_last) limb(b, hip, knee, 0.050f * h, 0.036f * h, skin);
    limb(b, knee, calf, wide * 0.035f * h, wide * 0.037f * h, skin);
    limb(b, calf, ankle, wide * 0.037f * h, wide * 0.023f * h, skin);
    limb(b, between(calf, ankle, 0.62f), ankle, 0.0275f * h, 0.0265f * h,
         ink(b, b->look->sock, 0.7f));
    shoe(b, side);
    if (thigh_last) limb(b, hip, knee, 0.050f * h, 0.039f * h, skin);
    Ink cap = glaze(b, 0xE08E70u, longs ? 0 : 0.45f);
    cap.soft = 0.012f * h * b->m;
    paint_ellipse(b->paint, px(b, knee), 0.020f * h * b->m, 0.022f * h * b->m, 0, cap);
    float m = narrow * h * b->m, width[] = { 0.056f * m, 0.0575f * m, 0.058f * m, 0.060f * m };
    float edge[] = { 0.0605f * m, 0.061f * m };
    limb(b, hip, between(hip, knee, 0.1f), 0.057f * h, 0.057f * h, jeans);
    paint_body(b->paint, px(b, hip), px(b, hem), width, 4, 0, jeans, jeans);
    paint_body(b->paint, px(b, band), px(b, hem), edge, 2, 0, ink(b, b->look->hem, 0.9f), jeans);
}

static void seat_of_shorts(const Brush *b)
{
    const FigureJoints *j = b->j;
    float m = b->f->height * b->m;
    Vec3 hips = between(j->hip[SIDE_LEFT], j->hip[SIDE_RIGHT], 0.5f);
    Vec3 crotch = between(hips, j->neck, -0.16f), belt = between(hips, j->neck, 0.30f);
    float width[] = { 0.030f * m, 0.080f * m, 0.104f * m, 0.104f * m, 0.098f * m };
    for (int i = 0; i < 5; i++) width[i] *= broad(b) * b->f->girth_trunk;
    Ink jeans = ink(b, b->look->trousers, 0.75f);
    paint_body(b->paint, px(b, crotch), px(b, belt), width, 5, 0, jeans, jeans);
}

static void shirt(const Brush *b)
{
    const FigureJoints *j = b->j;
    float h = b->f->height, m = b->m, breath = 1 + 1.2f * b->stance->shrug / h;
    Vec3 hips = between(j->hip[SIDE_LEFT], j->hip[SIDE_RIGHT], 0.5f);
    Vec3 up = between(hips, j->neck, 1);
    float w[] = { 0.112f, 0.108f, 0.102f, 0.102f, 0.106f, 0.112f, 0.114f, 0.104f, 0.062f };
    for (int i = 0; i < 9; i++)
        w[i] *= h * m * broad(b) * b->f->girth_trunk * (i > 3 && i < 8 ? breath : 1);
    Vec3 hem = between(hips, up, 0.06f), collar = between(hips, up, 1.085f);
    paint_body(b->paint, px(b, hem), px(b, collar), w, 9, 9, ink(b, b->look->shirt, 0.85f),
               ink(b, b->look->stripe, 0.85f));
}

static void neck(const Brush *b)
{
    float h = b->f->height;
    Vec3 low = between(b->j->neck, b->j->head, -0.02f);
    limb(b, low, between(b->j->neck, b->j->head, 0.55f), 0.040f * h, 0.036f * h,
         ink(b, b->look->skin_dark, 0.7f));
    Vec3 dip = between(b->j->neck, b->j->head, 0.02f);
    paint_ellipse(b->paint, px(b, dip), 0.047f * h * b->m, 0.022f * h * b->m,
                  0.5f * b->stance->trunk, ink(b, b->look->skin_dark, 0.5f));
}

static void hand(const Brush *b, Side side)
{
    float h = b->f->height;
    Vec3 out[LANDMARK_COUNT];
    figure_landmarks(b->f, b->j, out);
    Vec3 wrist = b->j->wrist[side], palm = b->j->palm[side];
    Vec3 index = out[LANDMARK_INDEX_LEFT + (int)side], pinky = out[LANDMARK_PINKY_LEFT + (int)side];
    Vec3 thumb = out[LANDMARK_THUMB_LEFT + (int)side];
    Ink skin = ink(b, b->look->skin, 0.55f);
    limb(b, wrist, palm, 0.021f * h, 0.028f * h, skin);
    for (int i = 0; i < 4; i++) {
        Vec3 knuckle = between(index, pinky, (float)i / 3);
        float longer = i == 1 || i == 2 ? 0.78f : 0.60f;
        limb(b, knuckle, between(wrist, knuckle, 1 + longer), 0.0105f * h, 0.0085f * h, skin);
    }
    limb(b, between(wrist, palm, 0.3f), between(wrist, thumb, 1.25f), 0.012f * h, 0.0095f * h,
         skin);
}

static void arm(const Brush *b, Side side)
{
    float h = b->f->height * b->f->girth_limbs;
    Vec3 shoulder = b->j->shoulder[side], elbow = b->j->elbow[side], wrist = b->j->wrist[side];
    limb(b, elbow, wrist, 0.029f * h, 0.020f * h, ink(b, b->look->fore, 0.9f));
    limb(b, shoulder, elbow, 0.034f * h, 0.029f * h, ink(b, b->look->skin, 0.9f));
    hand(b, side);
    Vec3 from = between(shoulder, b->j->neck, 0.35f), hem = between(shoulder, elbow, 0.66f);
    from.y -= 0.010f * h;
    Vec3 band = between(shoulder, elbow, 0.57f);
    float m = h * b->m, sleeve[] = { 0.038f * m, 0.041f * m, 0.044f * m };
    float edge[] = { 0.0445f * m, 0.045f * m };
    paint_limb(b->paint, px(b, from), px(b, shoulder), 0.030f * m, 0.038f * m,
               ink(b, b->look->shirt, 0.9f));
    paint_body(b->paint, px(b, shoulder), px(b, hem), sleeve, 3, 0, ink(b, b->look->shirt, 0.9f),
               ink(b, b->look->shirt, 0.9f));
    paint_body(b->paint, px(b, band), px(b, hem), edge, 2, 0, ink(b, b->look->stripe, 0.9f),
               ink(b, b->look->shirt, 0.9f));
}

// Places on the head are in head heights, right and up in the picture, on the front of the face.
static Vec2 face(const Brush *b, float right, float up)
{
    float front = 0.46f - 0.9f * right * right - 0.25f * up * up;
    return px(b, figure_face(b->f, b->j, right, up + b->f->face, front));
}

static Vec2 skull(const Brush *b, float right, float up)
{
    return px(b, figure_face(b->f, b->j, right, up, 0));
}

static void eye(const Brush *b, Side side)
{
    float u = b->f->head * b->m, tilt = b->stance->head_tilt + 0.5f * b->stance->trunk;
    float sign = figure_sign(side), open = 1 - b->stance->eyes_shut;
    Vec2 at = face(b, sign * 0.155f, -0.045f);
    float look_x = 0.030f * u * clampf(b->stance->head_turn * 1.5f, -0.7f, 0.7f);
    float look_y = -0.030f * u * clampf(b->stance->head_nod * 2, -0.7f, 0.7f);
    Vec2 lid = vec2(at.x, at.y - 0.014f * open * u);
    paint_ellipse(b->paint, lid, 0.086f * u, (0.012f + 0.080f * open) * u, tilt,
                  ink(b, 0x4A2C1Cu, 0));
    if (open > 0.3f) {
        Vec2 iris = vec2(at.x + look_x, at.y + look_y),
             spark = vec2(iris.x - 0.020f * u, iris.y - 0.028f * u);
        paint_ellipse(b->paint, at, 0.078f * u, 0.082f * open * u, tilt, ink(b, 0xFBFAF6u, 0));
        paint_ellipse(b->paint, iris, 0.056f * u, 0.066f * open * u, 0, ink(b, 0x6B4423u, 0));
        paint_ellipse(b->paint, iris, 0.034f * u, 0.043f * open * u, 0, ink(b, 0x1E130Cu, 0));
        paint_ellipse(b->paint, spark, 0.017f * u, 0.018f * u, 0, ink(b, 0xFFFFFFu, 0));
    }
    float lift = 0.012f * b->stance->smile;
    paint_limb(b->paint, face(b, sign * 0.080f, 0.098f + lift),
               face(b, sign * 0.165f, 0.105f + lift), 0.016f * u, 0.020f * u,
               ink(b, b->look->hair, 0.2f));
    paint_limb(b->paint, face(b, sign * 0.165f, 0.105f + lift),
               face(b, sign * 0.235f, 0.075f + lift), 0.020f * u, 0.011f * u,
               ink(b, b->look->hair, 0.2f));
}

static void mouth(const Brush *b)
{
    float u = b->f->head * b->m, open = clampf(2 * b->stance->smile - 1, 0, 1);
    Vec2 left = face(b, -0.115f, -0.245f), right = face(b, 0.115f, -0.245f);
    Vec2 low = face(b, 0, -0.315f - 0.03f * open), mid_l = face(b, -0.06f, -0.300f - 0.02f * open);
    Vec2 mid_r = face(b, 0.06f, -0.300f - 0.02f * open);
    if (open > 0.05f) {
        Vec2 corners[] = { left, mid_l, low, mid_r, right };
        paint_polygon(b->paint, corners, 5, 0.012f * u, ink(b, 0x8E2F2Bu, 0));
        paint_limb(b->paint, face(b, -0.07f, -0.264f), face(b, 0.07f, -0.264f), 0.014f * u,
                   0.014f * u, ink(b, 0xFFFDF6u, 0));
    }
    Ink lip = ink(b, 0xB5493Fu, 0);
    float thick = 0.014f * u;
    paint_limb(b->paint, left, mid_l, 0.7f * thick, thick, lip);
    paint_limb(b->paint, mid_l, low, thick, thick, lip);
    paint_limb(b->paint, low, mid_r, thick, thick, lip);
    paint_limb(b->paint, mid_r, right, thick, 0.7f * thick, lip);
}

static void head(const Brush *b)
{
    float u = b->f->head * b->m, tilt = b->stance->head_tilt + 0.5f * b->stance->trunk;
    Ink skin = ink(b, b->look->skin, 0.55f), hair = ink(b, b->look->hair, 0.75f),
        light = ink(b, b->look->hair_light, 0.5f);
    paint_ellipse(b->paint, skull(b, 0, 0.10f), 0.435f * u, 0.455f * u, tilt, hair);
    for (int side = 0; b->look->long_hair && side < SIDE_COUNT; side++) {
        float sign = figure_sign((Side)side);
        paint_limb(b->paint, skull(b, sign * 0.30f, 0.1f), skull(b, sign * 0.36f, -0.62f),
                   0.17f * u, 0.12f * u, hair);
    }
    for (int side = 0; side < SIDE_COUNT; side++) {
        float sign = figure_sign((Side)side);
        Vec2 ear = px(b, figure_face(b->f, b->j, sign * 0.385f, -0.085f, 0.0f));
        paint_ellipse(b->paint, ear, 0.065f * u, 0.095f * u, tilt, ink(b, b->look->skin, 0.7f));
        paint_ellipse(b->paint, ear, 0.032f * u, 0.055f * u, tilt,
                      glaze(b, b->look->skin_dark, 0.7f));
    }
    if (turned(b) && b->j->head_front.z < 0.2f) {  // from behind
        paint_ellipse(b->paint, skull(b, 0, 0), 0.40f * u, 0.44f * u, tilt, hair);
        return;
    }
    paint_ellipse(b->paint, skull(b, 0, -0.01f), 0.385f * u, 0.43f * u, tilt, skin);
    paint_ellipse(b->paint, skull(b, 0, -0.15f), 0.355f * u, 0.335f * u, tilt, skin);
    for (int side = 0; side < SIDE_COUNT; side++) {
        float sign = figure_sign((Side)side);
        Ink blush = glaze(b, 0xEE7F6Du, 0.45f);
        blush.soft = 0.07f * u;
        paint_ellipse(b->paint, face(b, sign * 0.205f, -0.185f), 0.070f * u, 0.055f * u, 0, blush);
        Vec3 at = figure_face(b->f, b->j, sign * 0.155f, -0.045f, 0.4f);
        if (!turned(b) || near(b, at) > near(b, b->j->head) + 0.1f * b->f->head) eye(b, (Side)side);
    }
    paint_ellipse(b->paint, face(b, 0.008f, -0.145f + b->f->nose), 0.040f * u, 0.026f * u, tilt,
                  glaze(b, b->look->skin_dark, 0.8f));
    paint_ellipse(b->paint,
                  px(b, figure_face(b->f, b->j, 0, FIGURE_NOSE + b->f->face + b->f->nose, 0.47f)),
                  0.032f * u, 0.030f * u, tilt, ink(b, 0xF7CFAEu, 0.3f));
    mouth(b);
    static const float locks[][5] = {
        // from right, up, to right, up, radius: the fringe, swept to one side
        { 0.16f, 0.40f, -0.33f, 0.16f, 0.115f },   { 0.20f, 0.38f, -0.20f, 0.20f, 0.10f },
        { 0.18f, 0.38f, -0.06f, 0.215f, 0.10f },   { 0.20f, 0.36f, 0.10f, 0.215f, 0.09f },
        { 0.14f, 0.40f, 0.25f, 0.205f, 0.09f },    { 0.18f, 0.36f, 0.355f, 0.07f, 0.085f },
        { -0.20f, 0.33f, -0.385f, 0.02f, 0.080f },
    };
    for (unsigned i = 0; i < sizeof locks / sizeof locks[0]; i++)
        paint_limb(b->paint, skull(b, locks[i][0], locks[i][1]), skull(b, locks[i][2], locks[i][3]),
                   locks[i][4] * u, 0.35f * locks[i][4] * u, hair);
    light.opacity = 0.75f;
    paint_limb(b->paint, skull(b, -0.02f, 0.46f), skull(b, -0.24f, 0.33f), 0.030f * u, 0.012f * u,
               light);
    paint_limb(b->paint, skull(b, 0.06f, 0.52f), skull(b, 0.13f, 0.60f), 0.055f * u, 0.012f * u,
               hair);
    paint_limb(b->paint, skull(b, 0.00f, 0.52f), skull(b, -0.03f, 0.61f), 0.050f * u, 0.012f * u,
               hair);
}

// The seat stands still, whatever the child does on it.
static Vec3 seat_place(const Brush *b)
{
    Stance sit = figure_sit(b->f);
    return (Vec3){ sit.pelvis.x, sit.pelvis.y, sit.pelvis_z };
}

// An upright block from `top` to `bottom` px below a point.
static void block(const Brush *b, Vec2 at, float half_width, float top, float bottom, Ink k)
{
    float width[] = { half_width, half_width };
    paint_body(b->paint, vec2(at.x, at.y + top), vec2(at.x, at.y + bottom), width, 2, 0, k, k);
}

// A padded bench: four legs of a stool would look like somebody's.
static void bench(const Brush *b)
{
    float m = b->f->height * b->m;
    Vec3 foot = seat_place(b);
    Vec2 at = px(b, foot);
    foot.y = 0;
    Vec2 left = { at.x - 0.15f * m, at.y + 0.075f * m }, right = { at.x + 0.15f * m, left.y };
    block(b, at, 0.155f * m, 0.075f * m, px(b, foot).y - at.y, ink(b, 0x8FBF86u, 0.3f));
    paint_limb(b->paint, left, right, 0.022f * m, 0.022f * m, ink(b, 0xA9D39Fu, 0.4f));
}

static void wheelchair(const Brush *b)
{
    float h = b->f->height, m = h * b->m;
    Vec3 seat = seat_place(b);
    Vec2 at = px(b, seat);
    block(b, at, 0.135f * m, -0.18f * m, 0, ink(b, 0x3D4450u, 0.4f));
    block(b, at, 0.145f * m, 0.05f * m, 0.10f * m, ink(b, 0x4B5563u, 0.4f));
    for (int side = 0; side < SIDE_COUNT; side++) {
        Vec3 hub = seat;
        hub.x += figure_sign((Side)side) * 0.185f * h;
        hub.y = 0.20f * h;
        Vec2 wheel = px(b, hub);
        float tilt = -figure_sign((Side)side) * 0.05f;
        paint_ellipse(b->paint, wheel, 0.034f * m, 0.205f * m, tilt, ink(b, 0x39404Au, 0.6f));
        paint_ellipse(b->paint, wheel, 0.018f * m, 0.180f * m, tilt, ink(b, 0xB9C3CEu, 0.5f));
        paint_ellipse(b->paint, wheel, 0.020f * m, 0.026f * m, 0, ink(b, 0x2FA39Au, 0.6f));
    }
}

static void curtain(const Brush *b)
{
    float top = FIGURE_CURTAIN * b->f->height;
    Vec3 at = { b->stance->pelvis.x, top, b->stance->pelvis_z + 0.2f * b->f->height };
    Vec2 from = px(b, at);
    block(b, from, 0.42f * b->f->height * b->m, 0, top * b->stance->cover * b->m,
          ink(b, 0xB7C4B1u, 0.15f));
}

// A raised arm passes beside and behind the head.
static bool overhead(const Brush *b, Side side)
{
    return b->j->elbow[side].y > b->j->shoulder[side].y + 0.4f * b->f->upper_arm;
}

void child_paint(Paint *paint, const View *view, const Figure *figure, const Stance *stance,
                 const FigureJoints *joints, Seat seat, const Look *look)
{
    REQUIRE(seat >= 0 && seat <= SEAT_WHEELCHAIR);
    Brush brush = { paint, view, figure, stance, joints, look, view->px_per_m, 0, stance->spin };
    if (!view_is_flat(view))
        brush.turn -= exact_atan2(-view->lens.forward.x, -view->lens.forward.z);
    const Brush *b = &brush;
    brush.soft = fmaxf(0.9f, 0.0028f * (float)view->height * 0.7f);
    shadow(b);
    if (seat == SEAT_BENCH) bench(b);
    if (seat == SEAT_WHEELCHAIR) wheelchair(b);
    Side back = joints->ankle[SIDE_LEFT].z >= joints->ankle[SIDE_RIGHT].z ? SIDE_RIGHT : SIDE_LEFT;
    Side front = back == SIDE_LEFT ? SIDE_RIGHT : SIDE_LEFT;
    seat_of_shorts(b);
    if (seat != SEAT_NONE) shirt(b);
    leg(b, back);
    leg(b, front);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        if (far_side(b, side)) arm(b, side);
    if (seat == SEAT_NONE) shirt(b);
    neck(b);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        if (overhead(b, side) && !far_side(b, side)) arm(b, side);
    head(b);
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++)
        if (!overhead(b, side) && !far_side(b, side)) arm(b, side);
    if (stance->cover > 0) curtain(b);
}
