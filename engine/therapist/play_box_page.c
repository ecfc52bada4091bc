// SPDX-License-Identifier: MIT
// play_box_page.c: four corners on a picture.
#include "therapist/play_box_page.h"

#include "render/render.h"
#include "therapist/palette.h"

#define STEP_M 0.1f
#define STEP   0.004f  // of the picture
#define LEFT_X 11.4f   // of the plate beside the picture
#define RESTS  0.012f  // of the picture: feet that rest move no farther
#define APART  0.06f   // of the picture, from one corner to the next

#define FAR_AWAY ((Vec2){ -9, -9 })

static const PlayBox proposal = {
    .corner = { { 0.25f, 0.72f }, { 0.75f, 0.72f }, { 0.9f, 0.93f }, { 0.1f, 0.93f } },
    .width_m = PLAY_BOX_LONG_M,
    .depth_m = 1.8f
};

PlayBoxPage play_box_page(const PlayBox *kept, Vec2 middle, Vec2 size)
{
    return (PlayBoxPage){ .box = play_box_is_set(kept) ? *kept : proposal,
                          .middle = middle,
                          .size = size };
}

static Vec2 stage_of(const PlayBoxPage *p, Vec2 at)
{
    return vec2(p->middle.x - (at.x - 0.5f) * p->size.x, p->middle.y - (at.y - 0.5f) * p->size.y);
}

static Vec2 picture_of(const PlayBoxPage *p, Vec2 at)
{
    return vec2(0.5f - (at.x - p->middle.x) / p->size.x, 0.5f - (at.y - p->middle.y) / p->size.y);
}

static void add(Buttons *all, int key, const char *shown, const char *words, Vec2 at, float width)
{
    button_say(button_add_key(all, key, shown, at, width), NULL, words);
}

static void lay_out(const PlayBoxPage *p, Buttons *all)
{
    all->count = 0;
    add(all, '[', "[", "Narrower", vec2(LEFT_X, 5.7f), 2.5f);
    add(all, ']', "]", "Wider", vec2(LEFT_X + 2.7f, 5.7f), 2.5f);
    add(all, '-', "-", "Less deep", vec2(LEFT_X, 4.7f), 2.5f);
    add(all, '+', "+", "Deeper", vec2(LEFT_X + 2.7f, 4.7f), 2.5f);
    add(all, 'f', "F", "By steps", vec2(LEFT_X, 3.7f), 2.5f);
    all->list[all->count - 1].chosen = p->way == BOX_BY_STEP;
    add(all, 'y', "Y", "Try it", vec2(LEFT_X + 2.7f, 3.7f), 2.5f);
    all->list[all->count - 1].chosen = p->way == BOX_TRY;
    all->list[all->count - 1].greyed = !play_box_is_sound(&p->box);
    add(all, 'r', "R", "Start anew", vec2(LEFT_X, 2.7f), 2.5f);
    add(all, RENDER_KEY_ESCAPE, "Esc", "Back", vec2(LEFT_X + 2.7f, 2.7f), 2.5f);
    add(all, RENDER_KEY_ENTER, "Enter", "Keep", vec2(LEFT_X + 1.35f, 1.5f), 4.4f);
    all->list[all->count - 1].look = BUTTON_GREEN;
    all->list[all->count - 1].greyed = !play_box_is_sound(&p->box);
}

static void change(float *metres, float by)
{
    *metres = clampf(*metres + by, 0.5f, PLAY_BOX_MOST_M);
}

static void go(PlayBoxPage *p, BoxWay way)
{
    p->way = p->way == way ? BOX_BY_HAND : way;
    p->rest_s = 0;
    p->rest = FAR_AWAY;
    if (way == BOX_BY_STEP) p->corner = 0;
}

bool play_box_page_watches(const PlayBoxPage *p)
{
    return p->way != BOX_BY_HAND;
}

// Where the last corner was found the person still stands.
static bool is_new_place(const PlayBoxPage *p, Vec2 at)
{
    for (int i = 0; i < p->corner; i++)
        if (vec2_distance(at, p->box.corner[i]) < APART) return false;
    return true;
}

bool play_box_page_foot(PlayBoxPage *p, const Vec2 *picture, float by_s)
{
    p->stands = picture != NULL;
    if (!picture) return false;
    p->foot = *picture;
    bool moved = vec2_distance(p->foot, p->rest) > RESTS;
    if (moved) p->rest = p->foot;
    p->rest_s = moved ? 0 : p->rest_s + by_s;
    if (p->way != BOX_BY_STEP || p->rest_s < BOX_STAND_S || !is_new_place(p, p->foot)) return false;
    p->box.corner[p->corner++] = p->foot;
    p->rest_s = 0;
    if (p->corner == PLAY_BOX_CORNERS) {
        p->corner = 0;
        p->way = BOX_BY_HAND;
    }
    return true;
}

BoxAnswer play_box_page_key(PlayBoxPage *p, int key)
{
    Vec2 *at = &p->box.corner[p->corner];
    switch (key) {
    case RENDER_KEY_TAB: p->corner = (p->corner + 1) % PLAY_BOX_CORNERS; break;
    case RENDER_KEY_LEFT: at->x += STEP; break;  // a mirror's left
    case RENDER_KEY_RIGHT: at->x -= STEP; break;
    case RENDER_KEY_UP: at->y -= STEP; break;
    case RENDER_KEY_DOWN: at->y += STEP; break;
    case '[': change(&p->box.width_m, -STEP_M); break;
    case ']': change(&p->box.width_m, STEP_M); break;
    case '-': change(&p->box.depth_m, -STEP_M); break;
    case '+': change(&p->box.depth_m, STEP_M); break;
    case 'f': go(p, BOX_BY_STEP); break;
    case 'y':
        if (play_box_is_sound(&p->box)) go(p, BOX_TRY);
        break;
    case 'r': *p = play_box_page(&(PlayBox){ 0 }, p->middle, p->size); break;
    case RENDER_KEY_ENTER: return play_box_is_sound(&p->box) ? BOX_KEEP : BOX_STAY;
    case RENDER_KEY_ESCAPE: return BOX_BACK;
    default: break;
    }
    return BOX_STAY;
}

