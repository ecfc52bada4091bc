// SPDX-License-Identifier: MIT
// camera_device.c: a V4L2 camera. Its own streaming rather than OpenCV's: that one hides when a
// frame was exposed, queues old frames, and blocks for ten seconds when the camera is unplugged.
#include "vision/camera_device.h"

#include "base/clock.h"
#include "camera_kinds.h"
#include "vision/image_bridge.h"
#include "vision/picture_file.h"
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define BUFFERS_WISHED   3  // one being filled, one waiting, one being decoded
#define BUFFERS_MAX      8
#define FIRST_FRAME_US   3000000  // cameras take a second or two to wake up
#define SILENCE_US       700000   // then a pause this long is a loss; 5 fps are 200 ms
#define STAMP_AGE_MAX_US 500000   // an older stamp is of another clock
#define STAMP_STEP_US    1000     // capture times grow at least so much

typedef struct DeviceBuffer {
    void *memory;
    size_t length;
} DeviceBuffer;

typedef struct DeviceCamera {
    DeviceFile device;
    char path[64];
    DeviceMode mode;
    bool streaming;
    int buffer_count;
    DeviceBuffer buffers[BUFFERS_MAX];
    PictureFile *decoder;
    uint8_t *bgr;         // of a raw picture, of the mode's size
    uint32_t number;      // of frames that were dequeued
    int64_t fresh_us;     // when the last new frame came, or the stream began
    int64_t stamp_us;     // the last stamp that was believed; 0 none
    int64_t delay_us;     // from that stamp to its dequeuing
    int64_t captured_us;  // of the last frame
    bool frozen;          // the last buffer was the picture before once more
    bool ends_marked;     // this camera's JPEG pictures end with their end mark
} DeviceCamera;

// --- the kernel ---

static int kernel_open(void *world, const char *path)
{
    (void)world;
    return open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
}

static int kernel_close(void *world, int file)
{
    (void)world;
    return close(file);
}

static int kernel_ioctl(void *world, int file, unsigned long request, void *argument)
{
    (void)world;
    return ioctl(file, request, argument);
}

static void *kernel_map(void *world, size_t length, int file, int64_t offset)
{
    (void)world;
    void *memory = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, file, offset);
    return memory == MAP_FAILED ? NULL : memory;
}

static int kernel_unmap(void *world, void *memory, size_t length)
{
    (void)world;
    return munmap(memory, length);
}

static int kernel_poll(void *world, int file, int timeout_ms)
{
    (void)world;
    struct pollfd wait = { .fd = file, .events = POLLIN };
    int ready = poll(&wait, 1, timeout_ms);
    return ready > 0 ? wait.revents : ready;
}

static int64_t kernel_clock_us(void *world)
{
    (void)world;
    return clock_us();
}

const DeviceCalls device_calls_kernel = {
    NULL,       kernel_open,  kernel_close, kernel_ioctl,
    kernel_map, kernel_unmap, kernel_poll,  kernel_clock_us,
};

int device_ioctl(const DeviceFile *device, unsigned long request, void *argument)
{
    int result;
    do {
        result = device->calls->ioctl(device->calls->world, device->file, request, argument);
    } while (result != 0 && errno == EINTR);
    return result;
}

Result device_failed(const char *path, const char *what, int error)
{
    switch (error) {
    case ENOENT:
    case ENODEV:
    case ENXIO:
        return fail(RESULT_NOT_FOUND, "there is no camera at %s: plug one in, or use --camera demo",
                    path);
    case EACCES:
    case EPERM:
        return fail(
            RESULT_NOT_PERMITTED,
            "the camera %s may not be used: add this user to the group video and sign in again",
            path);
    case EBUSY:
        return fail(RESULT_BUSY, "the camera %s is used by another program: close that one", path);
    case ENOSPC:
        return fail(RESULT_UNAVAILABLE,
                    "the USB bus has no room for the camera %s: use another socket, without a hub",
                    path);
    default:
        return fail(RESULT_UNAVAILABLE, "the camera %s failed at %s (%s): plug it in again", path,
                    what, strerror(error));
    }
}

// --- opening and closing ---

