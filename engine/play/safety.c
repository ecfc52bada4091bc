// SPDX-License-Identifier: MIT
// safety.c: the rules, each a count of steps.
#include "play/safety.h"

#include "body/body_update.h"

#define EDGE_M      0.05f   // how exactly a foot is placed
#define SOLE        0.026f  // heights of the child: heel and toe are marked so far above the sole
#define NOSE_ANKLE  0.84f   // share of the height between them, as of a calibration
#define STAND_LOW   0.50f   // leg lengths below standing: hips under 55 % of their height [ours]
#define SEAT_LOW    0.45f   // trunk lengths below the seat [ours]
#define HEAD_TRUNKS 0.35f   // above the hips: who has it lower lies, or hangs down [ours]
#define UPRIGHT     30u     // steps after which the next low hips are asked about anew

// How far the hips of each posture may come down, and in which unit.
static const struct {
    float drop;
    bool trunks;  // else leg lengths
} low_hips[POSTURE_COUNT] = {
    [POSTURE_STANDING] = { STAND_LOW, false },
    [POSTURE_SUPPORTED] = { STAND_LOW, false },
    [POSTURE_SEATED] = { SEAT_LOW, true },
    [POSTURE_WHEELCHAIR] = { SEAT_LOW, true },
};

static Vec2 middle(const Pose *pose, int a, int b)
{
    return vec2((pose->image[a].x + pose->image[b].x) / 2,
                (pose->image[a].y + pose->image[b].y) / 2);
}

// A foot that is lifted seems to stand far behind: both are taken to be as far away as the lower
// one, and each as far to the side as it is.
bool safety_foot(const Pose *pose, const float trust[LANDMARK_COUNT], const Calibration *size,
                 const PlayBox *box, Vec2 floor_m[SIDE_COUNT], bool seen[SIDE_COUNT])
{
    Vec2 foot[SIDE_COUNT];
    float lowest = -1e9f;
    for (int side = 0; side < SIDE_COUNT; side++) {
        int heel = LANDMARK_HEEL_LEFT + side, toe = LANDMARK_FOOT_INDEX_LEFT + side;
        seen[side] = trust[heel] >= BODY_TRUST_MIN && trust[toe] >= BODY_TRUST_MIN;
        foot[side] = middle(pose, heel, toe);
        if (seen[side]) lowest = fmaxf(lowest, foot[side].y);
    }
    StagePlace place = stage_place(size, pose->width, pose->height);
    float sole = SOLE * size->height / place.stage_per_px / (float)pose->height;
    for (int side = 0; side < SIDE_COUNT; side++)
        floor_m[side] = play_box_floor(box, vec2(foot[side].x, lowest + sole));
    return seen[SIDE_LEFT] || seen[SIDE_RIGHT];
}

bool safety_stand(const Pose *pose, Vec2 *picture)
{
    float lowest = -1e9f, across = 0, ankles = 0;
    if (!pose->found || pose->visibility[LANDMARK_NOSE] < BODY_TRUST_MIN) return false;
    for (int side = 0; side < SIDE_COUNT; side++) {
        int heel = LANDMARK_HEEL_LEFT + side, toe = LANDMARK_FOOT_INDEX_LEFT + side;
        if (pose->visibility[heel] < BODY_TRUST_MIN || pose->visibility[toe] < BODY_TRUST_MIN)
            return false;
        Vec2 foot = middle(pose, heel, toe);
        lowest = fmaxf(lowest, foot.y);
        across += foot.x / SIDE_COUNT;
        ankles += pose->image[LANDMARK_ANKLE_LEFT + side].y / SIDE_COUNT;
    }
    float height = (ankles - pose->image[LANDMARK_NOSE].y) / NOSE_ANKLE;
    *picture = vec2(across, lowest + SOLE * height);
    return true;
}

// Who sits is where the chair is: sideways, for legs that hang say nothing of the floor.
static void place_chair(SafetyWatch *w, const Pose *pose, const PlayBox *box)
{
    Vec2 hips = middle(pose, LANDMARK_HIP_LEFT, LANDMARK_HIP_RIGHT);
    Vec2 row = play_box_picture(box, vec2(box->width_m / 2, box->depth_m / 2));
    Vec2 at = play_box_floor(box, vec2(hips.x, row.y));
    w->place = vec2(at.x, box->depth_m / 2);
    w->outside_m = play_box_outside_m(box, w->place);
}

