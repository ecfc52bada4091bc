// SPDX-License-Identifier: MIT
// test_gym_voice.c: what is said before and in every game is heard to its end, the rule before the
// first target, on a device that renders what would be heard. TIPTOE_SOAK=1 listens to each level
// for a minute of play.
#include "audio/audio.h"
#include "audio/sounds.h"
#include "demo/demo.h"
#include "gym/demonstration.h"
#include "play/pose_record.h"
#include "play/voice.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH      640
#define HEIGHT     480
#define FRAME      (AUDIO_RATE / GAME_STEPS_PER_SECOND)
#define STEPS_MAX  (130 * GAME_STEPS_PER_SECOND)
#define LINES_MAX  64
#define COMES_STEP 30  // the camera's first pictures

typedef struct Said {
    const char *line;
    uint32_t step;
} Said;

// One play by the drawn child, who is told everything.
typedef struct Sitting {
    Play *play;
    Demo *child;
    PlayOutput out;
    uint32_t step, told_step, offered_step;  // the rule's beginning, the first offer; 0: not yet
    Said said[LINES_MAX];
    int count, key_count;
    PlayCommand key;
} Sitting;

static float heard[(size_t)STEPS_MAX * FRAME];  // the left ear
static int64_t now_us = 1000000;

static void sit_down(Sitting *s, const Game *game, int level, uint32_t seconds)
{
    memset(s, 0, sizeof *s);
    PlaySetup setup = { .game = game,
                        .tells = 1,
                        .spotter = true,
                        .ask_reach = game->role == ROLE_PLAY,
                        .setup = { .seed = 3, .level = level, .seconds = seconds } };
    setup.setup.profile.side_bias = 0.5f;
    setup.setup.profile.sensory = sensory_preset(SENSORY_STANDARD);
    DemoOptions child = {
        .width = WIDTH, .height = HEIGHT, .fps = 30, .seed = 3, .skill = 0.8f, .reaction_ms = 300
    };
    s->play = play_open(&setup);
    assert_non_null(s->play);
    assert_int_equal(demo_open(&s->child, &child), RESULT_OK);
}

static void get_up(Sitting *s)
{
    demo_close(&s->child);
    play_close(&s->play);
}

static void note(Sitting *s)
{
    for (int i = 0; i < s->out.event_count; i++)
        if (s->out.event[i].event == EVENT_OFFER && !s->offered_step) s->offered_step = s->step;
    bool plays = play_phase(s->play) >= PHASE_PLAY;
    if (plays && s->out.target_count && !s->offered_step) s->offered_step = s->step;
    if (!s->out.say) return;
    assert_below(s->count, LINES_MAX);
    s->said[s->count++] = (Said){ s->out.say, s->step };
    if (!strcmp(s->out.say, play_game(s->play)->id)) s->told_step = s->step;
}

static void go_on(Sitting *s)
{
    PlayInput in = { .step = s->step, .taken_us = (int64_t)s->step * 1000000 / 60 };
    in.command_count = s->key_count;
    in.command[0] = s->key;
    s->key_count = 0;
    in.has_pose = s->step % 2 == 0 && s->step > COMES_STEP;
    if (in.has_pose) {
        const Calibration *size = play_calibration(s->play);
        int targets = size->done ? s->out.target_count : 0;
        DemoAim aim =
            demo_aim(s->out.target, targets, play_game_step(s->play), size, WIDTH, HEIGHT);
        demo_move(s->child, &aim, &in.pose);
        in.pose.number = s->step + 1;
        in.pose.captured_us = in.pose.ready_us = in.taken_us;
        pose_quantise(&in.pose, &(PoseRecord){ 0 });
    }
    play_step(s->play, &in, &s->out);
    note(s);
    s->step++;
}

static void press(Sitting *s, Command key)
{
    s->key = (PlayCommand){ key, 0 };
    s->key_count = 1;
    go_on(s);
}

// By the steps alone: no line begins before the end of the one before, but for the very last one,
// which the player of the sound holds back.
static void assert_in_turn(const Sitting *s, const Game *game, int level)
{
    for (int i = 1; i < s->count; i++) {
        uint32_t between = s->said[i].step - s->said[i - 1].step;
        bool last = i == s->count - 1 && play_phase(s->play) == PHASE_DONE;
        if (between < spoken_steps(s->said[i - 1].line) && !last)
            fail_msg("%s %d: %s is cut by %s", game->id, level, s->said[i - 1].line,
                     s->said[i].line);
    }
    if (!s->told_step) fail_msg("%s %d: the rule is not told", game->id, level);
    uint32_t over = s->told_step + spoken_steps(game->id);
    if (!s->offered_step || s->offered_step < over)
        fail_msg("%s %d: asked at step %u, the rule is over at %u", game->id, level,
                 s->offered_step, over);
}

