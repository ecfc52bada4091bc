// SPDX-License-Identifier: MIT
// body_choice.c: one of two by the child's body.
#include "gym/body_choice.h"

#define STAYS_S 1.0f   // a child that is lost is shown where it was
#define AIM     0.35f  // of a place's radius: a drawn child goes well inside

void body_choice_start(BodyChoice *b, const PlayPlan *plan, const Calibration *known)
{
    const Profile *profile = &plan->play.setup.profile;
    *b = (BodyChoice){ 0 };
    waiting_child_start(&b->child, profile, plan->play.gain, known);
    hold_choice_start(&b->hold,
                      profile_hands(profile, SIDE_LEFT) | profile_hands(profile, SIDE_RIGHT),
                      plan->hold_s);
}

// Where a widened hand rests must be seen first. Once there the places stay.
static void find_places(BodyChoice *b)
{
    const WaitingChild *child = &b->child;
    const Gain *gain = &child->widening;
    float wide[SIDE_COUNT];
    if (b->placed || !child->size.done || !child->real.seen) return;
    for (int side = 0; side < SIDE_COUNT; side++) {
        bool rests = gain->rested & 1u << side || !(b->hold.hands & 1u << side);
        if (gain_is_on(gain) && !rests) return;
        wide[side] = gain_reach(gain, &child->size, side);
    }
    hold_choice_two(&b->hold, &child->size, gain->hand_rest, wide);
    b->placed = true;
}

int body_choice_step(BodyChoice *b, const Pose *pose, float by_s, bool asks)
{
    if (pose) waiting_child_pose(&b->child, pose);
    find_places(b);
    b->unseen_s = b->child.real.seen ? 0 : b->unseen_s + by_s;
    b->there = b->placed && b->unseen_s < STAYS_S;
    return b->placed && asks ? hold_choice_step(&b->hold, &b->child.body, by_s) : -1;
}

int body_choice_targets(const BodyChoice *b, GameTarget target[HOLD_PLACES_MAX])
{
    int count = b->placed && !b->hold.chosen ? b->hold.count : 0;
    for (int i = 0; i < count; i++)
        target[i] = (GameTarget){ .id = i + 1,
                                  .kind = TARGET_HAND,
                                  .at = b->hold.place[i],
                                  .radius = AIM * HOLD_PLACE_R,
                                  .sides = b->hold.hands };
    return count;
}

int body_choice_watch(BodyChoice *b, Live *live, float by_s, bool asks)
{
    GameTarget target[HOLD_PLACES_MAX];
    Pose pose;
    if (!live->vision) return -1;
    bool fresh = live_take_pose(live, &pose);
    int which = body_choice_step(b, fresh ? &pose : NULL, by_s, asks);
    CameraInfo info = vision_camera(live->vision);
    int count = asks ? body_choice_targets(b, target) : 0;
    DemoAim aim = demo_aim(target, count, 0, &b->child.size, info.width, info.height);
    demo_link_aim(&live->demo, &aim);
    return which;
}

void body_choice_draw(const BodyChoice *b, Avatar *avatar, Live *live)
{
    Canvas *over = &live->screen.over;
    const WaitingChild *child = &b->child;
    AvatarNews news = { 0 };
    if (!b->there) return;
    for (int side = 0; side < SIDE_COUNT; side++) news.holds[side] = b->hold.in[side] >= 0;
    avatar_step(avatar, &child->body, &child->size, &news);
    canvas_clear(over);
    avatar_hands(avatar, over, &child->body, &child->size, b->hold.hands);
    avatar_draw(avatar, over, &child->body, &child->size);
    render_canvas(live->render, over);
}
