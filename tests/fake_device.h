// SPDX-License-Identifier: MIT
// fake_device.h: a scripted V4L2 camera for tests: every fault of a cheap webcam, on cue, and the
// jitter of a busy one. Its
// clock is either its own, which only moves when somebody waits, or the real one.
#pragma once

#include "base/clock.h"
#include "tiptoe/base.h"
#include "tiptoe/geometry.h"
#include "vision/camera_device.h"

#include <errno.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

typedef enum FakeKind {
    FAKE_GOOD,
    FAKE_ERROR_FLAG,  // the driver itself says that the frame is damaged
    FAKE_GARBAGE,     // bytes that are no picture
    FAKE_CUT_OFF,     // the first half of a picture
    FAKE_SMALLER,     // half as wide and high
    FAKE_FROZEN,      // the frame before with its old stamp
    FAKE_BACKWARDS,   // stamped 100 ms before the frame before
    FAKE_NO_STAMP,
    FAKE_OTHER_CLOCK,  // stamped an hour ago
    FAKE_SILENT,       // the time of a frame passes and nothing comes
    FAKE_UNPLUG,
    FAKE_IO_ERROR,
} FakeKind;

typedef struct FakeStep {
    int count;  // frames
    FakeKind kind;
} FakeStep;

typedef struct FakeMode {
    uint32_t pixels;
    int width, height, fps;
} FakeMode;

#define FAKE_BUFFERS      3
#define FAKE_STEPS_MAX    8
#define FAKE_MODES_MAX    8
#define FAKE_STAMP_AGE_US 5000    // from exposure to arrival
#define FAKE_CYCLE_US     600000  // from unplugging to being plugged in again

#define FAKE_LATENESS_US (1000 - FAKE_STAMP_AGE_US)  // least: no picture comes before its exposure
#define FAKE_STALLS      2

// How arrivals stray from the times when they are due. Zero: not at all.
typedef struct FakeJitter {
    float sigma_us;  // of a normal lateness
    struct {
        float share;  // of the pictures that are held up for so long
        int64_t us;
    } stall[FAKE_STALLS];
    uint64_t seed;
} FakeJitter;

typedef struct FakeDevice {
    // The script; afterwards all is well.
    FakeStep steps[FAKE_STEPS_MAX];
    FakeMode modes[FAKE_MODES_MAX];
    int open_error, format_error, stream_error;
    bool metadata_only, real_time;
    FakeJitter jitter;
    // Paints good pictures of an uncompressed mode and gives their size; NULL: of one brightness.
    size_t (*paint)(struct FakeDevice *fake, uint8_t *to);
    void *painter;  // for paint()
    // What was seen.
    FakeMode mode;  // that was set
    int open_files, maps, opened, dequeued, queue_errors;
    int exposure_priority;  // as set; 1 before
    int stalls[FAKE_STALLS], stall_losses;
    // Its state.
    int64_t now_us, start_us, unplugged_us, stamp_us;
    int frame;
    Rng rng;             // of the jitter
    int drawn, stalled;  // frames whose arrival was drawn; the frame that was last held up
    int64_t arrival_us, stall_end_us;
    bool streaming, gone;
    bool queued[FAKE_BUFFERS];
    uint8_t *memory[FAKE_BUFFERS];
    size_t length;
} FakeDevice;

static inline int64_t fake_clock_us(void *world)
{
    FakeDevice *fake = world;
    return fake->real_time ? clock_us() : fake->now_us;
}

static inline FakeKind fake_kind(const FakeDevice *fake, int frame)
{
    for (int i = 0; i < FAKE_STEPS_MAX; i++) {
        if (frame < fake->steps[i].count) return fake->steps[i].kind;
        frame -= fake->steps[i].count;
    }
    return FAKE_GOOD;
}

static inline int fake_error(int error)
{
    errno = error;
    return -1;
}

// --- pictures: one even brightness that tells the frame's number ---

static inline int fake_luma(int frame)
{
    return 50 + frame % 16 * 10;
}

