// SPDX-License-Identifier: MIT
// curves.c: closed outlines, filled and edged, and lines of changing width, as triangles whose edge
// fades over one pixel.
#include "render/parts.h"

#define MITRE_MAX 2.0f  // a sharper corner's edge is not drawn farther out than this
#define SHARP     0.7f  // cosine of a way's turn from which it is round there

// A point with the direction that is outwards (or to one side) there, longer at corners.
typedef struct Knot {
    SDL_FPoint at, out;
    float half;  // px, of a way
} Knot;

static SDL_FPoint minus(SDL_FPoint a, SDL_FPoint b)
{
    return (SDL_FPoint){ a.x - b.x, a.y - b.y };
}

static float cross(SDL_FPoint a, SDL_FPoint b)
{
    return a.x * b.y - a.y * b.x;
}

static SDL_FPoint unit(SDL_FPoint a)
{
    float length = sqrtf(a.x * a.x + a.y * a.y);
    return length > 1e-6f ? (SDL_FPoint){ a.x / length, a.y / length } : (SDL_FPoint){ 0, 0 };
}

static SDL_FPoint beside(Knot knot, float distance)
{
    return (SDL_FPoint){ knot.at.x + knot.out.x * distance, knot.at.y + knot.out.y * distance };
}

// Square to both neighbours' lines, so that what runs beside them stays as far off.
static SDL_FPoint outwards(SDL_FPoint before, SDL_FPoint after)
{
    SDL_FPoint a = { before.y, -before.x }, b = { after.y, -after.x };
    SDL_FPoint sum = { a.x + b.x, a.y + b.y }, way = unit(sum);
    float share = 0.5f * sqrtf(sum.x * sum.x + sum.y * sum.y);  // cosine of half the turn
    float longer = share > 1 / MITRE_MAX ? 1 / share : MITRE_MAX;
    return (SDL_FPoint){ way.x * longer, way.y * longer };
}

// Points that lie on one another are one. Returns how many are left.
static int take_points(const Render *render, const CanvasItem *item, const CanvasPoint *point,
                       Knot *knot)
{
    int count = 0;
    for (int i = 0; i < item->count; i++) {
        if (!(fabsf(point[i].at.x) < 1e4f && fabsf(point[i].at.y) < 1e4f)) return 0;
        Knot k = { .at = to_px(render, point[i].at),
                   .half = fmaxf(0.5f, 0.5f * point[i].width * render->px_per_unit) };
        SDL_FPoint step = count ? minus(k.at, knot[count - 1].at) : (SDL_FPoint){ 1, 1 };
        if (step.x * step.x + step.y * step.y > 0.01f) knot[count++] = k;
    }
    return count;
}

static void find_sides(Knot *knot, int count, bool closed)
{
    for (int i = 0; i < count; i++) {
        int before = i > 0 ? i - 1 : closed ? count - 1 : 0;
        int after = i + 1 < count ? i + 1 : closed ? 0 : count - 1;
        SDL_FPoint in = unit(minus(knot[i].at, knot[before].at));
        SDL_FPoint on = unit(minus(knot[after].at, knot[i].at));
        if (before == i) in = on;
        if (after == i) on = in;
        knot[i].out = outwards(in, on);
    }
}

// From one side to the other: whole between the inner two, fading to the outer two.
static void draw_band(Render *render, const Knot *knot, int count, bool closed, float half,
                      SDL_Color color)
{
    SDL_Color clear = color;
    clear.a = 0;
    int first = batch_begin(render, NULL, 4 * count, 18 * count);
    for (int i = 0; i < count; i++) {
        float w = half > 0 ? half : knot[i].half;
        batch_vertex(render, beside(knot[i], -w - 0.5f), clear, 0, 0);
        batch_vertex(render, beside(knot[i], -w + 0.5f), color, 0, 0);
        batch_vertex(render, beside(knot[i], w - 0.5f), color, 0, 0);
        batch_vertex(render, beside(knot[i], w + 0.5f), clear, 0, 0);
    }
    int pieces = closed ? count : count - 1;
    for (int i = 0; i < pieces; i++) {
        for (int e = 0; e < 3; e++) {
            int a = first + 4 * i + e, b = first + 4 * ((i + 1) % count) + e;
            batch_triangle(render, a, a + 1, b + 1);
            batch_triangle(render, a, b + 1, b);
        }
    }
}

