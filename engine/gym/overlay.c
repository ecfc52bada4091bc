// SPDX-License-Identifier: MIT
// overlay.c: what the therapist sees over a play.
#include "gym/overlay.h"

#include "gym/live_keys.h"
#include "gym/pad_keys.h"
#include "therapist/palette.h"
#include "therapist/words.h"

#define TOLD_W       14.5f  // at most
#define LINE_LETTERS 80     // of a trouble; more are two lines
#define NOTES_TOP    2.1f   // of their strip: what is wrong is told above it

// Under the count, and in a check-up too.
void overlay_draw_muted(Screen *s)
{
    if (!s->muted || s->apart) return;
    canvas_box(&s->over, vec2(14.6f, 7.2f), 2.0f, 0.46f, PALETTE_PAPER);
    canvas_text(&s->over, vec2(14.6f, 7.2f), 0.26f, PALETTE_INK, "0: sound is off");
}

void overlay_draw_level(Screen *s, const Run *run)
{
    Canvas *c = &s->over;
    if (s->apart) return;
    int level = play_setup(run->play)->level;
    for (int i = 0; i < GAME_LEVELS; i++)
        canvas_disc(c, vec2(0.52f + 0.24f * (float)i, 7.25f), 0.085f,
                    i < level ? PALETTE_LEAF : (Color){ 1, 1, 1, 0.75f });
    const Gain *gain = play_gain(run->play);
    if (gain_is_on(gain)) {
        float most = fmaxf(gain->hand[SIDE_LEFT], gain->hand[SIDE_RIGHT]);
        canvas_box(c, vec2(1.0f, 6.78f), 1.5f, 0.4f, PALETTE_PAPER);
        canvas_text(c, vec2(1.0f, 6.78f), 0.24f, PALETTE_INK, "gain %.1f", (double)most);
    }
    if (play_staircase(run->play)->locked)
        canvas_image(c, "icon_lock", vec2(1.95f, 7.25f), 0.36f, 0, COLOR_WHITE);
}

// Beside the buttons, if there are any at the left.
static float panel_left(const Screen *s)
{
    float left = 0.3f;
    for (int i = 0; i < s->buttons.count; i++) {
        const Button *b = &s->buttons.list[i];
        if (b->at.x < STAGE_WIDTH / 4) left = fmaxf(left, b->at.x + b->width / 2 + 0.2f);
    }
    return left;
}

Panel overlay_figures(const Screen *s, const Run *run, float left)
{
    const VisionHealth *h = &s->health;
    Panel panel = { .left = left,
                    .replayed = !run->session,
                    .camera = h->camera,
                    .fps = h->fps,
                    .dropped = h->dropped,
                    .model = run->summary.model_used,
                    .pose_us = s->times.total_us,
                    .network_us = s->times.network_us,
                    .presents_missed = run->latency.presents_missed,
                    .steps_late = run->summary.steps_late,
                    .quality = *play_quality(run->play),
                    .luma = h->luma,
                    .dark = h->luma < VISION_LUMA_MIN,
                    .storing = s->storing.result,
                    .level = play_setup(run->play)->level };
    for (int i = 0; i < LATENCY_COUNT; i++)
        panel.latency[i] =
            panel.replayed ? run->summary.latency[i] : latency_figures(&run->latency, (Latency)i);
    if (panel.replayed) panel.presents_missed = run->summary.presents_missed;
    return panel;
}

// How far to the right it comes.
static float draw_panel(Screen *s, const Run *run)
{
    if (!s->panel) return 0;
    Panel panel = overlay_figures(s, run, panel_left(s));
    return panel_draw(s->render, &s->over, &panel);
}

const char *overlay_trouble(const Screen *s, const Run *run)
{
    const char *words = s->health.camera && s->health.trouble[0] ? s->health.trouble
                        : s->storing.result
                            ? "The recording cannot be written: make room on the disk"
                            : NULL;
    if (!words && run->step < s->model_until)
        words = s->health.model == MODEL_LITE
                    ? "The computer is slow: the lite model tracks the child now"
                    : "The computer keeps up: the full model tracks the child again";
    if (!words && s->too_slow)
        words = "Not comparable: fewer than 20 poses a second. Close other programs";
    if (!words && play_is_slow(run->play))
        words = "The computer is too slow to play: close other programs";
    float drift = play_drift(run->play);
    if (!words && drift != 0)
        words = drift > 0 ? "The child has come nearer: one step back, please"
                          : "The child is farther away: one step forward, please";
    return words;
}

static void draw_trouble(Screen *s, const Run *run)
{
    const Color brown = { 0.30f, 0.18f, 0.02f, 0.92f }, cream = { 1, 0.93f, 0.75f, 1 };
    const float width = 12.9f;
    const char *words = overlay_trouble(s, run);
    if (!words) return;
    const float x = 9.05f;  // beside the stop button
    const float low = s->notes.mode == NOTES_STRIP ? NOTES_TOP : 0;
    int first = words_break(words, LINE_LETTERS);
    float y = low + (first ? 0.62f : 0.42f);
    canvas_box(&s->over, vec2(x, y), width + 0.4f, first ? 1.06f : 0.66f, brown);
    if (first)
        canvas_text_within(&s->over, vec2(x, y + 0.22f), 0.3f, width, cream, "%.*s", first, words);
    canvas_text_within(&s->over, vec2(x, first ? y - 0.21f : y), 0.3f, width, cream, "%s",
                       words + first + (first > 0));
}

static void draw_keys(Screen *s)
{
    if (!s->help) return;
    keys_draw(s->render, &s->over, pad_keys_told(render_keys(s->render)), live_key_count,
              "Play waits behind this page. F1 or Esc closes it.");
}

// Beside the panel of figures, if it is there.
static void draw_told(Screen *s, const Run *run, float panel)
{
    if (run->step >= s->told_until) return;
    float most = fminf(TOLD_W, STAGE_WIDTH - 1.1f - panel);
    float words = fminf(render_text_width(s->render, 0.34f, s->told), most), width = words + 0.6f;
    Vec2 middle = vec2(STAGE_WIDTH - 0.25f - width / 2, 6.4f);  // below what the play tells
    canvas_box(&s->over, middle, width, 0.66f, PALETTE_PAPER);
    canvas_text_within(&s->over, middle, 0.34f, words, PALETTE_INK, "%s", s->told);
}

// Over all else: they must be found whatever is shown.
static void draw_controls(Screen *s, const Run *run, float panel)
{
    draw_told(s, run, panel);
    notes_draw(&s->notes, &s->over);
    int focus = notes_focus(&s->notes);
    for (int i = 0; i < s->buttons.count; i++) {
        const Button *b = &s->buttons.list[i];
        button_draw(b, focus && (int)b->value == focus, &s->over);
    }
}

void overlay_draw(Screen *s, const Run *run)
{
    if (s->apart) return;
    float panel = draw_panel(s, run);
    draw_keys(s);
    if (!run_done(run)) draw_trouble(s, run);  // what was wrong then helps nobody now
    draw_controls(s, run, panel);
}

void overlay_draw_movement(Screen *s, const Run *run)
{
    float panel = draw_panel(s, run);
    draw_told(s, run, panel);
}
