// SPDX-License-Identifier: MIT
// exif.c: finds the orientation mark in a picture's file. The bytes are a stranger's: every place
// is checked before it is read.
#include "vision/exif.h"

#include <string.h>

#define TAG_COMPRESSION 0x0103
#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT      3
#define ENTRY_BYTES     12

typedef struct Bytes {
    const uint8_t *at;
    size_t size;
    bool little;  // endian
} Bytes;

// 0 beyond the end.
static uint32_t number(const Bytes *b, size_t at, size_t length)
{
    if (at > b->size || length > b->size - at) return 0;
    uint32_t value = 0;
    for (size_t i = 0; i < length; i++)
        value = value << 8 | b->at[at + (b->little ? length - 1 - i : i)];
    return value;
}

// A tag's short value in the first directory of a TIFF structure, which is also what EXIF is made
// of. 0: it is not there.
static uint32_t tiff_short(const uint8_t *bytes, size_t size, uint32_t tag)
{
    Bytes b = { bytes, size, size > 0 && bytes[0] == 'I' };
    if (number(&b, 2, 2) != 42) return 0;
    size_t directory = number(&b, 4, 4), count = number(&b, directory, 2);
    for (size_t i = 0; i < count; i++) {
        size_t entry = directory + 2 + i * ENTRY_BYTES;
        if (number(&b, entry, 2) == tag)
            return number(&b, entry + 2, 2) == TYPE_SHORT ? number(&b, entry + 8, 2) : 0;
    }
    return 0;
}

static int tiff_orientation(const uint8_t *bytes, size_t size)
{
    uint32_t value = tiff_short(bytes, size, TAG_ORIENTATION);
    return value >= 1 && value <= 8 ? (int)value : EXIF_UPRIGHT;
}

static int jpeg_orientation(const Bytes *b)
{
    size_t at = 2;
    while (number(b, at, 1) == 0xFF) {
        uint32_t marker = number(b, at + 1, 1);
        size_t length = number(b, at + 2, 2);
        if (marker == 0xDA || marker == 0xD9 || length < 2 || length + 2 > b->size - at) break;
        if (marker == 0xE1 && length >= 8 && !memcmp(b->at + at + 4, "Exif\0", 6))
            return tiff_orientation(b->at + at + 10, length - 8);
        at += 2 + length;
    }
    return EXIF_UPRIGHT;
}

static int png_orientation(const Bytes *b)
{
    size_t at = 8;
    while (b->size >= 12 && at <= b->size - 12) {
        size_t length = number(b, at, 4);
        if (length > b->size - at - 12) break;
        if (!memcmp(b->at + at + 4, "eXIf", 4)) return tiff_orientation(b->at + at + 8, length);
        at += 12 + length;
    }
    return EXIF_UPRIGHT;
}

int exif_orientation(const uint8_t *bytes, size_t size)
{
    Bytes b = { bytes, size, false };
    if (size < 8) return EXIF_UPRIGHT;
    if (number(&b, 0, 2) == 0xFFD8) return jpeg_orientation(&b);
    if (!memcmp(bytes, "\x89PNG", 4)) return png_orientation(&b);
    if (!memcmp(bytes, "II", 2) || !memcmp(bytes, "MM", 2)) return tiff_orientation(bytes, size);
    return EXIF_UPRIGHT;
}

bool exif_tiff_holds_jpeg(const uint8_t *bytes, size_t size)
{
    uint32_t compression = tiff_short(bytes, size, TAG_COMPRESSION);
    return compression == 6 || compression == 7;
}

#define FILE_END 0xD9

// The next mark from `at` on; between scans lie bytes of the picture, in which 0xFF 0 is no mark,
// nor are those that only let a reader begin anew.
static size_t next_mark(const Bytes *b, size_t at)
{
    while (at + 1 < b->size) {
        const uint8_t *found = memchr(b->at + at, 0xFF, b->size - 1 - at);
        if (!found) break;
        at = (size_t)(found - b->at);
        uint8_t mark = found[1];
        if (mark != 0 && mark != 0xFF && (mark < 0xD0 || mark > 0xD7)) return at;
        at += mark == 0xFF ? 1 : 2;
    }
    return b->size;
}

bool exif_jpeg_is_whole(const uint8_t *bytes, size_t size)
{
    Bytes b = { bytes, size, false };
    size_t at = next_mark(&b, 2);
    while (at < size) {
        if (bytes[at + 1] == FILE_END) return true;
        size_t length = number(&b, at + 2, 2);
        at = length < 2 || length > size - at - 2 ? size : next_mark(&b, at + 2 + length);
    }
    return false;
}

bool exif_jpeg_is_stretched(const uint8_t *bytes, size_t size)
{
    Bytes b = { bytes, size, false };
    // JFIF comes first: its name, version, unit (0: a pixel's own), width and height of a pixel.
    if (size < 20 || number(&b, 2, 2) != 0xFFE0 || memcmp(bytes + 6, "JFIF", 5) != 0) return false;
    uint32_t width = number(&b, 14, 2), height = number(&b, 16, 2);
    return bytes[13] == 0 && width > 0 && height > 0 && width != height;
}
