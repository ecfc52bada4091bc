// SPDX-License-Identifier: MIT
// alarm_card.h: what is shown while an alarm holds a play: "are you all right?" for the child and
// what it was for the therapist, or the way back into the play box. Main thread.
#pragma once

#include "play/play.h"
#include "tiptoe/draw.h"

#define ALARM_REST_S 60

// Zeroed: nothing is asked.
typedef struct AlarmCard {
    int answer;           // 1 + the AlarmAnswer that was given; 0: none yet
    uint32_t rest_steps;  // left of the minute's rest
    bool rested;          // it is over
} AlarmCard;

// After each step of a play.
void alarm_card_step(AlarmCard *card, const Play *play);

// True: the key was the card's own. `*answer`: what is to be recorded, or ALARM_ANSWER_COUNT.
bool alarm_card_key(AlarmCard *card, const Play *play, int key, AlarmAnswer *answer);

// The key that the thing at that point stands for; 0: none.
int alarm_card_point(const Play *play, Vec2 at);

// False: no alarm holds the play, and nothing was drawn. `apart`: without what the therapist reads
// and touches.
bool alarm_card_draw(const AlarmCard *card, const Play *play, bool apart, Canvas *canvas);
