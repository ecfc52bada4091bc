// SPDX-License-Identifier: MIT
// key_map.h: keys that mean another one, as a pedal, a switch or a hand wants them. Plain data.
#pragma once

#include "tiptoe/base.h"

#define KEY_MAP_MAX      16
#define KEY_MAP_NAME_MAX 20

typedef struct KeyMap {
    int count;
    struct {
        int typed;  // SDL's name of it
        int means;  // as render.h names it
        char name[KEY_MAP_NAME_MAX];
    } pair[KEY_MAP_MAX];
} KeyMap;

// "F12=Space, PageDown=Enter": the first of each pair is any key of a keyboard by its name, the
// second one that Tiptoe knows. NULL and "": none. False: something in it is no such pair, or there
// are more than KEY_MAP_MAX; the map is empty then.
bool key_map_read(KeyMap *map, const char *text);

// The key that this one means; 0: itself.
int key_map_find(const KeyMap *map, int typed);

// The `index`-th of those that mean `key`, by name; NULL: no more.
const char *key_map_name(const KeyMap *map, int key, int index);
