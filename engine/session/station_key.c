// SPDX-License-Identifier: MIT
// station_key.c: the station's pair of keys, and the stations that are known here.
#include "session/station_key.h"

#include "session/documents.h"
#include "session/json_out.h"
#include "session/sql.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

_Static_assert(STATION_PUBLIC == crypto_sign_PUBLICKEYBYTES, "Ed25519");
_Static_assert(STATION_SIGNATURE == crypto_sign_BYTES, "Ed25519");

#define SEED     crypto_sign_SEEDBYTES
#define KEY_PATH (STORE_PATH_MAX + 8)

typedef struct Pair {
    unsigned char open[STATION_PUBLIC], secret[crypto_sign_SECRETKEYBYTES];
} Pair;

static Result key_fault(const char *path)
{
    if (errno == EACCES || errno == EPERM || errno == EROFS)
        return fail(RESULT_NOT_PERMITTED, "%s: %s", path, strerror(errno));
    return fail(errno == ENOSPC ? RESULT_FULL : RESULT_CANNOT_CREATE, "%s: %s", path,
                strerror(errno));
}

// What was written in part is taken away again: it would be no key.
static Result write_seed(const char *path, const unsigned char seed[SEED])
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) return key_fault(path);
    bool good = write(fd, seed, SEED) == SEED && fsync(fd) == 0;
    Result result = good ? RESULT_OK : key_fault(path);
    close(fd);
    if (!good) unlink(path);
    return result;
}

static Result read_seed(const char *path, int fd, unsigned char seed[SEED])
{
    struct stat info;
    unsigned char more;
    if (fstat(fd, &info) != 0) return key_fault(path);
    if (info.st_mode & 077)
        return fail(RESULT_NOT_PERMITTED, "%s can be read by others: chmod 600 it", path);
    if (read(fd, seed, SEED) == SEED && read(fd, &more, 1) == 0) return RESULT_OK;
    return fail(RESULT_MALFORMED, "%s is no key of a station: put back the one that was there",
                path);
}

static Result open_pair(Store *store, Pair *pair)
{
    char path[KEY_PATH];
    unsigned char seed[SEED];
    Result result = RESULT_OK;
    snprintf(path, sizeof path, "%s.key", store->path);
    if (sodium_init() < 0) return fail(RESULT_UNAVAILABLE, "this system gives no chance to keys");
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd >= 0) {
        result = read_seed(path, fd, seed);
        close(fd);
    } else if (errno == ENOENT) {
        randombytes_buf(seed, sizeof seed);
        result = write_seed(path, seed);
    } else {
        result = key_fault(path);
    }
    if (!result) crypto_sign_seed_keypair(pair->open, pair->secret, seed);
    sodium_memzero(seed, sizeof seed);
    return result;
}

Result station_public(Store *store, unsigned char key[STATION_PUBLIC])
{
    Pair pair;
    Result result = open_pair(store, &pair);
    if (!result) memcpy(key, pair.open, STATION_PUBLIC);
    sodium_memzero(&pair, sizeof pair);
    return result;
}

Result station_sign(Store *store, const void *bytes, size_t size,
                    unsigned char signature[STATION_SIGNATURE])
{
    Pair pair;
    Result result = open_pair(store, &pair);
    if (!result) crypto_sign_detached(signature, NULL, bytes, size, pair.secret);
    sodium_memzero(&pair, sizeof pair);
    return result;
}

bool station_signed(const unsigned char key[STATION_PUBLIC], const void *bytes, size_t size,
                    const unsigned char signature[STATION_SIGNATURE])
{
    return sodium_init() >= 0 && !crypto_sign_verify_detached(signature, bytes, size, key);
}

// Letters and digits that are not taken for one another.
static const char letters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

void station_code(const unsigned char key[STATION_PUBLIC], char code[STATION_CODE])
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    uint64_t bits = 0;
    crypto_hash_sha256(digest, key, STATION_PUBLIC);
    for (int i = 0; i < 8; i++) bits = bits << 8 | digest[i];
    for (int i = 0; i < STATION_CODE - 1; i++) {
        bool gap = i % 5 == 4;
        code[i] = gap ? '-' : letters[bits >> 59];
        if (!gap) bits <<= 5;
    }
    code[STATION_CODE - 1] = '\0';
}

bool station_code_is(const unsigned char key[STATION_PUBLIC], const char *typed)
{
    char code[STATION_CODE];
    int at = 0;
    station_code(key, code);
    for (; *typed; typed++) {
        char letter = *typed >= 'a' && *typed <= 'z' ? (char)(*typed - 'a' + 'A') : *typed;
        if (letter == '-' || letter == ' ') continue;
        if (code[at] == '-') at++;
        if (!code[at] || code[at] != letter) return false;
        at++;
    }
    return !code[at];
}

static DocumentKey peer_key(const unsigned char key[STATION_PUBLIC], char name[65])
{
    sodium_bin2hex(name, 65, key, STATION_PUBLIC);
    return (DocumentKey){ DOCUMENT_PEER, "", "", name };
}

static void write_peer(JsonOut *json, const void *from)
{
    json_begin(json, NULL);
    json_text(json, "code", from);
    json_end(json);
}

Result station_accept(Store *store, const unsigned char key[STATION_PUBLIC])
{
    char name[65], code[STATION_CODE];
    station_code(key, code);
    char *body = json_string_of(write_peer, code, 9);
    if (!body) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = document_save(store, peer_key(key, name), body);
    free(body);
    return result;
}

Result station_is_known(Store *store, const unsigned char key[STATION_PUBLIC], bool *known)
{
    char name[65], *body = NULL;
    unsigned char own[STATION_PUBLIC];
    Result result = document_load(store, peer_key(key, name), &body);
    free(body);
    *known = !result;
    if (result != RESULT_NOT_FOUND) return result;
    result = station_public(store, own);
    *known = !result && !memcmp(own, key, sizeof own);
    return result;
}
