// SPDX-License-Identifier: MIT
// live_panel.c: what the therapist's own window is told, and what is pressed in it.
#include "gym/live_panel.h"

#include "base/assets.h"
#include "base/log.h"
#include "gym/desk.h"
#include "gym/live.h"
#include "gym/live_keys.h"
#include "gym/overlay.h"
#include "gym/pad_keys.h"
#include "therapist/limits.h"
#include "therapist/panel_page.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define FIGURES_X 0.3f  // of the plate of F3, over the child's picture

bool live_panel_is_open(const Live *live)
{
    return live->panel.render;
}

static PanelPlace place_of(const Live *live)
{
    if (!live->playing || !live->run.play) return PANEL_BETWEEN;
    if (run_done(&live->run)) return PANEL_OVER;
    if (live->screen.stopped) return PANEL_STOPPED;
    if (live_is_paused(live)) return PANEL_PAUSED;
    return play_phase(live->run.play) < PHASE_PLAY ? PANEL_WAITING : PANEL_PLAYING;
}

__attribute__((format(printf, 5, 6))) static void set_lamp(PanelNews *n, PanelLamp lamp, bool good,
                                                           bool known, const char *format, ...)
{
    va_list args;
    n->good[lamp] = good;
    if (!known) return;
    va_start(args, format);
    vsnprintf(n->lamp[lamp], sizeof n->lamp[lamp], format, args);
    va_end(args);
}

static void set_lamps(const Live *live, PanelNews *n)
{
    const Panel now = overlay_figures(&live->screen, &live->run, 0);
    const PlayQuality *q = &now.quality;
    const LatencyFigures *age = &now.latency[LATENCY_AGE];
    double found = q->poses ? (double)q->found / q->poses : 0;
    set_lamp(n, PANEL_LATENCY, (double)age->p95_ms<LIMIT_AGE_P95_MS, age->p50_ms> 0, "%.0f ms",
             (double)age->p50_ms);
    set_lamp(n, PANEL_SEEN, found > LIMIT_FOUND_GOOD, q->poses > 0, "%.0f %% seen", 100 * found);
    set_lamp(n, PANEL_LIGHT, !now.dark, now.luma > 0, now.dark ? "too dark" : "light");
    set_lamp(n, PANEL_STORED, !now.storing, live->run.session != NULL,
             now.storing ? "not stored" : "stored");
}

static void set_play(const Live *live, PanelNews *n)
{
    const Run *run = &live->run;
    const Screen *s = &live->screen;
    const Play *play = run->play;
    const PlayScore *score = play_score(play);
    n->game = play_game(play);
    n->body = play_calibration(play)->done ? play_body(play) : NULL;
    n->seconds_left = play_seconds_left(play);
    n->progress = play_progress(play);
    n->level = play_setup(play)->level;
    n->held = play_staircase(play)->locked;
    n->hits = score->hits;
    n->offered = score->hits + score->misses;
    n->aim = play_setup(play)->success > 0 ? play_staircase(play)->success : 0;
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        n->reps[limb] = score->reps[limb];
        n->week[limb] = live->week.dose.reps[limb] + score->reps[limb];
        n->goal[limb] = live->week.goals.reps[limb];
    }
    n->support = run->support;
    n->muted = s->muted;
    n->asks = play_asks(play);
    n->answered = s->alarm.answer;
    n->told = run->step < s->told_until   ? s->told
              : n->place == PANEL_WAITING ? spot_words(&s->spot)
                                          : NULL;
    n->trouble = run_done(run) ? NULL : overlay_trouble(s, run);
    set_lamps(live, n);
}

static PanelNews news_of(const Live *live)
{
    PanelNews n = { .place = place_of(live),
                    .child = live->settings.plan.child,
                    .course = live->course,
                    .rows = live_key_rows,
                    .row_count = live_key_count,
                    .asks = ALARM_COUNT };
    if (n.place != PANEL_BETWEEN) set_play(live, &n);
    return n;
}

// A note is written on the page of letters, which leaves stop its corner.
static bool is_written(const Live *live, bool plays)
{
    return plays && live->screen.notes.mode == NOTES_WRITING;
}

static const Button *stop_button(void)
{
    static Buttons stop;
    live_buttons_stop(&stop);
    return &stop.list[0];
}

