// SPDX-License-Identifier: MIT
// child_record.c: a child's page as a document, and what follows from it.
#include "session/child_record.h"

#include "session/documents.h"
#include "session/fields.h"
#include "session/session_list.h"
#include "session/sql.h"
#include "session/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(table)  (sizeof(table) / sizeof((table)[0]))
#define MS_PER_HOUR   3600000
#define MS_PER_DAY    (24 * MS_PER_HOUR)
#define DAYS_PER_YEAR 365.2425
#define MS_PER_MONTH  (MS_PER_DAY * DAYS_PER_YEAR / 12)

const char *child_question_words(ChildQuestion question)
{
    static const char *const words[QUESTION_COUNT] = {
#define X(name, stored, text) text,
        CHILD_QUESTION_LIST(X)
#undef X
    };
    REQUIRE((unsigned)question < QUESTION_COUNT);
    return words[question];
}

// ---- what follows from it -----------------------------------------------------------------------

static void take_plan(ChildRecord *record, const PlayPlan *plan)
{
    const GameSetup *setup = &plan->play.setup;
    record->height_cm = plan->play.height_cm;
    record->posture = setup->profile.posture;
    record->support = plan->support;
    record->hand = setup->profile.hand;
    record->without = setup->profile.without;
    record->sensory = setup->profile.sensory;
    record->success = setup->success;
    record->hold_s = plan->hold_s;
}

ChildRecord child_record_new(const char *child, const PlayPlan *usual)
{
    ChildRecord record = { 0 };
    take_plan(&record, usual);
    record.height_cm = 0;
    snprintf(record.child, sizeof record.child, "%s", child);
    return record;
}

ChildRecord child_record_of_plan(const PlayPlan *last, int64_t utc_ms)
{
    ChildRecord record = { .age_months = last->age_months, .age_utc_ms = utc_ms };
    take_plan(&record, last);
    record.gain = last->play.gain;
    record.speech_rate = last->play.speech_rate;
    memcpy(record.child, last->child, sizeof record.child);
    record.keep_track = true;
    return record;
}

unsigned child_record_age(const ChildRecord *record, int64_t now_utc_ms)
{
    if (!record->age_months) return 0;
    double grown = (double)(now_utc_ms - record->age_utc_ms) / MS_PER_MONTH;
    double months = record->age_months + fmax(grown, 0);  // a clock that was set back ages nobody
    return (unsigned)fmin(months, CHILD_AGE_MAX);
}

void child_record_set_age(ChildRecord *record, unsigned months, int64_t now_utc_ms)
{
    record->age_months = months;
    record->age_utc_ms = now_utc_ms;
}

void child_record_apply(const ChildRecord *record, int64_t now_utc_ms, PlayPlan *plan)
{
    GameSetup *setup = &plan->play.setup;
    memcpy(plan->child, record->child, sizeof plan->child);
    plan->age_months = child_record_age(record, now_utc_ms);
    plan->play.height_cm = record->height_cm;
    plan->support = record->support;
    setup->profile.posture = record->posture;
    setup->profile.hand = record->hand;
    setup->profile.without = record->without;
    setup->profile.sensory = record->sensory;
    setup->success = record->success;
    plan->play.gain = record->gain;
    if (record->speech_rate) plan->play.speech_rate = record->speech_rate;  // else the machine's
    plan->hold_s = record->hold_s;
}

static bool was_asked_within(const ChildRecord *record, int64_t now_utc_ms, int64_t ms)
{
    int64_t ago = now_utc_ms - record->asked_utc_ms;  // less than none: the clock was wrong
    return record->asked_utc_ms && ago >= 0 && ago <= ms;
}

bool child_record_is_asked(const ChildRecord *record, int64_t now_utc_ms)
{
    return record->answered == QUESTIONS_ALL &&
           was_asked_within(record, now_utc_ms, (int64_t)CHILD_ASKED_HOURS * MS_PER_HOUR);
}

bool child_record_must_ask(const ChildRecord *record, int64_t now_utc_ms)
{
    if (child_record_is_asked(record, now_utc_ms)) return false;
    return record->yes || record->answered != QUESTIONS_ALL ||
           !was_asked_within(record, now_utc_ms, (int64_t)CHILD_ASK_DAYS * MS_PER_DAY);
}

