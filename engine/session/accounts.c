// SPDX-License-Identifier: MIT
// accounts.c: accounts as rows, passphrases as argon2id.
#include "session/accounts.h"

#include "base/clock.h"
#include "session/proof.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define OPS    crypto_pwhash_OPSLIMIT_INTERACTIVE  // two passes
#define MEMORY crypto_pwhash_MEMLIMIT_INTERACTIVE  // 64 MiB

#define COLUMNS "SELECT id, name, role, changed_utc_ms, password FROM account WHERE "
#define CHANGED "UPDATE account SET station=" SQL_STATION ", author=?2, changed_utc_ms=?3, "

static const char *const role_names[ACCOUNT_ROLE_COUNT] = {
#define X(name, stored, words) stored,
    ACCOUNT_ROLE_LIST(X)
#undef X
};

const char *account_role_name(AccountRole role)
{
    REQUIRE((unsigned)role < ACCOUNT_ROLE_COUNT);
    return role_names[role];
}

const char *account_role_words(AccountRole role)
{
    static const char *const words[ACCOUNT_ROLE_COUNT] = {
#define X(name, stored, words) words,
        ACCOUNT_ROLE_LIST(X)
#undef X
    };
    REQUIRE((unsigned)role < ACCOUNT_ROLE_COUNT);
    return words[role];
}

bool account_role_find(const char *name, AccountRole *role)
{
    for (int i = 0; i < ACCOUNT_ROLE_COUNT; i++) {
        if (strcmp(name, role_names[i]) != 0) continue;
        *role = (AccountRole)i;
        return true;
    }
    return false;
}

static Result read_row(Store *store, sqlite3_stmt *row, Account *account)
{
    *account = (Account){ .changed_utc_ms = sqlite3_column_int64(row, 3) };
    snprintf(account->id, sizeof account->id, "%s", sql_text(row, 0));
    snprintf(account->name, sizeof account->name, "%s", sql_text(row, 1));
    if (account_role_find(sql_text(row, 2), &account->role)) return RESULT_OK;
    return fail(RESULT_MALFORMED, "%s: an account has a role that is none: 'tiptoe verify --all'",
                store->path);
}

Result accounts_list(Store *store, Account list[ACCOUNTS_MAX], int *count)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    *count = 0;
    Result result = sql_prepare(store, &query, COLUMNS "deleted_utc_ms IS NULL ORDER BY name");
    while (!result && *count < ACCOUNTS_MAX && !(result = sql_next(store, query, &row)) && row)
        result = read_row(store, query, &list[(*count)++]);
    sql_free(query);
    return result;
}

Result account_find(Store *store, const char *id, Account *account)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query, COLUMNS "id=?1 AND deleted_utc_ms IS NULL", "t", id);
    if (!result) result = sql_next(store, query, &row);
    if (!result && row) result = read_row(store, query, account);
    sql_free(query);
    return !result && !row ? RESULT_NOT_FOUND : result;
}

// ---- passphrases --------------------------------------------------------------------------------

static size_t letters(const char *text)
{
    size_t count = 0;
    for (; *text; text++) count += (*text & 0xc0) != 0x80;  // a letter of UTF-8 begins
    return count;
}

static Result hash(const char *password, char text[crypto_pwhash_STRBYTES])
{
    if (letters(password) < ACCOUNT_PASSWORD_MIN)
        return fail(RESULT_USAGE,
                    "a passphrase has %d letters or more: a few words are easy to "
                    "keep in mind",
                    ACCOUNT_PASSWORD_MIN);
    if (strlen(password) > ACCOUNT_PASSWORD_MAX)
        return fail(RESULT_USAGE, "this passphrase is too long");
    if (sodium_init() < 0)
        return fail(RESULT_UNAVAILABLE, "the system gives no random numbers: start it again");
    if (crypto_pwhash_str(text, password, strlen(password), OPS, MEMORY) != 0)
        return fail(RESULT_FULL, "out of memory: close other programs");
    return RESULT_OK;
}

// What is compared where there is no such name, so that it takes as long: the hash of nothing that
// anybody knows. Made once.
static Result dummy(const char **text)
{
    static char made[crypto_pwhash_STRBYTES];
    char nobody[33] = "";
    if (!made[0]) {
        unsigned char bytes[16];
        randombytes_buf(bytes, sizeof bytes);
        sodium_bin2hex(nobody, sizeof nobody, bytes, sizeof bytes);
        if (crypto_pwhash_str(made, nobody, strlen(nobody), OPS, MEMORY) != 0) {
            made[0] = '\0';
            return fail(RESULT_FULL, "out of memory: close other programs");
        }
    }
    *text = made;
    return RESULT_OK;
}

