// SPDX-License-Identifier: MIT
// test_gym_live.c: every live key in every game, in the gym's own hands: what it does is counted in
// steps of the recording and in samples of a device that renders what would be heard, each press is
// in the recording at its step, and the recording proves itself.
#include "base/assets.h"
#include "cli/cli.h"
#include "clinic/page.h"
#include "clinic/report.h"
#include "demo/demo_camera.h"
#include "gym/live.h"
#include "gym/live_keys.h"
#include "session/recording.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WIDTH      640
#define HEIGHT     480
#define FRAME      (AUDIO_RATE / GAME_STEPS_PER_SECOND)
#define F(n)       (RENDER_KEY_F1 + (n)-1)
#define PATIENCE   1500  // steps until the next offer must have come
#define STOP_STEPS 6     // until all stands still and is silent
#define PRESSES    128
#define TEXT_MAX   (1 << 20)

typedef struct Press {
    uint32_t step;
    PlayCommand command;
} Press;

static Live live;
static Demo *child;
static char folder[64], store[96];
static int64_t now_us = 1000000;
static Press press_list[PRESSES];
static int press_count;
static int told[EVENT_COUNT];  // since the last look
static GameEvent last[EVENT_COUNT];
static int open_tries;
static bool was_pressed[512];

// ---- a play under way ---------------------------------------------------------------------------

static void note(const GameEvent *e)
{
    told[e->event]++;
    last[e->event] = *e;
    bool ends = e->event == EVENT_HIT || e->event == EVENT_MISS || e->event == EVENT_SKIP;
    if (e->event == EVENT_OFFER) open_tries++;
    if (ends && open_tries > 0) open_tries--;
}

static void step(void)
{
    Run *run = &live.run;
    Pose pose;
    bool posed = run->step % 2 == 0;
    int64_t at_us = (int64_t)run->step * 1000000 / GAME_STEPS_PER_SECOND;
    DemoAim aim = run_aim(run);
    if (posed) demo_move(child, &aim, &pose);
    pose.number = run->step + 1;
    pose.captured_us = pose.ready_us = at_us;
    run_step(run, posed ? &pose : NULL, at_us);
    notes_step(&live.screen.notes, run->step);
    for (int i = 0; i < run->out.event_count; i++) note(&run->out.event[i]);
    for (int i = 0; i < run->out.cue_count && !live.screen.stopped; i++)
        audio_cue(live.audio, &run->out.cue[i]);
}

static void steps(uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) step();
}

// Loudness of what is heard meanwhile.
static double hear(uint32_t count)
{
    static float samples[2 * FRAME];
    double sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        step();
        now_us += 1000000 / GAME_STEPS_PER_SECOND;
        audio_update(live.audio, now_us);
        audio_render(live.audio, samples, FRAME);
        for (int s = 0; s < 2 * FRAME; s++) sum += (double)samples[s] * (double)samples[s];
    }
    return sqrt(sum / (2.0 * FRAME * count));
}

// Presses, and keeps what it asked for, to be found in the recording.
static void press(int key)
{
    int before = live.run.command_count;
    assert_true(live_key(&live, key));
    was_pressed[key] = true;
    for (int i = before; i < live.run.command_count; i++) {
        assert_below(press_count, PRESSES);
        press_list[press_count++] = (Press){ live.run.step, live.run.command[i] };
    }
}

// ... and the event that must come in the very next step.
static const GameEvent *tells(int key, Event event)
{
    memset(told, 0, sizeof told);
    press(key);
    step();
    if (told[event] != 1)
        fail_msg("%s: the key %d does not tell %s", play_game(live.run.play)->id, key,
                 event_name(event));
    return &last[event];
}

static void wait_for(Event event)
{
    told[event] = 0;
    for (int i = 0; i < PATIENCE && !told[event]; i++) step();
    if (!told[event])
        fail_msg("%s: %s does not come", play_game(live.run.play)->id, event_name(event));
}

static void wait_for_a_try(void)
{
    for (int i = 0; i < PATIENCE && !open_tries; i++) step();
    assert_above(open_tries, 0);
    steps(3);
}

// After a pause play counts in, which a key ends.
static void go_on(int key)
{
    tells(key, EVENT_RESUME);
    if (play_phase(live.run.play) == PHASE_COUNT_IN) press(RENDER_KEY_ENTER);
    step();
    assert_int_equal(play_phase(live.run.play), PHASE_PLAY);
    assert_false(play_paused(live.run.play));
}

