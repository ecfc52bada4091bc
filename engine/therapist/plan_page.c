// SPDX-License-Identifier: MIT
// plan_page.c: what a press on the page of an hour does.
#include "therapist/plan_parts.h"

#include "play/hour_templates.h"
#include "render/render.h"

#include <stdio.h>
#include <string.h>

#define MINUTES_MAX    20  // of one step
#define NAME_MAX_SHOWN 31  // letters of an hour's name: what a button can show

const HourStep *plan_chosen(const PlanPage *page)
{
    bool there = page->chosen >= 0 && page->chosen < page->plan.count;
    return there ? &page->plan.step[page->chosen] : NULL;
}

bool plan_is_open(const PlanPage *page)
{
    return page->chosen >= page->done;
}

PlanLast plan_last(PlanPage *page, const Game *game)
{
    for (int i = 0; i < game_count && i < PLAN_GAMES_MAX; i++) {
        if (game_list[i] != game) continue;
        if (!(page->known & 1u << i)) page->last[i] = page->shelf.last(page->shelf.self, game);
        page->known |= 1u << i;
        return page->last[i];
    }
    return (PlanLast){ 0, NAN };
}

bool plan_has_legs(const PlanPage *page, const Game *game)
{
    return !game->needs_legs || !profile_is_seated(&page->child.play.setup.profile);
}

// The step is chosen, and its card is among those that are shown.
static void choose(PlanPage *page, int step)
{
    int count = page->plan.count;
    step = step < count ? step : count - 1;
    step = step > 0 ? step : 0;
    page->chosen = step;
    if (step < page->first) page->first = step;
    if (step >= page->first + PLAN_CARDS) page->first = step - PLAN_CARDS + 1;
    int most = count > PLAN_CARDS ? count - PLAN_CARDS : 0;
    if (page->first > most) page->first = most;
}

void plan_page_open(PlanPage *page, PlanShelf shelf)
{
    page->shelf = shelf;
    for (int i = 0; i < game_count && i < PLAN_GAMES_MAX; i++)
        snprintf(page->card[i], sizeof page->card[i], "card_%.40s", game_list[i]->id);
    choose(page, page->done);
    board_focus(&page->board, PLAN_ROW_FOOT, PLAN_GO);
}

// ---- changes of the plan: each says whether there was one ---------------------------------------

static bool put_in(PlanPage *page, int at, HourStep step)
{
    HourPlan *plan = &page->plan;
    if (plan->count == HOUR_STEPS_MAX) return false;
    memmove(&plan->step[at + 1], &plan->step[at], (size_t)(plan->count - at) * sizeof step);
    plan->step[at] = step;
    plan->count++;
    choose(page, at);
    return true;
}

static bool take_out(PlanPage *page)
{
    HourPlan *plan = &page->plan;
    int at = page->chosen;
    memmove(&plan->step[at], &plan->step[at + 1],
            (size_t)(plan->count - at - 1) * sizeof plan->step[0]);
    plan->count--;
    choose(page, at);
    return true;
}

static bool move(PlanPage *page, int by)
{
    int from = page->chosen, to = from + by;
    if (from < page->done || to < page->done || to >= page->plan.count) return false;
    HourStep moved = page->plan.step[from];
    page->plan.step[from] = page->plan.step[to];
    page->plan.step[to] = moved;
    choose(page, to);
    return true;
}

static bool turn_minutes(HourStep *step, int by)
{
    int minutes = ((int)step->seconds + (by > 0 ? 0 : 59)) / 60 + by;
    if (minutes < 1 || minutes > MINUTES_MAX) return false;
    step->seconds = 60 * (unsigned)minutes;
    return true;
}

