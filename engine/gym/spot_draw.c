// SPDX-License-Identifier: MIT
// spot_draw.c: arch, garland and the others of the child's pages before play.
#include "gym/spot.h"

#include "therapist/child_parts.h"
#include "therapist/palette.h"

#define GARLAND_POINTS 25
#define PRINTS         5
#define PRINT_STEPS    30u   // between two that light up
#define LOOP_STEPS     180u  // of the bubble
#define WALK_STEPS     (7 * PRINT_STEPS)

// Everything of the arch is drawn in px of 1920 x 1080 round the place where the child stands.
static const Vec2 base = { 960, 985 };

static const struct {
    float x, y, open, closed;  // px: its middle; its height as flower and as bud
    const char *flower, *bud;
} flowers[SPOT_FLOWERS] = {
    { 700, 770, 96, 84, "flower_4", "bud_4" },   { 704, 600, 104, 88, "flower_1", "bud_1" },
    { 706, 430, 116, 92, "flower_2", "bud_2" },  { 768, 272, 110, 92, "flower_5", "bud_5" },
    { 878, 190, 104, 88, "flower_1", "bud_1" },  { 986, 170, 112, 92, "flower_4", "bud_4" },
    { 1094, 206, 122, 92, "flower_3", "bud_3" }, { 1176, 304, 104, 92, "flower_5", "bud_5" },
    { 1216, 436, 112, 92, "flower_2", "bud_2" }, { 1220, 602, 104, 88, "flower_1", "bud_1" },
    { 1220, 772, 96, 84, "flower_4", "bud_4" },
};

static float scale_of(const Spot *s)
{
    return mixf(1.1f, 0.6f, s->far);  // the head of a big child fits in, its hair too
}

static Vec2 stage_at(const Spot *s, float x, float y)
{
    float k = scale_of(s), floor = mixf(base.y, 668, s->far);
    return vec2((base.x + (x - base.x) * k) / 120, (1080 - floor - (y - base.y) * k) / 120);
}

static void draw_part(const Spot *s, Canvas *c, const char *image, float x, float y, float height)
{
    canvas_picture(c, image, stage_at(s, x, y), height * scale_of(s) / 120, s->arch);
}

// Over its end and back, or slow at both ends.
static float opened(const Spot *s, float share)
{
    float left = share - 1;
    if (s->calm) return 0.5f - 0.5f * cosf(PI_F * share);
    return 1 + 2.15f * left * left * left + 1.15f * left * left;
}

static void draw_flower(const Spot *s, Canvas *c, int i)
{
    float x = flowers[i].x, y = flowers[i].y, share = s->flower[i], k = scale_of(s) / 120;
    if (s->seated) x = base.x + 1.12f * (x - base.x), y = base.y + 0.92f * (y - base.y);
    Vec2 at = stage_at(s, x, y);
    float grown = mixf(flowers[i].closed, flowers[i].open, opened(s, share));
    if (share < 1)
        canvas_picture(c, flowers[i].bud, at, flowers[i].closed * k, (1 - share) * s->arch);
    if (share > 0) canvas_picture(c, flowers[i].flower, at, grown * k, share * s->arch);
}

static void draw_arch(const Spot *s, Canvas *c)
{
    if (s->seated)
        draw_part(s, c, "spot_arch_low", 960, 602, 796);
    else
        draw_part(s, c, "spot_arch", 960, 568, 864);
    if (s->seated)
        draw_part(s, c, "spot_seat", 962, 985, 142);
    else
        draw_part(s, c, "spot_stone", 960, 987, 130);
    for (int i = 0; i < SPOT_FLOWERS; i++) draw_flower(s, c, i);
}

