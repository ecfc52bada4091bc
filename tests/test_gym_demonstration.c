// SPDX-License-Identifier: MIT
// test_gym_demonstration.c: the simulated child shows every game in ten seconds; it is shown once
// for each child and game, ends when the child is ready, and reads the play's pictures ahead.
#include "demo/demo_camera.h"
#include "gym/live.h"
#include "test.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static atomic_int allocations;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define COUNTS_ALLOCATIONS 0
#else
#define COUNTS_ALLOCATIONS 1
// Every allocation of the process is counted.
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *malloc(size_t size)
{
    allocations++;
    return __libc_malloc(size);
}
void *calloc(size_t count, size_t size)
{
    allocations++;
    return __libc_calloc(count, size);
}
void *realloc(void *memory, size_t size)
{
    allocations++;
    return __libc_realloc(memory, size);
}
#endif

static Render *render;
static Canvas canvas;

static int setup(void **state)
{
    (void)state;
    RenderOptions options = {
        .width = 640, .height = 360, .headless = true, .asset_folder = TIPTOE_BUILT_ASSETS
    };
    return render_open(&render, &options) == RESULT_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    render_close(&render);
    return 0;
}

static Settings settings_for(const Game *game, Posture posture)
{
    Settings s = settings_default();
    s.plan.play.game = game;
    s.plan.play.setup.level = 2;
    s.plan.play.setup.seed = 4;
    s.plan.play.setup.success = STAIRCASE_SUCCESS_USUAL;
    s.plan.play.setup.profile.posture = posture;
    settings_settle(&s);
    return s;
}

static void frame(const Demonstration *d)
{
    render_begin(render);
    demonstration_draw(d, &d->avatar.look, render, &canvas);
    render_present(render);
}

static void test_every_game_is_shown(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++) {
        for (int posture = 0; posture < POSTURE_COUNT; posture++) {
            Settings s = settings_for(game_list[i], (Posture)posture);
            if (s.plan.play.game->needs_legs &&
                posture_is_seated(s.plan.play.setup.profile.posture))
                continue;
            Demonstration d = { 0 };
            bool there = demonstration_open(&d, &s.plan);
            assert_int_equal(there, strcmp(s.plan.play.game->id, "checkup") != 0);
            if (!there) continue;
            assert_true(play_calibration(d.play)->done);
            assert_int_equal(play_calibration(d.play)->seated, posture_is_seated((Posture)posture));
            assert_below(demonstration_progress(&d), 0.01f);
            int targets = 0;
            unsigned n = 0;
            for (; !demonstration_over(&d); n++) {
                assert_int_equal(demonstration_progress(&d) >= 1,
                                 n >= DEMONSTRATION_S * GAME_STEPS_PER_SECOND);
                demonstration_step(&d, 1);
                targets += d.out.target_count > 0;
                if (n % 100 == 0) frame(&d);
            }
            assert_at_least(n, DEMONSTRATION_S * GAME_STEPS_PER_SECOND);
            assert_at_most(n, DEMONSTRATION_MOST_S * GAME_STEPS_PER_SECOND);
            assert_int_equal(play_phase(d.play), PHASE_PLAY);
            const PlayScore *score = play_score(d.play);
            print_message("%-18s %-10s %u of %u in %.1f s\n", s.plan.play.game->id,
                          posture_name((Posture)posture), score->hits, score->offered,
                          (double)n / GAME_STEPS_PER_SECOND);
            assert_above(score->hits, 0);
            assert_above(targets, 60);  // there was something to do ...
            assert_int_equal(play_quality(d.play)->losses, 0);
            demonstration_close(&d);
            assert_null(d.play);
            assert_null(d.child);
        }
    }
}

// ---- as this child plays ------------------------------------------------------------------------

typedef struct Way {
    const char *name;
    Posture posture;
    unsigned support, without;
    HandRule hands;
    float side_bias, gain;
    bool boxed;  // the room has a play box, and where the simulated child stands is not in it
} Way;

