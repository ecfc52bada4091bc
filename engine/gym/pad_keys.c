// SPDX-License-Identifier: MIT
// pad_keys.c: the controller's buttons, as rows.
#include "gym/pad_keys.h"

#include "gym/live.h"
#include "gym/live_keys.h"

#include <stdio.h>
#include <string.h>

#define PAD_NAME_MAX 12
#define WORDS_MAX    160
#define TOLD_MAX     48  // rows

#define LT(name) (RENDER_PAD_SHIFT | RENDER_PAD_##name)

// What is needed at once lies without the left trigger; easier, harder and assist not beside end.
static const struct {
    int pad, key;
} rows[] = {
    { RENDER_PAD_RT, ' ' },
    { RENDER_PAD_START, RENDER_KEY_ESCAPE },
    { LT(START), 'q' },
    { RENDER_PAD_DOWN, '-' },
    { RENDER_PAD_UP, '+' },
    { RENDER_PAD_L3, 'l' },
    { RENDER_PAD_A, 'a' },
    { RENDER_PAD_X, 'r' },
    { RENDER_PAD_B, 's' },
    { RENDER_PAD_Y, 'p' },
    { LT(A), 'd' },
    { LT(X), 'x' },
    { LT(Y), 'c' },
    { LT(B), RENDER_KEY_F1 + 4 },
    { LT(RB), 'n' },
    { RENDER_PAD_LEFT, ',' },
    { RENDER_PAD_RIGHT, '.' },
    { LT(LEFT), '0' },
    { LT(LB), 'm' },
    { RENDER_PAD_LB, 'g' },
    { RENDER_PAD_RB, 'h' },
    { RENDER_PAD_R3, 't' },
    { LT(UP), RENDER_KEY_ENTER },
    { RENDER_PAD_VIEW, RENDER_KEY_F1 },
};
enum { ROWS = sizeof rows / sizeof *rows };

// On a card over the play the arrows choose and A takes; on the page of letters it presses. Over
// the strip of notes play goes on: what no card knows is its live key there.
static bool is_for_card(const Live *live, const RenderEvent *event)
{
    bool strip = live->screen.notes.mode == NOTES_STRIP;
    return live->screen.sign.open || live->screen.help || (strip && event->key);
}

int pad_key(const Live *live, const RenderEvent *event)
{
    if (!event->pad) return event->key;
    bool stops = event->pad == RENDER_PAD_RT;
    if (!stops && live->screen.notes.mode == NOTES_WRITING) return event->key;
    if (!stops && is_for_card(live, event))
        return event->pad == RENDER_PAD_A ? RENDER_KEY_ENTER : event->key;
    for (int i = 0; i < ROWS; i++)
        if (rows[i].pad == event->pad) return rows[i].key;
    return 0;
}

// The button that means this key, as "LT+A"; "": there is none.
static void pad_name(int key, char name[PAD_NAME_MAX])
{
    name[0] = '\0';
    for (int i = 0; i < ROWS; i++) {
        int pad = rows[i].pad & ~RENDER_PAD_SHIFT;
        if (rows[i].key != key) continue;
        snprintf(name, PAD_NAME_MAX, "%s%s", pad == rows[i].pad ? "" : "LT+", render_pad_name(pad));
        return;
    }
}

static void add(char *words, const char *name)
{
    size_t length = strlen(words);
    bool first = !length || words[length - 1] != ')';
    if (!first) words[--length] = '\0';
    snprintf(words + length, WORDS_MAX - length, "%s%s)", first ? " (" : ", ", name);
}

const KeyRow *pad_keys_told(const KeyMap *map)
{
    static KeyRow told[TOLD_MAX];
    static char words[TOLD_MAX][WORDS_MAX];
    REQUIRE(live_key_count <= TOLD_MAX);
    for (int i = 0; i < live_key_count; i++) {
        char name[PAD_NAME_MAX];
        const char *other;
        told[i] = live_key_rows[i];
        snprintf(words[i], WORDS_MAX, "%s", told[i].words);
        told[i].words = words[i];
        pad_name(told[i].key, name);
        if (name[0]) add(words[i], name);
        for (int k = 0; map && (other = key_map_name(map, told[i].key, k)); k++)
            add(words[i], other);
    }
    return told;
}
