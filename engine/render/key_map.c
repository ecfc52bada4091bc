// SPDX-License-Identifier: MIT
// key_map.c: reads pairs of keys by their names.
#include "render/key_map.h"

#include "render/parts.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define TEXT_MAX 512

static char *trimmed(char *text)
{
    while (isspace((unsigned char)*text)) text++;
    size_t length = strlen(text);
    while (length && isspace((unsigned char)text[length - 1])) text[--length] = '\0';
    return text;
}

// The names on the card, beside SDL's.
static SDL_Keycode key_named(const char *name)
{
    if (!strcasecmp(name, "esc")) return SDLK_ESCAPE;
    if (!strcasecmp(name, "enter")) return SDLK_RETURN;
    return SDL_GetKeyFromName(name);
}

static bool read_pair(KeyMap *map, char *text)
{
    char *equals = strchr(text, '=');
    if (!equals || map->count == KEY_MAP_MAX) return false;
    *equals = '\0';
    const char *typed = trimmed(text), *means = trimmed(equals + 1);
    SDL_Keysym meant = { .sym = key_named(means) };
    int i = map->count;
    map->pair[i].typed = (int)key_named(typed);
    map->pair[i].means = meant.sym ? key_of(&meant) : 0;
    int length = snprintf(map->pair[i].name, KEY_MAP_NAME_MAX, "%s", typed);
    map->count++;
    return map->pair[i].typed && map->pair[i].means && length < KEY_MAP_NAME_MAX;
}

bool key_map_read(KeyMap *map, const char *text)
{
    char copy[TEXT_MAX], *rest = copy;
    *map = (KeyMap){ 0 };
    if (!text || !*text) return true;
    bool good = snprintf(copy, sizeof copy, "%s", text) < TEXT_MAX;
    while (good && rest) good = read_pair(map, strsep(&rest, ","));
    if (!good) *map = (KeyMap){ 0 };
    return good;
}

int key_map_find(const KeyMap *map, int typed)
{
    for (int i = 0; i < map->count; i++)
        if (map->pair[i].typed == typed) return map->pair[i].means;
    return 0;
}

const char *key_map_name(const KeyMap *map, int key, int index)
{
    for (int i = 0; i < map->count; i++)
        if (map->pair[i].means == key && index-- == 0) return map->pair[i].name;
    return NULL;
}
