// SPDX-License-Identifier: MIT
// plan_draw.c: the page of an hour on the canvas.
#include "therapist/palette.h"
#include "therapist/plan_parts.h"

#include "play/hour_templates.h"

#include <stdio.h>

static void from(Canvas *canvas, float x, float y, Color color, const char *words)
{
    canvas_text_from(canvas, vec2(x, y), 0.25f, 9.0f, color, "%s", words);
}

static const char *card_of(const PlanPage *page, const Game *game)
{
    for (int i = 0; i < game_count && i < PLAN_GAMES_MAX; i++)
        if (game_list[i] == game) return page->card[i];
    return "icon_games";
}

static void draw_picture(const PlanPage *page, const Game *game, Vec2 at, float size,
                         Canvas *canvas)
{
    canvas_picture(canvas, card_of(page, game), at, size, 1);
    game_draw_card_child(canvas, game, at, size);
}

// ---- cards --------------------------------------------------------------------------------------

static void draw_number(Canvas *canvas, Vec2 at, int number, bool done)
{
    canvas_box(canvas, at, 0.47f, 0.47f, PALETTE_EDGE);
    canvas_box(canvas, at, 0.42f, 0.42f, PALETTE_CARD);
    if (done)
        canvas_picture(canvas, "icon_check_green", at, 0.36f, 1);
    else
        canvas_text(canvas, at, 0.26f, PALETTE_INK, "%d", number);
}

static void draw_level(Canvas *canvas, Vec2 left, int level)
{
    canvas_text_from(canvas, left, 0.24f, 1.1f, PALETTE_QUIET, "Level %d", level);
    for (int i = 0; i < GAME_LEVELS; i++) {
        Vec2 at = vec2(left.x + 0.98f + 0.19f * (float)i, left.y);
        canvas_disc(canvas, at, 0.08f, PALETTE_LEAF);
        if (i >= level) canvas_disc(canvas, at, 0.05f, PALETTE_CARD);
    }
}

static const char *hand_image(HandRule hand)
{
    static const char *const images[HAND_RULE_COUNT] = {
        [HAND_LEFT] = "hand_rule_left",           [HAND_RIGHT] = "hand_rule_right",
        [HAND_EITHER] = "hand_rule_either",       [HAND_BOTH] = "hand_rule_both",
        [HAND_ALTERNATE] = "hand_rule_alternate",
    };
    return images[hand];
}

static void say_minutes(char *words, size_t size, unsigned seconds)
{
    snprintf(words, size, seconds % 60 ? "%.1f min" : "%.0f min", seconds / 60.0);
}

static int level_of(PlanPage *page, const HourStep *step)
{
    int last = plan_last(page, step->game).level;
    return step->level ? step->level : last ? last : page->child.play.setup.level;
}

static void draw_card(PlanPage *page, const Button *b, Canvas *canvas)
{
    int i = (int)b->value;
    const HourStep *step = &page->plan.step[i];
    Vec2 at = b->at;
    char minutes[16];
    int level = level_of(page, step);
    if (step->kind == HOUR_CHOICE) {
        draw_picture(page, step->game, vec2(at.x - 0.3f, at.y + 0.85f), 0.95f, canvas);
        draw_picture(page, step->other, vec2(at.x + 0.5f, at.y + 0.6f), 0.95f, canvas);
    } else {
        draw_picture(page, step->game, vec2(at.x, at.y + 0.75f), 1.25f, canvas);
    }
    draw_number(canvas, vec2(at.x - 0.82f, at.y + 1.2f), i + 1, i < page->done);
    if (step->kind == HOUR_CALM)
        canvas_picture(canvas, "sensory_calm", vec2(at.x + 0.8f, at.y + 1.18f), 0.42f, 1);
    canvas_text_within(canvas, vec2(at.x, at.y - 0.1f), 0.24f, PLAN_CARD_WIDE - 0.08f, PALETTE_INK,
                       "%s", step->kind == HOUR_CHOICE ? "Child chooses" : step->game->title);
    say_minutes(minutes, sizeof minutes, step->seconds);
    canvas_picture(canvas, "icon_minutes", vec2(at.x - 0.75f, at.y - 1.02f), 0.36f, 1);
    canvas_text_from(canvas, vec2(at.x - 0.5f, at.y - 1.02f), 0.25f, 0.95f, PALETTE_INK, "%s",
                     minutes);
    if (step->kind == HOUR_CHECKUP) return;
    draw_level(canvas, vec2(at.x - 0.92f, at.y - 0.5f), level);
    canvas_picture(canvas, hand_image(step->hand), vec2(at.x + 0.72f, at.y - 1.02f), 0.48f, 1);
}

