// SPDX-License-Identifier: MIT
// paper.c: the module that draws reports, loaded once.
#include "clinic/paper.h"

#include <pthread.h>

static const Module *loaded;
static pthread_mutex_t once = PTHREAD_MUTEX_INITIALIZER;  // pages are made by any thread

Result paper_load(const Paper **paper)
{
    REQUIRE(paper);
    pthread_mutex_lock(&once);
    Result result =
        loaded ? RESULT_OK
               : module_load(&loaded, "tiptoe_paper.so", "tiptoe_paper", "what draws reports");
    *paper = (const Paper *)(const void *)loaded;
    pthread_mutex_unlock(&once);
    return result;
}
