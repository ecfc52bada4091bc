// SPDX-License-Identifier: MIT
// camera_mode.c: which of a camera's modes to use, and setting it.
#include "vision/camera_device.h"

#include "camera_kinds.h"
#include <errno.h>
#include <linux/videodev2.h>
#include <math.h>

// A driver that lists for ever is stopped here.
#define FORMATS_MAX   32
#define SIZES_MAX     64
#define INTERVALS_MAX 64

#define WIDTH_USUAL   640
#define HEIGHT_USUAL  480
#define FPS_USUAL     60.0
#define HEIGHT_ENOUGH 360  // px; below it a child at 3 m is too small for the model

// The formats that can be decoded, the cheaper before the dearer.
static const uint32_t formats[] = {
    V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_NV12, V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_JPEG, V4L2_PIX_FMT_GREY,
};
#define FORMAT_COUNT ((int)(sizeof(formats) / sizeof(formats[0])))

static int format_rank(uint32_t pixels)
{
    int rank = 0;
    while (rank < FORMAT_COUNT && formats[rank] != pixels) rank++;
    return rank;
}

static double size_distance(const DeviceMode *mode, const DeviceMode *wish)
{
    return fabs(log((double)mode->width / wish->width)) +
           fabs(log((double)mode->height / wish->height));
}

static bool is_better(const DeviceMode *a, const DeviceMode *b, const DeviceMode *wish)
{
    int enough = wish->height < HEIGHT_ENOUGH ? wish->height : HEIGHT_ENOUGH;
    if ((a->height >= enough) != (b->height >= enough)) return a->height >= enough;
    // 29.97 and 30 are the same rate.
    double rate_a = fmin(a->fps, wish->fps), rate_b = fmin(b->fps, wish->fps);
    if (fabs(rate_a - rate_b) > 0.05 * wish->fps) return rate_a > rate_b;
    double far_a = size_distance(a, wish), far_b = size_distance(b, wish);
    if (fabs(far_a - far_b) > 0.01) return far_a < far_b;
    if (fabs(a->fps - b->fps) > 0.05 * wish->fps) return a->fps < b->fps;  // no faster than wished
    return format_rank(a->pixels) < format_rank(b->pixels);
}

static void consider(DeviceMode *best, const DeviceMode *mode, const DeviceMode *wish)
{
    if (mode->width < CAMERA_SIDE_MIN || mode->height < CAMERA_SIDE_MIN) return;
    if (mode->width > CAMERA_SIDE_MAX || mode->height > CAMERA_SIDE_MAX) return;
    if (best->pixels == 0 || is_better(mode, best, wish)) *best = *mode;
}

static double fraction_fps(struct v4l2_fract interval)
{
    return interval.numerator > 0 ? (double)interval.denominator / interval.numerator : 0;
}

// Every rate of one format and size. A device that does not tell its rates is taken for 30 fps.
static void consider_rates(const DeviceFile *device, DeviceMode mode, const DeviceMode *wish,
                           DeviceMode *best)
{
    for (uint32_t i = 0; i < INTERVALS_MAX; i++) {
        struct v4l2_frmivalenum interval = {
            .index = i,
            .pixel_format = mode.pixels,
            .width = (uint32_t)mode.width,
            .height = (uint32_t)mode.height,
        };
        if (device_ioctl(device, VIDIOC_ENUM_FRAMEINTERVALS, &interval) != 0) {
            mode.fps = CAMERA_FPS_DEFAULT;
            if (i == 0) consider(best, &mode, wish);
            return;
        }
        if (interval.type == V4L2_FRMIVAL_TYPE_DISCRETE) {
            mode.fps = fraction_fps(interval.discrete);
            consider(best, &mode, wish);
        } else {
            mode.fps = fmin(fraction_fps(interval.stepwise.min), wish->fps);
            consider(best, &mode, wish);
            return;
        }
    }
}

static int within(int value, uint32_t low, uint32_t high, uint32_t step)
{
    uint32_t wished = (uint32_t)value;
    if (wished <= low) return (int)low;
    if (wished >= high) return (int)high;
    return (int)(step > 1 ? low + (wished - low) / step * step : wished);
}

