// SPDX-License-Identifier: MIT
// pen.c: curves into points, and the colours of the avatar.
#include "avatar/pen.h"

#include "tiptoe/base.h"

#define FLAT        0.08f  // stage units between two points of a curve at most ...
#define PIECES_MAX  12     // ... but no more than these
#define OVAL_POINTS 26
#define LIMB_POINTS 7
#define SOFT        0.34f  // of the shorter bone is round at a joint
#define RIM_GROW    9.0f
#define RIM         0xfff3dc

static Pen then(const Pen *pen, Point at, Point turn, Point mirror)
{
    Pen p = *pen;
    p.at = pen->at + pen->turn * at + pen->mirror * conjf(at);
    p.turn = pen->turn * turn + pen->mirror * conjf(mirror);
    p.mirror = pen->turn * mirror + pen->mirror * conjf(turn);
    return p;
}

Pen pen_place(const Pen *pen, Point at, float degrees, float scale_x, float scale_y)
{
    Point way = turned(degrees);
    Pen p = then(pen, at, way * ((scale_x + scale_y) / 2), way * ((scale_x - scale_y) / 2));
    p.scale = pen->scale * sqrtf(fabsf(scale_x * scale_y));
    return p;
}

static CanvasPoint on_stage(const Pen *pen, Point z)
{
    Point at = pen->at + pen->turn * z + pen->mirror * conjf(z);
    return (CanvasPoint){ .at = vec2(crealf(at), -cimagf(at)) };
}

// ---- colours ------------------------------------------------------------------------------------

Color ink(uint32_t rgb)
{
    return (Color){ (float)(rgb >> 16 & 255) / 255, (float)(rgb >> 8 & 255) / 255,
                    (float)(rgb & 255) / 255, 1 };
}

Color ink_mix(Color a, Color b, float share)
{
    return (Color){ mixf(a.r, b.r, share), mixf(a.g, b.g, share), mixf(a.b, b.b, share), a.a };
}

Color ink_shade(Color c)
{
    return ink_mix(c, ink(0x5b3a66), 0.20f);
}

Color ink_line(Color c)
{
    return ink_mix(c, ink(0x46293f), 0.52f);
}

Color ink_light(Color c)
{
    return ink_mix(c, ink(0xfff3dc), 0.35f);
}

Color ink_alpha(Color c, float alpha)
{
    c.a = alpha;
    return c;
}

// ---- shapes -------------------------------------------------------------------------------------

// A rim is the outline, grown and in one colour; what has no outline has none.
static void emit_curve(const Pen *pen, const CanvasPoint *at, int count, Color fill, Color edge,
                       float width)
{
    width *= pen->scale;
    if (!pen->rim) {
        canvas_curve(pen->canvas, at, count, fill, edge, width);
    } else if (edge.a > 0) {
        Color rim = ink(RIM);
        canvas_curve(pen->canvas, at, count, rim, rim, width + 2 * RIM_GROW * pen->scale);
    }
}

static Point cubic(Point a, Point b, Point c, Point d, float t)
{
    float s = 1 - t;
    return a * (s * s * s) + b * (3 * s * s * t) + c * (3 * s * t * t) + d * (t * t * t);
}

static Point path_point(PenPath path, int i)
{
    return point(path.at[2 * i] * path.wide, path.at[2 * i + 1]);
}

// Returns how many points; the end is among them.
static int flatten(const Pen *pen, PenPath path, float width, CanvasPoint *to)
{
    int curves = (path.count - 2) / 6, count = 0;
    REQUIRE(path.count == 2 + 6 * curves && curves * PIECES_MAX < CANVAS_CURVE_MAX);
    to[count++] = on_stage(pen, path_point(path, 0));
    for (int i = 0; i < curves; i++) {
        Point a = path_point(path, 3 * i), b = path_point(path, 3 * i + 1);
        Point c = path_point(path, 3 * i + 2), d = path_point(path, 3 * i + 3);
        float length = point_length(b - a) + point_length(c - b) + point_length(d - c);
        int pieces = 1 + (int)(length * pen->scale / FLAT);
        if (pieces > PIECES_MAX) pieces = PIECES_MAX;
        // The points are near the ends of straight lines too, where corners are.
        if (pieces < 4 && length * pen->scale > FLAT / 4) pieces = 4;
        for (int k = 1; k <= pieces; k++)
            to[count++] = on_stage(pen, cubic(a, b, c, d, (float)k / (float)pieces));
    }
    for (int i = 0; i < count; i++) to[i].width = width * pen->scale;
    return count;
}

void pen_curve(const Pen *pen, PenPath path, Color fill, Color edge, float width)
{
    CanvasPoint at[CANVAS_CURVE_MAX];
    int count = flatten(pen, path, 0, at);
    emit_curve(pen, at, count, fill, edge, width);
}

void pen_stroke(const Pen *pen, PenPath path, float width, Color color)
{
    if (pen->rim) return;
    CanvasPoint at[CANVAS_CURVE_MAX];
    int count = flatten(pen, path, width, at);
    canvas_way(pen->canvas, at, count, color);
}

void pen_line(const Pen *pen, Point from, Point to, float width, Color color)
{
    if (pen->rim) return;
    CanvasPoint at[2] = { on_stage(pen, from), on_stage(pen, to) };
    at[0].width = at[1].width = width * pen->scale;
    canvas_way(pen->canvas, at, 2, color);
}