static const Way ways[] = {
    { .name = "walker",
      .hands = HAND_EITHER,
      .posture = POSTURE_SUPPORTED,
      .support = 1u << SUPPORT_WALKER },
    { .name = "bar",
      .hands = HAND_EITHER,
      .posture = POSTURE_SUPPORTED,
      .support = 1u << SUPPORT_BAR },
    { .name = "left hand", .hands = HAND_LEFT, .side_bias = 0.1f },
    { .name = "right hand", .hands = HAND_RIGHT, .side_bias = 0.9f },
    { .name = "seated, left hand", .posture = POSTURE_SEATED, .hands = HAND_LEFT },
    { .name = "wheelchair, right hand", .posture = POSTURE_WHEELCHAIR, .hands = HAND_RIGHT },
    { .name = "both hands together", .hands = HAND_BOTH },
    { .name = "no left arm", .hands = HAND_EITHER, .without = 1u << LIMB_ARM_LEFT },
    { .name = "no right arm", .hands = HAND_EITHER, .without = 1u << LIMB_ARM_RIGHT },
    { .name = "no left leg", .hands = HAND_EITHER, .without = 1u << LIMB_LEG_LEFT },
    { .name = "no right leg", .hands = HAND_EITHER, .without = 1u << LIMB_LEG_RIGHT },
    { .name = "no legs, left hand", .without = LIMBS_LEGS, .hands = HAND_LEFT },
    { .name = "a gain", .hands = HAND_EITHER, .gain = 5 },
    { .name = "a play box elsewhere", .hands = HAND_EITHER, .boxed = true },
};

static Settings settings_of(const Game *game, const Way *way)
{
    Settings s = settings_for(game, way->posture);
    Profile *profile = &s.plan.play.setup.profile;
    s.plan.support = way->support;
    s.plan.play.spotter = s.plan.play.jumps = true;  // the grown-up stands by
    profile->hand = way->hands;
    profile->without = way->without;
    if (way->side_bias > 0) profile->side_bias = way->side_bias;
    s.plan.play.gain = way->gain;
    if (way->boxed)
        s.plan.play.box = (PlayBox){
            .corner = { { 0.02f, 0.90f }, { 0.20f, 0.90f }, { 0.22f, 0.98f }, { 0.0f, 0.98f } },
            .width_m = 2.2f,
            .depth_m = 1.5f
        };
    settings_settle(&s);
    return s;
}

// A step's successes with a hand that the child does not have, or may not use.
static int wrong_hands(const PlayOutput *out, const PlayOutput *before, unsigned hands)
{
    int wrong = 0;
    for (int i = 0; i < out->event_count; i++) {
        const GameEvent *e = &out->event[i];
        if (e->event != EVENT_HIT || e->side < 0 || hands & 1u << e->side) continue;
        for (int t = 0; t < before->target_count; t++)
            wrong += before->target[t].id == e->target && before->target[t].kind == TARGET_HAND;
    }
    return wrong;
}

// How many steps that took; -1: nothing is shown.
static int show_whole(Demonstration *d, const Settings *s, int *wrong)
{
    const Profile *profile = &s->plan.play.setup.profile;
    unsigned hands = profile_hands(profile, 0) | profile_hands(profile, 1);
    static PlayOutput before;
    int steps = 0;
    *wrong = 0;
    if (!demonstration_open(d, &s->plan)) return -1;
    for (; !demonstration_over(d); steps++) {
        before = d->out;
        demonstration_step(d, 1);
        *wrong += wrong_hands(&d->out, &before, hands);
    }
    return steps;
}

