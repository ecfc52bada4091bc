// SPDX-License-Identifier: MIT
// commands.h: the list of sub-commands. Each parses its own arguments and returns a status of
// sysexits.h. Those of the gym need camera, window or sound: they lie in its module.
#pragma once

// PROGRAM(name, what) or GYM(name, what), in the order of the help.
#define SUBCOMMAND_LIST(PROGRAM, GYM)                                                              \
    GYM(play, "a child plays (the main job)")                                                      \
    GYM(check, "is all fit to play? camera, light, speed, sound, store")                           \
    PROGRAM(games, "list the games, their levels and knobs")                                       \
    GYM(keys, "what the therapist can do while a child plays; a card to print")                    \
    PROGRAM(plan, "plans of hours: list, show, check, send home")                                  \
    PROGRAM(sessions, "list what was recorded")                                                    \
    PROGRAM(dose, "what each limb of a child did, week by week")                                   \
    PROGRAM(show, "scores, measures and quality of one session")                                   \
    PROGRAM(replay, "play a session again, or verify it")                                          \
    PROGRAM(verify, "whether the store holds what was written, and where it does not")             \
    PROGRAM(erase, "erase a session, or only its track")                                           \
    PROGRAM(forget, "forget a child for good, or all that were not here for long")                 \
    GYM(track, "poses of a clip, picture or camera as JSON lines")                                 \
    GYM(checkup, "the check-up, always the same: 8 minutes standing, 6 seated")                    \
    PROGRAM(baseline, "what a child's verdict on change stands on; set it anew")                   \
    PROGRAM(report, "one session as a page to read and to print")                                  \
    PROGRAM(export, "a session, a child or the clinic as tables (CSV)")                            \
    PROGRAM(review, "the clinic's pages, for a browser on this machine")                           \
    PROGRAM(measure, "a clinical measure of any table, or of a check-up again")                    \
    PROGRAM(agree, "how well two methods, or two days, agree: a table of a study")                 \
    PROGRAM(config, "this machine's settings, and where each stands")

typedef struct SubCommand {
    const char *name, *what;
    int (*run)(int argc, char **argv);  // NULL: the gym's module has it
} SubCommand;

#define SUBCOMMAND_DECLARED(name, what) int cmd_##name(int argc, char **argv);
SUBCOMMAND_LIST(SUBCOMMAND_DECLARED, SUBCOMMAND_DECLARED)
