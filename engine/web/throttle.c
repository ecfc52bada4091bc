// SPDX-License-Identifier: MIT
// throttle.c: a small table of names and addresses.
#include "web/throttle.h"

#include "base/bytes.h"

#include <ctype.h>
#include <stddef.h>

static uint64_t key_of(char kind, const char *text)
{
    uint64_t key = bytes_hash(BYTES_HASH_START, &kind, 1);
    for (; *text; text++) {
        char small = (char)tolower((unsigned char)*text);
        key = bytes_hash(key, &small, 1);
    }
    return key ? key : 1;
}

// NULL, unless `make`: then that of least weight gives way to it.
static ThrottleEntry *find(Throttle *t, uint64_t key, int64_t now_ms, bool make)
{
    ThrottleEntry *least = &t->entry[0];
    for (int i = 0; i < THROTTLE_MAX; i++) {
        ThrottleEntry *e = &t->entry[i];
        if (e->key && now_ms - e->last_ms > THROTTLE_MOST_MS && now_ms >= e->until_ms)
            *e = (ThrottleEntry){ 0 };
        if (e->key == key) return e;
        if (e->failures < least->failures ||
            (e->failures == least->failures && e->last_ms < least->last_ms) || !e->key)
            least = least->key ? e : least;
    }
    if (!make) return NULL;
    *least = (ThrottleEntry){ .key = key, .last_ms = now_ms, .minute_ms = now_ms };
    return least;
}

int64_t throttle_try(Throttle *t, const char *name, const char *address, int64_t now_ms)
{
    const ThrottleEntry *of_name = find(t, key_of('n', name), now_ms, false);
    if (of_name && of_name->until_ms > now_ms) return of_name->until_ms - now_ms;
    ThrottleEntry *from = find(t, key_of('a', address), now_ms, true);
    if (now_ms - from->minute_ms >= 60 * 1000) {
        from->minute_ms = now_ms;
        from->tries = 0;
    }
    if (from->tries >= THROTTLE_TRIES) return from->minute_ms + 60 * 1000 - now_ms;
    from->tries++;
    from->last_ms = now_ms;
    return 0;
}

void throttle_failed(Throttle *t, const char *name, int64_t now_ms)
{
    ThrottleEntry *e = find(t, key_of('n', name), now_ms, true);
    e->last_ms = now_ms;
    e->failures++;
    if (e->failures < THROTTLE_FREE) return;
    unsigned more = e->failures - THROTTLE_FREE;
    int64_t wait = more < 6 ? (int64_t)THROTTLE_WAIT_MS << more : THROTTLE_MOST_MS;
    e->until_ms = now_ms + (wait < THROTTLE_MOST_MS ? wait : THROTTLE_MOST_MS);
}

void throttle_passed(Throttle *t, const char *name)
{
    uint64_t key = key_of('n', name);
    for (int i = 0; i < THROTTLE_MAX; i++)
        if (t->entry[i].key == key) t->entry[i] = (ThrottleEntry){ 0 };
}
