// SPDX-License-Identifier: MIT
// hour_templates.h: hours to begin from, each with its reason: three or four games of some minutes,
// with rests between them and a calm end [clinical.md: sessions, dose]. Plain data; any thread.
#pragma once

#include "play/hour_plan.h"

typedef struct HourTemplate {
    const char *name, *reason;  // for people; both shorter than HOUR_TEXT_MAX
    unsigned postures;          // bit 1 << Posture: in which it can be played
    bool both_arms;             // asks for two hands: nothing for whom an arm is left out
    bool one_hand;              // has steps of the affected hand alone
} HourTemplate;

int hour_template_count(void);
const HourTemplate *hour_template(int index);
int hour_template_find(const char *name);  // -1: there is none

// Whether somebody who stands or sits so, with these arms, can play it.
bool hour_template_suits(const HourTemplate *of, const Profile *profile);

// The hour itself. `affected`: the Side whose hand works alone where the template has such steps;
// -1: not known, then either hand. A game that this program lacks is left out.
HourPlan hour_template_plan(int index, int affected);