// Warning and stop keep their order: the one takes the other along.
static bool turn_limits(HourPlan *plan, PlanRow row, int by)
{
    int warn = (int)plan->warn_minutes, stop = (int)plan->stop_minutes;
    if (row == PLAN_ROW_WARN) warn += by;
    if (row == PLAN_ROW_STOP) stop += by;
    if (warn < 1 || stop < 1 || stop > 60 || warn > 60) return false;
    if (warn > stop && row == PLAN_ROW_WARN) stop = warn;
    if (warn > stop) warn = stop;
    plan->warn_minutes = (unsigned)warn;
    plan->stop_minutes = (unsigned)stop;
    return true;
}

// Of a choice the second game: another that the child can play, nearest in the list.
static const Game *another(const PlanPage *page, const Game *first)
{
    for (int i = 0; i < game_count; i++)
        if (game_list[i] != first && game_list[i]->role == ROLE_PLAY &&
            plan_has_legs(page, game_list[i]))
            return game_list[i];
    return NULL;
}

static bool set_kind(PlanPage *page, HourStep *step, HourStepKind kind)
{
    if (kind == HOUR_CHOICE && !step->other) step->other = another(page, step->game);
    if (kind == HOUR_CHOICE && !step->other) return false;
    if (kind != HOUR_CHOICE) step->other = NULL;
    step->kind = kind;
    return true;
}

static bool set_knobs(PlanPage *page, HourStep *step, int slot)
{
    if (slot) return page->shelf.preset(page->shelf.self, slot - 1, step->game, step);
    step->knobs_set = 0;
    memset(step->knob, 0, sizeof step->knob);
    return true;
}

// What a button says of the chosen step.
static bool change_step(PlanPage *page, const Button *b)
{
    HourStep *step = &page->plan.step[page->chosen];
    int value = (int)b->value;
    switch ((PlanRow)b->row) {
    case PLAN_ROW_LEVEL: step->level = step->level == value ? 0 : value; return true;
    case PLAN_ROW_MINUTES: return turn_minutes(step, value);
    case PLAN_ROW_HAND: step->hand = (HandRule)value; return true;
    case PLAN_ROW_SIDE: step->side_bias = (float)b->value; return true;
    case PLAN_ROW_BREAK: step->break_s = (unsigned)value; return true;
    case PLAN_ROW_KIND: return set_kind(page, step, (HourStepKind)value);
    case PLAN_ROW_KNOBS: return set_knobs(page, step, value);
    case PLAN_ROW_SUCCESS: step->success = (float)b->value; return true;
    case PLAN_ROW_WARN:
    case PLAN_ROW_STOP: return turn_limits(&page->plan, (PlanRow)b->row, value);
    case PLAN_ROW_MOVE: return move(page, value);
    default: return false;
    }
}

// The steps that were played stay before those of `with`.
static bool take_plan(PlanPage *page, const HourPlan *with)
{
    HourPlan next = *with;
    int done = page->done;
    next.count = 0;
    for (int i = 0; i < done; i++) next.step[next.count++] = page->plan.step[i];
    for (int i = 0; i < with->count && next.count < HOUR_STEPS_MAX; i++)
        next.step[next.count++] = with->step[i];
    page->plan = next;
    page->part = PLAN_PART_HOUR;
    choose(page, done);
    board_focus(&page->board, PLAN_ROW_FOOT, PLAN_GO);
    return true;
}

static bool take_game(PlanPage *page, const Game *game)
{
    HourStep *step = &page->plan.step[page->chosen];
    HourStep fresh = hour_step_of(game);
    hour_step_own_hand(&fresh, page->child.play.setup.profile.hand);
    bool added = page->pick == PLAN_PICK_ADD;
    page->part = page->pick == PLAN_PICK_OTHER ? PLAN_PART_TUNE : PLAN_PART_HOUR;
    if (added) {  // before a calm end, else at the end
        int at = page->plan.count;
        if (at > page->done && page->plan.step[at - 1].kind == HOUR_CALM) at--;
        HourStep put = fresh;
        put.break_s = at < page->plan.count ? 60 : 0;
        if (at == page->plan.count && at > page->done && !page->plan.step[at - 1].break_s)
            page->plan.step[at - 1].break_s = 60;
        added = put_in(page, at, put);
        board_focus(&page->board, PLAN_ROW_CARD, page->chosen);
        return added;
    }
    if (page->pick == PLAN_PICK_OTHER) {
        step->other = game;
    } else {  // what was chosen for the hour stays, what was tuned for the game does not
        step->game = game;
        step->level = 0;
        step->knobs_set = 0;
        if (step->kind == HOUR_CHECKUP) *step = fresh;
        if (step->other == game) set_kind(page, step, HOUR_GAME);
    }
    return true;
}

