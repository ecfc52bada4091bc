// tracker.c: the detector finds the player once, then each picture's landmarks say where to look in the
// next one, after MediaPipe's pose graph.
#include "vision/tracker.h"

#include "base/clock.h"
#include "base/one_euro.h"
#include "vision/detector.h"
#include "vision/landmarks.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The package that tools/setup fetches the models from; its version names the cache folder.
#define MODELS_FOLDER "tiptoe/models-0.5.1675469404"
#define DETECTOR_FILE "pose_detector.tflite"

// While nobody is there, the detector looks ten times a second: it costs as much as a landmark network.
#define SEARCH_PAUSE_US 100000
#define NEVER           INT64_MIN

#define SCALE_MIN 1e-6f  // px; below, nothing is filtered
static const OneEuroTuning steering = { .min_cutoff = 0.01f, .beta = 10, .d_cutoff = 1 };

struct Tracker {
    Detector *detector;
    LandmarkFinder *finder;
    bool tracking;        // `next` says where the player was last
    Region where, next;   // looked at in the last picture; to look at in the next one
    OneEuro steer[2][2];  // the filters of both auxiliary landmarks, x and y
    int64_t last_us;      // capture time of the last picture
    int64_t search_us;    // when nobody is there: no detector before this capture time
    TrackerTimes times;
    Landmarks landmarks;
};

const char *model_name(Model model)
{
    static const char *names[MODEL_COUNT] = {
#define X(name, stored, file) stored,
        MODEL_LIST(X)
#undef X
    };
    REQUIRE(model >= 0 && model < MODEL_COUNT);
    return names[model];
}

Model model_find(const char *name)
{
    int model = 0;
    while (model < MODEL_COUNT && strcmp(model_name((Model)model), name) != 0) model++;
    return (Model)model;
}

Result tracker_model_path(char *path, size_t size, const char *folder, const char *file)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    int length;
    if (!folder) folder = getenv("TIPTOE_MODELS");
    if (folder && *folder)
        length = snprintf(path, size, "%s/%s", folder, file);
    else if (cache && *cache == '/')  // a relative path there is to be ignored (XDG)
        length = snprintf(path, size, "%s/" MODELS_FOLDER "/%s", cache, file);
    else
        length = snprintf(path, size, "%s/.cache/" MODELS_FOLDER "/%s", home ? home : "", file);
    if (length > 0 && (size_t)length < size) return RESULT_OK;
    return fail(RESULT_NOT_FOUND, "the path of the pose models is too long: shorten TIPTOE_MODELS");
}

static Result open_networks(Tracker *t, const TrackerOptions *options)
{
    static const char *files[MODEL_COUNT] = {
#define X(name, stored, file) file,
        MODEL_LIST(X)
#undef X
    };
    char path[4096];
    const char *folder = options->model_folder;
    Result result = tracker_model_path(path, sizeof path, folder, DETECTOR_FILE);
    if (result == RESULT_OK) result = detector_open(&t->detector, path);
    if (result == RESULT_OK)
        result = tracker_model_path(path, sizeof path, folder, files[options->model]);
    if (result == RESULT_OK) result = landmarks_open(&t->finder, path, options->mask);
    return result;
}

Result tracker_open(Tracker **tracker, const TrackerOptions *options)
{
    REQUIRE(options->model >= 0 && options->model < MODEL_COUNT);
    *tracker = NULL;
    Tracker *t = calloc(1, sizeof *t);
    if (!t) return fail(RESULT_FULL, "no memory for the pose tracker: close other programs");
    Result result = open_networks(t, options);
    if (result != RESULT_OK) {
        tracker_close(&t);
        return result;
    }
    tracker_forget(t);
    *tracker = t;
    return RESULT_OK;
}

void tracker_forget(Tracker *tracker)
{
    tracker->tracking = false;
    tracker->last_us = tracker->search_us = NEVER;
}