static void close_device(void *self)
{
    DeviceCamera *camera = self;
    const DeviceCalls *calls = camera->device.calls;
    if (camera->device.file >= 0) {
        int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        if (camera->streaming) (void)device_ioctl(&camera->device, VIDIOC_STREAMOFF, &type);
        for (int i = 0; i < camera->buffer_count; i++) {
            calls->unmap(calls->world, camera->buffers[i].memory, camera->buffers[i].length);
        }
        calls->close(calls->world, camera->device.file);
    }
    picture_file_close(camera->decoder);
    free(camera->bgr);
    free(camera);
}

Result device_check(const DeviceFile *device, char *name, size_t name_size)
{
    struct v4l2_capability capability = { 0 };
    if (device_ioctl(device, VIDIOC_QUERYCAP, &capability) != 0) {
        if (errno == ENOTTY || errno == EINVAL) {
            return fail(RESULT_UNAVAILABLE, "%s is not a camera: name another one", device->path);
        }
        return device_failed(device->path, "asking what it is", errno);
    }
    uint32_t can = capability.capabilities & V4L2_CAP_DEVICE_CAPS ? capability.device_caps
                                                                  : capability.capabilities;
    if (!(can & V4L2_CAP_VIDEO_CAPTURE) || !(can & V4L2_CAP_STREAMING)) {
        return fail(
            RESULT_UNAVAILABLE,
            "%s gives no pictures (many cameras have a second number for that): name another "
            "one",
            device->path);
    }
    snprintf(name, name_size, "%.*s", (int)sizeof(capability.card), (const char *)capability.card);
    for (char *at = name; *at; at++) {
        if (iscntrl((unsigned char)*at)) *at = ' ';
    }
    return RESULT_OK;
}

static bool map_buffer(DeviceCamera *camera, int index)
{
    const DeviceCalls *calls = camera->device.calls;
    struct v4l2_buffer buffer = {
        .index = (uint32_t)index,
        .type = V4L2_BUF_TYPE_VIDEO_CAPTURE,
        .memory = V4L2_MEMORY_MMAP,
    };
    if (device_ioctl(&camera->device, VIDIOC_QUERYBUF, &buffer) != 0) return false;
    void *memory = calls->map(calls->world, buffer.length, camera->device.file, buffer.m.offset);
    if (!memory) return false;
    camera->buffers[index] = (DeviceBuffer){ memory, buffer.length };
    camera->buffer_count = index + 1;
    return device_ioctl(&camera->device, VIDIOC_QBUF, &buffer) == 0;
}

static Result start_stream(DeviceCamera *camera)
{
    struct v4l2_requestbuffers wish = {
        .count = BUFFERS_WISHED,
        .type = V4L2_BUF_TYPE_VIDEO_CAPTURE,
        .memory = V4L2_MEMORY_MMAP,
    };
    if (device_ioctl(&camera->device, VIDIOC_REQBUFS, &wish) != 0) {
        return device_failed(camera->path, "asking for buffers", errno);
    }
    int count = wish.count > BUFFERS_MAX ? BUFFERS_MAX : (int)wish.count;
    if (count < 2) return device_failed(camera->path, "asking for buffers", ENOMEM);
    for (int i = 0; i < count; i++) {
        if (!map_buffer(camera, i)) return device_failed(camera->path, "mapping a buffer", errno);
    }
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (device_ioctl(&camera->device, VIDIOC_STREAMON, &type) != 0) {
        return device_failed(camera->path, "starting", errno);
    }
    camera->streaming = true;
    camera->fresh_us = camera->device.calls->clock_us(camera->device.calls->world);
    return RESULT_OK;
}

static Result make_room(DeviceCamera *camera)
{
    camera->bgr = malloc((size_t)camera->mode.width * (size_t)camera->mode.height * 3);
    return camera->bgr ? RESULT_OK
                       : fail(RESULT_FULL, "no memory for a camera: close other programs");
}

