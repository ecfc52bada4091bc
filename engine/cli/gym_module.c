// SPDX-License-Identifier: MIT
// gym_module.c: the gym's module, loaded once.
#include "cli/gym_module.h"

Result gym_module(const GymModule **module)
{
    static const GymModule *loaded;
    REQUIRE(module);
    const Module *found = NULL;
    Result result =
        loaded ? RESULT_OK
               : module_load(&found, "tiptoe_gym.so", "tiptoe_gym", "camera, window and sound");
    if (found) {
        loaded = (const GymModule *)(const void *)found;
        loaded->open();
    }
    *module = loaded;
    return result;
}
