// SPDX-License-Identifier: MIT
// wardrobe.c: how a look is chosen. Every tile shows the child's own head or figure with what the
// tile would change.
#include "gym/wardrobe.h"

#include "avatar/mannequin.h"
#include "therapist/button.h"
#include "therapist/palette.h"

#define SCAN_US     2000000  // the focus of one switch stays so long on each
#define SCAN_ROUNDS 3
#define TILE        0.86f
#define STEP        0.9f
#define LEFT        6.0f  // x of the first tile of a row
#define RIGHT       11.66f
#define HEAD        0.5f

enum { ROW_READY, ROW_SKIN, ROW_HAIR, ROW_STYLE, ROW_OUTFIT, ROW_AID, ROW_DONE };

static const float figure_x = 2.75f;

static void add_row(Buttons *all, int row, int count, float left, float y)
{
    for (int i = 0; i < count; i++)
        button_add(all, row, i, vec2(left + STEP * (float)i, y), TILE, TILE);
}

// What the tile would make of the look.
static Look worn(Look look, int row, int value)
{
    switch (row) {
    case ROW_READY: return look_ready(value);
    case ROW_SKIN: look.skin = (LookSkin)value; break;
    case ROW_HAIR: look.hair = (LookHair)value; break;
    case ROW_STYLE: look.style = (LookStyle)value; break;
    case ROW_OUTFIT: look.outfit = (LookOutfit)value; break;
    case ROW_AID: look.aids ^= 1u << value; break;
    default: break;
    }
    return look;
}

static bool is_worn(const Look *look, int row, int value)
{
    Look other = worn(*look, row, value);
    if (row == ROW_AID) return look->aids & 1u << value;
    return other.skin == look->skin && other.hair == look->hair && other.style == look->style &&
           other.outfit == look->outfit && other.aids == look->aids;
}

static void lay_out(const Wardrobe *w, Buttons *all)
{
    all->count = 0;
    for (int i = 0; i < LOOK_READY_COUNT; i++)
        button_add(all, ROW_READY, i,
                   vec2(6.38f + 1.7f * (float)(i % 6), 7.72f - 1.98f * (float)(i / 6)), 1.6f,
                   1.86f);
    add_row(all, ROW_SKIN, SKIN_COUNT, LEFT, 4.22f);
    add_row(all, ROW_HAIR, HAIR_COUNT, RIGHT, 4.22f);
    add_row(all, ROW_STYLE, STYLE_COUNT, LEFT, 3.24f);
    add_row(all, ROW_OUTFIT, OUTFIT_COUNT, LEFT, 2.2f);
    add_row(all, ROW_AID, AID_COUNT, LEFT, 1.1f);
    for (int i = 0; i < all->count; i++) {
        Button *b = &all->list[i];
        if (b->row == ROW_OUTFIT || b->row == ROW_AID) b->height = 1.02f;
        b->chosen = is_worn(&w->avatar.look, b->row, (int)b->value);
    }
    Button *done = button_add(all, ROW_DONE, 0, vec2(figure_x, 0.92f), 3.2f, 0.95f);
    button_say(done, "icon_check", "");
    done->look = BUTTON_GREEN;
}

// ---- drawing ------------------------------------------------------------------------------------

static void draw_tile(const Wardrobe *w, const Button *b, Canvas *c)
{
    int value = (int)b->value;
    Avatar a = { .look = worn(w->avatar.look, b->row, value), .years = w->avatar.years };
    bool whole = b->row == ROW_READY || b->row == ROW_OUTFIT ||
                 (b->row == ROW_AID && value != AID_GLASSES && value != AID_HEARING);
    if (b->row == ROW_AID) a.look.aids = w->avatar.look.aids | 1u << value;
    CanvasFigure figure =
        canvas_figure_stand(vec2(b->at.x, b->at.y - 0.45f * b->height), 0.76f * b->height);
    if (whole)
        mannequin_draw(&a, c, &figure);
    else
        mannequin_head(&a, c, vec2(b->at.x, b->at.y - 0.02f), HEAD);
}

