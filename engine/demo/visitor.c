// SPDX-License-Identifier: MIT
// visitor.c: the ways of the grown-up visitor, and what is hidden behind it.
#include "visitor.h"

#include <string.h>

#define HEIGHT_M  1.70f
#define NEAR      1.12f  // larger in the picture than at the child's place
#define FAR       0.88f
#define FIRST_S   5.0f   // no visit before: the child is to be found and measured first
#define WALK_M_S  0.95f  // or less, down to half
#define STAY_S    4.0f   // beside the child
#define BESIDE_M  0.62f
#define STRIDE_HZ 0.9f
#define EDGE      0.8f   // of half the picture's width: there the passer-by stays ...
#define EDGE_S    9.0f   // ... so long
#define EDGE_TALL 1.06f  // over the child's height

static Figure grown_up(float h)
{
    Figure f = { .height = h, .head = 0.142f * h };
    f.ankle = 0.046f * h;
    f.shank = 0.243f * h;
    f.thigh = 0.240f * h;
    f.trunk = 0.285f * h;
    f.neck = h - f.head - (f.ankle + f.shank + f.thigh + f.trunk) * 0.998f;
    f.shoulder = 0.105f * h;
    f.hip = 0.054f * h;
    f.upper_arm = 0.180f * h;
    f.forearm = 0.146f * h;
    f.palm = 0.055f * h;
    f.foot = 0.150f * h;
    f.girth_trunk = f.girth_limbs = 1;
    return f;
}

static double way_s(const Visitor *v)
{
    float outside = v->room_m + 0.35f * v->figure.height;
    if (v->way == VISITOR_EDGE) return 2 * (outside - EDGE * v->room_m) / v->speed + EDGE_S;
    if (v->way == VISITOR_BESIDE) return 2 * (outside - BESIDE_M) / v->speed + STAY_S;
    return 2 * outside / v->speed;
}

static void plan(Visitor *v, double after)
{
    v->start = after;
    v->speed = WALK_M_S * rng_between(&v->rng, 0.5f, 1);
    v->end = v->start + way_s(v);
    v->from = rng_below(&v->rng, 2) ? 1.0f : -1.0f;
}

void visitor_init(Visitor *v, VisitorWay way, const View *child_view, uint64_t seed)
{
    REQUIRE(way >= 0 && way < VISITOR_COUNT);
    memset(v, 0, sizeof *v);
    v->way = way;
    float child_m = VIEW_CHILD_SHARE * (float)child_view->height / child_view->px_per_m;
    v->figure = way == VISITOR_EDGE ? figure_of(EDGE_TALL * child_m) : grown_up(HEIGHT_M);
    v->view = *child_view;
    v->view.px_per_m *= way == VISITOR_FRONT ? NEAR : way == VISITOR_BEHIND ? FAR : 1;
    v->depth = way == VISITOR_FRONT ? 0.5f : way == VISITOR_BEHIND ? -0.5f : -0.15f;
    v->room_m = 0.5f * (float)child_view->width / v->view.px_per_m;
    v->rng = rng_seed(seed * 69069u + 11);
    plan(v, FIRST_S + rng_between(&v->rng, 0, 3));
}

// Where the visitor is across the picture, m from its middle, and how fast it walks.
static float place(const Visitor *v, double now, float child_x, float *speed)
{
    float t = (float)(now - v->start), far = v->room_m + 0.35f * v->figure.height;
    *speed = v->speed;
    if (v->way != VISITOR_BESIDE && v->way != VISITOR_EDGE) return v->from * (far - v->speed * t);
    float left_s = (float)(v->end - now), beside = child_x + v->from * BESIDE_M;
    if (v->way == VISITOR_EDGE) beside = v->from * EDGE * v->room_m;
    float at = v->from * (far - v->speed * fminf(t, left_s));
    bool there = v->from * (at - beside) <= 0;
    if (there) *speed = 0;
    return there ? beside : at;
}

