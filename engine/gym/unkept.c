// SPDX-License-Identifier: MIT
// unkept.c: what waits for the store.
#include "gym/unkept.h"

#include "base/clock.h"
#include "base/log.h"
#include "gym/known.h"

#include <stdio.h>
#include <string.h>

static Result save_news(Store *store, const UnkeptItem *item)
{
    ChildRecord record;
    Result result = child_record_load(store, item->child, &record);
    if (result) return result;
    // What was asked since is newer; after a yes that came meanwhile it must be asked.
    bool newer = record.asked_utc_ms >= item->asked_utc_ms;
    if (newer || child_record_must_ask(&record, item->asked_utc_ms)) return RESULT_OK;
    child_record_nothing_new(&record, item->asked_utc_ms);
    return child_record_save(store, &record);
}

static Result save_item(Store *store, const UnkeptItem *item)
{
    switch (item->kind) {
    case UNKEPT_RATING: return rating_save(store, item->child, item->name, &item->rating);
    case UNKEPT_MARK: return mark_save(store, item->note.id, &item->note.mark);
    case UNKEPT_GOALS: return goals_save(store, item->child, &item->goals);
    case UNKEPT_PRESET: return preset_save(store, &item->plan, item->name);
    case UNKEPT_LOOK: return known_put_look(store, item->child, item->look, NULL);
    case UNKEPT_PICTURE: return known_put_look(store, item->child, NULL, item->look);
    case UNKEPT_CHILD: return child_record_save(store, &item->record);
    case UNKEPT_NEWS: return save_news(store, item);
    }
    return RESULT_USAGE;
}

static Result save_page(Store *store, const UnkeptPage *page)
{
    ChildRecord record;
    if (child_record_load(store, page->own.child, &record) != RESULT_OK)
        record = child_record_of_plan(&page->own, clock_utc_ms());
    if (page->noted) snprintf(record.notes, sizeof record.notes, "%s", page->note);
    record.hold_s = page->own.hold_s;
    return child_record_save(store, &record);
}

static Result save_hour(Store *store, const UnkeptHour *hour)
{
    const HourLog log = { .child = hour->child,
                          .started_utc_ms = hour->started_utc_ms,
                          .ended_utc_ms = hour->ended_utc_ms,
                          .course = &hour->course };
    return hour_log_save(store, &log);
}

bool unkept_waits(const Unkept *u)
{
    return u->items || u->pages || u->hours;
}

// What could never be kept (a session that was erased meanwhile) is not tried for ever. Why is not
// logged in the fault's words: they may name the child.
static bool is_done(Unkept *u, Result result)
{
    bool hopeless = result == RESULT_NOT_FOUND || result == RESULT_USAGE;
    if (hopeless) log_error("what was said is of nothing that is kept result=%d", (int)result);
    if (result && !hopeless) u->why = result;
    return !result || hopeless;
}

// In the order in which they came; one that is refused stays.
static void save_all(Unkept *u, Store *store)
{
    int left = 0;
    for (int i = 0; i < u->items; i++)
        if (!is_done(u, save_item(store, &u->item[i]))) u->item[left++] = u->item[i];
    u->items = left;
    left = 0;
    for (int i = 0; i < u->pages; i++)
        if (!is_done(u, save_page(store, &u->page[i]))) u->page[left++] = u->page[i];
    u->pages = left;
    left = 0;
    for (int i = 0; i < u->hours; i++)
        if (!is_done(u, save_hour(store, &u->hour[i]))) u->hour[left++] = u->hour[i];
    u->hours = left;
}

void unkept_try(Unkept *u, const char *given)
{
    Store *store = NULL;
    if (!unkept_waits(u)) return;
    u->why = store_open_given(&store, given, STORE_WRITE);
    if (!u->why) save_all(u, store);
    store_close(&store);
    u->tried_us = clock_us();
    if (unkept_waits(u)) log_warn("store waiting=%d", u->items + u->pages + u->hours);
}

void unkept_tick(Unkept *u, const char *store, int64_t now_us)
{
    if (unkept_waits(u) && now_us - u->tried_us >= UNKEPT_EVERY_US) unkept_try(u, store);
}

// One more has no room: what waits already is not given up for it.
static void refuse(Unkept *u)
{
    u->refused++;
    log_error("not kept refused=%d", u->refused);
}

const UnkeptItem *unkept_find(const Unkept *u, UnkeptKind kind, const char *child, const char *name,
                              const Game *game)
{
    for (int i = 0; i < u->items; i++) {
        const UnkeptItem *item = &u->item[i];
        if (item->kind == kind && item->game == game && !strcmp(item->child, child) &&
            !strcmp(item->name, name))
            return item;
    }
    return NULL;
}

// Where the same waits, else where one more can; NULL, and told: there is no room. Each note is one
// of its own.
static UnkeptItem *place_of(Unkept *u, UnkeptItem like)
{
    const UnkeptItem *same = unkept_find(u, like.kind, like.child, like.name, like.game);
    UnkeptItem *item = NULL;
    if (same && like.kind != UNKEPT_MARK) item = &u->item[same - u->item];
    if (!item && u->items < UNKEPT_MAX) item = &u->item[u->items++];
    if (item) *item = like;
    if (!item) refuse(u);
    return item;
}

static UnkeptItem item_of(UnkeptKind kind, const char *child, const char *name)
{
    UnkeptItem item = { .kind = kind };
    snprintf(item.child, sizeof item.child, "%s", child);
    snprintf(item.name, sizeof item.name, "%s", name);
    return item;
}

static bool is_guest(const char *child)
{
    return !strcmp(child, PLAN_GUEST);
}

