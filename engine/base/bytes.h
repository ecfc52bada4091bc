// SPDX-License-Identifier: MIT
// bytes.h: numbers in stored records: little-endian, byte by byte, never past the end of the
// memory.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// A place in memory that is written or read. Once something did not fit, `good` is false, nothing
// more is written and everything read is 0: check it once, at the end.
typedef struct Bytes {
    unsigned char *at;
    size_t left;
    bool good;
} Bytes;

static inline Bytes bytes_over(void *memory, size_t size)
{
    return (Bytes){ (unsigned char *)memory, size, true };
}

// The next `size` bytes, or NULL if they are not there.
static inline unsigned char *bytes_next(Bytes *bytes, size_t size)
{
    if (!bytes->good || bytes->left < size) {
        bytes->good = false;
        return NULL;
    }
    unsigned char *here = bytes->at;
    bytes->at += size;
    bytes->left -= size;
    return here;
}

static inline void bytes_put(Bytes *bytes, uint64_t value, size_t size)
{
    unsigned char *to = bytes_next(bytes, size);
    for (size_t i = 0; to && i < size; i++) to[i] = (unsigned char)(value >> (8 * i));
}

static inline uint64_t bytes_get(Bytes *bytes, size_t size)
{
    const unsigned char *from = bytes_next(bytes, size);
    uint64_t value = 0;
    for (size_t i = 0; from && i < size; i++) value |= (uint64_t)from[i] << (8 * i);
    return value;
}

static inline void bytes_put_float(Bytes *bytes, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    bytes_put(bytes, bits, sizeof bits);
}

static inline float bytes_get_float(Bytes *bytes)
{
    uint32_t bits = (uint32_t)bytes_get(bytes, sizeof bits);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

// FNV-1a, 64 bits: tells whether two recordings are the same, and finds damage. Not a seal.
#define BYTES_HASH_START 0xcbf29ce484222325u

static inline uint64_t bytes_hash(uint64_t hash, const void *memory, size_t size)
{
    const unsigned char *from = (const unsigned char *)memory;
    for (size_t i = 0; i < size; i++) hash = (hash ^ from[i]) * 0x100000001b3u;
    return hash;
}
