// SPDX-License-Identifier: MIT
// visual_schedule.c: where signs, animals and the child stand on the pages between the games.
#include "therapist/visual_schedule.h"

#include "therapist/child_parts.h"
#include "therapist/game_card.h"

#define SIGNS      5  // now, then, and up to three later
#define DONE_SIGNS 2  // those before them slide out
#define CHOICE_R   HOLD_PLACE_R

static const Color way_paper = { 0.953f, 0.890f, 0.741f, 1 };
static const Color way_edge = { 0.545f, 0.439f, 0.282f, 0.35f };
static const Vec2 choice_at[2] = { { 4.43f, 5.6f }, { 11.57f, 5.6f } };

float schedule_breath(float now_s)
{
    const float whole = SCHEDULE_BREATH_IN + SCHEDULE_BREATH_OUT;
    float t = fmodf(now_s, whole);
    float share = t < SCHEDULE_BREATH_IN ? t / SCHEDULE_BREATH_IN
                                         : 1 - (t - SCHEDULE_BREATH_IN) / SCHEDULE_BREATH_OUT;
    return 0.5f - 0.5f * cosf(PI_F * share);
}

static void draw_child(const ScheduleView *v, Vec2 feet, float height, float arm_deg, Canvas *c)
{
    CanvasFigure figure = canvas_figure_stand(feet, height);
    figure.seated = v->seated;
    figure.wheels = v->wheels;
    figure.upper[1] = arm_deg;
    figure.fore[1] = arm_deg > 90 ? arm_deg + 25 : arm_deg;
    canvas_figure(c, &figure);
}

// ---- the way home -------------------------------------------------------------------------------

static void draw_way(Canvas *c)
{
    static const Vec2 point[] = { { -0.5f, 1.5f },  { 1.5f, 1.05f }, { 3.6f, 1.12f },
                                  { 5.4f, 1.28f },  { 7.6f, 1.42f }, { 9.4f, 1.62f },
                                  { 11.2f, 2.15f }, { 13.0f, 2.7f }, { 15.2f, 3.3f } };
    enum { POINTS = sizeof point / sizeof *point };
    CanvasPoint way[POINTS], edge[POINTS];
    for (int i = 0; i < POINTS; i++) {
        float width = mixf(0.95f, 0.5f, (float)i / (POINTS - 1));
        edge[i] = (CanvasPoint){ point[i], width + 0.14f };
        way[i] = (CanvasPoint){ point[i], width };
    }
    canvas_way(c, edge, POINTS, way_edge);
    canvas_way(c, way, POINTS, way_paper);
}

static void draw_post(Canvas *c, Vec2 sign, float foot)
{
    const Color wood = { 0.725f, 0.553f, 0.408f, 1 };
    canvas_limb(c, sign, vec2(sign.x, foot), 0.2f, 0.2f, CHILD_INK);
    canvas_limb(c, sign, vec2(sign.x, foot), 0.12f, 0.12f, wood);
}

// A ring of leaf that the snail eats: what is green is still to come.
static void draw_time(Canvas *c, Vec2 at, float radius, float left)
{
    const Color track = { 0.953f, 0.906f, 0.812f, 1 }, green = { 0.043f, 0.420f, 0.314f, 1 };
    const float width = 0.33f;
    canvas_ring(c, at, radius, width + 0.083f, CHILD_INK);
    canvas_ring(c, at, radius, width, green);
    canvas_arc(c, at, radius, width, 1 - clampf(left, 0, 1), track);
    Vec2 head = vec2_add(at, vec2_polar(PI_F / 2 - 2 * PI_F * (1 - left), radius));
    canvas_picture(c, "snail_right", head, 0.95f, 1);
}

// Those that are done, the last one nearest: each with its sticker.
static void draw_done(const ScheduleView *v, Canvas *c)
{
    const HourCourse *course = v->course;
    float x = 1.78f;
    for (int i = course->done_count - 1, shown = 0; i >= 0 && shown < DONE_SIGNS; i--) {
        if (course->done[i].skipped) continue;
        Vec2 at = vec2(x, 4.3f);
        draw_post(c, at, 1.3f);
        game_card_medal(c, course->done[i].game, at, 0.5f);
        canvas_picture(c, game_sticker(course->done[i].game), vec2(x + 0.28f, 3.9f), 0.8f, 1);
        x -= 1.18f;
        shown++;
    }
}

static void draw_sign(Canvas *c, const HourStep *step, Vec2 at, float radius)
{
    if (step->kind != HOUR_CHOICE) {
        game_card_medal(c, step->game, at, radius);
        return;
    }
    // One of two: both are seen.
    game_card_medal(c, step->other, vec2(at.x + 0.35f * radius, at.y - 0.2f * radius),
                    0.75f * radius);
    game_card_medal(c, step->game, vec2(at.x - 0.35f * radius, at.y + 0.2f * radius),
                    0.75f * radius);
}

