// start.c: the therapist's start screen: what a key or a touch changes.
#include "render/render.h"
#include "therapist/start_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool start_playable(const Game *game, const StartChoice *choice)
{
    Profile profile = { .posture = choice->posture, .without = choice->without };
    return !(game->needs_legs && profile_is_seated(&profile));
}

// A code nobody could guess a name from: a colour, an animal, a number.
static void propose_code(StartScreen *s)
{
    static const char *const colors[] = { "BLUE", "GREEN", "RED", "GOLD", "PINK", "GREY", "WHITE" };
    static const char *const animals[] = { "FOX",  "OWL",  "BEAR", "DUCK", "FROG",
                                           "SEAL", "WREN", "MOLE", "LYNX", "HARE" };
    int color = rng_below(&s->rng, sizeof colors / sizeof *colors);
    int animal = rng_below(&s->rng, sizeof animals / sizeof *animals);
    snprintf(s->choice.child, sizeof s->choice.child, "%s-%s-%d", colors[color], animals[animal],
             10 + rng_below(&s->rng, 90));
}

static bool remember(StartScreen *s, const char *child, const Game *game, StartChoice *choice)
{
    return s->memory.last && s->memory.last(s->memory.self, child, game, choice);
}

// What hangs on the child and the game.
static void look_up(StartScreen *s)
{
    s->week = (StartWeek){ 0 };
    if (s->memory.week) s->week = s->memory.week(s->memory.self, s->choice.child);
    s->kept = 0;
    s->keeping = false;
    for (int slot = 0; slot < START_PRESETS && s->memory.preset; slot++) {
        StartChoice kept = s->choice;
        if (s->memory.preset(s->memory.self, slot, &kept)) s->kept |= 1u << slot;
    }
}

static void take_child(StartScreen *s, const char *code)
{
    char child[START_CODE_MAX + 1];
    StartChoice last;
    snprintf(child, sizeof child, "%s", code);
    s->choice = remember(s, child, NULL, &last) ? last : s->usual;
    memcpy(s->choice.child, child, sizeof child);
    look_up(s);
}

static void choose_child(StartScreen *s, int index)
{
    s->typing = index == s->child_count;
    if (s->typing) {
        propose_code(s);
        take_child(s, s->choice.child);
    } else {
        take_child(s, s->child[index]);
    }
}

// The child's own last knobs of that game come with it.
static void choose_game(StartScreen *s, int index)
{
    StartChoice last;
    s->choice.game = game_list[index];
    s->choice.knobs_set = 0;
    s->slider = 0;
    if (remember(s, s->choice.child, s->choice.game, &last)) {
        s->choice.level = last.level;
        s->choice.knobs_set = last.knobs_set;
        memcpy(s->choice.knob, last.knob, sizeof last.knob);
    }
    look_up(s);
}

static void choose_preset(StartScreen *s, int slot)
{
    if (slot == START_PRESETS) {
        s->keeping = !s->keeping;
    } else if (s->keeping) {
        if (s->memory.keep_preset) s->memory.keep_preset(s->memory.self, slot, &s->choice);
        look_up(s);
    } else if (s->memory.preset) {
        s->memory.preset(s->memory.self, slot, &s->choice);
    }
}

// One arm at most: with neither there is nothing to reach with.
static void toggle_limb(StartChoice *c, int limb)
{
    unsigned bit = 1u << limb;
    if (bit & LIMBS_ARMS) c->without &= ~LIMBS_ARMS | bit;
    c->without ^= bit;
}

static StartAnswer choose(StartScreen *s, Row row, int value)
{
    StartChoice *c = &s->choice;
    s->focus = row;
    switch (row) {
    case ROW_CHILD: choose_child(s, value); break;
    case ROW_GAME: choose_game(s, value); break;
    case ROW_TAB:
        s->page = (Page)value;
        s->slider = 0;
        break;
    case ROW_PRESET: choose_preset(s, value); break;
    case ROW_LIMB: toggle_limb(c, value); break;
    case ROW_PLAYER: c->smaller = value; break;
    case ROW_LEVEL: c->level = value; break;
    case ROW_MINUTES: c->minutes = value; break;
    case ROW_HAND: c->hand = (HandRule)value; break;
    case ROW_SIDE: c->side_bias = start_sides[value]; break;
    case ROW_POSTURE: c->posture = (Posture)value; break;
    case ROW_SENSORY:
        c->sensory = (SensoryPreset)value;
        c->senses = sensory_preset(c->sensory);
        break;
    case ROW_TUNING:
        s->page = s->page == PAGE_GAMES ? PAGE_GAME : PAGE_GAMES;
        s->slider = 0;
        if (s->page == PAGE_GAME) s->focus = ROW_SLIDER;
        break;
    case ROW_PLAY:
        if (c->child[0] && start_playable(c->game, c)) return START_PLAY;
        break;
    case ROW_SLIDER:
    case ROW_COUNT: break;
    }
    return START_STAY;
}

static bool point_sliders(StartScreen *s, Vec2 at)
{
    Slider list[SLIDERS_MAX];
    int count = start_sliders(s, list);
    for (int i = 0; i < count; i++) {
        if (fabsf(at.y - list[i].y) > 0.22f || at.x < 3.4f || at.x > 12.1f) continue;
        s->slider = i;
        s->focus = ROW_SLIDER;
        float share = clampf((at.x - SLIDER_LEFT) / (SLIDER_RIGHT - SLIDER_LEFT), 0, 1);
        if (at.x > 11.6f && list[i].own)
            start_reset(s, i);
        else if (at.x > SLIDER_LEFT - 0.3f && at.x < SLIDER_RIGHT + 0.3f)
            start_turn(s, i, mixf(list[i].low, list[i].high, share));
        return true;
    }
    return false;
}