void child_record_answer(ChildRecord *record, ChildQuestion question, bool yes, int64_t now_utc_ms)
{
    unsigned bit = 1u << question;
    REQUIRE((unsigned)question < QUESTION_COUNT);
    if (!was_asked_within(record, now_utc_ms, (int64_t)CHILD_ASKED_HOURS * MS_PER_HOUR))
        record->answered = record->yes = 0;
    record->answered |= bit;
    record->yes = yes ? record->yes | bit : record->yes & ~bit;
    record->asked_utc_ms = now_utc_ms;
}

void child_record_nothing_new(ChildRecord *record, int64_t now_utc_ms)
{
    REQUIRE(!child_record_must_ask(record, now_utc_ms));
    record->asked_utc_ms = now_utc_ms;
}

bool child_record_keeps_track(const ChildRecord *record, int64_t now_utc_ms)
{
    int64_t until = record->keep_until_utc_ms;
    return record->keep_track && (!until || now_utc_ms < until);
}

// ---- as a document ------------------------------------------------------------------------------

static const char *const affected_names[AFFECTED_COUNT] = {
#define X(name, stored) stored,
    AFFECTED_LIST(X)
#undef X
};

static const Field fields[] = {
    FIELD(ChildRecord, UINT, age_months, "age_months"),
    FIELD(ChildRecord, WHOLE, age_utc_ms, "age_utc_ms"),
    FIELD(ChildRecord, FLOAT, height_cm, "height_cm"),
    FIELD(ChildRecord, UINT, support, "support"),
    FIELD(ChildRecord, UINT, without, "without_limbs"),
    FIELD(ChildRecord, FLOAT, success, "success"),
    FIELD(ChildRecord, FLOAT, gain, "gain"),
    FIELD(ChildRecord, UINT, speech_rate, "speech_rate"),
    FIELD(ChildRecord, FLOAT, hold_s, "hold_s"),
    FIELD(ChildRecord, UINT, answered, "answered"),
    FIELD(ChildRecord, UINT, yes, "yes"),
    FIELD(ChildRecord, WHOLE, asked_utc_ms, "asked_utc_ms"),
    FIELD(ChildRecord, BOOL, keep_track, "keep_track"),
    FIELD(ChildRecord, WHOLE, keep_until_utc_ms, "keep_until_utc_ms"),
    FIELD(ChildRecord, TEXT, notes, "notes"),
    FIELD(ChildRecord, BOOL, archived, "archived"),
};
static const Field senses[] = {
#define X(name, field, kind, low, high, meaning) FIELD(Sensory, kind, field, #field),
    SENSORY_LIST(X)
#undef X
};

static void write_record(JsonOut *json, const void *from)
{
    const ChildRecord *record = from;
    json_begin(json, NULL);
    for (size_t i = 0; i < COUNT(fields); i++) field_write(json, &fields[i], record);
    json_text(json, "posture", posture_name(record->posture));
    json_text(json, "hand", hand_rule_name(record->hand));
    json_text(json, "affected", affected_names[record->affected]);
    fields_write(json, "sensory", senses, COUNT(senses), &record->sensory);
    json_end(json);
}

// A word that is missing is "": not one of the list.
static const char *word_of(const json_t *object, const char *name)
{
    const char *word = json_string_value(json_object_get(object, name));
    return word ? word : "";
}

static Affected affected_find(const char *name)
{
    int i = 0;
    while (i < AFFECTED_COUNT && strcmp(affected_names[i], name) != 0) i++;
    return (Affected)i;
}

static bool number_fits(float value, float low, float high)
{
    return value == 0 || (value >= low && value <= high);
}

