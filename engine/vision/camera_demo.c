// camera_demo.c: the drawn child as a camera, for machines without one and for tests that need the
// truth.
#include "camera_source.h"

#include "demo/demo.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct DemoCamera {
    Demo *demo;
    Image image;
    DemoAim aim;
    bool aimed;  // `aim` is new
    Pose truth;
} DemoCamera;

static void close_demo(void *self)
{
    DemoCamera *camera = self;
    demo_close(&camera->demo);
    free(camera->image.bgr);
    free(camera);
}

static Result open_demo(void **self, const CameraRequest *request, CameraInfo *info)
{
    int width = request->width > 0 ? request->width : 640;
    int height = request->height > 0 ? request->height : 480;
    double fps = request->fps > 0 ? request->fps : CAMERA_FPS_DEFAULT;
    if (width < 160 || height < 120 || width > 4096 || height > 4096 || fps > CAMERA_FPS_MAX) {
        return fail(RESULT_USAGE,
                    "the demo camera cannot draw %dx%d at %g fps: use --size 640x480 or 1280x720 "
                    "and 30 or 60 fps",
                    width, height, fps);
    }
    DemoCamera *camera = calloc(1, sizeof(*camera));
    uint8_t *bgr = calloc((size_t)width * (size_t)height, 3);
    if (!camera || !bgr) {
        free(camera);
        free(bgr);
        return fail(RESULT_FULL, "no memory for a picture of %dx%d: close other programs", width,
                    height);
    }
    camera->image = (Image){ .width = width, .height = height, .stride = width * 3, .bgr = bgr };
    DemoOptions options = {
        .script = strncmp(request->source, "demo:", 5) == 0 ? request->source + 5 : "play",
        .width = width,
        .height = height,
        .fps = fps,
        .seed = request->seed,
        .height_cm = request->height_cm,
        .seated = request->seated,
        .wheelchair = request->wheelchair,
        .skill = request->skill,
        .reaction_ms = request->reaction_ms,
        .tremor_cm = request->tremor_cm,
        .weakness = { request->weakness[0], request->weakness[1] },
        .attention_s = request->attention_s,
    };
    Result result = demo_open(&camera->demo, &options);
    if (result != RESULT_OK) {
        close_demo(camera);
        return result;
    }
    *info = (CameraInfo){ .name = "demo camera", .width = width, .height = height, .fps = fps };
    *self = camera;
    return RESULT_OK;
}

static Result read_demo(void *self, Frame *frame)
{
    DemoCamera *camera = self;
    demo_frame(camera->demo, camera->aimed ? &camera->aim : NULL, &camera->image, &camera->truth);
    camera->aimed = false;
    frame->image = camera->image;
    return RESULT_OK;
}

static void aim_demo(void *self, const DemoAim *aim)
{
    DemoCamera *camera = self;
    camera->aim = *aim;
    camera->aimed = true;
}

static void truth_demo(const void *self, Pose *truth)
{
    const DemoCamera *camera = self;
    *truth = camera->truth;
}

const CameraSource camera_source_demo = {
    .open = open_demo,
    .read = read_demo,
    .aim = aim_demo,
    .truth = truth_demo,
    .close = close_demo,
};
