// SPDX-License-Identifier: MIT
// companion.c: a second window that takes no time of the first.
#include "render/companion.h"

#include "base/clock.h"

#define PIECE_US  1500  // items are drawn for so long at once, and so much is expected of the rest
#define TOLD_US   6000000
#define FORGOTTEN 16  // pieces after which a third of a slow one is still remembered

void companion_begin(Companion *c)
{
    c->piece = COMPANION_RESTS;
    c->item = c->starved = 0;
    c->frames = COMPANION_EVERY;
    for (int i = 0; i < COMPANION_PIECES; i++) c->need_us[i] = PIECE_US;
}

static CompanionPiece draw_some(Companion *c)
{
    c->item = render_canvas_part(c->render, &c->canvas, c->item, clock_us() + PIECE_US);
    return c->item < c->canvas.item_count ? COMPANION_DRAWS : COMPANION_VIEWS;
}

// The piece after it.
static CompanionPiece do_piece(Companion *c, Render *first)
{
    switch (c->piece) {
    case COMPANION_PAINTS:
        canvas_clear(&c->canvas);
        c->paint(c->self, &c->canvas);
        render_begin(c->render);
        c->item = 0;
        return COMPANION_DRAWS;
    case COMPANION_DRAWS: return draw_some(c);
    case COMPANION_VIEWS:
        if (c->view_room.x > 0) render_view(c->render, first, c->view, c->view_room);
        return COMPANION_PRESENTS;
    default:
        render_present(c->render);
        c->presents++;
        c->frames = 0;
        return COMPANION_RESTS;
    }
}

static int64_t timed_piece(Companion *c, Render *first, int64_t now_us)
{
    int64_t *need_us = &c->need_us[c->piece];
    c->piece = do_piece(c, first);
    int64_t then_us = clock_us(), took_us = then_us - now_us;
    *need_us = took_us > *need_us ? took_us : *need_us - (*need_us - took_us) / FORGOTTEN;
    return then_us;
}

void companion_work(Companion *c, Render *first, int64_t until_us)
{
    if (!c->render || render_is_lost(first)) return;
    c->frames++;
    if (c->piece == COMPANION_RESTS && c->frames < COMPANION_EVERY) return;
    if (c->piece == COMPANION_RESTS) c->piece = COMPANION_PAINTS;
    int64_t now_us = clock_us();
    bool starved = ++c->starved >= COMPANION_STARVED;
    while (c->piece != COMPANION_RESTS && (starved || now_us + c->need_us[c->piece] <= until_us)) {
        now_us = timed_piece(c, first, now_us);
        c->starved = 0;
        starved = false;
    }
}

void companion_tell(Companion *c, const char *words)
{
    c->told = words;
    c->told_until_us = clock_us() + TOLD_US;
}

void companion_draw_told(Companion *c, Render *first, int64_t now_us)
{
    static Canvas canvas;
    const Vec2 at = { STAGE_WIDTH / 2, STAGE_HEIGHT - 0.55f };
    const Color paper = { 1, 0.97f, 0.92f, 1 }, ink = { 0.17f, 0.19f, 0.32f, 1 };
    if (!c->told || now_us >= c->told_until_us) return;
    float width = fminf(render_text_width(first, 0.34f, c->told), STAGE_WIDTH - 1);
    canvas_clear(&canvas);
    canvas_box(&canvas, at, width + 0.6f, 0.7f, paper);
    canvas_text_within(&canvas, at, 0.34f, width, ink, "%s", c->told);
    render_canvas(first, &canvas);
}
