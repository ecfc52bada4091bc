// SPDX-License-Identifier: MIT
// start.c: the therapist's start screen: what a key or a touch changes.
#include "render/render.h"
#include "therapist/child_badge.h"
#include "therapist/start_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool remember(StartScreen *s, const char *child, const Game *game, PlayPlan *plan)
{
    return s->memory.last && s->memory.last(s->memory.self, child, game, plan);
}

static SensoryPreset nearest_preset(const Sensory *sensory)
{
    SensoryPreset same = sensory_preset_of(sensory);
    if (same < SENSORY_PRESET_COUNT) return same;
    int nearest = SENSORY_CALM;
    float least = 10;
    for (int i = 0; i < SENSORY_PRESET_COUNT; i++) {
        float off = fabsf(sensory_preset((SensoryPreset)i).brightness - sensory->brightness);
        if (off < least) nearest = i;
        least = fminf(least, off);
    }
    return (SensoryPreset)nearest;
}

// What the screen has no button for comes to the nearest that it has.
static void take_plan(StartScreen *s, const PlayPlan *plan)
{
    GameSetup *setup = &s->plan.play.setup;
    s->plan = *plan;
    uint32_t minutes = setup->seconds / 60 + (setup->seconds % 60 >= 30);
    if (minutes < 1) minutes = 1;
    if (minutes > START_MINUTES_MAX) minutes = START_MINUTES_MAX;
    setup->seconds = 60 * minutes;
    if (setup->level < 1 || setup->level > GAME_LEVELS) setup->level = 1;
    s->sensory = nearest_preset(&setup->profile.sensory);
}

// What hangs on the child and the game.
static void look_up(StartScreen *s)
{
    s->week = (StartWeek){ 0 };
    if (s->memory.week) s->week = s->memory.week(s->memory.self, s->plan.child);
    s->kept = 0;
    s->keeping = false;
    for (int slot = 0; slot < START_PRESETS && s->memory.preset; slot++) {
        PlayPlan kept = s->plan;
        if (s->memory.preset(s->memory.self, slot, &kept)) s->kept |= 1u << slot;
    }
}

static void take_child(StartScreen *s, const char *code)
{
    char child[PLAN_CHILD_MAX + 1];
    PlayPlan last;
    snprintf(child, sizeof child, "%.*s", PLAN_CHILD_MAX, code);
    take_plan(s, remember(s, child, NULL, &last) ? &last : &s->usual);
    memcpy(s->plan.child, child, sizeof child);
    look_up(s);
}

static void choose_child(StartScreen *s, int index)
{
    REQUIRE(index >= 0 && index <= s->child_count);
    s->typing = index == s->child_count;
    if (s->typing) {
        child_code_propose(&s->rng, s->plan.child);
        take_child(s, s->plan.child);
    } else {
        take_child(s, s->child[index]);
    }
}

// The child's own last knobs of that game come with it.
static void choose_game(StartScreen *s, int index)
{
    PlaySetup *play = &s->plan.play;
    PlayPlan last;
    REQUIRE(index >= 0 && index < game_count);
    play->game = game_list[index];
    play->knobs_set = 0;
    s->slider = 0;
    if (remember(s, s->plan.child, play->game, &last)) {
        play->setup.level = last.play.setup.level;
        play->knobs_set = last.play.knobs_set;
        memcpy(play->setup.knob, last.play.setup.knob, sizeof play->setup.knob);
    }
    look_up(s);
}

static void choose_preset(StartScreen *s, int slot)
{
    REQUIRE(slot >= 0 && slot <= START_PRESETS);
    if (slot == START_PRESETS) {
        s->keeping = !s->keeping;
    } else if (s->keeping) {
        if (s->memory.keep_preset) s->memory.keep_preset(s->memory.self, slot, &s->plan);
        look_up(s);
    } else if (s->memory.preset) {
        s->memory.preset(s->memory.self, slot, &s->plan);
    }
}

// One arm at most: with neither there is nothing to reach with.
static void toggle_limb(Profile *profile, int limb)
{
    REQUIRE(limb >= 0 && limb < LIMB_COUNT);
    unsigned bit = 1u << limb;
    if (bit & LIMBS_ARMS) profile->without &= ~LIMBS_ARMS | bit;
    profile->without ^= bit;
}

static void toggle_tick(PlaySetup *play, int tick)
{
    bool *ticked = tick == TICK_JUMPS ? &play->jumps : &play->spotter;
    *ticked = !*ticked;
}

static void open_letters(StartScreen *s, bool walked)
{
    s->writing = true;
    letters_page_open(&s->letters, LETTERS_CODE, "Code of a child, never a name", s->plan.child,
                      PLAN_CHILD_MAX, walked);
}

