// SPDX-License-Identifier: MIT
// lens.c: a grown-ups' page with larger letters is all larger, and the window shows a part of it.
// The page stays as it was laid out: nothing in it shrinks, wraps otherwise or is left out. An edge
// behind which more of the page lies has an arrow; a touch of it, Page Down and Page Up, the
// controller's right stick and the focus of the keys go there. What stops is in the edge too while
// the page's own button for it lies in another part.
#include "render/parts.h"

#include <stdio.h>

#define EDGE      0.55f  // of the stage without the lens: 44 px of 720, what a finger finds
#define STOP_WIDE 2.2f   // of the same
#define STOP_HIGH 0.36f  // its letters

static const Color edge_color = { 0.15f, 0.25f, 0.42f, 1 }, stop_color = { 0.70f, 0.25f, 0.10f, 1 };

static Vec2 view_size(const Render *render)
{
    return vec2(STAGE_WIDTH / render->text, STAGE_HEIGHT / render->text);
}

// Of the view on the page: its lower left.
static Vec2 view_low(const Render *render)
{
    Vec2 size = view_size(render);
    return vec2((float)render->lens.column / (LENS_COLUMNS - 1) * (STAGE_WIDTH - size.x),
                render->lens.low ? 0 : STAGE_HEIGHT - size.y);
}

void lens_off(Render *render)
{
    render->lens.on = false;
    render->px_per_unit = render->plain_px_per_unit;
    render->origin = (SDL_FPoint){ (float)render->stage.x, (float)render->stage.y };
}

static void lay_on(Render *render)
{
    Vec2 low = view_low(render);
    float top = low.y + view_size(render).y, k = render->plain_px_per_unit * render->text;
    render->lens.on = true;
    render->px_per_unit = k;
    render->origin = (SDL_FPoint){ roundf((float)render->stage.x - low.x * k),
                                   roundf((float)render->stage.y - (STAGE_HEIGHT - top) * k) };
}

TextBox lens_seen(const Render *render)
{
    const Lens *lens = &render->lens;
    Vec2 low = view_low(render), high = vec2_add(low, view_size(render));
    float edge = EDGE / render->text;
    if (render->text <= 1) return (TextBox){ low, high };
    if (lens->column > 0) low.x += edge;
    if (lens->column < LENS_COLUMNS - 1) high.x -= edge;
    *(lens->low ? &high.y : &low.y) += lens->low ? -edge : edge;
    return (TextBox){ low, high };
}

// The keys have moved on: what they are on is shown whole.
static void follow(Render *render, Vec2 at, Vec2 size)
{
    Lens *lens = &render->lens;
    bool moved = vec2_distance(at, lens->focus) > 1e-3f;
    lens->focus = at;
    if (size.x <= 0 || !moved) return;
    if (at.y - size.y / 2 < lens_seen(render).low.y) lens->low = true;
    if (at.y + size.y / 2 > lens_seen(render).high.y) lens->low = false;
    while (lens->column > 0 && at.x - size.x / 2 < lens_seen(render).low.x) lens->column--;
    while (lens->column < LENS_COLUMNS - 1 && at.x + size.x / 2 > lens_seen(render).high.x)
        lens->column++;
}

void lens_take(Render *render, const Canvas *canvas)
{
    if (!canvas->grown_ups || canvas->whole || render->text <= 1) return;
    batch_flush(render);
    follow(render, canvas->focus, canvas->focus_size);
    render->lens.stop = canvas->stop;
    render->lens.stop_size = canvas->stop_size;
    lay_on(render);
}

void lens_part(Render *render, int part)
{
    render->lens.column = part % LENS_COLUMNS;
    render->lens.low = part / LENS_COLUMNS > 0;
}

void render_first_part(Render *render)
{
    render->lens.focus = vec2(-1, -1);
    lens_part(render, 0);
}

// ---- its edges ----------------------------------------------------------------------------------

static void box(Render *render, Vec2 low, Vec2 high)
{
    Vec2 middle = vec2_scale(vec2_add(low, high), 0.5f);
    CanvasItem item = { .kind = CANVAS_BOX, .at = middle, .color = edge_color };
    item.size = high.x - low.x;
    item.size2 = high.y - low.y;
    shape_draw(render, &item);
}

