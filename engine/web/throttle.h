// SPDX-License-Identifier: MIT
// throttle.h: who may try a passphrase, and when again: after some that were wrong the wait grows,
// for a name and for an address each. Nothing of it is kept on the disk.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define THROTTLE_MAX     256
#define THROTTLE_FREE    5                 // wrong ones without a wait
#define THROTTLE_WAIT_MS (30 * 1000)       // after these; each further one doubles it
#define THROTTLE_MOST_MS (15 * 60 * 1000)  // the longest wait, and how long wrong ones are counted
#define THROTTLE_TRIES   20                // of an address in a minute, whatever comes of them

typedef struct ThrottleEntry {
    uint64_t key;  // 0: free
    unsigned failures, tries;
    int64_t last_ms, until_ms, minute_ms;
} ThrottleEntry;

typedef struct Throttle {
    ThrottleEntry entry[THROTTLE_MAX];
} Throttle;

// How many ms are to be waited before a try; 0: none, and it counts as one. `now_ms` does not run
// backwards.
int64_t throttle_try(Throttle *throttle, const char *name, const char *address, int64_t now_ms);
void throttle_failed(Throttle *throttle, const char *name, int64_t now_ms);
void throttle_passed(Throttle *throttle, const char *name);
