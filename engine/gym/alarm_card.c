// SPDX-License-Identifier: MIT
// alarm_card.c: the two cards of an alarm.
#include "gym/alarm_card.h"

#include "render/render.h"
#include "therapist/board.h"
#include "therapist/palette.h"

#include <stdio.h>

#define MIDDLE_X  (STAGE_WIDTH / 2)
#define REST      (-1)  // of a button: not an answer
#define MAT_HIGH  3.0f  // of the box seen from above, at most
#define MAT_WIDE  4.4f
#define ARROW_END 0.35f

static void lay_out(const AlarmCard *card, Buttons *all)
{
    static const char *const digits[ALARM_ANSWER_COUNT] = { "1", "2", "3", "4", "5" };
    all->count = 0;
    for (int i = 0; i < ALARM_ANSWER_COUNT; i++) {
        Vec2 at = vec2(2.05f + 2.98f * (float)i, 2.15f);
        Button *b = button_add_key(all, '1' + i, digits[i], at, 2.8f);
        button_say(b, NULL, alarm_answer_words((AlarmAnswer)i));
        b->chosen = card && card->answer == 1 + i;
    }
    Button *rest = button_add_key(all, 'r', "R", vec2(12.85f, 3.55f), 4.0f);
    button_say(rest, "icon_rest", "Rest a minute");
    rest->row = REST;
    rest->chosen = card && card->rest_steps > 0;
}

void alarm_card_step(AlarmCard *card, const Play *play)
{
    if (play_asks(play) == ALARM_COUNT || play_phase(play) == PHASE_DONE) *card = (AlarmCard){ 0 };
    if (card->rest_steps > 0 && --card->rest_steps == 0) card->rested = true;
}

bool alarm_card_key(AlarmCard *card, const Play *play, int key, AlarmAnswer *answer)
{
    *answer = ALARM_ANSWER_COUNT;
    if (play_asks(play) == ALARM_COUNT) return false;
    if (key == 'r') card->rest_steps = ALARM_REST_S * GAME_STEPS_PER_SECOND;
    if (key < '1' || key >= '1' + ALARM_ANSWER_COUNT) return key == 'r';
    *answer = (AlarmAnswer)(key - '1');
    card->answer = 1 + (int)*answer;
    return true;
}

int alarm_card_point(const Play *play, Vec2 at)
{
    Buttons all;
    if (play_asks(play) == ALARM_COUNT) return 0;
    lay_out(NULL, &all);
    const Button *button = button_at(&all, at);
    return button ? (int)button->value : 0;
}

static void veil(Canvas *c)
{
    canvas_box(c, vec2(MIDDLE_X, STAGE_HEIGHT / 2), STAGE_WIDTH + 2, STAGE_HEIGHT + 2,
               (Color){ 0.10f, 0.16f, 0.24f, 0.35f });
}

static void draw_question(Canvas *c)
{
    canvas_box(c, vec2(MIDDLE_X, 6.75f), 9.4f, 3.9f, PALETTE_SHEET);
    canvas_picture(c, "bunny_awake", vec2(5.4f, 6.75f), 3.2f, 1);
    canvas_text_within(c, vec2(9.7f, 7.55f), 0.8f, 5.4f, PALETTE_INK, "Are you");
    canvas_text_within(c, vec2(9.7f, 6.6f), 0.8f, 5.4f, PALETTE_INK, "all right?");
    canvas_text_within(c, vec2(9.7f, 5.65f), 0.4f, 5.4f, PALETTE_QUIET, "We wait for you.");
}

