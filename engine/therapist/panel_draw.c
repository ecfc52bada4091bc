// SPDX-License-Identifier: MIT
// panel_draw.c: what the therapist's window shows beside its buttons.
#include "render/render.h"
#include "therapist/board.h"
#include "therapist/game_card.h"
#include "therapist/palette.h"
#include "therapist/panel_page.h"
#include "therapist/panel_parts.h"
#include "therapist/words.h"

#include <stdio.h>
#include <string.h>

#define LETTERS 0.26f
#define LEAST   0.24f  // 29 px at 1080 lines
#define LEFT    0.3f   // of the plates at the left
#define LEFT_W  5.9f
#define BOTTOM  1.28f
#define TOP     8.12f
#define TEXT_X  2.2f  // beside the skeleton
#define TEXT_W  3.8f
#define STEPS   6  // of an hour, at once

static const Vec2 view = { 3.25f, 6.36f };
static const Vec2 view_room = { 5.7f, 3.3f };

Vec2 panel_view(Vec2 *room)
{
    *room = view_room;
    return view;
}

static void draw_plate(Canvas *c, float left, float bottom, float right, float top)
{
    canvas_box(c, vec2((left + right) / 2, (bottom + top) / 2), right - left, top - bottom,
               PALETTE_SHEET);
}

// ---- head ---------------------------------------------------------------------------------------

static void put_hour(const PanelNews *n, char *text, size_t size)
{
    const HourCourse *h = n->course;
    int step = h ? h->next + (h->at == HOUR_AT_SCHEDULE || h->at == HOUR_AT_CHOICE) : 0;
    static const char *const places[] = { "",       "before play",  "at play",
                                          "paused", "all is still", "the end" };
    if (h)
        snprintf(text, size, "step %d of %d, %.0f of %u min", step, h->plan.count, h->active_s / 60,
                 h->plan.stop_minutes);
    else
        snprintf(text, size, "%s", places[n->place]);
}

static void draw_head(const PanelNews *n, Canvas *c)
{
    static const float lamp_x[PANEL_LAMPS] = { 8.55f, 10.35f, 12.35f, 13.95f };
    static const float lamp_w[PANEL_LAMPS] = { 1.3f, 1.5f, 1.1f, 1.35f };
    char hour[80];
    put_hour(n, hour, sizeof hour);
    canvas_box(c, vec2(STAGE_WIDTH / 2, 8.58f), STAGE_WIDTH - 0.6f, 0.68f, PALETTE_SHEET);
    canvas_text_from(c, vec2(0.5f, 8.58f), 0.34f, 4.25f, PALETTE_INK, "%s", n->child);
    canvas_text_from(c, vec2(4.9f, 8.57f), LETTERS, 3.3f, PALETTE_QUIET, "%s", hour);
    for (int i = 0; i < PANEL_LAMPS; i++) {
        if (!n->lamp[i][0]) continue;
        canvas_picture(c, n->good[i] ? "icon_check_green" : "icon_check_amber",
                       vec2(lamp_x[i], 8.58f), 0.44f, 1);
        canvas_text_from(c, vec2(lamp_x[i] + 0.3f, 8.57f), LETTERS, lamp_w[i],
                         n->good[i] ? PALETTE_INK : PALETTE_AMBER, "%s", n->lamp[i]);
    }
}

// ---- how the child is seen ----------------------------------------------------------------------

static const int bones[][2] = {
    { LANDMARK_SHOULDER_LEFT, LANDMARK_SHOULDER_RIGHT },
    { LANDMARK_SHOULDER_LEFT, LANDMARK_ELBOW_LEFT },
    { LANDMARK_SHOULDER_RIGHT, LANDMARK_ELBOW_RIGHT },
    { LANDMARK_ELBOW_LEFT, LANDMARK_WRIST_LEFT },
    { LANDMARK_ELBOW_RIGHT, LANDMARK_WRIST_RIGHT },
    { LANDMARK_SHOULDER_LEFT, LANDMARK_HIP_LEFT },
    { LANDMARK_SHOULDER_RIGHT, LANDMARK_HIP_RIGHT },
    { LANDMARK_HIP_LEFT, LANDMARK_HIP_RIGHT },
    { LANDMARK_HIP_LEFT, LANDMARK_KNEE_LEFT },
    { LANDMARK_HIP_RIGHT, LANDMARK_KNEE_RIGHT },
    { LANDMARK_KNEE_LEFT, LANDMARK_ANKLE_LEFT },
    { LANDMARK_KNEE_RIGHT, LANDMARK_ANKLE_RIGHT },
};
enum { BONES = sizeof bones / sizeof *bones };

