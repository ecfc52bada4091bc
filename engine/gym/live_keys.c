// SPDX-License-Identifier: MIT
// live_keys.c: the one list of the keys that work while a child plays, and what each does.
#include "gym/live_keys.h"

#include "gym/live.h"
#include "gym/live_buttons.h"

#include <stdio.h>
#include <string.h>

#define F(n)   (RENDER_KEY_F1 + (n)-1)
#define TOLD_S 4

#define SOUND_NOTCHES 4     // below the profile's own loudness ...
#define SOUND_NOTCH   0.2f  // ... of which each takes this share
#define MOSTLY        0.8f  // of the targets

// Where buttons are, as sets.
#define AT(place) (1u << LIVE_##place)
#define WAITING   (AT(WAITING) | AT(REACHING))
#define PLAYING   (AT(PLAYING) | AT(CHECKUP))
#define SCREENS   (WAITING | AT(SHOWN))
#define CARDS     (AT(PAUSED) | AT(SIGN) | AT(STOPPED))

// No button, or: picture, word, where it always is, where it comes when it is asked for.
#define NO_BUTTON                          NULL, NULL, 0, 0
#define BUTTON(image, word, always, asked) "icon_" image, word, always, asked

// A new key is one row here, its action below, and the README's line, which the test prints.
// X(action, value, first key, how many keys, name on the key, group, words, button). The action is
// called with `value`, one more for each further key.
#define LIVE_KEY_LIST(X)                                                                           \
    X(stop_all, 0, ' ', 1, "Space", NOW, "stop everything, silence",                               \
      BUTTON("stop_hand", "Stop",                                                                  \
             SCREENS | PLAYING | AT(PAUSED) | AT(SIGN) | AT(HELP) | AT(NOTING) | AT(OVER), 0))     \
    X(take_break, 0, RENDER_KEY_ESCAPE, 1, "Esc", NOW, "pause, and on again",                      \
      BUTTON("pause", "Pause", 0, PLAYING))                                                        \
    X(go_on, 0, RENDER_KEY_ENTER, 1, "Enter", NOW, "go on, a check-up's step",                     \
      BUTTON("play", "Go on", CARDS | AT(HELP) | AT(CHECKUP), 0))                                  \
    X(end_play, 0, 'q', 1, "Q", NOW, "pause; once more: end",                                      \
      BUTTON("home", "Leave", SCREENS | CARDS, PLAYING))                                           \
    X(change_level, -1, '-', 1, "-", LEVEL, "one level easier",                                    \
      BUTTON("easier", "Easier", 0, AT(PLAYING)))                                                  \
    X(change_level, 1, '+', 1, "+", LEVEL, "one level harder",                                     \
      BUTTON("harder", "Harder", 0, AT(PLAYING)))                                                  \
    X(set_level, 1, '1', GAME_LEVELS, "1-5", LEVEL, "this level", NO_BUTTON)                       \
    X(command, COMMAND_LOCK, 'l', 1, "L", LEVEL, "hold it here, or let it go",                     \
      BUTTON("lock", "Hold", 0, 0))                                                                \
    X(command, COMMAND_ASSIST, 'a', 1, "A", CHILD, "assist: the next one easy",                    \
      BUTTON("assist", "Assist", 0, 0))                                                            \
    X(command, COMMAND_REDO, 'r', 1, "R", CHILD, "the last one again",                             \
      BUTTON("redo", "Again", 0, AT(CHECKUP)))                                                     \
    X(skip_this, 0, 's', 1, "S", CHILD, "skip this one",                                           \
      BUTTON("skip", "Skip", AT(REACHING) | AT(SHOWN), PLAYING))                                   \
    X(command, COMMAND_PRAISE, 'p', 1, "P", CHILD, "praise", BUTTON("praise", "Praise", 0, 0))     \
    X(show_how, 0, 'd', 1, "D", CHILD, "paused or before: show how",                               \
      BUTTON("demo", "Show", WAITING | AT(PAUSED), 0))                                             \
    X(switch_side, 0, 'x', 1, "X", WHO, "the other side", BUTTON("side", "Side", 0, AT(PLAYING)))  \
    X(next_hand, 0, 'c', 1, "C", WHO, "the next hand rule", BUTTON("hands", "Hands", 0, 0))        \
    X(change_support, 0, F(5), SUPPORT_COUNT, "F5-F9", WHO, "bar, hand, walker, orthosis, shoes",  \
      NO_BUTTON)                                                                                   \
    X(choose_next, 0, 'n', 1, "N", WHO, "the next person plays",                                   \
      BUTTON("person_2", "Player", WAITING, 0))                                                    \
    X(change_sound, 1, ',', 1, ",", SOUND, "quieter", BUTTON("quieter", "Quieter", 0, 0))          \
    X(change_sound, -1, '.', 1, ".", SOUND, "louder", BUTTON("louder", "Louder", 0, 0))            \
    X(mute, 0, '0', 1, "0", SOUND, "sound off, or on", BUTTON("mute", "Mute", 0, 0))               \
    X(next_picture, 0, 'm', 1, "M", SOUND, "how the child is shown",                               \
      BUTTON("picture", "Picture", 0, 0))                                                          \
    X(mark, COMMAND_GOOD, 'g', 1, "G", REMEMBER, "that was good", BUTTON("good", "Good", 0, 0))    \
    X(mark, COMMAND_HARD, 'h', 1, "H", REMEMBER, "that was hard for the child",                    \
      BUTTON("hard", "Hard", 0, 0))                                                                \
    X(take_note, 0, 't', 1, "T", REMEMBER, "a note: 1-0, or T to write",                           \
      BUTTON("note", "Note", 0, PLAYING))                                                          \
    X(next_in_plan, 0, F(10), 1, "F10", NOW, "the next in the plan",                               \
      BUTTON("arrow_right", "Next", 0, 0))                                                         \
    X(show_panel, 0, F(3), 1, "F3", SCREEN, "latency and quality",                                 \
      BUTTON("tune", "Figures", 0, 0))                                                             \
    X(own_window, 0, F(4), 1, "F4", SCREEN, "a window of your own, or not", NO_BUTTON)             \
    X(full_screen, 0, F(11), 1, "F11", SCREEN, "full screen, as Alt+Enter", NO_BUTTON)             \
    X(show_keys, 0, F(1), 1, "F1", SCREEN, "pause, and these keys",                                \
      BUTTON("keys", "Keys", CARDS, 0))

