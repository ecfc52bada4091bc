// SPDX-License-Identifier: MIT
// camera.c: finds the kind of a camera by its source string, numbers and times the frames of those
// that have no clock of their own.
#include "vision/camera.h"

#include "base/clock.h"
#include "camera_kinds.h"
#include "vision/exif.h"
#include "vision/upright.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SLICE_US 50000  // of a long sleep

struct Camera {
    const CameraSource *source;
    void *self;
    CameraInfo info;
    Upright upright;
    bool paced;
    const atomic_bool *stop;
    uint32_t number;   // of the last frame
    int64_t start_us;  // paced: when frame 0 would have been due
};

// Written at start-up only (camera_register).
static const CameraSource *registered[CAMERA_REGISTERED_MAX];
static int registered_count;

void camera_register(const CameraSource *source)
{
    REQUIRE(source && source->name && source->open && source->read && source->close);
    for (int i = 0; i < registered_count; i++)
        if (registered[i] == source) return;
    REQUIRE(registered_count < CAMERA_REGISTERED_MAX);
    registered[registered_count++] = source;
}

static bool is_named(const char *source, const char *name)
{
    size_t length = strlen(name);
    return strncmp(source, name, length) == 0 && (source[length] == 0 || source[length] == ':');
}

static bool is_device(const char *source)
{
    if (strncmp(source, "/dev/video", 10) == 0) return true;
    return source[0] != '\0' && source[strspn(source, "0123456789")] == '\0';
}

// Which kind a source string means. NULL: none; fail() has been called with `*result`.
static const CameraSource *find_source(const char *source, Result *result)
{
    for (int i = 0; i < registered_count; i++)
        if (is_named(source, registered[i]->name)) return registered[i];
    if (is_device(source)) return &camera_source_device;
    struct stat file;
    if (stat(source, &file) == 0) {
        if (S_ISCHR(file.st_mode)) return &camera_source_device;
        if (S_ISDIR(file.st_mode)) {
            *result = fail(RESULT_MALFORMED,
                           "%s is a folder: name a clip, a picture, or numbered pictures as "
                           "%s/%%06d.png",
                           source, source);
            return NULL;
        }
        return camera_is_picture(source) ? &camera_source_pictures : &camera_source_clip;
    }
    if (camera_is_pattern(source)) return &camera_source_pictures;
    *result =
        errno == EACCES
            ? fail(RESULT_NOT_PERMITTED, "%s may not be read: ask its owner for access", source)
            : fail(RESULT_NOT_FOUND,
                   "there is no camera or file %s: check the name, or use --camera demo", source);
    return NULL;
}

static Result check_size(const char *name, uint32_t number, int width, int height)
{
    if (width >= CAMERA_SIDE_MIN && height >= CAMERA_SIDE_MIN && width <= CAMERA_SIDE_MAX &&
        height <= CAMERA_SIDE_MAX)
        return RESULT_OK;
    return fail(RESULT_MALFORMED, "frame %u of %s is %dx%d: pictures of %d to %d px can be used",
                number, name, width, height, CAMERA_SIDE_MIN, CAMERA_SIDE_MAX);
}

static CameraMount mount_of(const CameraRequest *request, const CameraInfo *info)
{
    if (request->mount_given) return request->mount;
    for (int i = 0; info->live && i < request->mount_count; i++)
        if (!strcmp(request->mounts[i].camera, info->name)) return request->mounts[i].mount;
    return (CameraMount){ 0 };
}

static int orientation_of(CameraMount mount)
{
    static const int orientations[4][2] = { { EXIF_UPRIGHT, EXIF_MIRRORED },
                                            { EXIF_CLOCKWISE, EXIF_TRANSPOSED },
                                            { EXIF_HALF_TURN, EXIF_FLIPPED },
                                            { EXIF_COUNTER, EXIF_TRANSVERSED } };
    REQUIRE(mount.turn >= 0 && mount.turn < 360 && mount.turn % 90 == 0);
    return orientations[mount.turn / 90][mount.mirror];
}

static void hang(Camera *camera, const CameraRequest *request)
{
    CameraInfo *info = &camera->info;
    info->mount = mount_of(request, info);
    if (info->mount.turn % 180 == 0) return;
    int width = info->width;
    info->width = info->height;
    info->height = width;
}

Result camera_open(Camera **camera, const CameraRequest *request)
{
    REQUIRE(camera && request && request->source);
    *camera = NULL;
    Result result = RESULT_OK;
    const CameraSource *source = find_source(request->source, &result);
    if (!source) return result;
    Camera *made = calloc(1, sizeof(*made));
    if (!made) return fail(RESULT_FULL, "no memory for a camera: close other programs");
    made->source = source;
    result = source->open(&made->self, request, &made->info);
    if (result != RESULT_OK) {
        free(made);
        return result;
    }
    const CameraInfo *info = &made->info;
    result = check_size(info->name, 1, info->width, info->height);
    if (result != RESULT_OK) {
        camera_close(&made);
        return result;
    }
    hang(made, request);
    made->paced = request->paced && !made->info.live;
    made->stop = request->stop;
    *camera = made;
    return RESULT_OK;
}

// A clip may have a hole of seconds: who is to stop does not wait for its end.
static void sleep_until(int64_t due_us, const atomic_bool *stop)
{
    while (clock_us() < due_us && !(stop && atomic_load(stop))) {
        int64_t slice_us = clock_us() + SLICE_US;
        clock_sleep_until(slice_us < due_us ? slice_us : due_us);
    }
}

// The absolute schedule of a paced source. A frame keeps the time it was due, however late it
// comes; but a source that is more than a frame late goes on from there, or it would lag ever
// more.
static void pace(Camera *camera, Frame *frame, double period_us)
{
    if (frame->number == 1) camera->start_us = clock_us() - frame->captured_us;
    int64_t due_us = camera->start_us + frame->captured_us;
    sleep_until(due_us, camera->stop);
    int64_t late_us = clock_us() - due_us;
    if (late_us > period_us) camera->start_us += late_us;
    frame->captured_us = due_us;
}

// Of a source that has no clock of its own.
static void stamp(Camera *camera, Frame *frame)
{
    double period_us = 1e6 / camera->info.fps;
    frame->number = camera->number + 1;
    if (frame->stamp_source == STAMP_FILE) {
        frame->captured_us += llround(period_us);
    } else {
        frame->captured_us = llround(frame->number * period_us);
        frame->stamp_source = STAMP_SCHEDULE;
    }
    if (camera->paced) pace(camera, frame, period_us);
    frame->dequeued_us = frame->decoded_us = clock_us();
}

Result camera_read(Camera *camera, Frame *frame)
{
    REQUIRE(camera && frame);
    *frame = (Frame){ 0 };
    Result result = camera->source->read(camera->self, frame);
    if (result != RESULT_OK && result != RESULT_MALFORMED) return result;
    if (!camera->info.live) stamp(camera, frame);
    camera->number = frame->number;
    if (result != RESULT_OK) return result;
    result = check_size(camera->info.name, frame->number, frame->image.width, frame->image.height);
    if (result != RESULT_OK) return result;
    if (upright_turn(&camera->upright, orientation_of(camera->info.mount), &frame->image))
        return RESULT_OK;
    return fail(RESULT_FULL, "no memory for the camera's pictures: close other programs");
}

CameraInfo camera_info(const Camera *camera)
{
    REQUIRE(camera);
    return camera->info;
}

void camera_close(Camera **camera)
{
    if (!*camera) return;
    (*camera)->source->close((*camera)->self);
    upright_free(&(*camera)->upright);
    free(*camera);
    *camera = NULL;
}
