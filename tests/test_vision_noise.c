// SPDX-License-Identifier: MIT
// test_vision_noise.c: the steps in which a pose is stored, against the raw noise of the quietest
// landmark of a child who stands still, with every model: x and y are at most a quarter of it, z
// and the world at most the noise itself. The child is as small in the picture as one is tracked.
#include "demo/demo.h"
#include "play/pose_record.h"
#include "test.h"
#include "vision/tracker.h"

#include <string.h>

#define FRAMES 180
#define SETTLE 30

enum { X, Y, Z, WORLD_X, WORLD_Y, WORLD_Z, SCALE, AXES };
static const char *const axis_name[] = { "x", "y", "z", "world x", "world y", "world z", "scale" };

// How small in what picture: a little smaller is not found any more.
typedef struct Scene {
    Model model;
    int child_width, child_height, width, height;  // of the drawn picture, and of the one around it
} Scene;

// The drawn picture in the middle; around it its edge goes on.
static void place(const Image *drawn, Image *whole)
{
    for (int y = 0; y < whole->height; y++)
        for (int x = 0; x < whole->width; x++) {
            int fx = x - (whole->width - drawn->width) / 2;
            int fy = y - (whole->height - drawn->height) / 2;
            fx = fx < 0 ? 0 : fx >= drawn->width ? drawn->width - 1 : fx;
            fy = fy < 0 ? 0 : fy >= drawn->height ? drawn->height - 1 : fy;
            memcpy(whole->bgr + y * whole->stride + x * 3, drawn->bgr + fy * drawn->stride + fx * 3,
                   3);
        }
}

static Image blank(int width, int height)
{
    Image image = { width, height, width * 3, calloc((size_t)width * (size_t)height, 3) };
    assert_non_null(image.bgr);
    return image;
}

// In px and metres. The landmarks, and with them the scale as a landmark of its own.
static double value_of(const Pose *pose, int axis, int landmark)
{
    const Vec3 *at = &pose->image[landmark], *world = &pose->world_m[landmark];
    switch (axis) {
    case X: return (double)at->x * pose->width;
    case Y: return (double)at->y * pose->height;
    case Z: return (double)at->z * pose->width;
    case WORLD_X: return (double)world->x;
    case WORLD_Y: return (double)world->y;
    case WORLD_Z: return (double)world->z;
    default: return (double)pose->scale_px;
    }
}

// The standard deviation from picture to picture.
static double noise_of(const Pose *pose, int axis, int landmark)
{
    double sum = 0, squares = 0;
    for (int i = SETTLE; i < FRAMES; i++) {
        double d = value_of(&pose[i], axis, landmark) - value_of(&pose[i - 1], axis, landmark);
        sum += d;
        squares += d * d;
    }
    int n = FRAMES - SETTLE;
    return sqrt((squares - sum * sum / n) / (n - 1));
}

static void track(const Scene *s, Pose pose[FRAMES])
{
    DemoOptions child = { .script = "sway 0cm 1Hz 60",
                          .width = s->child_width,
                          .height = s->child_height,
                          .fps = 30,
                          .seed = 5 };
    Image drawn = blank(s->child_width, s->child_height), whole = blank(s->width, s->height);
    Demo *demo = NULL;
    Tracker *tracker = NULL;
    assert_int_equal(demo_open(&demo, &child), RESULT_OK);
    assert_int_equal(tracker_open(&tracker, &(TrackerOptions){ .model = s->model }), RESULT_OK);
    for (int i = 0; i < FRAMES; i++) {
        Pose truth;
        demo_frame(demo, NULL, &drawn, &truth);
        place(&drawn, &whole);
        tracker_next(tracker, &whole, (int64_t)i * 1000000 / 30, &pose[i]);
        assert_true(pose[i].found);
    }
    tracker_close(&tracker);
    demo_close(&demo);
    free(drawn.bgr);
    free(whole.bgr);
}

static void test_steps_are_finer_than_the_noise(void **state)
{
    static Pose pose[FRAMES];
    const Scene *s = *state;
    need_models();
    track(s, pose);
    static const double most[AXES] = { 4.0 / POSE_STEPS_X,  4.0 / POSE_STEPS_Y,
                                       1.0 / POSE_STEPS_Z,  1.0 / POSE_STEPS_WX,
                                       1.0 / POSE_STEPS_WY, 1.0 / POSE_STEPS_WZ,
                                       1.0 / POSE_STEPS_Z };
    for (int axis = 0; axis < AXES; axis++) {
        double least = INFINITY;
        for (int i = 0; i < LANDMARK_COUNT; i++) least = fmin(least, noise_of(pose, axis, i));
        print_message("%s, child of %.0f px in %dx%d: %s: noise %.5f %s, %.2f of what it must be\n",
                      model_name(s->model), 0.625 * s->child_height, s->width, s->height,
                      axis_name[axis], least, axis >= WORLD_X && axis <= WORLD_Z ? "m" : "px",
                      least / most[axis]);
        assert_at_least(least, most[axis]);
    }
}

static Scene scenes[] = {
    { MODEL_LITE, 128, 96, 640, 480 },   { MODEL_FULL, 128, 96, 640, 480 },
    { MODEL_HEAVY, 128, 96, 640, 480 },  { MODEL_LITE, 240, 136, 1280, 720 },
    { MODEL_FULL, 240, 136, 1280, 720 }, { MODEL_HEAVY, 240, 136, 1280, 720 },
};

#define SCENE(i)                                                                                   \
    {                                                                                              \
        "test_steps_are_finer_than_the_noise", test_steps_are_finer_than_the_noise, NULL, NULL,    \
            &scenes[i]                                                                             \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE(0), SCENE(1), SCENE(2), SCENE(3), SCENE(4), SCENE(5)
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
