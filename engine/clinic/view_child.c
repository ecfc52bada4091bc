// SPDX-License-Identifier: MIT
// view_child.c: who it is, the sentence, the table of what changed, one chart a primary measure.
#include "clinic/view_child.h"

#include "clinic/page_words.h"
#include "clinic/plot_trend.h"
#include "clinic/view_course.h"
#include "session/checkup_due.h"
#include "session/hour_plans.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void view_facts(JsonOut *j, const ChildRecord *r, bool has_page, int64_t now_ms)
{
    char text[128], support[64];
    unsigned age = child_record_age(r, now_ms);
    json_list(j, "facts");
    if (has_page && age) {
        snprintf(text, sizeof text, "%u" NBSP "y %u" NBSP "mo", age / 12, age % 12);
        json_text(j, NULL, text);
    }
    if (has_page && r->height_cm > 0) {
        snprintf(text, sizeof text, "%.0f" NBSP "cm", (double)r->height_cm);
        json_text(j, NULL, text);
    }
    if (has_page) {
        clinic_support(r->support, support, sizeof support);
        snprintf(text, sizeof text, "%s, support: %s", posture_name(r->posture), support);
        json_text(j, NULL, text);
        snprintf(text, sizeof text, "hands: %s", hand_rule_words(r->hand));
        json_text(j, NULL, text);
        json_text(j, NULL, r->keep_track ? "tracks are kept" : "only scores are kept");
    } else {
        json_text(j, NULL, "no page of its own yet");
    }
    if (r->archived) json_text(j, NULL, "archived");
    json_end(j);
    json_text(j, "notes_next", has_page ? r->notes : "");
}

// On each page that is printed: whose, and of what day.
static void view_running(JsonOut *j, const char *child, int64_t now_ms, int zone)
{
    char text[128], day[WORDS_DAY_MAX];
    words_day(now_ms, zone, day);
    snprintf(text, sizeof text, "%s \u00b7 as of %s", child, day);
    json_text(j, "running", text);
}

// ---- the sentence -------------------------------------------------------------------------------

static Result told_changed(const ClinicCheckup *c, Store *store, char *text, size_t size)
{
    Result result = RESULT_OK;
    for (int i = 0; i < c->judged.count && !result; i++) {
        const Course *course = &c->judged.course[i];
        const ChangeVerdict *v = &course->said.verdict;
        char name[COURSE_NAME_MAX], change[128], day[WORDS_DAY_MAX];
        int since = 0;
        if (v->change != CHANGE_BETTER && v->change != CHANGE_WORSE) continue;
        result = course_since(&c->judged, course, store, &since);
        const Visit *visit = &c->judged.history.visit[since];
        words_day(visit->started_utc_ms, visit->zone_minutes, day);
        course_name(&course->said.key, name);
        course_change(course, change, sizeof change);
        words_add(text, size, "%s%s: %s by %s, since %s", text[0] ? "; " : "", name,
                  change_text(v->change), change, day);
    }
    if (text[0]) words_add(text, size, ".");
    return result;
}

static void rest_of(const ClinicCheckup *c, char *text, size_t size)
{
    int same = 0, unknown = 0;
    char name[COURSE_NAME_MAX];
    for (int i = 0; i < c->judged.count; i++) {
        const Course *course = &c->judged.course[i];
        Change word = course->said.verdict.change;
        same += word == CHANGE_SAME || word == CHANGE_TAKEN_BACK;
        unknown += word == CHANGE_CANNOT_SAY;
        if (word != CHANGE_POSSIBLE) continue;
        course_name(&course->said.key, name);
        words_add(text, size, " %s may have changed: look again at the next check-up.", name);
    }
    if (same) words_add(text, size, same == 1 ? " One is the same." : " %d are the same.", same);
    if (unknown) words_add(text, size, " Of %d it cannot be said yet.", unknown);
}

Result view_child_sentence(JsonOut *j, Store *store, const ClinicCheckup *c,
                           const ChildPlays *plays)
{
    char first[640] = "", rest[480] = "", day[WORDS_DAY_MAX];
    Result result = c ? told_changed(c, store, first, sizeof first) : RESULT_OK;
    if (c) rest_of(c, rest, sizeof rest);
    if (!c && !plays->count) {
        words_add(first, sizeof first, "Nothing is recorded yet.");
        words_add(rest, sizeof rest,
                  " The first check-up is practice; four more make the baseline.");
    } else if (!c) {
        const SessionRow *row = &plays->play[plays->count - 1].row;
        words_day(row->started_utc_ms, row->zone_minutes, day);
        words_add(first, sizeof first, "No check-up yet, so nothing can be said about a change.");
        words_add(rest, sizeof rest, " %s%d %s since %s.", plays->more ? "More than " : "",
                  plays->count, plays->count == 1 ? "play" : "plays", day);
    } else if (!first[0]) {
        words_add(first, sizeof first, "No primary measure is told to have changed.");
    }
    json_text(j, "finding_first", first);
    json_text(j, "finding_rest", rest);
    return result;
}

// ---- what changed -------------------------------------------------------------------------------

