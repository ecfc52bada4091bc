// SPDX-License-Identifier: MIT
// door.c: sessions in memory: they end with the program.
#include "web/door.h"

#include <stdio.h>
#include <string.h>

Result door_open(Door *door, const WebTimes *times, bool first)
{
    *door = (Door){ .times = *times };
    Result result = token_make(door->session_key);
    if (!result) result = token_make(door->form_key);
    if (!result && first) result = token_code(door->code);
    return result;
}

static DoorSession *find(Door *door, const char *cookie)
{
    char digest[TOKEN_TEXT];
    DoorSession *found = NULL;
    token_digest(door->session_key, cookie, digest);
    for (int i = 0; i < DOOR_SESSIONS_MAX; i++)
        if (token_is(door->session[i].digest, digest)) found = &door->session[i];
    return found;
}

bool door_find(Door *door, const char *cookie, int64_t now_ms, bool touch, char account[ACCOUNT_ID])
{
    DoorSession *s = cookie[0] ? find(door, cookie) : NULL;
    account[0] = '\0';
    if (!s) return false;
    if (now_ms - s->seen_ms > door->times.idle || now_ms - s->since_ms > door->times.life) {
        *s = (DoorSession){ 0 };
        return false;
    }
    if (touch) s->seen_ms = now_ms;
    snprintf(account, ACCOUNT_ID, "%s", s->account);
    return true;
}

Result door_enter(Door *door, const char *account, int64_t now_ms, char cookie[TOKEN_TEXT])
{
    DoorSession *s = &door->session[0];
    for (int i = 1; i < DOOR_SESSIONS_MAX && s->digest[0]; i++) {
        DoorSession *other = &door->session[i];
        if (!other->digest[0] || other->seen_ms < s->seen_ms) s = other;
    }
    Result result = token_make(cookie);
    if (result) return result;
    *s = (DoorSession){ .since_ms = now_ms, .seen_ms = now_ms };
    token_digest(door->session_key, cookie, s->digest);
    snprintf(s->account, sizeof s->account, "%s", account);
    return RESULT_OK;
}

void door_leave(Door *door, const char *cookie)
{
    DoorSession *s = cookie[0] ? find(door, cookie) : NULL;
    if (s) *s = (DoorSession){ 0 };
}

void door_close_others(Door *door, const char *account, const char *cookie)
{
    const DoorSession *own = cookie[0] ? find(door, cookie) : NULL;
    for (int i = 0; i < DOOR_SESSIONS_MAX; i++)
        if (&door->session[i] != own && !strcmp(door->session[i].account, account))
            door->session[i] = (DoorSession){ 0 };
}

void door_token(const Door *door, const char *cookie, char token[TOKEN_TEXT])
{
    token_digest(door->form_key, cookie, token);
}
