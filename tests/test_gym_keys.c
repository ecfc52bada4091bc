// SPDX-License-Identifier: MIT
// test_gym_keys.c: the list of keys: no two share a key, each does what it says, no other key
// works, and the README tells the same.
#include "base/clock.h"
#include "demo/demo_camera.h"
#include "gym/live.h"
#include "gym/live_keys.h"
#include "gym/pad_keys.h"

#include "test.h"

#include <ctype.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define KEYS     512
#define F(n)     (RENDER_KEY_F1 + (n)-1)
#define TEXT_MAX 65536

static Live live;
static atomic_int choices;

static void no_pose(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    (void)self;
    (void)image;
    *pose = (Pose){ .captured_us = captured_us };
}

static void choose(void *self)
{
    (void)self;
    choices++;
}

static int open_live(void **state)
{
    (void)state;
    camera_register(&demo_camera_source);
    live.settings = settings_default();
    live.settings.machine.headless = true;
    live.settings.plan.play.game = game_find("bubble_garden");
    live.settings.machine.camera.source = "demo:still";
    if (live_open_with(&live, (PoseMaker){ .next = no_pose, .choose_next = choose }) != RESULT_OK)
        return -1;
    live.run.play = play_open(&live.settings.plan.play);
    return 0;
}

static int close_live(void **state)
{
    (void)state;
    tutorial_stop(&live.tutorial);
    play_close(&live.run.play);
    live_close(&live);
    return 0;
}

// What is written on the key.
static void name_of(int key, char *name, size_t size)
{
    if (key >= F(1) && key <= F(12))
        snprintf(name, size, "F%d", key - F(1) + 1);
    else if (key == RENDER_KEY_TAB)
        snprintf(name, size, "Tab");
    else if (key == ' ' || key == RENDER_KEY_ESCAPE || key == RENDER_KEY_ENTER)
        snprintf(name, size, "%s",
                 key == ' '                ? "Space"
                 : key == RENDER_KEY_ENTER ? "Enter"
                                           : "Esc");
    else
        snprintf(name, size, "%c", toupper(key));
}

static void test_each_row_is_whole_and_names_its_keys(void **state)
{
    (void)state;
    for (int i = 0; i < live_key_count; i++) {
        const KeyRow *row = &live_key_rows[i];
        char first[16], last[16], name[40];
        name_of(row->key, first, sizeof first);
        name_of(row->key + row->count - 1, last, sizeof last);
        snprintf(name, sizeof name, row->count > 1 ? "%s-%s" : "%s", first, last);
        assert_string_equal(row->shown, name);
        assert_in_range(row->group, 0, KEY_GROUP_COUNT - 1);
        assert_in_range(strlen(row->words), 4, 44);  // fits beside its key on the page
    }
}

static void test_no_two_rows_share_a_key(void **state)
{
    (void)state;
    for (int key = 0; key < KEYS; key++) {
        int rows = 0;
        for (int i = 0; i < live_key_count; i++)
            rows +=
                key >= live_key_rows[i].key && key < live_key_rows[i].key + live_key_rows[i].count;
        if (rows > 1) fail_msg("key %d stands in %d rows", key, rows);
        assert_int_equal(key_row(live_key_rows, live_key_count, key) >= 0, rows);
    }
}

static int press(int key)
{
    live.run.command_count = 0;
    assert_true(live_key(&live, key));
    return live.run.command_count;
}

static void expect_command(int key, Command command, float value)
{
    assert_int_equal(press(key), 1);
    assert_int_equal(live.run.command[0].command, command);
    assert_true(live.run.command[0].value == value);
}

static void test_keys_that_are_commands(void **state)
{
    (void)state;
    int level = play_setup(live.run.play)->level;
    expect_command('a', COMMAND_ASSIST, 0);
    expect_command('s', COMMAND_SKIP, 0);
    expect_command('r', COMMAND_REDO, 0);
    expect_command('p', COMMAND_PRAISE, 0);
    expect_command('l', COMMAND_LOCK, 0);
    expect_command(RENDER_KEY_ENTER, COMMAND_START_STOP, 0);
    expect_command('+', COMMAND_LEVEL, (float)(level + 1));
    expect_command('-', COMMAND_LEVEL, (float)(level - 1));
    for (int i = 1; i <= GAME_LEVELS; i++) expect_command('0' + i, COMMAND_LEVEL, (float)i);
    for (int i = 0; i < SUPPORT_COUNT; i++)  // held and let go
        for (int held = 1; held >= 0; held--)
            expect_command(F(5) + i, COMMAND_SUPPORT, (float)(held << i));
    press(F(5));
    assert_string_equal(live.screen.told, "Support: bar");  // and it is seen for a while
    press(F(6));
    assert_string_equal(live.screen.told, "Support: bar, hand held");
    assert_above(live.screen.told_until, live.run.step + 2 * GAME_STEPS_PER_SECOND);
    press(F(5));
    press(F(6));
    assert_string_equal(live.screen.told, "Support: none");
}

