// SPDX-License-Identifier: MIT
// door.h: who is inside: sessions by a random cookie of which only a digest is kept, the token that
// every form must bring back, the code of the first time, the waits after wrong passphrases.
#pragma once

#include "cli/web_module.h"
#include "session/accounts.h"
#include "session/token.h"
#include "web/throttle.h"

#define DOOR_SESSIONS_MAX 64

typedef struct DoorSession {
    char digest[TOKEN_TEXT];  // of the cookie; "": free
    char account[ACCOUNT_ID];
    int64_t since_ms, seen_ms;
} DoorSession;

typedef struct Door {
    char session_key[TOKEN_TEXT], form_key[TOKEN_TEXT];
    DoorSession session[DOOR_SESSIONS_MAX];
    Throttle throttle;
    char code[TOKEN_CODE];  // with which the first account is made; "": there is one
    WebTimes times;
} Door;

// `first`: nobody can sign in yet, so there is a code. UNAVAILABLE.
Result door_open(Door *door, const WebTimes *times, bool first);

// Whose session the cookie is; false: nobody's (any more). `now_ms` does not run backwards. With
// `touch` the time without a page begins anew.
bool door_find(Door *door, const char *cookie, int64_t now_ms, bool touch,
               char account[ACCOUNT_ID]);

// A new session under a new cookie; if all are taken the one that was idle longest ends.
// UNAVAILABLE.
Result door_enter(Door *door, const char *account, int64_t now_ms, char cookie[TOKEN_TEXT]);
void door_leave(Door *door, const char *cookie);
// All sessions of an account end, but that of `cookie`.
void door_close_others(Door *door, const char *account, const char *cookie);

// What a form must bring back, of whoever has that cookie, signed in or not.
void door_token(const Door *door, const char *cookie, char token[TOKEN_TEXT]);
