// start.c: the therapist's start screen. What is shown is one list of buttons, made anew from the
// choice: the same list is drawn, clicked and walked through by keys.
#include "therapist/start.h"

#include "render/render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUTTONS_MAX 96

// Rows of buttons that the up and down keys walk through.
typedef enum Row {
    ROW_CHILD,
    ROW_GAME,
    ROW_LEVEL,
    ROW_MINUTES,
    ROW_HAND,
    ROW_SIDE,
    ROW_POSTURE,
    ROW_SENSORY,
    ROW_KNOBS,
    ROW_PLAY,
    ROW_COUNT,
} Row;

typedef struct Button {
    Row row;
    int value;  // what the row becomes
    Vec2 at;
    float width, height;
    const char *image;  // NULL: words only
    char words[40];
    bool chosen, greyed;
} Button;

struct StartScreen {
    StartChoice choice, usual;
    StartMemory memory;
    char child[START_CHILDREN_MAX][START_CODE_MAX + 1];
    int child_count;
    Rng rng;
    Row focus;
    bool typing;      // the code of a new child
    bool knobs_open;  // the second page: the game's sliders
    int knob;         // the one that keys turn
};

static const int minutes_offered[] = { 1, 2, 3, 5, 10 };
static const float sides_offered[] = { 0.0f, 0.25f, 0.5f, 0.75f, 1.0f };
#define MINUTES_COUNT (int)(sizeof minutes_offered / sizeof *minutes_offered)
#define SIDES_COUNT   (int)(sizeof sides_offered / sizeof *sides_offered)

static const Color ink = { 0.13f, 0.20f, 0.30f, 1 };
static const Color quiet = { 0.36f, 0.43f, 0.50f, 1 };
static const Color paper = { 1, 0.99f, 0.95f, 0.96f };
static const Color chosen_color = { 0.72f, 0.90f, 0.82f, 1 };
static const Color go = { 0.0f, 0.55f, 0.40f, 1 };
static const Color focus_color = { 0.0f, 0.45f, 0.70f, 1 };

// ------------------------------------------------------------------------------------------------

static bool playable(const Game *game, const StartChoice *choice)
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
    snprintf(s->choice.child, sizeof s->choice.child, "%s-%s-%d",
             colors[rng_below(&s->rng, sizeof colors / sizeof *colors)],
             animals[rng_below(&s->rng, sizeof animals / sizeof *animals)],
             10 + rng_below(&s->rng, 90));
}

static bool remember(StartScreen *s, const char *child, const Game *game, StartChoice *choice)
{
    return s->memory.last && s->memory.last(s->memory.self, child, game, choice);
}

static void choose_child(StartScreen *s, int index)
{
    StartChoice last;
    s->typing = index == s->child_count;
    if (s->typing) {
        s->choice = s->usual;
        propose_code(s);
        return;
    }
    if (remember(s, s->child[index], NULL, &last)) s->choice = last;
    memcpy(s->choice.child, s->child[index], sizeof s->choice.child);
}

// The child's own last knobs of that game come with it.
static void choose_game(StartScreen *s, int index)
{
    StartChoice last;
    s->choice.game = game_list[index];
    s->choice.knobs_set = 0;
    s->knob = 0;
    if (!remember(s, s->choice.child, s->choice.game, &last)) return;
    s->choice.level = last.level;
    s->choice.knobs_set = last.knobs_set;
    memcpy(s->choice.knob, last.knob, sizeof last.knob);
}

static StartAnswer choose(StartScreen *s, Row row, int value)
{
    StartChoice *c = &s->choice;
    s->focus = row;
    switch (row) {
    case ROW_CHILD: choose_child(s, value); break;
    case ROW_GAME: choose_game(s, value); break;
    case ROW_LEVEL: c->level = value; break;
    case ROW_MINUTES: c->minutes = value; break;
    case ROW_HAND: c->hand = (HandRule)value; break;
    case ROW_SIDE: c->side_bias = sides_offered[value]; break;
    case ROW_POSTURE: c->posture = (Posture)value; break;
    case ROW_SENSORY: c->sensory = (SensoryPreset)value; break;
    case ROW_KNOBS: s->knobs_open = !s->knobs_open; break;
    case ROW_PLAY:
        if (c->child[0] && playable(c->game, c)) return START_PLAY;
        break;
    case ROW_COUNT: break;
    }
    return START_STAY;
}

// ------------------------------------------------------------------------------------------------
// The list of buttons.