// Steps the play once with what the last key asked for.
static void obey(void)
{
    static PlayOutput out;
    PlayInput in = { .step = 0 };
    in.command_count = live.run.command_count;
    memcpy(in.command, live.run.command, sizeof in.command);
    play_step(live.run.play, &in, &out);
}

// It stops a pause as well, and only what is stopped goes on by it. Each step is in the recording.
static void test_the_stop_key(void **state)
{
    (void)state;
    for (int paused = 0; paused < 2; paused++) {
        if (paused) expect_command(RENDER_KEY_ESCAPE, COMMAND_PAUSE, 0);
        if (paused) obey();
        expect_command(' ', COMMAND_STOP, 0);
        assert_true(live.screen.stopped);
        obey();
        assert_true(play_paused(live.run.play));
        expect_command(' ', COMMAND_RESUME, 0);
        assert_false(live.screen.stopped);
        obey();
        assert_false(play_paused(live.run.play));
    }
    expect_command(' ', COMMAND_STOP, 0);
    obey();
    expect_command('q', COMMAND_FINISH, PLAY_END_STOP);
    expect_command(RENDER_KEY_ENTER, COMMAND_RESUME, 0);
    obey();
    live.run.ended = PLAY_END_TIME;
}

static void test_q_asks_once(void **state)
{
    (void)state;
    assert_false(play_paused(live.run.play));
    expect_command('q', COMMAND_PAUSE, 0);
    assert_false(live.screen.stopped);
    obey();
    assert_true(play_paused(live.run.play));
    expect_command('q', COMMAND_FINISH, PLAY_END_KEY);
    expect_command(RENDER_KEY_ESCAPE, COMMAND_RESUME, 0);
    obey();
    assert_false(play_paused(live.run.play));
}

static void test_sound_less_more_and_off(void **state)
{
    (void)state;
    for (int off = 1; off >= 0; off--) {
        expect_command('0', COMMAND_MUTE, (float)off);
        assert_int_equal(live.screen.muted, off);
    }
    assert_int_equal(press('.'), 1);  // as loud as it may be already
    assert_true(live.run.command[0].value == 1);
    float before = 1;
    for (int i = 0; i < 6; i++) {
        assert_int_equal(press(','), 1);
        assert_int_equal(live.run.command[0].command, COMMAND_SOUND);
        float now = live.run.command[0].value;
        assert_true(i < 4 ? now < before : now == before);
        assert_true(now > 0.1f);
        before = now;
    }
    assert_string_equal(live.screen.told, "Sound: 1 of 5");
    live.run.command_count = 0;
    live_tell_sound(&live);  // the next play begins with it
    assert_int_equal(live.run.command_count, 1);
    assert_true(live.run.command[0].value == before);
    for (int i = 0; i < 4; i++) press('.');
    assert_true(live.run.command[0].value == 1);
}

static void test_sides_and_hands(void **state)
{
    (void)state;
    static const float bias[] = { 0.8f, 0.2f, 0.5f };
    static const float mirrored[] = { 0.3f, 0.7f };
    float *chosen = &live.settings.plan.play.setup.profile.side_bias;
    assert_true(*chosen == 0.5f);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(press('x'), 1);
        assert_int_equal(live.run.command[0].command, COMMAND_SIDE);
        assert_near(live.run.command[0].value, bias[i], 0.001);
        obey();
    }
    *chosen = 0.7f;
    live.run.command[0].value = *chosen;
    live.run.command_count = 1;
    obey();
    for (int i = 0; i < 2; i++) {
        assert_int_equal(press('x'), 1);
        assert_near(live.run.command[0].value, mirrored[i], 0.001);
        obey();
    }
    *chosen = 0.5f;
    HandRule rule = play_hand_rule(live.run.play);
    for (int i = 1; i <= HAND_RULE_COUNT; i++) {
        expect_command('c', COMMAND_HAND, (float)((rule + i) % HAND_RULE_COUNT));
        obey();
    }
    const Game *game = live.settings.plan.play.game;
    live.settings.plan.play.game = game_assessment();  // which has its own
    assert_int_equal(press('x'), 0);
    assert_int_equal(press('c'), 0);
    live.settings.plan.play.game = game;
}