typedef struct FakeBits {
    uint8_t *at;
    uint32_t bits;
    int count;
} FakeBits;

static inline void fake_bits(FakeBits *out, uint32_t value, int count)
{
    for (int i = count - 1; i >= 0; i--) {
        out->bits = out->bits << 1 | (value >> i & 1);
        if (++out->count < 8) continue;
        *out->at++ = (uint8_t)out->bits;
        if ((uint8_t)out->bits == 0xFF) *out->at++ = 0;
        out->bits = 0;
        out->count = 0;
    }
}

// A baseline JPEG of one brightness, written by hand: every block is flat, so one Huffman code for
// "no change" and one for "end of block" do nearly all of it. Sides are multiples of 8. Returns
// its size.
static inline size_t fake_jpeg(uint8_t *to, int width, int height, int luma)
{
    const uint8_t begin[] = { 0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0 };  // start, a table of 64 ones
    const uint8_t frame[] = { 0xFF,
                              0xC0,
                              0,
                              11,
                              8,
                              (uint8_t)(height >> 8),
                              (uint8_t)height,
                              (uint8_t)(width >> 8),
                              (uint8_t)width,
                              1,
                              1,
                              0x11,
                              0 };
    // DC: the 12 categories, each 4 bits; AC: the end of block alone, 1 bit.
    const uint8_t dc[] = { 0xFF, 0xC4, 0, 31, 0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0,  0, 0,
                           0,    0,    0, 0,  0,    1, 2, 3, 4,  5, 6, 7, 8, 9, 10, 11 };
    const uint8_t ac[] = { 0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0,
                           0,    0,    0, 0,  0,    0, 0, 0, 0, 0, 0 };
    const uint8_t scan[] = { 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0 };
    uint8_t *at = to;
    memcpy(at, begin, sizeof begin);
    memset(at + sizeof begin, 1, 64);
    at += sizeof begin + 64;
    memcpy(at, frame, sizeof frame);
    memcpy(at + sizeof frame, dc, sizeof dc);
    memcpy(at + sizeof frame + sizeof dc, ac, sizeof ac);
    at += sizeof frame + sizeof dc + sizeof ac;
    memcpy(at, scan, sizeof scan);
    FakeBits out = { .at = at + sizeof scan };
    int level = 8 * (luma - 128), category = 0;
    while (abs(level) >> category) category++;
    fake_bits(&out, (uint32_t)category, 4);
    fake_bits(&out, (uint32_t)(level < 0 ? level + (1 << category) - 1 : level), category);
    fake_bits(&out, 0, 1);
    for (int block = 1; block < width / 8 * (height / 8); block++) fake_bits(&out, 0, 5);
    while (out.count > 0) fake_bits(&out, 1, 1);
    *out.at++ = 0xFF;
    *out.at++ = 0xD9;
    return (size_t)(out.at - to);
}

static inline size_t fake_fill(FakeDevice *fake, uint8_t *to, FakeKind kind)
{
    int width = fake->mode.width, height = fake->mode.height, luma = fake_luma(fake->frame);
    if (fake->mode.pixels == V4L2_PIX_FMT_MJPEG) {
        if (kind == FAKE_GARBAGE) {
            memset(to, 0x55, 1000);
            return 1000;
        }
        if (kind == FAKE_SMALLER) return fake_jpeg(to, width / 2, height / 2, luma);
        size_t size = fake_jpeg(to, width, height, luma);
        return kind == FAKE_CUT_OFF ? size / 2 : size;
    }
    if (fake->paint) return fake->paint(fake, to);
    size_t size = (size_t)width * (size_t)height * 2;
    for (size_t i = 0; i < size; i += 2) {
        to[i] = (uint8_t)luma;
        to[i + 1] = 128;
    }
    return kind == FAKE_CUT_OFF ? size / 2 : size;
}

// --- the calls ---

static inline int64_t fake_due_us(const FakeDevice *fake)
{
    return fake->start_us + (int64_t)(fake->frame + 1) * 1000000 / fake->mode.fps;
}

