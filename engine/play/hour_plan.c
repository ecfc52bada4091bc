// SPDX-License-Identifier: MIT
// hour_plan.c: what a step of an hour makes of a play.
#include "play/hour_plan.h"

#include <string.h>

#define CHECKUP_SECONDS 480  // about so long it takes; it ends by itself

HourPlan hour_plan_empty(void)
{
    return (HourPlan){ .warn_minutes = HOUR_WARN_MINUTES, .stop_minutes = HOUR_STOP_MINUTES };
}

HourStep hour_step_of(const Game *game)
{
    return (HourStep){ .kind = game->role == ROLE_ASSESSMENT ? HOUR_CHECKUP : HOUR_GAME,
                       .game = game,
                       .seconds = game->role == ROLE_ASSESSMENT ? CHECKUP_SECONDS : 180,
                       .hand = HAND_EITHER,
                       .side_bias = 0.5f,
                       .success = PLAN_SUCCESS_FITTING };
}

void hour_step_own_hand(HourStep *step, HandRule own)
{
    if (step->kind != HOUR_CHECKUP && step->hand == HAND_EITHER) step->hand = own;
}

void hour_step_apply(const HourStep *step, bool other, PlayPlan *plan)
{
    GameSetup *setup = &plan->play.setup;
    plan->play.game = other && step->kind == HOUR_CHOICE ? step->other : step->game;
    setup->seconds = step->kind == HOUR_CHECKUP ? setup->seconds : step->seconds;
    setup->profile.hand = step->hand;
    setup->profile.side_bias = step->side_bias;
    setup->success = step->success;
    if (step->level) setup->level = step->level;
    if (step->kind == HOUR_CALM) setup->profile.sensory = sensory_preset(SENSORY_CALM);
    plan->play.knobs_set = other ? 0 : step->knobs_set;
    memcpy(setup->knob, step->knob, sizeof setup->knob);
}

double hour_plan_minutes(const HourPlan *plan)
{
    double seconds = 0;
    for (int i = 0; i < plan->count; i++) seconds += plan->step[i].seconds;
    return seconds / 60;
}