static void draw_break(const PlanPage *page, const Button *b, Canvas *canvas)
{
    const HourStep *step = &page->plan.step[(int)b->value];
    Vec2 at = vec2(b->at.x + PLAN_CARD_PITCH / 2, PLAN_CARD_Y);
    if (!step->break_s || (int)b->value == page->plan.count - 1) return;
    if ((int)b->value == page->first + PLAN_CARDS - 1) return;  // its place is that of more
    canvas_box(canvas, at, 0.74f, 0.86f, PALETTE_GROOVE);
    canvas_picture(canvas, "icon_rest", vec2(at.x, at.y + 0.18f), 0.4f, 1);
    canvas_text_within(canvas, vec2(at.x, at.y - 0.22f), 0.24f, 0.7f, PALETTE_INK, "%u s",
                       step->break_s);
}

static void draw_minutes(const PlanPage *page, Canvas *canvas)
{
    const HourPlan *plan = &page->plan;
    float minutes = (float)hour_plan_minutes(plan), warn = (float)plan->warn_minutes,
          stop = (float)plan->stop_minutes;
    const float left = 11.9f, wide = 3.45f, y = 7.5f;
    float full = wide * clampf(minutes / stop, 0, 1);
    Color color = minutes > warn ? PALETTE_AMBER : PALETTE_LEAF;
    const char *words = minutes > stop   ? "%.0f min planned: it stops at %.0f"
                        : minutes > warn ? "%.0f min active: more than %.0f"
                                         : "%.0f of %.0f min active";
    canvas_text_from(canvas, vec2(left, 7.83f), 0.25f, wide, minutes > warn ? color : PALETTE_INK,
                     words, (double)minutes, (double)(minutes > stop ? stop : warn));
    canvas_box(canvas, vec2(left + wide / 2, y), wide, 0.15f, PALETTE_GROOVE);
    if (full > 0) canvas_box(canvas, vec2(left + full / 2, y), full, 0.15f, color);
    canvas_box(canvas, vec2(left + wide * warn / stop, y), 0.05f, 0.28f, PALETTE_INK);
}

// ---- below the cards ----------------------------------------------------------------------------

static void draw_step_name(const PlanPage *page, const HourStep *step, Canvas *canvas)
{
    char words[64];
    const char *title = step->kind == HOUR_CHOICE ? "Child chooses" : step->game->title;
    draw_picture(page, step->game, vec2(1.05f, 3.1f), 0.9f, canvas);
    snprintf(words, sizeof words, "%d %.40s", page->chosen + 1, title);
    board_words(canvas, vec2(1.62f, 3.3f), 0.27f, 1.7f, 2, PALETTE_INK, words);
}

static void say_last(PlanPage *page, const HourStep *step, char *words, size_t size)
{
    PlanLast last = plan_last(page, step->game);
    if (!last.level)
        snprintf(words, size, "new");
    else if (isnan(last.share))
        snprintf(words, size, "last time %d", last.level);
    else
        snprintf(words, size, "last time %d, %.0f %%", last.level, (double)(100 * last.share));
}

static const char *side_words(float bias)
{
    return bias < 0.1f   ? "left only"
           : bias < 0.4f ? "more left"
           : bias < 0.6f ? "both alike"
           : bias < 0.9f ? "more right"
                         : "right only";
}

// Who must stand by before the step, which its level and posture decide; it is asked in the hour.
static const char *care_of(PlanPage *page, const HourStep *step)
{
    PlayPlan plan = page->child;
    hour_step_apply(step, false, &plan);
    plan.play.setup.level = level_of(page, step);
    unsigned missing = plan_missing(&plan, step->game);
    return missing & 1u << CARE_JUMP ? "asks for jumps: a tick first"
           : missing                 ? "asks for a spotter first"
                                     : NULL;
}

