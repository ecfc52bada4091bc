// SPDX-License-Identifier: MIT
// panel_page.c: which buttons the therapist's window has, and where.
#include "therapist/panel_page.h"

#include "render/render.h"
#include "therapist/panel_parts.h"

#include <string.h>

#define F(n) (RENDER_KEY_F1 + (n)-1)

#define KEY_W   2.17f  // of the keys, four in a row
#define KEY_GAP 0.1f
#define KEY_H   0.7f
#define KEY_X   7.65f
#define KEY_Y   7.68f
#define KEY_ROW 0.79f
#define KEYS    4

#define SMALL_W 1.5f  // of what is chosen or noted, five in a row
#define SMALL_H 0.5f
#define SMALL_X 8.48f
#define SMALL   1.585f
#define FEW     5

// In the order of the list; easier, harder and assist do not lie beside the end.
static const int keys[][KEYS] = { { '-', '+', 'l', 'd' },
                                  { 'a', 'r', 's', 'p' },
                                  { 'x', 'c', 'n', 'm' },
                                  { ',', '.', '0', F(3) },
                                  { 'g', 'h', 'q', F(1) } };
enum { KEY_ROWS = sizeof keys / sizeof *keys };

static Button *add(Buttons *all, const PanelNews *n, int key, Vec2 at, float width, float height)
{
    int row = key_row(n->rows, n->row_count, key);
    REQUIRE(row >= 0 && n->rows[row].button);
    Button *b = button_add(all, 0, key, at, width, height);
    b->key = n->rows[row].shown;
    button_say(b, n->rows[row].image, n->rows[row].button);
    return b;
}

static void lay_keys(Buttons *all, const PanelNews *n)
{
    for (int r = 0; r < KEY_ROWS; r++)
        for (int i = 0; i < KEYS; i++) {
            Vec2 at = vec2(KEY_X + (KEY_W + KEY_GAP) * (float)i, KEY_Y - KEY_ROW * (float)r);
            Button *b = add(all, n, keys[r][i], at, KEY_W, KEY_H);
            b->chosen = (keys[r][i] == 'l' && n->held) || (keys[r][i] == '0' && n->muted);
        }
}

static Button *add_small(Buttons *all, double value, int place, float y, const char *words)
{
    Vec2 at = vec2(SMALL_X + SMALL * (float)place, y);
    Button *b = button_add(all, 0, value, at, SMALL_W, SMALL_H);
    b->key = "";
    button_say(b, NULL, words);
    return b;
}

static void lay_levels(Buttons *all, const PanelNews *n)
{
    static const char *const digits[GAME_LEVELS] = { "1", "2", "3", "4", "5" };
    for (int i = 0; i < GAME_LEVELS; i++) {
        Vec2 at = vec2(3.25f + 0.6f * (float)i, PANEL_LEVEL_Y);
        Button *b = button_add(all, 0, '1' + i, at, 0.55f, 0.55f);
        b->key = "";
        b->chosen = n->level == i + 1;
        button_say(b, NULL, digits[i]);
    }
}

static void lay_support(Buttons *all, const PanelNews *n)
{
    static const char *const words[] = { "Bar", "Hand held", "Walker", "Orthosis", "Shoes" };
    _Static_assert(sizeof words / sizeof *words == SUPPORT_COUNT && SUPPORT_COUNT == FEW, "a row");
    for (int i = 0; i < SUPPORT_COUNT; i++)
        add_small(all, F(5) + i, i, PANEL_SUPPORT_Y, words[i])->chosen = n->support >> i & 1;
}

static void lay_notes(Buttons *all, const PanelNews *n)
{
    for (int i = 1; i < NOTE_COUNT; i++) {
        float y = PANEL_NOTES_Y - PANEL_NOTES_ROW * (float)((i - 1) / FEW);
        add_small(all, PANEL_NOTE + i, (i - 1) % FEW, y, note_words((Note)i));
    }
    Vec2 at = vec2(7.1f, PANEL_NOTES_Y - PANEL_NOTES_ROW / 2);
    add(all, n, 't', at, 1.15f, SMALL_H + PANEL_NOTES_ROW)->image = NULL;
}

// What was it? One touch.
static void lay_answers(Buttons *all, const PanelNews *n)
{
    float y = PANEL_NOTES_Y - PANEL_NOTES_ROW;
    for (int i = 0; i < ALARM_ANSWER_COUNT; i++) {
        Button *b = add_small(all, '1' + i, i, y, alarm_answer_words((AlarmAnswer)i));
        b->chosen = n->answered == i + 1;
    }
    Button *rest = button_add(all, 0, 'r', vec2(14.08f, PANEL_NOTES_Y), 2.98f, SMALL_H);
    rest->key = "R";
    button_say(rest, NULL, "A minute's rest");
}

// The child's pages between the games know these keys; on the others keys may be letters, and the
// therapist's own lie here themselves.
static void lay_between(Buttons *all, const HourCourse *h)
{
    static const struct {
        int key;
        const char *shown, *image, *words;
    } rows[] = {
        { RENDER_KEY_ESCAPE, "Esc", "icon_pause", "Wait" },
        { 's', "S", "icon_skip", "Skip" },
        { 'r', "R", "icon_redo", "Again" },
        { 'b', "B", "icon_rest", "Break" },
        { 'c', "C", "icon_list", "Plan" },
        { 'q', "Q", "icon_flag", "End" },
    };
    if (h->at != HOUR_AT_SCHEDULE && h->at != HOUR_AT_CHOICE && h->at != HOUR_AT_BREAK) return;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Vec2 at = vec2(KEY_X + (KEY_W + KEY_GAP) * (float)(i % KEYS),
                       KEY_Y - KEY_ROW * (float)(i / KEYS));
        Button *b = button_add(all, 0, rows[i].key, at, KEY_W, KEY_H);
        b->key = rows[i].shown;
        button_say(b, rows[i].image, rows[i].words);
    }
}

// STOP is there from the first game to the end page, and never moves.
static void lay_foot(Buttons *all, const PanelNews *n)
{
    bool waits = n->place == PANEL_PAUSED || n->place == PANEL_STOPPED || n->place == PANEL_BETWEEN;
    Button *stop = add(all, n, ' ', vec2(1.8f, PANEL_FOOT_Y), 3.0f, 0.95f);
    stop->look = BUTTON_STOP;
    button_say(stop, stop->image, "STOP");
    int key = waits ? RENDER_KEY_ENTER : RENDER_KEY_ESCAPE;
    Button *next = add(all, n, key, vec2(4.65f, PANEL_FOOT_Y), 2.4f, BUTTON_LIVE_HEIGHT);
    if (waits) next->look = BUTTON_GREEN;
    if (n->course && n->place != PANEL_BETWEEN)
        add(all, n, F(10), vec2(14.62f, PANEL_FOOT_Y), 1.96f, BUTTON_LIVE_HEIGHT);
}

void panel_lay_out(const PanelNews *n, Buttons *all)
{
    all->count = 0;
    lay_foot(all, n);
    if (n->place == PANEL_BETWEEN && n->course) lay_between(all, n->course);
    if (n->place == PANEL_BETWEEN) return;
    lay_levels(all, n);
    lay_keys(all, n);
    lay_support(all, n);
    if (n->asks != ALARM_COUNT)
        lay_answers(all, n);
    else
        lay_notes(all, n);
}
