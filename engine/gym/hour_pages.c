// SPDX-License-Identifier: MIT
// hour_pages.c: the child's pages between the games: what leaves them, and when.
#include "gym/hour_pages.h"

#include "gym/body_choice.h"
#include "gym/known.h"
#include "gym/live_panel.h"
#include "therapist/board.h"
#include "therapist/child_parts.h"
#include "therapist/palette.h"

#include <stdio.h>

#define SCHEDULE_S    4.0f
#define GOODBYE_S     8.0f
#define TAKEN_S       0.8f  // the flower of what was chosen is seen
#define SCAN_S        2.0f
#define SCAN_MOVES    6     // three rounds of two: then the bee rests
#define SWITCH_S      0.6f  // a second press within it was no press
#define SHOWN_S       6.0f  // the grown-up's buttons, after the mouse moved
#define HOLD_STEP_S   0.25f
#define FRAME_MOST_US 200000  // what is longer was no time of this page
#define CROSS_FADE_S  0.4f    // from page to page; calm: twice as long
#define STAY          (-1)

enum { KEY_HOLD = ' ' };

typedef struct HourPage {
    Live *live;
    ScheduleView view;
    Avatar avatar;
    BodyChoice body;
    Buttons buttons;
    bool may_plan, held;
    float shown_s;          // of the grown-up's buttons, that is left
    float scan_s, taken_s;  // since the bee moved, or something was chosen
    int scans;              // moves that are left; 0: the bee rests
    int64_t last_us;
    int said;
} HourPage;

static HourAt place(const HourPage *p)
{
    return p->view.course->at;
}

static void sound(const HourPage *p, Cue cue)
{
    if (p->live->audio) audio_cue(p->live->audio, &(GameCue){ .cue = cue });
}

static bool is_breathing(const HourCourse *course)
{
    const HourStep *next = hour_course_next(course);
    return course->at == HOUR_AT_BREAK && next && next->kind == HOUR_CALM;
}

static bool breathes(const HourPage *p)
{
    return is_breathing(p->view.course);
}

static bool is_night(const HourCourse *course)
{
    return course->at == HOUR_AT_GOODBYE || course->at == HOUR_AT_END || is_breathing(course);
}

static const char *line_of(const HourPage *p)
{
    switch (place(p)) {
    case HOUR_AT_SCHEDULE: return p->view.course->done_count ? "go_on" : "welcome";
    case HOUR_AT_CHOICE: return "choose";
    case HOUR_AT_BREAK: return breathes(p) ? "breathe" : "rest_time";
    default: return "goodbye";
    }
}

// ---- time ---------------------------------------------------------------------------------------

static void scan(HourPage *p, float by_s)
{
    if (!p->scans || p->view.taken >= 0) return;
    p->scan_s += by_s;
    if (p->scan_s < SCAN_S) return;
    p->scan_s = 0;
    p->view.focus = --p->scans ? !p->view.focus : -1;
}

// What goes on by itself: never what the child is to choose, and nothing that is held.
static void pass_time(HourPage *p, float by_s)
{
    ScheduleView *v = &p->view;
    const HourCourse *course = v->course;
    v->now_s += by_s;
    scan(p, by_s);
    switch (place(p)) {
    case HOUR_AT_SCHEDULE:
        if (v->now_s >= SCHEDULE_S && !v->speaks) p->said = HOUR_GO_ON;
        break;
    case HOUR_AT_CHOICE:
        if (v->taken < 0) break;
        p->taken_s += by_s;
        if (p->taken_s >= TAKEN_S) p->said = v->taken ? HOUR_OTHER : HOUR_FIRST;
        break;
    case HOUR_AT_BREAK:
        v->left = 1 - v->now_s / (float)course->break_s;
        if (v->left <= 0) p->said = HOUR_GO_ON;
        break;
    default:
        if (v->now_s >= GOODBYE_S && !v->speaks) p->said = HOUR_GO_ON;
    }
}

// ---- what the grown-up presses ------------------------------------------------------------------

static void add(HourPage *p, int key, const char *shown, float x, const char *image,
                const char *words)
{
    button_say(button_add_key(&p->buttons, key, shown, vec2(x, 0.55f), 2.1f), image, words);
}

// How long a hand must stay.
static void add_hold(HourPage *p)
{
    char words[40];
    snprintf(words, sizeof words, "Hold %.3g s", (double)p->body.hold.wanted_s);
    add(p, '[', "[", 12.05f, NULL, "Shorter");
    add(p, ']', "]", 14.3f, NULL, words);
}