static void test_it_is_shown_as_this_child_plays(void **state)
{
    (void)state;
    for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
        for (int i = 0; i < game_count; i++) {
            const Game *game = game_list[i];
            Settings s = settings_of(game, &ways[w]);
            char what[96];
            snprintf(what, sizeof what, "%s, %s", game->id, ways[w].name);
            if (game->role == ROLE_ASSESSMENT || !plan_suits(&s.plan, game)) continue;
            Demonstration d = { 0 };
            int wrong, steps = show_whole(&d, &s, &wrong);
            if (steps < 0) fail_msg("%s: nothing is shown", what);
            const PlayScore *score = play_score(d.play);
            if (!score->hits) fail_msg("%s: no success is shown", what);
            if (play_quality(d.play)->losses) fail_msg("%s: it freezes", what);
            if (wrong) fail_msg("%s: a hand succeeds that may not play", what);
            for (int side = 0; side < SIDE_COUNT; side++)
                if (ways[w].without & 1u << (LIMB_ARM_LEFT + side))
                    assert_int_equal(score->reps[LIMB_ARM_LEFT + side], 0);
            assert_int_equal(d.support, ways[w].support);
            frame(&d);
            demonstration_close(&d);
        }
    }
}

static void test_the_same_is_shown_again(void **state)
{
    (void)state;
    Settings s = settings_for(game_find("bubble_garden"), POSTURE_STANDING);
    uint64_t digest[2];
    for (int i = 0; i < 2; i++) {
        Demonstration d = { 0 };
        assert_true(demonstration_open(&d, &s.plan));
        demonstration_step(&d, 500);
        digest[i] = play_digest(d.play);
        assert_above(play_score(d.play)->hits, 0);
        demonstration_close(&d);
    }
    assert_true(digest[0] == digest[1]);
}

// A run whose play has begun, without camera and store.
static void make_run(Run *run, const Settings *s, Demonstration *child)
{
    memset(run, 0, sizeof *run);
    assert_true(demonstration_open(child, &s->plan));
    run->play = child->play;
}

static Play *waiting_play(const Settings *s)
{
    return play_open(&s->plan.play);
}

static void test_it_is_shown_once_and_who_is_ready_waits(void **state)
{
    (void)state;
    static Tutorial tutorial;
    static Run run;
    Settings s = settings_for(game_find("bubble_garden"), POSTURE_STANDING);
    run.play = waiting_play(&s);
    tutorial_start(&tutorial, &s);
    assert_non_null(tutorial_now(&tutorial));
    for (run.step = 1; run.step < 300; run.step++) {
        tutorial_step(&tutorial, &run, render, &canvas);
        assert_non_null(tutorial_now(&tutorial));
    }
    assert_in_range((int)(100 * demonstration_progress(tutorial_now(&tutorial))), 48, 51);
    assert_int_equal(run.command_count, 1);  // nothing is asked of who watches
    assert_int_equal(run.command[0].command, COMMAND_PAUSE);
    Play *waiting = run.play;
    Demonstration ready = { 0 };
    make_run(&run, &s, &ready);  // now the child is ready
    run.command_count = 0;
    for (run.step = 300; run.step < 590; run.step++)
        tutorial_step(&tutorial, &run, render, &canvas);
    assert_non_null(tutorial_now(&tutorial));
    assert_int_equal(run.command_count, 0);
    for (; run.step < 1300 && run.command_count == 0; run.step++)
        tutorial_step(&tutorial, &run, render, &canvas);
    assert_null(tutorial_now(&tutorial));
    assert_int_equal(run.command_count, 1);
    assert_int_equal(run.command[0].command, COMMAND_RESUME);
    // Until the step that resumes it is taken no card of a pause may be shown.
    run.step--;
    tutorial_step(&tutorial, &run, render, &canvas);
    assert_true(tutorial.holds);
    run.step++;
    tutorial_step(&tutorial, &run, render, &canvas);
    assert_false(tutorial.holds);
    assert_int_equal(run.command_count, 1);
    run.play = waiting;
    tutorial_start(&tutorial, &s);
    assert_null(tutorial_now(&tutorial));  // this child knows it
    s.plan.play.game = game_find("river_raft");
    tutorial_start(&tutorial, &s);
    assert_non_null(tutorial_now(&tutorial));
    for (run.step = 0; run.step < 1300; run.step += 5)
        tutorial_step(&tutorial, &run, render, &canvas);
    assert_null(tutorial_now(&tutorial));  // its time is over
    plan_read(&s.plan, PLAN_child, "another");
    tutorial_start(&tutorial, &s);
    assert_non_null(tutorial_now(&tutorial));
    plan_read(&s.plan, PLAN_child, "clip");
    s.machine.camera.source = "jump.mp4";  // it would be over before the demonstration is
    tutorial_start(&tutorial, &s);
    assert_null(tutorial_now(&tutorial));
    s.machine.camera.source = "demo";
    s.machine.headless = true;
    plan_read(&s.plan, PLAN_child, "third");
    tutorial_start(&tutorial, &s);
    assert_null(tutorial_now(&tutorial));
    tutorial_stop(&tutorial);
    play_close(&waiting);
    demonstration_close(&ready);
}

