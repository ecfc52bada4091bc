// SPDX-License-Identifier: MIT
// displays.c: which of several displays is whose.
#include "render/displays.h"

#include <stdint.h>

#define PANEL_LEAST_W 320   // px: below, its letters are no letters
#define PANEL_SHARE   0.42  // of the display's width that the panel has at least
#define PANEL_MOST_W  960   // px

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

// 16:9, as the pages are, where the room is as high as that.
static int height_of(int width, const DisplayPlace *room)
{
    int height = width * 9 / 16;
    return height < room->height ? height : room->height;
}

bool displays_beside(const DisplayPlace *room, DisplayPlace *child, DisplayPlace *panel)
{
    int least = (int)(PANEL_SHARE * room->width);
    int width = child->width, height = child->height;
    if (least > PANEL_MOST_W) least = PANEL_MOST_W;
    if (least < PANEL_LEAST_W || height_of(least, room) < PANEL_LEAST_W * 9 / 16) return false;
    if (width > room->width - least || height > room->height) {
        if (width > room->width - least) width = room->width - least;
        height = height_of(width, room);
    }
    int rest = room->width - width;
    int smaller = width * 3 / 4;  // than the child's, unless that is small itself
    if (rest > smaller) rest = smaller > least ? smaller : least;
    if (rest > PANEL_MOST_W) rest = PANEL_MOST_W;
    int panel_height = height_of(rest, room);
    *child = (DisplayPlace){ room->left, room->top + (room->height - height) / 2, width, height };
    *panel = (DisplayPlace){ room->left + room->width - rest,
                             room->top + (room->height - panel_height) / 2, rest, panel_height };
    return true;
}