// Where to look in this picture. False: nowhere.
static bool find_region(Tracker *t, const Image *image, int64_t captured_us)
{
    if (t->tracking) {
        t->where = t->next;
        return true;
    }
    if (captured_us < t->search_us) return false;
    t->search_us = captured_us + SEARCH_PAUSE_US;
    Person people[DETECTOR_PEOPLE_MAX];
    int64_t start = clock_us();
    int count =
        detector_find(t->detector, image, region_of_picture(image->width, image->height), people);
    t->times.detect_us = clock_us() - start;
    if (count == 0) return false;
    t->where = region_of_body(people[0].point[PERSON_HIPS], people[0].point[PERSON_REACH]);
    return region_is_sane(t->where, image->width, image->height);
}

// Steers the next picture's region by the filtered auxiliary landmarks. Returns the yardstick of the
// filters: twice the distance of the two, px.
static float steer(Tracker *t, float rate)
{
    const Vec3 *aux = &t->landmarks.image_px[LANDMARKS_HIPS];
    float scale = 2 * vec2_distance(vec2(aux[0].x, aux[0].y), vec2(aux[1].x, aux[1].y));
    Vec2 steady[2];
    for (int i = 0; i < 2; i++) {
        steady[i] = vec2(aux[i].x, aux[i].y);
        OneEuro *x = &t->steer[i][0], *y = &t->steer[i][1];
        if (!t->tracking || scale < SCALE_MIN) {
            one_euro_start(x, aux[i].x);
            one_euro_start(y, aux[i].y);
        } else {
            steady[i].x = one_euro_next(x, steering, aux[i].x, 1 / scale, rate);
            steady[i].y = one_euro_next(y, steering, aux[i].y, 1 / scale, rate);
        }
    }
    t->next = region_of_body(steady[0], steady[1]);
    return scale;
}

static void fill_pose(const Landmarks *landmarks, Pose *pose)
{
    float width = pose->width, height = pose->height;
    pose->found = true;
    pose->presence = landmarks->presence;
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        Vec3 px = landmarks->image_px[i];
        pose->image[i] = (Vec3){ px.x / width, px.y / height, px.z / width };
        pose->visibility[i] = landmarks->visibility[i];
        pose->world_m[i] = landmarks->world_m[i];
    }
}

static void look(Tracker *t, const Image *image, int64_t captured_us, Pose *pose)
{
    LandmarkTimes times = { 0 };
    bool was_tracking = t->tracking;
    bool found = find_region(t, image, captured_us) &&
                 landmarks_find(t->finder, image, t->where, &t->landmarks, &times);
    t->times.crop_us = times.crop_us;
    t->times.network_us = times.network_us;
    t->times.decode_us = times.decode_us;
    if (found) {
        float rate = t->tracking ? 1e6f / (float)(captured_us - t->last_us) : 0;
        pose->scale_px = steer(t, rate);
        found = region_is_sane(t->next, image->width, image->height);
    }
    if (found)
        fill_pose(&t->landmarks, pose);
    else if (was_tracking)
        t->search_us = NEVER;  // just lost: the detector looks at the very next picture
    t->tracking = found;
}

void tracker_next(Tracker *tracker, const Image *image, int64_t captured_us, Pose *pose)
{
    REQUIRE(image->width > 0 && image->width <= UINT16_MAX);
    REQUIRE(image->height > 0 && image->height <= UINT16_MAX);
    int64_t start = clock_us();
    if (captured_us <= tracker->last_us) tracker_forget(tracker);
    uint32_t number = pose->number;
    int64_t ready_us = pose->ready_us;
    *pose = (Pose){ .number = number,
                    .width = (uint16_t)image->width,
                    .height = (uint16_t)image->height,
                    .captured_us = captured_us,
                    .ready_us = ready_us };
    tracker->times = (TrackerTimes){ 0 };
    look(tracker, image, captured_us, pose);
    tracker->last_us = captured_us;
    tracker->times.total_us = clock_us() - start;
}

TrackerTimes tracker_times(const Tracker *tracker)
{
    return tracker->times;
}

bool tracker_mask(const Tracker *tracker, TrackerMask *mask)
{
    *mask = (TrackerMask){ landmarks_mask(tracker->finder), tracker->where };
    return tracker->tracking && mask->logits;
}

void tracker_close(Tracker **tracker)
{
    Tracker *t = *tracker;
    if (!t) return;
    detector_close(&t->detector);
    landmarks_close(&t->finder);
    free(t);
    *tracker = NULL;
}
