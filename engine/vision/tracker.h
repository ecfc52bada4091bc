// tracker.h: one picture in, one pose out: BlazePose's detector and landmark network through XNNPACK,
// and the region of interest that follows the player. One thread; nothing is allocated after opening.
#pragma once

#include "base/image.h"
#include "tiptoe/base.h"
#include "tiptoe/pose.h"
#include "vision/region.h"

#ifdef __cplusplus
extern "C" {
#endif

// X(name, stored name, file)
#define MODEL_LIST(X)                                                                              \
    X(LITE, "lite", "pose_landmark_lite.tflite")                                                   \
    X(FULL, "full", "pose_landmark_full.tflite")                                                   \
    X(HEAVY, "heavy", "pose_landmark_heavy.tflite")

typedef enum Model {
#define X(name, stored, file) MODEL_##name,
    MODEL_LIST(X)
#undef X
        MODEL_COUNT
} Model;

const char *model_name(Model model);
Model model_find(const char *name);  // MODEL_COUNT: unknown

typedef struct TrackerOptions {
    Model model;
    const char *model_folder;  // NULL: $TIPTOE_MODELS, else the cache folder that tools/setup fills
    bool mask;                 // also separate the player from the background: 4 ms more a picture
} TrackerOptions;

// Time that one picture took, stage by stage. Microseconds; 0: the stage did not run.
typedef struct TrackerTimes {
    int64_t detect_us, crop_us, network_us, decode_us, total_us;
} TrackerTimes;

typedef struct Tracker Tracker;

// Where the model file lies: in `folder`, or if that is NULL in $TIPTOE_MODELS, else in the cache.
Result tracker_model_path(char *path, size_t size, const char *folder, const char *file);

// NOT_FOUND: no model file. MALFORMED: damaged. Each with a line that says what to do.
Result tracker_open(Tracker **tracker, const TrackerOptions *options);

// Fills all of `pose` but `number` and `ready_us`. Nobody found is `found` false, not an error.
// `captured_us` must grow from call to call; if it does not, the pose is started anew. While nobody is
// found, the detector looks only every 100 ms of capture time; who was just lost is sought at once.
// Landmarks are raw; only the two that steer the next region are filtered.
void tracker_next(Tracker *tracker, const Image *image, int64_t captured_us, Pose *pose);

void tracker_forget(Tracker *tracker);               // the next picture starts with the detector
TrackerTimes tracker_times(const Tracker *tracker);  // of the last call

// Where the player is in the last picture, as TRACKER_MASK_SIZE squared logits (above 0: the player),
// rows from the top, over the square `where` of the picture. Valid until the next call.
#define TRACKER_MASK_SIZE 256
typedef struct TrackerMask {
    const float *logits;
    Region where;
} TrackerMask;

// False: opened without a mask, or nobody was found.
bool tracker_mask(const Tracker *tracker, TrackerMask *mask);

void tracker_close(Tracker **tracker);  // *tracker becomes NULL; NULL is allowed

#ifdef __cplusplus
}
#endif
