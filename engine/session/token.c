// SPDX-License-Identifier: MIT
// token.c: random texts, by libsodium.
#include "session/token.h"

#include <ctype.h>
#include <sodium.h>
#include <string.h>

_Static_assert(TOKEN_TEXT == 2 * crypto_generichash_BYTES + 1, "256 bits");

static Result ready(void)
{
    return sodium_init() >= 0
               ? RESULT_OK
               : fail(RESULT_UNAVAILABLE, "the system gives no random numbers: start it again");
}

Result token_make(char token[TOKEN_TEXT])
{
    unsigned char bytes[crypto_generichash_BYTES];
    Result result = ready();
    token[0] = '\0';
    if (result) return result;
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(token, TOKEN_TEXT, bytes, sizeof bytes);
    sodium_memzero(bytes, sizeof bytes);
    return RESULT_OK;
}

Result token_code(char code[TOKEN_CODE])
{
    static const char letters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    Result result = ready();
    for (int i = 0; i < TOKEN_CODE - 1; i++)
        code[i] = result       ? '\0'
                  : i % 5 == 4 ? '-'
                               : letters[randombytes_uniform(sizeof letters - 1)];
    code[TOKEN_CODE - 1] = '\0';
    return result;
}

void token_digest(const char key[TOKEN_TEXT], const char *text, char digest[TOKEN_TEXT])
{
    unsigned char bytes[crypto_generichash_BYTES];
    int code = crypto_generichash(bytes, sizeof bytes, (const unsigned char *)text, strlen(text),
                                  (const unsigned char *)key, TOKEN_TEXT - 1);
    REQUIRE(code == 0);
    sodium_bin2hex(digest, TOKEN_TEXT, bytes, sizeof bytes);
}

bool token_is(const char token[TOKEN_TEXT], const char *given)
{
    return token[0] && strlen(given) == TOKEN_TEXT - 1 &&
           sodium_memcmp(token, given, TOKEN_TEXT - 1) == 0;
}

bool token_code_is(const char code[TOKEN_CODE], const char *typed)
{
    char plain[TOKEN_CODE] = "";
    size_t at = 0;
    for (; *typed; typed++) {
        if (*typed == ' ' || *typed == '-') continue;
        if (at % 5 == 4 && at < TOKEN_CODE - 1) plain[at++] = '-';
        if (at >= TOKEN_CODE - 1) return false;
        plain[at++] = (char)toupper((unsigned char)*typed);
    }
    return code[0] && at == TOKEN_CODE - 1 && sodium_memcmp(code, plain, TOKEN_CODE) == 0;
}
