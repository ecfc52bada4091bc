// SPDX-License-Identifier: MIT
// test_games_staircase.c: the just-right challenge of every game settles where it was asked to for
// children of three skills, and a child whose left arm is weak practises it as often as the hand
// rule says. TIPTOE_SOAK=8 plays eight children of each skill and two wishes.
#include "sim.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_S 21600     // nobody plays that long: it stands for several sessions
#define CLIMB     30        // answers that may pass before the staircase is where it belongs
#define SOON      50        // answers after which a level that is far off is left
#define ENOUGH    200       // answers that count
#define LONG_MIN  80        // of play until a child has settled: long tries
#define FAR       0.10f     // from the wish: surely not this level
#define SETTLED   0.05001f  // five points, and the rounding of a share

static int soak(void)
{
    const char *asked = getenv("TIPTOE_SOAK");
    return asked ? atoi(asked) : 0;
}

// A therapist who looks for the level within whose reach the wish lies: from level 3 up where it is
// too easy, down where it is too hard.
typedef struct Therapist {
    float wish, share;  // of successes at this level
    int level;
    unsigned tried;     // bit 1 << level
    int answers, hits;  // at this level, those before `CLIMB` not in `hits`
    double position;    // their sum
    bool done;
} Therapist;

static void judge(Therapist *t, const Play *play, bool hit, PlayInput *in)
{
    if (t->done || ++t->answers <= CLIMB) return;
    int counted = t->answers - CLIMB;
    t->hits += hit;
    t->position += play_staircase(play)->position;
    t->share = (float)t->hits / (float)counted;
    float off = t->share - t->wish;
    bool other =
        (counted >= SOON && fabsf(off) > FAR) || (counted == ENOUGH && fabsf(off) > SETTLED);
    int level = t->level + (off > 0 ? 1 : -1);
    PlayCommand *command = &in->command[in->command_count];
    if (other && level >= 1 && level <= GAME_LEVELS && !(t->tried & 1u << level)) {
        *command = (PlayCommand){ .command = COMMAND_LEVEL, .value = (float)level };
        in->command_count++;
        t->tried |= 1u << t->level;
        t->level = level;
        t->answers = t->hits = 0;
        t->position = 0;
    } else if (counted == ENOUGH) {
        *command = (PlayCommand){ .command = COMMAND_FINISH };
        in->command_count++;
        t->done = true;
    }
}

static void watch(void *user, const Play *play, PlayInput *in, const PlayOutput *before)
{
    for (int i = 0; i < before->event_count; i++) {
        Event event = before->event[i].event;
        if (event != EVENT_HIT && event != EVENT_MISS) continue;
        if (in->command_count < PLAY_COMMANDS_MAX) judge(user, play, event == EVENT_HIT, in);
    }
}

static const char *const skill_name[] = { "clumsy", "usual", "nimble" };
#define SKILLS 3

// Some games ask for large, unhurried movements: only who finds those hard ever fails there. So a
// child for whom the hardest is too easy is taken slower.
typedef enum Pace { PACE_USUAL, PACE_SLOW, PACE_LABOURED, PACE_COUNT } Pace;

static PuppetSkill skill_for(int able, Pace pace)
{
    PuppetSkill skill = puppet_skill(0.05f + 0.2f * (float)able);
    if (pace == PACE_USUAL) return skill;
    skill.noise *= pace == PACE_LABOURED ? 4 : 1;
    skill.reaction_steps =
        (uint32_t)((pace == PACE_LABOURED ? 4.5f : 1.6f) * (float)skill.reaction_steps);
    skill.lapses = 0.3f;
    return skill;
}

// The first pace at which the hardest level is not reached as often as wished.
static Pace pace_for(const Game *game, int able)
{
    int pace = PACE_USUAL;
    for (; pace < PACE_LABOURED; pace++) {
        PuppetPlay play = { .game = game,
                            .level = GAME_LEVELS,
                            .seconds = 900,
                            .seed = 1,
                            .hand = HAND_EITHER,
                            .skill = skill_for(able, (Pace)pace) };
        PuppetResult r = puppet_play(&play);
        if ((float)r.hits <= (STAIRCASE_SUCCESS_USUAL + SETTLED) * (float)(r.hits + r.misses))
            break;
    }
    return (Pace)pace;
}

typedef struct Settling {
    float share;
    // The hardest row is too easy for this child, the easiest too hard, or the hardest of one level
    // too easy and the easiest of the next too hard.
    bool beyond, easy;
    double minutes;  // of play that it took
} Settling;

