// SPDX-License-Identifier: MIT
// test_games_seated.c: body mode upper. For a seated demo child (bench, wheelchair) legs that are
// hidden or kick wildly change nothing: not one event, not one score, not one step of waiting.
#include "base/bytes.h"
#include "sim.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

typedef enum Legs { LEGS_SEEN, LEGS_HIDDEN, LEGS_KICK, LEGS_COUNT } Legs;

typedef struct Watched {
    Legs legs;
    uint64_t digest;  // of all events with their steps
    int events, begun_step;
    bool lifts;  // its seated form is lifting a knee
} Watched;

static void spoil_legs(Pose *pose, Legs legs, uint32_t step)
{
    for (int i = LANDMARK_KNEE_LEFT; i <= LANDMARK_FOOT_INDEX_RIGHT; i++) {
        if (legs == LEGS_HIDDEN) {
            pose->image[i] = (Vec3){ 0.5f, 1.2f, 0 };
            pose->visibility[i] = 0;
        } else if (legs == LEGS_KICK) {
            pose->image[i].x += 0.15f * sinf((float)step * 0.31f + (float)i);
            pose->image[i].y -= 0.25f * fabsf(sinf((float)step * 0.23f + (float)i));
        }
    }
}

static void watch(void *user, const Play *play, PlayInput *in, const PlayOutput *before)
{
    Watched *w = user;
    for (int i = 0; i < before->event_count; i++) {
        const GameEvent *e = &before->event[i];
        if (e->event == EVENT_SCALE_DRIFT) continue;  // a word for the therapist, not of the game
        int64_t row[4] = { in->step, (int64_t)e->event, e->target, e->side };
        w->digest = bytes_hash(w->digest, row, sizeof row);
        w->events++;
    }
    for (int i = 0; i < before->target_count; i++)
        w->lifts |= before->target[i].kind == TARGET_LIFT;
    if (!w->begun_step && play_phase(play) == PHASE_PLAY) w->begun_step = (int)in->step;
    if (in->has_pose && w->legs != LEGS_SEEN) spoil_legs(&in->pose, w->legs, in->step);
}

static void legs_count_for_nothing(void **state)
{
    (void)state;
    static const Posture seats[] = { POSTURE_SEATED, POSTURE_WHEELCHAIR };
    for (int i = 0; i < game_count; i++)
        for (int k = 0; k < 2; k++) {
            if (game_list[i]->needs_legs || game_list[i]->ladder_count == 0) continue;
            SimOptions options = { .game = game_list[i],
                                   .level = 2,
                                   .seconds = 60,
                                   .seed = 6,
                                   .hand = HAND_EITHER,
                                   .posture = seats[k],
                                   .success = STAIRCASE_SUCCESS_USUAL };
            Watched seen[LEGS_COUNT];
            SimResult r[LEGS_COUNT];
            for (int legs = 0; legs < LEGS_COUNT; legs++) {
                seen[legs] = (Watched){ .legs = (Legs)legs, .digest = BYTES_HASH_START };
                r[legs] = sim_session_watched(&options, watch, &seen[legs]);
            }
            print_message("%-17s %-10s %2u of %2u, %3d events, play begins after %.1f s\n",
                          game_list[i]->id, posture_name(seats[k]), r[0].score.hits,
                          r[0].score.offered, seen[0].events, seen[0].begun_step / 60.0);
            assert_at_least(r[0].score.hits, 2);
            // Who lifts a knee on a stool is seen doing so; in a wheelchair nobody is asked to.
            if (seen[0].lifts) assert_int_equal(seats[k], POSTURE_SEATED);
            if (seen[0].lifts) continue;
            for (int legs = 0; legs < LEGS_COUNT; legs++) {
                assert_int_equal(r[legs].phase, PHASE_DONE);
                assert_int_equal(r[legs].steps, r[0].steps);
                assert_int_equal(seen[legs].begun_step, seen[0].begun_step);
                assert_int_equal(seen[legs].events, seen[0].events);
                assert_true(seen[legs].digest == seen[0].digest);
                assert_memory_equal(&r[legs].score, &r[0].score, sizeof r[0].score);
                assert_int_equal(r[legs].score.foot_steps[SIDE_LEFT], 0);
                assert_int_equal(r[legs].score.foot_steps[SIDE_RIGHT], 0);
                assert_int_equal(r[legs].quality.losses, 0);
            }
            assert_below(seen[0].begun_step, 5 * GAME_STEPS_PER_SECOND);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(legs_count_for_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
