// SPDX-License-Identifier: MIT
// child_pages.c: today's children, all children, one child, its page and its hour, one session.
#include "web/pages.h"

#include "base/clock.h"
#include "base/number.h"
#include "clinic/view_child.h"
#include "clinic/view_forms.h"
#include "clinic/view_session.h"
#include "clinic/view_worklist.h"
#include "session/hour_plans.h"
#include "session/token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Result no_memory(void)
{
    return fail(RESULT_FULL, "out of memory: close other programs");
}

Result page_worklist(const WebRequest *request, WebReply *reply)
{
    Result result =
        view_worklist(request->view, request->store, clock_utc_ms(), clock_zone_minutes());
    return result ? result : web_page(reply, "worklist");
}

Result page_children(const WebRequest *request, WebReply *reply)
{
    Result result = view_children(request->view, request->store, clock_zone_minutes());
    return result ? result : web_page(reply, "children");
}

// A code that is in use already leads to its child.
Result page_child_make(const WebRequest *request, WebReply *reply)
{
    const char *child = web_text(request, "child");
    ChildRecord record;
    PlayPlan usual = plan_default();
    if (!plan_child_is_valid(child) || !strcmp(child, PLAN_GUEST)) {
        Result listed = view_children(request->view, request->store, clock_zone_minutes());
        return listed ? listed
                      : web_page_again(reply, request, "children",
                                       "a code is 1 to 32 letters, digits, - and _");
    }
    Result result = child_record_load(request->store, child, &record);
    if (result == RESULT_NOT_FOUND) {
        record = child_record_new(child, &usual);
        result = child_record_save(request->store, &record);
    }
    return result ? result : web_go(reply, "/children/%s/page", child);
}

Result page_need_child(const char *child)
{
    if (plan_child_is_valid(child) && strcmp(child, PLAN_GUEST) != 0) return RESULT_OK;
    return fail(RESULT_NOT_FOUND, "nobody has that code here");
}

Result page_child(const WebRequest *request, WebReply *reply)
{
    Result result = page_need_child(request->arg[0]);
    if (!result)
        result = view_child(request->view, request->store, request->arg[0], clock_utc_ms(),
                            clock_zone_minutes());
    return result ? result : web_page(reply, "child");
}

// ---- what was seen ------------------------------------------------------------------------------

// A form tells what it showed: a change of somebody else since then is not written over.
static const char changed_by_another[] =
    "this was changed by somebody else meanwhile: load the page again, then make your change";

static Result seen_of(void (*say)(JsonOut *, const void *), const void *from, char seen[TOKEN_TEXT])
{
    char key[TOKEN_TEXT] = "";  // no secret: who sees the form may know it
    char *text = json_string_of(say, from, 17);
    if (!text) return no_memory();
    memset(key, '0', sizeof key - 1);
    token_digest(key, text, seen);
    free(text);
    return RESULT_OK;
}

// ---- its page -----------------------------------------------------------------------------------

typedef struct PageForm {
    ChildRecord record;
    WeeklyGoals goals;
} PageForm;

static void say_page(JsonOut *json, const void *form)
{
    const PageForm *page = form;
    json_begin(json, NULL);
    view_child_form(json, &page->record, &page->goals, clock_utc_ms());
    json_end(json);
}

static Result load_page(const WebRequest *request, ChildRecord *record, WeeklyGoals *goals)
{
    const char *child = request->arg[0];
    PlayPlan usual = plan_default();
    Result result = page_need_child(child);
    if (!result) result = child_record_load(request->store, child, record);
    if (result == RESULT_NOT_FOUND && !page_need_child(child)) {
        *record = child_record_new(child, &usual);
        result = RESULT_OK;
    }
    return result ? result : goals_load(request->store, child, goals);
}

static void show_page(const WebRequest *request, const PageForm *form, const char *seen)
{
    view_child_form(request->view, &form->record, &form->goals, clock_utc_ms());
    json_text(request->view, "seen", seen);
}

