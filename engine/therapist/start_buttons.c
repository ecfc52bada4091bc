// start_buttons.c: where each button lies, what it stands for, and which are chosen.
#include "therapist/start_parts.h"

#include <stdio.h>
#include <string.h>

const float start_sides[5] = { 0.0f, 0.25f, 0.5f, 0.75f, 1.0f };

#define COLUMN_X 12.75f  // of the first button on the right
#define COLUMN_W 0.66f

static Button *add(Buttons *all, Row row, int value, Vec2 at, float width, float height)
{
    static Button nowhere;
    if (all->count == BUTTONS_MAX) return &nowhere;
    Button *button = &all->list[all->count++];
    *button = (Button){ .row = row, .value = value, .at = at, .width = width, .height = height };
    return button;
}

static void say(Button *button, const char *image, const char *words)
{
    button->image = image;
    snprintf(button->words, sizeof button->words, "%s", words);
}

static void add_children(Buttons *all, const StartScreen *s)
{
    for (int i = 0; i <= s->child_count; i++) {
        Button *b = add(all, ROW_CHILD, i, vec2(1.65f, 7.35f - 0.62f * (float)i), 2.8f, 0.54f);
        bool new_child = i == s->child_count;
        say(b, NULL, new_child ? "New child" : s->child[i]);
        b->chosen = new_child ? s->typing : !s->typing && !strcmp(s->child[i], s->choice.child);
    }
}

static void add_games(Buttons *all, const StartScreen *s)
{
    // The names of the picture cards; a newcomer's game has none yet and shows its title.
    static char card[32][40];
    for (int i = 0; i < game_count && i < 32; i++) {
        Vec2 at = vec2(4.15f + 1.72f * (float)(i % 5), 7.0f - 1.62f * (float)(i / 5));
        Button *b = add(all, ROW_GAME, i, at, 1.62f, 1.52f);
        snprintf(card[i], sizeof card[i], "card_%s", game_list[i]->id);
        say(b, card[i], game_list[i]->title);
        b->chosen = game_list[i] == s->choice.game;
        b->greyed = !start_playable(game_list[i], &s->choice);
    }
}

static void add_tabs(Buttons *all, const StartScreen *s)
{
    static const char *const words[] = { "", "The game", "The senses", "The child" };
    for (int page = PAGE_GAME; page < PAGE_COUNT; page++) {
        Button *b =
            add(all, ROW_TAB, page, vec2(5.2f + 2.5f * (float)(page - 1), 7.72f), 2.3f, 0.6f);
        say(b, NULL, words[page]);
        b->chosen = page == (int)s->page;
    }
}

static void add_presets(Buttons *all, const StartScreen *s)
{
    char words[8];
    for (int slot = 0; slot < START_PRESETS; slot++) {
        Button *b = add(all, ROW_PRESET, slot, vec2(6.6f + 0.8f * (float)slot, 1.88f), 0.7f, 0.52f);
        snprintf(words, sizeof words, "%d", slot + 1);
        say(b, NULL, words);
        b->greyed = !s->keeping && !(s->kept & 1u << slot);
    }
    Button *b = add(all, ROW_PRESET, START_PRESETS, vec2(9.6f, 1.88f), 1.5f, 0.52f);
    say(b, NULL, "Keep as");
    b->chosen = s->keeping;
}

static void add_child_choices(Buttons *all, const StartScreen *s)
{
    static const char *const players[] = { "on the spot", "the smaller one" };
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        Button *b = add(all, ROW_LIMB, limb, vec2(6.2f + 1.55f * (float)limb, 3.15f), 1.42f, 0.56f);
        say(b, NULL, limb_words((Limb)limb));
        b->chosen = s->choice.without & 1u << limb;
    }
    for (int i = 0; i < 2; i++) {
        Button *b = add(all, ROW_PLAYER, i, vec2(6.65f + 2.35f * (float)i, 2.2f), 2.2f, 0.56f);
        say(b, NULL, players[i]);
        b->chosen = (int)s->choice.smaller == i;
    }
}

