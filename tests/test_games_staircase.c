// test_games_staircase.c: the just-right challenge of every game settles where it was asked to for children
// of three skills, and a child whose left arm is weak practises it as often as the hand rule says.
// TIPTOE_SOAK=8 plays eight children of each skill and two wishes.
#include "sim.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LONGEST_S     7200  // nobody plays that long: it stands for several sessions
#define CLIMB         30    // answers that may pass before the staircase is where it belongs
#define WINDOW        30    // answers that the therapist then looks at
#define COUNT_ANSWERS 200
#define AT_END        0.7f  // of the staircase's way, on average: the wrong level
#define MOVES_MAX     6
#define OFF           0.02f
#define SETTLED       0.05f

static int soak(void)
{
    const char *asked = getenv("TIPTOE_SOAK");
    return asked ? atoi(asked) : 0;
}

// A therapist who looks at the staircase now and then: at its end and still too easy or too hard, it is
// the wrong level.
typedef struct Therapist {
    float wish;
    int level, moves;
    bool found, done;   // the level; all answers that are asked for
    int passed;         // answers at this level
    int answers, hits;  // of them those that count
    double position;    // their sum
} Therapist;

static int better_level(const Therapist *t)
{
    double mean = t->position / t->answers, share = (double)t->hits / t->answers;
    if (mean > AT_END && share > t->wish + OFF && t->level < GAME_LEVELS) return t->level + 1;
    if (mean < -AT_END && share < t->wish - OFF && t->level > 1) return t->level - 1;
    return t->level;
}

static void judge(Therapist *t, const Play *play, bool hit, PlayInput *in)
{
    if (t->done || t->passed++ < CLIMB) return;
    t->position += play_staircase(play)->position;
    t->answers++;
    t->hits += hit;
    if (t->found && t->answers == COUNT_ANSWERS) {
        in->command[in->command_count++] = (PlayCommand){ .command = COMMAND_FINISH };
        t->done = true;
    } else if (!t->found && t->answers == WINDOW) {
        int level = t->moves < MOVES_MAX ? better_level(t) : t->level;
        t->found = level == t->level;
        t->level = level;
        t->moves++;
        t->position = t->answers = t->hits = 0;
        t->passed = t->found ? CLIMB : 0;
        if (!t->found)
            in->command[in->command_count++] =
                (PlayCommand){ .command = COMMAND_LEVEL, .value = (float)level };
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

// Settled, or at the end of the ladder: the hardest row is too easy for this child, or the easiest too
// hard. Anything else is a fault.
static bool settles(const Game *game, int able, bool demo, float wish, uint64_t seed)
{
    PuppetSkill puppet = puppet_skill(0.05f + 0.25f * (float)able);
    if (getenv("NOISE")) puppet.noise *= atof(getenv("NOISE"));
    if (getenv("LAPSE")) puppet.lapses = atof(getenv("LAPSE"));
    if (getenv("LATE")) puppet.reaction_steps *= atof(getenv("LATE"));
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
    int counted = t.found ? t.answers : 0;
    assert_int_equal(r.phase, PHASE_DONE);
    assert_true(counted > 0);
    float share = (float)t.hits / (float)counted;
    double position = t.position / counted;
    bool hardest = t.level == GAME_LEVELS && share > wish && position > 0.5;
    bool easiest = t.level == 1 && share < wish && position < -0.5;
    bool settled = fabsf(share - wish) <= SETTLED;
    const char *told = settled    ? ""
                       : hardest  ? ": the hardest is too easy"
                       : easiest  ? ": the easiest is too hard"
                                  : ": NOT SETTLED";
    print_message("%-17s %-6s %-6s wish %.0f %%: %5.1f %% of %3d at level %d %+.2f, %3.0f min%s\n",
                  game->id, skill_name[able], demo ? "demo" : "puppet", 100.0 * wish, 100.0 * share,
                  counted, t.level, position, r.steps / 3600.0, told);
    if (getenv("LAX")) printf("moves %d\n", t.moves);
    if (!getenv("LAX")) assert_true(settled || hardest || easiest);
    return settled;
}

static void the_staircase_settles(void **state)
{
    (void)state;
    int seeds = soak() ? soak() : 1, wishes = soak() ? 2 : 1, plays = 0, settled = 0;
    for (int i = 0; i < game_count; i++) {
        if (game_list[i]->ladder_count == 0) continue;  // never adapts: the check-up
        if (getenv("GAME") && !strstr(getenv("GAME"), game_list[i]->id)) continue;
        for (int k = 0; k < SKILLS; k++)
            for (int n = 0; n < seeds * wishes; n++) {
                float wish = n % wishes ? 0.85f : STAIRCASE_SUCCESS_USUAL;
                settled += settles(game_list[i], k, getenv("DEMO"), wish, (uint64_t)(n / wishes) + 1);
                plays++;
            }
    }
    print_message("settled within 5 points: %d of %d\n", settled, plays);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_staircase_settles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
