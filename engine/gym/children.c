// SPDX-License-Identifier: MIT
// children.c: the pages of the children, and the store behind them.
#include "gym/children.h"

#include "base/clock.h"
#include "base/log.h"
#include "gym/known.h"
#include "gym/wardrobe.h"
#include "session/checkup_due.h"
#include "session/hour_plans.h"
#include "therapist/child_badge.h"
#include "therapist/child_page.h"
#include "therapist/children_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// What both pages ask of the store.
typedef struct Children {
    Live *live;
    const PlayPlan *usual;
    Known known;
    ChildEntry entry[CHILD_RECORDS_MAX];
    int count;
    ChildrenPage list;
    ChildrenAnswer answer;
    ChildPage page;
    ChildAnswer page_answer;
    Settings dressed;  // the child of the page ...
    Avatar avatar;     // ... in its own look
} Children;

// Days since 1970, where this machine stands.
static int64_t day_of(int64_t utc_ms)
{
    return clock_day(utc_ms, clock_zone_minutes());
}

static void day_words(int64_t utc_ms, const char *before, char *text, size_t size)
{
    char day[32];
    int64_t ago = day_of(clock_utc_ms()) - day_of(utc_ms);
    child_day_words(utc_ms, clock_zone_minutes(), day, sizeof day);
    if (ago == 0 || ago == 1)
        snprintf(text, size, "%s%s", before, ago ? "yesterday" : "today");
    else
        snprintf(text, size, "%s%s", before, day);
}

static void load(Children *c)
{
    known_free(&c->known);
    known_load(&c->known, c->live->settings.machine.store);
    c->count = 0;
    if (c->known.store)
        (void)child_records_list(c->known.store, c->entry, CHILD_RECORDS_MAX, &c->count);
}

static const ChildEntry *entry_of(const Children *c, const char *child)
{
    for (int i = 0; i < c->count; i++)
        if (!strcmp(c->entry[i].child, child)) return &c->entry[i];
    return NULL;
}

// ---- the list -----------------------------------------------------------------------------------

static bool has_hour(const Children *c, const char *child, int64_t today)
{
    HourPlanRow rows[PLAN_CHILD_MAX];
    int count = 0;
    if (hour_plans_list(c->known.store, child, rows, PLAN_CHILD_MAX, &count)) return false;
    for (int i = 0; i < count && i < PLAN_CHILD_MAX; i++)
        if (!rows[i].name[0] && day_of(rows[i].changed_utc_ms) == today) return true;
    return false;
}

// Who played today, or whose hour was planned today.
static bool is_today(const Children *c, const ChildEntry *entry)
{
    int64_t today = day_of(clock_utc_ms());
    if (entry->played_utc_ms && day_of(entry->played_utc_ms) == today) return true;
    return has_hour(c, entry->child, today);
}

static int list_children(void *self, bool archived, char (*codes)[PLAN_CHILD_MAX + 1], int *today)
{
    Children *c = self;
    bool first[CHILD_RECORDS_MAX];
    int count = 0;
    load(c);
    for (int i = 0; i < c->count; i++) first[i] = is_today(c, &c->entry[i]);
    *today = 0;
    for (int turn = 1; turn >= 0; turn--) {
        for (int i = 0; i < c->count; i++) {
            if (c->entry[i].archived != archived || first[i] != (turn == 1)) continue;
            memcpy(codes[count++], c->entry[i].child, PLAN_CHILD_MAX + 1);
        }
        if (turn) *today = count;
    }
    return count;
}

static void tell_asked(const ChildRecord *record, int64_t now, ChildGlance *g)
{
    char day[48];
    g->must_ask = child_record_must_ask(record, now);
    day_words(record->asked_utc_ms, "", day, sizeof day);
    if (!record->asked_utc_ms)
        snprintf(g->asked, sizeof g->asked, "Never asked: its page asks four questions");
    else if (child_record_is_asked(record, now))
        snprintf(g->asked, sizeof g->asked, "Asked today%s", record->yes ? ": a yes" : "");
    else if (record->yes)
        snprintf(g->asked, sizeof g->asked, "A yes on %s: ask again", day);
    else if (g->must_ask)
        snprintf(g->asked, sizeof g->asked, "Asked on %s: ask again", day);
    else
        snprintf(g->asked, sizeof g->asked, "All no on %s. Start says: nothing new", day);
}

static void tell_body(const ChildRecord *record, int64_t now, ChildGlance *g)
{
    char age[32], height[32] = "";
    child_age_words(child_record_age(record, now), age, sizeof age);
    if (record->height_cm > 0)
        snprintf(height, sizeof height, ", %.0f cm", (double)record->height_cm);
    snprintf(g->who, sizeof g->who, "%s%s", age, height);
    snprintf(g->body, sizeof g->body, "%s, %s hand%s", posture_name(record->posture),
             hand_rule_name(record->hand), record->hand == HAND_BOTH ? "s" : "");
    memcpy(g->notes, record->notes, sizeof g->notes);
}