static Result view_courses(JsonOut *j, Store *store, const ClinicCheckup *c)
{
    Result result = RESULT_OK;
    json_list(j, "courses");
    for (int i = 0; i < c->judged.count && !result; i++) {
        const Course *course = &c->judged.course[i];
        char since[WORDS_DAY_MAX + 8] = "", day[WORDS_DAY_MAX], id[24];
        int visit = 0;
        result = course_since(&c->judged, course, store, &visit);
        const Visit *v = &c->judged.history.visit[visit];
        words_day(v->started_utc_ms, v->zone_minutes, day);
        if (course->said.verdict.change != CHANGE_CANNOT_SAY)
            snprintf(since, sizeof since, "since %s", day);
        snprintf(id, sizeof id, "trend-%d", i);
        json_begin(j, NULL);
        view_course(j, &c->judged, course, since);
        json_text(j, "id", id);
        MeasureBetter better = measure_info(course->said.key.measure)->better;
        json_text(j, "better_way", measure_better_text(better));
        plot_trend(j, "svg_trend", id, &c->judged, course);
        json_end(j);
    }
    json_end(j);
    json_text(j, "whose", c->judged.choices.whose ? c->judged.choices.whose : "");
    view_stands_on(j, &c->judged, false);  // the trends' letters say what was left out
    return result;
}

static void view_latest(JsonOut *j, const SessionInfo *info, const ClinicCheckup *c)
{
    char day[WORDS_DAY_MAX];
    json_flag(j, "has_checkup", info != NULL);
    if (!info) return;
    words_day(info->started_utc_ms, info->zone_minutes, day);
    json_text(j, "checkup_id", info->uuid);
    json_text(j, "checkup_day", day);
    json_whole(j, "checkup_count", c->judged.history.count);
}

// ---- what is to be done -------------------------------------------------------------------------

static Result view_due(JsonOut *j, Store *store, const char *child, int64_t now_ms, int zone)
{
    CheckupDue due;
    char text[160];
    Result result = checkup_due(store, child, now_ms, zone, &due);
    if (result) return result;
    if (due.days < 0)
        snprintf(text, sizeof text, "never done%s", due.due ? ", due" : ", not due yet");
    else
        snprintf(text, sizeof text, "%s; the last was %d days and %d visits ago",
                 due.due ? "due" : "not due", due.days, due.visits);
    json_flag(j, "due", due.due);
    json_text(j, "due_words", text);
    return RESULT_OK;
}

static Result view_plan(JsonOut *j, Store *store, const char *child)
{
    HourPlan *plan = calloc(1, sizeof *plan);
    char text[160] = "none of its own";
    if (!plan) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = hour_plan_load(store, child, "", plan);
    if (!result)
        snprintf(text, sizeof text, "%s%s%d steps, %.0f" NBSP "min", plan->name,
                 plan->name[0] ? ": " : "", plan->count, hour_plan_minutes(plan));
    bool alone = result == RESULT_NOT_FOUND || result == RESULT_MALFORMED;
    if (result == RESULT_MALFORMED) snprintf(text, sizeof text, "cannot be read");
    json_text(j, "plan_words", text);
    free(plan);
    return alone ? RESULT_OK : result;
}

static Result known(Store *store, const char *child, ChildRecord *record, bool *has_page)
{
    Result result = child_record_load(store, child, record);
    *has_page = !result;
    return result == RESULT_NOT_FOUND ? RESULT_OK : result;
}

static Result view_all(JsonOut *j, Store *store, const char *child, const ClinicCheckup *c,
                       const SessionInfo *info, int64_t now_ms, int zone)
{
    ChildRecord record = { .archived = false };
    ChildPlays plays = { NULL, 0, false };
    bool has_page = false;
    Result result = known(store, child, &record, &has_page);
    if (!result) result = child_plays_load(&plays, store, child);
    if (!result && !has_page && !plays.count)
        result = fail(RESULT_NOT_FOUND, "nobody has the code %s here", child);
    if (!result) {
        json_text(j, "child", child);
        json_text(j, "title", child);
        view_running(j, child, now_ms, zone);
        view_facts(j, &record, has_page, now_ms);
        view_latest(j, info, c);
        result = view_child_sentence(j, store, info ? c : NULL, &plays);
    }
    if (!result) result = view_courses(j, store, c);
    if (!result) result = view_moments(j, store, c);
    if (!result) result = view_due(j, store, child, now_ms, zone);
    if (!result) result = view_plan(j, store, child);
    if (!result) result = view_child_plays(j, store, child, &plays, now_ms, zone);
    child_plays_free(&plays);
    return result;
}

Result view_child(JsonOut *j, Store *store, const char *child, int64_t now_ms, int zone)
{
    ClinicCheckup checkup = { 0 };
    SessionInfo *info = calloc(1, sizeof *info);
    if (!info) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = clinic_latest(&checkup, info, store, child);
    bool none = result == RESULT_NOT_FOUND;
    if (!result || none)
        result = view_all(j, store, child, &checkup, none ? NULL : info, now_ms, zone);
    clinic_free(&checkup);
    free(info);
    return result;
}
