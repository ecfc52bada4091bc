// SPDX-License-Identifier: MIT
// seal.c: SHA-256 over what a session keeps.
#include "session/seal.h"

#include "base/bytes.h"
#include "tiptoe/base.h"

#include <sodium/utils.h>

Seal seal_start(void)
{
    Seal seal;
    crypto_hash_sha256_init(&seal.state);  // cannot fail: no memory, no device
    return seal;
}

void seal_add(Seal *seal, const void *bytes, size_t size)
{
    crypto_hash_sha256_update(&seal->state, bytes, size);
}

void seal_text(const Seal *seal, char text[SEAL_TEXT])
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    Seal end = *seal;
    crypto_hash_sha256_final(&end.state, digest);
    sodium_bin2hex(text, SEAL_TEXT, digest, sizeof digest);
}

static void add_number(Seal *seal, char kind, uint64_t bits)
{
    unsigned char bytes[9];
    Bytes to = bytes_over(bytes, sizeof bytes);
    bytes_put(&to, (unsigned char)kind, 1);
    bytes_put(&to, bits, 8);
    seal_add(seal, bytes, sizeof bytes);
}

void seal_nothing(Seal *seal)
{
    seal_add(seal, "n", 1);
}

void seal_whole(Seal *seal, int64_t value)
{
    add_number(seal, 'i', (uint64_t)value);
}

void seal_real(Seal *seal, double value)
{
    uint64_t bits;
    REQUIRE(value == value);
    memcpy(&bits, &value, sizeof bits);
    add_number(seal, 'r', bits);
}

void seal_bytes(Seal *seal, const void *bytes, size_t size)
{
    add_number(seal, 't', size);
    seal_add(seal, bytes, size);
}
