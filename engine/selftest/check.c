// SPDX-License-Identifier: MIT
// check.c: what the self-test found, judged.
#include "selftest/check.h"

#include "therapist/limits.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define EDGE           0.01f
#define VISIBLE        0.5f
#define PICTURES_LEAST 20u
#define POSES_LEAST    10u

static const char *const stored_names[CHECK_COUNT] = {
#define X(name, stored, title, picture) stored,
    CHECK_LIST(X)
#undef X
};

const char *check_name(Check check)
{
    REQUIRE(check >= 0 && check < CHECK_COUNT);
    return stored_names[check];
}

_Static_assert(LANDMARK_HIP_RIGHT == LANDMARK_HIP_LEFT + 1 &&
                   LANDMARK_ANKLE_RIGHT == LANDMARK_ANKLE_LEFT + 1,
               "the right landmark follows the left one");
_Static_assert(CHECK_AT_CAMERA == 0 && CHECK_AT_RATE == 1 && CHECK_AT_SPEED == CHECK_AT_ALONE + 1,
               "what needs pictures stands between the camera and the speed");

static bool inside(const Pose *pose, int landmark)
{
    const Vec3 *at = &pose->image[landmark];
    return at->x > EDGE && at->x < 1 - EDGE && at->y > EDGE && at->y < 1 - EDGE &&
           pose->visibility[landmark] >= VISIBLE;
}

void check_pose(CheckFacts *facts, const Pose *pose, int64_t took_us)
{
    static const int upper[] = { LANDMARK_NOSE, LANDMARK_SHOULDER_LEFT, LANDMARK_SHOULDER_RIGHT,
                                 LANDMARK_WRIST_LEFT, LANDMARK_WRIST_RIGHT };
    static const int lower[] = { LANDMARK_ANKLE_LEFT, LANDMARK_ANKLE_RIGHT,
                                 LANDMARK_FOOT_INDEX_LEFT, LANDMARK_FOOT_INDEX_RIGHT };
    REQUIRE(took_us >= 0);
    facts->poses++;
    if (pose->people > facts->people_most) facts->people_most = pose->people;
    if (!pose->found) return;
    facts->found++;
    histogram_add(&facts->pose_us, took_us);
    bool whole = true;
    for (size_t i = 0; i < sizeof upper / sizeof *upper; i++) whole &= inside(pose, upper[i]);
    for (size_t i = 0; i < sizeof lower / sizeof *lower && !facts->seated; i++)
        whole &= inside(pose, lower[i]);
    facts->whole += whole;
    int low = facts->seated ? LANDMARK_HIP_LEFT : LANDMARK_ANKLE_LEFT;
    float bottom = (pose->image[low].y + pose->image[low + 1].y) / 2;
    histogram_add(&facts->height_permil, (int64_t)((bottom - pose->image[LANDMARK_NOSE].y) * 1000));
}

