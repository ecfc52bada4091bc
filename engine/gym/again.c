// SPDX-License-Identifier: MIT
// again.c: when the child asks for the same game once more.
#include "gym/again.h"

#include "render/render.h"
#include "therapist/child_parts.h"

#define UP_AL 0.55f  // of the hand above the shoulder, of the reach that it showed [ours]
#define SLIP  3u     // a hand that slips counts back so fast
#define RING  0.31f  // of leaves, round the small picture

static bool ended_by_time(const PlayOutput *out)
{
    for (int i = 0; i < out->event_count; i++)
        if (out->event[i].event == EVENT_FINISH) return out->event[i].ended == PLAY_END_TIME;
    return false;
}

void again_offer(Again *a, const Run *run)
{
    unsigned without = play_setup(run->play)->profile.without;
    *a = (Again){ .no_time = a->no_time,
                  .offered = !a->no_time && ended_by_time(&run->out),
                  .arms = ~(without >> LIMB_ARM_LEFT) & 3u,
                  .size = *play_calibration(run->play),
                  .game = play_game(run->play) };
    a->offered = a->offered && a->size.done;
}

// All the arms that the child has.
static bool hands_are_up(const Again *a, const Body *body)
{
    if (!body->seen) return false;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float reach = a->size.reach[side] > 0 ? fminf(a->size.reach[side], 1) : 1;
        float above = body->hand[side].y - body->joint[LANDMARK_SHOULDER_LEFT + side].y;
        bool up =
            body->hand_trust[side] >= BODY_TRUST_MIN && above >= UP_AL * reach * a->size.arm[side];
        if ((a->arms & 1u << side) && !up) return false;
    }
    return true;
}

void again_step(Again *a, const Body *body)
{
    if (!a->offered || a->asked) return;
    bool up = hands_are_up(a, body);
    a->step++;
    a->was_down = a->was_down || !up;
    if (up && a->was_down)
        a->held++;
    else
        a->held -= a->held < SLIP ? a->held : SLIP;
    a->asked = a->held >= AGAIN_HOLD_STEPS;
}

bool again_point(Again *a, Vec2 at)
{
    bool on = a->offered && a->step > 0 && vec2_distance(at, AGAIN_AT) <= AGAIN_RADIUS;
    a->asked = a->asked || on;
    return on;
}

bool again_key(Again *a, int key)
{
    bool on = a->offered && a->step > 0 && key == RENDER_KEY_TAB;
    a->asked = a->asked || on;
    return on;
}

void again_begin(Again *a, PlaySetup *setup)
{
    bool same = a->asked && setup->game == a->game;
    if (same) {
        setup->known = a->size;
        setup->tells = TELLS_NOBODY;
    }
    *a = (Again){ .no_time = a->no_time, .at_once = same };
}

void again_draw(const Again *a, Canvas *c)
{
    if (!a->offered || a->step == 0) return;
    const float radius = AGAIN_RADIUS - RING;
    child_bubble(c, AGAIN_AT, radius);
    CanvasFigure child = canvas_figure_stand(vec2_add(AGAIN_AT, vec2(0, -0.6f)), 1.1f);
    for (int side = 0; side < SIDE_COUNT; side++) {
        bool there = a->arms & 1u << side;
        if (there) child.upper[side] = child.fore[side] = 150;
        child.arm_acts[side] = there;
    }
    child.seated = a->size.seated;
    canvas_figure(c, &child);
    if (a->held > 0) child_vine(c, AGAIN_AT, radius + 0.13f, (float)a->held / AGAIN_HOLD_STEPS);
}