// ---- the keys -----------------------------------------------------------------------------------

static void stop_and_pause(void)
{
    uint32_t played = play_game_step(live.run.play);
    audio_music(live.audio, "garden");
    assert_true(hear(30) > 0);
    tells(' ', EVENT_STOP);
    hear(STOP_STEPS - 1);
    assert_true(hear(30) == 0);
    assert_true(play_paused(live.run.play));
    assert_at_most(play_game_step(live.run.play) - played, 30 + STOP_STEPS);
    go_on(' ');
    tells(RENDER_KEY_ESCAPE, EVENT_PAUSE);
    played = play_game_step(live.run.play);
    steps(20);
    assert_int_equal(play_game_step(live.run.play), played);
    go_on(RENDER_KEY_ESCAPE);
    steps(2);
    assert_above(play_game_step(live.run.play), played);
}

// The same sound, before and after: while it is paused nothing else is heard.
static double praise(void)
{
    hear(60);
    tells('p', EVENT_PRAISE);
    return hear(60);
}

static void sound(void)
{
    audio_music(live.audio, "garden");
    hear(30);
    assert_int_equal(tells('0', EVENT_MUTE)->on, 1);
    hear(STOP_STEPS);
    assert_true(hear(30) == 0);
    assert_int_equal(tells('0', EVENT_MUTE)->on, 0);
    hear(STOP_STEPS);
    assert_true(hear(30) > 0);
    tells(RENDER_KEY_ESCAPE, EVENT_PAUSE);
    audio_music(live.audio, NULL);
    hear(60);
    double loud = praise();
    assert_true(loud > 0);
    assert_near(tells(',', EVENT_SOUND)->value, 0.8, 0.001);
    assert_near(tells(',', EVENT_SOUND)->value, 0.6, 0.001);
    assert_near(praise() / loud, 0.36, 0.03);
    tells('.', EVENT_SOUND);
    assert_near(tells('.', EVENT_SOUND)->value, 1, 0.001);
    assert_near(praise() / loud, 1, 0.05);
    go_on(RENDER_KEY_ESCAPE);
}

static void level(void)
{
    assert_int_equal(tells('+', EVENT_LEVEL)->level, 3);
    assert_int_equal(tells('-', EVENT_LEVEL)->level, 2);
    for (int i = 1; i <= GAME_LEVELS; i++) assert_int_equal(tells('0' + i, EVENT_LEVEL)->level, i);
    assert_int_equal(play_setup(live.run.play)->level, GAME_LEVELS);
    tells('2', EVENT_LEVEL);
    for (int held = 1; held >= 0; held--) {
        assert_int_equal(tells('l', EVENT_LOCK)->on, held);
        assert_int_equal(play_staircase(live.run.play)->locked, held);
    }
}

static void help(void)
{
    static const struct {
        int key;
        Event told;
    } keys[] = { { 'a', EVENT_HELP }, { 'r', EVENT_REDO } };
    for (int i = 0; i < 2; i++) {
        wait_for_a_try();
        press(keys[i].key);
        wait_for(keys[i].told);
    }
    wait_for_a_try();
    memset(told, 0, sizeof told);
    press('s');
    step();
    assert_above(told[EVENT_SKIP], 0);
}

static void sides_and_support(void)
{
    assert_near(tells('x', EVENT_SIDE)->value, 0.8, 0.001);
    assert_near(play_setup(live.run.play)->profile.side_bias, 0.8, 0.001);
    int rule = tells('c', EVENT_HAND)->hand;
    assert_int_equal(rule, HAND_BOTH);
    uint32_t most = (PLAY_LAST_TRY_S + 1) * GAME_STEPS_PER_SECOND;
    const Profile *profile = &play_setup(live.run.play)->profile;
    for (uint32_t i = 0; i < most && (int)profile->hand != rule; i++) step();
    assert_int_equal(profile->hand, rule);
    for (int i = 0; i < SUPPORT_COUNT; i++)
        for (int held = 1; held >= 0; held--)
            assert_int_equal(tells(F(5) + i, EVENT_SUPPORT)->supports, held << i);
    tells('n', EVENT_NEXT_PERSON);
}

