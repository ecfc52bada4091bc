// SPDX-License-Identifier: MIT
// test_games_difficulty.c: the difficulty that a play says a child reached is where the same child
// really reaches the wished share of targets: known from long plays at fixed positions of the
// staircase. TIPTOE_SOAK=20 plays every game so many times at three skills, and prints how often
// the interval holds the truth.
#include "clinic/difficulty.h"
#include "sim.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEVEL      3
#define PLACES     9    // fixed positions, -1 to 1
#define SHORT_S    180  // a usual play
#define EVENTS_MAX 20000
#define SHARE      STAIRCASE_SUCCESS_USUAL

static int soak(void)
{
    const char *asked = getenv("TIPTOE_SOAK");
    return asked ? atoi(asked) : 0;
}

// What a play gives, as it would be read back.
typedef struct Kept {
    RecordedEvent event[EVENTS_MAX];
    uint32_t count;
    bool easy;  // what was offered in the step before had to be reached surely
    bool easy_try[EVENTS_MAX];
    int hits, tries;      // those that were not made easy
    PlayCommand command;  // given when `at` targets were offered
    int offered, at;
} Kept;

static void keep(void *user, const Play *play, PlayInput *in, const PlayOutput *before)
{
    Kept *k = user;
    for (int i = 0; i < before->event_count; i++) {
        const GameEvent *e = &before->event[i];
        assert_at_most((int)k->count, EVENTS_MAX - 1);
        k->event[k->count++] = (RecordedEvent){ .step = in->step - 1, .event = *e };
        assert_at_most(e->target, EVENTS_MAX - 1);
        k->offered += e->event == EVENT_OFFER;
        if (e->event == EVENT_OFFER) k->easy_try[e->target] = k->easy;
        if (e->event != EVENT_HIT && e->event != EVENT_MISS) continue;
        if (k->easy_try[e->target]) continue;
        k->tries++;
        k->hits += e->event == EVENT_HIT;
    }
    k->easy = play_staircase(play)->sure;
    if (k->at == 0 || k->offered < k->at) return;
    in->command[in->command_count++] = k->command;
    k->at = 0;
}

static Kept *kept;

static int setup(void **state)
{
    (void)state;
    kept = calloc(1, sizeof *kept);
    return kept ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    free(kept);
    return 0;
}

static SimOptions options_of(const Game *game, const PuppetSkill *skill, uint64_t seed)
{
    return (SimOptions){
        .game = game, .level = LEVEL, .seed = seed, .hand = HAND_EITHER, .puppet = skill
    };
}

static double share_at(const Game *game, const PuppetSkill *skill, double position)
{
    SimOptions o = options_of(game, skill, 1000);
    Staircase at = { .success = SHARE, .position = (float)position };
    float knob[GAME_KNOBS_MAX];
    memcpy(knob, game->level[LEVEL - 1], sizeof knob);
    staircase_knobs(&at, game, LEVEL, 0, knob);
    o.seconds = soak() ? 1800 : 300;
    o.knob = knob;
    memset(kept, 0, sizeof *kept);
    sim_session_watched(&o, keep, kept);
    return kept->tries ? (double)kept->hits / kept->tries : NAN;
}

// With the key `command` (COUNT: none) when a dozen targets were offered.
static Difficulty played(const Game *game, const PuppetSkill *skill, uint64_t seed,
                         uint32_t seconds, PlayCommand command)
{
    SimOptions o = options_of(game, skill, seed);
    o.seconds = seconds;
    o.success = SHARE;
    memset(kept, 0, sizeof *kept);
    kept->command = command;
    kept->at = command.command == COMMAND_COUNT ? 0 : 12;
    sim_session_watched(&o, keep, kept);
    Recording r = { .event = kept->event, .event_count = kept->count };
    r.info.status = SESSION_COMPLETE;
    r.info.game_version = game->version;
    snprintf(r.info.game_id, sizeof r.info.game_id, "%s", game->id);
    r.info.desc.plan.play.setup = (GameSetup){ .level = LEVEL, .success = SHARE };
    Difficulty d;
    assert_int_equal(difficulty_of(&r, &d), RESULT_OK);
    return d;
}

static const PlayCommand no_key = { .command = COMMAND_COUNT };

static bool adapts(const Game *game)
{
    return game->role == ROLE_PLAY && game->ladder_count > 0;
}

// What the staircase did is found again from the events of every game, try by try.
static void test_the_ledger_is_followed_in_every_game(void **state)
{
    (void)state;
    PuppetSkill skill = puppet_skill(0.25f);
    for (int g = 0; g < game_count; g++) {
        if (!adapts(game_list[g])) continue;
        Difficulty d = played(game_list[g], &skill, 3, 60, no_key);
        if (d.why == DIFFICULTY_WHY_HELD) print_message("%s\n", game_list[g]->id);
        assert_int_not_equal(d.why, DIFFICULTY_WHY_HELD);
        assert_int_equal(d.tries, kept->tries);
        assert_int_equal(d.hits, kept->hits);
        assert_at_least(d.tries + d.easy, 1);
    }
}