static void the_rule_is_over_before_anything_is_asked(void **state)
{
    (void)state;
    for (int g = 0; g < game_count; g++) {
        for (int level = 1; level <= GAME_LEVELS; level++) {
            Sitting s;
            sit_down(&s, game_list[g], level, 12);
            while (play_phase(s.play) != PHASE_DONE && s.step < STEPS_MAX) go_on(&s);
            assert_int_equal(play_phase(s.play), PHASE_DONE);
            assert_in_turn(&s, game_list[g], level);
            static const char *const before[] = { "stand_here", "hold_still", "arms_out" };
            int phases = game_list[g]->role == ROLE_PLAY ? 3 : 2;
            for (int i = 0; i < phases; i++) assert_string_equal(s.said[i].line, before[i]);
            assert_string_equal(s.said[phases].line, game_list[g]->id);
            get_up(&s);
        }
    }
}

static Audio *open_loopback(void)
{
    AudioOptions options = { .asset_folder = TIPTOE_BUILT_ASSETS, .loopback = true };
    Audio *audio = NULL;
    assert_int_equal(audio_open(&audio, &options), RESULT_OK);
    Sensory sensory = sensory_preset(SENSORY_STANDARD);
    sensory.music = sensory.effects = 0;
    sensory.speech = 1;
    audio_limits(audio, &sensory);
    return audio;
}

// A step of sound, as the main loop goes.
static void listen(Audio *audio, float left[FRAME])
{
    float both[2 * FRAME];
    now_us += 1000000 / GAME_STEPS_PER_SECOND;
    audio_update(audio, now_us);
    audio_render(audio, both, FRAME);
    for (int i = 0; i < FRAME; i++) left[i] = both[2 * i];
}

// Each line alone against what was heard from its step on, sample by sample.
static void assert_heard_whole(const Sitting *s, const char *where)
{
    Audio *audio = open_loopback();
    float left[FRAME];
    for (int i = 0; i < s->count; i++) {
        audio_say(audio, s->said[i].line);
        double wrong = 0, all = 0;
        size_t at = (size_t)s->said[i].step * FRAME;
        do {
            listen(audio, left);
            for (int k = 0; k < FRAME; k++, at++) {
                double off = (double)left[k] - (double)heard[at];
                wrong += off * off;
                all += (double)left[k] * (double)left[k];
            }
        } while (audio_is_saying(audio));
        assert_above(all, 0.1);
        if (wrong > 1e-3 * all)
            fail_msg("%s: %s is heard otherwise, %.3f of it", where, s->said[i].line, wrong / all);
    }
    audio_close(&audio);
}

// Until `seconds` of play are over, something was asked and the voice is quiet.
static void play_aloud(Sitting *s, uint32_t seconds)
{
    Audio *audio = open_loopback();
    while (play_game_step(s->play) < seconds * GAME_STEPS_PER_SECOND ||
           play_words_left(s->play) > 0 || !s->offered_step) {
        assert_below(s->step, STEPS_MAX - 300);
        go_on(s);
        if (s->out.say) audio_say(audio, s->out.say);
        listen(audio, &heard[(size_t)(s->step - 1) * FRAME]);
    }
    for (int i = 0; i < 300; i++) listen(audio, &heard[(size_t)(s->step + (uint32_t)i) * FRAME]);
    audio_close(&audio);
}

static void every_line_is_heard_whole(void **state)
{
    (void)state;
    bool soak = getenv("TIPTOE_SOAK");
    int lines = 0;
    for (int g = 0; g < game_count; g++) {
        for (int level = soak ? 1 : 3; level <= (soak ? GAME_LEVELS : 3); level++) {
            Sitting s;
            char where[80];
            snprintf(where, sizeof where, "%s, level %d", game_list[g]->id, level);
            sit_down(&s, game_list[g], level, 90);
            play_aloud(&s, soak ? 60 : 4);
            assert_heard_whole(&s, where);
            assert_in_turn(&s, game_list[g], level);
            print_message("heard %s: %d lines\n", where, s.count);
            lines += s.count;
            get_up(&s);
        }
    }
    assert_at_least(lines, 4 * game_count);
}

