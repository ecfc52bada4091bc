// SPDX-License-Identifier: MIT
// camera_file.c: video files, single pictures and numbered pictures as cameras.
#include "camera_kinds.h"

#include "vision/exif.h"
#include "vision/film.h"
#include "vision/picture_file.h"
#include "vision/upright.h"
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Numbered pictures start within the first so many numbers, and are at most so many.
#define FIRST_NUMBER_MAX  10000
#define PICTURES_MAX      10000000
#define PICTURE_BYTES_MAX (256 * 1024 * 1024)

static double usable_fps(double wished, double own)
{
    if (wished > 0 && wished <= CAMERA_FPS_MAX) return wished;
    return own > 0 && own <= CAMERA_FPS_MAX ? own : CAMERA_FPS_DEFAULT;
}

static void name_after_file(CameraInfo *info, const char *path)
{
    const char *slash = strrchr(path, '/');
    snprintf(info->name, sizeof(info->name), "%s", slash ? slash + 1 : path);
}

// --- a video file ---

typedef struct ClipCamera {
    const Film *film;
    Clip *clip;
    Upright upright;
    Image first;  // decoded while opening, to know the size
    bool first_pending;
    int64_t promised;  // frames, as the file says; 0 unknown
    int64_t delivered;
    bool ended;
} ClipCamera;

static void close_clip(void *self)
{
    ClipCamera *camera = self;
    if (camera->film) camera->film->clip_close(camera->clip);
    upright_free(&camera->upright);
    free(camera);
}

static bool next_picture(ClipCamera *camera, Image *image)
{
    static const int orientations[] = { EXIF_UPRIGHT, EXIF_CLOCKWISE, EXIF_HALF_TURN,
                                        EXIF_COUNTER };
    if (!camera->film->clip_read(camera->clip, image)) return false;
    int quarters = camera->film->clip_turn(camera->clip) / 90;
    return upright_turn(&camera->upright, orientations[quarters & 3], image);
}

static Result open_clip(void **self, const CameraRequest *request, CameraInfo *info)
{
    if (access(request->source, R_OK) != 0) {
        return fail(RESULT_NOT_PERMITTED, "%s may not be read: ask its owner for access",
                    request->source);
    }
    ClipCamera *camera = calloc(1, sizeof(*camera));
    if (!camera) return fail(RESULT_FULL, "no memory for a clip: close other programs");
    Result result = film_load(&camera->film);
    if (result) {
        close_clip(camera);
        return result;
    }
    camera->clip = camera->film->clip_open(request->source);
    if (!camera->clip || !next_picture(camera, &camera->first)) {
        close_clip(camera);
        return fail(
            RESULT_MALFORMED,
            "%s is not a clip or picture that can be read, or it is damaged: try to convert it "
            "to MP4",
            request->source);
    }
    camera->first_pending = true;
    int64_t promised = camera->film->clip_frames(camera->clip);
    camera->promised = promised > 0 && promised < 1000000000 ? promised : 0;
    *info = (CameraInfo){
        .width = camera->first.width,
        .height = camera->first.height,
        .fps = usable_fps(request->fps, camera->film->clip_fps(camera->clip)),
        .frame_count = camera->promised,
    };
    name_after_file(info, request->source);
    *self = camera;
    return RESULT_OK;
}

static Result read_clip(void *self, Frame *frame)
{
    ClipCamera *camera = self;
    if (camera->ended) return RESULT_NOT_FOUND;
    if (camera->first_pending) {
        camera->first_pending = false;
        frame->image = camera->first;
    } else if (!next_picture(camera, &frame->image)) {
        camera->ended = true;
        // What a file promises is often a frame or two off; a tenth is damage.
        if (camera->delivered >= camera->promised * 9 / 10) return RESULT_NOT_FOUND;
        return fail(RESULT_MALFORMED,
                    "the clip breaks off after %lld of %lld frames: it is damaged, copy it again",
                    (long long)camera->delivered, (long long)camera->promised);
    }
    camera->delivered++;
    return RESULT_OK;
}

const CameraSource camera_source_clip = {
    .open = open_clip,
    .read = read_clip,
    .close = close_clip,
};

// --- pictures ---

typedef struct Pictures {
    char before[PATH_MAX];  // the pattern's text before its number
    char after[PATH_MAX];   // ... and after it
    int digits;             // of the number, at least; -1: one picture without a number
    bool endless;           // one picture, paced
    int64_t next, end;      // numbers
    PictureFile *decoder;
    uint8_t *bytes;  // of the file
    size_t capacity;
} Pictures;

bool camera_is_picture(const char *path)
{
    uint8_t bytes[12];
    FILE *file = fopen(path, "rb");
    size_t size = file ? fread(bytes, 1, sizeof(bytes), file) : 0;
    if (file) fclose(file);
    return picture_file_begins_like_one(bytes, size);
}

// Splits "frames/%06d.png"; only one plain %d or %0Nd counts, so that no stranger's text is a
// format.
static bool split_pattern(const char *pattern, Pictures *pictures)
{
    const char *percent = strchr(pattern, '%');
    size_t before = (size_t)(percent - pattern);
    const char *at = percent + 1;
    pictures->digits = 0;
    while (*at >= '0' && *at <= '9' && pictures->digits < 100) {
        pictures->digits = pictures->digits * 10 + (*at++ - '0');
    }
    if (*at != 'd' || pictures->digits > 12 || strchr(at, '%')) return false;
    if (strlen(pattern) >= PATH_MAX) return false;
    memcpy(pictures->before, pattern, before);
    pictures->before[before] = '\0';
    strcpy(pictures->after, at + 1);
    return true;
}

