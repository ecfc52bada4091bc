// SPDX-License-Identifier: MIT
// arc_parts.c: the child's place, veils, lines with an edge, friends who wave.
#include "games/arcs/arc_parts.h"

#define SOLE_SHARE    0.052f  // of the height: the ankle's over the sole
#define SEAT_SHARE    0.30f   // of the height: a seated child's hips over the floor
#define HOSE_POINTS   48
#define EVENING_STARS 22
#define WAVES_HZ      1.2f

float arc_floor(const ArcMoment *m)
{
    const Calibration *c = m->size;
    if (c->seated) return c->hip.y - SEAT_SHARE * c->height;
    return fminf(c->ankle_y[SIDE_LEFT], c->ankle_y[SIDE_RIGHT]) - SOLE_SHARE * c->height;
}

void arc_stand(const ArcMoment *m, ArcStage *stage, Vec2 place)
{
    Vec2 now = vec2(m->late->hips.x, arc_floor(m));
    stage->moved = vec2_scale(vec2_sub(place, now), arc_in_out(m->at, 0, 1));
}

void arc_sit(const ArcMoment *m, ArcStage *stage, Vec2 seat, float there)
{
    // A sitting picture hangs from the shoulders, and who squats has low ones: up and down they do
    // not move it, from side to side they may.
    Vec2 hips = vec2(m->late->hips.x, m->body->shoulders.y - m->size->trunk);
    stage->moved = vec2_scale(vec2_sub(seat, hips), there);
    stage->sits = there > 0.3f;
}

Side arc_side(const ArcMoment *m)
{
    return game_only_side(m->hands, SIDE_RIGHT);
}

void arc_veil(Canvas *canvas, Color color)
{
    // Its round corners lie outside.
    canvas_box(canvas, vec2(STAGE_WIDTH / 2, STAGE_HEIGHT / 2), STAGE_WIDTH + 2, STAGE_HEIGHT + 2,
               color);
}

Color arc_rgb(unsigned rgb, float alpha)
{
    return (Color){ (float)(rgb >> 16 & 255) / 255, (float)(rgb >> 8 & 255) / 255,
                    (float)(rgb & 255) / 255, alpha };
}

Vec2 arc_bezier(const Vec2 p[4], float t)
{
    float u = 1 - t, share[] = { u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t };
    Vec2 at = vec2(0, 0);
    for (int i = 0; i < 4; i++) at = vec2_add(at, vec2_scale(p[i], share[i]));
    return at;
}

void arc_hose(Canvas *canvas, const Vec2 *point, int count, float width, float edge, Color fill,
              Color line)
{
    CanvasPoint way[HOSE_POINTS];
    REQUIRE(count > 1 && count <= HOSE_POINTS);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < count; i++)
            way[i] = (CanvasPoint){ point[i], pass ? width : width + 2 * edge };
        canvas_way(canvas, way, count, pass ? fill : line);
    }
}

void arc_evening_stars(Canvas *canvas, const ArcMoment *m)
{
    for (int i = 0; i < EVENING_STARS; i++) {
        float lit = arc_in_out(m->at, 0.4f + 0.05f * (float)i, 1.2f),
              x = (float)i + arc_dice(m, 60 + i);
        Vec2 at = vec2(x * STAGE_WIDTH / EVENING_STARS, 7.4f + 1.45f * arc_dice(m, 90 + i));
        canvas_glow(canvas, at, 0.16f, arc_rgb(0xfff6d8, 0.5f * lit));
        canvas_disc(canvas, at, 0.035f, arc_rgb(0xfffaf0, 0.9f * lit));
    }
}

void arc_friend(Canvas *canvas, const ArcMoment *m, ArcFriend who, Vec2 at, float height,
                float from, float until)
{
    static const char *const body[] = { "bunny_hi", "teddy_hi" };
    static const char *const arm[] = { "bunny_arm", "teddy_arm" };
    float up = arc_in_out(m->at, from, 0.6f) - arc_in_out(m->at, until - 0.6f, 0.6f);
    float sway = m->calm ? 0 : exact_sin(2 * PI_F * WAVES_HZ * (m->at - from)) * up;
    // As it is drawn: the shoulder beside the chest, the arm half its length from it.
    float k = height / 220, turn = (-38 + 80 * up + 14 * sway) * RADIANS;
    Vec2 middle = vec2_add(vec2_add(at, vec2(38 * k, 0)), vec2_polar(turn, 29 * k));
    canvas_picture(canvas, body[who], at, height, 1);
    canvas_image(canvas, arm[who], middle, 64 * k, turn - PI_F / 2, COLOR_WHITE);
}