void unkept_rating(Unkept *u, const char *store, const char *child, const char *session,
                   const Rating *rating)
{
    REQUIRE(session[0]);
    UnkeptItem *item = place_of(u, item_of(UNKEPT_RATING, child, session));
    if (item) item->rating = *rating;
    unkept_try(u, store);
}

void unkept_mark(Unkept *u, const char *store, int64_t id, const Mark *mark)
{
    UnkeptItem *item = place_of(u, item_of(UNKEPT_MARK, "", ""));
    if (item) item->note.id = id;
    if (item) item->note.mark = *mark;
    unkept_try(u, store);
}

void unkept_goals(Unkept *u, const char *store, const char *child, const WeeklyGoals *goals)
{
    UnkeptItem *item = place_of(u, item_of(UNKEPT_GOALS, child, ""));
    if (item) item->goals = *goals;
    unkept_try(u, store);
}

void unkept_preset(Unkept *u, const char *store, const char *name, const PlayPlan *plan)
{
    UnkeptItem like = item_of(UNKEPT_PRESET, plan->child, name);
    like.game = plan->play.game;
    UnkeptItem *item = place_of(u, like);
    if (item) item->plan = *plan;
    unkept_try(u, store);
}

void unkept_look(Unkept *u, const char *store, const char *child, const Look *look)
{
    if (is_guest(child)) return;
    UnkeptItem *item = place_of(u, item_of(UNKEPT_LOOK, child, ""));
    _Static_assert(LOOK_TEXT_MAX <= CHILD_LOOK_TEXT_MAX, "a look has room");
    if (item) look_to_text(*look, item->look);
    unkept_try(u, store);
}

void unkept_picture(Unkept *u, const char *store, const char *child, const char *picture)
{
    if (is_guest(child)) return;
    UnkeptItem *item = place_of(u, item_of(UNKEPT_PICTURE, child, ""));
    if (item) snprintf(item->look, sizeof item->look, "%s", picture);
    unkept_try(u, store);
}

void unkept_child(Unkept *u, const char *store, const ChildRecord *record)
{
    UnkeptItem *item = place_of(u, item_of(UNKEPT_CHILD, record->child, ""));
    if (item) item->record = *record;
    unkept_try(u, store);
}

void unkept_news(Unkept *u, const char *store, const char *child, int64_t asked_utc_ms)
{
    UnkeptItem *item = place_of(u, item_of(UNKEPT_NEWS, child, ""));
    if (item) item->asked_utc_ms = asked_utc_ms;
    unkept_try(u, store);
}

void unkept_forget(Unkept *u, const char *child)
{
    int left = 0;
    for (int i = 0; i < u->items; i++)
        if (strcmp(u->item[i].child, child) != 0) u->item[left++] = u->item[i];
    u->items = left;
    left = 0;
    for (int i = 0; i < u->pages; i++)
        if (strcmp(u->page[i].own.child, child) != 0) u->page[left++] = u->page[i];
    u->pages = left;
    left = 0;
    for (int i = 0; i < u->hours; i++)
        if (strcmp(u->hour[i].child, child) != 0) u->hour[left++] = u->hour[i];
    u->hours = left;
}

void unkept_hour(Unkept *u, const char *store, const HourLog *log)
{
    int at = 0;
    while (at < u->hours && u->hour[at].started_utc_ms != log->started_utc_ms) at++;
    if (at == UNKEPT_HOURS) {
        refuse(u);
        unkept_try(u, store);
        return;
    }
    if (at == u->hours) u->hours++;
    UnkeptHour *hour = &u->hour[at];
    *hour = (UnkeptHour){ .course = *log->course,
                          .started_utc_ms = log->started_utc_ms,
                          .ended_utc_ms = log->ended_utc_ms };
    snprintf(hour->child, sizeof hour->child, "%s", log->child);
    unkept_try(u, store);
}

void unkept_page(Unkept *u, const char *store, const PlayPlan *own, const char *note)
{
    int at = 0;
    while (at < u->pages && strcmp(u->page[at].own.child, own->child) != 0) at++;
    if (at == UNKEPT_HOURS) {
        refuse(u);
        unkept_try(u, store);
        return;
    }
    bool fresh = at == u->pages;
    if (fresh) u->page[u->pages++] = (UnkeptPage){ 0 };
    UnkeptPage *page = &u->page[at];
    page->own = *own;
    if (note) snprintf(page->note, sizeof page->note, "%s", note);
    page->noted |= note != NULL;
    unkept_try(u, store);
}

const char *unkept_advice(Result why)
{
    return why == RESULT_FULL   ? "make room on the disk"
           : why == RESULT_BUSY ? "another program holds the store"
                                : "the store cannot be written, see its folder";
}

void unkept_words(const Unkept *u, char words[UNKEPT_WORDS_MAX])
{
    const char *why = unkept_advice(u->why);
    words[0] = '\0';
    if (unkept_waits(u) && u->refused)
        snprintf(words, UNKEPT_WORDS_MAX, "No more can wait, use paper: %s", why);
    else if (unkept_waits(u))
        snprintf(words, UNKEPT_WORDS_MAX, "Not kept yet: %s. Tried again", why);
    else if (u->refused)
        snprintf(words, UNKEPT_WORDS_MAX, "Kept again, but not the last %d: say them anew",
                 u->refused);
}

void unkept_tell(Unkept *u)
{
    if (unkept_waits(u) || u->refused)
        log_error("not kept answers=%d pages=%d hours=%d refused=%d", u->items, u->pages, u->hours,
                  u->refused);
    if (!unkept_waits(u)) u->refused = 0;
}
