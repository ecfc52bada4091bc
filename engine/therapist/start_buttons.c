// SPDX-License-Identifier: MIT
// start_buttons.c: where each button lies, what it stands for, and which are chosen.
#include "therapist/start_parts.h"

#include <stdio.h>
#include <string.h>

#define COLUMN_X 12.75f  // of the first button on the right
#define COLUMN_W 0.66f

PlanChoice start_choice(Row row)
{
    static const PlanChoice choices[ROW_COUNT] = {
#define X(name, choice) PLAN_##choice,
        ROW_LIST(X)
#undef X
    };
    REQUIRE((unsigned)row < ROW_COUNT);
    return choices[row];
}

// A button of a row that sets one of PLAN_LIST.
static Button *add_choice(Buttons *all, const StartScreen *s, Row row, double value, Vec2 at,
                          float width, float height)
{
    Button *button = button_add(all, row, value, at, width, height);
    button->chosen = fabs(plan_value(&s->plan, start_choice(row)) - value) < 0.01;
    return button;
}

static void label(Button *button, float x, const char *text)
{
    button->label = text;
    button->label_x = x;
}

static void add_children(Buttons *all, const StartScreen *s)
{
    for (int i = 0; i <= s->child_count; i++) {
        Button *b =
            button_add(all, ROW_CHILD, i, vec2(1.65f, 7.42f - 0.56f * (float)i), 2.8f, 0.5f);
        bool new_child = i == s->child_count;
        button_say(b, NULL, new_child ? "New child" : s->child[i]);
        b->chosen = new_child ? s->typing : !s->typing && !strcmp(s->child[i], s->plan.child);
    }
    if (!s->typing) return;
    Button *code = button_add(all, ROW_CODE, 0, vec2(1.65f, 1.45f), 2.8f, 0.72f);
    button_say(code, NULL, s->plan.child[0] ? s->plan.child : "write it");
}

static void add_games(Buttons *all, const StartScreen *s)
{
    for (int i = 0; i < game_count && i < START_GAMES_MAX; i++) {
        Vec2 at = vec2(4.15f + 1.72f * (float)(i % 5), 7.0f - 1.62f * (float)(i / 5));
        Button *b = button_add(all, ROW_GAME, i, at, 1.62f, 1.58f);
        button_say(b, s->card[i], game_list[i]->title);
        b->look = BUTTON_CARD;
        b->chosen = game_list[i] == s->plan.play.game;
        b->greyed = !plan_suits(&s->plan, game_list[i]);
    }
}

// Asked once a session: what is ticked is asked of nobody else.
static void add_ticks(Buttons *all, const StartScreen *s)
{
    static const char *const words[] = { "A spotter stands by", "May jump" };
    for (int i = 0; i < START_TICKS; i++) {
        bool jumps = i == TICK_JUMPS;
        Vec2 at = vec2(jumps ? 10.25f : 7.35f, 2.62f);
        Button *b = button_add(all, ROW_TICK, i, at, jumps ? 1.9f : 3.5f, 0.52f);
        button_say(b, NULL, words[i]);
        if (i == 0) label(b, 4.35f, "Today");
        b->chosen = jumps ? s->plan.play.jumps : s->plan.play.spotter;
    }
}

static void add_tabs(Buttons *all, const StartScreen *s)
{
    static const char *const words[PAGE_COUNT] = { "", "The game", "The senses", "The child" };
    for (int page = PAGE_GAME; page < PAGE_COUNT; page++) {
        Button *b = button_add(all, ROW_TAB, page, vec2(5.2f + 2.5f * (float)(page - 1), 7.72f),
                               2.3f, 0.6f);
        button_say(b, NULL, words[page]);
        b->chosen = page == (int)s->page;
    }
}

static void add_presets(Buttons *all, const StartScreen *s)
{
    char words[16];
    for (int slot = 0; slot < START_PRESETS; slot++) {
        Button *b =
            button_add(all, ROW_PRESET, slot, vec2(6.6f + 0.8f * (float)slot, 1.88f), 0.7f, 0.52f);
        snprintf(words, sizeof words, "%d", slot + 1);
        button_say(b, NULL, words);
        if (slot == 0) label(b, 5.0f, "Presets");
        b->greyed = !s->keeping && !(s->kept & 1u << slot);
    }
    Button *b = button_add(all, ROW_PRESET, START_PRESETS, vec2(9.6f, 1.88f), 1.5f, 0.52f);
    button_say(b, NULL, "Keep as");
    b->chosen = s->keeping;
}

static void add_child_choices(Buttons *all, const StartScreen *s)
{
    static const char *const players[] = { "on the spot", "the smaller one" };
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        Button *b =
            button_add(all, ROW_LIMB, limb, vec2(6.2f + 1.55f * (float)limb, 3.15f), 1.42f, 0.56f);
        button_say(b, NULL, limb_words((Limb)limb));
        if (limb == 0) label(b, 4.45f, "Left out");
        b->chosen = s->plan.play.setup.profile.without & 1u << limb;
    }
    for (int i = 0; i < 2; i++) {
        Vec2 at = vec2(6.65f + 2.35f * (float)i, 2.2f);
        Button *b = add_choice(all, s, ROW_PLAYER, i, at, 2.2f, 0.56f);
        button_say(b, NULL, players[i]);
        if (i == 0) label(b, 4.45f, "Player");
    }
}

