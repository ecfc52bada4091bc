// SPDX-License-Identifier: MIT
// audit.h: who read or changed what, and when: one line after another, each with the digest of the
// one before in its own, so that none can be changed or taken out unseen. It names accounts,
// children and sessions by their random ids alone.
#pragma once

#include "session/store.h"

#include <stdint.h>

// X(name, stored name, in words)
#define AUDIT_ACTION_LIST(X)                                                                       \
    X(READ, "read", "read")                                                                        \
    X(WRITE, "write", "changed")                                                                   \
    X(SIGN_IN, "sign_in", "signed in")                                                             \
    X(SIGN_OUT, "sign_out", "signed out")                                                          \
    X(REFUSED, "refused", "was refused")                                                           \
    X(EXPORT, "export", "exported")                                                                \
    X(SIGN, "sign", "signed")                                                                      \
    X(FORGET, "forget", "erased")

typedef enum AuditAction {
#define X(name, stored, words) AUDIT_##name,
    AUDIT_ACTION_LIST(X)
#undef X
        AUDIT_ACTION_COUNT
} AuditAction;

// What it was done to. X(name, stored name, in words)
#define AUDIT_OBJECT_LIST(X)                                                                       \
    X(NOTHING, "", "")                                                                             \
    X(CLINIC, "clinic", "lists of the clinic")                                                     \
    X(CHILD, "child", "a child")                                                                   \
    X(SESSION, "session", "a session")                                                             \
    X(REPORT, "report", "a report")                                                                \
    X(PLAN, "plan", "a plan")                                                                      \
    X(ACCOUNT, "account", "an account")                                                            \
    X(LOG, "audit", "the audit log")

typedef enum AuditObject {
#define X(name, stored, words) AUDIT_OF_##name,
    AUDIT_OBJECT_LIST(X)
#undef X
        AUDIT_OBJECT_COUNT
} AuditObject;

#define AUDIT_NOBODY  ""         // before anybody signed in
#define AUDIT_COMMAND "command"  // whoever typed a command at this machine

const char *audit_action_words(AuditAction action);
const char *audit_object_words(AuditObject object);

// The random id by which a child is named here: of its page, else of its first session; "" if there
// is neither.
#define AUDIT_ID 37
Result audit_child(Store *store, const char *child, char id[AUDIT_ID]);

// The same of session `number`.
Result audit_session(Store *store, int64_t number, char id[AUDIT_ID]);

// Writes a line. `account` is an account's id or one of the words above, `id` a random id or "".
// The store is open for writing. FULL, BUSY, LOST: then what was to be done is not done.
Result audit_add(Store *store, const char *account, AuditAction action, AuditObject object,
                 const char *id);

// The same of a command: `store` may be open for reading. One that may not be
// written (a copy, another's) is read without a line, and the log of the program says so.
Result audit_look(Store *store, AuditAction action, AuditObject object, const char *id);
// The same of a child, by its code.
Result audit_look_child(Store *store, AuditAction action, const char *child);

typedef struct AuditLine {
    int64_t seq, utc_ms;
    const char *account, *name;   // its id; its name, "" if it does not live any more
    const char *action, *object;  // in words
    const char *id;               // of the object
} AuditLine;

// The lines before `before` (0: the newest on), newest first, as long as `visit` says so; of them
// those of `account` alone, if that is not NULL. BUSY, LOST.
Result audit_visit(Store *store, int64_t before, const char *account,
                   bool (*visit)(void *self, const AuditLine *line), void *self);

// All lines about `child`, its sessions and its reports, the oldest first. BUSY, LOST.
Result audit_visit_child(Store *store, const char *child,
                         bool (*visit)(void *self, const AuditLine *line), void *self);

// Goes along the chain. `*broken` is the first line that does not follow the one before it; 0: all
// do. BUSY, LOST.
Result audit_verify(Store *store, uint32_t *lines, int64_t *broken);