static void look_up(void *self, const char *child, ChildGlance *g)
{
    Children *c = self;
    ChildRecord record;
    HourPlan plan;
    CheckupDue due = { 0 };
    int64_t now = clock_utc_ms();
    const ChildEntry *entry = entry_of(c, child);
    bool damaged = known_record(&c->known, child, c->usual, &record) == RESULT_MALFORMED;
    tell_body(&record, now, g);
    tell_asked(&record, now, g);
    if (!c->known.store || !entry) return;
    if (entry->played_utc_ms)
        day_words(entry->played_utc_ms, "", g->last, sizeof g->last);
    else
        snprintf(g->last, sizeof g->last, "first visit");
    if (hour_plan_load(c->known.store, child, "", &plan) == RESULT_OK && plan.count)
        snprintf(g->hour, sizeof g->hour, "%.40s, %.0f min", plan.name[0] ? plan.name : "Own plan",
                 hour_plan_minutes(&plan));
    (void)checkup_due(c->known.store, child, now, clock_zone_minutes(), &due);
    if (damaged)
        snprintf(g->due, sizeof g->due, "page damaged");
    else if (!entry->has_page || !record.age_months)
        snprintf(g->due, sizeof g->due, "page to fill");
    else if (due.due)
        snprintf(g->due, sizeof g->due, "check-up due");
}

// What was asked for on the list is done or not: it does not wait, for the list shows it undone.
static bool is_done(Children *c, Result result)
{
    c->list.advice = result ? unkept_advice(result) : NULL;
    return !result;
}

static bool save(Children *c, const ChildRecord *record)
{
    Store *store = NULL;
    Result result = store_open_given(&store, c->live->settings.machine.store, STORE_WRITE);
    if (!result) result = child_record_save(store, record);
    store_close(&store);
    return is_done(c, result);
}

static bool archive_child(void *self, const char *child, bool archived)
{
    Children *c = self;
    ChildRecord record;
    unkept_try(&c->live->unkept, c->live->settings.machine.store);  // it is older than this
    Result result = known_record(&c->known, child, c->usual, &record);
    if (result) return is_done(c, result);
    record.archived = archived;
    return save(c, &record);
}

static bool erase_child(void *self, const char *child)
{
    Children *c = self;
    Store *store = NULL;
    Result result = store_open_given(&store, c->live->settings.machine.store, STORE_WRITE);
    if (!result) result = child_record_delete(store, child);
    store_close(&store);
    if (!result) unkept_forget(&c->live->unkept, child);
    return is_done(c, result);
}

// ---- one child ----------------------------------------------------------------------------------

// Tries again what waits, and what the therapist is told of it.
static void tell_unkept(const Children *c, char words[UNKEPT_WORDS_MAX])
{
    Unkept *unkept = &c->live->unkept;
    unkept_tick(unkept, c->live->settings.machine.store, clock_us());
    unkept_words(unkept, words);
}

static bool waits(const Children *c, const char *child)
{
    return unkept_find(&c->live->unkept, UNKEPT_CHILD, child, "", NULL);
}

static void draw_page(void *self, int64_t now_us)
{
    Children *c = self;
    Canvas *canvas = &c->live->screen.canvas;
    (void)now_us;
    c->page.now_utc_ms = clock_utc_ms();
    tell_unkept(c, c->page.trouble);
    canvas_clear(canvas);
    child_page_draw(&c->page, canvas);
    render_begin(c->live->render);
    dress_show(&c->avatar, c->live->render, canvas, &c->live->screen.over);
}

static void take_page_event(void *self, const RenderEvent *event)
{
    Children *c = self;
    ChildAnswer answer = CHILD_STAY;
    if (c->page_answer != CHILD_STAY || c->live->leave) return;
    if (event->kind == RENDER_QUIT) c->live->leave = true;
    bool key = event->kind == RENDER_KEY || event->kind == RENDER_REPEAT;
    if (key) answer = child_page_key(&c->page, event->key);
    if (event->kind == RENDER_POINT) answer = child_page_point(&c->page, event->at);
    bool kept = answer == CHILD_CHANGED || answer == CHILD_HOUR || answer == CHILD_ARCHIVE;
    if (kept) unkept_child(&c->live->unkept, c->live->settings.machine.store, &c->page.record);
    // An hour, or the archive, needs what the page says in the store.
    bool failed = kept && waits(c, c->page.record.child);
    if (answer != CHILD_CHANGED && !failed) c->page_answer = answer;
}

static bool page_is_over(void *self)
{
    const Children *c = self;
    return c->page_answer != CHILD_STAY || c->live->leave;
}

static void dress_child(Children *c)
{
    const Machine *m = &c->dressed.machine;
    dress(&c->avatar, &c->dressed.plan, m->look_chosen ? &m->look : NULL, NULL);
}

