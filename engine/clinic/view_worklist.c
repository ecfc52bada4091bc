// SPDX-License-Identifier: MIT
// view_worklist.c: each child is judged by rows that were kept when its sessions ended; a child
// comes once, in the first group that it belongs to. Within a group by code: never by result.
#include "clinic/view_worklist.h"

#include "base/clock.h"
#include "clinic/page_words.h"
#include "clinic/plot.h"
#include "clinic/view_course.h"
#include "session/checkup_due.h"
#include "session/child_record.h"
#include "session/dose_ledger.h"
#include "session/forget.h"
#include "session/hour_plans.h"
#include "session/play_trace.h"
#include "session/verdicts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RECENT_DAYS 14    // a visit so long ago is still looked back at [ours]
#define ROWS        6     // of a child's latest sessions
#define SEEN_LEAST  0.80  // share of pictures with the child in them, below which it is told [ours]

typedef enum Group { GROUP_LOOK, GROUP_DUE, GROUP_TODAY, GROUP_BETTER, GROUP_NONE } Group;

typedef struct Entry {
    ChildEntry child;
    Group group;
    bool planned, today;
    double plan_min, minutes;
    CheckupDue due;
    int64_t checkup_utc_ms;  // 0: none
    int zone;
    KeptVerdict said[CHANGE_MEASURES_MAX];
    int said_count, worse, possible, better;
    int pains, hards;
    double seen;  // least share of the latest sessions; NaN: none
    SessionRow row[ROWS];
    uint32_t rows;
} Entry;

typedef struct Worklist {
    Store *store;
    int64_t now_ms;
    int zone;
    Entry *entry;
    int count;
} Worklist;

// ---- what is known of each ----------------------------------------------------------------------

static Result load_verdicts(Worklist *w, Entry *e)
{
    int64_t *id = NULL;
    int count = 0;
    Result result = RESULT_OK;
    SessionInfo *info = calloc(1, sizeof *info);
    if (!info) return fail(RESULT_FULL, "out of memory: close other programs");
    for (int g = 0; g < game_count && !result && !e->said_count; g++) {
        if (!game_is_assessment(game_list[g]->id)) continue;
        result = checkups_of(w->store, e->child.child, game_list[g]->id, &id, &count);
        for (int i = count - 1; i >= 0 && !result && !e->said_count; i--) {
            result = verdicts_load(w->store, id[i], e->said, &e->said_count);
            if (!result && e->said_count) result = session_info(w->store, id[i], info);
            if (!result && e->said_count) e->checkup_utc_ms = info->started_utc_ms;
        }
        free(id);
        id = NULL;
    }
    for (int i = 0; i < e->said_count; i++) {
        e->worse += e->said[i].verdict.change == CHANGE_WORSE;
        e->possible += e->said[i].verdict.change == CHANGE_POSSIBLE;
        e->better += e->said[i].verdict.change == CHANGE_BETTER;
    }
    free(info);
    return result;
}

// Marks and quality of the last day on which the child came.
static Result load_marks(Worklist *w, Entry *e)
{
    Result result = session_page(w->store, e->child.child, NULL, ROWS, e->row, &e->rows);
    int64_t last = e->rows ? clock_day(e->row[0].started_utc_ms, w->zone) : 0;
    int64_t today = clock_day(w->now_ms, w->zone);
    e->seen = NAN;
    e->today = e->today || (e->rows && last == today);
    for (uint32_t i = 0; i < e->rows && !result; i++) {
        const SessionRow *row = &e->row[i];
        PlayTrace trace;
        bool of_then = clock_day(row->started_utc_ms, w->zone) == last;
        if (!of_then || today - last > RECENT_DAYS) break;
        result = play_trace(w->store, row->id, &trace);
        if (result == RESULT_MALFORMED) result = RESULT_OK;
        e->pains += trace.pains;
        e->hards += trace.hard;
        if (row->poses)
            e->seen = fmin(isnan(e->seen) ? 1 : e->seen, (double)row->poses_found / row->poses);
    }
    return result;
}

static Group group_of(const Entry *e)
{
    bool look = e->worse || e->possible || e->pains || e->hards || e->seen < SEEN_LEAST;
    if (look) return GROUP_LOOK;
    if (e->due.due) return GROUP_DUE;
    if (e->today) return GROUP_TODAY;
    return e->better ? GROUP_BETTER : GROUP_NONE;
}

static Result load_entry(Worklist *w, Entry *e)
{
    const char *child = e->child.child;
    DoseWeek week;
    bool recent = w->now_ms - e->child.played_utc_ms < RECENT_DAYS * INT64_C(86400000);
    e->group = GROUP_NONE;
    e->seen = NAN;
    if (e->child.archived || (!e->today && !recent)) return RESULT_OK;
    Result result = load_marks(w, e);
    if (!result) result = load_verdicts(w, e);
    if (!result) result = checkup_due(w->store, child, w->now_ms, w->zone, &e->due);
    if (!result) result = dose_read(w->store, child, w->now_ms, w->zone, &week, 1);
    if (!result) e->minutes = week.play_s / 60;
    if (!result) e->group = group_of(e);
    return result;
}