static StartAnswer choose(StartScreen *s, Row row, double value)
{
    const PlanChoice choice = start_choice(row);
    Profile *profile = &s->plan.play.setup.profile;
    s->focus = row;
    if (choice != PLAN_COUNT) plan_set(&s->plan, choice, value);
    switch (row) {
    case ROW_CHILD: choose_child(s, (int)value); break;
    case ROW_CODE: open_letters(s, true); break;
    case ROW_LOOK: return START_LOOK;
    case ROW_CAMERA: return START_CAMERA;
    case ROW_CHILDREN: return START_CHILDREN;
    case ROW_GAME: choose_game(s, (int)value); break;
    case ROW_TAB:
        s->page = (StartPage)value;
        s->slider = 0;
        break;
    case ROW_PRESET: choose_preset(s, (int)value); break;
    case ROW_LIMB: toggle_limb(profile, (int)value); break;
    case ROW_TICK: toggle_tick(&s->plan.play, (int)value); break;
    case ROW_SENSORY:
        s->sensory = (SensoryPreset)value;
        profile->sensory = sensory_preset(s->sensory);
        break;
    case ROW_TUNING:
        s->page = s->page == PAGE_GAMES ? PAGE_GAME : PAGE_GAMES;
        s->slider = 0;
        if (s->page == PAGE_GAME) s->focus = ROW_SLIDER;
        break;
    case ROW_LEAVE:
        if (value == LEAVE_NOW) return START_LEAVE;
        s->asking = value == LEAVE_ASK;
        if (!s->asking) s->focus = ROW_PLAY;
        break;
    case ROW_BOOK:
        if (s->plan.child[0]) return START_BOOK;
        break;
    case ROW_PLAY:
        if (s->plan.child[0] && plan_suits(&s->plan, s->plan.play.game)) return START_PLAY;
        break;
    default: break;
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

// A known child's last choice comes back with its code.
static StartAnswer take_letters(StartScreen *s, LettersAnswer answer)
{
    if (answer == LETTERS_CHANGED) take_child(s, s->letters.text);
    s->writing = answer == LETTERS_STAY || answer == LETTERS_CHANGED;
    return START_STAY;
}

StartAnswer start_point(StartScreen *s, Vec2 at)
{
    Buttons all;
    if (s->writing) return take_letters(s, letters_page_point(&s->letters, at));
    if (s->asking)
        start_lay_out_question(&all);
    else
        start_lay_out(s, &all);
    const Button *b = button_at(&all, at);
    if (b) return choose(s, (Row)b->row, b->value);
    if (!s->asking) point_sliders(s, at);
    return START_STAY;
}

// Rows in which going along must change nothing yet.
static bool is_pressed(Row row)
{
    return row == ROW_PRESET || row == ROW_LIMB || row == ROW_TICK;
}

// Rows of one button.
static bool is_alone(Row row)
{
    return row == ROW_PLAY || row == ROW_TUNING || row == ROW_LEAVE || row == ROW_BOOK ||
           row == ROW_LOOK || row == ROW_CAMERA || row == ROW_CHILDREN || row == ROW_CODE;
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
    if (is_alone(s->focus)) return START_STAY;
    Buttons all;
    start_lay_out(s, &all);
    int first = -1, count = 0, chosen = 0;
    for (int i = 0; i < all.count; i++) {
        if (all.list[i].row != (int)s->focus) continue;
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
        if (all.list[i].row == (int)row) return true;
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

// On the new child, typing begins its code.
static bool begins_code(const StartScreen *s, int key)
{
    bool letter = (key >= 'a' && key <= 'z') || (key >= '0' && key <= '9') || key == '-' ||
                  key == '_' || key == RENDER_KEY_BACKSPACE;
    return letter && s->typing && s->focus == ROW_CHILD;
}

// Esc takes the question back, so that pressing it again and again leaves nothing.
static StartAnswer answer_leaving(StartScreen *s, int key)
{
    if (key == RENDER_KEY_ENTER) return choose(s, ROW_LEAVE, LEAVE_NOW);
    if (key == RENDER_KEY_ESCAPE) choose(s, ROW_LEAVE, LEAVE_NOT);
    return START_STAY;
}

StartAnswer start_key(StartScreen *s, int key)
{
    if (s->asking) return answer_leaving(s, key);
    if (!s->writing && begins_code(s, key)) open_letters(s, false);
    if (s->writing) return take_letters(s, letters_page_key(&s->letters, key));
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
        if (s->focus == ROW_LEAVE) choose(s, ROW_LEAVE, LEAVE_ASK);
        if (s->focus == ROW_BOOK) return choose(s, ROW_BOOK, 0);
        if (s->focus == ROW_CODE) return choose(s, ROW_CODE, 0);
        if (s->focus == ROW_LOOK) return START_LOOK;
        if (s->focus == ROW_CAMERA) return START_CAMERA;
        if (s->focus == ROW_CHILDREN) return START_CHILDREN;
        break;
    case 'b': return choose(s, ROW_BOOK, 0);
    case 'c': return START_CAMERA;
    case 'h': return START_CHILDREN;
    case RENDER_KEY_ENTER: return choose(s, ROW_PLAY, 0);
    case 'k': choose(s, ROW_TUNING, 0); break;
    case 'l': return START_LOOK;
    case RENDER_KEY_ESCAPE:
        if (s->page == PAGE_GAMES) return choose(s, ROW_LEAVE, LEAVE_ASK);
        s->page = PAGE_GAMES;
        s->focus = ROW_PLAY;
        break;
    default: break;
    }
    return START_STAY;
}

const PlayPlan *start_plan(const StartScreen *s)
{
    return &s->plan;
}

StartScreen *start_open(const char (*children)[PLAN_CHILD_MAX + 1], int count,
                        const PlayPlan *usual, StartMemory memory, uint64_t seed)
{
    StartScreen *s = calloc(1, sizeof *s);
    REQUIRE(s && usual->play.game);
    s->usual = *usual;
    s->memory = memory;
    s->rng = rng_seed(seed);
    for (int i = 0; i < game_count && i < START_GAMES_MAX; i++)
        snprintf(s->card[i], sizeof s->card[i], "card_%s", game_list[i]->id);
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
