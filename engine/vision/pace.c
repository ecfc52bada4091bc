// SPDX-License-Identifier: MIT
// pace.c: whether poses are made as fast as the camera sends pictures.
#include "vision/pace.h"

#include "tiptoe/base.h"

#define FPS_FAST 60.0
#define FPS_SLOW 30.0

static bool fits(double took_us, double interval_us, double share)
{
    return took_us <= share * interval_us;
}

bool pace_holds(int64_t took_us, double fps)
{
    REQUIRE(took_us > 0 && fps > 0);
    return fits((double)took_us, 1e6 / fps, PACE_SHARE);
}

double pace_camera_fps(int64_t network_us)
{
    return network_us > 0 && pace_holds(network_us, FPS_FAST) ? FPS_FAST : FPS_SLOW;
}

Model pace_first(int64_t full_us, double fps)
{
    return pace_holds(full_us, fps) ? MODEL_FULL : MODEL_LITE;
}

void pace_start(Pace *pace, Model model)
{
    *pace = (Pace){ .model = model, .patience = PACE_FAST };
}

static void start_window(Pace *pace, const PacePose *pose)
{
    pace->start_us = pose->captured_us;
    pace->start_number = pose->number;
    pace->busy_us = 0;
    pace->found = 0;
}

// A window is over: what it says of both models.
static void judge_window(Pace *pace, int64_t passed_us, uint32_t sent)
{
    bool known = pace->found >= PACE_POSES_LEAST && sent > 0;
    double took_us = known ? (double)pace->busy_us / pace->found : 0;
    double interval_us = known ? (double)passed_us / sent : 0;
    bool full = pace->model == MODEL_FULL;
    bool slow = known && full && !fits(took_us, interval_us, PACE_SHARE);
    bool fast = known && !full && fits(took_us * PACE_FULL_COST, interval_us, PACE_RAISE_SHARE);
    pace->slow = slow ? pace->slow + 1 : 0;
    pace->fast = fast ? pace->fast + 1 : 0;
}

Model pace_next(Pace *pace, const PacePose *pose)
{
    REQUIRE(pose->took_us >= 0);
    int64_t passed_us = pose->captured_us - pace->start_us;
    if (pace->start_us == 0 || passed_us < 0 || passed_us > 2 * PACE_WINDOW_US) {
        pace->slow = pace->fast = 0;  // the first picture, or the camera was away
        start_window(pace, pose);
        return pace->model;
    }
    if (pose->found) {
        pace->found++;
        pace->busy_us += pose->took_us;
    }
    if (passed_us >= PACE_WINDOW_US) {
        judge_window(pace, passed_us, pose->number - pace->start_number);
        start_window(pace, pose);
    }
    if (pace->slow >= PACE_SLOW) return MODEL_LITE;
    if (pace->fast >= pace->patience) return MODEL_FULL;
    return pace->model;
}

void pace_take(Pace *pace, Model model)
{
    bool again = model == MODEL_LITE && pace->raised;
    int patience = again && pace->patience < PACE_FAST_MOST ? 2 * pace->patience : pace->patience;
    bool raised = pace->raised || model == MODEL_FULL;
    *pace = (Pace){ .model = model, .patience = patience, .raised = raised };
}