// From the figure to the spot; they light up one after the other, in calm all stay lit.
static void draw_prints(const Spot *s, Canvas *c)
{
    float from = 1080 - 120 * s->feet.y + 14, lit = (float)(s->step % WALK_STEPS) / PRINT_STEPS;
    for (int i = 0; i < PRINTS; i++) {
        float y = mixf(from, 922, ((float)i + 0.5f) / PRINTS);
        float k = 0.46f + 1.15f * fmaxf(0, (y - 760) / 320), aside = (i % 2 ? 45 : -45) * k;
        float on = s->calm ? 1 : mixf(0.55f, 1, clampf(2 * (lit - (float)i), 0, 1));
        float x = mixf(120 * s->feet.x, 960, ((float)i + 0.5f) / PRINTS) + aside;
        canvas_picture(c, i % 2 ? "footprint_right" : "footprint_left",
                       vec2(x / 120, (1080 - y) / 120), 100 * k / 120, on * s->arch);
    }
}

static void draw_bunny(const Spot *s, Canvas *c)
{
    bool calls = s->page == SPOT_COME || s->page == SPOT_BACK;
    Vec2 at = vec2_mix(vec2(11.67f, 1.67f), vec2(10.13f, 3.92f), s->far);
    float size = mixf(2, 1.25f, s->far);
    float sway = s->calm ? 0 : 0.25f * sinf((float)s->step * (2 * PI_F / 60));
    canvas_picture(c, calls ? "bunny_hi" : "bunny_awake", at, size, s->arch);
    if (!calls) return;
    const Color tint = { 1, 1, 1, s->arch };
    float k = size / 220, turn = 0.73f + sway;  // its shoulder lies beside the chest
    Vec2 middle = vec2_add(vec2_add(at, vec2(38 * k, 0)), vec2_polar(turn, 29 * k));
    canvas_image(c, "bunny_arm", middle, 64 * k, turn - PI_F / 2, tint);
}

void spot_draw_back(const Spot *s, Canvas *c)
{
    if (s->arch <= 0) return;
    draw_arch(s, c);
    if (s->page == SPOT_NEARER) draw_prints(s, c);
    draw_bunny(s, c);
}

// ---- the garland --------------------------------------------------------------------------------

// It hangs below the face wherever the hands are.
static float sag_of(const Body *body, Vec2 left, Vec2 right)
{
    float above = (left.y + right.y) / 2 - (body->shoulders.y - 0.7f);
    return fmaxf(0.42f * fmaxf(vec2_distance(left, right), 1.2f), above / 0.75f);
}

static Vec2 on_garland(Vec2 left, Vec2 right, float sag, float share)
{
    float rest = 1 - share;
    Vec2 a = vec2_mix(left, right, 0.19f), b = vec2_mix(left, right, 0.81f);
    a.y -= sag;
    b.y -= sag;
    Vec2 ends =
        vec2_add(vec2_scale(left, rest * rest * rest), vec2_scale(right, share * share * share));
    Vec2 middle =
        vec2_add(vec2_scale(a, 3 * rest * rest * share), vec2_scale(b, 3 * rest * share * share));
    return vec2_add(ends, middle);
}

// A hand that rests holds nothing: the garland hangs from that shoulder.
static Vec2 end_of(const Spot *s, const Body *body, int side)
{
    return vec2_mix(body->hand[side], body->joint[LANDMARK_SHOULDER_LEFT + side], s->rest[side]);
}

static void draw_garland(const Spot *s, const Body *body, Canvas *c)
{
    CanvasPoint way[GARLAND_POINTS];
    Color ink = CHILD_INK, green = { 0.341f, 0.710f, 0.514f, s->garland };
    Vec2 left = end_of(s, body, SIDE_LEFT), right = end_of(s, body, SIDE_RIGHT);
    float sag = sag_of(body, left, right);
    for (int i = 0; i < GARLAND_POINTS; i++) {
        Vec2 at = on_garland(left, right, sag, (float)i / (GARLAND_POINTS - 1));
        way[i] = (CanvasPoint){ at, 0.167f };
    }
    ink.a = s->garland;
    canvas_way(c, way, GARLAND_POINTS, ink);
    for (int i = 0; i < GARLAND_POINTS; i++) way[i].width = 0.092f;
    canvas_way(c, way, GARLAND_POINTS, green);
    for (int i = 0; i < SPOT_FLOWERS; i++) {
        Vec2 at = on_garland(left, right, sag, ((float)i + 1) / (SPOT_FLOWERS + 1));
        float share = s->flower[i];
        if (share > 0)
            canvas_picture(c, flowers[i].flower, at, 0.85f * mixf(0.4f, 1, opened(s, share)),
                           share * s->garland);
    }
}

