// SPDX-License-Identifier: MIT
// test_games_pauses.c: every game comes to moments between two trials, in which the network that
// makes the poses may change; none of them lies within a trial, and a check-up has none.
#include "play/play.h"
#include "sim.h"
#include "test.h"

#include <string.h>

#define STEPS_MAX (2 * 60 * GAME_STEPS_PER_SECOND)
#define LONGEST_S 45  // of play without such a moment

typedef struct Watched {
    bool between[STEPS_MAX];  // after this step of the game
    uint32_t steps;
    int moments, trials, within;
} Watched;

static void watch(void *user, const Play *play, PlayInput *in, const PlayOutput *before)
{
    Watched *w = user;
    uint32_t steps = play_game_step(play);
    bool now = in->step > 0 && play_between_trials(play, before);
    if (play_game(play)->role == ROLE_ASSESSMENT) w->moments += now;
    if (play_phase(play) != PHASE_PLAY || steps <= w->steps || steps > STEPS_MAX) return;
    w->steps = steps;
    w->between[steps - 1] = now;
    w->moments += now;
    for (int i = 0; i < before->trial_count; i++) {
        const Trial *trial = &before->trial[i];
        w->trials++;
        for (uint32_t step = trial->offer_step; step <= trial->end_step; step++)
            w->within += w->between[step];
    }
}

static void every_game_has_moments_between_trials(void **state)
{
    (void)state;
    static Watched w;
    for (int g = 0; g < game_count; g++) {
        const Game *game = game_list[g];
        SimOptions options = { .game = game, .level = 3, .seconds = 90, .seed = 3 };
        options.child = (DemoOptions){ .skill = 0.7f };
        memset(&w, 0, sizeof w);
        sim_session_watched(&options, watch, &w);
        uint32_t longest = 0, since = 0;
        for (uint32_t i = 0; i < w.steps; i++) {
            since = w.between[i] ? 0 : since + 1;
            if (since > longest) longest = since;
        }
        print_message("%-18s %5.1f %% of play, %4.1f s without at most, %d trials\n", game->id,
                      w.steps ? 100.0 * w.moments / w.steps : 0,
                      (double)longest / GAME_STEPS_PER_SECOND, w.trials);
        assert_int_equal(w.within, 0);
        if (game->role == ROLE_ASSESSMENT)
            assert_int_equal(w.moments, 0);
        else
            assert_below(longest, LONGEST_S * GAME_STEPS_PER_SECOND);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_game_has_moments_between_trials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
