// SPDX-License-Identifier: MIT
// summary.c: the page after a play.
#include "therapist/summary.h"

#include "therapist/button.h"
#include "therapist/palette.h"

#define TOKENS_A_ROW 9
#define BUTTONS_Y    0.55f  // below the plate

static const float middle_x = STAGE_WIDTH / 2;

// How the week goes: the limbs that have a goal, and how far they are.
static void draw_week(Canvas *c, const Summary *s)
{
    int count = 0, i = 0;
    for (int limb = 0; limb < LIMB_COUNT; limb++) count += s->goals.reps[limb] > 0;
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        uint32_t goal = s->goals.reps[limb], reps = s->week.reps[limb];
        if (!goal) continue;
        const float width = 2.6f, share = clampf((float)reps / (float)goal, 0, 1);
        Vec2 at = vec2(middle_x + 2.7f * ((float)i++ - 0.5f * (float)(count - 1)), 1.98f);
        canvas_box(c, at, width, 0.4f, PALETTE_GROOVE);
        canvas_box(c, vec2(at.x - width * (1 - share) / 2, at.y), width * share, 0.4f,
                   PALETTE_MINT);
        canvas_text_within(c, at, 0.24f, width - 0.12f, PALETTE_INK, "%s %u/%u",
                           limb_words((Limb)limb), reps, goal);
    }
}

static void draw_tokens(Canvas *c, const char *token, uint32_t hits)
{
    int shown = hits < 2 * TOKENS_A_ROW ? (int)hits : 2 * TOKENS_A_ROW;
    for (int i = 0; i < shown; i++) {
        int row = i / TOKENS_A_ROW;
        int in_row = row == 0 && shown > TOKENS_A_ROW ? TOKENS_A_ROW : shown - row * TOKENS_A_ROW;
        float x = (float)(i % TOKENS_A_ROW) - (float)(in_row - 1) / 2;
        canvas_image(c, token, vec2(middle_x + 1.08f * x, 6.2f - 1.05f * (float)row), 1.0f, 0,
                     COLOR_WHITE);
    }
}

// The game's sticker is for having come. The mountain is for the own best.
static void draw_stickers(Canvas *c, const Summary *s, bool best)
{
    if (s->sticker[0]) canvas_image(c, s->sticker, vec2(3.3f, 7.5f), 1.5f, 0.2f, COLOR_WHITE);
    if (best) canvas_image(c, "own_best", vec2(12.7f, 7.5f), 1.5f, -0.2f, COLOR_WHITE);
}

static void draw_earned(Canvas *c, const Summary *s)
{
    uint32_t hits = s->score.hits;
    bool best = s->best_before > 0 && hits > s->best_before;
    canvas_text(c, vec2(middle_x, 7.5f), 0.9f, PALETTE_LEAF, "%s",
                best   ? "Your best ever!"
                : hits ? "Wonderful!"
                       : "Thank you for playing!");
    draw_stickers(c, s, best);
    draw_tokens(c, s->token, hits);
    if (!hits) {
        canvas_text(c, vec2(middle_x, 4.05f), 0.56f, PALETTE_INK, "It was good to see you move");
        return;
    }
    canvas_text(c, vec2(middle_x, 4.05f), 0.56f, PALETTE_INK, "%u %s you did it!", hits,
                hits == 1 ? "time" : "times");
}

// What the page leads to, each by its key.
static void lay_out(const Summary *s, Buttons *all)
{
    const float width = 2.9f, step = 3.1f;
    bool other = !s->replayed, leave = !s->chosen;
    float x = middle_x - step * (float)(3 * other + leave) / 2;
    all->count = 0;
    Button *again = button_add_key(all, RENDER_KEY_ENTER, "Enter", vec2(x, BUTTONS_Y), width);
    button_say(again, "icon_redo", "Again");
    again->look = BUTTON_GREEN;
    if (other) {
        x += step;
        Button *b = button_add_key(all, 'g', s->chosen ? "Esc" : "G", vec2(x, BUTTONS_Y), width);
        button_say(b, "icon_games", "Other game");
        x += step;
        button_say(button_add_key(all, 'b', "B", vec2(x, BUTTONS_Y), width), "icon_book", "Book");
        x += step;
        button_say(button_add_key(all, 'l', "L", vec2(x, BUTTONS_Y), width), "icon_look", "Look");
    }
    if (leave)
        button_say(button_add_key(all, 'q', "Esc", vec2(x + step, BUTTONS_Y), width), "icon_home",
                   "Leave");
}

