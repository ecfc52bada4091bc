// SPDX-License-Identifier: MIT
// plan_buttons.c: where each button of the page of an hour lies, and what it stands for.
#include "therapist/plan_parts.h"

#include "play/hour_templates.h"
#include "render/render.h"

#include <stdio.h>

#define HIGH  0.56f
#define ROW_1 3.06f
#define ROW_2 1.82f

static Button *add(PlanPage *page, PlanRow row, double value, Vec2 at, float width,
                   const char *words)
{
    Button *b = button_add(&page->board.all, row, value, at, width, HIGH);
    button_say(b, NULL, words);
    return b;
}

static Button *add_key(PlanPage *page, PlanRow row, int value, Vec2 at, float width,
                       const char *words, int key, const char *shown)
{
    Button *b = add(page, row, value, at, width, words);
    b->press = key;
    b->key = shown;
    return b;
}

// ---- the hour -----------------------------------------------------------------------------------

static void add_head(PlanPage *page)
{
    add_key(page, PLAN_ROW_HEAD, PLAN_TEMPLATES, vec2(5.45f, 7.7f), 2.2f, "Templates", 't', "T");
    if (page->checkup_due)
        add_key(page, PLAN_ROW_HEAD, PLAN_CHECKUP, vec2(8.85f, 7.7f), 4.3f,
                "Check-up due: put it first", 'y', "Y");
}

static void add_cards(PlanPage *page)
{
    char words[16];
    int count = page->plan.count, last = page->first + PLAN_CARDS;
    if (page->first > 0) add(page, PLAN_ROW_MORE, -1, vec2(0.58f, PLAN_CARD_Y), 0.46f, "<");
    for (int i = page->first; i < count && i < last; i++) {
        float x = PLAN_CARD_LEFT + PLAN_CARD_PITCH * (float)(i - page->first);
        Button *b = button_add(&page->board.all, PLAN_ROW_CARD, i, vec2(x, PLAN_CARD_Y),
                               PLAN_CARD_WIDE, PLAN_CARD_HIGH);
        b->press = i < 9 ? '1' + i : 0;
        b->chosen = i == page->chosen;
    }
    if (last >= count) return;
    snprintf(words, sizeof words, "+%d", count - last);
    add(page, PLAN_ROW_MORE, 1, vec2(15.24f, PLAN_CARD_Y), 0.72f, words);
}

static void add_choices(PlanPage *page, const HourStep *step)
{
    static const char *const sides[] = { "<<", "<", "=", ">", ">>" };
    static const char *const hands[HAND_RULE_COUNT] = {
        [HAND_LEFT] = "hand_rule_left",           [HAND_RIGHT] = "hand_rule_right",
        [HAND_EITHER] = "hand_rule_either",       [HAND_BOTH] = "hand_rule_both",
        [HAND_ALTERNATE] = "hand_rule_alternate",
    };
    static const unsigned breaks[] = { 0, 30, 60, 90 };
    char words[16];
    for (int level = 1; level <= GAME_LEVELS; level++) {
        snprintf(words, sizeof words, "%d", level);
        float x = PLAN_LOW_LEFT - 0.36f + 0.645f * (float)level;
        add(page, PLAN_ROW_LEVEL, level, vec2(x, ROW_1), 0.58f, words)->chosen =
            step->level == level;
    }
    for (int i = 0; i < HAND_RULE_COUNT; i++) {
        float x = PLAN_LOW_MIDDLE + 0.29f + 0.645f * (float)i;
        Button *b = add(page, PLAN_ROW_HAND, i, vec2(x, ROW_1), 0.58f, "");
        b->image = hands[i];
        b->chosen = (int)step->hand == i;
    }
    for (int i = 0; i < 4; i++) {
        snprintf(words, sizeof words, breaks[i] ? "%u s" : "none", breaks[i]);
        float x = PLAN_LOW_RIGHT + 0.58f + 1.29f * (float)i;
        add(page, PLAN_ROW_BREAK, breaks[i], vec2(x, ROW_1), 1.13f, words)->chosen =
            step->break_s == breaks[i];
    }
    add(page, PLAN_ROW_MINUTES, -1, vec2(PLAN_LOW_LEFT + 0.3f, ROW_2), 0.6f, "-");
    add(page, PLAN_ROW_MINUTES, 1, vec2(PLAN_LOW_LEFT + 2.86f, ROW_2), 0.6f, "+");
    for (int i = 0; i < 5; i++) {
        float x = PLAN_LOW_MIDDLE + 0.29f + 0.645f * (float)i;
        add(page, PLAN_ROW_SIDE, 0.25 * i, vec2(x, ROW_2), 0.58f, sides[i])->chosen =
            fabsf(step->side_bias - 0.25f * (float)i) < 0.01f;
    }
}