static void say(CheckRow *row, CheckState state, const char *advice, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void say(CheckRow *row, CheckState state, const char *advice, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(row->finding, sizeof row->finding, format, args);
    va_end(args);
    snprintf(row->advice, sizeof row->advice, "%s", advice);
    row->state = state;
}

static const char *mount_words(CameraMount mount)
{
    static const char *const words[4][2] = { { "", ", mirrored" },
                                             { ", turned 90", ", turned 90, mirrored" },
                                             { ", turned 180", ", turned 180, mirrored" },
                                             { ", turned 270", ", turned 270, mirrored" } };
    return words[mount.turn / 90 & 3][mount.mirror];
}

static void judge_camera(const CheckFacts *f, CheckRow *row)
{
    if (f->camera)
        say(row, CHECK_RED, f->trouble, "not working");
    else if (f->rehearsal)
        say(row, CHECK_AMBER, "Choose a real camera to check yours: --camera 0", "%s (drawn)",
            f->info.name);
    else
        say(row, CHECK_GREEN, "", "%.20s, %dx%d%s", f->info.name, f->info.width, f->info.height,
            mount_words(f->info.mount));
}

static void judge_rate(const CheckFacts *f, CheckRow *row)
{
    float promised = (float)f->info.fps;
    if (f->fps < LIMIT_FPS_LEAST)
        say(row, CHECK_RED, "Other USB socket, more light, no other program with it",
            "%.0f a second", (double)f->fps);
    else if (f->fps < LIMIT_FPS_GOOD || f->fps < LIMIT_FPS_SHARE * promised)
        say(row, CHECK_AMBER, "More light helps; so does another USB socket", "%.0f of %.0f",
            (double)f->fps, (double)promised);
    else if (f->fps_most > 0)  // what this computer keeps up with
        say(row, CHECK_GREEN, "", "%.0f; asked for up to %.0f", (double)f->fps, f->fps_most);
    else
        say(row, CHECK_GREEN, "", "%.0f", (double)f->fps);
}

static void judge_light(const CheckFacts *f, CheckRow *row)
{
    int luma = (int)f->luma;
    if (f->luma < LIMIT_LUMA_LEAST)
        say(row, CHECK_RED, "Take off the lens cover, turn on the light", "%d of 255, dark", luma);
    else if (f->luma < VISION_LUMA_MIN)
        say(row, CHECK_AMBER, "Turn on a light in front of the child", "%d of 255, too dark", luma);
    else if (f->luma > LIMIT_LUMA_MOST)
        say(row, CHECK_AMBER, "No window or lamp behind the child", "%d of 255, glaring", luma);
    else
        say(row, CHECK_GREEN, "", "%d of 255", luma);
}

static void judge_body(const CheckFacts *f, CheckRow *row)
{
    double found = f->poses ? (double)f->found / f->poses : 0;
    double whole = f->found ? (double)f->whole / f->found : 0;
    if (f->found == 0)
        say(row, CHECK_AMBER, "Somebody steps on the play spot, then check again", "nobody seen");
    else if (found < 0.5)
        say(row, CHECK_AMBER, "Plain background, no one else near", "seen half of the time");
    else if (whole < LIMIT_WHOLE_GOOD)
        say(row, CHECK_AMBER,
            f->seated ? "Head and both hands must be in the picture"
                      : "Step back, or tilt the camera, until head and feet show",
            "in view %.0f %% of the time", 100 * whole);
    else
        say(row, CHECK_GREEN, "", f->seated ? "head and hands in view" : "head to feet in view");
}

static void judge_distance(const CheckFacts *f, CheckRow *row)
{
    int height = (int)histogram_quantile(&f->height_permil, 0.5);
    int least = f->seated ? LIMIT_SEATED_LEAST : LIMIT_HEIGHT_LEAST;
    int most = f->seated ? LIMIT_SEATED_MOST : LIMIT_HEIGHT_MOST;
    if (f->found == 0)
        say(row, CHECK_NONE, "", "nobody seen");
    else if (height < least)
        say(row, CHECK_AMBER, "Come closer, or put the camera closer", "%d %% of the picture",
            height / 10);
    else if (height > most)
        say(row, CHECK_AMBER, "One step back, please", "%d %% of the picture", height / 10);
    else
        say(row, CHECK_GREEN, "", "%d %% of the picture, right", height / 10);
}

static void judge_alone(const CheckFacts *f, CheckRow *row)
{
    if (f->people_most == 0)
        say(row, CHECK_NONE, "", "nobody seen");
    else if (f->people_most > 1)
        say(row, CHECK_AMBER, "Fine if the child stands on the play spot; else step aside",
            "%d people in the picture", f->people_most);
    else
        say(row, CHECK_GREEN, "", "one person only");
}

static void judge_speed(const CheckFacts *f, CheckRow *row)
{
    double half = histogram_ms(&f->pose_us, 0.5), slow = histogram_ms(&f->pose_us, 0.95);
    double period = f->fps > 0 ? 1000 / (double)f->fps : 33;
    const char *model = model_name(f->model);
    bool lite = f->model == MODEL_LITE;
    if (f->pose_us.count == 0)
        say(row, CHECK_NONE, "", "nobody seen");
    else if (half > 2 * period)
        say(row, CHECK_RED, lite ? "This computer is too slow: close programs" : "Use --model lite",
            "%s takes %.0f of %.0f ms", model, half, period);
    else if (slow > period || f->fell_back)
        say(row, CHECK_AMBER, lite ? "Close other programs" : "Close programs, or use --model lite",
            "%s takes %.0f, at times %.0f of %.0f ms", model, half, slow, period);
    else
        say(row, CHECK_GREEN, "", "%s takes %.0f of %.0f ms", model, half, period);
}

static void judge_machine(const CheckFacts *f, CheckRow rows[CHECK_COUNT])
{
    CheckRow *sound = &rows[CHECK_AT_SOUND], *disk = &rows[CHECK_AT_DISK];
    CheckRow *store = &rows[CHECK_AT_STORE];
    if (f->sound)
        say(sound, CHECK_GREEN, "", "%.40s", f->sound_name);
    else
        say(sound, CHECK_AMBER, "Plug in loudspeakers; play goes on without sound", "%.40s",
            f->sound_name[0] ? f->sound_name : "no device");
    if (f->disk)
        say(disk, CHECK_NONE, "", "not known");
    else if (f->disk_free_mb < LIMIT_DISK_LEAST_MB)
        say(disk, CHECK_RED, "Make room: delete or move files", "only %u MB free",
            (unsigned)f->disk_free_mb);
    else if (f->disk_free_mb < LIMIT_DISK_GOOD_MB)
        say(disk, CHECK_AMBER, "Make room soon", "%u MB free", (unsigned)f->disk_free_mb);
    else
        say(disk, CHECK_GREEN, "", "%u GB free", (unsigned)(f->disk_free_mb / 1024));
    if (f->store)
        say(store, CHECK_RED, f->store_trouble, "cannot be written");
    else
        say(store, CHECK_GREEN, "", "can be written");
}

// Who sits needs none: the box is the chair's place.
static void judge_box(const CheckFacts *f, CheckRow *row)
{
    if (f->camera)
        say(row, CHECK_NONE, "", "no pictures");
    else if (play_box_is_set(&f->box))
        say(row, CHECK_GREEN, "", "set: %.1f x %.1f m", (double)f->box.width_m,
            (double)f->box.depth_m);
    else if (f->seated)
        say(row, CHECK_NONE, "", "the chair's place");
    else
        say(row, CHECK_AMBER, "B or a touch here: draw where the child may step",
            "not yet in this room");
}

void check_judge(const CheckFacts *f, bool done, CheckRow rows[CHECK_COUNT])
{
    static const CheckRow blank[CHECK_COUNT] = {
#define X(name, stored, text, image) { .title = text, .picture = image },
        CHECK_LIST(X)
#undef X
    };
    memcpy(rows, blank, sizeof blank);
    judge_machine(f, rows);
    judge_camera(f, &rows[CHECK_AT_CAMERA]);
    judge_box(f, &rows[CHECK_AT_BOX]);
    if (f->camera) {
        for (int i = CHECK_AT_RATE; i < CHECK_AT_SPEED; i++)
            say(&rows[i], CHECK_NONE, "", "no pictures");
        if (done) judge_speed(f, &rows[CHECK_AT_SPEED]);
        return;
    }
    if (done || f->pictures >= PICTURES_LEAST) {
        judge_rate(f, &rows[CHECK_AT_RATE]);
        judge_light(f, &rows[CHECK_AT_LIGHT]);
    }
    if (!done && f->found < POSES_LEAST) return;
    judge_body(f, &rows[CHECK_AT_BODY]);
    judge_distance(f, &rows[CHECK_AT_DISTANCE]);
    judge_alone(f, &rows[CHECK_AT_ALONE]);
    judge_speed(f, &rows[CHECK_AT_SPEED]);
}

double check_value(const CheckFacts *f, Check check, const char **unit)
{
    *unit = "1";
    switch (check) {
    case CHECK_AT_RATE: *unit = "1/s"; return (double)f->fps;
    case CHECK_AT_LIGHT: *unit = "of 255"; return (double)f->luma;
    case CHECK_AT_BODY: return f->found ? (double)f->whole / f->found : (double)NAN;
    case CHECK_AT_DISTANCE:
        return f->found ? (double)histogram_quantile(&f->height_permil, 0.5) / 1000 : (double)NAN;
    case CHECK_AT_ALONE: *unit = "people"; return f->people_most;
    case CHECK_AT_SPEED:
        *unit = "ms";
        return f->pose_us.count ? histogram_ms(&f->pose_us, 0.5) : (double)NAN;
    case CHECK_AT_DISK: *unit = "MB"; return f->disk ? (double)NAN : (double)f->disk_free_mb;
    default: return (double)NAN;
    }
}
