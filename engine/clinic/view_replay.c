// SPDX-License-Identifier: MIT
// view_replay.c: the body over time as numbers for a canvas. Half the pictures are enough for the
// eye, and a minute then takes 100 KB.
#include "clinic/channels.h"
#include "clinic/plot_skeleton.h"
#include "clinic/view_session.h"

#include <math.h>

#define EVERY     2     // of the poses
#define POSES_MAX 9000  // of a replay: a longer session is thinned

// In this order in each pose: x, y.
static const Landmark drawn[] = {
    LANDMARK_NOSE,        LANDMARK_SHOULDER_LEFT,   LANDMARK_SHOULDER_RIGHT,   LANDMARK_ELBOW_LEFT,
    LANDMARK_ELBOW_RIGHT, LANDMARK_WRIST_LEFT,      LANDMARK_WRIST_RIGHT,      LANDMARK_HIP_LEFT,
    LANDMARK_HIP_RIGHT,   LANDMARK_KNEE_LEFT,       LANDMARK_KNEE_RIGHT,       LANDMARK_ANKLE_LEFT,
    LANDMARK_ANKLE_RIGHT, LANDMARK_FOOT_INDEX_LEFT, LANDMARK_FOOT_INDEX_RIGHT,
};
#define DRAWN ((int)(sizeof drawn / sizeof *drawn))

// A whole number of tenths: half the letters of a fraction.
static void tenths(JsonOut *j, double value)
{
    if (isfinite(value))
        json_whole(j, NULL, llround(10 * value));
    else
        json_none(j, NULL);
}

static size_t step_of(const Kinematics *t)
{
    size_t every = t->count / POSES_MAX + 1;
    return every < EVERY ? EVERY : every;
}

static void put_joints(JsonOut *j, const Kinematics *t)
{
    json_list(j, "joints");
    for (size_t i = 0; i < t->count; i += step_of(t)) {
        double x[LANDMARK_COUNT], y[LANDMARK_COUNT];
        skeleton_places(t, i, x, y);
        json_list(j, NULL);
        for (int k = 0; k < DRAWN; k++) {
            tenths(j, x[drawn[k]]);
            tenths(j, y[drawn[k]]);
        }
        json_end(j);
    }
    json_end(j);
}

static void put_curve(JsonOut *j, const Kinematics *t, const char *name, const char *unit,
                      Channel channel)
{
    json_begin(j, NULL);
    json_text(j, "name", name);
    json_text(j, "unit", unit);
    json_list(j, "value");
    for (size_t i = 0; i < t->count; i += step_of(t)) {
        double value = channel ? channel_value(channel, t, NULL, i)
                               : (double)t->body[i].value[BODY_TRUNK_LEAN];
        bool trusted = channel || (t->body[i].seen &&
                                   t->body[i].value_trust[BODY_TRUNK_LEAN] >= BODY_TRUST_MIN);
        double fine = round(value * 1000) / 1000;
        if (trusted && isfinite(fine))
            json_number(j, NULL, fine);
        else
            json_none(j, NULL);
    }
    json_end(j);
    json_end(j);
}

void view_replay(JsonOut *j, const ClinicSession *s)
{
    const Kinematics *t = &s->kinematics;
    json_list(j, "time_ms");
    for (size_t i = 0; s->measured && i < t->count; i += step_of(t))
        json_whole(j, NULL, llround(1000 * t->time_s[i]));
    json_end(j);
    if (s->measured) put_joints(j, t);
    json_list(j, "curves");
    if (s->measured) {
        put_curve(j, t, "Left hand", "arm lengths from the midline, to the right",
                  CHANNEL_HAND_LEFT_X);
        put_curve(j, t, "Right hand", "arm lengths from the midline, to the right",
                  CHANNEL_HAND_RIGHT_X);
        put_curve(j, t, "Trunk lean", "degrees, to the right is up", CHANNEL_NONE);
    }
    json_end(j);
}
