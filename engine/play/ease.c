// SPDX-License-Identifier: MIT
// ease.c: when a game eases by itself, and when it ends.
#include "play/ease.h"

EaseKind ease_step(Ease *e, int hits, int misses)
{
    REQUIRE(hits >= 0 && misses >= 0);
    if (e->eased >= EASE_COUNT) return EASE_COUNT;
    if (hits > 0) {
        *e = (Ease){ 0 };
        return EASE_COUNT;
    }
    e->misses += (uint32_t)misses;
    e->steps++;
    bool first = e->eased == 0;
    bool failed = e->misses >= EASE_MISSES && (first || e->steps >= EASE_LEAST_STEPS);
    bool lasted = e->steps >= (first ? EASE_STEPS : EASE_NEXT_STEPS);
    if (!failed && !lasted) return EASE_COUNT;
    *e = (Ease){ .eased = e->eased + 1 };
    return (EaseKind)(e->eased - 1);
}
