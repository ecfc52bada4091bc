// SPDX-License-Identifier: MIT
// rows.c: events and trials as rows of the store.
#include "session/rows.h"

#include "session/event_detail.h"

#include <stdlib.h>
#include <string.h>

#define COUNT_MAX (16u * 1024 * 1024)  // rows of one table in one recording

enum {
    TRIAL_VALUES = 13,
    TRIAL_MISSING = TRIAL_VALUES + REACH_FIELD_COUNT,
    TRIAL_STEP = TRIAL_MISSING + REACH_FIELD_COUNT
};  // columns of SELECT

// A new measure needs a new schema step, and its place in TRIAL_COLUMNS.
_Static_assert(REACH_FIELD_COUNT == 8, "the columns of `trial` follow REACH_FIELD_LIST");

Result event_bind(Store *store, sqlite3_stmt *insert, int64_t session, int64_t seq,
                  const RecordedEvent *recorded)
{
    const GameEvent *event = &recorded->event;
    char *detail = NULL;
    Result result = event_detail(event, &detail);
    if (!result)
        result = sql_bind(store, insert, "iiitiidddt", session, seq, (int64_t)recorded->step,
                          event_name(event->event), (int64_t)event->target, (int64_t)event->side,
                          (double)event->at.x, (double)event->at.y, (double)event->value, detail);
    free(detail);
    return result;
}

Result trial_bind(Store *store, sqlite3_stmt *insert, int64_t session, int64_t seq, uint32_t step,
                  const Trial *trial)
{
    Result result =
        sql_bind(store, insert, "iiiiiiiddddddi", session, seq, (int64_t)trial->target,
                 (int64_t)trial->side, (int64_t)trial->offer_step, (int64_t)trial->end_step,
                 (int64_t)trial->hit, (double)trial->at.x, (double)trial->at.y,
                 (double)trial->radius_al, (double)trial->distance_al, trial->reach.onset_s,
                 trial->reach.quality, (int64_t)trial->helped);
    for (int i = 0; i < REACH_FIELD_COUNT && !result; i++) {
        ReachReason reason = trial->reach.reason[i];
        const char *missing = reason == REACH_NONE ? NULL : reach_reason_name(reason);
        result = sql_bind_from(store, insert, TRIAL_VALUES + i + 2, "d",
                               reach_field(&trial->reach, (ReachField)i));
        if (!result) result = sql_bind_from(store, insert, TRIAL_MISSING + i + 2, "t", missing);
    }
    return result ? result : sql_bind_from(store, insert, TRIAL_STEP + 2, "i", (int64_t)step);
}

Result listed_bind(Store *store, sqlite3_stmt *update, int64_t session,
                   const SessionSummary *summary)
{
    const uint32_t listed[] = {
#define X(column, member) summary->member,
        LISTED_LIST(X)
#undef X
    };
    Result result = sql_bind(store, update, "i", session);
    for (size_t i = 0; i < sizeof listed / sizeof listed[0] && !result; i++)
        result = sql_bind_from(store, update, 2 + (int)i, "i", (int64_t)listed[i]);
    return result;
}

int64_t whole_read(sqlite3_stmt *row, int column, int64_t low, int64_t high, bool *good)
{
    int64_t value = sqlite3_column_int64(row, column);
    bool fits = sqlite3_column_type(row, column) == SQLITE_INTEGER && value >= low && value <= high;
    *good = *good && fits;
    return fits ? value : low;
}

// Events of schema 1 to 4 have no details: their fields stand where form 1 has them.
static Result fields_read(sqlite3_stmt *row, GameEvent *event)
{
    if (sqlite3_column_type(row, 8) != SQLITE_NULL)
        return event_detail_read(event, sql_text(row, 8));
    return event_from_form1(event) ? RESULT_OK : RESULT_MALFORMED;
}

Result event_read(sqlite3_stmt *row, RecordedEvent *recorded)
{
    bool good = true;
    Event event = event_find(sql_text(row, 2));
    memset(recorded, 0, sizeof *recorded);
    recorded->step = (uint32_t)whole_read(row, 1, 0, UINT32_MAX, &good);
    recorded->event = (GameEvent){
        .event = event,
        .target = (int)whole_read(row, 3, INT32_MIN, INT32_MAX, &good),
        .side = (int)whole_read(row, 4, -1, SIDE_COUNT - 1, &good),
        .at = vec2((float)sql_real(row, 5), (float)sql_real(row, 6)),
        .value = (float)sql_real(row, 7),
    };
    if (!good || event >= EVENT_COUNT) return RESULT_MALFORMED;
    return fields_read(row, &recorded->event);
}

static ReachReason reason_read(sqlite3_stmt *row, int column, bool *good)
{
    if (sqlite3_column_type(row, column) == SQLITE_NULL) return REACH_NONE;
    const char *name = sql_text(row, column);
    int reason = 0;
    while (reason < REACH_REASON_COUNT && strcmp(name, reach_reason_name((ReachReason)reason)) != 0)
        reason++;
    *good = *good && reason < REACH_REASON_COUNT;
    return reason < REACH_REASON_COUNT ? (ReachReason)reason : REACH_NONE;
}

bool trial_read(sqlite3_stmt *row, Trial *trial)
{
    bool good = true;
    memset(trial, 0, sizeof *trial);
    trial->target = (int32_t)whole_read(row, 1, INT32_MIN, INT32_MAX, &good);
    trial->side = (int32_t)whole_read(row, 2, -1, SIDE_COUNT - 1, &good);
    trial->offer_step = (uint32_t)whole_read(row, 3, 0, UINT32_MAX, &good);
    trial->end_step = (uint32_t)whole_read(row, 4, 0, UINT32_MAX, &good);
    trial->hit = whole_read(row, 5, 0, 1, &good);
    trial->at = vec2((float)sql_real(row, 6), (float)sql_real(row, 7));
    trial->radius_al = (float)sql_real(row, 8);
    trial->distance_al = (float)sql_real(row, 9);
    trial->reach.onset_s = sql_real(row, 10);
    trial->reach.quality = sql_real(row, 11);
    trial->helped = whole_read(row, 12, 0, 1, &good);
    double *const value[] = {
#define X(field, unit) &trial->reach.field,
        REACH_FIELD_LIST(X)
#undef X
    };
    for (int i = 0; i < REACH_FIELD_COUNT; i++) {
        *value[i] = sql_real(row, TRIAL_VALUES + i);
        trial->reach.reason[i] = reason_read(row, TRIAL_MISSING + i, &good);
    }
    return good;
}

Result rows_grow(void **array, uint32_t count, size_t size)
{
    bool full = count == 0 || (count >= 16 && (count & (count - 1)) == 0);
    if (!full) return RESULT_OK;
    size_t room = count == 0 ? 16 : (size_t)count * 2;
    void *grown = count < COUNT_MAX ? realloc(*array, room * size) : NULL;
    if (!grown) return fail(RESULT_FULL, "too large to be read: out of memory");
    *array = grown;
    return RESULT_OK;
}