// Two strokes that meet where there is more.
static void arrow(Render *render, Vec2 at, Vec2 way)
{
    float size = 0.15f / render->text;
    Vec2 tip = vec2_add(at, vec2_scale(way, size));
    for (int side = -1; side <= 1; side += 2) {
        Vec2 end = vec2_sub(at, vec2_scale(way, size));
        end = vec2_add(end, vec2_scale(vec2(way.y, way.x), 2 * (float)side * size));
        CanvasItem item = { .kind = CANVAS_LIMB, .at = tip, .to = end, .color = COLOR_WHITE };
        item.size = item.size2 = 0.6f * size;
        shape_draw(render, &item);
    }
}

// Where the edge has the stop, if it has: no part of the page lies there.
static bool stop_box(const Render *render, TextBox *where)
{
    const Lens *lens = &render->lens;
    TextBox seen = lens_seen(render);
    Vec2 half = vec2_scale(lens->stop_size, 0.5f), from = view_low(render);
    Vec2 low = vec2_sub(lens->stop, half), high = vec2_add(lens->stop, half);
    bool whole = low.x >= seen.low.x && high.x <= seen.high.x && low.y >= seen.low.y &&
                 high.y <= seen.high.y;
    float edge = EDGE / render->text, y = lens->low ? seen.high.y : from.y;
    *where = (TextBox){ vec2(from.x, y), vec2(from.x + STOP_WIDE / render->text, y + edge) };
    return half.x > 0 && !whole;
}

static void draw_stop(Render *render)
{
    TextBox where;
    if (!stop_box(render, &where)) return;
    box(render, where.low, where.high);
    float rim = 0.03f / render->text;
    CanvasItem plate = { .kind = CANVAS_BOX, .color = stop_color };
    plate.at = vec2_scale(vec2_add(where.low, where.high), 0.5f);
    plate.size = where.high.x - where.low.x - 2 * rim;
    plate.size2 = where.high.y - where.low.y - 2 * rim;
    shape_draw(render, &plate);
    CanvasItem words = { .kind = CANVAS_TEXT, .at = plate.at, .color = COLOR_WHITE };
    words.size = STOP_HIGH / render->text;
    snprintf(words.text, sizeof words.text, "STOP");
    letters_draw(render, &words);
}

void lens_draw_edges(Render *render)
{
    if (!render->lens.on) return;
    bool low = render->lens.low;
    TextBox seen = lens_seen(render);
    Vec2 from = view_low(render), to = vec2_add(from, view_size(render));
    Vec2 middle = vec2_scale(vec2_add(seen.low, seen.high), 0.5f);
    float edge = EDGE / render->text, level = low ? seen.high.y : from.y;
    box(render, vec2(from.x, level), vec2(to.x, level + edge));
    arrow(render, vec2(middle.x, level + edge / 2), vec2(0, low ? 1 : -1));
    for (int way = -1; way <= 1; way += 2) {
        float side = way < 0 ? from.x : seen.high.x;
        if (way < 0 ? seen.low.x <= from.x : seen.high.x >= to.x) continue;
        box(render, vec2(side, from.y), vec2(side + edge, to.y));
        arrow(render, vec2(side + edge / 2, middle.y), vec2((float)way, 0));
    }
    draw_stop(render);
}

// ---- what goes there ----------------------------------------------------------------------------

bool lens_point(Render *render, Vec2 *point)
{
    Vec2 at = *point;
    TextBox stop;
    if (!render->lens.on) return false;
    if (stop_box(render, &stop) && at.x >= stop.low.x && at.x <= stop.high.x &&
        at.y >= stop.low.y && at.y <= stop.high.y) {
        *point = render->lens.stop;
        return false;
    }
    TextBox seen = lens_seen(render);
    bool aside = at.x < seen.low.x || at.x > seen.high.x;
    bool beyond = at.y < seen.low.y || at.y > seen.high.y;
    Vec2 low = view_low(render), high = vec2_add(low, view_size(render));
    if (at.x < low.x || at.x > high.x || at.y < low.y || at.y > high.y) return false;
    if (aside) render->lens.column += at.x < seen.low.x ? -1 : 1;
    if (beyond) render->lens.low = !render->lens.low;
    return aside || beyond;
}

bool lens_go(Render *render, int by)
{
    if (!render->lens.on) return false;
    int part = (render->lens.low ? LENS_COLUMNS : 0) + render->lens.column;
    lens_part(render, (part + by + LENS_PARTS) % LENS_PARTS);
    return true;
}

void lens_lean(Render *render, Vec2 way)
{
    int column = render->lens.column + (way.x > 0) - (way.x < 0);
    if (column >= 0 && column < LENS_COLUMNS) render->lens.column = column;
    if (way.y != 0) render->lens.low = way.y < 0;
}