static Result open_device(void **self, const CameraRequest *request, CameraInfo *info)
{
    bool number = isdigit((unsigned char)request->source[0]);
    DeviceCamera *camera = calloc(1, sizeof(*camera));
    if (!camera) return fail(RESULT_FULL, "no memory for a camera: close other programs");
    int length = snprintf(camera->path, sizeof(camera->path), "%s%s", number ? "/dev/video" : "",
                          request->source);
    camera->device.calls = request->device ? request->device : &device_calls_kernel;
    camera->device.path = camera->path;
    camera->device.file = -1;
    camera->decoder = picture_file_open();
    Result result = RESULT_OK;
    if (length >= (int)sizeof(camera->path)) {
        result = fail(RESULT_NOT_FOUND, "there is no camera at %.40s...: check the name",
                      request->source);
    } else if (!camera->decoder) {
        result = fail(RESULT_FULL, "no memory for a camera: close other programs");
    } else {
        const DeviceCalls *calls = camera->device.calls;
        camera->device.file = calls->open(calls->world, camera->path);
        if (camera->device.file < 0) result = device_failed(camera->path, "opening", errno);
    }
    *info = (CameraInfo){ .live = true };
    if (result == RESULT_OK) result = device_check(&camera->device, info->name, sizeof(info->name));
    if (result == RESULT_OK) result = device_set_mode(&camera->device, request, &camera->mode);
    if (result == RESULT_OK) result = make_room(camera);
    if (result == RESULT_OK) result = start_stream(camera);
    if (result != RESULT_OK) {
        close_device(camera);
        return result;
    }
    info->width = camera->mode.width;
    info->height = camera->mode.height;
    info->fps = camera->mode.fps;
    *self = camera;
    return RESULT_OK;
}

// --- reading ---

static bool dequeue(DeviceCamera *camera, struct v4l2_buffer *buffer)
{
    *buffer = (struct v4l2_buffer){
        .type = V4L2_BUF_TYPE_VIDEO_CAPTURE,
        .memory = V4L2_MEMORY_MMAP,
    };
    if (device_ioctl(&camera->device, VIDIOC_DQBUF, buffer) != 0) return false;
    if (buffer->index >= (uint32_t)camera->buffer_count) {
        errno = EIO;
        return false;
    }
    return true;
}

static int64_t stamp_of(const struct v4l2_buffer *buffer)
{
    if ((buffer->flags & V4L2_BUF_FLAG_TIMESTAMP_MASK) != V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC)
        return 0;
    return (int64_t)buffer->timestamp.tv_sec * 1000000 + buffer->timestamp.tv_usec;
}

// The newest waiting buffer; older ones go back unseen. False with errno EAGAIN: nothing new waits
// (or the picture before once more, which a frozen camera sends); other errno: the device is gone.
static bool take_newest(DeviceCamera *camera, struct v4l2_buffer *newest)
{
    bool taken = false;
    for (int i = 0; i < BUFFERS_MAX; i++) {
        struct v4l2_buffer buffer;
        if (!dequeue(camera, &buffer)) {
            if (errno != EAGAIN) return false;
            break;
        }
        int64_t stamp_us = stamp_of(&buffer);
        camera->frozen = stamp_us != 0 && stamp_us == camera->stamp_us;
        struct v4l2_buffer *unwanted = camera->frozen ? &buffer : taken ? newest : NULL;
        if (unwanted && device_ioctl(&camera->device, VIDIOC_QBUF, unwanted) != 0) return false;
        if (camera->frozen) continue;
        *newest = buffer;
        taken = true;
        camera->number++;
    }
    if (!taken) errno = EAGAIN;
    return taken;
}

// A stamp is believed if it is of this clock, recent, and later than the one before.
static void stamp_frame(DeviceCamera *camera, const struct v4l2_buffer *buffer, Frame *frame)
{
    int64_t now_us = camera->device.calls->clock_us(camera->device.calls->world);
    int64_t stamp_us = stamp_of(buffer), age_us = now_us - stamp_us;
    frame->dequeued_us = now_us;
    if (age_us > 0 && age_us < STAMP_AGE_MAX_US && stamp_us > camera->stamp_us) {
        frame->stamp_source = STAMP_CAPTURE;
        frame->captured_us = camera->stamp_us = stamp_us;
        camera->delay_us = age_us;
    } else {
        frame->stamp_source = STAMP_ARRIVAL;
        frame->captured_us = now_us - camera->delay_us;
    }
    if (frame->captured_us < camera->captured_us + STAMP_STEP_US && camera->captured_us > 0) {
        frame->captured_us = camera->captured_us + STAMP_STEP_US;
        frame->stamp_source = STAMP_ARRIVAL;
    }
    camera->captured_us = frame->captured_us;
    camera->fresh_us = now_us;
}

