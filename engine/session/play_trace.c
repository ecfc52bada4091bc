// SPDX-License-Identifier: MIT
// play_trace.c: one query over the events that tell.
#include "session/play_trace.h"

#include "session/event_detail.h"
#include "session/sql.h"

static const char select_events[] =
    "SELECT event, detail FROM event WHERE session_id=?1 AND event IN "
    "('difficulty', 'lock', 'support', 'note', 'good', 'hard', 'answer', 'pause', 'stop', 'sign') "
    "ORDER BY seq";

static void take(PlayTrace *t, const GameEvent *e)
{
    switch (e->event) {
    case EVENT_DIFFICULTY:
        t->turned = true;
        t->position = (double)e->position;
        break;
    case EVENT_LOCK: t->held = e->on; break;
    case EVENT_SUPPORT: t->supports |= (unsigned)e->supports; break;
    case EVENT_NOTE:
        t->notes[e->note]++;
        t->pains += e->note == NOTE_PAIN;
        break;
    case EVENT_GOOD: t->good++; break;
    case EVENT_HARD: t->hard++; break;
    case EVENT_ANSWER: t->pains += e->answer == ALARM_ANSWER_PAIN; break;
    default: t->pauses++; break;
    }
}

Result play_trace(Store *store, int64_t id, PlayTrace *trace)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    *trace = (PlayTrace){ 0 };
    Result result = sql_query(store, &query, select_events, "i", id);
    while (!result && !(result = sql_next(store, query, &row)) && row) {
        GameEvent event = { .event = event_find(sql_text(query, 0)) };
        const char *detail = sql_text(query, 1);
        if (detail[0]) result = event_detail_read(&event, detail);
        if (!result) take(trace, &event);
    }
    sql_keep(store, query);
    return result;
}