static void consider_sizes(const DeviceFile *device, uint32_t pixels, const DeviceMode *wish,
                           DeviceMode *best)
{
    for (uint32_t i = 0; i < SIZES_MAX; i++) {
        struct v4l2_frmsizeenum size = { .index = i, .pixel_format = pixels };
        if (device_ioctl(device, VIDIOC_ENUM_FRAMESIZES, &size) != 0) {
            DeviceMode mode = { .pixels = pixels, .width = wish->width, .height = wish->height };
            if (i == 0) consider_rates(device, mode, wish, best);
            return;
        }
        DeviceMode mode = { .pixels = pixels };
        if (size.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
            mode.width = (int)size.discrete.width;
            mode.height = (int)size.discrete.height;
            consider_rates(device, mode, wish, best);
        } else {
            const struct v4l2_frmsize_stepwise *range = &size.stepwise;
            mode.width = within(wish->width, range->min_width, range->max_width, range->step_width);
            mode.height =
                within(wish->height, range->min_height, range->max_height, range->step_height);
            consider_rates(device, mode, wish, best);
            return;
        }
    }
}

// Low light must not halve the rate. Many cameras do not have this control, and that is well.
static void fix_rate(const DeviceFile *device)
{
    struct v4l2_control control = { .id = V4L2_CID_EXPOSURE_AUTO_PRIORITY, .value = 0 };
    (void)device_ioctl(device, VIDIOC_S_CTRL, &control);
}

static void set_rate(const DeviceFile *device, DeviceMode *mode)
{
    struct v4l2_streamparm parameters = { .type = V4L2_BUF_TYPE_VIDEO_CAPTURE };
    parameters.parm.capture.timeperframe.numerator = 1000;
    parameters.parm.capture.timeperframe.denominator = (uint32_t)lround(mode->fps * 1000);
    if (device_ioctl(device, VIDIOC_S_PARM, &parameters) != 0) return;
    double agreed = fraction_fps(parameters.parm.capture.timeperframe);
    if (agreed > 0 && agreed <= CAMERA_FPS_MAX) mode->fps = agreed;
}

Result device_set_mode(const DeviceFile *device, const CameraRequest *request, DeviceMode *mode)
{
    DeviceMode wish = {
        .width = request->width > 0 ? request->width : WIDTH_USUAL,
        .height = request->height > 0 ? request->height : HEIGHT_USUAL,
        .fps = request->fps > 0        ? request->fps
               : request->fps_most > 0 ? request->fps_most
                                       : FPS_USUAL,
    };
    *mode = (DeviceMode){ 0 };
    for (uint32_t i = 0; i < FORMATS_MAX; i++) {
        struct v4l2_fmtdesc format = { .index = i, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE };
        if (device_ioctl(device, VIDIOC_ENUM_FMT, &format) != 0) break;
        if (format_rank(format.pixelformat) < FORMAT_COUNT) {
            consider_sizes(device, format.pixelformat, &wish, mode);
        }
    }
    if (mode->pixels == 0) {
        return fail(
            RESULT_UNAVAILABLE,
            "the camera %s offers no picture format that can be read (YUYV, NV12, MJPG): use "
            "another camera",
            device->path);
    }
    struct v4l2_format format = { .type = V4L2_BUF_TYPE_VIDEO_CAPTURE };
    format.fmt.pix.pixelformat = mode->pixels;
    format.fmt.pix.width = (uint32_t)mode->width;
    format.fmt.pix.height = (uint32_t)mode->height;
    format.fmt.pix.field = V4L2_FIELD_ANY;
    if (device_ioctl(device, VIDIOC_S_FMT, &format) != 0) {
        return device_failed(device->path, "setting the picture's size", errno);
    }
    const struct v4l2_pix_format *agreed = &format.fmt.pix;
    if (format_rank(agreed->pixelformat) == FORMAT_COUNT || agreed->width < CAMERA_SIDE_MIN ||
        agreed->height < CAMERA_SIDE_MIN || agreed->width > CAMERA_SIDE_MAX ||
        agreed->height > CAMERA_SIDE_MAX) {
        return fail(RESULT_UNAVAILABLE,
                    "the camera %s does not keep to its own picture formats: use "
                    "another camera",
                    device->path);
    }
    mode->pixels = agreed->pixelformat;
    mode->width = (int)agreed->width;
    mode->height = (int)agreed->height;
    // Some drivers leave the row's length out.
    int row = mode->width * (mode->pixels == V4L2_PIX_FMT_YUYV ? 2 : 1);
    mode->stride = agreed->bytesperline > 0 ? (int)agreed->bytesperline : row;
    set_rate(device, mode);
    fix_rate(device);
    return RESULT_OK;
}