static void add_deeds(PlanPage *page)
{
    static const struct {
        int value, key;
        const char *words, *shown;
    } deeds[] = { { PLAN_TUNE, 'k', "Tune", "K" },
                  { PLAN_COPY, 'c', "Copy", "C" },
                  { PLAN_SWAP, 'r', "Swap", "R" },
                  { PLAN_OUT, 'o', "Out", "O" } };
    for (int i = 0; i < 4; i++) {
        float x = PLAN_LOW_RIGHT + 0.58f + 1.29f * (float)i;
        add_key(page, PLAN_ROW_STEP, deeds[i].value, vec2(x, ROW_2), 1.26f, deeds[i].words,
                deeds[i].key, deeds[i].shown);
    }
}

static void add_moves(PlanPage *page)
{
    Button *back = add(page, PLAN_ROW_MOVE, -1, vec2(1.2f, ROW_2), 1.2f, "< Move");
    Button *on = add(page, PLAN_ROW_MOVE, 1, vec2(2.5f, ROW_2), 1.2f, "Move >");
    back->greyed = page->chosen <= page->done;
    on->greyed = page->chosen >= page->plan.count - 1;
}

// A check-up has nothing to choose, and a step that was played stays as it was.
static void grey_choices(PlanPage *page, const HourStep *step)
{
    Buttons *all = &page->board.all;
    for (int i = 0; i < all->count; i++) {
        Button *b = &all->list[i];
        bool of_step = b->row >= PLAN_ROW_LEVEL && b->row <= PLAN_ROW_SUCCESS;
        bool of_game = of_step && b->row != PLAN_ROW_MOVE && b->row != PLAN_ROW_STEP &&
                       b->row != PLAN_ROW_BREAK;
        bool copy = b->row == PLAN_ROW_STEP && (int)b->value == PLAN_COPY;
        bool tune = b->row == PLAN_ROW_STEP && (int)b->value == PLAN_TUNE;
        bool full = page->plan.count == HOUR_STEPS_MAX;
        if (of_step && !plan_is_open(page) && !copy && !tune) b->greyed = true;
        if (of_game && step->kind == HOUR_CHECKUP) b->greyed = true;
        if (copy && full) b->greyed = true;
    }
}

static void add_kinds(PlanPage *page, const HourStep *step)
{
    static const char *const kinds[] = { "Game", "Choice", "Calm" };
    static const HourStepKind kind_of[] = { HOUR_GAME, HOUR_CHOICE, HOUR_CALM };
    for (int i = 0; i < 3; i++) {
        float x = PLAN_LOW_LEFT + 0.6f + 1.3f * (float)i;
        add(page, PLAN_ROW_KIND, kind_of[i], vec2(x, ROW_1), 1.2f, kinds[i])->chosen =
            step->kind == kind_of[i];
    }
    Button *other = add(page, PLAN_ROW_OTHER, 0, vec2(PLAN_LOW_LEFT + 1.9f, ROW_2), 3.8f,
                        step->other ? step->other->title : "choice of two only");
    other->greyed = step->kind != HOUR_CHOICE;
}