// Whoever has an own plan of today is expected.
static Result mark_planned(Worklist *w)
{
    HourPlanRow *row = calloc(CHILD_RECORDS_MAX, sizeof *row);
    HourPlan *plan = calloc(1, sizeof *plan);
    int count = 0;
    Result result = row && plan ? hour_plans_list(w->store, NULL, row, CHILD_RECORDS_MAX, &count)
                                : fail(RESULT_FULL, "out of memory: close other programs");
    int64_t today = clock_day(w->now_ms, w->zone);
    for (int i = 0; i < count && !result; i++) {
        if (row[i].name[0] || clock_day(row[i].changed_utc_ms, w->zone) != today) continue;
        for (int k = 0; k < w->count; k++) {
            Entry *e = &w->entry[k];
            if (strcmp(e->child.child, row[i].child)) continue;
            e->planned = e->today = true;
            if (!hour_plan_load(w->store, row[i].child, "", plan))
                e->plan_min = hour_plan_minutes(plan);
        }
    }
    free(row);
    free(plan);
    return result;
}

static int by_code(const void *a, const void *b)
{
    return strcmp(((const Entry *)a)->child.child, ((const Entry *)b)->child.child);
}

static Result load_all(Worklist *w)
{
    ChildEntry *list = calloc(CHILD_RECORDS_MAX, sizeof *list);
    w->entry = calloc(CHILD_RECORDS_MAX, sizeof *w->entry);
    Result result = list && w->entry
                        ? child_records_list(w->store, list, CHILD_RECORDS_MAX, &w->count)
                        : fail(RESULT_FULL, "out of memory: close other programs");
    for (int i = 0; i < w->count && !result; i++) w->entry[i].child = list[i];
    if (!result) qsort(w->entry, (size_t)w->count, sizeof *w->entry, by_code);
    free(list);
    if (!result) result = mark_planned(w);
    for (int i = 0; i < w->count && !result; i++) result = load_entry(w, &w->entry[i]);
    return result;
}

// ---- words --------------------------------------------------------------------------------------

static void view_verdict(JsonOut *j, const KeptVerdict *said)
{
    Course course = { .said = *said, .cm = NAN };
    char text[COURSE_NAME_MAX + 160], change[128];
    course_name(&said->key, text);
    course_change(&course, change, sizeof change);
    words_add(text, sizeof text, ": %s", change);
    json_begin(j, NULL);
    json_text(j, "class", course_class(&said->verdict));
    json_text(j, "word", change_text(said->verdict.change));
    plot_verdict(j, "svg_mark", course_class(&said->verdict));
    json_text(j, "words", text);
    json_end(j);
}

static void view_whys(JsonOut *j, const Entry *e)
{
    char text[160];
    json_list(j, "whys");
    if (e->pains) json_text(j, NULL, "Pain was marked at the last visit.");
    if (e->hards) {
        snprintf(text, sizeof text, "Marked “hard” %d %s at the last visit.", e->hards,
                 e->hards == 1 ? "time" : "times");
        json_text(j, NULL, text);
    }
    if (e->seen < SEEN_LEAST) {
        snprintf(text, sizeof text, "Seen in only %.0f" NBSP "%% of the pictures of a session.",
                 100 * e->seen);
        json_text(j, NULL, text);
    }
    if (e->said_count && !e->worse && !e->possible && !e->better)
        json_text(j, NULL, "No primary measure is told to have changed.");
    if (!e->said_count)
        json_text(j, NULL, e->rows ? "No word of change yet." : "Nothing is recorded yet.");
    json_end(j);
}

static void view_checkup_words(JsonOut *j, const Worklist *w, const Entry *e)
{
    char text[96] = "", day[WORDS_DAY_MAX];
    if (e->checkup_utc_ms) {
        words_day(e->checkup_utc_ms, w->zone, day);
        snprintf(text, sizeof text, "%s%s", e->due.due ? "last " : "", day);
    } else {
        snprintf(text, sizeof text, "never done");
    }
    json_flag(j, "due", e->due.due);
    json_text(j, "checkup_words", text);
}

static void view_entry(JsonOut *j, const Worklist *w, const Entry *e)
{
    char text[64];
    json_begin(j, NULL);
    json_text(j, "child", e->child.child);
    json_list(j, "verdicts");
    for (int i = 0; i < e->said_count; i++) {
        Change word = e->said[i].verdict.change;
        if (word == CHANGE_WORSE || word == CHANGE_BETTER || word == CHANGE_POSSIBLE)
            view_verdict(j, &e->said[i]);
    }
    json_end(j);
    view_whys(j, e);
    snprintf(text, sizeof text, "%.0f", e->minutes);
    json_text(j, "minutes", text);
    snprintf(text, sizeof text, "of %.0f", e->plan_min);
    json_text(j, "of", e->plan_min > 0 ? text : "");
    plot_bar(j, "svg_minutes", e->minutes, e->plan_min);
    json_text(j, "today", e->planned ? "planned" : e->today ? "played" : "");
    view_checkup_words(j, w, e);
    json_end(j);
}