static void show(const Wardrobe *w, Canvas *c)
{
    render_canvas(w->window->render, c);
    canvas_clear(c);
}

static void draw_rug(Canvas *c, Vec2 at)
{
    enum { POINTS = 40 };
    const Color rug = { 0.85f, 0.75f, 0.70f, 1 }, edge = { 0.72f, 0.58f, 0.55f, 1 };
    CanvasPoint point[POINTS];
    for (int i = 0; i < POINTS; i++) {
        float turn = 2 * PI_F * (float)i / POINTS;
        point[i].at = vec2(at.x + 1.9f * cosf(turn), at.y + 0.36f * sinf(turn));
    }
    canvas_curve(c, point, POINTS, rug, edge, 0.06f);
}

static void draw_page(const Wardrobe *w, Canvas *c)
{
    canvas_clear(c);
    canvas_background(c, "menu");
    canvas_box(c, vec2(figure_x, 4.5f), 4.9f, 8.3f, PALETTE_PAPER);
    canvas_box(c, vec2(10.63f, 4.5f), 10.3f, 8.3f, PALETTE_PAPER);
    draw_rug(c, vec2(figure_x, 1.9f));
    show(w, c);
    Avatar self = w->avatar;
    CanvasFigure figure = canvas_figure_stand(vec2(figure_x, 1.95f), 5.1f);
    figure.seated = self.seat != SEAT_NONE;
    self.calm = self.night = false;
    mannequin_draw(&self, c, &figure);
    show(w, c);
}

// The bee sits on what one switch would take.
static void draw_bee(const Button *b, Canvas *c)
{
    canvas_image(c, "bee", vec2(b->at.x + b->width / 2 - 0.1f, b->at.y + b->height / 2 - 0.05f),
                 0.55f, 0, COLOR_WHITE);
}

void wardrobe_draw(const Wardrobe *w)
{
    static const char *const pictures[SIDE_COUNT] = { "icon_look", "icon_check" };
    Canvas *c = w->window->canvas;
    Buttons all;
    lay_out(w, &all);
    render_begin(w->window->render);
    draw_page(w, c);
    for (int i = 0; i < all.count; i++) {
        const Button *b = &all.list[i];
        button_draw(b, i == w->focus, c);
        if (b->row != ROW_DONE) draw_tile(w, b, c);
        if (c->item_count > CANVAS_ITEMS_MAX / 2) show(w, c);
    }
    if (w->scanning) draw_bee(&all.list[w->focus], c);
    if (w->body) body_press_draw(w->body, pictures, c);
    show(w, c);
}

// ---- choosing -----------------------------------------------------------------------------------

static void take(Wardrobe *w, const Button *b)
{
    if (b->row == ROW_DONE)
        w->answer = WARDROBE_CHOSEN;
    else
        w->avatar.look = worn(w->avatar.look, b->row, (int)b->value);
}

// The nearest button that way; aside counts three times.
static int next_button(const Buttons *all, int from, Vec2 way)
{
    int best = from;
    float least = INFINITY;
    for (int i = 0; i < all->count; i++) {
        Vec2 off = vec2_sub(all->list[i].at, all->list[from].at);
        float along = off.x * way.x + off.y * way.y;
        float aside = fabsf(off.x * way.y) + fabsf(off.y * way.x);
        if (along < 0.3f || along + 3 * aside >= least) continue;
        least = along + 3 * aside;
        best = i;
    }
    return best;
}

// One switch goes over the ready looks and what is done, which is the last button.
static int next_to_scan(const Wardrobe *w, const Buttons *all)
{
    int last = all->count - 1;
    return w->focus == last ? 0 : w->focus + 1 < LOOK_READY_COUNT ? w->focus + 1 : last;
}

