// SPDX-License-Identifier: MIT
// camera_file.c: video files, single pictures and numbered pictures as cameras.
#include "camera_kinds.h"

#include "vision/film.h"
#include "vision/picture_file.h"
#include "vision/upright.h"
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DIGITS_MAX        18  // of a picture's number
#define PICTURE_BYTES_MAX (256 * 1024 * 1024)
#define STAMP_MAX_US      1000000000000000  // later is nonsense
#define PAUSE_MAX_US      30000000          // between two pictures; a longer one is nonsense

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
    bool first_pending;
    Frame first;        // decoded while opening, to know the size
    int64_t promised;   // frames, as the file says; 0 unknown
    int64_t length_us;  // as the file says; 0 unknown
    int64_t delivered;
    bool stamped;       // at the file's own times, not at another rate
    int64_t period_us;  // of the rate
    int64_t shift_us;   // from the file's stamps to the times since the first picture
    int64_t time_us;    // of the last picture
    bool ended;
} ClipCamera;

static void close_clip(void *self)
{
    ClipCamera *camera = self;
    if (camera->film) camera->film->clip_close(camera->clip);
    upright_free(&camera->upright);
    free(camera);
}

// The time since the first picture: by the stamps where they rise, else by the rate, and from there
// on by the stamps again.
static int64_t time_of(ClipCamera *camera, bool first, int64_t stamp_us)
{
    int64_t next_us = first ? 0 : camera->time_us + camera->period_us;
    bool known = stamp_us > -STAMP_MAX_US && stamp_us < STAMP_MAX_US;
    int64_t time_us = known ? stamp_us + camera->shift_us : next_us;
    int64_t step_us = time_us - camera->time_us;
    if (first || step_us <= 0 || step_us > PAUSE_MAX_US) {
        camera->shift_us += known ? next_us - time_us : 0;
        time_us = next_us;
    }
    return camera->time_us = time_us;
}

