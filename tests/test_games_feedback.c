// test_games_feedback.c: every game soon shows what to do, praises how it was done, and lets a miss
// float away without a sound of failure.
#include "puppet.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

#define SHOWN_STEPS 600  // the demonstration is 10 s long

// What each game says about how it was done.
static const char *const praise[][3] = {
    { "bubble_garden", "long_reach" },
    { "comet_keeper", "comet_home" },
    { "drum_twins", "good_rhythm" },
    { "flamingo_pond", "tall_giraffe", "sat_tall" },
    { "monster_mirror", "monster_same" },
    { "rainbow_cross", "rainbow_grows" },
    { "river_raft", "raft_captain" },
    { "rocket_squat", "rocket_strong" },
    { "snail_trail", "slowly" },
    { "statue_sleepover", "statue_stone" },
    { "stepping_stars", "star_home", "long_reach" },
    { "tightrope_town", "tall_giraffe", "sat_tall" },
};
#define PRAISES ((int)(sizeof praise / sizeof *praise))

typedef struct Watch {
    const char *const *praise;
    bool seated;
    int praised, first_target, misses;
} Watch;

static bool is_written(const char *name)
{
    char line[200];
    bool found = false;
    FILE *file = fopen("assets/speech/speech.txt", "r");
    assert_non_null(file);
    size_t length = strlen(name);
    while (!found && fgets(line, sizeof line, file))
        found = !strncmp(line, name, length) && line[length] == '|';
    fclose(file);
    return found;
}

static void watch(void *user, const GameInput *in, const GameOutput *out)
{
    Watch *w = user;
    if (out->target_count && !w->first_target) w->first_target = (int)in->step + 1;
    bool missed = false;
    for (int i = 0; i < out->event_count; i++) missed |= out->event[i].event == EVENT_MISS;
    w->misses += missed;
    for (int i = 0; i < out->cue_count && missed; i++) {
        Cue cue = out->cue[i].cue;
        // The soft one, or the music that goes on.
        assert_true(cue == CUE_AWAY || cue == CUE_APPEAR || cue == CUE_DRUM_LOW ||
                    cue == CUE_DRUM_HIGH || cue == CUE_TOUCH);
    }
    if (!out->say) return;
    if (!is_written(out->say)) print_message("no line \"%s\"\n", out->say);
    assert_true(is_written(out->say));
    // Nobody who sits is praised for standing.
    if (w->seated) assert_string_not_equal(out->say, "tall_giraffe");
    for (int i = 1; i < 3 && w->praise[i]; i++) w->praised += !strcmp(out->say, w->praise[i]);
}

static void every_game_is_kind(void **state)
{
    (void)state;
    for (int i = 0; i < PRAISES; i++)
        for (int n = 0; n < 2 * POSTURE_COUNT; n++) {
            Watch w = { .praise = praise[i], .seated = posture_is_seated(n / 2) };
            bool clumsy = n % 2;
            PuppetPlay play = { .game = game_find(praise[i][0]),
                                .level = clumsy ? GAME_LEVELS : 2,
                                .seconds = 180,
                                .seed = 4,
                                .hand = HAND_EITHER,
                                .posture = n / 2,
                                .skill = puppet_skill(clumsy ? 0.05f : 0.95f),
                                .watch = watch,
                                .user = &w };
            assert_non_null(play.game);
            puppet_play(&play);
            print_message("%-17s %-10s level %d: shown after %.1f s, %d misses, praised %d times\n",
                          praise[i][0], posture_name(n / 2), play.level, w.first_target / 60.0,
                          w.misses, w.praised);
            assert_in_range(w.first_target, 1, SHOWN_STEPS);
            if (!clumsy) assert_above(w.praised, 0);
        }
}

// One entry a game, but the check-up, which praises nothing so as to measure.
static void no_game_is_forgotten(void **state)
{
    (void)state;
    int played = 0;
    for (int i = 0; i < game_count; i++) played += game_list[i]->ladder_count > 0;
    assert_int_equal(played, PRAISES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_game_is_kind),
        cmocka_unit_test(no_game_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
