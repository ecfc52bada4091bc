// SPDX-License-Identifier: MIT
// lens.c: a grown-ups' page with larger letters is all larger, and the window shows a part of it.
// The page stays as it was laid out: nothing in it shrinks, wraps otherwise or is left out. An edge
// behind which more of the page lies has an arrow; a touch of it, Page Down and Page Up, the
// controller's right stick and the focus of the keys go there.
#include "render/parts.h"

#define EDGE 0.55f  // of the stage as it is without the lens: 44 px of 720, what a finger finds

static const Color edge_color = { 0.15f, 0.25f, 0.42f, 1 };

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
}

// ---- what goes there ----------------------------------------------------------------------------

bool lens_point(Render *render, Vec2 at)
{
    if (!render->lens.on) return false;
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
