// SPDX-License-Identifier: MIT
// web_module.c: the pages' module, loaded once.
#include "cli/web_module.h"

Result web_module(const WebModule **module)
{
    const Module *found = NULL;
    Result result = module_load(&found, "tiptoe_web.so", "tiptoe_web", "the clinic's pages");
    *module = (const WebModule *)(const void *)found;
    return result;
}