static bool is_within(const ChildRecord *r)
{
    bool success = fabsf(r->success - PLAN_SUCCESS_FITTING) < 1e-6f ||
                   number_fits(r->success, STAIRCASE_SUCCESS_LOW, STAIRCASE_SUCCESS_HIGH);
    return success && r->age_months <= CHILD_AGE_MAX && r->age_utc_ms >= 0 &&
           r->asked_utc_ms >= 0 && r->keep_until_utc_ms >= 0 &&
           number_fits(r->height_cm, CHILD_HEIGHT_LOW, CHILD_HEIGHT_HIGH) &&
           (r->gain == GAIN_FIT || number_fits(r->gain, 1, CHILD_GAIN_MAX)) &&
           number_fits(r->hold_s, HOLD_SHORTEST_S, HOLD_LONGEST_S) &&
           number_fits((float)r->speech_rate, SPOKEN_RATE_LOW, SPOKEN_RATE_HIGH) &&
           r->support < 1u << SUPPORT_COUNT && r->without < 1u << LIMB_COUNT &&
           (r->without & LIMBS_ARMS) != LIMBS_ARMS && r->answered <= QUESTIONS_ALL &&
           !(r->yes & ~r->answered) && r->posture < POSTURE_COUNT && r->hand < HAND_RULE_COUNT &&
           r->affected < AFFECTED_COUNT;
}

static Result read_record(const char *child, const char *body, ChildRecord *record)
{
    json_t *object;
    ChildRecord read = { 0 };
    Result result = fields_parse(body, &object);
    snprintf(read.child, sizeof read.child, "%s", child);
    if (!result) {
        read.posture = posture_find(word_of(object, "posture"));
        read.hand = hand_rule_find(word_of(object, "hand"));
        read.affected = affected_find(word_of(object, "affected"));
        bool good =
            fields_read(fields, COUNT(fields), &read, object) &&
            fields_read(senses, COUNT(senses), &read.sensory, json_object_get(object, "sensory")) &&
            is_within(&read);
        read.sensory = sensory_clamped(read.sensory);
        if (!good) result = RESULT_MALFORMED;
    }
    fields_free(object);
    if (result == RESULT_MALFORMED)
        return fail(RESULT_MALFORMED, "the page of %s is damaged: fill it in anew", child);
    if (!result) *record = read;
    return result;
}

static DocumentKey key_of(const char *child)
{
    return (DocumentKey){ DOCUMENT_CHILD, child, "", "" };
}

Result child_record_save(Store *store, const ChildRecord *record)
{
    REQUIRE(is_within(record));
    if (!plan_child_is_valid(record->child) || !strcmp(record->child, PLAN_GUEST))
        return fail(RESULT_USAGE, "'%s' is no child's code: up to 32 letters, digits, - and _",
                    record->child);
    char *body = json_string_of(write_record, record, 9);
    if (!body) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = document_save(store, key_of(record->child), body);
    free(body);
    return result;
}

Result child_record_load(Store *store, const char *child, ChildRecord *record)
{
    char *body;
    Result result = document_load(store, key_of(child), &body);
    if (!result) result = read_record(child, body, record);
    free(body);
    return result;
}

// ---- the list -----------------------------------------------------------------------------------

// An archived child is known by its page alone.
#define LIST                                                                                       \
    "SELECT code, max(played), max(changed), max(page) FROM ("                                     \
    "SELECT child AS code, max(started_utc_ms) AS played, 0 AS changed, 0 AS page FROM session "   \
    "WHERE deleted_utc_ms IS NULL GROUP BY child UNION ALL "                                       \
    "SELECT child, 0, changed_utc_ms, 1 FROM document "                                            \
    "WHERE kind='child' AND deleted_utc_ms IS NULL) "                                              \
    "GROUP BY code ORDER BY max(max(played), max(changed)) DESC, code LIMIT ?1"

Result child_records_list(Store *store, ChildEntry *list, int room, int *count)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    *count = 0;
    Result result = sql_query(store, &query, LIST, "i", (int64_t)room);
    while (!result && *count < room && !(result = sql_next(store, query, &row)) && row) {
        const char *child = sql_text(query, 0);
        if (!plan_child_is_valid(child) || !strcmp(child, PLAN_GUEST)) continue;
        ChildEntry *entry = &list[(*count)++];
        *entry = (ChildEntry){ .has_page = sqlite3_column_int(query, 3),
                               .played_utc_ms = sqlite3_column_int64(query, 1),
                               .changed_utc_ms = sqlite3_column_int64(query, 2) };
        snprintf(entry->child, sizeof entry->child, "%s", child);
    }
    sql_free(query);
    for (int i = 0; i < *count && !result; i++) {
        ChildRecord record;
        if (!list[i].has_page) continue;
        result = child_record_load(store, list[i].child, &record);
        list[i].archived = !result && record.archived;
        if (result == RESULT_MALFORMED) result = RESULT_OK;  // told when it is opened
    }
    return result;
}

