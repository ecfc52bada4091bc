// SPDX-License-Identifier: MIT
// seal.h: SHA-256 (libsodium) over what a session keeps, so that a change of any byte is found.
// Inside this module only.
#pragma once

#include <sodium/crypto_hash_sha256.h>
#include <stddef.h>
#include <stdint.h>

#define SEAL_TEXT 65  // 64 hexadecimal digits and the end

// A digest that grows. It may be copied: the copy goes on alone.
typedef struct Seal {
    crypto_hash_sha256_state state;
} Seal;

Seal seal_start(void);
void seal_add(Seal *seal, const void *bytes, size_t size);

// What was added so far, as lower-case hexadecimal digits. The seal itself can go on.
void seal_text(const Seal *seal, char text[SEAL_TEXT]);

// Elements of a row, each with its kind before it, so that no two rows give the same bytes:
// 'n' nothing; 'i' and 8 bytes, two's complement; 'r' and 8 bytes, IEEE 754, NaN never; 't' and the
// length in 8 bytes, then the bytes. Little-endian.
void seal_nothing(Seal *seal);
void seal_whole(Seal *seal, int64_t value);
void seal_real(Seal *seal, double value);
void seal_bytes(Seal *seal, const void *bytes, size_t size);
