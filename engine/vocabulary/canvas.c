// SPDX-License-Identifier: MIT
// canvas.c: filling the list of things to draw. A full list drops and counts; it never writes
// outside.
#include "tiptoe/draw.h"

#include "tiptoe/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static CanvasItem *next(Canvas *canvas, CanvasItem item)
{
    REQUIRE(canvas->item_count >= 0 && canvas->item_count <= CANVAS_ITEMS_MAX);
    if (canvas->item_count == CANVAS_ITEMS_MAX) {
        canvas->dropped++;
        return NULL;
    }
    CanvasItem *slot = &canvas->item[canvas->item_count++];
    *slot = item;
    return slot;
}

void canvas_clear(Canvas *canvas)
{
    canvas->background = NULL;
    canvas->item_count = canvas->point_count = canvas->dropped = canvas->cut = 0;
    canvas->figure_count = 0;
    canvas->grown_ups = canvas->whole = false;
    canvas->focus_size = canvas->stop_size = vec2(0, 0);
}

void canvas_background(Canvas *canvas, const char *image)
{
    canvas->background = image;
}

void canvas_disc(Canvas *canvas, Vec2 at, float radius, Color color)
{
    next(canvas, (CanvasItem){ .kind = CANVAS_DISC, .at = at, .size = radius, .color = color });
}

void canvas_ring(Canvas *canvas, Vec2 at, float radius, float width, Color color)
{
    next(canvas,
         (CanvasItem){
             .kind = CANVAS_RING, .at = at, .size = radius, .size2 = width, .color = color });
}

void canvas_arc(Canvas *canvas, Vec2 at, float radius, float width, float share, Color color)
{
    next(canvas, (CanvasItem){ .kind = CANVAS_ARC,
                               .at = at,
                               .size = radius,
                               .size2 = width,
                               .turn = share,
                               .color = color });
}

void canvas_glow(Canvas *canvas, Vec2 at, float radius, Color color)
{
    next(canvas, (CanvasItem){ .kind = CANVAS_GLOW, .at = at, .size = radius, .color = color });
}

void canvas_limb(Canvas *canvas, Vec2 from, Vec2 to, float width, float width_to, Color color)
{
    next(canvas, (CanvasItem){ .kind = CANVAS_LIMB,
                               .at = from,
                               .to = to,
                               .size = width,
                               .size2 = width_to,
                               .color = color });
}

void canvas_box(Canvas *canvas, Vec2 middle, float width, float height, Color color)
{
    next(canvas,
         (CanvasItem){
             .kind = CANVAS_BOX, .at = middle, .size = width, .size2 = height, .color = color });
}

void canvas_image(Canvas *canvas, const char *image, Vec2 at, float height, float turn, Color tint)
{
    next(canvas, (CanvasItem){ .kind = CANVAS_IMAGE,
                               .at = at,
                               .size = height,
                               .turn = turn,
                               .color = tint,
                               .image = image });
}

void canvas_picture(Canvas *canvas, const char *image, Vec2 at, float height, float alpha)
{
    canvas_image(canvas, image, at, height, 0, COLOR_LIGHT(alpha));
}

static void add_text(Canvas *canvas, CanvasItem text, const char *format, va_list args)
{
    REQUIRE(format);
    CanvasItem *item = next(canvas, text);
    if (!item) return;
    int length = vsnprintf(item->text, sizeof item->text, format, args);
    canvas->cut += length < 0 || (size_t)length >= sizeof item->text;
}

void canvas_text(Canvas *canvas, Vec2 at, float height, Color color, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    CanvasItem item = { .kind = CANVAS_TEXT, .at = at, .size = height, .color = color };
    add_text(canvas, item, format, args);
    va_end(args);
}

void canvas_text_within(Canvas *canvas, Vec2 at, float height, float width, Color color,
                        const char *format, ...)
{
    REQUIRE(width > 0);
    va_list args;
    va_start(args, format);
    CanvasItem item = {
        .kind = CANVAS_TEXT, .at = at, .size = height, .size2 = width, .color = color
    };
    add_text(canvas, item, format, args);
    va_end(args);
}

void canvas_text_from(Canvas *canvas, Vec2 left, float height, float width, Color color,
                      const char *format, ...)
{
    REQUIRE(width > 0);
    va_list args;
    va_start(args, format);
    CanvasItem item = {
        .kind = CANVAS_TEXT, .at = left, .size = height, .size2 = width, .turn = -1, .color = color
    };
    add_text(canvas, item, format, args);
    va_end(args);
}

static void add_points(Canvas *canvas, CanvasItem item, const CanvasPoint *point, int count)
{
    REQUIRE(count >= 0 && count <= CANVAS_CURVE_MAX);
    REQUIRE(canvas->point_count >= 0 && canvas->point_count <= CANVAS_POINTS_MAX);
    if (canvas->point_count + count > CANVAS_POINTS_MAX) {
        canvas->dropped++;
        return;
    }
    item.first = canvas->point_count;
    item.count = count;
    if (!next(canvas, item)) return;
    memcpy(&canvas->point[item.first], point, (size_t)count * sizeof *point);
    canvas->point_count += count;
}

void canvas_curve(Canvas *canvas, const CanvasPoint *point, int count, Color fill, Color edge,
                  float width)
{
    add_points(canvas,
               (CanvasItem){
                   .kind = CANVAS_CURVE, .size = 1, .size2 = width, .color = fill, .edge = edge },
               point, count);
}

void canvas_way(Canvas *canvas, const CanvasPoint *point, int count, Color color)
{
    add_points(canvas, (CanvasItem){ .kind = CANVAS_WAY, .size = 1, .color = color }, point, count);
}

CanvasFigure canvas_figure_stand(Vec2 feet, float height)
{
    return (CanvasFigure){ .feet = feet,
                           .height = height,
                           .upper = { 18, 18 },
                           .fore = { 13, 13 },
                           .thigh = { 3, 3 },
                           .shank = { -2, -2 } };
}

void canvas_figure(Canvas *canvas, const CanvasFigure *figure)
{
    if (canvas->figure_count == CANVAS_FIGURES_MAX)
        canvas->dropped++;
    else
        canvas->figure[canvas->figure_count++] = *figure;
}