typedef struct Buttons {
    int count;
    Button list[BUTTONS_MAX];
} Buttons;

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
        Button *b = add(all, ROW_CHILD, i, vec2(1.65f, 7.15f - 0.66f * (float)i), 2.8f, 0.58f);
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
        b->greyed = !playable(game_list[i], &s->choice);
    }
}

static void add_numbers(Buttons *all, const StartScreen *s)
{
    char words[8];
    for (int level = 1; level <= GAME_LEVELS; level++) {
        Button *b = add(all, ROW_LEVEL, level, vec2(12.75f + 0.66f * (float)(level - 1), 7.25f),
                        0.6f, 0.6f);
        snprintf(words, sizeof words, "%d", level);
        say(b, NULL, words);
        b->chosen = level == s->choice.level;
    }
    for (int i = 0; i < MINUTES_COUNT; i++) {
        Button *b = add(all, ROW_MINUTES, minutes_offered[i],
                        vec2(12.75f + 0.66f * (float)i, 6.15f), 0.6f, 0.6f);
        snprintf(words, sizeof words, "%d", minutes_offered[i]);
        say(b, NULL, words);
        b->chosen = minutes_offered[i] == s->choice.minutes;
    }
}

static void add_hands(Buttons *all, const StartScreen *s)
{
    static const char *const hands[] = { "hand_rule_left", "hand_rule_right", "hand_rule_either",
                                         "hand_rule_both", "hand_rule_alternate" };
    static const char *const sides[] = { "L", "l", "=", "r", "R" };
    for (int i = 0; i < HAND_RULE_COUNT; i++) {
        Button *b = add(all, ROW_HAND, i, vec2(12.75f + 0.66f * (float)i, 5.05f), 0.6f, 0.6f);
        say(b, hands[i], "");
        b->chosen = (int)s->choice.hand == i;
    }
    for (int i = 0; i < SIDES_COUNT; i++) {
        Button *b = add(all, ROW_SIDE, i, vec2(12.75f + 0.66f * (float)i, 3.95f), 0.6f, 0.6f);
        say(b, NULL, sides[i]);
        b->chosen = fabsf(s->choice.side_bias - sides_offered[i]) < 0.01f;
    }
}

static void add_ways(Buttons *all, const StartScreen *s)
{
    static const char *const postures[] = { "posture_standing", "posture_supported",
                                            "posture_seated", "posture_wheelchair" };
    static const char *const senses[] = { "sensory_calm", "sensory_standard", "sensory_lively" };
    for (int i = 0; i < POSTURE_COUNT; i++) {
        Button *b = add(all, ROW_POSTURE, i, vec2(12.83f + 0.82f * (float)i, 2.8f), 0.76f, 0.76f);
        say(b, postures[i], "");
        b->chosen = (int)s->choice.posture == i;
    }
    for (int i = 0; i < SENSORY_PRESET_COUNT; i++) {
        Button *b = add(all, ROW_SENSORY, i, vec2(12.93f + 1.0f * (float)i, 1.6f), 0.92f, 0.76f);
        say(b, senses[i], "");
        b->chosen = (int)s->choice.sensory == i;
    }
}

static void lay_out(const StartScreen *s, Buttons *all)
{
    all->count = 0;
    add_children(all, s);
    if (!s->knobs_open) add_games(all, s);
    add_numbers(all, s);
    add_hands(all, s);
    add_ways(all, s);
    Button *knobs = add(all, ROW_KNOBS, 0, vec2(4.9f, 0.75f), 2.6f, 0.8f);
    say(knobs, NULL, s->knobs_open ? "Games" : "Fine tuning");
    Button *play = add(all, ROW_PLAY, 0, vec2(9.2f, 0.75f), 4.6f, 1.0f);
    say(play, "icon_play", "Play");
    play->greyed = !s->choice.child[0] || !playable(s->choice.game, &s->choice);
}

// ------------------------------------------------------------------------------------------------
// The second page: sliders of the game's knobs.

static float knob_value(const StartChoice *c, int k)
{
    return c->knobs_set & 1u << k ? c->knob[k] : c->game->level[c->level - 1][k];
}

static void turn_knob(StartScreen *s, int k, float share)
{
    StartChoice *c = &s->choice;
    const Knob *knob = &c->game->knobs[k];
    s->knob = k;
    c->knob[k] = mixf(knob->low, knob->high, clampf(share, 0, 1));
    c->knobs_set |= 1u << k;
}

static float knob_y(int k)
{
    return 6.75f - 0.48f * (float)k;
}
#define KNOB_LEFT  7.0f
#define KNOB_RIGHT 10.6f

static void nudge_knob(StartScreen *s, float steps)
{
    const Knob *knob = &s->choice.game->knobs[s->knob];
    float share = (knob_value(&s->choice, s->knob) - knob->low) / (knob->high - knob->low);
    turn_knob(s, s->knob, share + steps / 20);
}