// The first press wakes the bee, each other one takes what it sits on.
static void press_switch(Wardrobe *w, const Buttons *all)
{
    if (w->scanning) {
        take(w, &all->list[w->focus]);
    } else {
        w->scanning = true;
        w->focus = 0;
    }
    w->moved_us = w->now_us;
    w->rounds = 0;
}

void wardrobe_tick(Wardrobe *w, int64_t now_us)
{
    Buttons all;
    w->now_us = now_us;
    if (!w->scanning || w->now_us - w->moved_us < SCAN_US) return;
    lay_out(w, &all);
    w->moved_us = w->now_us;
    w->focus = next_to_scan(w, &all);
    if (w->focus == 0) w->scanning = ++w->rounds < SCAN_ROUNDS;
}

static void take_key(Wardrobe *w, const Buttons *all, int key)
{
    Vec2 way = vec2(0, 0);
    switch (key) {
    case RENDER_KEY_LEFT: way.x = -1; break;
    case RENDER_KEY_RIGHT: way.x = 1; break;
    case RENDER_KEY_UP: way.y = 1; break;
    case RENDER_KEY_DOWN: way.y = -1; break;
    case RENDER_KEY_ENTER: take(w, &all->list[w->focus]); return;
    case RENDER_KEY_ESCAPE: w->answer = WARDROBE_BACK; return;
    case ' ':
    case RENDER_KEY_TAB: press_switch(w, all); return;
    default: return;
    }
    w->scanning = false;
    w->focus = next_button(all, w->focus, way);
}

void wardrobe_event(Wardrobe *w, const RenderEvent *event)
{
    Buttons all;
    if (w->answer != WARDROBE_STAY) return;
    lay_out(w, &all);
    if (event->kind == RENDER_QUIT) w->answer = WARDROBE_LEAVE;
    if (event->kind == RENDER_KEY) take_key(w, &all, event->key);
    const Button *b = event->kind == RENDER_POINT ? button_at(&all, event->at) : NULL;
    if (!b) return;
    w->focus = (int)(b - all.list);
    take(w, b);
}

// Another ready look is worn at once, so that it is seen.
void wardrobe_hold(Wardrobe *w, Side side)
{
    Buttons all;
    lay_out(w, &all);
    if (w->answer != WARDROBE_STAY) return;
    w->scanning = false;
    w->focus = side == SIDE_RIGHT                ? all.count - 1
               : w->focus + 1 < LOOK_READY_COUNT ? w->focus + 1
                                                 : 0;
    take(w, &all.list[w->focus]);
}

// The page in the window.
typedef struct Dressing {
    Wardrobe wardrobe;
    BodyPress body;
    Live *live;
} Dressing;

static void draw(void *self, int64_t now_us)
{
    Dressing *d = self;
    wardrobe_tick(&d->wardrobe, now_us);
    int side = body_press_watch(&d->body, d->live, now_us);
    if (side >= 0) wardrobe_hold(&d->wardrobe, (Side)side);
    wardrobe_draw(&d->wardrobe);
}

static void event(void *self, const RenderEvent *event)
{
    wardrobe_event(&((Dressing *)self)->wardrobe, event);
}

static bool over(void *self)
{
    return ((const Dressing *)self)->wardrobe.answer != WARDROBE_STAY;
}

void wardrobe_open(Live *live, Settings *s)
{
    Machine *m = &s->machine;
    Window window = live_window(live);
    Dressing d = { .live = live };
    d.wardrobe = (Wardrobe){ .window = &window, .body = &d.body };
    dress(&d.wardrobe.avatar, &s->plan, m->look_chosen ? &m->look : NULL, NULL);
    body_press_start(&d.body, live, &s->plan);
    window_run(&window, &(Page){ &d, draw, event, over, NULL });
    body_press_end(&d.body, live);
    if (d.wardrobe.answer == WARDROBE_LEAVE) live->leave = true;
    if (d.wardrobe.answer != WARDROBE_CHOSEN) return;
    m->look = d.wardrobe.avatar.look;
    m->look_chosen = true;
    unkept_look(&live->unkept, m->store, s->plan.child, &m->look);
}