static void test_it_is_asked_for_and_ended(void **state)
{
    (void)state;
    static Tutorial tutorial;
    static Run run;
    Settings s = settings_for(game_find("bubble_garden"), POSTURE_STANDING);
    memset(&tutorial, 0, sizeof tutorial);
    run.play = waiting_play(&s);
    for (int i = 0; i < 2; i++) {
        assert_false(tutorial_end(&tutorial));  // there is none
        tutorial_ask(&tutorial, &s.plan, &run);
        assert_non_null(tutorial_now(&tutorial));
        tutorial_ask(&tutorial, &s.plan, &run);  // it is there already
        assert_non_null(tutorial_now(&tutorial));
        assert_true(tutorial_end(&tutorial));
        assert_null(tutorial_now(&tutorial));
    }
    play_close(&run.play);
    Demonstration playing = { 0 };
    make_run(&run, &s, &playing);
    tutorial_ask(&tutorial, &s.plan, &run);  // not in the middle of play
    assert_null(tutorial_now(&tutorial));
    PlayInput in = { .step = playing.step,
                     .command_count = 1,
                     .command = { { COMMAND_PAUSE, 0 } } };
    play_step(run.play, &in, &run.out);
    tutorial_ask(&tutorial, &s.plan, &run);
    assert_non_null(tutorial_now(&tutorial));
    for (run.step = 0; run.step < 60; run.step++) tutorial_step(&tutorial, &run, render, &canvas);
    assert_non_null(tutorial_now(&tutorial));
    tutorial_stop(&tutorial);
    demonstration_close(&playing);
}

// Run ahead for as long as a child takes to be measured, the first half minute finds all it needs.
static void test_play_finds_its_pictures_read(void **state)
{
    (void)state;
    static Tutorial tutorial;
    static Run run;
    Settings s = settings_for(game_find("comet_keeper"), POSTURE_STANDING);
    s.machine.headless = true;
    memset(&tutorial, 0, sizeof tutorial);
    run.play = waiting_play(&s);
    tutorial_start(&tutorial, &s);
    for (run.step = 0; run.step < 260; run.step++) tutorial_step(&tutorial, &run, render, &canvas);
    tutorial_stop(&tutorial);
    Demonstration d = { 0 };
    assert_true(demonstration_open(&d, &s.plan));
    frame(&d);  // its frame's own picture
    int late = 0;
    for (int i = 0; i < 600; i++) {
        demonstration_step(&d, 1);
        int before = allocations;
        frame(&d);
        late += allocations > before;
    }
    if (COUNTS_ALLOCATIONS) assert_int_equal(late, 0);
    demonstration_close(&d);
    play_close(&run.play);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_game_is_shown),
        cmocka_unit_test(test_it_is_shown_as_this_child_plays),
        cmocka_unit_test(test_the_same_is_shown_again),
        cmocka_unit_test(test_it_is_shown_once_and_who_is_ready_waits),
        cmocka_unit_test(test_it_is_asked_for_and_ended),
        cmocka_unit_test(test_play_finds_its_pictures_read),
    };
    camera_register(&demo_camera_source);
    return cmocka_run_group_tests(tests, setup, teardown);
}
