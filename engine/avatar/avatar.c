// SPDX-License-Identifier: MIT
// avatar.c: the order of the layers.
#include "avatar/avatar.h"

#include "avatar/avatar_parts.h"
#include "tiptoe/moves.h"

static int over_midline(const Figure *f)
{
    float reach[SIDE_COUNT];
    for (int side = 0; side < SIDE_COUNT; side++) {
        float sign = side == SIDE_LEFT ? -1 : 1;
        reach[side] = -sign * point_dot(f->hand[side] - f->chest, f->across);
    }
    return reach[SIDE_LEFT] > reach[SIDE_RIGHT] ? SIDE_LEFT : SIDE_RIGHT;
}

// The leg behind first; a lifted foot is in front.
static int rear_leg(const Figure *f)
{
    bool left = leg_is_lifted(f, SIDE_LEFT), right = leg_is_lifted(f, SIDE_RIGHT);
    if (left != right) return left ? SIDE_RIGHT : SIDE_LEFT;
    return cimagf(f->ankle[SIDE_LEFT]) <= cimagf(f->ankle[SIDE_RIGHT]) ? SIDE_LEFT : SIDE_RIGHT;
}

static void draw_legs(const Drawing *d)
{
    int rear = rear_leg(d->f);
    leg_draw(d, rear);
    leg_draw(d, !rear);
}

RigRest rest_of(const Avatar *a)
{
    return (RigRest){ .arm = { a->rest[0], a->rest[1] },
                      .leg = { a->rest[2], a->rest[3] },
                      .walker = a->seat == SEAT_NONE && a->look.aids & 1u << AID_WALKER };
}

static void draw_layers(const Drawing *d, AvatarSeat seat)
{
    const Figure *f = d->f;
    if (seat == SEAT_WHEELCHAIR) chair_draw_back(d);
    if (seat == SEAT_NONE && d->look.aids & 1u << AID_WALKER) walker_draw(d);
    if (d->look.style == STYLE_FOX && !f->seated) fox_draw_tail(d);
    head_draw_back(d);
    if (seat == SEAT_WHEELCHAIR) chair_draw_seat(d);
    if (seat == SEAT_STOOL) stool_draw(d);
    seat_draw_outline(d);
    if (!f->seated) draw_legs(d);
    trunk_draw(d);
    if (f->seated) draw_legs(d);  // the lap comes towards us: before the hem
    int last = over_midline(f);
    arm_draw_behind(d, !last);
    arm_draw_behind(d, last);
    collar_draw(d);
    head_draw_front(d);
    arm_draw_front(d, !last);
    arm_draw_front(d, last);
}

static Point gaze_of(const Avatar *a)
{
    return point(a->gaze.x, -a->gaze.y);
}

Drawing drawing_of(const Avatar *a, const Figure *f, Canvas *canvas)
{
    Drawing d = { .f = f,
                  .look = a->look,
                  .paint = paint_of(&a->look),
                  .mood = (Mood)a->mood,
                  .gaze = gaze_of(a),
                  .blink = a->step - a->blink_at < 6,
                  .sway = a->hair.at,
                  .tail = a->tail.at,
                  .horns = a->horns };
    for (int side = 0; side < SIDE_COUNT; side++) {
        d.press[side] = 1 + a->press[side];
        d.grip[side] = a->grip[side];
        d.wheel[side] = a->wheel[side];
    }
    d.pen = (Pen){ .canvas = canvas,
                   .at = point(crealf(f->origin), -cimagf(f->origin)),
                   .turn = f->scale,
                   .scale = f->scale };
    return d;
}

void avatar_draw(const Avatar *a, Canvas *canvas, const Body *body, const Calibration *size)
{
    if (body->pose_number == 0 || !size->done) return;
    Figure figure;
    RigRest rest = rest_of(a);
    rig_solve(&figure, body, size, a->years, &rest);
    Drawing d = drawing_of(a, &figure, canvas);
    if (!a->air) shadow_draw(&d, a->seat == SEAT_WHEELCHAIR);
    if (a->night) {
        d.pen.rim = true;
        draw_layers(&d, a->seat);
        d.pen.rim = false;
    }
    draw_layers(&d, a->seat);
}

// Dark round the colour, so that it stands out from every scene.
static void draw_ring(Canvas *canvas, Vec2 at, float radius, int side)
{
    canvas_ring(canvas, at, radius, 0.13f, (Color){ 0.12f, 0.12f, 0.20f, 0.85f });
    canvas_ring(canvas, at, radius, 0.08f, game_side_color(side, 1));
}

void avatar_hands(const Avatar *a, Canvas *canvas, const Body *b, const Calibration *size,
                  unsigned hands)
{
    if (!b->seen || !size->done) return;
    float breath = 1 + 0.06f * sinf((float)a->step * 0.07f);
    for (int side = 0; side < SIDE_COUNT; side++) {
        bool on = (hands & 1u << side) && b->hand_trust[side] >= BODY_TRUST_MIN;
        float r = 0.42f * breath;
        canvas_glow(canvas, b->hand[side], 1.7f * r, game_side_color(side, on ? 0.6f : 0.15f));
        if (!on) continue;
        draw_ring(canvas, b->hand[side], r, side);
        if (side == SIDE_RIGHT) draw_ring(canvas, b->hand[side], 1.3f * r, side);
    }
}

void avatar_hair(const Avatar *a, Canvas *canvas, const ArcHead *head, bool behind)
{
    Figure f = { .p = rig_proportions(a->years) };
    f.p.head = 200;  // one of a head's own units each
    f.p.wide = head->wide;
    Drawing d = { .f = &f, .look = a->look, .paint = paint_of(&a->look), .sway = a->hair.at };
    float unit = head->half / 100;
    d.pen = (Pen){ .canvas = canvas,
                   .at = point(head->at.x, -head->at.y),
                   .turn = unit * turned(-DEGREES * head->turn),
                   .scale = unit };
    int first = canvas->item_count;
    if (behind)
        head_draw_back(&d);
    else
        head_draw_hair(&d);
    for (int i = first; i < canvas->item_count; i++) {
        canvas->item[i].color.a *= head->alpha;
        canvas->item[i].edge.a *= head->alpha;
    }
}