static void draw_end(Render *render, const Knot *knot, SDL_FPoint way, SDL_Color color)
{
    float heading = atan2f(way.y, way.x);
    SDL_Color clear = color;
    clear.a = 0;
    int steps = knot->half < 3 ? 3 : knot->half < 10 ? 5 : 8;  // flats under a third of a pixel
    int first = batch_begin(render, NULL, 2 * steps + 3, 9 * steps);
    batch_vertex(render, knot->at, color, 0, 0);
    for (int i = 0; i <= steps; i++) {
        float angle = heading + PI_F * ((float)i / (float)steps - 0.5f);
        Knot rim = { .at = knot->at, .out = { cosf(angle), sinf(angle) } };
        batch_vertex(render, beside(rim, knot->half - 0.5f), color, 0, 0);
        batch_vertex(render, beside(rim, knot->half + 0.5f), clear, 0, 0);
    }
    for (int i = 0; i < steps; i++) {
        int a = first + 1 + 2 * i;
        batch_triangle(render, first, a, a + 2);
        batch_triangle(render, a, a + 1, a + 3);
        batch_triangle(render, a, a + 3, a + 2);
    }
}

static bool is_sharp(SDL_FPoint before, SDL_FPoint at, SDL_FPoint after)
{
    SDL_FPoint in = unit(minus(at, before)), on = unit(minus(after, at));
    return in.x * on.x + in.y * on.y < SHARP;
}

// At a sharp bend one piece ends and the next begins, both round: a folded arm has an elbow there,
// where two long mitred sides would meet in a thorn.
static void draw_way(Render *render, Knot *knot, int count, SDL_Color color)
{
    for (int from = 0, i = 1; i < count; i++) {
        bool last = i + 1 == count;
        if (!last && !is_sharp(knot[i - 1].at, knot[i].at, knot[i + 1].at)) continue;
        find_sides(knot + from, i - from + 1, false);
        draw_band(render, knot + from, i - from + 1, false, 0, color);
        draw_end(render, &knot[from], minus(knot[from].at, knot[from + 1].at), color);
        draw_end(render, &knot[i], minus(knot[i].at, knot[i - 1].at), color);
        from = i;
    }
}

// ---- filling: ears are cut off one by one -------------------------------------------------------

// The points that are left, in a ring.
typedef struct Ring {
    const Knot *knot;
    int count, next[CANVAS_CURVE_MAX], before[CANVAS_CURVE_MAX];
    bool hollow[CANVAS_CURVE_MAX];  // turns inwards: only such a point can lie in an ear
    float turn;                     // 1 or -1: the way round
} Ring;

static float turn_at(const Ring *r, int i)
{
    SDL_FPoint a = r->knot[r->before[i]].at, b = r->knot[i].at, c = r->knot[r->next[i]].at;
    return r->turn * cross(minus(b, a), minus(c, b));
}

static bool is_ear(const Ring *r, int i)
{
    if (r->hollow[i]) return false;
    SDL_FPoint a = r->knot[r->before[i]].at, b = r->knot[i].at, c = r->knot[r->next[i]].at;
    for (int k = r->next[r->next[i]]; k != r->before[i]; k = r->next[k]) {
        if (!r->hollow[k]) continue;
        SDL_FPoint p = r->knot[k].at;
        if (r->turn * cross(minus(b, a), minus(p, a)) >= 0 &&
            r->turn * cross(minus(c, b), minus(p, b)) >= 0 &&
            r->turn * cross(minus(a, c), minus(p, c)) >= 0)
            return false;
    }
    return true;
}

