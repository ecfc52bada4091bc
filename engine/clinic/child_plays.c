// SPDX-License-Identifier: MIT
// child_plays.c: the rows, and beside each what its events and documents say.
#include "clinic/child_plays.h"

#include "base/clock.h"

#include <stdlib.h>
#include <string.h>

static Result fill(ChildPlay *p, Store *store, SessionInfo *info)
{
    Result result = play_trace(store, p->row.id, &p->trace);
    if (!result) result = session_info(store, p->row.id, info);
    if (!result) p->sensory = info->desc.plan.play.setup.profile.sensory;
    if (!result) result = rating_load(store, p->row.child, p->row.uuid, &p->rating);
    bool alone = result == RESULT_NOT_FOUND || result == RESULT_MALFORMED;
    return alone ? RESULT_OK : result;  // what of one cannot be read leaves the others
}

Result child_plays_load(ChildPlays *plays, Store *store, const char *child)
{
    SessionRow *row = calloc(CHILD_PLAYS_MAX, sizeof *row);
    SessionInfo *info = calloc(1, sizeof *info);
    uint32_t count = 0;
    *plays = (ChildPlays){ .play = calloc(CHILD_PLAYS_MAX, sizeof *plays->play) };
    Result result = row && info && plays->play
                        ? session_page(store, child, NULL, CHILD_PLAYS_MAX, row, &count)
                        : fail(RESULT_FULL, "out of memory: close other programs");
    for (uint32_t i = 0; i < count && !result; i++) {
        ChildPlay *p = &plays->play[plays->count++];
        p->row = row[i];
        result = fill(p, store, info);
    }
    plays->more = count == CHILD_PLAYS_MAX;
    free(row);
    free(info);
    if (result) child_plays_free(plays);
    return result;
}

void child_plays_free(ChildPlays *plays)
{
    free(plays->play);
    *plays = (ChildPlays){ .play = NULL };
}

double child_plays_minutes(const ChildPlays *plays, int64_t now_utc_ms, int ago, bool *checkup)
{
    double steps = 0;
    *checkup = false;
    for (int i = 0; i < plays->count; i++) {
        const SessionRow *row = &plays->play[i].row;
        int64_t today = clock_day(now_utc_ms, row->zone_minutes);
        if (clock_day(row->started_utc_ms, row->zone_minutes) != today - ago) continue;
        steps += row->steps_played;
        *checkup = *checkup || game_is_assessment(row->game_id);
    }
    return steps / GAME_STEPS_PER_SECOND / 60;
}
