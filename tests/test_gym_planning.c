// SPDX-License-Identifier: MIT
// test_gym_planning.c: the page of an hour: by keys alone, by points alone, in the window with the
// store behind it; and its words in windows of many shapes.
#include "base/clock.h"
#include "gym/planning.h"
#include "play/hour_templates.h"
#include "session/child_record.h"
#include "session/hour_plans.h"
#include "session/session.h"
#include "sizes.h"
#include "therapist/plan_parts.h"

#include "test.h"

#include <stdio.h>
#include <string.h>

// ---- the page by itself -------------------------------------------------------------------------

static PlanPage page;
static HourPlan kept, kept_as;
static KeptPlan as;
static int keeps;

static void keep(void *self, const HourPlan *plan)
{
    (void)self;
    kept = *plan;
    keeps++;
}

static void keep_as(void *self, const KeptPlan *name, const HourPlan *plan)
{
    (void)self;
    as = *name;
    kept_as = *plan;
}

// Ten: more than a column holds.
static int list(void *self, KeptPlan *rows, int room)
{
    (void)self;
    assert_at_least(room, 10);
    for (int i = 0; i < 10; i++) {
        snprintf(rows[i].name, sizeof rows[i].name, "Kept number %d", i + 1);
        rows[i].everybody = i % 2;
    }
    return 10;
}

static bool load(void *self, const KeptPlan *row, HourPlan *plan)
{
    (void)self, (void)row;
    *plan = hour_template_plan(hour_template_find("Rhythm"), -1);
    return true;
}

static bool preset(void *self, int slot, const Game *game, HourStep *step)
{
    (void)self, (void)game;
    step->knobs_set = 1;
    step->knob[0] = 0.1f * (float)(slot + 1);
    return slot < 2;
}

static PlanLast last(void *self, const Game *game)
{
    (void)self;
    return strcmp(game->id, "drum_twins") ? (PlanLast){ 0, NAN } : (PlanLast){ 3, 0.81f };
}

static const PlanShelf shelf = { NULL, keep, keep_as, list, load, preset, last };

static void open_page(const char *template, int done)
{
    page = (PlanPage){ .plan = hour_template_plan(hour_template_find(template), SIDE_LEFT),
                       .child = plan_default(),
                       .affected = SIDE_LEFT,
                       .done = done,
                       .checkup_due = true };
    snprintf(page.child.child, sizeof page.child.child, "BLUE-FOX-27");
    keeps = 0;
    as = (KeptPlan){ 0 };
    plan_page_open(&page, shelf);
}

static const Button *button_of(int row, double value)
{
    plan_lay_out(&page);
    for (int i = 0; i < page.board.all.count; i++) {
        const Button *b = &page.board.all.list[i];
        if (b->row == row && fabs(b->value - value) < 1e-6) return b;
    }
    return NULL;
}

typedef PlanAnswer Press(int row, double value);

static PlanAnswer by_point(int row, double value)
{
    const Button *b = button_of(row, value);
    if (!b) fail_msg("there is no button %d of row %d", (int)value, row);
    return plan_page_point(&page, b->at);
}

static bool is_focused(int row, double value)
{
    return page.board.row == row && fabs(page.board.value - value) < 1e-6;
}

// Tab to the group, then along it by arrows, and Space.
static PlanAnswer by_keys(int row, double value)
{
    assert_non_null(button_of(row, value));
    for (int i = 0; i < 40 && page.board.row != row; i++) plan_page_key(&page, RENDER_KEY_TAB);
    if (page.board.row != row) fail_msg("Tab never comes to row %d", row);
    static const int ways[] = { RENDER_KEY_LEFT, RENDER_KEY_UP, RENDER_KEY_RIGHT, RENDER_KEY_DOWN };
    for (int i = 0; i < 40 && !is_focused(row, value); i++) {
        const Button *here = button_of(row, page.board.value), *there = button_of(row, value);
        int way = there->at.y > here->at.y + 0.1f   ? 1
                  : there->at.y < here->at.y - 0.1f ? 3
                  : there->at.x < here->at.x        ? 0
                                                    : 2;
        plan_page_key(&page, ways[way]);
    }
    if (!is_focused(row, value)) fail_msg("no arrows lead to %g of row %d", value, row);
    return plan_page_key(&page, ' ');
}