static Settling settle(const Game *game, int able, Pace pace, bool demo, float wish, uint64_t seed)
{
    PuppetSkill puppet = skill_for(able, pace);
    SimOptions options = { .game = game,
                           .level = 3,
                           .seconds = LONGEST_S,
                           .seed = seed,
                           .hand = HAND_EITHER,
                           .success = wish,
                           .puppet = demo ? NULL : &puppet };
    options.child.skill = 0.3f + 0.25f * (float)able;
    options.child.reaction_ms = 550 - 120 * (float)able;
    Therapist t = { .wish = wish, .level = 3 };
    SimResult r = sim_session_watched(&options, watch, &t);
    int counted = t.answers - CLIMB;
    assert_int_equal(r.phase, PHASE_DONE);
    assert_above(counted, SOON);
    double position = t.position / counted;
    bool easy = t.share > wish + SETTLED && position > 0.5;
    bool hard = t.share < wish - SETTLED && position < -0.5;
    bool last = t.level == (easy ? GAME_LEVELS : 1);
    print_message("%-17s %-6s %-6s wish %.0f %%: %5.1f %% of %3d at level %d %+.2f, %3.0f min%s\n",
                  game->id, skill_name[able], demo ? "demo" : "puppet", 100.0 * wish,
                  100.0 * t.share, counted, t.level, position, r.steps / 3600.0,
                  !easy && !hard ? ""
                  : !last        ? ": between two levels"
                  : easy         ? ": the hardest is too easy"
                                 : ": the easiest is too hard");
    return (Settling){
        .share = t.share, .beyond = easy || hard, .easy = easy, .minutes = r.steps / 3600.0
    };
}

static bool adapts(const Game *game)
{
    return game->ladder_count > 0;  // the check-up never does
}

// Three children for each game, the usual one first. Where one try takes half a minute they are
// two hours of play each: there the other two are left to tools/soak.
static void the_staircase_settles(void **state)
{
    (void)state;
    static const int order[SKILLS] = { 1, 0, 2 };
    for (int i = 0; i < game_count; i++) {
        Settling s = { 0 };
        for (int n = 0; n < SKILLS && adapts(game_list[i]) && s.minutes < LONG_MIN; n++) {
            int able = order[n];
            s = (Settling){ .easy = true };
            for (Pace pace = pace_for(game_list[i], able); s.easy && pace < PACE_COUNT; pace++)
                s = settle(game_list[i], able, pace, false, STAIRCASE_SUCCESS_USUAL, 1);
            if (s.beyond)
                fail_msg("%s: no position of its ladder fits: level 1 must be easier and level 5 "
                         "harder than %d %% for a %s child",
                         game_list[i]->id, (int)(100 * STAIRCASE_SUCCESS_USUAL), skill_name[able]);
            assert_near(s.share, STAIRCASE_SUCCESS_USUAL, SETTLED);
        }
    }
}

// Many children of a skill and the demo child too: the mean of those whom the ladder fits.
static void campaign(const Game *game, int able, bool demo, float wish)
{
    double sum = 0, farthest = 0;
    int within = 0;
    Pace pace = demo ? PACE_USUAL : pace_for(game, able);
    for (int seed = 1; seed <= soak(); seed++) {
        Settling s = settle(game, able, pace, demo, wish, (uint64_t)seed);
        if (s.beyond) continue;
        sum += s.share;
        farthest = fmax(farthest, fabs(s.share - wish));
        within++;
    }
    print_message("= %-17s %-6s %-6s wish %.0f %%: ", game->id, skill_name[able],
                  demo ? "demo" : "puppet", 100.0 * wish);
    if (within == 0) {
        print_message("no position reaches it\n");
        return;
    }
    print_message("mean %.1f %% of %d children whom the ladder fits (of %d), farthest off %.1f\n",
                  100 * sum / within, within, soak(), 100 * farthest);
    assert_near(sum / within, wish, SETTLED);
}

static void it_settles_for_many_children(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int n = 0; n < SKILLS * 4 && adapts(game_list[i]); n++)
            campaign(game_list[i], n / 4, n % 4 / 2, n % 2 ? 0.85f : STAIRCASE_SUCCESS_USUAL);
}

// ---- the hand rule ----

#define PRACTICE_S 180
#define SESSIONS   4
#define TARGETS    400  // so many that chance is below what is allowed
#define BIAS       0.2f
#define POINTS     5.0  // of the share of hits that the rule asks for
#define BIASED     7.0  // of the share of targets; test_games_sides holds it to four

typedef struct Practice {
    int offers[SIDE_COUNT];  // by the side on which the target lies
    int hits[SIDE_COUNT];    // by the limb
    bool chooses;            // the child, which limb it takes
} Practice;