// ---- consent ------------------------------------------------------------------------------------

// A page that cannot be read keeps what there is: what is dropped does not come back.
static Result may_keep(Store *store, const char *child, int64_t now_utc_ms, bool *keep)
{
    ChildRecord record;
    Result result = child_record_load(store, child, &record);
    *keep = result || child_record_keeps_track(&record, now_utc_ms);
    return result == RESULT_NOT_FOUND ? RESULT_OK : result;
}

Result child_consent_obey(Store *store, int64_t id, int64_t now_utc_ms)
{
    SessionInfo info;
    bool keep = true;
    Result result = session_info(store, id, &info);
    if (!result) result = may_keep(store, info.desc.plan.child, now_utc_ms, &keep);
    return result || keep ? result : track_drop(store, id);
}

// A session of child ?1 with a track, that ended, after session ?2.
#define TRACK_OF_CHILD                                                                             \
    "child=?1 AND id>?2 AND deleted_utc_ms IS NULL AND track_dropped_utc_ms IS NULL AND "          \
    "signed_by NOTNULL"

// The first session with a track of `child` that ended; 0: there is none.
static Result find_track(Store *store, const char *child, int64_t after, int64_t *id)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query,
                              "SELECT id FROM session WHERE " TRACK_OF_CHILD " ORDER BY id LIMIT 1",
                              "ti", child, after);
    if (!result) result = sql_next(store, query, &row);
    *id = row ? sqlite3_column_int64(query, 0) : 0;
    sql_free(query);
    return result;
}

static Result purge_child(Store *store, const char *child, int *dropped)
{
    int64_t id = 0;
    Result result = find_track(store, child, 0, &id);
    while (!result && id) {
        result = track_drop(store, id);
        if (result) break;
        (*dropped)++;
        result = find_track(store, child, id, &id);
    }
    return result;
}

static Result count_tracks(Store *store, const char *child, int *count)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query, "SELECT count(*) FROM session WHERE " TRACK_OF_CHILD,
                              "ti", child, (int64_t)0);
    if (!result) result = sql_next(store, query, &row);
    *count = row ? sqlite3_column_int(query, 0) : 0;
    sql_free(query);
    return result;
}

Result child_tracks_due(Store *store, int64_t now_utc_ms,
                        Result (*visit)(void *self, const char *child, int tracks), void *self)
{
    ChildEntry *list = calloc(CHILD_RECORDS_MAX, sizeof *list);
    if (!list) return fail(RESULT_FULL, "out of memory: close other programs");
    int count = 0;
    Result result = child_records_list(store, list, CHILD_RECORDS_MAX, &count);
    for (int i = 0; i < count && !result; i++) {
        bool keep = true;
        int tracks = 0;
        if (!list[i].has_page) continue;
        result = may_keep(store, list[i].child, now_utc_ms, &keep);
        if (result == RESULT_MALFORMED) result = RESULT_OK;
        if (!result && !keep) result = count_tracks(store, list[i].child, &tracks);
        if (!result && tracks) result = visit(self, list[i].child, tracks);
    }
    free(list);
    return result;
}

typedef struct Purge {
    Store *store;
    int *dropped;
} Purge;

static Result purge_of(void *self, const char *child, int tracks)
{
    const Purge *purge = self;
    (void)tracks;
    return purge_child(purge->store, child, purge->dropped);
}

Result child_tracks_purge(Store *store, int64_t now_utc_ms, int *dropped)
{
    Purge purge = { store, dropped };
    *dropped = 0;
    return child_tracks_due(store, now_utc_ms, purge_of, &purge);
}