static bool is_on_picture(const PlayBoxPage *p, Vec2 at)
{
    return fabsf(at.x - p->middle.x) < p->size.x / 2 && fabsf(at.y - p->middle.y) < p->size.y / 2;
}

void play_box_page_drag(PlayBoxPage *p, Vec2 at)
{
    if (p->way == BOX_BY_HAND && is_on_picture(p, at)) p->box.corner[p->corner] = picture_of(p, at);
}

BoxAnswer play_box_page_point(PlayBoxPage *p, Vec2 at)
{
    Buttons all;
    lay_out(p, &all);
    const Button *button = button_at(&all, at);
    if (button) return play_box_page_key(p, (int)button->value);
    if (!is_on_picture(p, at)) return BOX_STAY;
    p->way = BOX_BY_HAND;
    for (int i = 0; i < PLAY_BOX_CORNERS; i++) {
        float here = vec2_distance(at, stage_of(p, p->box.corner[i]));
        if (here < vec2_distance(at, stage_of(p, p->box.corner[p->corner]))) p->corner = i;
    }
    p->box.corner[p->corner] = picture_of(p, at);
    return BOX_STAY;
}

static void draw_corners(const PlayBoxPage *p, Canvas *c)
{
    const Color focus = { 0.04f, 0.37f, 0.68f, 1 };
    for (int i = 0; i < PLAY_BOX_CORNERS; i++)
        canvas_limb(c, stage_of(p, p->box.corner[i]),
                    stage_of(p, p->box.corner[(i + 1) % PLAY_BOX_CORNERS]), 0.07f, 0.07f,
                    PALETTE_SHEET);
    for (int i = 0; i < PLAY_BOX_CORNERS; i++) {
        Vec2 at = stage_of(p, p->box.corner[i]);
        bool found = p->way == BOX_BY_STEP && i < p->corner;
        canvas_disc(c, at, 0.26f, i == p->corner ? focus : found ? PALETTE_LEAF : PALETTE_INK);
        canvas_disc(c, at, 0.2f, PALETTE_SHEET);
        canvas_text(c, at, 0.26f, PALETTE_INK, "%d", i + 1);
    }
}

static float outside_m(const PlayBoxPage *p)
{
    return play_box_outside_m(&p->box, play_box_floor(&p->box, p->foot));
}

// A ring round the feet that fills while they rest; or green inside and amber outside.
static void draw_foot(const PlayBoxPage *p, Canvas *c)
{
    Vec2 at = stage_of(p, p->foot);
    if (!p->stands || p->way == BOX_BY_HAND) return;
    canvas_ring(c, at, 0.36f, 0.16f, PALETTE_SHEET);
    if (p->way == BOX_BY_STEP)
        canvas_arc(c, at, 0.36f, 0.12f, clampf(p->rest_s / BOX_STAND_S, 0, 1), PALETTE_LEAF);
    else
        canvas_ring(c, at, 0.36f, 0.12f, outside_m(p) > 0 ? PALETTE_AMBER : PALETTE_LEAF);
}

// What is to be done, or what is seen.
static void draw_words(const PlayBoxPage *p, Canvas *c)
{
    const Vec2 at = { LEFT_X + 1.35f, 7.15f };
    const float width = 5.4f;
    if (p->way == BOX_BY_HAND)
        canvas_text_within(c, at, 0.27f, width, PALETTE_QUIET,
                           "Drag the four marks, or Tab and arrows");
    else if (!p->stands)
        canvas_text_within(c, at, 0.27f, width, PALETTE_AMBER, "Nobody's feet are seen");
    else if (p->way == BOX_BY_STEP)
        canvas_text_within(c, at, 0.27f, width, PALETTE_INK,
                           "Stand at mark %d until the ring is full", p->corner + 1);
    else if (outside_m(p) > 0)
        canvas_text_within(c, at, 0.36f, width, PALETTE_AMBER, "%.0f cm outside",
                           100 * (double)outside_m(p));
    else
        canvas_text_within(c, at, 0.36f, width, PALETTE_LEAF, "Inside");
}

void play_box_page_draw(const PlayBoxPage *p, Canvas *c)
{
    Buttons all;
    const Vec2 plate = { LEFT_X + 1.35f, 4.13f };
    bool sound = play_box_is_sound(&p->box), large = play_box_is_large_enough(&p->box);
    draw_corners(p, c);
    draw_foot(p, c);
    canvas_box(c, plate, 6.1f, 7.94f, PALETTE_SHEET);
    canvas_text_within(c, vec2(plate.x, 7.75f), 0.42f, 5.4f, PALETTE_INK, "The play box");
    draw_words(p, c);
    canvas_text_within(c, vec2(plate.x, 6.5f), 0.36f, 5.4f,
                       sound && large ? PALETTE_INK : PALETTE_AMBER, "%.1f m wide, %.1f m deep%s",
                       (double)p->box.width_m, (double)p->box.depth_m,
                       !sound   ? ": not a box"
                       : !large ? ": small"
                                : "");
    lay_out(p, &all);
    for (int i = 0; i < all.count; i++) button_draw(&all.list[i], false, c);
}