static bool point_knobs(StartScreen *s, Vec2 at)
{
    for (int k = 0; s->knobs_open && k < s->choice.game->knob_count; k++) {
        if (fabsf(at.y - knob_y(k)) > 0.24f || at.x < 3.3f || at.x > 11.9f) continue;
        s->knob = k;
        if (at.x > 11.2f)
            s->choice.knobs_set &= ~(1u << k);  // back to the level's own value
        else if (at.x > KNOB_LEFT - 0.3f)
            turn_knob(s, k, (at.x - KNOB_LEFT) / (KNOB_RIGHT - KNOB_LEFT));
        return true;
    }
    return false;
}

static void draw_knobs(const StartScreen *s, Canvas *canvas)
{
    const StartChoice *c = &s->choice;
    canvas_text(canvas, vec2(7.6f, 7.55f), 0.4f, ink, "%s", c->game->title);
    for (int k = 0; k < c->game->knob_count; k++) {
        const Knob *knob = &c->game->knobs[k];
        float y = knob_y(k), value = knob_value(c, k);
        float share = (value - knob->low) / (knob->high - knob->low);
        bool own = c->knobs_set & 1u << k;
        if (s->knob == k && s->focus == ROW_KNOBS)
            canvas_box(canvas, vec2(7.6f, y), 8.6f, 0.46f, (Color){ 0.85f, 0.92f, 0.98f, 1 });
        canvas_text(canvas, vec2(5.1f, y), 0.26f, ink, "%.32s", knob->meaning);
        canvas_limb(canvas, vec2(KNOB_LEFT, y), vec2(KNOB_RIGHT, y), 0.08f, 0.08f,
                    (Color){ 0.75f, 0.78f, 0.80f, 1 });
        canvas_disc(canvas, vec2(mixf(KNOB_LEFT, KNOB_RIGHT, share), y), 0.15f, own ? go : quiet);
        canvas_text(canvas, vec2(11.15f, y), 0.26f, own ? go : quiet, "%.3g %s", (double)value,
                    knob->unit);
        if (own) canvas_text(canvas, vec2(11.8f, y), 0.26f, quiet, "x");
    }
}

// ------------------------------------------------------------------------------------------------

StartAnswer start_point(StartScreen *s, Vec2 at)
{
    Buttons all;
    lay_out(s, &all);
    if (point_knobs(s, at)) return START_STAY;
    for (int i = 0; i < all.count; i++) {
        const Button *b = &all.list[i];
        if (fabsf(at.x - b->at.x) <= b->width / 2 && fabsf(at.y - b->at.y) <= b->height / 2)
            return choose(s, b->row, b->value);
    }
    return START_STAY;
}

// The value in `row` that lies `by` buttons from the chosen one.
static StartAnswer move_in_row(StartScreen *s, int by)
{
    if (s->knobs_open && s->focus == ROW_KNOBS) {
        nudge_knob(s, (float)by);
        return START_STAY;
    }
    if (s->focus == ROW_PLAY || s->focus == ROW_KNOBS) return START_STAY;
    Buttons all;
    lay_out(s, &all);
    int first = -1, count = 0, chosen = 0;
    for (int i = 0; i < all.count; i++) {
        if (all.list[i].row != s->focus) continue;
        if (first < 0) first = i;
        if (all.list[i].chosen) chosen = count;
        count++;
    }
    if (count == 0) return START_STAY;
    int next = (chosen + by + count) % count;
    return choose(s, s->focus, all.list[first + next].value);
}

static void move_focus(StartScreen *s, int by)
{
    if (s->knobs_open && s->focus == ROW_KNOBS) {
        int next = s->knob + by;
        if (next >= 0 && next < s->choice.game->knob_count) {
            s->knob = next;
            return;
        }
    }
    s->focus = (Row)(((int)s->focus + by + ROW_COUNT) % ROW_COUNT);
}

// Typing the code of a new child. True: the key was part of it.
static bool type_code(StartScreen *s, int key)
{
    char *code = s->choice.child;
    size_t length = strlen(code);
    if (!s->typing || s->focus != ROW_CHILD) return false;
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
    case RENDER_KEY_ENTER: return choose(s, ROW_PLAY, 0);
    case 'k': choose(s, ROW_KNOBS, 0); break;
    case RENDER_KEY_ESCAPE:
        if (!s->knobs_open) return START_LEAVE;
        s->knobs_open = false;
        break;
    default: break;
    }
    return START_STAY;
}

