// SPDX-License-Identifier: MIT
// book.c: the child's book of stickers as a page, with its sounds.
#include "gym/book.h"

#include "gym/body_press.h"
#include "gym/known.h"
#include "therapist/sticker_book.h"

#include <string.h>

typedef struct BookPage {
    Live *live;
    StickerBook book;
    BodyPress body;     // left: another sticker; right: the book is closed
    int64_t opened_us;  // its first frame; 0: still to come
    bool praised, over;
} BookPage;

static void sound(const BookPage *page, Cue cue)
{
    if (page->live->audio) audio_cue(page->live->audio, &(GameCue){ .cue = cue });
}

// Once the new sticker lies in its place.
static void watch_child(BookPage *page, int64_t now_us)
{
    int side = body_press_watch(&page->body, page->live, now_us);
    if (side < 0 || !sticker_is_settled(&page->book)) return;
    if (side == SIDE_LEFT)
        (void)sticker_next(&page->book);
    else
        page->over = true;
}

static void draw(void *self, int64_t now_us)
{
    static const char *const pictures[SIDE_COUNT] = { "icon_arrow_right", "icon_check" };
    BookPage *page = self;
    Canvas *canvas = &page->live->screen.canvas;
    watch_child(page, now_us);
    if (!page->opened_us) page->opened_us = now_us;
    sticker_time(&page->book, (float)(now_us - page->opened_us) * 1e-6f);
    if (page->book.fresh >= 0 && !page->praised && sticker_is_settled(&page->book)) {
        page->praised = true;
        sound(page, CUE_PRAISE);
    }
    canvas_clear(canvas);
    sticker_draw(&page->book, canvas);
    body_press_draw(&page->body, pictures, canvas);
    render_begin(page->live->render);
    render_canvas(page->live->render, canvas);
}

static void take_event(void *self, const RenderEvent *event)
{
    BookPage *page = self;
    StickerAnswer answer = STICKER_STAY;
    if (event->kind == RENDER_QUIT) page->live->leave = true;
    if (event->kind == RENDER_KEY) answer = sticker_key(&page->book, event->key);
    if (event->kind == RENDER_POINT) answer = sticker_point(&page->book, event->at);
    if (answer == STICKER_TAKEN) sound(page, CUE_TOUCH);
    page->over |= answer == STICKER_CLOSE || event->kind == RENDER_QUIT;
}

static bool is_over(void *self)
{
    const BookPage *page = self;
    return page->over;
}

void book_show(Live *live, const PlayPlan *plan, const Game *played, bool fresh)
{
    uint32_t plays[STICKER_GAMES_MAX] = { 0 };
    const Sensory *senses = &plan->play.setup.profile.sensory;
    BookPage page = { .live = live };
    if (strcmp(plan->child, PLAN_GUEST) != 0)
        known_plays(live->settings.machine.store, plan->child, plays, STICKER_GAMES_MAX);
    for (int i = 0; i < game_count && i < STICKER_GAMES_MAX; i++)
        if (game_list[i] == played && !plays[i]) plays[i] = 1;
    sticker_open(&page.book, plan->child, plays, fresh ? played : NULL,
                 sensory_preset_of(senses) == SENSORY_CALM);
    if (page.book.fresh >= 0 && live->audio) audio_say(live->audio, "sticker");
    body_press_start(&page.body, live, plan);
    Window window = live_window(live);
    window_run(&window, &(Page){ &page, draw, take_event, is_over, NULL });
    body_press_end(&page.body, live);
}
