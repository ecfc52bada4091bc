// SPDX-License-Identifier: MIT
// arc_scene.c: the moments of an arc as pictures.
#include "gym/arc_scene.h"

#include "gym/arc_plain.h"

#define LATE_STEPS      18    // 0.3 s
#define LATE_CALM_STEPS 48    // 0.8 s
#define LEAVES_S        0.6f  // of the ending: so long what the game has drawn last still goes
#define SMOOTH_STEPS    30    // 0.5 s, half of it before and half after

_Static_assert(LATE_CALM_STEPS + SMOOTH_STEPS / 2 < ARC_KEPT_STEPS, "as many places are kept");

static const Body *kept(const ArcTrail *t, int ago)
{
    uint32_t most = t->steps < ARC_KEPT_STEPS ? t->steps - 1 : ARC_KEPT_STEPS - 1;
    uint32_t back = (uint32_t)ago < most ? (uint32_t)ago : most;
    return &t->kept[(t->steps - 1 - back) % ARC_KEPT_STEPS];
}

static void add(Vec2 *sum, const Vec2 *from, int count)
{
    for (int i = 0; i < count; i++)
        sum[i] = vec2_add(sum[i], vec2_scale(from[i], 1.0f / SMOOTH_STEPS));
}

void arc_trail_step(ArcTrail *t, const Body *body, bool calm)
{
    int late = calm ? LATE_CALM_STEPS : LATE_STEPS, first = late - SMOOTH_STEPS / 2;
    t->kept[t->steps++ % ARC_KEPT_STEPS] = *body;
    Body *b = &t->late;
    *b = *kept(t, late);
    Body mean = { 0 };
    for (int ago = first; ago < first + SMOOTH_STEPS; ago++) {
        const Body *then = kept(t, ago);
        add(mean.joint, then->joint, LANDMARK_COUNT);
        add(mean.hand, then->hand, SIDE_COUNT);
        add(mean.foot, then->foot, SIDE_COUNT);
        add(&mean.head, &then->head, 1);
        add(&mean.shoulders, &then->shoulders, 1);
        add(&mean.hips, &then->hips, 1);
        for (int v = 0; v < BODY_VALUE_COUNT; v++) mean.value[v] += then->value[v] / SMOOTH_STEPS;
    }
    for (int i = 0; i < LANDMARK_COUNT; i++) b->joint[i] = mean.joint[i];
    for (int side = 0; side < SIDE_COUNT; side++) {
        b->hand[side] = mean.hand[side];
        b->foot[side] = mean.foot[side];
    }
    for (int v = 0; v < BODY_VALUE_COUNT; v++) b->value[v] = mean.value[v];
    b->head = mean.head;
    b->shoulders = mean.shoulders;
    b->hips = mean.hips;
}

float arc_seconds(uint32_t steps, bool calm)
{
    return (float)steps / GAME_STEPS_PER_SECOND / (calm ? ARC_CALM_FACTOR : 1);
}

uint32_t arc_steps(float seconds, bool calm)
{
    return (uint32_t)(seconds * GAME_STEPS_PER_SECOND * (calm ? ARC_CALM_FACTOR : 1) + 0.5f);
}

ArcMoment arc_moment(const Play *play, const ArcTrail *trail, ArcPart part, float at)
{
    const GameSetup *setup = play_setup(play);
    int hits = (int)play_score(play)->hits;
    return (ArcMoment){ .part = part,
                        .at = at,
                        .calm = sensory_preset_of(&setup->profile.sensory) == SENSORY_CALM,
                        .things = hits < ARC_THINGS_LEAST  ? ARC_THINGS_LEAST
                                  : hits > ARC_THINGS_MOST ? ARC_THINGS_MOST
                                                           : hits,
                        .luck = (uint32_t)setup->seed,
                        .hands = play_hands(play),
                        .body = play_body(play),
                        .late = &trail->late,
                        .size = play_calibration(play) };
}

static void fade(Canvas *canvas, float share)
{
    for (int i = 0; i < canvas->item_count; i++) {
        canvas->item[i].color.a *= share;
        canvas->item[i].edge.a *= share;
    }
}

static void draw_hair(const void *child, Canvas *canvas, const ArcHead *head, bool behind)
{
    avatar_hair(child, canvas, head, behind);
}

ArcStage arc_stage(const Avatar *child, Canvas *back, Canvas *front)
{
    return (ArcStage){ .back = back, .front = front, .hair = draw_hair, .child = child };
}

ArcStage arc_paint(const Play *play, const ArcMoment *moment, const Avatar *child, Canvas *back,
                   Canvas *front)
{
    canvas_clear(front);
    play_draw(play, front);
    const char *scene = front->background ? front->background : "garden";
    float left = moment->part == ARC_ENDING ? 1 - arc_linear(moment->at, 0, LEAVES_S) : 0;
    if (left > 0)
        fade(front, left);
    else
        canvas_clear(front);
    canvas_clear(back);
    canvas_background(back, scene);
    ArcStage stage = arc_stage(child, back, front);
    if (!play_draw_arc(play, moment, &stage)) arc_plain(play_game(play), moment, &stage);
    front->background = NULL;
    return stage;
}

void arc_paint_sign(const Play *play, const ArcMoment *moment, const Avatar *child, Canvas *back,
                    Canvas *front)
{
    const char *before = back->background;
    ArcStage stage = arc_stage(child, back, front);
    if (!play_draw_arc(play, moment, &stage)) arc_plain(play_game(play), moment, &stage);
    back->background = before;
    front->background = NULL;
}

static void move(Vec2 *at, int count, Vec2 by)
{
    for (int i = 0; i < count; i++) at[i] = vec2_add(at[i], by);
}

void arc_move_child(const ArcStage *stage, Body *b, Calibration *size)
{
    Vec2 by = stage->moved;
    move(b->joint, LANDMARK_COUNT, by);
    move(b->hand, SIDE_COUNT, by);
    move(b->foot, SIDE_COUNT, by);
    move(&b->head, 1, by);
    move(&b->shoulders, 1, by);
    move(&b->hips, 1, by);
    move(size->shoulder, SIDE_COUNT, by);
    move(&size->hip, 1, by);
    for (int side = 0; side < SIDE_COUNT; side++) size->ankle_y[side] += by.y;
    size->origin = vec2_add(size->origin, by);
    size->seated = size->seated || stage->sits;
}
