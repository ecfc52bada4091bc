// SPDX-License-Identifier: MIT
// try_watch.c: the therapist's help, skip and redo, for every game alike.
#include "play/try_watch.h"

static TryRecord *last(TryWatch *w)
{
    return w->count ? &w->record[(w->count - 1) % TRIES_KEPT] : NULL;
}

static int kept(const TryWatch *w)
{
    return w->count < TRIES_KEPT ? w->count : TRIES_KEPT;
}

static TryRecord *find(TryWatch *w, int id)
{
    for (int i = 0; i < kept(w); i++)
        if (w->record[i].id == id) return &w->record[i];
    return NULL;
}

bool try_watch_open(const TryWatch *w, int count)
{
    for (int n = w->count - kept(w); n < count && n < w->count; n++)
        if (w->record[n % TRIES_KEPT].open) return true;
    return false;
}

void try_watch_key(TryWatch *w, GameCommand key)
{
    bool open = try_watch_open(w, w->count);
    if (key == GAME_START_STOP || (key == GAME_SKIP && !open) || (key == GAME_REDO && !w->count))
        return;
    if (key == GAME_ASSIST) w->helping = 1;
    if (key == GAME_REDO) w->again = 1;
    if (!open) return;
    w->withdraw = 1;
    w->withdraw_by = (int32_t)key;
}

int try_watch_turn(const TryWatch *w)
{
    return w->count ? w->record[(w->count - 1) % TRIES_KEPT].turn : -1;
}

static GameEvent *tell(GameEvent *told, Event event, int target, Vec2 at)
{
    *told = (GameEvent){ .event = event, .target = target, .side = -1, .at = at };
    return told;
}

// What was open before this step and has not ended in it by itself.
static int withdraw(TryWatch *w, GameEvent *told)
{
    int count = 0;
    for (int i = 0; i < kept(w) && w->withdraw; i++) {
        if (!w->record[i].open) continue;
        w->record[i].open = 0;
        tell(&told[count++], EVENT_SKIP, w->record[i].id, vec2(0, 0))->key = w->withdraw_by;
    }
    w->withdraw = 0;
    return count;
}

static int offer(TryWatch *w, const GameEvent *offered, int turn, GameEvent *told)
{
    int count = 0;
    const TryRecord *before = last(w);
    if (w->again && before)
        tell(&told[count++], EVENT_REDO, before->id, offered->at)->again = offered->target;
    if (w->helping) tell(&told[count++], EVENT_HELP, offered->target, offered->at);
    w->record[w->count++ % TRIES_KEPT] =
        (TryRecord){ .id = offered->target, .open = 1, .helped = w->helping, .turn = turn };
    w->again = w->helping = 0;
    return count;
}

int try_watch_step(TryWatch *w, const GameOutput *game, int turn, GameEvent told[TRIES_KEPT + 2])
{
    for (int i = 0; i < game->event_count; i++) {
        const GameEvent *e = &game->event[i];
        TryRecord *record = find(w, e->target);
        if (record && (e->event == EVENT_HIT || e->event == EVENT_MISS)) record->open = 0;
    }
    int count = withdraw(w, told);
    for (int i = 0; i < game->event_count; i++)
        if (game->event[i].event == EVENT_OFFER)
            count += offer(w, &game->event[i], turn, told + count);
    REQUIRE(count <= TRIES_KEPT + 2);
    return count;
}

bool try_watch_helped(const TryWatch *w, int target)
{
    const TryRecord *owner = NULL;
    for (int i = 0; i < kept(w); i++) {
        const TryRecord *record = &w->record[i];
        if (record->id <= target && (!owner || record->id > owner->id)) owner = record;
    }
    return owner && owner->helped;
}
