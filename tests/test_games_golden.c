// SPDX-License-Identifier: MIT
// test_games_golden.c: what every game does with the same player is written down, as digests of its
// behaviour (docs/recording.md), for all levels, both postures and every hand rule. Whoever
// changes a game on purpose raises its version and writes the file anew:
//   TIPTOE_WRITE_GOLDEN=1 build/release/test_games_golden
#include "sim.h"
#include "test.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GOLDEN  "tests/golden/behaviour_1.txt"
#define SECONDS 45

static Behaviour behaviour_of(const Game *game, int level, HandRule hand, Posture posture)
{
    PuppetSkill skill = puppet_skill(0.55f);
    SimOptions options = { .game = game,
                           .level = level,
                           .seconds = SECONDS,
                           .seed = 11 + (uint64_t)level,
                           .hand = hand,
                           .posture = posture,
                           .puppet = &skill,
                           .success = STAIRCASE_SUCCESS_USUAL };
    SimResult r = sim_session(&options);
    assert_int_equal(r.phase, PHASE_DONE);
    return r.behaviour;
}

static void line_of(char line[160], const Game *game, int level, HandRule hand, Posture posture)
{
    Behaviour b = behaviour_of(game, level, hand, posture);
    snprintf(line, 160, "%s %d %d %s %s %016" PRIx64 " %016" PRIx64 "\n", game->id, game->version,
             level, hand_rule_name(hand), posture_name(posture), b.stored, b.shown);
}

// Every level with either hand; the other rules at the middle one.
static bool is_played(int level, int hand)
{
    return hand == HAND_EITHER || level == 3;
}

static char wanted[160];  // the file's next line; empty at its end

static void read_on(FILE *golden)
{
    if (!fgets(wanted, sizeof wanted, golden)) wanted[0] = '\0';
}

static void compare(FILE *golden, bool write, const Game *game, int *differing)
{
    char line[160];
    size_t length = strlen(game->id);
    if (!write && (strncmp(wanted, game->id, length) != 0 || wanted[length] != ' ')) {
        print_message(
            "%s is new, so there is nothing to compare and nothing to do; once its answers "
            "shall stay, TIPTOE_WRITE_GOLDEN=1 writes them down\n",
            game->id);
        return;
    }
    for (int posture = 0; posture < POSTURE_COUNT; posture += POSTURE_SEATED)
        for (int level = 1; level <= GAME_LEVELS; level++)
            for (int hand = 0; hand < HAND_RULE_COUNT; hand++) {
                if (!is_played(level, hand)) continue;
                line_of(line, game, level, (HandRule)hand, (Posture)posture);
                if (write) {
                    fputs(line, golden);
                    continue;
                }
                if (strcmp(line, wanted) != 0) {
                    print_message("is  %swas %s", line, wanted);
                    ++*differing;
                }
                read_on(golden);
            }
}

static void test_every_game_does_what_is_written_down(void **state)
{
    (void)state;
    bool write = getenv("TIPTOE_WRITE_GOLDEN") != NULL;
    FILE *golden = fopen(GOLDEN, write ? "w" : "r");
    assert_non_null(golden);
    int differing = 0;
    if (!write) read_on(golden);
    for (int i = 0; i < game_count; i++) compare(golden, write, game_list[i], &differing);
    assert_string_equal(wanted, "");  // no game has gone
    assert_int_equal(fclose(golden), 0);
    assert_int_equal(differing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_game_does_what_is_written_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
