// SPDX-License-Identifier: MIT
// documents.h: what people keep beside what was recorded: a child's page, plans, hours, marks and
// ratings. Each is one row with a random id, its station, author and time, and a body of JSON whose
// fields its own module knows. What is kept anew keeps its id; what is removed leaves a tombstone
// without words.
#pragma once

#include "session/store.h"

// X(name, stored name, what one is called)
#define DOCUMENT_LIST(X)                                                                           \
    X(CHILD, "child", "the page of a child")                                                       \
    X(PLAN, "plan", "a plan")                                                                      \
    X(HOUR, "hour", "an hour")                                                                     \
    X(MARK, "mark", "a mark")                                                                      \
    X(RATING, "rating", "a rating")                                                                \
    X(PLAY_BOX, "play_box", "a play box")                                                          \
    X(PEER, "peer", "a known station")                                                             \
    X(COMMENT, "comment", "a comment")                                                             \
    X(CLINIC, "clinic", "a setting of the clinic")

typedef enum DocumentKind {
#define X(name, stored, words) DOCUMENT_##name,
    DOCUMENT_LIST(X)
#undef X
        DOCUMENT_COUNT
} DocumentKind;

// Which one: of its kind, child, session and name there is at most one that lives. "" where a kind
// has no such part: a plan of the clinic has no child, a child's page no name.
typedef struct DocumentKey {
    DocumentKind kind;
    const char *child;    // code
    const char *session;  // uuid
    const char *name;
} DocumentKey;

#define DOCUMENT_BODY_MAX (1 << 16)  // bytes
#define DOCUMENT_NAME_MAX 64         // letters

// What is shown of one while it is visited; gone afterwards.
typedef struct Document {
    const char *id, *child, *session, *name, *body;
    int64_t changed_utc_ms;
} Document;

// Keeps `body` in place of what was kept there. USAGE: no child's code, or too long. FULL, BUSY,
// LOST.
Result document_save(Store *store, DocumentKey key, const char *body);

// `body` is to be freed. NOT_FOUND, without a line: there is none.
Result document_load(Store *store, DocumentKey key, char **body);

// Removes it, if it is there.
Result document_remove(Store *store, DocumentKey key);

// Each that lives of that kind, the one changed last first; of one child or session alone where
// those are not NULL. `visit` returns whether to go on, and changes nothing in the store.
Result documents_visit(Store *store, DocumentKind kind, const char *child, const char *session,
                       bool (*visit)(void *self, const Document *document), void *self);

// Those of session `session` (its number), in the running transaction. Inside this room only.
Result documents_forget_session(Store *store, int64_t session);