static void expect(Press *press, int row, double value, PlanAnswer answer, bool changes)
{
    int before = keeps;
    assert_int_equal(press(row, value), answer);
    if (keeps != before + changes)
        fail_msg("row %d, %g: kept %d times", row, value, keeps - before);
    if (changes) assert_memory_equal(&kept, &page.plan, sizeof kept);
}

static int game_number(const char *id)
{
    for (int i = 0; i < game_count; i++)
        if (!strcmp(game_list[i]->id, id)) return i;
    fail_msg("there is no game %s", id);
    return -1;
}

static void change_the_step(Press *press)
{
    const HourStep *step = &page.plan.step[1];
    expect(press, PLAN_ROW_CARD, 1, PLAN_STAY, false);
    expect(press, PLAN_ROW_LEVEL, 4, PLAN_STAY, true);
    assert_int_equal(step->level, 4);
    expect(press, PLAN_ROW_LEVEL, 4, PLAN_STAY, true);  // once more: as before
    assert_int_equal(step->level, 0);
    expect(press, PLAN_ROW_MINUTES, 1, PLAN_STAY, true);
    expect(press, PLAN_ROW_HAND, HAND_RIGHT, PLAN_STAY, true);
    expect(press, PLAN_ROW_SIDE, 0.25, PLAN_STAY, true);
    expect(press, PLAN_ROW_BREAK, 30, PLAN_STAY, true);
    assert_true(step->seconds == 240 && step->hand == HAND_RIGHT && step->break_s == 30);
    assert_float_equal(step->side_bias, 0.25f, 1e-6f);
    expect(press, PLAN_ROW_STEP, PLAN_TUNE, PLAN_STAY, false);
    expect(press, PLAN_ROW_KNOBS, 2, PLAN_STAY, true);
    assert_true(step->knobs_set == 1);
    expect(press, PLAN_ROW_KNOBS, 3, PLAN_STAY, false);  // nothing is kept there
    expect(press, PLAN_ROW_SUCCESS, (double)0.80f, PLAN_STAY, true);
    expect(press, PLAN_ROW_KIND, HOUR_CHOICE, PLAN_STAY, true);
    assert_non_null(step->other);
    expect(press, PLAN_ROW_OTHER, 0, PLAN_STAY, false);
    expect(press, PLAN_ROW_GAME, game_number("river_raft"), PLAN_STAY, true);
    assert_string_equal(step->other->id, "river_raft");
    for (int i = 0; i < 11; i++) expect(press, PLAN_ROW_WARN, 1, PLAN_STAY, true);
    assert_true(page.plan.warn_minutes == 31 && page.plan.stop_minutes == 31);
    expect(press, PLAN_ROW_STOP, -1, PLAN_STAY, true);
    assert_true(page.plan.warn_minutes == 30 && page.plan.stop_minutes == 30);
    expect(press, PLAN_ROW_STEP, PLAN_TUNE, PLAN_STAY, false);
}