static void add_numbers(Buttons *all, const StartScreen *s)
{
    char words[8];
    for (int level = 1; level <= GAME_LEVELS; level++) {
        Vec2 at = vec2(COLUMN_X + COLUMN_W * (float)(level - 1), 7.4f);
        Button *b = add(all, ROW_LEVEL, level, at, 0.6f, 0.56f);
        snprintf(words, sizeof words, "%d", level);
        say(b, NULL, words);
        b->chosen = level == s->choice.level;
    }
    for (int minutes = 1; minutes <= START_MINUTES_MAX; minutes++) {
        int i = minutes - 1;
        Vec2 at = vec2(COLUMN_X + COLUMN_W * (float)(i % 5), 6.4f - 0.56f * (float)(i / 5));
        Button *b = add(all, ROW_MINUTES, minutes, at, 0.6f, 0.5f);
        snprintf(words, sizeof words, "%d", minutes);
        say(b, NULL, words);
        b->chosen = minutes == s->choice.minutes;
    }
}

static void add_hands(Buttons *all, const StartScreen *s)
{
    static const char *const hands[] = { "hand_rule_left", "hand_rule_right", "hand_rule_either",
                                         "hand_rule_both", "hand_rule_alternate" };
    static const char *const sides[] = { "L", "l", "=", "r", "R" };
    for (int i = 0; i < HAND_RULE_COUNT; i++) {
        Button *b = add(all, ROW_HAND, i, vec2(COLUMN_X + COLUMN_W * (float)i, 4.86f), 0.6f, 0.56f);
        say(b, hands[i], "");
        b->chosen = (int)s->choice.hand == i;
    }
    for (int i = 0; i < 5; i++) {
        Button *b = add(all, ROW_SIDE, i, vec2(COLUMN_X + COLUMN_W * (float)i, 3.88f), 0.6f, 0.56f);
        say(b, NULL, sides[i]);
        b->chosen = fabsf(s->choice.side_bias - start_sides[i]) < 0.01f;
    }
}

static void add_ways(Buttons *all, const StartScreen *s)
{
    static const char *const postures[] = { "posture_standing", "posture_supported",
                                            "posture_seated", "posture_wheelchair" };
    static const char *const senses[] = { "sensory_calm", "sensory_standard", "sensory_lively" };
    for (int i = 0; i < POSTURE_COUNT; i++) {
        Button *b = add(all, ROW_POSTURE, i, vec2(12.83f + 0.82f * (float)i, 2.82f), 0.76f, 0.74f);
        say(b, postures[i], "");
        b->chosen = (int)s->choice.posture == i;
    }
    SensoryPreset preset = sensory_preset_of(&s->choice.senses);
    for (int i = 0; i < SENSORY_PRESET_COUNT; i++) {
        Button *b = add(all, ROW_SENSORY, i, vec2(12.93f + 1.0f * (float)i, 1.62f), 0.92f, 0.74f);
        say(b, senses[i], "");
        b->chosen = (int)preset == i;
    }
}

void start_lay_out(const StartScreen *s, Buttons *all)
{
    all->count = 0;
    add_children(all, s);
    if (s->page == PAGE_GAMES)
        add_games(all, s);
    else
        add_tabs(all, s);
    if (s->page == PAGE_GAME) add_presets(all, s);
    if (s->page == PAGE_CHILD) add_child_choices(all, s);
    add_numbers(all, s);
    add_hands(all, s);
    add_ways(all, s);
    Button *tuning = add(all, ROW_TUNING, 0, vec2(4.9f, 0.75f), 2.6f, 0.8f);
    say(tuning, NULL, s->page == PAGE_GAMES ? "Fine tuning" : "Games");
    Button *play = add(all, ROW_PLAY, 0, vec2(9.2f, 0.75f), 4.6f, 1.0f);
    say(play, "icon_play", "Play");
    play->greyed = !s->choice.child[0] || !start_playable(s->choice.game, &s->choice);
}
