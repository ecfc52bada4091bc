// SPDX-License-Identifier: MIT
// start_draw.c: the start screen on the canvas.
#include "therapist/child_badge.h"
#include "therapist/palette.h"
#include "therapist/start_parts.h"

#include <stdio.h>

static const Color groove = { 0.75f, 0.78f, 0.80f, 1 };

static void draw_labels(const StartScreen *s, Canvas *canvas)
{
    const Profile *profile = &s->plan.play.setup.profile;
    const float x = 14.07f;
    SensoryPreset preset = sensory_preset_of(&profile->sensory);
    int right = (int)(profile->side_bias * 100 + 0.5f);
    canvas_text(canvas, vec2(1.65f, 7.9f), 0.32f, PALETTE_QUIET, "Child");
    canvas_text(canvas, vec2(x, 7.9f), 0.29f, PALETTE_QUIET, "Level");
    canvas_text(canvas, vec2(x, 6.88f), 0.29f, PALETTE_QUIET, "Minutes");
    canvas_text(canvas, vec2(x, 5.38f), 0.25f, PALETTE_QUIET, "Hand: %s",
                hand_rule_name(profile->hand));
    canvas_text(canvas, vec2(x, 4.39f), 0.25f, PALETTE_QUIET, "Side %d : %d", 100 - right, right);
    canvas_text(canvas, vec2(x, 3.395f), 0.25f, PALETTE_QUIET, "%s",
                posture_name(profile->posture));
    canvas_text(canvas, vec2(x, 2.21f), 0.25f, PALETTE_QUIET, "Senses: %s",
                preset < SENSORY_PRESET_COUNT ? sensory_preset_name(preset) : "tuned");
}

static void draw_slider(const Slider *slider, bool focused, Canvas *canvas)
{
    float share = (slider->value - slider->low) / (slider->high - slider->low), y = slider->y;
    Color color = slider->own ? PALETTE_LEAF : PALETTE_QUIET;
    if (focused) canvas_box(canvas, vec2(7.72f, y), 8.6f, 0.44f, (Color){ 0.85f, 0.92f, 0.98f, 1 });
    canvas_text_within(canvas, vec2(5.6f, y), 0.25f, 4.3f, PALETTE_INK, "%s", slider->meaning);
    canvas_limb(canvas, vec2(SLIDER_LEFT, y), vec2(SLIDER_RIGHT, y), 0.08f, 0.08f, groove);
    canvas_disc(canvas, vec2(mixf(SLIDER_LEFT, SLIDER_RIGHT, clampf(share, 0, 1)), y), 0.15f,
                color);
    canvas_text_within(canvas, vec2(11.0f, y), 0.25f, 1.4f, color, "%s", slider->words);
    if (slider->own) canvas_text(canvas, vec2(11.88f, y), 0.28f, PALETTE_QUIET, "x");
}

static void draw_tuning(const StartScreen *s, Canvas *canvas)
{
    Slider list[SLIDERS_MAX];
    int count = start_sliders(s, list);
    for (int i = 0; i < count; i++)
        draw_slider(&list[i], s->focus == ROW_SLIDER && s->slider == i, canvas);
}

// The code that is typed, or how the week goes.
static void draw_under_children(const StartScreen *s, Canvas *canvas)
{
    const float x = 1.65f;
    if (s->typing) {
        canvas_text(canvas, vec2(x, 2.15f), 0.24f, PALETTE_QUIET, "code, never a name");
        return;
    }
    canvas_text(canvas, vec2(2.25f, 3.25f), 0.27f, PALETTE_QUIET, "This week:");
    canvas_text(canvas, vec2(2.25f, 2.88f), 0.27f, PALETTE_QUIET, "%u min", s->week.minutes);
    float y = 2.2f;
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        uint32_t goal = s->week.goal[limb], reps = s->week.reps[limb];
        if (!goal && !reps) continue;
        float share = goal ? clampf((float)reps / (float)goal, 0, 1) : 0;
        if (goal) {
            canvas_box(canvas, vec2(x, y), 2.8f, 0.38f, (Color){ 0.90f, 0.92f, 0.92f, 1 });
            canvas_box(canvas, vec2(x - 1.4f * (1 - share), y), 2.8f * share, 0.38f, PALETTE_MINT);
            canvas_text_within(canvas, vec2(x, y + 0.015f), 0.24f, 2.7f, PALETTE_INK, "%s %u/%u",
                               limb_words((Limb)limb), reps, goal);
        } else {
            canvas_text_within(canvas, vec2(x, y), 0.24f, 2.7f, PALETTE_INK, "%s %u",
                               limb_words((Limb)limb), reps);
        }
        y -= 0.38f;
    }
}