static void add_numbers(Buttons *all, const StartScreen *s)
{
    char words[16];
    for (int level = 1; level <= GAME_LEVELS; level++) {
        Vec2 at = vec2(COLUMN_X + COLUMN_W * (float)(level - 1), 7.4f);
        snprintf(words, sizeof words, "%d", level);
        button_say(add_choice(all, s, ROW_LEVEL, level, at, 0.6f, 0.56f), NULL, words);
    }
    for (int minutes = 1; minutes <= START_MINUTES_MAX; minutes++) {
        int i = minutes - 1;
        Vec2 at = vec2(COLUMN_X + COLUMN_W * (float)(i % 5), 6.4f - 0.56f * (float)(i / 5));
        snprintf(words, sizeof words, "%d", minutes);
        button_say(add_choice(all, s, ROW_MINUTES, 60 * minutes, at, 0.6f, 0.5f), NULL, words);
    }
}

static void add_hands(Buttons *all, const StartScreen *s)
{
    static const char *const hands[HAND_RULE_COUNT] = {
        [HAND_LEFT] = "hand_rule_left",           [HAND_RIGHT] = "hand_rule_right",
        [HAND_EITHER] = "hand_rule_either",       [HAND_BOTH] = "hand_rule_both",
        [HAND_ALTERNATE] = "hand_rule_alternate",
    };
    static const char *const sides[] = { "L", "l", "=", "r", "R" };  // a quarter each
    for (int i = 0; i < HAND_RULE_COUNT; i++) {
        Vec2 at = vec2(COLUMN_X + COLUMN_W * (float)i, 4.86f);
        button_say(add_choice(all, s, ROW_HAND, i, at, 0.6f, 0.56f), hands[i], "");
    }
    for (int i = 0; i < 5; i++) {
        Vec2 at = vec2(COLUMN_X + COLUMN_W * (float)i, 3.88f);
        button_say(add_choice(all, s, ROW_SIDE, 0.25 * i, at, 0.6f, 0.56f), NULL, sides[i]);
    }
}

static void add_ways(Buttons *all, const StartScreen *s)
{
    static const char *const postures[POSTURE_COUNT] = {
        [POSTURE_STANDING] = "posture_standing",
        [POSTURE_SUPPORTED] = "posture_supported",
        [POSTURE_SEATED] = "posture_seated",
        [POSTURE_WHEELCHAIR] = "posture_wheelchair",
    };
    static const char *const senses[SENSORY_PRESET_COUNT] = {
        [SENSORY_CALM] = "sensory_calm",
        [SENSORY_STANDARD] = "sensory_standard",
        [SENSORY_LIVELY] = "sensory_lively",
    };
    for (int i = 0; i < POSTURE_COUNT; i++) {
        Vec2 at = vec2(12.83f + 0.82f * (float)i, 2.78f);
        button_say(add_choice(all, s, ROW_POSTURE, i, at, 0.76f, 0.74f), postures[i], "");
    }
    SensoryPreset preset = sensory_preset_of(&s->plan.play.setup.profile.sensory);
    for (int i = 0; i < SENSORY_PRESET_COUNT; i++) {
        Button *b =
            button_add(all, ROW_SENSORY, i, vec2(12.93f + 1.0f * (float)i, 1.6f), 0.92f, 0.74f);
        button_say(b, senses[i], "");
        b->chosen = (int)preset == i;
    }
}

void start_lay_out_question(Buttons *all)
{
    all->count = 0;
    Button *stay = button_add_key(all, 0, "Esc", vec2(6.3f, 3.7f), 2.6f);
    Button *leave = button_add_key(all, 0, "Enter", vec2(9.7f, 3.7f), 2.6f);
    stay->row = leave->row = ROW_LEAVE;
    stay->value = LEAVE_NOT;
    leave->value = LEAVE_NOW;
    button_say(stay, "icon_play", "Stay");
    button_say(leave, "icon_home", "Leave");
}

void start_lay_out(const StartScreen *s, Buttons *all)
{
    all->count = 0;
    add_children(all, s);
    button_add(all, ROW_LOOK, 0, vec2(0.77f, 3.05f), 1.1f, 1.2f);
    if (s->page == PAGE_GAMES)
        add_games(all, s);
    else
        add_tabs(all, s);
    if (s->page == PAGE_GAMES) add_ticks(all, s);
    if (s->page == PAGE_GAME) add_presets(all, s);
    if (s->page == PAGE_CHILD) add_child_choices(all, s);
    add_numbers(all, s);
    add_hands(all, s);
    add_ways(all, s);
    Button *leave = button_add(all, ROW_LEAVE, LEAVE_ASK, vec2(1.65f, 0.43f), 2.6f, 0.72f);
    button_say(leave, "icon_home", "Leave");
    Button *tuning = button_add(all, ROW_TUNING, 0, vec2(4.4f, 0.75f), 1.9f, 0.8f);
    button_say(tuning, NULL, s->page == PAGE_GAMES ? "Fine tuning" : "Games");
    Button *book = button_add(all, ROW_BOOK, 0, vec2(6.2f, 0.75f), 1.5f, 0.8f);
    button_say(book, "icon_book", "Book");
    book->greyed = !s->plan.child[0];
    Button *hours = button_add(all, ROW_CHILDREN, 0, vec2(8.2f, 0.75f), 2.3f, 0.8f);
    button_say(hours, "icon_list", "Children");
    Button *camera = button_add(all, ROW_CAMERA, 0, vec2(14.07f, 0.43f), 2.6f, 0.72f);
    button_say(camera, "icon_camera", "Camera");
    Button *play = button_add(all, ROW_PLAY, 0, vec2(10.7f, 0.75f), 2.5f, 1.0f);
    button_say(play, "icon_play", "Play");
    play->look = BUTTON_GREEN;
    play->greyed = !s->plan.child[0] || !plan_suits(&s->plan, s->plan.play.game);
}
