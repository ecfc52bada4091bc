// SPDX-License-Identifier: MIT
// sticker_book.c: the pages, what moves on them, and who may touch what.
#include "therapist/sticker_book.h"

#include "render/render.h"
#include "therapist/child_parts.h"
#include "therapist/palette.h"

#include <stdio.h>
#include <string.h>

#define SIZE        1.85f  // of a sticker, stage units
#define TOUCH       0.92f  // radius
#define HELD_S      1.2f   // the new one is looked at before it goes to its place
#define GLIDE_S     0.5f
#define FADE_FROM_S 0.6f  // calm: it comes where it belongs
#define FADE_S      1.0f
#define NOD_S       0.6f
#define SCAN_S      2.0f
#define SCAN_ROUNDS 3
#define SWITCH_S    0.6f  // a second press within it was no press
#define MORE        (STICKER_GAMES_MAX + 1)

static const Vec2 hand = { 14.5f, 3.0f };  // where the new one comes from

void sticker_image(char image[STICKER_NAME_MAX], const Game *game)
{
    snprintf(image, STICKER_NAME_MAX, "sticker_%s", game->id);
}

void sticker_open(StickerBook *b, const char *child, const uint32_t *plays, const Game *fresh,
                  bool calm)
{
    *b = (StickerBook){ .calm = calm, .fresh = -1, .focus = -1, .taken = -1 };
    snprintf(b->child, sizeof b->child, "%s", child);
    for (int i = 0; i < game_count && b->count < STICKER_GAMES_MAX; i++) {
        if (game_list[i]->role != ROLE_PLAY) continue;
        StickerPlace *place = &b->place[b->count];
        sticker_image(place->image, game_list[i]);
        place->got = plays[i] > 0;
        if (game_list[i] == fresh && place->got) b->fresh = b->count;
        b->count++;
    }
    if (b->fresh > 0) b->first = b->fresh - b->fresh % STICKER_PLACES;
}

// ---- where things are ---------------------------------------------------------------------------

// Two columns of three on each page; nothing in a book for children is quite in line.
static Vec2 middle_of(int place)
{
    static const float x[] = { 3.92f, 6.33f, 9.58f, 12.0f };
    static const float y[] = { 6.38f, 4.45f, 2.52f };
    int i = place % STICKER_PLACES, page = i / (STICKER_PLACES / 2), on_page = i % 6;
    float off = 0.05f * (float)((i * 5) % 3 - 1);
    return vec2(x[2 * page + on_page % 2], y[on_page / 2] + off);
}

static float turn_of(int place)
{
    static const float degrees[] = { 6, -5, 3, -3, -4, 5, -6, 4, -4, 5, 3, -5 };
    return degrees[place % STICKER_PLACES] * PI_F / 180;
}

static void lay_out(const StickerBook *b, Buttons *all)
{
    all->count = 0;
    Button *close = button_add_key(all, RENDER_KEY_ESCAPE, "Esc", vec2(1.25f, 0.55f), 2.2f);
    button_say(close, "icon_arrow_left", "Close");
    if (b->count <= STICKER_PLACES) return;
    Button *more = button_add_key(all, MORE, "M", vec2(14.75f, 0.55f), 2.2f);
    button_say(more, "icon_arrow_right", "More");
}

static Vec2 place_of_focus(const StickerBook *b, int focus)
{
    return focus == b->count ? vec2(1.25f, 0.55f) : middle_of(focus);
}

static bool is_open(const StickerBook *b, int place)
{
    return place >= b->first && place < b->count && place < b->first + STICKER_PLACES;
}

// What is not there asks for nothing.
static bool may_have_focus(const StickerBook *b, int thing)
{
    return thing == b->count || (is_open(b, thing) && b->place[thing].got);
}

// ---- what is done -------------------------------------------------------------------------------

static void focus_on(StickerBook *b, int thing)
{
    b->focus = thing;
    b->since_s = b->now_s;
}