static void lay_out(HourPage *p)
{
    const HourCourse *course = p->view.course;
    bool before = place(p) != HOUR_AT_GOODBYE;
    Buttons *all = &p->buttons;
    all->count = 0;
    button_add(all, 0, KEY_HOLD, vec2(15.2f, 8.23f), 1.33f, 1.33f);
    if (!p->held && p->shown_s <= 0) return;
    float x = 1.45f;
    if (before) {
        add(p, 'q', "Q", x, "icon_flag", "End");
        if (p->may_plan) add(p, 'c', "C", x += 2.2f, "icon_list", "Plan");
        add(p, 's', "S", x += 2.2f, "icon_skip", "Skip");
        if (hour_course_last(course)) add(p, 'r', "R", x += 2.2f, "icon_redo", "Again");
        add(p, 'b', "B", x += 2.2f, "icon_rest", place(p) == HOUR_AT_BREAK ? "Longer" : "Break");
    }
    if (place(p) == HOUR_AT_CHOICE) {  // the child's answer goes on
        if (p->live->vision) add_hold(p);
        return;
    }
    Button *on = button_add_key(all, RENDER_KEY_ENTER, "Enter", vec2(14.2f, 0.55f), 2.8f);
    button_say(on, "icon_play", "Go on");
    on->look = BUTTON_GREEN;
}

static void take(HourPage *p, int which)
{
    if (p->view.taken >= 0) return;
    p->view.taken = p->view.focus = which;
    p->held = false;
    sound(p, CUE_SELECT);
}

static void press_switch(HourPage *p)
{
    if (p->scans && p->scan_s < SWITCH_S) return;
    if (p->scans) {
        take(p, p->view.focus);
        return;
    }
    p->scans = SCAN_MOVES;
    p->scan_s = 0;
    p->view.focus = 0;
}

// The child's own from now on: the hour keeps it.
static void change_hold(HourPage *p, float by_s)
{
    HoldChoice *hold = &p->body.hold;
    hold->wanted_s = clampf(hold->wanted_s + by_s, HOLD_SHORTEST_S, HOLD_LONGEST_S);
    p->live->settings.plan.hold_s = hold->wanted_s;
}

// Keys of the two that can be chosen. Whether it was one.
static bool choose_key(HourPage *p, int key)
{
    switch (key) {
    case '1':
    case '2': take(p, key - '1'); return true;
    case RENDER_KEY_LEFT:
    case RENDER_KEY_RIGHT:
        p->scans = 0;
        p->view.focus = key == RENDER_KEY_RIGHT;
        return true;
    case RENDER_KEY_ENTER:
        if (p->view.focus >= 0) take(p, p->view.focus);
        return true;
    case '[':
    case ']': change_hold(p, key == '[' ? -HOLD_STEP_S : HOLD_STEP_S); return true;
    case ' ':
    case RENDER_KEY_TAB: press_switch(p); return true;
    default: return false;
    }
}

static void take_key(HourPage *p, int key)
{
    bool before = place(p) != HOUR_AT_GOODBYE;
    if (place(p) == HOUR_AT_CHOICE && choose_key(p, key)) return;
    switch (key) {
    case KEY_HOLD:
    case RENDER_KEY_ESCAPE: p->held = !p->held; break;
    case RENDER_KEY_ENTER: p->said = HOUR_GO_ON; break;
    case 'q': p->said = before ? HOUR_FINISH : HOUR_GO_ON; break;
    case 's': p->said = before ? HOUR_SKIP : HOUR_GO_ON; break;
    case 'r':
        if (before && hour_course_last(p->view.course)) p->said = HOUR_AGAIN;
        break;
    case 'b':
        if (before) p->said = HOUR_LONGER;
        break;
    case 'c':
        if (before && p->may_plan) p->said = HOUR_SAID_PLAN;
        break;
    default: break;
    }
}

// What the child does before the camera, while nobody holds the page.
static void watch_child(HourPage *p, float by_s)
{
    bool asks = place(p) == HOUR_AT_CHOICE && p->view.taken < 0 && !p->held;
    int which = body_choice_watch(&p->body, p->live, by_s, asks);
    p->view.hold = p->body.placed ? &p->body.hold : NULL;
    p->view.there = p->body.there;
    if (which >= 0) take(p, which);
}

// A touch beside the buttons is the child's: it chooses, or goes on.
static void take_point(HourPage *p, Vec2 at)
{
    lay_out(p);
    const Button *button = button_at(&p->buttons, at);
    int which = place(p) == HOUR_AT_CHOICE ? schedule_choice_at(&p->view, at) : -1;
    if (button && (int)button->value == KEY_HOLD)
        p->held = !p->held;
    else if (button)
        take_key(p, (int)button->value);
    else if (which >= 0)
        take(p, which);
    else if (place(p) == HOUR_AT_SCHEDULE && !p->held)
        p->said = HOUR_GO_ON;
}

