// SPDX-License-Identifier: MIT
// stepping_stars_arc.c: a star falls and shows the step; the line of a large animal dawns in the
// sky; at the end the stars that were found lie along it, and it is a whale.
#include "games/arcs/stepping_stars_arc.h"

#include "games/arcs/arc_parts.h"

#define LINE_POINTS 180
#define SMALL       9

enum { LATER_HARE = 1, LATER_SWAN };

// The animals' outlines, curve after curve, in the pixels of their pictures.
static const short whale[][2] = { { 70, 330 },   { 70, 180 },   { 250, 104 },  { 470, 112 },
                                  { 690, 120 },  { 840, 230 },  { 950, 240 },  { 1010, 246 },
                                  { 1040, 214 }, { 1052, 168 }, { 1000, 146 }, { 966, 96 },
                                  { 974, 50 },   { 1030, 50 },  { 1072, 76 },  { 1092, 112 },
                                  { 1108, 74 },  { 1150, 44 },  { 1206, 42 },  { 1212, 98 },
                                  { 1176, 150 }, { 1126, 174 }, { 1122, 300 }, { 1010, 400 },
                                  { 840, 444 },  { 620, 496 },  { 320, 506 },  { 190, 464 },
                                  { 110, 438 },  { 70, 400 },   { 70, 330 } };
static const short hare[][2] = {
    { 96, 306 },   { 110, 244 },  { 170, 212 },  { 226, 214 },  { 226, 150 },  { 250, 50 },
    { 316, 24 },   { 356, 60 },   { 334, 150 },  { 296, 210 },  { 330, 140 },  { 390, 70 },
    { 452, 66 },   { 462, 120 },  { 400, 196 },  { 342, 240 },  { 430, 200 },  { 560, 150 },
    { 720, 168 },  { 900, 188 },  { 1010, 256 }, { 1040, 330 }, { 1090, 300 }, { 1146, 330 },
    { 1140, 380 }, { 1124, 424 }, { 1074, 416 }, { 1048, 396 }, { 1064, 448 }, { 1112, 482 },
    { 1098, 520 }, { 1004, 540 }, { 884, 522 },  { 840, 470 },  { 760, 452 },  { 600, 456 },
    { 480, 446 },  { 420, 488 },  { 330, 528 },  { 236, 522 },  { 226, 488 },  { 290, 462 },
    { 330, 432 },  { 300, 414 },  { 270, 404 },  { 246, 396 },  { 176, 404 },  { 96, 372 },
    { 96, 306 }
};
static const short swan[][2] = {
    { 110, 182 }, { 160, 146 },  { 188, 132 },  { 206, 130 },  { 220, 58 },   { 322, 38 },
    { 368, 104 }, { 420, 190 },  { 362, 250 },  { 374, 316 },  { 392, 342 },  { 424, 330 },
    { 462, 290 }, { 560, 160 },  { 800, 84 },   { 966, 124 },  { 950, 160 },  { 928, 180 },
    { 900, 200 }, { 1000, 184 }, { 1080, 190 }, { 1144, 166 }, { 1136, 300 }, { 1060, 432 },
    { 900, 482 }, { 700, 532 },  { 460, 532 },  { 340, 474 },  { 226, 404 },  { 250, 290 },
    { 282, 222 }, { 284, 198 },  { 252, 192 },  { 222, 194 },  { 180, 206 },  { 140, 204 },
    { 110, 182 }
};

static const struct {
    const char *picture;
    const short (*knot)[2];
    size_t curves;
} animals[ARC_VARIATIONS] = {
    { "star_whale", whale, sizeof whale / sizeof *whale / 3 },
    [LATER_HARE] = { "star_hare", hare, sizeof hare / sizeof *hare / 3 },
    [LATER_SWAN] = { "star_swan", swan, sizeof swan / sizeof *swan / 3 },
};

#define PICTURE_HIGH 560.0f   // px
#define PER_PX       0.0085f  // stage units
static const Vec2 picture_middle = { 620, 280 };

typedef struct Line {
    Vec2 at[LINE_POINTS];
    float way[LINE_POINTS];  // from the start to there
} Line;

