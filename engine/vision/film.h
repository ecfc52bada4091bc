// SPDX-License-Identifier: MIT
// film.h: clips, and pictures but JPEG, are read by FFmpeg's libraries, behind which stand a
// hundred others. They are a module of their own, loaded when the first is opened: who plays before
// a camera loads none of them. Nothing of it prints. One thread at a time.
#pragma once

#include "base/image.h"
#include "base/module.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Clip Clip;    // a video file
typedef struct Still Still;  // memory for one picture after another

typedef enum StillKind {
    STILL_NONE,
    STILL_JPEG,
    STILL_PNG,
    STILL_BMP,
    STILL_PPM,  // and PGM, plain or not
    STILL_TIFF,
    STILL_WEBP,
    STILL_KINDS
} StillKind;

#define CLIP_NO_STAMP INT64_MIN

typedef struct ClipFrame {
    Image image;       // with square pixels, as it is stored
    int orientation;   // which way up it was taken, as in exif.h
    int64_t stamp_us;  // when it is to be shown, by the file; may be nonsense; CLIP_NO_STAMP
} ClipFrame;

typedef struct Film {
    Module module;
    // NULL: there is no clip in it that can be read. Nothing but the file itself is opened.
    Clip *(*clip_open)(const char *path);
    double (*clip_fps)(const Clip *clip);         // as the file says; may be nonsense; 0: unknown
    int64_t (*clip_frames)(const Clip *clip);     // as the file says; may be nonsense; 0: unknown
    int64_t (*clip_length_us)(const Clip *clip);  // as the file says; 0: unknown
    bool (*clip_read)(Clip *clip, ClipFrame *frame);  // false: no more; valid until the next
    void (*clip_close)(Clip *clip);                   // NULL is allowed
    Still *(*still_open)(void);                       // NULL: no memory
    // `bytes` is the whole file. False: damaged. The picture is valid until the next call; it has
    // square pixels.
    bool (*still_read)(Still *still, StillKind kind, const uint8_t *bytes, size_t size,
                       Image *image);
    void (*still_close)(Still *still);  // NULL is allowed
} Film;

// The errors of module_load().
Result film_load(const Film **film);