static void draw_butterfly(const Spot *s, Canvas *c)
{
    if (s->landed <= 0) return;
    float beat = s->calm ? 0 : 0.12f * sinf((float)s->step * (2 * PI_F / 40));
    Color tint = { 1, 1, 1, s->garland * clampf(4 * s->landed, 0, 1) };
    canvas_image(c, "butterfly", s->butterfly, 1.2f, 0.24f + beat, tint);
}

// ---- what is asked ------------------------------------------------------------------------------

static const char *words_of(SpotPage page, bool seated)
{
    switch (page) {
    case SPOT_NEARER: return "A little nearer";
    case SPOT_BACK: return "A little back";
    case SPOT_STILL: return seated ? "Sit still" : "Stand still";
    case SPOT_REACH: return "Arms out wide";
    default: return "Come into the picture";
    }
}

// The buttons are at the other side.
static const Vec2 beside_spot = { 1.95f, 4.6f }, beside_play = { STAGE_WIDTH - 1.95f, 4.6f };

// For the therapist: who must know what is asked.
static void write_words(Canvas *c, Vec2 at, const char *words, const char *more)
{
    canvas_box(c, at, 3.4f, more ? 1.0f : 0.6f, PALETTE_PAPER);
    canvas_text_within(c, vec2(at.x, at.y + (more ? 0.2f : 0)), 0.28f, 3.1f, PALETTE_INK, "%s",
                       words);
    if (more)
        canvas_text_within(c, vec2(at.x, at.y - 0.2f), 0.24f, 3.1f, PALETTE_QUIET, "%s", more);
}

static void draw_ways_back(const Spot *s, Canvas *c)
{
    float lit = s->calm ? 1 : 0.85f + 0.15f * sinf((float)s->step * (2 * PI_F / 120));
    canvas_picture(c, "way_back", vec2(5.67f, 1.9f), 2.08f, lit * s->far);
    canvas_picture(c, "way_back", vec2(10.33f, 1.9f), 2.08f, lit * s->far);
}

// How it is done, in a loop: walk there, or stretch.
static void draw_how(const Spot *s, Canvas *c)
{
    bool reach = s->page == SPOT_REACH, nearer = s->page == SPOT_NEARER;
    Vec2 at = reach ? vec2(12.3f, 2.2f) : nearer ? vec2(12.4f, 4.9f) : vec2(12.4f, 5.5f);
    float time = s->calm ? 0.25f : (float)(s->step % LOOP_STEPS) / LOOP_STEPS;
    float swing = 16 * sinf(2 * PI_F * time), wide = 0.5f - 0.5f * cosf(2 * PI_F * time);
    if (s->calm) wide = 1;
    CanvasFigure f = canvas_figure_stand(vec2_add(at, vec2(reach ? 0 : -0.35f, -1.02f)), 1.85f);
    f.seated = s->seated;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (reach) f.upper[side] = f.fore[side] = mixf(f.upper[side], 90, wide);
        if (!reach && !s->seated) f.thigh[side] += side ? swing : -swing;
        if (!reach && !s->seated) f.shank[side] += side ? swing : -swing;
    }
    child_bubble(c, at, 1.4f);
    canvas_figure(c, &f);
    if (!reach)
        canvas_picture(c, nearer ? "way_front" : "way_back", vec2_add(at, vec2(0.85f, -0.3f)), 1.2f,
                       1);
}

const char *spot_words(const Spot *s)
{
    return words_of(s->page, s->seated);
}