// The same session with sound and without.
static void nothing_depends_on_the_sound(void **state)
{
    (void)state;
    const Game *game = game_find("river_raft");
    Sitting loud, still;
    sit_down(&loud, game, 2, 90);
    play_aloud(&loud, 10);
    sit_down(&still, game, 2, 90);
    while (still.step < loud.step) go_on(&still);
    assert_true(play_digest(loud.play) == play_digest(still.play));
    assert_true(behaviour_mark(play_behaviour(loud.play)) ==
                behaviour_mark(play_behaviour(still.play)));
    get_up(&loud);
    get_up(&still);
}

// A key of the therapist may end a step of the check-up while its line is being said: the next step
// begins with its own line, after that one.
static void a_checkup_s_step_begins_with_its_line(void **state)
{
    (void)state;
    Sitting s;
    sit_down(&s, game_assessment(), 3, 300);
    while (play_phase(s.play) < PHASE_PLAY) go_on(&s);
    for (int i = 0; i < 30; i++) go_on(&s);
    int lines = s.count;
    press(&s, COMMAND_SKIP);
    uint32_t clock = play_game_step(s.play), from = s.step;
    while (s.count == lines) {
        assert_int_equal(play_game_step(s.play), clock);
        go_on(&s);
    }
    assert_at_least(s.step - from, 60);
    const Said *said = &s.said[lines];
    assert_true(strcmp(said[0].line, said[-1].line) != 0);
    assert_at_least(said[0].step - said[-1].step, spoken_steps(said[-1].line));
    get_up(&s);
}

// While a game is shown, its rule is said at once and whole, and then what is asked for.
static void the_demonstration_says_what_is_shown(void **state)
{
    (void)state;
    for (int g = 0; g < game_count; g++) {
        PlayPlan plan = plan_default();
        plan.play.game = game_list[g];
        plan.play.tells = plan.play.ask_reach = 1;
        Demonstration d = { 0 };
        if (!demonstration_open(&d, &plan)) continue;
        const char *words = demonstration_words(&d);
        assert_non_null(words);
        assert_string_equal(words, game_list[g]->id);
        uint32_t until = d.step + spoken_steps(words);
        int targets = 0;
        while (!demonstration_over(&d)) {
            demonstration_step(&d, 1);
            targets += d.step < until && d.out.target_count > 0;
            words = demonstration_words(&d);
            if (!words) continue;
            assert_at_least(d.step, until);
            until = d.step + spoken_steps(words);
        }
        assert_above(targets, 30);  // it is shown while it is said
        demonstration_close(&d);
    }
}

// No two games end with the same words, and each has its phrase: by their names alone a game that
// is new could go without.
static void an_ending_has_words_and_a_phrase_of_its_own(void **state)
{
    (void)state;
    static SoundBank bank;
    char phrase[SOUND_NAME_MAX];
    assert_int_equal(sounds_load(&bank, TIPTOE_BUILT_ASSETS "/sounds", SOUND_EFFECT), RESULT_OK);
    assert_int_equal(sounds_load(&bank, TIPTOE_BUILT_ASSETS "/speech", SOUND_SPEECH), RESULT_OK);
    int told = 0;
    for (int i = 0; i < game_count; i++) {
        const Game *game = game_list[i];
        if (!game->arc) continue;
        assert_non_null(game->arc->line[0]);
        for (int v = 0; v < ARC_VARIATIONS; v++) {
            const char *line = game->arc->line[v];
            if (line && !sounds_find(&bank, SOUND_SPEECH, line))
                fail_msg("%s: nobody says %s", game->id, line);
        }
        for (int k = 0; k < i; k++)
            if (game_list[k]->arc)
                assert_string_not_equal(game->arc->line[0], game_list[k]->arc->line[0]);
        snprintf(phrase, sizeof phrase, "end_%s", game->id);
        if (!sounds_find(&bank, SOUND_EFFECT, phrase)) fail_msg("no %s", phrase);
        told++;
    }
    assert_at_least(told, 12);
    sounds_free(&bank);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rule_is_over_before_anything_is_asked),
        cmocka_unit_test(every_line_is_heard_whole),
        cmocka_unit_test(nothing_depends_on_the_sound),
        cmocka_unit_test(a_checkup_s_step_begins_with_its_line),
        cmocka_unit_test(the_demonstration_says_what_is_shown),
        cmocka_unit_test(an_ending_has_words_and_a_phrase_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
