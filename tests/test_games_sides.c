// SPDX-License-Identifier: MIT
// test_games_sides.c: the share of targets on the right is the one that was asked for.
#include "puppet.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define TARGETS   1400   // so many that chance is a third of what is allowed
#define LONGEST_S 60000  // nobody plays that long: it stands for many sessions
#define ALLOWED   0.04
#define IN_TURN   0.75  // of the offers come on the other side

typedef struct Count {
    int offers[SIDE_COUNT], turns, last;  // turns: offers on the other side than the one before
} Count;

static void count(void *user, const GameInput *in, const GameOutput *out)
{
    Count *c = user;
    for (int i = 0; i < out->event_count; i++) {
        const GameEvent *e = &out->event[i];
        if (e->event != EVENT_OFFER) continue;
        int side = e->side >= 0 ? e->side : e->at.x > in->size->hip.x;
        c->offers[side]++;
        c->turns += side != c->last;
        c->last = side;
    }
}

static void keeps_the_bias(const Game *game, int level, Posture posture)
{
    static const float asked[] = { 0.2f, 0.5f, 0.8f, 1 };
    print_message("%-14s level %d %-10s", game->id, level, posture_name(posture));
    for (int n = 0; n < 4; n++) {
        Count c = { 0 };
        int all = 0;
        PuppetPlay play = { .game = game,
                            .level = level,
                            .seconds = 600,
                            .hand = HAND_EITHER,
                            .posture = posture,
                            .side_bias = asked[n],
                            .skill = puppet_skill(0.7f),
                            .watch = count,
                            .user = &c };
        while (all < TARGETS && play.seed < LONGEST_S / 600) {
            play.seed++;
            puppet_play(&play);
            all = c.offers[SIDE_LEFT] + c.offers[SIDE_RIGHT];
        }
        double share = (double)c.offers[SIDE_RIGHT] / all;
        print_message("  %.0f %%: %5.1f of %d", 100.0 * asked[n], 100 * share, all);
        assert_at_least(all, TARGETS);
        // The hardest level may ask both sides in turn whatever the bias is.
        if (level == GAME_LEVELS && c.turns > IN_TURN * all) continue;
        if (fabs(share - (double)asked[n]) > ALLOWED)
            fail_msg("%s: %.0f %% of the targets are on the right, not %.0f %%: draw the side with "
                     "game_side(), or say in .sides that it goes by no side",
                     game->id, 100 * share, 100.0 * asked[n]);
    }
    print_message("\n");
}

static void the_bias_is_kept(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++) {
        const Game *game = game_list[i];
        if (game->ladder_count == 0 || game->sides != SIDES_BY_BIAS) continue;
        keeps_the_bias(game, 2, POSTURE_STANDING);
        keeps_the_bias(game, GAME_LEVELS, POSTURE_STANDING);
        if (!game->needs_legs) keeps_the_bias(game, 3, POSTURE_WHEELCHAIR);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bias_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