// The child's own figure, on the button that leads to its look.
static void draw_child(const StartScreen *s, const Button *b, Canvas *canvas)
{
    CanvasFigure figure =
        canvas_figure_stand(vec2(b->at.x, b->at.y - 0.43f * b->height), 0.76f * b->height);
    figure.seated = profile_is_seated(&s->plan.play.setup.profile);
    canvas_figure(canvas, &figure);
}

// The child in its own look on a game's card, and on the buttons of the postures.
static void draw_child_on(const StartScreen *s, const Button *b, Canvas *canvas)
{
    if (s->asking) return;
    if (b->row == ROW_LOOK) draw_child(s, b, canvas);
    if (b->row == ROW_GAME) {
        float height;
        Vec2 at = button_picture(b, &height);
        game_draw_card_child(canvas, game_list[(int)b->value], at, height);
    }
    if (b->row == ROW_POSTURE) child_posture(canvas, (Posture)b->value, b->at, b->height);
}

static void draw_question(Canvas *canvas)
{
    Buttons all;
    start_lay_out_question(&all);
    const Vec2 middle = { STAGE_WIDTH / 2, STAGE_HEIGHT / 2 };
    canvas_box(canvas, middle, STAGE_WIDTH + 2, STAGE_HEIGHT + 2, PALETTE_DUSK);
    canvas_box(canvas, middle, 7.6f, 3.4f, PALETTE_SHEET);
    canvas_text(canvas, vec2(middle.x, 5.3f), 0.6f, PALETTE_INK, "Leave Tiptoe?");
    for (int i = 0; i < all.count; i++) button_draw(&all.list[i], false, canvas);
}

// Who watches; what the store did not take comes first.
static void draw_watch(const StartScreen *s, Canvas *canvas)
{
    const Color cream = { 1.0f, 0.93f, 0.77f, 1 };
    if (s->trouble[0]) {
        canvas_box(canvas, vec2(13.2f, 8.62f), 5.3f, 0.66f, cream);
        board_words(canvas, vec2(10.7f, 8.77f), 0.25f, 5.0f, 2, PALETTE_AMBER, s->trouble);
    } else {
        canvas_text_within(canvas, vec2(13.2f, 8.62f), 0.25f, 5.0f, PALETTE_INK,
                           "A skilled adult watches, not the machine.");
    }
}

static void draw_page(const StartScreen *s, Canvas *canvas)
{
    Buttons all;
    const Game *game = s->plan.play.game;
    start_lay_out(s, &all);
    canvas_background(canvas, "menu");
    canvas_box(canvas, vec2(1.65f, 4.55f), 3.1f, 7.4f, PALETTE_PAPER);
    canvas_box(canvas, vec2(7.72f, 4.85f), 8.75f, 6.8f, PALETTE_PAPER);
    canvas_box(canvas, vec2(14.07f, 4.55f), 3.6f, 7.4f, PALETTE_PAPER);
    canvas_text(canvas, vec2(8, 8.62f), 0.46f, PALETTE_INK, s->page == PAGE_GAMES ? "Tiptoe" : "%s",
                game->title);
    draw_watch(s, canvas);
    draw_labels(s, canvas);
    if (s->page != PAGE_GAMES) draw_tuning(s, canvas);
    for (int i = 0; i < all.count; i++) {
        const Button *b = &all.list[i];
        bool alone = b->row == ROW_PLAY || b->row == ROW_TUNING || b->row == ROW_LEAVE ||
                     b->row == ROW_BOOK || b->row == ROW_LOOK || b->row == ROW_CAMERA ||
                     b->row == ROW_CHILDREN || b->row == ROW_CODE;
        bool pressed = b->row == ROW_PRESET || b->row == ROW_LIMB || b->row == ROW_TICK;
        bool here = pressed ? (int)b->value == s->cursor : b->chosen || alone;
        button_draw(b, b->row == (int)s->focus && here, canvas);
        draw_child_on(s, b, canvas);
    }
    draw_under_children(s, canvas);
    if (s->page != PAGE_GAMES) return;
    const Vec2 trains = { 3.65f, 2.08f };
    char why[96], words[160];
    bool refused = plan_refusal(&s->plan, game, why, sizeof why);
    snprintf(words, sizeof words, "%.60s %s", game->title, why);
    board_words(canvas, trains, 0.25f, 8.1f, 2, refused ? PALETTE_AMBER : PALETTE_QUIET,
                refused ? words : game->trains);
}

void start_trouble(StartScreen *s, const char *words)
{
    snprintf(s->trouble, sizeof s->trouble, "%s", words);
}

void start_draw(const StartScreen *s, Canvas *canvas)
{
    canvas->grown_ups = true;
    if (s->writing) {
        letters_page_draw(&s->letters, NULL, canvas);
        return;
    }
    draw_page(s, canvas);
    if (s->asking) draw_question(canvas);
}
