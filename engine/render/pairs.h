// SPDX-License-Identifier: MIT
// pairs.h: two pixels at once, each channel in sixteen bits of its own. The compiler turns each
// line into a few of the processor's vector instructions, whatever the processor. Pure functions.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "a pixel's bytes are blue first");

// Blue, green, red, alpha of the first pixel, then of the second.
typedef uint16_t Lanes __attribute__((vector_size(16)));
typedef uint8_t LaneBytes __attribute__((vector_size(16)));
typedef uint64_t LaneHalves __attribute__((vector_size(16)));

static inline Lanes lanes_of(uint64_t two_pixels)
{
    const LaneBytes none = { 0 }, bytes = (LaneBytes)(LaneHalves){ two_pixels, 0 };
    return (Lanes)__builtin_shufflevector(bytes, none, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6,
                                          22, 7, 23);
}

static inline uint64_t lanes_pixels(Lanes lanes)  // 0..255 each
{
    typedef uint8_t Bytes __attribute__((vector_size(8)));
    Bytes bytes = __builtin_convertvector(lanes, Bytes);
    uint64_t two_pixels;
    memcpy(&two_pixels, &bytes, sizeof two_pixels);
    return two_pixels;
}

#define OPAQUE 0xff000000ff000000u  // of two pixels

// Two pixels, or only the one that is left of a row.
static inline uint64_t pixels_load(const uint32_t *pixel, bool two)
{
    uint64_t two_pixels;
    if (!two) return *pixel;
    memcpy(&two_pixels, pixel, sizeof two_pixels);
    return two_pixels;
}

static inline void pixels_store(uint32_t *pixel, bool two, uint64_t two_pixels)
{
    if (two)
        memcpy(pixel, &two_pixels, sizeof two_pixels);
    else
        *pixel = (uint32_t)two_pixels;
}

static inline void pixels_fill(uint32_t *to, ptrdiff_t count, uint32_t pixel)
{
    for (; count > 1; count -= 2, to += 2) pixels_store(to, true, (uint64_t)pixel << 32 | pixel);
    if (count > 0) *to = pixel;
}

// The first number in the four lanes of the first pixel, the second in those of the second.
static inline Lanes lanes_each(uint16_t first, uint16_t second)
{
    Lanes lanes = (Lanes)(LaneHalves){ first, second };
    return __builtin_shufflevector(lanes, lanes, 0, 0, 0, 0, 4, 4, 4, 4);
}

// The same for both pixels: of 0xAARRGGBB, each channel and `more`.
static inline Lanes lanes_color(uint32_t argb, uint16_t more)
{
    return lanes_of((uint64_t)argb << 32 | argb) + more;
}

static inline Lanes lanes_firsts(Lanes a, Lanes b)
{
    return __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11);
}

static inline Lanes lanes_seconds(Lanes a, Lanes b)
{
    return __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15);
}

static inline Lanes lanes_firsts_all(Lanes a)  // blue in all four lanes of its pixel
{
    return __builtin_shufflevector(a, a, 0, 0, 0, 0, 4, 4, 4, 4);
}

static inline Lanes lanes_alpha(Lanes a)  // in all four lanes of its pixel
{
    return __builtin_shufflevector(a, a, 3, 3, 3, 3, 7, 7, 7, 7);
}

// `share` 0..256 of b.
static inline Lanes lanes_mix(Lanes a, Lanes b, Lanes share)
{
    return (a * (256 - share) + b * share) >> 8;
}

// Four pixels, of which `rest` (0..256) is left, and `add` (256 times a channel) comes to it.
static inline void pixels_fade_4(uint32_t *to, const uint32_t *from, uint16_t rest, Lanes add)
{
    const LaneBytes none = { 0 };
    LaneBytes bytes;
    memcpy(&bytes, from, sizeof bytes);
    Lanes low = (Lanes)__builtin_shufflevector(bytes, none, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5,
                                               21, 6, 22, 7, 23);
    Lanes high = (Lanes)__builtin_shufflevector(bytes, none, 8, 16, 9, 17, 10, 18, 11, 19, 12, 20,
                                                13, 21, 14, 22, 15, 23);
    low = (low * rest + add) >> 8;
    high = (high * rest + add) >> 8;
    // 0..255 each: the lower bytes are all there is.
    bytes = __builtin_shufflevector((LaneBytes)low, (LaneBytes)high, 0, 2, 4, 6, 8, 10, 12, 14, 16,
                                    18, 20, 22, 24, 26, 28, 30) |
            (LaneBytes)(LaneHalves){ OPAQUE, OPAQUE };
    memcpy(to, &bytes, sizeof bytes);
}