static const Game *first_that_adapts(void)
{
    for (int g = 0; g < game_count; g++)
        if (adapts(game_list[g])) return game_list[g];
    return NULL;
}

static void test_what_the_therapist_did_is_not_the_childs(void **state)
{
    (void)state;
    PuppetSkill skill = puppet_skill(0.25f);
    const Game *game = first_that_adapts();
    Difficulty d = played(game, &skill, 3, 180, (PlayCommand){ .command = COMMAND_LOCK });
    assert_int_equal(d.why, DIFFICULTY_WHY_HELD);
    d = played(game, &skill, 3, 180, (PlayCommand){ .command = COMMAND_LEVEL, .value = 2 });
    assert_int_equal(d.why, DIFFICULTY_WHY_LEVEL);
    d = played(game, &skill, 3, 180, (PlayCommand){ .command = COMMAND_ASSIST });
    assert_int_not_equal(d.why, DIFFICULTY_WHY_HELD);
    assert_int_equal(d.helped, 1);
    d = played(game, &skill, 3, 180, (PlayCommand){ .command = COMMAND_REDO });
    assert_int_not_equal(d.why, DIFFICULTY_WHY_HELD);
    assert_int_equal(d.again, 1);
    d = played(game, &skill, 3, 5, no_key);
    assert_int_equal(d.why, DIFFICULTY_WHY_FEW);
}

// Where a line through the shares at fixed positions, which never rises, meets the wished share.
// NaN: nowhere between the ends.
static double truth_of(const Game *game, const PuppetSkill *skill)
{
    double share[PLACES], weight[PLACES];
    int block[PLACES], blocks = 0;
    for (int p = 0; p < PLACES; p++) {
        share[blocks] = share_at(game, skill, 2.0 * p / (PLACES - 1) - 1);
        weight[blocks] = 1;
        block[blocks++] = p;
        while (blocks > 1 && share[blocks - 1] > share[blocks - 2]) {  // pool adjacent violators
            double both = weight[blocks - 2] + weight[blocks - 1];
            share[blocks - 2] =
                (share[blocks - 2] * weight[blocks - 2] + share[blocks - 1] * weight[blocks - 1]) /
                both;
            weight[--blocks - 1] = both;
        }
    }
    for (int b = 0; b + 1 < blocks; b++) {
        if (share[b] < SHARE || share[b + 1] > SHARE) continue;
        double at = block[b] + (weight[b] - 1) / 2, next = block[b + 1] + (weight[b + 1] - 1) / 2;
        double part = (share[b] - SHARE) / (share[b] - share[b + 1]);
        return 2 * (at + part * (next - at)) / (PLACES - 1) - 1;
    }
    return NAN;
}

typedef struct Found {
    int said, held;
    double off;
} Found;

static Found find(const Game *game, const PuppetSkill *skill, int plays)
{
    Found f = { 0 };
    double truth = truth_of(game, skill);
    if (!isfinite(truth)) return f;
    for (int i = 0; i < plays; i++) {
        Difficulty d = played(game, skill, 1 + (uint64_t)i, SHORT_S, no_key);
        if (d.why) continue;
        f.said++;
        f.held += d.reached.low <= truth && truth <= d.reached.high;
        f.off += d.reached.position - truth;
    }
    if (f.said)
        print_message("%-17s true %+.2f: said %d of %d, held %d, bias %+.2f\n", game->id, truth,
                      f.said, plays, f.held, f.off / f.said);
    return f;
}

static void test_it_is_where_the_child_really_is(void **state)
{
    (void)state;
    int said = 0, held = 0, plays = soak() ? soak() : 4;
    for (int g = 0; g < game_count; g++) {
        if (!adapts(game_list[g]) || (!soak() && g % 3)) continue;
        for (int able = 0; able < (soak() ? 3 : 1); able++) {
            PuppetSkill skill = puppet_skill(0.05f + 0.2f * (float)able);
            Found f = find(game_list[g], &skill, plays);
            said += f.said;
            held += f.held;
        }
    }
    assert_at_least(said, 1);
    assert_at_least(held, soak() ? 0.85 * said : said - 1);
    print_message("%d plays say a difficulty; the interval holds the true one in %d\n", said, held);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_ledger_is_followed_in_every_game),
        cmocka_unit_test(test_what_the_therapist_did_is_not_the_childs),
        cmocka_unit_test(test_it_is_where_the_child_really_is),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