static void test_marks_and_quick_notes(void **state)
{
    (void)state;
    Notes *notes = &live.screen.notes;
    expect_command('g', COMMAND_GOOD, 0);
    expect_command('h', COMMAND_HARD, 0);
    for (int note = 1; note < NOTE_COUNT; note++) {
        assert_int_equal(press('t'), 0);  // play goes on
        assert_int_equal(notes->mode, NOTES_STRIP);
        expect_command('0' + note % 10, COMMAND_NOTE, (float)note);
        assert_int_equal(notes->mode, NOTES_CLOSED);
    }
    expect_command('1', COMMAND_LEVEL, 1);  // digits are levels again
    press('t');
    expect_command('g', COMMAND_GOOD, 0);  // other keys work meanwhile
    assert_int_equal(notes->mode, NOTES_STRIP);
    for (uint32_t i = 0; i < NOTES_OPEN_S * GAME_STEPS_PER_SECOND; i++) notes_step(notes, i);
    assert_int_equal(notes->mode, NOTES_STRIP);
    notes_step(notes, live.run.step + NOTES_OPEN_S * GAME_STEPS_PER_SECOND);
    assert_int_equal(notes->mode, NOTES_CLOSED);
    press('t');
    assert_int_equal(press(RENDER_KEY_ESCAPE), 0);
    assert_int_equal(notes->mode, NOTES_CLOSED);
    press('t');
    expect_command(' ', COMMAND_STOP, 0);  // stop is never in the way of a note
    assert_int_equal(notes->mode, NOTES_CLOSED);
    expect_command(' ', COMMAND_RESUME, 0);
    obey();
}

static int press_pad(int pad, int key)
{
    const RenderEvent event = { .kind = RENDER_KEY, .key = key, .pad = pad };
    live.run.command_count = 0;
    notes_walk(&live.screen.notes);
    live_key(&live, pad_key(&live, &event));
    return live.run.command_count;
}

// A controller has no digits: its arrows go over the strip, and A takes; the others stay live keys.
static void test_notes_by_a_controller(void **state)
{
    (void)state;
    Notes *notes = &live.screen.notes;
    for (int note = 1; note < NOTE_COUNT; note++) {
        press_pad(RENDER_PAD_R3, 0);
        assert_int_equal(notes->mode, NOTES_STRIP);
        assert_int_equal(notes_focus(notes), 0);
        press_pad(RENDER_PAD_RIGHT, RENDER_KEY_RIGHT);  // the first
        for (int i = 0; i < (note - 1) % 5; i++) press_pad(RENDER_PAD_RIGHT, RENDER_KEY_RIGHT);
        if (note > 5) press_pad(RENDER_PAD_DOWN, RENDER_KEY_DOWN);
        assert_int_equal(notes_focus(notes), '0' + note % 10);
        assert_int_equal(press_pad(RENDER_PAD_A, ' '), 1);
        assert_int_equal(live.run.command[0].command, COMMAND_NOTE);
        assert_int_equal((int)live.run.command[0].value, note);
        assert_int_equal(notes->mode, NOTES_CLOSED);
    }
    press_pad(RENDER_PAD_R3, 0);
    assert_int_equal(press_pad(RENDER_PAD_Y, 0), 1);
    assert_int_equal(live.run.command[0].command, COMMAND_PRAISE);
    press_pad(RENDER_PAD_B, RENDER_KEY_ESCAPE);
    assert_int_equal(notes->mode, NOTES_CLOSED);
}

