// SPDX-License-Identifier: MIT
// validity_recorded.c: recorded children on bodies of their own proportions do what the check-up
// asks for, before the rig's cameras: seen by the tracker and known from the joints.
#include "validity_track.h"

#include "demo/mocap.h"
#include <glob.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STILL_S 3.0  // at the start, for the calibration, and between movements
#define BLEND_S 0.7  // after which the joints are the recording's own

// Kinder-Gator's README: number, sex, years.
static const struct {
    int number;
    bool girl;
    float age_years;
} children[] = {
    { 337, true, 5 }, { 106, false, 6 }, { 290, false, 6 }, { 103, true, 8 }, { 169, false, 8 }
};
#define CHILDREN ((int)(sizeof children / sizeof children[0]))

static const struct {
    const char *movement;
    CheckupKind kind;
} parts[] = {
    { "Raise-your-arm-to-one-side", CHECKUP_RAISE_SIDE },
    { "Raise-your-arm-to-the-other-side", CHECKUP_RAISE_SIDE },
    { "Raise-your-hand", CHECKUP_RAISE_SIDE },
    { "Raise-your-other-hand", CHECKUP_RAISE_SIDE },
    { "lean-to-the-side", CHECKUP_LEAN_SIDE },
    { "lean-to-the-other-side", CHECKUP_LEAN_SIDE },
    { "Lift-your-leg-to-one-side", CHECKUP_ONE_LEG },
    { "Lift-your-leg-to-the-other-side", CHECKUP_ONE_LEG },
};
#define PARTS ((int)(sizeof parts / sizeof parts[0]))

typedef struct Item {
    CheckupKind kind;
    double from, to;  // s
} Item;

typedef struct Plan {
    char script[4096];
    double seconds;
    Item item[PARTS];
    int items;
} Plan;

// Adds a movement where there is a recording of it; the child's body is that of the first.
static Result add(Plan *plan, const char *media, int child, int part, Figure *own)
{
    char pattern[512];
    glob_t found;
    Mocap *mocap = NULL;
    snprintf(pattern, sizeof pattern, "%s/POSE-p%d_*%s-[0-9]*.csv", media, children[child].number,
             parts[part].movement);
    if (glob(pattern, 0, NULL, &found) != 0) return RESULT_OK;
    const char *path = found.gl_pathv[0];
    Result result = mocap_open(&mocap, path);
    if (!result && plan->items == 0) result = mocap_figure(mocap, own);
    size_t used = strlen(plan->script);
    if (!result && used + strlen(path) + 40 < sizeof plan->script) {
        double seconds = mocap_seconds(mocap);
        snprintf(plan->script + used, sizeof plan->script - used, ", mocap %s, still %g", path,
                 STILL_S);
        plan->item[plan->items++] =
            (Item){ parts[part].kind, plan->seconds + BLEND_S, plan->seconds + seconds };
        plan->seconds += seconds + STILL_S;
    }
    mocap_close(&mocap);
    globfree(&found);
    return result;
}

// Which side moves: the higher elbow, the side leaned to, the leg stood on.
static int side_of(const Track *t, const Item *item)
{
    double elbow = 0, trunk = 0, ankle = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        double at = (double)t->pose[i].step / GAME_STEPS_PER_SECOND;
        const Vec3 *m = t->pose[i].joint;
        if (at < item->from || at > item->to) continue;
        elbow += (double)(m[LANDMARK_ELBOW_LEFT].y - m[LANDMARK_ELBOW_RIGHT].y);
        trunk += (double)(m[LANDMARK_SHOULDER_LEFT].x + m[LANDMARK_SHOULDER_RIGHT].x -
                          m[LANDMARK_HIP_LEFT].x - m[LANDMARK_HIP_RIGHT].x);
        ankle += (double)(m[LANDMARK_ANKLE_LEFT].y - m[LANDMARK_ANKLE_RIGHT].y);
    }
    // The child's left is the picture's right.
    if (item->kind == CHECKUP_LEAN_SIDE) return trunk > 0 ? SIDE_LEFT : SIDE_RIGHT;
    if (item->kind == CHECKUP_ONE_LEG) return ankle > 0 ? SIDE_RIGHT : SIDE_LEFT;
    return elbow > 0 ? SIDE_LEFT : SIDE_RIGHT;
}

static void add_events(const Plan *plan, Track *track)
{
    for (int i = 0; i < plan->items; i++) {
        const Item *item = &plan->item[i];
        GameEvent e = { .event = EVENT_TRIAL_BEGIN, .target = i + 1, .attempt = 1 };
        e.item = (int32_t)item->kind;
        e.side = side_of(track, item);
        track_event(track, (uint32_t)(item->from * GAME_STEPS_PER_SECOND), &e, vec2(0, 0));
        e.event = EVENT_TRIAL_END;
        track_event(track, (uint32_t)(item->to * GAME_STEPS_PER_SECOND), &e, vec2(0, 0));
    }
}

int recorded_count(void)
{
    return CHILDREN;
}

Result recorded_play(CheckupRun *run, const char *media, Track *track)
{
    static Plan plan;
    int child = run->number - RECORDED_FIRST;
    REQUIRE(child >= 0 && child < CHILDREN);
    DemoRig *rig = &run->rig;
    rig->age_years = children[child].age_years;
    rig->girl = children[child].girl;
    rig->aid = RIG_AID_NONE;
    rig->stature = 0;
    Figure own = rig_figure(rig);
    plan = (Plan){ .seconds = STILL_S };
    snprintf(plan.script, sizeof plan.script, "still %g", STILL_S);
    for (int part = 0; part < PARTS; part++) {
        Result result = add(&plan, media, child, part, &own);
        if (result) return result;
    }
    if (plan.items == 0)
        return fail(RESULT_NOT_FOUND, "no recordings of child %d in %s", children[child].number,
                    media);
    rig->own = own;
    Result result = checkup_record(run, plan.script, plan.seconds, track);
    if (!result) add_events(&plan, track);
    return result;
}
