// SPDX-License-Identifier: MIT
// enlarge.c: larger letters on a page that must stay in sight whole (Canvas.whole): each text grows
// in small steps until it has the wished size or would touch what lies beside it, or leave the
// plate that it lies on.
#include "render/parts.h"

#define STEPS    10
#define GAP      0.02f  // kept to what lies above and below
#define EDGE     0.06f  // kept to what lies beside, and to the ends of its plate
#define ABOVE    0.56f  // the middle of a line, with its outline, of its letters' height
#define BELOW    0.71f
#define ROUNDING 1.06f  // of a line's width: letters have whole px

typedef struct Area {
    Vec2 low, high;
} Area;

// All that a pass needs of the canvas; main thread.
static struct {
    Area area[CANVAS_ITEMS_MAX];    // now
    float width[CANVAS_ITEMS_MAX];  // of a text's line as it was laid out
    bool done[CANVAS_ITEMS_MAX];
    float px;  // of the window, stage units: letters have whole ones
} pass;

static Area area_round(Vec2 middle, float width, float height)
{
    Vec2 half = { width / 2, height / 2 };
    return (Area){ vec2_sub(middle, half), vec2_add(middle, half) };
}

static Area area_of_text(const CanvasItem *item, float width, float by)
{
    float wide = width * by * ROUNDING, x = item->at.x - item->turn * wide / 2;
    return (Area){ { x - wide / 2, item->at.y - BELOW * item->size * by - pass.px },
                   { x + wide / 2, item->at.y + ABOVE * item->size * by + pass.px } };
}

static Area area_of(const CanvasItem *item)
{
    Vec2 at = item->at;
    switch (item->kind) {
    case CANVAS_BOX: return area_round(at, item->size, item->size2);
    case CANVAS_IMAGE: return area_round(at, item->size, item->size);
    case CANVAS_LIMB:
        return (Area){ { fminf(at.x, item->to.x), fminf(at.y, item->to.y) },
                       { fmaxf(at.x, item->to.x), fmaxf(at.y, item->to.y) } };
    case CANVAS_CURVE:
    case CANVAS_WAY: return area_round(at, 0, 0);  // decoration
    default: return area_round(at, 2 * item->size, 2 * item->size);
    }
}

static bool touches(Area a, Area b)
{
    return a.low.x < b.high.x + EDGE && b.low.x < a.high.x + EDGE && a.low.y < b.high.y + GAP &&
           b.low.y < a.high.y + GAP;
}

static bool holds(Area outer, Area inner)
{
    return inner.low.x >= outer.low.x + EDGE && inner.high.x <= outer.high.x - EDGE &&
           inner.low.y >= outer.low.y + GAP && inner.high.y <= outer.high.y - GAP;
}

// A text may come nearer to nothing that it did not touch, and out of nothing that it lay in.
static bool may_grow(const Canvas *canvas, int text, Area to)
{
    static const Area stage = { { 0, 0 }, { STAGE_WIDTH, STAGE_HEIGHT } };
    Area now = pass.area[text];
    float most = canvas->item[text].size2;
    bool on_plate = false;
    if (!holds(stage, to)) return false;
    for (int i = 0; i < canvas->item_count; i++) {
        if (i == text || canvas->item[i].kind == CANVAS_GLOW) continue;
        Area other = pass.area[i];
        if (touches(to, other) && !holds(other, to)) return false;
        if (holds(other, now) && !holds(other, to)) return false;
        on_plate |= holds(other, now);
    }
    // The plate may lie on an earlier layer: then the page has said how wide it is.
    return on_plate || most <= 0 || to.high.x - to.low.x <= most;
}

static void begin(Render *render, const Canvas *canvas)
{
    pass.px = 1 / render->px_per_unit;
    for (int i = 0; i < canvas->item_count; i++) {
        const CanvasItem *item = &canvas->item[i];
        bool text = item->kind == CANVAS_TEXT && item->size > 0;
        pass.done[i] = !text;
        pass.area[i] = area_of(item);
        if (!text) continue;
        pass.width[i] = render_text_width(render, item->size, item->text);
        if (item->size2 > 0) pass.width[i] = fminf(pass.width[i], item->size2);
        pass.area[i] = area_of_text(item, pass.width[i], 1);
    }
}

void enlarge(Render *render, const Canvas *canvas, float by[CANVAS_ITEMS_MAX])
{
    begin(render, canvas);
    for (int i = 0; i < canvas->item_count; i++) by[i] = 1;
    for (int step = 1; step <= STEPS; step++) {
        float size = 1 + (render->text - 1) * (float)step / STEPS;
        for (int i = 0; i < canvas->item_count; i++) {
            if (pass.done[i]) continue;
            Area to = area_of_text(&canvas->item[i], pass.width[i], size);
            pass.done[i] = !may_grow(canvas, i, to);
            if (pass.done[i]) continue;
            pass.area[i] = to;
            by[i] = size;
        }
    }
}