static bool picture_path(const Pictures *pictures, int64_t number, char path[static PATH_MAX])
{
    int length = pictures->digits < 0
                     ? snprintf(path, PATH_MAX, "%s", pictures->before)
                     : snprintf(path, PATH_MAX, "%s%0*lld%s", pictures->before, pictures->digits,
                                (long long)number, pictures->after);
    return length > 0 && length < PATH_MAX;
}

static bool picture_there(const Pictures *pictures, int64_t number)
{
    char path[PATH_MAX];
    return picture_path(pictures, number, path) && access(path, F_OK) == 0;
}

// Finds the first number and the end of the unbroken row of numbers.
static bool find_numbers(Pictures *pictures)
{
    int64_t first = 0;
    while (first < FIRST_NUMBER_MAX && !picture_there(pictures, first)) first++;
    if (first == FIRST_NUMBER_MAX) return false;
    int64_t end = first + 1;
    while (end < PICTURES_MAX && picture_there(pictures, end)) end++;
    pictures->next = first;
    pictures->end = end;
    return true;
}

// The whole file into pictures->bytes. 0: not readable, empty or far too large; `errno` may tell.
static size_t load_file(Pictures *pictures, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) return 0;
    size_t size = 0;
    if (fseek(file, 0, SEEK_END) == 0) {
        long end = ftell(file);
        if (end > 0 && end <= PICTURE_BYTES_MAX) size = (size_t)end;
    }
    rewind(file);
    if (size > pictures->capacity) {
        uint8_t *bytes = realloc(pictures->bytes, size);
        if (bytes) {
            pictures->bytes = bytes;
            pictures->capacity = size;
        } else {
            size = 0;
        }
    }
    if (size > 0 && fread(pictures->bytes, 1, size, file) != size) size = 0;
    fclose(file);
    return size;
}

static Result load_picture(Pictures *pictures, int64_t number, Image *image)
{
    char path[PATH_MAX];
    if (!picture_path(pictures, number, path)) {
        return fail(RESULT_MALFORMED, "the path of picture %lld is too long: use a shorter folder",
                    (long long)number);
    }
    errno = 0;
    size_t size = load_file(pictures, path);
    if (size == 0 && errno == EACCES) {
        return fail(RESULT_NOT_PERMITTED, "%s may not be read: ask its owner for access", path);
    }
    Result result = picture_file_prepare(pictures->decoder, pictures->bytes, size);
    if (result) return result;
    if (!picture_file_decode(pictures->decoder, pictures->bytes, size, true, image)) {
        return fail(RESULT_MALFORMED,
                    "%s is not a picture, or it is damaged: copy it again or leave it "
                    "out",
                    path);
    }
    return RESULT_OK;
}

static void close_pictures(void *self)
{
    Pictures *pictures = self;
    picture_file_close(pictures->decoder);
    free(pictures->bytes);
    free(pictures);
}

static Result find_pictures(Pictures *pictures, const char *source)
{
    if (access(source, F_OK) == 0) {
        pictures->digits = -1;
        pictures->end = 1;
        snprintf(pictures->before, sizeof(pictures->before), "%s", source);
        return RESULT_OK;
    }
    if (!split_pattern(source, pictures)) {
        return fail(RESULT_USAGE,
                    "%s: numbered pictures are named with one %%d or %%06d for the number", source);
    }
    if (!find_numbers(pictures)) {
        return fail(RESULT_NOT_FOUND,
                    "there is no picture %s with a number from 0 to %d: check folder and name",
                    source, FIRST_NUMBER_MAX - 1);
    }
    return RESULT_OK;
}

static Result open_pictures(void **self, const CameraRequest *request, CameraInfo *info)
{
    Pictures *pictures = calloc(1, sizeof(*pictures));
    if (!pictures) return fail(RESULT_FULL, "no memory for pictures: close other programs");
    pictures->decoder = picture_file_open();
    Image first = { 0 };
    Result result = pictures->decoder
                        ? find_pictures(pictures, request->source)
                        : fail(RESULT_FULL, "no memory for pictures: close other programs");
    if (result == RESULT_OK) result = load_picture(pictures, pictures->next, &first);
    if (result != RESULT_OK) {
        close_pictures(pictures);
        return result;
    }
    bool single = pictures->digits < 0;
    pictures->endless = single && request->paced;
    *info = (CameraInfo){
        .width = first.width,
        .height = first.height,
        .fps = usable_fps(request->fps, CAMERA_FPS_DEFAULT),
        .frame_count = pictures->endless ? 0 : pictures->end - pictures->next,
    };
    name_after_file(info, request->source);
    *self = pictures;
    return RESULT_OK;
}

static Result read_pictures(void *self, Frame *frame)
{
    Pictures *pictures = self;
    if (pictures->next >= pictures->end) return RESULT_NOT_FOUND;
    int64_t number = pictures->next;
    if (!pictures->endless) pictures->next++;
    return load_picture(pictures, number, &frame->image);
}

const CameraSource camera_source_pictures = {
    .open = open_pictures,
    .read = read_pictures,
    .close = close_pictures,
};
