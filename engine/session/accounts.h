// SPDX-License-Identifier: MIT
// accounts.h: who may sign in to the clinic's pages: a name, a role and a passphrase, of which only
// its argon2id is kept (libsodium). Each is one row with a random id; what is removed leaves a
// tombstone without name.
#pragma once

#include "session/store.h"

#include <stdint.h>

// X(name, stored name, what it may do)
#define ACCOUNT_ROLE_LIST(X)                                                                       \
    X(THERAPIST, "therapist", "reads and plans, writes reports")                                   \
    X(LEAD, "lead", "as a therapist; and erases children and sessions")                            \
    X(ADMIN, "admin", "accounts and the audit log; no child's page")

typedef enum AccountRole {
#define X(name, stored, words) ACCOUNT_##name,
    ACCOUNT_ROLE_LIST(X)
#undef X
        ACCOUNT_ROLE_COUNT
} AccountRole;

#define ACCOUNT_ID           37  // with the end; so below
#define ACCOUNT_NAME_MAX     33
#define ACCOUNT_PASSWORD_MIN 10   // letters
#define ACCOUNT_PASSWORD_MAX 256  // bytes
#define ACCOUNTS_MAX         64

typedef struct Account {
    char id[ACCOUNT_ID], name[ACCOUNT_NAME_MAX];
    AccountRole role;
    int64_t changed_utc_ms;
} Account;

const char *account_role_name(AccountRole role);   // as it is stored
const char *account_role_words(AccountRole role);  // what it may do
bool account_role_find(const char *name, AccountRole *role);

// At most ACCOUNTS_MAX that live, by name. BUSY, LOST, FULL; MALFORMED: a role is none.
Result accounts_list(Store *store, Account list[ACCOUNTS_MAX], int *count);

// NOT_FOUND, without a line: it does not live (any more).
Result account_find(Store *store, const char *id, Account *account);

// Those that change something stand in a transaction of their own; `author` is the id of who does
// it. USAGE, with what is wrong: a name that is taken or is none (letters, digits, - and _), a
// passphrase that is too short or too long, the last admin that would be gone. NOT_FOUND. BUSY,
// FULL, LOST. Hashing takes 64 MiB for about 0.1 s.
Result account_add(Store *store, const char *author, const char *name, AccountRole role,
                   const char *password, Account *made);
Result account_set_role(Store *store, const char *author, const char *id, AccountRole role);
Result account_set_password(Store *store, const char *author, const char *id, const char *password);
Result account_remove(Store *store, const char *author, const char *id);

// NOT_PERMITTED: there is no such name, or it is not its passphrase; both take as long. FULL: no
// memory to hash it.
Result account_sign_in(Store *store, const char *name, const char *password, Account *account);
