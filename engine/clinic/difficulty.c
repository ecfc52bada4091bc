// SPDX-License-Identifier: MIT
// difficulty.c: which try was offered at which position of the staircase, and how it ended.
#include "clinic/difficulty.h"

#include "play/staircase.h"

#include <math.h>
#include <stdlib.h>

static const char *const names[] = {
#define X(name, stored, text) stored,
    DIFFICULTY_WHY_LIST(X)
#undef X
};
static const char *const texts[] = {
#define X(name, stored, text) text,
    DIFFICULTY_WHY_LIST(X)
#undef X
};

const char *difficulty_why_name(DifficultyWhy why)
{
    REQUIRE((unsigned)why < DIFFICULTY_WHY_COUNT);
    return names[why];
}

const char *difficulty_why_text(DifficultyWhy why)
{
    REQUIRE((unsigned)why < DIFFICULTY_WHY_COUNT);
    return texts[why];
}

typedef struct OfferedTry {
    int id;
    float position;  // of the staircase when it was offered
    bool easy, helped, again, ended;
} OfferedTry;

typedef struct Follower {
    const Game *game;
    int level;
    unsigned fixed;  // knobs of the therapist
    Staircase stairs;
    OfferedTry *offered;  // room for one an event
    int offered_count;
    ThresholdTry *ended;  // those that count
    Difficulty *told;
} Follower;

// The try that an event is about: its own number or that of one of its targets, which come after.
static OfferedTry *owner(Follower *f, int target)
{
    int i = f->offered_count - 1;
    while (i >= 0 && f->offered[i].id > target) i--;
    return i >= 0 ? &f->offered[i] : NULL;
}

static void mark(Follower *f, const GameEvent *e)
{
    OfferedTry *try = owner(f, e->event == EVENT_REDO ? e->again : e->target);
    if (!try) return;
    if (e->event == EVENT_HELP) try->helped = true;
    if (e->event == EVENT_REDO) try->again = true;
    if (e->event == EVENT_SKIP) try->ended = true;
}

// A try ended: it is counted once, and the staircase answers as it did in play.
static void answer(Follower *f, const GameEvent *e)
{
    bool hit = e->event == EVENT_HIT;
    OfferedTry *try = owner(f, e->target);
    if (try && !try->ended && !try->helped && !try->easy && !try->again) {
        f->ended[f->told->tries++] =
            (ThresholdTry){ .position = (double)try->position, .hit = hit };
        f->told->hits += hit;
    }
    if (try) try->ended = true;
    if (hit && try && try->helped)
        staircase_helped(&f->stairs);
    else
        staircase_answer(&f->stairs, hit);
}

// All events of one step, in the order in which play has them: the game's, the therapist's hand in
// the tries, then the knobs that turned. False: the ledger has other turns than the staircase.
static bool follow_step(Follower *f, const RecordedEvent *event, uint32_t count)
{
    float was[GAME_KNOBS_MAX] = { 0 }, now[GAME_KNOBS_MAX] = { 0 };
    Staircase before = f->stairs;
    int turns = 0;
    for (uint32_t i = 0; i < count; i++)
        if (event[i].event.event == EVENT_OFFER)
            f->offered[f->offered_count++] = (OfferedTry){ .id = event[i].event.target,
                                                           .position = before.position,
                                                           .easy = before.sure };
    for (uint32_t i = 0; i < count; i++) mark(f, &event[i].event);
    for (uint32_t i = 0; i < count; i++) {
        Event kind = event[i].event.event;
        if (kind == EVENT_HIT || kind == EVENT_MISS) answer(f, &event[i].event);
    }
    staircase_knobs(&before, f->game, f->level, f->fixed, was);
    staircase_knobs(&f->stairs, f->game, f->level, f->fixed, now);
    for (int k = 0; k < f->game->knob_count; k++) turns += was[k] != now[k];
    for (uint32_t i = 0; i < count; i++) {
        const GameEvent *e = &event[i].event;
        if (e->event != EVENT_DIFFICULTY) continue;
        if (e->position != f->stairs.position) return false;
        turns--;
    }
    return turns == 0;
}