static void change_the_order(Press *press)
{
    int count = page.plan.count;
    const Game *second = page.plan.step[1].game;
    expect(press, PLAN_ROW_MOVE, -1, PLAN_STAY, true);
    assert_ptr_equal(page.plan.step[0].game, second);
    expect(press, PLAN_ROW_STEP, PLAN_COPY, PLAN_STAY, true);
    assert_true(page.plan.count == count + 1 && page.chosen == 1);
    expect(press, PLAN_ROW_STEP, PLAN_SWAP, PLAN_STAY, false);
    expect(press, PLAN_ROW_GAME, game_number("snail_trail"), PLAN_STAY, true);
    assert_string_equal(page.plan.step[1].game->id, "snail_trail");
    assert_int_equal(page.plan.step[1].hand, HAND_RIGHT);  // what is the hour's stays
    assert_int_equal(page.plan.step[1].knobs_set, 0);
    expect(press, PLAN_ROW_STEP, PLAN_OUT, PLAN_STAY, true);
    assert_int_equal(page.plan.count, count);
    assert_int_equal(press(PLAN_ROW_FOOT, PLAN_UNDO), PLAN_STAY);
    assert_int_equal(page.plan.count, count + 1);
    expect(press, PLAN_ROW_HEAD, PLAN_CHECKUP, PLAN_STAY, true);
    assert_int_equal(page.plan.step[0].kind, HOUR_CHECKUP);
    assert_null(button_of(PLAN_ROW_HEAD, PLAN_CHECKUP));  // it is there
    expect(press, PLAN_ROW_FOOT, PLAN_ADD, PLAN_STAY, false);
    expect(press, PLAN_ROW_GAME, game_number("monster_mirror"), PLAN_STAY, true);
    assert_string_equal(page.plan.step[page.plan.count - 2].game->id, "monster_mirror");
    assert_int_equal(page.plan.step[page.plan.count - 1].kind, HOUR_CALM);  // still the end
    expect(press, PLAN_ROW_MORE, -1, PLAN_STAY, false);
}

static void keep_and_take(Press *press)
{
    expect(press, PLAN_ROW_FOOT, PLAN_KEEP, PLAN_STAY, false);
    expect(press, PLAN_ROW_NAME, 1, PLAN_STAY, false);
    expect(press, PLAN_ROW_WHOSE, 1, PLAN_STAY, false);
    expect(press, PLAN_ROW_FOOT, PLAN_GO, PLAN_STAY, true);
    assert_string_equal(as.name, "School");
    assert_true(as.everybody);
    assert_int_equal(kept_as.count, page.plan.count);
    expect(press, PLAN_ROW_HEAD, PLAN_TEMPLATES, PLAN_STAY, false);
    expect(press, PLAN_ROW_KEPT_PAGE, 0, PLAN_STAY, false);
    expect(press, PLAN_ROW_KEPT, 9, PLAN_STAY, true);
    assert_string_equal(page.plan.name, "Rhythm");
    expect(press, PLAN_ROW_HEAD, PLAN_TEMPLATES, PLAN_STAY, false);
    expect(press, PLAN_ROW_TEMPLATE, hour_template_find("Balance"), PLAN_STAY, true);
    assert_string_equal(page.plan.name, "Balance");
    expect(press, PLAN_ROW_HEAD, PLAN_TEMPLATES, PLAN_STAY, false);
    expect(press, PLAN_ROW_FOOT, PLAN_BACKWARDS, PLAN_STAY, false);
    expect(press, PLAN_ROW_FOOT, PLAN_GO, PLAN_BEGIN, false);
    expect(press, PLAN_ROW_FOOT, PLAN_BACKWARDS, PLAN_BACK, false);
}

static void all_by(Press *press)
{
    open_page("Reach and midline", 0);
    change_the_step(press);
    change_the_order(press);
    keep_and_take(press);
}

static void the_whole_page_by_keys(void **state)
{
    (void)state;
    all_by(by_keys);
}

static void the_whole_page_by_points(void **state)
{
    (void)state;
    all_by(by_point);
}