// On the page of letters A presses the letter that has the focus, the right trigger stops, and a
// finger touches.
static void test_a_note_written_without_a_keyboard(void **state)
{
    (void)state;
    Notes *notes = &live.screen.notes;
    press_pad(RENDER_PAD_R3, 0);
    assert_int_equal(press_pad(RENDER_PAD_R3, 0), 1);
    assert_int_equal(live.run.command[0].command, COMMAND_PAUSE);
    obey();
    live.run.step += 5;
    press_pad(RENDER_PAD_RIGHT, RENDER_KEY_RIGHT);
    press_pad(RENDER_PAD_A, ' ');
    assert_string_equal(notes->letters.text, "B");
    assert_true(notes_point(notes, &live.run, vec2(1.25f, 4.3f)));
    assert_string_equal(notes->letters.text, "Ba");
    assert_int_equal(press_pad(RENDER_PAD_START, RENDER_KEY_ENTER), 2);
    assert_int_equal(live.run.command[0].command, COMMAND_NOTE);
    assert_int_equal((int)live.run.command[0].value, NOTE_WRITTEN);
    assert_int_equal(live.run.command[1].command, COMMAND_RESUME);
    assert_int_equal(notes->mode, NOTES_CLOSED);
    assert_false(notes_point(notes, &live.run, vec2(1.25f, 4.3f)));
    obey();
}

// What is typed is text, no key; and who leaves it out goes on.
static void test_a_typed_note_pauses(void **state)
{
    (void)state;
    Notes *notes = &live.screen.notes;
    press('t');
    expect_command('t', COMMAND_PAUSE, 0);
    assert_int_equal(notes->mode, NOTES_WRITING);
    obey();
    notes_type(notes, &live.run, "t");  // the key that began it
    assert_string_equal(notes->letters.text, "");
    live.run.step += 5;
    static const int keys[] = { 'q', ' ', '1', 'p', RENDER_KEY_F1, 'm' };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) assert_int_equal(press(keys[i]), 0);
    notes_type(notes, &live.run, "Gr\xc3\xbc\xc3\x9f");
    assert_string_equal(notes->letters.text, "Gr\xc3\xbc\xc3\x9f");
    press(RENDER_KEY_BACKSPACE);
    press(RENDER_KEY_BACKSPACE);
    assert_string_equal(notes->letters.text, "Gr");
    for (int i = 0; i < 300; i++) notes_type(notes, &live.run, "a");
    assert_int_equal(strlen(notes->letters.text), MARK_TEXT_MAX - 1);
    expect_command(RENDER_KEY_ESCAPE, COMMAND_RESUME, 0);
    assert_int_equal(notes->mode, NOTES_CLOSED);
    obey();
}

// Whoever types elsewhere, or comes back to a machine that slept, finds a pause; once.
static void test_a_pause_by_itself(void **state)
{
    (void)state;
    live.run.command_count = 0;
    live_pause(&live);
    assert_int_equal(live.run.command_count, 1);
    assert_int_equal(live.run.command[0].command, COMMAND_PAUSE);
    obey();
    live.run.command_count = 0;
    live_pause(&live);
    assert_int_equal(live.run.command_count, 0);
    expect_command(RENDER_KEY_ENTER, COMMAND_RESUME, 0);
    obey();
}

static void test_keys_of_the_screen(void **state)
{
    (void)state;
    for (int on = 1; on >= 0; on--) {
        assert_int_equal(press(F(3)), 0);
        assert_int_equal(live.screen.panel, on);
    }
    expect_command(F(1), COMMAND_PAUSE, 0);
    assert_true(live.screen.help);
    assert_int_equal(press(RENDER_KEY_ESCAPE), 0);  // closes the page, and does not pause
    assert_false(live.screen.help);
    ChildPicture before = live.screen.picture;
    press('m');
    assert_int_not_equal(live.screen.picture, before);
    press(F(11));  // the window's own
    expect_command('n', COMMAND_NEXT_PERSON, 0);
    int64_t give_up_us = clock_us() + 5000000;
    while (!choices && clock_us() < give_up_us) clock_sleep_until(clock_us() + 5000);
    assert_int_equal(choices, 1);
}