Result page_child_form(const WebRequest *request, WebReply *reply)
{
    PageForm form = { .goals = { { 0 } } };
    char seen[TOKEN_TEXT];
    Result result = load_page(request, &form.record, &form.goals);
    if (!result) result = seen_of(say_page, &form, seen);
    if (result) return result;
    show_page(request, &form, seen);
    return web_page(reply, "child_page");
}

// An empty field is 0: not known, or none. False: what was typed is none.
static bool number_or_none(const WebRequest *request, const char *name, double low, double high,
                           double *value)
{
    const char *text = web_text(request, name);
    *value = 0;
    return !text[0] || number_read(text, low, high, value);
}

// What is wrong, or NULL.
static const char *read_numbers(const WebRequest *request, ChildRecord *r, WeeklyGoals *goals)
{
    double age, height, gain, success, reps;
    if (!number_or_none(request, "age", 1, CHILD_AGE_MAX, &age))
        return "the age is in months, 1 to 300";
    if (!number_or_none(request, "height", CHILD_HEIGHT_LOW, CHILD_HEIGHT_HIGH, &height))
        return "the height is in cm, 50 to 220";
    if (!number_or_none(request, "gain", 1, CHILD_GAIN_MAX, &gain))
        return "the movement gain is a factor from 1 to 5";
    if (!number_read(web_text(request, "success"), -1, 100, &success))
        return "one of the shares in the list is wanted";
    bool same_age = (unsigned)age == child_record_age(r, clock_utc_ms());
    if (!same_age) child_record_set_age(r, (unsigned)age, clock_utc_ms());
    r->height_cm = (float)height;
    if (r->gain >= 0 || gain > 0) r->gain = (float)gain;  // fitted by itself stays, if left empty
    r->success = success < 0 ? PLAN_SUCCESS_FITTING : (float)(success / 100);
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        char name[32];
        snprintf(name, sizeof name, "goal_%s", limb_name((Limb)limb));
        if (!number_or_none(request, name, 0, WEEKLY_GOAL_MAX, &reps))
            return "repetitions a week are 0 to 5000";
        goals->reps[limb] = (uint32_t)reps;
    }
    return NULL;
}

static const char *read_choices(const WebRequest *request, ChildRecord *r)
{
    static const char *const affected[AFFECTED_COUNT] = {
#define X(name, stored) stored,
        AFFECTED_LIST(X)
#undef X
    };
    Posture posture = posture_find(web_text(request, "posture"));
    HandRule hand = hand_rule_find(web_text(request, "hand"));
    if (posture >= POSTURE_COUNT || hand >= HAND_RULE_COUNT) return "choose one of the list";
    r->posture = posture;
    r->hand = hand;
    for (int i = 0; i < AFFECTED_COUNT; i++)
        if (!strcmp(web_text(request, "affected"), affected[i])) r->affected = (Affected)i;
    r->support = 0;
    for (int i = 0; i < request->field_count; i++)
        for (int s = 0; s < SUPPORT_COUNT; s++)
            if (!strcmp(request->field[i].name, "support") &&
                !strcmp(request->field[i].value, support_name((Support)s)))
                r->support |= 1u << s;
    r->keep_track = web_field(request, "keep_track") != NULL;
    r->archived = web_field(request, "archived") != NULL;
    if (strlen(web_text(request, "notes")) >= sizeof r->notes)
        return "the note is longer than there is room for";
    snprintf(r->notes, sizeof r->notes, "%s", web_text(request, "notes"));
    return NULL;
}

Result page_child_save(const WebRequest *request, WebReply *reply)
{
    PageForm form = { .goals = { { 0 } } };
    char seen[TOKEN_TEXT];
    const char *wrong = NULL;
    Result result = load_page(request, &form.record, &form.goals);
    if (!result) result = seen_of(say_page, &form, seen);
    if (result) return result;
    if (strcmp(seen, web_text(request, "seen")) != 0) wrong = changed_by_another;
    if (!wrong) wrong = read_numbers(request, &form.record, &form.goals);
    if (!wrong) wrong = read_choices(request, &form.record);
    if (wrong) {
        show_page(request, &form, seen);
        return web_page_again(reply, request, "child_page", wrong);
    }
    result = child_record_save(request->store, &form.record);
    if (!result) result = goals_save(request->store, form.record.child, &form.goals);
    if (!result) result = load_page(request, &form.record, &form.goals);
    if (!result) result = seen_of(say_page, &form, seen);
    return result ? result
                  : web_go(reply, "/children/%s/page?stored=1&seen=%s", form.record.child, seen);
}