static void keys_of_their_own(void **state)
{
    (void)state;
    open_page("Rhythm", 0);
    assert_int_equal(plan_page_key(&page, RENDER_KEY_ENTER), PLAN_BEGIN);  // one input
    plan_page_key(&page, '3');
    assert_int_equal(page.chosen, 2);
    plan_page_key(&page, 'c');
    plan_page_key(&page, 'o');
    plan_page_key(&page, 'y');
    assert_int_equal(page.plan.count, 5);
    assert_int_equal(page.plan.step[0].kind, HOUR_CHECKUP);
    plan_page_key(&page, 'u');
    assert_int_equal(page.plan.count, 4);
    for (const char *key = "pA Monday"; *key; key++) plan_page_key(&page, *key);
    plan_page_key(&page, 'x');
    plan_page_key(&page, RENDER_KEY_BACKSPACE);
    plan_page_key(&page, RENDER_KEY_ENTER);  // the name is written
    plan_page_key(&page, RENDER_KEY_ENTER);
    assert_string_equal(as.name, "A Monday");
    assert_false(as.everybody);
    assert_string_equal(kept.name, "A Monday");
    plan_page_key(&page, 'p');
    by_point(PLAN_ROW_WRITE, 0);
    assert_true(page.writing);
    plan_page_key(&page, RENDER_KEY_ESCAPE);
    assert_false(page.writing);
    plan_page_key(&page, RENDER_KEY_ESCAPE);
    assert_int_equal(plan_page_key(&page, RENDER_KEY_ESCAPE), PLAN_BACK);
}

static bool says(const char *words)
{
    static Canvas canvas;
    canvas_clear(&canvas);
    plan_page_draw(&page, &canvas);
    for (int i = 0; i < canvas.item_count; i++)
        if (canvas.item[i].kind == CANVAS_TEXT && !strcmp(canvas.item[i].text, words)) return true;
    return false;
}

// Whether somebody must stand by is the step's own: its game, its level, the child's posture.
static void who_must_stand_by_is_said(void **state)
{
    (void)state;
    int asking = 0;
    open_page("Balance", 0);
    for (int i = 0; i < page.plan.count; i++) {
        plan_page_key(&page, '1' + i);
        for (int level = 1; level <= GAME_LEVELS; level++) {
            PlayPlan plan = page.child;
            page.plan.step[i].level = level;
            hour_step_apply(&page.plan.step[i], false, &plan);
            bool asks = plan_missing(&plan, page.plan.step[i].game) & ~(1u << CARE_JUMP);
            assert_int_equal(says("asks for a spotter first"), asks);
            asking += asks;
        }
    }
    assert_in_range(asking, 1, GAME_LEVELS * page.plan.count - 1);
    page.child.play.spotter = true;
    for (int i = 0; i < page.plan.count; i++) {
        plan_page_key(&page, '1' + i);
        assert_false(says("asks for a spotter first"));
    }
}

// What was played stays where and what it was, whatever is pressed.
static void what_was_played_stays(void **state)
{
    (void)state;
    open_page("One hand, then two", 2);
    const HourPlan before = page.plan;
    assert_int_equal(page.chosen, 2);
    assert_true(button_of(PLAN_ROW_MOVE, -1)->greyed);
    for (int chosen = 0; chosen < 2; chosen++) {
        by_point(PLAN_ROW_CARD, chosen);
        plan_lay_out(&page);
        for (int row = PLAN_ROW_LEVEL; row <= PLAN_ROW_SIDE; row++)
            for (int i = 0; i < page.board.all.count; i++)
                if (page.board.all.list[i].row == row) assert_true(page.board.all.list[i].greyed);
        assert_true(button_of(PLAN_ROW_STEP, PLAN_OUT)->greyed);
    }
    plan_page_key(&page, 'c');  // played once more, next
    assert_int_equal(page.plan.count, 6);
    assert_ptr_equal(page.plan.step[2].game, before.step[1].game);
    plan_page_key(&page, 'y');
    plan_page_key(&page, 't');
    by_point(PLAN_ROW_TEMPLATE, hour_template_find("Calm"));
    assert_int_equal(page.plan.count, 5);
    assert_memory_equal(page.plan.step, before.step, 2 * sizeof before.step[0]);
    while (page.plan.count > 2) plan_page_key(&page, 'o');
    assert_true(button_of(PLAN_ROW_FOOT, PLAN_GO)->greyed);  // nothing is left to play
    assert_int_equal(plan_page_key(&page, RENDER_KEY_ENTER), PLAN_STAY);
}

