// SPDX-License-Identifier: MIT
// gym_module.h: the gym's half of Tiptoe (cameras, inference, window, sound) as one module, loaded
// when it is first needed, so that whoever only reads the store loads none of those libraries.
#pragma once

#include "cli/commands.h"
#include "session/recording.h"
#include "tiptoe/base.h"

#define GYM_MODULE_FILE   "tiptoe_gym.so"
#define GYM_MODULE_SYMBOL "tiptoe_gym"

// What the module exports under GYM_MODULE_SYMBOL. Everything else in it is hidden, and what it
// takes from the rooms of the program it finds in the program: there is one copy of each.
typedef struct GymModule {
    const char *build;   // what build_name() was where it was built
    void (*open)(void);  // called once, before anything else
    const SubCommand *command;
    int command_count;
    // Plays a session again in a window; its game is known to the program. The errors of
    // render_open().
    Result (*watch)(const Recording *recording, const char *store);
} GymModule;

// Loads the module, the first time, from beside the program or from where it is installed, both
// relative to the program. NOT_FOUND, UNAVAILABLE, VERSION with advice.
Result gym_module(const GymModule **module);