static bool next_picture(ClipCamera *camera, bool first, Frame *frame)
{
    ClipFrame read;
    if (!camera->film->clip_read(camera->clip, &read) ||
        !upright_turn(&camera->upright, read.orientation, &read.image))
        return false;
    frame->image = read.image;
    frame->captured_us = time_of(camera, first, read.stamp_us);
    frame->stamp_source = camera->stamped ? STAMP_FILE : STAMP_SCHEDULE;
    return true;
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
    double fps = camera->clip ? camera->film->clip_fps(camera->clip) : 0;
    fps = usable_fps(request->fps, fps);
    camera->stamped = request->fps <= 0;
    camera->period_us = llround(1e6 / fps);
    if (!camera->clip || !next_picture(camera, true, &camera->first)) {
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
    camera->length_us = camera->film->clip_length_us(camera->clip);
    *info = (CameraInfo){
        .width = camera->first.image.width,
        .height = camera->first.image.height,
        .fps = fps,
        .frame_count = camera->promised,
    };
    name_after_file(info, request->source);
    *self = camera;
    return RESULT_OK;
}

// What a file promises is often a frame or two off; a tenth, of time as well, is damage.
static bool breaks_off(const ClipCamera *camera)
{
    return camera->delivered < camera->promised * 9 / 10 &&
           camera->time_us + camera->period_us < camera->length_us / 10 * 9;
}

static Result read_clip(void *self, Frame *frame)
{
    ClipCamera *camera = self;
    if (camera->ended) return RESULT_NOT_FOUND;
    if (camera->first_pending) {
        camera->first_pending = false;
        *frame = camera->first;
    } else if (!next_picture(camera, false, frame)) {
        camera->ended = true;
        if (!breaks_off(camera)) return RESULT_NOT_FOUND;
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
    char folder[PATH_MAX];  // up to its last slash; of one picture its whole path
    char before[NAME_MAX + 1], after[NAME_MAX + 1];  // the name's text around its number
    int digits;      // of the number, at least; -1: one picture without a number
    bool endless;    // one picture, paced
    int64_t next;    // number
    int64_t end;     // the first number that is not there
    int64_t beyond;  // the next one that is; 0 or less: none
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

// The end of a plain %d or %0Nd, which begins here. NULL: there is none, so that no stranger's text
// is a format.
static const char *number_place(const char *at, int *digits)
{
    *digits = 0;
    if (*at++ != '%') return NULL;
    while (*at >= '0' && *at <= '9' && *digits <= DIGITS_MAX)
        *digits = *digits * 10 + (*at++ - '0');
    return *at == 'd' && *digits <= DIGITS_MAX ? at + 1 : NULL;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool camera_is_pattern(const char *path)
{
    return strchr(name_of(path), '%') != NULL;
}

// Splits "frames/%06d.png".
static bool split_pattern(const char *pattern, Pictures *pictures)
{
    const char *name = name_of(pattern), *place = NULL, *rest = NULL;
    if (strlen(pattern) >= PATH_MAX || strlen(name) > NAME_MAX) return false;
    int digits, places = 0;
    for (const char *at = name; *at; at++) {
        const char *after = number_place(at, &digits);
        if (!after) continue;
        places++;
        place = at;
        rest = after;
        pictures->digits = digits;
    }
    if (places != 1) return false;
    memcpy(pictures->folder, pattern, (size_t)(name - pattern));
    memcpy(pictures->before, name, (size_t)(place - name));
    strcpy(pictures->after, rest);
    return true;
}

static bool picture_path(const Pictures *pictures, int64_t number, char path[static PATH_MAX])
{
    int length = pictures->digits < 0
                     ? snprintf(path, PATH_MAX, "%s", pictures->folder)
                     : snprintf(path, PATH_MAX, "%s%s%0*lld%s", pictures->folder, pictures->before,
                                pictures->digits, (long long)number, pictures->after);
    return length > 0 && length < PATH_MAX;
}

static bool picture_there(const Pictures *pictures, int64_t number)
{
    char path[PATH_MAX];
    return picture_path(pictures, number, path) && access(path, F_OK) == 0;
}

// The number in a file's name. -1: it is none of the row.
static int64_t number_in(const Pictures *pictures, const char *name)
{
    size_t before = strlen(pictures->before);
    if (strncmp(name, pictures->before, before) != 0) return -1;
    const char *digits = name + before;
    size_t count = strspn(digits, "0123456789");
    if (count == 0 || count > DIGITS_MAX || strcmp(digits + count, pictures->after) != 0) return -1;
    bool padded = (int)count > pictures->digits && count > 1 && digits[0] == '0';
    return padded || (int)count < pictures->digits ? -1 : strtoll(digits, NULL, 10);
}

// The least number from `least` on in the folder. -1: none.
static int64_t least_number(const Pictures *pictures, int64_t least)
{
    DIR *folder = opendir(pictures->folder[0] ? pictures->folder : ".");
    int64_t found = -1;
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        int64_t number = number_in(pictures, entry->d_name);
        if (number >= least && (found < 0 || number < found)) found = number;
    }
    if (folder) closedir(folder);
    return found;
}

// Finds the first number and the end of the unbroken row of numbers.
static bool find_numbers(Pictures *pictures)
{
    int64_t first = least_number(pictures, 0);
    if (first < 0) return false;
    int64_t end = first + 1;
    while (picture_there(pictures, end)) end++;
    pictures->next = first;
    pictures->end = end;
    pictures->beyond = least_number(pictures, end);
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
        snprintf(pictures->folder, sizeof(pictures->folder), "%s", source);
        return RESULT_OK;
    }
    if (!split_pattern(source, pictures)) {
        return fail(RESULT_USAGE,
                    "%s: numbered pictures are named with one %%d or %%06d for the number", source);
    }
    if (!find_numbers(pictures)) {
        return fail(RESULT_NOT_FOUND,
                    "there is no picture %s with any number: check folder and name", source);
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

// The row ends. A gap in it is told once.
static Result end_pictures(Pictures *pictures)
{
    long long missing = (long long)pictures->end, beyond = (long long)pictures->beyond;
    pictures->beyond = 0;
    if (beyond <= 0) return RESULT_NOT_FOUND;
    return fail(RESULT_MALFORMED,
                "the row of pictures breaks off before number %lld, and goes on at %lld: number "
                "them without gaps",
                missing, beyond);
}

static Result read_pictures(void *self, Frame *frame)
{
    Pictures *pictures = self;
    if (pictures->next >= pictures->end) return end_pictures(pictures);
    int64_t number = pictures->next;
    if (!pictures->endless) pictures->next++;
    return load_picture(pictures, number, &frame->image);
}

const CameraSource camera_source_pictures = {
    .open = open_pictures,
    .read = read_pictures,
    .close = close_pictures,
};
