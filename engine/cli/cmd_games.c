// SPDX-License-Identifier: MIT
// cmd_games.c: `tiptoe games`: the games, what each trains, their knobs and levels.
#include "cli/cli.h"
#include "session/json_out.h"
#include "tiptoe/game.h"

#include <argp.h>
#include <stdio.h>

enum { OPT_JSON = 0x100 };

static const struct argp_option options[] = { { "json", OPT_JSON, 0, 0, "As JSON", 0 }, { 0 } };

static error_t parse(int key, char *arg, struct argp_state *state)
{
    (void)arg;
    if (key != OPT_JSON) return ARGP_ERR_UNKNOWN;
    *(bool *)state->input = true;
    return 0;
}

static void game_json(JsonOut *j, const Game *game)
{
    json_begin(j, NULL);
    json_text(j, "id", game->id);
    json_text(j, "title", game->title);
    json_text(j, "trains", game->trains);
    json_text(j, "invite", game->invite);
    json_whole(j, "version", game->version);
    json_flag(j, "needs_legs", game->needs_legs);
    json_list(j, "knobs");
    for (int k = 0; k < game->knob_count; k++) {
        const Knob *knob = &game->knobs[k];
        json_begin(j, NULL);
        json_text(j, "name", knob->name);
        json_text(j, "unit", knob->unit);
        json_text(j, "meaning", knob->meaning);
        json_number(j, "low", (double)knob->low);
        json_number(j, "high", (double)knob->high);
        json_number(j, "usual", (double)knob->usual);
        json_end(j);
    }
    json_end(j);
    json_list(j, "levels");
    for (int level = 0; level < GAME_LEVELS; level++) {
        json_begin(j, NULL);
        for (int k = 0; k < game->knob_count; k++)
            json_number(j, game->knobs[k].name, (double)game->level[level][k]);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

// A knob's numbers are floats: with seven digits they read as they were written.
static Result games_json(void)
{
    JsonOut j = json_out(stdout, 7, true);
    json_list(&j, NULL);
    for (int i = 0; i < game_count; i++) game_json(&j, game_list[i]);
    json_end(&j);
    return json_finish(&j);
}

static void print_game(const Game *game)
{
    printf("%s  %s\n    trains: %s\n", game->id, game->title, game->trains);
    printf("    %-10s %-5s %6s %6s", "knob", "unit", "low", "high");
    for (int level = 1; level <= GAME_LEVELS; level++) printf("     L%d", level);
    printf("  meaning\n");
    for (int k = 0; k < game->knob_count; k++) {
        const Knob *knob = &game->knobs[k];
        printf("    %-10s %-5s %6.4g %6.4g", knob->name, knob->unit, (double)knob->low,
               (double)knob->high);
        for (int level = 0; level < GAME_LEVELS; level++)
            printf(" %6.4g", (double)game->level[level][k]);
        printf("  %s\n", knob->meaning);
    }
}

int cmd_games(int argc, char **argv)
{
    static const struct argp argp = { .options = options,
                                      .parser = parse,
                                      .doc = "Lists the games." };
    bool json = false;
    int status = cli_parse("games", &argp, argc, argv, &json);
    if (status) return status;
    Result result = RESULT_OK;
    if (json) result = games_json();
    for (int i = 0; i < game_count && !json; i++) print_game(game_list[i]);
    return result ? cli_fault("games", result) : 0;
}