static int count_of(const Worklist *w, Group group)
{
    int count = 0;
    for (int i = 0; i < w->count; i++) count += w->entry[i].group == group;
    return count;
}

static void view_groups(JsonOut *j, const Worklist *w)
{
    static const char *const titles[GROUP_NONE] = { "Look first", "Check-up due", "Also today",
                                                    "Got better" };
    json_list(j, "groups");
    for (int g = 0; g < GROUP_NONE; g++) {
        if (!count_of(w, (Group)g)) continue;
        json_begin(j, NULL);
        json_text(j, "title", titles[g]);
        json_list(j, "children");
        for (int i = 0; i < w->count; i++)
            if (w->entry[i].group == (Group)g) view_entry(j, w, &w->entry[i]);
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

static void view_sentence(JsonOut *j, const Worklist *w)
{
    int today = 0, worse = 0, possible = 0, better = 0, pains = 0, due = 0;
    char text[320];
    for (int i = 0; i < w->count; i++) {
        const Entry *e = &w->entry[i];
        today += e->today;
        worse += e->worse > 0;
        possible += e->possible > 0;
        better += e->better > 0;
        pains += e->pains > 0;
        due += e->due.due;
    }
    int look = count_of(w, GROUP_LOOK);
    snprintf(text, sizeof text, "%d %s today; %d %s a look first.", today,
             today == 1 ? "child" : "children", look, look == 1 ? "needs" : "need");
    json_text(j, "finding_first", text);
    snprintf(text, sizeof text,
             " Worse: %d. To look at again: %d. Pain marked: %d. Better: %d. Check-ups due: %d.",
             worse, possible, pains, better, due);
    json_text(j, "finding_rest", text);
}

typedef struct Expired {
    JsonOut *json;
    int zone, count;
} Expired;

static bool view_expired(void *self, const char *child, int64_t seen_utc_ms)
{
    Expired *e = self;
    char day[WORDS_DAY_MAX];
    words_day(seen_utc_ms, e->zone, day);
    json_begin(e->json, NULL);
    json_text(e->json, "child", child);
    json_text(e->json, "seen", day);
    json_end(e->json);
    e->count++;
    return true;
}

// Who is past what the clinic keeps: for leads, who erase.
static Result view_retention(JsonOut *j, const Worklist *w)
{
    Expired e = { j, w->zone, 0 };
    int months = 0;
    Result result = retention_load(w->store, &months);
    json_whole(j, "keep_months", months);
    json_list(j, "expired");
    if (!result && months)
        result =
            children_expired_visit(w->store, retention_before(months, w->now_ms), view_expired, &e);
    json_end(j);
    json_flag(j, "has_expired", e.count > 0);
    return result;
}

Result view_worklist(JsonOut *j, Store *store, int64_t now_ms, int zone)
{
    Worklist w = { .store = store, .now_ms = now_ms, .zone = zone };
    char day[WORDS_DAY_MAX];
    Result result = store_hold_reading(store);
    if (!result) result = store_release(store, load_all(&w));
    if (!result) {
        int listed = 0;
        for (int g = 0; g < GROUP_NONE; g++) listed += count_of(&w, (Group)g);
        words_day(now_ms, zone, day);
        json_text(j, "day", day);
        json_flag(j, "has_children", w.count > 0);
        json_flag(j, "listed", listed > 0);
        view_sentence(j, &w);
        view_groups(j, &w);
        result = view_retention(j, &w);
    }
    free(w.entry);
    return result;
}

Result view_children(JsonOut *j, Store *store, int zone)
{
    ChildEntry *list = calloc(CHILD_RECORDS_MAX, sizeof *list);
    int count = 0, archived = 0;
    Result result = list ? child_records_list(store, list, CHILD_RECORDS_MAX, &count)
                         : fail(RESULT_FULL, "out of memory: close other programs");
    json_list(j, "children");
    for (int i = 0; i < count && !result; i++) {
        char day[WORDS_DAY_MAX] = "never";
        if (list[i].played_utc_ms) words_day(list[i].played_utc_ms, zone, day);
        archived += list[i].archived;
        json_begin(j, NULL);
        json_text(j, "child", list[i].child);
        json_text(j, "played", day);
        json_text(j, "page", list[i].has_page ? list[i].archived ? "archived" : "yes" : "none yet");
        json_end(j);
    }
    json_end(j);
    json_whole(j, "count", count);
    json_whole(j, "archived", archived);
    free(list);
    return result;
}