static void place_feet(SafetyWatch *w, const Pose *pose, const float trust[LANDMARK_COUNT],
                       const Calibration *size, const PlayBox *box)
{
    Vec2 at[SIDE_COUNT];
    bool seen[SIDE_COUNT];
    float most = -1;
    if (!safety_foot(pose, trust, size, box, at, seen)) return;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float outside_m = play_box_outside_m(box, at[side]);
        if (!seen[side] || outside_m <= most) continue;
        most = w->outside_m = outside_m;
        w->place = at[side];
    }
}

static bool hips_seen(const float trust[LANDMARK_COUNT])
{
    return trust[LANDMARK_HIP_LEFT] >= BODY_TRUST_MIN &&
           trust[LANDMARK_HIP_RIGHT] >= BODY_TRUST_MIN;
}

void safety_pose(SafetyWatch *w, const Pose *pose, const float trust[LANDMARK_COUNT],
                 const Calibration *size, const SafetyRules *rules)
{
    w->people = pose->people;
    if (!pose->found || !size->done || !play_box_is_set(rules->box)) return;
    if (!size->seated)
        place_feet(w, pose, trust, size, rules->box);
    else if (hips_seen(trust))
        place_chair(w, pose, rules->box);
}

static bool hips_are_low(const Body *body, const Calibration *size, const SafetyRules *rules)
{
    float unit = low_hips[rules->posture].trunks || size->seated
                     ? size->trunk
                     : (size->leg[SIDE_LEFT] + size->leg[SIDE_RIGHT]) / 2;
    float drop = size->seated ? SEAT_LOW : low_hips[rules->posture].drop;
    return hips_seen(body->trust) && size->hip.y - body->hips.y > drop * unit;
}

static bool head_is_low(const Body *body, const Calibration *size)
{
    return hips_seen(body->trust) && body->trust[LANDMARK_NOSE] >= BODY_TRUST_MIN &&
           body->head.y - body->hips.y < HEAD_TRUNKS * size->trunk;
}

static void count(uint32_t *steps, bool now)
{
    *steps = now ? *steps + 1 : 0;
}

static Alarm raise(SafetyWatch *w, Alarm alarm)
{
    w->asked |= alarm == ALARM_HIPS || alarm == ALARM_HEAD;
    return alarm;
}

Alarm safety_step(SafetyWatch *w, const Body *body, const Calibration *size,
                  const SafetyRules *rules)
{
    if (!body->seen) {
        safety_rest(w);
        return ALARM_COUNT;
    }
    bool hips = hips_are_low(body, size, rules), head = head_is_low(body, size);
    count(&w->outside, w->outside_m > EDGE_M);
    count(&w->inside, w->outside_m <= EDGE_M);
    count(&w->somebody, w->people > w->people_known);
    count(&w->alone, w->people <= w->people_known);
    count(&w->low, hips && !rules->goes_low);
    count(&w->head, head);
    count(&w->upright, !hips && !head);
    if (w->upright >= UPRIGHT) w->asked = 0;
    if (!w->asked && w->head >= SAFETY_HEAD_STEPS) return raise(w, ALARM_HEAD);
    if (!w->asked && w->low >= SAFETY_LOW_STEPS) return raise(w, ALARM_HIPS);
    if (w->outside >= SAFETY_OUTSIDE_STEPS) return ALARM_OUTSIDE;
    if (w->somebody >= SAFETY_SOMEBODY_STEPS && !rules->helper) return ALARM_SOMEBODY;
    return ALARM_COUNT;
}

bool safety_is_over(const SafetyWatch *w, Alarm alarm, const SafetyRules *rules)
{
    if (alarm == ALARM_SOMEBODY) return rules->helper || w->alone >= SAFETY_ALONE_STEPS;
    return w->inside >= SAFETY_INSIDE_STEPS;
}

void safety_accept(SafetyWatch *w)
{
    w->people_known = w->people > 1 ? w->people : 1;
    w->somebody = 0;
}

void safety_rest(SafetyWatch *w)
{
    w->outside = w->inside = w->low = w->head = w->somebody = w->alone = w->upright = 0;
}