static void test_keys_while_it_is_shown_how(void **state)
{
    (void)state;
    static const int ends[] = { 'd', 's', RENDER_KEY_ENTER, RENDER_KEY_ESCAPE };
    for (int i = 0; i < 4; i++) {
        press('d');
        assert_non_null(tutorial_now(&live.tutorial));
        press('m');
        assert_non_null(tutorial_now(&live.tutorial));
        assert_int_equal(press(ends[i]), 0);  // ends it, and nothing else
        assert_null(tutorial_now(&live.tutorial));
    }
    press('d');
    live.tutorial.holds = true;
    expect_command(' ', COMMAND_STOP, 0);  // the stop key stops as well
    live.screen.stopped = false;
    assert_null(tutorial_now(&live.tutorial));
    assert_false(live.tutorial.holds);
    press('d');
    live.tutorial.holds = true;
    live.run.command_count = 0;
    live_pause(&live);  // so does a pause that comes by itself
    assert_int_equal(live.run.command_count, 1);
    assert_null(tutorial_now(&live.tutorial));
    assert_false(live.tutorial.holds);
}

static void test_no_other_key_works(void **state)
{
    (void)state;
    live.run.command_count = 0;
    for (int key = 0; key < KEYS; key++)
        if (key_row(live_key_rows, live_key_count, key) < 0) assert_false(live_key(&live, key));
    assert_int_equal(live.run.command_count, 0);
}

// ---- on paper -----------------------------------------------------------------------------------

static void written(char *text, void (*write)(FILE *, const KeyRow *, int))
{
    FILE *to = fmemopen(text, TEXT_MAX, "w");
    assert_non_null(to);
    write(to, live_key_rows, live_key_count);
    assert_int_equal(fclose(to), 0);
}

// Whatever the line breaks are.
static void squeeze(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        bool space = isspace((unsigned char)*from);
        if (!space || (to > text && to[-1] != ' ')) *to++ = space ? ' ' : *from;
    }
    if (to > text && to[-1] == ' ') to--;
    *to = '\0';
}

static void test_the_readme_tells_the_same(void **state)
{
    (void)state;
    static char line[TEXT_MAX], readme[4 * TEXT_MAX];
    FILE *file = fopen("README.md", "r");
    assert_non_null(file);
    readme[fread(readme, 1, sizeof readme - 1, file)] = '\0';
    fclose(file);
    written(line, keys_write_line);
    squeeze(line);
    squeeze(readme);
    if (!strstr(readme, line)) fail_msg("README.md must have these words:\n\n%s\n", line);
}

static int times(const char *text, const char *part)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part)) count++;
    return count;
}

static void test_the_card_has_every_key(void **state)
{
    (void)state;
    static char page[TEXT_MAX], text[TEXT_MAX];
    written(page, keys_write_html);
    written(text, keys_write_text);
    int caps = 0;
    for (int i = 0; i < live_key_count; i++) {
        caps += live_key_rows[i].count > 1 ? 2 : 1;
        assert_non_null(strstr(page, live_key_rows[i].words));
        assert_non_null(strstr(text, live_key_rows[i].words));
    }
    assert_int_equal(times(page, "<kbd>"), caps);
    assert_int_equal(times(page, "</kbd>"), caps);
    assert_int_equal(times(page, "<dd>"), live_key_count);
    assert_int_equal(times(page, "<section>"), KEY_GROUP_COUNT);
    assert_int_equal(times(page, "</section>"), KEY_GROUP_COUNT);
    assert_null(strstr(page, "http"));  // nothing is fetched
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_row_is_whole_and_names_its_keys),
        cmocka_unit_test(test_no_two_rows_share_a_key),
        cmocka_unit_test(test_keys_that_are_commands),
        cmocka_unit_test(test_the_stop_key),
        cmocka_unit_test(test_q_asks_once),
        cmocka_unit_test(test_sound_less_more_and_off),
        cmocka_unit_test(test_sides_and_hands),
        cmocka_unit_test(test_marks_and_quick_notes),
        cmocka_unit_test(test_notes_by_a_controller),
        cmocka_unit_test(test_a_note_written_without_a_keyboard),
        cmocka_unit_test(test_a_typed_note_pauses),
        cmocka_unit_test(test_a_pause_by_itself),
        cmocka_unit_test(test_keys_of_the_screen),
        cmocka_unit_test(test_keys_while_it_is_shown_how),
        cmocka_unit_test(test_no_other_key_works),
        cmocka_unit_test(test_the_readme_tells_the_same),
        cmocka_unit_test(test_the_card_has_every_key),
    };
    return cmocka_run_group_tests(tests, open_live, close_live);
}
