// SPDX-License-Identifier: MIT
// planning.c: the page of a child's hour in the window, and what it asks of the store.
#include "gym/planning.h"

#include "base/clock.h"
#include "base/log.h"
#include "gym/desk.h"
#include "gym/dress.h"
#include "gym/known.h"
#include "play/hour_templates.h"
#include "session/checkup_due.h"
#include "session/child_record.h"
#include "session/hour_plans.h"
#include "therapist/plan_page.h"

#include <stdio.h>
#include <string.h>

#define CHECK_AT   vec2(5.35f, 8.57f)  // of the lights, in the heading ...
#define CHECK_CODE 14                  // ... if the child's code leaves them room

typedef struct Planning {
    Live *live;
    const char *store, *child;
    PlanPage page;
    Settings dressed;  // the child on the cards
    Avatar avatar;
    ChildRecord record;
    bool has_record, over, leave;
    bool waits, named_waits;  // for the store: the hour as it is, one that was given a name
    KeptPlan named;
    HourPlan named_plan;
    int64_t tried_us;
    PlanAnswer answer;
} Planning;

static bool is_guest(const char *child)
{
    return !strcmp(child, PLAN_GUEST);
}

// What cannot be kept or read is logged by the store; the page goes on with what it has.
static bool open_store(const Planning *p, StoreMode mode, Store **store)
{
    *store = NULL;
    return store_open_given(store, p->store, mode) == RESULT_OK;
}

// What is refused is told, and the page goes on with it.
static bool save(Planning *p, const char *child, const char *name, const HourPlan *plan)
{
    Store *store = NULL;
    Result result = store_open_given(&store, p->store, STORE_WRITE);
    if (!result) result = hour_plan_save(store, child, name, plan);
    store_close(&store);
    p->page.trouble[0] = '\0';
    if (result)
        snprintf(p->page.trouble, sizeof p->page.trouble, "Not kept yet: %s. Tried again",
                 unkept_advice(result));
    return !result;
}

static void keep(void *self, const HourPlan *plan)
{
    Planning *p = self;
    if (is_guest(p->child)) return;
    p->waits = !save(p, p->child, "", plan);
    p->tried_us = clock_us();
}

static void keep_as(void *self, const KeptPlan *as, const HourPlan *plan)
{
    Planning *p = self;
    bool everybody = as->everybody || is_guest(p->child);
    if (save(p, everybody ? "" : p->child, as->name, plan)) return;
    p->named = *as;
    p->named_plan = *plan;
    p->named_waits = true;
    p->tried_us = clock_us();
}

// What was refused before, from time to time.
static void keep_again(Planning *p)
{
    const bool named = p->named_waits, own = p->waits;
    if ((!named && !own) || clock_us() - p->tried_us < UNKEPT_EVERY_US) return;
    p->named_waits = false;
    if (named) keep_as(p, &p->named, &p->named_plan);
    if (own) keep(p, &p->page.plan);
}

// The child's own first, then the clinic's.
static int list(void *self, KeptPlan *kept, int room)
{
    const Planning *p = self;
    Store *store;
    int count = 0;
    bool open = open_store(p, STORE_READ, &store);
    for (int everybody = 0; open && everybody < 2; everybody++) {
        HourPlanRow rows[PLAN_KEPT_MAX];
        int found = 0;
        (void)hour_plans_list(store, everybody ? "" : p->child, rows, PLAN_KEPT_MAX, &found);
        for (int i = 0; i < found && count < room; i++) {
            if (!rows[i].name[0]) continue;  // the hour itself
            snprintf(kept[count].name, sizeof kept[count].name, "%s", rows[i].name);
            kept[count++].everybody = everybody;
        }
    }
    store_close(&store);
    return count;
}

static bool load(void *self, const KeptPlan *kept, HourPlan *plan)
{
    const Planning *p = self;
    Store *store;
    bool found =
        open_store(p, STORE_READ, &store) &&
        hour_plan_load(store, kept->everybody ? "" : p->child, kept->name, plan) == RESULT_OK;
    store_close(&store);
    return found;
}

static bool preset(void *self, int slot, const Game *game, HourStep *step)
{
    const Planning *p = self;
    Store *store;
    char name[16];
    PlayPlan plan = p->page.child;
    plan.play.game = game;
    snprintf(name, sizeof name, "%d", slot + 1);
    bool found = open_store(p, STORE_READ, &store) && preset_load(store, &plan, name) == RESULT_OK;
    store_close(&store);
    if (!found) return false;
    step->knobs_set = plan.play.knobs_set;
    memcpy(step->knob, plan.play.setup.knob, sizeof step->knob);
    return true;
}

static PlanLast last(void *self, const Game *game)
{
    const Planning *p = self;
    Known known;
    SessionInfo info;
    PlanLast last = { 0, NAN };
    known_load(&known, p->store);
    if (known_last(&known, p->child, game, &info)) {
        uint32_t hits = info.summary.score.hits, all = hits + info.summary.score.misses;
        last.level = info.desc.plan.play.setup.level;
        if (all) last.share = (float)hits / (float)all;
    }
    known_free(&known);
    return last;
}

// ---- before it is shown -------------------------------------------------------------------------

