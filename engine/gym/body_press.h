// SPDX-License-Identifier: MIT
// body_press.h: a page of the child's that its own body works, again and again: a hand that stays
// in the ring on its left presses one thing, in the ring on its right the other. A hand that
// pressed must leave before it presses once more. Nothing is drawn and nothing asked while nobody
// is seen. Main thread.
#pragma once

#include "gym/body_choice.h"

typedef struct BodyPress {
    BodyChoice choice;
    Avatar hands;  // of which the hands alone are drawn
    bool opened;   // the camera, for this page
    int64_t last_us;
} BodyPress;

// With the size that the play before found. The camera is opened beside the page where it is not
// open yet; body_press_end() closes it then.
void body_press_start(BodyPress *press, Live *live, const PlayPlan *plan);
void body_press_end(BodyPress *press, Live *live);

// Once a frame: SIDE_LEFT or SIDE_RIGHT was pressed, or -1.
int body_press_watch(BodyPress *press, Live *live, int64_t now_us);

// The same with the newest pose (NULL: none came), without a camera.
int body_press_step(BodyPress *press, const Pose *pose, float by_s);

// The rings, each with a picture of what it does, and the hands.
void body_press_draw(BodyPress *press, const char *const picture[SIDE_COUNT], Canvas *canvas);
