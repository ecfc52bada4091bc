// SPDX-License-Identifier: MIT
// recall.c: the child's size as an earlier play of the same hour found it. It is an input of this
// play, so that a recording holds it, and it is used only where the child that stands there now
// fits it.
#include "play/play_parts.h"

#define RECALL_POSES 6u  // in a row: one alone may be a passing shape

bool recall_size(Play *play, const Pose *pose)
{
    PlayState *s = &play->s;
    if (!play->known.done) return false;
    bool fits = calibration_fits(&play->known, pose, s->setup.profile.without);
    s->fits = fits ? s->fits + 1 : 0;
    if (s->fits < RECALL_POSES) return false;
    s->size = play->known;
    calibration_view(&s->size, pose->width, pose->height);
    return true;
}

void recall_reach(Play *play)
{
    for (int side = 0; side < SIDE_COUNT; side++)
        arm_reach_known(&play->s.reach, (Side)side, play->known.reach[side]);
}

void recall_nobody(Play *play)
{
    play->known.done = false;
    play->s.fits = 0;
}
