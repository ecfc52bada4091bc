// SPDX-License-Identifier: MIT
// gym_table.c: what the gym's module shows to the program; all the rest of it is hidden.
#include "build_commit.h"
#include "cli/gym_module.h"
#include "demo/demo_camera.h"
#include "gym_cli/watch.h"
#include "vision/camera.h"

static const SubCommand commands[] = {
#define NOT_HERE(name, what)
#define HERE(name, what) { #name, what, cmd_##name },
    SUBCOMMAND_LIST(NOT_HERE, HERE)
#undef HERE
#undef NOT_HERE
};

static void open_module(void)
{
    camera_register(&demo_camera_source);
}

extern const GymModule tiptoe_gym;
__attribute__((visibility("default"))) const GymModule tiptoe_gym = {
    .module = { TIPTOE_VERSION "+" TIPTOE_COMMIT },
    .open = open_module,
    .command = commands,
    .command_count = sizeof commands / sizeof *commands,
    .watch = watch_recording,
};