const KeyRow live_key_rows[] = {
#define X(action, value, key, count, shown, group, words, ...)                                     \
    { key, count, KEY_GROUP_##group, shown, words, __VA_ARGS__ },
    LIVE_KEY_LIST(X)
#undef X
};
const int live_key_count = (int)(sizeof live_key_rows / sizeof *live_key_rows);

_Static_assert(GAME_LEVELS == 5 && SUPPORT_COUNT == 5, "the keys' names and words tell of five");

#define X(action, value, key, count, shown, group, words, ...) static void action(Live *, int);
LIVE_KEY_LIST(X)
#undef X

bool live_key(struct Live *live, int key)
{
    static const struct {
        void (*act)(Live *live, int value);
        int value;
    } actions[] = {
#define X(action, value, key, count, shown, group, words, ...) { action, value },
        LIVE_KEY_LIST(X)
#undef X
    };
    REQUIRE(live->run.play);
    AlarmAnswer answer;
    if (alarm_card_key(&live->screen.alarm, live->run.play, key, &answer)) {
        if (answer != ALARM_ANSWER_COUNT) run_command(&live->run, COMMAND_ANSWER, (float)answer);
        return true;
    }
    if (key && !(key = notes_key(&live->screen.notes, &live->run, key))) return true;
    key = sign_card_key(&live->screen.sign, key);
    // The child's one switch skips an opening, and in play it ends nothing.
    if (key == RENDER_KEY_TAB && play_phase(live->run.play) == PHASE_TELL) key = RENDER_KEY_ENTER;
    int row = key_row(live_key_rows, live_key_count, key);
    if (row < 0) return false;
    actions[row].act(live, actions[row].value + key - live_key_rows[row].key);
    return true;
}

// ---- what they do
// -------------------------------------------------------------------------------

// What nothing on the screen shows otherwise.
static void tell_now(Live *live)
{
    live->screen.told_until = live->run.step + TOLD_S * GAME_STEPS_PER_SECOND;
}

static void tell(Live *live, const char *words)
{
    snprintf(live->screen.told, sizeof live->screen.told, "%s", words);
    tell_now(live);
}

static void command(Live *live, int value)
{
    run_command(&live->run, (Command)value, 0);
}

// A level that asks for somebody who has not been ticked is not given; why is told.
static void tell_missing(Live *live, int level)
{
    unsigned missing = play_missing(live->run.play, level);
    for (int i = 0; i < CARE_COUNT && missing; i++) {
        if (!(missing & 1u << i)) continue;
        snprintf(live->screen.told, sizeof live->screen.told, "Level %d waits: %s needs %s", level,
                 care_words((Care)i),
                 i == CARE_JUMP ? "your tick for jumps first" : "a spotter's tick first");
        tell_now(live);
        return;
    }
}

static void set_level(Live *live, int level)
{
    if (level >= 1 && level <= GAME_LEVELS) tell_missing(live, level);
    run_command(&live->run, COMMAND_LEVEL, (float)level);
}

static void change_level(Live *live, int by)
{
    set_level(live, play_setup(live->run.play)->level + by);
}

// Whether the therapist has paused, and not the demonstration.
bool live_is_paused(const Live *live)
{
    return play_paused(live->run.play) && !live->tutorial.holds;
}

static void set_paused(Live *live, bool paused)
{
    run_command(&live->run, paused ? COMMAND_PAUSE : COMMAND_RESUME, 0);
    live->tutorial.holds = false;  // who paused goes on, and nobody else
    live->screen.stopped = false;
    if (!paused && play_phase(live->run.play) == PHASE_PLAY) live_music(live);
}

void live_pause(Live *live)
{
    bool paused = live_is_paused(live);
    tutorial_end(&live->tutorial);  // it would let play go on at its end
    if (!paused) set_paused(live, true);
}

static void stop_all(Live *live, int value)
{
    (void)value;
    // A demonstration is stopped as well, and play does not begin after it.
    tutorial_end(&live->tutorial);
    if (live->screen.stopped) {
        set_paused(live, false);
        return;
    }
    run_command(&live->run, COMMAND_STOP, 0);  // out of a pause too: stop never goes on
    live->tutorial.holds = false;
    live->screen.stopped = true;
    live->screen.help = false;
    notes_close(&live->screen.notes);
    audio_silence(live->audio);
}

static void take_break(Live *live, int value)
{
    (void)value;
    if (tutorial_end(&live->tutorial)) return;
    if (live->screen.help)
        live->screen.help = false;
    else
        set_paused(live, !live_is_paused(live));
}

static void go_on(Live *live, int value)
{
    (void)value;
    if (tutorial_end(&live->tutorial)) return;
    live->screen.help = false;
    if (live->tutorial.holds)
        live->tutorial.quiet_at = 0;  // not waiting for the end of its words
    else if (live_is_paused(live))
        set_paused(live, false);
    else
        run_command(&live->run, COMMAND_START_STOP, 0);
}

// Asks once: what was a slip of the finger is a pause.
static void end_play(Live *live, int value)
{
    (void)value;
    if (!live_is_paused(live)) {
        live_pause(live);
        return;
    }
    audio_silence(live->audio);  // the line that was held would go on over the next page
    run_end(&live->run, live->screen.stopped ? PLAY_END_STOP : PLAY_END_KEY);
}

static void skip_this(Live *live, int value)
{
    (void)value;
    if (!tutorial_end(&live->tutorial)) run_command(&live->run, COMMAND_SKIP, 0);
}

static void show_how(Live *live, int value)
{
    (void)value;
    if (!tutorial_end(&live->tutorial))
        tutorial_ask(&live->tutorial, &live->settings.plan, &live->run);
}

static void choose_next(Live *live, int value)
{
    (void)value;
    vision_choose_next(live->vision);
    run_command(&live->run, COMMAND_NEXT_PERSON, 0);
    tell(live, "The next person in view plays");
}

static void tell_support(Live *live)
{
    char words[sizeof live->screen.told] = "Support:";
    for (int i = 0; i < SUPPORT_COUNT; i++) {
        size_t length = strlen(words);
        if (live->run.support & 1u << i)
            snprintf(words + length, sizeof words - length, "%s %s", length > 8 ? "," : "",
                     support_name((Support)i));
    }
    for (char *at = words; *at; at++)
        if (*at == '_') *at = ' ';  // a stored name
    tell(live, live->run.support ? words : "Support: none");
}

static void change_support(Live *live, int support)
{
    live->run.support ^= 1u << support;
    run_command(&live->run, COMMAND_SUPPORT, (float)live->run.support);
    tell_support(live);
}

// A check-up has sides and hands of its own.
static bool has_own_sides(Live *live)
{
    bool own = settings_is_checkup(&live->settings);
    if (own) tell(live, "Not in a check-up");
    return own;
}

// Where most things lie on one side, most lie on the other; where they lie evenly, first on
// the right, then on the left, then evenly again.
static void switch_side(Live *live, int value)
{
    (void)value;
    if (has_own_sides(live)) return;
    float now = play_setup(live->run.play)->profile.side_bias;
    bool even = live->settings.plan.play.setup.profile.side_bias == 0.5f;
    float next = now == 0.5f ? MOSTLY : even && now < 0.5f ? 0.5f : 1 - now;
    int right = (int)(100 * next + 0.5f);
    run_command(&live->run, COMMAND_SIDE, next);
    snprintf(live->screen.told, sizeof live->screen.told, "Targets: %d %% left, %d %% right",
             100 - right, right);
    tell_now(live);
}

static void next_hand(Live *live, int value)
{
    (void)value;
    if (has_own_sides(live)) return;
    int next = (play_hand_rule(live->run.play) + 1) % HAND_RULE_COUNT;
    run_command(&live->run, COMMAND_HAND, (float)next);
    tell(live, hand_rule_words((HandRule)next));
}

static void mark(Live *live, int which)
{
    run_command(&live->run, (Command)which, 0);
    tell(live, which == COMMAND_GOOD ? "Marked: that was good" : "Marked: that was hard");
}

static void take_note(Live *live, int value)
{
    (void)value;
    notes_open(&live->screen.notes, live->run.step);
}

static void next_picture(Live *live, int value)
{
    (void)value;
    Screen *screen = &live->screen;
    screen->picture = (ChildPicture)((screen->picture + 1) % PICTURE_COUNT);
    if (screen->picture >= PICTURE_CUTOUT && !screen->masked)
        tell(live, "The child alone, from the next play on");
}

// What the child hears belongs to the session.
static void set_sound(Live *live)
{
    float share = 1 - SOUND_NOTCH * (float)live->screen.quieter;
    audio_loudness(live->audio, share);
    run_command(&live->run, COMMAND_SOUND, share);
}

void live_tell_sound(Live *live)
{
    if (live->screen.quieter) set_sound(live);
    if (live->screen.muted) run_command(&live->run, COMMAND_MUTE, 1);
}

static void change_sound(Live *live, int quieter)
{
    int *now = &live->screen.quieter;
    *now += quieter;
    *now = *now < 0 ? 0 : *now > SOUND_NOTCHES ? SOUND_NOTCHES : *now;
    set_sound(live);
    snprintf(live->screen.told, sizeof live->screen.told, "Sound: %d of %d",
             SOUND_NOTCHES + 1 - *now, SOUND_NOTCHES + 1);
    tell_now(live);
}

static void mute(Live *live, int value)
{
    (void)value;
    live->screen.muted = !live->screen.muted;
    audio_mute(live->audio, live->screen.muted);
    run_command(&live->run, COMMAND_MUTE, live->screen.muted);
}

static void show_panel(Live *live, int value)
{
    (void)value;
    live->screen.panel = !live->screen.panel;
}

// Ends as at the end of its time. Where all is still nothing is shown any more, and it is
// over at once.
static void next_in_plan(Live *live, int value)
{
    (void)value;
    if (!live->course) {
        tell(live, "No hour is under way: Q ends this game");
        return;
    }
    tutorial_end(&live->tutorial);
    run_end(&live->run, PLAY_END_NEXT);
}

// The window does both on every page and hands the keys to none.
static void own_window(Live *live, int value)
{
    (void)live;
    (void)value;
}

static void full_screen(Live *live, int value)
{
    (void)live;
    (void)value;
}

static void show_keys(Live *live, int value)
{
    (void)value;
    live->screen.help = !live->screen.help;
    if (live->screen.help) live_pause(live);  // nobody watches the child while reading
}
