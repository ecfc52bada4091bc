// SPDX-License-Identifier: MIT
// test_games_ease.c: nothing that will not succeed goes on. A drawn child who never does what a
// game asks meets no dead end in any game: it eases, and ends kindly. A child who succeeds half of
// the time is never eased out. TIPTOE_SOAK=1 plays every level and posture (tools/soak ease).
#include "play/ease.h"
#include "sim.h"
#include "test.h"

#include <stdlib.h>

#define SECONDS 240

// From the last success to the end at most: all its easings, and the last try that is still open.
#define DEAD_END_STEPS                                                                             \
    (EASE_STEPS + (EASE_COUNT - 1) * EASE_NEXT_STEPS + PLAY_LAST_TRY_S * GAME_STEPS_PER_SECOND + 1)

// Children who do not play; in each game one of them does nothing that it could have asked for.
typedef struct Idle {
    const char *script;
    bool slumps;  // once it was measured
} Idle;

static const Idle idle[] = { { "still", false },
                             { "sway 6cm 0.6Hz 20", false },
                             { "drum 180 1.2 10", false },
                             { "jump", false },
                             { "still", true } };
enum { IDLE_COUNT = sizeof idle / sizeof idle[0] };

typedef struct Watch {
    uint32_t since;  // the last success
    uint32_t longest;
    bool slumps;
    int last;  // kind of the last easing; -1 none since the last success
} Watch;

static void look(Watch *w, const PlayOutput *out, uint32_t game_step)
{
    for (int i = 0; i < out->event_count; i++) {
        const GameEvent *e = &out->event[i];
        if (e->event == EVENT_HIT) {
            w->since = game_step;
            w->last = -1;
        }
        if (e->event != EVENT_EASE) continue;
        assert_int_equal(e->easing, w->last + 1);  // in their order
        w->last = e->easing;
    }
    if (game_step - w->since > w->longest) w->longest = game_step - w->since;
}

// All above the hips comes down to them by a third.
static void slump(Pose *pose)
{
    float hips = (pose->image[LANDMARK_HIP_LEFT].y + pose->image[LANDMARK_HIP_RIGHT].y) / 2;
    for (int i = 0; i < LANDMARK_COUNT; i++)
        if (pose->image[i].y < hips) pose->image[i].y += (hips - pose->image[i].y) / 3;
}

static void watch(void *user, const Play *play, PlayInput *in, const PlayOutput *before)
{
    Watch *w = user;
    look(w, before, play_game_step(play));
    if (w->slumps && in->has_pose && play_calibration(play)->done) slump(&in->pose);
}

static SimOptions options_of(const Game *game, int level, Posture posture)
{
    return (SimOptions){ .game = game,
                         .level = level,
                         .seconds = SECONDS,
                         .seed = 5,
                         .hand = HAND_EITHER,
                         .posture = posture,
                         .success = STAIRCASE_SUCCESS_USUAL };
}

static bool soak(void)
{
    return getenv("TIPTOE_SOAK") != NULL;
}

// Whether one of the idle children never succeeded, and the game ended kindly.
static bool ends_kindly(const Game *game, int level, Posture posture)
{
    bool kindly = false;
    for (int i = 0; i < IDLE_COUNT && (!kindly || soak()); i++) {
        SimOptions o = options_of(game, level, posture);
        o.child.script = idle[i].script;
        Watch w = { .slumps = idle[i].slumps, .last = -1 };
        SimResult r = sim_session_watched(&o, watch, &w);
        assert_int_equal(r.phase, PHASE_DONE);
        assert_at_most(w.longest, DEAD_END_STEPS);
        print_message("%-18s %d %-10s %-18s%s %2u of %2u, longest %u s, eased %d\n", game->id,
                      level, posture_name(posture), idle[i].script,
                      idle[i].slumps ? ", slumped" : "", r.score.hits, r.score.offered,
                      w.longest / 60, r.events[EVENT_EASE]);
        if (r.score.hits > 0) continue;
        assert_int_equal(r.ended, PLAY_END_KINDLY);
        assert_int_equal(r.events[EVENT_EASE], EASE_COUNT);
        assert_at_least(r.score.helped, 1);
        assert_int_equal(r.events[EVENT_LEVEL], level > 1);
        kindly = true;
    }
    return kindly;
}

static bool is_played(const Game *game, Posture posture)
{
    return game->role == ROLE_PLAY && !(game->needs_legs && posture_is_seated(posture));
}

static void test_who_never_succeeds_meets_no_dead_end(void **state)
{
    (void)state;
    for (int g = 0; g < game_count; g++)
        for (int posture = 0; posture < POSTURE_COUNT; posture++)
            for (int level = 1; level <= GAME_LEVELS; level++) {
                bool usual = posture == POSTURE_STANDING ? level == 3 : level == 1;
                bool twin = posture == POSTURE_SUPPORTED || posture == POSTURE_WHEELCHAIR;
                if (!is_played(game_list[g], (Posture)posture)) continue;
                if (!soak() && (!usual || twin)) continue;
                assert_true(ends_kindly(game_list[g], level, (Posture)posture));
            }
}

// Nothing adapts, so that the share is the child's own.
static SimResult played(const Game *game, int level, float skill)
{
    PuppetSkill puppet = puppet_skill(skill);
    SimOptions o = options_of(game, level, POSTURE_STANDING);
    o.puppet = &puppet;
    o.success = 0;
    return sim_session(&o);
}

static void test_who_succeeds_half_of_the_time_is_never_eased_out(void **state)
{
    (void)state;
    int half = 0, lowest = soak() ? 1 : GAME_LEVELS;
    for (int g = 0; g < game_count; g++)
        for (int level = lowest; level <= GAME_LEVELS && is_played(game_list[g], 0); level++)
            for (int skill = 0; skill < (soak() ? 10 : 3); skill++) {
                SimResult r = played(game_list[g], level, 0.1f * (float)skill);
                double share = (double)r.score.hits / r.score.offered;
                if (share < 0.4) continue;
                if (share <= 0.6) half++;
                assert_int_equal(r.ended, PLAY_END_TIME);
            }
    print_message("%d children with about half\n", half);
    assert_at_least(half, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_succeeds_half_of_the_time_is_never_eased_out),
        cmocka_unit_test(test_who_never_succeeds_meets_no_dead_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