static int things_to_focus(const StickerBook *b)
{
    int count = 0;
    for (int i = 0; i <= b->count; i++) count += may_have_focus(b, i);
    return count;
}

static void focus_next(StickerBook *b)
{
    int thing = b->focus;
    do thing = thing >= b->count ? 0 : thing + 1;
    while (!may_have_focus(b, thing));
    focus_on(b, thing);
}

// To the nearest thing that way.
static void focus_towards(StickerBook *b, Vec2 way)
{
    int best = -1;
    float least = 1e9f;
    if (b->focus < 0) {
        focus_next(b);
        return;
    }
    Vec2 from = place_of_focus(b, b->focus);
    for (int i = 0; i <= b->count; i++) {
        Vec2 by = vec2_sub(place_of_focus(b, i), from);
        float along = by.x * way.x + by.y * way.y, aside = fabsf(by.x * way.y - by.y * way.x);
        if (!may_have_focus(b, i) || along < 0.5f || along + 2 * aside >= least) continue;
        best = i;
        least = along + 2 * aside;
    }
    if (best >= 0) focus_on(b, best);
}

bool sticker_time(StickerBook *b, float now_s)
{
    b->now_s = now_s;
    if (!b->scans || now_s - b->since_s < SCAN_S) return false;
    if (++b->moves >= SCAN_ROUNDS * things_to_focus(b)) {  // it rests, the next press wakes it
        b->scans = false;
        b->focus = -1;
        return false;
    }
    focus_next(b);
    return true;
}

static StickerAnswer take(StickerBook *b, int thing)
{
    if (thing == b->count) return STICKER_CLOSE;
    if (thing < 0) return STICKER_STAY;
    b->focus = b->taken = thing;
    b->taken_s = b->since_s = b->now_s;
    return STICKER_TAKEN;
}

StickerAnswer sticker_next(StickerBook *b)
{
    int from = b->taken >= b->first ? b->taken : b->first - 1;
    b->scans = false;
    for (int by = 1; by <= b->count; by++) {
        int i = (from + by) % b->count;
        if (!b->place[i].got) continue;
        b->first = i - i % STICKER_PLACES;
        return take(b, i);
    }
    return STICKER_STAY;
}

static StickerAnswer press_switch(StickerBook *b)
{
    if (b->taken >= 0 && b->now_s - b->taken_s < SWITCH_S) return STICKER_STAY;
    if (b->scans) return take(b, b->focus);
    b->scans = true;
    b->moves = 0;
    b->focus = -1;
    focus_next(b);
    return STICKER_STAY;
}

static void turn_pages(StickerBook *b)
{
    b->first = b->first + STICKER_PLACES < b->count ? b->first + STICKER_PLACES : 0;
    b->focus = -1;
}

StickerAnswer sticker_key(StickerBook *b, int key)
{
    if (key == RENDER_KEY_ESCAPE || key == 'b' || key == 'q') return STICKER_CLOSE;
    if (key == ' ' || key == RENDER_KEY_TAB) return press_switch(b);
    b->scans = false;
    switch (key) {
    case RENDER_KEY_LEFT: focus_towards(b, vec2(-1, 0)); break;
    case RENDER_KEY_RIGHT: focus_towards(b, vec2(1, 0)); break;
    case RENDER_KEY_UP: focus_towards(b, vec2(0, 1)); break;
    case RENDER_KEY_DOWN: focus_towards(b, vec2(0, -1)); break;
    case 'm':
        if (b->count > STICKER_PLACES) turn_pages(b);
        break;
    case RENDER_KEY_ENTER: return take(b, b->focus);
    default: break;
    }
    return STICKER_STAY;
}

