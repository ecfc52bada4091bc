// SPDX-License-Identifier: MIT
// test_games_feedback.c: every game soon shows what to do, praises how it was done, and lets a miss
// float away without a sound of failure.
#include "puppet.h"
#include "test.h"
#include "tiptoe/spoken.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SHOWN_STEPS 600  // the demonstration is 10 s long

typedef struct Watch {
    const char *const *praise;
    bool seated;
    int praised, first_target, misses;
} Watch;

// The build has every line of assets/speech/speech.txt spoken into a file of its own.
static bool is_spoken(const char *name)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/speech/%s.flac", TIPTOE_BUILT_ASSETS, name);
    return access(path, R_OK) == 0;
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
    if (!is_spoken(out->say)) fail_msg("assets/speech/speech.txt has no line \"%s\"", out->say);
    // Nobody who sits is praised for standing.
    if (w->seated) assert_string_not_equal(out->say, "tall_giraffe");
    for (int i = 0; i < GAME_PRAISE_MAX && w->praise[i]; i++)
        w->praised += !strcmp(out->say, w->praise[i]);
}

static void every_game_is_kind(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int n = 0; n < 2 * POSTURE_COUNT; n++) {
            const Game *game = game_list[i];
            if (game->ladder_count == 0) continue;  // the check-up praises nothing so as to measure
            if (game->needs_legs && posture_is_seated(n / 2)) continue;
            Watch w = { .praise = game->praise, .seated = posture_is_seated(n / 2) };
            bool clumsy = n % 2;
            PuppetPlay play = { .game = game,
                                .level = clumsy ? GAME_LEVELS : 2,
                                .seconds = 180,
                                .seed = 4,
                                .hand = HAND_EITHER,
                                .posture = n / 2,
                                .skill = puppet_skill(clumsy ? 0.05f : 0.95f),
                                .watch = watch,
                                .user = &w };
            puppet_play(&play);
            print_message("%-17s %-10s level %d: shown after %.1f s, %d misses, praised %d times\n",
                          game->id, posture_name(n / 2), play.level, w.first_target / 60.0,
                          w.misses, w.praised);
            if (w.first_target < 1 || w.first_target > SHOWN_STEPS)
                fail_msg("%s shows no target within 10 s: call game_invite in every step in which "
                         "a try is open",
                         game->id);
            if (!clumsy && w.praised == 0)
                fail_msg("%s praises nothing that was done well: let it say a line of its .praise",
                         game->id);
        }
}

static bool is_recorded(const char *line)
{
    char path[256];
    snprintf(path, sizeof path, "%s/speech/%s.flac", TIPTOE_BUILT_ASSETS, line);
    return access(path, R_OK) == 0;
}

// Each says how it was done in five ways, all of them spoken.
static void praise_does_not_wear_off(void **state)
{
    (void)state;
    for (int g = 0; g < game_count; g++) {
        const Game *game = game_list[g];
        if (game->role != ROLE_PLAY) continue;
        int forms = 0;
        for (int i = 0; i < GAME_PRAISE_MAX && game->praise[i]; i++)
            for (uint32_t n = 0; n < SPOKEN_FORMS; n++) {
                const char *form = spoken_form(game->praise[i], n);
                bool said = false;
                for (uint32_t k = 0; k < n; k++)
                    said |= !strcmp(form, spoken_form(game->praise[i], k));
                if (!is_recorded(form)) fail_msg("%s: nobody says %s", game->id, form);
                forms += !said;
            }
        print_message("%-17s %d praises\n", game->id, forms);
        if (forms < 5) fail_msg("%s has only %d praises", game->id, forms);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_game_is_kind),
        cmocka_unit_test(praise_does_not_wear_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
