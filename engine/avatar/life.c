// SPDX-License-Identifier: MIT
// life.c: what lives in the drawn child between two poses: eyes that blink and look, hair that
// swings, a face that answers, limbs that come to rest where nobody sees them.
#include "avatar/avatar.h"

#include "avatar/avatar_parts.h"

#define SECOND       60  // steps
#define STEP_S       (1.0f / SECOND)
#define JOY_STEPS    54  // 0.9 s after a success
#define MOOD_LEAST   21  // 350 ms each
#define SURPRISE_GAP (4 * SECOND)
#define HOLD_STEPS   9            // a limb that is not trusted waits 150 ms ...
#define REST_BY      (1.0f / 24)  // ... then takes 400 ms to rest ...
#define BACK_BY      (1.0f / 7)   // ... and 120 ms to come back
#define GAZE_BY      0.13f        // 120 ms
#define GAZE_AT      0.42f        // statures away the eyes are turned as far as they go
#define PRESS_MOST   0.12f
#define PRESS_BY     (PRESS_MOST / 11)  // 180 ms
#define GRIP_LEAST   9                  // steps that a hand stays closed, or open
#define GRIP_NEAR    70                 // thousandths of the stature, to a walker's grip
#define WHEEL_RADIUS 150                // likewise
#define WHEEL_SLOWS  0.97f              // of its speed is left after a step without a push

// An own chance, of the picture alone.
static uint32_t throw_dice(Avatar *a)
{
    a->dice = a->dice * 1664525u + 1013904223u;
    return a->dice >> 8;
}

static void blink(Avatar *a)
{
    uint32_t gap = a->calm ? 4 * SECOND : 28 * SECOND / 10, more = a->calm ? 180 : 144;
    if (a->step < a->blink_next) return;
    a->blink_at = a->step;
    a->blink_next = a->step + gap + throw_dice(a) % more;
}

static int wanted_mood(Avatar *a, const AvatarNews *news)
{
    if (news->success) return MOOD_JOY;
    if (news->resting) return MOOD_SLEEPY;
    if (news->effort) return MOOD_EFFORT;
    if (news->appeared && a->step - a->appeared_at > SURPRISE_GAP) {
        a->appeared_at = a->step;
        return MOOD_SURPRISE;
    }
    return MOOD_CALM;
}

// A mood stays for a while, and changes inside a blink.
static void feel(Avatar *a, const AvatarNews *news)
{
    int wanted = wanted_mood(a, news);
    bool over = a->step >= a->mood_until;
    if (wanted == a->mood) {
        if (wanted == MOOD_JOY && news->success) a->mood_until = a->step + JOY_STEPS;
        return;
    }
    if (!over && wanted != MOOD_JOY) return;
    a->mood = wanted;
    a->blink_at = a->step;
    a->mood_until = a->step + (wanted == MOOD_JOY ? JOY_STEPS : MOOD_LEAST);
}

static void look(Avatar *a, const Body *body, const Calibration *size, const AvatarNews *news)
{
    Vec2 wanted = vec2(0, 0);
    if (news->target) {
        wanted = vec2_scale(vec2_sub(news->target_at, body->head), 1 / (GAZE_AT * size->height));
        float length = vec2_length(wanted);
        if (length > 1) wanted = vec2_scale(wanted, 1 / length);
    }
    a->gaze = vec2_mix(a->gaze, wanted, GAZE_BY);
}

static void rest_limb(Avatar *a, int limb, bool trusted)
{
    a->untrusted[limb] = trusted ? 0 : a->untrusted[limb] + 1;
    float by = trusted ? -BACK_BY : a->untrusted[limb] > HOLD_STEPS ? REST_BY : 0;
    a->rest[limb] = clampf(a->rest[limb] + by, 0, 1);
}

static bool may_grip(const Avatar *a, const Figure *f, int side)
{
    if (a->seat == SEAT_WHEELCHAIR) return hand_on_rim(f, side);
    return rest_of(a).walker && point_length(f->hand[side] - rig_walker_grip(f, side)) < GRIP_NEAR;
}

// A wheel goes with the hand that holds its rim, and rolls on when it is let go.
static void turn_wheel(Avatar *a, int side, float pushed)
{
    bool held = a->seat == SEAT_WHEELCHAIR && a->grip[side];
    a->wheel_speed[side] = held ? pushed / WHEEL_RADIUS : a->wheel_speed[side] * WHEEL_SLOWS;
    a->wheel[side] = fmodf(a->wheel[side] + a->wheel_speed[side], 2 * PI_F);
}

static void hold(Avatar *a, const Body *body, const Calibration *size, const AvatarNews *news)
{
    Figure f;
    RigRest rest = rest_of(a);
    rig_solve(&f, body, size, a->years, &rest);
    for (int side = 0; side < SIDE_COUNT; side++) {
        bool closed = news->holds[side] || may_grip(a, &f, side);
        bool settled = a->step - a->grip_changed[side] >= GRIP_LEAST;
        if (closed != a->grip[side] && settled) {
            a->grip[side] = closed;
            a->grip_changed[side] = a->step;
        }
        float y = cimagf(f.hand[side]);
        turn_wheel(a, side, a->step > 1 ? y - a->hand_y[side] : 0);
        a->hand_y[side] = y;
    }
}

// A damped spring that is pulled along by what it hangs on.
static void swing(AvatarSpring *s, float pull, float rate, float damping, float most)
{
    float force = -rate * rate * s->at - 2 * damping * rate * s->speed - pull;
    s->speed += force * STEP_S;
    s->at = clampf(s->at + s->speed * STEP_S, -most, most);
}

void avatar_step(Avatar *a, const Body *body, const Calibration *size, const AvatarNews *news)
{
    a->step++;
    blink(a);
    feel(a, news);
    if (body->pose_number == 0 || !size->done) return;
    look(a, body, size, news);
    for (int side = 0; side < SIDE_COUNT; side++) {
        rest_limb(a, side, body->seen && body->hand_trust[side] >= BODY_TRUST_MIN);
        bool leg = body->trust[LANDMARK_ANKLE_LEFT + side] >= BODY_TRUST_MIN;
        rest_limb(a, SIDE_COUNT + side, body->seen && leg);
        a->press[side] = fmaxf(0, a->press[side] - PRESS_BY);
        if (news->success && body->hand_trust[side] >= BODY_TRUST_MIN) a->press[side] = PRESS_MOST;
    }
    hold(a, body, size, news);
    float half = a->calm ? 0.5f : 1;
    float moved = (body->head.x - a->head_before.x) / size->height;
    if (a->step > 1) {
        swing(&a->hair, half * 2600 * moved * SECOND, 12, 0.55f, 22);
        swing(&a->tail, half * 1700 * moved * SECOND, 9, 0.5f, 25);
    }
    a->head_before = body->head;
}
