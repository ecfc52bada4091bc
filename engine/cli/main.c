// SPDX-License-Identifier: MIT
// main.c: one program, many sub-commands.
#include "base/build.h"
#include "base/log.h"
#include "build_commit.h"
#include "cli/cli.h"
#include "cli/config.h"
#include "cli/gym_module.h"
#include "cli/version.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static const SubCommand commands[] = {
#define HERE(name, what)      { #name, what, cmd_##name },
#define IN_MODULE(name, what) { #name, what, NULL },
    SUBCOMMAND_LIST(HERE, IN_MODULE)
#undef HERE
#undef IN_MODULE
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static void usage(FILE *to)
{
    fprintf(to, "Usage: tiptoe COMMAND [OPTION...]\n\n"
                "Motion games for children's balance and coordination therapy. Commands:\n\n");
    for (int i = 0; i < COMMANDS; i++)
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

static int run(const SubCommand *command, int argc, char **argv)
{
    if (command->run) return command->run(argc, argv);
    const GymModule *gym = NULL;
    Result result = gym_module(&gym);
    for (int i = 0; gym && i < gym->command_count; i++)
        if (!strcmp(gym->command[i].name, command->name)) return gym->command[i].run(argc, argv);
    if (!result) result = fail(RESULT_VERSION, "the module lacks it: install Tiptoe again");
    return cli_fault(command->name, result);
}

#ifdef __SANITIZE_ADDRESS__
// Else the search for leaks falls over the thread-local memory of modules that were loaded late.
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "intercept_tls_get_addr=0";
}

// What fontconfig keeps for the next report is no leak.
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig.so";
}
#endif

int main(int argc, char **argv)
{
    keep_memory_private();
    config_read();
    log_to_file();
    cli_watch_output();
    build_note(TIPTOE_COMMIT);
    const char *name = argc > 1 ? argv[1] : "";
    if (!strcmp(name, "--help") || !strcmp(name, "-h") || !strcmp(name, "help")) {
        usage(stdout);
        return 0;
    }
    if (!strcmp(name, "--version")) {
        version_print();
        return 0;
    }
    for (int i = 0; i < COMMANDS; i++) {
        if (strcmp(name, commands[i].name) != 0) continue;
        char title[32];
        snprintf(title, sizeof title, "tiptoe %s", name);
        argv[1] = title;
        return run(&commands[i], argc - 1, argv + 1);
    }
    if (*name) fprintf(stderr, "tiptoe: there is no command \"%s\"\n", name);
    usage(stderr);
    return result_exit_status(RESULT_USAGE);
}