// When the next frame comes. While one is held up those behind it wait in the driver's buffers, and
// what these have no room for is lost.
static inline int64_t fake_arrival_us(FakeDevice *fake)
{
    const FakeJitter *jitter = &fake->jitter;
    if (jitter->sigma_us <= 0) return fake_due_us(fake);
    if (fake->drawn > fake->frame) return fake->arrival_us;
    while (fake->frame >= fake->stalled + FAKE_BUFFERS && fake_due_us(fake) < fake->stall_end_us) {
        fake->frame++;
        fake->stall_losses++;
    }
    int64_t late_us = (int64_t)(jitter->sigma_us * rng_normal(&fake->rng));
    if (late_us < FAKE_LATENESS_US) late_us = FAKE_LATENESS_US;
    int64_t held_us = 0;
    float dice = rng_between(&fake->rng, 0, 1);
    for (int i = 0; i < FAKE_STALLS && held_us == 0; dice -= jitter->stall[i++].share) {
        if (dice >= jitter->stall[i].share) continue;
        held_us = jitter->stall[i].us;
        fake->stalls[i]++;
    }
    int64_t arrival_us = fake_due_us(fake) + late_us + held_us;
    if (arrival_us > fake->arrival_us) fake->arrival_us = arrival_us;  // none overtakes another
    if (held_us > 0) {
        fake->stalled = fake->frame;
        fake->stall_end_us = fake->arrival_us;
    }
    fake->drawn = fake->frame + 1;
    return fake->arrival_us;
}

static inline int fake_open(void *world, const char *path)
{
    FakeDevice *fake = world;
    if (strcmp(path, "/dev/video0") != 0) return fake_error(ENOENT);
    if (fake->open_error) return fake_error(fake->open_error);
    if (fake->gone) {
        if (fake_clock_us(fake) < fake->unplugged_us + FAKE_CYCLE_US) return fake_error(ENOENT);
        fake->gone = false;
    }
    fake->open_files++;
    fake->opened++;
    return 1000;
}

static inline int fake_close(void *world, int file)
{
    FakeDevice *fake = world;
    fake->open_files--;
    fake->streaming = false;
    return file == 1000 ? 0 : fake_error(EBADF);
}

static inline void *fake_map(void *world, size_t length, int file, int64_t offset)
{
    FakeDevice *fake = world;
    if (file != 1000 || offset < 0 || offset >= FAKE_BUFFERS) return NULL;
    fake->maps++;
    fake->length = length;
    return fake->memory[offset] = malloc(length);
}

static inline int fake_unmap(void *world, void *memory, size_t length)
{
    FakeDevice *fake = world;
    fake->maps--;
    free(memory);
    return length == fake->length ? 0 : fake_error(EINVAL);
}

static inline void fake_wait_until(FakeDevice *fake, int64_t us)
{
    if (fake->real_time)
        clock_sleep_until(us);
    else if (us > fake->now_us)
        fake->now_us = us;
}

static inline int fake_poll(void *world, int file, int timeout_ms)
{
    FakeDevice *fake = world;
    if (file != 1000 || !fake->streaming) return POLLERR;
    int64_t limit_us = fake_clock_us(fake) + (int64_t)timeout_ms * 1000;
    while (fake_kind(fake, fake->frame) == FAKE_SILENT && fake_due_us(fake) <= limit_us)
        fake->frame++;
    FakeKind kind = fake_kind(fake, fake->frame);
    int64_t arrival_us = fake_arrival_us(fake);
    if (arrival_us > limit_us || kind == FAKE_SILENT) {
        fake_wait_until(fake, limit_us);
        return 0;
    }
    fake_wait_until(fake, arrival_us);
    if (kind != FAKE_UNPLUG) return POLLIN;
    fake->frame++;
    fake->gone = true;
    fake->unplugged_us = fake_clock_us(fake);
    return POLLERR | POLLHUP;
}

