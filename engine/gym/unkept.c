// SPDX-License-Identifier: MIT
// unkept.c: what waits for the store.
#include "gym/unkept.h"

#include "base/clock.h"
#include "base/log.h"

#include <stdio.h>
#include <string.h>

static Result save_item(Store *store, const UnkeptItem *item)
{
    if (item->session[0]) return rating_save(store, item->child, item->session, &item->rating);
    return mark_save(store, item->id, &item->mark);
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

// What could never be kept (a session that was erased meanwhile) is not tried for ever.
static bool is_done(Unkept *u, Result result)
{
    bool hopeless = result == RESULT_NOT_FOUND || result == RESULT_USAGE;
    if (hopeless) log_error("what was said is of no session: \"%s\"", fail_text());
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

// Room for one more; where there is none the oldest goes, and the log says so.
static UnkeptItem *next_item(Unkept *u)
{
    if (u->items == UNKEPT_MAX) {
        log_error("not kept session=%lld", (long long)u->item[0].id);
        memmove(u->item, u->item + 1, sizeof u->item - sizeof u->item[0]);
        u->items--;
    }
    UnkeptItem *item = &u->item[u->items++];
    *item = (UnkeptItem){ 0 };
    return item;
}

void unkept_rating(Unkept *u, const char *store, const char *child, const char *session,
                   const Rating *rating)
{
    UnkeptItem *item = NULL;
    REQUIRE(session[0]);
    for (int i = 0; i < u->items; i++)
        if (!strcmp(u->item[i].session, session)) item = &u->item[i];
    if (!item) item = next_item(u);
    snprintf(item->child, sizeof item->child, "%s", child);
    snprintf(item->session, sizeof item->session, "%s", session);
    item->rating = *rating;
    unkept_try(u, store);
}

void unkept_mark(Unkept *u, const char *store, int64_t id, const Mark *mark)
{
    UnkeptItem *item = next_item(u);
    item->id = id;
    item->mark = *mark;
    unkept_try(u, store);
}

void unkept_hour(Unkept *u, const char *store, const HourLog *log)
{
    int at = 0;
    while (at < u->hours && u->hour[at].started_utc_ms != log->started_utc_ms) at++;
    if (at == UNKEPT_HOURS) at = 0;
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
    if (at == UNKEPT_HOURS) at = 0;
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
    words[0] = '\0';
    if (unkept_waits(u))
        snprintf(words, UNKEPT_WORDS_MAX, "Not kept yet: %s. Tried again", unkept_advice(u->why));
}

void unkept_tell(const Unkept *u)
{
    if (unkept_waits(u))
        log_error("not kept answers=%d pages=%d hours=%d", u->items, u->pages, u->hours);
}