// What the therapist reads and touches.
static void draw_answers(const AlarmCard *card, Alarm alarm, Canvas *c)
{
    Buttons all;
    canvas_box(c, vec2(MIDDLE_X, 3.05f), 15.2f, 2.9f, PALETTE_SHEET);
    canvas_picture(c, "icon_pause", vec2(1.1f, 3.9f), 0.6f, 1);
    char why[96];
    snprintf(why, sizeof why, "Paused: %s", alarm_words(alarm));
    board_words(c, vec2(1.6f, 4.05f), 0.36f, 9.5f, 1, PALETTE_INK, why);
    board_words(c, vec2(1.6f, 3.55f), 0.28f, 9.5f, 1, PALETTE_QUIET,
                "Nothing moves, no point is lost. Look at the child first.");
    board_words(c, vec2(0.7f, 2.95f), 0.3f, 9.5f, 1, PALETTE_INK,
                card->rested ? "The minute is over. What was it? One touch, kept with the time"
                : card->rest_steps == 0 ? "What was it? One touch, kept with the time"
                                        : "A minute's rest. What was it? One touch, kept");
    if (card->rest_steps > 0)
        canvas_arc(c, vec2(10.45f, 3.55f), 0.3f, 0.12f,
                   (float)card->rest_steps / (ALARM_REST_S * GAME_STEPS_PER_SECOND), PALETTE_LEAF);
    lay_out(card, &all);
    for (int i = 0; i < all.count; i++) button_draw(&all.list[i], false, c);
}

// The mat from above as in a mirror: what is nearer to the camera lies lower.
static void draw_mat(const PlayBox *box, Vec2 place, Vec2 middle, Canvas *c)
{
    const Color mat = { 0.42f, 0.66f, 0.52f, 1 }, child = { 0.85f, 0.45f, 0.20f, 1 };
    float scale = fminf(MAT_HIGH / box->depth_m, MAT_WIDE / box->width_m);
    canvas_box(c, middle, box->width_m * scale, box->depth_m * scale, mat);
    Vec2 off = vec2((box->width_m / 2 - place.x) * scale, (box->depth_m / 2 - place.y) * scale);
    off = vec2(clampf(off.x, -3.4f, 3.4f), clampf(off.y, -1.9f, 1.9f));
    Vec2 at = vec2_add(middle, off);
    if (vec2_length(off) < ARROW_END) return;
    Vec2 back = vec2_scale(off, -1 / vec2_length(off)), side = vec2(-back.y, back.x);
    Vec2 tip = vec2_add(middle, vec2_scale(off, 0.3f));
    canvas_limb(c, at, tip, 0.12f, 0.12f, PALETTE_INK);
    for (int i = -1; i <= 1; i += 2)
        canvas_limb(
            c, tip,
            vec2_add(tip, vec2_add(vec2_scale(back, -0.35f), vec2_scale(side, 0.3f * (float)i))),
            0.12f, 0.12f, PALETTE_INK);
    canvas_disc(c, at, 0.3f, child);
}

static void draw_waiting(const Play *play, Alarm alarm, bool apart, Canvas *c)
{
    bool outside = alarm == ALARM_OUTSIDE;
    canvas_box(c, vec2(MIDDLE_X, 4.9f), 9.4f, 6.2f, PALETTE_SHEET);
    if (outside)
        draw_mat(play_box(play), play_place(play), vec2(MIDDLE_X, 5.7f), c);
    else
        canvas_picture(c, "icon_person_2", vec2(MIDDLE_X, 5.7f), 2.4f, 1);
    canvas_text_within(c, vec2(MIDDLE_X, 3.3f), 0.7f, 8.8f, PALETTE_INK,
                       outside ? "Back to the middle" : "One player at a time");
    if (apart) return;
    canvas_text_within(c, vec2(MIDDLE_X, 2.4f), 0.32f, 8.8f, PALETTE_QUIET,
                       outside ? "The game waits, and goes on by itself"
                               : "Goes on when the child is alone. Enter: this is a helper");
}

bool alarm_card_draw(const AlarmCard *card, const Play *play, bool apart, Canvas *canvas)
{
    Alarm asks = play_asks(play), waits = play_waits_for(play);
    if (asks == ALARM_COUNT && (waits == ALARM_COUNT || play_paused(play))) return false;
    veil(canvas);
    if (asks == ALARM_COUNT)
        draw_waiting(play, waits, apart, canvas);
    else
        draw_question(canvas);
    if (asks != ALARM_COUNT && !apart) draw_answers(card, asks, canvas);
    return true;
}