// ---- its hour -----------------------------------------------------------------------------------

static Result load_hour(const WebRequest *request, HourPlan *plan)
{
    Result result = page_need_child(request->arg[0]);
    *plan = hour_plan_empty();
    if (!result) result = hour_plan_load(request->store, request->arg[0], "", plan);
    return result == RESULT_NOT_FOUND && !page_need_child(request->arg[0]) ? RESULT_OK : result;
}

static void say_hour(JsonOut *json, const void *plan)
{
    json_begin(json, NULL);
    view_hour_form(json, "", plan);
    json_end(json);
}

Result page_hour_form(const WebRequest *request, WebReply *reply)
{
    HourPlan *plan = calloc(1, sizeof *plan);
    char seen[TOKEN_TEXT];
    Result result = plan ? load_hour(request, plan) : no_memory();
    if (!result) result = seen_of(say_hour, plan, seen);
    if (!result) {
        view_hour_form(request->view, request->arg[0], plan);
        json_text(request->view, "seen", seen);
    }
    free(plan);
    return result ? result : web_page(reply, "hour_page");
}

static const char *row_text(const WebRequest *request, const char *name, int row)
{
    char field[32];
    snprintf(field, sizeof field, "%s_%d", name, row);
    return web_text(request, field);
}

// With another game the step is a choice of two; a form that says nothing of it changes nothing.
static const char *read_other(const WebRequest *request, int row, HourStep *step)
{
    const char *id = row_text(request, "other", row);
    const Game *other = game_find(id);
    if (!id[0]) {
        if (step->kind == HOUR_CHOICE) step->kind = HOUR_GAME;
        step->other = NULL;
        return NULL;
    }
    if (!other) return "a step's game is one of the list";
    if (other == step->game) return "a choice is of two different games";
    if (other->role == ROLE_ASSESSMENT || step->kind == HOUR_CHECKUP)
        return "a check-up is a step of its own";
    step->kind = HOUR_CHOICE;
    step->other = other;
    return NULL;
}

// What stood in that row of the plan keeps what the form does not show, where the game is the same.
static const char *read_step(const WebRequest *request, int row, const HourPlan *before,
                             HourStep *step)
{
    const Game *game = game_find(row_text(request, "game", row));
    double minutes, pause, level;
    HandRule hand = hand_rule_find(row_text(request, "hand", row));
    if (!game) return "a step's game is one of the list";
    bool same = row < before->count && before->step[row].game == game;
    *step = same ? before->step[row] : hour_step_of(game);
    if (!row_text(request, "minutes", row)[0])
        minutes = step->seconds / 60.0;
    else if (!number_read(row_text(request, "minutes", row), 0.2, 60, &minutes))
        return "a step takes 0.2 to 60 minutes";
    if (!number_read_whole(row_text(request, "level", row), 0, GAME_LEVELS, &level))
        return "a level is 1 to 5, or as the child played it last";
    pause = 0;
    if (row_text(request, "break", row)[0] &&
        !number_read_whole(row_text(request, "break", row), 0, HOUR_BREAK_S_MAX, &pause))
        return "a break is 0 to 600 seconds";
    if (hand >= HAND_RULE_COUNT) return "choose which hand scores";
    step->seconds = (unsigned)(60 * minutes + 0.5);
    step->level = (int)level;
    step->break_s = (unsigned)pause;
    step->hand = hand;
    return read_other(request, row, step);
}