static inline int fake_dequeue(FakeDevice *fake, struct v4l2_buffer *buffer)
{
    FakeKind kind = fake_kind(fake, fake->frame);
    int64_t arrival_us = fake_arrival_us(fake);
    if (arrival_us > fake_clock_us(fake) || kind == FAKE_SILENT) return fake_error(EAGAIN);
    if (kind == FAKE_UNPLUG) return fake_error(EAGAIN);  // the next poll tells
    if (kind == FAKE_IO_ERROR) {
        fake->frame++;
        return fake_error(EIO);
    }
    uint32_t index = 0;
    while (index < FAKE_BUFFERS && !fake->queued[index]) index++;
    if (index == FAKE_BUFFERS) return fake_error(EAGAIN);
    fake->queued[index] = false;
    int64_t stamp_us = fake_due_us(fake) - FAKE_STAMP_AGE_US;
    if (kind == FAKE_FROZEN) stamp_us = fake->stamp_us;
    if (kind == FAKE_BACKWARDS) stamp_us -= 100000;
    if (kind == FAKE_OTHER_CLOCK) stamp_us -= 3600000000;
    if (kind == FAKE_NO_STAMP) stamp_us = 0;
    fake->stamp_us = stamp_us;
    buffer->index = index;
    buffer->flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC | V4L2_BUF_FLAG_TSTAMP_SRC_SOE;
    if (kind == FAKE_ERROR_FLAG) buffer->flags |= V4L2_BUF_FLAG_ERROR;
    buffer->timestamp.tv_sec = stamp_us / 1000000;
    buffer->timestamp.tv_usec = stamp_us % 1000000;
    buffer->bytesused = (uint32_t)fake_fill(fake, fake->memory[index], kind);
    fake->frame++;
    fake->dequeued++;
    return 0;
}

static inline int fake_queue(FakeDevice *fake, const struct v4l2_buffer *buffer)
{
    if (buffer->index >= FAKE_BUFFERS || fake->queued[buffer->index]) {
        fake->queue_errors++;
        return fake_error(EINVAL);
    }
    fake->queued[buffer->index] = true;
    return 0;
}

// The `index`-th of the modes in which `key` differs from all earlier ones, among those with
// `pixels` and `width` (0: any). NULL: no more.
static inline const FakeMode *fake_nth(const FakeDevice *fake, uint32_t index, uint32_t pixels,
                                       int width)
{
    uint32_t pixels_before = 0;
    int width_before = 0;
    for (int i = 0; i < FAKE_MODES_MAX && fake->modes[i].pixels; i++) {
        const FakeMode *mode = &fake->modes[i];
        if (pixels && mode->pixels != pixels) continue;
        if (width && mode->width != width) continue;
        bool repeats = !pixels  ? mode->pixels == pixels_before
                       : !width ? mode->width == width_before
                                : false;
        pixels_before = mode->pixels;
        width_before = mode->width;
        if (repeats) continue;
        if (index-- == 0) return mode;
    }
    return NULL;
}

static inline int fake_enumerate(FakeDevice *fake, unsigned long request, void *argument)
{
    const FakeMode *mode = NULL;
    if (request == VIDIOC_ENUM_FMT) {
        struct v4l2_fmtdesc *format = argument;
        mode = fake_nth(fake, format->index, 0, 0);
        if (mode) format->pixelformat = mode->pixels;
    } else if (request == VIDIOC_ENUM_FRAMESIZES) {
        struct v4l2_frmsizeenum *size = argument;
        mode = fake_nth(fake, size->index, size->pixel_format, 0);
        size->type = V4L2_FRMSIZE_TYPE_DISCRETE;
        if (mode) size->discrete.width = (uint32_t)mode->width;
        if (mode) size->discrete.height = (uint32_t)mode->height;
    } else {
        struct v4l2_frmivalenum *rate = argument;
        mode = fake_nth(fake, rate->index, rate->pixel_format, (int)rate->width);
        rate->type = V4L2_FRMIVAL_TYPE_DISCRETE;
        if (mode) rate->discrete = (struct v4l2_fract){ 1, (uint32_t)mode->fps };
    }
    return mode ? 0 : fake_error(EINVAL);
}