static float area_of(const Knot *knot, int count)
{
    float area = 0;
    for (int i = 0; i < count; i++) area += cross(knot[i].at, knot[(i + 1) % count].at);
    return area;
}

static float height_at(const Ring *r, int i)
{
    float a = r->knot[r->before[i]].at.y, b = r->knot[i].at.y, c = r->knot[r->next[i]].at.y;
    return fmaxf(a, fmaxf(b, c)) - fminf(a, fminf(b, c));
}

// The lowest ear, as triangles are drawn row by row. Where nothing is an ear (an outline that
// crosses itself) the first point is taken for one.
static int choose_ear(const Ring *r, int from)
{
    int chosen = from;
    float least = INFINITY;
    for (int k = 0, i = from; k < r->count; k++, i = r->next[i]) {
        float height = height_at(r, i);
        if (height >= least || !is_ear(r, i)) continue;
        least = height;
        chosen = i;
    }
    return chosen;
}

static void cut_ears(Render *render, Ring *r, int first)
{
    for (int i = 0; r->count > 2;) {
        i = choose_ear(r, i);
        int before = r->before[i], next = r->next[i];
        batch_triangle(render, first + before, first + i, first + next);
        r->next[before] = next;
        r->before[next] = before;
        r->count--;
        r->hollow[before] = turn_at(r, before) < 0;
        r->hollow[next] = turn_at(r, next) < 0;
        i = next;
    }
}

// Whole up to half a pixel within the outline, where the edge or a fade begins.
static void draw_fill(Render *render, const Knot *knot, int count, bool edged, SDL_Color color)
{
    Ring ring = { .knot = knot, .count = count, .turn = area_of(knot, count) < 0 ? -1 : 1 };
    for (int i = 0; i < count; i++) {
        ring.next[i] = (i + 1) % count;
        ring.before[i] = (i + count - 1) % count;
    }
    bool convex = true;
    for (int i = 0; i < count; i++) {
        ring.hollow[i] = turn_at(&ring, i) < 0;
        convex = convex && !ring.hollow[i];
    }
    SDL_Color clear = color;
    clear.a = 0;
    float in = edged ? 0 : -0.5f * ring.turn, out = 0.5f * ring.turn;
    int fade = edged ? 0 : count;
    int first = batch_begin(render, NULL, count + fade, 3 * count + 6 * fade);
    for (int i = 0; i < count; i++) batch_vertex(render, beside(knot[i], in), color, 0, 0);
    for (int i = 0; i < fade; i++) batch_vertex(render, beside(knot[i], out), clear, 0, 0);
    if (convex)
        batch_convex(render, first, count, 1);
    else
        cut_ears(render, &ring, first);
    for (int i = 0; i < fade; i++) {
        int a = first + i, b = first + (i + 1) % count;
        batch_triangle(render, a, a + count, b + count);
        batch_triangle(render, a, b + count, b);
    }
}

static void draw_curve(Render *render, const CanvasItem *item, Knot *knot, int count,
                       SDL_Color color)
{
    if (count > 2 && knot[0].at.x == knot[count - 1].at.x && knot[0].at.y == knot[count - 1].at.y)
        count--;
    if (count < 3) return;
    find_sides(knot, count, true);
    float half = 0.5f * item->size2 * render->px_per_unit;
    bool edged = half >= 0.25f && item->edge.a > 0;
    draw_fill(render, knot, count, edged, color);
    if (edged)
        draw_band(render, knot, count, true, fmaxf(half, 0.5f), to_color(render, item->edge));
}

void curve_draw(Render *render, const CanvasItem *item, const CanvasPoint *point)
{
    Knot knot[CANVAS_CURVE_MAX];
    REQUIRE(item->count >= 0 && item->count <= CANVAS_CURVE_MAX);
    SDL_Color color = to_color(render, item->color);
    int count = take_points(render, item, point, knot);
    if (item->kind == CANVAS_CURVE)
        draw_curve(render, item, knot, count, color);
    else
        draw_way(render, knot, count, color);
}
