// SPDX-License-Identifier: MIT
// validity_still.c: what the tracker makes of people who stand still in real clips: the longest
// stretch by rule, and how much its landmarks move there.
#include "validity_still.h"

#include "measure/earned.h"
#include "measure/signal.h"
#include "measure/sway.h"
#include "vision/camera.h"
#include "vision/tracker.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TALL_SHARE 0.84  // of the height from nose to ankles (docs/clinical.md, the scale)

typedef struct Place {
    const char *name;
    Landmark one, other;
} Place;

// All of these must stay where they are.
static const Place places[] = {
    { "nose", LANDMARK_NOSE, LANDMARK_NOSE },
    { "mid-shoulder", LANDMARK_SHOULDER_LEFT, LANDMARK_SHOULDER_RIGHT },
    { "mid-hip", LANDMARK_HIP_LEFT, LANDMARK_HIP_RIGHT },
    { "left ankle", LANDMARK_ANKLE_LEFT, LANDMARK_ANKLE_LEFT },
    { "right ankle", LANDMARK_ANKLE_RIGHT, LANDMARK_ANKLE_RIGHT },
};
#define PLACES ((int)(sizeof places / sizeof *places))

// In px: the middle of both landmarks, or half of their difference.
static double at(const Pose *p, Landmark one, Landmark other, bool upright, bool half)
{
    const Vec3 *a = &p->image[one], *b = &p->image[other];
    double x = upright ? (double)a->y : (double)a->x, y = upright ? (double)b->y : (double)b->x;
    return (upright ? p->height : p->width) * (half ? x - y : x + y) / 2;
}

static double tall_px(const Pose *p)
{
    double feet = at(p, LANDMARK_ANKLE_LEFT, LANDMARK_ANKLE_RIGHT, true, false);
    return (feet - at(p, LANDMARK_NOSE, LANDMARK_NOSE, true, false)) / TALL_SHARE;
}

// Whether nothing that must be still goes farther than STILL_RANGE from `first` to `last`.
static bool is_still(const Pose *pose, size_t first, size_t last)
{
    double room = STILL_RANGE * tall_px(&pose[first]);
    for (int k = 0; k < 2 * PLACES; k++) {
        double low = INFINITY, high = -INFINITY;
        for (size_t i = first; i < last; i++) {
            if (!pose[i].found) return false;
            double value = at(&pose[i], places[k / 2].one, places[k / 2].other, k % 2, false);
            low = fmin(low, value);
            high = fmax(high, value);
        }
        if (high - low > room) return false;
    }
    return true;
}

Still still_find(const Pose *pose, size_t count, double rate_hz)
{
    Still best = { 0, 0 };
    size_t least = (size_t)(STILL_SECONDS * rate_hz);
    if (rate_hz < STILL_RATE_HZ) return best;
    for (size_t first = 0; first + least <= count; first++) {
        size_t length = best.last - best.first + 1;
        if (length < least) length = least;
        while (first + length <= count && is_still(pose, first, first + length)) {
            best = (Still){ first, first + length };
            length++;
        }
    }
    return best;
}

// ---- the table ----

#define FRAMES_MAX 1500

static double series[FRAMES_MAX];

static void take(const Pose *pose, Still s, const Place *of, bool half, double rate_hz)
{
    double per = 100 / tall_px(&pose[s.first]);
    for (size_t i = s.first; i < s.last; i++)
        series[i - s.first] = per * at(&pose[i], of->one, of->other, false, half);
    signal_lowpass(series, s.last - s.first, rate_hz, SWAY_CUTOFF_HZ);
}

static void row(FILE *file, const char *name, size_t count, double rate_hz)
{
    fprintf(file, "| %s | %.2f | %.2f | %.2f |\n", name, sway_rms(series, NULL, count),
            sway_range(series, count), sway_velocity(series, NULL, count, rate_hz));
}

static double lean_half_deg(const Pose *pose, Still s)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = s.first; i < s.last; i++) {
        const Pose *p = &pose[i];
        double x = at(p, places[1].one, places[1].other, false, false) -
                   at(p, places[2].one, places[2].other, false, false);
        double y = at(p, places[2].one, places[2].other, true, false) -
                   at(p, places[1].one, places[1].other, true, false);
        double lean = atan2(x, y) * 180 / M_PI;
        low = fmin(low, lean);
        high = fmax(high, lean);
    }
    return (high - low) / 2;
}

