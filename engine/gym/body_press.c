// SPDX-License-Identifier: MIT
// body_press.c: two rings beside a page of the child's.
#include "gym/body_press.h"

#include "base/log.h"
#include "therapist/child_parts.h"

#include <string.h>

#define RING_R  1.25f
#define FRAME_S 0.2f  // what is longer was no time of this page

void body_press_start(BodyPress *p, Live *live, const PlayPlan *plan)
{
    static const Calibration nobody = { 0 };
    *p = (BodyPress){ 0 };
    body_choice_start(&p->choice, plan,
                      live->run.play ? play_calibration(live->run.play) : &nobody);
    if (live->vision || live->ahead.beside) return;
    p->opened = live_begin(live) == RESULT_OK;
    if (!p->opened) log_warn("page camera=\"%s\"", fail_text());  // other hands work it
}

void body_press_end(BodyPress *p, Live *live)
{
    if (p->opened) live_stop_vision(live);
    p->opened = false;
}

int body_press_step(BodyPress *p, const Pose *pose, float by_s)
{
    int which = body_choice_step(&p->choice, pose, by_s, true);
    if (which < 0) return -1;
    const HoldChoice was = p->choice.hold;
    hold_choice_start(&p->choice.hold, was.hands, was.wanted_s);
    memcpy(p->choice.hold.place, was.place, sizeof was.place);
    p->choice.hold.count = was.count;
    return which ? SIDE_RIGHT : SIDE_LEFT;
}

int body_press_watch(BodyPress *p, Live *live, int64_t now_us)
{
    Pose pose;
    float by_s = p->last_us ? fminf((float)(now_us - p->last_us) * 1e-6f, FRAME_S) : 0;
    p->last_us = now_us;
    bool fresh = live_take_pose(live, &pose);
    int which = body_press_step(p, fresh ? &pose : NULL, by_s);
    if (which >= 0 && live->audio) audio_cue(live->audio, &(GameCue){ .cue = CUE_SELECT });
    return which;
}

void body_press_draw(BodyPress *p, const char *const picture[SIDE_COUNT], Canvas *canvas)
{
    const BodyChoice *choice = &p->choice;
    if (!choice->there) return;
    for (int i = 0; i < choice->hold.count; i++) {
        Vec2 at = choice->hold.place[i];
        child_vine(canvas, at, RING_R, hold_choice_share(&choice->hold, i));
        child_medal(canvas, vec2(at.x, at.y - RING_R), 0.5f, picture[i], 0.6f);
    }
    avatar_hands(&p->hands, canvas, &choice->child.body, &choice->child.size, choice->hold.hands);
}
