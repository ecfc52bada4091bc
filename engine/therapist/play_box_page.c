// SPDX-License-Identifier: MIT
// play_box_page.c: four corners on a picture.
#include "therapist/play_box_page.h"

#include "render/render.h"
#include "therapist/palette.h"

#define STEP_M 0.1f
#define STEP   0.004f  // of the picture
#define LEFT_X 11.4f   // of the plate beside the picture

static const PlayBox proposal = {
    .corner = { { 0.25f, 0.72f }, { 0.75f, 0.72f }, { 0.9f, 0.93f }, { 0.1f, 0.93f } },
    .width_m = PLAY_BOX_LONG_M,
    .depth_m = 1.8f
};

PlayBoxPage play_box_page(const PlayBox *kept, Vec2 middle, Vec2 size)
{
    return (PlayBoxPage){ play_box_is_set(kept) ? *kept : proposal, 0, middle, size };
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
    add(all, 'r', "R", "Start anew", vec2(LEFT_X, 3.7f), 2.5f);
    add(all, RENDER_KEY_ESCAPE, "Esc", "Back", vec2(LEFT_X + 2.7f, 3.7f), 2.5f);
    add(all, RENDER_KEY_ENTER, "Enter", "Keep", vec2(LEFT_X + 1.35f, 2.4f), 4.4f);
    all->list[all->count - 1].look = BUTTON_GREEN;
    all->list[all->count - 1].greyed = !play_box_is_sound(&p->box);
}

static void change(float *metres, float by)
{
    *metres = clampf(*metres + by, 0.5f, PLAY_BOX_MOST_M);
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
    case 'r': p->box = proposal; break;
    case RENDER_KEY_ENTER: return play_box_is_sound(&p->box) ? BOX_KEEP : BOX_STAY;
    case RENDER_KEY_ESCAPE: return BOX_BACK;
    default: break;
    }
    return BOX_STAY;
}

BoxAnswer play_box_page_point(PlayBoxPage *p, Vec2 at)
{
    Buttons all;
    lay_out(p, &all);
    const Button *button = button_at(&all, at);
    if (button) return play_box_page_key(p, (int)button->value);
    bool inside =
        fabsf(at.x - p->middle.x) < p->size.x / 2 && fabsf(at.y - p->middle.y) < p->size.y / 2;
    if (!inside) return BOX_STAY;
    for (int i = 0; i < PLAY_BOX_CORNERS; i++) {
        float here = vec2_distance(at, stage_of(p, p->box.corner[i]));
        if (here < vec2_distance(at, stage_of(p, p->box.corner[p->corner]))) p->corner = i;
    }
    p->box.corner[p->corner] = picture_of(p, at);
    return BOX_STAY;
}

void play_box_page_draw(const PlayBoxPage *p, Canvas *c)
{
    Buttons all;
    const Color focus = { 0.04f, 0.37f, 0.68f, 1 };
    for (int i = 0; i < PLAY_BOX_CORNERS; i++)
        canvas_limb(c, stage_of(p, p->box.corner[i]),
                    stage_of(p, p->box.corner[(i + 1) % PLAY_BOX_CORNERS]), 0.07f, 0.07f,
                    PALETTE_SHEET);
    for (int i = 0; i < PLAY_BOX_CORNERS; i++) {
        Vec2 at = stage_of(p, p->box.corner[i]);
        canvas_disc(c, at, 0.26f, i == p->corner ? focus : PALETTE_INK);
        canvas_disc(c, at, 0.2f, PALETTE_SHEET);
        canvas_text(c, at, 0.26f, PALETTE_INK, "%d", i + 1);
    }
    canvas_box(c, vec2(LEFT_X + 1.35f, 3.95f), 6.2f, 8.3f, PALETTE_SHEET);
    canvas_text_within(c, vec2(LEFT_X + 1.35f, 7.75f), 0.42f, 5.4f, PALETTE_INK, "The play box");
    canvas_text_within(c, vec2(LEFT_X + 1.35f, 7.15f), 0.27f, 5.4f, PALETTE_QUIET,
                       "Four marks on the floor; tap them, or Tab and arrows");
    canvas_text_within(c, vec2(LEFT_X + 1.35f, 6.5f), 0.36f, 5.4f,
                       play_box_is_large_enough(&p->box) ? PALETTE_INK : PALETTE_AMBER,
                       "%.1f m wide, %.1f m deep%s", (double)p->box.width_m, (double)p->box.depth_m,
                       play_box_is_large_enough(&p->box) ? "" : ": small");
    lay_out(p, &all);
    for (int i = 0; i < all.count; i++) button_draw(&all.list[i], false, c);
}