static void take_event(void *self, const RenderEvent *event)
{
    HourPage *p = self;
    if (event->kind == RENDER_QUIT) p->said = HOUR_SAID_LEAVE;
    if (p->said != STAY) return;
    if (event->kind == RENDER_KEY) take_key(p, event->key);
    if (event->kind == RENDER_POINT) take_point(p, event->at);
    if (event->kind == RENDER_MOVE) p->shown_s = SHOWN_S;
}

// ---- the page -----------------------------------------------------------------------------------

static void draw_page(HourPage *p, Canvas *canvas)
{
    switch (place(p)) {
    case HOUR_AT_SCHEDULE: schedule_draw(&p->view, canvas); break;
    case HOUR_AT_CHOICE: schedule_draw_choice(&p->view, canvas); break;
    case HOUR_AT_BREAK:
        if (breathes(p))
            schedule_draw_breathing(&p->view, canvas);
        else
            schedule_draw_break(&p->view, canvas);
        break;
    default: schedule_draw_goodbye(&p->view, canvas);
    }
}

// The hour's self-test, until the first game; its words are for who takes the mouse.
static void draw_check(const HourPage *p, Canvas *over)
{
    const HourCheck *check = &p->live->check;
    const char *advice = hour_check_advice(check);
    if (!check->on) return;
    hour_check_draw(check, vec2(9.6f, 8.5f), over);
    if (!advice[0] || (!p->held && p->shown_s <= 0)) return;
    canvas_box(over, vec2(10.4f, 7.42f), 7.9f, 0.95f, PALETTE_SHEET);
    board_words(over, vec2(6.65f, 7.6f), 0.28f, 7.5f, 2, PALETTE_INK, advice);
}

// Over the child's figure, which covers all of a canvas.
static void draw_buttons(HourPage *p, Canvas *over)
{
    if (live_panel_is_open(p->live)) return;  // it has them
    canvas_clear(over);
    lay_out(p);
    child_medal(over, p->buttons.list[0].at, 0.6f, p->held ? "icon_play" : "icon_pause", 0.7f);
    for (int i = 1; i < p->buttons.count; i++) button_draw(&p->buttons.list[i], false, over);
    draw_check(p, over);
    render_canvas(p->live->render, over);
}

static void draw(void *self, int64_t now_us)
{
    HourPage *p = self;
    Live *live = p->live;
    Screen *screen = &live->screen;
    int64_t by_us = p->last_us ? now_us - p->last_us : 0;
    float by_s = (float)(by_us < FRAME_MOST_US ? by_us : FRAME_MOST_US) * 1e-6f;
    p->last_us = now_us;
    p->view.speaks = live->audio && audio_is_saying(live->audio);
    if (p->shown_s > 0) p->shown_s -= by_s;
    watch_child(p, by_s);
    if (!p->held && p->said == STAY) pass_time(p, by_s);
    draw_page(p, &screen->canvas);
    render_begin(live->render);
    dress_show(&p->avatar, live->render, &screen->canvas, &screen->figures);
    if (place(p) == HOUR_AT_CHOICE) body_choice_draw(&p->body, &p->avatar, live);
    draw_buttons(p, &screen->over);
}

static bool is_over(void *self)
{
    const HourPage *p = self;
    return p->said != STAY;
}

void hour_page_dress(Live *live, const HourCourse *course, ScheduleView *way, Avatar *avatar)
{
    Settings *s = &live->settings;
    const Machine *m = &s->machine;
    const Profile *profile = &s->plan.play.setup.profile;
    known_dress(s);
    *way = (ScheduleView){ .course = course,
                           .calm = sensory_preset_of(&profile->sensory) == SENSORY_CALM,
                           .seated = profile_is_seated(profile),
                           .wheels = profile->posture == POSTURE_WHEELCHAIR,
                           .left = 1,
                           .focus = -1,
                           .taken = -1 };
    dress(avatar, &s->plan, m->look_chosen ? &m->look : NULL,
          is_night(course) ? "bedroom_night" : NULL);
}

int hour_page_show(Live *live, const HourCourse *course, Calibration *known, bool may_plan)
{
    HourPage page = { .live = live, .may_plan = may_plan, .said = STAY };
    hour_page_dress(live, course, &page.view, &page.avatar);
    bool night = is_night(course);
    body_choice_start(&page.body, &live->settings.plan, known);
    if (live->audio) {
        audio_pause(live->audio, false);
        audio_music(live->audio, night ? "calm" : "menu");
        audio_say(live->audio, line_of(&page));
    }
    if (course->at == HOUR_AT_GOODBYE) sound(&page, CUE_FINISH);
    render_dissolve(live->render, page.view.calm ? 2 * CROSS_FADE_S : CROSS_FADE_S);
    Window window = live_window(live);
    window_run(&window, &(Page){ &page, draw, take_event, is_over, NULL });
    if (page.said == HOUR_SAID_LEAVE) live->leave = true;
    if (page.body.child.other) known->done = false;  // who is there now is measured anew
    return page.said;
}