StartAnswer start_point(StartScreen *s, Vec2 at)
{
    Buttons all;
    start_lay_out(s, &all);
    for (int i = 0; i < all.count; i++) {
        const Button *b = &all.list[i];
        if (fabsf(at.x - b->at.x) <= b->width / 2 && fabsf(at.y - b->at.y) <= b->height / 2)
            return choose(s, b->row, b->value);
    }
    point_sliders(s, at);
    return START_STAY;
}

// Rows in which going along must change nothing yet.
static bool is_pressed(Row row)
{
    return row == ROW_PRESET || row == ROW_LIMB;
}

// The value in the row of the focus that lies `by` buttons from the chosen one.
static StartAnswer move_in_row(StartScreen *s, int by)
{
    if (s->focus == ROW_SLIDER) {
        Slider list[SLIDERS_MAX];
        if (s->slider < start_sliders(s, list)) {
            const Slider *slider = &list[s->slider];
            start_turn(s, s->slider, slider->value + (float)by * slider->step);
        }
        return START_STAY;
    }
    if (s->focus == ROW_PLAY || s->focus == ROW_TUNING) return START_STAY;
    Buttons all;
    start_lay_out(s, &all);
    int first = -1, count = 0, chosen = 0;
    for (int i = 0; i < all.count; i++) {
        if (all.list[i].row != s->focus) continue;
        if (first < 0) first = i;
        if (all.list[i].chosen) chosen = count;
        count++;
    }
    if (count == 0) return START_STAY;
    if (is_pressed(s->focus)) {
        s->cursor = (s->cursor + by + count) % count;
        return START_STAY;
    }
    return choose(s, s->focus, all.list[first + (chosen + by + count) % count].value);
}

// Rows of another page are passed over.
static bool is_shown(const StartScreen *s, Row row)
{
    Buttons all;
    if (row == ROW_SLIDER) return s->page != PAGE_GAMES;
    start_lay_out(s, &all);
    for (int i = 0; i < all.count; i++)
        if (all.list[i].row == row) return true;
    return false;
}

static void move_focus(StartScreen *s, int by)
{
    Slider list[SLIDERS_MAX];
    int next = s->slider + by;
    if (s->focus == ROW_SLIDER && next >= 0 && next < start_sliders(s, list)) {
        s->slider = next;
        return;
    }
    do s->focus = (Row)(((int)s->focus + by + ROW_COUNT) % ROW_COUNT);
    while (!is_shown(s, s->focus));
    s->cursor = 0;
    if (s->focus == ROW_SLIDER) s->slider = by > 0 ? 0 : start_sliders(s, list) - 1;
}

// Typing the code of a child that is not in the list. True: the key was part of it.
static bool type_code(StartScreen *s, int key)
{
    char code[START_CODE_MAX + 1];
    size_t length = strlen(s->choice.child);
    if (!s->typing || s->focus != ROW_CHILD) return false;
    memcpy(code, s->choice.child, sizeof code);
    bool letter =
        (key >= 'a' && key <= 'z') || (key >= '0' && key <= '9') || key == '-' || key == '_';
    if (key == RENDER_KEY_BACKSPACE && length > 0)
        code[length - 1] = '\0';
    else if (letter && length < START_CODE_MAX) {
        code[length] = (char)(key >= 'a' && key <= 'z' ? key - 'a' + 'A' : key);
        code[length + 1] = '\0';
    } else {
        return key == RENDER_KEY_BACKSPACE;
    }
    take_child(s, code);  // a known child's last choice comes back
    return true;
}

StartAnswer start_key(StartScreen *s, int key)
{
    if (type_code(s, key)) return START_STAY;
    if (key >= '1' && key <= '5') return choose(s, ROW_LEVEL, key - '0');
    switch (key) {
    case RENDER_KEY_UP: move_focus(s, -1); break;
    case RENDER_KEY_TAB:
    case RENDER_KEY_DOWN: move_focus(s, 1); break;
    case RENDER_KEY_LEFT: return move_in_row(s, -1);
    case RENDER_KEY_RIGHT: return move_in_row(s, 1);
    case RENDER_KEY_BACKSPACE:
        if (s->focus == ROW_SLIDER) start_reset(s, s->slider);
        break;
    case ' ':
        if (is_pressed(s->focus)) choose(s, s->focus, s->cursor);
        break;
    case RENDER_KEY_ENTER: return choose(s, ROW_PLAY, 0);
    case 'k': choose(s, ROW_TUNING, 0); break;
    case RENDER_KEY_ESCAPE:
        if (s->page == PAGE_GAMES) return START_LEAVE;
        s->page = PAGE_GAMES;
        s->focus = ROW_PLAY;
        break;
    default: break;
    }
    return START_STAY;
}

const StartChoice *start_choice(const StartScreen *s)
{
    return &s->choice;
}

StartScreen *start_open(const char (*children)[START_CODE_MAX + 1], int count,
                        const StartChoice *usual, StartMemory memory, uint64_t seed)
{
    StartScreen *s = calloc(1, sizeof *s);
    REQUIRE(s && usual->game);
    s->usual = s->choice = *usual;
    s->memory = memory;
    s->rng = rng_seed(seed);
    s->child_count = count < START_CHILDREN_MAX ? count : START_CHILDREN_MAX;
    for (int i = 0; i < s->child_count; i++)
        snprintf(s->child[i], sizeof s->child[i], "%s", children[i]);
    choose_child(s, 0);  // the newest child, or a new one
    s->focus = ROW_PLAY;
    return s;
}

void start_close(StartScreen **s)
{
    free(*s);
    *s = NULL;
}