static void marks_and_notes(void)
{
    tells('g', EVENT_GOOD);
    tells('h', EVENT_HARD);
    for (int i = 1; i < NOTE_COUNT; i++) {
        uint32_t played = play_game_step(live.run.play);
        press('t');
        step();
        assert_int_equal(tells('0' + i % 10, EVENT_NOTE)->note, i);
        assert_int_equal(play_game_step(live.run.play), played + 2);  // nothing waited for it
    }
    press('t');
    tells('t', EVENT_PAUSE);
    step();
    notes_type(&live.screen.notes, &live.run, "opened the left hand <alone>");
    memset(told, 0, sizeof told);
    press(RENDER_KEY_ENTER);
    step();
    assert_int_equal(told[EVENT_NOTE], 1);
    assert_int_equal(last[EVENT_NOTE].note, NOTE_WRITTEN);
    assert_int_equal(told[EVENT_RESUME], 1);
    press(RENDER_KEY_ENTER);  // the count-in
    step();
}

// What changes nothing of the play asks for nothing.
static void screen(void)
{
    int before = press_count;
    static const int keys[] = { 'm', F(3), F(3), F(4), F(11), 'd', F(10) };  // of an hour
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) press(keys[i]);
    tutorial_end(&live.tutorial);
    assert_int_equal(press_count, before);
    tells(F(1), EVENT_PAUSE);
    press(RENDER_KEY_ESCAPE);  // closes the page
    go_on(RENDER_KEY_ESCAPE);
}

static void leave(const Game *game)
{
    HourCourse hour = { 0 };
    if (game == game_find("bubble_garden")) {
        live.course = &hour;
        assert_int_equal(tells(F(10), EVENT_FINISH)->ended, PLAY_END_NEXT);
        live.course = NULL;
        assert_true(run_done(&live.run));
        return;
    }
    tells('q', EVENT_PAUSE);
    assert_int_equal(tells('q', EVENT_FINISH)->ended, PLAY_END_KEY);
    assert_true(run_done(&live.run));
}

// ---- the recording ------------------------------------------------------------------------------

static bool is_recorded(const Recording *r, const Press *wanted)
{
    const PlayInput *in = &r->input[wanted->step];
    assert_int_equal(in->step, wanted->step);
    for (int i = 0; i < in->command_count; i++)
        if (in->command[i].command == wanted->command.command &&
            in->command[i].value == wanted->command.value)
            return true;
    return false;
}

static void look_at_the_recording(const Game *game)
{
    Store *opened = NULL;
    Recording r;
    assert_int_equal(store_open_given(&opened, store, STORE_READ), RESULT_OK);
    assert_int_equal(recording_load(&r, opened, live.run.id), RESULT_OK);
    for (int i = 0; i < press_count; i++)
        if (!is_recorded(&r, &press_list[i]))
            fail_msg("%s: command %d of step %u is not recorded", game->id,
                     (int)press_list[i].command.command, press_list[i].step);
    assert_int_equal(r.mark_count, 1);
    assert_string_equal(r.mark[0].text, "opened the left hand <alone>");
    bool found = false;
    for (uint32_t i = 0; i < r.event_count; i++) {
        const char *written = timeline_written(&r, &r.event[i]);
        found |= written && !strcmp(written, r.mark[0].text);
    }
    assert_true(found);
    recording_free(&r);
    store_close(&opened);
    char *argv[] = { "replay", "last", "--verify", "--store", store, NULL };
    assert_int_equal(cmd_replay(5, argv), 0);
}

static void show(ClinicSession *session, Result (*say)(FILE *, const ClinicSession *), char *text)
{
    FILE *to = fmemopen(text, TEXT_MAX, "w");
    assert_non_null(to);
    assert_int_equal(say(to, session), RESULT_OK);
    fclose(to);
}

static Result say_text(FILE *to, const ClinicSession *session)
{
    return report_print(session, false, to);
}

static Result say_json(FILE *to, const ClinicSession *session)
{
    return report_print(session, true, to);
}

static Result say_page(FILE *to, const ClinicSession *session)
{
    return page_session_write(to, TIPTOE_BUILT_ASSETS, session);
}