static void watch_sides(void *user, const Play *play, PlayInput *in, const PlayOutput *before)
{
    (void)in;
    Practice *p = user;
    for (int i = 0; i < before->target_count; i++)
        p->chooses |= before->target[i].kind == TARGET_HAND && before->target[i].sides == 3u &&
                      !before->target[i].both;
    for (int i = 0; i < before->event_count; i++) {
        const GameEvent *e = &before->event[i];
        if (e->event == EVENT_HIT && e->side >= 0) p->hits[e->side]++;
        if (e->event == EVENT_OFFER)
            p->offers[e->side >= 0 ? e->side : e->at.x > play_calibration(play)->hip.x]++;
    }
}

// A demo child whose left is half as fast and sure, and used less where it may choose. At least so
// many targets.
static Practice practise(const Game *game, Posture posture, HandRule hand, float side_bias,
                         int targets)
{
    SimOptions options = { .game = game,
                           .level = 2,
                           .seconds = PRACTICE_S,
                           .hand = hand,
                           .posture = posture,
                           .side_bias = side_bias };
    options.child.weakness[SIDE_LEFT] = 1;
    Practice p = { 0 };
    for (options.seed = 1;
         options.seed <= SESSIONS || p.offers[SIDE_LEFT] + p.offers[SIDE_RIGHT] < targets;
         options.seed++) {
        SimResult r = sim_session_watched(&options, watch_sides, &p);
        assert_int_equal(r.phase, PHASE_DONE);
    }
    return p;
}

static double left_share(const int sides[SIDE_COUNT])
{
    int all = sides[SIDE_LEFT] + sides[SIDE_RIGHT];
    return all ? 100.0 * sides[SIDE_LEFT] / all : 0;
}

static void practise_by_every_rule(const Game *game, Posture posture)
{
    bool biased = game->sides == SIDES_BY_BIAS && !posture_is_seated(posture);
    int targets = biased ? TARGETS : 0;
    Practice left = practise(game, posture, HAND_LEFT, 0.5f, 0);
    Practice turns = practise(game, posture, HAND_ALTERNATE, 0.5f, 0);
    Practice either = practise(game, posture, HAND_EITHER, 0.5f, targets);
    Practice bias = practise(game, posture, HAND_EITHER, BIAS, targets);
    print_message("%-15s %-10s left %3.0f %% (%d)  alternate %3.0f %% (%d+%d)  either %3.0f %% "
                  "(%d+%d), %3.0f %% of targets  bias 20 %%: %3.0f %% of %d targets%s\n",
                  game->id, posture_name(posture), left_share(left.hits), left.hits[SIDE_LEFT],
                  left_share(turns.hits), turns.hits[0], turns.hits[1], left_share(either.hits),
                  either.hits[0], either.hits[1], left_share(either.offers),
                  left_share(bias.offers), bias.offers[0] + bias.offers[1],
                  either.chooses ? ", the child chooses" : "");
    assert_at_least(left.hits[SIDE_LEFT], 5);
    assert_int_equal(left.hits[SIDE_RIGHT], 0);
    assert_at_least(turns.hits[SIDE_LEFT], 3);
    assert_at_most(abs(turns.hits[SIDE_LEFT] - turns.hits[SIDE_RIGHT]), SESSIONS);
    // Who sits has the nearer hand take it.
    if (either.chooses && !posture_is_seated(posture)) assert_below(left_share(either.hits), 40);
    assert_near(left_share(turns.hits), 50, POINTS);
    if (!biased) return;
    assert_near(left_share(either.offers), 50, BIASED);
    if (fabs(left_share(bias.offers) - 100 * (1 - BIAS)) > BIASED)
        fail_msg("%s does not follow the side bias: draw game_side() once for each try, not again "
                 "while looking for a free place",
                 game->id);
}

static void the_weak_side_practises_as_the_rule_says(void **state)
{
    (void)state;
    print_message("share of the left (weak) side, hits / targets on that side:\n");
    for (int i = 0; i < game_count; i++) {
        if (!adapts(game_list[i]) || game_list[i]->sides == SIDES_NONE) continue;
        practise_by_every_rule(game_list[i], POSTURE_STANDING);
        if (!game_list[i]->needs_legs) practise_by_every_rule(game_list[i], POSTURE_SEATED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_staircase_settles),
        cmocka_unit_test(the_weak_side_practises_as_the_rule_says),
    };
    const struct CMUnitTest campaign[] = { cmocka_unit_test(it_settles_for_many_children) };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return failed + (soak() ? cmocka_run_group_tests(campaign, NULL, NULL) : 0);
}