StickerAnswer sticker_point(StickerBook *b, Vec2 at)
{
    Buttons all;
    lay_out(b, &all);
    const Button *button = button_at(&all, at);
    if (button && (int)button->value == MORE) turn_pages(b);
    if (button) return (int)button->value == MORE ? STICKER_STAY : STICKER_CLOSE;
    for (int i = b->first; is_open(b, i); i++)
        if (b->place[i].got && vec2_distance(at, middle_of(i)) <= TOUCH) return take(b, i);
    return STICKER_STAY;
}

// ---- what is seen -------------------------------------------------------------------------------

bool sticker_is_settled(const StickerBook *b)
{
    float lasts = b->calm ? FADE_FROM_S + FADE_S : HELD_S + GLIDE_S;
    return b->fresh < 0 || b->now_s >= lasts;
}

static void draw_sticker(Canvas *c, const char *image, Vec2 at, float size, float turn, float seen)
{
    const Color tint = { 1, 1, 1, seen };
    canvas_image(c, "sticker_shadow", vec2(at.x + 0.025f, at.y - 0.06f), size, turn, tint);
    canvas_image(c, image, at, size, turn, tint);
}

static void draw_empty(Canvas *c, const char *image, Vec2 at)
{
    canvas_picture(c, image, at, 0.97f * SIZE, 0.26f);
    canvas_picture(c, "sticker_place", at, SIZE, 1);
}

// It lies in the child's hand, then goes to its place. Calm: it comes where it belongs.
static void draw_fresh(const StickerBook *b, Canvas *c)
{
    const char *image = b->place[b->fresh].image;
    Vec2 home = middle_of(b->fresh);
    float turn = turn_of(b->fresh);
    if (b->calm) {
        float share = clampf((b->now_s - FADE_FROM_S) / FADE_S, 0, 1);
        draw_sticker(c, image, home, SIZE, turn, 0.5f - 0.5f * cosf(PI_F * share));
        return;
    }
    float left = 1 - clampf((b->now_s - HELD_S) / GLIDE_S, 0, 1);
    float share = 1 - left * left * left;
    draw_sticker(c, image, vec2_mix(hand, home, share), mixf(0.8f * SIZE, SIZE, share),
                 mixf(-0.24f, turn, share), 1);
}

static void draw_place(const StickerBook *b, int i, Canvas *c)
{
    Vec2 at = middle_of(i);
    float turn = turn_of(i), nod = (b->now_s - b->taken_s) / NOD_S;
    bool comes = i == b->fresh && !sticker_is_settled(b);
    if (!b->place[i].got || comes) draw_empty(c, b->place[i].image, at);
    if (!b->place[i].got || comes) return;
    if (i == b->taken && nod < 1 && !b->calm) turn += 0.1f * sinf(2 * PI_F * nod);
    draw_sticker(c, b->place[i].image, at, SIZE, turn, 1);
}

void sticker_draw(const StickerBook *b, Canvas *c)
{
    Buttons all;
    canvas_background(c, "garden");
    canvas_picture(c, "book_open", vec2(8, 4.29f), 7.25f, 1);
    for (int i = b->first; is_open(b, i); i++) draw_place(b, i, c);
    if (b->fresh >= 0 && !sticker_is_settled(b)) draw_fresh(b, c);
    lay_out(b, &all);
    for (int i = 0; i < all.count; i++)
        button_draw(&all.list[i], i == 0 && b->focus == b->count, c);
    canvas_box(c, vec2(8, 0.42f), 4.2f, 0.56f, PALETTE_PAPER);
    canvas_text_within(c, vec2(8, 0.42f), 0.28f, 4.0f, PALETTE_INK, "%s", b->child);
    child_bird(c, b->fresh >= 0 && !sticker_is_settled(b));
    if (b->focus < 0) return;
    Vec2 at = place_of_focus(b, b->focus);
    if (b->focus < b->count)
        child_focus(c, at, TOUCH);
    else
        canvas_picture(c, "bee", vec2(at.x + 0.8f, at.y + 0.62f), 0.7f, 1);
}
