// SPDX-License-Identifier: MIT
// seed.h: a clinic of drawn children, made by the games and the recorder themselves.
#pragma once

#include "play/plan.h"
#include "session/store.h"

#define SEED_CHILDREN_MAX 400

// How a drawn child is, and how it goes on. All of it follows from its number.
typedef struct SeedChild {
    char code[PLAN_CHILD_MAX + 1];
    int number;
    float height_cm;
    unsigned age_months;
    Posture posture;
    HandRule hand;
    unsigned support;  // at first; less of it later
    float skill, gain_of_skill, weak[SIDE_COUNT];
    bool worse;  // its skill falls instead
} SeedChild;

// One play or check-up of the clinic's history.
typedef struct SeedItem {
    const SeedChild *child;
    const Game *game;
    int64_t at_utc_ms;
    uint64_t seed;
    double way;  // 0..1 of the time that is told
    int visit, order;
    bool checkup, keep_track, done;
} SeedItem;

SeedChild seed_child(int number);

// The time that the store's rows get; the tool is linked so that clock_utc_ms() says this.
extern int64_t seed_now_ms;

// Plays and records one, with what is written beside it. Errors of the session and the store.
Result seed_play(const SeedItem *item, const char *store);

// Pages, goals and plans of the children, once.
Result seed_pages(const SeedChild *children, int count, int64_t today_utc_ms, const char *store);