// What was done by keys stands in all that tells of the session, text escaped.
static void look_at_the_reports(const Game *game)
{
    static const struct {
        Result (*say)(FILE *, const ClinicSession *);
        const char *words[7];
    } all[] = {
        { say_text,
          { "keys, marks and notes:", "that was good", "that was hard", "note: Tired",
            "opened the left hand <alone>", "hands: both hands", "sound off" } },
        { say_json,
          { "\"timeline\"", "\"good\"", "\"hard\"", "note: Tired", "opened the left hand <alone>",
            "\"hand\"", "\"mute\"" } },
        { say_page,
          { "Timeline", "that was good", "that was hard", "note: Tired",
            "opened the left hand &lt;alone&gt;", "hands: both hands", "sound off" } },
    };
    static char text[TEXT_MAX];
    ClinicSession session;
    assert_int_equal(clinic_open(&session, store, "last"), RESULT_OK);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        show(&session, all[i].say, text);
        for (int w = 0; w < 7; w++)
            if (!strstr(text, all[i].words[w]))
                fail_msg("%s: \"%s\" is not in what %zu says", game->id, all[i].words[w], i);
    }
    clinic_close(&session);
}

static void play(const Game *game)
{
    CameraInfo info = vision_camera(live.vision);
    DemoOptions demo = {
        .width = WIDTH, .height = HEIGHT, .fps = 30, .seed = 3, .skill = 0.8f, .reaction_ms = 300
    };
    assert_int_equal(demo_open(&child, &demo), RESULT_OK);
    live.settings.plan.play.game = game;
    live.screen.notes = (Notes){ 0 };
    press_count = open_tries = 0;
    assert_int_equal(run_open(&live.run, &live.settings, &info), RESULT_OK);
    for (int i = 0; i < PATIENCE && play_phase(live.run.play) != PHASE_PLAY; i++) step();
    assert_int_equal(play_phase(live.run.play), PHASE_PLAY);
    steps(60);
    stop_and_pause();
    sound();
    level();
    help();
    sides_and_support();
    marks_and_notes();
    screen();
    leave(game);
    assert_int_equal(run_close(&live.run), RESULT_OK);
    print_message("%-17s %u steps, %d presses that are commands\n", game->id, live.run.step,
                  press_count);
    look_at_the_recording(game);
    if (game == game_find("bubble_garden")) look_at_the_reports(game);
    run_free(&live.run);
    demo_close(&child);
}

static void every_key_in_every_game(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        if (game_list[i]->role == ROLE_PLAY) play(game_list[i]);
    for (int i = 0; i < live_key_count; i++)
        for (int k = 0; k < live_key_rows[i].count; k++)
            if (!was_pressed[live_key_rows[i].key + k])
                fail_msg("the key %s was not tried", live_key_rows[i].shown);
}

// ---- around it ----------------------------------------------------------------------------------

static void no_pose(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    (void)self;
    (void)image;
    *pose = (Pose){ .captured_us = captured_us };
}

static int open_live(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/tiptoe-live-XXXXXX");
    if (!mkdtemp(folder)) return -1;
    snprintf(store, sizeof store, "%s/l.db", folder);
    camera_register(&demo_camera_source);
    live.settings = settings_default();
    Machine *machine = &live.settings.machine;
    machine->headless = machine->fast = true;
    machine->store = store;
    machine->camera.source = "demo:still";
    PlaySetup *setup = &live.settings.plan.play;
    setup->game = game_list[0];
    setup->tells = TELLS_NOBODY;
    setup->spotter = setup->jumps = true;  // levels are not held back
    setup->setup.level = 2;
    setup->setup.seconds = 300;
    setup->setup.success = STAIRCASE_SUCCESS_USUAL;
    setup->setup.profile.hand = HAND_EITHER;
    setup->setup.profile.side_bias = 0.5f;
    if (live_open_with(&live, (PoseMaker){ .next = no_pose }) != RESULT_OK) return -1;
    audio_close(&live.audio);
    AudioOptions options = { .asset_folder = assets_folder(), .loopback = true };
    return audio_open(&live.audio, &options) == RESULT_OK ? 0 : -1;
}

static int close_live(void **state)
{
    (void)state;
    tutorial_stop(&live.tutorial);
    live_close(&live);
    static const char *const ends[] = { "", "-journal", "-lock" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char path[sizeof store + 16];
        snprintf(path, sizeof path, "%s%s", store, ends[i]);
        unlink(path);
    }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_key_in_every_game) };
    return cmocka_run_group_tests(tests, open_live, close_live);
}