// ------------------------------------------------------------------------------------------------

static void draw_button(const Button *b, bool focused, Canvas *canvas)
{
    Color plate = b->row == ROW_PLAY ? go : b->chosen ? chosen_color : (Color){ 1, 1, 1, 0.95f };
    if (b->greyed) plate = (Color){ 0.86f, 0.86f, 0.84f, 1 };
    if (focused || b->chosen)
        canvas_box(canvas, b->at, b->width + 0.1f, b->height + 0.1f, focused ? focus_color : go);
    canvas_box(canvas, b->at, b->width, b->height, plate);
    Color faint = { 1, 1, 1, b->greyed ? 0.35f : 1 };
    if (b->row == ROW_GAME) {
        canvas_image(canvas, b->image, vec2(b->at.x, b->at.y + 0.16f), 1.12f, 0, faint);
        canvas_text(canvas, vec2(b->at.x, b->at.y - 0.58f), 0.21f, b->greyed ? quiet : ink, "%s",
                    b->words);
    } else if (b->row == ROW_PLAY) {
        canvas_image(canvas, b->image, vec2(b->at.x - 1.1f, b->at.y), 0.8f, 0, faint);
        canvas_text(canvas, vec2(b->at.x + 0.35f, b->at.y), 0.6f, COLOR_WHITE, "%s", b->words);
    } else if (b->image) {
        canvas_image(canvas, b->image, b->at, b->height * 0.92f, 0, faint);
    } else {
        float height = strlen(b->words) > 14 ? 0.24f : 0.32f;
        canvas_text(canvas, b->at, height, ink, "%s", b->words);
    }
}

static void draw_labels(const StartScreen *s, Canvas *canvas)
{
    const StartChoice *c = &s->choice;
    canvas_text(canvas, vec2(1.65f, 7.85f), 0.34f, quiet, "Child");
    canvas_text(canvas, vec2(14.07f, 7.78f), 0.3f, quiet, "Level");
    canvas_text(canvas, vec2(14.07f, 6.68f), 0.3f, quiet, "Minutes");
    canvas_text(canvas, vec2(14.07f, 5.58f), 0.3f, quiet, "Hand: %s", hand_rule_name(c->hand));
    int right = (int)(c->side_bias * 100 + 0.5f);
    canvas_text(canvas, vec2(14.07f, 4.48f), 0.3f, quiet, "Side %d : %d", 100 - right, right);
    canvas_text(canvas, vec2(14.07f, 3.4f), 0.3f, quiet, "%s", posture_name(c->posture));
    canvas_text(canvas, vec2(14.07f, 2.18f), 0.3f, quiet, "Senses: %s",
                sensory_preset_name(c->sensory));
}

static void draw_code(const StartScreen *s, Canvas *canvas)
{
    if (!s->typing) return;
    canvas_box(canvas, vec2(1.65f, 0.85f), 2.9f, 1.2f, (Color){ 1, 1, 1, 1 });
    canvas_text(canvas, vec2(1.65f, 1.2f), 0.22f, quiet, "code, never a name");
    canvas_text(canvas, vec2(1.65f, 0.72f), strlen(s->choice.child) > 16 ? 0.2f : 0.28f, ink, "%s_",
                s->choice.child);
}

void start_draw(const StartScreen *s, Canvas *canvas)
{
    Buttons all;
    lay_out(s, &all);
    canvas_background(canvas, "menu");
    canvas_box(canvas, vec2(1.65f, 4.55f), 3.1f, 7.4f, paper);
    canvas_box(canvas, vec2(7.72f, 4.85f), 8.75f, 6.8f, paper);
    canvas_box(canvas, vec2(14.07f, 4.55f), 3.6f, 7.4f, paper);
    canvas_text(canvas, vec2(8, 8.5f), 0.52f, ink, "Tiptoe");
    draw_labels(s, canvas);
    for (int i = 0; i < all.count; i++) {
        const Button *b = &all.list[i];
        bool focused =
            b->row == s->focus && (b->chosen || b->row == ROW_PLAY || b->row == ROW_KNOBS);
        draw_button(b, focused, canvas);
    }
    if (s->knobs_open)
        draw_knobs(s, canvas);
    else
        canvas_text(canvas, vec2(7.6f, 1.62f), 0.27f, quiet, "%.60s", s->choice.game->trains);
    draw_code(s, canvas);
    const Game *game = s->choice.game;
    if (!playable(game, &s->choice))
        canvas_text(canvas, vec2(7.6f, 7.93f), 0.27f, (Color){ 0.6f, 0.3f, 0, 1 },
                    "%s needs the legs: choose standing", game->title);
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