static inline int fake_set(FakeDevice *fake, unsigned long request, void *argument)
{
    if (request == VIDIOC_S_FMT) {
        if (fake->format_error) return fake_error(fake->format_error);
        struct v4l2_pix_format *pix = &((struct v4l2_format *)argument)->fmt.pix;
        fake->mode.pixels = pix->pixelformat;
        fake->mode.width = (int)pix->width;
        fake->mode.height = (int)pix->height;
        pix->bytesperline = pix->pixelformat == V4L2_PIX_FMT_YUYV ? pix->width * 2 : 0;
        return 0;
    }
    if (request == VIDIOC_S_PARM) {
        struct v4l2_fract *time = &((struct v4l2_streamparm *)argument)->parm.capture.timeperframe;
        fake->mode.fps = (int)((time->denominator + time->numerator / 2) / time->numerator);
        return 0;
    }
    struct v4l2_control *control = argument;
    if (control->id != V4L2_CID_EXPOSURE_AUTO_PRIORITY) return fake_error(EINVAL);
    fake->exposure_priority = control->value;
    return 0;
}

static inline int fake_stream(FakeDevice *fake, unsigned long request)
{
    memset(fake->queued, 0, request == VIDIOC_STREAMOFF ? sizeof fake->queued : 0);
    if (request == VIDIOC_STREAMON && fake->stream_error) return fake_error(fake->stream_error);
    fake->streaming = request == VIDIOC_STREAMON;
    fake->start_us = fake_clock_us(fake) - (int64_t)fake->frame * 1000000 / fake->mode.fps;
    // Whatever was held up is forgotten: a schedule of its own begins with a picture in time.
    fake->arrival_us = fake_due_us(fake);
    fake->stall_end_us = 0;
    fake->drawn = fake->frame + 1;
    return 0;
}

static inline int fake_ioctl(void *world, int file, unsigned long request, void *argument)
{
    FakeDevice *fake = world;
    if (file != 1000 || fake->gone) return fake_error(ENODEV);
    switch (request) {
    case VIDIOC_QUERYCAP: {
        struct v4l2_capability *capability = argument;
        strcpy((char *)capability->card, "Scripted camera");
        capability->capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_DEVICE_CAPS;
        capability->device_caps = fake->metadata_only ? V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING
                                                      : V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
        return 0;
    }
    case VIDIOC_ENUM_FMT:
    case VIDIOC_ENUM_FRAMESIZES:
    case VIDIOC_ENUM_FRAMEINTERVALS: return fake_enumerate(fake, request, argument);
    case VIDIOC_S_FMT:
    case VIDIOC_S_PARM:
    case VIDIOC_S_CTRL: return fake_set(fake, request, argument);
    case VIDIOC_REQBUFS:
        ((struct v4l2_requestbuffers *)argument)->count = FAKE_BUFFERS;
        memset(fake->queued, 0, sizeof fake->queued);
        return 0;
    case VIDIOC_QUERYBUF: {
        struct v4l2_buffer *buffer = argument;
        buffer->length = (uint32_t)(fake->mode.width * fake->mode.height * 2 + 1024);
        buffer->m.offset = buffer->index;
        return 0;
    }
    case VIDIOC_QBUF: return fake_queue(fake, argument);
    case VIDIOC_DQBUF: return fake_dequeue(fake, argument);
    case VIDIOC_STREAMON:
    case VIDIOC_STREAMOFF: return fake_stream(fake, request);
    default: return fake_error(ENOTTY);
    }
}

static inline DeviceCalls fake_calls(FakeDevice *fake)
{
    if (fake->now_us == 0) fake->now_us = 1000000000;
    fake->exposure_priority = 1;
    fake->rng = rng_seed(fake->jitter.seed);
    return (DeviceCalls){ fake,     fake_open,  fake_close, fake_ioctl,
                          fake_map, fake_unmap, fake_poll,  fake_clock_us };
}