static void draw_choices(PlanPage *page, const HourStep *step, Canvas *canvas)
{
    char words[40];
    static const char *const hands[HAND_RULE_COUNT] = {
        [HAND_LEFT] = "left only",    [HAND_RIGHT] = "right only",  [HAND_EITHER] = "either",
        [HAND_BOTH] = "both at once", [HAND_ALTERNATE] = "in turn",
    };
    say_last(page, step, words, sizeof words);
    from(canvas, PLAN_LOW_LEFT, 3.6f, PALETTE_INK, "Level");
    from(canvas, PLAN_LOW_LEFT + 0.8f, 3.6f, PALETTE_QUIET, words);
    from(canvas, PLAN_LOW_MIDDLE, 3.6f, PALETTE_INK, "Hand");
    from(canvas, PLAN_LOW_MIDDLE + 0.8f, 3.6f, PALETTE_QUIET, hands[step->hand]);
    from(canvas, PLAN_LOW_RIGHT, 3.6f, PALETTE_INK, "Break after");
    from(canvas, PLAN_LOW_LEFT, 2.37f, PALETTE_INK, "Minutes");
    say_minutes(words, sizeof words, step->seconds);
    canvas_text(canvas, vec2(PLAN_LOW_LEFT + 1.58f, 1.82f), 0.3f, PALETTE_INK, "%s", words);
    from(canvas, PLAN_LOW_MIDDLE, 2.37f, PALETTE_INK, "Side");
    from(canvas, PLAN_LOW_MIDDLE + 0.8f, 2.37f, PALETTE_QUIET, side_words(step->side_bias));
    from(canvas, PLAN_LOW_RIGHT, 2.37f, PALETTE_INK, "This step");
    if (step->kind == HOUR_CHECKUP)
        from(canvas, PLAN_LOW_RIGHT + 1.4f, 2.37f, PALETTE_QUIET, "always the same");
    else if (!plan_is_open(page))
        from(canvas, PLAN_LOW_RIGHT + 1.4f, 2.37f, PALETTE_QUIET, "was played");
    else if (!plan_has_legs(page, step->game))
        from(canvas, PLAN_LOW_RIGHT + 1.4f, 2.37f, PALETTE_AMBER, "needs the legs");
    else if (care_of(page, step))
        from(canvas, PLAN_LOW_RIGHT + 1.4f, 2.37f, PALETTE_AMBER, care_of(page, step));
}

static void draw_fine(const PlanPage *page, const HourStep *step, Canvas *canvas)
{
    from(canvas, PLAN_LOW_LEFT, 3.6f, PALETTE_INK, "What it is");
    from(canvas, PLAN_LOW_LEFT, 2.37f, PALETTE_INK, "Or else");
    from(canvas, 7.6f, 3.6f, PALETTE_INK, "Knobs");
    from(canvas, 8.5f, 3.6f, PALETTE_QUIET, step->knobs_set ? "own" : "of the level");
    from(canvas, 7.6f, 2.37f, PALETTE_INK, "Successes aimed at, %");
    from(canvas, 12.4f, 3.6f, PALETTE_INK, "Warn at");
    from(canvas, 12.4f, 2.37f, PALETTE_INK, "Stop at");
    canvas_text(canvas, vec2(13.9f, 3.06f), 0.3f, PALETTE_INK, "%u min", page->plan.warn_minutes);
    canvas_text(canvas, vec2(13.9f, 1.82f), 0.3f, PALETTE_INK, "%u min", page->plan.stop_minutes);
}

// In lines of its own: where they break does not depend on the letters.
static void draw_asked(const PlanPage *page, Canvas *canvas)
{
    const char *const lines[] = { "Surgery, botulinum,", "seizures, pain, dizzy?", page->asked };
    if (!page->asked[0]) return;
    canvas_box(canvas, vec2(9.44f, 0.7f), 4.34f, 1.1f, (Color){ 1.0f, 0.93f, 0.77f, 1 });
    for (int i = 0; i < 3; i++)
        canvas_text_from(canvas, vec2(7.42f, 1.02f - 0.32f * (float)i), 0.24f, 2.6f,
                         i < 2 ? PALETTE_INK : PALETTE_AMBER, "%s", lines[i]);
}

static void draw_hour(PlanPage *page, Canvas *canvas)
{
    const HourStep *step = plan_chosen(page);
    board_plate(canvas, vec2(8, 6.13f), 15.4f, 3.94f, NULL);
    board_plate(canvas, vec2(8, 2.63f), 15.4f, 2.7f, NULL);
    canvas_text_from(canvas, vec2(0.6f, 7.7f), 0.3f, 3.6f, PALETTE_INK, "%s",
                     page->plan.name[0] ? page->plan.name : "Today");
    draw_minutes(page, canvas);
    draw_asked(page, canvas);
    board_draw(&page->board, canvas);
    const Buttons *all = &page->board.all;
    for (int i = 0; i < all->count; i++) {
        if (all->list[i].row != PLAN_ROW_CARD) continue;
        draw_card(page, &all->list[i], canvas);
        draw_break(page, &all->list[i], canvas);
    }
    if (!step) {
        from(canvas, 0.6f, 2.6f, PALETTE_INK, "Nothing is planned: add a game, or take a template");
        return;
    }
    draw_step_name(page, step, canvas);
    if (page->part == PLAN_PART_HOUR) draw_choices(page, step, canvas);
    if (page->part == PLAN_PART_TUNE) draw_fine(page, step, canvas);
}

// ---- what is chosen from ------------------------------------------------------------------------