// Signs from what comes now: `first` before the plan's steps, if there is one, is a picture.
static void draw_signs(const ScheduleView *v, const char *first, float left, Canvas *c)
{
    static const struct {
        Vec2 at;
        float radius, foot;
    } sign[SIGNS] = { { { 4.3f, 5.55f }, 1.5f, 1.2f },
                      { { 7.75f, 5.05f }, 1.1f, 1.5f },
                      { { 10.2f, 4.75f }, 0.75f, 1.9f },
                      { { 11.95f, 4.75f }, 0.68f, 2.4f },
                      { { 13.5f, 4.85f }, 0.6f, 2.9f } };
    const HourCourse *course = v->course;
    int step = course->next, count = 0;
    for (int i = 0; i < SIGNS; i++) {
        bool picture = i == 0 && first;
        if (!picture && step >= course->plan.count) break;
        draw_post(c, sign[i].at, sign[i].foot);
        if (picture)
            child_medal(c, sign[i].at, sign[i].radius, first, 1.5f * sign[i].radius);
        else
            draw_sign(c, &course->plan.step[step++], sign[i].at, sign[i].radius);
        count++;
    }
    if (count) draw_time(c, sign[0].at, sign[0].radius + 0.14f, left);
}

// Of the play that is planned, what is still to come.
static float play_left(const HourCourse *course)
{
    double all = 60 * hour_plan_minutes(&course->plan), left = 0;
    for (int i = course->next; i < course->plan.count; i++) left += course->plan.step[i].seconds;
    return all > 0 ? (float)(left / all) : 0;
}

static void draw_home_way(const ScheduleView *v, const char *first, float left, Canvas *c)
{
    canvas_clear(c);
    canvas_background(c, "rainbow_hill");
    draw_way(c);
    canvas_picture(c, "house", vec2(15.05f, 4.2f), 1.9f, 1);
    draw_done(v, c);
    draw_signs(v, first, left, c);
    child_bird(c, v->speaks);
    float sway = v->calm ? 0 : 12 * sinf(4 * v->now_s);
    draw_child(v, vec2(6.05f, 0.75f), 2.7f, 122 + sway, c);
}

void schedule_draw(const ScheduleView *v, Canvas *c)
{
    draw_home_way(v, NULL, play_left(v->course), c);
}

void schedule_draw_break(const ScheduleView *v, Canvas *c)
{
    draw_home_way(v, "cup", v->left, c);
}

// ---- breathing ----------------------------------------------------------------------------------

// A stone for each breath, lit when it is done.
static void draw_stones(const ScheduleView *v, Canvas *c)
{
    static const Vec2 at[SCHEDULE_BREATHS] = { { 4.67f, 0.67f },  { 5.75f, 0.45f },
                                               { 6.87f, 0.35f },  { 9.13f, 0.35f },
                                               { 10.25f, 0.45f }, { 11.33f, 0.67f } };
    const Color lit = { 1, 0.953f, 0.769f, 1 }, dark = { 0.478f, 0.561f, 0.627f, 1 };
    int breaths = (int)(v->now_s / (SCHEDULE_BREATH_IN + SCHEDULE_BREATH_OUT));
    for (int i = 0; i < SCHEDULE_BREATHS; i++) {
        Vec2 a = vec2(at[i].x - 0.25f, at[i].y), b = vec2(at[i].x + 0.25f, at[i].y);
        canvas_limb(c, a, b, 0.45f, 0.45f, CHILD_INK);
        canvas_limb(c, a, b, 0.36f, 0.36f, i < breaths ? lit : dark);
    }
}

void schedule_draw_breathing(const ScheduleView *v, Canvas *c)
{
    const Color halo = { 0.804f, 0.851f, 0.949f, 0.55f };
    float full = schedule_breath(v->now_s);
    canvas_clear(c);
    canvas_background(c, "menu");
    canvas_glow(c, vec2(8, 6.3f), 4.6f, halo);
    canvas_picture(c, "cloud_breath", vec2(8, 6.3f), 5.4f * mixf(0.8f, 1.15f, full), 1);
    draw_stones(v, c);
    canvas_picture(c, "bunny_asleep", vec2(12.9f, 1.7f), 1.9f, 1);
    draw_time(c, vec2(14.6f, 7.6f), 0.75f, v->left);
    child_bird(c, v->speaks);
    CanvasFigure figure = canvas_figure_stand(vec2(8, 0.6f), 3.4f);
    figure.seated = v->seated;
    figure.wheels = v->wheels;
    for (int side = 0; side < 2; side++)
        figure.upper[side] = figure.fore[side] = mixf(15, 120, full);
    canvas_figure(c, &figure);
}

// ---- one of two ---------------------------------------------------------------------------------

Vec2 schedule_choice_place(const ScheduleView *v, int which)
{
    REQUIRE((unsigned)which < 2);
    return v->hold ? v->hold->place[which] : choice_at[which];
}