// The animal's outline with the middle of its picture at `middle`.
static void trace(Line *line, int variation, Vec2 middle)
{
    int curves = (int)animals[variation].curves;
    for (int i = 0; i < LINE_POINTS; i++) {
        float share = (float)i * (float)curves / (LINE_POINTS - 1);
        int curve = (int)fminf(share, (float)curves - 1);
        Vec2 knot[4];
        for (int k = 0; k < 4; k++) {
            const short *px = animals[variation].knot[3 * curve + k];
            Vec2 off = vec2_sub(vec2(px[0], px[1]), picture_middle);
            knot[k] = vec2(middle.x + off.x * PER_PX, middle.y - off.y * PER_PX);
        }
        line->at[i] = arc_bezier(knot, share - (float)curve);
        line->way[i] = i ? line->way[i - 1] + vec2_distance(line->at[i - 1], line->at[i]) : 0;
    }
}

static Vec2 on_line(const Line *line, float share)
{
    float way = share * line->way[LINE_POINTS - 1];
    int i = 1;
    while (i < LINE_POINTS - 1 && line->way[i] < way) i++;
    float step = line->way[i] - line->way[i - 1];
    return vec2_mix(line->at[i - 1], line->at[i],
                    step > 0 ? clampf((way - line->way[i - 1]) / step, 0, 1) : 0);
}

// ---- opening ----

// Where the star lies, and the limb's home: a foot's, or a hand's over the tray.
static void find_places(const GameInput *in, Side side, Vec2 *home, Vec2 *star)
{
    const Calibration *c = in->size;
    float out = game_outward((int)side);
    if (c->seated) {
        float far = c->arm[side] * fminf(in->reach[side], 1);
        *home = vec2(c->shoulder[side].x, c->hip.y + 0.25f * c->trunk);
        *star = vec2(home->x + out * 0.75f * far, home->y + 0.25f * far);
        return;
    }
    *home = vec2(c->hip.x + out * 0.42f * c->shoulder_width, c->ankle_y[side] - 0.03f * c->height);
    *star = vec2(home->x + out * 0.6f * game_leg(in), home->y);
}

static void show_step(const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    static const char *const shoe[] = { "shoe_left", "shoe_right" };
    static const char *const hand[] = { "hand_left", "hand_right" };
    bool seated = in->size->seated;
    Side side = seated ? arc_side(m) : game_only_side(in->feet, SIDE_RIGHT);
    Vec2 home, star;
    find_places(in, side, &home, &star);
    float fall = arc_in_out(m->at, 0.1f, 1.3f), lies = arc_in_out(m->at, 1.2f, 0.6f);
    float leaves = arc_in_out(m->at, 4.1f, 0.8f), limb = arc_in_out(m->at, 1.5f, 0.4f);
    Vec2 way[] = { vec2(star.x + (side == SIDE_RIGHT ? 1.2f : -1.2f), 9.4f),
                   vec2(star.x + (side == SIDE_RIGHT ? 2.4f : -2.4f), 6.4f), vec2(star.x, 4),
                   vec2(star.x, star.y + 0.25f) };
    if (seated)
        canvas_box(stage->back, vec2(in->size->hip.x, in->size->hip.y + 0.2f),
                   2.6f * in->size->arm[SIDE_LEFT], 0.14f, (Color){ 0.55f, 0.40f, 0.28f, 0.85f });
    canvas_glow(stage->back, star, 1.1f, arc_rgb(0xffee99, 0.6f * lies * (1 - leaves)));
    canvas_picture(stage->back, "star_tile", star, seated ? 1.1f : 0.8f, lies * (1 - leaves));
    canvas_picture(stage->back, "star", arc_bezier(way, fall), 0.95f, 1 - lies);
    // Out, and home.
    float out = arc_in_out(m->at, 1.8f, 0.8f) - arc_in_out(m->at, 2.8f, 0.7f);
    float seen = limb - arc_in_out(m->at, 3.5f, 0.5f);
    Vec2 at = vec2_mix(home, star, out);
    at.y += seated ? 0.3f * (1 - out) : 0.5f * exact_sin(PI_F * out) + 0.1f;
    canvas_image(stage->front, (seated ? hand : shoe)[side], at, seated ? 1.15f : 0.85f, 0,
                 COLOR_LIGHT(seen));
}

