// SPDX-License-Identifier: MIT
// test_games_reach.c: no game asks a hand to go farther than its calibrated reach, and a child who
// really comes no farther succeeds all the same.
#include "puppet.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

#define SECONDS  60
#define ROUNDING 1e-3f

typedef struct Watch {
    const Game *game;
    float lean;      // arm lengths that the level trains on top of the reach
    float farthest;  // beyond the reach, arm lengths
    int targets;
} Watch;

static Vec2 resting_shoulder(const Watch *w, const GameInput *in, int side)
{
    const Calibration *c = in->size;
    Vec2 at = c->shoulder[side];
    if (w->game->anchor == ANCHOR_SHOULDERS)
        at.x += in->body->shoulders.x - (c->shoulder[0].x + c->shoulder[1].x) / 2;
    if (w->game->anchor == ANCHOR_HIPS) at = vec2_add(at, vec2_sub(in->body->hips, c->hip));
    return at;
}

// How far beyond a hand's reach the target's edge lies, arm lengths.
static float beyond(const Watch *w, const GameInput *in, const GameTarget *t, int side)
{
    float far = vec2_distance(t->at, resting_shoulder(w, in, side)) - t->radius;
    return far / in->size->arm[side] - in->reach[side] - w->lean;
}

static void watch(void *user, const GameInput *in, const GameOutput *out)
{
    Watch *w = user;
    for (int i = 0; i < out->target_count; i++) {
        const GameTarget *t = &out->target[i];
        if (t->kind != TARGET_HAND) continue;
        float least = 1e9f, most = -1e9f;
        for (int side = 0; side < SIDE_COUNT; side++) {
            if (!(t->sides & 1u << side)) continue;
            least = fminf(least, beyond(w, in, t, side));
            most = fmaxf(most, beyond(w, in, t, side));
        }
        w->targets++;
        w->farthest = fmaxf(w->farthest, t->both ? most : least);
    }
}

static const float reaches[][SIDE_COUNT] = { { 0.5f, 1 }, { 1, 0.6f }, { 0.5f, 0.6f } };
#define REACHES ((int)(sizeof reaches / sizeof *reaches))

static PuppetPlay usual(const Game *game, int level, bool seated, const float reach[SIDE_COUNT])
{
    PuppetPlay play = { .game = game,
                        .level = level,
                        .seconds = SECONDS,
                        .seed = 3,
                        .hand = HAND_EITHER,
                        .posture = seated ? POSTURE_WHEELCHAIR : POSTURE_STANDING,
                        .skill = puppet_skill(0.9f) };
    play.skill.falls_per_s = 0;
    memcpy(play.skill.reach, reach, sizeof play.skill.reach);
    return play;
}

static void no_target_is_out_of_reach(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int seated = 0; seated < 2; seated++) {
            Watch w = { .game = game_list[i] };
            if (game_list[i]->ladder_count == 0) continue;  // the check-up's distances are fixed
            for (int n = 0; n < GAME_LEVELS * REACHES * HAND_RULE_COUNT; n++) {
                int level = n % GAME_LEVELS + 1, reach = n / GAME_LEVELS % REACHES;
                PuppetPlay play = usual(game_list[i], level, seated, reaches[reach]);
                play.hand = (HandRule)(n / GAME_LEVELS / REACHES);
                play.watch = watch;
                play.user = &w;
                w.lean = seated ? 0 : game_list[i]->lean[level - 1];
                puppet_play(&play);
                if (w.farthest > ROUNDING)
                    fail_msg("%s level %d, rule %s: %.2f AL too far: place targets by "
                             "game_in_reach(), and say in .lean what a level asks beyond it",
                             game_list[i]->id, level, hand_rule_name(play.hand),
                             (double)w.farthest);
            }
            print_message("%-17s %s: %d target steps within reach\n", game_list[i]->id,
                          seated ? "wheelchair" : "standing", w.targets);
        }
}

// With the surely reachable targets of level 5, and at level 1.
static void a_short_reach_succeeds(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int n = 0; n < 2 * REACHES * 2; n++) {
            bool seated = n % 2, sure = n / 2 % 2;
            const float *reach = reaches[n / 4];
            PuppetPlay play = usual(game_list[i], sure ? GAME_LEVELS : 1, seated, reach);
            play.seconds = 2 * SECONDS;
            play.always_sure = sure;
            if (game_list[i]->ladder_count == 0) continue;
            PuppetResult r = puppet_play(&play);
            print_message("%-17s reach %.1f %.1f, %-10s %-5s: %d of %d\n", game_list[i]->id,
                          (double)reach[0], (double)reach[1], seated ? "wheelchair" : "standing",
                          sure ? "sure" : "", r.hits, r.hits + r.misses);
            assert_at_least(r.hits, 2);
            // The puppet's elbows always hang: raised and bent, it makes few of the poses.
            int of_ten = strcmp(game_list[i]->id, "monster_mirror") ? 6 : 1;
            assert_at_least(r.hits * 10, (r.hits + r.misses) * of_ten);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_target_is_out_of_reach),
        cmocka_unit_test(a_short_reach_succeeds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