static bool follow(Follower *f, const Recording *r)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < r->event_count; i = next) {
        for (next = i; next < r->event_count && r->event[next].step == r->event[i].step;) next++;
        if (!follow_step(f, r->event + i, next - i)) return false;
    }
    for (int i = 0; i < f->offered_count; i++) {
        const OfferedTry *try = &f->offered[i];
        f->told->open += !try->ended;
        if (!try->ended) continue;
        f->told->helped += try->helped;
        f->told->again += !try->helped && try->again;
        f->told->easy += !try->helped && !try->again && try->easy;
    }
    return true;
}

static bool level_changed(const Recording *r)
{
    for (uint32_t i = 0; i < r->event_count; i++)
        if (r->event[i].event.event == EVENT_LEVEL) return true;
    return false;
}

// Whether the staircase may turn any knob at all.
static bool turns_any(const Game *game, unsigned fixed)
{
    bool any = false;
    for (int i = 0; i < game->ladder_count; i++) any = any || !(fixed & 1u << game->ladder[i]);
    return any;
}

static DifficultyWhy unfit(const Recording *r, const Game *game)
{
    const PlaySetup *play = &r->info.desc.plan.play;
    SessionStatus status = r->info.status;
    if (!game || game->version != r->info.game_version) return DIFFICULTY_WHY_VERSION;
    if (!(play->setup.success > 0) || game->ladder_count == 0) return DIFFICULTY_WHY_NO_TARGET;
    if (status != SESSION_COMPLETE && status != SESSION_STOPPED) return DIFFICULTY_WHY_UNFINISHED;
    if (level_changed(r)) return DIFFICULTY_WHY_LEVEL;
    return turns_any(game, play->knobs_set) ? DIFFICULTY_WHY_NONE : DIFFICULTY_WHY_HELD;
}

static DifficultyWhy say(Follower *f)
{
    Difficulty *d = f->told;
    if (d->tries < THRESHOLD_TRIES_MIN) return DIFFICULTY_WHY_FEW;
    if (d->hits == d->tries) return DIFFICULTY_WHY_ALL_REACHED;
    if (d->hits == 0) return DIFFICULTY_WHY_NONE_REACHED;
    int skipped = d->tries > THRESHOLD_TRIES_MAX ? d->tries - THRESHOLD_TRIES_MAX : 0;
    Threshold t = threshold_of(f->ended + skipped, d->tries - skipped, d->share);
    if (t.position > 1) return DIFFICULTY_WHY_TOO_EASY;
    if (t.position < -1) return DIFFICULTY_WHY_TOO_HARD;
    d->reached = (Threshold){ t.position, fmax(t.low, -1), fmin(t.high, 1) };
    return DIFFICULTY_WHY_NONE;
}

Result difficulty_of(const Recording *r, Difficulty *d)
{
    const PlaySetup *play = &r->info.desc.plan.play;
    Follower f = { .game = game_find(r->info.game_id),
                   .level = play->setup.level,
                   .fixed = play->knobs_set,
                   .told = d };
    *d = (Difficulty){ .reached = { NAN, NAN, NAN } };
    d->why = unfit(r, f.game);
    if (d->why) return RESULT_OK;
    f.offered = calloc((size_t)r->event_count + 1, sizeof *f.offered);
    f.ended = calloc((size_t)r->event_count + 1, sizeof *f.ended);
    Result result =
        f.offered && f.ended ? RESULT_OK : fail(RESULT_FULL, "out of memory: close other programs");
    if (!result) {
        staircase_start(&f.stairs, play->setup.success);
        d->share = (double)f.stairs.success;
        d->why = follow(&f, r) ? say(&f) : DIFFICULTY_WHY_HELD;
    }
    free(f.offered);
    free(f.ended);
    return result;
}