// The first part that cannot be trusted now; NULL: all can.
static const char *unsure_of(const Body *body)
{
    static const struct {
        int landmark;
        const char *words;
    } parts[] = {
        { LANDMARK_WRIST_LEFT, "left hand unsure" },
        { LANDMARK_WRIST_RIGHT, "right hand unsure" },
        { LANDMARK_ELBOW_LEFT, "left elbow unsure" },
        { LANDMARK_ELBOW_RIGHT, "right elbow unsure" },
        { LANDMARK_HIP_LEFT, "hips unsure" },
        { LANDMARK_KNEE_LEFT, "left knee unsure" },
        { LANDMARK_KNEE_RIGHT, "right knee unsure" },
        { LANDMARK_ANKLE_LEFT, "left foot unsure" },
        { LANDMARK_ANKLE_RIGHT, "right foot unsure" },
    };
    if (!body->seen) return "the child is not seen";
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (body->trust[parts[i].landmark] < BODY_TRUST_MIN) return parts[i].words;
    return NULL;
}

// What cannot be trusted is thin and amber: a shape beside the colour.
static void draw_bone(Canvas *c, Vec2 from, Vec2 to, bool sure)
{
    if (sure)
        canvas_limb(c, from, to, 0.07f, 0.07f, PALETTE_INK);
    else
        canvas_limb(c, from, to, 0.025f, 0.025f, PALETTE_AMBER);
}

static void draw_skeleton(const Body *b, Canvas *c)
{
    const Vec2 middle = { 1.15f, 3.1f };
    float low = INFINITY, high = -INFINITY, wide = 0.1f;
    for (int i = LANDMARK_SHOULDER_LEFT; i < LANDMARK_COUNT; i++) {
        low = fminf(low, b->joint[i].y);
        high = fmaxf(high, b->joint[i].y);
        wide = fmaxf(wide, fabsf(b->joint[i].x - b->hips.x));
    }
    high = fmaxf(high, b->head.y);
    float scale = fminf(2.6f / fmaxf(high - low, 0.1f), 0.76f / wide);
    Vec2 at[LANDMARK_COUNT], from = vec2(b->hips.x, (low + high) / 2);
    for (int i = 0; i < LANDMARK_COUNT; i++)
        at[i] = vec2_add(middle, vec2_scale(vec2_sub(b->joint[i], from), scale));
    Vec2 head = vec2_add(middle, vec2_scale(vec2_sub(b->head, from), scale));
    for (int i = 0; i < BONES; i++) {
        int a = bones[i][0], z = bones[i][1];
        bool sure = b->seen && fminf(b->trust[a], b->trust[z]) >= BODY_TRUST_MIN;
        draw_bone(c, at[a], at[z], sure);
    }
    canvas_ring(c, head, 0.16f, 0.06f,
                b->seen && b->trust[LANDMARK_NOSE] >= BODY_TRUST_MIN ? PALETTE_INK : PALETTE_AMBER);
}

// ---- level, success, dose -----------------------------------------------------------------------

static void draw_success(const PanelNews *n, Canvas *c)
{
    const float y = 3.62f, bar_y = 3.3f;
    float share = n->offered ? (float)n->hits / (float)n->offered : 0;
    if (n->offered)
        canvas_text_from(c, vec2(TEXT_X, y), LETTERS, 2.4f, PALETTE_INK, "Success %.0f %%",
                         100 * (double)share);
    else
        canvas_text_from(c, vec2(TEXT_X, y), LETTERS, 2.4f, PALETTE_INK, "No try yet");
    if (n->aim > 0)
        canvas_text_from(c, vec2(4.65f, y), LETTERS, 1.4f, PALETTE_QUIET, "aim %.0f",
                         100 * (double)n->aim);
    float filled = TEXT_W * share;
    canvas_box(c, vec2(TEXT_X + TEXT_W / 2, bar_y), TEXT_W, 0.17f, PALETTE_GROOVE);
    if (filled > 0.1f) canvas_box(c, vec2(TEXT_X + filled / 2, bar_y), filled, 0.17f, PALETTE_LEAF);
    if (n->aim > 0) canvas_box(c, vec2(TEXT_X + TEXT_W * n->aim, bar_y), 0.05f, 0.32f, PALETTE_INK);
}

static void draw_dose(const PanelNews *n, Canvas *c)
{
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        float y = 2.94f - 0.34f * (float)limb;
        canvas_text_from(c, vec2(TEXT_X, y), LEAST, 1.4f, PALETTE_INK, "%s",
                         limb_words((Limb)limb));
        canvas_text_from(c, vec2(3.6f, y), LEAST, 0.6f, PALETTE_INK, "%u", n->reps[limb]);
        if (n->goal[limb])
            canvas_text_from(c, vec2(4.25f, y), LEAST, 1.8f, PALETTE_QUIET, "%u of %u",
                             n->week[limb], n->goal[limb]);
        else if (n->week[limb])
            canvas_text_from(c, vec2(4.25f, y), LEAST, 1.8f, PALETTE_QUIET, "week %u",
                             n->week[limb]);
    }
}

static void draw_child(const PanelNews *n, Canvas *c)
{
    draw_plate(c, LEFT, BOTTOM, LEFT + LEFT_W, 4.6f);
    canvas_text_from(c, vec2(TEXT_X, PANEL_LEVEL_Y), LETTERS, 0.8f, PALETTE_INK, "Level");
    draw_success(n, c);
    draw_dose(n, c);
    if (!n->body) return;
    draw_skeleton(n->body, c);
    const char *unsure = unsure_of(n->body);
    if (!unsure) return;
    canvas_picture(c, "icon_check_amber", vec2(0.62f, 1.55f), 0.36f, 1);
    canvas_text_from(c, vec2(0.9f, 1.55f), LEAST, 5.0f, PALETTE_AMBER, "%s", unsure);
}

