// SPDX-License-Identifier: MIT
// displays.c: which of several displays is whose.
#include "render/displays.h"

#include <stdbool.h>
#include <stdint.h>

static int64_t area(const DisplayPlace *place)
{
    return (int64_t)place->width * place->height;
}

static bool meet(const DisplayPlace *a, const DisplayPlace *b)
{
    return a->left < b->left + b->width && b->left < a->left + a->width &&
           a->top < b->top + b->height && b->top < a->top + a->height;
}

int displays_for_child(const DisplayPlace *list, int count, int chosen)
{
    int best = 0;
    if (chosen >= 1 && chosen <= count) return chosen - 1;
    for (int i = 1; i < count; i++)
        if (area(&list[i]) >= area(&list[best])) best = i;
    return best;
}

int displays_for_panel(const DisplayPlace *list, int count, int child)
{
    for (int i = 0; i < count && child >= 0 && child < count; i++)
        if (i != child && !meet(&list[i], &list[child])) return i;
    return -1;
}