static HourPlan first_visit(void)
{
    int first = hour_template_find("First visit");
    REQUIRE(first >= 0);
    return hour_template_plan(first, -1);
}

bool planning_load(const Live *live, const char *child, HourPlan *plan)
{
    Store *store = NULL;
    if (plan->count) return true;
    bool found = !is_guest(child) &&
                 store_open_given(&store, live->settings.machine.store, STORE_READ) == RESULT_OK &&
                 hour_plan_load(store, child, "", plan) == RESULT_OK && plan->count;
    store_close(&store);
    if (!found) *plan = first_visit();
    return found;
}

static bool due(const Planning *p)
{
    Store *store;
    CheckupDue due = { 0 };
    if (is_guest(p->child) || !game_assessment()) return false;
    if (open_store(p, STORE_READ, &store))
        (void)checkup_due(store, p->child, clock_utc_ms(), clock_zone_minutes(), &due);
    store_close(&store);
    for (int i = 0; i < p->page.plan.count; i++)
        if (p->page.plan.step[i].kind == HOUR_CHECKUP) return false;
    return due.due;
}

// What the child's page says of it: side, and when what must be asked was asked.
static void take_record(Planning *p)
{
    PlanPage *page = &p->page;
    Store *store;
    int64_t now = clock_utc_ms();
    page->affected = -1;
    if (!is_guest(p->child) && open_store(p, STORE_READ, &store))
        p->has_record = child_record_load(store, p->child, &p->record) == RESULT_OK;
    else
        store = NULL;
    store_close(&store);
    if (!p->has_record) return;
    child_record_apply(&p->record, now, &page->child);
    if (p->record.affected == AFFECTED_LEFT) page->affected = SIDE_LEFT;
    if (p->record.affected == AFFECTED_RIGHT) page->affected = SIDE_RIGHT;
    if (page->done) return;  // it was asked before the hour
    page->ask_first = child_record_must_ask(&p->record, now);
    int days = (int)((now - p->record.asked_utc_ms) / 86400000);
    snprintf(page->asked, sizeof page->asked,
             page->ask_first ? "Ask first"
             : p->record.yes ? "Asked today: a yes"  // a yes is asked about anew each day
             : days < 1      ? "Asked today"
             : days == 1     ? "Asked yesterday"
                             : "Asked %d days ago",
             days);
}

// Who starts says that nothing is new. What is refused waits, and the hour's pages tell it.
static void nothing_new(Planning *p)
{
    if (!p->has_record || p->page.done || p->page.ask_first) return;
    unkept_news(&p->live->unkept, p->store, p->child, clock_utc_ms());
}

// ---- the page -----------------------------------------------------------------------------------

static void draw(void *self, Canvas *canvas)
{
    Planning *p = self;
    const Machine *m = &p->dressed.machine;
    dress(&p->avatar, &p->dressed.plan, m->look_chosen ? &m->look : NULL, NULL);
    canvas_clear(canvas);
    keep_again(p);
    plan_page_draw(&p->page, canvas);
    if (strlen(p->child) <= CHECK_CODE && !p->page.trouble[0])
        hour_check_draw(&p->live->check, CHECK_AT, canvas);
}

static void take_event(void *self, const RenderEvent *event)
{
    Planning *p = self;
    if (p->over) return;
    if (event->kind == RENDER_QUIT) p->live->leave = p->leave = p->over = true;
    if (event->kind == RENDER_KEY) p->answer = plan_page_key(&p->page, event->key);
    if (event->kind == RENDER_POINT) p->answer = plan_page_point(&p->page, event->at);
    p->over |= p->answer != PLAN_STAY;
}

static bool is_over(void *self)
{
    const Planning *p = self;
    return p->over;
}

PlanningAnswer planning_show(Live *live, const char *child, HourPlan *plan, int done)
{
    static Planning p;
    p = (Planning){ .live = live,
                    .store = live->settings.machine.store,
                    .child = child,
                    .dressed = live->settings };
    REQUIRE(done >= 0);
    bool found = planning_load(live, child, plan);
    p.page.child = live->settings.plan;
    snprintf(p.page.child.child, sizeof p.page.child.child, "%s", child);
    p.page.done = done < plan->count ? done : plan->count;
    take_record(&p);
    for (int i = 0; i < plan->count && !found; i++)
        hour_step_own_hand(&plan->step[i], p.page.child.play.setup.profile.hand);
    p.page.plan = *plan;
    p.page.checkup_due = !done && due(&p);
    p.dressed.plan = p.page.child;
    known_dress(&p.dressed);
    plan_page_open(&p.page, (PlanShelf){ &p, keep, keep_as, list, load, preset, last });
    log_info("page=plan");
    desk_run(live, &(Desk){ &p, draw, take_event, is_over, &p.avatar });
    *plan = p.page.plan;
    p.tried_us = 0;
    keep_again(&p);
    if (p.leave) return PLANNING_LEAVE;
    log_info("plan %s steps=%d", p.answer == PLAN_BEGIN ? "begins" : "left", plan->count);
    if (p.answer == PLAN_BEGIN) nothing_new(&p);
    return p.answer == PLAN_BEGIN  ? PLANNING_START
           : p.answer == PLAN_NEWS ? PLANNING_CHILD
                                   : PLANNING_BACK;
}