static void an_hour_is_never_too_full(void **state)
{
    (void)state;
    open_page("Rhythm", 0);
    for (int i = 0; i < 20; i++) plan_page_key(&page, 'c');
    assert_int_equal(page.plan.count, HOUR_STEPS_MAX);
    assert_true(button_of(PLAN_ROW_FOOT, PLAN_ADD)->greyed);
    plan_page_key(&page, 'y');
    assert_int_equal(page.plan.count, HOUR_STEPS_MAX);
    for (int i = 0; i < 20; i++) plan_page_key(&page, 'o');
    assert_int_equal(page.plan.count, 0);
    plan_page_key(&page, '+');
    by_keys(PLAN_ROW_GAME, game_number("drum_twins"));
    assert_int_equal(page.plan.count, 1);
}

// ---- its words ----------------------------------------------------------------------------------

static void look(const char *what)
{
    static Canvas canvas;
    canvas_clear(&canvas);
    plan_page_draw(&page, &canvas);
    assert_int_equal(canvas.dropped + canvas.cut, 0);
    sizes_look(PAGE_KIND_PLAN, what, &canvas);
}

static void every_word_has_room(void **state)
{
    (void)state;
    sizes_open();
    for (int t = 0; t < hour_template_count(); t++) {
        open_page(hour_template(t)->name, t % 2);
        snprintf(page.asked, sizeof page.asked, t % 3 ? "Asked 29 days ago" : "Ask first");
        for (int i = 0; i < page.plan.count; i++) {
            plan_page_key(&page, '1' + i);
            look("hour");
            plan_page_key(&page, 'k');
            look("tune");
            plan_page_key(&page, 'k');
        }
    }
    plan_page_key(&page, 't');
    look("templates");
    plan_page_key(&page, RENDER_KEY_ESCAPE);
    plan_page_key(&page, '+');
    look("games");
    plan_page_key(&page, RENDER_KEY_ESCAPE);
    plan_page_key(&page, 'p');
    look("keep");
    by_point(PLAN_ROW_WRITE, 0);
    look("letters of a name");
    plan_page_key(&page, RENDER_KEY_ESCAPE);
    plan_page_key(&page, RENDER_KEY_ESCAPE);
    for (int i = 0; i < 12; i++) plan_page_key(&page, 'c');
    look("long");
    sizes_close();
    sizes_check();
    sizes_check_kinds(PAGE_KINDS_OF_PLANNING);
}

// ---- in the window, with the store --------------------------------------------------------------

static Live live;
static const int *next;
static int inputs;
static char folder[] = "/tmp/tiptoe-planning-XXXXXX", store[64];

bool __wrap_render_event(Render *render, RenderEvent *event);
bool __wrap_render_event(Render *render, RenderEvent *event)
{
    (void)render;
    if (!*next) return false;
    inputs++;
    *event = *next == 1 ? (RenderEvent){ .kind = RENDER_QUIT }
                        : (RenderEvent){ .kind = RENDER_KEY, .key = *next };
    next++;
    return true;
}

static PlanningAnswer show(const char *child, HourPlan *plan, int done, const int *keys)
{
    next = keys;
    inputs = 0;
    return planning_show(&live, child, plan, done);
}

static int open_live(void **state)
{
    (void)state;
    if (!store[0]) snprintf(store, sizeof store, "%s/a.db", mkdtemp(folder));
    live = (Live){ .settings = settings_default() };
    Machine *m = &live.settings.machine;
    m->store = store;
    m->headless = true;
    m->window_width = 640;
    m->window_height = 360;
    if (settings_finish(&live.settings)) return -1;
    return live_open_window(&live);
}

