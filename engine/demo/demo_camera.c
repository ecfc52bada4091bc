// SPDX-License-Identifier: MIT
// demo_camera.c: the drawn child as a camera, for machines without one and for tests that need the
// truth.
#include "demo_camera.h"
#include "traits.h"

#include <stdlib.h>
#include <string.h>

typedef struct DemoCamera {
    Demo *demo;
    Image image;
    DemoLink *link;  // NULL: nobody aims, nobody asks for the truth
} DemoCamera;

void demo_link_init(DemoLink *link)
{
    REQUIRE(link);
    *link = (DemoLink){ 0 };
    mailbox_init(&link->aim_box);
}

void demo_link_aim(DemoLink *link, const DemoAim *aim)
{
    REQUIRE(aim->count >= 0 && aim->count <= DEMO_TARGETS_MAX);
    link->aim[link->aim_box.write] = *aim;
    mailbox_post(&link->aim_box);
}

static void close_demo(void *self)
{
    DemoCamera *camera = self;
    demo_close(&camera->demo);
    free(camera->image.bgr);
    free(camera);
}

static Result open_child(DemoCamera *camera, const CameraRequest *request)
{
    DemoOptions options = {
        .width = camera->image.width,
        .height = camera->image.height,
        .fps = request->fps > 0 ? request->fps : CAMERA_FPS_DEFAULT,
        .seed = request->seed,
        .height_cm = request->height_cm,
        .seated = request->seated,
        .wheelchair = request->wheelchair,
    };
    const char *colon = strchr(request->source, ':');
    options.script = colon ? colon + 1 : "";
    Result result = traits_read(&options, &options.script);
    return result ? result : demo_open(&camera->demo, &options);
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
    DemoCamera *camera = calloc(1, sizeof *camera);
    uint8_t *bgr = calloc((size_t)width * (size_t)height, 3);
    if (!camera || !bgr) {
        free(camera);
        free(bgr);
        return fail(RESULT_FULL, "no memory for a picture of %dx%d: close other programs", width,
                    height);
    }
    camera->image = (Image){ .width = width, .height = height, .stride = width * 3, .bgr = bgr };
    camera->link = request->link;
    Result result = open_child(camera, request);
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
    DemoLink *link = camera->link;
    bool aimed = link && mailbox_take(&link->aim_box);
    demo_frame(camera->demo, aimed ? &link->aim[link->aim_box.read] : NULL, &camera->image,
               link ? &link->truth : NULL);
    frame->image = camera->image;
    return RESULT_OK;
}

const CameraSource demo_camera_source = {
    .name = "demo",
    .open = open_demo,
    .read = read_demo,
    .close = close_demo,
};