static void ask_game(PlanPage *page, PlanPick pick)
{
    const HourStep *step = plan_chosen(page);
    page->pick = pick;
    page->part = PLAN_PART_GAMES;
    int at = 0;
    for (int i = 0; i < game_count; i++)
        if (step && game_list[i] == (pick == PLAN_PICK_OTHER ? step->other : step->game)) at = i;
    board_focus(&page->board, PLAN_ROW_GAME, at);
}

static bool press_step(PlanPage *page, int value)
{
    HourStep copy;
    switch (value) {
    case PLAN_TUNE:
        page->part = page->part == PLAN_PART_TUNE ? PLAN_PART_HOUR : PLAN_PART_TUNE;
        board_focus(&page->board, PLAN_ROW_STEP, PLAN_TUNE);
        return false;
    case PLAN_COPY:  // of a step that was played it comes next
        copy = page->plan.step[page->chosen];
        return put_in(page, plan_is_open(page) ? page->chosen + 1 : page->done, copy);
    case PLAN_SWAP: ask_game(page, PLAN_PICK_SWAP); return false;
    case PLAN_OUT: return take_out(page);
    default: return false;
    }
}

static bool press_head(PlanPage *page, int value)
{
    if (value == PLAN_CHECKUP) {
        page->checkup_due = false;  // it is there now
        return put_in(page, page->done, hour_step_of(game_assessment()));
    }
    page->part = PLAN_PART_TEMPLATES;
    page->kept_page = 0;
    page->kept_count = page->shelf.list(page->shelf.self, page->kept, PLAN_KEPT_MAX);
    board_focus(&page->board, PLAN_ROW_TEMPLATE, 0);
    return false;
}

// ---- presses ------------------------------------------------------------------------------------

static PlanAnswer press_foot(PlanPage *page, int value, bool *changed)
{
    bool whole = page->part == PLAN_PART_HOUR || page->part == PLAN_PART_TUNE;
    switch (value) {
    case PLAN_BACKWARDS:
        if (page->part == PLAN_PART_HOUR) return PLAN_BACK;
        page->part = page->part == PLAN_PART_GAMES && page->pick == PLAN_PICK_OTHER
                         ? PLAN_PART_TUNE
                         : PLAN_PART_HOUR;
        board_focus(&page->board, PLAN_ROW_FOOT, PLAN_GO);
        return PLAN_STAY;
    case PLAN_ADD: ask_game(page, PLAN_PICK_ADD); return PLAN_STAY;
    case PLAN_KEEP:
        page->part = PLAN_PART_KEEP;
        page->as = (KeptPlan){ 0 };
        board_focus(&page->board, PLAN_ROW_NAME, 0);
        return PLAN_STAY;
    case PLAN_UNDO:
        page->plan = page->before;
        page->may_undo = false;
        choose(page, page->chosen);
        page->shelf.keep(page->shelf.self, &page->plan);
        return PLAN_STAY;
    case PLAN_NEW: return PLAN_NEWS;
    case PLAN_GO:
        if (whole) return PLAN_BEGIN;
        snprintf(page->plan.name, sizeof page->plan.name, "%s", page->as.name);
        page->shelf.keep_as(page->shelf.self, &page->as, &page->plan);
        page->part = PLAN_PART_HOUR;
        *changed = true;  // its name
        board_focus(&page->board, PLAN_ROW_FOOT, PLAN_GO);
        return PLAN_STAY;
    default: return PLAN_STAY;
    }
}

