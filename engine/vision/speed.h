// SPDX-License-Identifier: MIT
// speed.h: how fast this machine runs the pose networks: remembered from one start to the next, for
// this processor, this build and its engines.
#pragma once

#include "tiptoe/base.h"
#include "tiptoe/pose.h"

#define SPEED_FILE        "speed"  // in the folder of model_cache_path()
#define SPEED_KEY_MAX     320
#define SPEED_THREADS_MAX 2

// What suits one network. Zeroed: not known.
typedef struct Speed {
    int threads;
    int64_t us;  // that one run takes on so many
} Speed;

// Two threads if they take a fifth less time, and the loop still has a core to itself. `two_us` 0:
// not known.
int speed_threads(int cores, int64_t one_us, int64_t two_us);
bool speed_may_use_two(int cores);

// The processors that this program may run on.
int speed_cores(void);

// One line that names all that a speed depends on.
void speed_key(char key[SPEED_KEY_MAX], int cores);

// What the file says of this `key`. A file that is absent, damaged or of another key says nothing.
void speed_recall(Speed speed[MODEL_COUNT], const char *path, const char *key);

// Writes the file anew. Makes its folder if that is missing, not those above. The errors of
// whole_file_open().
Result speed_keep(const Speed speed[MODEL_COUNT], const char *path, const char *key);