static void opening(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state;
    canvas_background(stage->back, "sky");
    arc_veil(stage->back, arc_rgb(0x141c4c, 0.35f * (1 - arc_in_out(m->at, 0, 1.5f))));
    show_step(in, m, stage);
}

// ---- the last minute ----

static const Vec2 animal_at = { 8.35f, 6.3f };  // at rest it is a little to the left of it
#define SWIMS   0.7f
#define GUESSED 0.38f  // of the faint dots

static void draw_dots(Canvas *back, const Line *line, float share, float alpha)
{
    int dots = (int)(line->way[LINE_POINTS - 1] / 0.24f);
    for (int i = 0; i < dots; i++) {
        float at = (float)i / (float)dots;
        float shown = clampf((share - at) * 12, 0, 1);
        if (shown * alpha > 0)
            canvas_disc(back, on_line(line, at), 0.045f, arc_rgb(0xfff3c4, alpha * shown));
    }
}

// Two of the found stars rise from the floor, and what they may be is guessed at in faint dots.
static void sign(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)state, (void)in;
    Line line;
    trace(&line, 0, animal_at);
    draw_dots(stage->back, &line, 1.1f * arc_in_out(m->at, 1, ARC_SIGN_S - 1), GUESSED);
    for (int i = 0; i < 2; i++) {
        float up = arc_in_out(m->at, 3.5f * (float)i, 3.5f),
              gone = arc_in_out(m->at, 3.2f + 3.5f * (float)i, 1);
        Vec2 goal = on_line(&line, i ? 0.52f : 0.06f), from = vec2(i ? 13.8f : 2.2f, 0.8f);
        canvas_picture(stage->back, "star", vec2_mix(from, goal, up), 0.55f,
                       arc_in_out(m->at, 3.5f * (float)i, 0.8f) * (1 - 0.6f * gone));
    }
}

// ---- ending ----

// From where they stood in the sky to their places along the line; those that make it up to
// ARC_THINGS_LEAST come out of the dark.
static void draw_stars(const void *state, const ArcMoment *m, Canvas *back, const Line *line)
{
    int found = stars_found(state);
    for (int i = 0; i < m->things; i++) {
        float each = fminf(0.12f, 1.0f / (float)m->things);
        float come = m->calm ? 1 : arc_in_out(m->at, each * (float)i, 0.35f);
        float seen = m->calm || i >= found ? arc_one_by_one(m, i, 0, each, 0.6f) : 1;
        Vec2 place = on_line(line, ((float)i + 0.5f) / (float)m->things);
        float size = 0.62f + 0.08f * (float)(i % 3);
        canvas_image(back, "star", vec2_mix(stars_sky[i % SKY_STARS], place, come), size,
                     0.2f * (arc_dice(m, i) - 0.5f), COLOR_LIGHT(seen));
    }
}

// The fin comes down towards the highest hand and stays off. It is the one beside the face, as far
// as the other hand is not higher.
static void draw_fins(const ArcMoment *m, ArcStage *stage, Vec2 middle, float seen)
{
    const Vec2 *hand = m->late->hand;
    float down = arc_in_out(m->at, 2.4f, 0.9f);
    float right = clampf(hand[SIDE_RIGHT].y - hand[SIDE_LEFT].y - 0.5f, 0, 1);
    for (int side = 0; side < SIDE_COUNT; side++) {
        float inwards = -game_outward(side), turns = side == SIDE_RIGHT ? right : 1 - right;
        Vec2 root = vec2_add(middle, vec2(side == SIDE_RIGHT ? 2.1f : -2.6f, -1.2f));
        Vec2 to = vec2_sub(vec2_add(hand[side], stage->moved), root);
        float low = exact_atan2(fminf(to.y, -0.4f), fmaxf(inwards * to.x, 0.2f));
        low = mixf(-1.5f, low, down * turns);
        float turn = side == SIDE_RIGHT ? -PI_F - low : low;
        canvas_image(stage->back, "whale_fin", vec2_add(root, vec2_polar(turn, 0.55f)), 1.5f,
                     turn + PI_F / 2, COLOR_LIGHT(side == SIDE_RIGHT ? seen * right : seen));
    }
}

