// SPDX-License-Identifier: MIT
// main.c: one program, many sub-commands.
#include "cli/cli.h"
#include "demo/demo_camera.h"
#include "vision/camera.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

typedef struct SubCommand {
    const char *name, *what;
    int (*run)(int argc, char **argv);
} SubCommand;

static const SubCommand commands[] = {
    { "play", "a child plays (the main job)", cmd_play },
    { "check", "is all fit to play? camera, light, speed, sound, store", cmd_check },
    { "games", "list the games, their levels and knobs", cmd_games },
    { "keys", "what the therapist can do while a child plays; a card to print", cmd_keys },
    { "sessions", "list what was recorded", cmd_sessions },
    { "dose", "what each limb of a child did, week by week", cmd_dose },
    { "show", "scores, measures and quality of one session", cmd_show },
    { "replay", "play a session again, or verify it", cmd_replay },
    { "track", "poses of a clip, picture or camera as JSON lines", cmd_track },
    { "checkup", "the five-minute check-up, always the same", cmd_checkup },
    { "report", "one session as a page to read and to print", cmd_report },
    { "export", "one session as tables (CSV) with a data dictionary", cmd_export },
    { "measure", "a clinical measure of any table, or of a check-up again", cmd_measure },
};
#define COMMAND_LIST_COUNT (sizeof commands / sizeof *commands)

static void usage(FILE *to)
{
    fprintf(to, "Usage: tiptoe COMMAND [OPTION...]\n\n"
                "Motion games for children's balance and coordination therapy. Commands:\n\n");
    for (size_t i = 0; i < COMMAND_LIST_COUNT; i++)
        fprintf(to, "  %-10s %s\n", commands[i].name, commands[i].what);
    fprintf(to, "\n`tiptoe COMMAND --help` tells each one's options. Not a medical device.\n");
}

// A dump of memory would hold camera pictures of a child: none is ever written.
static void keep_memory_private(void)
{
    struct rlimit none = { 0, 0 };
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

int main(int argc, char **argv)
{
    keep_memory_private();
    camera_register(&demo_camera_source);
    const char *name = argc > 1 ? argv[1] : "";
    if (!strcmp(name, "--help") || !strcmp(name, "-h") || !strcmp(name, "help")) {
        usage(stdout);
        return 0;
    }
    if (!strcmp(name, "--version")) {
        puts(TIPTOE_VERSION_TEXT);
        return 0;
    }
    for (size_t i = 0; i < COMMAND_LIST_COUNT; i++) {
        if (strcmp(name, commands[i].name) != 0) continue;
        char title[32];
        snprintf(title, sizeof title, "tiptoe %s", name);
        argv[1] = title;
        return commands[i].run(argc - 1, argv + 1);
    }
    if (*name) fprintf(stderr, "tiptoe: there is no command \"%s\"\n", name);
    usage(stderr);
    return result_exit_status(RESULT_USAGE);
}