// ---- what is told -------------------------------------------------------------------------------

static void draw_trouble(const char *words, Canvas *c)
{
    const float left = 7.05f, width = 8.5f;
    int first = words_break(words, 64);
    canvas_picture(c, "icon_check_amber", vec2(6.72f, 1.72f), 0.36f, 1);
    if (first)
        canvas_text_from(c, vec2(left, 1.82f), LEAST, width, PALETTE_AMBER, "%.*s", first, words);
    canvas_text_from(c, vec2(left, first ? 1.5f : 1.72f), LEAST, width, PALETTE_AMBER, "%s",
                     words + first + (first > 0));
}

static void draw_keys(const PanelNews *n, Canvas *c)
{
    draw_plate(c, 6.4f, BOTTOM, STAGE_WIDTH - 0.3f, TOP);
    canvas_text_from(c, vec2(6.6f, PANEL_SUPPORT_Y), LETTERS, 1.25f, PALETTE_QUIET, "Support");
    if (n->asks != ALARM_COUNT)
        canvas_text_from(c, vec2(6.6f, PANEL_NOTES_Y), LETTERS, 5.8f, PALETTE_AMBER,
                         "Paused: %s. What was it?", alarm_words(n->asks));
    if (n->told) canvas_text_from(c, vec2(6.6f, 2.16f), LETTERS, 8.95f, PALETTE_INK, "%s", n->told);
    if (n->trouble) draw_trouble(n->trouble, c);
}

// ---- the plan -----------------------------------------------------------------------------------

// Those round the one that comes now, each with a tick where it is done.
static void draw_steps(const HourCourse *h, bool playing, Canvas *c)
{
    int now = h->next - playing, first = now - STEPS / 2;
    if (first > h->plan.count - STEPS) first = h->plan.count - STEPS;
    if (first < 0) first = 0;
    for (int i = 0; i < STEPS && first + i < h->plan.count; i++) {
        const HourStep *step = &h->plan.step[first + i];
        Vec2 at = vec2(6.48f + 0.7f * (float)i, PANEL_FOOT_Y);
        if (first + i == now && playing) canvas_box(c, at, 0.68f, 0.68f, PALETTE_LEAF);
        canvas_image(c, game_card(step->game), at, 0.58f, 0, COLOR_WHITE);
        if (first + i < now)
            canvas_picture(c, "icon_check_green", vec2(at.x + 0.2f, at.y + 0.22f), 0.32f, 1);
    }
}

static const char *after_this(const HourCourse *h)
{
    const HourStep *step = hour_course_next(h);
    if (!step) return "Goodbye";
    return step->kind == HOUR_CHOICE ? "A choice" : step->game->title;
}

static void draw_plan(const PanelNews *n, Canvas *c)
{
    bool playing = n->place != PANEL_BETWEEN;
    const HourCourse *h = n->course;
    draw_plate(c, 6.0f, 0.16f, STAGE_WIDTH - 0.3f, 1.16f);
    if (h) draw_steps(h, playing, c);
    if (playing && n->place != PANEL_OVER) {
        Vec2 ring = vec2(10.7f, PANEL_FOOT_Y);
        canvas_ring(c, ring, 0.27f, 0.12f, PALETTE_GROOVE);
        canvas_arc(c, ring, 0.27f, 0.12f, 1 - n->progress, PALETTE_LEAF);
    }
    unsigned minutes = n->seconds_left / 60, seconds = n->seconds_left % 60;
    if (h) {
        canvas_text_from(c, vec2(11.1f, 0.82f), LEAST, 2.42f, PALETTE_INK, "%s", after_this(h));
        if (playing)
            canvas_text_from(c, vec2(11.1f, 0.48f), LEAST, 2.42f, PALETTE_QUIET, "in %u:%02u",
                             minutes, seconds);
        else
            canvas_text_from(c, vec2(11.1f, 0.48f), LEAST, 2.42f, PALETTE_QUIET, "comes next");
    } else if (n->game) {
        canvas_text_from(c, vec2(6.3f, PANEL_FOOT_Y), 0.3f, 5, PALETTE_INK, "%s", n->game->title);
        canvas_text_from(c, vec2(12.3f, PANEL_FOOT_Y), LETTERS, 3, PALETTE_QUIET, "%u:%02u left",
                         minutes, seconds);
    }
}

void panel_page_draw(const PanelNews *n, Canvas *c)
{
    static Buttons all;
    c->grown_ups = c->whole = true;  // STOP stays in sight
    canvas_background(c, "menu");
    draw_head(n, c);
    draw_plate(c, LEFT, 4.68f, LEFT + LEFT_W, TOP - 0.08f);
    if (n->place != PANEL_BETWEEN) {
        draw_child(n, c);
        draw_keys(n, c);
    }
    draw_plan(n, c);
    panel_lay_out(n, &all);
    for (int i = 0; i < all.count; i++) button_draw(&all.list[i], false, c);
}