void summary_draw(const Summary *s, Canvas *c)
{
    const PlayScore *score = &s->score;
    const PlayQuality *q = &s->quality;
    const float width = 11.0f;
    REQUIRE(s->child && s->token);
    canvas_clear(c);
    c->grown_ups = true;
    canvas_background(c, "garden");
    canvas_box(c, vec2(middle_x, 4.7f), 11.4f, 7.4f, PALETTE_PAPER);
    draw_earned(c, s);
    canvas_text_within(c, vec2(middle_x, 3.1f), 0.3f, width, PALETTE_QUIET,
                       "%s   level %d   %s hand   %u of %u reached", s->child, s->level,
                       hand_rule_name(s->hand), score->hits, score->offered);
    if (q->steps_slow)
        canvas_text_within(c, vec2(middle_x, 2.6f), 0.3f, width, PALETTE_INK,
                           "the computer was too slow for %u s: %.1f poses a second",
                           q->steps_slow / GAME_STEPS_PER_SECOND, s->pose_fps);
    else if (q->signs)
        canvas_text_within(c, vec2(middle_x, 2.6f), 0.3f, width, PALETTE_INK,
                           "the child crossed its arms %u %s, which paused the play", q->signs,
                           q->signs == 1 ? "time" : "times");
    else
        canvas_text_within(c, vec2(middle_x, 2.6f), 0.3f, width, PALETTE_QUIET,
                           "left %u   right %u   in view %.0f %%   this week %.0f min",
                           score->hits_by_side[SIDE_LEFT], score->hits_by_side[SIDE_RIGHT],
                           q->poses ? 100.0 * q->found / q->poses : 0, s->week.play_s / 60);
    draw_week(c, s);
    Buttons all;
    lay_out(s, &all);
    for (int i = 0; i < all.count; i++) button_draw(&all.list[i], false, c);
}

// ---- the page -----------------------------------------------------------------------------------

typedef struct SummaryPage {
    const Window *window;
    const Summary *summary;
    bool over;
    SummaryAnswer answer;
} SummaryPage;

static void draw(void *self, int64_t now_us)
{
    const SummaryPage *page = self;
    (void)now_us;
    summary_draw(page->summary, page->window->canvas);
    render_begin(page->window->render);
    render_canvas(page->window->render, page->window->canvas);
}

static int key_at(const Summary *summary, Vec2 at)
{
    Buttons all;
    lay_out(summary, &all);
    const Button *button = button_at(&all, at);
    return button ? (int)button->value : 0;
}

static void take_event(void *self, const RenderEvent *event)
{
    SummaryPage *page = self;
    const Summary *s = page->summary;
    int key = event->kind == RENDER_KEY ? event->key : 0;
    if (page->over) return;
    if (event->kind == RENDER_POINT) key = key_at(s, event->at);
    bool other = key == 'g' && !s->replayed;
    bool book = key == 'b' && !s->replayed, look = key == 'l' && !s->replayed;
    page->answer = key == RENDER_KEY_ENTER ? SUMMARY_AGAIN
                   : other                 ? SUMMARY_OTHER
                   : book                  ? SUMMARY_BOOK
                   : look                  ? SUMMARY_LOOK
                                           : SUMMARY_LEAVE;
    page->over = page->answer != SUMMARY_LEAVE || event->kind == RENDER_QUIT ||
                 key == RENDER_KEY_ESCAPE || key == 'q';
}

static bool is_over(void *self)
{
    const SummaryPage *page = self;
    return page->over;
}

SummaryAnswer summary_run(const Window *window, const Summary *summary)
{
    SummaryPage page = { .window = window, .summary = summary };
    window_run(window, &(Page){ &page, draw, take_event, is_over, NULL });
    return page.answer;
}
