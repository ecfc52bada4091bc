// SPDX-License-Identifier: MIT
// cmd_games.c: `tiptoe games`: the games, what each trains, their knobs and levels.
#include "cli/cli.h"
#include "tiptoe/game.h"

#include <argp.h>
#include <jansson.h>
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

// A knob's numbers are floats; printed with seven digits they read as they were written.
static json_t *real(float value)
{
    char text[32];
    double rounded = 0;
    snprintf(text, sizeof text, "%.7g", (double)value);
    sscanf(text, "%lf", &rounded);
    return json_real(rounded);
}

static json_t *game_json(const Game *game)
{
    json_t *knobs = json_array(), *levels = json_array();
    for (int k = 0; k < game->knob_count; k++) {
        const Knob *knob = &game->knobs[k];
        json_array_append_new(knobs, json_pack("{s:s, s:s, s:s, s:o, s:o, s:o}", "name", knob->name,
                                               "unit", knob->unit, "meaning", knob->meaning, "low",
                                               real(knob->low), "high", real(knob->high), "usual",
                                               real(knob->usual)));
    }
    for (int level = 0; level < GAME_LEVELS; level++) {
        json_t *row = json_object();
        for (int k = 0; k < game->knob_count; k++)
            json_object_set_new(row, game->knobs[k].name, real(game->level[level][k]));
        json_array_append_new(levels, row);
    }
    return json_pack("{s:s, s:s, s:s, s:s, s:i, s:b, s:o, s:o}", "id", game->id, "title",
                     game->title, "trains", game->trains, "invite", game->invite, "version",
                     game->version, "needs_legs", game->needs_legs, "knobs", knobs, "levels",
                     levels);
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
    if (argp_parse(&argp, argc, argv, 0, NULL, &json)) return result_exit_status(RESULT_USAGE);
    json_t *all = json_array();
    for (int i = 0; i < game_count; i++) {
        if (json)
            json_array_append_new(all, game_json(game_list[i]));
        else
            print_game(game_list[i]);
    }
    if (json) {
        json_dumpf(all, stdout, JSON_INDENT(2));
        putchar('\n');
    }
    json_decref(all);
    return 0;
}