static void add_fine(PlanPage *page, const HourStep *step)
{
    static const struct {
        const char *words;
        float value, width;
    } shares[] = { { "fitting", PLAN_SUCCESS_FITTING, 1.2f },
                   { "off", 0, 0.75f },
                   { "70", 0.70f, 0.6f },
                   { "75", 0.75f, 0.6f },
                   { "80", 0.80f, 0.6f },
                   { "85", 0.85f, 0.6f } };
    char words[16];
    const float left = 7.6f;
    float x = left;
    add(page, PLAN_ROW_KNOBS, 0, vec2(left + 0.6f, ROW_1), 1.2f, "usual")->chosen =
        !step->knobs_set;
    for (int slot = 1; slot <= PLAN_PRESETS; slot++) {
        snprintf(words, sizeof words, "%d", slot);
        add(page, PLAN_ROW_KNOBS, slot, vec2(left + 0.9f + 0.67f * (float)slot, ROW_1), 0.6f,
            words);
    }
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        float width = shares[i].width;
        add(page, PLAN_ROW_SUCCESS, (double)shares[i].value, vec2(x + width / 2, ROW_2), width,
            shares[i].words)
            ->chosen = fabsf(step->success - shares[i].value) < 1e-3f;
        x += width + 0.05f;
    }
    add(page, PLAN_ROW_WARN, -1, vec2(12.7f, ROW_1), 0.6f, "-");
    add(page, PLAN_ROW_WARN, 1, vec2(15.1f, ROW_1), 0.6f, "+");
    add(page, PLAN_ROW_STOP, -1, vec2(12.7f, ROW_2), 0.6f, "-");
    add(page, PLAN_ROW_STOP, 1, vec2(15.1f, ROW_2), 0.6f, "+");
    add_key(page, PLAN_ROW_STEP, PLAN_TUNE, vec2(1.85f, ROW_2), 1.6f, "Done", 'k', "K");
}

static void add_foot(PlanPage *page)
{
    Buttons *all = &page->board.all;
    int from = all->count;
    bool full = page->plan.count == HOUR_STEPS_MAX;
    add_key(page, PLAN_ROW_FOOT, PLAN_BACKWARDS, vec2(1.05f, 0.7f), 1.5f, "Back", RENDER_KEY_ESCAPE,
            "Esc");
    add_key(page, PLAN_ROW_FOOT, PLAN_ADD, vec2(2.75f, 0.7f), 1.7f, "Add", '+', "+")->greyed = full;
    add_key(page, PLAN_ROW_FOOT, PLAN_KEEP, vec2(4.55f, 0.7f), 1.7f, "Keep", 'p', "P");
    add_key(page, PLAN_ROW_FOOT, PLAN_UNDO, vec2(6.35f, 0.7f), 1.7f, "Undo", 'u', "U")->greyed =
        !page->may_undo;
    if (page->asked[0])
        add_key(page, PLAN_ROW_FOOT, PLAN_NEW, vec2(10.78f, 0.7f), 1.46f,
                page->ask_first ? "Ask" : "New", 'w', "W");
    Button *go =
        add(page, PLAN_ROW_FOOT, PLAN_GO, vec2(13.7f, 0.7f), 3.9f, page->done ? "Go on" : "Start");
    go->image = "icon_play";
    go->key = page->asked[0] && !page->done ? "Enter: nothing new today" : "Enter";
    go->look = BUTTON_GREEN;
    go->greyed = page->plan.count <= page->done || page->ask_first;
    for (int i = page->done; i < page->plan.count; i++)
        go->greyed |= !plan_has_legs(page, page->plan.step[i].game);
    for (int i = from; i < all->count; i++) all->list[i].height = 0.8f;
}

static void lay_out_hour(PlanPage *page)
{
    const HourStep *step = plan_chosen(page);
    add_head(page);
    add_cards(page);
    if (step && page->part == PLAN_PART_HOUR) {
        add_choices(page, step);
        add_moves(page);
        add_deeds(page);
    }
    if (step && page->part == PLAN_PART_TUNE) {
        add_kinds(page, step);
        add_fine(page, step);
    }
    if (step) grey_choices(page, step);
    add_foot(page);
}

// ---- what is chosen from ------------------------------------------------------------------------

static void add_back(PlanPage *page)
{
    Button *b = add_key(page, PLAN_ROW_FOOT, PLAN_BACKWARDS, vec2(1.05f, 0.7f), 1.5f, "Back",
                        RENDER_KEY_ESCAPE, "Esc");
    b->height = 0.8f;
}