static void paint(void *self, Canvas *canvas)
{
    Live *live = self;
    const PanelNews news = news_of(live);
    bool plays = news.place != PANEL_BETWEEN;
    live->panel.view_room = vec2(0, 0);
    if (desk_paint(live, canvas)) return;
    if (is_written(live, plays)) {
        notes_draw(&live->screen.notes, canvas);
        button_draw(stop_button(), false, canvas);
        return;
    }
    panel_page_draw(&news, canvas);
    live->panel.view = panel_view(&live->panel.view_room);
    if (plays && live->screen.panel) {
        Panel figures = overlay_figures(&live->screen, &live->run, FIGURES_X);
        (void)panel_draw(live->panel.render, canvas, &figures);
        live->panel.view_room = vec2(0, 0);
    }
    if (!plays || !live->screen.help) return;
    live->panel.view_room = vec2(0, 0);
    keys_draw(live->panel.render, canvas, pad_keys_told(render_keys(live->render)), live_key_count,
              "Play waits. F1 or Esc closes this page, a touch too.");
}

// In a play a button does what its key does, at once. On a page it is the page's own.
static int point(void *self, Vec2 at)
{
    static Buttons all;
    Live *live = self;
    const PanelNews news = news_of(live);
    bool plays = news.place != PANEL_BETWEEN;
    if (desk_point(live, at)) return 0;
    if (is_written(live, plays))
        live_buttons_stop(&all);
    else
        panel_lay_out(&news, &all);
    const Button *button = button_at(&all, at);
    if (!button && is_written(live, plays)) {
        (void)notes_point(&live->screen.notes, &live->run, at);
        return 0;
    }
    int key = button && !button->greyed ? (int)button->value : 0;
    if (plays && live->screen.help) return RENDER_KEY_ESCAPE;
    if (key == ' ') notes_close(&live->screen.notes);  // no blank of the line that is written
    if (key == ' ' && !plays && live->audio) audio_silence(live->audio);
    // On the child's pages the key is a switch of the child's.
    if (key == ' ' && !plays && live->course) return 0;
    if (key < PANEL_NOTE) return key;
    if (plays) run_command(&live->run, COMMAND_NOTE, (float)(key - PANEL_NOTE));
    return 0;
}

static void close_panel(Live *live)
{
    render_close(&live->panel.render);
    log_info("panel open=0");
}

// What cannot be opened is told where the therapist looks; the play goes on.
static void tell_why(Live *live, const char *words)
{
    log_warn("panel open=0 why=\"%s\"", words);
    companion_tell(&live->panel, words);
}

static void open_panel(Live *live)
{
    BesideRoom room = render_room_beside(live->render);
    if (room != BESIDE_ROOM) {
        tell_why(live,
                 room == BESIDE_FULL_SCREEN
                     ? "One display, in full screen: F11 makes room, then F4 opens your window"
                     : "This display has no room for a second window");
        return;
    }
    int display = render_other_display(live->render);
    const RenderOptions options = { .title = "Tiptoe: the therapist's panel",
                                    .headless = live->settings.machine.headless,
                                    .text = live->settings.machine.text,
                                    .asset_folder = assets_folder(),
                                    .display = display,
                                    .beside = live->render };
    if (render_open(&live->panel.render, &options) != RESULT_OK) {
        log_warn("panel open=0 why=\"%s\"", fail_text());
        companion_tell(&live->panel, "Your window cannot be opened here");
        return;
    }
    live->panel.told = NULL;
    render_hurry(live->panel.render, true);
    companion_begin(&live->panel);
    live_panel_learn(live);
    log_info("panel open=1 display=%d", display);
}

static void toggle(void *self)
{
    Live *live = self;
    if (live_panel_is_open(live))
        close_panel(live);
    else if (live->settings.machine.panel != PANEL_OFF)
        open_panel(live);
}

void live_panel_begin(Live *live)
{
    PanelChoice choice = live->settings.machine.panel;
    live->panel = (Companion){ .self = live, .paint = paint, .point = point, .toggle = toggle };
    bool wanted =
        choice == PANEL_WINDOW || (choice == PANEL_AUTO && render_other_display(live->render) > 0);
    if (wanted && !live->settings.machine.headless) open_panel(live);
}

void live_panel_end(Live *live)
{
    if (live_panel_is_open(live)) close_panel(live);
}

void live_panel_learn(Live *live)
{
    Known known;
    live->week = (KnownWeek){ 0 };
    if (!live_panel_is_open(live)) return;
    known_load(&known, live->settings.machine.store);
    live->week = known_week(&known, live->settings.plan.child);
    known_free(&known);
}