void pen_arc(const Pen *pen, Point from, Point control, Point to, float width, Color color)
{
    Point b = point_mix(from, control, 2.0f / 3), c = point_mix(to, control, 2.0f / 3);
    const float at[] = { crealf(from), cimagf(from), crealf(b),  cimagf(b),
                         crealf(c),    cimagf(c),    crealf(to), cimagf(to) };
    pen_stroke(pen, PEN_PATH(at, 1), width, color);
}

void pen_polygon(const Pen *pen, const Point *at, int count, Color fill, Color edge, float width)
{
    CanvasPoint to[CANVAS_CURVE_MAX];
    REQUIRE(count <= CANVAS_CURVE_MAX);
    for (int i = 0; i < count; i++) to[i] = on_stage(pen, at[i]);
    emit_curve(pen, to, count, fill, edge, width);
}

void pen_oval(const Pen *pen, Point middle, float rx, float ry, Color fill, Color edge, float width)
{
    Point at[OVAL_POINTS];
    float size = fmaxf(rx, ry) * pen->scale;
    int count = size < 0.08f ? 10 : size < 0.3f ? 16 : OVAL_POINTS;
    for (int i = 0; i < count; i++) {
        float angle = 2 * PI_F * (float)i / (float)count;
        at[i] = middle + point(rx * cosf(angle), ry * sinf(angle));
    }
    pen_polygon(pen, at, count, fill, edge, width);
}

void pen_plate(const Pen *pen, Point low, float width, float height, float corner, Color fill,
               Color edge, float line)
{
    Point at[24];
    int count = 0;
    for (int quarter = 0; quarter < 4; quarter++) {
        Point middle = low + point(quarter == 0 || quarter == 3 ? width - corner : corner,
                                   quarter < 2 ? height - corner : corner);
        for (int i = 0; i < 6; i++) {
            float angle = PI_F / 2 * ((float)quarter + (float)i / 5);
            at[count++] = middle + corner * point(cosf(angle), sinf(angle));
        }
    }
    pen_polygon(pen, at, count, fill, edge, line);
}

void pen_glow(const Pen *pen, Point middle, float radius, Color color)
{
    if (!pen->rim) canvas_glow(pen->canvas, on_stage(pen, middle).at, radius * pen->scale, color);
}

// ---- tubes --------------------------------------------------------------------------------------

PenTube pen_bone(Point from, Point to, float half_from, float half_to)
{
    return (PenTube){ .count = 2, .at = { from, to }, .half = { half_from, half_to } };
}

int pen_limb_joint(void)
{
    return LIMB_POINTS / 2 + 1;
}

PenTube pen_limb(Point root, Point joint, Point end, float top, float mid, float low)
{
    float first = point_length(joint - root), second = point_length(end - joint);
    float soft = SOFT * fminf(1, fminf(first, second) / (0.5f * fmaxf(fmaxf(first, second), 1)));
    Point p = point_mix(joint, root, soft), q = point_mix(joint, end, soft);
    PenTube tube = { 0 };
    tube.at[tube.count++] = root;
    for (int i = 0; i < LIMB_POINTS; i++) {
        float t = (float)i / (LIMB_POINTS - 1), s = 1 - t;
        tube.at[tube.count++] = p * (s * s) + joint * (2 * s * t) + q * (t * t);
    }
    tube.at[tube.count++] = end;
    int middle = pen_limb_joint();
    float far[PEN_TUBE_MAX] = { 0 };
    for (int i = 1; i < tube.count; i++)
        far[i] = far[i - 1] + point_length(tube.at[i] - tube.at[i - 1]);
    float half_way = fmaxf(far[middle], 1), rest = fmaxf(far[tube.count - 1] - far[middle], 1);
    for (int i = 0; i < tube.count; i++)
        tube.half[i] = i <= middle ? mixf(top, mid, far[i] / half_way)
                                   : mixf(mid, low, (far[i] - far[middle]) / rest);
    return tube;
}

PenTube pen_tail(const PenTube *tube, int first)
{
    PenTube end = { .count = tube->count - first };
    REQUIRE(first >= 0 && end.count >= 2);
    for (int i = 0; i < end.count; i++) {
        end.at[i] = tube->at[first + i];
        end.half[i] = tube->half[first + i];
    }
    return end;
}

void pen_tube(const Pen *pen, const PenTube *tube, Color color, Point off, float grow, float share)
{
    CanvasPoint at[PEN_TUBE_MAX];
    for (int i = 0; i < tube->count; i++) {
        at[i] = on_stage(pen, tube->at[i] + off);
        at[i].width = 2 * (tube->half[i] * share + grow) * pen->scale;
    }
    canvas_way(pen->canvas, at, tube->count, color);
}

void pen_soft_tube(const Pen *pen, const PenTube *tube, Color color)
{
    if (pen->rim) {
        pen_tube(pen, tube, ink(RIM), 0, PEN_LINE + RIM_GROW, 1);
        return;
    }
    float thick = 0;
    for (int i = 0; i < tube->count; i++) thick = fmaxf(thick, tube->half[i]);
    pen_tube(pen, tube, ink_line(color), 0, PEN_LINE, 1);
    pen_tube(pen, tube, ink_shade(color), 0, 0, 1);
    pen_tube(pen, tube, color, point(-0.10f, -0.10f) * thick, 0, 0.86f);
}

void pen_band(const Pen *pen, Point at, Point way, float half, Color color, float thick)
{
    Point across = IM * way * (half - thick * 0.4f);
    PenTube tube = pen_bone(at - across, at + across, thick, thick);
    pen_soft_tube(pen, &tube, color);
}