static void stretch(FILE *file, const Pose *pose, Still s, double rate_hz)
{
    static const Place hips = { "half the hips' difference", LANDMARK_HIP_LEFT,
                                LANDMARK_HIP_RIGHT };
    size_t count = s.last - s.first;
    fprintf(file, "\n| landmark | RMS, %%H | range, %%H | velocity, %%H/s |\n|---|---|---|---|\n");
    for (int k = 0; k < PLACES; k++) {
        take(pose, s, &places[k], false, rate_hz);
        row(file, places[k].name, count, rate_hz);
    }
    take(pose, s, &places[2], false, rate_hz);
    double rms = sway_rms(series, NULL, count);
    double velocity = sway_velocity(series, NULL, count, rate_hz);
    take(pose, s, &hips, true, rate_hz);
    row(file, hips.name, count, rate_hz);
    fprintf(file,
            "\nThe floor that is printed over what the mid-hip does here, which has the person's "
            "sway in it: RMS %.2f, velocity %.2f. Half of the trunk lean's range: %.1f degrees.\n",
            SWAY_COMMON_RMS * sway_rms(series, NULL, count) / rms,
            SWAY_COMMON_VELOCITY * sway_velocity(series, NULL, count, rate_hz) / velocity,
            lean_half_deg(pose, s));
}

static Result one_clip(const char *path, const char *name, Model model, FILE *file)
{
    static Pose pose[FRAMES_MAX];
    Camera *camera = NULL;
    Tracker *tracker = NULL;
    size_t count = 0;
    Frame frame;
    Result result = camera_open(&camera, &(CameraRequest){ .source = path });
    if (!result) result = tracker_open(&tracker, &(TrackerOptions){ .model = model });
    double rate_hz = result ? 0 : camera_info(camera).fps;
    while (!result && count < FRAMES_MAX && camera_read(camera, &frame) == RESULT_OK)
        tracker_next(tracker, &frame.image, frame.captured_us, &pose[count++]);
    tracker_close(&tracker);
    camera_close(&camera);
    if (result) return result;
    Still s = still_find(pose, count, rate_hz);
    fprintf(file, "\n### %s, %s: ", name, model_name(model));
    if (s.last == 0) {
        fprintf(file, "no still stretch in %zu pictures at %.0f a second\n", count, rate_hz);
        return RESULT_OK;
    }
    fprintf(file, "pictures %zu to %zu, %.1f s at %.0f a second\n", s.first, s.last - 1,
            (double)(s.last - s.first) / rate_hz, rate_hz);
    stretch(file, pose, s, rate_hz);
    return RESULT_OK;
}

Result still_markdown(const char *media, FILE *file)
{
    static const char *const clips[] = { "jump_reach_frontal.mp4", "oneleg_rendered.mp4",
                                         "squats.mp4", "one_by_one_from_behind.mp4" };
    static const Measure measures[] = { MEASURE_SWAY_RMS, MEASURE_SWAY_RANGE, MEASURE_SWAY_VELOCITY,
                                        MEASURE_TRUNK_LEAN };
    fprintf(file,
            "# Still stretches of real clips\n\nGenerated by `tools/validity --still`; not to be "
            "edited by hand.\n\nOf each clip the longest stretch of at least %.1f s in which nose, "
            "mid-shoulder, mid-hip and both ankles stay within %.0f %%\nof the height, up and "
            "sideways, at %.0f pictures a second or more. A person's own sway and a hand that "
            "holds the camera are in it, so\neach figure is an upper bound of what tracking does, "
            "and no truth. Sideways, below %.0f Hz.\n\n| measure | the rig's half-width (`full`) | "
            "class |\n|---|---|---|\n",
            STILL_SECONDS, 100 * STILL_RANGE, STILL_RATE_HZ, SWAY_CUTOFF_HZ);
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        const Earned *e = earned_find(measures[i]);
        if (e)
            fprintf(file, "| %s, %s | %.2f | %c |\n", measure_info(e->measure)->name,
                    e->measure == MEASURE_TRUNK_LEAN      ? "degrees"
                    : e->measure == MEASURE_SWAY_VELOCITY ? "%H/s"
                                                          : "%H",
                    e->half, e->trust);
    }
    Result result = RESULT_OK;
    for (size_t i = 0; i < sizeof clips / sizeof *clips && !result; i++)
        for (int model = MODEL_FULL; model >= MODEL_LITE && !result; model--) {
            char path[4096];
            snprintf(path, sizeof path, "%s/video/%s", media, clips[i]);
            result = one_clip(path, clips[i], (Model)model, file);
        }
    return result;
}
