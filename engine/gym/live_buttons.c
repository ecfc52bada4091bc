// SPDX-License-Identifier: MIT
// live_buttons.c: which buttons are there, where they lie, and that they press the key.
#include "gym/live_buttons.h"

#include "gym/live.h"
#include "gym/live_keys.h"

#define STRIP_X  1.15f  // the strip is at the left edge, beside the child
#define STRIP_W  2.0f
#define STOP_H   1.0f
#define EDGE     0.15f
#define GAP      0.1f
#define CARD_Y   2.6f
#define ALARM_Y  0.75f
#define CARD_W   1.8f
#define CARD_GAP 0.35f  // wide: one of them ends the play
#define HELP_Y   0.8f
#define STEADY_S 0.4f  // of a new place: the second tap of a double one was meant for the old one
#define MOVED    0.2f  // stage units: less is a table that shakes

static LivePlace place_of(const Live *live)
{
    const Play *play = live->run.play;
    PlayPhase phase = play_phase(play);
    if (phase == PHASE_DONE) return LIVE_OVER;
    if (live->screen.help) return LIVE_HELP;
    if (live->screen.notes.mode != NOTES_CLOSED) return LIVE_NOTING;
    if (tutorial_now(&live->tutorial)) return LIVE_SHOWN;
    if (live->screen.stopped) return LIVE_STOPPED;
    if (live_is_paused(live)) return play_is_paused_by_child(play) ? LIVE_SIGN : LIVE_PAUSED;
    if (phase < PHASE_REACH) return LIVE_WAITING;
    if (phase <= PHASE_TELL) return LIVE_REACHING;
    return settings_is_checkup(&live->settings) ? LIVE_CHECKUP : LIVE_PLAYING;
}

static Button *add(Buttons *all, const KeyRow *row, Vec2 at, float width)
{
    Button *button = button_add_key(all, row->key, row->shown, at, width);
    button_say(button, row->image, row->button);
    if (row->key == RENDER_KEY_ENTER) button->look = BUTTON_GREEN;
    return button;
}

// Stop lies in the left corner on every page; the others upwards from it, or from the right one.
// Groups stand apart.
static void lay_strip(Buttons *all, const KeyRow *const *rows, int count, float x)
{
    float bottom = EDGE + STOP_H + GAP;
    for (int i = 0; i < count; i++) {
        if (rows[i]->key == ' ') {
            add(all, rows[i], vec2(STRIP_X, EDGE + STOP_H / 2), STRIP_W)->height = STOP_H;
            continue;
        }
        bool apart = i > 0 && rows[i]->group != rows[i - 1]->group;
        if (apart) bottom += 2 * GAP;
        add(all, rows[i], vec2(x, bottom + BUTTON_LIVE_HEIGHT / 2), STRIP_W);
        bottom += BUTTON_LIVE_HEIGHT + GAP;
    }
}

// In a row on the card, or below the page of keys. Stop keeps its corner.
static void lay_row(Buttons *all, const KeyRow *const *rows, int count, Vec2 middle)
{
    int in_row = 0, i = 0;
    for (int r = 0; r < count; r++) in_row += rows[r]->key != ' ';
    for (int r = 0; r < count; r++) {
        if (rows[r]->key == ' ') {
            lay_strip(all, &rows[r], 1, STRIP_X);
            continue;
        }
        float x = middle.x + (CARD_W + CARD_GAP) * ((float)i++ - (float)(in_row - 1) / 2);
        add(all, rows[r], vec2(x, middle.y), CARD_W);
    }
}

void live_buttons_stop(Buttons *all)
{
    const KeyRow *stop = &live_key_rows[key_row(live_key_rows, live_key_count, ' ')];
    all->count = 0;
    lay_strip(all, &stop, 1, STRIP_X);
}

void live_buttons_lay_out(Live *live)
{
    Screen *screen = &live->screen;
    Buttons *all = &screen->buttons;
    const KeyRow *rows[BUTTONS_MAX];
    LivePlace place = place_of(live);
    int count = 0;
    all->count = 0;
    if (live->settings.machine.headless) return;
    if (screen->apart) return;  // they are in the therapist's own window
    if (place != live->place) live->place_step = live->run.step;
    live->place = place;
    bool asked = live->run.step < live->buttons_until;
    bool alarm = play_asks(live->run.play) != ALARM_COUNT;  // its card fills the page
    notes_lay_out(&screen->notes, all);
    // Those that come are above: none moves away from under a hand.
    for (int i = 0; i < 2 * live_key_count && count < BUTTONS_MAX; i++) {
        const KeyRow *row = &live_key_rows[i % live_key_count];
        unsigned places = i < live_key_count ? row->always : asked ? row->asked : 0;
        if (places & 1u << place) rows[count++] = row;
    }
    if (place == LIVE_PAUSED || place == LIVE_STOPPED)
        lay_row(all, rows, count, vec2(STAGE_WIDTH / 2, alarm ? ALARM_Y : CARD_Y));
    else if (place == LIVE_HELP)
        lay_row(all, rows, count, vec2(STAGE_WIDTH - 1.6f, HELP_Y));
    else  // while the child is looked for, what it is asked to do stands at the left
        lay_strip(all, rows, count, place <= LIVE_REACHING ? STAGE_WIDTH - STRIP_X : STRIP_X);
}

static void see(Live *live)
{
    live->buttons_until = live->run.step + LIVE_BUTTONS_STAY_S * GAME_STEPS_PER_SECOND;
}

void live_buttons_press(Live *live, Vec2 at)
{
    const Button *button = button_at(&live->screen.buttons, at);
    int key = button ? (int)button->value : sign_card_point(&live->screen.sign, at);
    if (!key && !live->screen.apart) key = alarm_card_point(live->run.play, at);
    float steady_s = (float)(live->run.step - live->place_step) / GAME_STEPS_PER_SECOND;
    see(live);
    if (key == ' ') notes_close(&live->screen.notes);  // no blank of the line that is written
    if (key == ' ' || (key && steady_s >= STEADY_S))
        live_key(live, key);
    else if (!key && steady_s >= STEADY_S)
        (void)notes_point(&live->screen.notes, &live->run, at);
}

void live_buttons_move(Live *live, Vec2 at)
{
    if (vec2_distance(at, live->pointer) < MOVED) return;
    live->pointer = at;
    see(live);
}
