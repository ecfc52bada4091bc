// test_games_sides.c: the share of targets on the right is the one that was asked for.
#include "puppet.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define TARGETS   2500   // so many that chance is a third of what is allowed
#define LONGEST_S 60000  // nobody plays that long: it stands for many sessions
#define ALLOWED   0.04

typedef struct Case {
    const char *game;
    int level;
    Posture posture;
} Case;

// Not here: drum_twins and monster_mirror ask both sides at once, rocket_squat, statue_sleepover
// and tightrope_town know none. River Raft's level 5 goes strictly in turn.
static const Case cases[] = {
    { "bubble_garden", 2, POSTURE_STANDING },   { "bubble_garden", 5, POSTURE_STANDING },
    { "bubble_garden", 3, POSTURE_WHEELCHAIR }, { "comet_keeper", 2, POSTURE_STANDING },
    { "comet_keeper", 5, POSTURE_STANDING },    { "comet_keeper", 3, POSTURE_SEATED },
    { "flamingo_pond", 1, POSTURE_STANDING },   { "flamingo_pond", 1, POSTURE_WHEELCHAIR },
    { "rainbow_cross", 1, POSTURE_STANDING },   { "rainbow_cross", 4, POSTURE_STANDING },
    { "river_raft", 3, POSTURE_STANDING },      { "river_raft", 3, POSTURE_SEATED },
    { "snail_trail", 2, POSTURE_STANDING },     { "stepping_stars", 2, POSTURE_STANDING },
    { "stepping_stars", 4, POSTURE_STANDING },  { "stepping_stars", 2, POSTURE_WHEELCHAIR },
};

static void count(void *user, const GameInput *in, const GameOutput *out)
{
    int *offers = user;
    for (int i = 0; i < out->event_count; i++) {
        const GameEvent *e = &out->event[i];
        if (e->event == EVENT_OFFER) offers[e->side >= 0 ? e->side : e->at.x > in->size->hip.x]++;
    }
}

static void the_bias_is_kept(void **state)
{
    (void)state;
    static const float asked[] = { 0.2f, 0.5f, 0.8f, 1 };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        print_message("%-14s level %d %-10s", cases[i].game, cases[i].level,
                      posture_name(cases[i].posture));
        for (int n = 0; n < 4; n++) {
            int offers[SIDE_COUNT] = { 0 }, all = 0;
            PuppetPlay play = { .game = game_find(cases[i].game),
                                .level = cases[i].level,
                                .seconds = 600,
                                .hand = HAND_EITHER,
                                .posture = cases[i].posture,
                                .side_bias = asked[n],
                                .skill = puppet_skill(0.7f),
                                .watch = count,
                                .user = offers };
            while (all < TARGETS && play.seed < LONGEST_S / 600) {
                play.seed++;
                puppet_play(&play);
                all = offers[SIDE_LEFT] + offers[SIDE_RIGHT];
            }
            double share = (double)offers[SIDE_RIGHT] / all;
            print_message("  %.0f %%: %5.1f of %d", 100.0 * asked[n], 100 * share, all);
            assert_at_least(all, TARGETS);
            assert_near(share, asked[n], ALLOWED);
        }
        print_message("\n");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bias_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
