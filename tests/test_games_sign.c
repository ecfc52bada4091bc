// SPDX-License-Identifier: MIT
// test_games_sign.c: the child's sign in every game: drawn children of five skills who play make
// none, and one who crosses the arms is understood. TIPTOE_SOAK: twenty minutes each, and more
// signs.
#include "play/play.h"
#include "sim.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const float skills[] = { 0.1f, 0.3f, 0.5f, 0.7f, 0.95f };
#define SKILLS ((int)(sizeof skills / sizeof *skills))

#define NOISE_PX 3.0f  // of a landmark, standard deviation: the network errs by less

static const HandRule rules[] = { HAND_EITHER, HAND_BOTH, HAND_ALTERNATE };

static bool soak(void)
{
    return getenv("TIPTOE_SOAK") != NULL;
}

#define PLAY_S  10.0  // of the script: the child plays, then crosses the arms and waits
#define CROSS_S 13.0

typedef struct Watched {
    Rng rng;
    bool asks;  // the script says no now and then
    bool says_no, understood;
    int asked, found, longest_steps;
    uint32_t since;
} Watched;

// One sign from its beginning to its end.
static void follow_sign(Watched *w, const Play *play, uint32_t step)
{
    double t = fmod((double)step / GAME_STEPS_PER_SECOND, PLAY_S + CROSS_S);
    bool says_no = t >= PLAY_S && play_phase(play) >= PHASE_PLAY;
    bool ends = w->says_no && !says_no;
    if (ends) w->asked++;
    if (ends) w->found += w->understood;
    if (says_no && !w->says_no) w->since = step;
    if (!says_no) w->understood = false;
    if (says_no && !w->understood && play_is_paused_by_child(play)) {
        w->understood = true;
        if ((int)(step - w->since) > w->longest_steps) w->longest_steps = (int)(step - w->since);
    }
    w->says_no = says_no;
}

// Landmarks as a network gives them, and a therapist who goes on when the arms are down.
static void watch(void *user, const Play *play, PlayInput *in, const PlayOutput *before)
{
    Watched *w = user;
    (void)before;
    for (int i = 0; in->has_pose && i < LANDMARK_COUNT; i++) {
        in->pose.image[i].x += NOISE_PX * rng_normal(&w->rng) / in->pose.width;
        in->pose.image[i].y += NOISE_PX * rng_normal(&w->rng) / in->pose.height;
    }
    if (!w->asks) return;
    follow_sign(w, play, in->step);
    if (!w->says_no && play_is_paused_by_child(play))
        in->command[in->command_count++] = (PlayCommand){ COMMAND_RESUME, 0 };
}

static void who_plays_makes_none(void **state)
{
    (void)state;
    uint32_t seconds = soak() ? 20 * 60 : 45;
    for (int g = 0; g < game_count; g++) {
        if (game_list[g]->role == ROLE_ASSESSMENT) continue;
        int signs = 0;
        for (int i = 0; i < SKILLS; i++) {
            SimOptions o = { .game = game_list[g],
                             .level = 3,
                             .seconds = seconds,
                             .seed = 40u + (unsigned)i,
                             .hand = rules[i % 3] };
            o.child = (DemoOptions){ .skill = skills[i] };
            Watched w = { .rng = rng_seed(o.seed) };
            SimResult r = sim_session_watched(&o, watch, &w);
            assert_int_equal(r.phase, PHASE_DONE);
            signs += r.events[EVENT_SIGN];
        }
        print_message("%-18s %d signs in %d x %.0f min of play\n", game_list[g]->id, signs, SKILLS,
                      seconds / 60.0);
        assert_int_equal(signs, 0);
    }
}

static void who_asks_is_understood(void **state)
{
    (void)state;
    uint32_t seconds = soak() ? 20 * 60 : 40;
    char script[40];
    snprintf(script, sizeof script, "play %.0f, cross %.0f", PLAY_S, CROSS_S);
    for (int g = 0; g < game_count; g++) {
        if (game_list[g]->role == ROLE_ASSESSMENT) continue;
        int found = 0, asked = 0, longest = 0;
        for (int i = 0; i < SKILLS; i++) {
            SimOptions o = { .game = game_list[g],
                             .level = 3,
                             .seconds = seconds,
                             .seed = 60u + (unsigned)i,
                             .hand = rules[i % 3] };
            o.child = (DemoOptions){ .skill = skills[i], .script = script };
            Watched w = { .rng = rng_seed(o.seed), .asks = true };
            sim_session_watched(&o, watch, &w);
            asked += w.asked;
            found += w.found;
            if (w.longest_steps > longest) longest = w.longest_steps;
        }
        print_message("%-18s %d of %d signs understood, the longest after %.1f s\n",
                      game_list[g]->id, found, asked, longest / 60.0);
        assert_at_least(asked, 2 * SKILLS);
        assert_at_least(20 * found, 19 * asked);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_plays_makes_none),
        cmocka_unit_test(who_asks_is_understood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
