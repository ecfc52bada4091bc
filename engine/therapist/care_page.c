// SPDX-License-Identifier: MIT
// care_page.c: the question before one leg, tandem, closed eyes and jumps.
#include "therapist/care_page.h"

#include "render/render.h"
#include "therapist/game_card.h"
#include "therapist/palette.h"

#include <stdio.h>

static void add(CarePage *p, CareAnswer answer, int key, const char *shown, float x, float width,
                const char *image, const char *words)
{
    Button *b = button_add(&p->board.all, 0, answer, vec2(x, 2.6f), width, BUTTON_LIVE_HEIGHT);
    b->press = key;
    b->key = shown;
    button_say(b, image, words);
}

static void lay_out(CarePage *p)
{
    board_begin(&p->board);
    add(p, CARE_FINISH, 'q', "Q", 3.4f, 2.4f, "icon_flag", "End");
    add(p, CARE_SKIP, 's', "S", 6.2f, 2.8f, "icon_skip", "Skip");
    // Enter is pressed on every page: this answer has a key of its own.
    add(p, CARE_TICKED, 'y', "Y", 11.0f, 5.2f, "icon_hands", "Yes: it may begin");
}

void care_open(CarePage *p, const Game *game, unsigned missing)
{
    *p = (CarePage){ .game = game, .missing = missing };
    board_focus(&p->board, 0, CARE_SKIP);
}

static CareAnswer answer_of(const Button *button)
{
    return button ? (CareAnswer)(int)button->value : CARE_STAY;
}

CareAnswer care_key(CarePage *p, int key)
{
    lay_out(p);
    return answer_of(board_key(&p->board, key));
}

CareAnswer care_point(CarePage *p, Vec2 at)
{
    lay_out(p);
    return answer_of(board_point(&p->board, at));
}

void care_draw(CarePage *p, Canvas *c)
{
    const float left = 5.2f;
    float y = 5.9f;
    bool jumps = p->missing & 1u << CARE_JUMP, others = p->missing & ~(1u << CARE_JUMP);
    lay_out(p);
    canvas_clear(c);
    board_ground(c, p->game->title, "a skilled adult watches, not the machine");
    board_plate(c, vec2(STAGE_WIDTH / 2, 4.7f), 13.4f, 5.6f, NULL);
    canvas_image(c, game_card(p->game), vec2(3.3f, 5.6f), 2.4f, 0, COLOR_WHITE);
    game_draw_card_child(c, p->game, vec2(3.3f, 5.6f), 2.4f);
    canvas_text_from(c, vec2(left, 6.7f), 0.36f, 9, PALETTE_INK, "This game asks for");
    for (int care = 0; care < CARE_COUNT; care++) {
        if (!(p->missing & 1u << care)) continue;
        canvas_text_from(c, vec2(left, y), 0.34f, 9, PALETTE_AMBER, "%s", care_words((Care)care));
        y -= 0.5f;
    }
    y -= 0.15f;
    if (others)
        canvas_text_from(c, vec2(left, y), 0.3f, 9, PALETTE_INK,
                         "Does somebody stand close by, ready to hold?");
    if (others) y -= 0.5f;
    if (jumps) canvas_text_from(c, vec2(left, y), 0.3f, 9, PALETTE_INK, "May this child jump?");
    board_draw(&p->board, c);
}