void spot_draw_front(const Spot *s, const Run *run, Canvas *c, bool apart)
{
    if (s->page == SPOT_BACK) draw_ways_back(s, c);
    if (s->page == SPOT_NEARER || s->page == SPOT_BACK || s->garland > 0) draw_how(s, c);
    if (s->garland > 0 && play_body(run->play)->seen) {
        draw_garland(s, play_body(run->play), c);
        draw_butterfly(s, c);
    }
    child_bird(c, play_words_left(run->play) > 0);
    if (!apart) write_words(c, beside_spot, spot_words(s), NULL);
}

void spot_draw_away(const Spot *s, Canvas *c, bool apart)
{
    Spot alone = { .seated = s->seated, .calm = s->calm, .arch = 1 };
    canvas_box(c, vec2(STAGE_WIDTH / 2, STAGE_HEIGHT / 2), STAGE_WIDTH + 2, STAGE_HEIGHT + 2,
               (Color){ 0.95f, 0.92f, 0.85f, 0.55f });
    spot_draw_back(&alone, c);
    child_bird(c, false);
    if (!apart) write_words(c, beside_play, "Where are you?", "Step into the picture");
}

void spot_draw_aside(Canvas *c, const Run *run, const Settings *settings)
{
    const Vec2 middle = { 13.35f, 4.75f };
    bool seated = profile_is_seated(&settings->plan.play.setup.profile);
    bool paused = play_paused(run->play), away = play_is_away(run->play);
    PlayPhase phase = play_phase(run->play);
    SpotPage page = away || phase == PHASE_WAIT ? SPOT_COME
                    : phase == PHASE_CALIBRATE  ? SPOT_STILL
                                                : SPOT_REACH;
    bool timed = !paused && page != SPOT_COME;
    canvas_box(c, middle, 4.4f, 1.2f, PALETTE_PAPER);
    CanvasFigure figure = canvas_figure_stand(vec2(11.85f, middle.y - 0.5f), 0.9f);
    figure.seated = seated;
    for (int side = 0; side < SIDE_COUNT && page == SPOT_REACH; side++)
        figure.upper[side] = figure.fore[side] = 90;
    if (paused)
        canvas_picture(c, "icon_play", vec2(11.85f, middle.y), 0.9f, 1);
    else
        canvas_figure(c, &figure);
    canvas_text_within(c, vec2(timed ? 13.45f : 13.9f, middle.y), 0.29f, timed ? 2.1f : 3.0f,
                       PALETTE_INK, "%s", paused ? "Look how it goes" : words_of(page, seated));
    if (!timed) return;
    canvas_ring(c, vec2(15.0f, middle.y), 0.36f, 0.094f, (Color){ 0, 0, 0, 0.12f });
    canvas_arc(c, vec2(15.0f, middle.y), 0.36f, 0.104f, play_progress(run->play), PALETTE_LEAF);
}

void spot_warm(Canvas *c, const Settings *settings)
{
    static const char *const images[] = { "spot_arch", "spot_arch_low",  "spot_stone",
                                          "spot_seat", "footprint_left", "footprint_right",
                                          "way_front", "way_back",       "bunny_hi",
                                          "bunny_arm", "bunny_awake",    "butterfly",
                                          "bird" };
    bool seated = profile_is_seated(&settings->plan.play.setup.profile);
    for (size_t i = 0; i < sizeof images / sizeof *images; i++)
        canvas_picture(c, images[i], vec2(8, 4), 1, 1);
    for (int i = 0; i < SPOT_FLOWERS; i++) {
        canvas_picture(c, flowers[i].flower, vec2(8, 4), 0.9f, 1);
        canvas_picture(c, flowers[i].bud, vec2(8, 4), 0.9f, 1);
    }
    for (SpotPage page = SPOT_COME; page <= SPOT_REACH; page++)
        write_words(c, beside_spot, words_of(page, seated), NULL);
    write_words(c, beside_play, "Where are you?", "Step into the picture");
}