// A JPEG picture that was cut off decodes to half a picture with grey below, so its end mark is
// looked for; but only in pictures of a camera that has shown it sends one. Zeros may follow it.
static bool is_whole_jpeg(DeviceCamera *camera, const uint8_t *bytes, size_t size)
{
    if (size < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8) return false;
    while (size > 4 && bytes[size - 1] == 0) size--;
    bool marked = bytes[size - 2] == 0xFF && bytes[size - 1] == 0xD9;
    if (marked) camera->ends_marked = true;
    return marked || !camera->ends_marked;
}

static bool decode(DeviceCamera *camera, const struct v4l2_buffer *buffer, Image *image)
{
    const uint8_t *bytes = camera->buffers[buffer->index].memory;
    size_t size = buffer->bytesused;
    if (size > camera->buffers[buffer->index].length) return false;
    if (buffer->flags & V4L2_BUF_FLAG_ERROR) return false;
    const DeviceMode *mode = &camera->mode;
    RawFormat format = RAW_YUYV;
    switch (mode->pixels) {
    case V4L2_PIX_FMT_MJPEG:
    case V4L2_PIX_FMT_JPEG:
        return is_whole_jpeg(camera, bytes, size) &&
               picture_file_decode(camera->decoder, bytes, size, false, image);
    case V4L2_PIX_FMT_NV12: format = RAW_NV12; break;
    case V4L2_PIX_FMT_GREY: format = RAW_GREY; break;
    default: break;
    }
    *image = (Image){ mode->width, mode->height, 3 * mode->width, camera->bgr };
    return image_from_raw(format, bytes, size, mode->stride, image);
}

static Result lost(const DeviceCamera *camera, int error)
{
    if (camera->frozen) {
        return fail(RESULT_LOST, "the picture of the camera %s is frozen: plug it in again",
                    camera->path);
    }
    if (error == ETIMEDOUT) {
        return fail(RESULT_LOST,
                    "the camera %s sends no pictures: check its cable, plug it in again",
                    camera->path);
    }
    return fail(RESULT_LOST, "the camera %s was lost (%s): plug it in again", camera->path,
                strerror(error));
}

// Waits until a new frame is there. RESULT_OK or RESULT_LOST.
static Result wait_for_frame(DeviceCamera *camera, struct v4l2_buffer *buffer)
{
    const DeviceCalls *calls = camera->device.calls;
    int64_t limit_us = camera->number > 0 ? SILENCE_US : FIRST_FRAME_US;
    for (;;) {
        int64_t left_us = camera->fresh_us + limit_us - calls->clock_us(calls->world);
        if (left_us <= 0) return lost(camera, ETIMEDOUT);
        int ready = calls->poll(calls->world, camera->device.file, (int)(left_us / 1000) + 1);
        if (ready < 0 && errno != EINTR) return lost(camera, errno);
        if (ready > 0 && !(ready & POLLIN)) return lost(camera, ENODEV);
        if (ready <= 0) continue;
        if (take_newest(camera, buffer)) return RESULT_OK;
        if (errno != EAGAIN) return lost(camera, errno);
    }
}

static Result read_device(void *self, Frame *frame)
{
    DeviceCamera *camera = self;
    const DeviceCalls *calls = camera->device.calls;
    struct v4l2_buffer buffer;
    Result result = wait_for_frame(camera, &buffer);
    if (result != RESULT_OK) return result;
    stamp_frame(camera, &buffer, frame);
    frame->number = camera->number;
    bool decoded = decode(camera, &buffer, &frame->image);
    frame->decoded_us = calls->clock_us(calls->world);
    if (device_ioctl(&camera->device, VIDIOC_QBUF, &buffer) != 0) return lost(camera, errno);
    if (decoded) return RESULT_OK;
    return fail(RESULT_MALFORMED,
                "frame %u of the camera %s is damaged: try another cable or USB socket",
                camera->number, camera->path);
}

const CameraSource camera_source_device = {
    .open = open_device,
    .read = read_device,
    .close = close_device,
};
