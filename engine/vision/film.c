// SPDX-License-Identifier: MIT
// film.c: the module that reads clips and pictures, loaded once.
#include "vision/film.h"

#include <pthread.h>

static const Module *loaded;
static pthread_mutex_t once = PTHREAD_MUTEX_INITIALIZER;  // cameras are opened by any thread

Result film_load(const Film **film)
{
    REQUIRE(film);
    pthread_mutex_lock(&once);
    Result result = loaded ? RESULT_OK
                           : module_load(&loaded, "tiptoe_film.so", "tiptoe_film",
                                         "what reads clips and pictures");
    *film = (const Film *)(const void *)loaded;
    pthread_mutex_unlock(&once);
    return result;
}
