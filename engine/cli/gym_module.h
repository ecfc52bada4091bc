// SPDX-License-Identifier: MIT
// gym_module.h: the gym's half of Tiptoe (cameras, inference, window, sound) as one module, loaded
// when it is first needed, so that whoever only reads the store loads none of those libraries.
#pragma once

#include "base/module.h"
#include "cli/commands.h"
#include "session/recording.h"

typedef struct GymModule {
    Module module;
    void (*open)(void);  // called once, before anything else
    const SubCommand *command;
    int command_count;
    // Plays a session again in a window; its game is known to the program. The errors of
    // render_open().
    Result (*watch)(const Recording *recording, const char *store);
} GymModule;

// The errors of module_load().
Result gym_module(const GymModule **module);