// A check-up is put in by itself, never swapped with a game.
static void lay_out_games(PlanPage *page)
{
    const HourStep *step = plan_chosen(page);
    for (int i = 0; i < game_count && i < PLAN_GAMES_MAX; i++) {
        const Game *game = game_list[i];
        Vec2 at = vec2(1.52f + 2.16f * (float)(i % 7), 6.45f - 1.9f * (float)(i / 7));
        Button *b = button_add(&page->board.all, PLAN_ROW_GAME, i, at, 2.06f, 1.6f);
        button_say(b, page->card[i], game->title);
        b->look = BUTTON_CARD;
        b->greyed = !plan_has_legs(page, game);
        if (page->pick != PLAN_PICK_ADD && game->role == ROLE_ASSESSMENT) b->greyed = true;
        if (page->pick == PLAN_PICK_OTHER && step && step->game == game) b->greyed = true;
    }
    add_back(page);
}

static void lay_out_templates(PlanPage *page)
{
    char words[32];
    int pages = (page->kept_count + PLAN_KEPT_ROWS - 1) / PLAN_KEPT_ROWS;
    for (int i = 0; i < hour_template_count(); i++) {
        Button *b = button_add(&page->board.all, PLAN_ROW_TEMPLATE, i,
                               vec2(4.1f, 7.13f - 0.69f * (float)i), 7.2f, 0.67f);
        b->greyed = !hour_template_suits(hour_template(i), &page->child.play.setup.profile);
    }
    for (int i = 0; i < PLAN_KEPT_ROWS; i++) {
        int kept = page->kept_page * PLAN_KEPT_ROWS + i;
        if (kept >= page->kept_count) break;
        button_add(&page->board.all, PLAN_ROW_KEPT, kept, vec2(11.9f, 7.13f - 0.69f * (float)i),
                   7.2f, 0.67f);
    }
    if (pages > 1) {
        snprintf(words, sizeof words, "%d / %d >", page->kept_page + 1, pages);
        add(page, PLAN_ROW_KEPT_PAGE, 0, vec2(14.6f, 1.6f), 1.6f, words);
    }
    add_back(page);
}

const char *plan_ready_name(int index)
{
    static const char *const names[] = { "Home",       "School",      "Short",         "Long",
                                         "A good day", "A tired day", "After a break", "Group" };
    return (unsigned)index < sizeof names / sizeof names[0] ? names[index] : NULL;
}

static void lay_out_names(PlanPage *page)
{
    Button *write = add(page, PLAN_ROW_WRITE, 0, vec2(13.75f, 6.4f), 2.6f, "Write it");
    write->image = "icon_note";
    write->height = 0.8f;
    for (int i = 0; plan_ready_name(i); i++)
        add(page, PLAN_ROW_NAME, i,
            vec2(2.2f + 2.9f * (float)(i % 4), 5.0f - 0.8f * (float)(i / 4)), 2.7f,
            plan_ready_name(i));
    Button *own = add(page, PLAN_ROW_WHOSE, 0, vec2(3.2f, 2.7f), 4.7f, "for this child");
    Button *all = add(page, PLAN_ROW_WHOSE, 1, vec2(8.2f, 2.7f), 4.7f, "for everybody");
    own->chosen = !page->as.everybody;
    all->chosen = page->as.everybody;
    add_back(page);
    Button *go = add(page, PLAN_ROW_FOOT, PLAN_GO, vec2(13.7f, 0.7f), 3.9f, "Keep");
    go->image = "icon_check";
    go->key = "Enter";
    go->height = 0.8f;
    go->look = BUTTON_GREEN;
    go->greyed = !page->as.name[0];
}

void plan_lay_out(PlanPage *page)
{
    board_begin(&page->board);
    switch (page->part) {
    case PLAN_PART_HOUR:
    case PLAN_PART_TUNE: lay_out_hour(page); break;
    case PLAN_PART_GAMES: lay_out_games(page); break;
    case PLAN_PART_TEMPLATES: lay_out_templates(page); break;
    case PLAN_PART_KEEP: lay_out_names(page); break;
    }
}