// Legs and arms swing; the body is seen from the front, as all that is drawn here.
static void walk(Visitor *v, double now, float speed, Stance *s)
{
    float h = v->figure.height;
    double turns = now * STRIDE_HZ;
    float phase = (float)(turns - floor(turns)) * 2 * PI_F, size = speed > 0 ? 1 : 0;
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        float turn = phase + (side == SIDE_LEFT ? 0 : PI_F);
        s->ankle[side].x = s->pelvis.x + 0.6f * (s->ankle[side].x - s->pelvis.x) +
                           size * 0.15f * h * exact_sin(turn);
        s->ankle[side].y += size * 0.035f * h * fmaxf(0, exact_cos(turn));
        s->hand[side].x -= size * 0.06f * h * exact_sin(turn);
    }
    s->pelvis.y -= 0.02f * h * size;
    s->head_turn = -0.4f * v->from * size;
}

void visitor_step(Visitor *v, double now, const Figure *child_figure, const FigureJoints *child)
{
    v->present = false;
    if (v->way == VISITOR_NONE) return;
    if (now > v->end) plan(v, v->end + rng_between(&v->rng, 3, 8));
    if (now < v->start) return;
    Vec3 shoulder = child->shoulder[v->from > 0 ? SIDE_LEFT : SIDE_RIGHT];
    float speed, x = place(v, now, child->neck.x, &speed);
    Stance s = figure_stand(&v->figure);
    s.pelvis.x = x;
    for (int side = 0; side < SIDE_COUNT; side++) s.ankle[side].x += x;
    walk(v, now, speed, &s);
    if (v->way == VISITOR_BESIDE && speed <= 0) {
        // The near hand goes to the child's shoulder.
        Side near = v->from > 0 ? SIDE_RIGHT : SIDE_LEFT;
        float t = (float)fmin(now - v->start, v->end - now) - 0.5f * ((float)way_s(v) - STAY_S);
        Vec2 goal = vec2(shoulder.x + 0.01f * v->from, shoulder.y + 0.1f * child_figure->shoulder);
        Vec2 rest = s.hand[near];
        goal = vec2_sub(goal, figure_shoulder(&v->figure, &s, near));
        s.hand[near] = vec2_mix(rest, goal, clampf(t / 0.8f, 0, 1));
        s.head_turn = -0.3f * v->from;
        s.head_nod = -0.15f;
    }
    s.pelvis_z += v->depth;
    for (int side = 0; side < SIDE_COUNT; side++) s.ankle[side].z += v->depth;
    v->stance = s;
    figure_solve(&v->figure, &s, &v->joints);
    v->present = true;
}

static float off(const Visitor *v, Vec2 at, Vec3 a, Vec3 b, float radius)
{
    float distance = segment_distance(at, view_px(&v->view, a), view_px(&v->view, b));
    return distance - radius * v->figure.height * v->view.px_per_m;
}

bool visitor_hides(const Visitor *v, const View *child_view, Vec3 point)
{
    if (!v->present || v->way != VISITOR_FRONT) return false;
    const FigureJoints *j = &v->joints;
    Vec2 at = view_px(child_view, point);
    Vec3 hips = { 0.5f * (j->hip[0].x + j->hip[1].x), j->hip[0].y, j->hip[0].z };
    // As wide as the painter makes them.
    float least = fminf(off(v, at, hips, j->neck, 0.105f), off(v, at, j->head, j->head, 0.075f));
    for (Side side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        least = fminf(least, off(v, at, j->hip[side], j->knee[side], 0.057f));
        least = fminf(least, off(v, at, j->knee[side], j->ankle[side], 0.035f));
        least = fminf(least, off(v, at, j->shoulder[side], j->elbow[side], 0.036f));
        least = fminf(least, off(v, at, j->elbow[side], j->palm[side], 0.027f));
    }
    return least < 0;
}