static int close_live(void **state)
{
    (void)state;
    live_close(&live);
    return 0;
}

static void the_second_visit_has_its_plan(void **state)
{
    (void)state;
    HourPlan plan = hour_plan_empty();
    const int first[] = { '2', 'c', RENDER_KEY_ENTER, 0 }, second[] = { RENDER_KEY_ENTER, 0 };
    assert_false(planning_load(&live, "FOX-1", &plan));
    assert_string_equal(plan.name, "First visit");
    assert_int_equal(show("FOX-1", &plan, 0, first), PLANNING_START);
    assert_int_equal(plan.count, 4);
    plan = hour_plan_empty();  // another day
    assert_true(planning_load(&live, "FOX-1", &plan));
    plan = hour_plan_empty();
    assert_int_equal(show("FOX-1", &plan, 0, second), PLANNING_START);
    assert_int_equal(plan.count, 4);
    assert_int_equal(inputs, 1);  // with the child's own two, three at most
    HourPlan owl = hour_plan_empty();
    assert_false(planning_load(&live, "OWL-2", &owl));
}

static void a_guest_keeps_nothing_and_a_closed_window_leaves(void **state)
{
    (void)state;
    HourPlan plan = hour_plan_empty();
    const int keys[] = { 'c', RENDER_KEY_ESCAPE, 0 }, quit[] = { 1, 0 };
    assert_int_equal(show(PLAN_GUEST, &plan, 0, keys), PLANNING_BACK);
    assert_int_equal(plan.count, 4);
    HourPlan again = hour_plan_empty();
    assert_false(planning_load(&live, PLAN_GUEST, &again));
    assert_int_equal(show(PLAN_GUEST, &plan, 0, quit), PLANNING_LEAVE);
    assert_true(live.leave);
}

static void save_record(const ChildRecord *record)
{
    Store *to = NULL;
    assert_int_equal(store_open(&to, store, STORE_WRITE), RESULT_OK);
    assert_int_equal(child_record_save(to, record), RESULT_OK);
    store_close(&to);
}

// Nothing begins before it is asked what must be; afterwards starting says that nothing is new.
static void what_must_be_asked_is_asked_first(void **state)
{
    (void)state;
    HourPlan plan = hour_plan_empty();
    ChildRecord record = child_record_new("KIT-7", &live.settings.plan);
    int64_t now = clock_utc_ms(), day = 86400000;
    const int keys[] = { RENDER_KEY_ENTER, 'w', 0 }, start[] = { RENDER_KEY_ENTER, 0 };
    save_record(&record);
    assert_int_equal(show("KIT-7", &plan, 0, keys), PLANNING_CHILD);
    for (int q = 0; q < QUESTION_COUNT; q++)
        child_record_answer(&record, (ChildQuestion)q, false, now - 6 * day);
    save_record(&record);
    assert_int_equal(show("KIT-7", &plan, 0, start), PLANNING_START);
    Store *from = NULL;
    assert_int_equal(store_open(&from, store, STORE_READ), RESULT_OK);
    assert_int_equal(child_record_load(from, "KIT-7", &record), RESULT_OK);
    store_close(&from);
    assert_at_least(record.asked_utc_ms, now);
}

#define IN_WINDOW(name) cmocka_unit_test_setup_teardown(name, open_live, close_live)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_page_by_keys),
        cmocka_unit_test(the_whole_page_by_points),
        cmocka_unit_test(keys_of_their_own),
        cmocka_unit_test(what_was_played_stays),
        cmocka_unit_test(who_must_stand_by_is_said),
        cmocka_unit_test(an_hour_is_never_too_full),
        cmocka_unit_test(every_word_has_room),
        IN_WINDOW(the_second_visit_has_its_plan),
        IN_WINDOW(a_guest_keeps_nothing_and_a_closed_window_leaves),
        IN_WINDOW(what_must_be_asked_is_asked_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