int schedule_choice_at(const ScheduleView *v, Vec2 at)
{
    for (int i = 0; i < 2; i++)
        if (vec2_distance(at, schedule_choice_place(v, i)) <= CHOICE_R + 0.25f) return i;
    return -1;
}

void schedule_draw_choice(const ScheduleView *v, Canvas *c)
{
    const HourStep *step = hour_course_next(v->course);
    canvas_clear(c);
    canvas_background(c, "rainbow_hill");
    for (int i = 0; i < 2 && step; i++) {
        Vec2 at = schedule_choice_place(v, i);
        float held = v->hold ? hold_choice_share(v->hold, i) : 0;
        float grow = v->calm || v->taken >= 0 ? 1 : 1 + 0.02f * sinf(0.5f * PI_F * v->now_s);
        child_vine(c, at, CHOICE_R + 0.13f, v->taken == i ? 1 : held);
        game_card_medal(c, i ? step->other : step->game, at, CHOICE_R * grow);
        if (v->focus == i && v->taken < 0) child_focus(c, at, CHOICE_R + 0.42f);
    }
    child_bird(c, v->speaks);
    if (!v->there) draw_child(v, vec2(8, 0.75f), 5.4f, 12, c);
}

// ---- goodbye ------------------------------------------------------------------------------------

// The last of today's games, those once more only once.
static int stickers_of(const HourCourse *course, const Game *games[4])
{
    int count = 0;
    for (int i = course->done_count - 1; i >= 0 && count < 4; i--) {
        const HourDone *done = &course->done[i];
        bool seen = done->skipped || done->game->role != ROLE_PLAY || !(done->active_s > 0);
        for (int k = 0; k < count; k++) seen |= games[k] == done->game;
        if (!seen) games[count++] = done->game;
    }
    return count;
}

static Vec2 on_line(float share)
{
    float x = mixf(-0.2f, 9.85f, share), sag = 0.5f * sinf(PI_F * share);
    return vec2(x, mixf(7.1f, 4.7f, share) - sag);
}

static void draw_line(const HourCourse *course, Canvas *c)
{
    enum { POINTS = 17 };
    CanvasPoint rope[POINTS], edge[POINTS];
    const Game *games[4];
    for (int i = 0; i < POINTS; i++) {
        rope[i] = (CanvasPoint){ on_line((float)i / (POINTS - 1)), 0.06f };
        edge[i] = (CanvasPoint){ rope[i].at, 0.1f };
    }
    canvas_way(c, edge, POINTS, CHILD_INK);
    canvas_way(c, rope, POINTS, CHILD_PAPER);
    int count = stickers_of(course, games);
    for (int i = 0; i < count; i++) {
        Vec2 at = on_line(0.56f + 0.125f * (float)i);
        canvas_image(c, game_sticker(games[count - 1 - i]), vec2(at.x, at.y - 0.5f), 1.15f,
                     i % 2 ? -0.07f : 0.09f, COLOR_WHITE);
    }
}

// One animal after the other waves; calm: nobody does.
static void draw_animal(const ScheduleView *v, int turn, const char *image, Vec2 at, float height,
                        Canvas *c)
{
    float since = v->now_s - SCHEDULE_WAVE_S * (float)turn;
    bool waves = !v->calm && since > 0 && since < SCHEDULE_WAVE_S;
    float tilt = waves ? 0.12f * sinf(2 * PI_F * since) : 0;
    canvas_image(c, image, at, height, tilt, COLOR_WHITE);
}

void schedule_draw_goodbye(const ScheduleView *v, Canvas *c)
{
    const Color warm = { 1, 0.875f, 0.604f, 0.6f };
    CanvasPoint way[] = { { { 10.85f, 1.75f }, 0.5f },
                          { { 9.6f, 1.0f }, 0.75f },
                          { { 8.2f, 0.5f }, 1.0f },
                          { { 6.6f, -0.3f }, 1.3f } };
    canvas_clear(c);
    canvas_background(c, "menu");
    canvas_glow(c, vec2(10.85f, 2.7f), 4.3f, warm);
    canvas_way(c, way, 4, way_paper);
    canvas_picture(c, "house", vec2(11.1f, 3.3f), 4, 1);
    draw_line(v->course, c);
    draw_animal(v, 0, "duck_awake", vec2(9.3f, 1.5f), 1.5f, c);
    draw_animal(v, 1, "bunny_awake", vec2(13.1f, 1.6f), 2.0f, c);
    draw_animal(v, 2, "teddy_awake", vec2(14.5f, 1.25f), 1.9f, c);
    child_bird(c, v->speaks);
    float sway = v->calm ? 0 : 15 * sinf(5 * v->now_s);
    draw_child(v, vec2(3.4f, 0.55f), 4.5f, 122 + sway, c);
}