Result account_sign_in(Store *store, const char *name, const char *password, Account *account)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    char stored[crypto_pwhash_STRBYTES] = "";
    const char *compared = NULL;
    *account = (Account){ 0 };
    if (sodium_init() < 0)
        return fail(RESULT_UNAVAILABLE, "the system gives no random numbers: start it again");
    Result result = dummy(&compared);
    if (!result)
        result = sql_query(store, &query, COLUMNS "name=?1 AND deleted_utc_ms IS NULL", "t", name);
    if (!result) result = sql_next(store, query, &row);
    if (!result && row) result = read_row(store, query, account);
    if (!result && row) {
        snprintf(stored, sizeof stored, "%s", sql_text(query, 4));
        compared = stored;
    }
    sql_free(query);
    if (result) return result;
    bool is = strlen(password) <= ACCOUNT_PASSWORD_MAX &&
              crypto_pwhash_str_verify(compared, password, strlen(password)) == 0;
    sodium_memzero(stored, sizeof stored);
    if (is && row) return RESULT_OK;
    *account = (Account){ 0 };
    return fail(RESULT_NOT_PERMITTED, "the name or the passphrase is not right");
}

// ---- changes ------------------------------------------------------------------------------------

static bool name_is_valid(const char *name)
{
    size_t length =
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    return length > 0 && length < ACCOUNT_NAME_MAX && !name[length];
}

// There is always one who can let others in, once there is anybody.
static Result need_admin(Store *store)
{
    int64_t some = 0, admins = 0;
    Result result =
        sql_number(store, "SELECT count(*) FROM account WHERE deleted_utc_ms IS NULL", &some);
    if (!result)
        result = sql_number(
            store, "SELECT count(*) FROM account WHERE deleted_utc_ms IS NULL AND role='admin'",
            &admins);
    if (!result && some && !admins)
        result = fail(RESULT_USAGE, "this is the only admin: make another one first");
    return result;
}

static Result end_change(Store *store, Result result, const char *id)
{
    if (!result) result = sqlite3_changes(store->db) == 1 ? RESULT_OK : RESULT_NOT_FOUND;
    if (!result) result = need_admin(store);
    if (!result) result = proof_sign_account(store, id);
    return sql_end(store, result);
}

static Result need_new(Store *store, const char *name)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    int64_t some = 0;
    Result result =
        sql_query(store, &query, COLUMNS "name=?1 AND deleted_utc_ms IS NULL", "t", name);
    if (!result) result = sql_next(store, query, &row);
    sql_free(query);
    if (!result && row) result = fail(RESULT_USAGE, "the name %s is taken: choose another", name);
    if (!result)
        result =
            sql_number(store, "SELECT count(*) FROM account WHERE deleted_utc_ms IS NULL", &some);
    if (!result && some >= ACCOUNTS_MAX)
        result = fail(RESULT_USAGE, "there are %d accounts, and no more may be", ACCOUNTS_MAX);
    return result;
}

Result account_add(Store *store, const char *author, const char *name, AccountRole role,
                   const char *password, Account *made)
{
    char hashed[crypto_pwhash_STRBYTES];
    *made = (Account){ .role = role, .changed_utc_ms = clock_utc_ms() };
    if (!name_is_valid(name))
        return fail(RESULT_USAGE, "a name is up to %d letters, digits, - and _",
                    ACCOUNT_NAME_MAX - 1);
    Result result = hash(password, hashed);
    if (!result) result = sql_uuid(made->id);
    snprintf(made->name, sizeof made->name, "%s", name);
    if (!result) result = sql_begin(store);
    if (result) return result;
    result = need_new(store, name);
    if (!result)
        result = sql_change(store,
                            "INSERT INTO account(id, station, author, changed_utc_ms, name, role, "
                            "password, digest) VALUES(?1, " SQL_STATION ", ?2, ?3, ?4, ?5, ?6, '')",
                            "ttittt", made->id, author, made->changed_utc_ms, name,
                            account_role_name(role), hashed);
    return end_change(store, result, made->id);
}

Result account_set_role(Store *store, const char *author, const char *id, AccountRole role)
{
    Result result = sql_begin(store);
    if (result) return result;
    result = sql_change(store, CHANGED "role=?4 WHERE id=?1 AND deleted_utc_ms IS NULL", "ttit", id,
                        author, clock_utc_ms(), account_role_name(role));
    return end_change(store, result, id);
}

Result account_set_password(Store *store, const char *author, const char *id, const char *password)
{
    char hashed[crypto_pwhash_STRBYTES];
    Result result = hash(password, hashed);
    if (!result) result = sql_begin(store);
    if (result) return result;
    result = sql_change(store, CHANGED "password=?4 WHERE id=?1 AND deleted_utc_ms IS NULL", "ttit",
                        id, author, clock_utc_ms(), hashed);
    return end_change(store, result, id);
}

Result account_remove(Store *store, const char *author, const char *id)
{
    Result result = sql_begin_clean(store);
    if (result) return result;
    result = sql_change(store,
                        CHANGED "deleted_utc_ms=?3, name='', password='' "
                                "WHERE id=?1 AND deleted_utc_ms IS NULL",
                        "tti", id, author, clock_utc_ms());
    return end_change(store, result, id);
}