static const char *read_hour(const WebRequest *request, const HourPlan *before, HourPlan *plan)
{
    double warn, stop;
    const char *wrong = NULL;
    *plan = *before;
    plan->count = 0;
    if (!number_read_whole(web_text(request, "warn"), 1, HOUR_MINUTES_MAX, &warn) ||
        !number_read_whole(web_text(request, "stop"), 1, HOUR_MINUTES_MAX, &stop))
        return "the limits are 1 to 120 minutes";
    plan->warn_minutes = (unsigned)warn;
    plan->stop_minutes = (unsigned)stop;
    if (strlen(web_text(request, "plan_name")) >= sizeof plan->name ||
        strlen(web_text(request, "reason")) >= sizeof plan->reason)
        return "name and reason have room for 79 letters";
    snprintf(plan->name, sizeof plan->name, "%s", web_text(request, "plan_name"));
    snprintf(plan->reason, sizeof plan->reason, "%s", web_text(request, "reason"));
    for (int row = 0; row < HOUR_STEPS_MAX && !wrong; row++)
        if (row_text(request, "game", row)[0])
            wrong = read_step(request, row, before, &plan->step[plan->count++]);
    return wrong;
}

// A plan that was stored is read again: names are kept as the store writes them.
static Result keep_hour(const WebRequest *request, const HourPlan *plan, HourPlan *kept,
                        char seen[TOKEN_TEXT])
{
    Result result = hour_plan_save(request->store, request->arg[0], "", plan);
    if (!result) result = load_hour(request, kept);
    return result ? result : seen_of(say_hour, kept, seen);
}

Result page_hour_save(const WebRequest *request, WebReply *reply)
{
    HourPlan *plan = calloc(2, sizeof *plan);
    char seen[TOKEN_TEXT];
    Result result = plan ? load_hour(request, &plan[0]) : no_memory();
    if (!result) result = seen_of(say_hour, &plan[0], seen);
    const char *wrong = NULL;
    if (!result && strcmp(seen, web_text(request, "seen")) != 0) wrong = changed_by_another;
    if (!result && !wrong) wrong = read_hour(request, &plan[0], &plan[1]);
    if (wrong) {
        view_hour_form(request->view, request->arg[0], &plan[0]);
        json_text(request->view, "seen", seen);
        result = web_page_again(reply, request, "hour_page", wrong);
    } else if (!result) {
        result = keep_hour(request, &plan[1], &plan[0], seen);
        if (!result)
            result = web_go(reply, "/children/%s/plan?stored=1&seen=%s", request->arg[0], seen);
    }
    free(plan);
    return result;
}

// ---- a session ----------------------------------------------------------------------------------

// By its uuid alone: a number would be guessed.
static Result open_session(const WebRequest *request, ClinicSession *session)
{
    int64_t id = 0;
    const char *uuid = request->arg[0];
    memset(session, 0, sizeof *session);
    if (strlen(uuid) != 36) return fail(RESULT_NOT_FOUND, "there is no session of that name");
    Result result = recording_find(request->store, uuid, &id);
    return result ? result : clinic_open_in(session, request->store, id);
}

Result page_session(const WebRequest *request, WebReply *reply)
{
    ClinicSession *session = calloc(1, sizeof *session);
    Result result = session ? open_session(request, session) : no_memory();
    json_flag(request->view, "served", true);
    if (!result) result = view_session(request->view, request->store, session);
    if (session) clinic_close(session);
    free(session);
    return result ? result : web_page(reply, "session");
}

static void say_replay(JsonOut *json, const void *session)
{
    json_begin(json, NULL);
    view_replay(json, session);
    json_end(json);
}

Result page_replay(const WebRequest *request, WebReply *reply)
{
    ClinicSession *session = calloc(1, sizeof *session);
    char *text = NULL;
    Result result = session ? open_session(request, session) : no_memory();
    if (!result && !(text = json_string_of(say_replay, session, 4))) result = no_memory();
    if (session) clinic_close(session);
    free(session);
    if (result) return result;
    return web_bytes(reply, text, strlen(text), "application/json; charset=utf-8", NULL);
}