static void draw_games(PlanPage *page, Canvas *canvas)
{
    static const char *const headings[] = { [PLAN_PICK_ADD] = "Add which game?",
                                            [PLAN_PICK_SWAP] = "Which game instead?",
                                            [PLAN_PICK_OTHER] = "Or else which game?" };
    board_plate(canvas, vec2(8, 4.7f), 15.4f, 6.8f, headings[page->pick]);
    board_draw(&page->board, canvas);
    const Board *board = &page->board;
    for (int i = 0; i < board->all.count; i++) {
        const Button *b = &board->all.list[i];
        if (b->row != PLAN_ROW_GAME) continue;
        float height;
        Vec2 at = button_picture(b, &height);
        game_draw_card_child(canvas, game_list[(int)b->value], at, height);
        if ((int)b->value == (int)board->value && board->row == PLAN_ROW_GAME)
            canvas_text_from(canvas, vec2(5.75f, 7.77f), 0.27f, 9.7f, PALETTE_QUIET, "%s",
                             game_list[(int)b->value]->trains);
    }
}

static void draw_line(const Button *b, const char *name, const char *beside, Canvas *canvas)
{
    float x = b->at.x - b->width / 2 + 0.2f;
    canvas_text_from(canvas, vec2(x, b->at.y + 0.16f), 0.25f, b->width - 0.4f,
                     b->greyed ? PALETTE_QUIET : PALETTE_INK, "%s", name);
    canvas_text_from(canvas, vec2(x, b->at.y - 0.14f), 0.24f, b->width - 0.4f, PALETTE_QUIET, "%s",
                     beside);
}

static void draw_templates(PlanPage *page, Canvas *canvas)
{
    board_plate(canvas, vec2(4.1f, 4.66f), 7.6f, 6.88f, "Templates");
    board_plate(canvas, vec2(11.9f, 4.66f), 7.6f, 6.88f, "Kept");
    board_draw(&page->board, canvas);
    if (!page->kept_count)
        from(canvas, 8.4f, 7.1f, PALETTE_QUIET, "Nothing yet: Keep gives an hour a name");
    for (int i = 0; i < page->board.all.count; i++) {
        const Button *b = &page->board.all.list[i];
        if (b->row == PLAN_ROW_KEPT) {
            const KeptPlan *kept = &page->kept[(int)b->value];
            draw_line(b, kept->name, kept->everybody ? "for everybody" : "for this child", canvas);
        }
        if (b->row != PLAN_ROW_TEMPLATE) continue;
        const HourTemplate *told = hour_template((int)b->value);
        bool arms = told->both_arms && page->child.play.setup.profile.without & LIMBS_ARMS;
        draw_line(b, told->name,
                  !b->greyed ? told->reason
                  : arms     ? "needs both arms"
                             : "not in this child's posture",
                  canvas);
    }
}

static void draw_names(PlanPage *page, Canvas *canvas)
{
    board_plate(canvas, vec2(8, 4.7f), 15.4f, 6.8f, "Keep this hour under which name?");
    canvas_box(canvas, vec2(6.55f, 6.4f), 11.4f, 0.8f, PALETTE_EDGE);
    canvas_box(canvas, vec2(6.55f, 6.4f), 11.34f, 0.74f, PALETTE_CARD);
    canvas_text_from(canvas, vec2(1.05f, 6.4f), 0.36f, 11, PALETTE_INK, "%s", page->as.name);
    from(canvas, 0.85f, 3.3f, PALETTE_INK, "Whose");
    from(canvas, 0.85f, 5.6f, PALETTE_QUIET,
         "Write it, or take one of these; never a child's name");
    board_draw(&page->board, canvas);
}

void plan_page_draw(PlanPage *page, Canvas *canvas)
{
    if (page->writing) {
        letters_page_draw(&page->letters, NULL, canvas);
        return;
    }
    char title[PLAN_CHILD_MAX + 16];
    snprintf(title, sizeof title, "%s's hour", page->child.child);
    board_ground(canvas, title, NULL);
    canvas_text_within(canvas, vec2(12.7f, 8.58f), 0.26f, 5.6f, PALETTE_QUIET,
                       "A skilled adult watches, not the machine.");  // lights are before it
    board_trouble(canvas, page->trouble);
    plan_lay_out(page);
    switch (page->part) {
    case PLAN_PART_HOUR:
    case PLAN_PART_TUNE: draw_hour(page, canvas); break;
    case PLAN_PART_GAMES: draw_games(page, canvas); break;
    case PLAN_PART_TEMPLATES: draw_templates(page, canvas); break;
    case PLAN_PART_KEEP: draw_names(page, canvas); break;
    }
}
