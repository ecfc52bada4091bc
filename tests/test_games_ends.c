// SPDX-License-Identifier: MIT
// test_games_ends.c: every game comes to its end, whatever the child can do: drawn children of low
// and high skill, standing, seated and in a wheelchair.
#include "play/plan.h"
#include "sim.h"
#include "test.h"

#define SECONDS  60
#define BEFORE_S 30  // to be seen, calibrated and asked, at most

// What is offered once the time is over.
typedef struct Late {
    bool over;
    int offers, late;
} Late;

static void count_late(void *user, const Play *play, PlayInput *in, const PlayOutput *before)
{
    Late *late = user;
    (void)in;
    for (int i = 0; i < before->event_count; i++) {
        bool offer = before->event[i].event == EVENT_OFFER;
        late->offers += offer;
        late->late += offer && late->over;
    }
    late->over = play_seconds_left(play) == 0;
}

static void play_it(const Game *game, float skill, Posture posture)
{
    SimOptions options = { .game = game,
                           .level = 3,
                           .seconds = SECONDS,
                           .seed = 5,
                           .hand = HAND_EITHER,
                           .posture = posture,
                           .child = { .skill = skill },
                           .success = STAIRCASE_SUCCESS_USUAL };
    Late late = { 0 };
    SimResult r = sim_session_watched(&options, count_late, &late);
    late.late += r.events[EVENT_OFFER] - late.offers;  // in the very last step
    print_message("%-18s skill %.2f %-10s %4.0f s, %d of %d\n", game->id, (double)skill,
                  posture_name(posture), r.steps / 60.0, r.events[EVENT_HIT],
                  r.events[EVENT_OFFER]);
    if (r.phase != PHASE_DONE) fail_msg("%s does not end", game->id);
    assert_at_most(r.steps, (SECONDS + BEFORE_S) * GAME_STEPS_PER_SECOND);
    if (late.late) fail_msg("%s offers %d more when its time is over", game->id, late.late);
    assert_above(r.events[EVENT_OFFER], 0);
}

static void test_every_game_ends(void **state)
{
    (void)state;
    static const float skills[] = { 0.1f, 0.2f, 0.3f, 0.47f, 0.6f, 0.8f };
    static const Posture postures[] = { POSTURE_STANDING, POSTURE_SEATED, POSTURE_WHEELCHAIR };
    int played = 0;
    for (int i = 0; i < game_count; i++) {
        const Game *game = game_list[i];
        if (game->role == ROLE_ASSESSMENT) continue;  // it has a test of its own
        for (int k = 0; k < 18; k++) {
            PlayPlan plan = { .play = { .setup.profile.posture = postures[k % 3],
                                        .spotter = true } };
            if (!plan_suits(&plan, game)) continue;
            play_it(game, skills[k / 3], postures[k % 3]);
            played++;
        }
    }
    assert_at_least(played, 12 * (game_count - 1));  // seated and in a wheelchair at least
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_every_game_ends) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
