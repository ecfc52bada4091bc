// SPDX-License-Identifier: MIT
// hour_log.c: ratings and hours as JSON.
#include "session/hour_log.h"

#include "session/documents.h"
#include "session/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const Field rating_fields[] = {
    FIELD(Rating, INT, fun, "fun"),
    FIELD(Rating, INT, hard, "hard"),
    FIELD(Rating, BOOL, by_grown_up, "by_grown_up"),
    FIELD(Rating, UINT, support, "support"),
};

static bool is_rating(const Rating *r)
{
    return r->fun >= 0 && r->fun <= RATING_FACES && r->hard >= 0 && r->hard <= RATING_FACES;
}

static void rating_write(JsonOut *json, const void *from)
{
    fields_write(json, NULL, rating_fields, COUNT(rating_fields), from);
}

// Takes the text, NULL too: memory was out.
static Result save_text(Store *store, DocumentKey key, char *text)
{
    Result result = text ? document_save(store, key, text)
                         : fail(RESULT_FULL, "out of memory: close other programs");
    free(text);
    return result;
}

static DocumentKey rating_key(const char *child, const char *session)
{
    return (DocumentKey){ DOCUMENT_RATING, child, session, "" };
}

Result rating_save(Store *store, const char *child, const char *session, const Rating *rating)
{
    if (!is_rating(rating)) return fail(RESULT_USAGE, "a rating is one of five faces");
    return save_text(store, rating_key(child, session), json_string_of(rating_write, rating, 9));
}

Result rating_load(Store *store, const char *child, const char *session, Rating *rating)
{
    char *text = NULL;
    json_t *object = NULL;
    *rating = (Rating){ 0 };
    Result result = document_load(store, rating_key(child, session), &text);
    if (!result) result = fields_parse(text, &object);
    if (!result &&
        (!fields_read(rating_fields, COUNT(rating_fields), rating, object) || !is_rating(rating)))
        result = fail(RESULT_MALFORMED, "the rating of session %s is damaged", session);
    if (result) *rating = (Rating){ 0 };
    fields_free(object);
    free(text);
    return result;
}

// ---- the hour -----------------------------------------------------------------------------------

static const char *step_kind(HourStepKind kind)
{
    static const char *const names[] = {
#define X(name, stored, words) stored,
        HOUR_STEP_LIST(X)
#undef X
    };
    return names[kind];
}

static void write_step(JsonOut *json, const HourStep *step, const Game *game)
{
    json_text(json, "kind", step_kind(step->kind));
    json_text(json, "game", game->id);
    if (step->kind == HOUR_CHOICE) json_text(json, "other", step->other->id);
    json_whole(json, "level", step->level);
    json_whole(json, "seconds", step->seconds);
    json_whole(json, "break_s", step->break_s);
}

static void hour_write(JsonOut *json, const void *from)
{
    const HourLog *log = from;
    const HourCourse *course = log->course;
    json_begin(json, NULL);
    json_whole(json, "started_utc_ms", log->started_utc_ms);
    json_whole(json, "ended_utc_ms", log->ended_utc_ms);
    json_text(json, "plan", course->plan.name);
    json_whole(json, "warn_minutes", course->plan.warn_minutes);
    json_whole(json, "stop_minutes", course->plan.stop_minutes);
    json_list(json, "steps");
    for (int i = 0; i < course->plan.count; i++) {
        json_begin(json, NULL);
        write_step(json, &course->plan.step[i], course->plan.step[i].game);
        json_end(json);
    }
    json_end(json);
    json_list(json, "done");
    for (int i = 0; i < course->done_count; i++) {
        const HourDone *done = &course->done[i];
        json_begin(json, NULL);
        json_text(json, "game", done->game->id);
        json_text(json, "session", done->session);
        json_number(json, "active_s", done->active_s);
        json_flag(json, "skipped", done->skipped);
        json_flag(json, "again", done->again);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

Result hour_log_save(Store *store, const HourLog *log)
{
    char name[24];
    snprintf(name, sizeof name, "%lld", (long long)log->started_utc_ms);
    DocumentKey key = { DOCUMENT_HOUR, log->child, "", name };
    return save_text(store, key, json_string_of(hour_write, log, 9));
}

static bool take_first(void *self, const Document *document)
{
    *(int64_t *)self = document->changed_utc_ms;
    return false;
}

Result hour_log_newest(Store *store, int64_t *utc_ms)
{
    *utc_ms = 0;
    return documents_visit(store, DOCUMENT_HOUR, NULL, NULL, take_first, utc_ms);
}