static ChildAnswer show_page(Children *c, const char *child)
{
    ChildRecord record;
    Window window = live_window(c->live);
    bool fresh = !entry_of(c, child);
    // Of one that is damaged stands a new one, which takes its place once something is changed.
    (void)known_record(&c->known, child, c->usual, &record);
    const UnkeptItem *newer = unkept_find(&c->live->unkept, UNKEPT_CHILD, child, "", NULL);
    if (newer) record = newer->record;
    child_page_open(&c->page, &record, fresh, clock_utc_ms(), clock_zone_minutes());
    c->dressed = c->live->settings;
    child_record_apply(&record, c->page.now_utc_ms, &c->dressed.plan);
    known_dress(&c->dressed);
    do {
        dress_child(c);
        c->page_answer = CHILD_STAY;
        log_info("page=child");
        window_run(&window, &(Page){ c, draw_page, take_page_event, page_is_over, NULL });
        if (c->page_answer == CHILD_LOOK) wardrobe_open(c->live, &c->dressed);
    } while (c->page_answer == CHILD_LOOK && !c->live->leave);
    return c->live->leave ? CHILD_BACK : c->page_answer;
}

// ---- all of them --------------------------------------------------------------------------------

static void draw_list(void *self, int64_t now_us)
{
    Children *c = self;
    Canvas *canvas = &c->live->screen.canvas;
    children_page_tick(&c->list, now_us);
    tell_unkept(c, c->list.trouble);
    canvas_clear(canvas);
    children_page_draw(&c->list, canvas);
    render_begin(c->live->render);
    render_canvas(c->live->render, canvas);
}

static void take_list_event(void *self, const RenderEvent *event)
{
    Children *c = self;
    if (c->answer != CHILDREN_STAY || c->live->leave) return;
    if (event->kind == RENDER_QUIT) c->live->leave = true;
    if (event->kind == RENDER_KEY) c->answer = children_page_key(&c->list, event->key);
    if (event->kind == RENDER_POINT) c->answer = children_page_point(&c->list, event->at);
}

static bool list_is_over(void *self)
{
    const Children *c = self;
    return c->answer != CHILDREN_STAY || c->live->leave;
}

// A code that no child has.
static void new_code(const Children *c, char code[PLAN_CHILD_MAX + 1])
{
    Rng rng = rng_seed((uint64_t)clock_us());
    do child_code_propose(&rng, code);
    while (entry_of(c, code));
}

// The list until somebody's hour or page is to be opened, or it is left.
static ChildrenAnswer show_list(Children *c, const char *child)
{
    Window window = live_window(c->live);
    children_page_refresh(&c->list, child);
    c->answer = CHILDREN_STAY;
    log_info("page=children");
    window_run(&window, &(Page){ c, draw_list, take_list_event, list_is_over, NULL });
    return c->live->leave ? CHILDREN_BACK : c->answer;
}

static bool must_ask(const Children *c, const char *child)
{
    ChildRecord record;
    bool known = known_record(&c->known, child, c->usual, &record) == RESULT_OK;
    return !known || child_record_must_ask(&record, clock_utc_ms());
}

static Children *open_children(Live *live, const PlayPlan *usual)
{
    static Children c;
    c = (Children){ .live = live, .usual = usual };
    (void)live_begin_sound(live);  // without it the play says what is wrong
    load(&c);
    return &c;
}

ChildrenEnd children_show_page(Live *live, const PlayPlan *usual, const char *child)
{
    Children *c = open_children(live, usual);
    ChildAnswer answer = show_page(c, child);
    known_free(&c->known);
    return answer == CHILD_HOUR ? CHILDREN_END_HOUR : CHILDREN_END_LEAVE;
}

ChildrenEnd children_show(Live *live, const PlayPlan *usual, char child[PLAN_CHILD_MAX + 1])
{
    Children *c = open_children(live, usual);
    char date[32];
    ChildrenAnswer answer;
    child_day_words(clock_utc_ms(), clock_zone_minutes(), date, sizeof date);
    children_page_open(
        &c->list, (ChildrenMemory){ c, list_children, look_up, archive_child, erase_child }, date);
    bool nobody = !c->count;  // then there is nobody to choose: a new child's page comes at once
    do {
        answer = nobody ? CHILDREN_NEW : show_list(c, child);
        nobody = false;
        const char *chosen = children_page_chosen(&c->list);
        if (answer == CHILDREN_NEW)
            new_code(c, child);
        else if (chosen)
            memcpy(child, chosen, PLAN_CHILD_MAX + 1);
        bool page = answer == CHILDREN_NEW || answer == CHILDREN_PAGE;
        if (page || (answer == CHILDREN_HOUR && must_ask(c, child))) {
            ChildAnswer told = show_page(c, child);
            answer = told == CHILD_HOUR ? CHILDREN_HOUR : CHILDREN_STAY;
            if (told == CHILD_ARCHIVE && c->page.record.archived)
                children_page_archived(&c->list, child);
        }
    } while (answer == CHILDREN_STAY && !live->leave);
    known_free(&c->known);
    if (live->leave || answer == CHILDREN_BACK) return CHILDREN_END_LEAVE;
    log_info("children end=%s", answer == CHILDREN_HOUR ? "hour" : "quick");
    return answer == CHILDREN_HOUR ? CHILDREN_END_HOUR : CHILDREN_END_QUICK;
}