static bool press_kept(PlanPage *page, int index)
{
    HourPlan plan;
    return page->shelf.load(page->shelf.self, &page->kept[index], &plan) && take_plan(page, &plan);
}

static bool press_template(PlanPage *page, int index)
{
    HourPlan plan = hour_template_plan(index, page->affected);
    for (int i = 0; i < plan.count; i++)
        hour_step_own_hand(&plan.step[i], page->child.play.setup.profile.hand);
    return take_plan(page, &plan);
}

static void open_letters(PlanPage *page)
{
    page->writing = true;
    letters_page_open(&page->letters, LETTERS_NAME, "Name of this hour, never a child's",
                      page->as.name, NAME_MAX_SHOWN, page->board.walked);
}

static PlanAnswer press(PlanPage *page, const Button *b)
{
    const HourPlan before = page->plan;
    int value = (int)b->value;
    bool changed = false;
    PlanAnswer answer = PLAN_STAY;
    switch ((PlanRow)b->row) {
    case PLAN_ROW_HEAD: changed = press_head(page, value); break;
    case PLAN_ROW_CARD: choose(page, value); break;
    case PLAN_ROW_MORE:
        choose(page, value < 0 ? page->first - 1 : page->first + PLAN_CARDS);
        board_focus(&page->board, PLAN_ROW_CARD, page->chosen);
        break;
    case PLAN_ROW_STEP: changed = press_step(page, value); break;
    case PLAN_ROW_OTHER: ask_game(page, PLAN_PICK_OTHER); break;
    case PLAN_ROW_GAME: changed = take_game(page, game_list[value]); break;
    case PLAN_ROW_TEMPLATE: changed = press_template(page, value); break;
    case PLAN_ROW_KEPT: changed = press_kept(page, value); break;
    case PLAN_ROW_KEPT_PAGE:
        page->kept_page++;
        if (page->kept_page * PLAN_KEPT_ROWS >= page->kept_count) page->kept_page = 0;
        break;
    case PLAN_ROW_WRITE: open_letters(page); break;
    case PLAN_ROW_NAME:
        snprintf(page->as.name, sizeof page->as.name, "%s", plan_ready_name(value));
        break;
    case PLAN_ROW_WHOSE: page->as.everybody = value; break;
    case PLAN_ROW_FOOT: answer = press_foot(page, value, &changed); break;
    default: changed = change_step(page, b);
    }
    if (!changed) return answer;
    page->before = before;
    page->may_undo = true;
    page->shelf.keep(page->shelf.self, &page->plan);
    return answer;
}

static PlanAnswer take_letters(PlanPage *page, LettersAnswer answer)
{
    if (answer == LETTERS_CHANGED)
        snprintf(page->as.name, sizeof page->as.name, "%.*s", NAME_MAX_SHOWN, page->letters.text);
    page->writing = answer == LETTERS_STAY || answer == LETTERS_CHANGED;
    if (!page->writing) board_focus(&page->board, PLAN_ROW_FOOT, PLAN_GO);
    return PLAN_STAY;
}

// Where a name is asked for, typing begins it.
static bool begins_name(const PlanPage *page, int key)
{
    return page->part == PLAN_PART_KEEP && key > ' ' && key <= '~';
}

PlanAnswer plan_page_key(PlanPage *page, int key)
{
    if (!page->writing && begins_name(page, key)) open_letters(page);
    if (page->writing) return take_letters(page, letters_page_key(&page->letters, key));
    plan_lay_out(page);
    const Button *b = board_key(&page->board, key);
    if (b) return press(page, b);
    if (page->board.row == PLAN_ROW_CARD) choose(page, (int)page->board.value);
    return PLAN_STAY;
}

PlanAnswer plan_page_point(PlanPage *page, Vec2 at)
{
    if (page->writing) return take_letters(page, letters_page_point(&page->letters, at));
    plan_lay_out(page);
    const Button *b = board_point(&page->board, at);
    return b ? press(page, b) : PLAN_STAY;
}