// Small stars: the whale spouts them, the hare hops out of them, the swan swims on them.
static void draw_small(const ArcMoment *m, Canvas *back, Vec2 middle)
{
    for (int i = 0; i < SMALL; i++) {
        float up = arc_out(m->at, 2.6f + 0.06f * (float)i, 0.9f), x = (float)(i - SMALL / 2) / 4;
        Vec2 from = vec2(-1.5f, 1.45f), to = vec2(from.x + 1.75f * x, 2.45f - 0.6f * x * x);
        if (m->variation == LATER_HARE) {
            float hop = 0.75f * (float)i, high = fabsf(exact_sin(hop));
            from = vec2(4.3f, -2.0f);
            to = vec2(4.6f - 0.95f * (float)i, -2.35f + 0.45f * high);
        }
        if (m->variation == LATER_SWAN) {
            from = vec2(0, -2.3f);
            to = vec2(3.9f * x, -2.35f - 0.16f * (float)(i % 2));
        }
        Vec2 at = vec2_add(middle, vec2_mix(from, to, up));
        canvas_image(back, "star", at, 0.36f, 0.5f * x, COLOR_LIGHT(up));
    }
}

static void draw_animal(const void *state, const ArcMoment *m, ArcStage *stage)
{
    Canvas *back = stage->back;
    float swum = m->calm ? 1 : arc_in_out(m->at, 1.4f, 1.8f), seen = arc_in_out(m->at, 1.1f, 0.8f);
    Vec2 middle = vec2_sub(animal_at, vec2(SWIMS * swum, 0));
    Line line;
    trace(&line, 0, animal_at);  // what was guessed at in the last minute
    draw_dots(back, &line, 1.1f, GUESSED * (1 - arc_in_out(m->at, 0, 0.8f)));
    trace(&line, m->variation, middle);
    canvas_glow(back, middle, 4.4f, arc_rgb(0xa9c0f4, 0.5f * seen));
    canvas_picture(back, animals[m->variation].picture, middle, PICTURE_HIGH * PER_PX, seen);
    if (m->variation == 0) draw_fins(m, stage, middle, seen);
    float drawn = arc_in_out(m->at, 0.3f, 1.1f);
    draw_dots(back, &line, m->calm ? 1.1f : 1.1f * drawn, m->calm ? 0.95f * drawn : 0.95f);
    if (!m->calm) draw_small(m, back, middle);
    draw_stars(state, m, back, &line);
}

static void ending(const void *state, const GameInput *in, const ArcMoment *m, ArcStage *stage)
{
    (void)in;
    Canvas *back = stage->back;
    float come = arc_in_out(m->at, 0, 0.8f);
    arc_stand(m, stage, vec2(8, 0.55f));
    canvas_background(back, "sky");
    arc_veil(back, arc_rgb(0x141c4c, 0.26f * come));
    draw_animal(state, m, stage);
    canvas_glow(back, vec2(8, 0.5f), 3.2f, arc_rgb(0xdfe6ff, 0.5f * come));
    canvas_picture(back, "star_tile", vec2(4.9f, 0.7f), 0.75f, come);
    canvas_picture(back, "star_tile", vec2(11.1f, 0.7f), 0.75f, come);
    canvas_picture(back, "cloud_1", vec2(12.6f, 0.75f), 1.5f, come);
    canvas_picture(back, "cloud_1", vec2(2.8f, 0.75f), 1.5f, come);
    canvas_picture(back, "bunny_awake", vec2(12.4f, 1.75f), 1.7f, come);
}

const GameArc stepping_stars_arc = {
    .line = { "end_stepping_stars", "end_stepping_stars_hare", "end_stepping_stars_swan" },
    .opening = opening,
    .sign = sign,
    .ending = ending,
};
